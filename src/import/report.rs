//! What became of every row of a file.

use super::Content;
use crate::diag::Problem;
use serde::Serialize;

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

/// What became of every row of a file. `rows_read = accepted + duplicate + rejected`, always: rows that are no records
/// (preamble, header, footer, blank) are counted apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// File name without its folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
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
    /// Every row kept out.
    pub rejected_rows: Vec<RejectedRow>,
}

impl FileReport {
    /// Whether no row is missing: read = accepted + duplicate + rejected.
    pub fn adds_up(&self) -> bool {
        self.rows_read == self.accepted + self.duplicate + self.rejected
    }
}
