//! A sheet of a workbook as text: a line a row, a tab between two cells, nothing in a cell that could be taken for either.

use super::cell_text::{MIDNIGHT, Value, Written, write};
use std::ops::Range;

/// Rows and columns of the largest sheet that a spreadsheet program knows.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// Bytes that may stand between cells for each cell, and how many in any case: a sheet that holds two cells in far corners
/// is no table.
const PADDING_A_CELL: usize = 64;
const FREE_PADDING: usize = 32 << 20;

/// What one column held.
#[derive(Clone, Debug, Default)]
struct ColumnUse {
    filled: u64,
    /// Dates with a time of day.
    timed: u64,
    /// Where in the text the midnight behind a date begins.
    midnights: Vec<usize>,
}

/// A sheet that cannot be: its cells are out of order, out of bounds or too far apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoSheet;

/// Collects the cells of a sheet, row by row.
#[derive(Debug, Default)]
pub(super) struct SheetText {
    text: String,
    /// Row and column, from 0, where the next cell may stand.
    row: u32,
    column: u32,
    columns: Vec<ColumnUse>,
    cells: usize,
    padding: usize,
    /// Cells that hold an error, and the row of the first, from 1.
    pub errors: u64,
    pub first_error_row: u64,
}

impl SheetText {
    /// Puts a cell at row and column, counted from 0.
    ///
    /// # Errors
    /// If no sheet can be like that.
    pub(super) fn push(&mut self, row: u32, column: u32, value: Value<'_>, is_1904: bool) -> Result<(), NoSheet> {
        if value == Value::Error {
            self.errors += 1;
            if self.errors == 1 {
                self.first_error_row = u64::from(row) + 1;
            }
        }
        if value.is_blank() {
            return Ok(());
        }
        let out_of_order = row < self.row || row == self.row && column < self.column;
        if row >= MOST_ROWS || column >= MOST_COLUMNS || out_of_order {
            return Err(NoSheet);
        }
        let before = self.text.len();
        let lines = row - self.row;
        if lines > 0 {
            self.text.extend(std::iter::repeat_n('\n', lines as usize));
            (self.row, self.column) = (row, 0);
        }
        // The cell at which the text stands is the one before `column`, where the row has one.
        let from = self.column.saturating_sub(1);
        self.text.extend(std::iter::repeat_n('\t', (column - from) as usize));
        self.column = column + 1;
        self.cells += 1;
        self.padding += self.text.len() - before;
        if self.padding > FREE_PADDING + self.cells * PADDING_A_CELL {
            return Err(NoSheet);
        }
        let written = write(value, is_1904, &mut self.text);
        let column = column as usize;
        if self.columns.len() <= column {
            self.columns.resize_with(column + 1, ColumnUse::default);
        }
        let used = &mut self.columns[column];
        used.filled += 1;
        match written {
            Written::Midnight => used.midnights.push(self.text.len() - MIDNIGHT.len()),
            Written::Timed => used.timed += 1,
            Written::Plain => {}
        }
        Ok(())
    }

    /// The tables of the sheet, side by side where `is_table` says of each part between blank columns that it is one by
    /// itself.
    pub(super) fn tables(mut self, is_table: impl Fn(&str) -> bool) -> Vec<String> {
        if self.cells == 0 {
            return Vec::new();
        }
        self.take_midnights_off();
        let runs = self.runs();
        let mut groups: Vec<Range<usize>> = Vec::new();
        for run in &runs {
            match groups.last_mut() {
                Some(group)
                    if runs.len() > MOST_TABLES_BESIDE
                        || !is_table(&cut(&self.text, run, LOOKED_AT))
                        || !is_table(&cut(&self.text, group, LOOKED_AT)) =>
                {
                    group.end = run.end;
                }
                _ => groups.push(run.clone()),
            }
        }
        if let [only] = &groups[..]
            && only.start == 0
        {
            return vec![self.text];
        }
        groups.iter().map(|group| cut(&self.text, group, usize::MAX)).collect()
    }

