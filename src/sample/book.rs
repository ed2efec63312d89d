//! The book of numbers: who is in the world, and which number each is given in the end.

use super::random::Random;
use crate::domain::{Msisdn, Party};

/// Index of a party in the book.
pub(super) type PartyIx = u32;

/// A range of landlines that Ofcom keeps for fiction: a thousand numbers each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Landline {
    /// 020 7946 0000 to 0999.
    London,
    /// 0121 496 0000 to 0999.
    Birmingham,
    /// 0151 496 0000 to 0999.
    Liverpool,
    /// 01632 960000 to 960999: no area.
    Anywhere,
}

impl Landline {
    const ALL: [Self; 4] = [Self::London, Self::Birmingham, Self::Liverpool, Self::Anywhere];

    const fn first(self) -> u64 {
        match self {
            Self::London => 442_079_460_000,
            Self::Birmingham => 441_214_960_000,
            Self::Liverpool => 441_514_960_000,
            Self::Anywhere => 441_632_960_000,
        }
    }
}

/// Mobile numbers that Ofcom keeps for fiction: 07700 900000 to 900999.
const FICTION: u64 = 447_700_900_000;
/// Mobile numbers that no network holds: 07603 000000 to 07607 999999.
const UNHELD: u64 = 447_603_000_000;

/// How many numbers each range has.
const FICTION_COUNT: usize = 1_000;
const UNHELD_COUNT: usize = 5_000_000;

#[derive(Clone, Debug)]
enum Entry {
    Mobile,
    Landline(Landline),
    Other(Party),
}

/// Who is in the world. Numbers are given out when all are known, so that a small world fits the ranges for fiction.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    entries: Vec<Entry>,
}

impl Book {
    fn add(&mut self, entry: Entry) -> PartyIx {
        self.entries.push(entry);
        PartyIx::try_from(self.entries.len() - 1).unwrap_or(PartyIx::MAX)
    }

    /// A new mobile.
    pub(super) fn mobile(&mut self) -> PartyIx {
        self.add(Entry::Mobile)
    }

    /// `count` new mobiles.
    pub(super) fn mobiles(&mut self, count: usize) -> Vec<PartyIx> {
        (0..count).map(|_| self.mobile()).collect()
    }

    /// A new landline.
    pub(super) fn landline(&mut self, range: Landline) -> PartyIx {
        self.add(Entry::Landline(range))
    }

    /// A party that is no subscriber number.
    pub(super) fn other(&mut self, party: Party) -> PartyIx {
        self.add(Entry::Other(party))
    }

    /// Gives every party its number, and says whether all are from the ranges for fiction.
    pub(super) fn settle(&self, seed: u64) -> (Vec<Party>, bool) {
        let mobiles = self.entries.iter().filter(|e| matches!(e, Entry::Mobile)).count();
        let landlines = |range| self.entries.iter().filter(|e| matches!(e, Entry::Landline(r) if *r == range)).count();
        let fits = mobiles <= FICTION_COUNT && Landline::ALL.iter().all(|&range| landlines(range) <= FICTION_COUNT);
        let (first, count) = if fits { (FICTION, FICTION_COUNT) } else { (UNHELD, UNHELD_COUNT) };
        let mut free = FreeNumbers::new(seed, first, count);
        let mut lines: Vec<_> =
            Landline::ALL.iter().map(|range| FreeNumbers::new(seed, range.first(), FICTION_COUNT)).collect();
        let parties = self.entries.iter().map(|entry| match entry {
            Entry::Mobile => Party::Number(Msisdn::from_digits(free.take())),
            // Where landlines for fiction run out, a mobile that nobody holds stands in.
            Entry::Landline(range) => {
                let own = &mut lines[*range as usize];
                Party::Number(Msisdn::from_digits(if own.left > 0 { own.take() } else { free.take() }))
            }
            Entry::Other(party) => party.clone(),
        });
        (parties.collect(), fits)
    }
}

/// A range from which numbers are drawn, none of them twice.
struct FreeNumbers {
    first: u64,
    taken: Vec<bool>,
    left: usize,
    random: Random,
}

impl FreeNumbers {
    fn new(seed: u64, first: u64, count: usize) -> Self {
        Self { first, taken: vec![false; count], left: count, random: Random::new(seed, &[first]) }
    }

    /// A number not yet taken. Worlds are held to sizes whose numbers the range has.
    fn take(&mut self) -> u64 {
        let mut index = self.random.below(self.taken.len());
        while self.left > 0 && self.taken[index] {
            index = (index + 1) % self.taken.len();
        }
        self.taken[index] = true;
        self.left = self.left.saturating_sub(1);
        self.first + index as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn settled(mobiles: usize) -> (BTreeSet<String>, bool) {
        let mut book = Book::default();
        book.mobiles(mobiles);
        let (parties, fiction) = book.settle(7);
        (parties.iter().map(Party::to_string).collect(), fiction)
    }

    #[test]
    fn a_thousand_mobiles_fit_the_range_for_fiction() {
        let (numbers, fiction) = settled(1_000);
        assert!(fiction && numbers.len() == 1_000);
        assert!(numbers.iter().all(|n| n.starts_with("+447700900")));
    }

    #[test]
    fn more_take_numbers_that_no_network_holds() {
        let (numbers, fiction) = settled(1_001);
        assert!(!fiction && numbers.len() == 1_001);
        assert!(numbers.iter().all(|n| ("+447603".."+447608").contains(&n.as_str())));
    }
}
