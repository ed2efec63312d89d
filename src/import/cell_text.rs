//! A typed cell of a spreadsheet as text that can be read in one way alone.

use super::clock::civil;
use std::fmt::Write as _;

/// What a cell holds, by its type and not by its look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'c> {
    Text(&'c str),
    Number(f64),
    Bool(bool),
    /// A count of days in the workbook's own date system, shown as a date, a time or both.
    Moment(f64),
    /// A count of days that is shown as hours, however many.
    Elapsed(f64),
    /// A date or a moment in ISO 8601.
    Iso(&'c str),
    /// A time span in ISO 8601, which also is how ODS keeps a time of day.
    IsoSpan(&'c str),
    /// `#N/A` and its like.
    Error,
    Empty,
}

/// What was written for a cell, where that is not all there is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Plain,
    /// A date with midnight behind it, [`MIDNIGHT`] bytes long; in a column of dates alone that is no time.
    Midnight,
    /// A date with a time of day.
    Timed,
}

impl Value<'_> {
    /// Whether nothing is to be written for it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Error => true,
            Self::Text(text) | Self::Iso(text) | Self::IsoSpan(text) => text.bytes().all(|b| b.is_ascii_whitespace()),
            _ => false,
        }
    }
}

/// How a date with no time ends when it is written.
pub(super) const MIDNIGHT: &str = " 00:00:00";

/// Days between the beginnings of the two date systems of spreadsheets, 1900 and 1904.
const DAYS_1904: f64 = 1462.0;
/// The last day that a spreadsheet knows: 31 December 9999.
const LAST_DAY: f64 = 2_958_466.0;
/// Days of a count that begins in 1900 which no record has; what is less was meant as a time alone.
const FIRST_SENSIBLE_DAY: f64 = 366.0;

/// Appends a cell to a row of text. Line ends and tabs in it become spaces, so that a row is a line.
pub(super) fn write(value: Value<'_>, is_1904: bool, out: &mut String) -> Written {
    match value {
        Value::Empty | Value::Error => Written::Plain,
        Value::Text(text) => write_text(text, out),
        Value::Bool(truth) => {
            out.push_str(if truth { "TRUE" } else { "FALSE" });
            Written::Plain
        }
        Value::Number(number) => {
            write_number(number, out);
            Written::Plain
        }
        Value::Elapsed(days) => {
            write_clock(days, out);
            Written::Plain
        }
        Value::Moment(days) => write_moment(days, is_1904, out),
        Value::Iso(text) => write_iso(text, out),
        Value::IsoSpan(text) => {
            match span_secs(text) {
                Some(secs) => write_secs(secs, out),
                None => out.push_str(text.trim()),
            }
            Written::Plain
        }
    }
}

fn write_text(text: &str, out: &mut String) -> Written {
    let text = text.trim_matches(|c: char| matches!(c, ' ' | '\t' | '\n' | '\r'));
    // A quote at the beginning would open a quoted cell.
    let quoted = text.starts_with('"');
    if quoted {
        out.push('"');
    }
    if quoted || text.bytes().any(|b| matches!(b, b'\t' | b'\n' | b'\r')) {
        for c in text.chars() {
            match c {
                '\t' | '\n' | '\r' => out.push(' '),
                '"' if quoted => out.push_str("\"\""),
                c => out.push(c),
            }
        }
    } else {
        out.push_str(text);
    }
    if quoted {
        out.push('"');
    }
    Written::Plain
}

/// In full, without an exponent: `447700900112`, `0.000925`.
fn write_number(number: f64, out: &mut String) {
    // Writing to a string cannot fail.
    let _ok = if number.fract() == 0.0 && number.abs() < 9.0e15 {
        #[expect(clippy::cast_possible_truncation, reason = "checked to be a whole number of at most 16 digits")]
        let whole = number as i64;
        write!(out, "{whole}")
    } else {
        write!(out, "{number}")
    };
}

