//! A row of a list that can be clicked.

use super::{Icon, line, paint_end, paint_start};
use crate::domain::ActorKey;
use crate::scene::Theme;
use crate::ui::UiCommand;
use crate::ui::style::{Type, color, row_height};
use eframe::egui::{Color32, CornerRadius, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What stands before the words of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mark {
    /// An icon.
    Icon(Icon),
    /// A dot of a hue.
    Dot(Color32),
    /// Nothing; the words begin at the padding.
    None,
}

/// What a click on a row wishes: to select what it names or, on the second click, to see it.
pub(crate) fn row_wish(response: &Response, key: ActorKey) -> Option<UiCommand> {
    if response.double_clicked() {
        Some(UiCommand::Reveal(key))
    } else {
        response.clicked().then_some(UiCommand::Pick(key))
    }
}

/// A row: mark, words, columns of figures at the right.
pub(crate) struct ListRow<'a> {
    /// What stands first.
    pub(crate) mark: Mark,
    /// The words.
    pub(crate) label: &'a str,
    /// Figures, right-aligned, 34 apart; the last ends at the padding.
    pub(crate) columns: &'a [String],
    /// Whether it is selected or has to do with what is.
    pub(crate) lit: bool,
    /// Whether the row itself is selected, for screen readers.
    pub(crate) selected: bool,
    /// Its accessible name, with its figures in words.
    pub(crate) name: &'a str,
    /// The panel's padding.
    pub(crate) pad: f32,
}

impl ListRow<'_> {
    /// Shows it, as wide as there is room.
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let size = vec2(ui.available_width(), row_height(ui));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.selected, self.name));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        if self.lit || response.hovered() {
            let ground = rect.shrink2(vec2(self.pad - 6.0, 0.0));
            ui.painter().rect_filled(ground, CornerRadius::same(4), color(theme.hover));
        }
        let y = rect.center().y;
        let mut end = rect.right() - self.pad;
        let mut room = end;
        for (i, figure) in self.columns.iter().rev().enumerate() {
            let ink = if i == 0 && self.columns.len() > 1 { theme.second } else { theme.text };
            let galley = line(ui, figure, Type::Body, color(ink), 80.0);
            let begin = paint_end(ui, &galley, end, y);
            room = begin - 6.0;
            end = (end - 34.0).min(begin - 8.0);
        }
        let middle = pos2(rect.left() + self.pad + 7.0, y);
        let begin = match self.mark {
            Mark::Icon(icon) => {
                icon.paint(ui.painter(), middle, color(theme.second));
                middle.x + 13.0
            }
            Mark::Dot(hue) => {
                ui.painter().circle_filled(middle, 5.0, hue);
                middle.x + 13.0
            }
            Mark::None => rect.left() + self.pad,
        };
        let words = line(ui, self.label, Type::Body, color(theme.text), room - begin);
        paint_start(ui, &words, begin, y);
        if words.elided { response.on_hover_text(self.name) } else { response }
    }
}
