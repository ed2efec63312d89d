//! Times of day in a column of their own, and numbers that stand for moments.

use super::date::{Written, WrittenDate, read};

/// How a column of bare numbers tells the time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TimeDigits {
    /// `HHMM`; leading zeros may be lost.
    Minutes,
    /// `HHMMSS`; leading zeros may be lost.
    #[default]
    Seconds,
}

/// A time of day: with a colon, `14.22.33`, or as bare digits from which leading zeros may be lost.
pub(super) fn time_of_day(text: &str, digits: TimeDigits) -> Option<(i8, i8, i8)> {
    if let Some(Written { date, time: Some(time), .. }) = read(text)
        && date.is_none_or(WrittenDate::is_base_day)
    {
        return Some(time);
    }
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    if bare.is_empty() || bare.len() > 6 || !bare.bytes().all(|b| b.is_ascii_digit()) {
        return day_fraction(text);
    }
    if text.contains('.') && bare.len() < 5 {
        return day_fraction(text);
    }
    let n: u32 = bare.parse().ok()?;
    let n = if digits == TimeDigits::Minutes && bare.len() <= 4 { n * 100 } else { n };
    in_day(n / 10_000, n / 100 % 100, n % 100)
}

/// A time as a spreadsheet keeps it: a fraction of a day.
fn day_fraction(text: &str) -> Option<(i8, i8, i8)> {
    let fraction: f64 =
        text.strip_prefix("0.").or(text.strip_prefix("."))?.parse::<u64>().ok().and(text.parse().ok())?;
    let secs = seconds_of_day(fraction);
    in_day(secs / 3600, secs / 60 % 60, secs % 60)
}

fn in_day(hour: u32, minute: u32, second: u32) -> Option<(i8, i8, i8)> {
    (hour < 24 && minute < 60 && second < 60).then_some(())?;
    Some((i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a fraction of a day has at most 86,399 seconds"
)]
fn seconds_of_day(fraction: f64) -> u32 {
    ((fraction.rem_euclid(1.0) * 86_400.0).round() as u32).min(86_399)
}

/// A moment as a spreadsheet keeps it: days since 30 December 1899, `46082.599`. Years 2000 to 2070 alone.
pub(super) fn spreadsheet_serial(text: &str) -> Option<Written> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    if days.len() != 5 || !days.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = days.parse().ok().filter(|d| (36_526..62_093).contains(d))?;
    // 25,569 days lie between the two counts' beginnings.
    let date = civil_date(whole - 25_569)?;
    let time = if fraction.is_empty() {
        None
    } else {
        let secs = seconds_of_day(text.parse::<f64>().ok()?);
        in_day(secs / 3600, secs / 60 % 60, secs % 60)
    };
    Some(Written { date: Some(date), time, offset_secs: None })
}

/// A date of six digits, two for each part, in the order of the file; the first zero may be lost.
pub(super) fn six_digits(text: &str) -> Option<Written> {
    if !(5..=6).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: u32 = text.parse().ok()?;
    let parts = [n / 10_000, n / 100 % 100, n % 100].map(|p| u16::try_from(p).unwrap_or(0));
    let date = WrittenDate::Numbers { parts, full_year: false };
    Some(Written { date: Some(date), time: None, offset_secs: None })
}

/// A moment counted from 1970 UTC in seconds (10 digits) or milliseconds (13). Years 2001 to 2070 alone.
pub(super) fn unix_count(text: &str) -> Option<Written> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: i64 = text.parse().ok()?;
    let secs = match text.len() {
        10 => n,
        13 => n / 1000,
        _ => return None,
    };
    (1_000_000_000..3_155_760_000).contains(&secs).then_some(())?;
    let in_day_secs = u32::try_from(secs.rem_euclid(86_400)).ok()?;
    let time = in_day(in_day_secs / 3600, in_day_secs / 60 % 60, in_day_secs % 60)?;
    Some(Written { date: Some(civil_date(secs.div_euclid(86_400))?), time: Some(time), offset_secs: Some(0) })
}

/// A moment as switches write it: `260301142233`, two digits for each part, the year first.
pub(super) fn switch_time(text: &str) -> Option<Written> {
    let n: u64 = text.parse().ok().filter(|_| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit()))?;
    let pair = |power: u32| u32::try_from(n / 100_u64.pow(power) % 100).ok();
    let (year, month, day) = (pair(5)?, pair(4)?, pair(3)?);
    let is_day = year < 70 && (1..=12).contains(&month) && (1..=31).contains(&day);
    let part = |n: u32| i8::try_from(n).ok();
    let date = WrittenDate::Clear(2000 + i16::try_from(year).ok()?, part(month)?, part(day)?);
    let time = in_day(pair(2)?, pair(1)?, pair(0)?).filter(|_| is_day)?;
    Some(Written { date: Some(date), time: Some(time), offset_secs: None })
}

