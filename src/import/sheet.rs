//! A table with its header: which rows are the preamble, which should be records.

use super::aside::{RowClass, class_of};
use super::clean::clean;
use super::date::{DateOrder, WrittenDate, Ymd, read};
use super::header::Found;
use super::looks::is_datum;
use super::mapping::{Column, MOST_COLUMNS};
use super::table::RawTable;
use super::target;
use crate::domain::{DialPlan, Msisdn, Source};
use std::borrow::Cow;
use std::ops::Range;

/// A table of which it is known where the header stands.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    /// Names of the part and of the file, the nearer one first: each may say whose records these are.
    pub names: Vec<String>,
    pub table: RawTable<'t>,
    /// Names of the columns; all empty where there is no header.
    pub header: Vec<String>,
    /// Index of the header row.
    pub header_row: Option<usize>,
    /// The rows above it, as written, blank ones left out.
    pub preamble: Vec<String>,
}

/// The beginning of a row, which is all that is looked at of a remark.
fn short(row: &str) -> String {
    row.get(..row.floor_char_boundary(1000)).unwrap_or_default().to_owned()
}

/// Rows looked at to see what the columns hold.
const LOOKED_AT: usize = 1500;

impl<'t> Sheet<'t> {
    pub(super) fn new(source: &Source, table: RawTable<'t>, found: &Found) -> Self {
        let header: Vec<String> = if let Some(row) = found.header {
            table.cells(row).iter().map(|c| clean(c).to_owned()).collect()
        } else {
            let widest = (0..table.len().min(50)).map(|r| table.cells(r).len()).max().unwrap_or(0);
            vec![String::new(); widest]
        };
        let above = found.header.unwrap_or(0);
        let preamble = (0..above).map(|r| short(table.row_text(r))).filter(|t| !t.trim().is_empty()).collect();
        let names = source.part.iter().chain([&source.name]).cloned().collect();
        Self { names, table, header, header_row: found.header, preamble }
    }

    /// Indexes of the rows under the header.
    pub(super) fn data_rows(&self) -> Range<usize> {
        self.header_row.map_or(0, |row| row + 1)..self.table.len()
    }

    /// The text of a row counted from 1.
    pub(super) fn row_text(&self, number: u64) -> &'t str {
        usize::try_from(number)
            .ok()
            .and_then(|n| n.checked_sub(1))
            .filter(|n| *n < self.table.len())
            .map_or("", |n| self.table.row_text(n))
    }

    /// Rows of data, evenly spread over the file, at most about `most`.
    pub(super) fn sample(&self, most: usize) -> Vec<Vec<Cow<'t, str>>> {
        let rows = self.data_rows();
        let step = (rows.len() / most.max(1)).max(1);
        rows.step_by(step)
            .map(|at| self.table.cells(at))
            .filter(|cells| class_of(cells, &self.header) == RowClass::Data)
            .collect()
    }

    /// The columns, with a look at their values.
    pub(super) fn columns(&self) -> Vec<Column> {
        let sample = self.sample(LOOKED_AT);
        let width = self.width(&sample).max(self.header.len()).min(MOST_COLUMNS);
        let mut columns: Vec<Column> =
            (0..width).map(|at| Column::new(self.header.get(at).map_or("", String::as_str))).collect();
        for row in &sample {
            for (at, column) in columns.iter_mut().enumerate() {
                column.looks.add(row.get(at).map_or("", |cell| cell));
            }
        }
        columns
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
        match target::in_preamble(&self.preamble, plan)[..] {
            [only] => Some((only, "a line above the header")),
            _ => {
                let named = |name: &String| target::in_file_name(name, plan);
                let why = if self.names.len() > 1 { "the sheet's or the file's name" } else { "the file's name" };
                self.names.iter().find_map(named).map(|number| (number, why))
            }
        }
    }

    /// Rows above the header that look like rows of the table: how many, and the first, from 1.
    pub(super) fn rows_above(&self) -> Option<(u64, u64)> {
        let named = self.header.iter().filter(|h| !h.is_empty()).count();
        let is_row = |at: &usize| {
            let cells = self.table.cells(*at);
            let data = cells.iter().filter(|c| is_datum(c)).count();
            data > 2 && cells.len() + 1 >= named && data * 3 >= named
        };
        let rows: Vec<usize> = (0..self.header_row.unwrap_or(0)).filter(is_row).collect();
        rows.first().map(|first| (rows.len() as u64, *first as u64 + 1))
    }

    /// Lines between the rows that name another number whose records follow: the row of each, from 1, and the number.
    pub(super) fn sections(&self, plan: &DialPlan) -> Vec<(u64, Msisdn)> {
        let mut sections = Vec::new();
        let mut cells = Vec::new();
        for at in self.data_rows() {
            self.table.cells_into(at, &mut cells);
            if class_of(&cells, &self.header) == RowClass::Remark
                && let [number] = target::in_preamble(&[short(self.table.row_text(at))], plan)[..]
            {
                sections.push((at as u64 + 1, number));
            }
        }
        sections
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
