//! What a person says of a file, and what is asked of them.

#![expect(clippy::format_collect, reason = "the rows of a test are few")]

use super::*;
use linefold::import::{DateOrder, DoubtAbout, Reading, RowOutcome, Template, preview};

fn options(reading: Reading) -> ImportOptions {
    ImportOptions { reading, ..ImportOptions::default() }
}

fn read_as(text: &str, reading: Reading) -> Batch {
    let batch = read_bytes("calls.csv", text.as_bytes(), &options(reading), &Quiet).expect("readable");
    assert!(batch.report.adds_up(), "{:?}", batch.report);
    batch
}

fn columns(pairs: &[(&str, &str)]) -> Reading {
    let columns = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Reading { columns, ..Reading::default() }
}

#[test]
fn columns_are_read_as_a_person_says() {
    let text = "Foo,Bar,Baz,Qux\n14/03/2026 10:15:00,07700900345,07700900112,80\n";
    let said = columns(&[("foo", "start"), ("#2", "b_party"), ("Baz", "a_party"), ("QUX", "duration_s")]);
    let batch = read_as(text, said);
    assert_eq!(events(&batch), [ONE_CALL]);
    assert!(batch.report.columns.iter().all(|c| c.why == "You said so."));
}

#[test]
fn a_column_left_aside_is_not_read() {
    let text = "Start,A Number,B Number,Duration,Type\n14/03/2026 10:15:00,07700900112,07700900345,80,SMS\n";
    let batch = read_as(text, columns(&[("type", "-")]));
    assert_eq!(events(&batch), [ONE_CALL]);
    assert_eq!(batch.report.columns[4].field, None);
}

#[test]
fn a_field_that_is_none_is_told_and_not_followed() {
    let text = "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n";
    let batch = read_as(text, columns(&[("Duration", "colour")]));
    assert_eq!(events(&batch), [ONE_CALL]);
    assert!(says(&batch, Severity::Warning, "\"colour\", which is no field"));
}

#[test]
fn dates_that_can_be_read_two_ways_are_asked_about() {
    let text = "Start,A Number,B Number,Duration\n03/04/2026 10:15:00,07700900112,07700900345,80\n";
    let batch = read(text);
    let [doubt] = &batch.report.doubts[..] else { panic!("one doubt: {:?}", batch.report.doubts) };
    assert_eq!(doubt.about, DoubtAbout::Dates);
    let starts = doubt.choices.iter().map(|choice| {
        let settled = read_as(text, choice.reading.clone());
        assert!(settled.report.doubts.is_empty());
        events(&settled)[0][..10].to_owned()
    });
    assert_eq!(starts.collect::<Vec<_>>(), ["2026-04-03", "2026-03-04"]);
}

#[test]
fn a_file_without_target_asks_for_it_and_takes_the_answer() {
    let text = "Date,Time,Called No,Duration,Cost\n14/03/2026,10:15,07700900345,1:20,0.10\n";
    let batch = read(text);
    assert_eq!(batch.report.doubts.iter().map(|d| d.about).collect::<Vec<_>>(), [DoubtAbout::Target]);
    let said = Reading { target: Some("07700 900112".to_owned()), ..Reading::default() };
    let batch = read_as(text, said);
    assert_eq!((events(&batch), requested(&batch)), (vec![ONE_CALL.to_owned()], vec!["07700 900112".to_owned()]));
    assert!(batch.report.doubts.is_empty());
}

#[test]
fn zone_and_region_are_as_said() {
    let text = "Start (UTC),A Number,B Number,Duration\n14/07/2026 10:15:00,0612345678,0698765432,80\n";
    let said = |zone: &str, region: &str| Reading {
        zone: Some(zone.to_owned()),
        region: Some(region.to_owned()),
        ..Reading::default()
    };
    let batch = read_as(text, said("Europe/Paris", "fr"));
    assert_eq!(events(&batch), ["2026-07-14T09:15:00 voice +33612345678 +33698765432 80"]);
    let batch = read_as(text, said("Nowhere", "ZZ"));
    assert!(says(&batch, Severity::Warning, "Zone \"Nowhere\" is not known"));
    assert!(says(&batch, Severity::Warning, "Region \"ZZ\" is not known"));
}

