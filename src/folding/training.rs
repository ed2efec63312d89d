//! What the fitting of weights and the benches see.

use super::FoldRequest;
use super::candidates::propose;
use super::contacts::{ContactTable, Naming};
use super::judge::Round;
use super::law::Law;
use super::measure::Measure;
use super::study::{Readings, Study};
use super::weights::file_name;
use crate::diag::Quiet;
use crate::domain::NumberPair;

/// A pair with all that is measured of it.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The pair.
    pub pair: NumberPair,
    /// Name and value of each measurement; not a number where unknown.
    pub values: Vec<(String, f64)>,
    /// Its score in bits.
    pub score_bits: f64,
}

/// What the first round measures of every pair worth judging: the input to a fit of weights. Not needed to fold.
pub fn measurements(request: &FoldRequest) -> Vec<Measured> {
    let Ok(readings) = Readings::new(request, &[], &Quiet) else { return Vec::new() };
    let study = Study::new(request, &readings);
    let round = Round::new(&study, &Naming::plain(study.census.len()), &Quiet);
    let Ok(judged) = round.and_then(|round| round.judge(&study, &Law::default(), &Quiet)) else { return Vec::new() };
    let number = |s| study.profile(s).number;
    let measured = |j: super::judge::Judged| Measured {
        pair: NumberPair { old: number(j.old), new: number(j.new) },
        values: Measure::ALL.iter().map(|&m| (file_name(&m), j.measures.get(m))).collect(),
        score_bits: j.score_bits,
    };
    judged.into_iter().map(measured).collect()
}

/// The pairs that the first round judges, as their old and new numbers. Not needed to fold.
pub fn proposals(request: &FoldRequest) -> Vec<NumberPair> {
    let Ok(readings) = Readings::new(request, &[], &Quiet) else { return Vec::new() };
    let study = Study::new(request, &readings);
    let table = ContactTable::new(&study, &Naming::plain(study.census.len()));
    let number = |s| study.profile(s).number;
    propose(&study, &table).into_iter().map(|(old, new)| NumberPair { old: number(old), new: number(new) }).collect()
}
