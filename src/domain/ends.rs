//! The distinct ends of a table.

use super::record::{CellId, End, EndId};
use crate::ids::{AT_ONCE, Id, Look, Slots, hash_of};

/// Keeps each distinct end once, in order of first appearance. The first end in each cell is found by the cell: where phones tell
/// their positions there are as many cells as records, and no end needs a place in a hash table.
#[derive(Clone, Debug, Default)]
pub struct Ends {
    values: Vec<End>,
    /// By cell, none before all others.
    first_in: Vec<Option<EndId>>,
    /// All that are not the first in their cell.
    others: Slots,
}

/// An end that is being looked up.
#[derive(Clone, Copy, Default)]
struct EndLook {
    first: Option<EndId>,
    other: Look,
}

fn place(cell: Option<CellId>) -> usize {
    cell.map_or(0, |cell| cell.index() + 1)
}

impl Ends {
    /// The id of an end, which is added if it is new.
    pub fn intern(&mut self, end: &End) -> EndId {
        self.wake();
        let first = self.first(end);
        self.intern_near(end, first, None)
    }

    /// The ids of many ends, as [`Ends::intern`] gives them one by one, in less time; see [`Slots::look`].
    pub fn intern_all(&mut self, ends: &[End]) -> Vec<EndId> {
        self.wake();
        let mut ids = Vec::with_capacity(ends.len());
        let mut looks = [EndLook::default(); AT_ONCE];
        for some in ends.chunks(AT_ONCE) {
            self.make_room(some.len());
            let looks = &mut looks[..some.len()];
            for (look, end) in looks.iter_mut().zip(some) {
                look.first = self.first(end);
            }
            for (look, end) in looks.iter_mut().zip(some) {
                // Without a first one there is no other.
                let is_first = look.first.is_none_or(|first| self.values[first.index()] == *end);
                look.other = if is_first { Look::default() } else { self.others.look(hash_of(end)) };
            }
            looks.iter_mut().for_each(|look| self.others.look_on(&mut look.other));
            for (look, end) in looks.iter().zip(some) {
                ids.push(self.intern_near(end, look.first, look.other.candidate()));
            }
        }
        ids
    }

    /// The id of an end, given the first in its cell and another one that it may be, as far as they were there a moment ago.
    fn intern_near(&mut self, end: &End, first: Option<EndId>, other: Option<usize>) -> EndId {
        let Some(first) = first.or_else(|| self.first(end)) else {
            let place = place(end.cell);
            if self.first_in.len() <= place {
                self.first_in.resize(place + 1, None);
            }
            self.first_in[place] = Some(Id::new(self.values.len()));
            return self.add(end);
        };
        if self.values[first.index()] == *end {
            return first;
        }
        if let Some(index) = other.filter(|index| self.values[*index] == *end) {
            return Id::new(index);
        }
        self.make_room(1);
        let hash = hash_of(end);
        match self.others.find(hash, |index| self.values[index] == *end) {
            Ok(index) => Id::new(index),
            Err(free) => {
                self.others.enter(free, hash, self.values.len());
                self.add(end)
            }
        }
    }

    fn first(&self, end: &End) -> Option<EndId> {
        self.first_in.get(place(end.cell)).copied().flatten()
    }

    fn add(&mut self, end: &End) -> EndId {
        self.values.push(*end);
        Id::new(self.values.len() - 1)
    }

    fn make_room(&mut self, more: usize) {
        if self.others.has_room(more) {
            return;
        }
        let Self { values, first_in, others } = self;
        let is_other = |(index, end): &(usize, &End)| first_in[place(end.cell)] != Some(Id::new(*index));
        let count = values.iter().enumerate().filter(is_other).count();
        others.grow(count + more, values.iter().enumerate().filter(is_other).map(|(index, end)| (hash_of(end), index)));
    }

    /// Gives back the memory by which ends are found. It is made anew when one is interned.
    pub fn rest(&mut self) {
        (self.first_in, self.others) = (Vec::new(), Slots::default());
    }

    fn wake(&mut self) {
        if !self.first_in.is_empty() || self.values.is_empty() {
            return;
        }
        let places = self.values.iter().map(|end| place(end.cell));
        self.first_in = vec![None; places.clone().max().unwrap_or(0) + 1];
        for (index, place) in places.enumerate() {
            self.first_in[place].get_or_insert(Id::new(index));
        }
    }

    /// The end of an id handed out by this table.
    pub fn get(&self, id: EndId) -> End {
        self.values[id.index()]
    }

    /// Every end, in order of first appearance.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = End> {
        self.values.iter().copied()
    }

    /// How many distinct ends there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ends() -> impl Strategy<Value = Vec<End>> {
        let id = || prop::option::of(0_usize..6);
        let end = (id(), id(), prop::option::of(0_usize..40)).prop_map(|(handset, sim, cell)| End {
            handset: handset.map(Id::new),
            sim: sim.map(Id::new),
            cell: cell.map(Id::new),
        });
        prop::collection::vec(end, 0..700)
    }

    proptest! {
        #[test]
        fn each_end_has_one_id_however_it_is_asked_for(ends in ends()) {
            let (mut one_by_one, mut at_once) = (Ends::default(), Ends::default());
            let ids: Vec<EndId> = ends.iter().map(|end| one_by_one.intern(end)).collect();
            prop_assert_eq!(&at_once.intern_all(&ends), &ids);
            at_once.rest();
            prop_assert_eq!(&at_once.intern_all(&ends), &ids);
            let distinct: std::collections::BTreeSet<&End> = ends.iter().collect();
            prop_assert_eq!((one_by_one.len(), at_once.len()), (distinct.len(), distinct.len()));
            prop_assert!(ends.iter().zip(&ids).all(|(end, id)| one_by_one.get(*id) == *end));
        }
    }
}
