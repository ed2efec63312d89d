//! Whole assignments of columns that are nearly as good as the best, and whether it matters which is taken.

use super::assignment::assign;
use super::clean::clean;
use super::duration::{DurationUnit, seconds};
use super::field::Field;
use super::mapping::{Column, Mapping};
use super::reading::LEFT_ASIDE;
use super::{Choice, Doubt, DoubtAbout, Reading};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A second reading of some columns: what each of those would hold that hold something else in the best one.
pub(super) type Rival = BTreeMap<usize, Option<Field>>;

/// Fields by which events differ. A cell, a SIM or a town more or less makes no other event.
const TELLING: [Field; 8] = [
    Field::Start,
    Field::Date,
    Field::Time,
    Field::Duration,
    Field::PartyA,
    Field::PartyB,
    Field::Target,
    Field::Other,
];

/// Two assignments whose sums are no further apart are equally likely: what a header says of a field in other words weighs more,
/// a place further left or a cell more that is filled weighs less.
const CLOSE: f64 = 0.035;

/// For each telling field the best assignment in which its column is another, where that one is close to the best of all. Each
/// costs one more run of the whole method, so the true runner-up is among them.
pub(super) fn rivals(fields: &[Field], weights: &[Vec<f64>], given: &[Option<usize>]) -> Vec<Rival> {
    let sum_of = |given: &[Option<usize>]| -> f64 {
        given.iter().enumerate().filter_map(|(row, column)| column.map(|c| weights[row][c])).sum()
    };
    let best = sum_of(given);
    let mut found: Vec<Rival> = Vec::new();
    for (row, field) in fields.iter().enumerate().filter(|(_, field)| TELLING.contains(field)) {
        let Some(column) = given[row] else { continue };
        // Only a field that another column could hold as well needs the long way.
        let own = weights[row][column];
        if !weights[row].iter().enumerate().any(|(at, w)| at != column && *w > 0.0 && own - w < own / 2.0) {
            continue;
        }
        let mut without = weights.to_vec();
        without[row][column] = 0.0;
        let other = assign(&without);
        if other[row].is_none() || best - sum_of(&other) > CLOSE {
            continue;
        }
        let mut rival = Rival::new();
        for (at, field) in fields.iter().enumerate() {
            if given[at] != other[at] {
                given[at].into_iter().for_each(|c| _ = rival.entry(c).or_insert(None));
                other[at].into_iter().for_each(|c| _ = rival.insert(c, Some(*field)));
            }
        }
        if rival.values().flatten().all(|field| TELLING.contains(field)) && rival.len() == 2 && !found.contains(&rival)
        {
            debug_assert!(rival.values().flatten().any(|f| f == field), "the field is in another column");
            found.push(rival);
        }
    }
    found
}

/// What a [`Reading`] calls a column: its header, or its place where it has none or shares it.
fn key(columns: &[Column], at: usize) -> String {
    let plain = |column: &Column| column.header.trim().to_lowercase();
    let own = plain(&columns[at]);
    let twins = columns.iter().filter(|c| plain(c) == own).count();
    if own.is_empty() || twins > 1 { format!("#{}", at + 1) } else { columns[at].header.clone() }
}

fn quoted(columns: &[Column], at: usize) -> String {
    if columns[at].header.trim().is_empty() {
        format!("column {}", at + 1)
    } else {
        format!("\"{}\"", columns[at].header)
    }
}

/// A reading of single columns.
pub(super) fn reading(columns: &[Column], said: &[(usize, Option<Field>)]) -> Reading {
    let one = |(at, field): &(usize, Option<Field>)| {
        (key(columns, *at), field.map_or_else(|| LEFT_ASIDE.to_owned(), Field::name))
    };
    Reading { columns: said.iter().map(one).collect(), ..Reading::default() }
}

/// The question whether a column that is named for a field is it, though its values are none of those known.
fn left_aside(columns: &[Column], at: usize, field: Field, values: &str) -> Doubt {
    Doubt {
        about: DoubtAbout::Columns,
        question: format!("Which column is {}?", in_words(field)),
        why: format!("{} is named so, and its values are no {values} that are known here.", quoted(columns, at)),
        choices: vec![choice(columns, &[(at, None)]), choice(columns, &[(at, Some(field))])],
    }
}

/// A reading as a choice, told in a sentence of its columns.
pub(super) fn choice(columns: &[Column], said: &[(usize, Option<Field>)]) -> Choice {
    let one = |(at, field): &(usize, Option<Field>)| {
        let what = match field {
            Some(field) => format!("is {}", in_words(*field)),
            None => "is left aside".to_owned(),
        };
        format!("{} {what}", quoted(columns, *at))
    };
    Choice { words: said.iter().map(one).collect::<Vec<_>>().join(", "), reading: reading(columns, said) }
}

const fn in_words(field: Field) -> &'static str {
    match field {
        Field::Start => "when it began",
        Field::Date => "the date",
        Field::Time => "the time",
        Field::Duration => "how long it lasted",
        Field::Minutes => "how many minutes it lasted",
        Field::PartyA => "the caller",
        Field::PartyB => "the called number",
        Field::Target => "the requested number",
        Field::Other => "the other party",
        _ => "something else",
    }
}

