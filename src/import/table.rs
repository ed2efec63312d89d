//! A text as rows of cells; cells are cut out when a row is looked at.

use memchr::{memchr, memchr2, memchr2_iter, memchr3, memrchr2};
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
/// Spaces that may stand before a quote that opens a cell, and behind one that closes it.
const MOST_SPACES: usize = 1000;

/// A longer row is cut off there, which makes it no record; so a row without an end does not fill the memory.
pub(super) const LONGEST_ROW: usize = 1 << 20;

/// So many bytes of a row hold the names of all columns that are looked at.
const LONGEST_FRONT: usize = 64 * 1024;

/// A text cut into rows, blank rows counted, as a spreadsheet counts.
#[derive(Debug)]
pub(super) struct RawTable<'t> {
    text: Cow<'t, str>,
    delimiter: Delimiter,
    rows: Vec<Range<usize>>,
    /// Whether there is no quote in the text: then a cell is what stands between two delimiters.
    is_plain: bool,
}

impl<'t> RawTable<'t> {
    /// Cuts a text into rows: CRLF, LF or CR ends one, except inside a quoted cell.
    pub(super) fn new(text: impl Into<Cow<'t, str>>, delimiter: Delimiter) -> Self {
        Self::head(text, delimiter, usize::MAX)
    }

    /// The first rows of a text alone, for a look at what it is.
    pub(super) fn head(text: impl Into<Cow<'t, str>>, delimiter: Delimiter, most: usize) -> Self {
        let text = text.into();
        let is_plain = memchr(b'"', text.as_bytes()).is_none();
        let rows = if most == usize::MAX && is_plain {
            lines(text.as_bytes())
        } else {
            let mut scan = Scan::new(text.as_bytes(), delimiter, true);
            std::iter::from_fn(|| scan.next_row()).take(most).collect()
        };
        Self { text, delimiter, rows, is_plain }
    }

    /// A text of which it is known where its rows are.
    pub(super) fn of_rows(text: impl Into<Cow<'t, str>>, delimiter: Delimiter, rows: Vec<Range<usize>>) -> Self {
        Self { text: text.into(), delimiter, rows, is_plain: false }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row as written, without its line end.
    pub(super) fn row_text(&self, index: usize) -> &str {
        &self.text[self.rows[index].clone()]
    }

    /// The text before a row; all of it where there is no such row.
    pub(super) fn text_before(&self, index: usize) -> &str {
        self.rows.get(index).map_or(&self.text, |row| &self.text[..row.start])
    }

    /// Puts the cells of a row into `cells`, which is emptied first. Quotes around a cell are taken off.
    pub(super) fn cells_into<'c>(&'c self, index: usize, cells: &mut Vec<Cow<'c, str>>) {
        self.cut(self.row_text(index), cells);
    }

    fn cut<'c>(&self, row: &'c str, cells: &mut Vec<Cow<'c, str>>) {
        let delimiter = self.delimiter.byte();
        cells.clear();
        if self.is_plain || memchr(b'"', row.as_bytes()).is_none() {
            plain_cells(row, delimiter, cells);
        } else {
            quoted_cells(row, delimiter, cells);
        }
    }

    /// The cells at the front of a row, which is all that is looked at where many rows are: one of a megabyte may have as many cells.
    pub(super) fn front_cells(&self, index: usize) -> Vec<Cow<'_, str>> {
        self.cells_within(index, LONGEST_FRONT)
    }

    /// The cells in so many bytes of a row.
    pub(super) fn cells_within(&self, index: usize, most: usize) -> Vec<Cow<'_, str>> {
        let row = self.row_text(index);
        let mut cells = Vec::new();
        self.cut(&row[..row.floor_char_boundary(most)], &mut cells);
        cells
    }

    /// The cells of a row.
    pub(super) fn cells(&self, index: usize) -> Vec<Cow<'_, str>> {
        let mut cells = Vec::new();
        self.cells_into(index, &mut cells);
        cells
    }
}

