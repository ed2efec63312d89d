//! Layouts of operators and switches that nobody has described beforehand, each with the rule it is read by.

use super::*;

/// Ten calls between the number asked for and ten others, out and in by turns, in this form.
pub(super) fn ten_calls(header: &str, row: impl Fn(u8, bool) -> String) -> Batch {
    let rows: String = (0..10).map(|i| row(i, i % 2 == 0) + "\n").collect();
    read(&format!("{header}\n{rows}"))
}

pub(super) fn first_start(batch: &Batch) -> String {
    events(batch)[0][..19].to_owned()
}

/// All tables of a text.
pub(super) fn tables(text: &str, options: &ImportOptions) -> Vec<Batch> {
    let source = linefold::domain::Source {
        name: "calls.csv".to_owned(),
        part: None,
        sha256: String::new(),
        bytes: text.len() as u64,
    };
    linefold::import::read_store(&source, &text.as_bytes(), options, &Quiet).unwrap()
}

fn ways(batch: &Batch) -> Vec<String> {
    events(batch).iter().map(|e| e.split(' ').nth(2).unwrap_or("").to_owned()).collect()
}

/// Who called in [`ten_calls`].
fn callers() -> Vec<String> {
    let caller = |i: u8| if i.is_multiple_of(2) { "+447700900112".to_owned() } else { format!("+44770090030{i}") };
    (0..10).map(caller).collect()
}

pub(super) fn assert_ten_calls(batch: &Batch) {
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
    let batch =
        read("answerTime,callingNumber,calledNumber,callDuration\n260314101500+0000,07700900112,07700900345,80\n");
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

#[test]
fn how_long_it_rang_is_not_how_long_it_lasted() {
    for (rang, lasted) in
        [("RingDuration", "CallDuration"), ("Ring Seconds", "Call Seconds"), ("Wait Time", "Talk Time")]
    {
        let batch = read(&format!(
            "Start,A Number,B Number,{rang},{lasted}\n14/03/2026 10:15:00,07700900112,07700900345,12,80\n"
        ));
        assert_eq!(events(&batch), [ONE_CALL], "{rang}: {:?}", batch.report.columns);
    }
}

#[test]
fn a_number_of_an_exhibit_is_no_party() {
    let text = "Partner,Direction,Start,Duration,Evidence number\n07700900345,Outgoing,14/03/2026 10:15:00,80,JD/1\n";
    assert_eq!(events(&read_named("07700900112.csv", text.as_bytes())), [ONE_CALL]);
}

#[test]
fn a_mobile_in_spanish_is_no_cell() {
    let batch =
        read("FECHA_HORA;CELULAR_ORIGEN;CELULAR_DESTINO;DURACION\n14/03/2026 10:15:00;07700900112;07700900345;80\n");
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn few_words_of_which_one_is_a_kind_are_kinds_whatever_stands_above_them() {
    let batch = ten_calls("Qux,A Number,B Number,Start,Duration", |i, out| {
        let (kind, seconds) = if out { ("Snak", 80) } else { ("SMS", 0) };
        format!("{kind},07700900112,0770090030{i},{}/03/2026 10:15:00,{seconds}", 10 + i)
    });
    let kinds: Vec<String> = events(&batch).iter().map(|e| e.split(' ').nth(1).unwrap_or("").to_owned()).collect();
    assert_eq!(kinds, ["voice", "sms"].repeat(5), "{:?}", batch.report);
}

#[test]
fn a_header_of_two_rows_is_read_as_one() {
    for header in [
        ",,Calling,,Called,\nDate,Time,Number,IMEI,Number,Secs",
        "Date,Time,Calling,,Called,Secs\n,,Number,IMEI,Number,",
    ] {
        let row = "14/03/2026,10:15:00,07700900112,356938035643809,07700900345,80";
        let batch = read(&format!("{header}\n{row}\n"));
        assert_eq!(events(&batch), [ONE_CALL], "{header}: {:?}", batch.report);
        assert!(batch.report.doubts.is_empty(), "{:?}", batch.report.doubts);
        assert!(fields(&batch).contains(&("Calling IMEI".to_owned(), "a_imei".to_owned())), "{:?}", fields(&batch));
    }
}

#[test]
fn rows_above_a_header_are_read_under_it_where_their_columns_agree() {
    let row = |day: u8| format!("{day}/03/2026 10:15:00,07700900112,07700900345,80\n");
    let header = "Start,A Number,B Number,Duration\n";
    let batch = read(&format!("{}{}{header}{}{}", row(14), row(15), row(16), row(17)));
    assert_eq!((events(&batch)[0].as_str(), batch.records.len()), (ONE_CALL, 4), "{:?}", batch.report);
    assert!(says(&batch, Severity::Note, "2 rows above the header"));
    let other = "07700900112,356938035643809,234150000000001,07700900345\n";
    let batch = read(&format!("{other}{other}{header}{}{}", row(16), row(17)));
    assert_eq!(batch.records.len(), 2);
    assert!(says(&batch, Severity::Warning, "2 rows above the header"), "{:?}", batch.report.problems);
}

#[test]
fn a_blank_side_is_the_number_asked_for_where_each_row_names_the_other_one() {
    let row = |i: u8, out: bool, ends: &str| {
        let (called, calling) =
            if out { (format!("0770090030{i}"), String::new()) } else { (String::new(), format!("0770090030{i}")) };
        format!("{ends}{called},{calling},{}/03/2026 10:15:00,80", 10 + i)
    };
    assert_ten_calls(&ten_calls("Subscriber Number,Called Number,Calling Number,Call Date Time,Duration", |i, out| {
        row(i, out, "07700900112,")
    }));
    let coded = ten_calls("Msisdn,Type,Called Number,Calling Number,Start,Duration", |i, out| {
        row(i, out, if out { "07700900112,MobileOriginatedCall," } else { "07700900112,MobileTerminatedCall," })
    });
    assert_ten_calls(&coded);
    let rows: String = (0..10).map(|i| row(i, i % 2 == 0, "") + "\n").collect();
    let text = format!("Called Number,Calling Number,Start,Duration\n{rows}");
    assert_eq!(ways(&read_named("07700900112.csv", text.as_bytes())), callers());
}

#[test]
fn a_time_for_the_start_of_a_charge_is_when_the_call_began() {
    let batch =
        ten_calls("aPartyNumber,bPartyNumber,dateForStartOfCharge,timeForStartOfCharge,chargeableDuration", |i, _| {
            format!("07700900112,07700900345,202603{},101500,00012{i}", 14 + i)
        });
    assert_eq!(events(&batch)[0], ONE_CALL, "{:?}", batch.report);
}

#[test]
fn a_length_that_never_changes_is_not_how_long_calls_lasted() {
    let batch = ten_calls("Call Start,Caller,Called Number,Park Time,Connected Time", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("{}/03/2026 10:15:00,{a},{b},0,00:01:2{i}", 10 + i)
    });
    assert_ten_calls(&batch);
    assert!(events(&batch)[0].ends_with(" 80"), "{:?}", events(&batch));
}

#[test]
fn times_with_full_stops_are_times_whatever_stands_above_them() {
    let batch = ten_calls("Foo;Bar;Caller;Called;Duration", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("{}.03.2026;1{i}.42.33;{a};{b};80", 10 + i)
    });
    assert_eq!(first_start(&batch), "2026-03-10T10:42:33", "{:?}", batch.report);
}

