//! Distinct texts, one behind the other in one buffer.

use super::hash::{hash_of_text, tag};
use super::{AT_ONCE, Id};

/// The place of a text in its table.
pub type TextId = Id<Texts>;

/// A table that keeps each distinct text once, in order of first appearance: an [`Interner`](super::Interner) that asks for no
/// allocation a text.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    buffer: Vec<u8>,
    /// Where each text ends in the buffer; it begins where the one before ends.
    ends: Vec<usize>,
    /// Part of the hash of a text, and its index plus one, zero where the slot is free. A power of two long.
    slots: Vec<(u32, u32)>,
}

impl Texts {
    /// The id of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> TextId {
        self.intern_bytes(text.as_bytes())
    }

    /// The ids of many texts, as [`Texts::intern`] gives them one by one, in less time: see
    /// [`Interner::intern_all`](super::Interner::intern_all).
    pub fn intern_all(&mut self, texts: &[&str]) -> Vec<TextId> {
        let mut ids = Vec::with_capacity(texts.len());
        let mut looks = [(0, 0, 0); AT_ONCE];
        for some in texts.chunks(AT_ONCE) {
            while (self.ends.len() + some.len()) * 2 > self.slots.len() {
                self.grow();
            }
            for (look, text) in looks.iter_mut().zip(some) {
                let hash = hash_of_text(text.as_bytes());
                let (known, next) = self.slots[self.first_slot(hash)];
                *look = (hash, if known == tag(hash) { next } else { 0 }, 0);
            }
            for look in &mut looks[..some.len()] {
                // Where the text that may be the same ends.
                look.2 = look.1.checked_sub(1).map_or(0, |index| self.ends[index as usize]);
            }
            for (&(hash, next, end), text) in looks.iter().zip(some) {
                let text = text.as_bytes();
                let known = next.checked_sub(1).filter(|index| {
                    let from = index.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
                    self.buffer[from..end] == *text
                });
                ids.push(known.map_or_else(|| self.intern_hashed(hash, text), |index| Id::new(index as usize)));
            }
        }
        ids
    }

    /// The same for bytes that need be no text.
    pub fn intern_bytes(&mut self, text: &[u8]) -> TextId {
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        self.intern_hashed(hash_of_text(text), text)
    }

    /// The id of a text, for which there is a free slot.
    fn intern_hashed(&mut self, hash: u64, text: &[u8]) -> TextId {
        let (at, known) = self.search(hash, text);
        known.unwrap_or_else(|| {
            let id = Id::new(self.ends.len());
            self.slots[at] = (tag(hash), id.next.get());
            self.buffer.extend_from_slice(text);
            self.ends.push(self.buffer.len());
            id
        })
    }

    /// The id of a text, if it has been seen.
    pub fn find_bytes(&self, text: &[u8]) -> Option<TextId> {
        if self.slots.is_empty() { None } else { self.search(hash_of_text(text), text).1 }
    }

    /// The slot of a text, or the one it would take, and its id if it is there.
    fn search(&self, hash: u64, text: &[u8]) -> (usize, Option<TextId>) {
        let mut at = self.first_slot(hash);
        loop {
            let (known, next) = self.slots[at];
            let Some(index) = next.checked_sub(1) else { return (at, None) };
            if known == tag(hash) && self.bytes(index as usize) == text {
                return (at, Some(Id::new(index as usize)));
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 4).max(64);
        self.slots.clear();
        self.slots.resize(len, (0, 0));
        for index in 0..self.ends.len() {
            let hash = hash_of_text(self.bytes(index));
            let mut at = self.first_slot(hash);
            while self.slots[at].1 != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = (tag(hash), Id::<Self>::new(index).next.get());
        }
    }

    fn bytes(&self, index: usize) -> &[u8] {
        let from = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.buffer[from..self.ends[index]]
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the lowest bits say which slot")]
    fn first_slot(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    /// The text of an id handed out by this table; empty if bytes were interned that are no text.
    pub fn get(&self, id: TextId) -> &str {
        std::str::from_utf8(self.bytes(id.index())).unwrap_or_default()
    }

    /// The bytes of an id handed out by this table.
    pub fn bytes_of(&self, id: TextId) -> &[u8] {
        self.bytes(id.index())
    }

    /// How many distinct texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing has been interned.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_own_id() {
        let mut table = Texts::default();
        let texts: Vec<String> = (0..3000).map(|n| "x".repeat(n % 23) + &n.to_string()).collect();
        for (n, text) in texts.iter().enumerate() {
            assert_eq!(table.find_bytes(text.as_bytes()), None, "{text}");
            assert_eq!(table.intern(text).index(), n);
        }
        assert!(texts.iter().enumerate().all(|(n, text)| table.intern(text).index() == n));
        let mut at_once = Texts::default();
        let twice: Vec<&str> = texts.iter().chain(&texts).map(String::as_str).collect();
        let ids: Vec<usize> = at_once.intern_all(&twice).into_iter().map(Id::index).collect();
        assert_eq!(ids, (0..3000).chain(0..3000).collect::<Vec<_>>());
        assert!(texts.iter().all(|text| table.find_bytes(text.as_bytes()).is_some_and(|id| table.get(id) == text)));
    }

    #[test]
    fn texts_of_any_length_differ_by_one_byte() {
        let mut table = Texts::default();
        for length in 0..40 {
            for changed in 0..length {
                let mut text = vec![b'a'; length];
                text[changed] = b'b';
                assert_eq!(table.find_bytes(&text), None);
                table.intern_bytes(&text);
            }
        }
    }
}