    /// Runs of columns that hold something.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.columns.iter().enumerate().filter(|(_, used)| used.filled > 0) {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// A column in which every moment is midnight holds dates, and no time was meant.
    fn take_midnights_off(&mut self) {
        let dates = self.columns.iter().filter(|used| used.timed == 0);
        let mut cuts: Vec<usize> = dates.flat_map(|used| used.midnights.iter().copied()).collect();
        if cuts.is_empty() {
            return;
        }
        cuts.sort_unstable();
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for at in cuts {
            text.push_str(&self.text[from..at]);
            from = at + MIDNIGHT.len();
        }
        text.push_str(&self.text[from..]);
        self.text = text;
    }
}

/// Tables that may stand side by side; more blank columns than that are no borders.
const MOST_TABLES_BESIDE: usize = 12;
/// Rows looked at to see whether a part is a table.
const LOOKED_AT: usize = 300;

/// The first rows of some columns. Above the table, where these columns are blank, stands what the columns before them say:
/// a title belongs to all the tables under it.
fn cut(text: &str, columns: &Range<usize>, most_rows: usize) -> String {
    let mut out = String::with_capacity(if most_rows < usize::MAX { 4096 } else { text.len() / 2 });
    let mut above = true;
    for (number, line) in text.split('\n').take(most_rows).enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut cells = line.split('\t').skip(columns.start).take(columns.len());
        let start = out.len();
        if let Some(first) = cells.next() {
            out.push_str(first);
            for cell in cells {
                out.push('\t');
                out.push_str(cell);
            }
        }
        let kept = out[start..].trim_end_matches('\t').len();
        out.truncate(start + kept);
        let filled = out[start..].split('\t').filter(|cell| !cell.is_empty()).count();
        above &= filled < 2;
        if above && filled == 0 {
            let before: Vec<&str> = line.split('\t').take(columns.start).filter(|cell| !cell.is_empty()).collect();
            // A title is a cell or two; a row of another table is not.
            if before.len() <= 2 {
                out.push_str(&before.join(" "));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[(u32, u32, Value<'_>)]) -> SheetText {
        let mut sheet = SheetText::default();
        for (row, column, value) in cells {
            sheet.push(*row, *column, *value, false).unwrap();
        }
        sheet
    }

    #[test]
    fn cells_stand_where_they_stood() {
        let a = Value::Text("a");
        let tables = sheet(&[(0, 0, a), (0, 2, a), (3, 1, a), (3, 2, Value::Text(" "))]).tables(|_| false);
        assert_eq!(tables, ["a\t\ta\n\n\n\ta"]);
    }

    #[test]
    fn blank_columns_before_the_table_are_left_out() {
        let a = Value::Text("a");
        let tables = sheet(&[(1, 2, a), (1, 3, a)]).tables(|_| false);
        assert_eq!(tables, ["\na\ta"]);
    }

    #[test]
    fn a_column_of_dates_alone_has_no_times() {
        let (day, moment) = (Value::Moment(46_095.0), Value::Moment(46_095.5));
        let tables = sheet(&[(0, 0, day), (0, 1, day), (1, 0, day), (1, 1, moment)]).tables(|_| false);
        assert_eq!(tables[0], "2026-03-14\t2026-03-14 00:00:00\n2026-03-14\t2026-03-14 12:00:00");
    }

    #[test]
    fn tables_side_by_side_are_two_and_share_their_title() {
        let (a, b) = (Value::Text("a"), Value::Text("b"));
        let cells = [(0, 0, Value::Text("title")), (1, 0, a), (1, 1, a), (1, 3, b), (1, 4, b), (2, 0, a), (2, 1, a)];
        let tables = sheet(&cells).tables(|text| text.contains("a\ta") || text.contains("b\tb"));
        assert_eq!(tables, ["title\na\ta\na\ta", "title\nb\tb\n"]);
    }

    #[test]
    fn two_cells_in_far_corners_are_no_sheet() {
        let mut sheet = SheetText::default();
        assert_eq!(sheet.push(MOST_ROWS, 0, Value::Text("a"), false), Err(NoSheet));
        assert_eq!(sheet.push(5, 5, Value::Text("a"), false), Ok(()));
        assert_eq!(sheet.push(5, 4, Value::Text("a"), false), Err(NoSheet));
    }
}
