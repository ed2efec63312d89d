//! Contacts of both numbers, and how rare they are.

use super::Fact;
use crate::domain::{RecordId, count};
use crate::folding::contacts::Contact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

const DAY: f64 = 86_400.0;
/// Contacts not heard of for this long before a number ended are less likely to come back.
const FADING_DAYS: f64 = 30.0;
/// A contact of the old number counts as recent within this many days of its end.
pub(super) const RECENT_SECS: i64 = 14 * 86_400;
/// The time to meet lies between these, in days.
const TIME_TO_MEET: (f64, f64) = (0.25, 60.0);

/// Rarity of a contact: 1 where no other line deals with it, falling with the number of those that do.
fn rarity(others: u32) -> f64 {
    1.0 / (1.0 + f64::from(others)).sqrt()
}

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    out.set(Measure::Kept, kept_share(pair));
    out.set(Measure::Known, known_share(pair));
    let (all_a, all_b) = (f64::from(pair.a_contacts.total.max(1)), f64::from(pair.b_contacts.total.max(1)));
    let affinity = |(x, y): &(&Contact, &Contact)| (f64::from(x.count) / all_a * f64::from(y.count) / all_b).sqrt();
    out.set(Measure::Hellinger, pair.shared.iter().map(affinity).sum());
    out.set(Measure::Shared, pair.shared.len() as f64);
    out.set(Measure::Exclusive, exclusive(pair).count() as f64);
    let ties = pair.table.ties() as f64;
    let reach = pair.b_contacts.all.len() as f64;
    let surprise = |others: &u32| (ties / ((f64::from(*others) + 1.5) * (reach + 1.0))).log2().clamp(0.0, 8.0);
    out.set(Measure::Surprise, pair.others.both.iter().map(surprise).sum());
    let expected: f64 = pair.others.old.iter().map(|&n| (f64::from(n) + 0.25) * reach / ties.max(1.0)).sum();
    out.set(Measure::FirstKnown, first_known(pair));
    out.set(Measure::Lift, ((pair.shared.len() as f64 + 0.5) / (expected + 0.5)).log2());
}

/// Of the contacts of the old number that the new had time to meet, how many it met.
fn kept_share(pair: &Pair) -> f64 {
    let days = pair.b.life.days().clamp(TIME_TO_MEET.0, TIME_TO_MEET.1);
    let life = ((pair.old_end - pair.a.life.start) as f64 / DAY).max(2.0);
    let expected = |(c, &others): (&Contact, &u32)| {
        let met = 1.0 - (-f64::from(c.count) / life * days).exp();
        let faded = ((pair.old_end - c.last).max(0) as f64 / DAY / FADING_DAYS).min(20.0);
        met * (-faded).exp() * rarity(others)
    };
    let all: f64 = pair.a_contacts.all.iter().zip(&pair.others.old).map(expected).sum();
    let back: f64 = pair.shared.iter().map(|both| both.0).zip(&pair.others.both).map(expected).sum();
    back / all.max(1e-9)
}

/// Of the contacts of the new number that the old had time to meet, how many it knew.
fn known_share(pair: &Pair) -> f64 {
    let days = pair.a.life.days().clamp(TIME_TO_MEET.0, TIME_TO_MEET.1);
    let life = pair.b.life.days().max(2.0);
    let expected = |(c, &others): (&Contact, &u32)| {
        let met = 1.0 - (-f64::from(c.count) / life * days).exp();
        let late = ((c.first - pair.b.life.start).max(0) as f64 / DAY / FADING_DAYS).min(20.0);
        met * (-late).exp() * rarity(others)
    };
    let all: f64 = pair.b_contacts.all.iter().zip(&pair.others.new).map(expected).sum();
    let known: f64 = pair.shared.iter().map(|both| both.1).zip(&pair.others.both).map(expected).sum();
    known / all.max(1e-9)
}

