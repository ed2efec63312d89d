//! A text as rows of cells. Rows keep their number in the file; cells are cut out when a row is looked at.

use crate::diag::{Cancelled, Monitor};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Delimiter {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Delimiter {
    pub(super) const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }
}

/// A quoted cell may hold this much text and this many line ends; a quote that is not closed by then was never opened.
const LONGEST_QUOTE: usize = 64 * 1024;
const MOST_LINES_IN_QUOTE: usize = 40;

/// A text cut into rows. Row `i` is row `i + 1` of the file, blank rows counted, as a spreadsheet counts.
#[derive(Debug)]
pub(super) struct RawTable<'t> {
    text: &'t str,
    delimiter: Delimiter,
    rows: Vec<Range<usize>>,
}

impl<'t> RawTable<'t> {
    /// Cuts a text into rows: CRLF, LF or CR ends one, except inside a quoted cell.
    ///
    /// # Errors
    /// [`Cancelled`] when the monitor says so.
    pub(super) fn new(text: &'t str, delimiter: Delimiter, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let mut rows = Vec::new();
        let mut scan = Scan::new(text, delimiter);
        while let Some(row) = scan.next_row() {
            if rows.len() % 65_536 == 0 {
                monitor.check()?;
            }
            rows.push(row);
        }
        Ok(Self { text, delimiter, rows })
    }

    /// The first rows of a text alone, for a look at what it is.
    pub(super) fn head(text: &'t str, delimiter: Delimiter, most: usize) -> Self {
        let mut scan = Scan::new(text, delimiter);
        let rows = std::iter::from_fn(|| scan.next_row()).take(most).collect();
        Self { text, delimiter, rows }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row as written, without its line end.
    pub(super) fn row_text(&self, index: usize) -> &'t str {
        &self.text[self.rows[index].clone()]
    }

    /// Where the row begins in the text, in bytes.
    pub(super) fn row_start(&self, index: usize) -> usize {
        self.rows[index].start
    }

    /// Puts the cells of a row into `cells`, which is emptied first. Quotes around a cell are taken off.
    pub(super) fn cells_into(&self, index: usize, cells: &mut Vec<Cow<'t, str>>) {
        cells.clear();
        let row = self.row_text(index);
        let delimiter = self.delimiter.byte();
        let mut from = 0;
        loop {
            let (cell, end) = cell_at(row, from, delimiter);
            cells.push(cell);
            if end >= row.len() {
                return;
            }
            from = end + 1;
        }
    }

    /// The cells of a row.
    pub(super) fn cells(&self, index: usize) -> Vec<Cow<'t, str>> {
        let mut cells = Vec::new();
        self.cells_into(index, &mut cells);
        cells
    }
}

/// The cell that begins at byte `from` of a row, and where it ends: at a delimiter or at the end of the row.
fn cell_at(row: &str, from: usize, delimiter: u8) -> (Cow<'_, str>, usize) {
    let bytes = row.as_bytes();
    if let Some(open) = opening_quote(bytes, from)
        && let Some(close) = closing_quote(bytes, open, delimiter)
    {
        let inner = &row[open + 1..close];
        let cell = if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        return (cell, next_of(bytes, close + 1, delimiter));
    }
    let end = next_of(bytes, from, delimiter);
    (Cow::Borrowed(&row[from..end]), end)
}

fn next_of(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    bytes[from..].iter().position(|&b| b == delimiter).map_or(bytes.len(), |at| from + at)
}

/// Where the quote of a quoted cell stands, if the cell at `from` begins with one; spaces may come first.
fn opening_quote(bytes: &[u8], from: usize) -> Option<usize> {
    let spaces = bytes[from..].iter().take_while(|&&b| b == b' ').count();
    (bytes.get(from + spaces) == Some(&b'"')).then_some(from + spaces)
}

/// The quote that closes the one at `open`: followed by a delimiter, a line end or nothing. `None` if the quote is never
/// closed: then it is a character like any other, and a broken row does not swallow those after it.
fn closing_quote(bytes: &[u8], open: usize, delimiter: u8) -> Option<usize> {
    let mut at = open + 1;
    let mut lines = 0;
    let last = bytes.len().min(open + LONGEST_QUOTE);
    while at < last {
        match bytes[at] {
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => {
                let after = bytes[at + 1..].iter().find(|&&b| b != b' ');
                if after.is_none_or(|&b| b == delimiter || b == b'\n' || b == b'\r') {
                    return Some(at);
                }
                // A quote that opens a cell of a later row: the first was never closed.
                let opens_a_cell = matches!(bytes[at - 1], b'\n' | b'\r') || bytes[at - 1] == delimiter;
                if lines > 0 && opens_a_cell {
                    return None;
                }
            }
            b'\n' => {
                lines += 1;
                if lines > MOST_LINES_IN_QUOTE {
                    return None;
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Walks over a text row by row.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    delimiter: u8,
    /// No quote opened before this is ever closed: keeps a hostile text from being searched again and again.
    unclosed_until: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, delimiter: Delimiter) -> Self {
        Self { bytes: text.as_bytes(), at: 0, delimiter: delimiter.byte(), unclosed_until: 0 }
    }

    fn next_row(&mut self) -> Option<Range<usize>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let start = self.at;
        let mut at = start;
        let mut cell_start = true;
        while at < self.bytes.len() {
            if cell_start {
                cell_start = false;
                if let Some(close) = self.quoted(at) {
                    at = close + 1;
                    continue;
                }
            }
            match self.bytes[at] {
                b'\n' | b'\r' => break,
                b if b == self.delimiter => cell_start = true,
                _ => {}
            }
            at += 1;
        }
        let line_end = if self.bytes[at.min(self.bytes.len())..].starts_with(b"\r\n") { 2 } else { 1 };
        self.at = at + line_end;
        Some(start..at)
    }

    /// The closing quote of the cell at `at`, if it is a quoted one.
    fn quoted(&mut self, at: usize) -> Option<usize> {
        let open = opening_quote(self.bytes, at)?;
        if open < self.unclosed_until {
            return None;
        }
        let close = closing_quote(self.bytes, open, self.delimiter);
        if close.is_none() {
            let line = self.bytes[open..].iter().position(|&b| b == b'\n' || b == b'\r');
            self.unclosed_until = line.map_or(self.bytes.len(), |line| open + line);
        }
        close
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Quiet;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let table = RawTable::new(text, Delimiter::Comma, &Quiet).unwrap();
        (0..table.len()).map(|i| table.cells(i).into_iter().map(Cow::into_owned).collect()).collect()
    }

    #[test]
    fn every_line_end_ends_a_row() {
        for text in ["a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\rc,d"] {
            assert_eq!(rows(text), [["a", "b"], ["c", "d"]], "{text:?}");
        }
    }

    #[test]
    fn a_quoted_cell_may_hold_anything() {
        assert_eq!(rows("\"a,1\",\"b\nc\",\"say \"\"no\"\"\"\nd"), [vec!["a,1", "b\nc", "say \"no\""], vec!["d"]]);
        assert_eq!(rows("x, \"a,b\" ,y"), [["x", "a,b", "y"]]);
    }

    #[test]
    fn an_open_quote_does_not_swallow_the_rows_after_it() {
        assert_eq!(rows("\"a,b\nc,d\ne,\"f,g\"\n"), [vec!["\"a", "b"], vec!["c", "d"], vec!["e", "f,g"]]);
    }

    #[test]
    fn blank_rows_and_trailing_delimiters_are_kept() {
        assert_eq!(rows("a,\n\nb"), [vec!["a", ""], vec![""], vec!["b"]]);
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
    }
}
