//! What texts were read as, so that a text seen before need not be read again.

use crate::ids::{TextId, Texts};
use std::cell::Cell;

/// Answers by text.
#[derive(Debug)]
pub(super) struct Memo<V> {
    texts: Texts,
    answers: Vec<V>,
    /// What was asked for last: rows one behind the other often say the same.
    last: Cell<Option<TextId>>,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { texts: Texts::default(), answers: Vec::new(), last: Cell::new(None) }
    }
}

/// A text that is longer is hardly seen again, and more texts do not fit the cache of a processor: then it begins anew.
const LONGEST: usize = 200;
const MOST: usize = 1 << 15;

impl<V> Memo<V> {
    /// The answer for a text; `None` if it is not known.
    pub(super) fn get(&self, text: &[u8]) -> Option<&V> {
        let last = self.last.get().filter(|last| self.texts.bytes_of(*last) == text);
        let id = last.or_else(|| self.texts.find_bytes(text))?;
        self.last.set(Some(id));
        Some(&self.answers[id.index()])
    }

    /// Keeps the answer for a text that is not known.
    pub(super) fn learn(&mut self, text: &[u8], answer: V) {
        if text.len() > LONGEST {
            return;
        }
        if self.answers.len() >= MOST {
            *self = Self::default();
        }
        self.texts.intern_bytes(text);
        self.answers.push(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_that_is_full_begins_anew() {
        let mut memo = Memo::default();
        for n in 0..3 * MOST {
            let text = n.to_string();
            assert_eq!(memo.get(text.as_bytes()), None);
            memo.learn(text.as_bytes(), n);
            assert_eq!(memo.get(text.as_bytes()), Some(&n));
        }
    }
}
