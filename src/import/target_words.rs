//! Codes that say where the requested number stands: `from-target`, `to target`, `von Ziel`.

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
