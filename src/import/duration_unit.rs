//! What the numbers of a duration column count, by its header and by all its values.

use super::clean::clean;
use super::duration::{DurationUnit, clock_digits, seconds};
use super::field::Field;
use super::mapping::{Column, Mapping};
use super::moment::{MomentFrom, MomentReader};
use super::quantity;
use super::tally::Tally;
use super::vocabulary::Meaning;
use super::words::words;
use std::borrow::Cow;

/// What the numbers of the duration column count, and the sentence that says so where it is not seconds.
pub(super) fn duration_unit(
    mapping: &Mapping,
    columns: &[Column],
    moments: &MomentReader,
    rows: &[Vec<Cow<'_, str>>],
) -> (DurationUnit, Option<String>) {
    let Some(at) = mapping.column(Field::Duration) else { return (DurationUnit::Seconds, None) };
    let (unit, why) = if let Some(unit) = by_end(at, mapping, moments, rows) {
        (unit, "so they are the end minus the start")
    } else if are_clock_digits(at, rows) {
        (DurationUnit::ClockDigits, "every one is a clock, and seconds would run past 59")
    } else {
        of_column(&columns[at], quantity::unit_beside(columns))
    };
    let sentence = (unit != DurationUnit::Seconds).then(|| format!("Durations are {}: {why}.", unit.words()));
    (unit, sentence)
}

/// Whether all durations are six digits with their zeros, and all of them hours, minutes and seconds: of seconds some would end in
/// more than 59.
fn are_clock_digits(at: usize, rows: &[Vec<Cow<'_, str>>]) -> bool {
    let texts = || rows.iter().filter_map(|row| row.get(at)).map(|cell| clean(cell)).filter(|text| !text.is_empty());
    let lasting = texts().filter(|text| text.bytes().any(|b| b != b'0')).count();
    lasting > 4 && texts().all(|text| clock_digits(text).is_some())
}

fn of_column(column: &Column, beside: Option<Meaning>) -> (DurationUnit, &'static str) {
    let m = column.meaning;
    let plain = words(&column.header).join(" ");
    let mut lasting: Vec<f64> = column.looks.amounts().iter().copied().filter(|a| *a > 0.0).collect();
    lasting.sort_by(f64::total_cmp);
    let middle = lasting.get(lasting.len() / 2).copied();
    // Half of all events within a second, told to many decimals: nothing else is so small, whatever the header says.
    if f64::from(column.looks.day_fractions) * 5.0 >= lasting.len() as f64 * 3.0 && middle.is_some_and(|m| m < 1.0) {
        return (DurationUnit::Days, "nearly all are small parts of one");
    }
    if m.has(Meaning::MILLIS) {
        return (DurationUnit::Milliseconds, "the header says so");
    }
    let says = |all: &[&str]| all.iter().any(|words| plain.ends_with(words));
    if says(&[
        "1 10 s", "1 10 sec", "0 1 s", "0 1s", "1 10s", "0 1 sec", "tenths", "zehntel", "decisec", "dixiemes",
        "decimas", "decimos",
    ]) {
        return (DurationUnit::Tenths, "the header says so");
    }
    if says(&[
        "1 100 s",
        "1 100 sec",
        "0 01s",
        "1 100s",
        "0 01 s",
        "0 01 sec",
        "10 ms",
        "hundredths",
        "hundertstel",
        "centisec",
        "centiemes",
        "centesimas",
    ]) {
        return (DurationUnit::Hundredths, "the header says so");
    }
    if ["hh mm", "h mm", "hhmm"].iter().any(|w| plain.ends_with(w)) {
        return (DurationUnit::HoursMinutes, "the header says so");
    }
    if m.has(Meaning::MINUTES) && !m.has(Meaning::SECONDS) {
        return (DurationUnit::Minutes, "the header says so");
    }
    if m.has(Meaning::SECONDS) {
        return (DurationUnit::Seconds, "the header says so");
    }
    match beside {
        Some(Meaning::MINUTES) => return (DurationUnit::Minutes, "a column beside it says so"),
        Some(_) => return (DurationUnit::Seconds, "a column beside it says so"),
        None => {}
    }
    let Some(middle) = middle else { return (DurationUnit::Seconds, "") };
    let whole_thousands = lasting.iter().all(|a| a % 1000.0 == 0.0);
    if lasting.len() > 3 && (whole_thousands || middle >= 20_000.0) {
        return (DurationUnit::Milliseconds, "as seconds they would be hours long");
    }
    (DurationUnit::Seconds, "")
}

/// The unit in which (nearly) all durations are the end minus the start, where a column tells the end as well.
fn by_end(at: usize, mapping: &Mapping, moments: &MomentReader, rows: &[Vec<Cow<'_, str>>]) -> Option<DurationUnit> {
    const UNITS: [DurationUnit; 8] = [
        DurationUnit::Seconds,
        DurationUnit::Tenths,
        DurationUnit::Hundredths,
        DurationUnit::ClockDigits,
        DurationUnit::Minutes,
        DurationUnit::Milliseconds,
        DurationUnit::Days,
        DurationUnit::HoursMinutes,
    ];
    let (start, end) = (MomentFrom::start(mapping)?, MomentFrom::end(mapping)?);
    let own_date = mapping.has(Field::End) || mapping.has(Field::EndDate);
    let (mut told, mut agree) = (0_u32, [0_u32; 8]);
    let mut unheard = Tally::default();
    for row in rows.iter().take(400) {
        let Ok(begin) = moments.moment(start, row, 0, &mut unheard) else { continue };
        let Ok(Some(lasted)) = moments.seconds_until(begin.instant(), end, own_date, row) else { continue };
        let text = row.get(at).map_or("", |cell| clean(cell));
        if lasted == 0 || text.is_empty() {
            continue;
        }
        told += 1;
        for (count, unit) in agree.iter_mut().zip(UNITS) {
            // Within a minute where minutes are rounded, else within two seconds.
            let slack = if unit == DurationUnit::Minutes { 60 } else { 2 };
            *count += u32::from(seconds(text, unit).is_ok_and(|s| s.abs_diff(lasted) <= slack));
        }
    }
    let (best, unit) = agree.into_iter().zip(UNITS).rev().max_by_key(|(count, _)| *count)?;
    (told > 2 && best * 10 >= told * 8).then_some(unit)
}
