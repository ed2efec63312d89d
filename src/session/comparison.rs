//! Two numbers or lines of a case put side by side, whether or not the machine thought them worth judging.

use super::{Derived, Session};
use crate::case::Case;
use crate::domain::{ActorKey, Instant, LineKey, Msisdn, NumberPair, Zone};
use crate::folding::{Candidate, FoldRequest, explain};
use std::sync::Arc;

/// The question whether two nodes of the picture could be one line. Cheap to make: what it needs is shared.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    case: Case,
    zone: Zone,
    derived: Arc<Derived>,
    sides: [Side; 2],
}

/// What is put on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Line(LineKey),
    Number(Msisdn),
}

impl Side {
    fn of(node: ActorKey) -> Option<Self> {
        match node {
            ActorKey::Line(line) => Some(Self::Line(line)),
            ActorKey::Number(number) => Some(Self::Number(number)),
            _ => None,
        }
    }
}

/// A number, or a line from its first to its last.
#[derive(Clone, Copy)]
struct Run {
    first: Msisdn,
    last: Msisdn,
    start: Option<Instant>,
}

impl Session {
    /// The question whether two nodes could be one line; `None` where one of them is a place, or a line and the other a number of it.
    pub fn compare(&self, [one, other]: [ActorKey; 2]) -> Option<CompareRequest> {
        let sides = [Side::of(one)?, Side::of(other)?];
        let derived = Arc::clone(self.derived());
        let is_one = match sides {
            [Side::Line(line), Side::Number(number)] | [Side::Number(number), Side::Line(line)] => {
                derived.folding.line_of.get(&number) == Some(&line)
            }
            [one, other] => one == other,
        };
        (!is_one).then(|| CompareRequest { case: self.case().clone(), zone: self.zone().clone(), derived, sides })
    }
}

impl CompareRequest {
    /// The judgement of the two: of the last number of the one that began first, and the first number of the other.
    pub fn answer(&self) -> Candidate {
        let mut runs = self.sides.map(|side| self.run(side));
        runs.sort_by_key(|run| (run.start, run.first));
        let pair = NumberPair { old: runs[0].last, new: runs[1].first };
        let (case, derived) = (&self.case, &self.derived);
        let decisions: Vec<_> = case.decisions().collect();
        let (orders, attributions, cell_sites) = (case.orders(), case.attributions(), case.cell_sites());
        let request = FoldRequest {
            records: &derived.records,
            orders: &orders,
            attributions: &attributions,
            cell_sites: &cell_sites,
            decisions: &decisions,
            zone: &self.zone,
        };
        match derived.groundwork.as_ref().filter(|groundwork| groundwork.bears(&request)) {
            Some(groundwork) => groundwork.explain(&request, &derived.folding, pair),
            None => explain(&request, &derived.folding, pair),
        }
    }

    fn run(&self, side: Side) -> Run {
        match side {
            Side::Line(line) => {
                let numbers = self.derived.folding.line(line).map_or(&[][..], |line| &line.numbers);
                let (first, last) = (numbers.first(), numbers.last());
                Run { first: line.0, last: last.map_or(line.0, |n| n.number), start: first.map(|n| n.first) }
            }
            Side::Number(number) => Run { first: number, last: number, start: self.first_seen(number) },
        }
    }

    fn first_seen(&self, number: Msisdn) -> Option<Instant> {
        let folding = &self.derived.folding;
        let line = folding.line_of.get(&number).and_then(|line| folding.line(*line));
        let member = line.and_then(|line| line.numbers.iter().find(|n| n.number == number));
        member.map(|n| n.first).or_else(|| {
            // Records are in order of time.
            let party = self.derived.records.find_number(number)?;
            self.derived.records.iter().find(|r| r.a == party || r.b == party).map(|r| r.start)
        })
    }
}
