//! A switch of a few words of which one is chosen.

use super::{line, paint_middle};
use crate::scene::Theme;
use crate::ui::style::{Type, color};
use eframe::egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// A segmented switch, 24 high. Choices are (words, tooltip); returns the index that was clicked.
pub(crate) fn segmented(ui: &mut Ui, theme: &Theme, choices: &[(&str, String)], chosen: usize) -> Option<usize> {
    const PAD: f32 = 12.0;
    let inks: Vec<_> = choices
        .iter()
        .enumerate()
        .map(|(i, (words, _))| {
            let (font, ink) =
                if i == chosen { (Type::ControlStrong, theme.on_accent) } else { (Type::Control, theme.second) };
            // The width is that of the heavier words, so that nothing moves when the choice does.
            let width = line(ui, *words, Type::ControlStrong, color(ink), f32::INFINITY).size().x;
            (line(ui, *words, font, color(ink), f32::INFINITY), width + 2.0 * PAD)
        })
        .collect();
    let width: f32 = inks.iter().map(|(_, w)| w).sum();
    let (frame, _) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
    let edge = Stroke::new(1.0, color(theme.border));
    ui.painter().rect(frame, CornerRadius::same(5), color(theme.canvas), edge, StrokeKind::Inside);
    let mut clicked = None;
    let mut x = frame.left();
    for (i, ((words, width), (label, tip))) in inks.into_iter().zip(choices).enumerate() {
        let rect = Rect::from_min_size(frame.left_top() + vec2(x - frame.left(), 0.0), vec2(width, 24.0));
        x += width;
        let response = ui.interact(rect, ui.scope_id().with(("segment", *label)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, i == chosen, *label));
        if i == chosen {
            ui.painter().rect_filled(rect.shrink(2.0), CornerRadius::same(4), color(theme.accent));
        } else if response.hovered() {
            ui.painter().rect_filled(rect.shrink(2.0), CornerRadius::same(4), color(theme.hover));
        }
        paint_middle(ui, &words, rect.center());
        if response.on_hover_text(tip).clicked() {
            clicked = Some(i);
        }
    }
    clicked
}
