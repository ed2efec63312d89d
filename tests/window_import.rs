//! Files on their way into the case, as a user sees them: states, questions, templates, removal, the report.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use crate::window::{Dropped, Scripted, Window, click, named, press, settle, unsettled, window, window_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use linefold::ui::{Answer, Recent, Setup, Templates, UiCommand};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A clear file of `rows` calls of `target`, each on another minute, and a broken row.
fn clear(folder: &Path, name: &str, target: &str, rows: u32) -> PathBuf {
    let mut text = String::from("Target Number,Direction,Other Party,Event,Date and Time,Duration (s)\n");
    for i in 0..rows {
        let (day, hour, minute) = (14 + i / 1440, i / 60 % 24, i % 60);
        writeln!(text, "{target},Out,07700 9002{:02},Voice,{day}/03/2026 {hour:02}:{minute:02}:00,{i}", i % 50)
            .unwrap();
    }
    writeln!(text, "{target},Out,07700 900201,Voice,31/02/2026 12:00:00,5").unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// A file whose dates can all be read two ways.
fn two_ways(folder: &Path, name: &str, caller: &str) -> PathBuf {
    let mut text = String::from("When,Calling,Called,Seconds\n");
    for i in 0..8 {
        writeln!(text, "03/04/2026 10:0{i}:00,{caller},0770090034{i},{}", 20 + i).unwrap();
    }
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

pub fn opened<'a>(open: Vec<PathBuf>) -> Window<'a> {
    window(open, Scripted::answering([]), Recent::default())
}

pub fn has(window: &Window<'_>, name: &str) -> bool {
    window.query_by_label(name).is_some()
}

/// Chooses from an open menu, wherever it is scrolled to.
fn choose(window: &mut Window<'_>, name: &str) {
    window.get_by_label(name).click_accesskit();
    settle(window);
}

/// How many records each file of the case has, by name.
pub fn records(window: &Window<'_>) -> Vec<(String, usize)> {
    let batches = window.state().session().case().batches();
    batches.iter().map(|batch| (batch.source.label(), batch.records.len())).collect()
}

#[test]
fn ten_files_dropped_at_once_each_show_their_state() {
    let folder = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> =
        (0..6).map(|i| clear(folder.path(), &format!("file_{i}.csv"), &format!("07700 90011{i}"), 10 + i)).collect();
    files.push(two_ways(folder.path(), "two_ways.csv", "07700900120"));
    for (name, text) in
        [("letter.txt", "Dear Sir,\nthank you.\n"), ("orders.csv", "number,effective\n07700 900112,2026-04-02\n")]
    {
        fs::write(folder.path().join(name), text).unwrap();
        files.push(folder.path().join(name));
    }
    files.push(folder.path().join("copy.csv"));
    fs::copy(&files[0], &files[9]).unwrap();

    let mut window = opened(Vec::new());
    window.input_mut().dropped_files.extend(files.into_iter().map(|file| Arc::new(Dropped(file)) as Arc<_>));
    settle(&mut window);
    for i in 0..6 {
        let name = format!("file_{i}.csv, {} records: import report", 10 + i);
        assert!(has(&window, &name), "{name}: {:?}", named(&window, "file_"));
    }
    assert!(has(&window, "letter.txt, not understood: import report"));
    assert!(has(&window, "orders.csv, 1 blocking order: import report"));
    assert!(has(&window, "two_ways.csv: Needs an answer"));
    assert!(has(&window, "copy.csv: Same file as file_0.csv, not added again"), "{:?}", named(&window, "copy.csv"));
    assert!(has(&window, "copy.csv is the same file as file_0.csv: it was not added again."));
    let names: Vec<String> = records(&window).into_iter().map(|(name, _)| name).collect();
    let expected = [
        "file_0.csv",
        "file_1.csv",
        "file_2.csv",
        "file_3.csv",
        "file_4.csv",
        "file_5.csv",
        "letter.txt",
        "orders.csv",
    ];
    assert_eq!(names, expected, "in the order they were dropped, whichever was read first");

    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(window.state().session().case().batches().is_empty(), "files dropped together are one step of undo");
    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(records(&window).len(), 8);
}

#[test]
fn more_files_are_added_to_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let first = clear(folder.path(), "first.csv", "07700 900112", 10);
    let second = clear(folder.path(), "second.csv", "07700 900113", 20);
    let mut window = opened(vec![first]);
    window.state().wish(UiCommand::Open(vec![second]));
    settle(&mut window);
    assert_eq!(records(&window), [("first.csv".to_owned(), 10), ("second.csv".to_owned(), 20)]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(records(&window), [("first.csv".to_owned(), 10)], "what was added later is a step of its own");
}

#[test]
fn while_files_are_read_nobody_says_that_the_layout_is_at_rest() {
    let folder = tempfile::tempdir().unwrap();
    let first = clear(folder.path(), "first.csv", "07700 900112", 10);
    let second = clear(folder.path(), "second.csv", "07700 900113", 2000);
    let mut window = opened(vec![first]);
    assert!(has(&window, "Layout at rest"));
    window.state().wish(UiCommand::Open(vec![second]));
    let mut seen = 0;
    for _ in 0..2000 {
        let was_busy = window.state().intake().is_busy();
        window.step();
        if was_busy && window.state().intake().is_busy() {
            seen += 1;
            assert!(!has(&window, "Layout at rest"));
        } else if seen > 0 {
            break;
        }
    }
    assert!(seen > 0, "the file was read between two frames");
    settle(&mut window);
    assert!(has(&window, "Layout at rest"));
}

#[test]
fn a_source_is_removed_and_comes_back_with_undo() {
    let folder = tempfile::tempdir().unwrap();
    let files = vec![
        clear(folder.path(), "a.csv", "07700 900112", 10),
        clear(folder.path(), "b.csv", "07700 900113", 20),
        clear(folder.path(), "c.csv", "07700 900114", 30),
    ];
    let mut window = opened(files);
    let all = records(&window);
    click(&mut window, "b.csv: more");
    window.get_by_label("Remove from the case").click();
    // News goes by itself after six seconds, and what follows from the case may take longer beside all other tests.
    for _ in 0..4 {
        window.step();
    }
    assert!(window.query_by_label_contains("Removed b.csv from the case").is_some());
    settle(&mut window);
    assert_eq!(records(&window), [all[0].clone(), all[2].clone()]);
    assert!(has(&window, "42 record rows read"), "{:?}", named(&window, "read"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(records(&window), all, "where it was");
}

#[test]
fn a_file_that_was_a_copy_is_read_after_all_once_the_other_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let first = clear(folder.path(), "a.csv", "07700 900112", 10);
    let copy = folder.path().join("b.csv");
    fs::copy(&first, &copy).unwrap();
    let mut window = opened(vec![first, copy]);
    click(&mut window, "a.csv: more");
    click(&mut window, "Remove from the case");
    click(&mut window, "b.csv: Same file as a.csv, not added again");
    click(&mut window, "Read it again");
    assert_eq!(records(&window), [("b.csv".to_owned(), 10)]);
}

#[test]
fn an_ambiguous_file_is_held_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(vec![two_ways(folder.path(), "two_ways.csv", "07700900112")]);
    assert!(records(&window).is_empty(), "nothing is guessed in silence");
    assert!(has(&window, "How is two_ways.csv to be read?"));
    assert!(has(&window, "Does the day or the month come first in dates?"));

    let choices = |window: &Window<'_>| (named(window, "Day first: "), named(window, "Month first: "));
    let (day, month) = choices(&window);
    click(&mut window, &month[0]);
    let row = "Row 2: Wed 4 Mar 2026 10:00, 07700 900112 called 07700 900340, 20 s";
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));
    click(&mut window, &day[0]);
    let row = "Row 2: Fri 3 Apr 2026 10:00, 07700 900112 called 07700 900340, 20 s";
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));

    click(&mut window, "Test on the whole file");
    let sum = "On the whole file: 8 rows read = 8 accepted + 0 duplicate + 0 rejected.";
    assert!(has(&window, sum), "{:?}", named(&window, "whole file"));
    assert!(records(&window).is_empty(), "a test adds nothing");
    click(&mut window, "Use this reading");
    assert_eq!(records(&window), [("two_ways.csv".to_owned(), 8)]);
    let batches = window.state().session().case().batches();
    let start = batches[0].records.iter().next().unwrap().start;
    assert_eq!(start.iso(window.state().session().zone()), "2026-04-03T10:00:00+01:00");
    assert!(!has(&window, "two_ways.csv: Needs an answer"));
}

