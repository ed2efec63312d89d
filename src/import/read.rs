//! One file, from bytes to a batch.

use super::aside::{says_no_records, stated_count};
use super::bytes::{Decoded, decode, source};
use super::clean::clean;
use super::header::{self, Found};
use super::kind::FileKind;
use super::mapping::{Told, map, missing};
use super::records::{read_records, span};
use super::sheet::Sheet;
use super::side::read_side;
use super::table::{Delimiter, RawTable};
use super::{Batch, Content, FileReport, ImportOptions};
use crate::diag::{Cancelled, Monitor, Place, Problem, Quiet};
use crate::domain::{Records, Source, grouped};

impl Batch {
    /// A batch of which nothing could be read yet.
    pub(super) fn empty(source: Source) -> Self {
        Self {
            report: FileReport::new(&source),
            source,
            records: Records::default(),
            orders: Vec::new(),
            attributions: Vec::new(),
            number_places: Vec::new(),
            cell_sites: Vec::new(),
        }
    }
}

/// A table as text, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct PartText<'b> {
    pub bytes: &'b [u8],
    /// What stands between two cells, where that needs no finding out.
    pub delimiter: Option<Delimiter>,
    /// Column of the sheet, from 0, that is the first of the text.
    pub first_column: usize,
}

/// Reads one text table from its bytes. What the file is named may say whose records it holds. There is no error: what cannot
/// be read is told in the report. [`read_tables`](super::read_tables) also reads what holds tables.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Batch, Cancelled> {
    monitor.check()?;
    let mut source = source(name, bytes);
    if FileKind::of(bytes) != FileKind::Text {
        source.part = None;
        let mut batch = Batch::empty(source);
        let hint = "It was left aside: only text tables are read here.";
        let file = Place::file(&batch.source.name);
        batch.report.problems.push(Problem::warning("This file is no text table.", hint, file));
        return Ok(batch);
    }
    read_part(source, PartText { bytes, delimiter: None, first_column: 0 }, options, monitor)
}

/// Reads one text table of a file. Every place in its report names the part.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub(super) fn read_part(
    source: Source,
    text: PartText<'_>,
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Batch, Cancelled> {
    let mut batch = Batch::empty(source);
    let decoded = decode(text.bytes);
    note_encoding(&decoded, &mut batch.report);
    if decoded.text.trim().is_empty() {
        let file = Place::file(&batch.source.name);
        batch.report.problems.push(Problem::note("The file is empty.", "There was nothing to read.", file));
        return Ok(batch);
    }
    monitor.check()?;
    let found = match text.delimiter {
        Some(delimiter) => header::find_between(&decoded.text, delimiter),
        None => header::find(&decoded.text),
    };
    let table = RawTable::new(&decoded.text, found.delimiter, monitor)?;
    found.delimiter.name().clone_into(&mut batch.report.delimiter);
    let sheet = Sheet::new(&batch.source, table, &found);
    read_sheet(&sheet, &found, options, &mut batch, monitor)?;
    batch.report.put_at(text.first_column);
    Ok(batch)
}

/// Whether a text with tabs between its cells has a header that names what records or a side file need.
pub(super) fn is_table(text: &str) -> bool {
    let found = header::find_between(text, Delimiter::Tab);
    let Ok(table) = RawTable::new(text, found.delimiter, &Quiet) else { return false };
    let sheet = Sheet::new(&source("", &[]), table, &found);
    found.header.is_some() && map(&sheet.columns(), true, &Told::new()).is_some()
}

fn note_encoding(decoded: &Decoded<'_>, report: &mut FileReport) {
    decoded.encoding.clone_into(&mut report.encoding);
    if let Some((row, byte)) = decoded.first_foreign_byte {
        report.problems.push(Problem::note(
            format!("The file is not UTF-8: byte {byte:#04x} does not belong in it."),
            "It was read as windows-1252, the usual encoding of western spreadsheets.",
            Place::file(&report.file).at_row(row),
        ));
    }
}

