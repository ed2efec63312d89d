//! Workbooks: every sheet, by the type of its cells and not by their look.

use super::*;
use linefold::import::read_tables;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// Reads every table of a file.
fn tables(name: &str, bytes: &[u8]) -> Vec<Batch> {
    let batches = read_tables(name, bytes, &ImportOptions::default(), &Quiet).expect("nobody cancels");
    for batch in &batches {
        assert!(batch.report.adds_up(), "the sums of {} do not add up: {:?}", batch.source.label(), batch.report);
    }
    batches
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet.
fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    book(|book| fill(book.add_worksheet()))
}

fn row(sheet: &mut Worksheet, at: u32, from: u16, cells: &[&str]) {
    for (column, cell) in (from..).zip(cells) {
        sheet.write(at, column, *cell).unwrap();
    }
}

fn moment(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

const HEADER: [&str; 4] = ["Start", "A Number", "B Number", "Duration"];
const CALL: [&str; 4] = ["14/03/2026 10:15:00", "07700900112", "07700900345", "80"];

#[test]
fn cells_are_read_by_their_type_and_not_by_their_look() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &HEADER);
        // Shown as 3/14/26, 4.47701E+11 and 1:20 AM; the month first, the digits hidden, the duration as a time.
        let american = Format::new().set_num_format("m/d/yy h:mm");
        sheet.write_with_format(1, 0, moment("2026-03-14T10:15:00"), &american).unwrap();
        sheet.write_with_format(1, 1, 447_700_900_112.0, &Format::new().set_num_format("0.00000E+00")).unwrap();
        sheet.write_with_format(1, 2, 7_700_900_345.0, &Format::new().set_num_format("00000000000")).unwrap();
        sheet.write_with_format(1, 3, 80.0 / 86_400.0, &Format::new().set_num_format("h:mm AM/PM")).unwrap();
        sheet.write_with_format(2, 0, moment("2026-03-04T10:15:00"), &american).unwrap();
        row(sheet, 2, 1, &["07700 900112", "+44 7700 900345"]);
        sheet.write_with_format(2, 3, 1.5, &Format::new().set_num_format("[h]:mm:ss")).unwrap();
    });
    let batches = tables("calls.xlsx", &bytes);
    assert_eq!(
        events(&batches[0]),
        [ONE_CALL, "2026-03-04T10:15:00 voice +447700900112 +447700900345 129600"],
        "{:?}",
        batches[0].report
    );
}

#[test]
fn a_text_cell_that_lost_its_digits_keeps_the_row_out() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &HEADER);
        row(sheet, 1, 0, &CALL);
        row(sheet, 2, 0, &["14/03/2026 10:16:00", "4.47701E+11", "07700900345", "80"]);
    });
    let batch = &tables("calls.xlsx", &bytes)[0];
    assert_eq!((batch.report.accepted, batch.report.rejected), (1, 1));
    let rejected = &batch.report.rejected_rows.first().unwrap();
    assert_eq!(rejected.row, 3);
    assert!(rejected.text.contains("4.47701E+11"), "{}", rejected.text);
    let said = rejected.problems[0].to_string();
    assert!(said.contains("damaged by a spreadsheet") && said.ends_with("[calls.xlsx, sheet Sheet1, row 3]"), "{said}");
}

#[test]
fn a_date_and_a_time_may_stand_in_two_columns() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &["Date", "Time", "Calling Number", "Called Number", "Duration (s)"]);
        for (at, time) in (1..).zip([0.427_083_333_333_333_3, 0.5, 0.0]) {
            let day = Format::new().set_num_format("dd/mm/yyyy");
            sheet.write_with_format(at, 0, moment("2026-03-14"), &day).unwrap();
            sheet.write_with_format(at, 1, time, &Format::new().set_num_format("hh:mm:ss")).unwrap();
            row(sheet, at, 2, &["07700900112", "07700900345"]);
            sheet.write(at, 4, 80).unwrap();
        }
    });
    let batch = &tables("calls.xlsx", &bytes)[0];
    assert_eq!(
        events(batch),
        [
            ONE_CALL,
            "2026-03-14T12:00:00 voice +447700900112 +447700900345 80",
            "2026-03-14T00:00:00 voice +447700900112 +447700900345 80"
        ]
    );
}

