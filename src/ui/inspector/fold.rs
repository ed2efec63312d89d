//! One fold: its question, its evidence, its weight in words.

use super::line_name;
use super::waterfall::{Which, waterfall_ui};
use super::why::{alternatives_ui, would_decide_ui};
use crate::domain::{DialPlan, Verdict};
use crate::folding::{Candidate, Standing, Tie};
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, icon_button, line, paint_end, paint_start, rule, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{
    Align, CornerRadius, Layout, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};

/// Shows a fold of the selected line; `folds` are all of that line. Without `total` that row is shown elsewhere.
pub(super) fn fold_ui(ctx: &UiCtx<'_>, candidate: &Candidate, folds: &[&Candidate], total: bool, ui: &mut Ui) {
    let theme = ctx.theme;
    rule(ui, theme);
    heading_ui(ctx, candidate, ui);
    note_ui(ctx, candidate, folds, ui);
    ui.add_space(3.0);
    waterfall_ui(ctx, candidate, Which::Reasons, ui);
    if total {
        waterfall_ui(ctx, candidate, Which::Total, ui);
    }
    alternatives_ui(ctx, candidate, ui);
    would_decide_ui(ctx, candidate, ui);
    ui.add_space(4.0);
    sentences_ui(ctx, candidate, ui);
}

fn heading_ui(ctx: &UiCtx<'_>, candidate: &Candidate, ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let end = pill_ui(ctx, candidate, rect.right(), rect.center().y, ui);
    let said = question(ctx, candidate);
    let galley = line(ui, said.as_str(), Type::Section, color(ctx.theme.text), end - rect.left() - 8.0);
    paint_start(ui, &galley, rect.left(), rect.center().y);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, said.as_str()));
    if galley.elided {
        response.on_hover_text(said);
    }
}

/// `Fold 900431 into Marco?`, or the pair where it is decided.
fn question(ctx: &UiCtx<'_>, candidate: &Candidate) -> String {
    let folding = &ctx.session.derived().folding;
    let (old, new) = (candidate.pair.old, candidate.pair.new);
    let line = folding.line_of.get(&old).map(|&line| line_name(ctx, line));
    match (candidate.verdict, line) {
        (None, Some(line)) => format!("Fold {} into {line}?", new.last_six()),
        (Some(Verdict::Accepted), Some(line)) => format!("{} folded into {line}", new.last_six()),
        (Some(Verdict::Rejected), Some(line)) => format!("{} kept out of {line}", new.last_six()),
        (Some(Verdict::CannotBe), Some(line)) => format!("{} never in {line}", new.last_six()),
        (_, None) => format!("{} to {}", old.last_six(), new.last_six()),
    }
}

/// What the bars are about, and the chevrons that go from fold to fold.
fn note_ui(ctx: &UiCtx<'_>, candidate: &Candidate, folds: &[&Candidate], ui: &mut Ui) {
    let theme = ctx.theme;
    let (old, new) = (candidate.pair.old.last_six(), candidate.pair.new.last_six());
    let pair = match candidate.tie {
        Tie::Succession => format!("from {old} to {new}"),
        Tie::Beside => format!("{new} beside {old}"),
    };
    let note = if folds.len() > 1 { format!("Bits, {pair}") } else { format!("Evidence in bits, {pair}") };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, note.as_str()));
    let room = if folds.len() > 1 { rect.width() - 90.0 } else { rect.width() };
    let galley = line(ui, note.as_str(), Type::Note, color(theme.second), room);
    paint_start(ui, &galley, rect.left(), rect.center().y);
    if folds.len() > 1 {
        let builder =
            UiBuilder::new().max_rect(rect.expand2(vec2(6.0, 2.0))).layout(Layout::right_to_left(Align::Center));
        steps_ui(ctx, candidate, folds, &mut ui.new_child(builder));
    }
}

