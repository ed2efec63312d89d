//! What the rows that bear a code tell of its meaning.

use super::clean::{clean, clean_code};
use super::field::Field;
use super::mapping::Mapping;
use crate::domain::{DialPlan, Party};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the rows with one code have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CodeRows {
    /// Rows that bear it.
    pub rows: u32,
    /// Of them, those that lasted.
    pub lasting: u32,
    /// Those with a party that nobody can call: withheld, or a name.
    pub nameless: u32,
    /// Those with a name for a party, which only a text can have.
    pub names: u32,
    /// Those with a short code.
    pub short_codes: u32,
}

/// What the rows of each code of a column have in common, by the code in lower case.
pub(super) fn rows_by_code(
    at: usize,
    mapping: &Mapping,
    plan: &DialPlan,
    rows: &[Vec<Cow<'_, str>>],
) -> BTreeMap<String, CodeRows> {
    let column = |field: Field| mapping.column(field).filter(|c| *c != at);
    let durations: Vec<usize> = [Field::Duration, Field::Minutes].into_iter().filter_map(column).collect();
    let moments = [(Field::Start, Field::End), (Field::Time, Field::EndTime)]
        .into_iter()
        .find_map(|(start, end)| column(start).zip(column(end)))
        .filter(|_| durations.is_empty());
    let parties: Vec<usize> =
        [Field::PartyA, Field::PartyB, Field::Target, Field::Other].into_iter().filter_map(column).collect();
    let mut found: BTreeMap<String, CodeRows> = BTreeMap::new();
    for row in rows {
        let text = |c: usize| row.get(c).map_or("", |cell| clean_code(cell));
        let code = text(at).to_lowercase();
        if code.is_empty() {
            continue;
        }
        let seen = found.entry(code).or_default();
        seen.rows += 1;
        let counted = durations.iter().any(|c| text(*c).bytes().any(|b| (b'1'..=b'9').contains(&b)));
        let ended = moments.is_some_and(|(start, end)| !text(end).is_empty() && text(end) != text(start));
        seen.lasting += u32::from(counted || ended);
        let read = |c: &usize| Party::parse(row.get(*c).map_or("", |cell| clean(cell)), plan);
        let read: Vec<Party> = parties.iter().filter_map(|c| read(c).ok()).collect();
        let is_name = |p: &Party| matches!(p, Party::Sender(_));
        seen.nameless += u32::from(read.iter().any(|p| *p == Party::Withheld || is_name(p)));
        seen.names += u32::from(read.iter().any(is_name));
        seen.short_codes += u32::from(read.iter().any(|p| matches!(p, Party::ShortCode(_))));
    }
    found
}
