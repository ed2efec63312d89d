//! Layouts of operators and switches that nobody has described beforehand, each with the rule it is read by.

#![expect(clippy::format_collect, reason = "the rows of a test are few")]

use super::*;

/// Ten calls between the number asked for and ten others, out and in by turns, in this form.
fn ten_calls(header: &str, row: impl Fn(u8, bool) -> String) -> Batch {
    let rows: String = (0..10).map(|i| row(i, i % 2 == 0) + "\n").collect();
    read(&format!("{header}\n{rows}"))
}

fn ways(batch: &Batch) -> Vec<String> {
    events(batch).iter().map(|e| e.split(' ').nth(2).unwrap_or("").to_owned()).collect()
}

/// Who called in [`ten_calls`].
fn callers() -> Vec<String> {
    let caller = |i: u8| if i % 2 == 0 { "+447700900112".to_owned() } else { format!("+44770090030{i}") };
    (0..10).map(caller).collect()
}

fn assert_ten_calls(batch: &Batch) {
    assert_eq!(ways(batch), callers(), "{:?}", batch.report);
    assert!(batch.report.doubts.is_empty(), "{:?}", batch.report.doubts);
}

#[test]
fn a_column_named_as_target_and_as_destination_is_the_target_where_it_stays_the_same() {
    assert_ten_calls(&ten_calls("Ziel-MSISDN;Gegenrufnummer;Richtung;Beginn;Dauer", |i, out| {
        let way = if out { "GEHEND" } else { "KOMMEND" };
        format!("07700900112;0770090030{i};{way};{}.03.2026 10:15:00;80", 10 + i)
    }));
    assert_ten_calls(&ten_calls("Ziel-MSISDN;Von;An;Beginn;Dauer", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("{target};{a};{b};{}.03.2026 10:15:00;80", 10 + i)
    }));
}

#[test]
fn a_called_number_that_stays_the_same_both_ways_is_the_number_asked_for() {
    assert_ten_calls(&ten_calls("Called,Calling,Way,Start,Duration", |i, out| {
        let way = if out { "out" } else { "in" };
        format!("07700900112,0770090030{i},{way},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn a_moment_may_stand_under_the_word_at() {
    let batch = read("At,Way,Who,For\n14/03/2026 10:15:00,Out,07700900345,80\n");
    assert_eq!(fields(&batch).first().map(|f| f.1.clone()), Some("start".to_owned()), "{:?}", batch.report);
}

#[test]
fn letters_of_the_two_ways_name_a_column_of_ways() {
    assert_ten_calls(&ten_calls("ABONADO;E/S;COMUNICANTE;INICIO;DURAC", |i, out| {
        let way = if out { "S" } else { "E" };
        format!("07700900112;{way};0770090030{i};{}/03/2026 10:15:00;80", 10 + i)
    }));
}

#[test]
fn glued_codes_of_switches_tell_way_and_kind() {
    for (call, text) in [("mocallrecord", "mtsmsrecord"), ("moCallRecord", "mtSMSRecord"), ("MO", "SMST")] {
        let batch = read(&format!(
            "CT,Served MSISDN,Other Number,Start,Duration\n{call},07700900112,07700900345,14/03/2026 10:15:00,80\n\
             {text},07700900112,07700900345,14/03/2026 10:20:00,0\n"
        ));
        assert_eq!(events(&batch)[0], ONE_CALL, "{call}");
        assert_eq!(events(&batch)[1], "2026-03-14T10:20:00 sms +447700900345 +447700900112 0", "{text}");
    }
}

#[test]
fn the_clock_of_a_switch_has_two_digits_for_the_year_and_an_offset() {
    let batch = read("answerTime,callingNumber,calledNumber,callDuration\n260314101500+0000,07700900112,07700900345,80\n");
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn a_time_of_usage_is_a_time_of_day_where_the_hours_are_those_of_a_day() {
    let batch = ten_calls("Usage Date,Usage Time,MSISDN,Correspondent,Usage Duration,Call Way", |i, out| {
        let way = if out { "Originating" } else { "Terminating" };
        format!("{}-Mar-26,{}:15:00,07700900112,0770090030{i},00:01:20,{way}", 10 + i, 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(events(&batch)[0], "2026-03-10T10:15:00 voice +447700900112 +447700900300 80");
}

#[test]
fn what_was_charged_for_is_not_how_long_it_lasted() {
    let batch = ten_calls("Jour;Heure;Numéro appelant;Numéro appelé;Durée facturée;Durée réelle", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("{} mars 2026;10h15;{a};{b};120;0h01mn20s", 10 + i)
    });
    assert_ten_calls(&batch);
    assert!(events(&batch)[0].ends_with(" 80"), "{:?}", events(&batch));
}

#[test]
fn a_call_begins_where_it_originates_not_where_it_is_connected() {
    let header = "dateTimeOrigination,callingPartyNumber,finalCalledPartyNumber,dateTimeConnect,duration";
    let batch = read(&format!("{header}\n1773483300,07700900112,07700900345,1773483309,80\n"));
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn a_word_of_a_side_before_a_party_is_no_part_of_it() {
    let batch = ten_calls("MSISDN,Parties,Direction,Start,Duration", |i, out| {
        let (label, way) = if out { ("To", "Outgoing") } else { ("From", "Incoming") };
        let other = if i == 9 { "INFOBANK".to_owned() } else { format!("0770090030{i}") };
        format!("07700900112,{label}: {other},{way},{}/03/2026 10:15:00,80", 10 + i)
    });
    assert_eq!(ways(&batch)[..9], callers()[..9]);
    assert_eq!(ways(&batch)[9], "INFOBANK");
}

#[test]
fn an_unknown_word_beside_a_known_way_is_the_other_way() {
    assert_ten_calls(&ten_calls("Terminal;Tp.;Interlocutor;Início;Dur. (s)", |i, out| {
        let way = if out { "Lançada" } else { "Recebida" };
        format!("07700900112;{way};0770090030{i};{}/03/2026 10:15:00;80", 10 + i)
    }));
}
