//! `linefold inspect`: what the importer understood and why.

use super::args::InspectCall;
use super::{Failure, load};
use crate::diag::Place;
use crate::domain::count;
use crate::export::atomic;
use crate::import::{Content, FileReport, write_all_rejected};

/// Prints a report of each file.
///
/// # Errors
/// If a file is not there, none could be understood, one can be read in more than one way, or the rejected rows cannot be
/// written.
pub fn run(call: &InspectCall) -> Result<(), Failure> {
    let batches = load::batches(&call.input)?;
    let reports: Vec<&FileReport> = batches.iter().map(|b| &b.report).collect();
    if call.json {
        let text = serde_json::to_string_pretty(&reports).map_err(|e| Failure::new(e.to_string()))?;
        println!("{text}");
    } else {
        for report in &reports {
            print(report);
        }
    }
    if let Some(path) = &call.rejected {
        let mut bytes = Vec::new();
        write_all_rejected(batches.iter().map(AsRef::as_ref), &mut bytes).map_err(|e| Failure::writing(path, &e))?;
        atomic::write(path, &bytes).map_err(|e| Failure::new(e.to_string()))?;
    }
    if reports.iter().all(|r| r.content == Content::Unknown) {
        return Err(Failure::new("None of the files could be understood; the reasons stand above."));
    }
    call.input.reading.check_doubts(reports.iter().copied())
}

fn print(report: &FileReport) {
    println!("{}", load::summary_line(report));
    println!("  SHA-256 {}, {} bytes, {}, {}", report.sha256, report.bytes, report.encoding, report.delimiter);
    if let Some(row) = report.header_row {
        println!("  Header in row {row}.");
    }
    for column in &report.columns {
        let field = column.field.as_deref().unwrap_or("left aside");
        println!("  Column {} \"{}\": {field}. {}", column.column, column.header, column.why);
    }
    for decision in &report.decisions {
        println!("  {decision}");
    }
    for problem in &report.problems {
        println!("  {problem}");
    }
    for cause in &report.causes {
        println!("  {} kept out: {}. {}", count(cause.rows, "row", "rows"), cause.cause, cause.places());
        let place =
            Place { file: report.file.clone(), sheet: report.part.clone(), row: cause.first_rows.first().copied() };
        println!("    {} {place}", cause.example);
    }
    if report.rejected > 0 {
        println!("  --rejected FILE writes all rows kept out, with their text and reasons.");
    }
}
