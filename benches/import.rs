//! A CSV of two million calls: rows a second of its whole import, beside the csv crate that only cuts it into fields on one thread.
//!
//! `cargo bench --bench import`; `-- --quick` makes it smaller. The file is made in memory and is the same every time.

use linefold::diag::Quiet;
use linefold::domain::Source;
use linefold::import::{ImportOptions, read_store};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

const ROWS: u32 = 2_000_000;
const QUICK_ROWS: u32 = 50_000;
const PAIRS: usize = 5;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick" || argument == "--test");
    let rows = if quick { QUICK_ROWS } else { ROWS };
    let bytes = calls(rows).into_bytes();
    println!("{rows} rows, {} bytes", bytes.len());
    let source = Source { name: "calls.csv".to_owned(), part: None, sha256: String::new(), bytes: 0 };
    let rate = |seconds: f64| f64::from(rows) / seconds / 1e6;
    let mut ratios = Vec::new();
    // In pairs, so that whatever else the machine does meets both.
    for _ in 0..PAIRS {
        let cut = timed(|| {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let mut record = csv::ByteRecord::new();
            while reader.read_byte_record(&mut record).expect("the bench made it") {
                black_box(record.len());
            }
        });
        let whole = timed(|| {
            let batches = read_store(&source, &bytes, &ImportOptions::default(), &Quiet).expect("nobody cancels");
            assert_eq!(batches[0].report.rows_read, u64::from(rows));
            black_box(batches);
        });
        println!("csv crate {:.2}, whole import {:.2} million rows a second", rate(cut), rate(whole));
        ratios.push(whole / cut);
    }
    ratios.sort_by(f64::total_cmp);
    println!("ratio of times {:.2} (from {:.2} to {:.2})", ratios[PAIRS / 2], ratios[0], ratios[PAIRS - 1]);
}

/// Seconds that some work takes.
fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Calls with a moment, two numbers, a duration, a kind, handset, SIM, cell and position, in order of time.
fn calls(rows: u32) -> String {
    let mut text = "Start,A Number,B Number,Duration (s),Type,IMEI,IMSI,Cell ID,Latitude,Longitude\n".to_owned();
    let mut state = 1_u32;
    let mut random = |below: u32| {
        // Numerical Recipes' linear congruence: good enough to spread values.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    for row in 0..rows {
        let second = u64::from(row) * 86_400 * 28 / u64::from(rows);
        let (day, clock) = (second / 86_400 + 1, second % 86_400);
        let (a, b, cell) = (random(300), random(1000), random(8000));
        let kind = ["Voice", "SMS"][random(2) as usize];
        let written = writeln!(
            text,
            "{day:02}/03/2026 {:02}:{:02}:{:02},07700900{a:03},07700900{b:03},{},{kind},35693803{a:06}5,234150000{a:06},234-15-{}-{cell},51.{cell:05},-0.{cell:05}",
            clock / 3600,
            clock / 60 % 60,
            clock % 60,
            random(900),
            cell % 50,
        );
        written.expect("a string takes everything");
    }
    text
}
