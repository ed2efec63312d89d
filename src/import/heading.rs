//! The header of a table, which may stand in two rows, and rows of the table that stand above it.

use super::clean::clean;
use super::date::read;
use super::shape::is_datum;
use super::table::{LONGEST_ROW, RawTable};
use super::vocabulary::{Meaning, meaning_of};
use std::collections::BTreeSet;

/// Rows of a table that one must see beside the one found to be the header.
pub(super) const ROWS_BESIDE: usize = 24;

/// The names of columns and where they stand.
#[derive(Debug)]
pub(super) struct Heading {
    pub names: Vec<String>,
    /// Rows above the data, the header among them.
    pub rows: usize,
}

impl Heading {
    /// The names in a row, and with them those of the row above or below where that says more of the same columns.
    pub(super) fn at(table: &RawTable<'_>, row: usize) -> Self {
        let own = words_of(table, row);
        if let Some(names) = with_row_below(table, row, &own) {
            return Self { names, rows: row + 2 };
        }
        let names = row.checked_sub(1).and_then(|above| with_row_above(&own, &words_of(table, above)));
        Self { names: names.unwrap_or(own), rows: row + 1 }
    }
}

fn words_of(table: &RawTable<'_>, row: usize) -> Vec<String> {
    table.cells_within(row, LONGEST_ROW).iter().map(|c| clean(c).to_owned()).collect()
}

fn plain(name: &str) -> String {
    name.to_lowercase()
}

/// How many names of a row are there more than once.
fn repeats(names: &[String]) -> usize {
    let told = || names.iter().filter(|n| !n.is_empty()).map(|n| plain(n));
    told().count() - told().collect::<BTreeSet<_>>().len()
}

fn is_wordy(cells: &[String]) -> bool {
    cells.iter().any(|c| !c.is_empty()) && !cells.iter().any(|c| is_datum(c) || c.len() > 60)
}

/// What a party has that a whole event has not.
const NOUNS_OF_PARTIES: Meaning = Meaning::NUMBER
    .with(Meaning::IMEI)
    .with(Meaning::IMSI)
    .with(Meaning::CELL)
    .with(Meaning::SITE)
    .with(Meaning::LAT)
    .with(Meaning::LON)
    .with(Meaning::TOWN);

/// `Calling` over two columns and `Called` over two more, each with a `Number` and an `IMEI` under it.
fn with_row_above(own: &[String], above: &[String]) -> Option<Vec<String>> {
    if repeats(own) == 0 || above.len() > own.len() || !is_wordy(above) {
        return None;
    }
    let is_of_a_party = |name: &str| meaning_of(name).has(NOUNS_OF_PARTIES);
    let is_told = |name: &str| own.iter().filter(|n| plain(n) == plain(name)).count() > 1 || is_of_a_party(name);
    let joined = grouped(above, own, is_told);
    (repeats(&joined) == 0).then_some(joined)
}

/// The same, where the upper row was found to be the header: some of its cells are blank, and the row under it fills them.
fn with_row_below(table: &RawTable<'_>, row: usize, own: &[String]) -> Option<Vec<String>> {
    if row + 2 >= table.len() {
        return None;
    }
    let below = words_of(table, row + 1);
    let fills =
        below.iter().enumerate().filter(|(at, cell)| !cell.is_empty() && own.get(*at).is_none_or(String::is_empty));
    let data = table.cells(row + 2).iter().filter(|c| is_datum(c)).count();
    if fills.count() == 0 || data < 2 || !is_wordy(&below) {
        return None;
    }
    let mut upper = own.to_vec();
    upper.resize(own.len().max(below.len()), String::new());
    let mut lower = below;
    lower.resize(upper.len(), String::new());
    let joined = grouped(&upper, &lower, |_| true);
    (repeats(&joined) == 0).then_some(joined)
}

/// Lower names with those of their groups before them, where `is_told_by_group` says that they need it or a group begins there.
fn grouped(groups: &[String], names: &[String], is_told_by_group: impl Fn(&str) -> bool) -> Vec<String> {
    let mut group = "";
    let join = |(at, name): (usize, &String)| {
        if let Some(own) = groups.get(at).filter(|g| !g.is_empty()) {
            group = own;
        }
        if name.is_empty() {
            return groups.get(at).cloned().unwrap_or_default();
        }
        let joined = !group.is_empty() && is_told_by_group(name);
        if joined { format!("{group} {name}") } else { name.clone() }
    };
    names.iter().enumerate().map(join).collect()
}

/// Rows above a header that look like rows of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowsAbove {
    pub count: u64,
    /// The index of the first.
    pub first: usize,
    /// Whether their columns hold what those under the header hold, so that they can be read under it.
    pub agree: bool,
}

impl RowsAbove {
    /// Those above the header in a row; `None` if there are none.
    pub(super) fn find(table: &RawTable<'_>, header: usize, heading: &Heading) -> Option<Self> {
        let named = heading.names.iter().filter(|h| !h.is_empty()).count();
        let is_row = |at: &usize| {
            let cells = table.cells(*at);
            let data = cells.iter().filter(|c| is_datum(c)).count();
            data > 2 && cells.len() + 1 >= named && data * 3 >= named
        };
        let rows: Vec<usize> = (0..header).filter(is_row).collect();
        let first = *rows.first()?;
        let below = (heading.rows..table.len()).filter(is_row).collect::<Vec<_>>();
        let agree = !below.is_empty() && rows.iter().all(|row| agrees(table, *row, &below));
        Some(Self { count: rows.len() as u64, first, agree })
    }
}

/// What a cell is, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Moment,
    /// Digits enough for a number or a handset.
    LongDigits,
    /// Other digits, and how many characters that may be.
    Digits,
    Words,
}

fn shape(cell: &str) -> Option<Shape> {
    let text = clean(cell);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match () {
        () if text.is_empty() => None,
        () if read(text).is_some() => Some(Shape::Moment),
        () if letters > digits => Some(Shape::Words),
        () if digits > 6 => Some(Shape::LongDigits),
        () => Some(Shape::Digits),
    }
}

/// Whether a row holds in every column what some row of the table holds there.
fn agrees(table: &RawTable<'_>, row: usize, below: &[usize]) -> bool {
    let cells = table.cells(row);
    let told = cells.iter().enumerate().filter_map(|(at, cell)| Some((at, shape(cell)?)));
    let seen = |at: usize, shape_here: Shape| {
        let mut shapes = below.iter().filter_map(|r| shape(table.cells(*r).get(at)?)).peekable();
        shapes.peek().is_none() || shapes.any(|s| s == shape_here)
    };
    told.into_iter().all(|(at, shape)| seen(at, shape))
}
