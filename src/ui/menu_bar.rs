//! The top of the window: the marking, the menus, undo and redo, the theme, the case's name.

use super::actions::keys_of;
use super::recent::Recent;
use super::style::{Type, color};
use super::widget::{Icon, icon_button, line, paint_end, paint_middle};
use super::{UiCommand, UiCtx};
use crate::domain::Level;
use eframe::egui::{
    Align, Button, Frame, Layout, Margin, MenuBar, Panel, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

/// The marking of what is on the screen.
pub(super) const MARKING: &str = "OFFICIAL-SENSITIVE";

/// Shows the marking strip, 20 high.
pub(super) fn marking_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let frame = Frame::new().fill(color(theme.marking));
    Panel::top("marking").frame(frame).exact_size(20.0).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        // Set wide, as markings are: capitals one point apart.
        let mut job = eframe::egui::text::LayoutJob::default();
        let mut format = eframe::egui::TextFormat::simple(Type::BodyStrong.font(ui), color(theme.text));
        format.font_id.size = 11.0;
        format.extra_letter_spacing = 1.0;
        job.append(MARKING, 0.0, format);
        let galley = ui.painter().layout_job(job);
        paint_middle(ui, &galley, rect.center());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, MARKING));
    });
}

/// Shows the menu bar, 36 high.
pub(super) fn menu_bar_ui(ctx: &UiCtx<'_>, recent: &Recent, ui: &mut Ui) {
    let theme = ctx.theme;
    let frame = Frame::new().fill(color(theme.panel)).inner_margin(Margin { left: 6, right: 12, top: 5, bottom: 5 });
    Panel::top("menu bar").frame(frame).exact_size(36.0).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right_end(ctx, ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                MenuBar::new().ui(ui, |ui| {
                    ui.spacing_mut().button_padding = vec2(8.0, 4.0);
                    ui.spacing_mut().item_spacing.x = 2.0;
                    ui.menu_button("File", |ui| file_menu(ctx, recent, ui));
                    ui.menu_button("Edit", |ui| edit_menu(ctx, ui));
                    ui.menu_button("View", |ui| view_menu(ctx, ui));
                    ui.menu_button("Select", |ui| select_menu(ctx, ui));
                    ui.menu_button("Help", |ui| help_menu(ctx, ui));
                });
            });
        });
    });
}

/// Case name, theme, redo and undo, from the right end.
fn right_end(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let name = if has_case(ctx) { ctx.session.case().name.as_str() } else { "No case" };
    let galley = line(ui, name, Type::ControlStrong, color(theme.text), 240.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 24.0), Sense::hover());
    paint_end(ui, &galley, rect.right(), rect.center().y);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Case: {name}")));
    separator(ctx, ui);
    let said = if theme.dark { "Light theme" } else { "Dark theme" };
    icon_wish(ctx, ui, Icon::Theme, said, UiCommand::ToggleTheme, true);
    let history = ctx.session.history();
    let redo = history.next_redo().map_or_else(|| "Nothing to redo".to_owned(), |what| format!("Redo {}", lower(what)));
    icon_wish(ctx, ui, Icon::Redo, &redo, UiCommand::Redo, history.next_redo().is_some());
    let undo = history.next_undo().map_or_else(|| "Nothing to undo".to_owned(), |what| format!("Undo {}", lower(what)));
    icon_wish(ctx, ui, Icon::Undo, &undo, UiCommand::Undo, history.next_undo().is_some());
    separator(ctx, ui);
}

fn separator(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(9.0, 16.0), Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), Stroke::new(1.0, color(ctx.theme.separator)));
}

fn icon_wish(ctx: &UiCtx<'_>, ui: &mut Ui, icon: Icon, name: &str, command: UiCommand, enabled: bool) {
    let keys = keys_of(ui.ctx(), &command);
    ui.add_enabled_ui(enabled, |ui| {
        if icon_button(ui, ctx.theme, icon, name, Some(&keys)).clicked() {
            ctx.send.command(command);
        }
    });
}

/// A sentence's first letter made small, for use after a verb.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn has_case(ctx: &UiCtx<'_>) -> bool {
    !ctx.session.case().batches().is_empty()
}

/// An entry that sends a wish; grey where it could do nothing.
fn entry(ctx: &UiCtx<'_>, ui: &mut Ui, words: &str, command: UiCommand, enabled: bool) {
    let keys = keys_of(ui.ctx(), &command);
    ui.add_enabled_ui(enabled, |ui| {
        if menu_button(ctx, ui, words, &keys, false).clicked() {
            ctx.send.command(command);
        }
    });
}

