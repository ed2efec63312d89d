//! Hashes that are quick and the same in every run.

use std::hash::{BuildHasherDefault, Hash, Hasher};

/// The upper half of a hash, which does not say in which slot the search begins.
pub const fn tag(hash: u64) -> u32 {
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

/// For a standard map whose keys nobody makes collide on purpose.
pub type QuickHasher = BuildHasherDefault<Mixer>;

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

/// The hash of a short text: its words of eight bytes, the last one overlapping, so that no byte is looked at alone.
pub(super) fn hash_of_text(text: &[u8]) -> u64 {
    let mut mixer = Mixer(text.len() as u64);
    if let Some(last) = text.last_chunk::<8>() {
        for word in text[..text.len() - 1].as_chunks::<8>().0 {
            mixer.mix(u64::from_le_bytes(*word));
        }
        mixer.mix(u64::from_le_bytes(*last));
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        mixer.mix(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)));
    } else {
        mixer.mix(text.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    }
    mixer.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_differ_a_little_have_hashes_that_differ_much() {
        let hashes: std::collections::BTreeSet<u64> = (0..10_000_u64).map(|n| hash_of(&n) >> 40).collect();
        assert!(hashes.len() > 9_900, "{}", hashes.len());
    }
}
