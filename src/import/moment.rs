//! The start and the end of an event, from one cell or two.

use super::clean::clean;
use super::clock::{TimeDigits, six_digits, spreadsheet_serial, switch_time, time_of_day, unix_count};
use super::date::{DateOrder, Written, read};
use super::date_order::is_in_calendar;
use super::date_parts::{DateParts, TimeParts};
use super::field::Field;
use super::mapping::Mapping;
use super::tally::{Remark, Tally};
use crate::domain::{Instant, LocalReading, LocalTime, Zone};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a moment is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MomentFrom {
    /// Date and time in one cell.
    One(usize),
    /// A cell each; the date may be that of another moment, the time may be missing.
    Two { date: usize, time: Option<usize> },
    /// A cell for each part of the date, or of the time, or of both.
    Parts { date: DateParts, time: TimeParts },
}

impl MomentFrom {
    /// Where a mapping says the start is.
    pub(super) fn start(mapping: &Mapping) -> Option<Self> {
        let column = |field| mapping.column(field);
        if let Some(column) = column(Field::Start) {
            return Some(Self::One(column));
        }
        let (date, time) = (column(Field::Date), column(Field::Time));
        let clock = column(Field::Hour).zip(column(Field::Minute)).filter(|_| time.is_none());
        if let Some(date) = date.filter(|_| clock.is_none()) {
            return Some(Self::Two { date, time });
        }
        let parts = column(Field::Year).zip(column(Field::Month)).zip(column(Field::Day));
        let date = match (date, parts) {
            (Some(date), _) => DateParts::whole(date),
            (None, Some(((year, month), day))) => DateParts::each([year, month, day]),
            (None, None) => return None,
        };
        let time = match (time, clock) {
            (Some(time), _) => TimeParts::whole(time),
            (None, Some((hour, minute))) => TimeParts::each(hour, minute, column(Field::Second)),
            (None, None) => TimeParts::Untold,
        };
        Some(Self::Parts { date, time })
    }

    /// Where a mapping says the end is; a bare time is one of the day of the start.
    pub(super) fn end(mapping: &Mapping) -> Option<Self> {
        let date = mapping.column(Field::EndDate).or(mapping.column(Field::Date));
        match (mapping.column(Field::End), mapping.column(Field::EndTime), date) {
            (Some(column), ..) => Some(Self::One(column)),
            (None, Some(time), Some(date)) => Some(Self::Two { date, time: Some(time) }),
            (None, Some(time), None) => match Self::start(mapping) {
                Some(Self::Parts { date, .. }) => Some(Self::Parts { date, time: TimeParts::whole(time) }),
                _ => Some(Self::One(time)),
            },
            _ => None,
        }
    }

    /// The column that holds the date, or its year.
    pub(super) const fn date_column(self) -> usize {
        match self {
            Self::One(column) | Self::Two { date: column, .. } => column,
            Self::Parts { date, .. } => date.column(),
        }
    }

    /// What a row says there, as one text.
    pub(super) fn text(self, row: &[Cow<'_, str>]) -> String {
        let cell = |c: usize| row.get(c).map_or("", |cell| clean(cell));
        match self {
            Self::One(column) => cell(column).to_owned(),
            Self::Two { date, time } => format!("{} {}", cell(date), time.map_or("", cell)),
            Self::Parts { date, time } => format!("{} {}", date.text(row), time.text(row)),
        }
    }
}

/// What a date of bare digits, other than `20260301`, is in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DateDigits {
    /// Nothing: dates are written out.
    #[default]
    Whole,
    /// Days or seconds as a spreadsheet or a computer counts them.
    Counted,
    /// Six digits, two for each part (`010326`); the first zero may be lost.
    Six,
}

/// How moments of a file are read.
#[derive(Clone, Debug)]
pub(super) struct MomentReader {
    pub order: DateOrder,
    pub zone: Zone,
    pub time_digits: TimeDigits,
    pub date_digits: DateDigits,
    /// The column that tells how far the clock of a row was from UTC, with what each of its texts says in seconds.
    pub offsets: Option<(usize, Arc<BTreeMap<String, i32>>)>,
}

/// Why a moment could not be read: what is wrong with which text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MomentError {
    Missing,
    NotADate(String),
    NotInCalendar(String),
    /// A year in which nobody could have told of a call.
    NotPlausible(String),
    NotATime(String),
}

