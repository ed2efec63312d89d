//! Files made to do harm, and files that something happened to: a clear error, bounded memory, and the others go on.

use super::containers::{gzip, tables, within, zip};
use super::handmade::{inline, workbook};
use super::*;
use linefold::diag::Monitor;
use linefold::import::{Limits, read_files};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

const CALLS: &str = "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n";

/// Bounds small enough for a test.
fn small() -> Limits {
    Limits { unpacked_bytes: 4 << 20, ratio: 50, free_bytes: 64 << 10, entries: 5, depth: 2, folders: 3 }
}

fn is_told(batches: &[Batch], words: &str) -> bool {
    batches.iter().any(|b| says(b, Severity::Error, words))
}

#[test]
fn a_bomb_is_told_and_costs_nothing() {
    let zeros = vec![b'0'; 1 << 20];
    for (name, bytes) in [("bomb.gz", gzip(&zeros)), ("bomb.zip", zip(&[("bomb.csv", &zeros)]))] {
        let batches = within(small(), name, &bytes);
        assert!(is_told(&batches, "unpacks to far more than any table"), "{name}: {batches:?}");
    }
    // Each layer packs as well as it may; the whole does not.
    let nested = zip(&[("inner.gz", &gzip(&gzip(&zeros)))]);
    assert!(is_told(&within(Limits { depth: 4, ..small() }, "nested.zip", &nested), "unpacks to far more"));
    // Many entries, each within bounds.
    let noise: Vec<u8> = (0..400_000_u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let many = zip(&[("1.csv", &noise), ("2.csv", &noise), ("3.csv", &noise)]);
    assert!(is_told(&within(small(), "many.zip", &many), "3.csv unpacks to far more"));
}

#[test]
fn a_size_that_the_directory_states_may_be_a_lie() {
    let zeros = vec![b'0'; 1 << 20];
    let mut bytes = zip(&[("bomb.csv", &zeros)]);
    let stated = (1_u32 << 20).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == stated) {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(is_told(&within(small(), "lie.zip", &bytes), "bomb.csv unpacks to far more"));
}

#[test]
fn a_workbook_that_swells_is_told() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "A".repeat(32_000)).unwrap();
    let sheet = book.add_worksheet();
    for row in 0..20_000 {
        sheet.write(row, 0, 0).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let tight = Limits { ratio: 5, ..small() };
    let batches = within(tight, "bomb.xlsx", &bytes);
    assert!(is_told(&batches, "bomb.xlsx unpacks to far more"), "{batches:?}");
}

#[test]
fn a_sheet_that_claims_every_cell_there_is_takes_only_what_it_holds() {
    let header = ["A1", "B1", "C1", "D1"].iter().zip(["Start", "A Number", "B Number", "Duration"]);
    let call = ["A2", "B2", "C2", "D2"].iter().zip(["14/03/2026 10:15:00", "07700900112", "07700900345", "80"]);
    let cells = |row: Vec<(&&str, &str)>| row.into_iter().map(|(at, text)| inline(at, text)).collect::<String>();
    let sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"1048576\">{}</row></sheetData>",
        cells(header.collect()),
        cells(call.collect()),
        inline("XFD1048576", "end"),
    );
    let batches = tables("wide.xlsx", &workbook(&sheet, "count=\"0\">"));
    assert_eq!(events(&batches[0]), [ONE_CALL], "{:?}", batches[0].report.problems);
}

#[test]
fn a_count_of_strings_that_cannot_be_is_not_believed() {
    let sheet = format!("<sheetData><row r=\"1\">{}</row></sheetData>", inline("A1", "Start"));
    let bytes = workbook(&sheet, "uniqueCount=\"99999999999999\"><si><t>a</t></si>");
    assert!(is_told(&tables("strings.xlsx", &bytes), "damaged or was cut off"));
}

