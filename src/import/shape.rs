//! What a single value looks like.

use super::clean::clean;
use super::clock::{TimeDigits, time_of_day};
use super::date::{DateOrder, WrittenDate, read};
use super::date_order::is_in_calendar;

/// A long number in a spreadsheet's scientific notation: `4.47701E+11`.
pub(super) fn is_damaged(text: &str) -> bool {
    let number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    text.split_once(['e', 'E']).is_some_and(|(value, power)| {
        number(value) && power.strip_prefix('+').unwrap_or(power).parse::<u8>().is_ok_and(|p| p > 5)
    })
}

/// The check digit of a handset (3GPP TS 23.003, annex B; ISO/IEC 7812).
pub(super) fn luhn_holds(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| if i % 2 == 0 { u32::from(d) } else { u32::from(d * 2 / 10 + d * 2 % 10) })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a date is in the calendar, read in one order or another.
pub(super) fn in_any_order(date: WrittenDate) -> bool {
    DateOrder::ALL.iter().any(|o| date.in_order(*o).is_some_and(|(y, m, d)| is_in_calendar(y, m, d)))
}

/// `14.22.33`, `14 22 33`: a time of day with full stops or spaces.
pub(super) fn dotted_time(text: &str) -> bool {
    let twice = |sign: u8| text.bytes().filter(|b| *b == sign).count() == 2;
    (twice(b'.') || twice(b' ')) && time_of_day(text, TimeDigits::Seconds).is_some()
}

/// A part of a day as a spreadsheet keeps it: less than one, with many decimals.
pub(super) fn is_fraction(text: &str) -> bool {
    let rest = text.strip_prefix("0.").or(text.strip_prefix("0,"));
    rest.is_some_and(|r| r.len() > 4 && r.bytes().all(|b| b.is_ascii_digit()))
        || (text.contains("E-0") || text.contains("e-0")) && text.replace(',', ".").parse::<f64>().is_ok()
}

/// Whether a cell holds a datum rather than a name of a column: a date, a time, a telephone number, a decimal.
pub(super) fn is_datum(cell: &str) -> bool {
    let text = clean(cell);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // `F01`, `COL7`: a letter and a count, the rest of a name.
    let counted = text.len() < 6 && text.starts_with(|c: char| c.is_ascii_uppercase());
    digits > 0 && !counted && (digits >= 5 || read(text).is_some() || digits * 2 > text.len() && text.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_column_is_no_datum() {
        for name in ["1st LAC", "Port1", "Call Date", "A Number", "Sr #", "F01"] {
            assert!(!is_datum(name), "{name}");
        }
        for datum in ["01/03/2026", "14:22", "07700900112", "51.5074", "'07700900112'"] {
            assert!(is_datum(datum), "{datum}");
        }
    }
}
