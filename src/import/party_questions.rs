//! What rows and headers do not tell of who called whom, as questions.

use super::field::Field;
use super::mapping::{Column, Mapping, PARTIES};
use super::parties::Clues;
use super::rivals;
use super::vocabulary::Meaning;
use super::{Choice, Doubt, DoubtAbout};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The question which way records went of which nothing says it.
pub(super) fn no_way(columns: &[Column], target: Option<usize>, other: usize) -> Doubt {
    let (out, inward) = match target {
        Some(target) => (
            vec![(target, Some(Field::PartyA)), (other, Some(Field::PartyB))],
            vec![(target, Some(Field::PartyB)), (other, Some(Field::PartyA))],
        ),
        None => (vec![(other, Some(Field::PartyB))], vec![(other, Some(Field::PartyA))]),
    };
    let all = |words: &str, said: &[(usize, Option<Field>)]| Choice {
        words: words.to_owned(),
        reading: rivals::reading(columns, said),
    };
    Doubt {
        about: DoubtAbout::Columns,
        question: "Which way did these records go?".to_owned(),
        why: "No column says who called whom.".to_owned(),
        choices: vec![
            all("all outgoing: the requested number called the other", &out),
            all("all incoming: the other called the requested number", &inward),
        ],
    }
}

/// The question which of two columns is the caller's, where neither says it.
pub(super) fn no_sides(columns: &[Column], a: usize, b: usize) -> Doubt {
    let sides = |a: usize, b: usize| rivals::choice(columns, &[(a, Some(Field::PartyA)), (b, Some(Field::PartyB))]);
    Doubt {
        about: DoubtAbout::Columns,
        question: "Which of the two columns of numbers is the caller's?".to_owned(),
        why: "Neither of their names says so, and no code tells the way.".to_owned(),
        choices: vec![sides(a, b), sides(b, a)],
    }
}

/// Whether a column holds fewer values than another, and the same ones again and again.
pub(super) fn hardly_changes(rows: &[Vec<Cow<'_, str>>], one: usize, other: usize) -> bool {
    let distinct =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|c| super::clean::clean(c)).collect::<BTreeSet<_>>();
    let (one, other) = (distinct(one).len(), distinct(other).len());
    one < other && one * 3 <= rows.len()
}

