//! Each shared contact stops with the old number, then begins with the new, and does not go back.

use super::Fact;
use crate::domain::RecordId;
use crate::folding::contacts::Contact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

const DAY: i64 = 86_400;
/// Time both phones may be in use before events with the old count as going on.
const GRACE_SECS: i64 = 2 * DAY;

/// Time between a contact's last event with the old number and its first with the new in which it must have changed its own number
/// to have changed with them.
const TOGETHER_SECS: i64 = 14 * DAY;

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    out.set(Measure::LivesOn, f64::from(u8::from(pair.lives_on)));
    if pair.shared.is_empty() {
        return;
    }
    let tolerance = pair.handover_tolerance_secs();
    let weight = |x: &Contact, y: &Contact| (f64::from(x.count.max(1)) * f64::from(y.count.max(1))).sqrt();
    let all: f64 = pair.shared.iter().map(|(x, y)| weight(x, y)).sum();
    let moved: f64 = pair.shared.iter().filter(|(x, y)| Pair::moved(x, y, tolerance)).map(|(x, y)| weight(x, y)).sum();
    out.set(Measure::Handover, moved / all);
    out.set(Measure::After, after(pair));
    out.set(Measure::ChangedTogether, changed_together(pair) as f64);
}

/// Shared contacts that dealt with the old number under one number of theirs and with the new under another: a crew that changes all
/// its phones at once. One of them may be chance; a stranger would have to drop his number on the day when all those he deals
/// with drop theirs.
fn changed_together(pair: &Pair) -> usize {
    let changed = |x: &Contact, y: &Contact| x.used.1 != y.used.0 && (0..=TOGETHER_SECS).contains(&(y.first - x.last));
    pair.shared.iter().filter(|(x, y)| changed(x, y)).count()
}

/// Rate of what the old number's user did with the shared contacts after the new began, over the rate before; at most 3.
/// Calls to a dead phone are not its user's.
fn after(pair: &Pair) -> f64 {
    let born = pair.b.life.start;
    let days = |secs: i64, least: f64| (secs as f64 / DAY as f64).max(least);
    let before = own_acts(pair, i64::MIN..born) as f64 / days(born - pair.a.life.start, 1.0);
    let after = own_acts(pair, born + GRACE_SECS..i64::MAX) as f64 / days(pair.a.life.end - born - GRACE_SECS, 2.0);
    if after == 0.0 { 0.0 } else { (after / before.max(1e-9)).min(3.0) }
}

/// What the old number's user did with the shared contacts in a span of time.
fn own_acts(pair: &Pair, span: std::ops::Range<i64>) -> usize {
    pair.shared.iter().map(|(x, _)| pair.a_contacts.own_acts(x, span.clone())).sum()
}

/// The fact about the hand-over.
pub(super) fn fact(pair: &Pair, measures: &Measures) -> Option<Fact> {
    let all = pair.shared.len();
    if all == 0 {
        return None;
    }
    let tolerance = pair.handover_tolerance_secs();
    let moved = pair.shared.iter().filter(|(x, y)| Pair::moved(x, y, tolerance)).count();
    let later = own_acts(pair, pair.b.life.start + GRACE_SECS..i64::MAX);
    let goes_on = match later {
        0 => "none went on with the old number".to_owned(),
        _ => format!("the old number still called, wrote or answered {later} times more than two days later"),
    };
    let lives_on = if pair.lives_on { " The old number is still in use, but not with those they share." } else { "" };
    let together = match changed_together(pair) {
        0 => String::new(),
        n => format!(" {n} of them changed their own number in between."),
    };
    let sentence = format!(
        "{moved} of {all} shared contacts stopped with the old number before they began with the new; \
         {goes_on}.{lives_on}{together}"
    );
    let label = match measures.get(Measure::Handover) {
        share if share >= 0.9 => format!("Clean hand-over of {moved}"),
        _ => format!("Hand-over of {moved} of {all}"),
    };
    let mut records: Vec<(i64, RecordId)> = Vec::new();
    for (x, y) in &pair.shared {
        let with_old = pair.a_contacts.events(x);
        let up_to = with_old.partition_point(|e| e.0 <= x.last);
        records.extend(with_old[..up_to].last());
        records.extend(pair.b_contacts.events(y).first());
    }
    Some(Fact::new(label, sentence).resting_on(records))
}
