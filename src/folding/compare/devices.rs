//! The same handset, the same SIM.

use super::Fact;
use crate::domain::{RecordId, count, span};
use crate::folding::census::SubjectId;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;
use crate::folding::profile::Seen;
use std::collections::BTreeMap;

const DAY: i64 = 86_400;
/// A handset on more numbers than this is an identity that many handsets carry.
const JUNK: usize = 6;
/// A handset on more numbers than this goes from hand to hand.
const ROTATED: usize = 4;
/// A handset taken up again within this time has hardly changed hands.
const AT_ONCE_SECS: i64 = 2 * DAY;
/// After this it may well have been sold or passed on.
const SOON_SECS: i64 = 10 * DAY;

/// How a device went from the old number to the new.
struct Passed<'p, T> {
    old: &'p Seen<T>,
    new: &'p Seen<T>,
    /// Numbers it was seen with.
    numbers: usize,
}

impl<T> Passed<'_, T> {
    /// Seconds from its last record with the old number to its first with the new; negative where both have it at once.
    fn pause(&self) -> i64 {
        self.new.first - self.old.last
    }

    /// 0 says nothing, 3 speaks most.
    fn level(&self) -> u8 {
        match (self.numbers, self.pause()) {
            (n, _) if n > JUNK => 0,
            (n, _) if n > ROTATED => 1,
            (_, pause) if pause > SOON_SECS => 1,
            (_, pause) if !(-3 * DAY..=AT_ONCE_SECS).contains(&pause) => 2,
            _ => 3,
        }
    }
}

/// The devices seen with both numbers, the one that speaks most first.
fn passed<'p, T: Ord + Copy>(
    (old, new): (&'p [Seen<T>], &'p [Seen<T>]),
    holders: &BTreeMap<T, Vec<SubjectId>>,
) -> Option<Passed<'p, T>> {
    let both = old.iter().filter_map(|x| new.iter().find(|y| y.what == x.what).map(|y| (x, y)));
    let with_count = both.map(|(x, y)| Passed { old: x, new: y, numbers: holders.get(&x.what).map_or(0, Vec::len) });
    with_count.max_by_key(|p| (p.level(), std::cmp::Reverse(p.pause().abs()), p.old.what))
}

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    if !pair.a.handsets.is_empty() && !pair.b.handsets.is_empty() {
        let passed = passed((&pair.a.handsets, &pair.b.handsets), &pair.study.in_handset);
        out.set(Measure::Handset, passed.map_or(0.0, |p| f64::from(p.level())));
    }
    if !pair.a.sims.is_empty() && !pair.b.sims.is_empty() {
        let passed = passed((&pair.a.sims, &pair.b.sims), &pair.study.on_sim);
        out.set(Measure::Sim, passed.map_or(0.0, |p| f64::from(u8::from(p.numbers <= ROTATED))));
    }
}

/// Whether one handset was used with both numbers in turn: with the old again days after it was first used with the new.
pub(super) fn went_to_and_fro(pair: &Pair) -> bool {
    let passed = passed((&pair.a.handsets, &pair.b.handsets), &pair.study.in_handset);
    passed.is_some_and(|p| p.level() > 0 && p.pause() <= -DAY)
}

/// The fact about handsets; none where a handset of either number is not known.
pub(super) fn handset(pair: &Pair) -> Option<Fact> {
    if pair.a.handsets.is_empty() || pair.b.handsets.is_empty() {
        return None;
    }
    let Some(passed) = passed((&pair.a.handsets, &pair.b.handsets), &pair.study.in_handset) else {
        return Some(Fact::new("Different handsets", "The two numbers were never seen in the same handset."));
    };
    let shown = passed.old.what.to_string();
    let sentence = format!("The handset {shown} was used with both numbers: {}", told(&passed));
    let label = if passed.level() == 0 { "A handset of many" } else { "Same handset" };
    let is = |end: crate::domain::End| end.handset.is_some_and(|h| *handsets(pair).get(h) == passed.old.what);
    Some(Fact::new(label, sentence).resting_on(around(pair, is)))
}

/// The fact about SIMs; none where a SIM of either number is not known.
pub(super) fn sim(pair: &Pair) -> Option<Fact> {
    if pair.a.sims.is_empty() || pair.b.sims.is_empty() {
        return None;
    }
    let Some(passed) = passed((&pair.a.sims, &pair.b.sims), &pair.study.on_sim) else {
        return Some(Fact::new("Different SIMs", "The two numbers were never seen on the same SIM."));
    };
    let shown = passed.old.what.to_string();
    let sentence = format!("The SIM {shown} carried both numbers: {}", told(&passed));
    let is =
        |end: crate::domain::End| end.sim.is_some_and(|s| *pair.study.request.records.sims().get(s) == passed.old.what);
    Some(Fact::new("Same SIM", sentence).resting_on(around(pair, is)))
}

fn handsets<'a>(pair: &Pair<'a>) -> &'a crate::ids::Interner<crate::domain::Imei> {
    pair.study.request.records.handsets()
}

fn told<T>(passed: &Passed<T>) -> String {
    let pause = passed.pause();
    let when = if pause >= 0 {
        format!("{} lie between its last record with the old and its first with the new", span(pause))
    } else {
        format!("it went to and fro between them for {}", span(pause))
    };
    let others = passed.numbers.saturating_sub(2) as u64;
    let with = if others == 0 {
        "it was seen with no other number".to_owned()
    } else {
        format!("it was seen with {} as well", count(others, "other number", "other numbers"))
    };
    format!("{when}, and {with}.")
}

/// The last records of the old number and the first of the new at whose own end `is` holds.
fn around(pair: &Pair, is: impl Fn(crate::domain::End) -> bool) -> Vec<(i64, RecordId)> {
    const EACH: usize = 20;
    let records = pair.study.request.records;
    let holds = |e: &&crate::folding::events::Event| is(records.end(e.end));
    let old = pair.study.events.told(pair.old).iter().rev().filter(holds).take(EACH);
    let new = pair.study.events.told(pair.new).iter().filter(holds).take(EACH);
    old.chain(new).map(|e| (e.at, e.record)).collect()
}
