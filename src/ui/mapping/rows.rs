//! Rows of the mapping table: the record each gives, and its cells.

use super::words::{event_words, lasted, start_words};
use crate::domain::grouped;
use crate::import::{Preview, PreviewRow, RowOutcome};
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, line, paint_end, paint_start};
use eframe::egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Where the start, the event and the duration of a record stand, from the left.
const START: f32 = 46.0;
const EVENT: f32 = 216.0;
const PAD: f32 = 8.0;

/// The heading over what rows give.
pub(super) fn gives_heading_ui(ctx: &UiCtx<'_>, rect: Rect, ui: &Ui) {
    let theme = ctx.theme;
    let title = line(ui, "What each row gives", Type::BodyStrong, color(theme.text), rect.width());
    paint_start(ui, &title, rect.left() + PAD, rect.top() + 11.0);
    let note = "What each column holds is said at the right: choose from its menu.";
    let note = line(ui, note, Type::Note, color(theme.second), rect.width() - 2.0 * PAD);
    paint_start(ui, &note, rect.left() + PAD, rect.top() + 30.0);
    let y = rect.bottom() - 12.0;
    let ink = color(theme.second);
    for (x, said) in [(PAD, "Row"), (START, "Start"), (EVENT, "What happened")] {
        paint_start(ui, &line(ui, said, Type::Body, ink, 140.0), rect.left() + x, y);
    }
    paint_end(ui, &line(ui, "Lasted", Type::Body, ink, 80.0), rect.right() - PAD, y);
}

/// What each row gives, from the top of `rect` down.
pub(super) fn gives_ui(ctx: &UiCtx<'_>, preview: &Preview, rect: Rect, height: f32, ui: &mut Ui) {
    for (i, row) in preview.rows.iter().enumerate() {
        let corner = pos2(rect.left(), rect.top() + i as f32 * height);
        let cell = Rect::from_min_size(corner, vec2(rect.width(), height));
        if ui.clip_rect().intersects(cell) {
            gives_row(ctx, row, i, cell, ui);
        }
    }
}

fn gives_row(ctx: &UiCtx<'_>, row: &PreviewRow, at: usize, rect: Rect, ui: &mut Ui) {
    let theme = ctx.theme;
    let y = rect.center().y;
    if at % 2 == 1 {
        ui.painter().rect_filled(rect, 0.0, color(theme.hover.faded(0.35)));
    }
    paint_start(ui, &line(ui, grouped(row.row), Type::Body, color(theme.second), 38.0), rect.left() + PAD, y);
    let words = outcome_words(ctx, &row.outcome);
    let response = ui.interact(rect, ui.scope_id().with(("row", at)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Row {}: {words}", grouped(row.row))));
    match &row.outcome {
        RowOutcome::Record { start, kind, a_party, b_party, duration_secs } => {
            let ink = color(theme.text);
            let lasted = line(ui, lasted(*duration_secs), Type::Body, ink, 90.0);
            let end = paint_end(ui, &lasted, rect.right() - PAD, y);
            let start = line(ui, start_words(*start, ctx.session.zone()), Type::Body, ink, EVENT - START - 6.0);
            paint_start(ui, &start, rect.left() + START, y);
            let event = event_words(*kind, a_party, b_party);
            let event = line(ui, event, Type::Body, ink, end - rect.left() - EVENT - 8.0);
            let elided = event.elided;
            paint_start(ui, &event, rect.left() + EVENT, y);
            if elided {
                response.on_hover_text(words);
            }
        }
        RowOutcome::Rejected(_) => {
            Icon::Cross.paint(ui.painter(), pos2(rect.left() + START + 5.0, y), color(theme.signal));
            let room = rect.width() - START - 18.0 - PAD;
            let reason = line(ui, words.as_str(), Type::Body, color(theme.signal), room);
            paint_start(ui, &reason, rect.left() + START + 16.0, y);
            response.on_hover_text(words);
        }
        RowOutcome::Duplicate { .. } | RowOutcome::NotRecord => {
            let galley = line(ui, words, Type::Body, color(theme.second), rect.width() - START - PAD);
            paint_start(ui, &galley, rect.left() + START, y);
        }
    }
}

fn outcome_words(ctx: &UiCtx<'_>, outcome: &RowOutcome) -> String {
    match outcome {
        RowOutcome::Record { start, kind, a_party, b_party, duration_secs } => {
            let start = start_words(*start, ctx.session.zone());
            let event = event_words(*kind, a_party, b_party);
            duration_secs
                .map_or_else(|| format!("{start}, {event}"), |secs| format!("{start}, {event}, {}", lasted(Some(secs))))
        }
        RowOutcome::Rejected(reasons) => reasons.join(" "),
        RowOutcome::Duplicate { same_as } => format!("Says what row {} says", grouped(*same_as)),
        RowOutcome::NotRecord => "No record".to_owned(),
    }
}

/// The cells as written.
pub(super) fn cells_ui(ctx: &UiCtx<'_>, preview: &Preview, rect: Rect, (width, height): (f32, f32), ui: &mut Ui) {
    let theme = ctx.theme;
    for (i, row) in preview.rows.iter().enumerate() {
        let top = rect.top() + i as f32 * height;
        let whole = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + height));
        if !ui.clip_rect().intersects(whole) {
            continue;
        }
        if i % 2 == 1 {
            ui.painter().rect_filled(whole, 0.0, color(theme.hover.faded(0.35)));
        }
        for (at, column) in preview.columns.iter().enumerate() {
            let cell = Rect::from_min_size(pos2(rect.left() + at as f32 * width, top), vec2(width, height));
            if !ui.clip_rect().intersects(cell) {
                continue;
            }
            let text = row.cells.get(at).map_or("", String::as_str).replace(['\n', '\r'], " ");
            let ink = if column.field.is_some() { theme.text } else { theme.second };
            let galley = line(ui, text, Type::Body, color(ink), width - 12.0);
            paint_start(ui, &galley, cell.left() + 6.0, cell.center().y);
        }
    }
}
