//! The command line: each command once as it should go, once as it fails, with exit code and message.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data")
}

fn linefold(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_linefold")).args(arguments).output().expect("the program starts")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a command that should succeed and gives what it printed.
fn done(arguments: &[&str]) -> String {
    let output = linefold(arguments);
    assert!(
        output.status.success(),
        "linefold {}\nended with {:?}\n{}\n{}",
        arguments.join(" "),
        output.status.code(),
        words(&output.stdout),
        words(&output.stderr)
    );
    words(&output.stdout)
}

/// Runs a command that should fail with exit code 1 and gives its message.
fn failed(arguments: &[&str]) -> String {
    let output = linefold(arguments);
    assert_eq!(output.status.code(), Some(1), "linefold {} should fail", arguments.join(" "));
    words(&output.stderr)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of the tests is plain text")
}

#[test]
fn folding_the_sample_finds_every_true_succession_and_no_false_one() {
    let folder = tempfile::tempdir().unwrap();
    let lines = folder.path().join("lines.csv");
    let evidence = folder.path().join("evidence.json");
    done(&["fold", text(&sample()), "--out", text(&lines), "--evidence", text(&evidence)]);
    let score = done(&["score", "--truth", text(&sample().join("truth.csv")), "--fold", text(&lines), "--json"]);
    let score: serde_json::Value = serde_json::from_str(&score).unwrap();
    assert_eq!((score["precision"].as_f64(), score["recall"].as_f64()), (Some(1.0), Some(1.0)), "{score}");

    let evidence: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&evidence).unwrap()).unwrap();
    let pairs = evidence["pairs"].as_array().unwrap();
    assert!(!pairs.is_empty());
    for pair in pairs {
        let sum: f64 = pair["evidence"].as_array().unwrap().iter().filter_map(|e| e["bits"].as_f64()).sum();
        assert!((sum - pair["score_bits"].as_f64().unwrap()).abs() < 1e-9, "bars of {pair} do not add up");
        for other in pair["alternatives"].as_array().unwrap() {
            let lost = pair["score_bits"].as_f64().unwrap() - other["score_bits"].as_f64().unwrap();
            assert!((lost - other["cost_bits"].as_f64().unwrap()).abs() < 1e-9, "{other} of {pair}");
            assert!(!other["sentence"].as_str().unwrap().is_empty());
        }
        assert!(
            pair["would_decide"].as_array().unwrap().iter().all(|w| w["sentence"].as_str().unwrap().starts_with("Ask"))
        );
    }
    assert_eq!(evidence["contradictions"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(sample()).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut outputs = Vec::new();
    for (name, reversed) in [("there.csv", false), ("back.csv", true)] {
        if reversed {
            files.reverse();
        }
        let out = folder.path().join(name);
        let mut arguments = vec!["fold", "--out", text(&out)];
        arguments.extend(files.iter().map(|f| text(f)));
        done(&arguments);
        outputs.push(std::fs::read_to_string(&out).unwrap());
    }
    assert_eq!(outputs[0], outputs[1]);
}

#[test]
fn converting_counts_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("records.csv");
    let summary: serde_json::Value =
        serde_json::from_str(&done(&["convert", text(&sample()), "--out", text(&out), "--json"])).unwrap();
    let of = |name: &str| summary[name].as_u64().unwrap();
    assert_eq!(of("rows_read"), of("accepted") + of("duplicate") + of("rejected"));
    let rows = std::fs::read_to_string(&out).unwrap().lines().count() as u64 - 1;
    assert_eq!(rows, of("records"));
}

#[test]
fn inspecting_explains_every_column_and_sets_broken_rows_apart() {
    let folder = tempfile::tempdir().unwrap();
    let rejected = folder.path().join("rejected.csv");
    let reports = done(&["inspect", text(&sample()), "--json", "--rejected", text(&rejected)]);
    let reports: serde_json::Value = serde_json::from_str(&reports).unwrap();
    let mut kept_out = 0;
    for report in reports.as_array().unwrap() {
        if report["content"] == "records" {
            assert!(report["accepted"].as_u64().unwrap() > 1000, "{}", report["file"]);
            for column in report["columns"].as_array().unwrap() {
                assert!(!column["why"].as_str().unwrap().is_empty());
            }
        }
        kept_out += report["rejected"].as_u64().unwrap();
    }
    assert!(kept_out > 0, "the sample has a few broken rows");
    assert!(std::fs::read_to_string(&rejected).unwrap().lines().count() as u64 > kept_out);
}

