//! A short text as one value, for tables in which a key stands beside its answer.

use super::hash::Mixer;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU64;

/// A text of at most `WORDS * 8 + 7` bytes, padded with zeros; the last byte of all is its length and one.
#[derive(Clone, Copy, Debug, Eq)]
pub struct ShortText<const WORDS: usize> {
    words: [u64; WORDS],
    last: NonZeroU64,
}

/// Stands behind each text: no text has this byte in it.
const MARK: u8 = 0xFF;

impl<const WORDS: usize> ShortText<WORDS> {
    /// Texts one behind the other, and what they are the texts of; `None` if they do not fit.
    pub fn joined<'t>(what: u8, texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        const { assert!(WORDS < 16, "the length is one byte, and so much is on the stack") };
        if WORDS < 8 { Self::joined_in::<64>(what, texts) } else { Self::joined_in::<128>(what, texts) }
    }

    /// The same, put together in so many bytes.
    fn joined_in<'t, const ROOM: usize>(what: u8, texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut room = [0_u8; ROOM];
        room[0] = what;
        let mut at = 1;
        for text in texts {
            let end = at + text.len();
            if end + 2 > WORDS * 8 + 8 {
                return None;
            }
            room[at..end].copy_from_slice(text.as_bytes());
            room[end] = MARK;
            at = end + 1;
        }
        let word = |n: usize| room[n * 8..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        let last = NonZeroU64::new(word(WORDS) | (at as u64 + 1) << 56)?;
        Some(Self { words: std::array::from_fn(word), last })
    }
}

impl<const WORDS: usize> PartialEq for ShortText<WORDS> {
    /// Without a branch a word: texts that are compared are nearly always the same.
    fn eq(&self, other: &Self) -> bool {
        let differs = self.words.iter().zip(&other.words).fold(0, |all, (one, other)| all | (one ^ other));
        differs | (self.last.get() ^ other.last.get()) == 0
    }
}

impl<const WORDS: usize> Hash for ShortText<WORDS> {
    /// Two chains of products side by side, since one has to wait for each of its links.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (mut even, mut odd) = (Mixer::default(), Mixer::default());
        for pair in self.words.chunks(2) {
            even.write_u64(pair[0]);
            odd.write_u64(pair.get(1).copied().unwrap_or(0));
        }
        state.write_u64(even.finish() ^ self.last.get());
        state.write_u64(odd.finish());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::hash_of;

    #[test]
    fn texts_are_told_apart_by_every_byte_and_by_where_they_are_cut() {
        let joined = |texts: &[&str]| ShortText::<6>::joined(0, texts.iter().copied());
        let all = [
            joined(&["", ""]),
            joined(&["", "", ""]),
            joined(&["ab", "c"]),
            joined(&["a", "bc"]),
            joined(&["abc", ""]),
            joined(&["abc"]),
            joined(&["12345678", "87654321"]),
            joined(&["87654321", "12345678"]),
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(one.is_some());
            for other in &all[..i] {
                assert_ne!(one, other);
                assert_ne!(hash_of(one), hash_of(other));
            }
        }
        assert_eq!(joined(&["ab", "c"]), joined(&["ab", "c"]));
        assert_eq!(size_of::<Option<ShortText<6>>>(), 56);
    }

    #[test]
    fn a_text_that_is_too_long_is_none() {
        let of = |len: usize| ShortText::<6>::joined(0, std::iter::once("x".repeat(len).as_str()));
        assert!(of(53).is_some());
        assert_eq!(of(54), None);
        assert_ne!(of(53), of(52));
        assert_ne!(ShortText::<6>::joined(0, ["x"].into_iter()), ShortText::<6>::joined(1, ["x"].into_iter()));
    }
}
