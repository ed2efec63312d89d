//! A field to type into.

use crate::scene::Theme;
use crate::ui::style::{Type, color};
use eframe::egui::{Margin, Response, RichText, TextEdit, Ui};

/// A field of one line, 26 high, with a hint while it is empty and a name for screen readers.
pub(crate) fn text_field(
    ui: &mut Ui,
    theme: &Theme,
    text: &mut String,
    name: &str,
    hint: &str,
    width: f32,
) -> Response {
    let font = Type::Body.font(ui);
    let hint = RichText::new(hint).font(font.clone()).color(color(theme.faint));
    let edit = TextEdit::singleline(text)
        .font(font)
        .hint_text(hint)
        .margin(Margin::symmetric(8, 5))
        .desired_width(width)
        .text_color(color(theme.text));
    ui.add(edit).accessible_name(name)
}