#[test]
fn codes_mean_what_a_person_says() {
    let text = "Target,Other Party,Start,Duration,Direction\n\
        07700900112,07700900345,14/03/2026 10:15:00,80,Q7\n07700900112,07700900345,14/03/2026 10:17:30,0,Q8\n";
    let codes = [("q7", "out voice"), ("Q8", "in")].map(|(code, means)| (code.to_owned(), means.to_owned()));
    let batch = read_as(text, Reading { codes: codes.into(), ..Reading::default() });
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 voice +447700900345 +447700900112 0"]);
}

#[test]
fn a_template_is_used_for_files_with_its_header_and_no_others() {
    let header = ["When", "Foo", "Bar", "Baz"].map(str::to_owned).to_vec();
    let reading = Reading { dates: Some(DateOrder::Month), ..columns(&[("Foo", "b_party"), ("Bar", "a_party")]) };
    let template = Template { name: "Acme".to_owned(), header, reading };
    let options = ImportOptions { templates: vec![template], ..ImportOptions::default() };
    let read = |text: &str| read_bytes("calls.csv", text.as_bytes(), &options, &Quiet).unwrap();
    let batch = read("when,FOO,Bar,Baz\n03/04/2026 10:15:00,07700900345,07700900112,80\n");
    assert_eq!(events(&batch), ["2026-03-04T10:15:00 voice +447700900112 +447700900345 80"]);
    assert_eq!(batch.report.template.as_deref(), Some("Acme"));
    let batch = read("When,A Number,B Number,Duration\n03/04/2026 10:15:00,07700900112,07700900345,80\n");
    assert_eq!((batch.report.template.as_deref(), &events(&batch)[0][..10]), (None, "2026-04-03"));
}

#[test]
fn a_preview_shows_cells_readings_and_what_each_row_gives() {
    let text = "Records of 07700900112\nStart,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n\
        14/03/2026 10:15:00,07700900112,07700900345,80\nx,07700900112,07700900345,80\n*** END OF REPORT ***\n";
    let shown = preview("calls.csv", text.as_bytes(), &ImportOptions::default(), &Quiet).unwrap();
    assert!(shown.whole);
    assert_eq!(shown.columns[1].could_hold[0], "a_party");
    assert_eq!(shown.rows[0].cells[0], "14/03/2026 10:15:00");
    assert_eq!(shown.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [3, 4, 5, 6]);
    let outcomes: Vec<&RowOutcome> = shown.rows.iter().map(|r| &r.outcome).collect();
    assert!(
        matches!(outcomes[0], RowOutcome::Record { duration_secs: Some(80), a_party, .. } if a_party == "+447700900112")
    );
    assert!(matches!(outcomes[1], RowOutcome::Duplicate { same_as: 3 }));
    assert!(matches!(outcomes[2], RowOutcome::Rejected(why) if why[0].contains("is not a date")));
    assert!(matches!(outcomes[3], RowOutcome::NotRecord));
}

#[test]
fn a_preview_of_a_large_file_reads_its_beginning_alone() {
    let rows: String =
        (0..60_000).map(|i| format!("{} Mar 2026 10:15:00,07700900112,07700900345,{i}\n", 1 + i % 28)).collect();
    let text = format!("Start,A Number,B Number,Duration\n{rows}");
    let shown = preview("calls.csv", text.as_bytes(), &ImportOptions::default(), &Quiet).unwrap();
    assert_eq!((shown.whole, shown.rows.len(), shown.report.rejected), (false, 50, 0));
    assert!(shown.report.rows_read > 1000);
}
