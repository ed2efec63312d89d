//! Judging folds: which are there to be judged, which is shown, and the buttons.

use super::waterfall::{Which, waterfall_ui};
use super::{PAD, margin};
use crate::domain::{LineKey, NumberPair, Verdict};
use crate::folding::{Candidate, Standing};
use crate::ui::style::{Type, color};
use crate::ui::widget::{PushButton, text_field, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Frame, Margin, Panel, Ui, vec2};

/// Which fold is shown and what is typed as the reason.
#[derive(Debug, Default)]
pub(super) struct Judging {
    pair: Option<NumberPair>,
    reason: String,
    /// Whether the evidence did not fit in the frame before: then the total is shown with the buttons.
    pub(super) overflows: bool,
}

/// The folds that have to do with a line: suggested ones first, best first, then those an analyst decided, then the
/// weaker ones that were considered and could be accepted all the same.
fn folds_of<'a>(ctx: &UiCtx<'a>, line: LineKey) -> Vec<&'a Candidate> {
    let folding = &ctx.session.derived().folding;
    let is_ours = |c: &&Candidate| [c.pair.old, c.pair.new].iter().any(|n| folding.line_of.get(n) == Some(&line));
    let rank = |c: &Candidate| match (c.verdict, c.standing) {
        (None, Standing::Folded) => Some(0),
        (None, Standing::ToJudge) => Some(1),
        (Some(Verdict::Accepted), _) => Some(2),
        (Some(Verdict::Rejected | Verdict::CannotBe), _) => Some(3),
        (None, _) => None,
    };
    let mut folds: Vec<_> = folding.candidates.iter().filter(is_ours).filter_map(|c| Some((rank(c)?, c))).collect();
    folds.sort_by(|(a_rank, a), (b_rank, b)| {
        let by_bits = b.score_bits.total_cmp(&a.score_bits);
        a_rank.cmp(b_rank).then(by_bits).then(a.pair.cmp(&b.pair))
    });
    folds.into_iter().map(|(_, c)| c).collect()
}

/// Whether a fold waits for a decision.
pub(super) fn is_open(candidate: &Candidate) -> bool {
    candidate.verdict.is_none()
}

/// The fold after this one that waits for a decision, in the order of the whole case, and round again.
pub(in crate::ui) fn next_open(all: &[&Candidate], after: NumberPair) -> Option<NumberPair> {
    let place = all.iter().position(|c| c.pair == after);
    let (before, behind) = all.split_at(place.map_or(0, |i| i + 1));
    behind.iter().chain(before).map(|c| c.pair).find(|&pair| pair != after)
}

