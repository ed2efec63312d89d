//! Codes for the way a record went.

use super::*;

#[test]
fn direction_codes_of_all_kinds_are_read() {
    for (outgoing, incoming) in [
        ("OUT", "IN"),
        ("Outgoing", "Incoming"),
        ("MOC", "MTC"),
        ("MO", "MT"),
        ("O", "I"),
        ("Outbound", "Inbound"),
        ("Originating", "Terminating"),
        ("Sent", "Received"),
        ("Call made", "Call received"),
        ("Appel sortant", "Appel entrant"),
        ("Saliente", "Entrante"),
        ("Ausgehend", "Eingehend"),
        ("O", "T"),
    ] {
        let batch = read(&format!(
            "MSISDN,Direction,Other Party,Date,Time,Duration\n07700900112,{outgoing},07700900345,14/03/2026,10:15:00,80\n07700900112,{incoming},07700900345,14/03/2026,10:20:00,5\n"
        ));
        assert_eq!(
            events(&batch),
            [ONE_CALL, "2026-03-14T10:20:00 voice +447700900345 +447700900112 5"],
            "{outgoing}/{incoming}"
        );
    }
}

#[test]
fn a_flag_whose_meaning_is_not_said_is_worked_out_from_withheld_callers() {
    let batch = read(
        "MSISDN,Direction,Other Party,Date,Time,Duration\n07700900112,1,07700900345,14/03/2026,10:15:00,80\n07700900112,2,Withheld,14/03/2026,10:20:00,5\n07700900112,2,07700900346,14/03/2026,10:25:00,5\n",
    );
    assert_eq!(events(&batch)[0], ONE_CALL);
    assert_eq!(events(&batch)[2], "2026-03-14T10:25:00 voice +447700900346 +447700900112 5");
    assert!(batch.report.decisions.iter().any(|d| d.contains("withheld")));
}

#[test]
fn a_direction_that_is_not_known_keeps_its_row_out() {
    let batch = read(
        "MSISDN,Direction,Other Party,Date,Time,Duration\n07700900112,OUT,07700900345,14/03/2026,10:15:00,80\n07700900112,sideways,07700900345,14/03/2026,10:20:00,5\n",
    );
    assert_eq!(events(&batch), [ONE_CALL]);
    assert!(batch.report.rejected_rows.first().unwrap().problems[0].message.contains("sideways"));
}
