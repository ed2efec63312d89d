//! Any two numbers, whether or not they were worth judging.

use super::beside::tie_of;
use super::compare::{evidence, measure_tied, score_bits};
use super::contacts::{ContactTable, Naming};
use super::pair::Pair;
use super::study::Study;
use super::weights;
use super::{Candidate, Comparison, Evidence, FoldRequest, Folding, Standing, Tie};
use crate::diag::Quiet;
use crate::domain::{NumberPair, Verdict};

/// The judgement of any two numbers under a folding, also of two that nobody thought worth judging. A number that does not occur
/// leaves only the starting point. O(records log records) where the folding does not hold the pair.
pub fn explain(request: &FoldRequest, folding: &Folding, pair: NumberPair) -> Candidate {
    if let Some(known) = folding.candidate(pair) {
        return known.clone();
    }
    let verdict = request.verdicts().get(&pair).copied();
    let Ok(study) = Study::new(request, &[pair.old, pair.new], &Quiet) else { return unknown(pair, verdict) };
    let subjects = (study.census.find_subject(pair.old), study.census.find_subject(pair.new));
    let (Some(old), Some(new)) = subjects else { return unknown(pair, verdict) };
    let table = ContactTable::new(&study, &naming(&study, folding));
    let two = Pair::new(&study, &table, old, new);
    let tie = tie_of(&study, old, new);
    let measures = measure_tied(&two, tie);
    let score_bits = score_bits(&measures, tie);
    // To make this pair a link, the links that hold the two numbers now would have to go.
    let in_the_way = folding.lines.iter().flat_map(|line| &line.links);
    let cost: f64 = in_the_way
        .filter(|l| l.pair.old == pair.old || l.pair.new == pair.new)
        .map(|l| l.score_bits.max(0.0))
        .fold(0.0, |sum, bits| sum + bits);
    let standing = match verdict {
        Some(Verdict::Rejected) => Standing::Rejected,
        _ if score_bits > 0.0 && cost > 0.0 => Standing::Explained,
        _ => Standing::Weak,
    };
    Candidate {
        pair,
        tie,
        evidence: evidence(&two, &measures, tie),
        score_bits,
        margin_bits: score_bits - cost,
        gap_secs: two.gap_secs(),
        standing,
        verdict,
    }
}

/// The naming that the lines of a folding give.
fn naming(study: &Study, folding: &Folding) -> Naming {
    let mut naming = Naming::plain(study.census.len());
    for line in &folding.lines {
        let Some(first) = study.census.find(line.numbers[0].number) else { continue };
        for number in line.numbers.iter().filter_map(|n| study.census.find(n.number)) {
            naming.put(number, first);
        }
    }
    naming
}

fn unknown(pair: NumberPair, verdict: Option<Verdict>) -> Candidate {
    let evidence = vec![Evidence {
        comparison: Comparison::Prior,
        label: "Starting point".to_owned(),
        sentence: "One of the two numbers does not occur in the records, so nothing speaks for or against.".to_owned(),
        bits: weights::shipped().prior_bits(Tie::Succession),
        records: Vec::new(),
    }];
    Candidate {
        pair,
        tie: Tie::Succession,
        evidence,
        score_bits: weights::shipped().prior_bits(Tie::Succession),
        margin_bits: weights::shipped().prior_bits(Tie::Succession),
        gap_secs: 0,
        standing: if verdict == Some(Verdict::Rejected) { Standing::Rejected } else { Standing::Weak },
        verdict,
    }
}
