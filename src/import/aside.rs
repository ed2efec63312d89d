//! Rows that are no records: blank ones, the header again, footers and remarks.

use super::clean::clean;
use super::date::read;
use super::words::words;
use std::borrow::Cow;

/// What a row under the header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowClass {
    Blank,
    /// The header, repeated.
    Header,
    /// A footer, a remark, a line between two parts.
    Remark,
    /// What should be a record.
    Data,
}

/// Words with which a footer begins.
const FOOTERS: [&str; 18] = [
    "end",
    "total",
    "totals",
    "count",
    "note",
    "notes",
    "report",
    "page",
    "generated",
    "printed",
    "summary",
    "records",
    "fin",
    "ende",
    "sum",
    "grand",
    "cdr",
    "subtotal",
];

/// What a row is, seen beside its header.
pub(super) fn class_of(row: &[Cow<'_, str>], header: &[String]) -> RowClass {
    let mut filled = row.iter().map(|c| clean(c)).filter(|c| !c.is_empty());
    let Some(first) = filled.next() else { return RowClass::Blank };
    if is_total(first) {
        return RowClass::Remark;
    }
    let others: Vec<&str> = filled.take(3).collect();
    let named = header.iter().filter(|h| !h.is_empty()).count();
    if others.len() == 3 || others.len() + 1 >= named.max(3) {
        return if is_header(row, header) { RowClass::Header } else { RowClass::Data };
    }
    let first_words = words(first);
    let begins_as_footer = first_words.first().is_some_and(|w| FOOTERS.contains(&w.as_str()));
    let is_bare = |text: &&str| is_bare_datum(text);
    // A lone text in a wide table is no record; a lone number or date is the rest of one.
    let lone_text = others.is_empty() && named > 2 && !is_bare(&first) && first.chars().any(char::is_alphabetic);
    let label_and_value = others.len() == 1 && named > 3 && first.ends_with([':', '-', '=']);
    // A sentence with commas in it.
    let sentence = first_words.len() > 2 && named > 3 && !is_bare(&first) && !others.iter().any(is_bare);
    let rule = first.chars().all(|c| matches!(c, '*' | '-' | '=' | '_' | '#' | '.'));
    if begins_as_footer || lone_text || label_and_value || sentence || rule {
        RowClass::Remark
    } else if is_header(row, header) {
        RowClass::Header
    } else {
        RowClass::Data
    }
}

/// Words before the sums under a table, in several languages.
const TOTALS: [&str; 12] = [
    "total",
    "totals",
    "subtotal",
    "sum",
    "grand total",
    "gesamt",
    "summe",
    "suma",
    "totaal",
    "totale",
    "totaux",
    "итого",
];

/// Whether a row's first cell says that sums follow: `Total`, `Totals:`.
fn is_total(first: &str) -> bool {
    let begins = first.chars().next().is_some_and(|c| matches!(c, 't' | 'T' | 's' | 'S' | 'g' | 'G' | 'и' | 'И'));
    let word = || first.trim_end_matches([':', '=', ' ']).to_lowercase();
    begins && first.len() < 20 && TOTALS.contains(&word().as_str())
}

fn is_header(row: &[Cow<'_, str>], header: &[String]) -> bool {
    // Of a name from two rows the lower one is repeated.
    let is_end = |cell: &str, name: &str| {
        let at = name.len().checked_sub(cell.len() + 1).filter(|_| !cell.is_empty());
        at.and_then(|at| name.get(at..)).is_some_and(|end| end.starts_with(' ') && end[1..].eq_ignore_ascii_case(cell))
    };
    let same = |(cell, name): (&Cow<'_, str>, &String)| {
        cell.trim().eq_ignore_ascii_case(name.trim()) || is_end(cell.trim(), name)
    };
    row.len() >= header.len() && header.iter().any(|h| !h.is_empty()) && row.iter().zip(header).all(same)
}

/// A date, or digits enough for a number, and nothing else.
fn is_bare_datum(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    read(text).is_some() || digits >= 7 && !text.chars().any(char::is_alphabetic)
}

/// The count of records that a row above or below the table states: `CDR COUNT : 12`, `Total Records :,12`.
pub(super) fn stated_count(row: &str) -> Option<u64> {
    let words = words(row);
    let says = |all: &[&str]| words.iter().any(|w| all.contains(&w.as_str()));
    let counts = says(&["count", "total", "number"])
        && says(&["records", "record", "cdr", "cdrs", "rows", "calls", "events"])
        || words.first().is_some_and(|w| w == "count");
    let numbers: Vec<u64> =
        words.iter().filter(|w| w.bytes().all(|b| b.is_ascii_digit())).filter_map(|w| w.parse().ok()).collect();
    match numbers[..] {
        [only] if counts && only < 1_000_000_000 && !says(&["duration", "page", "cost"]) => Some(only),
        // Thousands set apart: `Total records: 12,345`.
        [high, low] if counts && low < 1000 && row.contains(&format!("{high},{low:03}")) => Some(high * 1000 + low),
        _ => None,
    }
}

/// Whether a row says that there are no records.
pub(super) fn says_no_records(row: &str) -> bool {
    let plain = words(row).join(" ");
    ["no record", "no records", "no data", "no cdr", "no calls", "no results", "aucun", "sin registros", "keine"]
        .iter()
        .any(|says| plain.contains(says))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(row: &str) -> RowClass {
        let header: Vec<String> = "Start,A,B,Duration,Type".split(',').map(str::to_owned).collect();
        let cells: Vec<Cow<'_, str>> = row.split(',').map(Cow::Borrowed).collect();
        class_of(&cells, &header)
    }

    #[test]
    fn footers_are_no_records() {
        for row in [
            "*** END OF REPORT ***",
            "CDR COUNT : 1,,,,",
            "Total,,,4520,",
            "This is System generated report.,,",
            "-----",
            "Printed on:,01/03/2026,,,",
        ] {
            assert_eq!(class(row), RowClass::Remark, "{row}");
        }
    }

    #[test]
    fn the_rest_of_a_record_is_a_record() {
        for row in ["07700900112", "2026-03-01 10:00,0770", "2026-03-01 10:00,07700900112,07700900113,5,voice"] {
            assert_eq!(class(row), RowClass::Data, "{row}");
        }
        assert_eq!(class("start,a,b,duration,type"), RowClass::Header);
        assert_eq!(class(",,,,"), RowClass::Blank);
    }

    #[test]
    fn a_stated_count_is_seen() {
        assert_eq!(stated_count("CDR COUNT : 12"), Some(12));
        assert_eq!(stated_count("Total Records :,2"), Some(2));
        assert_eq!(stated_count("Total records: 12,345"), Some(12_345));
        assert_eq!(stated_count("Total Duration: 4520"), None);
        assert!(says_no_records("Note : No records found for the request"));
    }
}
