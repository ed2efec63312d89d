//! A workbook of 200,000 calls: how long its whole import takes beside the workbook library alone.
//!
//! `cargo bench --bench spreadsheet`; `-- --quick` makes it smaller. The workbook is made in memory and
//! is the same every time.

use calamine::{Reader as _, Xlsx};
use linefold::diag::Quiet;
use linefold::import::{ImportOptions, read_tables};
use rust_xlsxwriter::{Format, Workbook};
use std::hint::black_box;
use std::io::Cursor;
use std::time::{Duration, Instant};

const ROWS: u32 = 200_000;
const QUICK_ROWS: u32 = 20_000;
const PAIRS: usize = 7;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick" || argument == "--test");
    let rows = if quick { QUICK_ROWS } else { ROWS };
    let bytes = workbook(rows);
    println!("{rows} rows, {} bytes", bytes.len());
    let (mut alone, mut whole) = (Vec::new(), Vec::new());
    // In pairs, so that whatever else the machine does meets both.
    for _ in 0..PAIRS {
        alone.push(timed(|| {
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).expect("the bench made it");
            let name = book.sheet_names()[0].clone();
            black_box(book.worksheet_range(&name).expect("the bench made it"));
        }));
        whole.push(timed(|| {
            let batches = read_tables("calls.xlsx", &bytes, &ImportOptions::default(), &Quiet).expect("nobody cancels");
            assert_eq!(batches[0].report.accepted, u64::from(rows));
            black_box(batches);
        }));
    }
    let mut ratios: Vec<f64> = alone.iter().zip(&whole).map(|(a, w)| w.as_secs_f64() / a.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    println!("the library alone {:?}, the whole import {:?}", median(&mut alone), median(&mut whole));
    println!("ratio {:.2} (from {:.2} to {:.2})", ratios[PAIRS / 2], ratios[0], ratios[PAIRS - 1]);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Calls with a moment, two numbers, a duration, a kind, handset, SIM, cell and position.
fn workbook(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header =
        ["Start", "A Number", "B Number", "Duration (s)", "Type", "IMEI", "IMSI", "Cell ID", "Latitude", "Longitude"];
    for (column, name) in (0..).zip(header) {
        sheet.write(0, column, name).expect("in bounds");
    }
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
    for row in 1..=rows {
        let mixed = u64::from(row).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let of = |range: u64, shift: u32| (mixed >> shift) % range;
        let fraction = |range: u64, shift: u32| u32::try_from(of(range, shift)).map_or(0.0, f64::from);
        let days = 46_082.0 + f64::from(row) * 13.0 / 86_400.0;
        let write = |sheet: &mut rust_xlsxwriter::Worksheet| -> Result<(), rust_xlsxwriter::XlsxError> {
            sheet.write_with_format(row, 0, days, &moment)?;
            sheet.write(row, 1, format!("447700900{:03}", of(40, 3)))?;
            sheet.write(row, 2, 447_700_900_000.0 + fraction(1000, 9))?;
            sheet.write(row, 3, fraction(600, 17))?;
            sheet.write(row, 4, if of(3, 23) == 0 { "SMS" } else { "Voice" })?;
            sheet.write(row, 5, 356_938_035_643_809.0 - 10.0 * fraction(40, 3))?;
            sheet.write(row, 6, format!("2341500000{:05}", of(40, 3)))?;
            sheet.write(row, 7, format!("234-15-{}-{}", of(50, 29), of(3000, 35)))?;
            sheet.write(row, 8, 51.0 + fraction(10_000, 11) / 10_000.0)?;
            sheet.write(row, 9, -1.0 + fraction(10_000, 13) / 10_000.0)?;
            Ok(())
        };
        write(sheet).expect("in bounds");
    }
    book.save_to_buffer().expect("it fits")
}