/// Adds the cells of a row without quotes. Cells are short, so that to look for each delimiter by itself takes longer than to mark
/// those of 64 bytes at once.
fn plain_cells<'c>(row: &'c str, delimiter: u8, cells: &mut Vec<Cow<'c, str>>) {
    const BLOCK: usize = 64;
    let pattern = u64::from_le_bytes([delimiter; 8]);
    let mut from = 0;
    for (block, bytes) in row.as_bytes().chunks(BLOCK).enumerate() {
        let (words, rest) = bytes.as_chunks::<8>();
        let (mut marked, mut at) = (0, 0);
        for word in words {
            marked |= marks_of(*word, pattern) << at;
            at += 8;
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            marked |= marks_of(last, pattern) << at;
        }
        while marked != 0 {
            let end = block * BLOCK + marked.trailing_zeros() as usize;
            cells.push(Cow::Borrowed(&row[from..end]));
            from = end + 1;
            marked &= marked - 1;
        }
    }
    cells.push(Cow::Borrowed(&row[from..]));
}

/// A bit for each of eight bytes that is the one of which the pattern is made (Knuth, The Art of Computer Programming 4A, 7.1.3).
const fn marks_of(word: [u8; 8], pattern: u64) -> u64 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let differs = u64::from_le_bytes(word) ^ pattern;
    // The highest bit of each byte that is the same; the product brings them together.
    let found = !(((differs & LOW) + LOW) | differs | LOW);
    (found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Adds the cells of a row of which some may be quoted.
fn quoted_cells<'c>(row: &'c str, delimiter: u8, cells: &mut Vec<Cow<'c, str>>) {
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

/// The cell that begins at byte `from` of a row, and where it ends: at a delimiter or at the end of the row.
fn cell_at(row: &str, from: usize, delimiter: u8) -> (Cow<'_, str>, usize) {
    let bytes = row.as_bytes();
    if let Some(open) = opening_quote(bytes, from)
        && let Closing::At(close) = closing_quote(bytes, open, delimiter, true)
    {
        let inner = &row[open + 1..close];
        let cell = if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        return (cell, next_of(bytes, close + 1, delimiter));
    }
    let end = next_of(bytes, from, delimiter);
    (Cow::Borrowed(&row[from..end]), end)
}

fn next_of(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    memchr(delimiter, &bytes[from..]).map_or(bytes.len(), |at| from + at)
}

/// Where the quote of a quoted cell stands, if the cell at `from` begins with one; spaces may come first.
fn opening_quote(bytes: &[u8], from: usize) -> Option<usize> {
    let spaces = bytes[from..].iter().take(MOST_SPACES).take_while(|&&b| b == b' ').count();
    (bytes.get(from + spaces) == Some(&b'"')).then_some(from + spaces)
}

/// Where a quote is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    At(usize),
    /// Nowhere: then it is a character like any other, and a broken row does not swallow those after it.
    Never,
    /// Not before the bytes end; what comes behind them may close it.
    Unknown,
}

/// The quote that closes the one at `open`: followed by a delimiter, a line end or the end of the text, which the end of the
/// bytes is if `is_whole`.
fn closing_quote(bytes: &[u8], open: usize, delimiter: u8, is_whole: bool) -> Closing {
    let mut at = open + 1;
    let mut lines = 0;
    let last = bytes.len().min(open + LONGEST_QUOTE);
    while let Some(found) = bytes.get(at..last).and_then(|rest| memchr3(b'"', b'\n', b'\r', rest)) {
        at += found;
        match bytes[at] {
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' => {
                let spaces = bytes[at + 1..].iter().take(MOST_SPACES).take_while(|&&b| b == b' ').count();
                match bytes.get(at + 1 + spaces) {
                    None => return if is_whole { Closing::At(at) } else { Closing::Unknown },
                    Some(&b) if b == delimiter || b == b'\n' || b == b'\r' => return Closing::At(at),
                    Some(_) => {}
                }
                // A quote that opens a cell of a later row: the first was never closed.
                let opens_a_cell = matches!(bytes[at - 1], b'\n' | b'\r') || bytes[at - 1] == delimiter;
                if lines > 0 && opens_a_cell {
                    return Closing::Never;
                }
            }
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            _ => {
                lines += 1;
                if lines > MOST_LINES_IN_QUOTE {
                    return Closing::Never;
                }
            }
        }
        at += 1;
    }
    if is_whole || last < bytes.len() { Closing::Never } else { Closing::Unknown }
}

/// The lines of a text without quotes.
fn lines(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut rows = Vec::with_capacity(bytes.len() / 64);
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        if end < start {
            // The second half of CRLF.
            continue;
        }
        rows.push(start..end);
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    if start < bytes.len() {
        rows.push(start..bytes.len());
    }
    rows
}

