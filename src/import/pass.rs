//! A pass over all rows of a text: pieces are read on all threads, and what they give is taken in the order of the file.

use super::store::Halt;
use super::table::{Delimiter, RawTable};
use super::text::{Pieces, Text};
use crate::diag::Monitor;
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Rows that one thread reads at a time.
#[derive(Debug)]
pub(super) struct Chunk {
    pub table: RawTable<'static>,
    /// Rows of the file before it.
    pub rows_before: u64,
    /// Where it begins in the store.
    pub at: u64,
}

impl Chunk {
    /// The number of a row of the table, from 1.
    pub(super) const fn number(&self, index: usize) -> u64 {
        self.rows_before + index as u64 + 1
    }
}

/// Pieces that are read between two looks at whether to stop, for each thread.
const PIECES_A_THREAD: usize = 2;

/// Cuts off the chunks that come next.
struct Chunks<'s> {
    pieces: Pieces<'s>,
    delimiter: Delimiter,
    rows_before: u64,
}

impl Chunks<'_> {
    fn next(&mut self, most: usize) -> Result<Vec<Chunk>, Halt> {
        let mut pieces = Vec::with_capacity(most);
        while pieces.len() < most
            && let Some(piece) = self.pieces.next()?
        {
            pieces.push(piece);
        }
        let delimiter = self.delimiter;
        let cut: Vec<_> = pieces.into_par_iter().map(|piece| (piece.at, piece.into_table(delimiter))).collect();
        let mut chunks = Vec::with_capacity(cut.len());
        for (at, table) in cut {
            let table = table?;
            let rows_before = self.rows_before;
            self.rows_before += table.len() as u64;
            chunks.push(Chunk { table, rows_before, at });
        }
        Ok(chunks)
    }
}

/// Reads all chunks of a text. While some are read, those before them are taken and those after them cut; so no thread waits.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails, or `read` or `take` say so.
pub(super) fn through<T: Send>(
    text: Text<'_>,
    delimiter: Delimiter,
    monitor: &dyn Monitor,
    read: impl Fn(Chunk) -> T + Sync + Send,
    mut take: impl FnMut(T) -> ControlFlow<()> + Send,
) -> Result<(), Halt> {
    let at_once = rayon::current_num_threads() * PIECES_A_THREAD;
    let mut chunks = Chunks { pieces: Pieces::new(text, delimiter), delimiter, rows_before: text.rows_before };
    let mut current = chunks.next(at_once)?;
    let mut done = Vec::new();
    while !(current.is_empty() && done.is_empty()) {
        monitor.check()?;
        let ((next, read), taken) = rayon::join(
            || rayon::join(|| chunks.next(at_once), || current.into_par_iter().map(&read).collect::<Vec<T>>()),
            || std::mem::take(&mut done).into_iter().try_for_each(&mut take),
        );
        if taken.is_break() {
            return Ok(());
        }
        (current, done) = (next?, read);
    }
    Ok(())
}

/// Reads all chunks of a text in order, on this thread alone.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn in_order(
    text: Text<'_>,
    delimiter: Delimiter,
    monitor: &dyn Monitor,
    mut take: impl FnMut(&Chunk),
) -> Result<(), Halt> {
    let mut pieces = Pieces::new(text, delimiter);
    let mut rows_before = text.rows_before;
    while let Some(piece) = pieces.next()? {
        monitor.check()?;
        let at = piece.at;
        let chunk = Chunk { table: piece.into_table(delimiter)?, rows_before, at };
        rows_before += chunk.table.len() as u64;
        take(&chunk);
    }
    Ok(())
}
