//! A slider from 0 to 1.

use crate::scene::Theme;
use crate::ui::style::color;
use eframe::egui::accesskit::Action;
use eframe::egui::{CornerRadius, EventFilter, Key, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// A slider from 0 to 1, `width` wide: dragged, clicked, or moved a twentieth by the arrow keys. Returns the new value
/// when the user changed it.
pub(crate) fn track(ui: &mut Ui, theme: &Theme, name: &str, value: f32, width: f32) -> Option<f32> {
    const HANDLE: f32 = 5.5;
    const STEP: f32 = 0.05;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click_and_drag());
    let rail = rect.shrink2(vec2(HANDLE, 0.0));
    let mut next = value;
    if let Some(at) = response.interact_pointer_pos() {
        next = (at.x - rail.left()) / rail.width().max(1.0);
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        ui.input(|input| {
            next += STEP * input.num_presses(Key::ArrowRight) as f32;
            next -= STEP * input.num_presses(Key::ArrowLeft) as f32;
            if input.key_pressed(Key::Home) {
                next = 0.0;
            }
            if input.key_pressed(Key::End) {
                next = 1.0;
            }
        });
    }
    ui.input(|input| {
        next += STEP * input.num_accesskit_action_requests(response.id, Action::Increment) as f32;
        next -= STEP * input.num_accesskit_action_requests(response.id, Action::Decrement) as f32;
    });
    let next = next.clamp(0.0, 1.0);
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), f64::from(next), name));

    let y = rect.center().y;
    let at = pos2(rail.left() + rail.width() * next, y);
    let bar = |from: f32, to: f32| Rect::from_min_max(pos2(from, y - 1.5), pos2(to, y + 1.5));
    ui.painter().rect_filled(bar(rail.left(), rail.right()), CornerRadius::same(2), color(theme.border));
    ui.painter().rect_filled(bar(rail.left(), at.x), CornerRadius::same(2), color(theme.accent));
    let lit = response.hovered() || response.dragged();
    ui.painter().circle_filled(at, if lit { HANDLE + 1.0 } else { HANDLE }, color(theme.accent));
    #[expect(clippy::float_cmp, reason = "an untouched value is the same bits")]
    let changed = next != value;
    changed.then_some(next)
}
