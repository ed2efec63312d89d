//! Layouts of operators.

use super::*;

#[test]
fn a_plain_table_of_caller_and_called_is_read() {
    let batch = read(
        "Start,A Number,B Number,Duration,Type\n14/03/2026 10:15:00,07700900112,07700900345,80,Voice\n\
         14/03/2026 10:17:30,07700900345,07700900112,,SMS\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms +447700900345 +447700900112 -"]);
    assert_eq!((batch.report.rows_read, batch.report.accepted, batch.report.not_records), (2, 2, 1));
    assert_eq!(batch.report.header_row, Some(1));
}

#[test]
fn a_target_layout_with_preamble_quotes_and_footer_is_read() {
    let batch = read(
        "ACME TELECOM LIMITED\n\nCall Details of Mobile No '07700900112' from '01-Mar-2026' to '31-Mar-2026'\n\n\
         Target No,Call Type,TOC,B Party No,LRN No,Date,Time,Dur(s),First CGI Lat/Long,First CGI,Last CGI,SMSC No,Service Type,IMEI,IMSI,Roam Nw\n\
         '07700900112',OUT,PRE,'07700900345',-,'14/03/2026',10:15:00,80,52.48142/-1.89983,234-15-98-8331,234-15-98-8332,---,Voice,'356938035643809','234150000000001',-\n\
         '07700900112',SMT,PRE,'VODAFONE',-,'14/03/2026',10:17:30,0,---,---,---,'447785016005',SMS,'356938035643809','234150000000001',-\n\
         This is System generated report, and needs no signature.\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms VODAFONE +447700900112 0"]);
    assert_eq!(requested(&batch), ["07700 900112"]);
    assert_eq!((batch.report.rows_read, batch.report.not_records), (2, 6));
    let drafts = drafts(&batch);
    assert_eq!(drafts[0].a_end.handset.map(|h| h.to_string()).as_deref(), Some("35693803564380"));
    assert_eq!(drafts[0].a_end.cell.as_ref().map(|c| c.key.as_str()), Some("234-15-98-8331"));
    assert!(drafts[0].a_end.cell.as_ref().unwrap().position.is_some());
    assert!(drafts[1].b_end.handset.is_some() && drafts[1].a_end.handset.is_none());
}

#[test]
fn an_operator_layout_with_outgoing_and_incoming_is_read_from_the_target() {
    let batch = read(
        "Vodafone Idea Call Data Records\nMSISDN : - 07700900112\nReport Type :- Main CDR Report\n\
         Target /A PARTY NUMBER,CALL_TYPE,Type of Connection,B PARTY NUMBER,LRN- B Party Number,Translation of LRN,Call date,Call Initiation Time,Call Duration,First BTS Location,First Cell Global Id,Last BTS Location,Last Cell Global Id,SMS Centre Number,Service Type,IMEI,IMSI,Call Forwarding Number,Roaming Network/Circle,MSC ID,In TG ,Out TG\n\
         07700900112,Outgoing,POST,07700900345,,,14-03-2026,10:15:00,80,\"High Street, Luton\",234-15-1-2,,,,Voice,356938035643809,234150000000001,,,,,,\n\
         07700900112,Incoming,POST,07700900346,,,14-03-2026,11:00:00,5,,,,,,Voice,356938035643809,234150000000001,,,,,,\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T11:00:00 voice +447700900346 +447700900112 5"]);
    let town = drafts(&batch)[0].a_end.cell.clone().and_then(|c| c.town);
    assert_eq!(town.as_deref(), Some("High Street, Luton"));
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn a_layout_of_callers_and_called_with_codes_keeps_its_sides() {
    let batch = read(
        "Ticket Number :,LEA1\nInput Value (MSISDN/B PARTY/IMEI/IMSI/CELL ID) :,'447700900112'\nTotal Records :,2\n\
         Calling Party Telephone Number,Called Party Telephone Number,Call Forwarding,LRN Called No,Call Date,Call Time,Call Termination Time,Call Duration,First Cell ID,Last Cell ID,Call Type,SMS Center Number,IMEI,IMSI,Roaming Circle Name\n\
         '447700900112','447700900345',,,'14/03/2026','10:15:00','10:16:20','80','405856005DC1A','405856005DC1A','a_out',,'356938035643809','234150000000001','UK'\n\
         'VODAFONE','447700900112',,,'14/03/2026','10:17:30',,,'405856005DC1A',,'A2P_SMSIN',,'356938035643809','234150000000001','UK'\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms VODAFONE +447700900112 -"]);
    assert!(drafts(&batch)[1].b_end.handset.is_some());
    assert!(batch.report.problems.is_empty(), "{:?}", batch.report.problems);
}

