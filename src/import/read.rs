//! One file, from bytes to a batch.

use super::abreast;
use super::aside::{says_no_records, stated_count};
use super::charset;
use super::clean::clean;
use super::code::direction_of_name;
use super::harvest::Sprout;
use super::header;
use super::kind::FileKind;
use super::mapping::{MOST_COLUMNS, Told, map, map_one_sided, missing};
use super::pass;
use super::records::{read_records, span};
use super::sheet::{Sheet, names_of};
use super::side::read_side;
use super::stacked::table_above;
use super::store::{Front, Halt, HashedStore, Store, read_more};
use super::table::Delimiter;
use super::text::{Encoding, Grain, Text, foreign_byte};
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

/// Reads the first table of one file from its bytes. What the file is named may say whose records it holds. There is no error: what
/// cannot be read is told in the report.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Batch, Cancelled> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let source = Source { name: name.to_owned(), part: None, sha256: String::new(), bytes: 0 };
    let batches = read_store(&source, &bytes, options, monitor)?;
    Ok(batches.into_iter().next().unwrap_or_else(|| Batch::empty(source)))
}

/// Reads all tables of a store. `source` says what they are named; its hash and size are found where it has none. There is no
/// error: what cannot be read is told in the reports.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn read_store(
    source: &Source,
    store: &dyn Store,
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Vec<Batch>, Cancelled> {
    read_grained(source, store, options, Grain::USUAL, monitor)
}

/// The same, with so much of the store in memory at a time. That changes nothing but speed.
pub(super) fn read_grained(
    source: &Source,
    store: &dyn Store,
    options: &ImportOptions,
    grain: Grain,
    monitor: &dyn Monitor,
) -> Result<Vec<Batch>, Cancelled> {
    monitor.check()?;
    let mut source = source.clone();
    let is_new = source.sha256.is_empty();
    if is_new {
        source.bytes = store.len();
    }
    let read = if is_new {
        let hashed = HashedStore::new(store);
        read_tables(&source, &hashed, options, grain, monitor)
            .and_then(|batches| Ok((hashed.sha256(monitor)?, batches)))
    } else {
        read_tables(&source, store, options, grain, monitor).map(|batches| (source.sha256.clone(), batches))
    };
    let (sha256, mut batches) = match read {
        Ok(read) => read,
        Err(Halt::Cancelled) => return Err(Cancelled),
        Err(halt) => (String::new(), vec![unreadable(&source, &halt)]),
    };
    for batch in &mut batches {
        batch.source.sha256.clone_from(&sha256);
        batch.report.sha256.clone_from(&sha256);
    }
    if let Some(first) = batches.first_mut().filter(|_| !store.is_unchanged()) {
        first.report.problems.push(Problem::error(
            "The file was changed while it was read.",
            "What was read may be neither the old file nor the new one. Add it again.",
            Place::file(&source.name),
        ));
    }
    Ok(batches)
}

fn unreadable(source: &Source, halt: &Halt) -> Batch {
    let mut batch = Batch::empty(source.clone());
    let why = match halt {
        Halt::Unreadable(error) => error.to_string(),
        _ => "its bytes are not those of a text".to_owned(),
    };
    batch.report.problems.push(Problem::error(
        format!("The file could not be read to its end: {why}."),
        "Nothing of it was taken. Add it again.",
        Place::file(&source.name),
    ));
    batch
}

/// Reads all tables of a sheet that was written as text, a tab between two cells. `source` has its hash; `above` are lines of
/// other sheets that speak for this one.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub(super) fn read_cells(
    source: &Source,
    cells: &[u8],
    above: &[String],
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Vec<Batch>, Cancelled> {
    match read_text(source, Text { above, ..text_of(&cells) }, options, monitor) {
        Ok(batches) => Ok(batches),
        Err(Halt::Cancelled) => Err(Cancelled),
        Err(halt) => Ok(vec![unreadable(source, &halt)]),
    }
}

/// Cells of a sheet as a text of their own.
pub(super) fn text_of<'s>(cells: &'s &[u8]) -> Text<'s> {
    Text { delimiter: Some(Delimiter::Tab), ..Text::new(cells, Encoding::Utf8, 0, Grain::USUAL) }
}

/// Whether a sheet written as text has a header that names what records or a side file need.
pub(super) fn is_table(cells: &str) -> bool {
    let store = cells.as_bytes();
    let found = header::find(cells, Some(Delimiter::Tab));
    let has_mapping = |sheet: Sheet<'_>| map(&sheet.columns(), true, &Told::new()).is_some();
    found.header.is_some() && Sheet::new(&[], text_of(&store), cells, &found).is_ok_and(has_mapping)
}

/// More tables are not looked for in one file.
const MOST_TABLES: usize = 200;
/// Bytes in which the header is looked for, and again where none is found.
pub(super) const HEADS: [usize; 2] = [1 << 20, 16 << 20];

