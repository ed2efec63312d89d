//! Dates, times and durations.

use super::*;

#[test]
fn a_header_naming_utc_counts() {
    let batch = read("Start Time (UTC),A Number,B Number,Duration\n14/07/2026 09:15:00,07700900112,07700900345,80\n");
    assert_eq!(events(&batch), ["2026-07-14T10:15:00 voice +447700900112 +447700900345 80"]);
}

/// A file with one column of dates, and the days it was read as.
fn days(dates: &[&str]) -> (Batch, Vec<String>) {
    let rows = dates.iter().map(|d| format!("{d};07700900112;07700900345;80\n")).collect::<Vec<_>>().concat();
    let batch = read(&format!("Start;A Number;B Number;Duration\n{rows}"));
    let days = drafts(&batch).iter().map(|d| d.start.iso(&Zone::london())[..10].to_owned()).collect();
    (batch, days)
}

#[test]
fn dates_are_read_in_every_usual_form() {
    for text in [
        "14/03/2026 10:15:00",
        "14-03-26 10:15",
        "14.03.2026 10:15:00",
        "14 Mar 2026 10:15",
        "14-MAR-26 10.15.00.000000 AM",
        "2026-03-14 10:15:00",
        "2026-03-14T10:15:00Z",
        "2026-03-14T10:15:00+00:00",
        "20260314101500",
        "Saturday 14 March 2026 10:15",
        "14/03/2026 10:15:00 AM",
        "Mar 14, 2026 10:15 AM",
        "2026/03/14 10:15:00.123",
        "46095.427083333",
    ] {
        let (batch, _) = days(&[text]);
        assert_eq!(events(&batch), [ONE_CALL], "{text}");
    }
}

#[test]
fn one_row_decides_the_order_of_all_dates() {
    assert_eq!(days(&["03/04/2026 10:00", "04/13/2026 10:00"]).1, ["2026-03-04", "2026-04-13"]);
    assert_eq!(days(&["03/04/2026 10:00", "13/04/2026 10:00"]).1, ["2026-04-03", "2026-04-13"]);
}

#[test]
fn a_date_that_fits_two_formats_is_reported_not_guessed() {
    let (batch, days) = days(&["03/04/2026 10:00", "03/04/2026 11:00"]);
    assert_eq!(days, ["2026-04-03", "2026-04-03"]);
    assert!(says(&batch, Severity::Warning, "3 Apr 2026 or 4 Mar 2026"), "{:?}", batch.report.problems);
}

#[test]
fn the_period_of_the_preamble_decides_where_the_rows_do_not() {
    let batch = read(
        "Calls from 01-Apr-2026 to 30-Apr-2026\nStart,A Number,B Number,Duration\n04/03/2026 10:00,07700900112,07700900345,80\n04/02/2026 10:00,07700900112,07700900345,80\n",
    );
    assert!(events(&batch)[0].starts_with("2026-04-03"));
    assert!(batch.report.decisions.iter().any(|d| d.contains("month first")));
}

#[test]
fn dates_that_no_order_fits_keep_their_rows_out() {
    let (batch, days) = days(&["13/04/2026 10:00", "14/04/2026 10:00", "04/15/2026 10:00", "30/02/2026 10:00"]);
    assert_eq!(days, ["2026-04-13", "2026-04-14"]);
    assert_eq!(batch.report.rejected, 2);
}

#[test]
fn the_doubled_hour_of_october_is_marked() {
    let (batch, _) = days(&["25/10/2026 01:30:00", "25/10/2026 12:00:00"]);
    assert!(says(&batch, Severity::Warning, "twice"));
    assert_eq!(batch.report.accepted, 2);
}

#[test]
fn times_that_lost_their_zeros_are_read() {
    let batch = read(
        "Date,Time,A Number,B Number,Duration\n20260314,101500,07700900112,07700900345,80\n20260314,93045,07700900112,07700900345,80\n20260314,5,07700900112,07700900345,80\n",
    );
    let times: Vec<String> = events(&batch).iter().map(|e| e[11..19].to_owned()).collect();
    assert_eq!(times, ["10:15:00", "09:30:45", "00:00:05"]);
}

#[test]
fn durations_are_read_in_every_usual_form() {
    for (header, text) in [
        ("Duration", "80"),
        ("Dur(s)", "80"),
        ("Duration", "1:20"),
        ("Duration", "00:01:20"),
        ("Duration", "1m 20s"),
        ("Duration", "80.0"),
        ("Duration (min)", "1.3333"),
        ("Duration ms", "80000"),
        ("ET", "1:20"),
        ("Duration", "0.000925926"),
        ("Call length", "80 secs"),
    ] {
        let batch =
            read(&format!("Start;A Number;B Number;{header}\n14/03/2026 10:15:00;07700900112;07700900345;{text}\n"));
        assert_eq!(events(&batch), [ONE_CALL], "{header}: {text}");
    }
    let batch = read("Start,A Number,B Number,Minutes,Seconds\n14/03/2026 10:15:00,07700900112,07700900345,1,20\n");
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn an_end_time_alone_may_lie_after_midnight() {
    let batch = read("Date,Start Time,End Time,Caller,Called\n14/03/2026,23:59:50,00:01:10,07700900112,07700900345\n");
    assert_eq!(events(&batch), ["2026-03-14T23:59:50 voice +447700900112 +447700900345 80"]);
}
