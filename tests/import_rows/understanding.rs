//! Layouts nobody has described beforehand: what is not said is worked out from the rows.

#![expect(clippy::format_collect, reason = "the rows of a test are few")]

use super::*;
use linefold::import::DoubtAbout;

fn plain(start: &str) -> Batch {
    read(&format!("Start,A Number,B Number,Duration\n{start},07700900112,07700900345,80\n"))
}

fn first_start(batch: &Batch) -> String {
    events(batch).first().map_or_else(|| format!("{:?}", batch.report), |e| e[..19].to_owned())
}

#[test]
fn headers_in_many_languages_name_the_same_fields() {
    let row = "14.03.2026 10:15:00;07700900112;07700900345;80";
    for header in [
        "Date et heure;Numéro appelant;Numéro appelé;Durée (s)",
        "Fecha y hora;Teléfono origen;Teléfono destino;Duración (seg)",
        "DATA_HORA;NUMERO_ORIGEM;NUMERO_DESTINO;DURACAO",
        "Gesprächsbeginn;Anrufende Nummer;Angerufene Nummer;Gesprächsdauer",
        "dataEOra;utenzaChiamante;utenzaChiamata;durata",
        "Tijdstip;Bellend nummer;Gebeld nummer;Gespreksduur",
        "Data i godzina;Numer wywołujący;Numer wywoływany;Czas trwania",
        "Tarih/Saat;Arayan Numara;Aranan Numara;Görüşme Süresi",
        "Starttid;Uppringande nummer;Uppringt nummer;Samtalslängd",
        "Strat Time;Caling Number;Caled Number;Durtaion",
        "GESPRAECHSBEGINN;ANRUFER;EMPFAENGER;DAUER",
    ] {
        let batch = read(&format!("{header}\n{row}\n"));
        assert_eq!(events(&batch), [ONE_CALL], "{header}: {:?}", batch.report.columns);
    }
}

#[test]
fn a_header_in_no_known_language_is_understood_by_its_values() {
    let rows: String =
        (0..9).map(|i| format!("{}.03.2026 10:15:00;07700900112;0770090034{i};8{i}\n", 10 + i)).collect();
    let batch = read(&format!("Foo;Bar;Baz;Qux\n{rows}"));
    assert_eq!(batch.report.header_row, Some(1));
    assert_eq!(events(&batch)[0], "2026-03-10T10:15:00 voice +447700900112 +447700900340 80");
}

#[test]
fn ways_in_many_languages_are_understood() {
    for (incoming, outgoing) in [
        ("Entrant", "Sortant"),
        ("Entrante", "Saliente"),
        ("Recebida", "Efetuada"),
        ("ankommend", "abgehend"),
        ("In entrata", "In uscita"),
        ("Inkomend", "Uitgaand"),
        ("Przychodzące", "Wychodzące"),
        ("Gelen Arama", "Giden Arama"),
        ("Inkommande", "Utgående"),
        ("MTC", "MOC"),
        ("SMT", "SMO"),
        ("I", "O"),
        ("Terminating", "Originating"),
        ("A2P_SMSIN", "a_out"),
        ("Voice MT", "Voice MO"),
        ("Llamada (E)", "Llamada (S)"),
        ("<-IN", "OUT->"),
    ] {
        let batch = read(&format!(
            "Target,Other Party,Start,Duration,Type\n07700900112,07700900345,14/03/2026 10:15:00,80,{outgoing}\n\
             07700900112,07700900345,14/03/2026 10:20:00,5,{incoming}\n"
        ));
        let ends: Vec<String> = events(&batch).iter().map(|e| e.split(' ').nth(2).unwrap_or("").to_owned()).collect();
        assert_eq!(ends, ["+447700900112", "+447700900345"], "{incoming}: {:?}", batch.report);
        assert!(batch.report.doubts.is_empty(), "{incoming}: {:?}", batch.report.doubts);
    }
}

#[test]
fn codes_without_words_are_worked_out_from_names_and_withheld_numbers() {
    let rows = "07700900112,X7,07700900345,14/03/2026 10:15:00,80\n07700900112,X9,Withheld,14/03/2026 10:20:00,5\n\
        07700900112,X9,VODAFONE,14/03/2026 10:25:00,0\n07700900112,X9,07700900346,14/03/2026 10:30:00,7\n";
    let batch = read(&format!("MSISDN,Sens,Other Party,Start,Duration\n{rows}"));
    assert_eq!(events(&batch)[0], ONE_CALL);
    assert_eq!(events(&batch)[3], "2026-03-14T10:30:00 voice +447700900346 +447700900112 7");
    assert!(batch.report.doubts.is_empty());
    assert!(batch.report.decisions.iter().any(|d| d.contains("\"x9\"") && d.contains("incoming")));
}

