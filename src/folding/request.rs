//! What the folding is asked.

use crate::domain::{Attribution, Decision, NumberPair, Order, Records, Verdict, Zone};
use std::collections::BTreeMap;

/// Everything the folding looks at. Equal requests give equal answers, bit for bit.
#[derive(Clone, Copy, Debug)]
pub struct FoldRequest<'a> {
    /// The records of the case; their order does not matter.
    pub records: &'a Records,
    /// Blocking orders, in any order.
    pub orders: &'a [Order],
    /// Who is said to have used which number, in any order.
    pub attributions: &'a [Attribution],
    /// What an analyst said of pairs: law. Of two verdicts on one pair the later holds.
    pub decisions: &'a [&'a Decision],
    /// The wall clock by which habits are read.
    pub zone: &'a Zone,
}

impl FoldRequest<'_> {
    /// The verdict that holds for each pair.
    pub(super) fn verdicts(&self) -> BTreeMap<NumberPair, Verdict> {
        let mut said: Vec<_> = self.decisions.iter().collect();
        said.sort_by_key(|d| (d.at, d.pair, d.verdict));
        said.into_iter().map(|d| (d.pair, d.verdict)).collect()
    }
}