#[test]
fn the_header_may_stand_below_titles_and_right_of_blank_columns() {
    let bytes = sheet(|sheet| {
        sheet.merge_range(1, 2, 1, 6, "Call records of 07700 900112", &Format::new().set_bold()).unwrap();
        sheet.write(3, 2, "Total records").unwrap();
        sheet.write(3, 3, 1).unwrap();
        row(sheet, 11, 2, &HEADER);
        row(sheet, 12, 2, &CALL);
        row(sheet, 13, 2, &["14/03/2026 10:16:00", "nobody knows", "07700900345", "1:75"]);
    });
    let batch = &tables("calls.xlsx", &bytes)[0];
    assert_eq!((events(batch), batch.report.header_row), (vec![ONE_CALL.to_owned()], Some(12)));
    assert_eq!((batch.report.not_records, batch.report.rejected_rows.first().unwrap().row), (12, 14));
    assert!(says(batch, Severity::Warning, "states 1 records; it holds 2"), "{:?}", batch.report.problems);
}

#[test]
fn every_sheet_is_read_and_its_name_says_the_way() {
    let bytes = book(|book| {
        for (name, hidden) in
            [("Outgoing calls", false), ("Incoming Calls", true), ("SMS sent", false), ("Notes", false)]
        {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.set_hidden(hidden);
            if name == "Notes" {
                continue;
            }
            row(sheet, 0, 0, &["Call details of MSISDN 07700 900112"]);
            row(sheet, 2, 0, &["Date and time", "Other party", "Duration"]);
            row(sheet, 3, 0, &["14/03/2026 10:15:00", "07700900345", "80"]);
        }
    });
    let batches = tables("march.xlsx", &bytes);
    let parts: Vec<String> = batches.iter().map(|b| b.source.label()).collect();
    assert_eq!(
        parts,
        ["march.xlsx, sheet Outgoing calls", "march.xlsx, sheet Incoming Calls", "march.xlsx, sheet SMS sent"]
    );
    let all: Vec<String> = batches.iter().flat_map(events).collect();
    assert_eq!(
        all,
        [
            "2026-03-14T10:15:00 voice +447700900112 +447700900345 80",
            "2026-03-14T10:15:00 voice +447700900345 +447700900112 80",
            "2026-03-14T10:15:00 sms +447700900112 +447700900345 80"
        ]
    );
    assert!(says(&batches[0], Severity::Note, "Sheet Notes: no cells."));
    assert!(says(
        &batches[1],
        Severity::Note,
        "The sheet is hidden. It was read like the others. [march.xlsx, sheet Incoming"
    ));
}

#[test]
fn the_number_asked_for_may_be_the_name_of_the_sheet() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet().set_name("07700 900112").unwrap();
        row(sheet, 0, 0, &["Date and time", "Direction", "Other party", "Duration"]);
        row(sheet, 1, 0, &["14/03/2026 10:15:00", "OUT", "07700900345", "80"]);
    });
    assert_eq!(events(&tables("calls.xlsx", &bytes)[0]), [ONE_CALL]);
}

