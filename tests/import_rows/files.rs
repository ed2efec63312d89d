//! Files and folders.

use super::containers::zip;
use super::*;
use linefold::diag::{Cancelled, Monitor};
use linefold::import::{Limits, read_files};
use std::fs;

const CALLS: &str = "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n";

#[test]
fn a_folder_gives_its_files_in_order_and_leaves_the_rest_in_peace() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    put("b.csv", CALLS.as_bytes());
    put("a.txt", CALLS.replace(',', "\t").as_bytes());
    put("README.md", b"# Read me\n\nNothing here.\n");
    put("picture.png", b"\x89PNG");
    put(".hidden.csv", CALLS.as_bytes());
    fs::create_dir(folder.path().join("more")).unwrap();
    put("more/c.csv", CALLS.as_bytes());
    let batches = read_files(&[folder.path().to_owned()], &ImportOptions::default(), &Quiet).unwrap();
    let found: Vec<(&str, usize)> = batches.iter().map(|b| (b.source.name.as_str(), b.records.len())).collect();
    let name = folder.path().file_name().unwrap().to_string_lossy();
    assert_eq!(found, [("a.txt", 1), ("b.csv", 1), ("c.csv", 1), (&*name, 0)]);
    assert!(says(&batches[3], Severity::Note, "Left aside in the folder: .hidden.csv (hidden)."));
    assert_eq!(batches[1].source.sha256.len(), 64);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("calls.csv");
    fs::write(&there, CALLS).unwrap();
    let batches = read_files(&[folder.path().join("missing.csv"), there], &ImportOptions::default(), &Quiet).unwrap();
    assert_eq!(batches[0].report.content, Content::Unknown);
    assert!(says(&batches[0], Severity::Error, "there is no such file"));
    assert_eq!(batches[1].records.len(), 1);
}

#[test]
fn a_folder_with_nothing_in_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let batches = read_files(&[folder.path().to_owned()], &ImportOptions::default(), &Quiet).unwrap();
    assert!(says(&batches[0], Severity::Warning, "There is no table in the folder."), "{batches:?}");
}

#[test]
fn two_files_of_which_nothing_is_read_are_no_copies_of_one_another() {
    let folder = tempfile::tempdir().unwrap();
    let missing = ["one.csv", "two.csv"].map(|name| folder.path().join(name));
    let zeros = vec![b'0'; 1 << 20];
    fs::write(folder.path().join("bomb.zip"), zip(&[("a.csv", &zeros), ("b.csv", &zeros)])).unwrap();
    let paths = [missing[0].clone(), missing[1].clone(), folder.path().join("bomb.zip")];
    let limits = Limits { unpacked_bytes: 4 << 20, ratio: 50, free_bytes: 64 << 10, ..Limits::default() };
    let batches = read_files(&paths, &ImportOptions { limits, ..ImportOptions::default() }, &Quiet).unwrap();
    assert!(batches.len() >= 3, "{batches:?}");
    for (at, batch) in batches.iter().enumerate() {
        assert!(says(batch, Severity::Error, ""), "{batch:?}");
        assert!(batches[..at].iter().all(|other| !batch.is_copy_of(other)), "{}", batch.source.label());
    }
}

struct Impatient;

impl Monitor for Impatient {
    fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}

    fn is_cancelled(&self) -> bool {
        true
    }
}

#[test]
fn reading_stops_when_asked_to() {
    let stopped = read_bytes("calls.csv", CALLS.as_bytes(), &ImportOptions::default(), &Impatient);
    assert_eq!(stopped.err(), Some(Cancelled));
}
