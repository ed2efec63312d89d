//! Workbooks: every sheet as text, cell by cell, whatever size the sheet claims to be.

use super::archive::{Archive, Budget, Fault, Stopped};
use super::cell_text::Value;
use super::kind::Format;
use super::ole::clean_workbook;
use super::sheet_text::{NoSheet, SheetText};
use crate::diag::Monitor;
use calamine::{
    Cell, CellErrorType, Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx,
    XlsxFormulaMetadata,
};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;
use std::thread;

/// One sheet of a workbook.
pub(super) struct BookSheet {
    pub name: String,
    pub is_hidden: bool,
    /// Its cells, or why there are none.
    pub cells: Result<SheetText, Fault>,
}

/// Cells read between two looks at whether to stop, and handed on together.
const CELLS_AT_ONCE: usize = 4096;
/// So many times that may wait to be written.
const LOTS_BETWEEN: usize = 4;

type Bytes<'b> = Cursor<&'b [u8]>;

/// Reads a workbook sheet by sheet, in its order; `take` is given each.
///
/// # Errors
/// If the workbook cannot be read at all, or whatever `take` says.
pub(super) fn each_sheet(
    bytes: &[u8],
    format: Format,
    budget: &mut Budget<'_>,
    take: &mut dyn FnMut(BookSheet) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    if format != Format::Xls {
        Archive::new(bytes)?.measure(budget)?;
    }
    let cursor = Cursor::new(bytes);
    match format {
        Format::Xlsx => {
            let mut book = guarded(|| Xlsx::new(cursor).map_err(|error| fault_of(&error.to_string())))??;
            let is_1904 = book.has_1904_epoch();
            for (name, is_hidden) in worksheets(&book) {
                let cells = guarded(|| xlsx_cells(&mut book, &name, is_1904, budget.monitor)).unwrap_or_else(Err);
                take(BookSheet { name, is_hidden, cells: kept(cells)? })?;
            }
        }
        Format::Xlsb => {
            let mut book = guarded(|| Xlsb::new(cursor).map_err(|error| fault_of(&error.to_string())))??;
            let is_1904 = book.has_1904_epoch();
            for (name, is_hidden) in worksheets(&book) {
                let cells = guarded(|| xlsb_cells(&mut book, &name, is_1904, budget.monitor)).unwrap_or_else(Err);
                take(BookSheet { name, is_hidden, cells: kept(cells)? })?;
            }
        }
        Format::Xls => {
            let clean = clean_workbook(bytes)?;
            let cursor = Cursor::new(clean.as_slice());
            let mut book = guarded(|| Xls::new(cursor).map_err(|error| fault_of(&error.to_string())))??;
            let is_1904 = book.has_1904_epoch();
            for (name, is_hidden) in worksheets(&book) {
                let range = guarded(|| book.worksheet_range(&name).map_err(|_gone| Fault::Damaged))?;
                let cells = range.map_err(Stopped::from).and_then(|r| range_cells(&r, is_1904, budget.monitor));
                take(BookSheet { name, is_hidden, cells: kept(cells)? })?;
            }
        }
        Format::Ods => {
            let mut book = guarded(|| Ods::new(cursor).map_err(|error| fault_of(&error.to_string())))??;
            for (name, is_hidden) in worksheets(&book) {
                let range = guarded(|| book.worksheet_range(&name).map_err(|_gone| Fault::Damaged))?;
                let cells = range.map_err(Stopped::from).and_then(|r| range_cells(&r, false, budget.monitor));
                take(BookSheet { name, is_hidden, cells: kept(cells)? })?;
            }
        }
    }
    Ok(())
}

/// Runs a piece of the workbook library. It trusts some counts that a damaged workbook states, and then gives up in a way
/// that would end the program.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Stopped> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_panic| Fault::Damaged.into())
}

/// A fault of one sheet leaves the others; a wish to stop does not.
fn kept(cells: Result<SheetText, Stopped>) -> Result<Result<SheetText, Fault>, Stopped> {
    match cells {
        Ok(cells) => Ok(Ok(cells)),
        Err(Stopped::Fault(fault)) => Ok(Err(fault)),
        Err(Stopped::Cancelled) => Err(Stopped::Cancelled),
    }
}

fn fault_of(message: &str) -> Stopped {
    let fault = if message.contains("password") { Fault::Password } else { Fault::Damaged };
    fault.into()
}

/// Names of the sheets that hold cells, and whether each is hidden.
fn worksheets<'b, R: Reader<Bytes<'b>>>(book: &R) -> Vec<(String, bool)> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

fn xlsx_cells(
    book: &mut Xlsx<Bytes<'_>>,
    name: &str,
    is_1904: bool,
    monitor: &dyn Monitor,
) -> Result<SheetText, Stopped> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_broken| Fault::Damaged)?;
    // A text that must stay one is written as a formula, `="07700900112"`, often by programs that work nothing out: they keep no
    // value of it, or 0.
    gather(is_1904, monitor, || {
        let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_broken| Fault::Damaged)? else {
            return Ok(None);
        };
        let value = match cell.formula {
            Some(formula) => of_formula(&formula, cell.value),
            None => cell.value,
        };
        Ok(Some(Cell::new(cell.pos, value)))
    })
}

