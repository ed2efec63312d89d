//! Packed files and archives: what is in them is read as if it lay there by itself.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use linefold::import::{Limits, read_tables};
use std::io::Write as _;
use zip::write::SimpleFileOptions;

const CALLS: &str = "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n";

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(super) fn tables(name: &str, bytes: &[u8]) -> Vec<Batch> {
    read_tables(name, bytes, &ImportOptions::default(), &Quiet).expect("nobody cancels")
}

pub(super) fn within(limits: Limits, name: &str, bytes: &[u8]) -> Vec<Batch> {
    let options = ImportOptions { limits, ..ImportOptions::default() };
    read_tables(name, bytes, &options, &Quiet).expect("nobody cancels")
}

fn labels(batches: &[Batch]) -> Vec<String> {
    batches.iter().map(|b| b.source.label()).collect()
}

#[test]
fn a_packed_file_is_read_as_what_is_in_it() {
    let batches = tables("calls.csv.gz", &gzip(CALLS.as_bytes()));
    assert_eq!((labels(&batches), events(&batches[0])), (vec!["calls.csv.gz".to_owned()], vec![ONE_CALL.to_owned()]));
    // Several members one behind the other are one file.
    let (front, back) = CALLS.split_at(50);
    let batches = tables("calls.gz", &[gzip(front.as_bytes()), gzip(back.as_bytes())].concat());
    assert_eq!(events(&batches[0]), [ONE_CALL]);
}

#[test]
fn an_archive_gives_a_table_for_each_of_its_files() {
    let later = CALLS.replace("10:15", "11:15");
    let bytes = zip(&[
        ("march/jan.csv", CALLS.as_bytes()),
        ("march/feb.txt", later.replace(',', "\t").as_bytes()),
        ("__MACOSX/march/._jan.csv", b"junk"),
        ("march/.hidden.csv", CALLS.as_bytes()),
        ("march/~$feb.xlsx", b"lock"),
        ("march/scan.png", b"\x89PNG"),
    ]);
    let batches = tables("march.zip", &bytes);
    assert_eq!(labels(&batches), ["march.zip, march/jan.csv", "march.zip, march/feb.txt"]);
    assert_eq!(batches.iter().map(|b| b.records.len()).sum::<usize>(), 2);
    let hash = &batches[0].source.sha256;
    assert!(batches.iter().all(|b| &b.source.sha256 == hash) && batches[0].report.content_sha256 != *hash);
    for named in [".hidden.csv (hidden)", "~$feb.xlsx (left by an office program", "scan.png (not a table"] {
        assert!(says(&batches[0], Severity::Note, named), "{named}");
    }
}

#[test]
fn an_archive_in_an_archive_is_opened_a_few_times() {
    let mut bytes = zip(&[("07700900112.csv", CALLS.as_bytes())]);
    for level in 0..2 {
        bytes = zip(&[(format!("level{level}.zip").as_str(), bytes.as_slice())]);
    }
    let batches = tables("all.zip", &bytes);
    assert_eq!(labels(&batches), ["all.zip, level1.zip, level0.zip, 07700900112.csv"]);
    assert_eq!(events(&batches[0]), [ONE_CALL]);
}

#[test]
fn a_row_kept_out_names_the_entry_it_stands_in() {
    let bad = CALLS.replace("14/03", "31/02");
    let batches = tables("all.zip", &zip(&[("jan.csv", bad.as_bytes())]));
    let said = batches[0].report.rejected_rows.first().unwrap().problems[0].to_string();
    assert!(said.ends_with("[all.zip, jan.csv, row 2]"), "{said}");
}

#[test]
fn a_copy_in_an_archive_is_known_by_what_it_holds() {
    let beside = &tables("jan.csv", CALLS.as_bytes())[0];
    let inside = &tables("all.zip", &zip(&[("copy of jan.csv", CALLS.as_bytes())]))[0];
    let packed = &tables("jan.csv.gz", &gzip(CALLS.as_bytes()))[0];
    assert_ne!(beside.source.sha256, inside.source.sha256);
    assert!(beside.is_copy_of(inside) && beside.is_copy_of(packed));
    assert!(!beside.is_copy_of(&tables("feb.csv", CALLS.replace("80", "81").as_bytes())[0]));
}

#[test]
fn what_is_no_table_is_named_for_what_it_is() {
    let encrypted: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &encrypted].concat();
    for (bytes, what, todo) in [
        (b"%PDF-1.7".as_slice(), "a PDF", "Ask the operator"),
        (b"\x89PNG\r\n", "a picture", "Ask the operator"),
        (b"SQLite format 3\0", "a database", "save its table"),
        (b"<html><body><table><tr><td>Start", "a web page", "save its table"),
        (&locked, "protected by a password", "save it without one"),
    ] {
        let batches = tables("file.dat", bytes);
        assert_eq!((batches.len(), batches[0].report.content), (1, Content::Unknown));
        assert!(says(&batches[0], Severity::Warning, what) && says(&batches[0], Severity::Warning, todo), "{what}");
    }
}
