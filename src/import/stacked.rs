//! Tables one below the other in one text.

use super::clean::clean;
use super::header::{self, Found};
use super::mapping::{Told, map, map_one_sided};
use super::sheet::Sheet;
use super::table::RawTable;
use super::text::{Encoding, Text};

/// The table above another of the same text: its text and how many rows that is.
pub(super) fn table_above<'h>(text: Text<'_>, head: &'h str, found: &Found) -> Option<(&'h str, u64)> {
    upper_table(text, head, found).or_else(|| hidden_table(text, head, found))
}

/// The first of several tables one below the other, where each is one by itself: its text and how many rows that is.
fn upper_table<'h>(text: Text<'_>, head: &'h str, found: &Found) -> Option<(&'h str, u64)> {
    let last = *found.heads.last()?;
    let table = RawTable::head(head, found.delimiter, last + 1);
    // What stands right above a header is its preamble.
    let is_loose = |row: &usize| table.cells(*row).iter().filter(|c| !clean(c).is_empty()).count() < 2;
    let first_row = |header: usize| header - (0..header).rev().take_while(is_loose).count();
    let start = |row: usize| table.text_before(row).len();
    let is_table = |alone: &str, header: usize| {
        let store = alone.as_bytes();
        let text = Text::new(&store, Encoding::Utf8, 0, text.grain);
        let sheet = Sheet::new(&[], text, alone, &found.at(header));
        sheet.is_ok_and(|sheet| map(&sheet.columns(), true, &Told::new()).is_some())
    };
    let parted = found.heads.windows(2).enumerate().filter(|(_, pair)| pair[1] > pair[0] + 1);
    parted.into_iter().find_map(|(at, pair)| {
        let first = first_row(pair[1]);
        let end = found.heads.get(at + 2).map_or(head.len(), |next| start(first_row(*next)));
        let (upper, lower) = (&head[..start(first)], &head[start(first)..end]);
        (is_table(upper, pair[0]) && is_table(lower, pair[1] - first)).then_some((upper, first as u64))
    })
}

/// The table that the header found would hide, where what stands there is one by itself though its header says less.
fn hidden_table<'h>(text: Text<'_>, head: &'h str, found: &Found) -> Option<(&'h str, u64)> {
    let header = found.header?;
    let table = RawTable::head(head, found.delimiter, header + 1);
    let is_loose = |row: &usize| table.cells(*row).iter().filter(|c| !clean(c).is_empty()).count() < 2;
    let first = header - (0..header).rev().take_while(is_loose).count();
    let upper = &head[..table.text_before(first).len()];
    let store = upper.as_bytes();
    let alone = Text::new(&store, Encoding::Utf8, 0, text.grain);
    let above = header::find(upper, Some(found.delimiter));
    let sheet = Sheet::new(&[], alone, upper, &above).ok()?;
    let rows = sheet.sample(3);
    let is_table = above.header.is_some()
        && !rows.is_empty()
        && map(&sheet.columns(), true, &Told::new())
            .or_else(|| map_one_sided(&sheet.columns(), &Told::new()))
            .is_some();
    is_table.then_some((upper, first as u64))
}
