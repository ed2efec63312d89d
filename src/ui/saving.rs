//! Writing files from the window. Runs on threads: knows no window.

use crate::export::{self, atomic};
use crate::import::FileReport;
use crate::scene::Scene;
use std::path::Path;

/// PNG pixels a point: sharp in print at 150 dots an inch.
const PNG_SCALE: f32 = 2.0;

/// Writes a picture as its name's ending says.
///
/// # Errors
/// A sentence for the user: the ending is neither `.svg` nor `.png`, or the file cannot be written.
pub(super) fn write_picture(scene: &Scene, path: &Path) -> Result<(), String> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "svg" => export::svg(scene).into_bytes(),
        "png" => export::png(scene, PNG_SCALE).map_err(|error| error.to_string())?,
        _ => {
            let said = "is no picture Linefold writes. Give a name that ends in .svg or .png and save again.";
            return Err(format!("{} {said}", path.display()));
        }
    };
    atomic::write(path, &bytes).map_err(|error| error.to_string())
}

/// Writes the rows of a file that were kept out, as CSV: row, reason, hint, and the row as written.
///
/// # Errors
/// A sentence for the user.
pub(super) fn write_rejected(report: &FileReport, path: &Path) -> Result<(), String> {
    atomic::write(path, rejected_csv(report).as_bytes()).map_err(|error| error.to_string())
}

fn rejected_csv(report: &FileReport) -> String {
    let mut out = String::from("file,row,reason,hint,as_written\r\n");
    for rejected in &report.rejected_rows {
        let (reason, hint) = rejected.problems.first().map_or(("", ""), |p| (p.message.as_str(), p.hint.as_str()));
        let cells = [report.file.as_str(), &rejected.row.to_string(), reason, hint, rejected.text.as_str()];
        let cells: Vec<_> = cells.into_iter().map(csv_cell).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell of RFC 4180, with a mark before what a spreadsheet would take for a formula.
fn csv_cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '@', '\t'])
        || (text.starts_with(['+', '-']) && !text[1..].starts_with(|c: char| c.is_ascii_digit()));
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_would_break_a_table_are_quoted() {
        assert_eq!(csv_cell("07700 900112"), "07700 900112");
        assert_eq!(csv_cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(csv_cell("=1+1"), "'=1+1");
        assert_eq!(csv_cell("+447700900112"), "+447700900112");
    }
}
