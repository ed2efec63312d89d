//! Rows that say what an earlier row of the table says: counted, listed, in the file as they were.

use crate::domain::{count, grouped};
use crate::import::FileReport;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{rule, section_heading, words};
use eframe::egui::{Align, Label, Layout, RichText, Ui};
use egui_extras::{Column, TableBuilder};

/// Height of the table at most; longer ones scroll.
const MOST: f32 = 220.0;

/// Shows the duplicate rows of a table, each with the row it repeats.
pub(super) fn duplicates_ui(ctx: &UiCtx<'_>, report: &FileReport, ui: &mut Ui) {
    let rows = &report.duplicate_rows;
    if rows.is_empty() {
        return;
    }
    let theme = ctx.theme;
    rule(ui, theme);
    section_heading(ui, theme, "Duplicate rows", &count(rows.len() as u64, "row", "rows"), 0.0);
    let said =
        "Each says exactly what an earlier row says. It is counted once in the case; nothing was taken from the file.";
    words(ui, said, Type::Body, color(theme.second));
    let cell = |ui: &mut Ui, said: &str, ink| {
        let text = RichText::new(said).font(Type::Body.font(ui)).color(color(ink));
        ui.add(Label::new(text).truncate());
    };
    let table = TableBuilder::new(ui)
        .id_salt("duplicates")
        .max_scroll_height(MOST)
        .min_scrolled_height(MOST.min(20.0 * rows.len() as f32 + 24.0))
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(90.0))
        .column(Column::remainder());
    let table = table.header(22.0, |mut header| {
        for said in ["Row", "Says what this row says"] {
            header.col(|ui| cell(ui, said, theme.second));
        }
    });
    table.body(|body| {
        body.rows(20.0, rows.len(), |mut row| {
            let duplicate = &rows[row.index()];
            row.col(|ui| cell(ui, &grouped(duplicate.row), theme.text));
            row.col(|ui| cell(ui, &grouped(duplicate.same_as), theme.text));
        });
    });
}
