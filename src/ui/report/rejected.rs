//! Rows that were kept out, with their reason, and the button that saves them.

use crate::domain::count;
use crate::import::Batch;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, PushButton, rule, section_heading, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Align, Label, Layout, RichText, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};

/// Height of the table at most; longer ones scroll.
const MOST: f32 = 320.0;

/// Shows the rows kept out of a file.
pub(super) fn rejected_ui(ctx: &UiCtx<'_>, batch: &Batch, ui: &mut Ui) {
    let report = &batch.report;
    if report.rejected_rows.is_empty() {
        return;
    }
    let theme = ctx.theme;
    rule(ui, theme);
    section_heading(ui, theme, "Rejected rows", &count(report.rejected_rows.len() as u64, "row", "rows"), 0.0);
    words(
        ui,
        "Kept as written, so that nothing is lost. Correct them in the file and read it again.",
        Type::Body,
        color(theme.second),
    );
    if PushButton::plain("Save rejected rows").show(ui, theme).clicked() {
        ctx.send.command(UiCommand::SaveRejected(Some(report.sha256.clone())));
    }
    ui.add_space(4.0);
    let cell = |ui: &mut Ui, said: &str, ink| {
        let text = RichText::new(said).font(Type::Body.font(ui)).color(color(ink));
        ui.add(Label::new(text).truncate());
    };
    let width = ui.available_width();
    let table = TableBuilder::new(ui)
        .id_salt(("rejected", &batch.source))
        .max_scroll_height(MOST)
        .min_scrolled_height(MOST.min(22.0 * report.rejected_rows.len() as f32 + 24.0))
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(22.0))
        .column(Column::exact(64.0))
        .column(Column::initial(width * 0.46).clip(true).resizable(true))
        .column(Column::remainder().clip(true));
    let table = table.header(22.0, |mut header| {
        for said in ["", "Row", "Reason", "As written"] {
            header.col(|ui| cell(ui, said, theme.second));
        }
    });
    table.body(|body| {
        body.rows(20.0, report.rejected_rows.len(), |mut row| {
            let Some(rejected) = report.rejected_rows.get(row.index()) else { return };
            row.col(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
                Icon::Cross.paint(ui.painter(), rect.center(), color(theme.signal));
            });
            row.col(|ui| cell(ui, &crate::domain::grouped(rejected.row), theme.text));
            let reason = rejected.problems.first().map_or("No reason noted", |p| p.message.as_str());
            row.col(|ui| cell(ui, reason, theme.text));
            row.col(|ui| cell(ui, &rejected.text, theme.second));
        });
    });
}
