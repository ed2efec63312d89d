//! What the codes of a file mean, worked out once from all values of its columns.

use super::clean::clean_code;
use super::code::{Code, Direction, read_code, read_letters, words_beside_kinds};
use super::code_pairs;
use super::code_rows::{CodeRows, rows_by_code};
use super::duration::counts_other;
use super::field::Field;
use super::looks_of_numbers::label_of;
use super::mapping::{Column, Mapping, PARTIES};
use super::phone_log;
use super::vocabulary::Meaning;
use super::{Choice, Doubt, DoubtAbout, Reading};
use crate::domain::{DialPlan, Kind};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Codes of each column of codes, by their text in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Codebook {
    columns: HashMap<usize, HashMap<String, Code>>,
    /// The column of amounts whose units tell kinds: `1 SMS` beside `37 s`.
    amounts: Option<usize>,
    /// The column of parties before each of which a word tells the way: `To: 07700 900112`.
    labels: Option<usize>,
    /// How codes that are no words were understood, as sentences.
    pub decisions: Vec<String>,
    /// What was guessed of them, the likeliest first.
    pub doubts: Vec<Doubt>,
}

/// What codes are worked out from beside themselves.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeClues<'c, 'r> {
    pub plan: &'c DialPlan,
    /// Rows of the file, spread over it.
    pub rows: &'c [Vec<Cow<'r, str>>],
    /// What a person says of codes.
    pub told: &'c BTreeMap<String, String>,
}

