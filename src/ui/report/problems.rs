//! Problems of a table, grouped by cause.

use crate::diag::Severity;
use crate::domain::{count, grouped};
use crate::import::{Cause, FileReport};
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{rule, section_heading, words};
use eframe::egui::Ui;

/// Places named of each cause.
const PLACES: usize = 8;

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
        words(ui, places(report, cause), Type::Note, color(theme.second));
    }
}

/// `Rows 12, 40, 41 and 3 more.`
fn places(report: &FileReport, cause: &Cause) -> String {
    // A row's text of problems is made once a row; the cause is told by the first row and by rows with the same words.
    let kind = |text: &str| text.split('"').next().unwrap_or_default().to_owned();
    let wanted = kind(&cause.example);
    let same = |row: &&crate::import::RejectedRow| row.problems.iter().any(|problem| kind(&problem.message) == wanted);
    let rows: Vec<String> = report.rejected_rows.iter().filter(same).take(PLACES).map(|row| grouped(row.row)).collect();
    let more = cause.rows.saturating_sub(rows.len() as u64);
    match rows.as_slice() {
        [] => format!("First at row {}.", grouped(cause.first_row)),
        [one] if more == 0 => format!("Row {one}."),
        many if more == 0 => format!("Rows {}.", many.join(", ")),
        many => format!("Rows {} and {} more.", many.join(", "), grouped(more)),
    }
}
