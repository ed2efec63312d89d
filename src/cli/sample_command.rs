//! `linefold sample`: an invented world with its true answer.

use super::Failure;
use super::args::SampleCall;
use crate::domain::{count, grouped};
use crate::sample::{TrueRole, World, WorldRequest, world, write};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SampleSummary {
    /// What the invented operation is called.
    pub operation: String,
    /// Deal lines that turn up in the records.
    pub deal_lines: usize,
    /// Their numbers.
    pub deal_numbers: usize,
    /// Numbers whose records were asked for, of all roles.
    pub requested_numbers: usize,
    /// Records, each file's damage apart.
    pub records: usize,
    /// Whether every number is from the ranges for fiction.
    pub fiction: bool,
    /// The files written.
    pub files: Vec<PathBuf>,
}

/// Makes the world asked for and writes it, with a summary for whoever asked.
///
/// # Errors
/// A request that cannot be met, or the first file that could not be written.
pub fn run(call: &SampleCall) -> Result<(), Failure> {
    let summary = make(&call.out, &call.request())?;
    if call.json {
        println!("{}", serde_json::to_string(&summary).map_err(|e| Failure::new(e.to_string()))?);
    }
    eprintln!("{}", in_words(&summary));
    Ok(())
}

/// Makes the world asked for and writes it into the folder `out`.
fn make(out: &Path, request: &WorldRequest) -> Result<SampleSummary, Failure> {
    request.check().map_err(Failure::new)?;
    let world = world(request);
    let files = write(&world, out).map_err(|error| Failure::new(error.to_string()))?;
    Ok(summary(&world, files))
}

fn summary(world: &World, files: Vec<PathBuf>) -> SampleSummary {
    let deals = || world.lines.iter().filter(|line| line.role == TrueRole::DealLine);
    SampleSummary {
        operation: world.operation.clone(),
        deal_lines: deals().count(),
        deal_numbers: deals().map(|line| line.numbers.len()).sum(),
        requested_numbers: world.partition().len(),
        records: world.len(),
        fiction: world.fiction,
        files,
    }
}

/// For people: what was made, and whose numbers it uses.
fn in_words(summary: &SampleSummary) -> String {
    let numbers = if summary.fiction {
        "All numbers are from Ofcom's ranges for fiction."
    } else {
        "Mobiles are from 07603 to 07607, which no network holds."
    };
    format!(
        "{}: {} with {}, {} records in {} files. {numbers}",
        summary.operation,
        count(summary.deal_lines as u64, "deal line", "deal lines"),
        count(summary.deal_numbers as u64, "number", "numbers"),
        grouped(summary.records as u64),
        summary.files.len()
    )
}
