//! Columns named for an amount of anything (`Units`, `Qty`, `Volume`): where no other column tells how long events lasted, they may.

use super::code::read_code;
use super::duration::{DurationUnit, counts_other};
use super::field::Field;
use super::mapping::{Column, Mapping};
use super::rivals;
use super::vocabulary::{Meaning, meaning_of};
use super::{Doubt, DoubtAbout};
use crate::domain::Kind;
use std::collections::BTreeMap;

/// Whole numbers of which half are smaller are minutes, or units that are charged for, sooner than seconds.
const FEW: f64 = 20.0;

/// Lengths that were left aside as those of something else are amounts like others.
const AMOUNTS: Meaning = Meaning::QUANTITY.with(Meaning::DURATION);

/// Gives the one column of amounts to the duration that no other column tells.
pub(super) fn take_for_duration(mapping: &mut Mapping, columns: &[Column]) {
    let told =
        [Field::Duration, Field::Minutes, Field::End, Field::EndTime].into_iter().any(|field| mapping.has(field));
    if told || tells_data(mapping, columns) {
        return;
    }
    let taken: Vec<usize> = mapping.fields().map(|(_, column)| column).collect();
    let is_free = |at: &usize| !taken.contains(at) && !mapping.told.contains_key(at);
    let found: Vec<usize> = (0..columns.len()).filter(|at| is_free(at) && is_length(&columns[*at])).collect();
    if let [only] = found[..] {
        let minutes = unit_beside(columns).is_none() && middle(&columns[only]).is_some_and(|middle| middle < FEW);
        mapping.give(&[(if minutes { Field::Minutes } else { Field::Duration }, only)]);
    }
}

/// Amounts of data are no lengths of time.
fn tells_data(mapping: &Mapping, columns: &[Column]) -> bool {
    let data = |at: &usize| columns[*at].looks.distinct().keys().any(|code| read_code(code).kind == Some(Kind::Data));
    mapping.kinds.iter().any(data)
}

fn is_length(column: &Column) -> bool {
    let other =
        [Meaning::BILLED, Meaning::PAYER, Meaning::TRAFFIC, Meaning::JUNK].into_iter().fold(AMOUNTS, Meaning::with);
    let named = column.meaning.has(AMOUNTS) && column.meaning.without(other).is_nothing();
    let lasts = column.looks.suit(Field::Duration, false).is_some() && !column.looks.is_constant();
    let passing = column.meaning.has(Meaning::RINGING | Meaning::HOLD | Meaning::BILLED);
    // `5 min` and `37 s` last, whatever is written above them.
    if !passing && column.looks.values > 2 && column.looks.are_worded_lengths() {
        return true;
    }
    // One row or two say nothing of what is counted.
    named && lasts && column.looks.values > 2 && column.looks.are_lengths()
}

fn middle(column: &Column) -> Option<f64> {
    let mut amounts: Vec<f64> = column.looks.amounts().iter().copied().filter(|amount| *amount > 1.0).collect();
    amounts.sort_by(f64::total_cmp);
    amounts.get(amounts.len() / 2).copied()
}

/// What a column of units of measure says of the durations beside it: seconds or minutes.
pub(super) fn unit_beside(columns: &[Column]) -> Option<Meaning> {
    let says = |column: &Column| {
        let named = column.meaning.has(Meaning::QUANTITY | Meaning::MEASURE);
        let texts = column.looks.distinct();
        if !named || texts.is_empty() || column.looks.amounts().len() * 2 > column.looks.values as usize {
            return None;
        }
        let units = [Meaning::SECONDS, Meaning::MINUTES];
        let mut said = units.into_iter().filter(|unit| texts.keys().any(|text| meaning_of(text).has(*unit)));
        said.next().filter(|_| said.next().is_none())
    };
    columns.iter().find_map(says)
}

/// What the texts of a column of units say of the amounts beside them, where they change from row to row: the unit of a length, or
/// nothing for what does not last.
pub(super) type UnitsByRow = (usize, BTreeMap<String, Option<DurationUnit>>);

/// The column of units that change from row to row, if each of them is known and one of them is a time.
pub(super) fn units_by_row(mapping: &Mapping, columns: &[Column]) -> Option<UnitsByRow> {
    let length = mapping.column(Field::Duration).or(mapping.column(Field::Minutes))?;
    let unit = |text: &String| {
        let meaning = meaning_of(text);
        let unit = if counts_other(&format!("1 {text}")) {
            None
        } else if meaning.has(Meaning::SECONDS) {
            Some(DurationUnit::Seconds)
        } else if meaning.has(Meaning::MINUTES) {
            Some(DurationUnit::Minutes)
        } else {
            return None;
        };
        Some((text.clone(), unit))
    };
    let says = |(at, column): (usize, &Column)| {
        if at == length || !column.meaning.has(Meaning::QUANTITY | Meaning::MEASURE) {
            return None;
        }
        let units: BTreeMap<_, _> = column.looks.distinct().keys().map(unit).collect::<Option<_>>()?;
        let times = units.values().any(Option::is_some);
        (units.len() > 1 && times).then_some((at, units))
    };
    columns.iter().enumerate().find_map(says)
}

impl Mapping {
    /// The doubt what amounts are that were taken for minutes because they are small.
    pub(super) fn doubt_of_amounts(&self, columns: &[Column]) -> Option<Doubt> {
        let at = self.column(Field::Minutes)?;
        if self.told.contains_key(&at)
            || self.has(Field::Duration)
            || columns[at].meaning.has(Meaning::MINUTES)
            || !columns[at].meaning.has(Meaning::QUANTITY)
        {
            return None;
        }
        Some(Doubt {
            about: DoubtAbout::Columns,
            question: format!("What does \"{}\" count?", columns[at].header),
            why: "No other column tells how long the calls lasted, and its numbers are small.".to_owned(),
            choices: [Some(Field::Minutes), Some(Field::Duration), None]
                .map(|field| rivals::choice(columns, &[(at, field)]))
                .into(),
        })
    }
}
