//! The whole case, or several nodes at once.

use super::{PAD, line_name, lines_list, margin};
use crate::domain::{ActorKey, Level, LineKey, Role, count, grouped};
use crate::folding::{Candidate, Standing};
use crate::ui::style::{Type, color};
use crate::ui::widget::{ListRow, Mark, PushButton, line, paint_end, paint_start, rule, section_heading, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Frame, Margin, Panel, Role as WidgetRole, Sense, Ui, WidgetInfo, vec2};

/// Shows key figures, folds to judge and the busiest lines.
pub(super) fn overview_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    if !ctx.is_worked_out() {
        heading_ui(ctx, "Overview", "", ui);
        words(ui, "Lines, cities and towns are being worked out.", Type::Body, color(ctx.theme.second));
        return;
    }
    heading_ui(ctx, "Overview", "Nothing selected", ui);
    let summary = &ctx.session.derived().summary;
    let orders = ctx.session.case().orders().len() as u64;
    let figures = [
        (summary.lines, "line", "lines"),
        (summary.line_numbers, "number", "numbers"),
        (summary.exporting_areas, "city", "cities"),
        (summary.towns, "town", "towns"),
        (summary.accepted, "fold accepted", "folds accepted"),
        (orders, "order", "orders"),
    ];
    figures_ui(ctx, &figures, ui);
    to_judge_ui(ctx, ui);
    busiest_ui(ctx, ui);
    super::forces::forces_ui(ctx, ui);
    other_phones_ui(ctx, ui);
}

fn heading_ui(ctx: &UiCtx<'_>, title: &str, note: &str, ui: &mut Ui) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetRole::Heading, true, title));
    let note = line(ui, note, Type::Body, color(theme.second), 120.0);
    let end = paint_end(ui, &note, rect.right(), rect.center().y + 1.5);
    let heading = line(ui, title, Type::Heading, color(theme.text), end - rect.left() - 8.0);
    paint_start(ui, &heading, rect.left(), rect.center().y);
    ui.add_space(6.0);
}

/// Key figures, three a row.
fn figures_ui(ctx: &UiCtx<'_>, figures: &[(u64, &str, &str)], ui: &mut Ui) {
    let theme = ctx.theme;
    for row in figures.chunks(3) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
        for (i, &(n, one, many)) in row.iter().enumerate() {
            let x = rect.left() + rect.width() / 3.0 * i as f32;
            let figure = line(ui, grouped(n), Type::Figure, color(theme.text), rect.width() / 3.0);
            paint_start(ui, &figure, x, rect.top() + 13.0);
            let noun = line(ui, if n == 1 { one } else { many }, Type::Body, color(theme.second), rect.width() / 3.0);
            paint_start(ui, &noun, x, rect.top() + 32.0);
            let cell = rect.with_min_x(x).with_max_x(x + rect.width() / 3.0);
            let response = ui.interact(cell, ui.scope_id().with(one), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetRole::Label, true, count(n, one, many)));
        }
    }
}

/// A fold as its line knows it: `Marco: 900267 to 900431`.
fn fold_words(ctx: &UiCtx<'_>, candidate: &Candidate) -> String {
    let (old, new) = (candidate.pair.old.last_six(), candidate.pair.new.last_six());
    let line = ctx.session.derived().folding.line_of.get(&candidate.pair.old);
    // A line without a name is called by a number, which would only be said twice.
    let name = line.map(|&line| line_name(ctx, line)).filter(|name| *name != old);
    name.map_or_else(|| format!("{old} to {new}"), |name| format!("{name}: {old} to {new}"))
}

fn to_judge_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let folds = ctx.session.derived().folding.to_judge();
    rule(ui, ctx.theme);
    section_heading(ui, ctx.theme, "To judge", "bits", 0.0);
    if folds.is_empty() {
        words(ui, "No fold waits for a decision.", Type::Body, color(ctx.theme.second));
    }
    for fold in folds {
        let label = fold_words(ctx, fold);
        let bits = super::bits::signed(super::bits::tenths(fold.score_bits));
        let folded = if fold.standing == Standing::Folded { "folded as a suggestion" } else { "not folded" };
        let name = format!("{label}, {bits} bits, {folded}");
        let row = ListRow {
            mark: Mark::None,
            label: &label,
            columns: &[bits],
            lit: false,
            selected: false,
            name: &name,
            pad: 0.0,
        };
        if row.show(ui, ctx.theme).clicked() {
            ctx.send.command(UiCommand::ShowFold(fold.pair));
        }
    }
}

/// Lines by events.
fn busiest_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let network = ctx.session.derived().network(Level::Lines);
    let mut lines: Vec<(u64, LineKey)> = network
        .actors()
        .filter_map(|actor| match actor.key {
            ActorKey::Line(line) => Some((actor.events, line)),
            _ => None,
        })
        .collect();
    lines.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    if lines.is_empty() {
        return;
    }
    rule(ui, ctx.theme);
    section_heading(ui, ctx.theme, "Lines", "numbers, events", 0.0);
    let lines: Vec<LineKey> = lines.into_iter().map(|(_, line)| line).take(100).collect();
    lines_list(ctx, &lines, ui);
}

/// Phones that people said are no deal lines: they stand at level Numbers alone, and are found here.
fn other_phones_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let roles = &ctx.session.derived().roles;
    let others: Vec<LineKey> =
        roles.iter().filter(|(_, role)| **role != Role::DealLine).map(|(line, _)| *line).collect();
    if !others.is_empty() {
        rule(ui, ctx.theme);
        section_heading(ui, ctx.theme, "Phones in other roles", "numbers, events", 0.0);
        lines_list(ctx, &others, ui);
    }
}

/// The button that begins judging, at the bottom of the overview.
pub(super) fn judge_button_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let folds = ctx.session.derived().folding.to_judge();
    let Some(first) = folds.first() else { return };
    let frame = Frame::new().fill(color(ctx.theme.panel)).inner_margin(Margin {
        left: margin(PAD),
        right: margin(PAD),
        top: 8,
        bottom: 10,
    });
    let panel = Panel::bottom("judge").frame(frame).resizable(false).show_separator_line(false);
    panel.show(ui, |ui| {
        let said = format!("Judge {}", count(folds.len() as u64, "fold", "folds"));
        let button = PushButton { width: Some(ui.available_width()), ..PushButton::primary(&said) };
        if button.show(ui, ctx.theme).clicked() {
            ctx.send.command(UiCommand::ShowFold(first.pair));
        }
    });
}

/// Shows what several selected nodes are.
pub(super) fn several_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let selected = &ctx.look.selected;
    heading_ui(ctx, &format!("{} selected", grouped(selected.len() as u64)), "", ui);
    let of = |wanted: fn(&ActorKey) -> bool| selected.iter().filter(|key| wanted(key)).count() as u64;
    let figures = [
        (of(|k| matches!(k, ActorKey::Line(_))), "line", "lines"),
        (of(|k| matches!(k, ActorKey::Number(_))), "number", "numbers"),
        (of(|k| !matches!(k, ActorKey::Line(_) | ActorKey::Number(_))), "place", "places"),
    ];
    figures_ui(ctx, &figures, ui);
    let lines: Vec<LineKey> = selected
        .iter()
        .filter_map(|key| match key {
            ActorKey::Line(line) => Some(*line),
            _ => None,
        })
        .take(100)
        .collect();
    if !lines.is_empty() {
        rule(ui, ctx.theme);
        section_heading(ui, ctx.theme, "Lines", "numbers, events", 0.0);
        lines_list(ctx, &lines, ui);
    }
}