/// Whether of two columns of parties nearly every row fills one alone, now this, now that.
pub(super) fn take_turns(rows: &[Vec<Cow<'_, str>>], one: usize, other: usize) -> bool {
    let is_told = |row: &Vec<Cow<'_, str>>, at: usize| row.get(at).is_some_and(|c| !super::clean::clean(c).is_empty());
    let (mut first, mut second, mut both) = (0_usize, 0_usize, 0_usize);
    for row in rows {
        match (is_told(row, one), is_told(row, other)) {
            (true, true) => both += 1,
            (true, false) => first += 1,
            (false, true) => second += 1,
            (false, false) => {}
        }
    }
    first > 1 && second > 1 && both * 50 < rows.len() && (first + second) * 10 >= rows.len() * 8
}

/// Whether a column of the caller or the called one is called so, or a person says it.
pub(super) fn is_side_named(mapping: &Mapping, columns: &[Column]) -> bool {
    [Field::PartyA, Field::PartyB].iter().any(|field| {
        mapping.is_told(*field) || mapping.column(*field).is_some_and(|c| field.named_by(columns[c].meaning) > 0.5)
    })
}

/// Whether the header of a column of numbers says whose it is; then the other column is the other's.
pub(super) fn sides_are_named(mapping: &Mapping, columns: &[Column]) -> bool {
    let parties = [Field::PartyA, Field::PartyB, Field::Target, Field::Other];
    // The original caller is a caller.
    let named = |field: &Field, column: &Column| field.named_by(column.meaning.without(Meaning::FORWARD)) > 0.5;
    parties.iter().any(|field| mapping.column(*field).is_some_and(|c| named(field, &columns[c])))
}

/// Whether two columns of numbers are named alike but for a count (`Number 1` and `Number 2`, `Anr` and `Bnr`), the first of them
/// first: the caller stands before the called one.
pub(super) fn are_counted(columns: &[Column], first: usize, second: usize) -> bool {
    const COUNTS: [(&str, &str); 3] = [("1", "2"), ("a", "b"), ("i", "ii")];
    let plain = |at: usize| super::words::words(&columns[at].header).concat();
    let (one, two) = (plain(first), plain(second));
    let differ = |(count, next): &(&str, &str)| {
        let begun = one.strip_prefix(count).zip(two.strip_prefix(next));
        let ended = one.strip_suffix(count).zip(two.strip_suffix(next));
        begun.into_iter().chain(ended).any(|(rest, other)| rest == other && rest.len() > 1)
    };
    COUNTS.iter().any(differ)
}

/// A column of targets that names none is none, nor is one of others beside a column of numbers; where a code tells the way, no
/// blank column is a party.
pub(super) fn forget_blank_parties(mapping: &mut Mapping, rows: &[Vec<Cow<'_, str>>]) {
    let coded = !mapping.directions.is_empty();
    let blank = |c: usize| rows.iter().all(|row| row.get(c).is_none_or(|cell| super::clean::clean(cell).is_empty()));
    for party in [Field::Target, Field::Other, Field::PartyA, Field::PartyB].into_iter().take(if coded { 4 } else { 2 })
    {
        let is_needed = party != Field::Target && PARTIES.iter().filter(|field| mapping.has(**field)).count() < 2;
        if !rows.is_empty() && !is_needed && mapping.column(party).is_some_and(blank) && !mapping.is_told(party) {
            mapping.forget(party);
        }
    }
}

/// Columns of numbers that came in and of numbers that were called, of which each row fills one: those of callers and of called.
/// Says whether there are such.
pub(super) fn name_sides_by_ways(mapping: &mut Mapping, columns: &[Column], rows: &[Vec<Cow<'_, str>>]) -> bool {
    if PARTIES.iter().any(|field| mapping.is_told(*field)) {
        return false;
    }
    let one_way = |way: Meaning, other: Meaning| {
        let parties = PARTIES.iter().filter_map(|field| mapping.column(*field));
        let named = |at: &usize| columns[*at].meaning.has(way) && !columns[*at].meaning.has(other);
        parties.filter(named).collect::<Vec<_>>()
    };
    let inward = one_way(Meaning::INWARD, Meaning::OUTWARD | Meaning::A | Meaning::B);
    let outward = one_way(Meaning::OUTWARD, Meaning::INWARD | Meaning::A | Meaning::B);
    if let ([caller], [called]) = (&inward[..], &outward[..])
        && take_turns(rows, *caller, *called)
    {
        mapping.give(&[(Field::PartyA, *caller), (Field::PartyB, *called)]);
        return true;
    }
    false
}

/// Where the other party is named and the number asked for stands outside of the rows, digits that change from row to row under
/// a header of neither side are those of something else.
pub(super) fn forget_number_that_only_looks_so(
    mapping: &mut Mapping,
    clues: Clues<'_>,
    columns: &[Column],
    rows: &[Vec<Cow<'_, str>>],
) {
    forget_sides_beside_target(mapping, columns, rows);
    let Some(other) = mapping.column(Field::Other) else { return };
    if clues.outside.is_none() || mapping.has(Field::Target) || is_side_named(mapping, columns) {
        return;
    }
    for side in [Field::PartyA, Field::PartyB] {
        if mapping.column(side).is_some_and(|column| !hardly_changes(rows, column, other)) {
            mapping.forget(side);
        }
    }
}

/// Where a column is called that of the number asked for, and another that of a side, numbers under a header of neither are no side if
/// the number asked for is in no side then.
fn forget_sides_beside_target(mapping: &mut Mapping, columns: &[Column], rows: &[Vec<Cow<'_, str>>]) {
    let named = |field: Field| mapping.column(field).map_or(0.0, |at| field.named_by(columns[at].meaning));
    let (a, b, target) = (mapping.column(Field::PartyA), mapping.column(Field::PartyB), mapping.column(Field::Target));
    let (Some(a), Some(b), Some(target)) = (a, b, target) else { return };
    let (unnamed, side) = match (named(Field::PartyA) > 0.0, named(Field::PartyB) > 0.0) {
        (false, true) => (Field::PartyA, b),
        (true, false) => (Field::PartyB, a),
        _ => return,
    };
    let end =
        |row: &Vec<Cow<'_, str>>, at: usize| row.get(at).map(|cell| rivals::last_digits(super::clean::clean(cell)));
    let is_side = |row: &&Vec<Cow<'_, str>>| end(row, target) == end(row, a) || end(row, target) == end(row, b);
    let agree = rows.iter().filter(is_side).count();
    if named(Field::Target) > 0.5 && side != target && agree * 2 < rows.len() && !mapping.is_told(unnamed) {
        mapping.forget(unnamed);
    }
}

/// Where one column of numbers is known and nothing outside says whose records these are: a column left aside that holds one
/// telephone number in every row, under a header of an account or of nothing known, says it.
pub(super) fn find_unnamed_target(mapping: &mut Mapping, clues: Clues<'_>, columns: &[Column]) {
    let mut known = PARTIES.iter().filter(|f| mapping.has(**f));
    let (Some(&only), None) = (known.next(), known.next()) else { return };
    if clues.outside.is_some() {
        return;
    }
    let taken: Vec<usize> = mapping.fields().map(|(_, column)| column).collect();
    let says = |at: &usize| {
        let column = &columns[*at];
        let unnamed = column.meaning.is_nothing() || column.meaning.has(Meaning::PAYER);
        let number = column.looks.is_constant() && column.looks.share_filled() > 0.9;
        unnamed && number && !taken.contains(at) && column.looks.suit(Field::Target, false).is_some()
    };
    let found: Vec<usize> = (0..columns.len()).filter(says).collect();
    if let [target] = found[..] {
        if only == Field::Target {
            mapping.rename(Field::Target, Field::Other);
        }
        mapping.give(&[(Field::Target, target)]);
    }
}
