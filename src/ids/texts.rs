//! Distinct texts, one behind the other in one buffer.

use super::hash::hash_of_text;
use super::slots::{Look, Slots};
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
    slots: Slots,
}

impl Texts {
    /// The id of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> TextId {
        self.intern_bytes(text.as_bytes())
    }

    /// The ids of many texts, as [`Texts::intern`] gives them one by one, in less time; see [`Slots::look`].
    pub fn intern_all(&mut self, texts: &[&str]) -> Vec<TextId> {
        let mut ids = Vec::with_capacity(texts.len());
        let mut looks = [Look::default(); AT_ONCE];
        let mut until = [0; AT_ONCE];
        for some in texts.chunks(AT_ONCE) {
            self.make_room(some.len());
            for (look, text) in looks.iter_mut().zip(some) {
                *look = self.slots.look(hash_of_text(text.as_bytes()));
            }
            for (look, end) in looks[..some.len()].iter_mut().zip(&mut until) {
                self.slots.look_on(look);
                *end = look.candidate().map_or(0, |index| self.ends[index]);
            }
            for ((look, end), text) in looks.iter().zip(until).zip(some) {
                let text = text.as_bytes();
                let is_it = |index: &usize| self.buffer[self.begin(*index)..end] == *text;
                let known = look.candidate().filter(is_it);
                ids.push(known.map_or_else(|| self.intern_hashed(look.hash, text), Id::new));
            }
        }
        ids
    }

    /// The same for bytes that need be no text.
    pub fn intern_bytes(&mut self, text: &[u8]) -> TextId {
        self.make_room(1);
        self.intern_hashed(hash_of_text(text), text)
    }

    /// The id of a text, for which there is room.
    fn intern_hashed(&mut self, hash: u64, text: &[u8]) -> TextId {
        let found = self.slots.find(hash, |index| self.bytes(index) == text);
        Id::new(found.unwrap_or_else(|free| {
            let index = self.ends.len();
            self.slots.enter(free, hash, index);
            self.buffer.extend_from_slice(text);
            self.ends.push(self.buffer.len());
            index
        }))
    }

    /// The id of a text, if it has been seen.
    pub fn find_bytes(&self, text: &[u8]) -> Option<TextId> {
        if self.slots.is_empty() {
            return None;
        }
        self.slots.find(hash_of_text(text), |index| self.bytes(index) == text).ok().map(Id::new)
    }

    fn make_room(&mut self, more: usize) {
        if !self.slots.has_room(more) {
            let Self { buffer, ends, slots } = self;
            let mut from = 0;
            let hashes = ends.iter().map(|end| hash_of_text(&buffer[std::mem::replace(&mut from, *end)..*end]));
            slots.grow(ends.len() + more, hashes.zip(0..));
        }
    }

    fn begin(&self, index: usize) -> usize {
        index.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    fn bytes(&self, index: usize) -> &[u8] {
        &self.buffer[self.begin(index)..self.ends[index]]
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
