//! `linefold fold`: numbers become lines.

use super::args::FoldCall;
use super::{Failure, load};
use crate::domain::count;
use crate::export::{atomic, evidence_json, lines_csv};

/// Reads all input, folds it, and writes the lines.
///
/// # Errors
/// If there are no records or the output cannot be written.
pub fn run(call: &FoldCall) -> Result<(), Failure> {
    let mut input = call.input.clone();
    input.paths.extend(call.orders.iter().chain(&call.attributions).cloned());
    let session = load::session(&input)?;
    let derived = session.derived();
    let csv = lines_csv(&derived.folding, &derived.whereabouts, session.zone());
    atomic::write(&call.out, csv.as_bytes()).map_err(|e| Failure::new(e.to_string()))?;
    if let Some(path) = &call.evidence {
        let sources: Vec<_> = session.case().sources().cloned().collect();
        let json = evidence_json(&derived.folding, &derived.records, &sources, session.zone())
            .map_err(|e| Failure::new(format!("The evidence could not be written: {e}.")))?;
        atomic::write(path, json.as_bytes()).map_err(|e| Failure::new(e.to_string()))?;
    }
    let summary = &derived.summary;
    if call.json {
        println!("{}", serde_json::to_string(summary).map_err(|e| Failure::new(e.to_string()))?);
    }
    eprintln!(
        "{} folded into {}, from {}. {} to judge.",
        count(summary.numbers, "number", "numbers"),
        count(derived.folding.lines.len() as u64, "line", "lines"),
        count(summary.records, "record", "records"),
        count(summary.to_judge, "suggested fold", "suggested folds"),
    );
    for contradiction in &derived.folding.contradictions {
        eprintln!("{}", contradiction.sentence());
    }
    Ok(())
}
