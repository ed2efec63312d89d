//! `linefold convert`: the cleansed records as one canonical CSV.

use super::args::ConvertCall;
use super::{Failure, load};
use crate::domain::{Source, Zone, count, grouped};
use crate::export::atomic;
use crate::import::{Content, combine, write_canonical};
use serde::Serialize;

#[derive(Serialize)]
struct Summary {
    records: u64,
    told_twice: u64,
    rows_read: u64,
    accepted: u64,
    duplicate: u64,
    rejected: u64,
}

/// Reads all input and writes its records, in order of time.
///
/// # Errors
/// If no file holds records, of one every row was kept out (those of the others are written), or the output cannot be written.
pub fn run(call: &ConvertCall) -> Result<(), Failure> {
    let batches = load::batches(&call.input)?;
    load::tell(&batches);
    call.input.reading.check_doubts(batches.iter().map(|b| &b.report))?;
    if batches.iter().all(|b| b.report.content != Content::Records) {
        return Err(Failure::new("There are no call records in the input, so nothing was written."));
    }
    let kept_out = load::files_kept_out(batches.iter().map(|b| &b.report));
    if batches.iter().all(|b| b.records.is_empty()) && !kept_out.is_empty() {
        return Err(Failure::new(format!("{} Nothing was written.", kept_out.join(" "))));
    }
    let combined = combine(&batches);
    let sources: Vec<Source> = batches.iter().map(|b| b.source.clone()).collect();
    atomic::write_with(&call.out, |out| write_canonical(&combined.records, &sources, &Zone::london(), out))
        .map_err(|e| Failure::new(e.to_string()))?;
    let sum = |of: fn(&crate::import::FileReport) -> u64| batches.iter().map(|b| of(&b.report)).sum::<u64>();
    let summary = Summary {
        records: combined.records.len() as u64,
        told_twice: combined.duplicates,
        rows_read: sum(|r| r.rows_read),
        accepted: sum(|r| r.accepted),
        duplicate: sum(|r| r.duplicate),
        rejected: sum(|r| r.rejected),
    };
    if call.json {
        println!("{}", serde_json::to_string(&summary).map_err(|e| Failure::new(e.to_string()))?);
    }
    eprintln!(
        "{} read: {} accepted, {} duplicate, {} rejected. {} written, {} told by two files.",
        count(summary.rows_read, "row", "rows"),
        grouped(summary.accepted),
        grouped(summary.duplicate),
        grouped(summary.rejected),
        count(summary.records, "record", "records"),
        grouped(summary.told_twice),
    );
    load::fail_if_kept_out(&kept_out)
}