/// How many of these bytes are whole rows for certain, whatever comes behind them.
pub(super) fn whole_rows(bytes: &[u8], delimiter: Delimiter) -> usize {
    if memchr(b'"', bytes).is_none() {
        // Behind a CR that is the last byte an LF may come.
        let last = bytes.len().saturating_sub(1);
        let end = if bytes.last() == Some(&b'\n') { Some(last) } else { memrchr2(b'\n', b'\r', &bytes[..last]) };
        return end.map_or(0, |end| end + 1);
    }
    let mut scan = Scan::new(bytes, delimiter, false);
    while scan.next_row().is_some() {}
    scan.at
}

/// Walks over a text row by row.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    delimiter: u8,
    /// Whether nothing comes behind the bytes; else a row that may go on behind them is not given out.
    is_whole: bool,
    /// No quote opened before this is ever closed: keeps a hostile text from being searched again and again.
    unclosed_until: usize,
}

impl<'t> Scan<'t> {
    fn new(bytes: &'t [u8], delimiter: Delimiter, is_whole: bool) -> Self {
        Self { bytes, at: 0, delimiter: delimiter.byte(), is_whole, unclosed_until: 0 }
    }

    /// The next row; `None` at the end, or where it cannot be told without the bytes behind.
    fn next_row(&mut self) -> Option<Range<usize>> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let start = self.at;
        let mut at = start;
        // From cell to cell; a longer row ends with its line, whatever its quotes say.
        while at - start <= LONGEST_ROW {
            if let Closing::At(close) = self.quoted(at)? {
                at = close + 1;
            }
            let Some(end) = memchr3(self.delimiter, b'\n', b'\r', &self.bytes[at..]) else { break };
            at += end;
            if self.bytes[at] != self.delimiter {
                return self.end_row(start, at);
            }
            at += 1;
        }
        let from = if at - start > LONGEST_ROW { start + LONGEST_ROW + 1 } else { at };
        match memchr2(b'\n', b'\r', &self.bytes[from..]) {
            Some(line) => self.end_row(start, from + line),
            None if self.is_whole => self.end_row(start, self.bytes.len()),
            None => None,
        }
    }

    fn end_row(&mut self, start: usize, at: usize) -> Option<Range<usize>> {
        let behind = &self.bytes[at..];
        if !self.is_whole && behind == b"\r" {
            return None;
        }
        self.at = at + if behind.starts_with(b"\r\n") { 2 } else { 1 };
        Some(start..at)
    }

    /// Where the quote of the cell at `at` is closed, if it is a quoted one; `None` where that cannot be told.
    fn quoted(&mut self, at: usize) -> Option<Closing> {
        let Some(open) = opening_quote(self.bytes, at) else {
            let rest = &self.bytes[at..];
            let is_told = self.is_whole || rest.len() >= MOST_SPACES || rest.iter().any(|&b| b != b' ');
            return is_told.then_some(Closing::Never);
        };
        if open < self.unclosed_until {
            return Some(Closing::Never);
        }
        let close = closing_quote(self.bytes, open, self.delimiter, self.is_whole);
        if close == Closing::Never {
            let line = memchr2(b'\n', b'\r', &self.bytes[open..]);
            self.unclosed_until = line.map_or(self.bytes.len(), |line| open + line);
        }
        (close != Closing::Unknown).then_some(close)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let table = RawTable::new(text, Delimiter::Comma);
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
    fn a_row_is_cut_wherever_its_delimiters_stand() {
        for length in 0..30 {
            for marks in 0..1_u32 << 7 {
                let text: String = (0..length)
                    .map(|at| if marks >> (at % 7) & 1 == 1 { ',' } else { ['a', '-', '+', 'z'][at % 4] })
                    .collect();
                let expected: Vec<Vec<&str>> = if text.is_empty() { vec![] } else { vec![text.split(',').collect()] };
                assert_eq!(rows(&text), expected);
            }
        }
        assert_eq!(rows("é,ü€,ÿ¬,\u{ac}\u{2c}x"), [["é", "ü€", "ÿ¬", "\u{ac}", "x"]]);
    }

    #[test]
    fn blank_rows_and_trailing_delimiters_are_kept() {
        assert_eq!(rows("a,\n\nb"), [vec!["a", ""], vec![""], vec!["b"]]);
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
    }
}
