//! What rows tell that no header does: kinds and ways of codes, times, numbers among words, units.

use super::unseen::{assert_ten_calls, first_start, tables, ten_calls};
use super::*;
use linefold::import::DoubtAbout;

/// Caller and called of a call of [`ten_calls`].
fn sides(i: u8, out: bool) -> (String, String) {
    let (target, other) = ("07700900112".to_owned(), format!("0770090030{i}"));
    if out { (target, other) } else { (other, target) }
}

fn last_words(batch: &Batch) -> Vec<String> {
    events(batch).iter().map(|e| e.rsplit(' ').next().unwrap_or("").to_owned()).collect()
}

fn kinds(batch: &Batch) -> Vec<String> {
    events(batch).iter().map(|e| e.split(' ').nth(1).unwrap_or("").to_owned()).collect()
}

#[test]
fn of_two_codes_of_one_way_the_one_whose_events_never_last_is_of_texts() {
    for [call_out, call_in, text_out, text_in] in [["V-MO", "V-MT", "S-MO", "S-MT"], ["MOC", "MTC", "MOS", "MTS"]] {
        let batch = ten_calls("MSISDN,Type,Other party,Start,Secs", |i, out| {
            let (code, secs) = match (i > 3, out) {
                (false, true) => (call_out, 80),
                (false, false) => (call_in, 80),
                (true, true) => (text_out, 0),
                (true, false) => (text_in, 0),
            };
            format!("07700900112,{code},0770090030{i},{}/03/2026 10:15:00,{secs}", 10 + i)
        });
        assert_ten_calls(&batch);
        assert_eq!(kinds(&batch), [["voice"; 4].as_slice(), &["sms"; 6]].concat(), "{text_out}");
    }
}

#[test]
fn the_word_beside_a_kind_that_nobody_knows_is_the_other_way() {
    let batch = ten_calls("MSISDN,Type,Other party,Start,Secs", |i, out| {
        let code = match (i > 3, out) {
            (false, true) => "Call out",
            (false, false) => "Call in",
            (true, true) => "SMS out",
            (true, false) => "SMS xyz",
        };
        format!("07700900112,{code},0770090030{i},{}/03/2026 10:15:00,{}", 10 + i, if i > 3 { 0 } else { 80 })
    });
    assert_ten_calls(&batch);
}

#[test]
fn a_label_before_a_number_tells_who_called() {
    for (to, from) in [("To", "From"), ("An", "Von"), ("Para", "De")] {
        let row = |i: u8| {
            let label = if i.is_multiple_of(2) { to } else { from };
            format!("{label}: 0770090030{i};{}/03/2026 10:15:00;80\n", 10 + i)
        };
        let rows: String = (0..10).map(row).collect();
        let batch = read_named("07700900112.csv", format!("Parties;Start;Duration\n{rows}").as_bytes());
        assert_ten_calls(&batch);
    }
}

#[test]
fn a_number_behind_a_name_is_the_number() {
    for number in ["0770090030", "+4477009003"] {
        let last = |i: u8| if number.starts_with('+') { format!("{number}0{i}") } else { format!("{number}{i}") };
        let row = |i: u8| {
            let way = if i.is_multiple_of(2) { "Out" } else { "In" };
            format!("Contact {} ({});{way};{}/03/2026 10:15:00;80\n", i % 3, last(i), 10 + i)
        };
        for header in ["Person", "Number"] {
            let rows: String = (0..10).map(row).collect();
            let batch = read_named("07700900112.csv", format!("{header};In or out;Start;Secs\n{rows}").as_bytes());
            assert_ten_calls(&batch);
        }
    }
}

#[test]
fn clocks_of_bare_digits_are_the_time_of_dates_that_have_none() {
    let batch = ten_calls("Caller,Called,Date,Xn,Secs", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},{}/03/2026,1{i}150{i},80", 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-03-10T10:15:00");
}

#[test]
fn clocks_under_the_header_of_something_else_are_asked_about() {
    let batch = ten_calls("Caller,Called,Date,Switch,Secs", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},{}/03/2026,1{i}150{i},80", 10 + i)
    });
    assert_eq!(first_start(&batch), "2026-03-10T10:15:00");
    let questions: Vec<&str> = batch.report.doubts.iter().map(|d| d.question.as_str()).collect();
    assert_eq!(questions, ["Which column is the time?"]);
}

#[test]
fn an_amount_may_have_another_unit_in_every_row() {
    let amounts = ["37 s", "5 min", "1 SMS", "90 s", "2 min", "1 SMS", "80 s", "80 s", "80 s", "80 s"];
    let batch = ten_calls("Caller,Called,Start,Usage", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},{}/03/2026 10:15:00,{}", 10 + i, amounts[usize::from(i)])
    });
    assert_ten_calls(&batch);
    assert_eq!(last_words(&batch)[..6], ["37", "300", "-", "90", "120", "-"]);
    assert_eq!(kinds(&batch)[..4], ["voice", "voice", "sms", "voice"]);
}

