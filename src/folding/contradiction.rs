//! Decisions of an analyst that cannot all hold.

use super::census::SubjectId;
use super::law::Law;
use super::study::Study;
use crate::domain::{DialPlan, NumberPair, Verdict};
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

/// Two numbers that cannot be one line, and accepted folds that make them one. Which of the decisions is wrong only an analyst
/// can say: until then the accepted folds stand, and this is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// The two numbers, as they were ruled out.
    pub apart: NumberPair,
    /// The accepted folds that lead from the one to the other, in order.
    pub accepted: Vec<NumberPair>,
}

impl Contradiction {
    /// Whether the decision on a pair is one of those that cannot all hold.
    pub fn is_about(&self, pair: NumberPair) -> bool {
        [pair, pair.turned()].contains(&self.apart) || self.accepted.contains(&pair)
    }

    /// As a problem to be told.
    pub fn sentence(&self) -> String {
        let said = |n: crate::domain::Msisdn| n.national(&DialPlan::GREAT_BRITAIN);
        let folds: Vec<String> =
            self.accepted.iter().map(|pair| format!("{} to {}", said(pair.old), said(pair.new))).collect();
        format!(
            "{} and {} cannot be one line, yet accepted folds make them one: {}. They stay one line until one of these \
             decisions is reopened.",
            said(self.apart.old),
            said(self.apart.new),
            folds.join(", "),
        )
    }
}

/// All contradictions of a law, in order of the pair that cannot be.
pub(super) fn contradictions(study: &Study, law: &Law) -> Vec<Contradiction> {
    let mut near: BTreeMap<SubjectId, Vec<SubjectId>> = BTreeMap::new();
    for (old, new) in law.accepted() {
        near.entry(old).or_default().push(new);
        near.entry(new).or_default().push(old);
    }
    let number = |s| study.profile(s).number;
    let found = law.apart().iter().filter_map(|&(x, y)| {
        let way = way(&near, x, y)?;
        let fold = |step: &[SubjectId]| {
            let is_accepted = law.verdict(step[0], step[1]) == Some(Verdict::Accepted);
            let (old, new) = if is_accepted { (step[0], step[1]) } else { (step[1], step[0]) };
            NumberPair { old: number(old), new: number(new) }
        };
        let accepted = way.windows(2).map(fold).collect();
        Some(Contradiction { apart: NumberPair { old: number(x), new: number(y) }, accepted })
    });
    found.collect()
}

/// The shortest way from one subject to another over accepted folds.
fn way(near: &BTreeMap<SubjectId, Vec<SubjectId>>, from: SubjectId, to: SubjectId) -> Option<Vec<SubjectId>> {
    let mut before: BTreeMap<SubjectId, SubjectId> = BTreeMap::from([(from, from)]);
    let mut queue = VecDeque::from([from]);
    while let Some(here) = queue.pop_front().filter(|here| *here != to) {
        for &next in near.get(&here).into_iter().flatten() {
            if let Entry::Vacant(unseen) = before.entry(next) {
                unseen.insert(here);
                queue.push_back(next);
            }
        }
    }
    let mut way = vec![to];
    let mut here = to;
    while here != from {
        here = *before.get(&here)?;
        way.push(here);
    }
    way.reverse();
    Some(way)
}