#[test]
fn a_template_is_used_by_itself_for_the_next_file_and_can_be_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("templates");
    let setup = |open: Vec<PathBuf>| Setup {
        open,
        dialogs: Scripted::answering([]),
        recent: Recent::default(),
        templates: Templates::at(kept.clone()),
    };
    let mut window = window_with(setup(vec![two_ways(folder.path(), "north march.csv", "07700900112")]));
    let month = named(&window, "Month first: ");
    click(&mut window, &month[0]);
    click(&mut window, "Use this reading");
    assert_eq!(Templates::at(kept.clone()).kept()[0].name, "North march");
    drop(window);

    let mut window = window_with(setup(vec![two_ways(folder.path(), "north april.csv", "07700900113")]));
    assert_eq!(records(&window), [("north april.csv".to_owned(), 8)], "nothing was asked");
    let report = &window.state().session().case().batches()[0].report;
    assert_eq!(report.template.as_deref(), Some("North march"));
    click(&mut window, "File");
    click(&mut window, "Templates");
    assert!(has(&window, "Dates: month first."), "{:?}", named(&window, "month first"));
    click(&mut window, "Forget North march");
    assert!(Templates::at(kept.clone()).kept().is_empty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.state().wish(UiCommand::Open(vec![two_ways(folder.path(), "north may.csv", "07700900114")]));
    settle(&mut window);
    assert!(has(&window, "north may.csv: Needs an answer"), "it is asked about again");
}

