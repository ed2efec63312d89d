//! The hour on the wall, fast enough for every event.

use crate::domain::{Instant, Zone};

const DAY: i64 = 86_400;

/// The offset of the zone on each day of the records. On the two days a year when clocks change, the hours before the
/// change are read an hour off: habits are compared by three hours at a time, over weeks.
pub(super) struct WallClock {
    first_day: i64,
    offset_secs: Vec<i64>,
}

impl WallClock {
    /// Days looked up at most; beyond them (records that span ages are dated wrongly) the last offset holds.
    const MOST_DAYS: i64 = 40_000;

    /// A clock for moments from `first` to `last`, seconds since 1970.
    pub fn new(zone: &Zone, first: i64, last: i64) -> Self {
        let first_day = first.div_euclid(DAY);
        let days = (last.div_euclid(DAY) - first_day).clamp(0, Self::MOST_DAYS);
        let offset_at_noon = |day: i64| {
            let noon = Instant::from_epoch_secs((first_day + day) * DAY + DAY / 2);
            let local = noon.local(zone);
            let shown = i64::from(local.hour) * 3600 + i64::from(local.minute) * 60 + i64::from(local.second);
            // From noon in UTC the wall is at most twelve hours behind and fourteen ahead.
            if shown < 2 * 3600 { shown + DAY / 2 } else { shown - DAY / 2 }
        };
        Self { first_day, offset_secs: (0..=days).map(offset_at_noon).collect() }
    }

    /// The hour on the wall, 0 to 23.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 23")]
    pub fn hour(&self, at: i64) -> usize {
        let day = (at.div_euclid(DAY) - self.first_day).max(0) as usize;
        let offset = self.offset_secs[day.min(self.offset_secs.len() - 1)];
        ((at + offset).rem_euclid(DAY) / 3600) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_on_the_wall_is_that_of_the_zone() {
        for zone in ["Europe/London", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata"] {
            let zone = Zone::named(zone).unwrap();
            let clock = WallClock::new(&zone, 1_700_000_000, 1_730_000_000);
            for at in (1_700_000_000..1_730_000_000).step_by(999_983) {
                let shown = Instant::from_epoch_secs(at).local(&zone).hour;
                assert_eq!(clock.hour(at), usize::try_from(shown).unwrap(), "{zone} {at}");
            }
        }
    }
}
