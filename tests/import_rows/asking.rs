//! What the rows do not tell is asked; what they tell is not.

use super::{drafts, events, read, says};
use linefold::diag::{Quiet, Severity};
use linefold::import::{Batch, DoubtAbout, ImportOptions, Reading, read_bytes, read_store};

fn under(text: &str, reading: &Reading) -> Batch {
    let options = ImportOptions { reading: reading.clone(), ..ImportOptions::default() };
    read_bytes("calls.csv", text.as_bytes(), &options, &Quiet).unwrap()
}

/// The callers under each choice of the one doubt there is, which it settles.
fn callers_by_choice(text: &str) -> Vec<String> {
    let batch = read(text);
    let [doubt] = &batch.report.doubts[..] else { panic!("{:?}", batch.report.doubts) };
    assert_eq!(doubt.about, DoubtAbout::Columns);
    assert!(doubt.question.ends_with('?') && doubt.why.ends_with('.'));
    let choices = doubt.choices.iter().map(|choice| under(text, &choice.reading));
    choices
        .map(|batch| {
            assert!(batch.report.doubts.is_empty(), "{:?}", batch.report.doubts);
            drafts(&batch)[0].a.to_string()
        })
        .collect()
}

#[test]
fn two_columns_of_numbers_that_name_no_side_are_asked_about() {
    let text = "Start,Foo,Bar,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n\
        14/03/2026 11:15:00,07700900346,07700900112,81\n14/03/2026 12:15:00,07700900112,07700900347,82\n\
        14/03/2026 13:15:00,07700900348,07700900112,83\n";
    assert_eq!(callers_by_choice(text), ["+447700900112", "+447700900345"]);
    assert!(read(&text.replace("Foo", "Caller")).report.doubts.is_empty(), "one name is enough");
}

#[test]
fn two_columns_that_are_named_alike_and_differ_are_asked_about() {
    let rows = |second: fn(u32) -> u32| -> String {
        (10..20)
            .map(|i| format!("14/03/2026 {i}:15:00,07700900112,07700900345,{i}0,{}\n", second(i * 10)))
            .collect::<Vec<_>>()
            .concat()
    };
    let header = "Start,A Number,B Number,Duration,Call Length\n";
    let batch = read(&format!("{header}{}", rows(|i| i + 7)));
    let [doubt] = &batch.report.doubts[..] else { panic!("{:?}", batch.report.doubts) };
    let lasted: Vec<Option<u32>> = doubt
        .choices
        .iter()
        .map(|choice| drafts(&under(&format!("{header}{}", rows(|i| i + 7)), &choice.reading))[0].duration_secs)
        .collect();
    assert_eq!(lasted, [Some(100), Some(107)]);
    assert!(read(&format!("{header}{}", rows(|i| i))).report.doubts.is_empty(), "both say the same");
}

#[test]
fn records_of_which_nothing_says_the_way_are_asked_about() {
    let text = "Target Number,Other Number,Start,Duration\n07700900112,07700900345,14/03/2026 10:15:00,80\n\
        07700900112,07700900346,14/03/2026 11:15:00,81\n";
    assert_eq!(callers_by_choice(text), ["+447700900112", "+447700900345"]);
    let one = "Records of 07700900112\nOther Number,Start,Duration\n07700900345,14/03/2026 10:15:00,80\n\
        07700900346,14/03/2026 11:15:00,81\n";
    assert_eq!(callers_by_choice(one), ["+447700900112", "+447700900345"]);
}

#[test]
fn the_first_places_of_each_cause_are_kept() {
    let rows: String =
        (0..9).map(|i| format!("31/02/2026 10:15:0{i},07700900112,07700900345,80\n")).collect::<Vec<_>>().concat();
    let batch =
        read(&format!("Start,A Number,B Number,Duration\n{rows}14/03/2026 10:15:00,07700900112,07700900345,80\n"));
    let [cause] = &batch.report.causes[..] else { panic!("{:?}", batch.report.causes) };
    assert_eq!((cause.rows, cause.first_rows.as_slice()), (9, &[2, 3, 4, 5, 6][..]));
    assert_eq!(cause.places(), "Rows 2, 3, 4, 5, 6 and 4 more.");
    assert_eq!(batch.report.rejected_rows.iter().map(|row| row.row).collect::<Vec<_>>(), (2..11).collect::<Vec<_>>());
}

#[test]
fn a_table_above_one_with_a_better_header_is_read_as_well() {
    let text = "Incoming calls for 07700 900112\nWhen,Who,Length\n14/03/2026 10:15:00,07700900345,80\n\
        14/03/2026 11:15:00,07700900346,81\n\nOutgoing calls\n\
        Target Number,Call Type,B Party Number,Call Date,Call Time,Call Duration,First Cell ID,IMEI,IMSI\n\
        07700900112,OUT,07700900348,15/03/2026,10:15:00,90,234-15-1-2,356938035643809,234150000000001\n";
    let source = linefold::domain::Source { name: "calls.csv".to_owned(), part: None, sha256: String::new(), bytes: 0 };
    let batches = read_store(&source, &text.as_bytes(), &ImportOptions::default(), &Quiet).unwrap();
    let all: Vec<String> = batches.iter().flat_map(events).collect();
    assert_eq!(all.len(), 3, "{all:?}");
    assert_eq!(all[0], "2026-03-14T10:15:00 voice +447700900345 +447700900112 80");
    assert_eq!(all[2], "2026-03-15T10:15:00 voice +447700900112 +447700900348 90");
    assert!(batches.iter().all(|batch| !says(batch, Severity::Warning, "above the header")));
}

#[test]
fn a_reading_that_names_columns_of_one_table_leaves_another_alone() {
    let text = "Foo,Caller,Called,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n\n\
        Begin,Caller,Called,Length of call\n14/03/2026 11:15:00,07700900112,07700900346,81\n";
    let reading = Reading { columns: [("Foo".to_owned(), "start".to_owned())].into(), ..Reading::default() };
    let options = ImportOptions { reading, ..ImportOptions::default() };
    let source = linefold::domain::Source { name: "calls.csv".to_owned(), part: None, sha256: String::new(), bytes: 0 };
    let batches = read_store(&source, &text.as_bytes(), &options, &Quiet).unwrap();
    assert_eq!(batches.iter().flat_map(events).count(), 2);
    assert!(batches.iter().all(|batch| batch.report.problems.is_empty() && batch.report.doubts.is_empty()));
}

#[test]
fn words_of_either_way_and_their_beginnings_are_ways() {
    for (out, inward) in [("USC", "ENT"), ("Sort.", "Entr."), ("O/G", "I/C"), ("wyjście", "wejście")] {
        let batch = read(&format!(
            "Target Number,Other Number,Way,Start,Duration\n07700900112,07700900345,{out},14/03/2026 10:15:00,80\n\
             07700900112,07700900346,{inward},14/03/2026 11:15:00,81\n"
        ));
        assert!(batch.report.doubts.is_empty(), "{out}: {:?}", batch.report.doubts);
        assert_eq!(events(&batch)[0], super::ONE_CALL, "{out}");
        assert_eq!(events(&batch)[1], "2026-03-14T11:15:00 voice +447700900346 +447700900112 81");
    }
}
