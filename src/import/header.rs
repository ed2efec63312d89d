//! Where the table of a file begins: its delimiter and the row of its header, below a preamble of any length.

use super::clean::clean;
use super::field::Field;
use super::mapping::SIDE_FIELDS;
use super::shape::is_datum;
use super::table::{Delimiter, RawTable};
use super::vocabulary::meaning_of;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a look at the top of a text found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub delimiter: Delimiter,
    /// Index of the header row, if there is one.
    pub header: Option<usize>,
    /// Rows that may each head a table, it among them: a text may hold several, one below the other.
    pub heads: Vec<usize>,
    score: f64,
}

impl Found {
    /// The same, with the header in another row.
    pub(super) fn at(&self, row: usize) -> Self {
        Self { header: Some(row), heads: Vec::new(), ..self.clone() }
    }
}

/// Rows looked at for a header. A preamble longer than this is looked for once more in the whole file.
const HEAD: usize = 300;
/// No cell of a header is longer.
const LONGEST_NAME: usize = 1000;
/// The least that must speak for a row before it is taken for a header.
const LEAST_SCORE: f64 = 1.7;

/// How much rows of data under a row speak for its being the header.
const BELOW_WEIGHT: f64 = 1.0;

/// How much columns of nothing but data under it speak for a row of words.
const SHAPE_WEIGHT: f64 = 1.2;

/// The delimiter and the header row that explain the text best; the delimiter may be known.
pub(super) fn find(text: &str, known: Option<Delimiter>) -> Found {
    let delimiters = known.as_ref().map_or(Delimiter::ALL.as_slice(), std::slice::from_ref);
    let mut found = best_of(text, HEAD, delimiters);
    if found.header.is_none() {
        found = best_of(text, 20_000, delimiters);
    }
    found.heads = found.header.map_or_else(Vec::new, |best| heads(text, found.delimiter, best));
    found
}

/// Tables looked for in one text at a time, and rows in which they are looked for.
const MOST_HEADS: usize = 5;
const ROWS_FOR_HEADS: usize = 20_000;

/// Rows that name fields and have a row of data right under them, each another.
fn heads(text: &str, delimiter: Delimiter, best: usize) -> Vec<usize> {
    let table = RawTable::head(text, delimiter, ROWS_FOR_HEADS);
    let mut heads: Vec<usize> = Vec::new();
    // Whether a row holds data, of the row below the one looked at.
    let mut data_below = false;
    for row in (0..table.len()).rev() {
        let cells = table.front_cells(row);
        let filled = cells.iter().filter(|c| !clean(c).is_empty()).count();
        if filled == 0 {
            continue;
        }
        let data = cells.iter().filter(|c| is_datum(c)).count();
        let is_head = row == best || data == 0 && filled > 1 && data_below && row_score(&table, row) >= LEAST_SCORE;
        data_below = data > 1;
        if is_head {
            let same = |other: &usize| table.row_text(*other).trim().eq_ignore_ascii_case(table.row_text(row).trim());
            // Of a header that is repeated the first stays.
            heads.retain(|other| !same(other));
            heads.push(row);
        }
    }
    heads.reverse();
    heads.truncate(MOST_HEADS);
    heads
}

fn best_of(text: &str, most_rows: usize, delimiters: &[Delimiter]) -> Found {
    let mut best: Option<Found> = None;
    for &delimiter in delimiters {
        let table = RawTable::head(text, delimiter, most_rows);
        let header = header_of(&table);
        let evenness = evenness(&table);
        let score = header.map_or(0.0, |(_, score)| score + 10.0) + evenness;
        if best.as_ref().is_none_or(|b| score > b.score + 1e-9) {
            best = Some(Found { delimiter, header: header.map(|(row, _)| row), heads: Vec::new(), score });
        }
    }
    best.unwrap_or(Found {
        delimiter: delimiters.first().copied().unwrap_or(Delimiter::Comma),
        header: None,
        heads: Vec::new(),
        score: 0.0,
    })
}

/// The best header row of a table and its score. Where a header is repeated the first is taken: what stands between are rows.
fn header_of(table: &RawTable<'_>) -> Option<(usize, f64)> {
    let scores: Vec<f64> = (0..table.len()).map(|row| row_score(table, row)).collect();
    let most = scores.iter().copied().fold(0.0, f64::max);
    if most < LEAST_SCORE {
        return None;
    }
    // A repeated header has the same names; only what stands under it may speak for it a little more.
    let near = |score: f64| score >= LEAST_SCORE && score >= most - BELOW_WEIGHT - SHAPE_WEIGHT - 1e-9;
    let best = scores.iter().position(|s| (s - most).abs() < 1e-9)?;
    let same = |row: usize| table.row_text(row).trim().eq_ignore_ascii_case(table.row_text(best).trim());
    let first = (0..best).find(|&row| near(scores[row]) && same(row)).unwrap_or(best);
    Some((first, most))
}

