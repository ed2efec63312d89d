//! Layouts as British operators and forces write them, and others nobody has seen yet.

use super::*;
use linefold::domain::LatLon;

#[test]
fn a_layout_with_grid_positions_and_postcodes_is_read() {
    let batch = read(
        "Vodafone Disclosure Unit\nSubject: 447700900112\nPeriod: 01/03/2026 00:00 to 31/03/2026 23:59\nAll times are GMT/BST as applicable\n\n\
         Type,Date,Time,Duration,A Number,B Number,C Number,IMEI,IMSI,First Cell ID,First Cell Site Name,First Cell Site Address,First Cell Postcode,First Cell Easting,First Cell Northing,First Cell Azimuth,Last Cell ID,Last Cell Easting,Last Cell Northing\n\
         Voice,14/03/2026,10:15:00,00:01:20,447700900112,447700900345,,356938035643809,234150000000001,234-15-1-2,Luton North,\"1 High St, Luton\",LU1 2AB,508900,221900,120,234-15-1-3,508950,221950\n\
         SMS,14/03/2026,10:17:30,00:00:00,447700900345,447700900112,,356938035643809,234150000000001,234-15-1-2,Luton North,\"1 High St, Luton\",LU1 2AB,508900,221900,120,,,\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:17:30 sms +447700900345 +447700900112 0"]);
    assert_eq!(requested(&batch), ["07700 900112"]);
    let drafts = drafts(&batch);
    let cell = drafts[0].a_end.cell.clone().unwrap();
    assert!(cell.position.unwrap().km_to(LatLon::new(51.88, -0.42).unwrap()) < 3.0, "{cell:?}");
    assert!(drafts[1].b_end.handset.is_some() && drafts[1].a_end.handset.is_none());
    assert_eq!(cell.key, "234-15-1-2");
}

#[test]
fn a_layout_with_start_and_end_date_times_and_both_ends_is_read() {
    let batch = read(
        "\"Record Type\",\"Start Date/Time\",\"End Date/Time\",\"Calling Party\",\"Called Party\",\"Calling IMEI\",\"Called IMEI\",\"Calling Cell\",\"Called Cell\",\"Calling Cell Town\",\"Called Cell Town\"\n\
         \"MOC\",\"14/03/2026 10:15:00\",\"14/03/2026 10:16:20\",\"447700900112\",\"447700900345\",\"356938035643809\",\"490154203237518\",\"100-1\",\"200-2\",\"Luton\",\"Torquay\"\n\
         \"SMS-MT\",\"14/03/2026 10:20:00\",\"14/03/2026 10:20:00\",\"60075\",\"447700900112\",\"\",\"356938035643809\",\"\",\"100-1\",\"\",\"Luton\"\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:20:00 sms 60075 +447700900112 0"]);
    let first = drafts(&batch).remove(0);
    let town = |end: linefold::domain::EndDraft| end.cell.and_then(|c| c.town);
    assert_eq!((town(first.a_end).as_deref(), town(first.b_end).as_deref()), (Some("Luton"), Some("Torquay")));
}

#[test]
fn a_layout_of_one_subscriber_with_the_dialled_digits_is_read() {
    let batch = read(
        "MSISDN|IMSI|IMEI|Call Start Date/Time|Duration (Secs)|Call Direction|Event|Correspondent Number|Dialled Digits|Originating Cell|Cell Postcode\n\
         447700900112|234200000000001|356938035643809|14-Mar-2026 10:15:00|80|MO|Voice|447700900345|07700900345|234-20-5-6|LU1 2AB\n\
         447700900112|234200000000001|356938035643809|14-Mar-2026 10:20:00|0|MT|Text|447700900346||234-20-5-6|LU1 2AB\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:20:00 sms +447700900346 +447700900112 0"]);
    assert_eq!(requested(&batch), ["07700 900112"]);
}

#[test]
fn a_phone_download_with_from_to_and_direction_is_read() {
    let batch = read_named(
        "07700900112 call log.csv",
        b"Direction,To/From,Contact Name,Date & Time,Length,Type\nOutgoing,07700900345,Bob,14/03/2026 10:15:00,00:01:20,Call\n\
          Incoming,+447700900346,,14/03/2026 10:20:00,,SMS\nMissed,Unknown,,14/03/2026 10:25:00,00:00:00,Call\n",
    );
    assert_eq!(
        events(&batch),
        [
            ONE_CALL,
            "2026-03-14T10:20:00 sms +447700900346 +447700900112 -",
            "2026-03-14T10:25:00 voice withheld +447700900112 0"
        ]
    );
}

