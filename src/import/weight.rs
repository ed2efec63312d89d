//! How much speaks for a column holding a field.

use super::field::{Field, Whose};
use super::mapping::{Column, PARTIES};
use super::vocabulary::Meaning;

/// How much speaks for a column holding a field: what its header says counts twice what its values look like.
pub(super) fn weight(field: Field, column: &Column, at: usize, has_header: bool) -> f64 {
    let named = field.named_by(column.meaning);
    let Some(suit) = column.looks.suit(field, named > 0.0) else { return 0.0 };
    // Of two columns that are equally good the fuller one is taken, then the first.
    let first = 0.01 / (1.0 + at as f64);
    if named > 0.0 {
        // `Called From` may be a place; `Called Party` is a party even where all are senders' names.
        if PARTIES.contains(&field) && column.looks.is_all_words() && !column.meaning.has(Meaning::NUMBER) {
            return 0.0;
        }
        let empty = column.looks.values == 0;
        // `Evidence number`: what is only called a number must look like one.
        if PARTIES.contains(&field) && named < 0.5 && !empty && column.looks.suit(field, false).is_none() {
            return 0.0;
        }
        // `Message`: what was written, not which kind it is of.
        if field == Field::Kind
            && named <= 0.5
            && !empty
            && column.looks.share_kinds() == 0.0
            && !column.looks.are_few_words()
        {
            return 0.0;
        }
        let named = named + stays(field, column);
        // What is only called a number and blank in most rows is that of few of them.
        if PARTIES.contains(&field) && named < 0.5 && !empty && column.looks.share_filled() < 0.3 {
            return 0.0;
        }
        if named <= 0.0 {
            return 0.0;
        }
        return named * if empty { 0.6 } else { 2.0 } + suit + 0.1 * column.looks.share_filled() + first;
    }
    if has_header && column.named || column.looks.values == 0 {
        return 0.0;
    }
    let telling = match field {
        Field::Start => 0.9,
        Field::Date => 0.8,
        Field::Direction | Field::Kind => 0.6,
        Field::Time | Field::Imei(Whose::Target) | Field::Imsi(Whose::Target) => 0.5,
        Field::PartyA | Field::PartyB if column.looks.share_filled() < 0.3 => 0.0,
        Field::PartyA => 0.4,
        Field::PartyB => 0.38,
        Field::LatLon(Whose::Target) | Field::Cell(Whose::Target) => 0.3,
        Field::Duration => 0.2,
        _ => 0.0,
    };
    suit * telling + if telling > 0.0 && suit > 0.0 { first } else { 0.0 }
}

/// `Zielnummer` may be the number that was dialled and the one that is watched: the watched one is the same in every row.
fn stays(field: Field, column: &Column) -> f64 {
    let is_both = column.meaning.has(Meaning::TARGET) && column.meaning.has(Meaning::A | Meaning::B);
    // A line that is held equally long in every row is not held at all.
    if column.meaning.has(Meaning::HOLD) && column.looks.is_constant() {
        return -1.0;
    }
    // Of two lengths that which never changes (`Park time`) is not how long the calls lasted.
    if matches!(field, Field::Duration | Field::Minutes) && column.looks.is_constant() {
        return -0.3;
    }
    let sign = match field {
        Field::Target => 0.15,
        Field::PartyA | Field::PartyB => -0.15,
        _ => return 0.0,
    };
    match (is_both, column.looks.is_constant(), column.looks.changes()) {
        (true, true, _) => sign,
        (true, _, true) => -sign,
        _ => 0.0,
    }
}
