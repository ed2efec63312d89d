//! Sides of a call that rows show to be others than their columns say.

use super::codebook::Codebook;
use super::field::Field;
use super::mapping::{Column, Mapping};
use super::parties::{Clues, Layout, NOT_SAID, Parties, PartyFrom};
use super::party_questions::hardly_changes;
use super::party_rows::{alternating, sample};
use super::vocabulary::Meaning;
use std::borrow::Cow;

impl Parties {
    /// Two columns of which the one number of all rows stands now in this, now in that, are caller and called, whatever their
    /// headers say. Says whether a code told which is which.
    pub(super) fn take_sides_where_they_change(
        &mut self,
        mapping: &mut Mapping,
        codes: &Codebook,
        clues: Clues<'_>,
        rows: &[Vec<Cow<'_, str>>],
    ) -> bool {
        let Layout::TargetOther { target: PartyFrom::Column(one), other, .. } = self.layout else { return false };
        if mapping.is_told(Field::Target) || mapping.is_told(Field::Other) {
            return false;
        }
        let (first, second) = (one.min(other), one.max(other));
        let sample = sample(mapping, codes, clues.plan, rows, (first, second, None));
        let Some(first_is_caller) = alternating(&sample) else { return false };
        let (a, b) = if first_is_caller { (first, second) } else { (second, first) };
        mapping.give(&[(Field::PartyA, a), (Field::PartyB, b)]);
        self.decisions.clear();
        self.doubts.clear();
        self.questions.clear();
        self.target_column = None;
        self.layout = Layout::Sides { a: PartyFrom::Column(a), b: PartyFrom::Column(b) };
        self.decisions.push(
            "Who called whom: one number is in every row, now in the one column and now in the other, so these are \
             caller and called."
                .to_owned(),
        );
        self.find_owner(mapping, clues, &sample);
        sample.iter().any(|row| row.way.is_some())
    }

    /// Nobody calls himself: where caller and called are the same in a good part of the rows one of them was taken from the wrong
    /// column, if there is another with numbers.
    pub(super) fn part_sides_that_are_one(
        &mut self,
        mapping: &mut Mapping,
        columns: &[Column],
        rows: &[Vec<Cow<'_, str>>],
    ) {
        let Layout::Sides { a: PartyFrom::Column(a), b: PartyFrom::Column(b) } = self.layout else { return };
        if mapping.is_told(Field::PartyA) || mapping.is_told(Field::PartyB) {
            return;
        }
        let text = |row: &Vec<Cow<'_, str>>, at: usize| -> String {
            let digits = row.get(at).map_or("", |cell| cell).chars().rev().filter(char::is_ascii_digit);
            digits.take(9).collect()
        };
        let is_one = |one: usize, other: usize| {
            let told = rows.iter().map(|row| (text(row, one), text(row, other))).filter(|(x, _)| x.len() > 6);
            let (all, same) =
                told.fold((0_usize, 0_usize), |(all, same), (x, y)| (all + 1, same + usize::from(x == y)));
            same * 5 > all
        };
        if !is_one(a, b) {
            return;
        }
        let named = |field: Field, at: usize| field.named_by(columns[at].meaning);
        let taken: Vec<usize> =
            mapping.fields().filter(|(f, _)| !matches!(f, Field::Target | Field::Other)).map(|(_, c)| c).collect();
        let suits = |at: &usize| {
            let column = &columns[*at];
            let party = column.looks.values > 0 && column.looks.suit(Field::PartyB, false).is_some();
            party && !taken.contains(at) && !column.meaning.has(Meaning::JUNK | Meaning::FORWARD)
        };
        let Some(third) = (0..columns.len()).find(|at| suits(at) && (!is_one(a, *at) || !is_one(b, *at))) else {
            return;
        };
        // The number asked for is the same in every row; what is left are the sides, by their names.
        let (left, stays) = match (columns[a].looks.is_constant(), columns[b].looks.is_constant()) {
            (true, false) if !is_one(b, third) => (a, b),
            (false, true) if !is_one(a, third) => (b, a),
            _ if named(Field::PartyA, a) >= named(Field::PartyB, b) && !is_one(a, third) => (b, a),
            _ => (a, b),
        };
        let forward = named(Field::PartyA, stays) + named(Field::PartyB, third);
        let backward = named(Field::PartyB, stays) + named(Field::PartyA, third);
        let is_forward = if (forward - backward).abs() < 1e-9 { stays == a } else { forward > backward };
        let (new_a, new_b) = if is_forward { (stays, third) } else { (third, stays) };
        mapping.forget(Field::Target);
        mapping.give(&[(Field::PartyA, new_a), (Field::PartyB, new_b), (Field::Target, left)]);
        self.target_column = Some(left);
        self.layout = Layout::Sides { a: PartyFrom::Column(new_a), b: PartyFrom::Column(new_b) };
        self.decisions.push(
            "Nobody calls himself: the column that repeats the caller or the called one is the number asked for."
                .to_owned(),
        );
    }

    /// Of two columns that are named alike that of the number asked for is the one that hardly changes.
    pub(super) fn exchange_target_that_changes(
        &mut self,
        mapping: &mut Mapping,
        columns: &[Column],
        rows: &[Vec<Cow<'_, str>>],
    ) {
        let Layout::TargetOther { target: PartyFrom::Column(target), other, fixed } = self.layout else { return };
        let named = |field: Field, at: usize| field.named_by(columns[at].meaning) >= 0.5;
        let are_named = named(Field::Target, target) && named(Field::Other, other);
        let told = mapping.is_told(Field::Target) || mapping.is_told(Field::Other);
        if are_named || told || !hardly_changes(rows, other, target) || !columns[other].looks.is_constant() {
            return;
        }
        mapping.give(&[(Field::Target, other), (Field::Other, target)]);
        self.layout = Layout::TargetOther { target: PartyFrom::Column(other), other: target, fixed };
        self.decisions.push("The number asked for is in the column that hardly changes.".to_owned());
    }

    /// Each row names the caller or the called one, and the other of the two is the number asked for.
    pub(super) fn one_of_two(
        &mut self,
        mapping: &mut Mapping,
        clues: Clues<'_>,
        (a, b, target): (usize, usize, Option<usize>),
        coded: bool,
    ) -> Result<(), String> {
        let outside = clues.outside.map(|(number, _)| PartyFrom::Fixed(number));
        let from = target.map(PartyFrom::Column).or(outside).ok_or_else(|| NOT_SAID.to_owned())?;
        if coded {
            mapping.give(&[(Field::Other, b)]);
            mapping.fill_blanks(Field::Other, vec![a]);
            self.target_and_other(from, b, true, None);
            return Ok(());
        }
        for side in [Field::PartyA, Field::PartyB] {
            mapping.fill_blanks(side, target.into_iter().collect());
        }
        self.filler = Some(from);
        self.target_column = target;
        self.layout = Layout::Sides { a: PartyFrom::Column(a), b: PartyFrom::Column(b) };
        self.decisions.push(
            "Who called whom: each row names the caller or the called one; the other is the number asked for."
                .to_owned(),
        );
        Ok(())
    }
}
