//! Dates and times as they are written, before it is known whether the day or the month comes first.

use super::calendar_words::{is_weekday, month_of};
use serde::{Deserialize, Serialize};

/// Which part of a date such as `03/04/26` comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateOrder {
    /// Day, month, year.
    #[serde(rename = "dmy")]
    Day,
    /// Month, day, year.
    #[serde(rename = "mdy")]
    Month,
    /// Year, month, day.
    #[serde(rename = "ymd")]
    Year,
}

impl DateOrder {
    /// The three there are.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// As on the command line and in templates: `dmy`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "dmy",
            Self::Month => "mdy",
            Self::Year => "ymd",
        }
    }

    /// In words: `day first`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Day => "day first",
            Self::Month => "month first",
            Self::Year => "year first",
        }
    }
}

/// A calendar date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WrittenDate {
    /// Year, month and day are told apart by how they are written.
    Clear(i16, i8, i8),
    /// Three numbers, the last of them the year (in full, or two digits that may be anything).
    Numbers {
        /// As written, left to right.
        parts: [u16; 3],
        /// Whether the last has four digits and so must be the year.
        full_year: bool,
    },
}

impl WrittenDate {
    /// Whether this is the day on which a spreadsheet's count of days begins: then the time alone was meant.
    pub(super) fn is_base_day(self) -> bool {
        match self {
            Self::Clear(year, ..) => matches!(year, 1899 | 1900 | 1904),
            Self::Numbers { parts, full_year } => full_year && matches!(parts[2], 1899 | 1900 | 1904),
        }
    }

    /// Year, month, day if the parts are in this order. Whether the calendar has such a day is not checked.
    pub(super) fn in_order(self, order: DateOrder) -> Option<(i16, i8, i8)> {
        let (parts, full_year) = match self {
            Self::Clear(y, m, d) => return Some((y, m, d)),
            Self::Numbers { parts, full_year } => (parts, full_year),
        };
        let [y, m, d] = match order {
            DateOrder::Day => [parts[2], parts[1], parts[0]],
            DateOrder::Month => [parts[2], parts[0], parts[1]],
            DateOrder::Year if full_year => return None,
            DateOrder::Year => parts,
        };
        if !(1..=12).contains(&m) || !(1..=31).contains(&d) {
            return None;
        }
        let year = if full_year { y } else { full_year_of(y) };
        Some((i16::try_from(year).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?))
    }
}

/// Two digits are a year of this century up to 79.
const fn full_year_of(two_digits: u16) -> u16 {
    if two_digits < 80 { 2000 + two_digits } else { 1900 + two_digits }
}

/// Year, month, day.
pub(super) type Ymd = (i16, i8, i8);

/// A date, a time or both, as read from one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub date: Option<WrittenDate>,
    /// Hour, minute, second.
    pub time: Option<(i8, i8, i8)>,
    /// Seconds east of UTC, where the text says so.
    pub offset_secs: Option<i32>,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    Number(u64, usize),
    Word(&'t str),
    Mark(u8),
}

const MOST_TOKENS: usize = 24;

/// Reads a date, a time or both: `01/03/2026 14:22`, `1 Mar 2026`, `2026-03-01T14:22:33.5+01:00`, `20260301142233`,
/// `2:22:33 PM`, `Sunday 1st March 2026 at 14h22`. `None` for anything else.
pub(super) fn read(text: &str) -> Option<Written> {
    if text.len() < 3 || text.len() > 60 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut buffer = [Token::Mark(b' '); MOST_TOKENS];
    let count = tokens(text, &mut buffer)?;
    let tokens = &buffer[..count];
    if let [run @ Token::Number(_, 12 | 14), Token::Mark(b'+' | b'-'), Token::Number(_, 4)] = tokens {
        let (offset_secs, _) = offset(&tokens[1..]);
        return Some(Written { offset_secs, ..run_of_digits(*run)? });
    }
    let Some((first, after, time)) = find_time(tokens).or_else(|| compact_time(tokens)) else {
        return date_alone(tokens);
    };
    let (time, used) = half_day(time, &tokens[after..]);
    let after = after + used;
    let (offset_secs, used) = offset(&tokens[after..]);
    let (front, back) = (&tokens[..first], &tokens[after + used..]);
    // The date stands before the time, or after it (`14:22 01/03/2026`).
    let date = match (has_number(front), has_number(back)) {
        (true, false) if back.iter().all(is_filler) => Some(date(front)?),
        (false, true) if front.iter().all(is_filler) => Some(date(back)?),
        (false, false) if front.iter().chain(back).all(is_filler) => None,
        _ => return None,
    };
    Some(Written { date, time: Some(time), offset_secs })
}