impl Judging {
    /// The folds of a line, and the one asked for if it has to do with the line, whatever became of it.
    pub(super) fn folds<'a>(&self, ctx: &UiCtx<'a>, line: LineKey) -> Vec<&'a Candidate> {
        let mut folds = folds_of(ctx, line);
        let folding = &ctx.session.derived().folding;
        let asked = self.pair.and_then(|pair| folding.candidate(pair));
        let is_ours = |c: &&Candidate| [c.pair.old, c.pair.new].iter().any(|n| folding.line_of.get(n) == Some(&line));
        let is_new = |c: &&Candidate| folds.iter().all(|known| known.pair != c.pair);
        let more = asked.filter(is_ours).filter(is_new);
        folds.extend(more);
        folds
    }

    /// The fold to show among these: the one asked for, else the first.
    pub(super) fn shown<'a>(&self, folds: &[&'a Candidate]) -> Option<&'a Candidate> {
        let asked = self.pair.and_then(|pair| folds.iter().find(|c| c.pair == pair));
        asked.or_else(|| folds.first()).copied()
    }

    pub(super) fn show(&mut self, pair: NumberPair) {
        if self.pair != Some(pair) {
            self.reason.clear();
        }
        self.pair = Some(pair);
    }

    pub(super) fn take_reason(&mut self) -> String {
        std::mem::take(&mut self.reason).trim().to_owned()
    }

    /// The reason and the buttons, at the bottom of the inspector, where they do not scroll away.
    pub(super) fn controls_ui(&mut self, ctx: &UiCtx<'_>, shown: Option<&Candidate>, ui: &mut Ui) {
        let Some(candidate) = shown else { return };
        let frame = Frame::new().fill(color(ctx.theme.panel)).inner_margin(Margin {
            left: margin(PAD),
            right: margin(PAD),
            top: 4,
            bottom: 10,
        });
        let panel = Panel::bottom("judging").frame(frame).resizable(false).show_separator_line(false);
        panel.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
            if self.overflows {
                waterfall_ui(ctx, candidate, Which::Total, ui);
            }
            words(ui, candidate.words(), Type::Body, color(ctx.theme.text));
            if is_open(candidate) {
                self.open_ui(ctx, ui);
            } else {
                decided_ui(ctx, candidate, ui);
            }
        });
    }

    fn open_ui(&mut self, ctx: &UiCtx<'_>, ui: &mut Ui) {
        let theme = ctx.theme;
        let width = ui.available_width();
        text_field(ui, theme, &mut self.reason, "Reason", "Reason, kept in the audit", width);
        let half = ((width - 8.0) / 2.0).floor();
        let rows = [
            [
                (PushButton::primary("Accept"), "A", UiCommand::Judge(Verdict::Accepted), ACCEPT),
                (PushButton::plain("Reject"), "R", UiCommand::Judge(Verdict::Rejected), REJECT),
            ],
            [
                (PushButton::plain("Cannot be"), "X", UiCommand::Judge(Verdict::CannotBe), CANNOT_BE),
                (PushButton::plain("Skip"), "S", UiCommand::SkipFold, SKIP),
            ],
        ];
        for row in rows {
            ui.horizontal(|ui| {
                for (button, key, command, about) in row {
                    let button = PushButton { key: Some(key), width: Some(half), ..button };
                    if button.show(ui, theme).on_hover_text(about).clicked() {
                        ctx.send.command(command);
                    }
                }
            });
        }
    }
}

const ACCEPT: &str = "The new number took over from the old, or ran beside it: the two are one line";
const REJECT: &str =
    "The new number did not take over from the old. The two may still be one line through other numbers";
const CANNOT_BE: &str = "The two can never be one line: in neither order, and not through other numbers. A fold that the machine \
     suggests between them is cut where it is weakest";
const SKIP: &str = "Leaves this fold open and shows the next";

/// What was decided, by whom and why, and the button that takes it back.
fn decided_ui(ctx: &UiCtx<'_>, candidate: &Candidate, ui: &mut Ui) {
    let theme = ctx.theme;
    let Some(decision) = ctx.session.case().decision(candidate.pair) else { return };
    let when = decision.at.date_time(ctx.session.zone());
    let verb = match decision.verdict {
        Verdict::Accepted => "Accepted",
        Verdict::Rejected => "Rejected",
        Verdict::CannotBe => "Cannot be, said",
    };
    let by = if decision.by.is_empty() { String::new() } else { format!(" by {}", decision.by) };
    let why = if decision.reason.is_empty() { "No reason given".to_owned() } else { decision.reason.clone() };
    words(ui, format!("{verb} {when}{by}: {why}"), Type::Body, color(theme.second));
    let folding = &ctx.session.derived().folding;
    for contradiction in folding.contradictions.iter().filter(|found| found.is_about(candidate.pair)) {
        words(ui, contradiction.sentence(), Type::Body, color(theme.signal));
    }
    let button = PushButton { width: Some(ui.available_width()), ..PushButton::plain("Reopen") };
    let about = "Takes the decision back, so that the fold waits to be judged again";
    if button.show(ui, theme).on_hover_text(about).clicked() {
        ctx.send.edit(crate::case::Edit::DecideFold { pair: decision.pair, decision: None });
    }
}
