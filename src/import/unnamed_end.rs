//! The end of events under a header that nobody knows: moments that lie shortly after the start in every row.

use super::field::Field;
use super::mapping::{Column, Mapping};
use super::moment::{MomentFrom, MomentReader};
use super::tally::Tally;
use super::vocabulary::Meaning;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Rows looked at, and how many at least.
const ROWS: usize = 400;
const LEAST: usize = 8;
const DAY: u32 = 86_400;

/// Gives the one column of such moments to the end, where nothing else tells how long events lasted: says so in a sentence.
pub(super) fn take(
    mapping: &mut Mapping,
    columns: &[Column],
    moments: &MomentReader,
    rows: &[Vec<Cow<'_, str>>],
) -> Option<String> {
    let lasts = [Field::Duration, Field::Minutes, Field::End, Field::EndTime];
    if lasts.into_iter().any(|field| mapping.has(field)) {
        return None;
    }
    let start = MomentFrom::start(mapping)?;
    let taken: Vec<usize> = mapping.fields().map(|(_, column)| column).collect();
    let is_after = |at: &usize| {
        let column = &columns[*at];
        let free = !taken.contains(at) && !mapping.told.contains_key(at) && !column.named;
        let passing = Meaning::BOOKED | Meaning::ANSWER | Meaning::RINGING;
        free && column.looks.tells_whole_moments()
            && !column.meaning.has(passing)
            && lies_after(start, *at, moments, rows)
    };
    let found: Vec<usize> = (0..columns.len()).filter(is_after).collect();
    let [only] = found[..] else { return None };
    mapping.give(&[(Field::End, only)]);
    let header = &columns[only].header;
    Some(format!("Column \"{header}\" is taken for the end: it lies shortly after the start in every row."))
}

/// Whether a column lies after the start in (nearly) every row, now more, now less. The same moment by another clock is always
/// as far away.
fn lies_after(start: MomentFrom, at: usize, moments: &MomentReader, rows: &[Vec<Cow<'_, str>>]) -> bool {
    let (mut told, mut after) = (0_usize, 0_usize);
    let mut lengths = BTreeSet::new();
    let mut unheard = Tally::default();
    for row in rows.iter().take(ROWS) {
        let Ok(begin) = moments.moment(start, row, 0, &mut unheard) else { continue };
        told += 1;
        if let Ok(Some(seconds)) = moments.seconds_until(begin.instant(), MomentFrom::One(at), true, row)
            && seconds <= DAY
        {
            after += 1;
            lengths.insert(seconds);
        }
    }
    told >= LEAST && after * 50 >= told * 49 && lengths.len() * 4 > told
}
