//! Any text under a header: every row is a record, a duplicate, rejected or no record, and what is accepted is there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linefold::diag::Quiet;
use linefold::import::{ImportOptions, read_bytes};

const HEADERS: [&str; 8] = [
    "Start,A Number,B Number,Duration,Type,Lat,Long,IMEI,IMSI,Cell ID\n",
    "MSISDN;Direction;Other Party;Date;Time;Duration;Cell;Lat/Long\n",
    "Date\tStart Time\tEnd Time\tCaller\tCalled\tMinutes\tSeconds\n",
    "number,made,effective,reference\n",
    "number,person,role,from,to,basis\n",
    "cell,lat,lon,town,azimuth\n",
    "number,town,basis\n",
    "",
];

fuzz_target!(|data: (u8, &str)| {
    let (header, rows) = data;
    let text = format!("{}{rows}", HEADERS[usize::from(header) % HEADERS.len()]);
    let read = || read_bytes("calls.csv", text.as_bytes(), &ImportOptions::default(), &Quiet).expect("nobody cancels");
    let batch = read();
    assert!(batch.report.adds_up(), "{:?}", batch.report);
    assert_eq!(batch.report.rejected, batch.report.rejected_rows.len() as u64);
    let entries = batch.records.len()
        + batch.orders.len()
        + batch.attributions.len()
        + batch.number_places.len()
        + batch.cell_sites.len();
    assert_eq!(batch.report.accepted, entries as u64);
    assert_eq!(batch.report, read().report, "the same input gives the same report");
});
