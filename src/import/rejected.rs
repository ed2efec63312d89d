//! Rows that were kept out, packed: a file of ten million of them must not fill the memory.

use super::row::RowError;
use super::{Cause, RejectedRow};
use crate::diag::{Place, Problem};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::ser::{Serialize, SerializeSeq as _, Serializer};
use std::io::{Read as _, Write as _};

/// Rows of a block, and bytes after which it is packed in any case.
const ROWS: usize = 128;
const BYTES: usize = 256 << 10;
/// Of a longer row only the beginning is kept.
pub(super) const LONGEST_TEXT: usize = 32 * 1024;

/// Rows that were packed together.
#[derive(Clone, PartialEq, Eq)]
struct Block {
    /// Rows before it.
    before: usize,
    rows: usize,
    packed: Vec<u8>,
}

/// Every row of a table that was kept out, in the order of the file, with its text and everything wrong with it. Nothing is left
/// out; blocks of rows are packed (DEFLATE, RFC 1951), as rows with the same faults are much alike.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RejectedRows {
    file: String,
    part: Option<String>,
    blocks: Vec<Block>,
    /// Rows not yet packed, as they will be.
    open: Vec<u8>,
    open_rows: usize,
    /// Every hint there is: a row names it by its place.
    hints: Vec<&'static str>,
    pub(super) causes: Vec<Cause>,
}

impl std::fmt::Debug for RejectedRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for RejectedRows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.len()))?;
        for row in self.iter() {
            rows.serialize_element(&row)?;
        }
        rows.end()
    }
}

impl RejectedRows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.before + block.rows) + self.open_rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at this place of the list, from 0.
    pub fn get(&self, at: usize) -> Option<RejectedRow> {
        let block = self.blocks.partition_point(|block| block.before + block.rows <= at);
        let (before, bytes) = match self.blocks.get(block) {
            Some(block) => (block.before, unpacked(&block.packed)),
            None => (self.len() - self.open_rows, self.open.clone()),
        };
        self.rows_of(&bytes).nth(at.checked_sub(before)?)
    }

    /// The first row.
    pub fn first(&self) -> Option<RejectedRow> {
        self.get(0)
    }

    /// All rows, unpacked one block at a time.
    pub fn iter(&self) -> impl Iterator<Item = RejectedRow> + '_ {
        let packed = self.blocks.iter().flat_map(|block| self.all_of(&unpacked(&block.packed)));
        packed.chain(self.all_of(&self.open))
    }

    /// Says which file they are of.
    pub(super) fn name(&mut self, file: &str, part: Option<&str>) {
        file.clone_into(&mut self.file);
        self.part = part.map(str::to_owned);
    }

    /// Keeps a row and counts what is wrong with it.
    pub(super) fn push(&mut self, row: u64, text: &str, errors: &[RowError]) {
        for error in errors {
            match self.causes.iter_mut().find(|c| c.cause == error.cause) {
                Some(known) => {
                    known.rows += 1;
                    if known.first_rows.len() < Cause::PLACES {
                        known.first_rows.push(row);
                    }
                }
                None => self.causes.push(Cause {
                    cause: error.cause.to_owned(),
                    rows: 1,
                    first_rows: vec![row],
                    example: error.message.clone(),
                }),
            }
        }
        self.open.extend_from_slice(&row.to_le_bytes());
        write_text(text.get(..text.floor_char_boundary(LONGEST_TEXT)).unwrap_or_default(), &mut self.open);
        let told = &errors[..errors.len().min(usize::from(u8::MAX))];
        self.open.push(u8::try_from(told.len()).unwrap_or(u8::MAX));
        for error in told {
            let known = self.hints.iter().position(|hint| *hint == error.hint);
            let hint = known.unwrap_or_else(|| {
                self.hints.push(error.hint);
                self.hints.len() - 1
            });
            self.open.push(u8::try_from(hint).unwrap_or(u8::MAX));
            write_text(&error.message, &mut self.open);
        }
        self.open_rows += 1;
        if self.open_rows >= ROWS || self.open.len() >= BYTES {
            self.pack();
        }
    }

    fn pack(&mut self) {
        let before = self.len() - self.open_rows;
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        // Writing to memory cannot fail.
        let _ok = encoder.write_all(&self.open);
        let mut packed = encoder.finish().unwrap_or_default();
        packed.shrink_to_fit();
        self.blocks.push(Block { before, rows: self.open_rows, packed });
        self.open.clear();
        self.open_rows = 0;
    }

    fn all_of(&self, bytes: &[u8]) -> Vec<RejectedRow> {
        self.rows_of(bytes).collect()
    }

    fn rows_of<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = RejectedRow> + 'b {
        let mut rest = bytes;
        std::iter::from_fn(move || self.read_row(&mut rest))
    }

    fn read_row(&self, rest: &mut &[u8]) -> Option<RejectedRow> {
        let row = u64::from_le_bytes(*rest.split_first_chunk::<8>().map(|(head, tail)| {
            *rest = tail;
            head
        })?);
        let text = read_text(rest)?;
        let count = take(rest, 1)?[0];
        let place = Place { file: self.file.clone(), sheet: self.part.clone(), row: Some(row) };
        let mut problems = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let hint = usize::from(take(rest, 1)?[0]);
            let hint = self.hints.get(hint).copied().unwrap_or_default();
            problems.push(Problem::error(read_text(rest)?, hint, place.clone()));
        }
        Some(RejectedRow { row, text, problems })
    }
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was packed here can be unpacked.
    let _ok = DeflateDecoder::new(packed).read_to_end(&mut bytes);
    bytes
}

/// A text behind its length; no text is longer than [`LONGEST_TEXT`] by more than a message's words.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let length = u32::try_from(text.len()).unwrap_or(0);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&text.as_bytes()[..length as usize]);
}

fn take<'b>(rest: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (head, tail) = rest.split_at_checked(count)?;
    *rest = tail;
    Some(head)
}

fn read_text(rest: &mut &[u8]) -> Option<String> {
    let (head, tail) = rest.split_first_chunk::<4>()?;
    *rest = tail;
    let text = take(rest, usize::try_from(u32::from_le_bytes(*head)).ok()?)?;
    Some(String::from_utf8_lossy(text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_comes_back_as_it_was_kept_and_many_take_little_room() {
        let mut rows = RejectedRows::default();
        let text = |at: u64| format!("14/13/2026 10:15:{:02},07700900{:03},07700900345,{at}", at % 60, at % 997);
        let error = |at: u64| RowError {
            cause: "date",
            message: format!("Date \"{at}\" is not in the calendar."),
            hint: "Row kept out.",
        };
        for at in 0..3000_u64 {
            rows.push(at + 2, &text(at), &[error(at)]);
        }
        rows.name("calls.csv", Some("sheet Calls"));
        assert_eq!((rows.len(), rows.iter().count()), (3000, 3000));
        for (at, row) in (0_u64..).zip(rows.iter()) {
            assert_eq!((row.row, row.text.as_str()), (at + 2, text(at).as_str()));
            assert_eq!(row.problems[0].message, error(at).message);
        }
        let one = rows.get(2999).unwrap();
        assert_eq!(one.row, 3001);
        assert_eq!(one.problems[0].place.sheet.as_deref(), Some("sheet Calls"));
        assert!(rows.get(3000).is_none());
        let held: usize = rows.blocks.iter().map(|block| block.packed.capacity()).sum();
        assert!(held < 3000 * 40, "{held} bytes");
        assert_eq!((rows.causes[0].rows, rows.causes[0].first_rows.clone()), (3000, vec![2, 3, 4, 5, 6]));
    }
}
