//! One test for each mess that operators' files are in. The name says the mess.

mod asking;
mod british;
mod codes;
mod combining;
mod containers;
mod files;
mod formulas;
mod garbage;
mod handmade;
mod heard;
mod hostile;
mod layouts;
mod moments;
mod parts;
mod readings;
mod seldom;
mod side_files;
mod spreadsheets;
mod understanding;
mod unseen;

use linefold::diag::{Quiet, Severity};
use linefold::domain::{DialPlan, Msisdn, RecordDraft, Zone};
use linefold::import::{Batch, Content, ImportOptions, read_bytes};

/// Reads a text as a file of this name.
fn read_named(name: &str, bytes: &[u8]) -> Batch {
    let batch = read_bytes(name, bytes, &ImportOptions::default(), &Quiet).expect("readable");
    assert!(batch.report.adds_up(), "the sums of {name} do not add up: {:?}", batch.report);
    assert_eq!(batch.report.rejected, batch.report.rejected_rows.len() as u64);
    batch
}

fn read(text: &str) -> Batch {
    read_named("calls.csv", text.as_bytes())
}

fn drafts(batch: &Batch) -> Vec<RecordDraft> {
    batch.records.iter().map(|r| batch.records.draft(&r)).collect()
}

/// Every record as `start kind a b duration`, in local time.
fn events(batch: &Batch) -> Vec<String> {
    let line = |d: RecordDraft| {
        let duration = d.duration_secs.map_or_else(|| "-".to_owned(), |s| s.to_string());
        format!("{} {} {} {} {duration}", &d.start.iso(&Zone::london())[..19], d.kind, d.a, d.b)
    };
    drafts(batch).into_iter().map(line).collect()
}

/// The field of each column, as the report says it.
fn fields(batch: &Batch) -> Vec<(String, String)> {
    let named = |c: &linefold::import::ColumnReading| Some((c.header.clone(), c.field.clone()?));
    batch.report.columns.iter().filter_map(named).collect()
}

fn number(text: &str) -> Msisdn {
    Msisdn::parse(text, &DialPlan::GREAT_BRITAIN).expect("readable")
}

fn requested(batch: &Batch) -> Vec<String> {
    batch.records.requested().iter().map(|n| n.national(&DialPlan::GREAT_BRITAIN)).collect()
}

fn says(batch: &Batch, severity: Severity, words: &str) -> bool {
    batch.report.problems.iter().any(|p| p.severity == severity && p.to_string().contains(words))
}

const ONE_CALL: &str = "2026-03-14T10:15:00 voice +447700900112 +447700900345 80";

#[test]
fn every_delimiter_and_line_end_gives_the_same_records() {
    let text = "Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n";
    for (delimiter, name) in [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")] {
        for line_end in ["\n", "\r\n", "\r"] {
            let batch = read(&text.replace(',', delimiter).replace('\n', line_end));
            assert_eq!((events(&batch), batch.report.delimiter.as_str()), (vec![ONE_CALL.to_owned()], name));
        }
    }
}

#[test]
fn every_encoding_gives_the_same_records() {
    let text = "Début,Numéro appelant,Numéro appelé,Durée\n14/03/2026 10:15:00,07700900112,07700900345,80\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let narrow: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8 with BOM"),
        ([b"\xFF\xFE", wide.as_slice()].concat(), "UTF-16LE"),
        (wide, "UTF-16LE"),
        (narrow, "windows-1252"),
    ] {
        let batch = read_named("calls.csv", &bytes);
        assert_eq!((events(&batch), batch.report.encoding.as_str()), (vec![ONE_CALL.to_owned()], encoding));
    }
}

#[test]
fn a_file_that_is_not_utf8_says_where() {
    let batch = read_named(
        "calls.csv",
        b"Start,A Number,B Number,Duration,Town\n14/03/2026 10:15,07700900112,07700900345,80,M\xFCnchen\n",
    );
    assert_eq!(batch.report.encoding, "windows-1252");
    assert!(says(&batch, Severity::Note, "row 2"));
    assert_eq!(drafts(&batch)[0].a_end.cell.as_ref().and_then(|c| c.town.as_deref()), Some("München"));
}

