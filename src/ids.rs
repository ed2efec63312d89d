//! Typed indexes: a `u32` that knows what it counts, so that a cell cannot be looked up among handsets.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;

/// The place of a `T` in its table. `Option<Id<T>>` is four bytes as well.
pub struct Id<T> {
    /// Index plus one, so that zero is free for `None`.
    next: NonZeroU32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of entry `index`.
    ///
    /// # Panics
    /// If `index` is `u32::MAX` or more: a table of four thousand million entries is a bug.
    pub fn new(index: usize) -> Self {
        let next = u32::try_from(index).ok().and_then(|i| i.checked_add(1)).and_then(NonZeroU32::new);
        Self { next: next.expect("tables hold fewer than u32::MAX entries"), of: PhantomData }
    }

    /// The index into the table.
    pub fn index(self) -> usize {
        self.next.get() as usize - 1
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.next == other.next
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.next.cmp(&other.next)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.next.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index())
    }
}

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

impl<T: Clone + Eq + Hash> Interner<T> {
    /// The id of `value`, which is added if it is new.
    pub fn intern(&mut self, value: &T) -> Id<T> {
        if (self.values.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash_of(value);
        let (at, known) = self.search(hash, value);
        known.unwrap_or_else(|| {
            let id = Id::new(self.values.len());
            self.slots[at] = Slot { tag: tag(hash), next: id.next.get() };
            self.values.push(value.clone());
            id
        })
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
        let len = (self.slots.len() * 2).max(16);
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

/// The upper half of a hash, which does not say in which slot the search begins.
const fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The hash of a value, the same in every run.
pub fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut mixer = Mixer::default();
    value.hash(&mut mixer);
    mixer.finish()
}

/// A quick hash without a secret: each word is folded into the state by the two halves of a long product. Good enough to
/// tell values apart in a table; no defence against someone who makes values collide on purpose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mixer(u64);

/// Digits of the golden ratio and of pi: odd, with bits set all over.
const FACTORS: (u64, u64) = (0x9E37_79B9_7F4A_7C15, 0x2439_F31D_8A6B_9F4B);

impl Mixer {
    #[expect(clippy::cast_possible_truncation, reason = "the halves of the product are taken apart")]
    const fn mix(&mut self, word: u64) {
        let product = ((self.0 ^ word).wrapping_add(FACTORS.1) as u128) * (FACTORS.0 as u128);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56));
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0
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
    }

    #[test]
    fn values_that_differ_a_little_have_hashes_that_differ_much() {
        let hashes: std::collections::BTreeSet<u64> = (0..10_000_u64).map(|n| hash_of(&n) >> 40).collect();
        assert!(hashes.len() > 9_900, "{}", hashes.len());
    }
}
