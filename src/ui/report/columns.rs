//! How each column of a file was understood, and why.

use crate::import::FileReport;
use crate::ui::UiCtx;
use crate::ui::mapping::field_words;
use crate::ui::style::{Type, color};
use crate::ui::widget::{rule, section_heading};
use eframe::egui::{Align, Label, Layout, RichText, Ui};
use egui_extras::{Column, TableBuilder};

/// Width of what a column was taken for, at least: `Handset (IMEI), requested number` fits.
const TAKEN_FOR: f32 = 220.0;

/// Shows the table of columns.
pub(super) fn columns_ui(ctx: &UiCtx<'_>, report: &FileReport, ui: &mut Ui) {
    if report.columns.is_empty() {
        return;
    }
    let theme = ctx.theme;
    rule(ui, theme);
    section_heading(ui, theme, "Columns", "", 0.0);
    let width = ui.available_width();
    let table = TableBuilder::new(ui)
        .id_salt("columns")
        .vscroll(false)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(28.0))
        .column(Column::initial(width * 0.24).clip(true))
        .column(Column::initial((width * 0.24).max(TAKEN_FOR)).clip(true))
        .column(Column::remainder().clip(true));
    let cell = |ui: &mut Ui, said: &str, ink| {
        let text = RichText::new(said).font(Type::Body.font(ui)).color(color(ink));
        ui.add(Label::new(text).truncate());
    };
    let table = table.header(22.0, |mut header| {
        for said in ["", "In the file", "Taken for", "Why"] {
            header.col(|ui| cell(ui, said, theme.second));
        }
    });
    table.body(|body| {
        body.rows(20.0, report.columns.len(), |mut row| {
            let column = &report.columns[row.index()];
            row.col(|ui| cell(ui, &column.column.to_string(), theme.second));
            row.col(|ui| cell(ui, &column.header, theme.text));
            let taken = column.field.as_deref().map_or_else(|| "Left aside".to_owned(), field_words);
            let ink = if column.field.is_some() { theme.text } else { theme.second };
            row.col(|ui| cell(ui, &taken, ink));
            row.col(|ui| cell(ui, &column.why, theme.second));
        });
    });
}
