//! The distinct values of a table of records, each kept once and named by id.

use super::record::{CellId, EndDraft, EndId, HandsetId, PartyId, Phone, PhoneId, SimId};
use super::{CellView, Imei, Imsi, LatLon, Parties};
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
    pub phones: Interner<Phone>,
    pub texts: Texts,
}

impl Values {
    fn intern_cell(&mut self, cell: CellView<'_>) -> CellId {
        let (key, town) = (self.texts.intern(cell.key), cell.town.map(|town| self.texts.intern(town)));
        self.cells.intern(&CellRow::new(key, cell.position, town))
    }

    fn intern_phone(&mut self, handset: Option<HandsetId>, sim: Option<SimId>) -> Option<PhoneId> {
        let phone = Phone { handset, sim };
        (handset.is_some() || sim.is_some()).then(|| self.phones.intern(&phone))
    }

    pub fn intern_end(&mut self, draft: &EndDraft) -> EndId {
        let cell = draft.cell.as_ref().map(|cell| self.intern_cell(cell.view()));
        let handset = draft.handset.map(|h| self.handsets.intern(&h));
        let sim = draft.sim.map(|s| self.sims.intern(&s));
        EndId { phone: self.intern_phone(handset, sim), cell }
    }

    pub fn cell(&self, id: CellId) -> CellView<'_> {
        let cell = self.cells.get(id);
        CellView { key: self.texts.get(cell.key), position: cell.position, town: cell.town.map(|t| self.texts.get(t)) }
    }

    /// What of two records of one event is known of an end: what the first says itself stays.
    pub fn filled(&mut self, ours: EndId, theirs: EndId) -> EndId {
        let phone = match (ours.phone, theirs.phone) {
            (Some(our), Some(their)) if our != their => {
                let (our, their) = (*self.phones.get(our), *self.phones.get(their));
                self.intern_phone(our.handset.or(their.handset), our.sim.or(their.sim))
            }
            (our, their) => our.or(their),
        };
        EndId { phone, cell: ours.cell.or(theirs.cell) }
    }

    /// Adds all values of another table; says which ids its values have here.
    pub fn append(&mut self, other: &Self) -> NewIds {
        fn moved<T: Clone + Eq + Hash>(into: &mut Interner<T>, from: &Interner<T>) -> Vec<Id<T>> {
            from.iter().map(|(_, value)| into.intern(value)).collect()
        }
        let parties = other.parties.iter().map(|(_, party)| self.parties.intern(party)).collect();
        let handsets = moved(&mut self.handsets, &other.handsets);
        let sims = moved(&mut self.sims, &other.sims);
        let cells = other.cells.iter().map(|(id, _)| self.intern_cell(other.cell(id))).collect();
        let phone = |phone: &Phone| Phone {
            handset: phone.handset.map(|h| handsets[h.index()]),
            sim: phone.sim.map(|s| sims[s.index()]),
        };
        let phones = other.phones.iter().map(|(_, known)| self.phones.intern(&phone(known))).collect();
        NewIds { parties, phones, cells }
    }
}

/// The ids that the values of one table have in another, by their ids in the first.
pub(super) struct NewIds {
    pub parties: Vec<PartyId>,
    phones: Vec<PhoneId>,
    cells: Vec<CellId>,
}

impl NewIds {
    pub fn end(&self, end: EndId) -> EndId {
        EndId { phone: end.phone.map(|p| self.phones[p.index()]), cell: end.cell.map(|c| self.cells[c.index()]) }
    }
}
