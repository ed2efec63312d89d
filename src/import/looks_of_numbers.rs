//! Whether the values of a column are telephone numbers, as parties of calls are written.

use super::code::{Direction, read_code};
use super::looks::Looks;
use super::target_words::way_of_label;
use std::collections::BTreeSet;

/// What of the values speaks for telephone numbers or against them.
#[derive(Clone, Debug, Default)]
pub(super) struct NumberLooks {
    /// Digits enough for a number, with letters around them.
    in_words: u32,
    /// Of those, a whole number that words stand beside: `Dave (07700 900112)`, `To: 07700 900112`.
    beside_words: u32,
    /// Values behind a label that tells a way: `To: 07700 900112`; of either way.
    labelled: [u32; 2],
    /// Values of digits that begin as numbers do: with a plus or a zero.
    begun: u32,
    /// Values of digits that came before.
    repeated: u32,
    seen: BTreeSet<u64>,
}

impl NumberLooks {
    /// Takes a value with so many digits and letters into account.
    pub(super) fn add(&mut self, text: &str, (digits, letters): (usize, usize), is_telephone: bool) {
        let wordy = letters > 0 && !is_telephone;
        self.in_words += u32::from(wordy && (9..=15).contains(&digits));
        self.beside_words += u32::from(wordy && number_beside_words(text));
        if is_telephone {
            self.begun += 1;
        } else if letters == 0 && digits > 6 {
            self.begun += u32::from(text.starts_with(['+', '0', '(']));
            let value = text
                .bytes()
                .filter(u8::is_ascii_digit)
                .fold(0_u64, |n, digit| n.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')));
            self.repeated += u32::from(!self.seen.insert(value));
        }
    }

    /// Takes the label before a party into account, be it a number or a name.
    pub(super) fn add_label(&mut self, text: &str) {
        if let Some(way) = label_of(text) {
            self.labelled[usize::from(way == Direction::Outgoing)] += 1;
        }
    }
}

/// The way that a label before a party tells: `To: 07700 900112`.
pub(super) fn label_of(text: &str) -> Option<Direction> {
    let (label, _) = text.split_once(':')?;
    let is_word = !label.is_empty() && label.len() < 16 && label.chars().all(|c| c.is_alphabetic() || c == ' ');
    let plain = || label.trim().to_lowercase();
    if is_word { way_of_label(&plain()).or_else(|| read_code(label).direction) } else { None }
}

/// Whether a text holds one whole number, and words beside it that are not glued to its digits.
fn number_beside_words(text: &str) -> bool {
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | ' ' | '-' | '.');
    let mut numbers = 0;
    let mut before = None;
    for part in text.split_inclusive(|c: char| !belongs(c)) {
        let after = part.chars().last().filter(|c| !belongs(*c));
        let run = part.trim_end_matches(|c: char| !belongs(c));
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let glued = |side: Option<char>, edge: Option<char>| {
            side.is_some_and(char::is_alphanumeric) && edge.is_some_and(|c| c.is_ascii_digit())
        };
        let is_own = !glued(before, run.chars().next()) && !glued(after, run.chars().last());
        numbers += u32::from((9..=15).contains(&digits) && is_own);
        before = after;
    }
    numbers == 1
}

impl Looks {
    /// Whether there is no number among the values, only words.
    pub(super) fn is_all_words(&self) -> bool {
        self.values > 0 && self.phones + self.numbers.in_words + self.short_codes == 0
    }

    /// Whether nearly all values are numbers, with or without words beside them.
    pub(super) fn are_numbers(&self) -> bool {
        self.share(self.phones + self.numbers.beside_words) > 0.8
    }

    /// Whether nearly every value has a label that tells its way, and both ways are told.
    pub(super) fn labels_ways(&self) -> bool {
        let [incoming, outgoing] = self.numbers.labelled;
        incoming > 0 && outgoing > 0 && (incoming + outgoing) * 20 >= self.values * 19
    }

    /// Whether these are digits of which hardly any comes twice and hardly any begins as a number does: those of rows, of bills or
    /// of tickets. The same people are called again and again.
    fn are_of_rows(&self) -> bool {
        let numbers = &self.numbers;
        self.phones >= 8 && numbers.begun * 5 < self.phones && numbers.repeated * 20 < self.phones
    }

    /// How well the values suit a party; `None` if they cannot be it.
    pub(super) fn suits_party(&self, named: bool) -> Option<f64> {
        if self.counts_rows() {
            return None;
        }
        let numbers = self.share(self.phones);
        if self.share(self.date_times + self.dates + self.times) > 0.5 || self.share(self.decimals) > 0.5 {
            return None;
        }
        if !named {
            let written = numbers + 0.9 * self.share(self.numbers.beside_words);
            return (written >= 0.6 && self.share(self.imsis) < 0.5 && !self.are_of_rows()).then_some(written.min(1.0));
        }
        let some = numbers
            + 0.7 * self.share(self.numbers.in_words)
            + 0.5 * self.share(self.short_codes)
            + 0.3 * self.share(self.words);
        (some >= 0.25).then_some(some.min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::field::Field;
    use crate::import::looks::tests::looks;

    #[test]
    fn a_number_beside_a_name_is_a_number_and_an_address_or_an_identifier_is_none() {
        let named = ["Dave (07700 900112)", "To: +447700900113", "020 7946 0123 Mum"];
        assert!(looks(&named).suit(Field::PartyA, false).is_some_and(|suit| suit > 0.8));
        for text in ["a1234567-1234-4123-a000-123456789012", "12 High Street 33, LU1 1AB", "LTE-23415A123456789"] {
            assert!(!number_beside_words(text), "{text}");
        }
    }

    #[test]
    fn numbers_of_tickets_never_come_twice() {
        let tickets: Vec<String> = (0..20_u64).map(|n| format!("{}", 731_200_345_117 + n * 7_919_345_113)).collect();
        let tickets: Vec<&str> = tickets.iter().map(String::as_str).collect();
        assert_eq!(looks(&tickets).suit(Field::PartyA, false), None);
        let contacts = ["447700900112", "447700900113"].repeat(10);
        assert_eq!(looks(&contacts).suit(Field::PartyA, false), Some(1.0));
    }

    #[test]
    fn labels_tell_ways() {
        assert!(looks(&["To: 07700 900112", "From: 07700 900113", "From: Withheld"]).labels_ways());
        assert!(!looks(&["To: 07700 900112", "To: 07700 900113"]).labels_ways());
    }
}
