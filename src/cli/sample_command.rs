//! `linefold sample`: an invented world with its true answer.

use crate::domain::{count, grouped};
use crate::sample::{SampleError, TrueRole, WorldRequest, world, write};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SampleSummary {
    /// What the invented operation is called.
    pub operation: String,
    /// Deal lines asked for that turn up in the records.
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

impl SampleSummary {
    /// For people: what was made, in two sentences.
    pub fn in_words(&self) -> String {
        let numbers = if self.fiction {
            "All numbers are from Ofcom's ranges for fiction."
        } else {
            "Mobiles are from 07603 to 07607, which no network holds."
        };
        format!(
            "{}: {} with {}, {} records in {} files. {numbers}",
            self.operation,
            count(self.deal_lines as u64, "deal line", "deal lines"),
            count(self.deal_numbers as u64, "number", "numbers"),
            grouped(self.records as u64),
            self.files.len()
        )
    }
}

/// Makes the world asked for and writes it into the folder `out`.
///
/// # Errors
/// A request that cannot be met, or the first file that could not be written.
pub fn run(out: &Path, request: &WorldRequest) -> Result<SampleSummary, SampleError> {
    request.check().map_err(SampleError::Request)?;
    let world = world(request);
    let files = write(&world, out)?;
    let deals = || world.lines.iter().filter(|line| line.role == TrueRole::DealLine);
    Ok(SampleSummary {
        deal_lines: deals().count(),
        deal_numbers: deals().map(|line| line.numbers.len()).sum(),
        requested_numbers: world.partition().len(),
        records: world.len(),
        fiction: world.fiction,
        operation: world.operation,
        files,
    })
}
