//! What the rows do not decide, asked in the window and answered by a click.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use crate::window::{Window, click, named, press};
use crate::window_import::{has, opened, records};
use eframe::egui::{Key, Modifiers};
use std::fs;

/// Opens a file that leaves this question.
fn asked<'a>(text: &str, question: &str) -> (tempfile::TempDir, Window<'a>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calls.csv");
    fs::write(&path, text).unwrap();
    let window = opened(vec![path]);
    assert!(records(&window).is_empty(), "nothing is guessed in silence");
    assert!(has(&window, "calls.csv: Needs an answer"));
    assert!(has(&window, question), "{:?}", named(&window, "?"));
    (folder, window)
}

/// Gives each answer, looks for the record that the second row would become, and uses the last of them.
fn answer(window: &mut Window<'_>, answers: &[(&str, &str)]) {
    for (answer, record) in answers {
        click(window, answer);
        let row = format!("Row 2: Sat 14 Mar 2026 10:15, {record}");
        assert!(has(window, &row), "{answer}: {:?}", named(window, "Row 2"));
    }
    click(window, "Use this reading");
    assert!(!has(window, "calls.csv: Needs an answer"));
}

/// The first record of the case: who called whom, and how long.
fn first(window: &Window<'_>) -> (String, String, Option<u32>) {
    let table = &window.state().session().case().batches()[0].records;
    let record = table.iter().next().unwrap();
    (table.party(record.a).to_string(), table.party(record.b).to_string(), record.duration_secs)
}

fn event(a: &str, b: &str, secs: u32) -> (String, String, Option<u32>) {
    (a.to_owned(), b.to_owned(), Some(secs))
}

#[test]
fn which_of_two_columns_named_alike_is_meant_is_asked_and_answered_by_a_click() {
    let rows: String = (10..20)
        .map(|hour| format!("14/03/2026 {hour}:15:00,07700900112,07700900345,{hour}0,{hour}7\n"))
        .collect::<Vec<_>>()
        .concat();
    let text = format!("Start,A Number,B Number,Duration,Call Length\n{rows}");
    let (_folder, mut window) = asked(&text, "Which column is how long it lasted?");
    assert!(has(&window, "\"Duration\" and \"Call Length\" are named alike and their values differ."));
    let call = "07700 900112 called 07700 900345";
    let one = ("\"Duration\" is how long it lasted, \"Call Length\" is left aside", format!("{call}, 1 min 40 s"));
    let other = ("\"Duration\" is left aside, \"Call Length\" is how long it lasted", format!("{call}, 1 min 47 s"));
    answer(&mut window, &[(one.0, &one.1), (other.0, &other.1)]);
    assert_eq!(records(&window), [("calls.csv".to_owned(), 10)]);
    assert_eq!(first(&window), event("+447700900112", "+447700900345", 107));
}

#[test]
fn which_way_records_went_that_say_no_way_is_asked_and_answered_by_a_click() {
    let text = "Target Number,Other Number,Start,Duration\n07700900112,07700900345,14/03/2026 10:15:00,80\n\
        07700900112,07700900346,14/03/2026 11:15:00,81\n";
    let (_folder, mut window) = asked(text, "Which way did these records go?");
    assert!(has(&window, "No column says who called whom."));
    answer(
        &mut window,
        &[
            ("All outgoing: the requested number called the other", "07700 900112 called 07700 900345, 1 min 20 s"),
            ("All incoming: the other called the requested number", "07700 900345 called 07700 900112, 1 min 20 s"),
        ],
    );
    assert_eq!(first(&window), event("+447700900345", "+447700900112", 80));
}

#[test]
fn which_of_two_columns_of_numbers_is_the_callers_is_asked_and_answered_by_a_click() {
    let text = "Start,Foo,Bar,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n\
        14/03/2026 11:15:00,07700900346,07700900112,81\n14/03/2026 12:15:00,07700900112,07700900347,82\n\
        14/03/2026 13:15:00,07700900348,07700900112,83\n";
    let (_folder, mut window) = asked(text, "Which of the two columns of numbers is the caller's?");
    answer(
        &mut window,
        &[
            ("\"Foo\" is the caller, \"Bar\" is the called number", "07700 900112 called 07700 900345, 1 min 20 s"),
            ("\"Bar\" is the caller, \"Foo\" is the called number", "07700 900345 called 07700 900112, 1 min 20 s"),
        ],
    );
    assert_eq!(first(&window), event("+447700900345", "+447700900112", 80));
}

#[test]
fn a_report_opens_over_the_questions_and_what_was_answered_stands_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let rows = |start: &str| format!("Start,A Number,B Number,Duration\n{start} 10:15:00,07700900112,07700900345,80\n");
    let paths = [("clear.csv", "14/03/2026"), ("calls.csv", "03/04/2026")].map(|(name, start)| {
        let path = folder.path().join(name);
        fs::write(&path, rows(start)).unwrap();
        path
    });
    let mut window = opened(paths.to_vec());
    assert!(has(&window, "1 question above is not answered yet."), "{:?}", named(&window, "answered"));
    let month = named(&window, "Month first: ");
    click(&mut window, &month[0]);
    let row = "Row 2: Wed 4 Mar 2026 10:15, 07700 900112 called 07700 900345, 1 min 20 s";
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));

    click(&mut window, "clear.csv, 1 record: import report");
    assert!(has(&window, "Import report: clear.csv") && !has(&window, row));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(has(&window, row) && !has(&window, "Import report: clear.csv"));

    click(&mut window, "clear.csv, 1 record: import report");
    click(&mut window, "calls.csv: Needs an answer");
    assert!(has(&window, row), "{:?}", named(&window, "Row 2"));
    click(&mut window, "Use this reading");
    assert_eq!(records(&window), [("clear.csv".to_owned(), 1), ("calls.csv".to_owned(), 1)]);
}
