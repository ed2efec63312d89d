//! Distinct values, each kept once.

use super::hash::{hash_of, tag};
use super::{AT_ONCE, Id};
use std::hash::Hash;

/// A table that keeps each distinct value once, in order of first appearance.
///
/// The ids stand in an open hash table of eight bytes a slot, so that a value costs little more than itself. Half a slot is part of
/// the hash: other values are told apart by it without a look at them.
#[derive(Clone, Debug)]
pub struct Interner<T> {
    values: Vec<T>,
    /// A power of two long.
    slots: Vec<Slot>,
}

/// Where a value with this hash is; the next is its index plus one, zero where the slot is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    next: u32,
}

/// A value that is being looked up.
#[derive(Clone, Copy, Default)]
struct Look {
    hash: u64,
    slot: Slot,
}

impl<T: Clone + Eq + Hash> Interner<T> {
    /// The id of `value`, which is added if it is new.
    pub fn intern(&mut self, value: &T) -> Id<T> {
        if (self.values.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        self.intern_hashed(hash_of(value), value)
    }

    /// The id of `value`, for which there is a free slot.
    fn intern_hashed(&mut self, hash: u64, value: &T) -> Id<T> {
        let (at, known) = self.search(hash, value);
        known.unwrap_or_else(|| {
            let id = Id::new(self.values.len());
            self.slots[at] = Slot { tag: tag(hash), next: id.next.get() };
            self.values.push(value.clone());
            id
        })
    }

    /// The ids of many values, as [`Interner::intern`] gives them one by one. Tables are large and values are anywhere in them: here
    /// the memory is asked for many of them at once, so that the processor waits for it once and not for each.
    pub fn intern_all(&mut self, values: &[T]) -> Vec<Id<T>> {
        let mut ids = Vec::with_capacity(values.len());
        let mut looks = [Look::default(); AT_ONCE];
        for some in values.chunks(AT_ONCE) {
            if (self.values.len() + some.len()) * 4 > self.slots.len() * 3 {
                self.grow();
            }
            for (look, value) in looks.iter_mut().zip(some) {
                look.hash = hash_of(value);
                look.slot = self.slots[self.first_slot(look.hash)];
            }
            for look in &mut looks[..some.len()] {
                if look.slot.tag != tag(look.hash) {
                    look.slot = self.first_like(look.hash);
                }
            }
            for (look, value) in looks.iter().zip(some) {
                let known = look.slot.next.checked_sub(1).filter(|index| self.values[*index as usize] == *value);
                ids.push(known.map_or_else(|| self.intern_hashed(look.hash, value), |index| Id::new(index as usize)));
            }
        }
        ids
    }

    /// The first slot whose value may have this hash, or a free one.
    fn first_like(&self, hash: u64) -> Slot {
        let mut at = self.first_slot(hash);
        loop {
            let slot = self.slots[at];
            if slot.next == 0 || slot.tag == tag(hash) {
                return slot;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The id of `value`, if it has been seen.
    pub fn find(&self, value: &T) -> Option<Id<T>> {
        if self.slots.is_empty() { None } else { self.search(hash_of(value), value).1 }
    }

    /// The slot of a value, or the one it would take, and its id if it is there.
    fn search(&self, hash: u64, value: &T) -> (usize, Option<Id<T>>) {
        let mut at = self.first_slot(hash);
        loop {
            let slot = self.slots[at];
            let Some(index) = slot.next.checked_sub(1) else { return (at, None) };
            if slot.tag == tag(hash) && self.values[index as usize] == *value {
                return (at, Some(Id::new(index as usize)));
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn grow(&mut self) {
        let needed = (self.values.len() + AT_ONCE) * 4 / 3 + 1;
        let len = (self.slots.len() * 2).max(4 * AT_ONCE).max(needed.next_power_of_two());
        self.slots.clear();
        self.slots.resize(len, Slot::default());
        for index in 0..self.values.len() {
            let hash = hash_of(&self.values[index]);
            let mut at = self.first_slot(hash);
            while self.slots[at].next != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = Slot { tag: tag(hash), next: Id::<T>::new(index).next.get() };
        }
    }

    /// Gives back the memory by which values are found. It is made anew when a value is interned; until then none is found.
    pub fn rest(&mut self) {
        self.slots = Vec::new();
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the lowest bits say which slot")]
    fn first_slot(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    /// The value of an id handed out by this table.
    pub fn get(&self, id: Id<T>) -> &T {
        &self.values[id.index()]
    }

    /// Every value with its id, in order of first appearance.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.values.iter().enumerate().map(|(index, value)| (Id::new(index), value))
    }

    /// How many distinct values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether nothing has been interned.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { values: Vec::new(), slots: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_the_id_of_its_first_appearance() {
        let mut table = Interner::default();
        let words: Vec<String> = (0..5000).map(|n| format!("cell {}", n % 1700)).collect();
        let ids: Vec<usize> = words.iter().map(|word| table.intern(word).index()).collect();
        assert!(ids.iter().enumerate().all(|(n, id)| *id == n % 1700));
        assert_eq!(table.len(), 1700);
        assert!(words.iter().all(|word| table.find(word).is_some_and(|id| table.get(id) == word)));
        assert_eq!(table.find(&"elsewhere".to_owned()), None);
        let mut at_once = Interner::default();
        let all = at_once.intern_all(&words);
        assert_eq!(all.iter().map(|id| id.index()).collect::<Vec<_>>(), ids);
        at_once.rest();
        assert!(words.iter().zip(&ids).all(|(word, id)| at_once.intern(word).index() == *id));
    }
}