fn tokens<'t>(text: &'t str, out: &mut [Token<'t>; MOST_TOKENS]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let token = if bytes[at].is_ascii_digit() {
            let mut value = 0_u64;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                value = value.checked_mul(10)?.checked_add(u64::from(bytes[at] - b'0'))?;
                at += 1;
            }
            Token::Number(value, at - start)
        } else if bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80 {
            while at < bytes.len() && (bytes[at].is_ascii_alphabetic() || bytes[at] >= 0x80) {
                at += 1;
            }
            let word = &text[start..at];
            if word.chars().all(char::is_whitespace) { Token::Mark(b' ') } else { Token::Word(word) }
        } else {
            at += 1;
            Token::Mark(bytes[start])
        };
        *out.get_mut(count)? = token;
        count += 1;
    }
    Some(count)
}

fn has_number(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|t| matches!(t, Token::Number(..)))
}

/// A token between date and time that says nothing.
fn is_filler(token: &Token<'_>) -> bool {
    match token {
        Token::Mark(mark) => matches!(mark, b' ' | b',' | b'-' | b'(' | b')' | b'@' | b'_' | b'|' | b'/'),
        Token::Word(word) => {
            ["T", "at", "um", "à", "a", "às", "uhr"].iter().any(|w| word.eq_ignore_ascii_case(w)) || is_weekday(word)
        }
        Token::Number(..) => false,
    }
}

type Clock = (i8, i8, i8);