#[test]
fn an_american_style_header_of_sender_and_recipient_is_read() {
    let batch =
        read("sent_at;sender;recipient;channel;seconds\n2026-03-14T10:15:00Z;+447700900112;+447700900345;call;80\n");
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn lines_between_the_rows_that_name_another_number_are_heeded() {
    let header = "Date,Time,Type,Direction,Other Number,Duration";
    let batch = read(&format!(
        "Call data for MSISDN 447700900112\n{header}\n14/03/2026,10:15:00,Voice,OUT,07700900345,80\n\n\
         Call data for MSISDN 447700900113\n{header}\n14/03/2026,10:20:00,Voice,IN,07700900345,5\n"
    ));
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:20:00 voice +447700900345 +447700900113 5"]);
    assert_eq!(requested(&batch), ["07700 900112", "07700 900113"]);
}

#[test]
fn data_sessions_have_no_other_party() {
    let batch = read(
        "MSISDN,IMEI,IMSI,Session Start,Session End,Downlink Vol,Uplink Vol,Source IP,Cell ID\n\
         447700900112,356938035643809,234150000000001,14/03/2026 10:15:00,14/03/2026 10:16:20,1000,200,10.0.0.1,234-15-1-2\n",
    );
    assert_eq!(events(&batch), ["2026-03-14T10:15:00 data +447700900112 withheld 80"]);
    assert!(drafts(&batch)[0].a_end.cell.is_some());
}

#[test]
fn columns_in_any_order_with_columns_between_are_read() {
    let batch = read(
        "Cost;B-Nr;Uplink;Dauer;Zelle;A-Nr;Datum;Tarif;Uhrzeit\n0,10;07700900345;;80;12;07700900112;14.03.2026;X;10:15:00\n",
    );
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn dates_of_six_digits_and_times_of_a_spreadsheet_are_read() {
    let batch = read("Date,Time,Caller,Called,Duration\n140326,30/12/1899 10:15:00,07700900112,07700900345,80\n");
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn a_number_with_words_around_it_is_that_number() {
    let batch = read(
        "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112 (target),+447700900345;phone-context=ims,80\n",
    );
    assert_eq!(events(&batch), [ONE_CALL]);
    assert!(says(&batch, Severity::Note, "something around it"));
}

#[test]
fn a_flag_column_named_for_one_way_is_read() {
    let batch = read(
        "Number,Incoming,Contact,Start,Secs\n07700900112,N,07700900345,14/03/2026 10:15:00,80\n07700900112,Y,07700900346,14/03/2026 10:20:00,5\n",
    );
    assert_eq!(events(&batch), [ONE_CALL, "2026-03-14T10:20:00 voice +447700900346 +447700900112 5"]);
}

#[test]
fn remaining_layouts_of_the_world_find_their_columns() {
    for (header, expected) in [
        (
            "Target / A Party Number,Call Type (In/Out),Type of Connection,B Party Number,LRN Called No,LRN Operator Name with LSA,Call Date,Call Time,Call Duration,First BTS Location-Address,First Cell ID,Last BTS Location-Address,Last Cell ID,SMS Center Number,Service Type (Voice/SMS),IMEI,IMSI,Call Forwarding Number,Roaming Circle Name,Switch ID / MSC ID,In TG,Out TG",
            vec!["target", "direction", "a_or_b", "date", "time", "duration_s", "town", "cell", "kind", "imei", "imsi"],
        ),
        (
            "Target/A-Party Number,Call Type,Type of Connection,Other/B-party Number,LRN of B-Party Number,Translation of LRN,Call Date,Call Initiation Time,Call Duration,First BTS Location,First Cell Global ID,Last BTS Location,Last Cell Global ID,SMS Centre No.,Service Type,IMEI,IMSI,Original Calling Party,Roaming Network/Circle,Switch/MSC ID,In TG,Out TG",
            vec!["target", "direction", "a_or_b", "date", "time", "duration_s", "town", "cell", "kind", "imei", "imsi"],
        ),
        (
            "Item,Conn. Date,Conn. Time(UTC),Seizure Time,ET,Originating Number,Terminating Number,IMEI,IMSI",
            vec!["date", "time", "duration_s", "a_party", "b_party", "imei", "imsi"],
        ),
        (
            "Charge Code,Installation No,Line No,Charge Card No,Date,Time,Destination,Called No,Duration,Txt Direct Rebate,Cost",
            vec!["date", "time", "b_party", "duration_s"],
        ),
        (
            "SL_NO,Mobile_No,Call_Type,Other_Party_No,Call_Date,Call_Initiation_Time (CIT),Call_Duration,First_Cell_ID,Service_Type,IMEI,IMSI",
            vec!["target", "direction", "other_party", "date", "time", "duration_s", "cell", "kind", "imei", "imsi"],
        ),
    ] {
        let batch = read_named("07700900112.csv", format!("{header}\n").as_bytes());
        assert_eq!(batch.report.content, Content::Records, "{header}");
        let found = fields(&batch);
        for field in expected {
            let is_it = |name: &str| match field {
                "a_or_b" => matches!(name, "b_party" | "other_party"),
                field => name.split(", ").any(|n| n == field),
            };
            assert!(found.iter().any(|(_, name)| is_it(name)), "{field} of {header}: {found:?}");
        }
    }
}

#[test]
fn rows_above_the_header_that_look_like_records_are_not_passed_over_in_silence() {
    let row = "14/03/2026,10:15:00,07700900112,07700900345,80\n";
    let batch = read(&format!("{row}{row}Date,Time,A Number,B Number,Duration\n{row}"));
    assert_eq!(batch.report.rows_read, 3);
    assert!(says(&batch, Severity::Note, "2 rows above the header"));
}
