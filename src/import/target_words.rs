//! Codes that say where the requested number stands: `from-target`, `to target`, `von Ziel`, `You called`.

use super::code::Direction;

const FROM: [&str; 8] = ["from", "von", "vom", "de", "da", "desde", "van", "od"];
const TO: [&str; 11] = ["to", "an", "zu", "zum", "vers", "para", "a", "al", "ao", "naar", "do"];
const TARGET: [&str; 14] = [
    "target",
    "targets",
    "subject",
    "suspect",
    "subscriber",
    "intercepted",
    "monitored",
    "ziel",
    "cible",
    "objetivo",
    "alvo",
    "bersaglio",
    "doel",
    "celu",
];

/// The way of a record that comes from the requested number or goes to it.
pub(super) fn way_from_target(words: &[String]) -> Option<Direction> {
    let [preposition, .., noun] = words else { return None };
    if words.len() > 3 || !TARGET.contains(&noun.as_str()) {
        return None;
    }
    match preposition.as_str() {
        word if FROM.contains(&word) => Some(Direction::Outgoing),
        word if TO.contains(&word) => Some(Direction::Incoming),
        _ => None,
    }
}

/// The way of a record of which the other party stands behind such a word: `To: 07700 900112`.
pub(super) fn way_of_label(word: &str) -> Option<Direction> {
    if TO.contains(&word) || matches!(word, "till" | "til" | "à") {
        Some(Direction::Outgoing)
    } else {
        (FROM.contains(&word) || matches!(word, "fran" | "från" | "fra")).then_some(Direction::Incoming)
    }
}

/// `You called` and `Called you`: whose account it is.
pub(super) fn way_of_person(words: &[String]) -> Option<Direction> {
    let [first, .., last] = words else { return None };
    let is_holder = |word: &String| matches!(word.as_str(), "you" | "me" | "us");
    match (matches!(first.as_str(), "you" | "i" | "we"), is_holder(last)) {
        _ if words.len() > 3 => None,
        (true, false) => Some(Direction::Outgoing),
        (false, true) => Some(Direction::Incoming),
        _ => None,
    }
}

/// Words that tell a way only beside each other: outgoing, incoming.
const PAIRS: [(&str, &str); 18] = [
    ("ab", "an"),
    ("origen", "destino"),
    ("origem", "destino"),
    ("origine", "destination"),
    ("origin", "destination"),
    ("orig", "dest"),
    ("til", "fra"),
    ("till", "från"),
    ("till", "fran"),
    ("an", "von"),
    ("naar", "van"),
    ("vers", "de"),
    ("à", "de"),
    ("a", "de"),
    ("para", "de"),
    ("al", "del"),
    ("a", "da"),
    ("do", "od"),
];

/// The ways of the two codes of a column.
pub(super) fn ways_of_pair(first: &str, second: &str) -> Option<(Direction, Direction)> {
    let (out, inward) = (Direction::Outgoing, Direction::Incoming);
    if PAIRS.contains(&(first, second)) {
        return Some((out, inward));
    }
    PAIRS.contains(&(second, first)).then_some((inward, out))
}
