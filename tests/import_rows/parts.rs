//! Moments in several columns, lengths of time in columns of amounts, tables beside each other.

use super::unseen::{assert_ten_calls, first_start, ten_calls};
use super::*;

/// Caller and called of a call of [`ten_calls`].
fn sides(i: u8, out: bool) -> (String, String) {
    let (target, other) = ("07700900112".to_owned(), format!("0770090030{i}"));
    if out { (target, other) } else { (other, target) }
}

fn lasted(batch: &Batch) -> Vec<String> {
    events(batch).iter().map(|e| e.rsplit(' ').next().unwrap_or("").to_owned()).collect()
}

#[test]
fn a_date_and_a_time_may_have_a_column_for_each_part() {
    let batch = ten_calls("Día;Mes;Año;Hora;Min;Seg;Origen;Destino;Duración", |i, out| {
        let (a, b) = sides(i, out);
        format!("{};3;2026;{};5;{i};{a};{b};80", 10 + i, 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-03-10T10:05:00");
    assert_eq!(lasted(&batch), ["80"; 10]);
}

#[test]
fn the_month_may_be_a_word_and_the_date_whole() {
    let batch = ten_calls("Year,Month,Day,Time,Caller,Called,Duration", |i, out| {
        let (a, b) = sides(i, out);
        format!("2026,Mar,{},10:15:00,{a},{b},80", 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-03-10T10:15:00");
    let batch = ten_calls("Date,Hour,Minute,Caller,Called,Duration", |i, out| {
        let (a, b) = sides(i, out);
        format!("{}/03/2026,1{i},07,{a},{b},80", 10 + i)
    });
    assert_eq!(first_start(&batch), "2026-03-10T10:07:00");
}

#[test]
fn amounts_are_durations_where_nothing_else_is() {
    for header in ["Units", "Qty", "Volume", "Billed units"] {
        let batch = ten_calls(&format!("Start,Caller,Called,{header}"), |i, out| {
            let (a, b) = sides(i, out);
            format!("{}/03/2026 10:15:00,{a},{b},{}", 10 + i, 80 + u16::from(i))
        });
        assert_ten_calls(&batch);
        assert_eq!(lasted(&batch)[0], "80", "{header}");
    }
}

#[test]
fn a_column_of_units_says_what_amounts_count() {
    let batch = ten_calls("Start,Caller,Called,Quantity,Unit", |i, out| {
        let (a, b) = sides(i, out);
        format!("{}/03/2026 10:15:00,{a},{b},{},min", 10 + i, 2 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(lasted(&batch)[0], "120");
}

#[test]
fn small_amounts_are_asked_about() {
    let batch = ten_calls("Start,Caller,Called,Units", |i, out| {
        let (a, b) = sides(i, out);
        format!("{}/03/2026 10:15:00,{a},{b},{}", 10 + i, 2 + i)
    });
    assert!(
        batch.report.doubts.iter().any(|d| d.question == "What does \"Units\" count?"),
        "{:?}",
        batch.report.doubts
    );
}

#[test]
fn a_duration_that_cannot_be_read_is_asked_about() {
    let batch = ten_calls("Start,Caller,Called,Duration", |i, out| {
        let (a, b) = sides(i, out);
        format!("{}/03/2026 10:15:00,{a},{b},not long", 10 + i)
    });
    let asked = |d: &linefold::import::Doubt| d.question == "Which column is how long it lasted?";
    assert!(batch.report.doubts.iter().any(asked), "{:?}", batch.report.doubts);
}

#[test]
fn durations_may_be_tenths_and_clocks_with_full_stops() {
    for (header, text) in [("Duration (1/10 s)", "800"), ("Duration", "00.01.20")] {
        let batch = ten_calls(&format!("Start,Caller,Called,{header}"), |i, out| {
            let (a, b) = sides(i, out);
            format!("{}/03/2026 10:15:00,{a},{b},{text}", 10 + i)
        });
        assert_eq!(lasted(&batch), ["80"; 10], "{header}");
    }
}

#[test]
fn codes_may_say_where_the_target_stands() {
    assert_ten_calls(&ten_calls("Target,Direction,Partner,Start,Duration", |i, out| {
        let way = if out { "from-target" } else { "to-target" };
        format!("07700900112,{way},0770090030{i},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn called_beside_received_is_the_way_out() {
    assert_ten_calls(&ten_calls("Target phone,Contact phone,Called or received,Start,Duration", |i, out| {
        let way = if out { "Called" } else { "Received" };
        format!("07700900112,0770090030{i},{way},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn who_called_is_the_caller_and_who_was_called_is_not() {
    for header in ["Who called,Who was called", "Called by,Called", "Dialler,Dialled", "Who rang,Who was rung"] {
        assert_ten_calls(&ten_calls(&format!("{header},Start,Duration"), |i, out| {
            let (a, b) = sides(i, out);
            format!("{a},{b},{}/03/2026 10:15:00,80", 10 + i)
        }));
    }
}

#[test]
fn incoming_and_outgoing_numbers_in_turns_are_callers_and_called() {
    let rows: String = (0..10)
        .map(|i| {
            let other = format!("0770090030{i}");
            let cells = if i % 2 == 0 { format!("{other},") } else { format!(",{other}") };
            let start = format!("{}/03/2026 10:15:00", 10 + i);
            [start, cells, "80\n".to_owned()].join(",")
        })
        .collect();
    let batch = read(&format!("Number,07700900112\n\nStart,Outgoing number,Incoming number,Duration\n{rows}"));
    assert_ten_calls(&batch);
}

#[test]
fn the_log_of_an_android_phone_is_known_by_its_columns() {
    let batch = ten_calls("_id,msisdn,number,date,duration,type,new", |i, out| {
        let way = if out { 2 } else { 1 };
        format!("{i},07700900112,0770090030{i},{}000,80,{way},1", 1_773_137_700 + i64::from(i) * 86_400)
    });
    assert_ten_calls(&batch);
}

#[test]
fn tables_beside_each_other_in_a_text_are_two() {
    let header = "Start,Number,Other,Way,Secs";
    let row = |target: &str, i: u8| format!("{}/03/2026 10:15:00,{target},0770090030{i},Out,80", 10 + i);
    let rows: String = (0..10)
        .map(|i| {
            let right = if i < 6 { row("07700900113", i) } else { ",,,,".to_owned() };
            row("07700900112", i) + ",," + &right + "\n"
        })
        .collect();
    let text = format!("{header},,{header}\n{rows}");
    let batches = super::unseen::tables(&text, &ImportOptions::default());
    let counts: Vec<u64> = batches.iter().map(|batch| batch.report.accepted).collect();
    assert_eq!(counts, [10, 6]);
    assert!(events(&batches[1])[0].contains("+447700900113"), "{:?}", events(&batches[1]));
}
