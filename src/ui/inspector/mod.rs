//! The inspector: what is known of what is selected, and the evidence to be judged.

mod bits;
mod comparing;
mod fact;
mod fold;
mod forces;
mod judging;
mod line;
mod number;
mod overview;
mod place;
mod succession;
mod tally;
mod waterfall;
mod why;

use super::style::color;
use super::widget::{Icon, ListRow, Mark, icon_button, row_wish};
use super::{UiCommand, UiCtx};
use crate::domain::{ActorKey, Level, LineKey, NumberPair, Role, count, grouped};
use crate::folding::Candidate;
use crate::session::Session;
use comparing::Comparing;
use eframe::egui::{Context, Frame, Margin, Panel, ScrollArea, Ui, vec2};
use judging::Judging;
use std::collections::BTreeSet;

pub(super) use judging::next_open;
use tally::TallyCache;

/// Padding of the inspector.
const PAD: f32 = 14.0;

/// What the inspector remembers between frames.
#[derive(Default)]
pub(super) struct Inspector {
    judging: Judging,
    comparing: Comparing,
    tally: TallyCache,
    /// The line whose name is being typed, and what is typed.
    naming: Option<(LineKey, String)>,
}

/// Where the inspector is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside the canvas.
    Beside,
    /// Pulled out, where there is little room.
    Drawer,
    /// Put away: a rail stands for it.
    Away,
}

/// What the inspector is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    /// The whole case.
    Overview,
    /// One node.
    One(ActorKey),
    /// Several.
    Several,
}

impl Inspector {
    /// The fold whose evidence is shown, if any.
    pub(super) fn fold_shown<'a>(&'a self, ctx: &UiCtx<'a>) -> Option<&'a Candidate> {
        match subject(ctx) {
            Subject::One(ActorKey::Line(line)) => self.judging.shown(&self.judging.folds(ctx, line)),
            Subject::Several => self.comparing.answer(),
            _ => None,
        }
    }

    /// Sees to it that two nodes that are selected together are weighed against each other.
    pub(super) fn advance(&mut self, session: &Session, selected: &BTreeSet<ActorKey>, ctx: &Context) {
        self.comparing.advance(session, selected, ctx);
    }

    /// Whether something shown is being worked out.
    pub(super) fn is_busy(&self) -> bool {
        self.comparing.is_busy()
    }

    /// Shows this pair when its line is selected.
    pub(super) fn show_fold(&mut self, pair: NumberPair) {
        self.judging.show(pair);
    }

    /// The reason typed, taken out.
    pub(super) fn take_reason(&mut self) -> String {
        self.judging.take_reason()
    }

    /// Shows the panel, 312 wide (340 in wide windows).
    pub(super) fn show(&mut self, ctx: &UiCtx<'_>, wide: bool, place: Place, ui: &mut Ui) {
        if place == Place::Away {
            rail_ui(ctx, ui);
            return;
        }
        let frame = Frame::new().fill(color(ctx.theme.panel));
        let size = if wide { 340.0 } else { 312.0 };
        let salt = if wide { "inspector, wide" } else { "inspector" };
        Panel::right(salt).frame(frame).default_size(size).size_range(280.0..=480.0).show(ui, |ui| {
            if place == Place::Drawer {
                put_away_ui(ctx, ui);
            }
            self.show_in(ctx, ui);
        });
    }

    /// Shows what the panel holds.
    pub(super) fn show_in(&mut self, ctx: &UiCtx<'_>, ui: &mut Ui) {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        let subject = subject(ctx);
        match subject {
            Subject::One(ActorKey::Line(line)) => {
                let folds = self.judging.folds(ctx, line);
                let shown = self.judging.shown(&folds);
                self.judging.controls_ui(ctx, shown, ui);
            }
            Subject::Several => self.judging.controls_ui(ctx, self.comparing.answer(), ui),
            _ => {}
        }
        if subject == Subject::Overview {
            overview::judge_button_ui(ctx, ui);
        }
        let area = ScrollArea::vertical().id_salt(("inspector", format!("{subject:?}"))).auto_shrink(false);
        let shown = area.show(ui, |ui| {
            let margin = Margin { left: margin(PAD), right: margin(PAD - 1.0), top: 12, bottom: 4 };
            Frame::new().inner_margin(margin).show(ui, |ui| match subject {
                Subject::Overview => overview::overview_ui(ctx, ui),
                Subject::Several => {
                    overview::several_ui(ctx, ui);
                    self.comparing.show(ctx, !self.judging.overflows, ui);
                }
                Subject::One(ActorKey::Line(line)) => self.line_ui(ctx, line, ui),
                Subject::One(ActorKey::Number(number)) => number::number_ui(ctx, number, ui),
                Subject::One(place) => place::place_ui(ctx, place, ui),
            });
        });
        if self.fold_shown(ctx).is_some() {
            self.note_overflow(shown.content_size.y, shown.inner_rect.height(), ui);
        }
    }