impl Codebook {
    /// The codes of the columns of a mapping.
    pub(super) fn new(mapping: &Mapping, columns: &[Column], clues: CodeClues<'_, '_>) -> Self {
        let amounts = mapping.kinds.iter().copied().find(|at| mapping.column(Field::Duration) == Some(*at));
        let is_party = |at: &usize| PARTIES.iter().any(|party| mapping.column(*party) == Some(*at));
        let labels = mapping.directions.iter().copied().find(is_party);
        let mut book = Self { amounts, labels, ..Self::default() };
        for &at in mapping.directions.iter().chain(&mapping.kinds) {
            if book.columns.contains_key(&at) || amounts == Some(at) || labels == Some(at) {
                continue;
            }
            let column = &columns[at];
            let values: Vec<&str> = column.looks.distinct().keys().map(String::as_str).collect();
            let mut codes: HashMap<String, Code> = values.iter().map(|v| ((*v).to_owned(), read_code(v))).collect();
            for (letter, code) in read_letters(&values) {
                codes.insert(letter.to_owned(), code);
            }
            // `T` and `F`: to and from, where the header does not ask whether one way is true.
            let names_one_way = column.meaning.has(Meaning::INWARD) != column.meaning.has(Meaning::OUTWARD);
            let asks_way = column.meaning.has(Meaning::DIRECTION) || column.meaning.has(Meaning::SINCE);
            if values == ["f", "t"] && asks_way && !names_one_way {
                codes.insert("f".to_owned(), Code { direction: Some(Direction::Incoming), kind: None });
                codes.insert("t".to_owned(), Code { direction: Some(Direction::Outgoing), kind: None });
            }
            if let Some(known) = phone_log::codes(at, columns) {
                codes.extend(known);
                book.decisions
                    .push(format!("Codes in column \"{}\" are those of the log of an Android phone.", column.header));
            }
            for (code, meaning) in clues.told {
                let known = codes.entry(code.trim().to_lowercase()).or_default();
                *known = told_code(meaning, *known);
            }
            let (asked_for_way, asked_for_kind) = (mapping.directions.contains(&at), mapping.kinds.contains(&at));
            let is_open = |v: &&str| {
                let code = codes.get(*v).copied().unwrap_or_default();
                asked_for_way && code.direction.is_none() || asked_for_kind && code.kind.is_none()
            };
            if values.iter().any(is_open) {
                let seen = rows_by_code(at, mapping, clues.plan, clues.rows);
                // What the best column of ways tells of every row no other has to tell.
                let is_told = mapping.directions.iter().take_while(|way| **way != at).any(|way| {
                    let known = book.columns.get(way);
                    let all = known.is_some_and(|c| !c.is_empty() && c.values().all(|code| code.direction.is_some()));
                    all && columns[*way].looks.share_filled() > 0.99
                });
                let are_read = !asked_for_way
                    || is_told
                    || book.read_words_beside_kinds(column, &values, &mut codes, &seen)
                    || book.read_four(column, &mut codes, &seen);
                if !are_read {
                    book.read_flags(column, &values, &mut codes, &seen);
                }
                if asked_for_kind {
                    book.read_kinds(column, &values, &mut codes, &seen);
                }
                // Once it is known which codes are of one kind.
                if !are_read {
                    book.decisions.extend(code_pairs::complete_ways(&column.header, &values, &mut codes));
                }
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

    /// Whether any code of these columns is known for a kind.
    pub(super) fn tells_kinds(&self, columns: &[usize]) -> bool {
        let known = |codes: &HashMap<String, Code>| codes.values().any(|code| code.kind.is_some());
        columns.iter().any(|at| self.amounts == Some(*at) || self.columns.get(at).is_some_and(known))
    }

    fn code(&self, at: usize, cell: &str) -> Code {
        let text = clean_code(cell);
        if text.is_empty() {
            return Code::default();
        }
        if self.amounts == Some(at) {
            // What is no count of texts or bytes lasts.
            let kind = if counts_other(text) { read_code(text).kind.unwrap_or(Kind::Data) } else { Kind::Voice };
            return Code { direction: None, kind: Some(kind) };
        }
        if self.labels == Some(at) {
            return Code { direction: label_of(text), kind: None };
        }
        let known = self.columns.get(&at);
        if let Some(code) = known.and_then(|codes| codes.get(text)) {
            return *code;
        }
        let lower = text.to_lowercase();
        known.and_then(|codes| codes.get(&lower)).copied().unwrap_or_else(|| read_code(&lower))
    }

    /// Codes of several words of which those that are not kinds must be ways; says whether these are such.
    fn read_words_beside_kinds(
        &mut self,
        column: &Column,
        values: &[&str],
        codes: &mut HashMap<String, Code>,
        seen: &BTreeMap<String, CodeRows>,
    ) -> bool {
        if values.iter().any(|v| codes.get(*v).is_some_and(|c| c.direction.is_some())) {
            return false;
        }
        let Some(rest) = words_beside_kinds(values) else { return false };
        let mut by_rest: BTreeMap<String, CodeRows> = BTreeMap::new();
        for (value, rest) in &rest {
            let seen = seen.get(*value).copied().unwrap_or_default();
            by_rest.entry(rest.clone()).or_default().add(seen);
        }
        let mut ways = HashMap::new();
        let words: Vec<&str> = by_rest.keys().map(String::as_str).collect();
        self.read_flags(column, &words, &mut ways, &by_rest);
        for (value, rest) in &rest {
            codes.entry((*value).to_owned()).or_default().direction = ways.get(rest).and_then(|c: &Code| c.direction);
        }
        // What a person is asked about are the codes as they stand in the file.
        for choice in self.doubts.iter_mut().flat_map(|d| &mut d.choices) {
            let told = std::mem::take(&mut choice.reading.codes);
            for (code, way) in told {
                let whole = rest.iter().filter(|(_, rest)| **rest == code).map(|(value, _)| (*value).to_owned());
                let whole: Vec<String> = whole.collect();
                let names = if whole.is_empty() { vec![code] } else { whole };
                choice.reading.codes.extend(names.into_iter().map(|name| (name, way.clone())));
            }
        }
        true
    }

    /// Four codes of which nothing is known: says whether these are such.
    fn read_four(
        &mut self,
        column: &Column,
        codes: &mut HashMap<String, Code>,
        seen: &BTreeMap<String, CodeRows>,
    ) -> bool {
        if codes.values().any(|code| code.direction.is_some()) {
            return false;
        }
        let Some(four) = code_pairs::read_four(seen) else { return false };
        let is_in = |code: &Code| code.direction == Some(Direction::Incoming);
        let names: Vec<String> =
            four.codes.iter().filter(|(_, code)| is_in(code)).map(|(name, _)| format!("\"{name}\"")).collect();
        let names = names.join(" and ");
        let header = &column.header;
        if let Some(why) = four.why {
            self.decisions.push(format!("Codes {names} in column \"{header}\" are taken for incoming: {why}."));
        } else {
            let choice = |mirrored: bool| {
                let word = |code: &Code| if is_in(code) == mirrored { "out" } else { "in" };
                let all = four.codes.iter().map(|(name, code)| (name.clone(), word(code).to_owned()));
                let which = if mirrored { "outgoing" } else { "incoming" };
                let reading = Reading { codes: all.collect(), ..Reading::default() };
                Choice { words: format!("{names} are {which}"), reading }
            };
            self.doubts.push(Doubt {
                about: DoubtAbout::Codes,
                question: format!("Which way do {names} mean?"),
                why: format!("Codes {names} in column \"{header}\" are taken for incoming: nothing else tells."),
                choices: vec![choice(false), choice(true)],
            });
        }
        codes.extend(four.codes);
        true
    }

    /// Values that are no words: `1` and `0`, `Y` and `N`, `X1` and `X2`. A header that names one way says what yes means; else
    /// the way in which withheld numbers and names occur is incoming, since nobody can call those.
    fn read_flags(
        &mut self,
        column: &Column,
        values: &[&str],
        codes: &mut HashMap<String, Code>,
        seen: &BTreeMap<String, CodeRows>,
    ) {
        let direction = |codes: &HashMap<String, Code>, v: &str| codes.get(v).and_then(|c| c.direction);
        let unknown: Vec<&str> = values.iter().copied().filter(|v| direction(codes, v).is_none()).collect();
        let known: BTreeSet<Direction> = values.iter().filter_map(|v| direction(codes, v)).collect();
        let kinds: BTreeSet<&str> =
            values.iter().copied().filter(|v| codes.get(*v).is_some_and(|c| c.kind.is_some())).collect();
        // `Originator flag` asks whether a record went out.
        let side = |one: Meaning, other: Meaning| {
            column.meaning.has(Meaning::TYPE) && column.meaning.has(one) && !column.meaning.has(other)
        };
        let inward = column.meaning.has(Meaning::INWARD) || side(Meaning::B, Meaning::A);
        let outward = column.meaning.has(Meaning::OUTWARD) || side(Meaning::A, Meaning::B);
        let (incoming, outgoing) = (Direction::Incoming, Direction::Outgoing);
        let mut set = |value: &str, direction: Direction| {
            codes.entry(value.to_owned()).or_default().direction = Some(direction);
        };
        if let ([only], [way]) = (&unknown[..], &known.iter().copied().collect::<Vec<_>>()[..]) {
            // `Incoming` and another word: the other way, unless the column tells kinds of events (`Forwarded`).
            let rows = |v: &str| seen.get(v).copied().unwrap_or_default();
            let certain = *way == outgoing && rows(only).nameless > 0 || rows(only).rows > 4;
            let named = column.meaning.has(Meaning::DIRECTION) || inward && outward;
            let word = !kinds.contains(*only) && rows(only).rows > 4;
            if values.len() == 2 && (named || word) && certain {
                set(only, if *way == incoming { outgoing } else { incoming });
                self.decisions.push(format!("Code \"{only}\" in column \"{}\" is the other way.", column.header));
            }
            return;
        }
        // The log of calls of a phone counts calls in, calls out and calls missed, which never last.
        let lasting = |v: &str| seen.get(v).map_or(0, |s| s.lasting);
        if unknown == ["1", "2", "3"] && lasting("1") > 0 && lasting("2") > 0 && lasting("3") == 0 {
            for (value, way) in [("1", incoming), ("2", outgoing), ("3", incoming)] {
                let of_phone = Code { direction: Some(way), kind: Some(Kind::Voice) };
                codes.insert(value.to_owned(), of_phone);
            }
            let sentence = format!(
                "Codes in column \"{}\" are those of a phone: 1 came in, 2 went out, 3 was missed and never lasts.",
                column.header
            );
            self.decisions.push(sentence);
            return;
        }
        if !known.is_empty() || !(1..=2).contains(&unknown.len()) || unknown.iter().any(|v| v.len() > 20) {
            return;
        }
        let yes = |v: &str| matches!(v, "1" | "y" | "yes" | "true" | "t" | "x" | "ja" | "oui" | "si" | "sim");
        let no = |v: &str| matches!(v, "0" | "n" | "no" | "false" | "f" | "nein" | "non" | "nao");
        if inward != outward && unknown.iter().all(|v| yes(v) || no(v)) {
            for value in &unknown {
                set(value, if yes(value) == inward { incoming } else { outgoing });
            }
            self.decisions.push(format!("Column \"{}\" says by yes or no which way a record went.", column.header));
            return;
        }
        if let [letter @ ("t" | "r" | "e" | "o" | "s" | "d")] = unknown[..] {
            let way = if matches!(letter, "t" | "r" | "e") { incoming } else { outgoing };
            set(letter, way);
            let why = format!("Code \"{letter}\" in column \"{}\" is the same in every row.", column.header);
            self.doubts.push(way_doubt(&[letter], way, why));
            return;
        }
        let nameless = |v: &str| seen.get(v).map_or(0, |s| s.nameless);
        let standing: Vec<&str> = unknown.iter().copied().filter(|v| nameless(v) > 0).collect();
        let short = |v: &str| seen.get(v).map_or(0, |s| s.short_codes);
        let (sign, why, sure) = if let ([only], 2) = (&standing[..], unknown.len()) {
            (*only, "it alone stands beside withheld numbers and names, which nobody can call", true)
        } else if let Some(one) = unknown.iter().copied().find(|v| *v == "1") {
            (one, "some operators write it so", false)
        } else if let [first, second] = unknown[..] {
            // Short codes are texted more often than they text.
            let sign = if short(first) > short(second) { second } else { first };
            (sign, "nothing else tells", false)
        } else {
            return;
        };
        for other in &unknown {
            set(other, if *other == sign { incoming } else { outgoing });
        }
        let sentence = format!("Code \"{sign}\" in column \"{}\" is taken for incoming: {why}.", column.header);
        if sure {
            self.decisions.push(sentence);
        } else {
            let pair: Vec<&str> = std::iter::once(sign).chain(unknown.iter().copied().filter(|v| *v != sign)).collect();
            self.doubts.push(way_doubt(&pair, incoming, sentence));
        }
    }

    /// Values that name no kind: those whose events last are calls, those whose never do are texts.
    fn read_kinds(
        &mut self,
        column: &Column,
        values: &[&str],
        codes: &mut HashMap<String, Code>,
        seen: &BTreeMap<String, CodeRows>,
    ) {
        let kind = |codes: &HashMap<String, Code>, v: &str| codes.get(v).and_then(|c| c.kind);
        let unknown = code_pairs::without_kind(values, codes);
        let lasting = seen.values().any(|s| s.lasting > 0);
        if unknown.is_empty() || unknown.len() > 6 || !lasting {
            return;
        }
        let never = |v: &&&str| seen.get(**v).is_some_and(|rows| rows.lasting == 0);
        let still: u32 = unknown.iter().filter(never).filter_map(|v| seen.get(*v)).map(|rows| rows.rows).sum();
        let texts_are_known = values.iter().any(|v| matches!(kind(codes, v), Some(Kind::Sms)));
        for value in unknown {
            let rows = seen.get(value).copied().unwrap_or_default();
            let found = if rows.lasting * 5 >= rows.rows && rows.lasting > 0 {
                Kind::Voice
            } else if rows.lasting == 0 && rows.rows > 2 && !texts_are_known {
                Kind::Sms
            } else {
                continue;
            };
            codes.entry(value.to_owned()).or_default().kind = Some(found);
            let header = &column.header;
            if found == Kind::Voice {
                self.decisions
                    .push(format!("Code \"{value}\" in column \"{header}\" is taken for a call: its events last."));
                continue;
            }
            let sentence =
                format!("Code \"{value}\" in column \"{header}\" is taken for a text: none of its events lasts.");
            // Calls that nobody answered are few among many, and nobody is called by a name.
            if still >= 6 || rows.names > 0 || rows.short_codes > 0 {
                self.decisions.push(sentence);
            } else {
                let says = |word: &str, words: &str| Choice {
                    words: words.to_owned(),
                    reading: Reading { codes: [(value.to_owned(), word.to_owned())].into(), ..Reading::default() },
                };
                self.doubts.push(Doubt {
                    about: DoubtAbout::Codes,
                    question: format!("What kind of event is \"{value}\"?"),
                    why: sentence,
                    choices: vec![says("sms", "a text"), says("voice", "a call"), says("other", "something else")],
                });
            }
        }
    }
}

/// The doubt which way a code means; the first of `codes` was taken for `way`, the other for the opposite.
fn way_doubt(codes: &[&str], way: Direction, why: String) -> Doubt {
    let choice = |incoming: bool| {
        let word = |first: bool| if first == incoming { "in" } else { "out" };
        let pairs = codes.iter().enumerate().map(|(i, code)| ((*code).to_owned(), word(i == 0).to_owned()));
        let words: Vec<String> = codes
            .iter()
            .enumerate()
            .map(|(i, code)| format!("\"{code}\" is {}", if word(i == 0) == "in" { "incoming" } else { "outgoing" }))
            .collect();
        Choice { words: words.join(", "), reading: Reading { codes: pairs.collect(), ..Reading::default() } }
    };
    let likely = way == Direction::Incoming;
    Doubt {
        about: DoubtAbout::Codes,
        question: format!("Which way does \"{}\" mean?", codes.first().copied().unwrap_or_default()),
        why,
        choices: vec![choice(likely), choice(!likely)],
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
