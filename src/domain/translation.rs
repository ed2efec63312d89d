//! From the ids of one table to those of another.

use super::record::{CellId, HandsetId, PartyId, SimId};
use crate::ids::{Id, Interner};

/// The ids that values of one table have in another, as far as they were asked for.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    pub(super) parties: Vec<Option<PartyId>>,
    pub(super) handsets: Vec<Option<HandsetId>>,
    pub(super) sims: Vec<Option<SimId>>,
    pub(super) cells: Vec<Option<CellId>>,
}

/// The id in `into` of a value of `from`, which is added if it is new.
pub(super) fn translated<T: Clone + Eq + std::hash::Hash>(
    into: &mut Interner<T>,
    from: &Interner<T>,
    known: &mut [Option<Id<T>>],
    id: Id<T>,
) -> Id<T> {
    *known[id.index()].get_or_insert_with(|| into.intern(from.get(id)))
}