#[test]
fn tables_side_by_side_are_read_one_by_one() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &["Records for Operation Example"]);
        row(sheet, 2, 0, &HEADER);
        row(sheet, 3, 0, &CALL);
        row(sheet, 4, 0, &["14/03/2026 10:16:00", "07700900112", "07700900346", "5"]);
        row(sheet, 2, 6, &["Cell", "Lat", "Lon", "Town"]);
        row(sheet, 3, 6, &["234-10-1-1", "51.88", "-0.42", "Luton"]);
    });
    let batches = tables("calls.xlsx", &bytes);
    let found: Vec<(Option<&str>, Content, u64)> =
        batches.iter().map(|b| (b.source.part.as_deref(), b.report.content, b.report.accepted)).collect();
    assert_eq!(
        found,
        [
            (Some("sheet Sheet1, table 1 from the left"), Content::Records, 2),
            (Some("sheet Sheet1, table 2 from the left"), Content::CellSites, 1)
        ],
        "{batches:?}"
    );
}

#[test]
fn a_blank_column_within_a_table_does_not_part_it() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &["Start", "A Number"]);
        row(sheet, 0, 3, &["B Number", "Duration"]);
        row(sheet, 1, 0, &CALL[..2]);
        row(sheet, 1, 3, &CALL[2..]);
    });
    let batches = tables("calls.xlsx", &bytes);
    assert_eq!((batches.len(), events(&batches[0])), (1, vec![ONE_CALL.to_owned()]));
}

#[test]
fn errors_are_blank_and_formulas_are_what_they_came_to() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &["Start", "A Number", "B Number", "Duration", "Site"]);
        row(sheet, 1, 0, &CALL[..3]);
        sheet.write(1, 3, Formula::new("=40*2").set_result("80")).unwrap();
        sheet.write(1, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    let batch = &tables("calls.xlsx", &bytes)[0];
    assert_eq!(events(batch), [ONE_CALL]);
    assert!(says(
        batch,
        Severity::Note,
        "1 cell holds an error such as #N/A. Read as blank. [calls.xlsx, sheet Sheet1, row 2]"
    ));
}

#[test]
fn a_workbook_without_records_is_an_answer() {
    let header_alone = sheet(|sheet| row(sheet, 0, 0, &HEADER));
    let said = sheet(|sheet| {
        row(sheet, 0, 0, &HEADER);
        row(sheet, 1, 0, &["No records found"]);
    });
    for bytes in [header_alone, said] {
        let batch = &tables("calls.xlsx", &bytes)[0];
        assert_eq!((batch.report.content, batch.report.rows_read), (Content::Records, 0));
        assert!(batch.report.problems.iter().all(|p| p.severity == Severity::Note));
    }
    let empty = tables("calls.xlsx", &sheet(|_| {}));
    assert_eq!(empty.len(), 1);
    assert!(says(&empty[0], Severity::Note, "The workbook holds no cells."));
}

#[test]
fn side_files_come_as_sheets_too() {
    let bytes = book(|book| {
        let orders = book.add_worksheet().set_name("Orders").unwrap();
        row(orders, 0, 0, &["number", "made", "effective", "reference"]);
        row(orders, 1, 0, &["07700900112", "01/03/2026", "02/03/2026", "R1"]);
        let people = book.add_worksheet().set_name("People").unwrap();
        row(people, 0, 0, &["number", "person", "role", "from", "to", "basis"]);
        row(people, 1, 0, &["07700900112", "A. Person", "holder", "01/03/2026", "", "seized"]);
    });
    let batches = tables("side.xlsx", &bytes);
    assert_eq!((batches[0].orders.len(), batches[1].attributions.len()), (1, 1));
}

#[test]
fn the_older_kind_of_workbook_is_read_the_same() {
    let batches = tables("calls.xls", include_bytes!("../fixtures/calls.xls"));
    assert_eq!(batches.len(), 1);
    assert_eq!(events(&batches[0]), [ONE_CALL]);
    assert_eq!((batches[0].report.rejected, batches[0].report.encoding.as_str()), (1, "XLS sheet"));
    assert!(says(&batches[0], Severity::Note, "Sheet Empty: no cells."));
    let said = batches[0].report.rejected_rows.first().unwrap().problems[0].to_string();
    assert!(said.ends_with("[calls.xls, sheet Outgoing calls, row 5]"), "{said}");
}