fn write_moment(days: f64, is_1904: bool, out: &mut String) -> Written {
    let since_1900 = if is_1904 { days + DAYS_1904 } else { days };
    // A time alone; day one of the count stands under it where a program made a whole moment of it.
    if (0.0..2.0).contains(&days) {
        write_clock(days.fract(), out);
        return Written::Plain;
    }
    if since_1900 < FIRST_SENSIBLE_DAY && days >= 0.0 {
        write_clock(days, out);
        return Written::Plain;
    }
    if !(FIRST_SENSIBLE_DAY..LAST_DAY).contains(&since_1900) {
        // A number that only looks like a date.
        write_number(days, out);
        return Written::Plain;
    }
    let secs = whole_secs(since_1900);
    let (year, month, day) = civil(secs.div_euclid(86_400) - 25_569);
    let _ok = write!(out, "{year:04}-{month:02}-{day:02}");
    let of_day = secs.rem_euclid(86_400);
    let _ok = write!(out, " {:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
    if of_day == 0 { Written::Midnight } else { Written::Timed }
}

/// Hours, however many, minutes and seconds.
fn write_clock(days: f64, out: &mut String) {
    if days.is_finite() && days.abs() < LAST_DAY {
        write_secs(whole_secs(days), out);
    } else {
        write_number(days, out);
    }
}

fn write_secs(secs: i64, out: &mut String) {
    if secs < 0 {
        out.push('-');
    }
    let secs = secs.abs();
    let _ok = write!(out, "{:02}:{:02}:{:02}", secs / 3600, secs / 60 % 60, secs % 60);
}

#[expect(clippy::cast_possible_truncation, reason = "at most the seconds of ten thousand years")]
fn whole_secs(days: f64) -> i64 {
    (days * 86_400.0).round() as i64
}

/// `2026-03-14`, `2026-03-14T10:15:00`: both as they are, the `T` as a space.
fn write_iso(text: &str, out: &mut String) -> Written {
    let text = text.trim();
    let Some((date, time)) = text.split_once('T') else {
        out.push_str(text);
        if text.len() == 10 {
            out.push_str(MIDNIGHT);
            return Written::Midnight;
        }
        return Written::Plain;
    };
    // A zone stays; parts of a second are more than a record tells.
    let zone = time.find(['Z', '+', '-']).map_or("", |at| &time[at..]);
    let clock = time[..time.len() - zone.len()].split('.').next().unwrap_or_default();
    let _ok = write!(out, "{date} {clock}{zone}");
    if clock == "00:00:00" && zone.is_empty() { Written::Midnight } else { Written::Timed }
}

/// Seconds of `PT10H15M00S` or `P1DT2H`.
fn span_secs(text: &str) -> Option<i64> {
    let mut rest = text.trim().strip_prefix('P')?;
    let mut total = 0.0;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let value: f64 = rest[..digits].parse().ok()?;
        let unit = match rest.as_bytes().get(digits)? {
            b'D' => 86_400.0,
            b'H' => 3600.0,
            b'M' => 60.0,
            b'S' => 1.0,
            _ => return None,
        };
        total += value * unit;
        rest = &rest[digits + 1..];
    }
    (total < LAST_DAY * 86_400.0).then(|| whole_secs(total / 86_400.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: Value<'_>) -> String {
        let mut out = String::new();
        write(value, false, &mut out);
        out
    }

    #[test]
    fn a_number_is_written_in_full() {
        assert_eq!(text(Value::Number(447_700_900_112.0)), "447700900112");
        assert_eq!(text(Value::Number(356_938_035_643_809.0)), "356938035643809");
        assert_eq!(text(Value::Number(1e20)), "100000000000000000000");
        assert_eq!(text(Value::Number(-0.1276)), "-0.1276");
        assert_eq!(text(Value::Number(1e-7)), "0.0000001");
    }

    #[test]
    fn a_moment_is_a_date_with_its_time() {
        assert_eq!(text(Value::Moment(46_095.427_083_333_336)), "2026-03-14 10:15:00");
        assert_eq!(text(Value::Moment(46_095.0)), "2026-03-14 00:00:00");
        assert_eq!(text(Value::Moment(46_095.999_999_9)), "2026-03-15 00:00:00");
        let mut out = String::new();
        write(Value::Moment(46_095.427_083_333_336 - 1462.0), true, &mut out);
        assert_eq!(out, "2026-03-14 10:15:00");
    }

    #[test]
    fn a_time_is_a_time_and_a_span_may_be_longer_than_a_day() {
        assert_eq!(text(Value::Moment(0.427_083_333_333)), "10:15:00");
        assert_eq!(text(Value::Moment(1.427_083_333_333)), "10:15:00");
        assert_eq!(text(Value::Elapsed(1.5)), "36:00:00");
        assert_eq!(text(Value::IsoSpan("PT10H15M00S")), "10:15:00");
        assert_eq!(text(Value::IsoSpan("P1DT2H")), "26:00:00");
    }

    #[test]
    fn a_number_too_large_for_a_date_is_that_number() {
        assert_eq!(text(Value::Moment(447_700_900_112.0)), "447700900112");
    }

    #[test]
    fn text_is_one_line_and_opens_no_quote() {
        assert_eq!(text(Value::Text("07700 900112\n(D) 07700 900113")), "07700 900112 (D) 07700 900113");
        assert_eq!(text(Value::Text("\"so\" he said")), "\"\"\"so\"\" he said\"");
    }
}
