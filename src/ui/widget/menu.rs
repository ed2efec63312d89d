//! A control that shows what is chosen and opens a menu of what could be.

use super::{Icon, line, paint_start};
use crate::scene::Theme;
use crate::ui::style::{Type, color};
use eframe::egui::{
    Align, Button, CornerRadius, Layout, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

/// Paints the face of such a control in `rect`: the words and a chevron. `strong` words are in the ink of text.
pub(crate) fn menu_face(ui: &Ui, theme: &Theme, response: &Response, rect: Rect, words: &str, strong: bool) {
    let fill = if response.hovered() { theme.hover } else { theme.raised };
    let edge = Stroke::new(1.0, color(theme.border));
    ui.painter().rect(rect, CornerRadius::same(5), color(fill), edge, StrokeKind::Inside);
    Icon::ChevronDown.paint(ui.painter(), pos2(rect.right() - 11.0, rect.center().y), color(theme.second));
    let ink = if strong { theme.text } else { theme.second };
    let galley = line(ui, words, Type::Body, color(ink), rect.width() - 28.0);
    paint_start(ui, &galley, rect.left() + 8.0, rect.center().y);
}

/// A menu of `choices`, 24 high, `width` wide (0: the chevron alone); returns the index that was chosen.
pub(crate) fn choice_menu(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    choices: &[String],
    chosen: usize,
    width: f32,
) -> Option<usize> {
    let words = choices.get(chosen).map_or("", String::as_str);
    let (rect, response) = ui.allocate_exact_size(vec2(width.max(24.0), 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {words}")));
    menu_face(ui, theme, &response, rect, if width > 0.0 { words } else { "" }, true);
    let mut clicked = None;
    Popup::menu(&response).layout(Layout::top_down_justified(Align::Min)).width(width.max(160.0)).show(|ui| {
        for (i, words) in choices.iter().enumerate() {
            let button = Button::new(words.as_str()).frame_when_inactive(false).selected(i == chosen);
            if ui.add(button).clicked() {
                clicked = Some(i);
            }
        }
    });
    clicked
}
