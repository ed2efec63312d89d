//! Where values are found by their hash: an open hash table of indexes, eight bytes a slot.

use super::hash::tag;

/// The indexes of values by the hashes of these. The values stand elsewhere; half a slot is part of the hash, so that other values
/// are told apart by it without a look at them.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    /// A power of two long, or empty.
    slots: Vec<Slot>,
    taken: usize,
}

/// Where a value with this hash is; the next is its index plus one, zero where the slot is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    next: u32,
}

/// A value that is being looked up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Of the value.
    pub hash: u64,
    slot: Slot,
}

impl Look {
    /// The index of the one value that may be the same, if there is one.
    pub fn candidate(&self) -> Option<usize> {
        self.slot.next.checked_sub(1).map(|index| index as usize)
    }
}

/// A slot for a value that is new.
#[derive(Clone, Copy, Debug)]
pub struct Free(usize);

const FEWEST: usize = 256;

impl Slots {
    /// Whether so many more values fit: one slot in four stays free.
    pub const fn has_room(&self, more: usize) -> bool {
        (self.taken + more) * 4 <= self.slots.len() * 3
    }

    /// Makes room for so many values in all: those that there are, by their hashes and indexes, are entered anew.
    pub fn grow(&mut self, all: usize, values: impl Iterator<Item = (u64, usize)>) {
        let needed = (all * 4 / 3 + 1).next_power_of_two();
        let len = (self.slots.len() * 2).max(FEWEST).max(needed);
        self.slots.clear();
        self.slots.resize(len, Slot::default());
        self.taken = 0;
        for (hash, index) in values {
            let mut at = self.first(hash);
            while self.slots[at].next != 0 {
                at = (at + 1) & (len - 1);
            }
            self.enter(Free(at), hash, index);
        }
    }

    /// Begins to look for a value. Tables are large and values anywhere in them: when this is done for many values before the
    /// first is [looked on](Slots::look_on) for, the processor waits for the memory once and not for each.
    pub fn look(&self, hash: u64) -> Look {
        Look { hash, slot: self.slots[self.first(hash)] }
    }

    /// Goes on to the first value that may be the same.
    pub fn look_on(&self, look: &mut Look) {
        let mut at = self.first(look.hash);
        while look.slot.next != 0 && look.slot.tag != tag(look.hash) {
            at = (at + 1) & (self.slots.len() - 1);
            look.slot = self.slots[at];
        }
    }

    /// The index of the value with this hash that is the one looked for.
    ///
    /// # Errors
    /// If it is not there: the slot that it would take. There has to be [room](Slots::has_room) for one.
    pub fn find(&self, hash: u64, is: impl Fn(usize) -> bool) -> Result<usize, Free> {
        let mut at = self.first(hash);
        loop {
            let slot = self.slots[at];
            let Some(index) = slot.next.checked_sub(1) else { return Err(Free(at)) };
            if slot.tag == tag(hash) && is(index as usize) {
                return Ok(index as usize);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Enters a value where [`Slots::find`] said.
    ///
    /// # Panics
    /// If there are four thousand million values.
    pub fn enter(&mut self, Free(at): Free, hash: u64, index: usize) {
        let next = u32::try_from(index + 1).expect("tables hold fewer than u32::MAX entries");
        self.slots[at] = Slot { tag: tag(hash), next };
        self.taken += 1;
    }

    /// Whether no value can be found.
    pub const fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the lowest bits say which slot")]
    fn first(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }
}
