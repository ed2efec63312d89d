//! One test for each mess that operators' files are in. The name says the mess.

use linefold::diag::{Quiet, Severity};
use linefold::domain::{DialPlan, Kind, Msisdn, RecordDraft, Zone};
use linefold::import::{Batch, Content, ImportOptions, read_bytes};

/// Reads a text as a file of this name.
fn read_named(name: &str, bytes: &[u8]) -> Batch {
    let batch = read_bytes(name, bytes, &ImportOptions::default(), &Quiet).unwrap();
    assert!(batch.report.adds_up(), "the sums of {name} do not add up: {:?}", batch.report);
    assert_eq!(batch.report.rejected, batch.report.rejected_rows.len() as u64);
    batch
}

fn read(text: &str) -> Batch {
    read_named("calls.csv", text.as_bytes())
}

fn drafts(batch: &Batch) -> Vec<RecordDraft> {
    batch.records.iter().map(|r| batch.records.draft(&r)).collect()
}

/// Every record as `start kind a b duration`, in local time.
fn events(batch: &Batch) -> Vec<String> {
    let line = |d: RecordDraft| {
        let duration = d.duration_secs.map_or_else(|| "-".to_owned(), |s| s.to_string());
        format!("{} {} {} {} {duration}", &d.start.iso(&Zone::london())[..19], d.kind, d.a, d.b)
    };
    drafts(batch).into_iter().map(line).collect()
}

/// The field of each column, as the report says it.
fn fields(batch: &Batch) -> Vec<(String, String)> {
    let named = |c: &linefold::import::ColumnReading| Some((c.header.clone(), c.field.clone()?));
    batch.report.columns.iter().filter_map(named).collect()
}

fn number(text: &str) -> Msisdn {
    Msisdn::parse(text, &DialPlan::GREAT_BRITAIN).unwrap()
}

fn requested(batch: &Batch) -> Vec<String> {
    batch.records.requested().iter().map(|n| n.national(&DialPlan::GREAT_BRITAIN)).collect()
}

fn says(batch: &Batch, severity: Severity, words: &str) -> bool {
    batch.report.problems.iter().any(|p| p.severity == severity && p.to_string().contains(words))
}

const ONE_CALL: &str = "2026-03-14T10:15:00 voice +447700900112 +447700900345 80";

#[test]
fn a_plain_table_of_caller_and_called_is_read() {
    let batch = read(
        "Start,A Number,B Number,Duration,Type\n14/03/2026 10:15:00,07700900112,07700900345,80,Voice\n\
         14/03/2026 10:17:30,07700900345,07700900112,,SMS\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms +447700900345 +447700900112 -"]);
    assert_eq!((batch.report.rows_read, batch.report.accepted, batch.report.not_records), (2, 2, 1));
    assert_eq!(batch.report.header_row, Some(1));
}

#[test]
fn a_target_layout_with_preamble_quotes_and_footer_is_read() {
    let batch = read(
        "ACME TELECOM LIMITED\n\nCall Details of Mobile No '07700900112' from '01-Mar-2026' to '31-Mar-2026'\n\n\
         Target No,Call Type,TOC,B Party No,LRN No,Date,Time,Dur(s),First CGI Lat/Long,First CGI,Last CGI,SMSC No,Service Type,IMEI,IMSI,Roam Nw\n\
         '07700900112',OUT,PRE,'07700900345',-,'14/03/2026',10:15:00,80,52.48142/-1.89983,234-15-98-8331,234-15-98-8332,---,Voice,'356938035643809','234150000000001',-\n\
         '07700900112',SMT,PRE,'VODAFONE',-,'14/03/2026',10:17:30,0,---,---,---,'447785016005',SMS,'356938035643809','234150000000001',-\n\
         This is System generated report, and needs no signature.\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms VODAFONE +447700900112 0"]);
    assert_eq!(requested(&batch), ["07700 900112"]);
    assert_eq!((batch.report.rows_read, batch.report.not_records), (2, 6));
    let drafts = drafts(&batch);
    assert_eq!(drafts[0].a_end.handset.map(|h| h.to_string()).as_deref(), Some("35693803564380"));
    assert_eq!(drafts[0].a_end.cell.as_ref().map(|c| c.key.as_str()), Some("234-15-98-8331"));
    assert!(drafts[0].a_end.cell.as_ref().unwrap().position.is_some());
    assert!(drafts[1].b_end.handset.is_some() && drafts[1].a_end.handset.is_none());
}
