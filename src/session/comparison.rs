//! Two numbers or lines of a case put side by side, whether or not the machine thought them worth judging.

use super::{Derived, Session};
use crate::case::Case;
use crate::domain::{ActorKey, Instant, Msisdn, NumberPair, Zone};
use crate::folding::{Candidate, FoldRequest, explain};
use std::sync::Arc;

/// The question whether two nodes of the picture could be one line. Cheap to make: what it needs is shared.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    case: Case,
    zone: Zone,
    derived: Arc<Derived>,
    nodes: [ActorKey; 2],
}

/// A number, or a line from its first to its last.
#[derive(Clone, Copy)]
struct Run {
    first: Msisdn,
    last: Msisdn,
    start: Option<Instant>,
}

impl Session {
    /// The question whether two nodes could be one line; `None` where one of them is a place, or both are one line already.
    pub fn compare(&self, nodes: [ActorKey; 2]) -> Option<CompareRequest> {
        let stands_for_numbers = |node: &ActorKey| matches!(node, ActorKey::Line(_) | ActorKey::Number(_));
        let derived = Arc::clone(self.derived());
        let line = |node: ActorKey| match node {
            ActorKey::Line(line) => Some(line),
            ActorKey::Number(number) => derived.folding.line_of.get(&number).copied(),
            _ => None,
        };
        let is_one = nodes[0] == nodes[1]
            || matches!(nodes, [ActorKey::Line(_), _] | [_, ActorKey::Line(_)]) && line(nodes[0]) == line(nodes[1]);
        let asks = nodes.iter().all(stands_for_numbers) && !is_one;
        asks.then(|| CompareRequest { case: self.case().clone(), zone: self.zone().clone(), derived, nodes })
    }
}

impl CompareRequest {
    /// The judgement of the two: of the last number of the one that began first, and the first number of the other.
    pub fn answer(&self) -> Candidate {
        let mut runs = self.nodes.map(|node| self.run(node));
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

    fn run(&self, node: ActorKey) -> Run {
        let folding = &self.derived.folding;
        match node {
            ActorKey::Line(line) => {
                let numbers = folding.line(line).map_or(&[][..], |line| &line.numbers);
                let (first, last) = (numbers.first(), numbers.last());
                Run { first: line.0, last: last.map_or(line.0, |n| n.number), start: first.map(|n| n.first) }
            }
            ActorKey::Number(number) => Run { first: number, last: number, start: self.first_seen(number) },
            _ => Run { first: Msisdn::from_digits(0), last: Msisdn::from_digits(0), start: None },
        }
    }

    fn first_seen(&self, number: Msisdn) -> Option<Instant> {
        let folding = &self.derived.folding;
        let line = folding.line_of.get(&number).and_then(|line| folding.line(*line));
        let member = line.and_then(|line| line.numbers.iter().find(|n| n.number == number));
        member.map(|n| n.first).or_else(|| {
            // Records are in order of time.
            let party = self.derived.records.find_number(number)?;
            let records = self.derived.records.iter();
            records.into_iter().find(|r| r.a == party || r.b == party).map(|r| r.start)
        })
    }
}
