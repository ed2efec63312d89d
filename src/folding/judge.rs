//! One round: pairs proposed, measured, weighed and assigned one to one.

use super::beside::attach;
use super::candidates::{Proposal, propose};
use super::census::SubjectId;
use super::compare::{Standpoint, measure, measure_rivals, score_bits};
use super::contacts::ContactTable;
use super::matching::{Centibits, Matching};
use super::measure::Measures;
use super::pair::Pair;
use super::study::Study;
use super::weights;
use super::{Standing, Status, Tie};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{NumberPair, Verdict};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A pair with all that a round found of it.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub old: SubjectId,
    pub new: SubjectId,
    pub tie: Tie,
    pub measures: Measures,
    pub score_bits: f64,
    pub margin_bits: f64,
    pub standing: Standing,
    pub verdict: Option<Verdict>,
}

impl Judged {
    /// What stands behind the pair as a link; `None` where it is none.
    pub fn link_status(&self) -> Option<Status> {
        match (self.standing, self.verdict) {
            (Standing::Folded, Some(Verdict::Accepted)) => Some(Status::Accepted),
            (Standing::Folded, _) => Some(Status::Suggested),
            _ => None,
        }
    }
}

/// An analyst's verdicts on pairs of subjects.
pub(super) type Law = BTreeMap<Proposal, Verdict>;

/// The verdicts as law. Verdicts on numbers that do not occur bind nobody.
pub(super) fn law(study: &Study, verdicts: &BTreeMap<NumberPair, Verdict>) -> Law {
    let subject = |number| study.census.find_subject(number);
    let bound = verdicts.iter().filter_map(|(pair, &v)| Some(((subject(pair.old)?, subject(pair.new)?), v)));
    bound.filter(|((old, new), _)| old != new).collect()
}

/// Judges all pairs worth judging and all that an analyst judged, in order of the pair.
pub(super) fn judge(
    study: &Study,
    table: &ContactTable,
    law: &Law,
    monitor: &dyn Monitor,
) -> Result<Vec<Judged>, Cancelled> {
    let proposals = propose(study, table);
    monitor.check()?;
    let measured = |&(old, new): &Proposal| measure(&Pair::new(study, table, old, new));
    let mut measures: Vec<Measures> = proposals.par_iter().map(measured).collect();
    monitor.check()?;
    let standpoint = |(&(old, new), m): (&Proposal, &Measures)| Standpoint {
        old: old.index(),
        new: new.index(),
        apart_secs: (study.profile(new).life.start - study.profile(old).life.end).abs(),
        gap_secs: study.profile(new).life.start - study.profile(old).life.end,
        new_life_secs: study.profile(new).life.secs(),
        bits: score_bits(m, Tie::Succession),
    };
    let standpoints: Vec<Standpoint> = proposals.iter().zip(&measures).map(standpoint).collect();
    measure_rivals(&standpoints, &mut measures);

    let mut all: BTreeMap<Proposal, Measures> = proposals.into_iter().zip(measures).collect();
    for decided in law.keys() {
        all.entry(*decided).or_insert_with(|| measured(decided));
    }
    let mut judged: Vec<Judged> = all
        .into_iter()
        .map(|((old, new), measures)| Judged {
            old,
            new,
            tie: Tie::Succession,
            score_bits: score_bits(&measures, Tie::Succession),
            measures,
            margin_bits: 0.0,
            standing: Standing::Weak,
            verdict: law.get(&(old, new)).copied(),
        })
        .collect();
    assign(study.profiles.len(), law, &mut judged);
    monitor.check()?;
    attach(study, table, law, &mut judged);
    Ok(judged)
}

/// Weights are whole hundredths already; this only changes their type.
#[expect(clippy::cast_possible_truncation, reason = "some dozen bits")]
fn centibits(bits: f64) -> Centibits {
    (bits * 100.0).round() as Centibits
}

/// Finds the successions: a matching of greatest weight among the pairs an analyst left open.
fn assign(subjects: usize, law: &Law, judged: &mut [Judged]) {
    let accepted: Vec<Proposal> = law.iter().filter(|(_, v)| **v == Verdict::Accepted).map(|(p, _)| *p).collect();
    let succeeded: BTreeSet<SubjectId> = accepted.iter().map(|p| p.0).collect();
    let preceded: BTreeSet<SubjectId> = accepted.iter().map(|p| p.1).collect();
    let decided = |old, new| law.contains_key(&(old, new)) || law.contains_key(&(new, old));
    let open = |j: &Judged| !decided(j.old, j.new) && !succeeded.contains(&j.old) && !preceded.contains(&j.new);
    let edge = |j: &Judged| (j.old.index(), j.new.index(), centibits(j.score_bits));
    let edges: Vec<_> = judged.iter().filter(|j| open(j)).map(edge).collect();
    let mut matching = Matching::new(subjects, subjects, &edges);
    for j in judged.iter_mut() {
        let (old, new, weight) = edge(j);
        let is_open = open(j);
        let is_told = j.score_bits > weights::shipped().cuts.keep;
        // Where an analyst has spoken there is no other explanation to be had; an open pair that is told of is weighed against
        // the others.
        let margin = if is_open && is_told { matching.margin(old, new, weight) } else { weight.min(0) };
        j.margin_bits = (margin as f64 / 100.0).min(j.score_bits);
        let matched = is_open && matching.new_of(old) == Some(new);
        j.standing = match j.verdict {
            Some(Verdict::Accepted) => Standing::Folded,
            Some(Verdict::Rejected) => Standing::Rejected,
            None if matched && j.margin_bits >= weights::shipped().cuts.fold => Standing::Folded,
            None if matched => Standing::ToJudge,
            None if j.score_bits > 0.0 => Standing::Explained,
            None => Standing::Weak,
        };
        if j.verdict == Some(Verdict::Accepted) {
            j.margin_bits = j.score_bits;
        }
    }
}
