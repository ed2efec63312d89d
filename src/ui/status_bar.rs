//! The bottom of the window: what is in the case.

use super::UiCtx;
use super::style::{Type, color};
use super::widget::{line, paint_end, paint_start};
use crate::domain::{count, grouped};
use eframe::egui::{Frame, Panel, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Shows the status bar, 22 high.
pub(super) fn status_bar_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let frame = Frame::new().fill(color(theme.panel));
    Panel::bottom("status bar").frame(frame).exact_size(22.0).show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 21.0), Sense::hover());
        let y = rect.center().y;
        let mut x = rect.left() + 12.0;
        for (i, said) in left(ctx).into_iter().enumerate() {
            if i > 0 {
                x += 8.0;
                ui.painter().vline(x, y - 6.0..=y + 6.0, Stroke::new(1.0, color(theme.separator)));
                x += 8.0;
            }
            x = item(ctx, ui, &said, x, y, paint_start);
        }
        let mut x = rect.right() - 12.0;
        for (i, said) in right(ctx).into_iter().rev().enumerate() {
            if i > 0 {
                x -= 8.0;
                ui.painter().vline(x, y - 6.0..=y + 6.0, Stroke::new(1.0, color(theme.separator)));
                x -= 8.0;
            }
            x = item(ctx, ui, &said, x, y, paint_end);
        }
    });
}

type Paint = fn(&Ui, &std::sync::Arc<eframe::egui::Galley>, f32, f32) -> f32;

fn item(ctx: &UiCtx<'_>, ui: &Ui, said: &str, x: f32, y: f32, paint: Paint) -> f32 {
    let galley = line(ui, said, Type::Body, color(ctx.theme.second), f32::INFINITY);
    let end = paint(ui, &galley, x, y);
    let rect = eframe::egui::Rect::from_x_y_ranges(x.min(end)..=x.max(end), y - 8.0..=y + 8.0);
    let response = ui.interact(rect, ui.scope_id().with(said), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said));
    end
}

fn left(ctx: &UiCtx<'_>) -> Vec<String> {
    if ctx.session.case().batches().is_empty() {
        return vec!["No case open".to_owned()];
    }
    if !ctx.is_worked_out() {
        return vec!["Working out the lines".to_owned()];
    }
    let summary = &ctx.session.derived().summary;
    let selected = ctx.look.selected.len() as u64;
    vec![
        count(summary.lines, "line", "lines"),
        count(summary.line_numbers, "number", "numbers"),
        count(summary.exporting_areas, "city", "cities"),
        count(summary.towns, "town", "towns"),
        count(summary.records, "record", "records"),
        if selected == 0 { "Nothing selected".to_owned() } else { format!("{} selected", grouped(selected)) },
    ]
}

fn right(ctx: &UiCtx<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if ctx.is_worked_out() {
        let to_judge = ctx.session.derived().summary.to_judge;
        said.push(format!("{} to judge", count(to_judge, "fold", "folds")));
    }
    said.push("Offline".to_owned());
    said
}