/// How much a row looks like a header: cells that name fields, each field once; cells that hold data speak against it, rows of
/// data under it for it.
fn row_score(table: &RawTable<'_>, row: usize) -> f64 {
    let cells = table.front_cells(row);
    let filled: Vec<&str> = cells.iter().map(|c| clean(c)).filter(|c| !c.is_empty()).collect();
    // No column has so long a name: an open quote may swallow the rest of a file.
    if filled.len() < 2 || filled.iter().any(|cell| cell.len() > LONGEST_NAME) {
        return 0.0;
    }
    let data = filled.iter().filter(|c| is_datum(c)).count();
    if data * 2 > filled.len() {
        return 0.0;
    }
    let mut fields = BTreeSet::new();
    let mut named = 0.0;
    // A sentence is no header, whatever words are in it.
    for cell in filled.iter().filter(|c| c.len() < 80 && c.split(' ').count() < 9).take(300) {
        if let Some((field, score)) = best_field(cell) {
            named += if fields.insert(field) { score } else { 0.25 * score };
        }
    }
    let below: Vec<Vec<Cow<'_, str>>> = (row + 1..table.len())
        .take(8)
        .map(|r| table.front_cells(r))
        .filter(|cells| cells.iter().any(|c| !clean(c).is_empty()))
        .collect();
    let shape = if data == 0 { shape_score(&cells, &filled, &below) } else { 0.0 };
    if fields.len() < 2 && shape == 0.0 {
        return 0.0;
    }
    let wide = |cells: &&Vec<Cow<'_, str>>| cells.len() * 2 >= filled.len() && cells.iter().any(|c| is_datum(c));
    let good = below.iter().filter(wide).count() as f64;
    named - 1.2 * data as f64 + shape + if below.is_empty() { 0.0 } else { BELOW_WEIGHT * good / below.len() as f64 }
}

/// How much speaks for words in no language known here being names of columns: each is another, and under several of them
/// every cell holds a datum.
fn shape_score(cells: &[Cow<'_, str>], filled: &[&str], below: &[Vec<Cow<'_, str>>]) -> f64 {
    let names: BTreeSet<String> = filled.iter().map(|c| c.to_lowercase()).collect();
    let short = filled.iter().all(|c| c.len() < 40);
    let even = below.iter().filter(|row| row.len().abs_diff(cells.len()) <= 1).count();
    if filled.len() < 3 || names.len() < filled.len() || !short || below.is_empty() || even * 4 < below.len() * 3 {
        return 0.0;
    }
    let of_data = |at: usize| {
        let told: Vec<&str> =
            below.iter().filter_map(|row| row.get(at)).map(|c| clean(c)).filter(|c| !c.is_empty()).collect();
        told.len() * 2 > below.len() && told.iter().all(|c| is_datum(c))
    };
    let columns = (0..cells.len()).filter(|&at| !clean(&cells[at]).is_empty() && of_data(at)).count();
    if columns >= 3 { SHAPE_WEIGHT } else { 0.0 }
}

/// The field a header names best, of records or of side files.
fn best_field(header: &str) -> Option<(Field, f64)> {
    let meaning = meaning_of(header);
    if meaning.is_nothing() {
        return None;
    }
    let mut best: Option<(Field, f64)> = None;
    for field in Field::of_records().into_iter().chain(SIDE_FIELDS) {
        let score = field.named_by(meaning).min(1.0);
        if score >= 0.4 && best.is_none_or(|(_, most)| score > most) {
            best = Some((field, score));
        }
    }
    best
}

/// How alike the rows are in width, 0 to 1: the share of rows with the commonest width above one.
fn evenness(table: &RawTable<'_>) -> f64 {
    let mut widths = std::collections::BTreeMap::new();
    let mut rows = 0_u32;
    for row in 0..table.len() {
        let cells = table.front_cells(row);
        if cells.iter().any(|c| !c.trim().is_empty()) {
            rows += 1;
            *widths.entry(cells.len()).or_insert(0_u32) += 1;
        }
    }
    let (width, most) = widths.into_iter().filter(|(w, _)| *w > 1).max_by_key(|(w, n)| (*n, *w)).unwrap_or((0, 0));
    if rows == 0 { 0.0 } else { f64::from(most) / f64::from(rows) + 0.001 * width.min(100) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_found_under_a_preamble() {
        let text = "ACME TELECOM\n\nCall details of Mobile No '07700900112' from 01/03/2026 to 31/03/2026\n\
            Report Type : Main CDR Report\n\nTarget No;Call Type;B Party No;Date;Time;Dur(s)\n\
            07700900112;OUT;07700900113;01/03/2026;10:00:00;5\n";
        let found = find(text, None);
        assert_eq!((found.delimiter, found.header), (Delimiter::Semicolon, Some(5)));
    }

    #[test]
    fn decimal_commas_do_not_make_a_comma_file() {
        let text = "Start;A Number;B Number;Lat;Long\n2026-03-01 10:00;07700900112;07700900113;51,5;-0,1\n\
            2026-03-01 11:00;07700900112;07700900113;51,5;-0,1\n";
        assert_eq!(find(text, None).delimiter, Delimiter::Semicolon);
    }

    #[test]
    fn a_line_with_a_cell_of_endless_text_is_no_second_header() {
        let rows = "2026-03-01 10:00,07700900112,07700900113,5\n".repeat(3);
        let endless = format!("Start,A Number,\"{}\",Duration\n", "x ".repeat(2000));
        let text = format!("Start,A Number,B Number,Duration\n{rows}{endless}{rows}");
        assert_eq!(find(&text, None).heads, [0]);
    }

    #[test]
    fn prose_has_no_header() {
        assert_eq!(
            find(
                "# Read me\n\nThis is an invented world, made by a program.\nNumbers are from the fiction ranges.\n",
                None
            )
            .header,
            None
        );
    }
}
