//! What codes mean by the others of their column.

use super::code::{Code, Direction, read_code};
use super::code_rows::CodeRows;
use crate::domain::Kind;
use std::collections::{BTreeMap, HashMap};

/// Codes of which the rows have to say the kind: those of which nothing is known, and those that tell a way that another code tells
/// as well (`MOS` beside `MOC`). One that alone tells its way (`IN` beside `OUT`) is that of a call.
pub(super) fn without_kind<'v>(values: &[&'v str], codes: &HashMap<String, Code>) -> Vec<&'v str> {
    let code = |value: &str| codes.get(value).copied().unwrap_or_default();
    let is_shared = |value: &str| {
        let way = code(value).direction;
        values.iter().any(|other| *other != value && code(other).direction == way)
    };
    values.iter().copied().filter(|v| code(v).kind.is_none() && (code(v).direction.is_none() || is_shared(v))).collect()
}

/// Of two codes of one kind of which one tells its way, the other tells the other way, where all other codes tell theirs: says so
/// in sentences.
pub(super) fn complete_ways(header: &str, values: &[&str], codes: &mut HashMap<String, Code>) -> Vec<String> {
    let code = |value: &str| codes.get(value).copied().unwrap_or_default();
    let mut by_kind: BTreeMap<_, Vec<(&str, Option<Direction>)>> = BTreeMap::new();
    for value in values {
        let Code { direction, kind } = code(value);
        // What tells a way alone is a call.
        let kind = kind.or(direction.map(|_| Kind::Voice));
        by_kind.entry(kind).or_default().push((value, direction));
    }
    let mut found = Vec::new();
    for pair in by_kind.values().filter(|_| by_kind.len() > 1) {
        let (open, way) = match pair[..] {
            [(open, None), (_, Some(way))] | [(_, Some(way)), (open, None)] => (open, way),
            // Where one pair is whole, the others are meant to be pairs as well.
            [(_, Some(_)), (_, Some(_))] => continue,
            _ => return Vec::new(),
        };
        let other = if way == Direction::Incoming { Direction::Outgoing } else { Direction::Incoming };
        found.push((open.to_owned(), other));
    }
    let sentence = |(open, _): &(String, Direction)| {
        format!("Code \"{open}\" in column \"{header}\" is the other way of its kind.")
    };
    let sentences = found.iter().map(sentence).collect();
    for (open, way) in found {
        codes.entry(open).or_default().direction = Some(way);
    }
    sentences
}

/// Codes whose events last and codes whose events never do, where each is one or the other.
pub(super) fn split_by_length(seen: &BTreeMap<String, CodeRows>) -> Option<(Vec<&str>, Vec<&str>)> {
    let (mut calls, mut texts) = (Vec::new(), Vec::new());
    for (code, rows) in seen {
        // Where a word tells the kind it need not be worked out.
        let kind = read_code(code).kind;
        if kind == Some(Kind::Voice) {
            calls.push(code.as_str());
        } else if kind == Some(Kind::Sms) {
            texts.push(code.as_str());
        } else if rows.lasting * 2 >= rows.rows {
            calls.push(code.as_str());
        } else if rows.lasting == 0 && rows.rows > 2 {
            texts.push(code.as_str());
        } else {
            return None;
        }
    }
    Some((calls, texts))
}

/// What four codes that are no words mean: of calls and of texts, in and out.
pub(super) struct FourCodes {
    pub codes: Vec<(String, Code)>,
    /// Why these are the incoming ones; nothing where it is but guessed.
    pub why: Option<&'static str>,
}