/// The time of day among the tokens: its first token, the one after it, and what it says.
fn find_time(tokens: &[Token<'_>]) -> Option<(usize, usize, Clock)> {
    use Token::{Mark, Number, Word};
    for at in 0..tokens.len() {
        let (hour, minute, next) = match tokens[at..] {
            [Number(h, 1..=2), Mark(b':') | Word("h" | "H" | "u"), Number(m, 2), ..] => (h, m, at + 3),
            // Compact ISO 8601: `T142233`.
            [Word("T" | "t"), Number(n, len @ (4 | 6)), ..] => {
                let n = if len == 4 { n * 100 } else { n };
                return Some((at, at + 2, clock(n / 10_000, n / 100 % 100, n % 100)?));
            }
            [Number(h, 1..=2), Word(half), ..] if is_half(half) => return Some((at, at + 1, clock(h, 0, 0)?)),
            _ => continue,
        };
        let (second, mut next) = match tokens[next..] {
            [Word("m" | "min" | "mn"), Number(s, 2), Word("s"), ..] => (s, next + 3),
            [Mark(b':'), Number(s, 1..=2), ..] | [Word("m" | "min" | "mn"), Number(s, 2), ..] => (s, next + 2),
            _ => (0, next),
        };
        if let [Mark(b'.' | b',' | b':'), Number(_, 1..=9), ..] = tokens[next..] {
            next += 2;
        }
        return Some((at, next, clock(hour, minute, second)?));
    }
    dotted_time(tokens)
}

/// `14.22.33` after a date and a space: three numbers more than the date has.
fn dotted_time(tokens: &[Token<'_>]) -> Option<(usize, usize, Clock)> {
    use Token::{Mark, Number};
    let space = tokens.iter().position(|t| *t == Mark(b' '))?;
    let at = space + 1;
    let [Number(h, 1..=2), Mark(b'.' | b'-'), Number(m, 2), Mark(b'.' | b'-'), Number(s, 2), ..] = tokens[at..] else {
        return None;
    };
    has_number(&tokens[..space]).then_some(())?;
    let fraction = matches!(tokens[at + 5..], [Mark(b'.' | b','), Number(_, 1..=9), ..]);
    Some((at, at + 5 + if fraction { 2 } else { 0 }, clock(h, m, s)?))
}

/// `101500` or `1015` behind a whole date and a space.
fn compact_time(tokens: &[Token<'_>]) -> Option<(usize, usize, Clock)> {
    let (front, last) = tokens.split_at_checked(tokens.len().checked_sub(2)?)?;
    let [Token::Mark(b' '), Token::Number(n, len @ (4 | 6))] = *last else { return None };
    date(front)?;
    let n = if len == 4 { n * 100 } else { n };
    Some((front.len(), tokens.len(), clock(n / 10_000, n / 100 % 100, n % 100)?))
}

fn clock(hour: u64, minute: u64, second: u64) -> Option<Clock> {
    // 24:00:00 is how some systems write the last midnight of a day; no clock shows it, so it is not read.
    (hour < 24 && minute < 60 && second <= 60).then_some(())?;
    Some((i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?))
}

fn is_half(word: &str) -> bool {
    word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm")
}

/// Takes `AM`, `PM`, `a.m.` behind a time into account; says how many tokens that took.
fn half_day(time: Clock, after: &[Token<'_>]) -> (Clock, usize) {
    use Token::{Mark, Word};
    let spaces = usize::from(after.first() == Some(&Mark(b' ')));
    let (half, used) = match after[spaces..] {
        [Word(half), ..] if is_half(half) => (half.as_bytes()[0], 1),
        [Word(half @ ("a" | "p" | "A" | "P")), Mark(b'.'), Word("m" | "M"), Mark(b'.'), ..] => (half.as_bytes()[0], 4),
        _ => return (time, 0),
    };
    let afternoon = half.eq_ignore_ascii_case(&b'p');
    let hour = match (time.0, afternoon) {
        (12, false) => 0,
        (12.., _) | (_, false) => time.0,
        (_, true) => time.0 + 12,
    };
    ((hour, time.1, time.2), spaces + used)
}

/// `Z`, `+01:00`, `+0100`, `UTC`, `GMT`, `BST`, `UTC+1` behind a time; says how many tokens that took.
fn offset(after: &[Token<'_>]) -> (Option<i32>, usize) {
    use Token::{Mark, Number, Word};
    let spaces = after.iter().take_while(|t| matches!(t, Mark(b' ' | b'('))).count();
    let mut at = spaces;
    let mut base = None;
    if let Some(Word(word)) = after.get(at) {
        base = match word.to_ascii_uppercase().as_str() {
            "Z" | "UTC" | "GMT" | "WET" => Some(0),
            "BST" | "IST" | "WEST" | "CET" | "MEZ" => Some(3600),
            "CEST" | "MESZ" => Some(7200),
            _ => return (None, 0),
        };
        at += 1;
    }
    let sign = match after.get(at) {
        Some(Mark(b'+')) => 1,
        Some(Mark(b'-')) if base.is_some() || spaces == 0 => -1,
        _ => {
            let closing = usize::from(base.is_some() && after.get(at) == Some(&Mark(b')')));
            return if base.is_some() { (base, at + closing) } else { (None, 0) };
        }
    };
    let (hours, minutes, used) = match after[at + 1..] {
        [Number(h, 1..=2), Mark(b':'), Number(m, 2), ..] => (h, m, 3),
        [Number(hm, 4), ..] => (hm / 100, hm % 100, 1),
        [Number(h, 1..=2), ..] => (h, 0, 1),
        _ => return (base, at),
    };
    let secs = i32::try_from(hours * 3600 + minutes * 60).unwrap_or(0);
    if hours > 14 { (base, at) } else { (Some(base.unwrap_or(0) + sign * secs), at + 1 + used) }
}

/// A cell with a date, or with a date and a time in one run of digits.
fn date_alone(tokens: &[Token<'_>]) -> Option<Written> {
    if let [run @ Token::Number(_, 12 | 14)] = tokens {
        return run_of_digits(*run).filter(|_| !is_switch_time(*run));
    }
    Some(Written { date: Some(date(tokens)?), time: None, offset_secs: None })
}

/// `20260301142233`, `202603011422`; with an offset behind it also `260301142233`, as switches write it.
fn run_of_digits(run: Token<'_>) -> Option<Written> {
    let Token::Number(n, len) = run else { return None };
    let n = match len {
        12 if is_switch_time(run) => n + 20_000_000_000_000,
        12 => n * 100,
        _ => n,
    };
    let date = compact_date(n / 1_000_000)?;
    let time = clock(n / 10_000 % 100, n / 100 % 100, n % 100)?;
    Some(Written { date: Some(date), time: Some(time), offset_secs: None })
}

/// Whether twelve digits are no date of four digits for the year, so that they can only be one of two.
fn is_switch_time(run: Token<'_>) -> bool {
    matches!(run, Token::Number(n, 12) if !matches!(compact_date(n / 10_000), Some(WrittenDate::Clear(..))))
}

/// `20260301`; `01032026` where that cannot be.
fn compact_date(n: u64) -> Option<WrittenDate> {
    let sane = |y: u64, m: u64, d: u64| {
        let fits = (1980..2100).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d);
        fits.then_some((i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?))
    };
    if let Some((y, m, d)) = sane(n / 10_000, n / 100 % 100, n % 100) {
        return Some(WrittenDate::Clear(y, m, d));
    }
    let parts = [n / 1_000_000, n / 10_000 % 100, n % 10_000].map(|p| u16::try_from(p).unwrap_or(0));
    (1980..2100).contains(&parts[2]).then_some(WrittenDate::Numbers { parts, full_year: true })
}

fn date(tokens: &[Token<'_>]) -> Option<WrittenDate> {
    let mut numbers = [(0_u64, 0_usize); 3];
    let mut count = 0;
    let mut month = None;
    for (i, token) in tokens.iter().enumerate() {
        match *token {
            Token::Number(value, len) => {
                *numbers.get_mut(count)? = (value, len);
                count += 1;
            }
            Token::Word(word) => {
                if let Some(m) = month_of(word) {
                    month = Some((m, count));
                } else if !(matches!(word, "de" | "of" | "del")
                    || is_ordinal(word, i.checked_sub(1).map(|i| &tokens[i]))
                    || is_filler(token))
                {
                    return None;
                }
            }
            Token::Mark(b' ' | b'/' | b'-' | b'.' | b',' | b'_' | b'(' | b')') => {}
            Token::Mark(_) => return None,
        }
    }
    let small = |i: usize| (numbers[i].1 <= 2).then(|| u16::try_from(numbers[i].0).ok()).flatten();
    let year = |i: usize| match numbers[i] {
        (y, 4) => u16::try_from(y).ok(),
        (y, 2) => u16::try_from(y).ok().map(full_year_of),
        _ => None,
    };
    let clear = |y: u16, m: u16, d: u16| {
        let fits = (1900..2200).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d);
        fits.then_some(WrittenDate::Clear(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?))
    };
    // `mar. 03/11/2026`: a weekday that could be a month.
    let month = month.filter(|&(_, before)| !(count == 3 && before == 0));
    match (count, month) {
        // `1 March 2026`, `March 1 2026`, `2026 March 1`.
        (2, Some((m, 1 | 0))) if numbers[0].1 <= 2 => clear(year(1)?, m, small(0)?),
        (2, Some((m, 1))) => clear(year(0)?, m, small(1)?),
        (3, None) if numbers[0].1 == 4 => clear(year(0)?, small(1)?, small(2)?),
        (3, None) if numbers[2].1 == 4 => {
            Some(WrittenDate::Numbers { parts: [small(0)?, small(1)?, year(2)?], full_year: true })
        }
        (3, None) if numbers[2].1 == 2 => {
            Some(WrittenDate::Numbers { parts: [small(0)?, small(1)?, small(2)?], full_year: false })
        }
        (1, None) if numbers[0].1 == 8 => compact_date(numbers[0].0),
        _ => None,
    }
}

/// `st`, `nd`, `rd`, `th`, `er`, `º` right behind a number.
fn is_ordinal(word: &str, before: Option<&Token<'_>>) -> bool {
    matches!(before, Some(Token::Number(..)))
        && ["st", "nd", "rd", "th", "er", "º"].iter().any(|o| word.eq_ignore_ascii_case(o))
}
