//! What became of every row of a file.

use super::{Batch, Content, Doubt, RejectedRows};
use crate::diag::{Place, Problem};
use crate::domain::{Source, grouped};
use serde::Serialize;
use std::io;

/// How one column was understood, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnReading {
    /// Column, from 1.
    pub column: usize,
    /// Its header as written.
    pub header: String,
    /// The field it was taken for, in canonical words (`start`, `a_party`, `duration_s`); `None` if it was left aside.
    pub field: Option<String>,
    /// Why, as a sentence.
    pub why: String,
}

/// A row that was kept out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RejectedRow {
    /// Row of the file, from 1.
    pub row: u64,
    /// The row as written.
    pub text: String,
    /// Everything wrong with it; the first is the reason it was kept out.
    pub problems: Vec<Problem>,
}

impl RejectedRow {
    /// Row, text, reasons and hint, as they are written to a file.
    fn cells(&self) -> [String; 4] {
        let reasons: Vec<&str> = self.problems.iter().map(|p| p.message.as_str()).collect();
        let hint = self.problems.first().map_or("", |p| p.hint.as_str());
        [self.row.to_string(), self.text.clone(), reasons.join(" "), hint.to_owned()]
    }
}

/// A row that says what an earlier row of the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DuplicateRow {
    /// Row of the file, from 1.
    pub row: u64,
    /// The earlier row.
    pub same_as: u64,
}

/// A row that tells a further leg of a call: it begins as the leg before it ends, or with it in another cell. Both are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LegRow {
    /// Row of the file, from 1.
    pub row: u64,
    /// The row of the leg before it.
    pub after: u64,
}

/// Rows kept out for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// The reason in a few words: `number damaged by a spreadsheet`.
    pub cause: String,
    /// How many rows have it.
    pub rows: u64,
    /// The first of them, up to [`Cause::PLACES`], from 1.
    pub first_rows: Vec<u64>,
    /// The message of the first.
    pub example: String,
}

impl Cause {
    /// Places kept of each cause.
    pub const PLACES: usize = 5;

    /// Its first places: `Rows 12, 40, 41 and 3 more.`
    pub fn places(&self) -> String {
        let rows: Vec<String> = self.first_rows.iter().map(|row| grouped(*row)).collect();
        let more = self.rows.saturating_sub(rows.len() as u64);
        match rows.as_slice() {
            [one] if more == 0 => format!("Row {one}."),
            many if more == 0 => format!("Rows {}.", many.join(", ")),
            many => format!("Rows {} and {} more.", many.join(", "), grouped(more)),
        }
    }
}

/// What became of every row of a file. `rows_read = accepted + duplicate + rejected`, always: rows that are no records
/// (preamble, header, footer, blank) are counted apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// File name without its folder.
    pub file: String,
    /// Which table of the file, where it holds several.
    pub part: Option<String>,
    /// SHA-256 of the bytes of the file.
    pub sha256: String,
    /// SHA-256 of what the table alone was read from: of the file itself, of an entry of an archive; of a sheet, that of the hash of
    /// its workbook with its name. Two tables with the same are the same, wherever they lay.
    pub content_sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// What it turned out to be.
    pub content: Content,
    /// `UTF-8`, `UTF-8 with BOM`, `windows-1252`, `UTF-16LE`.
    pub encoding: String,
    /// `comma`, `semicolon`, `tab`, `pipe`.
    pub delimiter: String,
    /// Row of the header, from 1.
    pub header_row: Option<u64>,
    /// Every column and how it was understood.
    pub columns: Vec<ColumnReading>,
    /// Decisions about the whole file, as sentences: how dates are read, which zone, how direction was found.
    pub decisions: Vec<String>,
    /// What its rows do not decide; the first choice of each was followed.
    pub doubts: Vec<Doubt>,
    /// Name of the kept template by which it was read.
    pub template: Option<String>,
    /// Rows under the header that should be records.
    pub rows_read: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Rows that say what an earlier row of the file says.
    pub duplicate: u64,
    /// Rows kept out.
    pub rejected: u64,
    /// Preamble, header, repeated headers, footers and blank rows.
    pub not_records: u64,
    /// Problems of the whole file, and notes.
    pub problems: Vec<Problem>,
    /// Why rows were kept out, by first appearance. A row with several reasons counts for each.
    pub causes: Vec<Cause>,
    /// Every row kept out.
    pub rejected_rows: RejectedRows,
    /// Every row that says what an earlier one says.
    pub duplicate_rows: Vec<DuplicateRow>,
    /// Every row that tells a further leg of a call; it is counted as accepted.
    pub leg_rows: Vec<LegRow>,
}

