//! Counts of a table that add up.

use crate::domain::{count, grouped};
use crate::import::FileReport;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Part, meter, words};
use eframe::egui::Ui;

/// Shows what became of the rows of a table, as a bar and as a sum.
pub(super) fn table_totals_ui(ctx: &UiCtx<'_>, report: &FileReport, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.add_space(6.0);
    let parts = [
        Part { amount: report.accepted, ink: color(theme.second) },
        Part { amount: report.duplicate, ink: color(theme.border) },
        Part { amount: report.rejected, ink: color(theme.signal) },
    ];
    meter(ui, theme, &parts, 0.0);
    words(ui, sum_words(report), Type::BodyStrong, color(theme.text));
    if report.not_records > 0 {
        let rest = count(report.not_records, "other row is", "other rows are");
        let all = count(report.rows_read + report.not_records, "row", "rows");
        let said = format!("{rest} no record: preamble, header, footer or blank. That is {all} in all.");
        words(ui, said, Type::Body, color(theme.second));
    }
    if !report.adds_up() {
        let said = "These counts do not add up. That is a fault of the program: do not rely on this file's records.";
        words(ui, said, Type::Body, color(theme.signal));
    }
}

/// `21,480 rows read = 21,466 accepted + 10 duplicate + 4 rejected`.
fn sum_words(report: &FileReport) -> String {
    format!(
        "{} read = {} accepted + {} duplicate + {} rejected",
        count(report.rows_read, "row", "rows"),
        grouped(report.accepted),
        grouped(report.duplicate),
        grouped(report.rejected)
    )
}
