//! The buttons on the canvas: zoom in, zoom out, fit.

use super::gesture::Wish;
use super::pointer::on_screen;
use super::state::CanvasState;
use crate::geom::point;
use crate::scene::{Theme, zoom_box};
use crate::ui::style::color;
use eframe::egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Factor of one click that zooms.
const ZOOM_STEP: f32 = 1.25;

#[derive(Clone, Copy)]
enum Tool {
    ZoomIn,
    ZoomOut,
    Fit,
}

impl Tool {
    const ALL: [Self; 3] = [Self::ZoomIn, Self::ZoomOut, Self::Fit];

    const fn name(self) -> &'static str {
        match self {
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::Fit => "Fit picture",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::ZoomIn => "+",
            Self::ZoomOut => "−",
            Self::Fit => "F",
        }
    }
}

/// Draws the buttons where the scene has left room for them.
pub(super) fn tools_ui(ui: &mut Ui, canvas: Rect, theme: &Theme, state: &mut CanvasState) -> Vec<Wish> {
    // The legend changes its corner when the picture is more map than free: so do the buttons.
    let room = zoom_box(point(canvas.width(), canvas.height()), state.pull_drawn > 0.5);
    let frame = on_screen(room, canvas.min);
    if !canvas.contains_rect(frame) {
        return Vec::new();
    }
    let line = Stroke::new(1.0, color(theme.separator));
    ui.painter().rect(frame, CornerRadius::same(6), color(theme.panel), line, StrokeKind::Inside);
    let mut wishes = Vec::new();
    for (i, tool) in Tool::ALL.into_iter().enumerate() {
        let side = frame.height() / Tool::ALL.len() as f32;
        let min = frame.min + vec2(0.0, side * i as f32);
        if tool_ui(ui, Rect::from_min_size(min, vec2(frame.width(), side)).shrink(1.0), tool, theme).clicked() {
            match tool {
                Tool::ZoomIn => state.zoom(ZOOM_STEP),
                Tool::ZoomOut => state.zoom(1.0 / ZOOM_STEP),
                Tool::Fit => wishes.push(Wish::Fit),
            }
        }
    }
    wishes
}

fn tool_ui(ui: &mut Ui, rect: Rect, tool: Tool, theme: &Theme) -> Response {
    let id = ui.scope_id().with(("canvas tool", tool.name()));
    let button = ui.interact(rect, id, Sense::click());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, tool.name()));
    let painter = ui.painter();
    if button.hovered() || button.is_pointer_button_down_on() {
        painter.rect_filled(rect.shrink(1.0), CornerRadius::same(5), color(theme.hover));
    }
    let pen = Stroke::new(1.4, color(if button.hovered() { theme.text } else { theme.second }));
    let (c, arm) = (rect.center(), 4.5);
    let level = [pos2(c.x - arm, c.y), pos2(c.x + arm, c.y)];
    let upright = [pos2(c.x, c.y - arm), pos2(c.x, c.y + arm)];
    match tool {
        Tool::ZoomIn => {
            painter.line_segment(level, pen);
            painter.line_segment(upright, pen);
        }
        Tool::ZoomOut => {
            painter.line_segment(level, pen);
        }
        Tool::Fit => {
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
                let tip = pos2(c.x + x * 5.0, c.y + y * 5.0);
                painter.line(vec![tip - vec2(x * 3.5, 0.0), tip, tip - vec2(0.0, y * 3.5)], pen);
            }
        }
    }
    button.on_hover_text(format!("{} ({})", tool.name(), tool.key()))
}
