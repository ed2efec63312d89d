//! Typed indexes: a `u32` that knows what it counts, so that a cell cannot be looked up among handsets; and the tables that hand
//! them out.

mod hash;
mod interner;
mod recent;
mod short_text;
mod slots;
mod texts;

pub use hash::{Mixer, QuickHasher, hash_of, tag};
pub use interner::Interner;
pub use recent::Recent;
pub use short_text::ShortText;
pub use slots::{Look, Slots};
pub use texts::{TextId, Texts};

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;

/// Values looked up at once: as many as a processor can wait for, and more.
pub const AT_ONCE: usize = 64;

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
