//! The heading of each column of the file: its name, a menu of what it could hold, and why it was taken for what it was.

use super::Mapping;
use super::words::field_words;
use crate::import::{LEFT_ASIDE, PreviewColumn, Reading, field_names};
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, line, menu_face, paint_start};
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align, Button, Layout, Popup, PopupCloseBehavior, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a heading.
pub(super) const HEIGHT: f32 = 96.0;

/// What was chosen for a column: the words a reading keeps, or nothing where the column is to be worked out.
pub(super) type Chosen = (String, Option<String>);

/// Shows a heading in `rect`. Returns what was chosen, and whether the menu has just got the keyboard.
pub(super) fn heading_ui(
    ctx: &UiCtx<'_>,
    mapping: &Mapping,
    at: usize,
    all: &[PreviewColumn],
    rect: Rect,
    ui: &mut Ui,
) -> (Option<Chosen>, bool) {
    let theme = ctx.theme;
    let column = &all[at];
    let header =
        if column.header.trim().is_empty() { format!("Column {}", column.column) } else { column.header.clone() };
    let inner = rect.shrink2(vec2(6.0, 3.0));
    let name = line(ui, header.as_str(), Type::BodyStrong, color(theme.text), inner.width());
    let elided = name.elided;
    paint_start(ui, &name, inner.left(), inner.top() + 8.0);
    let name_rect = Rect::from_min_size(inner.min, vec2(inner.width(), 16.0));
    let named = ui.interact(name_rect, ui.scope_id().with(("header", at)), Sense::hover());
    if elided {
        named.on_hover_text(header.as_str());
    }

    let taken = column.field.as_deref().unwrap_or(LEFT_ASIDE);
    let face = Rect::from_min_size(pos2(inner.left(), inner.top() + 19.0), vec2(inner.width(), 24.0));
    let button = ui.interact(face, ui.scope_id().with(("field", at)), Sense::click());
    let is_said = said(&mapping.reading, column, all).is_some();
    let words = field_words(taken);
    button.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, format!("{header}: {words}")));
    menu_face(ui, theme, &button, face, &words, column.field.is_some());
    if is_said {
        Icon::Tick.paint(ui.painter(), pos2(face.right() - 24.0, face.center().y), color(theme.favour));
    }
    let chosen = menu(ctx, mapping, column, all, &button);

    let why = Rect::from_min_max(pos2(inner.left(), face.bottom() + 4.0), inner.max);
    let mut job =
        LayoutJob::single_section(column.why.clone(), TextFormat::simple(Type::Note.font(ui), color(theme.second)));
    job.wrap = TextWrapping { max_width: why.width(), max_rows: 3, break_anywhere: false, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(why.min, galley, color(theme.second));
    let reason = ui.interact(why, ui.scope_id().with(("why", at)), Sense::hover());
    reason.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, format!("{header}: {}", column.why)));
    if !column.why.is_empty() {
        reason.on_hover_text(column.why.as_str());
    }
    (chosen, button.gained_focus())
}

/// What a person said of a column.
fn said<'r>(reading: &'r Reading, column: &PreviewColumn, all: &[PreviewColumn]) -> Option<&'r String> {
    keys(column, all).iter().find_map(|key| reading.columns.get(key))
}

/// The ways in which a reading may name a column.
pub(super) fn keys(column: &PreviewColumn, all: &[PreviewColumn]) -> [String; 3] {
    [column.key(all), column.header.clone(), format!("#{}", column.column)]
}

fn menu(
    ctx: &UiCtx<'_>,
    mapping: &Mapping,
    column: &PreviewColumn,
    all: &[PreviewColumn],
    button: &eframe::egui::Response,
) -> Option<Chosen> {
    let key = column.key(all);
    let mut chosen = None;
    Popup::menu(button)
        .layout(Layout::top_down_justified(Align::Min))
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .width(230.0)
        .show(|ui| {
            ScrollArea::vertical().max_height(400.0).show(ui, |ui| {
                let mut entry = |ui: &mut Ui, words: &str, field: Option<&str>| {
                    let selected = field.is_some() && field == column.field.as_deref()
                        || field == Some(LEFT_ASIDE) && column.field.is_none();
                    let button = Button::new(words).frame_when_inactive(false).selected(selected);
                    if ui.add(button).clicked() {
                        chosen = Some((key.clone(), field.map(str::to_owned)));
                    }
                };
                if said(&mapping.reading, column, all).is_some() {
                    entry(ui, "Work it out again", None);
                }
                entry(ui, "Left aside", Some(LEFT_ASIDE));
                ui.separator();
                if let Some(field) =
                    column.field.as_deref().filter(|field| !column.could_hold.iter().any(|c| c == field))
                {
                    entry(ui, &field_words(field), Some(field));
                }
                for field in &column.could_hold {
                    entry(ui, &field_words(field), Some(field));
                }
                ui.separator();
                let note = line(ui, "Anything else", Type::Note, color(ctx.theme.second), 200.0);
                let (rect, _) = ui.allocate_exact_size(vec2(200.0, 18.0), Sense::hover());
                paint_start(ui, &note, rect.left() + 8.0, rect.center().y);
                for field in field_names().iter().filter(|field| !column.could_hold.contains(field)) {
                    entry(ui, &field_words(field), Some(field));
                }
            });
        });
    chosen
}