#[test]
fn codes_that_nothing_tells_are_asked_about() {
    let rows = "07700900112,17,07700900345,14/03/2026 10:15:00,80\n07700900112,23,07700900346,14/03/2026 10:30:00,7\n";
    let batch = read(&format!("MSISDN,Direction,Other Party,Start,Duration\n{rows}"));
    let [doubt] = &batch.report.doubts[..] else { panic!("one doubt: {:?}", batch.report.doubts) };
    assert_eq!((doubt.about, doubt.choices.len()), (DoubtAbout::Codes, 2));
    let settle = |at: usize| {
        let options = ImportOptions { reading: doubt.choices[at].reading.clone(), ..ImportOptions::default() };
        let text = format!("MSISDN,Direction,Other Party,Start,Duration\n{rows}");
        let batch = read_bytes("calls.csv", text.as_bytes(), &options, &Quiet).unwrap();
        assert!(batch.report.doubts.is_empty());
        events(&batch)[0].split(' ').nth(2).unwrap_or("").to_owned()
    };
    assert_ne!(settle(0), settle(1));
    assert_eq!(events(&batch)[0].split(' ').nth(2), Some(settle(0).as_str()));
}

#[test]
fn kinds_without_words_are_worked_out_from_durations() {
    let rows: String = (0..14)
        .map(|i| format!("07700900112,07700900345,{}/03/2026 10:15:00,{},{}\n", 14 + i, i % 2 * 60, 20 + i % 2))
        .collect();
    let batch = read(&format!("Caller,Called,Start,Duration,Event Type\n{rows}"));
    let kinds: Vec<String> = events(&batch).iter().map(|e| e.split(' ').nth(1).unwrap_or("").to_owned()).collect();
    assert_eq!(kinds, ["sms", "voice"].repeat(7), "{:?}", batch.report);
    assert!(batch.report.decisions.iter().any(|d| d.contains("\"20\"") && d.contains("a text")));
}