#[test]
fn a_file_cut_anywhere_is_told_or_read_but_never_ends_the_program() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(CALLS.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let book = book.save_to_buffer().unwrap();
    for (name, bytes) in [
        ("calls.csv.gz", gzip(CALLS.as_bytes())),
        ("calls.zip", zip(&[("calls.csv", CALLS.as_bytes())])),
        ("calls.xlsx", book),
    ] {
        assert_eq!(tables(name, &bytes).iter().map(|b| b.records.len()).sum::<usize>(), 1);
        for cut in (20..bytes.len()).step_by(41) {
            let batches = tables(name, &bytes[..cut]);
            assert!(is_told(&batches, "is damaged or was cut off"), "{name} cut at {cut}: {batches:?}");
        }
    }
}

#[test]
fn an_archive_with_a_damaged_entry_gives_the_others() {
    let mut bytes = zip(&[("bad.csv", CALLS.as_bytes()), ("good.csv", CALLS.replace("80", "81").as_bytes())]);
    // The first entry begins behind its name; a byte in the middle of it.
    bytes[30 + "bad.csv".len() + 20] ^= 0xFF;
    let batches = tables("all.zip", &bytes);
    assert!(is_told(&batches, "bad.csv is damaged"), "{batches:?}");
    assert_eq!(batches[1].records.len(), 1);
}

#[test]
fn an_entry_with_a_password_is_told() {
    let mut bytes = zip(&[("calls.csv", CALLS.as_bytes())]);
    let central = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    let batches = tables("all.zip", &bytes);
    assert!(says(&batches[0], Severity::Warning, "calls.csv is protected by a password"), "{batches:?}");
}

#[test]
fn a_long_line_nulls_and_a_hundred_thousand_columns_are_told() {
    let long = format!("{CALLS}{}\n14/03/2026 10:16:00,07700900112,07700900345,80\n", "x".repeat(5 << 20));
    let wide = format!("{CALLS}{}\n14/03/2026 10:16:00,07700900112,07700900345,80\n", "1,".repeat(100_000));
    let nulls = format!("{CALLS}\0\0\0,\0,\0\n14/03/2026 10:16:00,07700900112\0,07700900345,80\n");
    for text in [long, wide, nulls] {
        let batches = tables("calls.csv", text.as_bytes());
        assert_eq!(batches.iter().map(|b| b.records.len()).sum::<usize>(), 2, "{:?}", batches[0].report.causes);
    }
    let header_alone = (0..100_000).map(|i| format!("column {i}")).collect::<Vec<_>>().join(",");
    let wide = &tables("wide.csv", header_alone.as_bytes())[0];
    assert_eq!(wide.report.content, Content::Unknown);
    assert!(says(wide, Severity::Warning, "Its rows have 100,000 columns"), "{:?}", wide.report.problems);
}

fn files(paths: &[PathBuf]) -> Vec<Batch> {
    read_files(paths, &ImportOptions::default(), &Quiet).expect("nobody cancels")
}