#[test]
fn an_end_time_gives_the_duration_where_no_column_does() {
    let batch = read(
        "MSISDN,CALL_ORIG_NUM,CALL_DIALED_NUM,IMSI,IMEI,CALL_START_DT_TM,CALL_END_DT_TM,INBOUND_OUTBOUND_IND,Call_Network_Volume,Cell_Lac_Id,Cell_Site_Id,ORIG_OPER_NAME,TERM_OPER_NAME,CALL_TYPE,Location\n\
         447700900112,447700900112,447700900345,234150000000001,356938035643809,2026-03-14 10:15:00,2026-03-14 10:16:20,Outgoing,0,100,2001,X,Y,Voice,Luton\n\
         447700900112,447700900346,447700900112,234150000000001,356938035643809,2026-03-14 23:59:50,2026-03-15 00:00:10,Incoming,0,100,2001,X,Y,Voice,Luton\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T23:59:50 voice +447700900346 +447700900112 20"]);
    assert_eq!(requested(&batch), ["07700 900112"]);
    assert!(drafts(&batch)[1].b_end.sim.is_some() && drafts(&batch)[1].a_end.sim.is_none());
}

#[test]
fn a_layout_without_target_column_takes_it_from_the_preamble() {
    let text = "Records for 07700 900112\nCall date,Call Type,Call Duration,Other Party,Third Party,Cell Name,IMSI\n\
         14-03-2026 10:15:00,MOC,80,07700900345,,Luton_3,234150000000001\n\
         14-03-2026 10:20:00,MTSMS,,07700900345,,Luton_3,234150000000001\n\
         14-03-2026 10:30:00,CF,0,07700900345,07700900999,,234150000000001\n";
    let batch = read(text);
    assert_eq!(
        events(&batch),
        [
            ONE_CALL,
            "2026-03-14T10:20:00 sms +447700900345 +447700900112 -",
            "2026-03-14T10:30:00 other +447700900345 +447700900112 0"
        ]
    );
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn a_layout_without_target_column_takes_it_from_the_file_name() {
    let text =
        "Date,Time,Called No,Called From,Duration,Cost,Status\n14/03/2026,10:15,07700900345,London,1:20,0.10,OK\n";
    let batch = read_named("07700900112_bill.csv", text.as_bytes());
    assert_eq!(events(&batch), [ONE_CALL]);
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn rows_whose_target_nobody_names_are_kept_out_with_what_to_do() {
    let batch = read("Date,Time,Called No,Duration,Cost\n14/03/2026,10:15,07700900345,1:20,0.10\n");
    assert_eq!((batch.report.accepted, batch.report.rejected), (0, 1));
    assert!(batch.report.rejected_rows.first().unwrap().problems[0].hint.contains("file's name"));
}

#[test]
fn texts_of_portugal_with_started_and_ended_are_read() {
    let batch = read(
        "MSISDN;OTHER_PARTHY;CALL_TRANSACTION_GROUP;DATE;TIME;DURATION\n\
         07700900112;07700900345;Voice started;20260314;101500;80\n07700900112;07700900345;SMS finished;20260314;93045;0\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T09:30:45 sms +447700900345 +447700900112 0"]);
    assert_eq!(batch.report.delimiter, "semicolon");
}

#[test]
fn an_american_layout_with_direction_and_towers_is_read() {
    let header = "Date\tTime\tDuration\tCall Type\tDirection\tCalling Number\tDialed Number\tCalled Number\tDestination Number\tIMSI\tIMEI\tCompletion Code\tAnswered?\tService Code\tDisconnecting Party\tService Indicator\tSMS Deliv Status\tSwitch Name\t1st LTE Site ID\t1st LAC\t1st Cell ID\t1st Tower Azimuth\t1st Tower LAT\t1st Tower LONG\t1st Tower Address\t1st Tower City\t1st Tower State\t1st Tower Zip\tLast LTE Site ID\tLast LAC ID\tLast Cell ID\tLast Tower Azimuth\tLast Tower LAT\tLast Tower LONG\tLast Tower Address\tLast Tower City\tLast Tower State\tLast Tower Zip";
    let rows = "03/14/2026\t10:15:00\t80\tmoc\tOutgoing\t+447700900112\t07700900345\t+447700900345\t+447700900345\t234150000000001\t356938035643809\t0\tYes\t\tA\t\t\tSW1\t88\t5\t123\t120\t51.8787\t-0.4200\t1 High St\tLuton\tBDF\tLU1\t\t\t\t\t\t\t\t\t\t\n\
                03/14/2026\t10:17:30\t0\tmSTerminatingSMSinMSC\tIncoming\t+447700900345\t\t+447700900112\t+447700900112\t234150000000001\t356938035643809\t0\t\t\t\t\t\tSW1\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n";
    let preamble = "T-Mobile Records\nAll times are UTC time\n\n";
    let batch = read(&format!("{preamble}{header}\n{rows}"));
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms +447700900345 +447700900112 0"]);
    let drafts = drafts(&batch);
    let cell = drafts[0].a_end.cell.clone().unwrap();
    assert_eq!((cell.key.as_str(), cell.town.as_deref()), ("5-123", Some("Luton")));
    assert!(drafts[1].b_end.handset.is_some());
}

#[test]
fn sip_addresses_and_a_local_and_a_gmt_clock_are_read() {
    let batch = read(
        "MSISDN,Record Open Date/Time(Local),Record Open Date/Time(GMT),Record Close Date/Time(Local),Record Close Date/Time(GMT),CallDirection,Calling Party No,Called Prty Addr,TIMEUsage,Mkt Enodeb Id,ANI Cell Id\n\
         447700900112,07/14/2026 10:15:00,07/14/2026 09:15:00,07/14/2026 10:16:20,07/14/2026 09:16:20,0,sip:+447700900112@ims.example,tel:+447700900345,80,77,5\n",
    );
    assert_eq!(events(&batch), ["2026-07-14T10:15:00 voice +447700900112 +447700900345 80"]);
}

#[test]
fn a_called_number_left_blank_is_taken_from_the_dialled_one() {
    let batch = read(
        "Date,Time,Duration,Calling Number,Dialed Number,Called Number\n\
         14/03/2026,10:15:00,80,07700900112,07700900345,\n14/03/2026,10:20:00,5,07700900346,,07700900112\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:20:00 voice +447700900346 +447700900112 5"]);
}