/// Of the new number's first contacts, how many the old knew; half a contact more on either side, as few say little.
fn first_known(pair: &Pair) -> f64 {
    let first = &pair.b_contacts.first;
    let known = first.iter().filter(|&&who| pair.a_contacts.get(who).is_some()).count();
    (known as f64 + 0.5) / (first.len() as f64 + 1.0)
}

/// Shared contacts that deal with nobody else.
fn exclusive<'p>(pair: &'p Pair) -> impl Iterator<Item = &'p (&'p Contact, &'p Contact)> {
    pair.shared.iter().zip(&pair.others.both).filter(|(_, others)| **others == 0).map(|(both, _)| both)
}

/// Contacts of the old number within two weeks of its end.
pub(super) fn recent<'p>(pair: &'p Pair) -> impl Iterator<Item = &'p Contact> {
    pair.a_contacts.all.iter().filter(|c| c.last >= pair.old_end - RECENT_SECS)
}

/// The fact about shared contacts.
pub(super) fn shared(pair: &Pair) -> Option<Fact> {
    if pair.a_contacts.all.is_empty() || pair.b_contacts.all.is_empty() {
        return None;
    }
    let all = pair.shared.len();
    if all == 0 {
        let sentence = format!(
            "None of the old number's {} deals with the new number.",
            count(pair.a_contacts.all.len() as u64, "contact", "contacts")
        );
        return Some(Fact::new("No shared contacts", sentence));
    }
    let recent: Vec<&Contact> = recent(pair).collect();
    let back = recent.iter().filter(|c| pair.b_contacts.get(c.who).is_some()).count();
    let sentence = format!(
        "{back} of the old number's {} came back on the new number; {all} of the new number's {} had dealt with the old.",
        count(recent.len() as u64, "recent contact", "recent contacts"),
        count(pair.b_contacts.all.len() as u64, "contact", "contacts"),
    );
    Some(Fact::new(format!("Shared contacts, {all}"), sentence).resting_on(ends_of_shared(pair, pair.shared.iter())))
}

/// The last record with the old number and the first with the new, of the shared contacts chosen.
fn ends_of_shared<'p>(
    pair: &Pair,
    chosen: impl Iterator<Item = &'p (&'p Contact, &'p Contact)>,
) -> Vec<(i64, RecordId)> {
    let mut records = Vec::new();
    for (x, y) in chosen {
        let with_old = pair.a_contacts.events(x);
        let up_to = with_old.partition_point(|e| e.0 <= x.last);
        records.extend(with_old[..up_to].last());
        records.extend(pair.b_contacts.events(y).first());
    }
    records
}

/// The fact about rare contacts.
pub(super) fn rare(pair: &Pair) -> Option<Fact> {
    if pair.a_contacts.all.is_empty() || pair.b_contacts.all.is_empty() {
        return None;
    }
    let only = exclusive(pair).count();
    let all = pair.shared.len();
    let sentence = match (all, only) {
        (0, _) => "No contact, rare or common, is shared.".to_owned(),
        (_, 0) => format!(
            "All {} deal with other numbers of the case as well, {} on average.",
            count(all as u64, "shared contact", "shared contacts"),
            others_on_average(pair),
        ),
        (_, only) if only == all => format!("{} with no other number of the case.", all_deal(all)),
        _ => format!(
            "{only} of the {} {} with no other number of the case.",
            count(all as u64, "shared contact", "shared contacts"),
            if only == 1 { "deals" } else { "deal" },
        ),
    };
    let label = if only == 0 { "No rare contacts".to_owned() } else { format!("Rare contacts, {only}") };
    Some(Fact::new(label, sentence).resting_on(ends_of_shared(pair, exclusive(pair))))
}

fn all_deal(all: usize) -> String {
    if all == 1 { "The one shared contact deals".to_owned() } else { format!("All {all} shared contacts deal") }
}

fn others_on_average(pair: &Pair) -> u64 {
    let others: u64 = pair.others.both.iter().copied().map(u64::from).sum();
    others.div_ceil(pair.shared.len().max(1) as u64)
}
