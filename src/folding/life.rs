//! From when to when a number was in its user's hands.

use super::events::{Act, Event};

/// The span in which a number was in use, without strays before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Life {
    /// First use, seconds since 1970.
    pub start: i64,
    /// Last use.
    pub end: i64,
    /// Events in between, both ends included.
    pub events: u32,
}

/// Events a number needs before strays can be told from use.
const ENOUGH: usize = 8;
/// At most this share of the events is stray at either end.
const MOST_STRAY: f64 = 0.2;
/// Strays come this much more seldom than use.
const STRAY_RATE: f64 = 0.2;
/// Nats by which two rates must explain the events better than one: a likelihood ratio of 400.
const ENOUGH_NATS: f64 = 6.0;
/// Below this a span of time is too short to speak of a rate.
const SHORTEST_SECS: f64 = 600.0;

impl Life {
    /// Length in seconds.
    pub fn secs(self) -> i64 {
        self.end - self.start
    }

    /// Length in days.
    pub fn days(self) -> f64 {
        self.secs() as f64 / 86_400.0
    }

    /// Mean seconds from one event to the next.
    pub fn interval_secs(self) -> f64 {
        self.secs() as f64 / f64::from(self.events.max(1))
    }

    /// Reads the life of a phone from its events in order of time; `None` where nothing was done or tried.
    ///
    /// The end is that of the user's own acts, where the silence after them cannot be chance: customers go on calling a
    /// number that is dead. Then strays are cut off at both ends where two Poisson rates explain the times better
    /// than one.
    pub fn read<'a>(events: impl Iterator<Item = &'a Event>) -> Option<Self> {
        let used: Vec<(i64, bool)> = events.filter(|e| e.act != Act::None).map(|e| (e.at, e.act == Act::Own)).collect();
        let used = &used[..end_of_own_acts(&used)];
        let times: Vec<i64> = used.iter().map(|&(at, _)| at).collect();
        let late = strays(&times);
        let reversed: Vec<i64> = times[..times.len() - late].iter().rev().map(|t| -t).collect();
        let early = strays(&reversed);
        let kept = &times[early..times.len() - late];
        let events = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        Some(Self { start: *kept.first()?, end: *kept.last()?, events })
    }
}

/// How many events lie before the user fell silent: all, unless what followed the last own act would be very
/// unlikely of a user who goes on as before.
fn end_of_own_acts(used: &[(i64, bool)]) -> usize {
    let Some(last) = used.iter().rposition(|&(_, own)| own) else { return used.len() };
    let before = last + 1;
    let after = (used.len() - before) as f64;
    let own = used.iter().filter(|&&(_, own)| own).count();
    if own < ENOUGH / 2 {
        return used.len();
    }
    let share = own as f64 / (before as f64 + 1.0);
    let nats = -after * (1.0 - share.min(0.99)).ln();
    if nats > ENOUGH_NATS { before } else { used.len() }
}

/// How many of the last events are strays. `times` ascend.
fn strays(times: &[i64]) -> usize {
    let n = times.len();
    if n < ENOUGH {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fifth of a count")]
    let most = (n as f64 * MOST_STRAY) as usize;
    let span = |from: usize, to: usize| ((times[to] - times[from]) as f64).max(SHORTEST_SECS);
    let log_likelihood = |events: f64, secs: f64| events * (events / secs).ln();
    let whole = log_likelihood((n - 1) as f64, span(0, n - 1));
    let mut best = (0, ENOUGH_NATS);
    for k in 1..=most {
        let last = n - 1 - k;
        let (inside, outside) = ((last as f64, span(0, last)), (k as f64, span(last, n - 1)));
        let slower = outside.0 / outside.1 < STRAY_RATE * inside.0 / inside.1;
        let gain = log_likelihood(inside.0, inside.1) + log_likelihood(outside.0, outside.1) - whole;
        if slower && gain > best.1 {
            best = (k, gain);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    #[test]
    fn a_stray_weeks_later_does_not_prolong_a_life() {
        let mut times: Vec<i64> = (0..100).map(|i| i * HOUR).collect();
        assert_eq!(strays(&times), 0);
        times.push(100 * HOUR + 30 * 24 * HOUR);
        times.push(100 * HOUR + 40 * 24 * HOUR);
        assert_eq!(strays(&times), 2);
    }

    #[test]
    fn calls_to_a_dead_phone_are_not_its_life() {
        let mut used: Vec<(i64, bool)> = (0..60).map(|i| (i * HOUR, i % 3 != 0)).collect();
        let alive = used.len();
        used.extend((60..90).map(|i| (i * HOUR, false)));
        assert_eq!(end_of_own_acts(&used), alive);
        assert_eq!(end_of_own_acts(&used[..alive]), alive);
    }

    #[test]
    fn a_phone_that_only_ever_hears_is_read_whole() {
        let used: Vec<(i64, bool)> = (0..60).map(|i| (i * HOUR, i == 10)).collect();
        assert_eq!(end_of_own_acts(&used), 60);
    }
}
