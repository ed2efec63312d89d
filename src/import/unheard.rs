//! The mapping where what a header says cannot be meant, because nothing else in the table is what records need.

use super::field::Field;
use super::mapping::{Column, Mapping, Told, map};
use super::vocabulary::Meaning;

/// The mapping that the values speak for against a header.
pub(super) fn map_by_values(columns: &[Column], has_header: bool, told: &Told) -> Option<Mapping> {
    map_by_dates(columns, has_header, told).or_else(|| map_by_originals(columns, has_header, told))
}

/// The mapping where dates stand under a header that names something else (`Charge`): if nothing else is a date, they are.
fn map_by_dates(columns: &[Column], has_header: bool, told: &Told) -> Option<Mapping> {
    let is_date = |c: &&Column| [Field::Start, Field::Date].iter().any(|f| c.looks.suit(*f, false).is_some());
    if !columns.iter().filter(is_date).any(|c| c.named) {
        return None;
    }
    let unheard: Vec<Column> = columns.iter().map(|c| Column { named: c.named && !is_date(&c), ..c.clone() }).collect();
    map(&unheard, has_header, told)
}

/// The mapping where caller and called are called the original ones in (nearly) every row, and no others are told.
fn map_by_originals(columns: &[Column], has_header: bool, told: &Told) -> Option<Mapping> {
    let is_side = |c: &&Column| {
        let party = c.meaning.has(Meaning::A | Meaning::B) && c.looks.suit(Field::PartyB, false).is_some();
        c.meaning.has(Meaning::FORWARD) && party && c.looks.share_filled() > 0.8
    };
    if columns.iter().filter(is_side).count() != 2 {
        return None;
    }
    let plain = |c: &Column| if is_side(&c) { c.meaning.without(Meaning::FORWARD) } else { c.meaning };
    let unforwarded: Vec<Column> = columns.iter().map(|c| Column { meaning: plain(c), ..c.clone() }).collect();
    map(&unforwarded, has_header, told)
}