#[test]
fn a_preamble_may_be_of_any_length() {
    for length in [1, 11, 40, 700] {
        let preamble = "Some operator, some town, some words\n".repeat(length);
        let batch = read(&format!(
            "{preamble}Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n"
        ));
        assert_eq!((events(&batch), batch.report.header_row), (vec![ONE_CALL.to_owned()], Some(length as u64 + 1)));
    }
}

#[test]
fn a_table_without_header_is_read_by_what_it_holds_and_says_so() {
    let batch = read(
        "14/03/2026 10:15:00,07700900112,07700900345,80\n14/03/2026 10:17:00,07700900112,07700900346,20\n14/03/2026 10:18:00,07700900112,07700900347,30\n",
    );
    assert_eq!(events(&batch)[0], ONE_CALL);
    assert_eq!(batch.report.accepted, 3);
    assert!(says(&batch, Severity::Warning, "no header"));
}

#[test]
fn a_repeated_header_blank_rows_and_footers_are_no_records() {
    let header = "Start,A Number,B Number,Duration,Type\n";
    let row = "14/03/2026 10:15:00,07700900112,07700900345,80,Voice\n";
    let batch = read(&format!(
        "{header}{row}\n,,,,\n{header}{}*** END OF REPORT ***\nCDR COUNT : 2\n",
        row.replace("10:15", "11:15")
    ));
    assert_eq!((batch.report.rows_read, batch.report.accepted, batch.report.not_records), (2, 2, 6));
    assert!(batch.report.problems.is_empty(), "{:?}", batch.report.problems);
}

#[test]
fn a_count_that_the_file_states_is_compared_with_the_rows() {
    let batch =
        read("Total Records : 3\nStart,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80\n");
    assert!(says(&batch, Severity::Warning, "states 3 records; it holds 1"));
}

#[test]
fn a_file_without_records_is_an_answer_not_an_error() {
    let header = "Start,A Number,B Number,Duration,Type\n";
    for text in [
        header.to_owned(),
        format!("{header}No Records Found\n"),
        "Call Details of Mobile No '07700900112'\nNo Records Found\n".to_owned(),
    ] {
        let batch = read(&text);
        assert_eq!((batch.report.content, batch.report.rows_read), (Content::Records, 0), "{text}");
        assert!(
            batch.report.problems.iter().all(|p| p.severity == Severity::Note) && !batch.report.problems.is_empty()
        );
    }
}

#[test]
fn an_exact_repeat_is_counted_and_named() {
    let row = "14/03/2026 10:15:00,07700900112,07700900345,80\n";
    let batch = read(&format!(
        "Start,A Number,B Number,Duration\n{row}14/03/2026 10:15:01,07700900112,07700900345,80\n{row}{row}"
    ));
    assert_eq!((batch.report.rows_read, batch.report.accepted, batch.report.duplicate), (4, 2, 2));
    let repeats: Vec<(u64, u64)> = batch.report.duplicate_rows.iter().map(|d| (d.row, d.same_as)).collect();
    assert_eq!(repeats, [(4, 2), (5, 2)]);
}

#[test]
fn a_broken_row_says_everything_that_is_wrong_with_it() {
    let batch = read(
        "Start,A Number,B Number,Duration\n31/02/2026 10:15:00,4.47701E+11,07700900345,1:75\n14/03/2026 10:15:00,07700900112,07700900345,80\n",
    );
    let rejected = &batch.report.rejected_rows.first().unwrap();
    assert_eq!((rejected.row, rejected.text.as_str()), (2, "31/02/2026 10:15:00,4.47701E+11,07700900345,1:75"));
    let said: Vec<String> = rejected.problems.iter().map(ToString::to_string).collect();
    assert!(said[0].starts_with("Date \"31/02/2026 10:15:00\" is not in the calendar"), "{said:?}");
    assert!(said[1].starts_with("Duration \"1:75\" is not a time: seconds run to 59."), "{said:?}");
    assert!(said[2].contains("damaged by a spreadsheet") && said[2].ends_with("[calls.csv, row 2]"), "{said:?}");
    assert_eq!(events(&batch), [ONE_CALL]);
    assert_eq!(batch.report.causes.len(), 3);
}

