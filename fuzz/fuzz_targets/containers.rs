//! Any bytes as a file: gzip, zip, workbooks, text. Never a crash, memory within the limits, and every sum right.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use linefold::diag::Quiet;
use linefold::import::{ImportOptions, Limits, read_tables};

fuzz_target!(
    // The workbook library is guarded against its own panics; only one that gets past the guard is a finding.
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| -> Corpus {
        let limits = Limits { unpacked_bytes: 16 << 20, free_bytes: 1 << 20, ..Limits::default() };
        let options = ImportOptions { limits, ..ImportOptions::default() };
        let Ok(batches) = read_tables("07700900112 calls.dat", bytes, &options, &Quiet) else { return Corpus::Reject };
        assert!(!batches.is_empty());
        for batch in &batches {
            assert!(batch.report.adds_up(), "{:?}", batch.report);
        }
        Corpus::Keep
    }
);