/// The calendar date of a day counted from 1 January 1970.
fn civil_date(days: i64) -> Option<WrittenDate> {
    let (year, month, day) = civil(days);
    Some(WrittenDate::Clear(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}

/// Year, month and day of a day counted from 1 January 1970 (Howard Hinnant's days-from-civil, run backwards).
pub(super) const fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::date::DateOrder;

    #[test]
    fn digits_are_a_time_even_without_their_leading_zeros() {
        assert_eq!(time_of_day("93045", TimeDigits::Seconds), Some((9, 30, 45)));
        assert_eq!(time_of_day("345", TimeDigits::Seconds), Some((0, 3, 45)));
        assert_eq!(time_of_day("345", TimeDigits::Minutes), Some((3, 45, 0)));
        assert_eq!(time_of_day("14:22:33", TimeDigits::Seconds), Some((14, 22, 33)));
        assert_eq!(time_of_day("14.22.33", TimeDigits::Seconds), Some((14, 22, 33)));
        assert_eq!(time_of_day("0.5", TimeDigits::Seconds), Some((12, 0, 0)));
        assert_eq!(time_of_day("256199", TimeDigits::Seconds), None);
    }

    #[test]
    fn dates_are_read_in_every_way_they_are_written() {
        for text in [
            "01/03/2026",
            "1-3-2026",
            "01.03.26",
            "1 Mar 2026",
            "1st March 2026",
            "Sunday, 1 March 2026",
            "01-Mar-26",
            "2026-03-01",
            "2026/3/1",
            "20260301",
            "Mar 1, 2026",
            "1 mars 2026",
            "1. März 2026",
            "1 de marzo de 2026",
            "01032026",
        ] {
            let date = read(text).and_then(|w| w.date).and_then(|d| d.in_order(DateOrder::Day));
            assert_eq!(date, Some((2026, 3, 1)), "{text}");
        }
    }

    #[test]
    fn times_are_read_in_every_way_they_are_written() {
        for text in [
            "01/03/2026 14:22:33",
            "01/03/2026 2:22:33 PM",
            "01/03/2026 02:22:33pm",
            "2026-03-01T14:22:33",
            "20260301142233",
            "20260301T142233",
            "1 Mar 2026 14:22:33.500",
            "01.03.2026 14.22.33",
            "01/03/2026, 14:22:33",
            "14:22:33 01/03/2026",
            "01-MAR-26 02.22.33.000000 PM",
            "01/03/2026 142233",
        ] {
            let written = read(text).unwrap_or_default();
            let date = written.date.and_then(|d| d.in_order(DateOrder::Day));
            assert_eq!((date, written.time), (Some((2026, 3, 1)), Some((14, 22, 33))), "{text}");
        }
        assert_eq!(read("12:05 am").and_then(|w| w.time), Some((0, 5, 0)));
    }

    #[test]
    fn an_offset_is_seen() {
        for (text, secs) in [
            ("2026-03-01T14:22:33Z", 0),
            ("2026-03-01 14:22:33+01:00", 3600),
            ("2026-03-01T14:22:33-0500", -18_000),
            ("01/03/2026 14:22:33 GMT", 0),
            ("01/03/2026 14:22 BST", 3600),
            ("2026-03-01 14:22:33 UTC+2", 7200),
        ] {
            assert_eq!(read(text).and_then(|w| w.offset_secs), Some(secs), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "07700900112",
            "1:75",
            "99",
            "LE1 1AB",
            "234-15-1234-56789",
            "25:61",
            "51.5074",
            "1200",
            "12 High St",
            "2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_spreadsheets_and_computers_are_moments() {
        let moment = |w: Option<Written>| w.map(|w| (w.date.and_then(|d| d.in_order(DateOrder::Day)), w.time));
        assert_eq!(moment(spreadsheet_serial("46082.5")), Some((Some((2026, 3, 1)), Some((12, 0, 0)))));
        assert_eq!(moment(unix_count("1772366400")), Some((Some((2026, 3, 1)), Some((12, 0, 0)))));
    }
}
