//! `linefold score`: how well found lines agree with true ones.

use super::Failure;
use super::args::ScoreCall;
use crate::diag::{Place, Problem};
use crate::domain::{DialPlan, Msisdn};
use crate::folding::{Score, score};
use std::collections::BTreeMap;
use std::path::Path;

/// Compares the lines of one file with those of the other, over the numbers of which the truth is known. Both have a column
/// `number` and a column `line`, found by name. A number that comes twice counts where it comes first.
///
/// # Errors
/// A file that cannot be read, a column that is missing, or a number that is none, each with its place.
pub fn run(call: &ScoreCall) -> Result<(), Failure> {
    let read = |path: &Path| read_lines(path).map_err(|problem| Failure::new(problem.to_string()));
    let score = score(&read(&call.truth)?, &read(&call.fold)?);
    if call.json {
        println!("{}", serde_json::to_string(&score).map_err(|e| Failure::new(e.to_string()))?);
    } else {
        println!("{}", in_words(&score));
    }
    Ok(())
}

/// For people: the figures, one a row.
fn in_words(score: &Score) -> String {
    let row = |name: &str, precision: f64, recall: f64, f1: f64| {
        format!("{name:<10} precision {precision:.4}   recall {recall:.4}   F1 {f1:.4}\n")
    };
    let wrong = match score.links_found - score.links_right {
        0 => "none false".to_owned(),
        more => format!("{more} false"),
    };
    row("Pairwise", score.precision, score.recall, score.f1)
        + &row("B-cubed", score.bcubed_precision, score.bcubed_recall, score.bcubed_f1)
        + &format!("Replacements: {} of {} found, {wrong}", score.links_right, score.links_true)
}

/// The line of each number, by the columns `number` and `line`.
fn read_lines(path: &Path) -> Result<BTreeMap<Msisdn, String>, Problem> {
    let file = Place::file(path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()));
    let unread = |error: csv::Error| {
        let place = Place { row: error.position().map(csv::Position::line), ..file.clone() };
        Problem::error(format!("The file could not be read: {error}."), "Give a CSV file with a header.", place)
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(unread)?;
    let headers = reader.headers().map_err(unread)?.clone();
    let number = column(&headers, "number", &file)?;
    let line = column(&headers, "line", &file)?;
    let mut lines = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(unread)?;
        let text = record.get(number).unwrap_or_default();
        let parsed = Msisdn::parse(text, &DialPlan::GREAT_BRITAIN).map_err(|error| {
            let row = record.position().map_or(0, csv::Position::line);
            Problem::error(format!("{error}."), "Correct it or take the row out.", file.clone().at_row(row))
        })?;
        let line = record.get(line).unwrap_or_default().to_owned();
        lines.entry(parsed).or_insert(line);
    }
    Ok(lines)
}

/// Where the column called `wanted` is.
fn column(headers: &csv::StringRecord, wanted: &str, file: &Place) -> Result<usize, Problem> {
    let clean = |header: &str| header.trim_start_matches('\u{feff}').trim().to_lowercase();
    headers.iter().position(|header| clean(header) == wanted).ok_or_else(|| {
        let found: Vec<_> = headers.iter().collect();
        let message = format!("There is no column \"{wanted}\". Found: {}.", found.join(", "));
        Problem::error(message, "Give a truth.csv or a lines.csv.", file.clone().at_row(1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn lines(text: &str) -> Result<BTreeMap<Msisdn, String>, Problem> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines.csv");
        fs::write(&path, text).unwrap();
        read_lines(&path)
    }

    #[test]
    fn columns_are_found_by_name_behind_a_mark_and_in_any_order() {
        let found = lines("\u{feff}Line,position,Number\nMarco,1,07700 900112\nMarco,2,+447700900267\n").unwrap();
        assert_eq!(found.len(), 2);
        assert!(found.values().all(|line| line == "Marco"));
    }

    #[test]
    fn a_number_that_two_users_had_counts_for_the_first() {
        let found = lines("number,line\n+447700900112,Marco\n+447700900112,Stranger\n").unwrap();
        assert_eq!(found.into_values().collect::<Vec<_>>(), ["Marco"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let missing = lines("number,who\n+447700900112,Marco\n").unwrap_err().to_string();
        assert!(missing.starts_with("There is no column \"line\". Found: number, who."), "{missing}");
        let no_number = lines("number,line\n+447700900112,Marco\nZed,Marco\n").unwrap_err().to_string();
        assert!(no_number.ends_with("[lines.csv, row 3]"), "{no_number}");
    }
}
