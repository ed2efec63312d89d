//! A table with its header: which rows are the preamble, which should be records.

use super::aside::{RowClass, class_of};
use super::clean::clean;
use super::date::{DateOrder, WrittenDate, Ymd, read};
use super::header::Found;
use super::heading::{Heading, ROWS_BESIDE, RowsAbove};
use super::mapping::{Column, MOST_COLUMNS};
use super::pass;
use super::store::Halt;
use super::table::{Delimiter, RawTable};
use super::target;
use super::text::Text;
use super::vocabulary::{self, Meaning};
use crate::diag::Monitor;
use crate::domain::{DialPlan, Msisdn, Source};
use std::borrow::Cow;

/// A table of which it is known where the header stands. Its rows are not in memory, but for a sample.
#[derive(Debug)]
pub(super) struct Sheet<'s> {
    /// Names of the part and of the file, the nearer one first: each may say whose records these are.
    pub names: Vec<String>,
    /// The rows under the header.
    pub data: Text<'s>,
    pub delimiter: Delimiter,
    /// Names of the columns; all empty where there is no header.
    pub header: Vec<String>,
    /// Number of the header row in the file, from 1.
    pub header_row: Option<u64>,
    /// Rows of the table above its data, the header among them.
    pub rows_above_data: u64,
    /// The rows above the header, as written, blank ones left out.
    pub preamble: Vec<String>,
    /// How many of these are the table's own; the rest stand above other tables and speak for this one as well.
    pub own_rows: usize,
    /// Rows above the header that look like rows of the table.
    pub rows_above: Option<RowsAbove>,
    /// Rows of the file above the table's first.
    pub rows_before: u64,
    /// The last rows as written; a footer is among them.
    pub tail: Vec<String>,
    sample: Sample,
}

/// Rows under the header by which it is found out what the columns hold.
#[derive(Debug)]
struct Sample {
    table: RawTable<'static>,
    /// Whether it is all of them.
    is_whole: bool,
}

/// Names of a part and of its file, the nearer one first.
pub(super) fn names_of(source: &Source) -> Vec<String> {
    source.part.iter().chain([&source.name]).cloned().collect()
}

/// The beginning of a row, which is all that is looked at of a remark.
fn short(row: &str) -> String {
    row.get(..row.floor_char_boundary(1000)).unwrap_or_default().to_owned()
}

/// Rows looked at to see what the columns hold.
const LOOKED_AT: usize = 1500;
/// Of a text that is not looked at whole: how many samples, and their size in bytes.
const SAMPLES: u64 = 64;
const SAMPLE_BYTES: usize = 64 << 10;
/// Rows of the tail.
const TAIL: usize = 20;

impl<'s> Sheet<'s> {
    /// The table that begins a text. `head` is its first part, in which the header was looked for.
    ///
    /// # Errors
    /// [`Halt`] if the store fails or the bytes are not in the encoding.
    pub(super) fn new(names: &[String], text: Text<'s>, head: &str, found: &Found) -> Result<Self, Halt> {
        let rows = found.header.map_or(50, |row| row + ROWS_BESIDE);
        let table = RawTable::head(head, found.delimiter, rows);
        let heading = if let Some(row) = found.header {
            Heading::at(&table, row)
        } else {
            let widest = (0..table.len().min(50)).map(|r| table.cells(r).len()).max().unwrap_or(0);
            Heading { names: vec![String::new(); widest], rows: 0 }
        };
        let rows_above = found.header.and_then(|row| RowsAbove::find(&table, row, &heading));
        let read_above = rows_above.filter(|rows| rows.agree).map(|rows| rows.first);
        let above = read_above.or(found.header).unwrap_or(0);
        let own = (0..above).map(|r| short(table.row_text(r))).filter(|t| !t.trim().is_empty());
        let mut preamble: Vec<String> = own.collect();
        let own_rows = preamble.len();
        preamble.extend(text.above.iter().cloned());
        let rows_above_data = read_above.unwrap_or(heading.rows);
        let data = match found.header {
            Some(_) => text.behind(table.text_before(rows_above_data), rows_above_data as u64),
            None => text,
        };
        let sample = Sample::of(data, found.delimiter)?;
        let tail = tail(data, found.delimiter, &sample)?;
        Ok(Self {
            names: names.to_vec(),
            data,
            delimiter: found.delimiter,
            header_row: found.header.map(|row| text.rows_before + row as u64 + 1),
            rows_above_data: rows_above_data as u64,
            preamble,
            own_rows,
            rows_above,
            rows_before: text.rows_before,
            header: heading.names,
            tail,
            sample,
        })
    }

