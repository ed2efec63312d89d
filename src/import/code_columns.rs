//! Columns of codes: which tell the way of a record, and which its kind.

use super::code_pairs;
use super::code_rows::rows_by_code;
use super::codebook::CodeClues;
use super::field::Field;
use super::looks::Looks;
use super::mapping::{Column, Mapping};
use super::phone_log;
use super::vocabulary::Meaning;
use std::collections::BTreeMap;

impl Mapping {
    /// A column with codes of which a person says the way or the kind tells it, whatever else it was taken for.
    pub(super) fn hear_codes(&mut self, columns: &[Column], told: &BTreeMap<String, String>) {
        let holds = |at: &usize, code: &str| columns[*at].looks.distinct().contains_key(&code.trim().to_lowercase());
        let both: Vec<usize> = self.directions.iter().chain(&self.kinds).copied().collect();
        for (code, meaning) in told {
            let ways = meaning.split_whitespace().any(|w| matches!(w.to_ascii_lowercase().as_str(), "in" | "out"));
            let kinds = meaning.split_whitespace().any(|w| !matches!(w.to_ascii_lowercase().as_str(), "in" | "out"));
            for at in both.iter().filter(|at| holds(at, code)) {
                if ways && !self.directions.contains(at) {
                    self.directions.push(*at);
                }
                if kinds && !self.kinds.contains(at) {
                    self.kinds.push(*at);
                }
            }
        }
    }

    /// Asks a column of kinds for the way as well, where no other tells it and its codes hold words that are no kinds.
    pub(super) fn ask_kinds_for_ways(&mut self, columns: &[Column], way_is_named: bool, clues: CodeClues<'_, '_>) {
        let has_more = |at: &&usize| {
            let values: Vec<&str> = columns[**at].looks.distinct().keys().map(String::as_str).collect();
            super::code::words_beside_kinds(&values).is_some()
        };
        if self.directions.is_empty() {
            let asked: Vec<usize> =
                self.kinds.iter().filter(has_more).filter(|at| !self.told.contains_key(at)).copied().collect();
            self.directions = asked;
        }
        // What the codes of a phone's log mean is fixed; the header of another column (`body`) may only sound like a way.
        let is_log = |at: &usize| !self.told.contains_key(at) && phone_log::codes(*at, columns).is_some();
        if let Some(log) = (0..columns.len()).find(is_log) {
            self.directions = vec![log];
        }
        // `To: 07700 900112`: what stands before each number tells its way.
        let labelled = |at: &usize| !self.told.contains_key(at) && columns[*at].looks.labels_ways();
        let parties: Vec<usize> = super::mapping::PARTIES.iter().filter_map(|party| self.column(*party)).collect();
        if self.directions.is_empty()
            && let [only] = parties.into_iter().filter(labelled).collect::<Vec<_>>()[..]
        {
            self.directions.push(only);
        }
        let is_sided = self.has(Field::PartyA) && self.has(Field::PartyB);
        if self.directions.is_empty() && !is_sided && !way_is_named {
            // Two codes that nobody knows beside one party or two that name no sides: whoever knows them will say it.
            let taken: Vec<usize> = self.fields().filter(|(f, _)| *f != Field::Kind).map(|(_, c)| c).collect();
            let is_asked = |at: &usize| {
                let column = &columns[*at];
                // `Called or received`: a column of words is that of no party.
                let of_words =
                    || column.looks.is_all_words() && !column.meaning.has(Meaning::NUMBER.with(Meaning::NAME));
                let asked = self.kinds.contains(at) || column.meaning.is_nothing() || of_words();
                asked && !taken.contains(at) && !self.told.contains_key(at)
            };
            let asked: Vec<usize> = (0..columns.len()).filter(is_asked).collect();
            let is_pair = |at: &usize| columns[*at].looks.is_pair_of_codes();
            // Of two codes of which one always lasts and one never does the way is not told, but the kind.
            let (kinds, ways): (Vec<usize>, Vec<usize>) = asked.iter().copied().filter(is_pair).partition(|at| {
                let seen = rows_by_code(*at, self, clues.plan, clues.rows);
                code_pairs::split_by_length(&seen).is_some_and(|(calls, texts)| calls.len() == 1 && texts.len() == 1)
            });
            let fours = asked.iter().copied().filter(|at| {
                let looks = &columns[*at].looks;
                let kinds = looks.share_kinds();
                let of_calls_and_texts = kinds == 0.0 || kinds > 0.99;
                looks.distinct().len() == 4 && of_calls_and_texts && looks.share_directions() == 0.0 && {
                    let seen = rows_by_code(*at, self, clues.plan, clues.rows);
                    code_pairs::split_by_length(&seen)
                        .is_some_and(|(calls, texts)| calls.len() == 2 && texts.len() == 2)
                }
            });
            let fours: Vec<usize> = fours.collect();
            match (&ways[..], &fours[..]) {
                ([only], _) => self.directions.push(*only),
                ([], [only]) => {
                    self.directions.push(*only);
                    self.kinds = vec![*only];
                }
                _ => {}
            }
            let tells_kinds = |at: &usize| columns[*at].looks.share_kinds() > 0.5;
            if !self.kinds.iter().any(tells_kinds) && fours.is_empty() && ways.len() < 2 {
                let new: Vec<usize> = kinds.into_iter().filter(|at| !self.kinds.contains(at)).collect();
                self.kinds.extend(new);
            }
        }
        // `1 SMS` beside `37 s`: what is counted tells the kind.
        let length = self.column(Field::Duration).filter(|at| columns[*at].looks.counts > 0);
        if let ([], Some(length)) = (&self.kinds[..], length) {
            self.kinds.push(length);
        }
        // Where no column tells kinds, more than two codes of ways may.
        if let ([], Some(&ways)) = (&self.kinds[..], self.directions.first())
            && columns[ways].looks.distinct().len() > 2
            && !self.told.contains_key(&ways)
        {
            self.kinds.push(ways);
        }
    }