#[test]
fn rejected_rows_are_written_with_their_reasons() {
    let batch = read(
        "Start,A Number,B Number,Duration\n\"x,y\",07700900112,07700900345,80\n14/03/2026 10:15:00,07700900112,07700900345,80\n",
    );
    let mut out = Vec::new();
    linefold::import::write_rejected(&batch.report, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.lines().count(), 2);
    assert!(out.contains("2,\"\"\"x,y\"\",07700900112") && out.contains("is not a date"), "{out}");
}

#[test]
fn an_unquoted_comma_that_shifts_the_columns_keeps_the_row_out() {
    let batch = read(
        "Site,Start,A Number,B Number,Duration\nLuton,14/03/2026 10:15:00,07700900112,07700900345,80\nHigh Street, Luton,14/03/2026 10:15:00,07700900112,07700900345,80\n",
    );
    assert_eq!((batch.report.accepted, batch.report.rejected), (1, 1));
    assert!(batch.report.rejected_rows.first().unwrap().problems[0].message.contains("6 cells"));
}

#[test]
fn trailing_delimiters_do_not_keep_a_row_out() {
    let batch = read("Start,A Number,B Number,Duration\n14/03/2026 10:15:00,07700900112,07700900345,80,,\n");
    assert_eq!(events(&batch), [ONE_CALL]);
}

#[test]
fn an_open_quote_costs_one_row_at_most() {
    let batch = read(
        "Start,A Number,B Number,Duration,Site\n14/03/2026 10:15:00,07700900112,07700900345,80,\"Luton\n\
         14/03/2026 10:16:00,07700900112,07700900345,80,\"High Street, Luton\"\n14/03/2026 10:17:00,07700900112,07700900345,80,Luton\n",
    );
    assert_eq!((batch.report.rows_read, batch.report.accepted), (3, 3));
}

#[test]
fn numbers_are_read_however_they_are_written() {
    let rows = [
        "07700 900112",
        "+447700900112",
        "+44 (0)7700 900112",
        "00447700900112",
        "447700900112",
        "7700900112",
        "447700900112.0",
        "'07700900112'",
        "=\"07700900112\"",
        "\u{a0}07700900112\u{a0}",
        "tel:+447700900112",
    ]
    .iter()
    .enumerate()
    .map(|(i, text)| format!("14/03/2026 10:{i:02}:00;{text};07700900345;80\n"))
    .collect::<Vec<_>>()
    .concat();
    let batch = read(&format!("Start;A Number;B Number;Duration\n{rows}"));
    assert_eq!(batch.report.accepted, 11);
    assert!(drafts(&batch).iter().all(|d| d.a.number() == Some(number("07700900112"))));
    assert!(says(&batch, Severity::Note, "leading zero"));
}

#[test]
fn withheld_numbers_short_codes_and_senders_are_parties() {
    let batch = read(
        "Start,A Number,B Number,Duration,Type\n14/03/2026 10:15:00,Withheld,07700900112,80,Voice\n14/03/2026 10:16:00,,07700900112,80,Voice\n\
         14/03/2026 10:17:00,60075,07700900112,,SMS\n14/03/2026 10:18:00,NHS-Alert,07700900112,,SMS\n14/03/2026 10:19:00,Anonymous,Withheld,80,Voice\n",
    );
    let callers: Vec<String> = drafts(&batch).iter().map(|d| d.a.to_string()).collect();
    assert_eq!(callers, ["withheld", "withheld", "60075", "NHS-Alert"]);
    assert_eq!(batch.report.rejected, 1);
}