#[test]
fn both_ends_keep_their_own_handset_sim_and_cell() {
    let batch = read(
        "Event Type,Start Date,Start Time,Call Duration,Originating Number,Originating IMEI,Originating IMSI,Originating Start Cell,Terminating Number,Terminating IMEI,Terminating IMSI,Terminating Start Cell,Terminating End Cell\n\
         Voice,14/03/2026,10:15:00,00:01:20,447700900112,356938035643809,234150000000001,234-15-1-2,447700900345,490154203237518,234300000000002,234-30-7-8,234-30-7-9\n",
    );
    assert_eq!(events(&batch), [ONE_CALL]);
    let draft = drafts(&batch).remove(0);
    assert_eq!(draft.a_end.sim.map(|s| s.to_string()).as_deref(), Some("234150000000001"));
    assert_eq!(draft.b_end.sim.map(|s| s.to_string()).as_deref(), Some("234300000000002"));
    assert_eq!(draft.b_end.cell.map(|c| c.key).as_deref(), Some("234-30-7-8"));
}

#[test]
fn a_plain_imei_belongs_to_the_number_that_is_in_every_row() {
    let batch = read(
        "Start,A Number,B Number,Secs,IMEI\n\
         14/03/2026 10:15:00,07700900112,07700900345,80,356938035643809\n14/03/2026 10:16:00,07700900346,07700900112,80,356938035643809\n\
         14/03/2026 10:17:00,07700900347,07700900112,80,356938035643809\n14/03/2026 10:18:00,07700900112,07700900348,80,356938035643809\n",
    );
    let at_a: Vec<bool> = drafts(&batch).iter().map(|d| d.a_end.handset.is_some()).collect();
    let at_b: Vec<bool> = drafts(&batch).iter().map(|d| d.b_end.handset.is_some()).collect();
    assert_eq!((at_a, at_b), (vec![true, false, false, true], vec![false, true, true, false]));
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn a_plain_imei_follows_its_sim_where_several_numbers_share_a_file() {
    let (one, two) = ("356938035643809,234150000000001", "490154203237518,234150000000002");
    let batch = read(&format!(
        "Start,A Number,B Number,Secs,IMEI,IMSI\n\
         14/03/2026 10:15:00,07700900112,07700900345,80,{one}\n14/03/2026 10:16:00,07700900346,07700900112,80,{one}\n\
         14/03/2026 10:17:00,07700900113,07700900347,80,{two}\n14/03/2026 10:18:00,07700900348,07700900113,80,{two}\n"
    ));
    let at_b: Vec<bool> = drafts(&batch).iter().map(|d| d.b_end.handset.is_some()).collect();
    assert_eq!(at_b, [false, true, false, true]);
}

#[test]
fn the_first_party_is_the_target_if_incoming_rows_say_so() {
    let batch = read(
        "Sr #,Call Type,A-Party,B-Party,Date & Time,Duration,Cell ID,IMEI,IMSI,Site\n\
         1,Outgoing,07700900112,07700900345,14/03/2026 10:15:00,80,1,356938035643809,234150000000001,Luton\n\
         2,Incoming,07700900112,07700900346,14/03/2026 10:16:00,5,1,356938035643809,234150000000001,Luton\n\
         3,Incoming SMS,07700900112,07700900347,14/03/2026 10:17:00,0,1,356938035643809,234150000000001,Luton\n",
    );
    assert_eq!(
        events(&batch),
        [
            ONE_CALL,
            "2026-03-14T10:16:00 voice +447700900346 +447700900112 5",
            "2026-03-14T10:17:00 sms +447700900347 +447700900112 0"
        ]
    );
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn the_first_party_is_the_caller_if_incoming_rows_say_so() {
    let batch = read(
        "IMSI,IMEI,A Number,B Number,Call Start Time,Call End Time,Call Duration,Call Type,Type,Service Type,Cell ID - A,Cell Sector,Location - A\n\
         234150000000001,356938035643809,07700900112,07700900345,14/03/2026 10:15:00,14/03/2026 10:16:20,80,Voice,Outgoing,Telephony,12,3,Luton\n\
         234150000000001,356938035643809,07700900346,07700900112,14/03/2026 10:20:00,14/03/2026 10:20:05,5,Voice,Incoming,Telephony,12,3,Luton\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:20:00 voice +447700900346 +447700900112 5"]);
    assert!(drafts(&batch)[1].b_end.handset.is_some());
}

#[test]
fn headers_of_other_languages_are_understood() {
    for header in [
        "Date;Heure;Numéro appelant;Numéro appelé;Durée (s);Type",
        "Fecha;Hora;Número origen;Número destino;Duración;Tipo",
        "Data;Hora;Número chamador;Número chamado;Duração;Tipo",
        "Datum;Uhrzeit;Rufnummer Anrufer;Rufnummer Angerufener;Dauer;Art",
        "DATE;TIME;CALLING_NO;CALLED_NO;DUR;TYPE",
        "date;time;callingnumber;callednumber;durationsecs;calltype",
    ] {
        let batch = read(&format!("{header}\n14/03/2026;10:15:00;07700900112;07700900345;80;voice\n"));
        assert_eq!(events(&batch), [ONE_CALL], "{header}: {:?}", fields(&batch));
    }
}

#[test]
fn positions_are_read_from_one_cell_or_two() {
    for (header, values) in [
        ("Lat;Long", "51.8787;-0.42"),
        ("Latitude;Longitude", "51,8787;-0,42"),
        ("Lat/Long;x", "51.8787/-0.42;"),
        ("Cell Coordinates;x", "51.8787, -0.42;"),
    ] {
        let batch = read(&format!(
            "Start;A Number;B Number;Duration;{header}\n14/03/2026 10:15:00;07700900112;07700900345;80;{values}\n"
        ));
        let position = drafts(&batch)[0].a_end.cell.as_ref().and_then(|c| c.position);
        assert_eq!(position, linefold::domain::LatLon::new(51.8787, -0.42), "{header}");
    }
}

#[test]
fn every_column_says_how_it_was_understood() {
    let batch = read(
        "Start,A Number,B Number,Duration,LRN No,Colour\n14/03/2026 10:15:00,07700900112,07700900345,80,123,red\n",
    );
    assert_eq!(batch.report.columns.len(), 6);
    assert!(batch.report.columns.iter().all(|c| !c.why.is_empty()));
    let named: Vec<(usize, Option<&str>)> =
        batch.report.columns.iter().map(|c| (c.column, c.field.as_deref())).collect();
    assert_eq!(
        named,
        [(1, Some("start")), (2, Some("a_party")), (3, Some("b_party")), (4, Some("duration_s")), (5, None), (6, None)]
    );
}

#[test]
fn the_numbers_asked_for_are_those_whose_phones_the_file_tells_of() {
    let row = |i: u32, a: &str, b: &str, a_phone: bool, b_phone: bool| {
        let phone = |told: bool| if told { "356938035643809,234150000000001" } else { "," };
        format!("14/03/2026 10:{i:02}:00,{a},{b},80,{},{}\n", phone(a_phone), phone(b_phone))
    };
    let rows: String = (0..24)
        .map(|i| {
            let other = format!("077009003{i:02}");
            if i % 2 == 0 {
                row(i, "07700900112", &other, true, i == 4)
            } else {
                row(i, &other, "07700900113", false, true)
            }
        })
        .collect();
    let batch = read(&format!("Start,A Number,B Number,Secs,A IMEI,A IMSI,B IMEI,B IMSI\n{rows}"));
    assert_eq!(requested(&batch), ["07700 900112", "07700 900113"]);
    assert!(batch.report.decisions.iter().any(|d| d.contains("2 numbers whose phone")));
}

#[test]
fn a_file_whose_name_says_the_way_is_read_that_way() {
    let text = "MSISDN: 07700900112\nDate,Time,Number,Duration\n14/03/2026,10:15:00,07700900345,80\n";
    assert_eq!(events(&read_named("Outgoing calls.csv", text.as_bytes())), [ONE_CALL]);
    let incoming = events(&read_named("SMS received.csv", text.as_bytes()));
    assert_eq!(incoming, ["2026-03-14T10:15:00 sms +447700900345 +447700900112 80"]);
}

#[test]
fn a_missing_column_is_named() {
    let undated = read("A Number,B Number,Duration\n07700900112,07700900345,80\n");
    assert!(says(&undated, Severity::Warning, "No column of dates"), "{:?}", undated.report);
    let unnumbered = read("Start,Duration,Type\n14/03/2026 10:15:00,80,Voice\n");
    assert!(says(&unnumbered, Severity::Warning, "No column of numbers"), "{:?}", unnumbered.report);
}

#[test]
fn the_line_by_which_a_spreadsheet_names_its_delimiter_is_no_record() {
    let batch = read("sep=;\nStart;A Number;B Number;Duration\n14/03/2026 10:15:00;07700900112;07700900345;80\n");
    assert_eq!((events(&batch), batch.report.not_records), (vec![ONE_CALL.to_owned()], 2));
}
