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

/// Shows the rows of a table that say what an earlier row says, and those that tell a further leg of one call.
pub(super) fn duplicates_ui(ctx: &UiCtx<'_>, report: &FileReport, ui: &mut Ui) {
    let repeats: Vec<(u64, u64)> = report.duplicate_rows.iter().map(|twin| (twin.row, twin.same_as)).collect();
    let said =
        "Each says exactly what an earlier row says. It is counted once in the case; nothing was taken from the file.";
    pairs_ui(ctx, ("Duplicate rows", said), ["Row", "Says what this row says"], &repeats, ui);
    let legs: Vec<(u64, u64)> = report.leg_rows.iter().map(|leg| (leg.row, leg.after)).collect();
    let said = "Each follows another as a further leg of one call: diverted, or handed on. All of them are records.";
    pairs_ui(ctx, ("Legs of one call", said), ["Row", "Follows the leg in row"], &legs, ui);
}

/// A table of pairs of rows, if there are any.
fn pairs_ui(ctx: &UiCtx<'_>, words_of: (&str, &str), titles: [&str; 2], pairs: &[(u64, u64)], ui: &mut Ui) {
    if pairs.is_empty() {
        return;
    }
    let theme = ctx.theme;
    let (title, said) = words_of;
    rule(ui, theme);
    section_heading(ui, theme, title, &count(pairs.len() as u64, "row", "rows"), 0.0);
    words(ui, said, Type::Body, color(theme.second));
    let cell = |ui: &mut Ui, said: &str, ink| {
        let text = RichText::new(said).font(Type::Body.font(ui)).color(color(ink));
        ui.add(Label::new(text).truncate());
    };
    let table = TableBuilder::new(ui)
        .id_salt(title)
        .max_scroll_height(MOST)
        .min_scrolled_height(MOST.min(20.0 * pairs.len() as f32 + 24.0))
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(90.0))
        .column(Column::remainder());
    let table = table.header(22.0, |mut header| {
        for said in titles {
            header.col(|ui| cell(ui, said, theme.second));
        }
    });
    table.body(|body| {
        body.rows(20.0, pairs.len(), |mut row| {
            let (this, that) = pairs[row.index()];
            row.col(|ui| cell(ui, &grouped(this), theme.text));
            row.col(|ui| cell(ui, &grouped(that), theme.text));
        });
    });
}
