//! The distinct values of a table of records, each kept once and named by id.

use super::record::{CellId, End, EndDraft, EndId, PartyId};
use super::{CellView, Ends, Imei, Imsi, LatLon, Parties};
use crate::ids::{Id, Interner, TextId, Texts};
use std::hash::Hash;

/// A cell, its texts as ids: few texts, where a phone that tells its position is in ever new cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellRow {
    key: TextId,
    position: Option<LatLon>,
    town: Option<TextId>,
}

impl CellRow {
    pub(super) const fn new(key: TextId, position: Option<LatLon>, town: Option<TextId>) -> Self {
        Self { key, position, town }
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub parties: Parties,
    pub handsets: Interner<Imei>,
    pub sims: Interner<Imsi>,
    pub cells: Interner<CellRow>,
    pub ends: Ends,
    pub texts: Texts,
}

impl Values {
    fn intern_cell(&mut self, cell: CellView<'_>) -> CellId {
        let (key, town) = (self.texts.intern(cell.key), cell.town.map(|town| self.texts.intern(town)));
        self.cells.intern(&CellRow::new(key, cell.position, town))
    }

    pub fn intern_end(&mut self, draft: &EndDraft) -> EndId {
        let end = End {
            cell: draft.cell.as_ref().map(|cell| self.intern_cell(cell.view())),
            handset: draft.handset.map(|h| self.handsets.intern(&h)),
            sim: draft.sim.map(|s| self.sims.intern(&s)),
        };
        self.ends.intern(&end)
    }

    pub fn cell(&self, id: CellId) -> CellView<'_> {
        let cell = self.cells.get(id);
        CellView { key: self.texts.get(cell.key), position: cell.position, town: cell.town.map(|t| self.texts.get(t)) }
    }

    /// Adds all values of another table; says which ids its parties and ends have here.
    pub fn append(&mut self, other: &Self) -> (Vec<PartyId>, Vec<EndId>) {
        fn moved<T: Clone + Eq + Hash>(into: &mut Interner<T>, from: &Interner<T>) -> Vec<Id<T>> {
            from.iter().map(|(_, value)| into.intern(value)).collect()
        }
        let parties = other.parties.iter().map(|(_, party)| self.parties.intern(party)).collect();
        let handsets = moved(&mut self.handsets, &other.handsets);
        let sims = moved(&mut self.sims, &other.sims);
        let cells: Vec<CellId> = other.cells.iter().map(|(id, _)| self.intern_cell(other.cell(id))).collect();
        let mut ends = Vec::with_capacity(other.ends.len());
        for end in other.ends.iter() {
            ends.push(self.ends.intern(&End {
                handset: end.handset.map(|h| handsets[h.index()]),
                sim: end.sim.map(|s| sims[s.index()]),
                cell: end.cell.map(|c| cells[c.index()]),
            }));
        }
        (parties, ends)
    }
}