impl Mapping {
    /// The doubts that remain between this mapping and its rivals, where the rows differ by which is taken.
    pub(super) fn doubts(&self, columns: &[Column], rows: &[Vec<Cow<'_, str>>]) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        for rival in &self.rivals {
            let said: Vec<(usize, Option<Field>)> = rival.iter().map(|(at, field)| (*at, *field)).collect();
            let [(one, first), (two, second)] = said[..] else { continue };
            let (now_one, now_two) = (self.field_of(one), self.field_of(two));
            // A column that is asked where the other is blank is no rival of it, and what became of the columns since counts.
            let as_assigned = [now_one, now_two].iter().flatten().all(|f| TELLING.contains(f));
            let Some(field) = first.or(second).filter(|_| as_assigned && now_one.or(now_two).is_some()) else {
                continue;
            };
            let elsewhere = if first == Some(field) { two } else { one };
            if self.column(field) != Some(elsewhere) {
                continue;
            }
            let is_swap = first.is_some() && second.is_some();
            if is_swap || (now_one, now_two) == (first, second) || !differ(rows, (one, two), field) {
                continue;
            }
            doubts.push(Doubt {
                about: DoubtAbout::Columns,
                question: format!("Which column is {}?", in_words(field)),
                why: format!(
                    "{} and {} are named alike and their values differ.",
                    quoted(columns, one),
                    quoted(columns, two)
                ),
                choices: vec![
                    choice(columns, &[(one, now_one), (two, now_two)]),
                    choice(columns, &[(one, first), (two, second)]),
                ],
            });
        }
        doubts.extend(self.time_left_aside(columns));
        doubts.extend(self.duration_left_aside(columns));
        doubts.extend(self.doubt_of_amounts(columns));
        doubts.extend(self.doubt_of_clocks(columns));
        doubts
    }

    /// The doubt that no row tells a time of day, though a column is named so: its values were not understood.
    fn time_left_aside(&self, columns: &[Column]) -> Option<Doubt> {
        let date = self.column(Field::Date)?;
        if self.has(Field::Time) || self.has(Field::Hour) || columns[date].looks.tells_whole_moments() {
            return None;
        }
        let time = self.named_but_aside(columns, Field::Time, 0.6).next()?;
        Some(left_aside(columns, time, Field::Time, "times of day"))
    }

    /// The doubt that no row tells how long it lasted, though a column is named so.
    fn duration_left_aside(&self, columns: &[Column]) -> Option<Doubt> {
        let lasts = [Field::Duration, Field::Minutes, Field::End, Field::EndTime];
        if lasts.into_iter().any(|field| self.has(field)) {
            return None;
        }
        let mut named = self.named_but_aside(columns, Field::Duration, 0.8);
        let length = named.find(|at| !self.kinds.contains(at))?;
        Some(left_aside(columns, length, Field::Duration, "durations"))
    }

    /// Columns with values that are named for a field as clearly as this, and were taken for none.
    fn named_but_aside<'c>(
        &'c self,
        columns: &'c [Column],
        field: Field,
        clearly: f64,
    ) -> impl Iterator<Item = usize> + 'c {
        (0..columns.len()).filter(move |at| {
            let free = self.field_of(*at).is_none() && !self.told.contains_key(at);
            free && columns[*at].looks.values > 0 && field.named_by(columns[*at].meaning) >= clearly
        })
    }

    fn field_of(&self, at: usize) -> Option<Field> {
        self.fields().find(|(_, column)| *column == at).map(|(field, _)| field)
    }
}

/// Whether two columns of the same kind tell different things in a good part of the rows in which both tell something.
fn differ(rows: &[Vec<Cow<'_, str>>], (one, two): (usize, usize), field: Field) -> bool {
    let (mut both, mut apart) = (0_usize, 0_usize);
    for row in rows {
        let text = |at: usize| row.get(at).map_or("", |cell| clean(cell));
        let (a, b) = (text(one), text(two));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        both += 1;
        let same = match field {
            Field::Duration => match (seconds(a, DurationUnit::Seconds), seconds(b, DurationUnit::Seconds)) {
                (Ok(a), Ok(b)) => a == b,
                _ => a == b,
            },
            Field::PartyA | Field::PartyB | Field::Target | Field::Other => last_digits(a) == last_digits(b),
            _ => a == b,
        };
        apart += usize::from(!same);
    }
    both > 0 && apart * 5 > both
}

/// The end of a number, which is the same however its beginning is written.
pub(super) fn last_digits(text: &str) -> Vec<u8> {
    text.bytes().rev().filter(u8::is_ascii_digit).take(9).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_two_columns_could_hold_as_well_has_a_rival() {
        let fields = [Field::Start, Field::Duration];
        let close = [vec![3.0, 0.0, 0.0], vec![0.0, 2.02, 2.01]];
        let found = rivals(&fields, &close, &assign(&close));
        assert_eq!(found, [Rival::from([(1, None), (2, Some(Field::Duration))])]);
        let clear = [vec![3.0, 0.0, 0.0], vec![0.0, 2.5, 2.01]];
        assert!(rivals(&fields, &clear, &assign(&clear)).is_empty());
    }
}
