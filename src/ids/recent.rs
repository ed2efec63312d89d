//! What keys were answered with last: a cache of bounded size before a table that may be large.

use super::hash::hash_of;
use std::hash::Hash;

/// Keys and their answers, four to a set. A key is in the set that its hash names or nowhere, so that to look for it asks the memory
/// for one place; a table of values asks for two or three, and those are what looking up costs. When a set is full the oldest goes.
#[derive(Clone, Debug)]
pub struct Recent<K, V> {
    /// A power of two long.
    sets: Vec<[Option<(K, V)>; WAYS]>,
    entered: usize,
}

const WAYS: usize = 4;
const FEWEST_SETS: usize = 1 << 10;
/// About a million keys.
const MOST_SETS: usize = 1 << 18;
/// Keys looked up at once: as many as a processor can wait for, and more.
const AT_ONCE: usize = 64;

impl<K: Copy + Eq + Hash, V: Copy> Default for Recent<K, V> {
    fn default() -> Self {
        Self { sets: vec![[None; WAYS]; FEWEST_SETS], entered: 0 }
    }
}

impl<K: Copy + Eq + Hash, V: Copy> Recent<K, V> {
    /// The answers for many keys, in their order. `answer` gives those that are not known, by the places of their keys; what has no
    /// key is never known.
    pub fn answers(&mut self, keys: &[Option<K>], answer: impl FnOnce(&[usize]) -> Vec<V>) -> Vec<V> {
        if self.entered > self.sets.len() * WAYS / 2 && self.sets.len() < MOST_SETS {
            *self = Self { sets: vec![[None; WAYS]; self.sets.len() * 4], entered: 0 };
        }
        let mut answers = Vec::with_capacity(keys.len());
        let mut missing = Vec::new();
        let mut sets = [0; AT_ONCE];
        for some in keys.chunks(AT_ONCE) {
            // A first look brings every set near, all at the same time.
            let mut filled = 0;
            for (set, key) in sets.iter_mut().zip(some) {
                *set = key.as_ref().map_or(0, |key| self.set_of(key));
                filled += usize::from(self.sets[*set][0].is_some());
            }
            std::hint::black_box(filled);
            for (set, key) in sets.iter().zip(some) {
                let is_it = |known: &&(K, V)| key.as_ref() == Some(&known.0);
                let known = self.sets[*set].iter().flatten().find(is_it).map(|(_, answer)| *answer);
                if known.is_none() {
                    missing.push(answers.len());
                }
                answers.push(known);
            }
        }
        for (at, new) in missing.iter().zip(answer(&missing)) {
            answers[*at] = Some(new);
            if let Some(key) = keys[*at] {
                let at = self.set_of(&key);
                self.sets[at].rotate_right(1);
                self.sets[at][0] = Some((key, new));
                self.entered += 1;
            }
        }
        answers.into_iter().flatten().collect()
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the lowest bits say which set")]
    fn set_of(&self, key: &K) -> usize {
        hash_of(key) as usize & (self.sets.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_own_answer_however_many_there_are() {
        let mut recent = Recent::default();
        let key = |n: u64| (!n.is_multiple_of(7)).then_some(n * n % 70_001);
        let keys: Vec<Option<u64>> = (0..200_000).map(key).collect();
        let answer = |key: &Option<u64>| key.map_or(1, |key| key * 2);
        let mut asked = 0;
        for some in keys.chunks(1000) {
            let answers = recent.answers(some, |missing| {
                asked += missing.len();
                missing.iter().map(|at| answer(&some[*at])).collect()
            });
            assert_eq!(answers, some.iter().map(answer).collect::<Vec<_>>());
        }
        assert!(asked < 150_000, "{asked}");
    }
}