#[test]
fn headers_in_further_languages_name_the_same_fields() {
    let row = "14.03.2026 10:15:00;07700900112;07700900345;80";
    for header in [
        "Dátum és időpont;Hívó szám;Hívott szám;Időtartam (mp)",
        "Datum a čas;Volající číslo;Volané číslo;Délka hovoru",
        "Datum i vrijeme;Pozivatelj;Pozvani broj;Trajanje",
        "Aika;Soittajan numero;Vastaanottajan numero;Kesto (s)",
        "Ημερομηνία και ώρα;Καλών αριθμός;Καλούμενος αριθμός;Διάρκεια (δευτ.)",
        "Дата и время;Вызывающий номер;Вызываемый номер;Длительность, сек",
        "通话日期;主叫号码;被叫号码;通话时长(秒)",
        "Tanggal dan jam;Nomor Pemanggil;Nomor Tujuan;Durasi (detik)",
    ] {
        let batch = read(&format!("{header}\n{row}\n"));
        assert_eq!(events(&batch), [ONE_CALL], "{header}: {:?}", batch.report.columns);
        assert!(batch.report.doubts.is_empty(), "{header}: {:?}", batch.report.doubts);
    }
}

#[test]
fn who_is_asked_about_first_stands_first() {
    let batch = ten_calls("Foo,Bar,Start,Duration", |i, out| {
        let (target, other) = ("07700900112", format!("0770090030{i}"));
        let (a, b) = if out { (target, other.as_str()) } else { (other.as_str(), target) };
        format!("{a},{b},{}/03/2026 10:15:00,80", 10 + i)
    });
    assert_eq!(ways(&batch), callers());
    assert_eq!(batch.report.doubts.len(), 1, "{:?}", batch.report.doubts);
}

