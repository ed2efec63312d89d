//! Lines between forces: how many lines each exporting city runs into each police force.

use super::line::area_name;
use crate::domain::{AreaKey, Level, count, grouped};
use crate::network::ForceTable;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{line, paint_middle, paint_start, rule, section_heading, words};
use eframe::egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Most of the width that names of forces may take.
const NAMES: f32 = 0.45;
/// Height of a row.
const ROW: f32 = 22.0;

/// Shows the table, if there is anything in it.
pub(super) fn forces_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let ForceTable { cities, rows } = &*ctx.session.derived().forces;
    if rows.is_empty() {
        return;
    }
    rule(ui, ctx.theme);
    section_heading(ui, ctx.theme, "Lines between forces", "", 0.0);
    let width =
        |(force, _): &(&str, Vec<u32>)| line(ui, *force, Type::Body, color(ctx.theme.text), f32::INFINITY).size().x;
    let names = rows.iter().map(width).fold(0.0, f32::max) + 8.0;
    let names = names.min(ui.available_width() * NAMES);
    heads_ui(ctx, cities, names, ui);
    let most = rows.iter().flat_map(|(_, lines)| lines).copied().max().unwrap_or(1).max(1);
    for (force, lines) in rows {
        row_ui(ctx, force, (cities, lines), (names, most), ui);
    }
    ui.add_space(4.0);
    words(ui, "Rows: where sold. Columns: where run from.", Type::Note, color(ctx.theme.second));
}

/// The place of a city in the order of hues.
fn rank(ctx: &UiCtx<'_>, city: AreaKey) -> Option<usize> {
    ctx.session.derived().network(Level::Lines).origins.iter().position(|&known| known == city)
}

fn cell(row: Rect, names: f32, columns: usize, i: usize) -> Rect {
    let width = (row.width() - names) / columns.max(1) as f32;
    let left = row.left() + names + width * i as f32;
    Rect::from_min_max(pos2(left + 1.0, row.top() + 1.0), pos2(left + width - 1.0, row.bottom() - 1.0))
}

fn heads_ui(ctx: &UiCtx<'_>, cities: &[AreaKey], names: f32, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    for (i, &city) in cities.iter().enumerate() {
        let at = cell(rect, names, cities.len(), i);
        ui.painter().circle_filled(pos2(at.center().x, at.top() + 8.0), 5.0, color(ctx.theme.hue(rank(ctx, city))));
        let name = line(ui, area_name(city), Type::Note, color(ctx.theme.second), at.width());
        paint_middle(ui, &name, pos2(at.center().x, at.top() + 23.0));
    }
}

fn row_ui(ctx: &UiCtx<'_>, force: &str, (cities, lines): (&[AreaKey], &[u32]), (names, most): (f32, u32), ui: &mut Ui) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let name = line(ui, force, Type::Body, color(theme.text), names - 6.0);
    paint_start(ui, &name, rect.left(), rect.center().y);
    let mut said = Vec::new();
    for (i, (&n, &city)) in lines.iter().zip(cities).enumerate() {
        let at = cell(rect, names, cities.len(), i);
        if n == 0 {
            ui.painter().rect_filled(at, CornerRadius::same(2), color(theme.canvas));
            continue;
        }
        let ground = theme.hue(rank(ctx, city)).into(theme.canvas, 0.3 + 0.6 * (n as f32 / most as f32));
        ui.painter().rect_filled(at, CornerRadius::same(2), color(ground));
        let figure = line(ui, grouped(u64::from(n)), Type::BodyStrong, color(theme.ink_on(ground)), at.width());
        paint_middle(ui, &figure, at.center());
        said.push(format!("{} from {}", count(u64::from(n), "line", "lines"), area_name(city)));
    }
    let said = format!("{force}: {}", said.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.as_str()));
    response.on_hover_text(said);
}