fn read_tables(
    source: &Source,
    store: &dyn Store,
    options: &ImportOptions,
    grain: Grain,
    monitor: &dyn Monitor,
) -> Result<Vec<Batch>, Halt> {
    let mut head = Vec::new();
    read_more(store, 0, 4096, &mut head)?;
    let aside = |message: &str, hint: &str| {
        let mut batch = Batch::empty(source.clone());
        batch.report.problems.push(Problem::warning(message, hint, Place::file(&source.name)));
        Ok(vec![batch])
    };
    match FileKind::of_head(&head) {
        FileKind::Text => {}
        FileKind::Foreign(what, hint) => return aside(&format!("This is {what}, not a table."), hint),
        _ => return aside("This file is no text table.", "It was left aside: only text is read here."),
    }
    let (encoding, mark) = Encoding::of(&head);
    let text = Text::new(store, encoding, mark, grain);
    let (mut batches, foreign) = match read_text(source, text, options, monitor) {
        Err(Halt::NotUtf8 { at }) => {
            let foreign = foreign_byte(store, at, monitor)?;
            let charset = charset::of_legacy(store, at, monitor)?;
            let text = Text { encoding: Encoding::Legacy(charset), ..text };
            (read_text(source, text, options, monitor)?, foreign)
        }
        read => (read?, None),
    };
    if let Some(((row, byte), first)) = foreign.zip(batches.first_mut()) {
        let problem = Problem::note(
            format!("The file is not UTF-8: byte {byte:#04x} does not belong in it."),
            format!("It was read as {}, by the look of its letters.", first.report.encoding),
            Place::file(&source.name).at_row(row),
        );
        first.report.problems.insert(0, problem);
    }
    Ok(batches)
}

/// Reads the tables of a text, beside each other or one below the other.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn read_text(
    source: &Source,
    text: Text<'_>,
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Vec<Batch>, Halt> {
    if let Some(batches) = abreast::read(source, text, options, monitor)? {
        return Ok(batches);
    }
    let (first, mut next, above) = read_table(source.clone(), text, options, monitor)?;
    // What stands above the first table speaks for those below it, unless they say something else.
    let text = Text { above: &above, ..text };
    let mut batches = vec![first];
    while let Some(text) = next.filter(|_| batches.len() < MOST_TABLES).map(|sprout| sprout.text(text)) {
        let mut source = source.clone();
        let lower = format!("table at row {}", text.rows_before + 1);
        source.part = Some(source.part.map_or_else(|| lower.clone(), |part| format!("{part}, {lower}")));
        let (batch, following, _) = read_table(source, text, options, monitor)?;
        batches.push(batch);
        next = following;
    }
    Ok(batches)
}

/// The table at the top of a store that is looked at whole, and whether it has a header.
///
/// # Errors
/// [`Halt`] if the store fails.
pub(super) fn top_sheet<'s>(
    source: &Source,
    store: &'s dyn Store,
    delimiter: Option<Delimiter>,
) -> Result<(Sheet<'s>, bool), Halt> {
    let mut head = Vec::new();
    read_more(store, 0, 4096, &mut head)?;
    let (encoding, mark) = Encoding::of(&head);
    let text = Text { delimiter, ..Text::new(store, encoding, mark, Grain::USUAL) };
    let sheet = |text: Text<'s>| {
        let head = text.head(HEADS[1])?;
        let found = header::find(&head, text.delimiter);
        Ok((Sheet::new(&names_of(source), text, &head, &found)?, found.header.is_some()))
    };
    match sheet(text) {
        Err(Halt::NotUtf8 { at }) => {
            sheet(Text { encoding: Encoding::Legacy(charset::of_legacy(store, at, &Quiet)?), ..text })
        }
        sheet => sheet,
    }
}

/// A table with where the next one begins and the rows above its header.
type TableRead = (Batch, Option<Sprout>, Vec<String>);

