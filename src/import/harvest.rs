//! All rows of a table, read on all threads: what became of each.

use super::aside::{RowClass, class_of};
use super::header;
use super::mapping::{Told, map};
use super::memory::Memory;
use super::pass::{self, Chunk};
use super::phone::{KnownEnd, Phones};
use super::phone_book::{EndText, News, PhoneBook};
use super::rejected::{LONGEST_TEXT, RejectedRows};
use super::row::{RowError, RowReader};
use super::shape::is_datum;
use super::sheet::Sheet;
use super::store::Halt;
use super::table::LONGEST_ROW;
use super::tally::Tally;
use super::text::Text;
use crate::diag::Monitor;
use crate::domain::{Msisdn, RecordBlock, Records, grouped};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A row that is kept out: its number from 1, its text, everything wrong with it.
#[derive(Debug)]
pub(super) struct Rejected {
    pub row: u64,
    pub text: String,
    pub errors: Vec<RowError>,
}

/// What some rows of a table gave.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    pub records: Records,
    pub rejected: RejectedRows,
    pub not_records: u64,
    pub tally: Tally,
    /// Every number of the column that names whose records these are.
    pub targets: BTreeSet<Msisdn>,
    /// Where another table of the file begins: nothing from there on was read.
    pub next_table: Option<Sprout>,
}

/// The beginning of another table, which has a header of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sprout {
    /// In the store.
    pub at: u64,
    /// Rows of the file before it.
    pub rows_before: u64,
}

impl Sprout {
    /// The text from there on.
    pub(super) fn text(self, whole: Text<'_>) -> Text<'_> {
        Text { from: self.at, rows_before: self.rows_before, ..whole }
    }
}

impl Harvest {
    fn append(&mut self, mut later: Gathered) -> News {
        let interned = self.records.append_block(&mut later.block);
        later.rejected.iter().for_each(|kept| self.rejected.push(kept.row, &kept.text, &kept.errors));
        self.not_records += later.not_records;
        self.tally.append(later.tally);
        self.targets.extend(later.targets);
        News { interned, texts: later.texts }
    }

    /// Whether a row was kept out for this cause.
    pub(super) fn has_cause(&self, cause: &str) -> bool {
        self.rejected.causes.iter().any(|c| c.cause == cause)
    }
}

/// More rows than this that look like the header of another table are not looked into.
const MOST_SPROUTS: usize = 12;

/// What the rows of a chunk gave.
#[derive(Default)]
struct Gathered {
    block: RecordBlock,
    /// Of each new end of the block.
    texts: Vec<EndText>,
    rejected: Vec<Rejected>,
    not_records: u64,
    tally: Tally,
    targets: BTreeSet<Msisdn>,
    /// Rows at which another table may begin.
    sprouts: Vec<usize>,
}

/// What a chunk gave.
struct Reaped {
    gathered: Gathered,
    /// Kept where there are such rows.
    chunk: Option<Chunk>,
    bytes_end: u64,
    rows_end: u64,
}

/// Reads all rows under the header of a sheet.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn harvest(
    sheet: &Sheet<'_>,
    reader: &RowReader<'_>,
    stage: &str,
    monitor: &dyn Monitor,
) -> Result<Harvest, Halt> {
    let mut all = Harvest::default();
    let mut book = PhoneBook::default();
    let mut looked_into = 0;
    let mut failed = None;
    let total = sheet.data.store.len();
    monitor.progress(stage, sheet.data.from, Some(total));
    // One for each thread, so none waits for another.
    let memories: Vec<Mutex<Memory>> = (0..rayon::current_num_threads()).map(|_| Mutex::default()).collect();
    let read = |book: &PhoneBook, chunk: Chunk| reap(sheet, (reader, book), chunk, &memories, monitor);
    let take = |reaped: Reaped| {
        for &at in &reaped.gathered.sprouts {
            let Some(chunk) = reaped.chunk.as_ref().filter(|_| looked_into < MOST_SPROUTS) else { break };
            looked_into += 1;
            match sprout(sheet, chunk, at) {
                Err(halt) => {
                    failed = Some(halt);
                    return ControlFlow::Break(());
                }
                Ok(None) => {}
                Ok(Some((sprout, rows))) => {
                    all.append(read_rows(sheet, (reader, &PhoneBook::default()), chunk, rows, &mut Memory::default()));
                    all.next_table = Some(sprout);
                    return ControlFlow::Break(());
                }
            }
        }
        if all.records.is_empty() {
            all.records.reserve(expected(&reaped, sheet));
        }
        let news = all.append(reaped.gathered);
        monitor.progress(stage, reaped.bytes_end, Some(total));
        monitor.rows(reaped.rows_end);
        ControlFlow::Continue(news)
    };
    pass::learning(sheet.data, sheet.delimiter, monitor, &mut book, (read, take, |book, news| book.learn(&news)))?;
    failed.map_or(Ok(all), Err)
}