#[test]
fn a_template_made_for_one_file_settles_the_others_that_wait() {
    let folder = tempfile::tempdir().unwrap();
    let files = vec![
        two_ways(folder.path(), "one.csv", "07700900112"),
        two_ways(folder.path(), "two.csv", "07700900113"),
        two_ways(folder.path(), "three.csv", "07700900114"),
    ];
    let mut window = opened(files);
    assert!(has(&window, "3 files need an answer"));
    let day = named(&window, "Day first: ");
    click(&mut window, &day[0]);
    click(&mut window, "Use this reading");
    let all = [("one.csv".to_owned(), 8), ("two.csv".to_owned(), 8), ("three.csv".to_owned(), 8)];
    assert_eq!(records(&window), all);
}

#[test]
fn a_file_left_aside_stays_in_the_list_and_can_be_answered_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = opened(vec![two_ways(folder.path(), "two_ways.csv", "07700900112")]);
    click(&mut window, "Leave the file aside");
    assert!(has(&window, "two_ways.csv: Left aside"));
    assert!(records(&window).is_empty());
    click(&mut window, "two_ways.csv: Left aside");
    click(&mut window, "Say how it is read");
    let day = named(&window, "Day first: ");
    click(&mut window, &day[0]);
    click(&mut window, "Use this reading");
    assert_eq!(records(&window).len(), 1);
}

#[test]
fn a_file_without_its_number_is_read_once_the_number_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bill.csv");
    fs::write(&file, "Date,Time,Called No,Duration,Cost\n14/03/2026,10:15,07700900345,1:20,0.10\n").unwrap();
    let mut window = opened(vec![file]);
    assert!(has(&window, "Which number do these records belong to?"));
    window.get_by_role_and_label(Role::TextInput, "Requested number").focus();
    window.step();
    window.get_by_role_and_label(Role::TextInput, "Requested number").type_text("07700 900112");
    window.step();
    window.key_press(Key::Enter);
    settle(&mut window);
    let row = "Row 2: Sat 14 Mar 2026 10:15, 07700 900112 called 07700 900345, 1 min 20 s";
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));
    click(&mut window, "Use this reading");
    assert_eq!(records(&window), [("bill.csv".to_owned(), 1)]);
}

#[test]
fn a_file_of_the_case_is_read_again_another_way_and_back_by_undo() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("calls.csv");
    fs::write(&file, "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n").unwrap();
    let mut window = opened(vec![file]);
    let caller = |window: &Window<'_>| {
        let batch = &window.state().session().case().batches()[0];
        batch.records.party(batch.records.iter().next().unwrap().a).to_string()
    };
    assert_eq!(caller(&window), "+447700900112");
    click(&mut window, "calls.csv: more");
    click(&mut window, "Read again another way");
    click(&mut window, "A Number: Caller (A-party)");
    choose(&mut window, "Called (B-party)");
    let other = named(&window, "B Number: ").into_iter().find(|name| !name.ends_with('.')).unwrap();
    click(&mut window, &other);
    choose(&mut window, "Caller (A-party)");
    let row = "Row 2: Sat 14 Mar 2026 10:15, 07700 900345 called 07700 900112, 1 min 20 s";
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));
    click(&mut window, "Use this reading");
    assert_eq!(caller(&window), "+447700900345");
    assert_eq!(records(&window).len(), 1, "it stands in for the old reading");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(caller(&window), "+447700900112");
}