/// An ODS workbook of one sheet.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"07700 900112\">{rows}\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    super::containers::zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<?xml version=\"1.0\"?><manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_open_document_is_read_the_same() {
    let text = |cell: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>")
    };
    let header: String = ["Date", "Time", "Direction", "Other party", "Duration"].map(text).concat();
    let row = format!(
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-14\"><text:p>14/03/26</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"time\" office:time-value=\"PT10H15M00S\"><text:p>10:15</text:p></table:table-cell>{}\
         <table:table-cell office:value-type=\"float\" office:value=\"447700900345\"><text:p>4.477E+11</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"time\" office:time-value=\"PT00H01M20S\"><text:p>01:20</text:p></table:table-cell>",
        text("OUT")
    );
    let bytes = ods(&format!("<table:table-row>{header}</table:table-row><table:table-row>{row}</table:table-row>"));
    let batches = tables("calls.ods", &bytes);
    assert_eq!((events(&batches[0]), batches[0].report.encoding.as_str()), (vec![ONE_CALL.to_owned()], "ODS sheet"));
}

/// A record of a binary workbook.
fn record(kind: u8, bytes: &[u8]) -> Vec<u8> {
    let kind = if kind < 0x80 { vec![kind] } else { vec![kind, 1] };
    [kind, vec![u8::try_from(bytes.len()).unwrap()], bytes.to_vec()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let count = u32::try_from(text.len()).unwrap().to_le_bytes();
    count.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn a_binary_workbook_is_read_the_same() {
    let cell = |column: u32| [column.to_le_bytes(), [0; 4]].concat();
    let texts = |row: u32, cells: &[&str]| {
        let header = record(0, &[row.to_le_bytes(), [0; 4], [0; 4], [0; 4]].concat());
        let cells = (0..).zip(cells).map(|(column, text)| record(6, &[cell(column), wide(text)].concat()));
        [header].into_iter().chain(cells).collect::<Vec<_>>().concat()
    };
    let number = |column: u32, value: f64| record(5, &[cell(column), value.to_le_bytes().to_vec()].concat());
    let sheet = [
        record(0x81, &[]),
        record(0x94, &[0; 16]),
        record(0x91, &[]),
        texts(0, &HEADER),
        texts(1, &CALL[..1]),
        number(1, 447_700_900_112.0),
        number(2, 7_700_900_345.0),
        number(3, 80.0),
        record(0x92, &[]),
        record(0x82, &[]),
    ]
    .concat();
    let bundle = [[0; 4].to_vec(), 1_u32.to_le_bytes().to_vec(), wide("rId1"), wide("Calls")].concat();
    let book =
        [record(0x83, &[]), record(0x8F, &[]), record(0x9C, &bundle), record(0x90, &[]), record(0x84, &[])].concat();
    let rels = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let bytes = super::containers::zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ]);
    let batches = tables("calls.xlsb", &bytes);
    assert_eq!(
        (events(&batches[0]), batches[0].report.encoding.as_str()),
        (vec![ONE_CALL.to_owned()], "XLSB sheet"),
        "{:?}",
        batches[0].report.problems
    );
}

#[test]
fn tables_below_one_another_in_a_sheet_are_read_one_by_one() {
    let bytes = sheet(|sheet| {
        row(sheet, 0, 0, &HEADER);
        row(sheet, 1, 0, &CALL);
        row(sheet, 4, 0, &["Cell", "Lat", "Lon", "Town"]);
        row(sheet, 5, 0, &["234-10-1-1", "51.88", "-0.42", "Luton"]);
        row(sheet, 6, 0, &["234-10-1-2", "51.89", "-0.43", "Luton"]);
    });
    let batches = tables("calls.xlsx", &bytes);
    let found: Vec<(Option<&str>, Content, u64)> =
        batches.iter().map(|b| (b.source.part.as_deref(), b.report.content, b.report.accepted)).collect();
    assert_eq!(
        found,
        [(Some("sheet Sheet1"), Content::Records, 1), (Some("sheet Sheet1, table at row 3"), Content::CellSites, 2)],
        "{batches:?}"
    );
    assert_ne!(batches[0].report.content_sha256, batches[1].report.content_sha256);
}

