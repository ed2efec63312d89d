//! Problems of a table, grouped by cause.

use crate::diag::Severity;
use crate::domain::{count, grouped};
use crate::import::FileReport;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{rule, section_heading, words};
use eframe::egui::Ui;

/// Shows the problems of the whole table, and why rows were kept out with the first places of each cause.
pub(super) fn problems_ui(ctx: &UiCtx<'_>, report: &FileReport, ui: &mut Ui) {
    if report.problems.is_empty() && report.causes.is_empty() {
        return;
    }
    let theme = ctx.theme;
    rule(ui, theme);
    section_heading(ui, theme, "Problems", "", 0.0);
    for problem in &report.problems {
        let ink = if problem.severity == Severity::Note { theme.second } else { theme.text };
        let at = problem.place.row.map_or_else(String::new, |row| format!(" (row {})", grouped(row)));
        words(ui, format!("{} {}{at}", problem.message, problem.hint), Type::Body, color(ink));
    }
    for cause in &report.causes {
        let rows = count(cause.rows, "row", "rows");
        words(ui, format!("{rows} kept out: {}. {}", cause.cause, cause.example), Type::Body, color(theme.text));
        words(ui, cause.places(), Type::Note, color(theme.second));
    }
}