/// The meaning of four codes by their rows: two of them last and two never do; of each pair the one beside withheld numbers and
/// names came in, or the one that is written like the one that came in of the other pair.
pub(super) fn read_four(seen: &BTreeMap<String, CodeRows>) -> Option<FourCodes> {
    let (calls, texts) = split_by_length(seen)?;
    let pairs: [[&str; 2]; 2] = [calls.try_into().ok()?, texts.try_into().ok()?];
    let nameless = |code: &str| seen.get(code).map_or(0, |rows| rows.nameless);
    let sign = |pair: [&'_ str; 2]| match pair.map(|code| nameless(code) > 0) {
        [true, false] => Some(0),
        [false, true] => Some(1),
        _ => None,
    };
    let ends = |code: &str| (code.chars().next(), code.chars().last());
    // `02` and `22` are written alike beside `01` and `21`.
    let alike = |pair: [&str; 2], model: &str| {
        let like = |one: &str| [ends(one).0 == ends(model).0, ends(one).1 == ends(model).1];
        let (first, second) = (like(pair[0]), like(pair[1]));
        (0..2).find_map(|end| match (first[end], second[end]) {
            (true, false) => Some(0),
            (false, true) => Some(1),
            _ => None,
        })
    };
    let signs = pairs.map(sign);
    let (incoming, why) = match signs {
        [Some(call), Some(text)] => ([call, text], Some("they alone stand beside withheld numbers and names")),
        [Some(call), None] => {
            let text = alike(pairs[1], pairs[0][call]);
            ([call, text.unwrap_or(call)], text.map(|_| "one stands beside withheld numbers, the other is like it"))
        }
        [None, Some(text)] => {
            let call = alike(pairs[0], pairs[1][text]);
            ([call.unwrap_or(text), text], call.map(|_| "one stands beside names, the other is like it"))
        }
        [None, None] => ([1, alike(pairs[1], pairs[0][1]).unwrap_or(1)], None),
    };
    let mut codes = Vec::new();
    for ((pair, incoming), kind) in pairs.into_iter().zip(incoming).zip([Kind::Voice, Kind::Sms]) {
        for (at, code) in pair.into_iter().enumerate() {
            let direction = if at == incoming { Direction::Incoming } else { Direction::Outgoing };
            codes.push((code.to_owned(), Code { direction: Some(direction), kind: Some(kind) }));
        }
    }
    Some(FourCodes { codes, why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::code::read_code;

    fn read(values: &[&str]) -> HashMap<String, Code> {
        values.iter().map(|value| ((*value).to_owned(), read_code(value))).collect()
    }

    #[test]
    fn one_code_a_way_is_that_of_a_call_and_of_two_the_rows_tell_the_kind() {
        let alone = ["in", "out", "smo", "smt"];
        assert_eq!(without_kind(&["in", "out"], &read(&["in", "out"])), Vec::<&str>::new());
        assert_eq!(without_kind(&alone, &read(&alone)), ["in", "out"]);
        let shared = ["s-mo", "s-mt", "v-mo", "v-mt"];
        assert_eq!(without_kind(&shared, &read(&shared)), shared);
    }

    #[test]
    fn four_codes_are_told_by_what_lasts_and_by_who_cannot_be_called() {
        let rows = |lasting, nameless| CodeRows { rows: 9, lasting, nameless, ..CodeRows::default() };
        let seen = [("01", rows(9, 0)), ("02", rows(8, 1)), ("21", rows(0, 0)), ("22", rows(0, 0))];
        let mut seen: BTreeMap<String, CodeRows> = seen.into_iter().map(|(c, r)| (c.to_owned(), r)).collect();
        let four = read_four(&seen).expect("four codes");
        let incoming = four.codes.iter().filter(|(_, code)| code.direction == Some(Direction::Incoming));
        assert_eq!(incoming.map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["02", "22"]);
        assert!(four.why.is_some());
        seen.insert("02".to_owned(), rows(8, 0));
        assert!(read_four(&seen).expect("four codes").why.is_none());
    }

    #[test]
    fn the_fourth_of_two_ways_of_two_kinds_is_what_is_left() {
        let values = ["call in", "call out", "sms in", "sms xy"];
        let mut codes = read(&values);
        assert_eq!(complete_ways("Type", &values, &mut codes).len(), 1);
        assert_eq!(codes["sms xy"].direction, Some(Direction::Outgoing));
        let forwarded = ["call in", "call out", "forwarded"];
        assert!(complete_ways("Type", &forwarded, &mut read(&forwarded)).is_empty());
    }
}
