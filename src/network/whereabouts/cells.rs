//! The town of every cell: by the cell-site list, by coordinates, by the town that the record names.

use crate::domain::{AreaKey, CellId, CellSite, CellView, LatLon, Records};
use crate::place::{Gazetteer, Named};
use std::collections::{BTreeMap, HashMap};

/// The town of each cell of a table of records, in the order of their ids.
#[derive(Debug)]
pub(super) struct CellAreas {
    areas: Vec<Option<AreaKey>>,
}

impl CellAreas {
    /// Places every cell that can be placed.
    pub fn new(records: &Records, sites: &[CellSite], gazetteer: &Gazetteer) -> Self {
        // The first line of a list that names a cell counts. Looked up only, never walked.
        let mut by_key: HashMap<String, &CellSite> = HashMap::new();
        for site in sites {
            by_key.entry(bare(&site.key)).or_insert(site);
        }
        let mut cells = Self { areas: Vec::with_capacity(records.cells().len()) };
        let mut unclear: Vec<(CellId, &str)> = Vec::new();
        for (id, cell) in records.cells() {
            let site = by_key.get(bare(cell.key).as_str()).copied().filter(|_| !cell.key.is_empty());
            let (area, text) = place(cell, site, gazetteer);
            cells.areas.push(area);
            unclear.extend(text.map(|text| (id, text)));
        }
        cells.settle(records, &unclear, gazetteer);
        cells
    }

    /// The town of a cell.
    pub fn area(&self, cell: CellId) -> Option<AreaKey> {
        self.areas[cell.index()]
    }

    /// Places cells of ambiguous towns (`Newport`) by where the phones seen in them are otherwise.
    fn settle(&mut self, records: &Records, unclear: &[(CellId, &str)], gazetteer: &Gazetteer) {
        if unclear.is_empty() {
            return;
        }
        let mut seen: BTreeMap<usize, BTreeMap<AreaKey, u32>> = BTreeMap::new();
        let mut users: BTreeMap<CellId, BTreeMap<usize, u32>> =
            unclear.iter().map(|(id, _)| (*id, BTreeMap::new())).collect();
        for record in records.iter() {
            for (party, end) in [(record.a, record.a_end), (record.b, record.b_end)] {
                let Some(cell) = records.end(end).cell else { continue };
                if let Some(area) = self.areas[cell.index()] {
                    *seen.entry(party.index()).or_default().entry(area).or_default() += 1;
                } else if let Some(users) = users.get_mut(&cell) {
                    *users.entry(party.index()).or_default() += 1;
                }
            }
        }
        for &(id, text) in unclear {
            let mut around: BTreeMap<AreaKey, u32> = BTreeMap::new();
            for (party, times) in &users[&id] {
                for (&area, &records) in seen.get(party).into_iter().flatten() {
                    *around.entry(area).or_default() += records.min(*times);
                }
            }
            let most = around.iter().max_by_key(|&(&area, &records)| (records, std::cmp::Reverse(area)));
            let near = most.and_then(|(&area, _)| gazetteer.area(area)).map(|area| area.position);
            self.areas[id.index()] = gazetteer.named(text, near).one().map(|key| gazetteer.town_of(key));
        }
    }
}

/// The town of a cell, or the text that names several towns.
fn place<'a>(
    cell: CellView<'a>,
    site: Option<&'a CellSite>,
    gazetteer: &Gazetteer,
) -> (Option<AreaKey>, Option<&'a str>) {
    let by_position = |at: Option<LatLon>| at.and_then(|at| gazetteer.nearest(at));
    let listed = site.and_then(|site| site.position);
    if let Some(area) = by_position(listed).or_else(|| by_position(cell.position)) {
        return (Some(area), None);
    }
    let texts = [site.and_then(|site| site.town.as_deref()), cell.town];
    for text in texts.into_iter().flatten() {
        match gazetteer.named(text, listed.or(cell.position)) {
            Named::One(key) => return (Some(gazetteer.town_of(key)), None),
            Named::Several(_) => return (None, Some(text)),
            Named::None => {}
        }
    }
    (None, None)
}

/// A cell's identity without its separators: operators write one cell as `234-10-1234-5678` and `234 10 1234 5678`.
fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
