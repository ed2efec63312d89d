//! What speaks against one line: the two called each other; people say that different persons used them.

use super::Fact;
use crate::domain::{Attribution, count};
use crate::folding::contacts::Contact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

/// What the two numbers had with each other, as either tells it.
fn between<'p>(pair: &'p Pair) -> Option<(&'p crate::folding::contacts::ContactList, &'p Contact)> {
    let number = |s: crate::folding::census::SubjectId| pair.study.census.subjects()[s.index()];
    let from = |list: &'p crate::folding::contacts::ContactList, who| list.get(who).map(|c| (list, c));
    from(pair.a_contacts, number(pair.new)).or_else(|| from(pair.b_contacts, number(pair.old)))
}

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    out.set(Measure::Mutual, between(pair).map_or(0.0, |(list, c)| list.events(c).len() as f64));
    if let Some(level) = people_level(pair) {
        out.set(Measure::People, level);
    }
}

/// The fact about calls and texts between the two.
pub(super) fn mutual_calls(pair: &Pair, _measures: &Measures) -> Option<Fact> {
    let Some((list, contact)) = between(pair) else {
        return Some(Fact::new("Never called each other", "The two numbers never called or wrote to each other."));
    };
    let events = list.events(contact);
    let times = count(events.len() as u64, "call or text", "calls and texts");
    let sentence = format!("There are {times} between the two numbers; a phone has no need to call its successor.");
    let sentence =
        if events.len() == 1 { "There is one call or text between the two numbers.".to_owned() } else { sentence };
    Some(Fact::new(format!("Called each other, {}", events.len()), sentence).resting_on(events.iter().copied()))
}

/// -1 where all persons named differ, 1 where one is named for both, 0 where only roles are; `None` where nobody says anything
/// of both.
fn people_level(pair: &Pair) -> Option<f64> {
    let (a, b) = (pair.study.attributions(pair.old), pair.study.attributions(pair.new));
    let named = |all: &[&Attribution]| -> Vec<String> {
        all.iter().map(|x| x.person.trim().to_lowercase()).filter(|p| !p.is_empty()).collect()
    };
    let (people_a, people_b) = (named(a), named(b));
    if people_a.iter().any(|p| people_b.contains(p)) {
        return Some(1.0);
    }
    if !people_a.is_empty() && !people_b.is_empty() {
        return Some(-1.0);
    }
    let (roles_a, roles_b): (Vec<_>, Vec<_>) =
        (a.iter().filter_map(|x| x.role).collect(), b.iter().filter_map(|x| x.role).collect());
    if roles_a.is_empty() || roles_b.is_empty() {
        return None;
    }
    Some(if roles_a.iter().any(|r| roles_b.contains(r)) { 0.0 } else { -1.0 })
}

/// The fact about people; none where nobody says anything of both numbers.
pub(super) fn people(pair: &Pair) -> Option<Fact> {
    let level = people_level(pair)?;
    let who = |all: &[&Attribution]| {
        let mut names: Vec<String> = all
            .iter()
            .map(|x| match (x.person.trim(), x.role) {
                ("", Some(role)) => role.label().to_lowercase(),
                (person, _) => person.to_owned(),
            })
            .collect();
        names.dedup();
        names.join(", ")
    };
    let (a, b) = (who(pair.study.attributions(pair.old)), who(pair.study.attributions(pair.new)));
    let sentence = format!("The old number is attributed to {a}, the new to {b}.");
    let label = match level {
        l if l < 0.0 => "Different people",
        l if l > 0.0 => "Same person",
        _ => "Same role",
    };
    Some(Fact::new(label, sentence))
}
