//! Several files in one table, and the canonical file.

use super::*;
use linefold::domain::{Cell, EndDraft, Imei, Imsi, Instant, Kind, LatLon, Party, Records};
use linefold::import::{Combined, combine, write_canonical};
use proptest::prelude::*;
use std::sync::Arc;

fn combined(texts: &[&str]) -> Combined {
    let batches: Vec<Arc<Batch>> = texts.iter().map(|text| Arc::new(read(text))).collect();
    combine(&batches)
}

fn lines(records: &Records) -> Vec<String> {
    let secs = |d: Option<u32>| d.map_or_else(|| "-".to_owned(), |s| s.to_string());
    records
        .iter()
        .map(|r| records.draft(&r))
        .map(|d| format!("{} {} {} {}", &d.start.iso(&Zone::london())[11..19], d.a, d.b, secs(d.duration_secs)))
        .collect()
}

const CALLER: &str = "Target No,Call Type,B Party No,Date,Time,Dur(s),IMEI,IMSI,First CGI\n\
    07700900112,OUT,07700900345,14/03/2026,10:15:00,80,356938035643809,234150000000001,234-15-1-2\n\
    07700900112,OUT,07700900346,14/03/2026,09:00:00,10,356938035643809,234150000000001,234-15-1-2\n";
const CALLED: &str = "Target No,Call Type,B Party No,Date,Time,Dur(s),IMEI,IMSI,First CGI\n\
    07700900345,IN,07700900112,14/03/2026,10:15:02,79,490154203237518,234300000000002,234-30-7-8\n";

#[test]
fn the_same_call_told_by_both_operators_is_one_record_with_both_phones() {
    let combined = combined(&[CALLER, CALLED]);
    assert_eq!(combined.duplicates, 1);
    assert_eq!(
        lines(&combined.records),
        ["09:00:00 +447700900112 +447700900346 10", "10:15:00 +447700900112 +447700900345 80"]
    );
    let call = combined.records.draft(&combined.records.iter().nth(1).unwrap());
    assert_eq!(call.a_end.handset, Imei::parse("356938035643809"));
    assert_eq!(call.b_end.sim, Imsi::parse("234300000000002"));
    assert_eq!(call.b_end.cell.map(|c| c.key).as_deref(), Some("234-30-7-8"));
    assert_eq!(combined.records.requested().len(), 2);
}

#[test]
fn a_file_added_twice_adds_nothing() {
    let combined = combined(&[CALLER, CALLER, CALLER]);
    assert_eq!((combined.records.len(), combined.duplicates), (2, 4));
}

#[test]
fn records_of_one_file_are_never_one_event() {
    let header = "Start,A Number,B Number,Duration,Type\n";
    let texts = "14/03/2026 10:15:00,07700900112,07700900345,,SMS\n14/03/2026 10:15:01,07700900112,07700900345,,SMS\n";
    let one = format!("{header}{texts}");
    assert_eq!(combined(&[&one]).records.len(), 2);
    let both = combined(&[&one, &one]);
    assert_eq!((both.records.len(), both.duplicates), (2, 2));
}

#[test]
fn what_differs_by_more_than_two_seconds_is_another_event() {
    let header = "Start,A Number,B Number,Duration,Type\n";
    let one = format!("{header}14/03/2026 10:15:00,07700900112,07700900345,80,Voice\n");
    for (other, records) in [
        ("14/03/2026 10:15:02,07700900112,07700900345,82,Voice", 1),
        ("14/03/2026 10:15:02,07700900112,07700900345,,Voice", 1),
        ("14/03/2026 10:15:03,07700900112,07700900345,80,Voice", 2),
        ("14/03/2026 10:15:00,07700900112,07700900345,83,Voice", 2),
        ("14/03/2026 10:15:00,07700900112,07700900345,80,SMS", 2),
        ("14/03/2026 10:15:00,07700900345,07700900112,80,Voice", 2),
        ("14/03/2026 10:15:00,07700900112,07700900346,80,Voice", 2),
    ] {
        assert_eq!(combined(&[&one, &format!("{header}{other}\n")]).records.len(), records, "{other}");
    }
}

#[test]
fn the_source_of_a_record_is_its_file() {
    let records = combined(&[CALLED, CALLER]).records;
    let sources: Vec<(u16, u32)> = records.iter().map(|r| (r.source, r.row)).collect();
    assert_eq!(sources, [(1, 3), (1, 2)]);
}