#[test]
#[cfg(unix)]
fn what_is_no_file_does_not_stop_the_others() {
    use std::os::unix::ffi::OsStringExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("table.csv")).unwrap();
    fs::write(at("table.csv").join("inner.csv"), CALLS).unwrap();
    symlink(at("nowhere"), at("dangling.csv")).unwrap();
    symlink(folder.path(), at("table.csv").join("loop")).unwrap();
    fs::write(at("closed.csv"), CALLS).unwrap();
    fs::set_permissions(at("closed.csv"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::write(at("good.csv"), CALLS.replace("80", "81")).unwrap();
    let odd = folder.path().join(std::ffi::OsString::from_vec(b"odd \xFF name.csv".to_vec()));
    fs::write(odd, CALLS.replace("80", "82")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(at("pipe.csv")).status().is_ok_and(|s| s.success());
    let batches = files(&[folder.path().to_owned()]);
    if made {
        assert!(is_told(&batches, "it is not a file but a pipe or a device"));
    }
    assert!(is_told(&batches, "a link to a file that is not there"));
    assert!(batches.iter().any(|b| says(b, Severity::Note, "table.csv/loop (it was read already)")), "{batches:?}");
    // The super-user may read everything.
    let readable = fs::read(at("closed.csv")).is_ok();
    assert_eq!(is_told(&batches, "no permission"), !readable);
    let records: usize = batches.iter().map(|b| b.records.len()).sum();
    assert_eq!(records, 3 + usize::from(readable));
}

#[test]
fn folders_within_folders_are_followed_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let mut at = folder.path().to_owned();
    for depth in 0..5 {
        at = at.join(format!("d{depth}"));
        fs::create_dir(&at).unwrap();
        fs::write(at.join("calls.csv"), CALLS.replace("80", &format!("8{depth}"))).unwrap();
    }
    let options = ImportOptions { limits: small(), ..ImportOptions::default() };
    let batches = read_files(&[folder.path().to_owned()], &options, &Quiet).unwrap();
    assert_eq!(batches.iter().map(|b| b.records.len()).sum::<usize>(), 3);
    assert!(batches.iter().any(|b| says(b, Severity::Note, "d0/d1/d2/d3 (too many folders deep)")));
}

/// Does something to a file once, as soon as it is asked whether to stop while the file is open.
struct Meddler {
    path: PathBuf,
    deed: fn(&Path),
    looks: AtomicUsize,
}

impl Monitor for Meddler {
    fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}

    fn is_cancelled(&self) -> bool {
        // The second look is the first while the file is open.
        if self.looks.fetch_add(1, Ordering::SeqCst) == 1 {
            (self.deed)(&self.path);
        }
        false
    }
}

/// Reads a file of one call while something is done to it.
fn read_while(deed: fn(&Path)) -> Vec<Batch> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calls.csv");
    fs::write(&path, CALLS).unwrap();
    let meddler = Meddler { path: path.clone(), deed, looks: AtomicUsize::new(0) };
    let batches = read_files(&[path], &ImportOptions::default(), &meddler).expect("nobody cancels");
    assert!(meddler.looks.into_inner() > 1 && batches.iter().all(|batch| batch.report.adds_up()));
    batches
}

#[test]
fn a_file_that_changes_while_it_is_read_is_told() {
    for deed in [
        |path: &Path| fs::write(path, CALLS.repeat(200)).unwrap(),
        |path: &Path| {
            // Clocks of file systems tick a few milliseconds apart.
            std::thread::sleep(std::time::Duration::from_millis(50));
            fs::write(path, CALLS.replace("80", "81")).unwrap();
        },
        |path: &Path| fs::write(path, "Start").unwrap(),
        |path: &Path| fs::write(path, "").unwrap(),
    ] {
        let batches = read_while(deed);
        assert!(is_told(&batches, "changed while it was read"), "{batches:?}");
    }
}

#[test]
#[cfg(unix)]
fn of_a_file_that_another_takes_the_place_of_what_was_opened_is_read() {
    let hash = |text: &str| tables("calls.csv", text.as_bytes())[0].source.sha256.clone();
    let batches = read_while(|path| {
        fs::write(path.with_extension("new"), CALLS.replace("80", "81")).unwrap();
        fs::rename(path.with_extension("new"), path).unwrap();
    });
    assert_eq!((events(&batches[0]), &batches[0].source.sha256), (vec![ONE_CALL.to_owned()], &hash(CALLS)));
}

/// Found by fuzzing.
#[test]
fn half_a_character_at_the_end_is_no_row() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("x\n\ny\nStart,A Numb".encode_utf16().flat_map(u16::to_le_bytes));
    for cut in [vec![], vec![0x0B], vec![0x0B, 0x00, 0x41]] {
        let bytes = [&bytes[..], &cut].concat();
        let report = read_bytes("cut.csv", &bytes, &ImportOptions::default(), &Quiet).unwrap().report;
        assert_eq!(report.rows_read + report.not_records, 4, "{report:?}");
    }
}
