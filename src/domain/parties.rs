//! The distinct parties of a table.

use super::record::PartyId;
use super::{Msisdn, Party};
use crate::ids::{AT_ONCE, Id, Interner, hash_of};

/// Keeps each distinct party once, in order of first appearance. Nearly all are numbers, and every record names two: a number stands
/// in its slot of the hash table itself, so that one place in memory is asked for and not two.
#[derive(Clone, Debug, Default)]
pub struct Parties {
    values: Vec<Party>,
    numbers: NumberSlots,
    /// All that are no numbers, and their ids.
    others: Interner<Party>,
    other_ids: Vec<PartyId>,
}

impl Parties {
    /// The id of a party, which is added if it is new.
    pub fn intern(&mut self, party: &Party) -> PartyId {
        if let Party::Number(number) = party {
            return self.intern_number(*number);
        }
        let at = self.others.intern(party).index();
        if at == self.other_ids.len() {
            self.other_ids.push(Id::new(self.values.len()));
            self.values.push(party.clone());
        }
        self.other_ids[at]
    }

    /// The id of a number, which is added if it is new.
    pub fn intern_number(&mut self, number: Msisdn) -> PartyId {
        let new = Id::new(self.values.len());
        let id = self.numbers.intern(number, new);
        if id == new {
            self.values.push(Party::Number(number));
        }
        id
    }

    /// For the numbers among some parties, which are few enough to be looked up at once: their ids, if they have one.
    pub(super) fn find_all(&self, numbers: &[Option<Msisdn>]) -> [Option<PartyId>; AT_ONCE] {
        self.numbers.find_all(numbers)
    }

    /// The id of a party, if it has been seen.
    pub fn find(&self, party: &Party) -> Option<PartyId> {
        match party {
            Party::Number(number) => self.numbers.find(*number),
            other => self.others.find(other).map(|id| self.other_ids[id.index()]),
        }
    }

    /// The party of an id handed out by this table.
    pub fn get(&self, id: PartyId) -> &Party {
        &self.values[id.index()]
    }

    /// Every party with its id, in order of first appearance.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PartyId, &Party)> {
        self.values.iter().enumerate().map(|(index, party)| (Id::new(index), party))
    }

    /// How many distinct parties there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// An open hash table of numbers and their ids.
#[derive(Clone, Debug, Default)]
struct NumberSlots {
    /// A power of two long, or empty.
    slots: Vec<Option<(Msisdn, PartyId)>>,
    taken: usize,
}

const FEWEST: usize = 256;

impl NumberSlots {
    /// The id of a number: `new` if it has none yet.
    fn intern(&mut self, number: Msisdn, new: PartyId) -> PartyId {
        if (self.taken + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let at = self.search(number);
        if let Some((_, id)) = self.slots[at] {
            return id;
        }
        self.slots[at] = Some((number, new));
        self.taken += 1;
        new
    }

    fn find(&self, number: Msisdn) -> Option<PartyId> {
        if self.slots.is_empty() { None } else { self.slots[self.search(number)].map(|(_, id)| id) }
    }

    /// What is found where the search for each begins, which is nearly always there if it is anywhere.
    fn find_all(&self, numbers: &[Option<Msisdn>]) -> [Option<PartyId>; AT_ONCE] {
        let mut near = [None; AT_ONCE];
        if !self.slots.is_empty() {
            // All are brought near before the first is looked at.
            for (near, number) in near.iter_mut().zip(numbers) {
                *near = number.and_then(|number| self.slots[self.first(number)]);
            }
        }
        let mut found = [None; AT_ONCE];
        for ((found, near), number) in found.iter_mut().zip(near).zip(numbers) {
            *found = near.filter(|known: &(Msisdn, PartyId)| Some(known.0) == *number).map(|known| known.1);
        }
        found
    }

    /// The slot of a number, or the one it would take.
    fn search(&self, number: Msisdn) -> usize {
        let mut at = self.first(number);
        while self.slots[at].is_some_and(|known| known.0 != number) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(FEWEST);
        let old = std::mem::replace(&mut self.slots, vec![None; len]);
        for known in old.into_iter().flatten() {
            let at = self.search(known.0);
            self.slots[at] = Some(known);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the lowest bits say which slot")]
    fn first(&self, number: Msisdn) -> usize {
        hash_of(&number) as usize & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_keeps_the_id_of_its_first_appearance() {
        let party = |n: u64| match n % 5 {
            0 => Party::Sender(format!("SENDER {n}")),
            1 => Party::ShortCode(n.to_string()),
            _ => Party::Number(Msisdn::from_digits(447_700_900_000 + n * n)),
        };
        let mut parties = Parties::default();
        let withheld = parties.intern(&Party::Withheld);
        let ids: Vec<_> = (0..5000).map(|n| parties.intern(&party(n % 1700))).collect();
        assert!(ids.iter().enumerate().all(|(n, id)| id.index() == n % 1700 + 1));
        assert_eq!((parties.len(), parties.find(&Party::Withheld)), (1701, Some(withheld)));
        assert!((0..1700).all(|n| parties.find(&party(n)).is_some_and(|id| *parties.get(id) == party(n))));
        assert_eq!(parties.find(&party(2000)), None);
        let numbers: Vec<_> = (0..64).map(|n| party(n).number()).collect();
        let known = parties.find_all(&numbers);
        assert!(known.iter().zip(0..).all(|(id, n)| id.is_none_or(|id| *parties.get(id) == party(n))));
        assert!(known.iter().flatten().count() > 20);
    }
}