    /// What names the table: its names, then the short lines right above it.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        let is_title = |row: &&String| {
            let words = super::words::words(row);
            words.iter().filter(|w| w.bytes().any(|b| !b.is_ascii_digit())).count() < 5
        };
        let lines = self.preamble[..self.own_rows].iter().filter(is_title);
        self.names.iter().chain(lines).map(String::as_str)
    }

    /// Whether the samples are all rows.
    pub(super) const fn is_sampled_whole(&self) -> bool {
        self.sample.is_whole
    }

    /// Calls `take` with the cells of every row of the sample, whatever it is.
    pub(super) fn each_sampled(&self, mut take: impl FnMut(&[Cow<'_, str>])) {
        let mut cells = Vec::new();
        for at in 0..self.sample.table.len() {
            self.sample.table.cells_into(at, &mut cells);
            take(&cells);
        }
    }

    /// The first rows under the header with their numbers, from 1.
    pub(super) fn first_rows(&self, most: usize) -> impl Iterator<Item = (u64, Vec<Cow<'_, str>>)> {
        let first = self.data.rows_before + 1;
        (0..self.sample.table.len().min(most)).map(move |at| (first + at as u64, self.sample.table.cells(at)))
    }

    /// The first rows under the header as written.
    pub(super) fn first_texts(&self, most: usize) -> impl Iterator<Item = &str> {
        (0..self.sample.table.len().min(most)).map(|at| self.sample.table.row_text(at)).filter(|t| t.len() < 1000)
    }

    /// Rows of data, evenly spread over the sample, at most about `most`.
    pub(super) fn sample(&self, most: usize) -> Vec<Vec<Cow<'_, str>>> {
        let step = (self.sample.table.len() / most.max(1)).max(1);
        (0..self.sample.table.len())
            .step_by(step)
            .map(|at| self.sample.table.cells(at))
            .filter(|cells| class_of(cells, &self.header) == RowClass::Data)
            .collect()
    }

    /// Calls `take` with every row under the header in order: its number from 1, its text, its cells.
    ///
    /// # Errors
    /// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
    pub(super) fn each_row(
        &self,
        monitor: &dyn Monitor,
        mut take: impl FnMut(u64, &str, &[Cow<'_, str>]),
    ) -> Result<(), Halt> {
        pass::in_order(self.data, self.delimiter, monitor, |chunk| {
            let mut cells = Vec::new();
            for at in 0..chunk.table.len() {
                chunk.table.cells_into(at, &mut cells);
                take(chunk.number(at), chunk.table.row_text(at), &cells);
            }
        })
    }

    /// The columns, with a look at their values.
    pub(super) fn columns(&self) -> Vec<Column> {
        let sample = self.sample(LOOKED_AT);
        let width = self.width(&sample).max(self.header.len()).min(MOST_COLUMNS);
        let mut columns: Vec<Column> =
            (0..width).map(|at| Column::new(self.header.get(at).map_or("", String::as_str))).collect();
        if let Some(from) = columns.iter().position(|c| vocabulary::is_from_and_to(&c.header, "a"))
            && let Some(to) =
                (0..width).find(|at| vocabulary::is_from_and_to(&columns[from].header, &columns[*at].header))
        {
            columns[to].meaning = Meaning::B;
        }
        for row in &sample {
            for (at, column) in columns.iter_mut().enumerate() {
                column.looks.add(row.get(at).map_or("", |cell| cell));
            }
        }
        columns.into_iter().map(Column::heard).collect()
    }

    /// Columns of the header or of most rows, whichever is more.
    pub(super) fn width(&self, rows: &[Vec<Cow<'_, str>>]) -> usize {
        let filled = |row: &Vec<Cow<'_, str>>| row.iter().rposition(|c| !clean(c).is_empty()).map_or(0, |at| at + 1);
        let mut widths: Vec<usize> = rows.iter().map(filled).collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len().saturating_sub(1) / 2).copied().unwrap_or(0);
        usual.max(self.header.len())
    }

    /// The one number that the preamble or the file's name says these records are of.
    pub(super) fn target_named(&self, plan: &DialPlan) -> Option<(Msisdn, &'static str)> {
        let above = [&self.preamble[..self.own_rows], &self.preamble[..]];
        if let Some([only]) =
            above.map(|rows| target::in_preamble(rows, plan)).iter().find(|found| !found.is_empty()).map(Vec::as_slice)
        {
            return Some((*only, "a line above the header"));
        }
        let named = |name: &String| target::in_file_name(name, plan);
        let why = if self.names.len() > 1 { "the sheet's or the file's name" } else { "the file's name" };
        self.names.iter().find_map(named).map(|number| (number, why))
    }

    /// Lines between the rows that name another number whose records follow: the row of each, from 1, and the number.
    ///
    /// # Errors
    /// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
    pub(super) fn sections(&self, plan: &DialPlan, monitor: &dyn Monitor) -> Result<Vec<(u64, Msisdn)>, Halt> {
        let mut sections = Vec::new();
        let read = |chunk: pass::Chunk| {
            let mut found = Vec::new();
            let mut cells = Vec::new();
            for at in 0..chunk.table.len() {
                chunk.table.cells_into(at, &mut cells);
                if class_of(&cells, &self.header) == RowClass::Remark
                    && let [number] = target::in_preamble(&[short(chunk.table.row_text(at))], plan)[..]
                {
                    found.push((chunk.number(at), number));
                }
            }
            found
        };
        pass::through(self.data, self.delimiter, monitor, read, |found| sections.extend(found))?;
        Ok(sections)
    }

    /// The period that the preamble states, by dates that can be read in one way alone.
    pub(super) fn period(&self) -> Option<(Ymd, Ymd)> {
        let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '\'' | '"' | ';' | '|');
        let clear = |piece: &str| match read(piece)?.date? {
            date @ WrittenDate::Clear(..) => date.in_order(DateOrder::Day),
            WrittenDate::Numbers { .. } => None,
        };
        let dates: Vec<_> = self.preamble.iter().flat_map(|row| row.split(apart).filter_map(clear)).collect();
        let (from, to) = (dates.iter().min()?, dates.iter().max()?);
        (dates.len() > 1 && from < to).then_some((*from, *to))
    }
}

impl Sample {
    /// All rows of a short text; rows from places at even distances of a long one.
    fn of(data: Text<'_>, delimiter: Delimiter) -> Result<Self, Halt> {
        if data.bytes() <= data.grain.whole as u64 {
            let text = data.head(data.grain.whole)?;
            return Ok(Self { table: RawTable::new(text, delimiter), is_whole: true });
        }
        let step = (data.bytes() / SAMPLES).max(1);
        let mut text = String::new();
        for at in (0..data.bytes()).step_by(usize::try_from(step).unwrap_or(usize::MAX)) {
            let window = data.window(data.from + at - at % 2, SAMPLE_BYTES)?;
            text.push_str(whole_lines(&window, at == 0));
        }
        Ok(Self { table: RawTable::new(text, delimiter), is_whole: false })
    }
}

/// The lines of a part of a text that begin and end in it.
fn whole_lines(window: &str, is_first: bool) -> &str {
    let line_end = |c: char| matches!(c, '\n' | '\r');
    let from = if is_first { Some(0) } else { window.find(line_end).map(|at| at + 1) };
    let to = window.rfind(line_end).map(|at| at + 1);
    from.zip(to).and_then(|(from, to)| window.get(from..to)).unwrap_or_default()
}

/// The last rows as written.
fn tail(data: Text<'_>, delimiter: Delimiter, sample: &Sample) -> Result<Vec<String>, Halt> {
    let last = |table: &RawTable<'_>| {
        let rows = table.len();
        (rows.saturating_sub(TAIL)..rows).map(|at| short(table.row_text(at))).collect()
    };
    if sample.is_whole {
        return Ok(last(&sample.table));
    }
    let at = data.store.len().saturating_sub(SAMPLE_BYTES as u64);
    let window = data.window(at - at % 2, SAMPLE_BYTES)?;
    let from = window.find(['\n', '\r']).map_or(0, |at| at + 1);
    Ok(last(&RawTable::new(&window[from..], delimiter)))
}
