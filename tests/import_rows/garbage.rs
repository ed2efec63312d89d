//! Whatever the bytes are: never a panic, and the sums are right.

use super::*;
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "14/03/2026 10:15:00", "03/14/2026", "31/02/2026", "10:15", "07700900112", "+447700900345", "4.47701E+11", "80", "1:75", "00:01:20",
            "IN", "OUT", "Voice", "SMS", "356938035643809", "234150000000001", "51.5,-0.1", "-", "'", "\"", "\"\"", "=\"\"", "Withheld", "*** END",
            "Start", "A Number", "Duration", "\u{a0}", "-1", "1e400", "99999999999999999999999", "é", "\u{202e}", "0.0", "N", "E", "S", "+",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

fn table() -> impl Strategy<Value = String> {
    let header = prop::sample::select(vec![
        "Start,A Number,B Number,Duration,Type,Lat,Long,IMEI",
        "MSISDN,Direction,Other Party,Date,Time,Duration,Cell ID,Lat/Long",
        "number,made,effective,reference",
        "number,person,role,from,to,basis",
        "cell,lat,lon,town,azimuth",
        "Date,Start Time,End Time,Caller,Called,Minutes,Seconds",
        "",
    ]);
    let row = prop::collection::vec(cell(), 0..9);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (header, prop::collection::vec(row, 0..12), line_end).prop_map(|(header, rows, line_end)| {
        let rows: Vec<String> = rows.into_iter().map(|cells| cells.join(",")).collect();
        format!("{header}{line_end}{}", rows.join(line_end))
    })
}

/// Every row of the file is a record, a duplicate, rejected, or no record.
fn every_row_is_counted(batch: &Batch) -> bool {
    let records = batch.records.len()
        + batch.orders.len()
        + batch.attributions.len()
        + batch.number_places.len()
        + batch.cell_sites.len();
    batch.report.adds_up() && records as u64 == batch.report.accepted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn rows_of_anything_are_counted(text in table()) {
        let batch = read(&text);
        prop_assert!(every_row_is_counted(&batch), "{:?}", batch.report);
    }

    #[test]
    fn bytes_of_anything_are_counted(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(every_row_is_counted(&read_named("x.csv", &bytes)));
    }

    #[test]
    fn text_of_anything_is_counted(text in "[\\x00-\\x7fé€\\n\\r,;|\\t\"']{0,300}") {
        prop_assert!(every_row_is_counted(&read(&text)));
    }

    #[test]
    fn a_file_cut_anywhere_is_counted(at in 0_usize..400) {
        let text = "Call Details of '07700900112'\nTarget No,Call Type,B Party No,Date,Time,Dur(s),First CGI Lat/Long\n".to_owned()
            + &"07700900112,OUT,07700900345,'14/03/2026',10:15:00,80,\"51.5,-0.1\"\n".repeat(5);
        let batch = read(&text[..at.min(text.len())]);
        prop_assert!(every_row_is_counted(&batch), "{:?}", batch.report);
    }
}
