//! Clocks, letters and columns that operators and tools print seldom, each with the rule it is read by.

use super::unseen::{assert_ten_calls, first_start, ten_calls};
use super::*;

#[test]
fn letters_of_a_zone_in_a_header_are_that_zone() {
    let batch = ten_calls("Date (ET),Time (ET),Caller,Called,Duration", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("2026-07-{},10:15:00,{a},{b},80", 14 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-07-14T15:15:00");
}

#[test]
fn the_winter_name_of_a_zone_in_summer_is_asked_about() {
    let asked = |month: u8| {
        let batch = read(&format!(
            "Start (CET),Caller,Called,Duration\n14.{month:02}.2026 10:15:00,07700900112,07700900345,80\n"
        ));
        batch.report.doubts.iter().any(|doubt| doubt.about == linefold::import::DoubtAbout::Zone)
    };
    assert!(asked(7));
    assert!(!asked(1));
}

#[test]
fn an_offset_in_a_column_of_its_own_is_that_of_its_row() {
    let batch = read(
        "Start,UTC Offset,Caller,Called,Duration\n14/03/2026 10:15:00,+0000,07700900112,07700900345,80\n\
         14/03/2026 10:15:00,-0500,07700900112,07700900346,80\n15/03/2026 10:15:00,+0100,07700900112,07700900347,80\n",
    );
    let starts: Vec<String> = events(&batch).iter().map(|e| e[..19].to_owned()).collect();
    assert_eq!(starts, ["2026-03-14T10:15:00", "2026-03-14T15:15:00", "2026-03-15T09:15:00"]);
}

#[test]
fn a_number_that_is_the_same_in_every_row_of_an_account_is_the_one_asked_for() {
    assert_ten_calls(&ten_calls("Account,In/Out,Phone number,Start,Duration", |i, out| {
        let way = if out { "Out" } else { "In" };
        format!("07700900112,{way},0770090030{i},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn talk_time_is_taken_where_the_time_of_the_line_stands_beside_it() {
    let batch = ten_calls("calldate,src,dst,duration,billsec", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("2026-03-{} 10:15:00,{a},{b},9{i},8{i}", 10 + i)
    });
    assert_ten_calls(&batch);
    assert!(events(&batch)[3].ends_with(" 83"), "{:?}", events(&batch));
}

#[test]
fn to_and_from_may_be_letters() {
    assert_ten_calls(&ten_calls("Number,Direction,Other,Start,Duration", |i, out| {
        let way = if out { "T" } else { "F" };
        format!("07700900112,{way},0770090030{i},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn the_log_of_a_phone_counts_missed_calls_as_a_third_way() {
    let batch = ten_calls("msisdn,number,date,duration,type", |i, out| {
        let (way, lasted) =
            if out { (2, 80) } else { (if i % 4 == 1 { 1 } else { 3 }, if i % 4 == 1 { 80 } else { 0 }) };
        format!("07700900112,0770090030{i},{}/03/2026 10:15:00,{lasted},{way}", 10 + i)
    });
    assert_ten_calls(&batch);
}

#[test]
fn a_time_that_cannot_be_read_is_asked_about() {
    let batch = read("Date,Heure,Appelant,Appelé,Durée\n14/03/2026,dix heures,07700900112,07700900345,80\n");
    assert!(batch.report.doubts.iter().any(|d| d.question == "Which column is the time?"), "{:?}", batch.report.doubts);
}

#[test]
fn duration_or_volume_is_how_long_it_lasted() {
    let batch = read(
        "Call Date,Call Time,Calling,Called,Duration/Volume\n14/03/2026,10:15:00,07700900112,07700900345,00:01:20\n",
    );
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn seconds_may_stand_bare_behind_the_minutes_of_a_time() {
    let batch = read("Appelant,Appelé,Date,Heure,Durée\n07700900112,07700900345,14/01/2026,20h37m44,80\n");
    assert_eq!(first_start(&batch), "2026-01-14T20:37:44");
}

#[test]
fn who_did_it_to_whom_tells_the_way() {
    assert_ten_calls(&ten_calls("Your number,Activity,The other number,Start,Duration", |i, out| {
        let way = if out { "You called" } else { "Called you" };
        format!("07700900112,{way},0770090030{i},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn a_clock_without_a_date_until_which_a_call_ran_is_its_end() {
    let batch = ten_calls("Datum;von Uhr;bis Uhr;Anrufer;Angerufener", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("{}.03.2026;18:34:49;18:36:09;{a};{b}", 10 + i)
    });
    assert_ten_calls(&batch);
    assert!(events(&batch)[0].ends_with(" 80"), "{:?}", events(&batch));
}

#[test]
fn what_was_sent_and_does_not_last_is_a_text() {
    let text = "Mittente,Destinatario,Data invio,Ora invio\n07700900112,07700900345,14/01/2026,10:15:00\n";
    let source = linefold::domain::Source {
        name: "export.csv".to_owned(),
        part: None,
        sha256: String::new(),
        bytes: text.len() as u64,
    };
    let batches = linefold::import::read_store(&source, &text.as_bytes(), &ImportOptions::default(), &Quiet).unwrap();
    assert!(events(&batches[0])[0].contains(" sms "), "{:?}", events(&batches[0]));
}
