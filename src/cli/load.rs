//! Input on the command line becomes a session.

use super::args::Input;
use super::{Failure, progress::TerminalProgress};
use crate::case::Edit;
use crate::diag::Severity;
use crate::domain::{count, grouped};
use crate::import::{Batch, Content, FileReport, read_files};
use crate::session::Session;
use std::sync::Arc;

/// Reads all input. Problems of single rows are in the reports; a file of which nothing could be read is told on standard error.
///
/// # Errors
/// If a path is not there, or a flag names a column that is in no file.
pub fn batches(input: &Input) -> Result<Vec<Arc<Batch>>, Failure> {
    for path in &input.paths {
        if !path.exists() {
            return Err(Failure::new(format!(
                "{} is not there. Expected a record file or a folder of them; check the spelling.",
                path.display()
            )));
        }
    }
    let read = read_files(&input.paths, &input.reading.options()?, &TerminalProgress::new())?;
    let mut kept: Vec<Arc<Batch>> = Vec::with_capacity(read.len());
    for batch in read {
        if let Some(twin) = kept.iter().find(|other| batch.is_copy_of(other)) {
            eprintln!("{} is the same as {}: taken once.", batch.source.label(), twin.source.label());
        } else {
            kept.push(Arc::new(batch));
        }
    }
    input.reading.check_columns(kept.iter().map(|b| &b.report))?;
    Ok(kept)
}

/// Reads all input and works out what follows from it.
///
/// # Errors
/// If there are no records in it, or how it is read is in doubt.
pub fn session(input: &Input) -> Result<Session, Failure> {
    let batches = batches(input)?;
    tell(&batches);
    input.reading.check_doubts(batches.iter().map(|b| &b.report))?;
    let has_records = batches.iter().any(|b| b.report.content == Content::Records);
    if !has_records {
        return Err(Failure::new(
            "There are no call records in the input. `linefold inspect` on the same files says what was understood of them.",
        ));
    }
    let mut session = Session::new("Case");
    // What could not be opened was told; there is nothing of it to keep.
    let batches: Vec<Arc<Batch>> = batches.into_iter().filter(|b| !b.source.sha256.is_empty()).collect();
    session.apply(Edit::add(batches)).map_err(|error| Failure::new(error.to_string()))?;
    session.derive_now(&TerminalProgress::new())?;
    Ok(session)
}

/// One line a file, and the problems of whole files.
pub fn tell(batches: &[Arc<Batch>]) {
    for batch in batches {
        eprintln!("{}", summary_line(&batch.report));
        for problem in &batch.report.problems {
            if problem.severity > Severity::Note {
                eprintln!("  {problem}");
            }
        }
    }
}

/// A sentence for each file of records of which every row was kept out.
pub fn files_kept_out<'r>(reports: impl Iterator<Item = &'r FileReport>) -> Vec<String> {
    let mut files: Vec<(&str, u64, u64, Option<&FileReport>)> = Vec::new();
    for report in reports.filter(|report| report.content == Content::Records) {
        let at = files.iter().position(|file| file.0 == report.file).unwrap_or_else(|| {
            files.push((&report.file, 0, 0, None));
            files.len() - 1
        });
        files[at].1 += report.accepted + report.duplicate;
        files[at].2 += report.rejected;
        files[at].3 = files[at].3.or(Some(report).filter(|report| report.rejected > 0));
    }
    let none_read = files.iter().filter(|(_, read, rejected, _)| *read == 0 && *rejected > 0);
    let sentence = |(file, _, rejected, report): &(&str, u64, u64, Option<&FileReport>)| {
        let why = report.and_then(|report| report.causes.first()).map_or("", |cause| cause.cause.as_str());
        format!("{file}: nothing could be read, {} kept out ({why}).", count(*rejected, "row was", "rows were"))
    };
    none_read.map(sentence).collect()
}

/// The end of a command that went on with the other files.
///
/// # Errors
/// If every row of a file was kept out.
pub fn fail_if_kept_out(sentences: &[String]) -> Result<(), Failure> {
    if sentences.is_empty() { Ok(()) } else { Err(Failure::new(sentences.join(" "))) }
}

/// What became of a file, in a line: `calls.csv: 6,286 rows read, 6,284 accepted, 0 duplicate, 2 rejected`.
pub fn summary_line(report: &FileReport) -> String {
    let what = match report.content {
        Content::Records => "call records",
        Content::Orders => "blocking orders",
        Content::Attributions => "attributions",
        Content::NumberPlaces => "places of numbers",
        Content::CellSites => "cell sites",
        Content::Unknown if report.content_sha256.is_empty() => {
            let failed = report.problems.iter().any(|problem| problem.severity > Severity::Note);
            return format!("{}: {}", report.label(), if failed { "not read" } else { "partly left aside" });
        }
        Content::Unknown => return format!("{}: not understood, left aside", report.label()),
    };
    format!(
        "{}: {what}, {} read, {} accepted, {} duplicate, {} rejected",
        report.label(),
        count(report.rows_read, "row", "rows"),
        grouped(report.accepted),
        grouped(report.duplicate),
        grouped(report.rejected),
    )
}
