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
const PIECES_A_THREAD: usize = 8;

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
        let cut = pieces.into_par_iter().with_max_len(1).map(|piece| (piece.at, piece.into_table(delimiter)));
        let cut: Vec<_> = cut.collect();
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

/// Reads all chunks of a text; see [`learning`].
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn through<T: Send>(
    text: Text<'_>,
    delimiter: Delimiter,
    monitor: &dyn Monitor,
    read: impl Fn(Chunk) -> T + Sync + Send,
    mut take: impl FnMut(T) + Send,
) -> Result<(), Halt> {
    let read = |(): &(), chunk| read(chunk);
    let take = |read| {
        take(read);
        ControlFlow::Continue(())
    };
    learning(text, delimiter, monitor, &mut (), (read, take, |(), ()| {}))
}

/// Reads all chunks of a text. While some are read those after them are cut and what those before them gave is taken, so that no
/// thread waits. What the taking finds new is learned in between, when nobody looks into what is `known`.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn learning<T: Send, K: Sync + Send, N: Send>(
    text: Text<'_>,
    delimiter: Delimiter,
    monitor: &dyn Monitor,
    known: &mut K,
    (read, mut take, learn): (
        impl Fn(&K, Chunk) -> T + Sync + Send,
        impl FnMut(T) -> ControlFlow<(), N> + Send,
        impl Fn(&mut K, N),
    ),
) -> Result<(), Halt> {
    let at_once = rayon::current_num_threads() * PIECES_A_THREAD;
    let mut chunks = Chunks { pieces: Pieces::new(text, delimiter), delimiter, rows_before: text.rows_before };
    let mut current = chunks.next(at_once)?;
    let mut done: Vec<T> = Vec::new();
    while !current.is_empty() || !done.is_empty() {
        monitor.check()?;
        let reader = &*known;
        let take_all = || {
            let mut news = Vec::with_capacity(done.len());
            let ended = done.into_iter().try_for_each(|one| take(one).map_continue(|new| news.push(new)));
            (news, ended)
        };
        // One at a time: a thread that was given several could not pass them on to one that has nothing to do.
        let read_one = |chunk| read(reader, chunk);
        let read_all = || current.into_par_iter().with_max_len(1).map(read_one).collect::<Vec<T>>();
        let ((news, ended), (next, read)) = rayon::join(take_all, || rayon::join(|| chunks.next(at_once), read_all));
        if ended.is_break() {
            return Ok(());
        }
        for new in news {
            learn(known, new);
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

#[cfg(test)]
mod tests {
    use crate::diag::{Monitor, Quiet};
    use crate::domain::{RecordDraft, Source};
    use crate::import::read::read_grained;
    use crate::import::text::Grain;
    use crate::import::{Batch, Content, ImportOptions};
    use proptest::prelude::*;
    use std::fmt::Write as _;
    use std::sync::atomic::{AtomicU32, Ordering};

    const SMALL: Grain = Grain { whole: 300, piece: 64 };

    fn source() -> Source {
        Source { name: "calls.csv".to_owned(), part: None, sha256: String::new(), bytes: 0 }
    }

    fn read(bytes: &[u8], grain: Grain) -> Vec<Batch> {
        read_grained(&source(), &bytes, &ImportOptions::default(), grain, &Quiet).unwrap()
    }

    fn drafts(batch: &Batch) -> Vec<RecordDraft> {
        batch.records.iter().map(|r| batch.records.draft(&r)).collect()
    }

    /// All that was read of a file: records, and what became of every other row.
    fn all(batches: &[Batch]) -> String {
        let mut text = String::new();
        for batch in batches {
            assert!(batch.report.adds_up());
            let parties: Vec<_> = batch.records.parties().iter().collect();
            writeln!(text, "{:?} {:?} {parties:?} {:?}", batch.source, batch.report, drafts(batch)).unwrap();
        }
        text
    }

    /// What rows say of phones: a few handsets and SIMs in a few cells, some of them junk, zeros or too long to be remembered.
    fn phone(kind: u8) -> String {
        let imei = ["356938035643809", "35-693803-564381-9", "0", "junk", ""][usize::from(kind % 5)];
        let imsi = ["234150000000001", "234150000000002", "-1", "nothing"][usize::from(kind / 5 % 4)];
        let place = ["234-15-1-2,51.5,-0.1", "234-15-1-3,51.5,west", ",,", "234-15-1-3,0,0"][usize::from(kind / 3 % 4)];
        let address = "a long address ".repeat(9);
        let town = ["London", "", &address][usize::from(kind / 7 % 3)];
        format!("{imei},{imsi},{place},{town}")
    }

    /// Calls with a note in quotes that has line ends in it; some rows are damaged, blank or cut.
    fn calls(rows: &[u8], line_end: &str) -> String {
        let phones = "IMEI,IMSI,Cell ID,Latitude,Longitude,Town";
        let mut text = format!("Start,A Number,B Number,Duration,{phones},Note{line_end}");
        for (i, kind) in rows.iter().enumerate() {
            let (day, b) = (i % 28 + 1, 900_000 + i % 7);
            let note = match kind % 6 {
                0 => format!("\"two{line_end}lines, \"\"said\"\"\""),
                1 => "\"never closed".to_owned(),
                _ => "plain".to_owned(),
            };
            let start =
                if kind % 11 == 3 { "no date".to_owned() } else { format!("{day:02}/03/2026 10:15:{:02}", i % 60) };
            let blank = if kind % 13 == 4 { line_end } else { "" };
            let phone = phone(*kind);
            write!(text, "{start},07700900112,07700{b},{},{phone},{note}{line_end}{blank}", i % 90).unwrap();
        }
        text
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn pieces_of_any_size_give_the_same_records(
            rows in prop::collection::vec(any::<u8>(), 1..60),
            piece in 1_usize..400,
            line_end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        ) {
            let text = calls(&rows, line_end);
            let one = all(&read(text.as_bytes(), Grain::USUAL));
            prop_assert_eq!(one, all(&read(text.as_bytes(), Grain { piece, ..Grain::USUAL })));
        }
    }

    #[test]
    fn one_thread_and_several_give_the_same_bits() {
        let rows: Vec<u8> = (0..=255).cycle().take(2000).collect();
        let text = calls(&rows, "\n");
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| format!("{:?}", read(text.as_bytes(), Grain { piece: 500, ..Grain::USUAL })))
        };
        let one = with(1);
        assert!(one == with(2) && one == with(5));
    }

    #[test]
    fn rows_keep_their_numbers_across_pieces() {
        let text = "Start,A Number,B Number,Duration,Note\r\n".to_owned()
            + &"14/03/2026 10:15:00,07700900112,07700900345,80,\"a\r\nb\"\r\n".repeat(40)
            + "14/13/2026 10:15:00,07700900112,07700900345,80,x\r\n";
        let batch = &read(text.as_bytes(), SMALL)[0];
        assert_eq!(batch.report.rejected_rows.iter().map(|r| r.row).collect::<Vec<_>>(), [42]);
        assert_eq!((batch.report.accepted, batch.report.duplicate), (1, 39));
        assert_eq!(batch.report.duplicate_rows[38].row, 41);
    }

    #[test]
    fn a_later_row_may_overrule_what_the_samples_said_of_dates() {
        // The samples fit both orders or say day first; one part of the file that no sample sees says month first.
        let row = |date: &str| format!("{date} 10:15:00,07700900112,07700900345,80\n");
        let mut text = "Start,A Number,B Number,Duration\n".to_owned();
        text.push_str(&row("03/04/2026").repeat(5_000));
        text.push_str(&row("03/14/2026").repeat(3));
        text.push_str(&row("05/04/2026").repeat(5_000));
        let batch = &read(text.as_bytes(), Grain { whole: 300, piece: 5_000 })[0];
        assert_eq!((batch.report.rejected, batch.report.rows_read), (0, 10_003));
        assert!(batch.report.decisions.iter().any(|d| d.contains("month first")), "{:?}", batch.report.decisions);
    }

    #[test]
    fn a_table_below_another_is_read_as_one_of_its_own() {
        let call = "10:15:00,07700900112,07700900345,80,Voice,356938035643809,234150000000001,234-15-1-2\n";
        let text = format!(
            "Start,A Number,B Number,Duration,Call Type,IMEI,IMSI,Cell ID\n14/03/2026 {call}15/03/2026 {call}\n\
             Cell sites of March\ncell,lat,lon,town\n234-15-1-2,51.5,-0.1,London\n"
        );
        for piece in [20, 1 << 20] {
            let batches = read(text.as_bytes(), Grain { piece, ..Grain::USUAL });
            let contents: Vec<_> = batches.iter().map(|b| (b.report.content, b.report.accepted)).collect();
            assert_eq!(contents, [(Content::Records, 2), (Content::CellSites, 1)]);
            assert_eq!((batches[1].report.header_row, batches[1].cell_sites.len()), (Some(6), 1));
            assert!(batches[1].source.part.as_ref().is_some_and(|p| p.starts_with("table at row ")));
            assert_eq!(batches[0].source.sha256, batches[1].source.sha256);
        }
    }

    #[test]
    fn a_memory_that_is_full_begins_anew_and_mixes_nothing_up() {
        let rows = 140_000;
        let mut text = "Start,A Number,B Number,Duration\n".to_owned();
        for row in 0..rows {
            writeln!(text, "14/03/2026 10:15:00,07700900112,SENDER{row},80").unwrap();
        }
        let batch = &read(text.as_bytes(), Grain { piece: 100_000, ..Grain::USUAL })[0];
        assert_eq!(batch.records.len(), rows);
        let party = |r: crate::domain::Record| batch.records.party(r.b).to_string();
        assert!(batch.records.iter().enumerate().all(|(row, r)| party(r) == format!("SENDER{row}")));
    }

    #[test]
    fn a_row_that_is_too_long_is_kept_out_and_the_next_one_read() {
        let long = "x".repeat(3 << 20);
        let text = format!(
            "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n{long}\n\
             15/03/2026 10:15:00,07700900112,07700900345,80\n"
        );
        let batch = &read(text.as_bytes(), Grain { whole: 300, piece: 4096 })[0];
        assert_eq!((batch.report.accepted, batch.report.rejected), (2, 1));
        assert_eq!(drafts(batch)[1].row, 4);
        assert!(batch.report.rejected_rows.first().unwrap().text.len() < 100_000);
    }

    /// Stops when it has been asked so often.
    struct StopsAt(AtomicU32);

    impl Monitor for StopsAt {
        fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}

        fn is_cancelled(&self) -> bool {
            self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err()
        }
    }

    #[test]
    fn work_stops_wherever_it_is_asked_to() {
        let text = calls(&[7; 3000], "\n");
        for asked in [0, 1, 3, 5, 20, 60] {
            let monitor = StopsAt(AtomicU32::new(asked));
            let bytes = text.as_bytes();
            let stopped = read_grained(&source(), &bytes, &ImportOptions::default(), SMALL, &monitor);
            assert!(stopped.is_err(), "asked {asked} times");
        }
    }
}
