//! The silence between two numbers, or the time both are in use.

use super::Fact;
use crate::domain::{Instant, span};
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

const HOUR: f64 = 3600.0;
/// Added to the rhythm of two numbers, so that a pause of minutes between two busy phones is no silence.
const REST_SECS: f64 = 1800.0;

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    let silence = (pair.b.life.start - pair.old_end).max(0) as f64;
    let rhythm = pair.a.life.interval_secs() + pair.b.life.interval_secs() + REST_SECS;
    out.set(Measure::GapHours, silence / HOUR);
    out.set(Measure::GapRhythm, silence / rhythm);
    let overlap = pair.overlap_days();
    out.set(Measure::OverlapDays, overlap);
    out.set(Measure::OverlapShare, overlap / pair.shorter_days().max(2.0));
}

/// The fact about the silence.
pub(super) fn silence(pair: &Pair) -> Fact {
    let zone = pair.study.request.zone;
    let at = |secs: i64| Instant::from_epoch_secs(secs).date_time(zone);
    let (end, born) = (pair.old_end, pair.b.life.start);
    let gap = born - end;
    let last = pair.study.events.of(pair.old).filter(|e| e.at <= end).last().map(|e| (e.at, e.record));
    let first = pair.study.events.of(pair.new).find(|e| e.at >= born).map(|e| (e.at, e.record));
    let fact = if gap >= 0 {
        let usual = pair.a.life.interval_secs();
        #[expect(clippy::cast_possible_truncation, reason = "seconds of a life")]
        let sentence = format!(
            "The old number was last used on {}, the new first on {}, {} later; the old was used every {} on average.",
            at(end),
            at(born),
            span(gap),
            span(usual as i64),
        );
        Fact::new(format!("Silence of {}", span(gap)), sentence)
    } else {
        let sentence = format!("The new number was first used on {}, before the old number fell silent.", at(born));
        Fact::new("No silence", sentence)
    };
    fact.resting_on(last.into_iter().chain(first))
}

/// The fact about the time both are in use.
pub(super) fn overlap(pair: &Pair) -> Fact {
    let days = pair.overlap_days();
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a life")]
    let (both, shorter) = ((days * 86_400.0) as i64, (pair.shorter_days() * 86_400.0) as i64);
    let fact = if both == 0 {
        Fact::new("Never both in use", "The two numbers were not in use at the same time.")
    } else {
        let sentence = format!(
            "Both numbers were in use at the same time for {}; the shorter life of the two is {}.",
            span(both),
            span(shorter),
        );
        Fact::new(format!("Both in use for {}", span(both)), sentence)
    };
    let (from, to) = (pair.b.life.start, pair.old_end);
    let during = |s| pair.study.events.of(s).filter(move |e| (from..=to).contains(&e.at)).map(|e| (e.at, e.record));
    fact.resting_on(during(pair.old).chain(during(pair.new)))
}
