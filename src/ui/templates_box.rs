//! The readings kept, in a box over the window: what each says, and a button to forget it.

use super::UiCommand;
use super::UiCtx;
use super::help::modal;
use super::mapping::reading_words;
use super::style::{Type, color};
use super::templates::Templates;
use super::widget::{Icon, PushButton, icon_button, rule, words};
use crate::import::Template;
use eframe::egui::{Align, Layout, ScrollArea, Ui, vec2};

/// Shows the box; says whether it is to be closed.
pub(super) fn templates_ui(ctx: &UiCtx<'_>, templates: &Templates, ui: &Ui) -> bool {
    let theme = ctx.theme;
    let mut close = false;
    let room = ui.ctx().content_rect();
    let modal = modal("templates", ui).show(ui.ctx(), |ui| {
        ui.set_width(560.0_f32.min(room.width() - 80.0));
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
            close = icon_button(ui, theme, Icon::Cross, "Close", Some("Esc")).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                words(ui, "Templates", Type::Heading, color(theme.text));
            });
        });
        let intro = "A template says how files with certain columns are read. It is used by itself for the next file that has them. \
                     Forgetting one changes no file that was read.";
        words(ui, intro, Type::Body, color(theme.second));
        if templates.kept().is_empty() {
            let none = "There is none yet. One is made where you say how a file is to be read.";
            words(ui, none, Type::Body, color(theme.text));
        }
        let most = (room.height() - 220.0).max(120.0);
        ScrollArea::vertical().max_height(most).show(ui, |ui| {
            for template in templates.kept() {
                rule(ui, theme);
                template_ui(ctx, template, ui);
            }
        });
    });
    close || modal.should_close()
}

fn template_ui(ctx: &UiCtx<'_>, template: &Template, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
        let name = format!("Forget {}", template.name);
        let forget = PushButton::plain("Forget").show(ui, theme).on_hover_text(&name);
        if forget.accessible_name(&name).clicked() {
            ctx.send.command(UiCommand::ForgetTemplate(template.name.clone()));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            words(ui, template.name.as_str(), Type::ControlStrong, color(theme.text));
        });
    });
    let said = reading_words(&template.reading).join(". ");
    words(ui, format!("{said}."), Type::Body, color(theme.text));
    let header: Vec<&str> = template.header.iter().map(String::as_str).filter(|name| !name.trim().is_empty()).collect();
    words(ui, format!("For files with the columns {}.", header.join(", ")), Type::Note, color(theme.second));
}