/// Reads the table at the top of a text.
fn read_table(
    source: Source,
    text: Text<'_>,
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<TableRead, Halt> {
    let mut batch = Batch::empty(source);
    text.encoding.name().clone_into(&mut batch.report.encoding);
    let mut head = text.head(HEADS[0])?;
    if head.trim().is_empty() {
        let file = Place::file(&batch.source.name);
        batch.report.problems.push(Problem::note("The file is empty.", "There was nothing to read.", file));
        return Ok((batch, None, Vec::new()));
    }
    let mut found = header::find(&head, text.delimiter);
    if found.header.is_none() && text.bytes() > HEADS[0] as u64 {
        monitor.check()?;
        head = text.head(HEADS[1])?;
        found = header::find(&head, text.delimiter);
    }
    monitor.check()?;
    found.delimiter.name().clone_into(&mut batch.report.delimiter);
    if let Some(upper) = table_above(text, &head, &found) {
        let (end, rest) = (text.from + text.encoding.bytes_of(upper.0), text.behind(upper.0, upper.1));
        drop(found);
        let store = Front { store: text.store, bytes: end };
        let (batch, next, above) = read_table(batch.source, Text { store: &store, ..text }, options, monitor)?;
        return Ok((batch, next.or(Some(Sprout { at: rest.from, rows_before: rest.rows_before })), above));
    }
    let sheet = Sheet::new(&names_of(&batch.source), text, &head, &found)?;
    drop(head);
    let next = read_sheet(&sheet, found.header.is_some(), options, &mut batch, monitor)?;
    Ok((batch, next, sheet.preamble))
}

fn read_sheet(
    sheet: &Sheet<'_>,
    has_header: bool,
    options: &ImportOptions,
    batch: &mut Batch,
    monitor: &dyn Monitor,
) -> Result<Option<Sprout>, Halt> {
    let columns = sheet.columns();
    monitor.check()?;
    let (options, template, unknown) = options.settled(&sheet.header, &batch.report.file);
    let (told, wrong) = options.reading.columns_of(&sheet.header, &batch.report.file, batch.source.part.as_deref());
    batch.report.problems.extend(unknown.into_iter().chain(wrong));
    batch.report.template = template;
    let options = &options;
    let own_result = sheet.header_row.and_then(|_| result_of_linefold(&sheet.header));
    let mapping = if own_result.is_some() { None } else { map(&columns, has_header, &told) };
    let way_is_named = || sheet.titles().any(|name| direction_of_name(name).is_some());
    let mapping = mapping
        .or_else(|| (own_result.is_none() && has_header && way_is_named()).then(|| map_one_sided(&columns, &told))?);
    let report = &mut batch.report;
    report.header_row = sheet.header_row;
    let Some(mapping) = mapping else {
        if let Some(what) = missing(&columns, &told).filter(|_| own_result.is_none()) {
            let hint = "Nothing was read. Ask the operator for the file with that column, or name it in the header.";
            report.problems.push(Problem::warning(format!("{what}."), hint, Place::file(&report.file)));
        }
        leave_aside(sheet, own_result, report, monitor)?;
        return Ok(None);
    };
    report.content = mapping.content;
    report.not_records = sheet.rows_above_data;
    if sheet.header_row.is_none() {
        report.problems.push(Problem::warning(
            "The file has no header row.",
            "Its columns were taken by what their values look like. Check the list of columns.",
            Place::file(&report.file),
        ));
    }
    report.problems.extend(sheet.rows_above.map(|above| {
        let rows = crate::domain::count(above.count, "row", "rows");
        let message = format!("{rows} above the header look like rows of the table.");
        let place = Place::file(&report.file).at_row(sheet.rows_before + above.first as u64 + 1);
        if above.agree {
            let hint = "They were read under it: their columns hold what those below it hold.";
            return Problem::note(message, hint, place);
        }
        let hint = "They were not read: the columns are known from the header on. Move the header to the top.";
        Problem::warning(message, hint, place)
    }));
    let mut next = None;
    if mapping.content == Content::Records {
        let read = read_records(sheet, mapping, &columns, options, report, monitor)?;
        report.columns = read.mapping.readings(&columns);
        next = read.next_table;
        batch.records = read.records;
        if let Some((first, last)) = span(&batch.records) {
            let (first, last) = (first.date_time(&options.zone), last.date_time(&options.zone));
            batch.report.decisions.push(format!("Records run from {first} to {last}."));
        }
    } else {
        batch.report.columns = mapping.readings(&columns);
        read_side(sheet, &mapping, options, batch, monitor)?;
    }
    check_counts(sheet, next.is_none(), &mut batch.report);
    Ok(next)
}

/// Compares what the file says of its count of records with what was read, and says so where it holds none.
fn check_counts(sheet: &Sheet<'_>, is_last: bool, report: &mut FileReport) {
    // The rows at the end of a file speak of its last table.
    let below = if is_last { sheet.tail.as_slice() } else { &[] };
    let around = || sheet.preamble.iter().chain(below).map(String::as_str);
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
    // `Line` and `Number` are in many a bill as well.
    if has(&["number", "line"]) && (names.len() == 2 || has(&["position"])) {
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
fn leave_aside(
    sheet: &Sheet<'_>,
    own_result: Option<&str>,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<(), Halt> {
    report.not_records = sheet.rows_above_data;
    pass::in_order(sheet.data, sheet.delimiter, monitor, |chunk| report.not_records += chunk.table.len() as u64)?;
    let file = Place::file(&report.file);
    let rows = || sheet.preamble.iter().map(String::as_str).chain(sheet.first_texts(200));
    if let Some(what) = own_result {
        report.problems.push(Problem::note(format!("This file is {what}."), "It was left aside.", file));
    } else if rows().any(says_no_records) {
        report.content = Content::Records;
        report.problems.push(Problem::note(
            "The file says that it holds no records.",
            "It was read; there is nothing in it.",
            file,
        ));
    } else if sheet.header.len() > MOST_COLUMNS {
        let columns = grouped(sheet.header.len() as u64);
        report.problems.push(Problem::warning(
            format!("Its rows have {columns} columns, and none of the first {MOST_COLUMNS} make records."),
            "It was left aside. Save the columns that tell of calls in a file of their own and add that.",
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
    Ok(())
}
