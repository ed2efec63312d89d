//! Distinct values, each kept once.

use super::hash::hash_of;
use super::slots::{Look, Slots};
use super::{AT_ONCE, Id};
use std::hash::Hash;

/// A table that keeps each distinct value once, in order of first appearance. A value costs little more than itself.
#[derive(Clone, Debug)]
pub struct Interner<T> {
    values: Vec<T>,
    slots: Slots,
}

impl<T: Clone + Eq + Hash> Interner<T> {
    /// The id of `value`, which is added if it is new.
    pub fn intern(&mut self, value: &T) -> Id<T> {
        self.make_room(1);
        self.intern_hashed(hash_of(value), value)
    }

    /// The id of `value`, for which there is room.
    fn intern_hashed(&mut self, hash: u64, value: &T) -> Id<T> {
        let found = self.slots.find(hash, |index| self.values[index] == *value);
        Id::new(found.unwrap_or_else(|free| {
            let index = self.values.len();
            self.slots.enter(free, hash, index);
            self.values.push(value.clone());
            index
        }))
    }

    /// The ids of many values, as [`Interner::intern`] gives them one by one, in less time; see [`Slots::look`].
    pub fn intern_all(&mut self, values: &[T]) -> Vec<Id<T>> {
        let mut ids = Vec::with_capacity(values.len());
        let mut looks = [Look::default(); AT_ONCE];
        for some in values.chunks(AT_ONCE) {
            self.make_room(some.len());
            for (look, value) in looks.iter_mut().zip(some) {
                *look = self.slots.look(hash_of(value));
            }
            looks[..some.len()].iter_mut().for_each(|look| self.slots.look_on(look));
            for (look, value) in looks.iter().zip(some) {
                let known = look.candidate().filter(|index| self.values[*index] == *value);
                ids.push(known.map_or_else(|| self.intern_hashed(look.hash, value), Id::new));
            }
        }
        ids
    }

    fn make_room(&mut self, more: usize) {
        if !self.slots.has_room(more) {
            let hashes = self.values.iter().map(hash_of);
            self.slots.grow(self.values.len() + more, hashes.zip(0..));
        }
    }

    /// The id of `value`, if it has been seen.
    pub fn find(&self, value: &T) -> Option<Id<T>> {
        if self.slots.is_empty() {
            return None;
        }
        self.slots.find(hash_of(value), |index| self.values[index] == *value).ok().map(Id::new)
    }

    /// Gives back the memory by which values are found. It is made anew when a value is interned; until then none is found.
    pub fn rest(&mut self) {
        self.slots = Slots::default();
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
        Self { values: Vec::new(), slots: Slots::default() }
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