    /// Notes whether evidence and total fit together. Where the total is shown apart it takes as much from the room as
    /// from what has to fit in it, so the answer does not flip to and fro.
    fn note_overflow(&mut self, content: f32, room: f32, ui: &Ui) {
        let overflows = content > room + 1.0;
        if overflows != self.judging.overflows {
            self.judging.overflows = overflows;
            ui.ctx().request_repaint();
        }
    }

    fn line_ui(&mut self, ctx: &UiCtx<'_>, line: LineKey, ui: &mut Ui) {
        let Some(found) = ctx.session.derived().folding.line(line) else { return };
        line::heading_ui(ctx, found, &mut self.naming, ui);
        line::facts_ui(ctx, found, self.tally.of(ctx.session.derived(), line), ui);
        succession::succession_ui(ctx, found, ui);
        let folds = self.judging.folds(ctx, line);
        if let Some(candidate) = self.judging.shown(&folds) {
            let total = !self.judging.overflows;
            fold::fold_ui(ctx, candidate, &folds, total, ui);
        }
    }
}

/// Shows the rail that stands for the inspector while it is put away.
fn rail_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let frame =
        Frame::new().fill(color(ctx.theme.panel)).inner_margin(Margin { left: 7, right: 8, top: 10, bottom: 8 });
    Panel::right("inspector rail").frame(frame).exact_size(40.0).resizable(false).show(ui, |ui| {
        if icon_button(ui, ctx.theme, Icon::ChevronLeft, "Open the inspector", None).clicked() {
            ctx.send.command(UiCommand::ToggleInspector);
        }
    });
}

/// The button that puts the drawer away.
fn put_away_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let frame = Frame::new().inner_margin(Margin { left: 8, right: 8, top: 6, bottom: 0 });
    frame.show(ui, |ui| {
        if icon_button(ui, ctx.theme, Icon::ChevronRight, "Put the inspector away", None).clicked() {
            ctx.send.command(UiCommand::ToggleInspector);
        }
    });
}

#[expect(clippy::cast_possible_truncation, reason = "paddings are small whole points")]
const fn margin(points: f32) -> i8 {
    points as i8
}

fn subject(ctx: &UiCtx<'_>) -> Subject {
    let derived = ctx.session.derived();
    let is_line = |key: &ActorKey| matches!(key, ActorKey::Line(line) if derived.folding.line(*line).is_some());
    let known =
        |key: &&ActorKey| is_line(key) || Level::ALL.iter().any(|&level| derived.network(level).find(**key).is_some());
    let mut known = ctx.look.selected.iter().filter(known);
    match (known.next(), known.next()) {
        (None, _) => Subject::Overview,
        (Some(&one), None) => Subject::One(one),
        _ => Subject::Several,
    }
}

/// The name of a line as the case shows it.
fn line_name(ctx: &UiCtx<'_>, line: LineKey) -> String {
    ctx.session.derived().names.get(&line).cloned().unwrap_or_else(|| line.0.last_six())
}

/// A list of lines, a row each, that can be clicked.
fn lines_list(ctx: &UiCtx<'_>, lines: &[LineKey], ui: &mut Ui) {
    let folding = &ctx.session.derived().folding;
    for line in lines.iter().filter_map(|&line| folding.line(line)) {
        let key = ActorKey::Line(line.key);
        let events: u64 = line.numbers.iter().map(|number| u64::from(number.records)).sum();
        let numbers = line.numbers.len() as u64;
        let role = ctx.session.derived().roles.get(&line.key).filter(|role| **role != Role::DealLine);
        let role = role.map_or_else(String::new, |role| format!(", {}", role.label().to_lowercase()));
        let label = format!("{}{role}", line_name(ctx, line.key));
        let name = format!("{label}, {}, {}", count(numbers, "number", "numbers"), count(events, "event", "events"));
        let row = ListRow {
            mark: Mark::Dot(succession::hue_of(ctx, line)),
            label: &label,
            columns: &[grouped(numbers), grouped(events)],
            lit: ctx.look.selected.contains(&key),
            selected: ctx.look.selected.contains(&key),
            name: &name,
            pad: 0.0,
        };
        if let Some(wish) = row_wish(&row.show(ui, ctx.theme), key) {
            ctx.send.command(wish);
        }
    }
}