fn canonical(records: &Records, zone: &Zone) -> String {
    let mut out = Vec::new();
    let source = read(CALLER).source;
    write_canonical(records, &[source], zone, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("text")
}

#[test]
fn the_canonical_file_has_the_columns_of_the_design() {
    let text = canonical(&read(CALLER).records, &Zone::london());
    let mut lines = text.lines();
    assert_eq!(
        lines.next(),
        Some(
            "start,kind,a_party,b_party,duration_s,a_imei,a_imsi,a_cell,a_lat,a_lon,b_imei,b_imsi,b_cell,b_lat,b_lon,source,row"
        )
    );
    assert_eq!(
        lines.next(),
        Some(
            "2026-03-14T10:15:00+00:00,voice,+447700900112,+447700900345,80,35693803564380,234150000000001,234-15-1-2,,,,,,,,calls.csv,2"
        )
    );
}

fn party() -> impl Strategy<Value = Party> {
    prop_oneof![
        6 => (0_u64..1000).prop_map(|n| Party::Number(Msisdn::from_digits(447_700_900_000 + n))),
        1 => Just(Party::Number(Msisdn::from_digits(353_871_234_567))),
        1 => Just(Party::Withheld),
        1 => (100_u32..99_999).prop_map(|n| Party::ShortCode(n.to_string())),
        1 => "[A-Z]{4,9}".prop_filter("not a word for a withheld number", |s| !matches!(s.as_str(), "WITHHELD" | "PRIVATE" | "UNKNOWN" | "BLOCKED" | "NULL" | "NONE"))
            .prop_map(Party::Sender),
    ]
}

fn end() -> impl Strategy<Value = EndDraft> {
    let position = (-89_000_000_i32..89_000_000, -179_000_000_i32..179_000_000)
        .prop_map(|(lat, lon)| LatLon::new(f64::from(lat) / 1e6, f64::from(lon) / 1e6));
    let cell = ("234-[0-9]{2}-[0-9]{1,4}-[0-9]{1,5}", prop::option::of(position)).prop_map(|(key, position)| Cell {
        key,
        position: position.flatten(),
        town: None,
    });
    let handset = (35_000_000_000_000_u64..35_999_999_999_999).prop_map(|n| Imei::parse(&n.to_string()));
    let sim = (234_150_000_000_000_u64..234_159_999_999_999).prop_map(|n| Imsi::parse(&n.to_string()));
    (prop::option::of(handset), prop::option::of(sim), prop::option::of(cell))
        .prop_map(|(handset, sim, cell)| EndDraft { handset: handset.flatten(), sim: sim.flatten(), cell })
}

fn record() -> impl Strategy<Value = RecordDraft> {
    let kind = prop::sample::select(vec![Kind::Voice, Kind::Sms, Kind::Mms, Kind::Data, Kind::Other]);
    let start = 1_700_000_000_i64..1_800_000_000;
    (start, prop::option::of(0_u32..90_000), kind, party(), party(), end(), end())
        .prop_filter("one party at least is known", |r| r.3 != Party::Withheld || r.4 != Party::Withheld)
        .prop_map(|(start, duration_secs, kind, a, b, a_end, b_end)| RecordDraft {
            start: Instant::from_epoch_secs(start),
            duration_secs,
            kind,
            a,
            b,
            a_end,
            b_end,
            source: 0,
            row: 0,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_canonical_file_is_read_back_as_the_same_records(drafts in prop::collection::vec(record(), 1..30), utc in any::<bool>()) {
        let mut records = Records::default();
        for (i, draft) in drafts.iter().enumerate() {
            records.push(&RecordDraft { start: draft.start.plus_secs(i64::try_from(i).unwrap()), ..draft.clone() });
        }
        let zone = if utc { Zone::utc() } else { Zone::london() };
        let batch = read(&canonical(&records, &zone));
        prop_assert_eq!(batch.report.content, Content::Records);
        let plain = |d: RecordDraft| RecordDraft { source: 0, row: 0, ..d };
        let before: Vec<RecordDraft> = records.iter().map(|r| plain(records.draft(&r))).collect();
        let after: Vec<RecordDraft> = super::drafts(&batch).into_iter().map(plain).collect();
        prop_assert_eq!(before, after, "{:?}", batch.report);
    }
}

#[test]
fn what_was_told_twice_can_be_found_again() {
    let combined = combined(&[CALLER, CALLED]);
    let told = combined.told_twice[..].first().expect("one call is told twice");
    assert_eq!((combined.told_twice.len(), told.source, told.row), (1, 1, 2));
    assert_eq!(combined.records.get(told.kept).row, 2);
    assert_eq!(combined.records.get(told.kept).source, 0);
}

#[test]
fn one_file_shares_its_records_and_keeps_its_order() {
    let alone = combined(&[CALLER]);
    assert_eq!((alone.records.len(), alone.told_twice.len()), (2, 0));
    assert_eq!(lines(&alone.records)[0], "09:00:00 +447700900112 +447700900346 10");
}

#[test]
fn legs_of_a_call_are_kept_and_marked() {
    let header = "Start,A Number,B Number,Duration,Cell ID\n";
    let legs = "14/03/2026 10:15:00,07700900112,07700900345,60,234-15-1-2\n\
        14/03/2026 10:16:00,07700900112,07700900345,30,234-15-1-3\n14/03/2026 11:16:00,07700900112,07700900345,30,234-15-1-3\n";
    let batch = read(&format!("{header}{legs}"));
    assert_eq!((batch.records.len(), batch.report.duplicate), (3, 0));
    assert_eq!(batch.report.leg_rows.iter().map(|l| (l.row, l.after)).collect::<Vec<_>>(), [(3, 2)]);
}
