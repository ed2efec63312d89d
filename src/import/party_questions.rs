//! What rows and headers do not tell of who called whom, as questions.

use super::field::Field;
use super::mapping::{Column, Mapping};
use super::rivals;
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

/// Whether a column of the caller or the called one is called so, or a person says it.
pub(super) fn is_side_named(mapping: &Mapping, columns: &[Column]) -> bool {
    [Field::PartyA, Field::PartyB].iter().any(|field| {
        mapping.is_told(*field) || mapping.column(*field).is_some_and(|c| field.named_by(columns[c].meaning) > 0.5)
    })
}

/// Whether the header of a column of numbers says whose it is; then the other column is the other's.
pub(super) fn sides_are_named(mapping: &Mapping, columns: &[Column]) -> bool {
    let parties = [Field::PartyA, Field::PartyB, Field::Target, Field::Other];
    parties.iter().any(|field| mapping.column(*field).is_some_and(|c| field.named_by(columns[c].meaning) > 0.5))
}