#[test]
fn a_column_of_units_may_change_from_row_to_row() {
    let batch = ten_calls("Caller,Called,Start,Quantity,Unit", |i, out| {
        let (a, b) = sides(i, out);
        let (amount, unit) = if i < 3 { (1, "Message") } else { (80, "Second") };
        format!("{a},{b},{}/03/2026 10:15:00,{amount},{unit}", 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(last_words(&batch)[2..4], ["-", "80"]);
    assert_eq!(kinds(&batch)[2..4], ["sms", "voice"]);
}

#[test]
fn a_third_party_in_every_row_is_the_other_one_and_a_reference_is_nobody() {
    let batch = ten_calls("Unique Ref,MSISDN Queried,Start,Secs,Type,Third Party MSISDN", |i, out| {
        let reference = 731_200_345_117 + u64::from(i) * 7_919_345_113;
        let way = if out { "MOC" } else { "MTC" };
        format!("{reference},07700900112,{}/03/2026 10:15:00,80,{way},0770090030{i}", 10 + i)
    });
    assert_ten_calls(&batch);
}

#[test]
fn a_flag_asks_whether_the_number_asked_for_called() {
    let batch = ten_calls("Originator flag,Subscriber number,Correspondent number,Start,Secs", |i, out| {
        format!("{},07700900112,0770090030{i},{}/03/2026 10:15:00,80", u8::from(out), 10 + i)
    });
    assert_ten_calls(&batch);
}

#[test]
fn of_two_columns_that_are_counted_the_first_is_the_caller() {
    for header in ["Number 1,Number 2", "Anr,Bnr", "telno_1,telno_2", "CgPN,CdPN", "ORIGINAL_CALLER,ORIGINAL_CALLEE"] {
        let batch = ten_calls(&format!("{header},Start,Secs"), |i, out| {
            let (a, b) = sides(i, out);
            format!("{a},{b},{}/03/2026 10:15:00,80", 10 + i)
        });
        assert_ten_calls(&batch);
    }
}

#[test]
fn a_call_began_when_it_was_placed_not_when_it_was_written_down() {
    let batch = ten_calls("Record written,Call placed,Caller,Called,Secs", |i, out| {
        let (a, b) = sides(i, out);
        format!("{}/03/2026 03:00:00,{}/03/2026 10:15:00,{a},{b},80", 11 + i, 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-03-10T10:15:00");
}

#[test]
fn a_bill_with_columns_of_lines_and_numbers_is_no_result_of_linefold() {
    let batch = ten_calls("Line,Date,Time,Min,Number,In/Out", |i, out| {
        let way = if out { "Out" } else { "In" };
        format!("07700900112,{}/03/2026,10:15:00,2,0770090030{i},{way}", 10 + i)
    });
    assert_ten_calls(&batch);
}

#[test]
fn how_long_a_line_was_held_is_no_time_of_day() {
    let batch = ten_calls("Called Pty,Calling Pty,Answer Date,Ans Tm,Hold Tm", |i, out| {
        let (a, b) = sides(i, out);
        format!("{b},{a},{}/03/2026,10:15:0{i},{}", 10 + i, 300 + u16::from(i))
    });
    assert_ten_calls(&batch);
    assert_eq!((first_start(&batch).as_str(), last_words(&batch)[0].as_str()), ("2026-03-10T10:15:00", "300"));
}

#[test]
fn a_remark_between_two_tables_does_not_join_them() {
    let row = |i: u8| {
        let remark = if i == 14 { "checked" } else { "" };
        let call = |to: u8| format!("07700900112,0770090030{to},{}/03/2026 10:15:00", 10 + i);
        format!("{},{remark},{}\n", call(1), call(2))
    };
    let rows: String = (0..30).map(|i| row(i % 18)).collect();
    let text = format!("Caller,Called,Start,,Caller,Called,Start\n{rows}");
    let found = tables(&text, &ImportOptions::default());
    let read: Vec<u64> = found.iter().map(|batch| batch.report.rows_read).collect();
    assert_eq!(read, [30, 30]);
}

#[test]
fn an_account_beside_the_number_asked_for_is_no_caller() {
    let batch = ten_calls("Cust No.,MSISDN,Dest.,In/Out,Start,Secs", |i, out| {
        let way = if out { "O" } else { "I" };
        format!("9001775526,07700900112,0770090030{i},{way},{}/03/2026 10:15:00,80", 10 + i)
    });
    assert_ten_calls(&batch);
}

#[test]
fn who_received_a_call_was_called() {
    for header in ["Originated By,Received By", "Called by,Received by", "De,À", "発信者番号,着信者番号"] {
        let batch = ten_calls(&format!("{header},Start,Secs"), |i, out| {
            let (a, b) = sides(i, out);
            format!("{a},{b},{}/03/2026 10:15:00,80", 10 + i)
        });
        assert_ten_calls(&batch);
    }
}

#[test]
fn times_may_be_parted_by_spaces_or_by_nothing() {
    let batch = ten_calls("Caller,Called,Date,Time,Secs", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},{} 03 2026,14 22 3{i},80", 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-03-10T14:22:30");
    let batch = ten_calls("Caller,Called,Event time,Secs", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},2603{}14223{i},80", 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(first_start(&batch), "2026-03-10T14:22:30");
}

#[test]
fn letters_of_a_way_may_stand_behind_a_kind() {
    let batch = ten_calls("MSISDN,Activity,Other party,Start,Secs", |i, out| {
        format!("07700900112,Call {},0770090030{i},{}/03/2026 10:15:00,80", if out { "O/G" } else { "I/C" }, 10 + i)
    });
    assert_ten_calls(&batch);
}

#[test]
fn moments_that_lie_after_the_start_in_every_row_are_the_end() {
    let batch = ten_calls("Caller,Called,Start,Xyzzy", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},{}/03/2026 10:15:00,{}/03/2026 10:2{i}:00", 10 + i, 10 + i)
    });
    assert_ten_calls(&batch);
    assert_eq!(last_words(&batch)[..2], ["300", "360"]);
    let other_clock = ten_calls("Caller,Called,Start,Xyzzy", |i, out| {
        let (a, b) = sides(i, out);
        format!("{a},{b},{}/03/2026 10:15:00,{}/03/2026 11:15:00", 10 + i, 10 + i)
    });
    assert_eq!(last_words(&other_clock), ["-"; 10]);
}

#[test]
fn four_codes_are_told_by_what_lasts_and_by_who_cannot_be_called() {
    let row = |i: u8| {
        let (code, secs) = match (i % 4, i.is_multiple_of(2)) {
            (0, _) => ("01", 80),
            (1, _) => ("02", 80),
            (2, _) => ("21", 0),
            _ => ("22", 0),
        };
        let other = if i == 5 { "Withheld".to_owned() } else { format!("077009003{i:02}") };
        format!("07700900112,{other},{code},{:02}/03/2026 10:15:00,{secs}\n", 1 + i)
    };
    let rows: String = (0..24).map(row).collect();
    let batch = read(&format!("Subject,Contact,RT,Start,Dur\n{rows}"));
    assert!(batch.report.doubts.is_empty(), "{:?}", batch.report.doubts);
    let told = events(&batch);
    assert!(told[0].starts_with("2026-03-01T10:15:00 voice +447700900112"), "{}", told[0]);
    assert!(told[1].starts_with("2026-03-02T10:15:00 voice +447700900301"), "{}", told[1]);
    assert!(told[2].starts_with("2026-03-03T10:15:00 sms +447700900112"), "{}", told[2]);
    assert!(told[3].starts_with("2026-03-04T10:15:00 sms +447700900303"), "{}", told[3]);
}

#[test]
fn numbers_that_no_british_number_begins_like_are_asked_about() {
    let batch = ten_calls("Numéro appelant;Numéro appelé;Date et heure;Durée (s)", |i, out| {
        let (a, b) = if out { (9, i) } else { (i, 9) };
        format!("061234567{a};061234567{b};{}/03/2026 10:15:00;80", 10 + i)
    });
    let doubt = batch.report.doubts.iter().find(|d| d.question == "Which country's numbers are these?");
    let regions: Vec<String> = doubt.iter().flat_map(|d| &d.choices).filter_map(|c| c.reading.region.clone()).collect();
    assert!(regions.first().is_some_and(|region| region != "GB"), "{regions:?}");
    assert!(regions.iter().any(|region| region == "FR") && regions.iter().any(|region| region == "GB"));
    assert!(
        ten_calls("Caller,Called,Start,Secs", |i, out| {
            let (a, b) = sides(i, out);
            format!("{a},{b},{}/03/2026 10:15:00,80", 10 + i)
        })
        .report
        .doubts
        .is_empty()
    );
}

#[test]
fn german_mobiles_are_asked_about_and_british_numbers_among_a_few_foreign_ones_are_not() {
    let asked = |of: &dyn Fn(u8) -> String, own: &str| {
        let batch = ten_calls("Caller,Called,Start,Secs", |i, out| {
            let (a, b) = if out { (own.to_owned(), of(i)) } else { (of(i), own.to_owned()) };
            format!("{a},{b},{}/03/2026 10:15:00,80", 10 + i)
        });
        batch.report.doubts.iter().any(|d| d.about == DoubtAbout::Region)
    };
    // Some would pass for British: codes such as 0172 and 0160 are codes there, too.
    let german = |i: u8| format!("01{}234567{i}", [71, 72, 60, 71, 52][usize::from(i % 5)]);
    assert!(asked(&german, "015112345678"));
    // Foreign numbers often come without a plus.
    let mixed = |i: u8| if i < 4 { format!("3361234567{i}") } else { format!("4477009003{i:02}") };
    assert!(!asked(&mixed, "447700900112"));
}
