//! The start screen: what can be opened.

use super::actions::keys_of;
use super::recent::Recent;
use super::style::{Type, color};
use super::widget::{Icon, ListRow, Mark, PushButton, section_heading, words};
use super::{UiCommand, UiCtx};
use eframe::egui::{CornerRadius, Frame, Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, vec2};

/// Width of the column in the middle.
const COLUMN: f32 = 440.0;

/// Shows the start screen in all the room there is.
pub(super) fn start_ui(ctx: &UiCtx<'_>, recent: &Recent, ui: &mut Ui) {
    let theme = ctx.theme;
    let room = ui.available_rect_before_wrap();
    ui.painter().rect_filled(room, 0.0, color(theme.canvas));
    let side = ((room.width() - COLUMN) / 2.0).max(16.0).floor();
    let top = (room.height() * 0.14).max(16.0).floor();
    let column = Rect::from_min_max(room.min + vec2(side, top), room.max - vec2(side, 8.0));
    ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
        ScrollArea::vertical().show(ui, |ui| {
            ui.set_width(ui.available_width().min(COLUMN));
            words(ui, "Linefold", Type::Figure, color(theme.text));
            let purpose = "Reads call records, folds replacement numbers into the line they belong to, and draws which city \
                           supplies which town. Nothing leaves this machine.";
            words(ui, purpose, Type::Control, color(theme.second));
            ui.add_space(18.0);
            choices(ctx, ui);
            ui.add_space(14.0);
            drop_hint(ctx, ui);
            if !recent.paths().is_empty() {
                ui.add_space(12.0);
                recent_ui(ctx, recent, ui);
            }
        });
    });
}

fn choices(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let choices = [
            (PushButton { icon: Some(Icon::Page), ..PushButton::primary("Open files") }, UiCommand::OpenFiles),
            (PushButton { icon: Some(Icon::Folder), ..PushButton::plain("Open folder") }, UiCommand::OpenFolder),
            (PushButton { icon: Some(Icon::Sample), ..PushButton::plain("Open the sample") }, UiCommand::OpenSample),
        ];
        for (button, command) in choices {
            let keys = keys_of(ui.ctx(), &command);
            let response = button.show(ui, theme);
            let response = if keys.is_empty() { response } else { response.on_hover_text(keys) };
            if response.clicked() {
                ctx.send.command(command);
            }
        }
    });
}

fn drop_hint(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    Frame::new()
        .stroke(Stroke::new(1.0, color(theme.separator)))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let hint = "Or drop files and folders here: call records as CSV from any operator, blocking orders, \
                        attributions, cell sites. Columns, dates and encodings are found out by themselves, and every row \
                        is accounted for.";
            words(ui, hint, Type::Body, color(theme.second));
        });
}

fn recent_ui(ctx: &UiCtx<'_>, recent: &Recent, ui: &mut Ui) {
    section_heading(ui, ctx.theme, "Recent", "", 0.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for path in recent.paths() {
        let said = path.display().to_string();
        let icon = if path.extension().is_some() { Icon::Page } else { Icon::Folder };
        let row = ListRow {
            mark: Mark::Icon(icon),
            label: &said,
            columns: &[],
            lit: false,
            selected: false,
            name: &said,
            pad: 6.0,
        };
        if row.show(ui, ctx.theme).clicked() {
            ctx.send.command(UiCommand::Open(vec![path.clone()]));
        }
    }
}
