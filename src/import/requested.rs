//! Whose records a file holds: the numbers that were asked for.

use super::ImportOptions;
use super::aside::{RowClass, class_of};
use super::clean::clean_code;
use super::parties::{Layout, Parties, PartyFrom};
use super::party::read_party;
use super::sheet::Sheet;
use crate::domain::{End, Msisdn, PartyId, Records};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Marks the numbers that a file says were asked for; says how they were found where it was not said outright.
pub(super) fn mark_requested(
    records: &mut Records,
    parties: &Parties,
    sections: &[(u64, Msisdn)],
    sheet: &Sheet<'_>,
    options: &ImportOptions,
) -> Option<String> {
    let column = match parties.layout {
        Layout::TargetOther { target: PartyFrom::Column(column), .. } => Some(column),
        _ => parties.target_column,
    };
    let mut requested = parties.targets.clone();
    requested.extend(sections.iter().map(|(_, number)| *number));
    if let Some(column) = column {
        requested.extend(numbers_of_column(sheet, column, options));
    }
    let by_phones = requested.is_empty().then(|| numbers_with_phones(records)).flatten();
    let sentence = by_phones.as_ref().map(|numbers| {
        let count = crate::domain::count(numbers.len() as u64, "number", "numbers");
        format!("Every row has one of {count} whose phone it tells of: these are taken for the numbers asked for.")
    });
    for number in requested.into_iter().chain(by_phones.unwrap_or_default()) {
        if records.find_number(number).is_some() {
            records.mark_requested(number);
        }
    }
    sentence
}

/// Every number of a column.
fn numbers_of_column(sheet: &Sheet<'_>, column: usize, options: &ImportOptions) -> BTreeSet<Msisdn> {
    let mut numbers = BTreeSet::new();
    let mut seen = HashSet::new();
    let mut cells = Vec::new();
    for at in sheet.data_rows() {
        sheet.table.cells_into(at, &mut cells);
        let text = cells.get(column).map_or("", |cell| clean_code(cell));
        if text.is_empty() || seen.contains(text) || class_of(&cells, &sheet.header) != RowClass::Data {
            continue;
        }
        seen.insert(text.to_owned());
        numbers.extend(read_party(text, &options.plan).ok().and_then(|(party, _)| party.number()));
    }
    numbers
}

/// Numbers of whose phone the file tells where it tells nothing of the other one's, if (nearly) every record has such a number
/// and they are few beside the records. An operator knows the phones of all its subscribers, but only for a number asked for does
/// it also tell of calls with subscribers of others.
fn numbers_with_phones(records: &Records) -> Option<BTreeSet<Msisdn>> {
    let is_told = |end| records.end(end) != End::default();
    let mut alone: BTreeMap<PartyId, usize> = BTreeMap::new();
    for record in records.iter() {
        match (is_told(record.a_end), is_told(record.b_end)) {
            (true, false) => *alone.entry(record.a).or_insert(0) += 1,
            (false, true) => *alone.entry(record.b).or_insert(0) += 1,
            _ => {}
        }
    }
    let covered = records.iter().filter(|r| alone.contains_key(&r.a) || alone.contains_key(&r.b)).count();
    let few = alone.len() * 8 <= records.len();
    if alone.is_empty() || !few || covered * 20 < records.len() * 19 {
        return None;
    }
    Some(alone.into_keys().filter_map(|id| records.number(id)).collect())
}
