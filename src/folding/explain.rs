//! Any two numbers, whether or not they were worth judging.

use super::alternative::Others;
use super::beside::tie_of;
use super::compare::{evidence, measure_tied, score_bits};
use super::contacts::{ContactTable, Naming};
use super::pair::Pair;
use super::study::{Readings, Study};
use super::wanted::{records_of, would_decide};
use super::weights;
use super::windows::Windows;
use super::{Candidate, Comparison, Evidence, FoldRequest, Folding, Groundwork, Standing, Tie};
use crate::diag::{Cancelled, Quiet};
use crate::domain::{Msisdn, NumberPair, Verdict};

/// The judgement of any two numbers under a folding, also of two that nobody thought worth judging. A number that does not occur
/// leaves only the starting point. O(records log records) where the folding does not hold the pair.
pub fn explain(request: &FoldRequest, folding: &Folding, pair: NumberPair) -> Candidate {
    if let Some(known) = folding.candidate(pair) {
        return known.clone();
    }
    match Readings::new(request, &[pair.old, pair.new], &Quiet) {
        Ok(readings) => judgement(&Study::new(request, &readings), folding, pair),
        Err(Cancelled) => unknown(pair, verdict(request, pair), &[]),
    }
}

impl Groundwork {
    /// The same for a request that [rests](Groundwork::bears) on it. O(contacts of all numbers) where both stand in lines.
    pub fn explain(&self, request: &FoldRequest, folding: &Folding, pair: NumberPair) -> Candidate {
        let readings = self.readings();
        let stand_in_lines = [pair.old, pair.new].iter().all(|n| readings.census.find_subject(*n).is_some());
        if stand_in_lines && folding.candidate(pair).is_none() {
            return judgement(&Study::new(request, readings), folding, pair);
        }
        explain(request, folding, pair)
    }
}

fn verdict(request: &FoldRequest, pair: NumberPair) -> Option<Verdict> {
    let verdicts = request.verdicts();
    let turned = || verdicts.get(&pair.turned()).filter(|v| **v == Verdict::CannotBe);
    verdicts.get(&pair).or_else(turned).copied()
}

/// The judgement of a pair that the folding does not hold.
fn judgement(study: &Study, folding: &Folding, pair: NumberPair) -> Candidate {
    let verdict = verdict(study.request, pair);
    let subjects = [pair.old, pair.new].map(|number| study.census.find_subject(number));
    let [Some(old), Some(new)] = subjects else {
        let missing = [pair.old, pair.new].into_iter().zip(subjects).filter(|(_, s)| s.is_none());
        return unknown(pair, verdict, &missing.map(|(number, _)| number).collect::<Vec<_>>());
    };
    let table = ContactTable::new(study, &naming(study, folding));
    let two = Pair::new(study, &table, old, new);
    let tie = tie_of(study, old, new);
    let measures = measure_tied(&two, tie);
    let score_bits = score_bits(&measures, tie);
    // To make this pair a link, the links that hold the two numbers now would have to go.
    let in_the_way = folding.lines.iter().flat_map(|line| &line.links);
    let cost: f64 = in_the_way
        .filter(|l| l.pair.old == pair.old || l.pair.new == pair.new)
        .map(|l| l.score_bits.max(0.0))
        .fold(0.0, |sum, bits| sum + bits);
    let standing = match verdict {
        Some(Verdict::Rejected | Verdict::CannotBe) => Standing::Rejected,
        _ if score_bits > 0.0 && cost > 0.0 => Standing::Explained,
        _ => Standing::Weak,
    };
    let evidence = evidence(&two, &measures, tie);
    let would_decide = would_decide(&two, &evidence, tie, &Windows::new(study));
    let candidate = Candidate {
        pair,
        tie,
        evidence,
        score_bits,
        margin_bits: score_bits - cost,
        gap_secs: two.gap_secs(),
        standing,
        verdict,
        alternatives: Vec::new(),
        would_decide,
    };
    Candidate { alternatives: Others::new(&folding.candidates).of(&candidate), ..candidate }
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

fn unknown(pair: NumberPair, verdict: Option<Verdict>, missing: &[Msisdn]) -> Candidate {
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
        standing: match verdict {
            Some(Verdict::Rejected | Verdict::CannotBe) => Standing::Rejected,
            _ => Standing::Weak,
        },
        verdict,
        alternatives: Vec::new(),
        would_decide: missing.iter().map(|&number| records_of(number)).collect(),
    }
}
