//! Every number of the records, and which of them are to stand in lines.

use crate::domain::{Msisdn, PartyId, Record, Records};
use crate::ids::Id;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A number of the case. Ids follow the order of the digits, so that no result depends on the order of the records.
pub(super) struct Number;
pub(super) type NumberId = Id<Number>;

/// A number that is to stand in a line. Ids follow the order of the digits.
pub(super) struct Subject;
pub(super) type SubjectId = Id<Subject>;

/// Records a number must have before it stands in a line where no file says whose records were asked for. Fewer say
/// nothing about who its user was.
const ENOUGH_RECORDS: u32 = 5;

/// Records with its own handset, SIM or cell that a number must have before its records count as asked for.
const ENOUGH_OWN_ENDS: u32 = 3;

/// Every number of the records, and which of them are to stand in lines.
pub(super) struct Census {
    numbers: Vec<Msisdn>,
    number_of: Vec<Option<NumberId>>,
    subjects: Vec<NumberId>,
    subject_of: Vec<Option<SubjectId>>,
    asked: Vec<bool>,
}

impl Census {
    /// Counts the numbers. `also` are made subjects whatever the records say of them, as long as they occur.
    pub fn new(records: &Records, also: &[Msisdn]) -> Self {
        let (numbers, number_of) = number_table(records);
        let mut census = Self { numbers, number_of, subjects: Vec::new(), subject_of: Vec::new(), asked: Vec::new() };
        let asked = census.asked_for(records);
        let mut all: BTreeSet<NumberId> = asked.clone();
        all.extend(also.iter().filter_map(|&n| census.find(n)));
        census.subject_of = vec![None; census.numbers.len()];
        for (i, &number) in all.iter().enumerate() {
            census.subject_of[number.index()] = Some(Id::new(i));
        }
        census.asked = all.iter().map(|n| asked.contains(n)).collect();
        census.subjects = all.into_iter().collect();
        census
    }

    /// Whose records were asked for. What the files say holds; beside it, a number whose own handset, SIM or cell stands
    /// in half of its records: operators tell that of the target alone. Every record was asked for by one of its ends, so where
    /// records of neither end remain, the numbers with most of them are taken until none do. Where nothing says anything, every
    /// number with enough records.
    fn asked_for(&self, records: &Records) -> BTreeSet<NumberId> {
        let mut taking_part = vec![0u32; self.numbers.len()];
        let mut own_end_known = vec![0u32; self.numbers.len()];
        for record in records.iter() {
            for (party, end) in [(record.a, record.a_end), (record.b, record.b_end)] {
                let Some(number) = self.of_party(party) else { continue };
                let end = records.end(end);
                taking_part[number.index()] += 1;
                let known = end.handset.is_some() || end.sim.is_some() || end.cell.is_some();
                own_end_known[number.index()] += u32::from(known);
            }
        }
        let mut asked: BTreeSet<NumberId> = records.requested().iter().filter_map(|&n| self.find(n)).collect();
        asked.extend(self.ids().filter(|n| {
            let known = own_end_known[n.index()];
            known >= ENOUGH_OWN_ENDS && 2 * known >= taking_part[n.index()]
        }));
        if asked.is_empty() {
            asked.extend(self.ids().filter(|n| taking_part[n.index()] >= ENOUGH_RECORDS));
        } else {
            self.cover(records, &mut asked);
        }
        asked
    }

    /// Adds numbers until few records are left that belong to none of them: the greedy cover of the graph of who called whom.
    fn cover(&self, records: &Records, asked: &mut BTreeSet<NumberId>) {
        let ends = |r: &Record| (self.of_party(r.a), self.of_party(r.b));
        let is_asked = |n: Option<NumberId>| n.is_some_and(|n| asked.contains(&n));
        let left: Vec<_> = records.iter().map(|r| ends(&r)).filter(|&(a, b)| !is_asked(a) && !is_asked(b)).collect();
        let mut records_of: BTreeMap<NumberId, Vec<usize>> = BTreeMap::new();
        for (i, &(a, b)) in left.iter().enumerate() {
            let both = [a, b.filter(|_| a != b)];
            both.into_iter().flatten().for_each(|n| records_of.entry(n).or_default().push(i));
        }
        let mut covered = vec![false; left.len()];
        let mut queue: BinaryHeap<_> = records_of.iter().map(|(&n, of)| (of.len(), Reverse(n))).collect();
        while let Some((size, Reverse(number))) = queue.pop() {
            let open = records_of[&number].iter().filter(|&&i| !covered[i]).count();
            if open < size && open >= ENOUGH_RECORDS as usize {
                queue.push((open, Reverse(number)));
            } else if open == size && open >= ENOUGH_RECORDS as usize {
                asked.insert(number);
                records_of[&number].iter().for_each(|&i| covered[i] = true);
            }
        }
    }

    fn ids(&self) -> impl Iterator<Item = NumberId> + use<> {
        (0..self.numbers.len()).map(Id::new)
    }

    /// How many numbers occur.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The digits of a number.
    pub fn msisdn(&self, number: NumberId) -> Msisdn {
        self.numbers[number.index()]
    }

    /// The id of a number, if it occurs.
    pub fn find(&self, number: Msisdn) -> Option<NumberId> {
        self.numbers.binary_search(&number).ok().map(Id::new)
    }

    /// The number of a party, if it is one.
    pub fn of_party(&self, party: PartyId) -> Option<NumberId> {
        self.number_of[party.index()]
    }

    /// Numbers that are to stand in lines, in order of their digits.
    pub fn subjects(&self) -> &[NumberId] {
        &self.subjects
    }

    /// The subject a number is, if it is one.
    pub fn subject(&self, number: NumberId) -> Option<SubjectId> {
        self.subject_of[number.index()]
    }

    /// The subject with these digits, if there is one.
    pub fn find_subject(&self, number: Msisdn) -> Option<SubjectId> {
        self.find(number).and_then(|n| self.subject(n))
    }

    /// Whether the records of a subject were asked for.
    pub fn was_asked(&self, subject: SubjectId) -> bool {
        self.asked[subject.index()]
    }

    /// The two ends of a record as (subject, other number, whether the subject called). A call of a number to itself
    /// tells of nobody else.
    pub fn ends(&self, record: &Record) -> [Option<(SubjectId, Option<NumberId>, bool)>; 2] {
        let (a, b) = (self.of_party(record.a), self.of_party(record.b));
        let other = |me: Option<NumberId>, other: Option<NumberId>| if me == other { None } else { other };
        let end = |me: Option<NumberId>, them, out| me.and_then(|n| self.subject(n)).map(|s| (s, other(me, them), out));
        [end(a, b, true), if a == b { None } else { end(b, a, false) }]
    }
}

/// The numbers in order of their digits, and the number of each party.
fn number_table(records: &Records) -> (Vec<Msisdn>, Vec<Option<NumberId>>) {
    let mut found: Vec<(Msisdn, PartyId)> =
        records.parties().iter().filter_map(|(id, party)| party.number().map(|n| (n, id))).collect();
    found.sort_unstable();
    let mut number_of = vec![None; records.parties().len()];
    for (i, &(_, party)) in found.iter().enumerate() {
        number_of[party.index()] = Some(Id::new(i));
    }
    (found.into_iter().map(|(number, _)| number).collect(), number_of)
}
