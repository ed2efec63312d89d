//! What the codes of a file mean, worked out once from all values of its columns.

use super::clean::clean_code;
use super::code::{Code, Direction, read_code, read_letters};
use super::mapping::{Column, Mapping};
use super::vocabulary::Meaning;
use crate::domain::Kind;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Codes of each column of codes, by their text in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Codebook {
    columns: HashMap<usize, HashMap<String, Code>>,
    /// How codes that are no words were understood, as sentences; the flag says that it is a guess.
    pub decisions: Vec<(String, bool)>,
}

impl Codebook {
    /// The codes of the columns of a mapping. `rows` are sample rows, by which bare flags (`1`, `0`) are worked out.
    pub(super) fn new(
        mapping: &Mapping,
        columns: &[Column],
        rows: &[Vec<Cow<'_, str>>],
        told: &BTreeMap<String, String>,
    ) -> Self {
        let mut book = Self::default();
        for &at in mapping.directions.iter().chain(&mapping.kinds) {
            if book.columns.contains_key(&at) {
                continue;
            }
            let column = &columns[at];
            let values: Vec<&str> = column.looks.distinct().keys().map(String::as_str).collect();
            let mut codes: HashMap<String, Code> = values.iter().map(|v| ((*v).to_owned(), read_code(v))).collect();
            for (letter, code) in read_letters(&values) {
                codes.insert(letter.to_owned(), code);
            }
            if mapping.directions.contains(&at) {
                book.read_flags(at, column, &values, &mut codes, rows);
            }
            for (code, meaning) in told {
                let known = codes.entry(code.trim().to_lowercase()).or_default();
                *known = told_code(meaning, *known);
            }
            book.columns.insert(at, codes);
        }
        book
    }

    /// Which way a row went, by the first of these columns that says so.
    pub(super) fn direction(&self, columns: &[usize], row: &[Cow<'_, str>]) -> Option<Direction> {
        columns.iter().find_map(|&at| self.code(at, row.get(at)?).direction)
    }

    /// What kind of event a row tells of, by the first of these columns that says so.
    pub(super) fn kind(&self, columns: &[usize], row: &[Cow<'_, str>]) -> Option<Kind> {
        columns.iter().find_map(|&at| self.code(at, row.get(at)?).kind)
    }

    fn code(&self, at: usize, cell: &str) -> Code {
        let text = clean_code(cell);
        if text.is_empty() {
            return Code::default();
        }
        let known = self.columns.get(&at);
        if let Some(code) = known.and_then(|codes| codes.get(text)) {
            return *code;
        }
        let lower = text.to_lowercase();
        known.and_then(|codes| codes.get(&lower)).copied().unwrap_or_else(|| read_code(&lower))
    }

    /// Two values that are no words: `1` and `0`, `Y` and `N`. A header that names one way says what yes means; else the way in
    /// which withheld numbers occur is incoming, since nobody can call those.
    fn read_flags(
        &mut self,
        at: usize,
        column: &Column,
        values: &[&str],
        codes: &mut HashMap<String, Code>,
        rows: &[Vec<Cow<'_, str>>],
    ) {
        let unknown: Vec<&str> =
            values.iter().copied().filter(|v| codes.get(*v).is_none_or(|c| c.direction.is_none())).collect();
        let short =
            unknown.len() == values.len() && (1..=2).contains(&unknown.len()) && unknown.iter().all(|v| v.len() <= 5);
        let inward = column.meaning.has(Meaning::INWARD);
        let outward = column.meaning.has(Meaning::OUTWARD);
        if !short || !(inward || outward || column.meaning.has(Meaning::DIRECTION)) {
            return;
        }
        let yes = |v: &str| matches!(v, "1" | "y" | "yes" | "true" | "t" | "x" | "ja" | "oui" | "si" | "sim");
        let mut set = |value: &str, direction: Direction| {
            codes.insert(value.to_owned(), Code { direction: Some(direction), kind: None });
        };
        let (incoming, outgoing) = (Direction::Incoming, Direction::Outgoing);
        let no = |v: &str| matches!(v, "0" | "n" | "no" | "false" | "f" | "nein" | "non" | "nao");
        if inward != outward && unknown.iter().all(|v| yes(v) || no(v)) {
            for value in &unknown {
                set(value, if yes(value) == inward { incoming } else { outgoing });
            }
            let sentence = format!("Column \"{}\" says by yes or no which way a record went.", column.header);
            self.decisions.push((sentence, false));
            return;
        }
        if let [letter @ ("t" | "r" | "e" | "o" | "s" | "d")] = unknown[..] {
            set(letter, if matches!(letter, "t" | "r" | "e") { incoming } else { outgoing });
            let sentence = format!("Code \"{letter}\" in column \"{}\" is the same in every row.", column.header);
            self.decisions.push((sentence, true));
            return;
        }
        let nameless = nameless_by_code(at, rows);
        let by_rows =
            unknown.iter().max_by_key(|v| nameless.get(**v)).filter(|v| nameless.get(**v).is_some_and(|n| *n > 0));
        let others_have_none = |v: &str| unknown.iter().all(|o| *o == v || nameless.get(*o).is_none_or(|n| *n == 0));
        let sign = match by_rows {
            Some(value) if others_have_none(value) => Some((*value, "it alone stands beside withheld numbers", false)),
            _ => unknown.iter().copied().find(|v| *v == "1").map(|v| (v, "as some operators write it", true)),
        };
        let Some((value, why, is_guess)) = sign else { return };
        for other in &unknown {
            set(other, if *other == value { incoming } else { outgoing });
        }
        self.decisions.push((
            format!("Code \"{value}\" in column \"{}\" is taken for incoming: {why}.", column.header),
            is_guess,
        ));
    }
}

/// What a person says a code means; what is left out stays as it was.
fn told_code(meaning: &str, known: Code) -> Code {
    meaning.split_whitespace().fold(known, |code, word| match word.to_ascii_lowercase().as_str() {
        "in" => Code { direction: Some(Direction::Incoming), ..code },
        "out" => Code { direction: Some(Direction::Outgoing), ..code },
        "voice" => Code { kind: Some(Kind::Voice), ..code },
        "sms" => Code { kind: Some(Kind::Sms), ..code },
        "mms" => Code { kind: Some(Kind::Mms), ..code },
        "data" => Code { kind: Some(Kind::Data), ..code },
        "other" => Code { kind: Some(Kind::Other), ..code },
        _ => code,
    })
}

/// How often each code stands in a row with a party that nobody can call: a withheld number.
fn nameless_by_code(at: usize, rows: &[Vec<Cow<'_, str>>]) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let Some(code) = row.get(at).map(|c| clean_code(c).to_lowercase()) else { continue };
        let nameless = row.iter().enumerate().any(|(i, cell)| i != at && is_nameless(clean_code(cell)));
        *counts.entry(code).or_insert(0) += u32::from(nameless);
    }
    counts
}

fn is_nameless(text: &str) -> bool {
    use crate::domain::{DialPlan, Party};
    let plan = DialPlan::GREAT_BRITAIN;
    text.len() > 5
        && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
        && Party::parse(text, &plan) == Ok(Party::Withheld)
}
