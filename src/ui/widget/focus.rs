//! The ring round the control that has the keyboard.

use crate::scene::Theme;
use crate::ui::style::color;
use eframe::egui::{Context, CornerRadius, Event, Id, Key, LayerId, Order, Stroke, StrokeKind};

/// Draws the ring for every control alike, and only for those who use the keyboard.
#[derive(Debug, Default)]
pub(crate) struct FocusRing {
    by_keyboard: bool,
}

impl FocusRing {
    /// Shows the ring if the control that has the focus got it by key. Call it last in a frame.
    pub(crate) fn show(&mut self, ctx: &Context, theme: &Theme) {
        ctx.input(|input| {
            for event in &input.events {
                match event {
                    Event::Key { key: Key::Tab | Key::ArrowUp | Key::ArrowDown, pressed: true, .. } => {
                        self.by_keyboard = true;
                    }
                    Event::PointerButton { pressed: true, .. } => self.by_keyboard = false,
                    _ => {}
                }
            }
        });
        let focused = ctx.memory(eframe::egui::Memory::focused);
        let Some(response) = focused.filter(|_| self.by_keyboard).and_then(|id| ctx.read_response(id)) else {
            return;
        };
        let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("focus ring")));
        let rect = response.rect.intersect(ctx.content_rect()).expand(2.0);
        painter.rect_stroke(rect, CornerRadius::same(6), Stroke::new(2.0, color(theme.accent)), StrokeKind::Outside);
    }
}