#[test]
fn a_report_that_is_read_no_further_ends_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calls.csv");
    // The report of so many broken rows is larger than any pipe holds.
    let rows = "07700900001,07700900002,31/02/2026 10:00:00,60\n".repeat(5000);
    let good = "07700900001,07700900002,14/02/2026 10:00:00,60\n";
    std::fs::write(&file, format!("Caller,Called,Date and time,Duration\n{good}{rows}")).unwrap();
    for arguments in [&["inspect", text(&file), "--json"][..], &["inspect", text(&file)]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_linefold"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", words(&output.stderr));
    }
}

#[test]
fn a_picture_is_drawn_at_every_level() {
    let folder = tempfile::tempdir().unwrap();
    for level in ["places", "lines", "numbers"] {
        let out = folder.path().join(format!("{level}.svg"));
        done(&["export", text(&sample()), "--out", text(&out), "--level", level]);
        let svg = std::fs::read_to_string(&out).unwrap();
        assert!(svg.contains("OFFICIAL-SENSITIVE"));
        if level != "numbers" {
            for city in ["London", "Birmingham", "Liverpool"] {
                assert!(svg.contains(city), "{city} is missing from {level}");
            }
        }
    }
    let png = folder.path().join("map.png");
    done(&["export", text(&sample()), "--out", text(&png), "--level", "places", "--map", "1", "--theme", "dark"]);
    assert!(std::fs::read(&png).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn laying_out_the_same_graph_twice_gives_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let edges = folder.path().join("edges.csv");
    std::fs::write(&edges, "source,target\na,b\nb,c\nc,a\nc,d\n").unwrap();
    let outputs: Vec<_> = ["one.csv", "two.csv"]
        .map(|name| {
            let out = folder.path().join(name);
            done(&["layout", text(&edges), "--out", text(&out)]);
            std::fs::read_to_string(&out).unwrap()
        })
        .into();
    assert_eq!(outputs[0], outputs[1]);
    assert!(outputs[0].starts_with("node,x,y\n"));
    assert_eq!(outputs[0].lines().count(), 5);
}

#[test]
fn a_made_world_can_be_folded_and_scored() {
    let folder = tempfile::tempdir().unwrap();
    let world = folder.path().join("world");
    done(&["sample", "--out", text(&world), "--lines", "12", "--days", "120", "--seed", "5"]);
    let lines = folder.path().join("lines.csv");
    done(&["fold", text(&world), "--out", text(&lines)]);
    let score = done(&["score", "--truth", text(&world.join("truth.csv")), "--fold", text(&lines), "--json"]);
    let score: serde_json::Value = serde_json::from_str(&score).unwrap();
    assert!(score["f1"].as_f64().unwrap() > 0.95, "{score}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let message = failed(&["fold", "no_such_file.csv", "--out", "lines.csv"]);
    assert!(message.contains("no_such_file.csv is not there"), "{message}");
}

#[test]
fn input_without_records_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shopping.csv");
    std::fs::write(&file, "item,price\nmilk,1.20\nbread,0.90\n").unwrap();
    let message = failed(&["fold", text(&file), "--out", text(&folder.path().join("lines.csv"))]);
    assert!(message.contains("There are no call records in the input"), "{message}");
    assert!(!folder.path().join("lines.csv").exists());
}

#[test]
fn a_broken_row_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calls.csv");
    let good = "07700900001,07700900002,01/03/2026 10:00:00,60\n";
    let text_of =
        format!("Caller,Called,Date and time,Duration\n{good}07700900001,07700900002,31/02/2026 10:00:00,60\n{good}");
    std::fs::write(&file, text_of).unwrap();
    let out = done(&["inspect", text(&file)]);
    assert!(out.contains("31/02/2026") && out.contains("row 3"), "{out}");
}

#[test]
fn a_format_that_is_not_known_is_refused_before_the_long_work() {
    let message = failed(&["export", text(&sample()), "--out", "picture.bmp"]);
    assert!(message.contains("picture.bmp is no picture Linefold writes"), "{message}");
}

#[test]
fn a_wrong_call_ends_with_code_two() {
    assert_eq!(linefold(&["fold"]).status.code(), Some(2));
    assert_eq!(linefold(&["export", "x.csv", "--out", "x.svg", "--map", "7"]).status.code(), Some(2));
}

#[cfg(all(feature = "window", target_os = "linux"))]
#[test]
fn without_a_display_one_line_says_what_to_run_instead() {
    let output = Command::new(env!("CARGO_BIN_EXE_linefold"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let message = words(&output.stderr);
    assert!(message.contains("linefold export"), "{message}");
    assert_eq!(message.trim_end().lines().count(), 1, "{message}");
}