    /// Finds every column that tells the way or the kind: one column of codes may tell both, and two columns may tell it in turn.
    pub(super) fn add_codes(&mut self, columns: &[Column]) {
        let mapping = self;
        let taken: Vec<usize> =
            mapping.fields().filter(|(f, _)| !matches!(f, Field::Direction | Field::Kind)).map(|(_, c)| c).collect();
        let named = |field: Field, c: &Column| field.named_by(c.meaning);
        let free = |at: &usize| !taken.contains(at) && !columns[*at].looks.too_many_to_tell_apart;
        let tells = |field: Field, share: &dyn Fn(&Looks) -> f64| -> Vec<usize> {
            let mut found: Vec<(usize, f64)> = (0..columns.len())
                .filter(free)
                .map(|at| (at, share(&columns[at].looks), named(field, &columns[at])))
                .filter(|(at, share, name)| {
                    // Words that all tell a way, and both ways, tell it whatever stands above them.
                    let is_way = || field == Field::Direction && *share > 0.95 && columns[*at].looks.tells_apart().0;
                    // A few words of which one is a kind are all kinds, and words that are all kinds tell them whatever stands above.
                    let is_kind = || {
                        field == Field::Kind
                            && *share > 0.05
                            && columns[*at].looks.are_few_words()
                            && (is_unnamed(&columns[*at]) || *share > 0.95 && columns[*at].looks.tells_apart().1)
                    };
                    *share > 0.05 && *name > 0.0 || *share > 0.6 && is_unnamed(&columns[*at]) || is_way() || is_kind()
                })
                .map(|(at, share, name)| {
                    let (directions, kinds) = columns[at].looks.tells_apart();
                    let apart = if field == Field::Direction { directions } else { kinds };
                    // `MTC` in a column of ways says less of the kind than a column of kinds.
                    let of_ways = field == Field::Kind && named(Field::Direction, &columns[at]) > name;
                    (at, share + name + if apart { 2.0 } else { 0.0 } - if of_ways { 1.0 } else { 0.0 })
                })
                .collect();
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.into_iter().map(|(at, _)| at).collect()
        };
        let with_assigned = |field: Field, mut found: Vec<usize>| {
            if let Some(column) = mapping.column(field)
                && !found.contains(&column)
            {
                found.push(column);
            }
            found
        };
        let directions = with_assigned(Field::Direction, tells(Field::Direction, &Looks::share_directions));
        let mut kinds = with_assigned(Field::Kind, tells(Field::Kind, &Looks::share_kinds));
        // Codes of the way that name kinds as well (`MO` beside `SMSO`) tell both.
        let both = directions.iter().filter(|at| !kinds.contains(at) && columns[**at].looks.share_kinds() > 0.05);
        let both: Vec<usize> = both.copied().collect();
        kinds.extend(both);
        let told = &mapping.told;
        let settled = |field: Field, found: Vec<usize>| -> Vec<usize> {
            let said: Vec<usize> = told.iter().filter(|(_, f)| f.contains(&field)).map(|(at, _)| *at).collect();
            if said.is_empty() { found.into_iter().filter(|at| !told.contains_key(at)).collect() } else { said }
        };
        let (directions, kinds) = (settled(Field::Direction, directions), settled(Field::Kind, kinds));
        mapping.directions = directions;
        mapping.kinds = kinds;
    }
}

/// Whether a header says nothing that would forbid a column of codes.
fn is_unnamed(column: &Column) -> bool {
    column.meaning.is_nothing() || !column.named && column.looks.values > 0 && column.looks.is_all_words()
}
