//! Formulas of a workbook: a text that must stay one is written as `="07700900112"`, and not every program works it out.

use super::containers::tables;
use super::handmade::{inline, workbook};
use super::*;

/// A workbook of one call; its numbers, as the formulas `="07700900112"` and `="07700900345"`, are written by `cell`.
fn call(cell: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let row = |at: usize, cells: [String; 4]| format!("<row r=\"{at}\">{}</row>", cells.concat());
    let header = [("A1", "Start"), ("B1", "A Number"), ("C1", "B Number"), ("D1", "Duration")];
    let header = header.map(|(at, name)| inline(at, name));
    let call = [
        inline("A2", "14/03/2026 10:15:00"),
        cell("B2", "&quot;07700900112&quot;"),
        cell("C2", "&quot;07700900345&quot;"),
        inline("D2", "80"),
    ];
    workbook(&format!("<sheetData>{}{}</sheetData>", row(1, header), row(2, call)), "count=\"0\">")
}

#[test]
fn a_text_that_is_a_formula_is_read_from_it_where_no_value_is_kept() {
    let ways: [fn(&str, &str) -> String; 5] = [
        |at, text| format!("<c r=\"{at}\"><f>{text}</f></c>"),
        |at, text| format!("<c r=\"{at}\"><f>={text}</f><v/></c>"),
        |at, text| format!("<c r=\"{at}\"><f>{text}</f><v></v></c>"),
        |at, text| format!("<c r=\"{at}\" t=\"str\"><f>{text}</f><v></v></c>"),
        |at, text| format!("<c r=\"{at}\"><f t=\"shared\" ref=\"{at}:{at}\" si=\"0\">{text}</f></c>"),
    ];
    for cell in ways {
        let batches = tables("calls.xlsx", &call(cell));
        assert_eq!(events(&batches[0]), [ONE_CALL], "{}: {:?}", cell("B2", "text"), batches[0].report);
    }
}

#[test]
fn a_text_that_is_a_formula_stands_above_the_nought_that_was_kept_of_it() {
    let bytes = call(|at, text| format!("<c r=\"{at}\"><f>{text}</f><v>0</v></c>"));
    let batches = tables("calls.xlsx", &bytes);
    assert_eq!(events(&batches[0]), [ONE_CALL], "{:?}", batches[0].report);
}

#[test]
fn what_a_formula_came_to_is_read_and_not_the_formula() {
    let bytes = call(|at, text| {
        let number = text.trim_matches(['&', 'q', 'u', 'o', 't', ';']);
        format!("<c r=\"{at}\" t=\"str\"><f>A1&amp;&quot;x&quot;</f><v>{number}</v></c>")
    });
    assert_eq!(events(&tables("calls.xlsx", &bytes)[0]), [ONE_CALL]);
}

#[test]
fn a_formula_that_was_never_worked_out_is_told_and_its_cell_is_blank() {
    let bytes = call(|at, _| format!("<c r=\"{at}\"><f>A1&amp;&quot;x&quot;</f></c>"));
    let batch = &tables("calls.xlsx", &bytes)[0];
    assert!(says(batch, Severity::Note, "2 cells hold an error"), "{:?}", batch.report);
    assert_eq!((batch.report.accepted, batch.report.rejected), (0, 1), "{:?}", batch.report);
}
