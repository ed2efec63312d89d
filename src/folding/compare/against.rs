//! What speaks against one line: the two called each other; people say that different persons used them.

use super::Fact;
use crate::domain::Attribution;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    out.set(Measure::Mutual, f64::from(pair.study.events_between(pair.old, pair.new)));
    if let Some(level) = people_level(pair) {
        out.set(Measure::People, level);
    }
}

/// The fact about calls and texts between the two.
pub(super) fn mutual_calls(pair: &Pair) -> Fact {
    let n = pair.study.events_between(pair.old, pair.new);
    let sentence = match n {
        0 => return Fact::new("Never called each other", "The two numbers never called or wrote to each other."),
        1 => "There is one call or text between the two numbers.".to_owned(),
        n => {
            format!("There are {n} calls and texts between the two numbers; a phone has no need to call its successor.")
        }
    };
    let new = pair.study.census.subjects()[pair.new.index()];
    let events = pair.study.events.of(pair.old).filter(|e| e.contact == Some(new)).map(|e| (e.at, e.record));
    Fact::new(format!("Called each other, {n}"), sentence).resting_on(events)
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