#[test]
fn one_number_that_changes_columns_shows_caller_and_called() {
    let rows: String = (0..10)
        .map(|i| {
            let other = format!("0770090034{i}");
            let (first, second) =
                if i % 2 == 0 { ("07700900112", other.as_str()) } else { (other.as_str(), "07700900112") };
            let way = if i % 2 == 0 { "OUT" } else { "IN" };
            format!("{first},{second},14/03/2026 1{i}:15:00,80,{way}\n")
        })
        .collect();
    let batch = read(&format!("Number,Second Number,Start,Duration,Direction\n{rows}"));
    assert_eq!(events(&batch)[1], "2026-03-14T11:15:00 voice +447700900341 +447700900112 80");
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn durations_are_in_the_unit_that_makes_sense() {
    let read_as = |header: &str, values: [&str; 5]| {
        let rows: String = values
            .iter()
            .enumerate()
            .map(|(i, v)| format!("14/03/2026 1{i}:15:00;07700900112;0770090034{i};{v}\n"))
            .collect();
        let batch = read(&format!("Start;A Number;B Number;{header}\n{rows}"));
        events(&batch).iter().filter_map(|e| e.rsplit(' ').next()?.parse::<u32>().ok()).collect::<Vec<_>>()
    };
    let expected = [80, 5, 3600, 61, 0];
    for (header, values) in [
        ("Duration", ["80", "5", "3600", "61", "0"]),
        ("Duration", ["80000", "5000", "3600000", "61000", "0"]),
        ("Duration (ms)", ["80000", "5000", "3600000", "61000", "0"]),
        ("Durée", ["00:01:20", "00:00:05", "01:00:00", "00:01:01", "00:00:00"]),
        ("Dauer", ["1:20", "0:05", "60:00", "1:01", "0:00"]),
        ("Duration", ["00:01:20.400", "00:00:05.000", "01:00:00.000", "00:01:01.000", "00:00:00.000"]),
        (
            "Duration",
            ["0.000925925925925926", "5.787037037037037e-05", "0.041666666666666664", "0.0007060185185185185", "0"],
        ),
        ("Duration (min)", ["1,3333", "0,0833", "60", "1,0167", "0"]),
        ("Duration", ["1h", "5s", "60m", "1m 1s", "0s"]),
        ("Duration", ["0h 01m 20s", "0h 00m 05s", "1h 00m 00s", "0h 01m 01s", "0h 00m 00s"]),
    ] {
        let wanted = if values[0] == "1h" { [3600, 5, 3600, 61, 0] } else { expected };
        assert_eq!(read_as(header, values), wanted, "{header}: {values:?}");
    }
}

#[test]
fn a_duration_beside_an_end_is_in_the_unit_of_both() {
    let batch = read(
        "Start,End,A Number,B Number,Duration\n14/03/2026 10:15:00,14/03/2026 10:45:00,07700900112,07700900345,30\n\
         14/03/2026 11:15:00,14/03/2026 11:17:00,07700900112,07700900345,2\n\
         14/03/2026 12:15:00,14/03/2026 12:20:00,07700900112,07700900345,5\n",
    );
    assert!(events(&batch)[0].ends_with(" 1800"), "{:?}", batch.report.decisions);
}

#[test]
fn dates_are_read_in_the_languages_of_the_headers() {
    for start in [
        "14 mars 2026 10:15:00",
        "14 marzo 2026 10:15:00",
        "14. März 2026 10:15:00",
        "14 marca 2026 10:15:00",
        "14 mrt 2026 10:15:00",
        "Cmt 14 Mart 2026 10:15:00",
        "lör 14 mars 2026 10:15:00",
        "Sa. 14.03.2026 10:15:00",
        "sáb 14 mar 2026 10:15:00",
        "sam. 14/03/2026 10:15:00",
        "Sat 14 Mar 2026 10:15",
        "14/03/2026 10:15:00 a.m.",
        "14/03/2026 10:15:00 GMT",
        "2026-03-14T10:15:00Z",
        "20260314T101500Z",
        "20260314101500",
        "2026-03-14T11:15:00.000+0100",
        "1773483300",
        "1773483300000",
        "46095.427083333336",
        "14/03/2026  10:15:00 +00:00",
    ] {
        let batch = plain(start);
        assert_eq!(first_start(&batch), "2026-03-14T10:15:00", "{start}");
    }
}

#[test]
fn years_in_which_nobody_called_are_not_believed() {
    for start in ["14/03/2626 10:15:00", "14/03/1980 10:15:00", "00/00/0000 00:00:00"] {
        let rows = format!("13/03/2026 10:15:00,07700900112,07700900345,80\n{start},07700900112,07700900345,80\n");
        let batch = read(&format!("Start,A Number,B Number,Duration\n{rows}"));
        assert_eq!((batch.report.accepted, batch.report.rejected), (1, 1), "{start}: {:?}", events(&batch));
    }
    let batch = plain("14/03/2626 10:15:00");
    assert!(batch.report.rejected_rows.first().unwrap().problems[0].message.contains("1990 to 2100"));
}

#[test]
fn zones_of_headers_are_heeded() {
    for (header, wanted) in [
        ("Start (UTC)", "2026-07-14T11:15:00"),
        ("Start_GMT", "2026-07-14T11:15:00"),
        ("Start (UTC+2)", "2026-07-14T09:15:00"),
        ("Start (CET)", "2026-07-14T09:15:00"),
        ("Start (local)", "2026-07-14T10:15:00"),
        ("Start", "2026-07-14T10:15:00"),
    ] {
        let batch = read(&format!("{header},A Number,B Number\n14/07/2026 10:15:00,07700900112,07700900345\n"));
        assert_eq!(first_start(&batch), wanted, "{header}: {:?}", batch.report.decisions);
    }
}

#[test]
fn the_order_of_rows_shows_which_of_two_hours_was_meant() {
    let rows = ["00:30:00", "01:10:00", "01:50:00", "01:20:00", "01:40:00", "02:05:00"]
        .map(|time| format!("25/10/2026 {time},07700900112,07700900345,80\n"))
        .concat();
    let batch = read(&format!("Start,A Number,B Number,Duration\n{rows}"));
    let starts: Vec<String> = drafts(&batch).iter().map(|d| d.start.iso(&Zone::utc())[11..16].to_owned()).collect();
    assert_eq!(starts, ["23:30", "00:10", "00:50", "01:20", "01:40", "02:05"]);
    assert!(!says(&batch, Severity::Warning, "twice that night"));
}

#[test]
fn numbers_are_read_through_every_wrapping() {
    for text in [
        "'07700 900112'",
        "=\"07700900112\"",
        "\u{200b}07700900112\u{200b}",
        "0770\u{200b}0900112",
        "07700\u{a0}900112",
        "tel:+447700900112",
        "sip:+447700900112@ims.example;user=phone",
        "<sip:447700900112@ims.example>",
        "+44 (0)7700 900112",
        "0044 7700 900112",
        "00447700900112",
        "447700900112.0",
        "7700900112",
        "07700 900112 ext 5",
        "07700 900112 (D)",
        "+4407700900112",
        "(07700) 900112",
    ] {
        let batch = read(&format!("Start|A Number|B Number|Duration\n14/03/2026 10:15:00|{text}|07700900345|80\n"));
        assert_eq!(events(&batch), [ONE_CALL], "{text:?}: {:?}", batch.report.rejected_rows);
    }
}

#[test]
fn numbers_that_cannot_be_are_kept_out_or_are_no_numbers() {
    let with =
        |text: &str| read(&format!("Start;A Number;B Number;Duration\n14/03/2026 10:15:00;{text};07700900345;80\n"));
    for text in ["4.47701E+11", "4,47701E+11", "4.47701e11"] {
        let batch = with(text);
        assert_eq!(batch.report.rejected, 1, "{text}");
        assert_eq!(batch.report.causes[0].cause, "number damaged by a spreadsheet", "{text}");
    }
    let batch = with("+440007700900112");
    assert!(drafts(&batch).iter().all(|d| d.a.number().is_none()), "{:?}", events(&batch));
    for text in ["Numéro masqué", "unterdrückt", "Desconocido", "gizli numara", "***", "Anonymous", "Okänt"] {
        assert_eq!(drafts(&with(text)).first().map(|d| d.a.to_string()).as_deref(), Some("withheld"), "{text}");
    }
}

#[test]
fn places_are_read_in_every_usual_form() {
    let with = |header: &str, value: &str| {
        let text = format!(
            "Start|A Number|B Number|Duration|{header}\n14/03/2026 10:15:00|07700900112|07700900345|80|{value}\n"
        );
        let drafts = drafts(&read(&text));
        let cell = drafts.first().and_then(|d| d.a_end.cell.clone());
        cell.and_then(|c| c.position).map(|p| (p.lat_degrees(), p.lon_degrees()))
    };
    for (header, value) in [
        ("Lat/Long", "51.5074/-0.1278"),
        ("Coordinates", "51.5074 -0.1278"),
        ("Latitude|Longitude", "51,5074|-0,1278"),
        ("Latitude|Longitude", "-0.1278|51.5074"),
        ("Position", "51°30'26.6\"N 0°7'40.1\"W"),
        ("Latitude|Longitude", "51°30'26.6\"N|0°7'40.1\"W"),
        ("Easting|Northing", "530034|180381"),
        ("Grid Ref", "TQ 30034 80381"),
    ] {
        let (lat, lon) = with(header, value).unwrap_or_else(|| panic!("no position of {header} {value}"));
        assert!((lat - 51.5074).abs() < 0.002 && (lon + 0.1278).abs() < 0.002, "{header} {value}: {lat} {lon}");
    }
}

#[test]
fn an_area_and_a_cell_in_two_columns_are_one_cell() {
    let batch = read(
        "Start,A Number,B Number,Duration,LAC,Cell ID\n14/03/2026 10:15:00,07700900112,07700900345,80,1234,56789\n\
         14/03/2026 10:20:00,07700900112,07700900345,80,99,56789\n",
    );
    let keys: Vec<String> = drafts(&batch).iter().filter_map(|d| Some(d.a_end.cell.as_ref()?.key.clone())).collect();
    assert_eq!(keys, ["1234-56789", "99-56789"]);
}

#[test]
fn a_report_names_its_number_in_whatever_words() {
    for line in ["Report for,07700900112", "Extract 07700 900112", "Utenza: +44 7700 900112", "Anschluss;07700900112"] {
        let batch = read(&format!(
            "{line}\n\nDate,Time,Other Party,Direction,Duration\n14/03/2026,10:15:00,07700900345,OUT,80\n"
        ));
        assert_eq!(events(&batch), [ONE_CALL], "{line}: {:?}", batch.report.doubts);
    }
}

#[test]
fn ordinary_layouts_leave_no_doubt() {
    for text in [
        "Start,A Number,B Number,Duration,Type\n14/03/2026 10:15:00,07700900112,07700900345,80,Voice\n",
        "Target No,Call Type,B Party No,Date,Time,Dur(s),IMEI\n07700900112,OUT,07700900345,14/03/2026,10:15:00,80,356938035643809\n",
        "caller;callee;when;secs\n07700900112;07700900345;2026-03-14 10:15:00;80\n",
        "MSISDN,Other,Date,Time,Direction,Service,Duration,Cell,Lat,Lon\n07700900112,07700900345,2026-03-14,10:15,Outgoing,Call,00:01:20,234-15-1-2,51.5,-0.1\n",
    ] {
        let batch = read(text);
        assert_eq!((&events(&batch)[0], batch.report.doubts.len()), (&ONE_CALL.to_owned(), 0), "{text}");
    }
}