fn menu_button(ctx: &UiCtx<'_>, ui: &mut Ui, words: &str, keys: &str, chosen: bool) -> Response {
    let mut button = Button::new(words).frame_when_inactive(false).selected(chosen);
    if !keys.is_empty() {
        let hint = eframe::egui::RichText::new(keys).color(color(ctx.theme.faint));
        button = button.shortcut_text(hint);
    }
    ui.add(button).accessible_name(words)
}

/// Least width of a menu.
const MENU: f32 = 220.0;

fn file_menu(ctx: &UiCtx<'_>, recent: &Recent, ui: &mut Ui) {
    ui.set_min_width(MENU);
    let open = has_case(ctx);
    entry(ctx, ui, "Open files", UiCommand::OpenFiles, true);
    entry(ctx, ui, "Open folder", UiCommand::OpenFolder, true);
    entry(ctx, ui, "Open a typed path", UiCommand::OpenPath, true);
    entry(ctx, ui, "Open the sample", UiCommand::OpenSample, !open);
    ui.add_enabled_ui(!recent.paths().is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in recent.paths() {
                let said = path.display().to_string();
                if menu_button(ctx, ui, &said, "", false).clicked() {
                    ctx.send.command(UiCommand::Open(vec![path.clone()]));
                }
            }
        });
    });
    ui.separator();
    entry(ctx, ui, "Import report", UiCommand::ShowReport(None), open);
    entry(ctx, ui, "Templates", UiCommand::ShowTemplates, true);
    entry(ctx, ui, "Save picture", UiCommand::SavePicture, open);
    ui.separator();
    entry(ctx, ui, "Close case", UiCommand::Close, open);
    entry(ctx, ui, "Close window", UiCommand::Quit, true);
}

fn edit_menu(ctx: &UiCtx<'_>, ui: &mut Ui) {
    ui.set_min_width(MENU);
    let history = ctx.session.history();
    let words =
        |verb: &str, what: Option<&str>| what.map_or_else(|| verb.to_owned(), |what| format!("{verb} {}", lower(what)));
    entry(ctx, ui, &words("Undo", history.next_undo()), UiCommand::Undo, history.next_undo().is_some());
    entry(ctx, ui, &words("Redo", history.next_redo()), UiCommand::Redo, history.next_redo().is_some());
}

fn view_menu(ctx: &UiCtx<'_>, ui: &mut Ui) {
    ui.set_min_width(MENU);
    let open = has_case(ctx);
    for level in Level::ALL {
        let keys = keys_of(ui.ctx(), &UiCommand::ShowLevel(level));
        let chosen = open && ctx.look.level == level;
        ui.add_enabled_ui(open, |ui| {
            if menu_button(ctx, ui, level.label(), &keys, chosen).clicked() {
                ctx.send.command(UiCommand::ShowLevel(level));
            }
        });
    }
    ui.separator();
    entry(ctx, ui, "Fit picture", UiCommand::FitView, open);
    entry(ctx, ui, "Zoom in", UiCommand::Zoom(1.25), open);
    entry(ctx, ui, "Zoom out", UiCommand::Zoom(0.8), open);
    ui.separator();
    entry(ctx, ui, "Left panel", UiCommand::ToggleLeftPanel, open);
    entry(ctx, ui, if ctx.theme.dark { "Light theme" } else { "Dark theme" }, UiCommand::ToggleTheme, true);
    ui.separator();
    entry(ctx, ui, "Larger text", UiCommand::ScaleText(1.1), true);
    entry(ctx, ui, "Smaller text", UiCommand::ScaleText(1.0 / 1.1), true);
    entry(ctx, ui, "Text at 100 %", UiCommand::ScaleText(0.0), true);
}

fn select_menu(ctx: &UiCtx<'_>, ui: &mut Ui) {
    ui.set_min_width(MENU);
    let open = has_case(ctx);
    let selected = !ctx.look.selected.is_empty();
    entry(ctx, ui, "All lines", UiCommand::SelectAllLines, open);
    entry(ctx, ui, "Lines with a suggested fold", UiCommand::SelectSuggested, open);
    entry(ctx, ui, "Neighbours too", UiCommand::SelectNeighbours, selected);
    ui.separator();
    entry(ctx, ui, "Clear selection", UiCommand::Select(Vec::new()), selected);
}

fn help_menu(ctx: &UiCtx<'_>, ui: &mut Ui) {
    ui.set_min_width(MENU);
    entry(ctx, ui, "Keys", UiCommand::ShowKeys, true);
    entry(ctx, ui, "About Linefold", UiCommand::ShowAbout, true);
}
