//! `linefold inspect`: what the importer understood and why.

use super::args::InspectCall;
use super::{Failure, load};
use crate::diag::Place;
use crate::domain::count;
use crate::export::atomic;
use crate::import::{Content, FileReport, write_all_rejected};
use std::io::{self, Write};

/// Prints a report of each file.
///
/// # Errors
/// If a file is not there, none could be understood, one can be read in more than one way, of one every row was kept out, or the
/// rejected rows cannot be written.
pub fn run(call: &InspectCall) -> Result<(), Failure> {
    let batches = load::batches(&call.input)?;
    let reports: Vec<&FileReport> = batches.iter().map(|b| &b.report).collect();
    let out = &mut io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let told =
        if call.json { tell_json(&reports, out) } else { reports.iter().try_for_each(|report| tell(report, out)) };
    match told.and_then(|()| out.flush()) {
        // Whoever reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        told => told.map_err(|e| Failure::new(format!("The report could not be written: {e}.")))?,
    }
    if let Some(path) = &call.rejected {
        atomic::write_with(path, |file| write_all_rejected(batches.iter().map(AsRef::as_ref), file))
            .map_err(|e| Failure::new(e.to_string()))?;
    }
    if reports.iter().all(|r| r.content == Content::Unknown) {
        return Err(Failure::new("None of the files could be understood; the reasons stand above."));
    }
    call.input.reading.check_doubts(reports.iter().copied())?;
    load::fail_if_kept_out(&load::files_kept_out(reports.iter().copied()))
}

/// Written as it is made: the rows kept out may be more than fit in memory as text.
fn tell_json(reports: &[&FileReport], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, reports)?;
    writeln!(out)
}

fn tell(report: &FileReport, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", load::summary_line(report))?;
    if !report.sha256.is_empty() {
        let mut said = vec![format!("SHA-256 {}", report.sha256), format!("{} bytes", report.bytes)];
        said.extend([&report.encoding, &report.delimiter].into_iter().filter(|words| !words.is_empty()).cloned());
        writeln!(out, "  {}", said.join(", "))?;
    }
    if let Some(row) = report.header_row {
        writeln!(out, "  Header in row {row}.")?;
    }
    for column in &report.columns {
        let field = column.field.as_deref().unwrap_or("left aside");
        writeln!(out, "  Column {} \"{}\": {field}. {}", column.column, column.header, column.why)?;
    }
    for decision in &report.decisions {
        writeln!(out, "  {decision}")?;
    }
    for problem in &report.problems {
        writeln!(out, "  {problem}")?;
    }
    for cause in &report.causes {
        writeln!(out, "  {} kept out: {}. {}", count(cause.rows, "row", "rows"), cause.cause, cause.places())?;
        let place =
            Place { file: report.file.clone(), sheet: report.part.clone(), row: cause.first_rows.first().copied() };
        writeln!(out, "    {} {place}", cause.example)?;
    }
    if report.rejected > 0 {
        writeln!(out, "  --rejected FILE writes all rows kept out, with their text and reasons.")?;
    }
    Ok(())
}