#[test]
fn the_lines_above_the_first_table_speak_for_those_below_it() {
    let batches = tables(
        "MSISDN,07700900112\n\nDirection,Other Party,Start,Duration\nOut,07700900345,14/03/2026 10:15:00,80\n\n\
         Sent/Received,Number,Date,Time\nReceived,07700900346,14/03/2026,13:15:00\n",
        &ImportOptions::default(),
    );
    assert_eq!(batches.len(), 2);
    assert_eq!(ways(&batches[0]), ["+447700900112"]);
    assert_eq!(ways(&batches[1]), ["+447700900346"], "{:?}", batches[1].report);
}

#[test]
fn what_is_said_of_a_column_may_hold_for_one_table_alone() {
    let text = "Start,Foo,Bar,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n\n\
        Start,Foo,Bar,Duration,Cell\n14/03/2026 10:15:00,07700900345,07700900112,80,7\n";
    let said =
        [("Foo", "a_party"), ("Bar", "b_party"), ("table at row 3!Foo", "b_party"), ("table at row 3!Bar", "a_party")];
    let columns = said.map(|(key, field)| (key.to_owned(), field.to_owned())).into();
    let reading = linefold::import::Reading { columns, ..Default::default() };
    let batches = tables(text, &ImportOptions { reading, ..ImportOptions::default() });
    assert_eq!(batches.len(), 2, "{batches:?}");
    for batch in &batches {
        assert_eq!(events(batch), [ONE_CALL], "{:?}", batch.report.columns);
    }
}

#[test]
fn a_row_of_totals_under_a_table_is_no_record() {
    let batch =
        read("Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\nTotals:,1,1,80\n");
    assert_eq!((events(&batch), batch.report.rejected), (vec![ONE_CALL.to_owned()], 0));
}

#[test]
fn the_number_asked_for_is_the_one_that_hardly_changes() {
    assert_ten_calls(&ten_calls("Linea,Sentido,Numero Marcado/Recibido,Fecha y hora,Duracion", |i, out| {
        let way = if out { "SALIENTE" } else { "ENTRANTE" };
        format!("07700900112,{way},0770090030{i},{}/03/2026 10:15:00,80", 10 + i)
    }));
    assert_ten_calls(&ten_calls(
        "Direction,Primary Number,Secondary Number,Tertiary Number,Start,Duration",
        |i, out| {
            let way = if out { "Outbound" } else { "Inbound" };
            let third = if i == 3 { "07700900777" } else { "" };
            format!("{way},07700900112,0770090030{i},{third},{}/03/2026 10:15:00,80", 10 + i)
        },
    ));
}

#[test]
fn a_third_number_in_every_row_is_the_other_party() {
    assert_ten_calls(&ten_calls("ServedMSISDN,ThirdPartyNumber,CallDirection,SetupTime,Duration", |i, out| {
        let way = if out { "Originating" } else { "Terminating" };
        format!("07700900112,0770090030{i},{way},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn a_charged_number_is_the_number_asked_for() {
    assert_ten_calls(&ten_calls("Charged Number,Other Number,Call Type,Date and Time,Duration", |i, out| {
        let way = if out { "Voice Out" } else { "Voice In" };
        format!("07700900112,0770090030{i},{way},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn a_title_right_above_a_table_tells_the_way_of_its_rows() {
    let text = "INCOMING CALLS FOR 07700900345\nNumber,Date,Time,Duration\n07700900112,14/03/2026,10:15:00,80\n";
    let batch = read(text);
    assert_eq!(events(&batch), [ONE_CALL]);
    assert!(batch.report.doubts.is_empty(), "{:?}", batch.report.doubts);
}

#[test]
fn a_header_among_fifty_counted_columns_is_a_header() {
    let counted = |from: usize| (from..from + 20).map(|i| format!("F{i:02}")).collect::<Vec<_>>().join(",");
    let filler = ["7"; 20].join(",");
    let batch = read(&format!(
        "{},Orig Addr,{},Dest Addr,Setup,Conv Secs\n\
         {filler},07700900112,{filler},07700900345,14/03/2026 10:15:00,80\n",
        counted(1),
        counted(21)
    ));
    assert_eq!(events(&batch), [ONE_CALL], "{:?}", batch.report.columns);
}

#[test]
fn a_number_that_is_not_the_served_one_is_the_other_party() {
    assert_ten_calls(&ten_calls("Served MSISDN,Dir,Non-served MSISDN,Event Start,Duration", |i, out| {
        let way = if out { "MO" } else { "MT" };
        format!("07700900112,{way},0770090030{i},{}/03/2026 10:15:00,80", 10 + i)
    }));
}

#[test]
fn a_list_of_called_numbers_with_their_times_is_one_of_calls() {
    let text = "Calls made by 07700900112\nCall Date,Call Time,Called Party,Units\n14/03/2026,10:15:00,07700900345,4\n";
    assert_eq!(events(&read(text)), ["2026-03-14T10:15:00 voice +447700900112 +447700900345 -"]);
}
