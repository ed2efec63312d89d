//! Buttons: with words, and with an icon alone.

use super::{Icon, line, paint_start};
use crate::scene::Theme;
use crate::ui::style::{Type, color};
use eframe::egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// How much a button stands forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// The one thing to do next.
    Primary,
    /// Any other.
    Plain,
}

/// A button with words, 28 high.
pub(crate) struct PushButton<'a> {
    /// What it says.
    pub(crate) text: &'a str,
    /// Its key, shown in a small frame.
    pub(crate) key: Option<&'a str>,
    /// An icon before the words.
    pub(crate) icon: Option<Icon>,
    /// How much it stands forward.
    pub(crate) emphasis: Emphasis,
    /// Its width; as wide as its words if not given.
    pub(crate) width: Option<f32>,
}

impl<'a> PushButton<'a> {
    /// A plain button.
    pub(crate) fn plain(text: &'a str) -> Self {
        Self { text, key: None, icon: None, emphasis: Emphasis::Plain, width: None }
    }

    /// The button for the one thing to do next.
    pub(crate) fn primary(text: &'a str) -> Self {
        Self { emphasis: Emphasis::Primary, ..Self::plain(text) }
    }

    /// Shows it.
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        const PAD: f32 = 12.0;
        let enabled = ui.is_enabled();
        let primary = self.emphasis == Emphasis::Primary;
        let ink = color(if primary { theme.on_accent } else { theme.text });
        let words = line(ui, self.text, Type::ControlStrong, ink, f32::INFINITY);
        let key = self.key.map(|key| line(ui, key, Type::Note, ink, f32::INFINITY));
        let key_width = key.as_ref().map_or(0.0, |k| k.size().x.max(9.0) + 8.0);
        let icon_width = if self.icon.is_some() { 20.0 } else { 0.0 };
        let gap = if key.is_some() { 8.0 } else { 0.0 };
        let inner = icon_width + words.size().x + gap + key_width;
        let size = vec2(self.width.unwrap_or(inner + 2.0 * PAD), 28.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.text));
        let lit = response.hovered() || response.is_pointer_button_down_on();
        let fill = match (primary, lit) {
            (true, false) => color(theme.accent),
            (true, true) => color(theme.accent.into(theme.canvas, 0.85)),
            (false, false) => color(theme.raised),
            (false, true) => color(theme.hover),
        };
        let radius = CornerRadius::same(5);
        let edge = if primary { Stroke::NONE } else { Stroke::new(1.0, color(theme.border)) };
        ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
        let mut x = rect.center().x - inner / 2.0;
        if let Some(icon) = self.icon {
            icon.paint(ui.painter(), rect.left_center() + vec2(x - rect.left() + 6.0, 0.0), ink);
            x += icon_width;
        }
        x = paint_start(ui, &words, x, rect.center().y) + gap;
        if let Some(key) = key {
            let frame = Rect::from_min_size(rect.left_top() + vec2(x - rect.left(), 6.0), vec2(key_width, 16.0));
            let stroke = Stroke::new(1.0, ink.gamma_multiply(0.6));
            ui.painter().rect_stroke(frame, CornerRadius::same(3), stroke, StrokeKind::Inside);
            super::paint_middle(ui, &key, frame.center());
        }
        response
    }
}

/// A button with an icon alone, 24 square. Its name and key are its tooltip and its accessible name.
pub(crate) fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str, key: Option<&str>) -> Response {
    let enabled = ui.is_enabled();
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let fill = if response.hovered() && enabled { color(theme.hover) } else { Color32::TRANSPARENT };
    ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    icon.paint(ui.painter(), rect.center(), color(theme.text));
    let said = key.map_or_else(|| name.to_owned(), |key| format!("{name} ({key})"));
    response.on_hover_text(&said).on_disabled_hover_text(said)
}
