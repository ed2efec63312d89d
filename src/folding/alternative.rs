//! The best other explanation of each of two numbers, read off the pairs that were judged.

use super::{Candidate, Standing, Tie};
use crate::domain::{Msisdn, NumberPair, Verdict};
use serde::Serialize;

/// What is to be explained of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What came after it.
    Successor,
    /// What came before it.
    Predecessor,
}

/// The best other explanation of one number of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// The number.
    pub number: Msisdn,
    /// What is to be explained of it.
    pub side: Side,
    /// The best other pair; none where the number is better explained without one.
    pub pair: Option<NumberPair>,
    /// How its two numbers stand to each other.
    pub tie: Tie,
    /// What became of it.
    pub standing: Option<Standing>,
    /// Its score in bits; zero without a pair.
    pub score_bits: f64,
    /// By how many bits it is worse than the pair in question; below zero where it is better.
    pub cost_bits: f64,
}

impl Alternative {
    /// The explanation in words, with numbers as `name` writes them: `900112 was followed by 900431`.
    pub fn sentence(&self, name: &dyn Fn(Msisdn) -> String) -> String {
        let this = name(self.number);
        match (self.side, self.pair, self.tie) {
            (Side::Successor, None, _) => format!("{this} ended without a successor"),
            (Side::Predecessor, None, _) => format!("{this} took over from no number"),
            (Side::Successor, Some(pair), _) => format!("{this} was followed by {}", name(pair.new)),
            (Side::Predecessor, Some(pair), Tie::Succession) => format!("{this} took over from {}", name(pair.old)),
            (Side::Predecessor, Some(pair), Tie::Beside) => format!("{this} ran beside {}", name(pair.old)),
        }
    }
}

/// The pairs that were judged, by either of their numbers.
pub(super) struct Others<'a> {
    /// In order of the pair.
    all: &'a [Candidate],
    /// The same in order of the new number.
    by_new: Vec<&'a Candidate>,
}

impl<'a> Others<'a> {
    /// Of pairs in their order. O(pairs log pairs).
    pub fn new(all: &'a [Candidate]) -> Self {
        let mut by_new: Vec<&Candidate> = all.iter().collect();
        by_new.sort_by_key(|c| (c.pair.new, c.pair.old));
        Self { all, by_new }
    }

    /// The best other explanation of the old number and of the new. A number that has one beside it may have a successor all the
    /// same, so of two that run side by side only the second has to be explained. What an analyst ruled out explains nothing;
    /// what an analyst accepted comes first.
    pub fn of(&self, candidate: &Candidate) -> Vec<Alternative> {
        let NumberPair { old, new } = candidate.pair;
        let beside = candidate.tie == Tie::Beside;
        let fits = |c: &&Candidate| {
            let ruled_out = matches!(c.standing, Standing::Rejected | Standing::Barred);
            let accepted = c.verdict == Some(Verdict::Accepted);
            c.pair != candidate.pair && !ruled_out && (accepted || c.score_bits > 0.0)
        };
        let succeeds = |c: &&Candidate| c.tie == Tie::Succession;
        let from = self.all.partition_point(|c| c.pair.old < old);
        let of_old = self.all[from..].iter().take_while(|c| c.pair.old == old).filter(fits).filter(succeeds);
        let from = self.by_new.partition_point(|c| c.pair.new < new);
        let of_new = self.by_new[from..].iter().copied().take_while(|c| c.pair.new == new);
        let of_new = of_new.filter(fits).filter(|c| beside || succeeds(c));
        let told = |side, best: Option<&Candidate>| {
            let score_bits = best.map_or(0.0, |c| c.score_bits);
            Alternative {
                number: if side == Side::Successor { old } else { new },
                side,
                pair: best.map(|c| c.pair),
                tie: best.map_or(Tie::Succession, |c| c.tie),
                standing: best.map(|c| c.standing),
                score_bits,
                // Weights are whole hundredths; what is subtracted is not always. Zero is added so that nothing costs minus zero.
                cost_bits: ((candidate.score_bits - score_bits) * 100.0).round() / 100.0 + 0.0,
            }
        };
        let successor = (!beside).then(|| told(Side::Successor, best(of_old)));
        successor.into_iter().chain([told(Side::Predecessor, best(of_new))]).collect()
    }
}

/// What an analyst accepted, else the best score; of equals the first in order.
fn best<'a>(all: impl Iterator<Item = &'a Candidate>) -> Option<&'a Candidate> {
    let accepted = |c: &Candidate| c.verdict == Some(Verdict::Accepted);
    all.reduce(|best, c| {
        let better = accepted(c).cmp(&accepted(best)).then(c.score_bits.total_cmp(&best.score_bits));
        if better.is_gt() { c } else { best }
    })
}