/// The chevrons that go from fold to fold, and which it is of how many. Laid out from the right.
fn steps_ui(ctx: &UiCtx<'_>, candidate: &Candidate, folds: &[&Candidate], ui: &mut Ui) {
    let theme = ctx.theme;
    ui.spacing_mut().item_spacing.x = 0.0;
    let place = folds.iter().position(|c| c.pair == candidate.pair).unwrap_or_default();
    let step = |ui: &mut Ui, to: Option<usize>, icon: Icon, name: &str| {
        let target = to.and_then(|i| folds.get(i));
        ui.add_enabled_ui(target.is_some(), |ui| {
            if icon_button(ui, theme, icon, name, None).clicked()
                && let Some(target) = target
            {
                ctx.send.command(UiCommand::ShowFold(target.pair));
            }
        });
    };
    step(ui, Some(place + 1), Icon::ChevronRight, "Next fold of this line");
    let galley = line(ui, format!("{} of {}", place + 1, folds.len()), Type::Note, color(theme.second), 60.0);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x, 24.0), Sense::hover());
    paint_end(ui, &galley, rect.right(), rect.center().y);
    step(ui, place.checked_sub(1), Icon::ChevronLeft, "Previous fold of this line");
}

/// The state of a fold in a pill that ends at `end`: dashed while it is only the machine's. Returns where it begins.
fn pill_ui(ctx: &UiCtx<'_>, candidate: &Candidate, end: f32, y: f32, ui: &Ui) -> f32 {
    let theme = ctx.theme;
    let (said, icon) = match (candidate.verdict, candidate.standing) {
        (Some(Verdict::Accepted), _) => ("Accepted", Some((Icon::Tick, theme.favour))),
        (Some(Verdict::Rejected), _) => ("Rejected", Some((Icon::Cross, theme.signal))),
        (Some(Verdict::CannotBe), _) => ("Cannot be", Some((Icon::Cross, theme.signal))),
        (None, Standing::Folded) => ("Suggested", None),
        (None, Standing::Barred) => ("Barred", None),
        (None, Standing::Explained) => ("Others fit better", None),
        (None, Standing::Weak) => ("Weak", None),
        (None, Standing::ToJudge | Standing::Rejected) => ("To judge", None),
    };
    let galley = line(ui, said, Type::Note, color(theme.text), 110.0);
    let extra = if icon.is_some() { 16.0 } else { 0.0 };
    let width = galley.size().x + 18.0 + extra;
    let pill = Rect::from_x_y_ranges(end - width..=end, y - 9.0..=y + 9.0);
    if let Some((icon, ink)) = icon {
        ui.painter().rect_filled(pill, CornerRadius::same(9), color(theme.hover));
        icon.paint(ui.painter(), pill.left_center() + vec2(14.0, 0.0), color(ink));
    } else {
        dashed_pill(ui, pill, color(theme.text));
    }
    paint_end(ui, &galley, pill.right() - 9.0, y);
    let response = ui.interact(pill, ui.scope_id().with("state of the fold"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    pill.left()
}

fn dashed_pill(ui: &Ui, rect: Rect, ink: eframe::egui::Color32) {
    let radius = rect.height() / 2.0;
    let quarter = |center: Pos2, from: f32| {
        (0..=8).map(move |i| {
            let angle = from + std::f32::consts::FRAC_PI_2 * (i as f32 / 8.0);
            center + radius * vec2(angle.cos(), angle.sin())
        })
    };
    let (left, right) = (rect.left() + radius, rect.right() - radius);
    let middle = rect.center().y;
    let half = std::f32::consts::PI / 2.0;
    let mut outline: Vec<Pos2> =
        quarter(Pos2::new(right, middle), -half).chain(quarter(Pos2::new(right, middle), 0.0)).collect();
    outline.extend(quarter(Pos2::new(left, middle), half).chain(quarter(Pos2::new(left, middle), 2.0 * half)));
    outline.push(outline[0]);
    ui.painter().extend(Shape::dashed_line(&outline, Stroke::new(1.0, ink), 3.0, 3.0));
}

/// The facts as sentences, for reading and for screen readers; folded away until wanted.
fn sentences_ui(ctx: &UiCtx<'_>, candidate: &Candidate, ui: &mut Ui) {
    let theme = ctx.theme;
    let plan = &DialPlan::GREAT_BRITAIN;
    let title = eframe::egui::RichText::new("In words").font(Type::Body.font(ui)).color(color(theme.second));
    eframe::egui::CollapsingHeader::new(title).id_salt(("sentences", candidate.pair)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let pair = format!("{} to {}.", candidate.pair.old.national(plan), candidate.pair.new.national(plan));
        words(ui, pair, Type::Body, color(theme.text));
        for evidence in &candidate.evidence {
            words(ui, evidence.sentence.as_str(), Type::Body, color(theme.second));
        }
    });
}