impl MomentReader {
    /// What a cell says, whatever its form.
    pub(super) fn written(&self, text: &str) -> Option<Written> {
        read(text).or_else(|| match self.date_digits {
            DateDigits::Whole => None,
            DateDigits::Counted => spreadsheet_serial(text).or_else(|| unix_count(text)).or_else(|| switch_time(text)),
            DateDigits::Six => six_digits(text),
        })
    }

    /// The moment a row names.
    ///
    /// # Errors
    /// What is wrong with which text.
    pub(super) fn moment(
        &self,
        from: MomentFrom,
        row: &[Cow<'_, str>],
        number: u64,
        tally: &mut Tally,
    ) -> Result<LocalReading, MomentError> {
        let cell = |c: usize| row.get(c).map_or("", |cell| clean(cell));
        let joined;
        let (date_text, time_text) = match from {
            MomentFrom::One(column) => (cell(column), ""),
            MomentFrom::Two { date, time } => (cell(date), time.map_or("", cell)),
            MomentFrom::Parts { date, time } => {
                joined = (date.text(row), time.text(row));
                (joined.0.as_str(), joined.1.as_str())
            }
        };
        if date_text.is_empty() {
            return Err(MomentError::Missing);
        }
        let written = self.written(date_text).ok_or_else(|| MomentError::NotADate(date_text.to_owned()))?;
        let date = written.date.ok_or_else(|| MomentError::NotADate(date_text.to_owned()))?;
        let outside = || MomentError::NotInCalendar(date_text.to_owned());
        let (y, m, d) = date.in_order(self.order).filter(|&(y, m, d)| is_in_calendar(y, m, d)).ok_or_else(outside)?;
        if !(1990..=2100).contains(&y) {
            return Err(MomentError::NotPlausible(date_text.to_owned()));
        }
        let (time, offset_secs) = if time_text.is_empty() {
            (written.time, written.offset_secs)
        } else {
            let offset = read(time_text).and_then(|w| w.offset_secs);
            let time = time_of_day(time_text, self.time_digits).or_else(|| self.written(time_text)?.time);
            (Some(time.ok_or_else(|| MomentError::NotATime(time_text.to_owned()))?), offset)
        };
        let time = time.unwrap_or_else(|| {
            tally.add(Remark::NoTime, number, date_text);
            (0, 0, 0)
        });
        let local = LocalTime::new((y, m, d), time).ok_or_else(outside)?;
        let of_row =
            |(column, known): &(usize, Arc<BTreeMap<String, i32>>)| known.get(&cell(*column).to_lowercase()).copied();
        Ok(self.reading(local, offset_secs.or_else(|| self.offsets.as_ref().and_then(of_row))))
    }

    fn reading(&self, local: LocalTime, offset_secs: Option<i32>) -> LocalReading {
        let Some(offset) = offset_secs else { return self.zone.reading(local) };
        LocalReading::Clear(Zone::utc().reading(local).instant().plus_secs(-i64::from(offset)))
    }

    /// Seconds from a start to the end a row names: an end before the start, told by its time alone, is on the day after.
    ///
    /// # Errors
    /// The texts of an end that cannot be read or that lies before the start.
    pub(super) fn seconds_until(
        &self,
        start: Instant,
        from: MomentFrom,
        has_own_date: bool,
        row: &[Cow<'_, str>],
    ) -> Result<Option<u32>, MomentError> {
        let mut unheard = Tally::default();
        let reading = match self.moment(from, row, 0, &mut unheard) {
            Err(MomentError::Missing) => return Ok(None),
            reading => reading?,
        };
        let mut end = reading.instant();
        if let LocalReading::Doubled { second, .. } = reading
            && end < start
        {
            end = second;
        }
        let mut seconds = end.secs_since(start);
        if seconds < 0 && !has_own_date {
            seconds += 86_400;
        }
        let shown = |c: usize| row.get(c).map_or("", |cell| clean(cell)).to_owned();
        let column = match from {
            MomentFrom::One(column)
            | MomentFrom::Two { time: Some(column), .. }
            | MomentFrom::Two { date: column, .. } => column,
            MomentFrom::Parts { date, .. } => date.column(),
        };
        u32::try_from(seconds).map(Some).map_err(|_negative| MomentError::NotATime(shown(column)))
    }
}