/// How many records the rest of a table will give if it is like what was read of it, and a little more.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess at a number of rows")]
fn expected(first: &Reaped, sheet: &Sheet<'_>) -> usize {
    let read = first.bytes_end.saturating_sub(sheet.data.from).max(1);
    let whole = sheet.data.bytes() as f64 / read as f64;
    (first.gathered.block.records.len() as f64 * whole * 1.02) as usize
}

fn held(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

fn reap(
    sheet: &Sheet<'_>,
    reader: (&RowReader<'_>, &PhoneBook),
    chunk: Chunk,
    memories: &[Mutex<Memory>],
    monitor: &dyn Monitor,
) -> Reaped {
    let rows = if monitor.is_cancelled() { 0 } else { chunk.table.len() };
    let memory = rayon::current_thread_index().unwrap_or(0).min(memories.len() - 1);
    let gathered = read_rows(sheet, reader, &chunk, rows, &mut held(&memories[memory]));
    let bytes_end = chunk.at + chunk.table.text_before(usize::MAX).len() as u64;
    let rows_end = chunk.rows_before + chunk.table.len() as u64;
    let chunk = (!gathered.sprouts.is_empty()).then_some(chunk);
    Reaped { gathered, chunk, bytes_end, rows_end }
}

/// Rows cut into cells before they are read: what is known of them is looked up for all of them at once.
const ROWS_AT_ONCE: usize = 64;

/// Reads the first rows of a chunk.
fn read_rows(
    sheet: &Sheet<'_>,
    (reader, book): (&RowReader<'_>, &PhoneBook),
    chunk: &Chunk,
    rows: usize,
    memory: &mut Memory,
) -> Gathered {
    let mut gathered = Gathered { block: RecordBlock::with_capacity(rows), ..Gathered::default() };
    let mut cells: Vec<Vec<Cow<'_, str>>> = vec![Vec::new(); ROWS_AT_ONCE.min(rows)];
    // Every chunk names its targets anew: one read before may have been left out.
    memory.last_target.clear();
    for first in (0..rows).step_by(ROWS_AT_ONCE) {
        let cells = &mut cells[..ROWS_AT_ONCE.min(rows - first)];
        for (at, row) in (first..).zip(cells.iter_mut()) {
            if chunk.table.row_text(at).len() > LONGEST_ROW {
                row.clear();
            } else {
                chunk.table.cells_into(at, row);
            }
        }
        let known = reader.phones.look_up(cells, book);
        let slots = reader.phones.slots();
        for (n, row) in cells.iter().enumerate() {
            let (at, known) = (first + n, &known[n * slots..(n + 1) * slots]);
            gathered.add(sheet, reader, (chunk, at, row), known, memory);
        }
    }
    gathered.block.look_up(&book.numbers);
    gathered
}

impl Gathered {
    /// Adds what a row gives.
    fn add(
        &mut self,
        sheet: &Sheet<'_>,
        reader: &RowReader<'_>,
        (chunk, at, cells): (&Chunk, usize, &[Cow<'_, str>]),
        known: &[KnownEnd],
        memory: &mut Memory,
    ) {
        let (number, text) = (chunk.number(at), chunk.table.row_text(at));
        if text.len() > LONGEST_ROW {
            self.rejected.push(Rejected { row: number, text: clipped(text), errors: vec![too_long()] });
            return;
        }
        let class = if is_plainly_data(cells, &sheet.header) { RowClass::Data } else { class_of(cells, &sheet.header) };
        if class == RowClass::Data {
            self.targets.extend(reader.target_of(cells, memory));
            let mut phones = Phones { known, block: &mut self.block, texts: &mut self.texts };
            match reader.read(cells, number, memory, (&mut phones, &mut self.tally)) {
                Ok(record) => {
                    self.block.records.push(record);
                    return;
                }
                Err(errors) => self.rejected.push(Rejected { row: number, text: clipped(text), errors }),
            }
        } else {
            self.not_records += 1;
        }
        if matches!(class, RowClass::Data | RowClass::Remark) && may_be_header(cells) {
            self.sprouts.push(at);
        }
    }
}

/// Whether [`class_of`] would say that a row is data, told by a look at it: four cells begin with a digit, and one of them is not
/// what the header says there.
fn is_plainly_data(row: &[Cow<'_, str>], header: &[String]) -> bool {
    let mut found = 0;
    let mut differs = false;
    for (at, cell) in row.iter().enumerate() {
        if cell.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            found += 1;
            let is_name = |name: &String| name.trim().eq_ignore_ascii_case(cell.trim());
            // A name that begins with a letter is no cell that begins with a digit.
            let is_word = |name: &String| name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
            differs = differs || header.get(at).is_none_or(|name| is_word(name) || !is_name(name));
            if found >= 4 && differs {
                return true;
            }
        }
    }
    false
}

fn too_long() -> RowError {
    RowError {
        cause: "row too long",
        message: format!("The row is longer than {} bytes.", grouped(LONGEST_ROW as u64)),
        hint: "Row kept out, its beginning is kept. Perhaps a line end or a quote is missing; ask for the file again.",
    }
}

fn clipped(text: &str) -> String {
    text.get(..text.floor_char_boundary(LONGEST_TEXT)).unwrap_or_default().to_owned()
}

/// Whether a row could name columns: several short cells of which none holds a datum.
fn may_be_header(cells: &[Cow<'_, str>]) -> bool {
    let filled = || cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
    filled().take(2).count() == 2 && filled().all(|c| c.len() < 80 && !is_datum(c))
}

/// The table that begins at a row, if one does, and how many rows of the chunk stand before it. Blank rows and remarks right above
/// a header are the preamble of its table.
fn sprout(sheet: &Sheet<'_>, chunk: &Chunk, row: usize) -> Result<Option<(Sprout, usize)>, Halt> {
    let is_loose = |at: &usize| {
        let class = class_of(&chunk.table.cells(*at), &sheet.header);
        matches!(class, RowClass::Blank | RowClass::Remark)
    };
    let loose = (0..row).rev().take_while(is_loose).count();
    let first = row - loose;
    let before = chunk.table.text_before(first);
    let sprout =
        Sprout { at: chunk.at + sheet.data.encoding.bytes_of(before), rows_before: chunk.rows_before + first as u64 };
    let text = sprout.text(sheet.data);
    let head = text.head(sheet.data.grain.whole.min(256 << 10))?;
    let found = header::find(&head, text.delimiter);
    if found.header != Some(loose) && !found.heads.contains(&loose) {
        return Ok(None);
    }
    let lower = Sheet::new(&sheet.names, text, &head, &found.at(loose))?;
    Ok(map(&lower.columns(), true, &Told::default()).map(|_| (sprout, first)))
}
