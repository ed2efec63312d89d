//! The first rows: what each gives at the left, its cells under the headings of their columns at the right.

use super::columns::{self, Chosen};
use super::{Mapping, rows};
use crate::ui::UiCtx;
use crate::ui::style::{color, is_wide, row_height};
use eframe::egui::{Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

/// Width of what rows give and of a column of the file; in wide windows, where letters are larger, of both more.
const WIDTHS: (f32, f32) = (516.0, 156.0);
const WIDE_WIDTHS: (f32, f32) = (600.0, 184.0);

/// How far the columns are scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scroll {
    /// Where the columns are, as of the last frame.
    at: Vec2,
    /// The column that has to come into view.
    wanted: Option<usize>,
}

/// Shows the table in the room there is.
pub(super) fn table_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, ui: &mut Ui) {
    let theme = ctx.theme;
    let (room, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    ui.painter().rect_filled(room, 4.0, color(theme.panel));
    let Some(preview) = mapping.preview() else { return };
    let (gives, column) = if is_wide(ui.ctx().content_rect().width()) { WIDE_WIDTHS } else { WIDTHS };
    let gives = gives.min(room.width() * 0.46);
    let right = Rect::from_min_max(pos2(room.left() + gives, room.top()), room.max);
    let head = Rect::from_min_max(right.min, pos2(right.right(), right.top() + columns::HEIGHT));
    let body = Rect::from_min_max(pos2(right.left(), head.bottom()), right.max);
    let shown = preview.columns.len();
    let height = row_height(ui);
    let size = vec2(shown as f32 * column, preview.rows.len() as f32 * height + 8.0);

    let wanted = mapping.scroll.wanted.map(|at| {
        let left = at as f32 * column;
        let most = (left + column - body.width()).max(0.0);
        mapping.scroll.at.x.clamp(most.min(left), left.max(most))
    });
    let mut area = ScrollArea::both().id_salt("cells").auto_shrink(false);
    if let Some(x) = wanted {
        area = area.horizontal_scroll_offset(x);
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("cells"));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    let scrolled = area.show(&mut child, |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        rows::cells_ui(ctx, preview, rect, (column, height), ui);
    });
    let at = scrolled.state.clamped_offset();

    let left = Rect::from_min_max(pos2(room.left(), body.top()), pos2(right.left(), room.bottom()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(left).id_salt("gives"));
    child.set_clip_rect(left.intersect(ui.clip_rect()));
    rows::gives_ui(ctx, preview, left.translate(vec2(0.0, -at.y)), height, &mut child);
    rows::gives_heading_ui(ctx, Rect::from_min_max(room.min, pos2(right.left(), head.bottom())), ui);

    let mut child = ui.new_child(UiBuilder::new().max_rect(head).id_salt("headings"));
    child.set_clip_rect(head.intersect(ui.clip_rect()));
    let (mut chosen, mut focused): (Option<Chosen>, Option<usize>) = (None, None);
    for i in 0..shown {
        let corner = pos2(head.left() - at.x + i as f32 * column, head.top());
        let rect = Rect::from_min_size(corner, vec2(column, head.height()));
        let (choice, got_focus) = columns::heading_ui(ctx, mapping, i, &preview.columns, rect, &mut child);
        chosen = choice.or(chosen);
        focused = got_focus.then_some(i).or(focused);
    }
    let stroke = Stroke::new(1.0, color(theme.separator));
    ui.painter().hline(room.x_range(), head.bottom() - 0.5, stroke);
    ui.painter().vline(right.left() - 0.5, room.y_range(), stroke);
    let keys = chosen.as_ref().and_then(|(key, _)| {
        let column = preview.columns.iter().find(|column| column.key(&preview.columns) == *key)?;
        Some(columns::keys(column, &preview.columns))
    });
    mapping.scroll = Scroll { at, wanted: focused };
    if let (Some((key, field)), Some(keys)) = (chosen, keys) {
        let mut reading = mapping.reading.clone();
        reading.columns.retain(|said, _| !keys.contains(said));
        if let Some(field) = field {
            reading.columns.insert(key, field);
        }
        mapping.say(reading);
    }
}
