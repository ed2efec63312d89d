//! A new number is told to customers in its first hours, and it is the new number that calls them.

use super::Fact;
use super::contacts::recent;
use crate::domain::count;
use crate::folding::contacts::Contact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

/// The first hours of a number, in which it is told.
const BURST_SECS: i64 = 6 * 3600;

/// The first days, in which it is told to those who were not told at once.
const SLOWLY_SECS: i64 = 48 * 3600;
/// Those told by the old number get in touch within this time.
const WEEK_SECS: i64 = 7 * 86_400;

/// Those the new number called or wrote to within `secs` of its first use.
fn told<'p>(pair: &'p Pair, secs: i64) -> impl Iterator<Item = &'p Contact> {
    pair.b_contacts.all.iter().filter(move |c| is_told(pair, c, secs))
}

/// Whether the new number called or wrote to a contact of its within `secs` of its first use.
fn is_told(pair: &Pair, contact: &Contact, secs: i64) -> bool {
    contact.first_out.is_some_and(|at| at <= pair.b.life.start + secs)
}

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    let recipients = told(pair, BURST_SECS).count() as f64;
    let known_of = |told: &dyn Fn(&Contact) -> bool| pair.shared.iter().filter(|(_, y)| told(y)).count() as f64;
    let known = known_of(&|c| is_told(pair, c, BURST_SECS));
    out.set(Measure::ToldShare, (known + 0.5) / (recipients + 1.0));
    let slowly = || told(pair, SLOWLY_SECS).filter(|c| c.began);
    let known = known_of(&|c| is_told(pair, c, SLOWLY_SECS) && c.began);
    out.set(Measure::ToldSlowlyShare, (known + 0.5) / (slowly().count() as f64 + 1.0));
    out.set(Measure::ToldByOld, told_by_old(pair).count() as f64);
    if !pair.shared.is_empty() {
        let began = pair.shared.iter().filter(|(_, y)| y.began).count() as f64;
        out.set(Measure::CalledFirst, began / pair.shared.len() as f64);
    }
}

/// Those the old number called or wrote to in its last hours, and who were in touch with the new number within a week.
fn told_by_old<'p>(pair: &'p Pair) -> impl Iterator<Item = (&'p Contact, &'p Contact)> {
    let (from, until) = (pair.old_end - BURST_SECS, pair.b.life.start + WEEK_SECS);
    let told = move |x: &Contact, y: &Contact| x.last_out.is_some_and(|at| at >= from) && y.first <= until;
    pair.shared.iter().copied().filter(move |(x, y)| told(x, y))
}

/// Share of the old number's recent contacts that the new number called or wrote to within its first hour; `None` where
/// the old number had none.
pub(in crate::folding) fn told_within_hour(pair: &Pair) -> Option<f64> {
    let until = pair.b.life.start + 3600;
    let was_told = |c: &&Contact| pair.b_contacts.get(c.who).and_then(|y| y.first_out).is_some_and(|at| at <= until);
    let all = recent(pair).count();
    (all > 0).then(|| recent(pair).filter(was_told).count() as f64 / all as f64)
}

/// The fact about the new number's first hours.
pub(super) fn fact(pair: &Pair, measures: &Measures) -> Option<Fact> {
    if pair.b_contacts.all.is_empty() {
        return None;
    }
    let recipients: Vec<&Contact> = told(pair, BURST_SECS).collect();
    let known: Vec<&&Contact> = recipients.iter().filter(|c| pair.a_contacts.get(c.who).is_some()).collect();
    let share = measures.get(Measure::CalledFirst);
    let first = if share.is_nan() {
        String::new()
    } else {
        let began = pair.shared.iter().filter(|(_, y)| y.began).count();
        format!(" It was the new number that got in touch first with {began} of {} shared.", pair.shared.len())
    };
    if recipients.is_empty() {
        let began = pair.shared.iter().filter(|(_, y)| y.began).count();
        let label = if began == 0 {
            "Not announced".to_owned()
        } else {
            format!("Called first, {began} of {}", pair.shared.len())
        };
        let sentence = format!("The new number called and wrote to nobody in its first 6 hours.{first}");
        return Some(Fact::new(label, sentence));
    }
    let label = format!("Announced to {} of {}", known.len(), recipients.len());
    let sentence = format!(
        "In its first 6 hours the new number called or wrote to {}; {} of them had dealt with the old number.{first}",
        count(recipients.len() as u64, "contact", "contacts"),
        known.len(),
    );
    let first_to = |c: &Contact| pair.b_contacts.events(c).iter().copied().find(|e| Some(e.0) == c.first_out);
    Some(Fact::new(label, sentence).resting_on(known.iter().filter_map(|c| first_to(c))))
}
