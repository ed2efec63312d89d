//! What texts were read as, so that a text seen before need not be read again.

/// Answers by text. Texts stand one behind the other in one buffer, found by an open hash table.
#[derive(Debug)]
pub(super) struct Memo<V> {
    /// Part of the hash of a text, and the index plus one of its entry, zero where there is none. A power of two long.
    slots: Vec<(u32, u32)>,
    entries: Vec<Entry<V>>,
    texts: Vec<u8>,
}

#[derive(Debug)]
struct Entry<V> {
    from: u32,
    until: u32,
    answer: V,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { slots: vec![(0, 0); 64], entries: Vec::new(), texts: Vec::new() }
    }
}

/// A text that is longer is hardly seen again, and so many texts do not fit the cache of a processor.
const LONGEST: usize = 200;
const MOST: usize = 1 << 17;

impl<V> Memo<V> {
    /// The answer for a text; `None` if it is not known. What is given to `learn` next is the answer for this text.
    pub(super) fn get(&self, text: &[u8]) -> Option<&V> {
        let hash = hash(text);
        let mut at = self.first_slot(hash);
        loop {
            let (tag, next) = self.slots[at];
            let index = next.checked_sub(1)?;
            if tag == tag_of(hash) {
                let entry = &self.entries[index as usize];
                if self.texts[entry.from as usize..entry.until as usize] == *text {
                    return Some(&entry.answer);
                }
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Keeps the answer for a text that is not known.
    pub(super) fn learn(&mut self, text: &[u8], answer: V) {
        if text.len() > LONGEST || self.entries.len() >= MOST {
            return;
        }
        if (self.entries.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let span = u32::try_from(self.texts.len()).ok().zip(u32::try_from(self.texts.len() + text.len()).ok());
        let Some((from, until)) = span else { return };
        self.texts.extend_from_slice(text);
        self.entries.push(Entry { from, until, answer });
        self.enter(self.entries.len() - 1);
    }

    /// Whether it learns no more.
    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= MOST
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 4];
        for index in 0..self.entries.len() {
            self.enter(index);
        }
    }

    fn enter(&mut self, index: usize) {
        let entry = &self.entries[index];
        let hash = hash(&self.texts[entry.from as usize..entry.until as usize]);
        let mut at = self.first_slot(hash);
        while self.slots[at].1 != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        // At most MOST entries.
        self.slots[at] = (tag_of(hash), u32::try_from(index + 1).unwrap_or(0));
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the lowest bits say which slot")]
    fn first_slot(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }
}

/// The upper half of a hash, which does not say where the search begins.
const fn tag_of(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// A quick hash of a short text: its words of eight bytes, the last one overlapping.
fn hash(text: &[u8]) -> u64 {
    let mut state = text.len() as u64;
    if let Some(last) = text.last_chunk::<8>() {
        for word in text.as_chunks::<8>().0 {
            state = mixed(state, u64::from_le_bytes(*word));
        }
        return mixed(state, u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let both = u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
        return mixed(state, both);
    }
    mixed(state, text.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)))
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of the product are taken apart")]
const fn mixed(state: u64, word: u64) -> u64 {
    let product = (state ^ word ^ 0x2439_F31D_8A6B_9F4B) as u128 * 0x9E37_79B9_7F4A_7C15;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_own_answer() {
        let mut memo = Memo::default();
        let texts: Vec<String> = (0..3000).map(|n| "x".repeat(n % 23) + &n.to_string()).collect();
        for (n, text) in texts.iter().enumerate() {
            assert_eq!(memo.get(text.as_bytes()), None, "{text}");
            memo.learn(text.as_bytes(), n);
        }
        assert!(texts.iter().enumerate().all(|(n, text)| memo.get(text.as_bytes()) == Some(&n)));
    }
}
