//! Any bytes as a text: encodings, line ends, delimiters, quotes, headers, tables below tables.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linefold::diag::Quiet;
use linefold::import::{ImportOptions, read_bytes};

fuzz_target!(|bytes: &[u8]| {
    let batch = read_bytes("calls.csv", bytes, &ImportOptions::default(), &Quiet).expect("nobody cancels");
    assert!(batch.report.adds_up(), "{:?}", batch.report);
    // Rows are at most as many as line ends, and one more.
    let lines = bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() as u64 + 1;
    let report = &batch.report;
    assert!(report.rows_read + report.not_records <= lines, "{report:?}");
});
