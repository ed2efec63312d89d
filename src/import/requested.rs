//! Whose records a file holds: the numbers that were asked for.

use super::parties::Parties;
use crate::diag::{Cancelled, Monitor};
use crate::domain::{EndId, Msisdn, Records};
use crate::ids::Id;
use std::collections::BTreeSet;

/// Marks the numbers that a file says were asked for (`in_column` are those of the column that names them); says how they were
/// found where it was not said outright.
pub(super) fn mark_requested(
    records: &mut Records,
    parties: &Parties,
    sections: &[(u64, Msisdn)],
    in_column: &BTreeSet<Msisdn>,
    monitor: &dyn Monitor,
) -> Result<Option<String>, Cancelled> {
    let mut requested = parties.targets.clone();
    requested.extend(sections.iter().map(|(_, number)| *number));
    requested.extend(in_column);
    let by_phones = if requested.is_empty() { numbers_with_phones(records, monitor)? } else { None };
    let sentence = by_phones.as_ref().map(|numbers| {
        let count = crate::domain::count(numbers.len() as u64, "number", "numbers");
        format!("Every row has one of {count} whose phone it tells of: these are taken for the numbers asked for.")
    });
    for number in requested.into_iter().chain(by_phones.unwrap_or_default()) {
        if records.find_number(number).is_some() {
            records.mark_requested(number);
        }
    }
    Ok(sentence)
}

/// Records looked at between two looks at whether to stop.
const BETWEEN_CHECKS: usize = 1 << 20;

/// Numbers of whose phone the file tells where it tells nothing of the other one's, if (nearly) every record has such a number
/// and they are few beside the records. An operator knows the phones of all its subscribers, but only for a number asked for does
/// it also tell of calls with subscribers of others.
fn numbers_with_phones(records: &Records, monitor: &dyn Monitor) -> Result<Option<BTreeSet<Msisdn>>, Cancelled> {
    let is_told = |end: EndId| end != EndId::NOTHING;
    let mut alone = vec![0_u32; records.parties().len()];
    for (at, [(a, a_end), (b, b_end)]) in records.sides().enumerate() {
        if at % BETWEEN_CHECKS == 0 {
            monitor.check()?;
        }
        match (is_told(a_end), is_told(b_end)) {
            (true, false) => alone[a.index()] += 1,
            (false, true) => alone[b.index()] += 1,
            _ => {}
        }
    }
    let has_phone = |party: usize| alone[party] > 0;
    let mut covered = 0;
    for (at, [(a, _), (b, _)]) in records.sides().enumerate() {
        if at % BETWEEN_CHECKS == 0 {
            monitor.check()?;
        }
        covered += usize::from(has_phone(a.index()) || has_phone(b.index()));
    }
    let numbers: Vec<usize> = (0..alone.len()).filter(|party| has_phone(*party)).collect();
    let few = numbers.len() * 8 <= records.len();
    if numbers.is_empty() || !few || covered * 20 < records.len() * 19 {
        return Ok(None);
    }
    let numbers: BTreeSet<Msisdn> = numbers.into_iter().filter_map(|party| records.number(Id::new(party))).collect();
    Ok((!numbers.is_empty()).then_some(numbers))
}
