//! Instants, and the clocks on walls that operators write them by.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A moment, in whole seconds since 1 January 1970 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(i64);

impl Instant {
    /// From seconds since 1970 UTC.
    pub const fn from_epoch_secs(secs: i64) -> Self {
        Self(secs)
    }

    /// Seconds since 1970 UTC.
    pub const fn epoch_secs(self) -> i64 {
        self.0
    }

    /// The moment now, by this machine's clock. For audit entries; nothing derived may depend on it.
    pub fn now() -> Self {
        Self(Timestamp::now().as_second())
    }

    /// Seconds from `earlier` to this moment; negative if it is later.
    pub const fn secs_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The moment `secs` later.
    #[must_use]
    pub const fn plus_secs(self, secs: i64) -> Self {
        Self(self.0 + secs)
    }

    fn zoned(self, zone: &Zone) -> Zoned {
        let held = self.0.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        Timestamp::from_second(held).unwrap_or_default().to_zoned(zone.0.clone())
    }

    /// What the clock on the wall showed.
    pub fn local(self, zone: &Zone) -> LocalTime {
        LocalTime::from_civil(self.zoned(zone).datetime())
    }

    /// ISO 8601 with the zone's offset: `2026-04-27T14:42:00+01:00`.
    pub fn iso(self, zone: &Zone) -> String {
        self.zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// `27 Apr 2026 14:42`.
    pub fn date_time(self, zone: &Zone) -> String {
        self.zoned(zone).strftime("%-d %b %Y %H:%M").to_string()
    }

    /// `27 Apr 2026`.
    pub fn date(self, zone: &Zone) -> String {
        self.zoned(zone).strftime("%-d %b %Y").to_string()
    }

    /// `27 Apr`, where the year is known.
    pub fn day_month(self, zone: &Zone) -> String {
        self.zoned(zone).strftime("%-d %b").to_string()
    }

    /// Days since 1 January 1970 on the wall calendar of the zone.
    pub fn day_number(self, zone: &Zone) -> i64 {
        let zoned = self.zoned(zone);
        (self.0 + i64::from(zoned.offset().seconds())).div_euclid(86_400)
    }
}

/// What a clock on the wall showed: a date and a time without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// Year of the Gregorian calendar.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
    /// Hour, 0 to 23.
    pub hour: i8,
    /// Minute, 0 to 59.
    pub minute: i8,
    /// Second, 0 to 59.
    pub second: i8,
}

impl LocalTime {
    /// `None` for a date that is not in the calendar, or a time that no clock shows. Second 60 (a leap second) is taken as 59.
    pub fn new(date: (i16, i8, i8), time: (i8, i8, i8)) -> Option<Self> {
        let second = if time.2 == 60 { 59 } else { time.2 };
        DateTime::new(date.0, date.1, date.2, time.0, time.1, second, 0).ok().map(Self::from_civil)
    }

    fn from_civil(t: DateTime) -> Self {
        Self { year: t.year(), month: t.month(), day: t.day(), hour: t.hour(), minute: t.minute(), second: t.second() }
    }

    fn civil(self) -> DateTime {
        DateTime::new(self.year, self.month, self.day, self.hour, self.minute, self.second, 0).unwrap_or_default()
    }

    /// Day of the week, 0 for Monday.
    pub fn weekday(self) -> u8 {
        self.civil().weekday().to_monday_zero_offset().unsigned_abs()
    }
}

/// What a reading of a wall clock means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalReading {
    /// One moment.
    Clear(Instant),
    /// The clock showed this twice, as in the night in October when it goes back.
    Doubled {
        /// The first time, in summer time.
        first: Instant,
        /// The second time, in winter time.
        second: Instant,
    },
    /// The clock never showed this; the moment it would have been had the clock not gone forward.
    Skipped(Instant),
}

impl LocalReading {
    /// One moment to go on with: the first of two.
    pub const fn instant(self) -> Instant {
        match self {
            Self::Clear(at) | Self::Skipped(at) | Self::Doubled { first: at, .. } => at,
        }
    }
}

/// A time zone. The rules are built in: nothing is asked of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Europe/London, where nothing else is said.
    pub fn london() -> Self {
        Self::named("Europe/London").unwrap_or_else(Self::utc)
    }

    /// Universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// A zone of the IANA database, `Europe/Paris`.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// A fixed offset from UTC in seconds, east positive; `None` beyond 25 hours.
    pub fn fixed(offset_secs: i32) -> Option<Self> {
        jiff::tz::Offset::from_seconds(offset_secs).ok().map(|o| Self(TimeZone::fixed(o)))
    }

    /// Its name, `Europe/London`.
    pub fn name(&self) -> String {
        let offset = |zone: &TimeZone| {
            let secs = zone.to_fixed_offset().ok()?.seconds();
            let (sign, minutes) = (if secs < 0 { '-' } else { '+' }, secs.abs() / 60);
            Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
        };
        self.0.iana_name().map(str::to_owned).or_else(|| offset(&self.0)).unwrap_or_else(|| format!("{:?}", self.0))
    }

    /// The moment a wall clock of this zone showed `local`.
    pub fn reading(&self, local: LocalTime) -> LocalReading {
        let civil = local.civil();
        let ambiguous = self.0.to_ambiguous_timestamp(civil);
        let at = |offset: jiff::tz::Offset| Instant(offset.to_timestamp(civil).map_or(0, jiff::Timestamp::as_second));
        match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalReading::Clear(at(offset)),
            AmbiguousOffset::Fold { before, after } => LocalReading::Doubled { first: at(before), second: at(after) },
            AmbiguousOffset::Gap { before, .. } => LocalReading::Skipped(at(before)),
        }
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::london()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(date: (i16, i8, i8), time: (i8, i8, i8)) -> LocalReading {
        Zone::london().reading(LocalTime::new(date, time).unwrap())
    }

    #[test]
    fn summer_in_london_is_an_hour_ahead() {
        let LocalReading::Clear(noon) = at((2026, 7, 1), (12, 0, 0)) else { panic!("noon is clear") };
        assert_eq!(noon.iso(&Zone::utc()), "2026-07-01T11:00:00+00:00");
        assert_eq!(noon.iso(&Zone::london()), "2026-07-01T12:00:00+01:00");
        assert_eq!(noon.date_time(&Zone::london()), "1 Jul 2026 12:00");
    }

    #[test]
    fn the_doubled_hour_of_october_is_seen() {
        let LocalReading::Doubled { first, second } = at((2026, 10, 25), (1, 30, 0)) else { panic!("it comes twice") };
        assert_eq!(second.secs_since(first), 3600);
    }

    #[test]
    fn the_lost_hour_of_march_is_seen() {
        assert!(matches!(at((2026, 3, 29), (1, 30, 0)), LocalReading::Skipped(_)));
    }

    #[test]
    fn days_are_counted_on_the_wall() {
        let LocalReading::Clear(late) = at((2026, 7, 1), (0, 30, 0)) else { panic!("clear") };
        assert_eq!(late.day_number(&Zone::london()), late.day_number(&Zone::utc()) + 1);
    }

    #[test]
    fn no_calendar_has_the_thirtieth_of_february() {
        assert_eq!(LocalTime::new((2026, 2, 30), (0, 0, 0)), None);
    }
}
