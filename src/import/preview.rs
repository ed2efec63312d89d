//! How the first rows of a file are read under a given reading: what the mapping table of the window shows.

use super::clean::clean;
use super::container::{ToShow, table_to_show};
use super::field::Field;
use super::kind::FileKind;
use super::mapping::candidates;
use super::read::top_sheet;
use super::{Batch, FileReport, ImportOptions, read_bytes};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Instant, Kind, RecordDraft};
use std::collections::HashMap;

/// Rows shown.
pub const PREVIEW_ROWS: usize = 50;

/// Bytes of a file that are read for a preview: enough rows to decide by, few enough to follow the hand.
const HEAD: usize = 2 << 20;

/// How the first rows of a file are read.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The report of the rows that were read for it. Its counts are of those rows alone where `whole` is false.
    pub report: FileReport,
    /// Whether the whole file was read for it.
    pub whole: bool,
    /// The parts of the file that could be shown, in their order; none where it is one text.
    pub parts: Vec<String>,
    /// The columns.
    pub columns: Vec<PreviewColumn>,
    /// The first rows under the header.
    pub rows: Vec<PreviewRow>,
}

/// One column of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewColumn {
    /// Column, from 1.
    pub column: usize,
    /// Its header as written; empty where there is none.
    pub header: String,
    /// What it was taken for, in the words of [`field_names`](super::field_names); `None` where it was left aside.
    pub field: Option<String>,
    /// Why, as a sentence.
    pub why: String,
    /// What it could hold, the likeliest first.
    pub could_hold: Vec<String>,
}

impl PreviewColumn {
    /// What a [`Reading`](super::Reading) calls this column: its header, or its place where it has none or shares it.
    pub fn key(&self, all: &[Self]) -> String {
        let twins = all.iter().filter(|c| c.header.trim().eq_ignore_ascii_case(self.header.trim())).count();
        if self.header.trim().is_empty() || twins > 1 { format!("#{}", self.column) } else { self.header.clone() }
    }
}

/// One row of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Row of the file, from 1.
    pub row: u64,
    /// Its cells as written.
    pub cells: Vec<String>,
    /// What it gives.
    pub outcome: RowOutcome,
}

/// What a row gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    /// A record.
    Record {
        /// When it began.
        start: Instant,
        /// What kind of event it was.
        kind: Kind,
        /// Who called: `+447…`, a sender, `withheld`.
        a_party: String,
        /// Who was called.
        b_party: String,
        /// Seconds it lasted, where the row says so.
        duration_secs: Option<u32>,
    },
    /// The same as an earlier row.
    Duplicate {
        /// That row, from 1.
        same_as: u64,
    },
    /// Nothing: what is wrong with it, the first being the reason.
    Rejected(Vec<String>),
    /// A blank row, a remark, a footer, the header again; or a row of a side file.
    NotRecord,
}

/// Reads the first rows of a file under the reading and the templates of `options`: of a workbook or an archive those of one of its
/// tables, one that is in doubt before others.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn preview(name: &str, bytes: &[u8], options: &ImportOptions, monitor: &dyn Monitor) -> Result<Preview, Cancelled> {
    preview_part(name, bytes, None, options, monitor)
}

/// The same of the part named, such as `sheet Calls`, where the file has it.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn preview_part(
    name: &str,
    bytes: &[u8],
    part: Option<&str>,
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Preview, Cancelled> {
    let is_text = FileKind::of_head(bytes.get(..4096).unwrap_or(bytes)) == FileKind::Text;
    let opened = if is_text { None } else { table_to_show(name, bytes, part, options, monitor)? };
    let (batch, held, parts) = match opened {
        Some(ToShow { batch, text, parts }) => (batch, Some(text), parts),
        None => (read_bytes(name, head_of(bytes), options, monitor)?, None, Vec::new()),
    };
    let (head, delimiter, whole) = match &held {
        Some(shown) => (shown.bytes.as_slice(), shown.delimiter, shown.is_whole),
        None => (head_of(bytes), None, head_of(bytes).len() == bytes.len()),
    };
    let Ok((sheet, has_header)) = top_sheet(&batch.source, &head, delimiter) else {
        // Bytes in memory can be read, and every byte is text in one encoding or another.
        return Ok(Preview { report: batch.report, whole: true, parts, columns: Vec::new(), rows: Vec::new() });
    };
    let columns = sheet.columns();
    let column = |(at, column): (usize, &super::mapping::Column)| {
        let reading = batch.report.columns.get(at);
        PreviewColumn {
            column: at + 1,
            header: column.header.clone(),
            field: reading.and_then(|r| r.field.clone()),
            why: reading.map_or_else(String::new, |r| r.why.clone()),
            could_hold: candidates(column, has_header).into_iter().map(Field::name).collect(),
        }
    };
    let columns = columns.iter().enumerate().map(column).collect();
    let mut outcomes = outcomes(&batch);
    let rows = sheet
        .first_rows(PREVIEW_ROWS * 4)
        .filter(|(_, cells)| cells.iter().any(|c| !clean(c).is_empty()))
        .take(PREVIEW_ROWS)
        .map(|(row, cells)| PreviewRow {
            row,
            cells: cells.into_iter().map(std::borrow::Cow::into_owned).collect(),
            outcome: outcomes.remove(&row).unwrap_or(RowOutcome::NotRecord),
        })
        .collect();
    Ok(Preview { report: batch.report, whole, parts, columns, rows })
}

/// What became of each row of a batch, as far as rows are shown.
fn outcomes(batch: &Batch) -> HashMap<u64, RowOutcome> {
    let mut outcomes = HashMap::new();
    for record in batch.records.iter() {
        let RecordDraft { start, kind, a, b, duration_secs, row, .. } = batch.records.draft(&record);
        let (a_party, b_party) = (a.to_string(), b.to_string());
        outcomes.insert(u64::from(row), RowOutcome::Record { start, kind, a_party, b_party, duration_secs });
    }
    for twin in &batch.report.duplicate_rows {
        outcomes.insert(twin.row, RowOutcome::Duplicate { same_as: twin.same_as });
    }
    for rejected in batch.report.rejected_rows.iter() {
        let reasons = rejected.problems.iter().map(|p| p.message.clone()).collect();
        outcomes.insert(rejected.row, RowOutcome::Rejected(reasons));
    }
    outcomes
}

/// The beginning of a file, cut behind the end of a line.
pub(super) fn head_of(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= HEAD {
        return bytes;
    }
    let head = &bytes[..HEAD];
    // In UTF-16 a line ends with two bytes, in their order.
    let wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || head.iter().take(200).any(|b| *b == 0);
    let end = if wide {
        (0..HEAD / 2)
            .rev()
            .find(|pair| matches!(head[pair * 2..pair * 2 + 2], [b'\n', 0] | [0, b'\n']))
            .map(|p| p * 2 + 2)
    } else {
        head.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map(|at| at + 1)
    };
    &bytes[..end.unwrap_or(HEAD)]
}
