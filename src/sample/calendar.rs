//! Days of the world, and how people's telephoning is spread over the hours of one.

use super::random::Random;
use crate::domain::{Instant, Zone};

/// Seconds since 1970 UTC, or a span of seconds.
pub(super) type Secs = i64;

/// A day, in seconds.
pub(super) const DAY: Secs = 86_400;
/// An hour, in seconds.
pub(super) const HOUR: Secs = 3_600;

/// When each day of the world begins on London's clocks.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    midnights: Vec<Secs>,
}

impl Calendar {
    /// `days` days from midnight `start`.
    pub(super) fn new(start: Instant, days: u32) -> Self {
        let zone = Zone::london();
        let first = start.day_number(&zone);
        let midnights = (0..=i64::from(days)).map(|day| {
            // Noon is never doubled or skipped: its distance from midnight is the summer hour.
            let noon = Instant::from_epoch_secs((first + day) * DAY + 12 * HOUR);
            (first + day) * DAY + HOUR * (12 - i64::from(noon.local(&zone).hour))
        });
        Self { midnights: midnights.collect() }
    }

    /// How many days there are.
    pub(super) fn days(&self) -> usize {
        self.midnights.len() - 1
    }

    /// First second.
    pub(super) fn start(&self) -> Secs {
        self.midnights[0]
    }

    /// First second after the last day.
    pub(super) fn end(&self) -> Secs {
        self.midnights[self.days()]
    }

    /// Index of the day, and seconds since its midnight.
    pub(super) fn day_of(&self, at: Secs) -> (usize, Secs) {
        let day = self.midnights.partition_point(|&midnight| midnight <= at).saturating_sub(1);
        (day, at - self.midnights[day])
    }

    /// `secs` after midnight of day `day`, which is held to the days there are.
    pub(super) fn at(&self, day: usize, secs: Secs) -> Secs {
        self.midnights[day.min(self.days())] + secs
    }

    /// Day of the week of a day, 0 for Monday.
    pub(super) fn weekday(&self, day: usize) -> usize {
        // 1 January 1970 was a Thursday.
        usize::try_from((self.midnights[day].div_euclid(DAY) + 3 + i64::from(self.summer(day))).rem_euclid(7))
            .unwrap_or(0)
    }

    /// Whether midnight of the day is 23 hours UTC of the day before.
    fn summer(&self, day: usize) -> bool {
        self.midnights[day].rem_euclid(DAY) != 0
    }
}

/// How telephoning is spread over the 24 hours of a day and the days of a week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rhythm {
    hours: [u32; 24],
    weekdays: [f64; 7],
}

/// Orders to a deal line: at all hours, most from noon to midnight, most on Friday and Saturday.
pub(super) const ORDERS: Rhythm = Rhythm {
    hours: [14, 9, 5, 3, 2, 2, 3, 6, 12, 20, 26, 30, 32, 30, 28, 30, 34, 40, 44, 44, 42, 38, 32, 22],
    weekdays: [0.75, 0.75, 0.8, 0.85, 1.0, 1.0, 0.8],
};

/// Ordinary people: by day and in the evening.
pub(super) const PEOPLE: Rhythm = Rhythm {
    hours: [2, 1, 0, 0, 0, 1, 4, 14, 24, 30, 32, 34, 38, 34, 32, 32, 36, 44, 46, 42, 36, 26, 14, 6],
    weekdays: [0.9, 0.9, 0.9, 0.9, 1.0, 1.0, 0.85],
};

/// The crew among themselves: from late morning until after midnight.
pub(super) const CREW: Rhythm = Rhythm {
    hours: [16, 8, 3, 1, 0, 0, 1, 3, 8, 18, 28, 34, 36, 34, 32, 32, 34, 38, 40, 38, 36, 34, 30, 24],
    weekdays: [0.85, 0.85, 0.85, 0.9, 1.0, 1.0, 0.9],
};

impl Rhythm {
    /// Machines: by day and night, every day of the week.
    pub(super) const FLAT: Self = Self { hours: [1; 24], weekdays: [1.0; 7] };

    /// Times of events that come `per_day` a day on average, from `from` until before `to`, in order.
    pub(super) fn times(
        &self,
        calendar: &Calendar,
        random: &mut Random,
        per_day: f64,
        span: (Secs, Secs),
    ) -> Vec<Secs> {
        let mut times = Vec::new();
        if per_day <= 0.0 || span.1 <= span.0 {
            return times;
        }
        // Days of the week thin the stream out: it is drawn denser by what they take.
        let kept = self.weekdays.iter().sum::<f64>() / 7.0;
        let mut at = span.0;
        loop {
            at += random.wait_secs(kept / per_day * DAY as f64).max(1);
            if at >= span.1 {
                break;
            }
            let (day, _) = calendar.day_of(at);
            if !random.chance(self.weekdays[calendar.weekday(day.min(calendar.days() - 1))]) {
                continue;
            }
            let on = calendar.at(day, self.second_of_day(random));
            if (span.0..span.1).contains(&on) {
                times.push(on);
            }
        }
        times.sort_unstable();
        times
    }

    /// A second of the day.
    pub(super) fn second_of_day(&self, random: &mut Random) -> Secs {
        let hour = random.weighted(&self.hours);
        i64::try_from(hour).unwrap_or(0) * HOUR + random.between(0, HOUR - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::WorldRequest;

    #[test]
    fn days_begin_at_midnight_in_winter_and_in_summer() {
        let request = WorldRequest::default();
        let calendar = Calendar::new(request.start, request.days);
        let shown = |day: usize| Instant::from_epoch_secs(calendar.at(day, 0)).iso(&Zone::london());
        assert_eq!(shown(0), "2026-03-01T00:00:00+00:00");
        assert_eq!(shown(60), "2026-04-30T00:00:00+01:00");
        assert_eq!(shown(184), "2026-09-01T00:00:00+01:00");
        assert_eq!(calendar.weekday(0), 6, "1 March 2026 is a Sunday");
        assert_eq!(calendar.weekday(61), 4, "1 May 2026 is a Friday");
        assert_eq!(calendar.day_of(calendar.at(60, 5)), (60, 5));
    }

    #[test]
    fn events_come_as_often_as_asked() {
        let calendar = Calendar::new(WorldRequest::default().start, 184);
        let mut random = Random::new(1, &[]);
        let times = ORDERS.times(&calendar, &mut random, 5.0, (calendar.start(), calendar.end()));
        assert!((800..1050).contains(&times.len()), "{}", times.len());
        assert!(times.is_sorted());
    }
}