fn read_sheet(
    sheet: &Sheet<'_>,
    found: &Found,
    options: &ImportOptions,
    batch: &mut Batch,
    monitor: &dyn Monitor,
) -> Result<(), Cancelled> {
    let columns = sheet.columns();
    monitor.check()?;
    let (options, template, unknown) = options.settled(&sheet.header, &batch.report.file);
    let (told, wrong) = options.reading.columns_of(&sheet.header, &batch.report.file);
    batch.report.problems.extend(unknown.into_iter().chain(wrong));
    batch.report.template = template;
    let options = &options;
    let own_result = sheet.header_row.and_then(|_| result_of_linefold(&sheet.header));
    let mapping = if own_result.is_some() { None } else { map(&columns, found.header.is_some(), &told) };
    let report = &mut batch.report;
    report.header_row = sheet.header_row.map(|row| row as u64 + 1);
    let Some(mapping) = mapping else {
        if let Some(what) = missing(&columns, &told).filter(|_| own_result.is_none()) {
            let hint = "Nothing was read. Ask the operator for the file with that column, or name it in the header.";
            report.problems.push(Problem::warning(format!("{what}."), hint, Place::file(&report.file)));
        }
        leave_aside(sheet, own_result, report);
        return Ok(());
    };
    report.content = mapping.content;
    report.not_records = sheet.data_rows().start as u64;
    if sheet.header_row.is_none() {
        report.problems.push(Problem::warning(
            "The file has no header row.",
            "Its columns were taken by what their values look like. Check the list of columns.",
            Place::file(&report.file),
        ));
    }
    if let Some((count, first)) = sheet.rows_above() {
        let rows = crate::domain::count(count, "row", "rows");
        report.problems.push(Problem::warning(
            format!("{rows} above the header look like rows of the table."),
            "They were not read: the columns are known from the header on. Move the header to the top.",
            Place::file(&report.file).at_row(first),
        ));
    }
    if mapping.content == Content::Records {
        let (records, mapping) = read_records(sheet, mapping, &columns, options, report, monitor)?;
        report.columns = mapping.readings(&columns);
        batch.records = records;
        if let Some((first, last)) = span(&batch.records) {
            let (first, last) = (first.date_time(&options.zone), last.date_time(&options.zone));
            batch.report.decisions.push(format!("Records run from {first} to {last}."));
        }
    } else {
        batch.report.columns = mapping.readings(&columns);
        read_side(sheet, &mapping, options, batch, monitor)?;
    }
    check_counts(sheet, &mut batch.report);
    Ok(())
}

/// Compares what the file says of its count of records with what was read, and says so where it holds none.
fn check_counts(sheet: &Sheet<'_>, report: &mut FileReport) {
    let last = sheet.table.len();
    let below = sheet.data_rows().start.max(last.saturating_sub(20))..last;
    let around = || {
        sheet
            .preamble
            .iter()
            .map(String::as_str)
            .chain(below.clone().map(|r| sheet.table.row_text(r)).filter(|t| t.len() < 1000))
    };
    if report.content == Content::Records
        && let Some(stated) = around().find_map(stated_count)
        && stated != report.rows_read
    {
        report.problems.push(Problem::warning(
            format!("The file states {} records; it holds {}.", grouped(stated), grouped(report.rows_read)),
            "Perhaps it was cut, or counts otherwise. Ask the operator.",
            Place::file(&report.file),
        ));
    }
    if report.rows_read == 0 {
        let says_so = around().any(says_no_records);
        let message = if says_so {
            "The file says that it holds no records."
        } else {
            "The file has a header and no rows under it."
        };
        report.problems.push(Problem::note(message, "It was read; there is nothing in it.", Place::file(&report.file)));
    }
}

/// What a table is that Linefold itself wrote, by its columns, in words for the user.
fn result_of_linefold(header: &[String]) -> Option<&'static str> {
    let names: Vec<String> = header.iter().map(|h| h.to_lowercase()).collect();
    let has = |all: &[&str]| all.iter().all(|n| names.iter().any(|name| name == n));
    if has(&["number", "line"]) {
        Some("a list of which number belongs to which line: a result, not records")
    } else if has(&["old", "new"]) && names.len() <= 4 {
        Some("a list of which number replaced which: an answer to compare with, not records")
    } else if has(&["node", "x", "y"]) {
        Some("a list of positions, not records")
    } else {
        None
    }
}

/// A file that is none of ours is told so in a friendly way: it may well lie in the folder for a good reason.
fn leave_aside(sheet: &Sheet<'_>, own_result: Option<&str>, report: &mut FileReport) {
    report.not_records = sheet.table.len() as u64;
    let file = Place::file(&report.file);
    let rows = || (0..sheet.table.len().min(200)).map(|r| sheet.table.row_text(r)).filter(|t| t.len() < 1000);
    if let Some(what) = own_result {
        report.problems.push(Problem::note(format!("This file is {what}."), "It was left aside.", file));
    } else if rows().any(says_no_records) {
        report.content = Content::Records;
        report.problems.push(Problem::note(
            "The file says that it holds no records.",
            "It was read; there is nothing in it.",
            file,
        ));
    } else if sheet.header_row.is_some() {
        let names: Vec<&str> = sheet.header.iter().map(|h| clean(h)).filter(|h| !h.is_empty()).take(12).collect();
        report.problems.push(Problem::note(
            format!("Its columns ({}) are not those of records or of a side file.", names.join(", ")),
            "It was left aside. Records need a date, and the two numbers or one with a direction.",
            file,
        ));
    } else {
        report.problems.push(Problem::note(
            "No table of records or of a side file was found in it.",
            "It was left aside. A table needs a row with the names of its columns.",
            file,
        ));
    }
}
