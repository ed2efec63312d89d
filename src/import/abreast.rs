//! Two tables beside each other in one sheet, with a blank column between them, as clerks put them: each becomes a text of its own
//! with the same numbers of rows.

use super::aside::{RowClass, class_of};
use super::clean::clean;
use super::header::Found;
use super::heading::Heading;
use super::mapping::{Column, MOST_COLUMNS, Told, map};
use super::read::{HEADS, read_text, text_of};
use super::store::Halt;
use super::table::RawTable;
use super::text::Text;
use super::{Batch, Content, ImportOptions, header};
use crate::diag::{Monitor, Place, Problem};
use crate::domain::Source;
use std::ops::Range;

/// Rows by which it is found out whether tables stand beside each other.
const LOOKED_AT: usize = 400;

/// A text whose tables stand beside each other is looked at whole; a longer one was written by no clerk, and is not read.
const LONGEST_ABREAST: u64 = 256 << 20;

/// Of so many rows one may hold a remark between the tables.
const ROWS_A_REMARK: usize = 20;

/// Reads tables that stand beside each other; `None` where there is one alone.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn read(
    source: &Source,
    text: Text<'_>,
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Option<Vec<Batch>>, Halt> {
    let head = text.head(HEADS[0])?;
    let found = header::find(&head, text.delimiter);
    let Some(groups) = find(&head, &found) else { return Ok(None) };
    monitor.check()?;
    if text.bytes() > LONGEST_ABREAST {
        let mut batch = Batch::empty(source.clone());
        batch.report.problems.push(Problem::error(
            "Tables stand beside each other in a text that is too long to be taken apart.",
            "Nothing of it was read. Save each table in a file of its own.",
            Place::file(&source.name),
        ));
        return Ok(Some(vec![batch]));
    }
    let whole = text.head(usize::try_from(text.bytes()).unwrap_or(usize::MAX))?;
    let texts = apart(&whole, &found, &groups);
    drop(whole);
    let mut batches = Vec::new();
    for (at, cells) in texts.iter().enumerate() {
        let mut source = source.clone();
        let table = format!("table {} from the left", at + 1);
        source.part = Some(source.part.map_or_else(|| table.clone(), |part| format!("{part}, {table}")));
        let store = cells.as_bytes();
        batches.extend(read_text(&source, Text { above: text.above, ..text_of(&store) }, options, monitor)?);
    }
    Ok(Some(batches))
}

/// The columns of each table, where there are several beside each other and each of them is one of records.
fn find(head: &str, found: &Found) -> Option<Vec<Range<usize>>> {
    let row = found.header?;
    let table = RawTable::head(head, found.delimiter, row + LOOKED_AT);
    let heading = Heading::at(&table, row);
    let names = &heading.names;
    if names.len() > MOST_COLUMNS || !names.iter().any(|name| clean(name).is_empty()) {
        return None;
    }
    let rows: Vec<_> = (heading.rows..table.len()).map(|at| table.cells(at)).collect();
    let is_blank = |at: usize| {
        let told = rows.iter().filter_map(|row| row.get(at)).filter(|cell| !clean(cell).is_empty()).count();
        clean(&names[at]).is_empty() && told * ROWS_A_REMARK <= rows.len()
    };
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in (0..names.len()).filter(|at| !is_blank(*at)) {
        match groups.last_mut() {
            Some(group) if group.end == at => group.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    if groups.len() < 2 {
        return None;
    }
    let is_table = |group: &Range<usize>| {
        let mut columns: Vec<Column> = names[group.clone()].iter().map(|name| Column::new(name)).collect();
        for row in rows.iter().filter(|row| class_of(row, names) == RowClass::Data) {
            for (at, column) in columns.iter_mut().enumerate() {
                column.looks.add(row.get(group.start + at).map_or("", |cell| cell));
            }
        }
        let columns: Vec<Column> = columns.into_iter().map(Column::heard).collect();
        map(&columns, true, &Told::new()).is_some_and(|mapping| mapping.content == Content::Records)
    };
    let tables = groups.iter().filter(|group| group.len() > 2 && is_table(group)).count();
    (tables == groups.len()).then_some(groups)
}

/// The text of each group of columns, a tab between two cells. What stands between two groups goes with the one on its left, and
/// what stands right of all of them with the last.
fn apart(text: &str, found: &Found, groups: &[Range<usize>]) -> Vec<String> {
    let table = RawTable::new(text, found.delimiter);
    let mut texts = vec![String::new(); groups.len()];
    let mut cells = Vec::new();
    for row in 0..table.len() {
        table.cells_into(row, &mut cells);
        for (nth, text) in texts.iter_mut().enumerate() {
            let from = if nth == 0 { 0 } else { groups[nth].start };
            let next = groups.get(nth + 1).map_or(cells.len(), |next| next.start);
            let told = (groups[nth].end..next.min(cells.len())).rev().find(|at| !clean(&cells[*at]).is_empty());
            let end = told.map_or(groups[nth].end, |last| last + 1);
            for (step, at) in (from..end).enumerate() {
                if step > 0 {
                    text.push('\t');
                }
                push_cell(cells.get(at).map_or("", |cell| cell), text);
            }
            text.push('\n');
        }
    }
    texts
}

fn push_cell(cell: &str, text: &mut String) {
    if cell.contains(['\t', '\n', '\r', '"']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}
