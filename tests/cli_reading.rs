//! How files are read, said on the command line: what is in doubt ends a command, each flag settles it.

use std::path::Path;
use std::process::{Command, Output};

fn linefold(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linefold")).args(arguments).output().expect("the program starts")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Writes a file of records, converts it with these flags; gives the exit code, what was told, and the records.
fn convert(records: &str, flags: &[&str]) -> (Option<i32>, String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("calls.csv"), folder.path().join("out.csv"));
    std::fs::write(&file, records).unwrap();
    let path = |p: &Path| p.to_str().expect("plain text").to_owned();
    let (file, out_text) = (path(&file), path(&out));
    let mut arguments = vec!["convert", &file, "--out", &out_text];
    arguments.extend(flags);
    let output = linefold(&arguments);
    let written = std::fs::read_to_string(&out).unwrap_or_default();
    let rows = written.lines().skip(1).map(|l| l.split(',').take(5).collect::<Vec<_>>().join(",")).collect();
    (output.status.code(), words(&output.stderr), rows)
}

const TWO_WAYS: &str = "Start,A Number,B Number,Duration\n03/04/2026 10:15:00,07700900112,07700900345,80\n";
const NO_TARGET: &str = "Date,Time,Called No,Duration\n14/03/2026,10:15,07700900345,80\n";

#[test]
fn a_doubt_ends_the_command_with_the_flags_that_settle_it() {
    let (code, told, written) = convert(TWO_WAYS, &[]);
    assert_eq!((code, written.len()), (Some(1), 0));
    assert!(told.contains("--dates dmy: day first: 3 Apr 2026 (likeliest)"), "{told}");
    assert!(told.contains("--dates mdy: month first: 4 Mar 2026") && told.contains("--assume"), "{told}");
    for (flags, start) in
        [(["--dates", "dmy"], "2026-04-03"), (["--dates", "mdy"], "2026-03-04"), (["--assume", "--json"], "2026-04-03")]
    {
        let (code, told, written) = convert(TWO_WAYS, &flags);
        assert_eq!((code, written.len()), (Some(0), 1), "{told}");
        assert!(written[0].starts_with(start), "{written:?}");
    }
}

#[test]
fn a_missing_target_is_asked_for_and_taken() {
    let (code, told, written) = convert(NO_TARGET, &[]);
    assert!(code == Some(1) && written.is_empty() && told.contains("--target NUMBER"), "{told}");
    let (code, _, written) = convert(NO_TARGET, &["--target", "07700 900112"]);
    assert_eq!(code, Some(0));
    assert_eq!(written, ["2026-03-14T10:15:00+00:00,voice,+447700900112,+447700900345,80"]);
    let (code, told, _) = convert(NO_TARGET, &["--target", "Kevin"]);
    assert!(code == Some(1) && told.contains("--target"), "{told}");
}

#[test]
fn columns_zones_regions_and_codes_are_as_said() {
    let strange = "Foo,Bar,Baz,Way\n14/07/2026 10:15:00,0612345678,0698765432,Q\n";
    let flags = ["--map", "Foo=start", "--map", "#2=target", "--map", "BAZ=other_party", "--map", "Way=direction"];
    let more = ["--code", "q=in sms", "--zone", "Europe/Paris", "--region", "fr"];
    let (code, told, written) = convert(strange, &[&flags[..], &more[..]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(written, ["2026-07-14T09:15:00+01:00,sms,+33698765432,+33612345678,"]);
}

#[test]
fn a_wrong_word_is_told_with_those_there_are() {
    for (flags, code, expected) in [
        (["--map", "Start=colour"], 2, "a_party"),
        (["--map", "Start"], 2, "COLUMN=FIELD"),
        (["--dates", "xyz"], 2, "dmy"),
        (["--zone", "Mars"], 2, "Europe/London"),
        (["--region", "XX"], 2, "GB"),
        (["--code", "Q=left"], 2, "voice"),
        (["--map", "Begin=start"], 1, "\"A Number\""),
    ] {
        let (ended, told, written) = convert(TWO_WAYS, &flags);
        assert!(ended == Some(code) && told.contains(expected) && written.is_empty(), "{flags:?}: {ended:?} {told}");
    }
}

#[test]
fn inspect_says_what_is_in_doubt_and_its_report_stays_readable() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calls.csv");
    std::fs::write(&file, TWO_WAYS).unwrap();
    let file = file.to_str().unwrap();
    let output = linefold(&["inspect", file, "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let reports: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reports[0]["doubts"][0]["about"], "dates");
    assert_eq!(reports[0]["doubts"][0]["choices"][1]["reading"]["dates"], "mdy");
    assert_eq!(linefold(&["inspect", file, "--assume"]).status.code(), Some(0));
    assert_eq!(linefold(&["inspect", file, "--dates", "dmy"]).status.code(), Some(0));
}

#[test]
fn the_sample_is_clear() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_data");
    let output = linefold(&["inspect", sample]);
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
}

#[test]
fn a_file_of_which_every_row_is_kept_out_ends_the_command_with_one_and_the_others_go_on() {
    let bad = "Start,A Number,B Number,Duration\n14/03/1826 10:15:00,07700900112,07700900345,80\n";
    let (code, told, written) = convert(bad, &[]);
    assert_eq!((code, written.len()), (Some(1), 0));
    assert!(told.contains("calls.csv: nothing could be read, 1 row was kept out"), "{told}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), bad).unwrap();
    std::fs::write(folder.path().join("b.csv"), bad.replace("1826", "2026")).unwrap();
    let out = folder.path().join("out").with_extension("txt");
    let path = |p: &Path| p.to_str().expect("plain text").to_owned();
    let output = linefold(&["convert", &path(folder.path()), "--out", &path(&out)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        words(&output.stderr).contains("a.csv: nothing could be read, 1 row was kept out"),
        "{}",
        words(&output.stderr)
    );
    assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 2);
}