/// What a formula says: a text that stands in it alone; else the value that was kept of it; where none was, a number that stands
/// in it alone, or nothing that can be known here.
fn of_formula<'c>(formula: &XlsxFormulaMetadata, kept: DataRef<'c>) -> DataRef<'c> {
    let text = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula.trim().trim_start_matches('=')
        }
        _ => "",
    };
    if let Some(inner) = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'))
        && !inner.replace("\"\"", "").contains('"')
    {
        return DataRef::String(inner.replace("\"\"", "\""));
    }
    match kept {
        DataRef::Empty => text.parse().map_or(DataRef::Error(CellErrorType::GettingData), DataRef::Float),
        kept => kept,
    }
}

fn xlsb_cells(
    book: &mut Xlsb<Bytes<'_>>,
    name: &str,
    is_1904: bool,
    monitor: &dyn Monitor,
) -> Result<SheetText, Stopped> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_broken| Fault::Damaged)?;
    gather(is_1904, monitor, || reader.next_cell().map_err(|_broken| Fault::Damaged))
}

/// Reads cells here while another thread writes those read before as text: to read them is the longer half.
fn gather<'c>(
    is_1904: bool,
    monitor: &dyn Monitor,
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, Fault>,
) -> Result<SheetText, Stopped> {
    let (sender, receiver) = sync_channel::<Vec<Cell<DataRef<'c>>>>(LOTS_BETWEEN);
    thread::scope(|scope| {
        let writer = scope.spawn(move || written(is_1904, receiver.into_iter().flatten()));
        let mut read_all = || {
            let mut lot = Vec::with_capacity(CELLS_AT_ONCE);
            while let Some(cell) = next()? {
                lot.push(cell);
                if lot.len() == CELLS_AT_ONCE {
                    monitor.check()?;
                    // The writer listens no more once it has seen that no sheet can be like that.
                    if sender.send(std::mem::replace(&mut lot, Vec::with_capacity(CELLS_AT_ONCE))).is_err() {
                        return Ok(());
                    }
                }
            }
            // What the writer has to say of the last ones it says when it is done.
            let _heard = sender.send(lot);
            Ok(())
        };
        let read: Result<(), Stopped> = read_all();
        drop(sender);
        let sheet = writer.join().map_err(|_panic| Fault::Damaged)?;
        read.and(sheet.map_err(|none| too_far(none).into()))
    })
}

/// Cells one after the other as text.
fn written<'c>(is_1904: bool, cells: impl Iterator<Item = Cell<DataRef<'c>>>) -> Result<SheetText, NoSheet> {
    let mut sheet = SheetText::default();
    for cell in cells {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Int(number) => whole(*number),
            DataRef::Float(number) => Value::Number(*number),
            DataRef::String(text) => Value::Text(text),
            DataRef::SharedString(text) => Value::Text(text),
            DataRef::Bool(truth) => Value::Bool(*truth),
            DataRef::DateTime(moment) if moment.is_duration() => Value::Elapsed(moment.as_f64()),
            DataRef::DateTime(moment) => Value::Moment(moment.as_f64()),
            DataRef::DateTimeIso(text) => Value::Iso(text),
            DataRef::DurationIso(text) => Value::IsoSpan(text),
            DataRef::Error(_) => Value::Error,
            DataRef::Empty => Value::Empty,
        };
        sheet.push(row, column, value, is_1904)?;
    }
    Ok(sheet)
}

fn range_cells(range: &Range<Data>, is_1904: bool, monitor: &dyn Monitor) -> Result<SheetText, Stopped> {
    let mut sheet = SheetText::default();
    let Some((first_row, first_column)) = range.start() else { return Ok(sheet) };
    for (row, cells) in (first_row..).zip(range.rows()) {
        monitor.check()?;
        for (column, cell) in (first_column..).zip(cells) {
            let value = match cell {
                Data::Int(number) => whole(*number),
                Data::Float(number) => Value::Number(*number),
                Data::String(text) => Value::Text(text),
                Data::Bool(truth) => Value::Bool(*truth),
                Data::DateTime(moment) if moment.is_duration() => Value::Elapsed(moment.as_f64()),
                Data::DateTime(moment) => Value::Moment(moment.as_f64()),
                Data::DateTimeIso(text) => Value::Iso(text),
                Data::DurationIso(text) => Value::IsoSpan(text),
                Data::Error(_) => Value::Error,
                Data::Empty => Value::Empty,
            };
            sheet.push(row, column, value, is_1904).map_err(too_far)?;
        }
    }
    Ok(sheet)
}

/// A whole number of a cell; spreadsheets keep no more than 15 digits, all of which a float holds.
fn whole(number: i64) -> Value<'static> {
    Value::Number(number as f64)
}

fn too_far(_: NoSheet) -> Fault {
    Fault::Damaged
}
