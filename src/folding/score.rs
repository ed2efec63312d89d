//! How well found lines agree with true ones.

use crate::domain::Msisdn;
use serde::Serialize;
use std::collections::BTreeMap;

/// Agreement of found lines with true ones, over the numbers of which the truth is known.
///
/// Pairwise: of all pairs of numbers of one line. B-cubed (Bagga and Baldwin 1998): the mean over numbers, which does not let long
/// lines weigh by their square. A number that was not found in any line stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Score {
    /// Pairs of numbers that truly are one line.
    pub pairs_true: u64,
    /// Pairs that were found to be.
    pub pairs_found: u64,
    /// Pairs that were found and are true.
    pub pairs_right: u64,
    /// Right of those found; 1 where none was found.
    pub precision: f64,
    /// Right of those true; 1 where none is true.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Mean share of a number's found line that is of its true line.
    pub bcubed_precision: f64,
    /// Mean share of a number's true line that is in its found line.
    pub bcubed_recall: f64,
    /// Harmonic mean of the two.
    pub bcubed_f1: f64,
    /// Replacements that truly happened: one fewer than numbers, line by line.
    pub links_true: u64,
    /// Replacements found.
    pub links_found: u64,
    /// Replacements that hold true lines together and were found.
    pub links_right: u64,
}

/// Scores the line found for each number against the true one. Numbers without a true line are left out.
pub fn score(truth: &BTreeMap<Msisdn, String>, found: &BTreeMap<Msisdn, String>) -> Score {
    let mut true_sizes: BTreeMap<&str, u64> = BTreeMap::new();
    let mut found_sizes: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    let mut both: BTreeMap<(&str, Option<&str>), u64> = BTreeMap::new();
    for (number, line) in truth {
        let found_line = found.get(number).map(String::as_str);
        *true_sizes.entry(line).or_default() += 1;
        *found_sizes.entry(found_line).or_default() += 1;
        *both.entry((line, found_line)).or_default() += 1;
    }
    // Numbers that were not found stand alone, each for itself.
    let joined = || found_sizes.iter().filter(|(line, _)| line.is_some()).map(|(_, &n)| n);
    let agreeing = || both.iter().filter(|((_, line), _)| line.is_some());
    let (pairs_true, pairs_found) = (true_sizes.values().map(|&n| pairs(n)).sum(), joined().map(pairs).sum());
    let pairs_right = agreeing().map(|(_, &n)| pairs(n)).sum();
    let (precision, recall) = (share(pairs_right, pairs_found), share(pairs_right, pairs_true));

    let (mut sum_precision, mut sum_recall) = (0.0, 0.0);
    for (&(line, found_line), &n) in &both {
        let together = if found_line.is_some() { n } else { 1 };
        let found_size = if found_line.is_some() { found_sizes[&found_line] } else { 1 };
        sum_precision += n as f64 * together as f64 / found_size as f64;
        sum_recall += n as f64 * together as f64 / true_sizes[line] as f64;
    }
    let mean = |sum: f64| if truth.is_empty() { 1.0 } else { sum / truth.len() as f64 };
    let (bcubed_precision, bcubed_recall) = (mean(sum_precision), mean(sum_recall));
    Score {
        pairs_true,
        pairs_found,
        pairs_right,
        precision,
        recall,
        f1: harmonic(precision, recall),
        bcubed_precision,
        bcubed_recall,
        bcubed_f1: harmonic(bcubed_precision, bcubed_recall),
        links_true: true_sizes.values().map(|n| n - 1).sum(),
        links_found: joined().map(|n| n - 1).sum(),
        links_right: agreeing().map(|(_, n)| n - 1).sum(),
    }
}

fn pairs(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn harmonic(x: f64, y: f64) -> f64 {
    if x + y == 0.0 { 0.0 } else { 2.0 * x * y / (x + y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(of: &[(u64, &str)]) -> BTreeMap<Msisdn, String> {
        of.iter().map(|&(n, line)| (Msisdn::from_digits(447_700_900_000 + n), line.to_owned())).collect()
    }

    #[test]
    fn a_perfect_answer_scores_one_whatever_the_lines_are_called() {
        let truth = lines(&[(1, "a"), (2, "a"), (3, "b")]);
        let found = lines(&[(1, "x"), (2, "x"), (3, "y"), (9, "x")]);
        let s = score(&truth, &found);
        assert_eq!((s.pairs_true, s.pairs_found, s.pairs_right), (1, 1, 1));
        assert_eq!((s.precision, s.recall, s.f1, s.bcubed_f1), (1.0, 1.0, 1.0, 1.0));
        assert_eq!((s.links_true, s.links_found, s.links_right), (1, 1, 1));
    }

    #[test]
    fn what_is_not_found_stands_alone() {
        let s = score(&lines(&[(1, "a"), (2, "a"), (3, "a"), (4, "b")]), &lines(&[(1, "x"), (2, "x")]));
        assert_eq!((s.pairs_true, s.pairs_found, s.pairs_right), (3, 1, 1));
        assert!((s.bcubed_precision - 1.0).abs() < 1e-12);
        assert!((s.bcubed_recall - (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-12);
    }

    #[test]
    fn joining_everything_is_punished() {
        let s = score(&lines(&[(1, "a"), (2, "b"), (3, "c")]), &lines(&[(1, "x"), (2, "x"), (3, "x")]));
        assert_eq!((s.precision, s.recall, s.f1), (0.0, 1.0, 0.0));
        assert_eq!((s.links_true, s.links_found, s.links_right), (0, 2, 0));
    }

    #[test]
    fn nothing_to_find_is_found() {
        let s = score(&BTreeMap::new(), &BTreeMap::new());
        assert_eq!((s.precision, s.recall, s.bcubed_f1), (1.0, 1.0, 1.0));
    }
}
