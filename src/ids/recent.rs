//! What keys were answered with last: a cache of bounded size before a table that may be large.

use super::AT_ONCE;
use super::hash::hash_of;
use std::hash::Hash;

/// Keys and their answers, `WAYS` to a set. A key is in the set that its hash names or nowhere, so that to look for it asks the memory
/// for one place; a table of values asks for two or three, and those are what looking up costs. When a set is full the oldest goes.
#[derive(Clone, Debug)]
pub struct Recent<K, V, const WAYS: usize> {
    /// A power of two long.
    sets: Vec<Set<K, V, WAYS>>,
    entered: usize,
    /// Keys asked for since it was last seen whether looking is worth it, and those of them that were not known.
    asked: usize,
    missed: usize,
    /// For so many more keys it is not asked.
    rest: usize,
}

/// Begins where a line of a processor's cache does.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Set<K, V, const WAYS: usize>([Option<(K, V)>; WAYS]);

const FEWEST_SETS: usize = 1 << 10;
/// The most memory that it takes, in bytes.
const MOST_BYTES: usize = 16 << 20;
/// Keys after which it is seen whether nine in ten were not known; then it is not asked for some time.
const TRIAL: usize = 1 << 18;
const REST: usize = 1 << 22;

impl<K: Copy + Eq + Hash, V: Copy, const WAYS: usize> Default for Recent<K, V, WAYS> {
    fn default() -> Self {
        Self { sets: vec![Set([None; WAYS]); FEWEST_SETS], entered: 0, asked: 0, missed: 0, rest: 0 }
    }
}

impl<K: Copy + Eq + Hash, V: Copy, const WAYS: usize> Recent<K, V, WAYS> {
    /// Whether it is of no use at the moment, since nearly every key is new.
    pub const fn is_resting(&self) -> bool {
        self.rest > 0
    }

    /// The answer for a key, if it is known.
    pub fn find(&self, key: &K) -> Option<V> {
        self.find_in(self.set_of(key), key)
    }

    fn find_in(&self, set: usize, key: &K) -> Option<V> {
        // All are looked at, since it cannot be foretold which one it is.
        let known = |one: &Option<(K, V)>| one.filter(|known| known.0 == *key).map(|known| known.1);
        self.sets[set].0.iter().fold(None, |found, one| known(one).or(found))
    }

    /// The answers for many keys, in their order, as far as they are known.
    pub fn find_all(&self, keys: &[Option<K>]) -> Vec<Option<V>> {
        if self.is_resting() {
            return vec![None; keys.len()];
        }
        let mut answers = Vec::with_capacity(keys.len());
        let mut sets = [0; AT_ONCE];
        for some in keys.chunks(AT_ONCE) {
            // A first look brings every set near, all at the same time.
            let mut filled = 0;
            for (set, key) in sets.iter_mut().zip(some) {
                *set = key.as_ref().map_or(0, |key| self.set_of(key));
                filled += self.sets[*set].0.iter().filter(|one| one.is_some()).count();
            }
            std::hint::black_box(filled);
            answers.extend(sets.iter().zip(some).map(|(set, key)| self.find_in(*set, key.as_ref()?)));
        }
        answers
    }

    /// Keeps the answers for keys that were not known, of so many that were asked for. Those that are known by now stay as they are.
    pub fn learn(&mut self, answers: impl Iterator<Item = (K, V)>, asked: usize) {
        if self.is_resting() {
            self.rest = self.rest.saturating_sub(asked);
            return;
        }
        let missed = self.enter(answers);
        (self.asked, self.missed) = (self.asked + asked, self.missed + missed);
        if self.asked >= TRIAL {
            if self.missed * 10 > self.asked * 9 {
                // What it holds is of no use either.
                *self = Self { rest: REST, ..Self::default() };
            }
            (self.asked, self.missed) = (0, 0);
        }
    }

    /// Says how many there were.
    fn enter(&mut self, answers: impl Iterator<Item = (K, V)>) -> usize {
        let mut count = 0;
        for (key, answer) in answers {
            count += 1;
            let set = self.set_of(&key);
            if self.find_in(set, &key).is_some() {
                continue;
            }
            let set = &mut self.sets[set].0;
            set.rotate_right(1);
            set[0] = Some((key, answer));
            self.entered += 1;
            if self.entered > self.sets.len() * WAYS / 2 {
                self.grow();
            }
        }
        count
    }

    fn grow(&mut self) {
        let len = self.sets.len() * 2;
        if len * size_of::<Set<K, V, WAYS>>() > MOST_BYTES {
            self.entered = 0;
            return;
        }
        let old = std::mem::replace(&mut self.sets, vec![Set([None; WAYS]); len]);
        self.entered = 0;
        self.enter(old.into_iter().flat_map(|set| set.0).flatten());
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
    fn answers_are_those_that_were_learned_however_many_keys_there_are() {
        let mut recent = Recent::<u64, u64, 4>::default();
        let key = |n: u64| n * n % 70_001;
        let mut missed = 0;
        for some in (0..200_000).collect::<Vec<u64>>().chunks(1000) {
            let keys: Vec<Option<u64>> = some.iter().map(|n| (n % 7 > 0).then(|| key(*n))).collect();
            let answers = recent.find_all(&keys);
            for (key, answer) in keys.iter().zip(answers) {
                assert_eq!(answer, key.and_then(|key| recent.find(&key)));
                assert!(answer.is_none() || answer == key.map(|key| key * 2));
                missed += usize::from(answer.is_none() && key.is_some());
            }
            recent.learn(keys.into_iter().flatten().map(|key| (key, key * 2)), 1000);
        }
        assert!(missed < 100_000, "{missed}");
    }

    #[test]
    fn where_every_key_is_new_it_is_not_asked_for_a_while() {
        let mut recent = Recent::<u64, u64, 4>::default();
        let mut rested = 0;
        for from in (0..TRIAL as u64 * 4).step_by(1 << 12) {
            let keys: Vec<Option<u64>> = (from..from + (1 << 12)).map(Some).collect();
            rested += usize::from(recent.is_resting());
            assert!(recent.find_all(&keys).iter().all(Option::is_none));
            recent.learn(keys.into_iter().flatten().map(|key| (key, key)), 1 << 12);
        }
        assert_eq!(rested, TRIAL * 3 / (1 << 12));
    }
}