#[test]
fn a_cover_sheet_speaks_for_the_sheets_behind_it() {
    let bytes = book(|book| {
        let cover = book.add_worksheet().set_name("Cover").unwrap();
        row(cover, 0, 0, &["Disclosure to Example Police"]);
        row(cover, 1, 0, &["Subscriber number", "07700 900112"]);
        row(cover, 2, 0, &["Total records", "900"]);
        let data = book.add_worksheet().set_name("Data").unwrap();
        row(data, 0, 0, &["Date and time", "Direction", "Other number", "Duration"]);
        row(data, 1, 0, &["14/03/2026 10:15:00", "OUT", "07700900345", "80"]);
    });
    let batches = tables("calls.xlsx", &bytes);
    assert_eq!(events(&batches[1]), [ONE_CALL], "{:?}", batches[1].report);
    assert!(batches[1].report.problems.iter().all(|p| !p.message.contains("900")));
}

#[test]
fn a_date_and_a_number_are_enough_where_the_sheet_says_the_rest() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet().set_name("SMS received").unwrap();
        row(sheet, 0, 0, &["Records of 07700 900112"]);
        row(sheet, 1, 0, &["Date", "Time", "Number"]);
        for (at, second) in (2..).zip(["00", "01", "02"]) {
            row(sheet, at, 0, &["14/03/2026", &format!("10:15:{second}"), "07700900345"]);
        }
    });
    let batches = tables("calls.xlsx", &bytes);
    assert_eq!(events(&batches[0])[0], "2026-03-14T10:15:00 sms +447700900345 +447700900112 -");
}

#[test]
fn the_table_below_may_have_the_plainer_header() {
    let bytes = sheet(|sheet| {
        row(
            sheet,
            0,
            0,
            &["MSISDN", "CallDirection", "Calling Party No", "Called Prty Addr", "Record Open Date", "TIMEUsage"],
        );
        for at in 1..5 {
            let when = format!("14/03/2026 10:15:0{at}");
            row(sheet, at, 0, &["447700900112", "0", "tel:+447700900112", "tel:+447700900345", &when, "80"]);
        }
        row(sheet, 7, 0, &["Cell ID", "Latitude", "Longitude", "Town", "Azimuth"]);
        for at in 8..20 {
            row(sheet, at, 0, &[&format!("C{at}"), "51.88", "-0.42", "Luton", "120"]);
        }
    });
    let found: Vec<(Content, u64)> =
        tables("calls.xlsx", &bytes).iter().map(|b| (b.report.content, b.report.accepted)).collect();
    assert_eq!(found, [(Content::Records, 4), (Content::CellSites, 12)]);
}

#[test]
fn a_workbook_is_shown_by_the_table_that_is_in_doubt() {
    let bytes = book(|book| {
        let clear = book.add_worksheet().set_name("Clear").unwrap();
        row(clear, 0, 0, &HEADER);
        row(clear, 1, 0, &CALL);
        let open = book.add_worksheet().set_name("Open").unwrap();
        row(open, 0, 0, &["Date and time", "Direction", "Other number", "Duration"]);
        row(open, 1, 0, &["14/03/2026 10:15:00", "OUT", "07700900345", "80"]);
    });
    let shown = linefold::import::preview("calls.xlsx", &bytes, &ImportOptions::default(), &Quiet).unwrap();
    assert_eq!(shown.report.part.as_deref(), Some("sheet Open"));
    assert_eq!((shown.columns[2].header.as_str(), shown.rows[0].row, shown.whole), ("Other number", 2, true));
    assert_eq!(shown.rows[0].cells, ["14/03/2026 10:15:00", "OUT", "07700900345", "80"]);
}