impl FileReport {
    /// The report of a file of which nothing is known yet but its name, size and hash.
    pub(super) fn new(source: &Source) -> Self {
        Self {
            file: source.name.clone(),
            part: source.part.clone(),
            sha256: source.sha256.clone(),
            content_sha256: source.sha256.clone(),
            bytes: source.bytes,
            content: Content::Unknown,
            encoding: String::new(),
            delimiter: String::new(),
            header_row: None,
            columns: Vec::new(),
            decisions: Vec::new(),
            doubts: Vec::new(),
            template: None,
            rows_read: 0,
            accepted: 0,
            duplicate: 0,
            rejected: 0,
            not_records: 0,
            problems: Vec::new(),
            causes: Vec::new(),
            rejected_rows: RejectedRows::default(),
            duplicate_rows: Vec::new(),
            leg_rows: Vec::new(),
        }
    }

    /// Keeps a doubt and warns of it; the hint says what was taken for the time being.
    pub(super) fn doubt(&mut self, doubt: Doubt, hint: impl Into<String>) {
        self.problems.push(Problem::warning(doubt.why.clone(), hint, Place::file(&self.file)));
        self.doubts.push(doubt);
    }

    /// Makes every place name the part of the file.
    pub(super) fn name_part(&mut self) {
        let Some(part) = &self.part else { return };
        self.rejected_rows.name(&self.file, Some(part));
        for problem in &mut self.problems {
            problem.place.sheet = Some(part.clone());
        }
    }

    /// Its name for people: `calls.xlsx` or `calls.xlsx, sheet Outgoing`.
    pub fn label(&self) -> String {
        match &self.part {
            Some(part) => format!("{}, {part}", self.file),
            None => self.file.clone(),
        }
    }

    /// Whether no row is missing: read = accepted + duplicate + rejected.
    pub fn adds_up(&self) -> bool {
        self.rows_read == self.accepted + self.duplicate + self.rejected
    }

    /// Counts rows that were read and not kept out.
    pub(super) fn count_read(&mut self, accepted: u64, duplicate: u64) {
        self.accepted += accepted;
        self.duplicate += duplicate;
        self.rows_read += accepted + duplicate;
    }

    /// Keeps rows out, all that there are of the table.
    pub(super) fn reject(&mut self, mut rows: RejectedRows) {
        self.rejected += rows.len() as u64;
        self.rows_read += rows.len() as u64;
        self.causes = std::mem::take(&mut rows.causes);
        rows.name(&self.file, None);
        self.rejected_rows = rows;
    }
}

/// Writes the rows kept out as CSV: `row,text,reasons,hint`, several reasons parted by spaces.
///
/// # Errors
/// Whatever the writer says.
pub fn write_rejected(report: &FileReport, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["row", "text", "reasons", "hint"])?;
    for rejected in report.rejected_rows.iter() {
        csv.write_record(rejected.cells())?;
    }
    csv.flush()
}

/// Writes the rows kept out of several tables as CSV: `file,table,row,text,reasons,hint`, as [`write_rejected`] does for one.
///
/// # Errors
/// Whatever the writer says.
pub fn write_all_rejected<'a>(tables: impl Iterator<Item = &'a Batch>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["file", "table", "row", "text", "reasons", "hint"])?;
    for batch in tables {
        let (file, part) = (batch.source.name.as_str(), batch.source.part.as_deref().unwrap_or_default());
        for rejected in batch.report.rejected_rows.iter() {
            let [row, text, reasons, hint] = rejected.cells();
            csv.write_record([file, part, &row, &text, &reasons, &hint])?;
        }
    }
    csv.flush()
}