#[test]
fn the_import_report_adds_up_and_all_rejected_rows_are_saved() {
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("all rejected.csv");
    let files =
        vec![clear(folder.path(), "a.csv", "07700 900112", 10), clear(folder.path(), "b.csv", "07700 900113", 20)];
    let dialogs = Scripted::answering([Answer::Paths(vec![saved.clone()])]);
    let mut window = window(files, dialogs, Recent::default());
    press(&mut window, Modifiers::COMMAND, Key::I);
    for (report, read) in [("a.csv", "11"), ("b.csv", "21")] {
        assert!(has(&window, report) && has(&window, read), "{report}: {:?}", named(&window, read));
    }
    for batch in window.state().session().case().batches() {
        assert!(batch.report.adds_up());
        let lines = 1 + fs::read_to_string(folder.path().join(&batch.source.name)).unwrap().lines().count() as u64 - 1;
        assert_eq!(batch.report.rows_read + batch.report.not_records, lines, "every line of the file is accounted for");
    }
    assert!(has(&window, "32"), "the sum of both");
    click(&mut window, "Save all rejected rows");
    let text = fs::read_to_string(&saved).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(text.contains("a.csv,,12,") && text.contains("b.csv,,22,"), "{text}");
}

#[test]
fn stopping_adds_nothing_and_a_stopped_file_can_be_read_after_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = clear(folder.path(), "a.csv", "07700 900112", 10);
    let setup = Setup {
        open: vec![file],
        dialogs: Scripted::answering([]),
        recent: Recent::default(),
        templates: Templates::default(),
    };
    let mut window = unsettled(setup);
    window.step();
    // Stopped while it is read, or while it is looked for: whichever it is, nothing is added.
    for _ in 0..2000 {
        if !window.state().intake().files().is_empty() {
            break;
        }
        window.step();
    }
    window.state().wish(UiCommand::CancelWork);
    settle(&mut window);
    if records(&window).is_empty() {
        assert!(has(&window, "a.csv: Stopped, nothing was added"), "{:?}", named(&window, "a.csv"));
        click(&mut window, "a.csv: read it again");
    }
    assert_eq!(records(&window), [("a.csv".to_owned(), 10)]);
}

/// A workbook whose sheets are tables of these rows.
fn workbook(path: &Path, sheets: &[(&str, Vec<Vec<String>>)]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (at, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(row) {
                sheet.write(at, column, cell.as_str()).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

fn calls(target: &str, date: &str, rows: u32) -> Vec<Vec<String>> {
    let mut all = vec![["When", "Calling", "Called", "Seconds"].map(str::to_owned).to_vec()];
    for i in 0..rows {
        let called = format!("0770090034{}", i % 10);
        all.push(vec![format!("{date} 10:{:02}:00", i % 60), target.to_owned(), called, (20 + i).to_string()]);
    }
    all
}

#[test]
fn a_workbook_is_one_file_with_its_sheets_and_is_removed_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    let sheets = [("March", calls("07700900112", "14/03/2026", 5)), ("April", calls("07700900112", "15/04/2026", 7))];
    workbook(&path, &sheets);
    let mut window = opened(vec![path, clear(folder.path(), "a.csv", "07700 900113", 10)]);
    assert!(has(&window, "book.xlsx, 12 records in 2 tables: import report"), "{:?}", named(&window, "book.xlsx"));
    assert!(has(&window, "Table sheet March: 5") && has(&window, "Table sheet April: 7"));
    assert_eq!(records(&window).len(), 3);
    click(&mut window, "book.xlsx: more");
    click(&mut window, "Remove from the case");
    assert_eq!(records(&window), [("a.csv".to_owned(), 10)]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(records(&window).len(), 3);
}

#[test]
fn a_workbook_in_doubt_shows_the_rows_of_the_sheet_in_doubt() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    let sheets =
        [("Clear", calls("07700900112", "14/03/2026", 5)), ("Two ways", calls("07700900112", "03/04/2026", 6))];
    workbook(&path, &sheets);
    let mut window = opened(vec![path]);
    assert!(has(&window, "book.xlsx: Needs an answer"));
    let month = named(&window, "Month first: ");
    click(&mut window, &month[0]);
    let row = "Row 2: Wed 4 Mar 2026 10:00, 07700 900112 called 07700 900340, 20 s";
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));
}

#[test]
fn events_that_two_files_tell_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Start,A Number,B Number,Duration\n";
    let mut files = Vec::new();
    for (name, second) in [("caller.csv", 0), ("called.csv", 1)] {
        let text = format!("{header}14/03/2026 10:15:0{second},07700900112,07700900345,80\n");
        let only = format!("{text}15/03/2026 1{second}:00:00,07700900112,07700900346,30\n");
        files.push(folder.path().join(name));
        fs::write(files.last().unwrap(), only).unwrap();
    }
    let mut window = opened(files);
    press(&mut window, Modifiers::COMMAND, Key::I);
    assert!(has(&window, "1 event was told by two files."), "{:?}", named(&window, "told by"));
    click(&mut window, "List events told twice");
    assert!(has(&window, "1 event told twice"), "{:?}", named(&window, "told twice"));
}
