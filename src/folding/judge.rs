//! One round: pairs proposed, measured, weighed and assigned one to one.

use super::beside::{self, attach, tie_of};
use super::candidates::{Proposal, propose};
use super::census::SubjectId;
use super::compare::{Standpoint, measure, measure_rivals, measure_tied, score_bits};
use super::contacts::{ContactTable, Naming};
use super::law::Law;
use super::matching::{Centibits, Matching};
use super::measure::Measures;
use super::pair::Pair;
use super::study::Study;
use super::weights;
use super::{Standing, Status, Tie};
use crate::diag::{Cancelled, Monitor};
use crate::domain::Verdict;
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

/// What a round finds before an analyst's law is looked at.
pub(super) struct Round {
    pub table: ContactTable,
    /// Pairs worth judging, in order, and what was measured of them.
    measured: Vec<(Proposal, Measures)>,
    /// Pairs that may run side by side, in order.
    side_by_side: Vec<Proposal>,
}

impl Round {
    /// Proposes pairs under a naming of contacts and measures them.
    pub fn new(study: &Study, naming: &Naming, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let table = ContactTable::new(study, naming);
        monitor.check()?;
        let proposals = propose(study, &table);
        monitor.check()?;
        let measured = |&(old, new): &Proposal| measure(&Pair::new(study, &table, old, new));
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
        let side_by_side = beside::propose(study, &table);
        Ok(Self { table, measured: proposals.into_iter().zip(measures).collect(), side_by_side })
    }

    /// Judges all pairs worth judging and all that an analyst judged, in order of the pair.
    pub fn judge(&self, study: &Study, law: &Law, monitor: &dyn Monitor) -> Result<Vec<Judged>, Cancelled> {
        let Self { table, measured, side_by_side } = self;
        let succession = |(pair, measures): &(Proposal, Measures)| (*pair, (Tie::Succession, measures.clone()));
        let mut all: BTreeMap<Proposal, (Tie, Measures)> = measured.iter().map(succession).collect();
        for (old, new) in law.pairs() {
            all.entry((old, new)).or_insert_with(|| {
                let nested = side_by_side.binary_search(&(old, new)).is_ok();
                let tie = if nested { Tie::Beside } else { tie_of(study, old, new) };
                (tie, measure_tied(&Pair::new(study, table, old, new), tie))
            });
        }
        let mut judged: Vec<Judged> = all
            .into_iter()
            .map(|((old, new), (tie, measures))| Judged {
                old,
                new,
                tie,
                score_bits: score_bits(&measures, tie),
                measures,
                margin_bits: 0.0,
                standing: Standing::Weak,
                verdict: law.verdict(old, new),
            })
            .collect();
        assign(study.profiles.len(), law, &mut judged);
        monitor.check()?;
        attach(study, table, law, side_by_side, &mut judged);
        Ok(judged)
    }
}

/// Weights are whole hundredths already; this only changes their type.
#[expect(clippy::cast_possible_truncation, reason = "some dozen bits")]
fn centibits(bits: f64) -> Centibits {
    (bits * 100.0).round() as Centibits
}

/// Finds the successions: a matching of greatest weight among the pairs an analyst left open.
fn assign(subjects: usize, law: &Law, judged: &mut [Judged]) {
    let succeeded: BTreeSet<SubjectId> = law.accepted().map(|p| p.0).collect();
    let preceded: BTreeSet<SubjectId> = law.accepted().map(|p| p.1).collect();
    let open = |j: &Judged| !law.decides(j.old, j.new) && !succeeded.contains(&j.old) && !preceded.contains(&j.new);
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
            Some(Verdict::Rejected | Verdict::CannotBe) => Standing::Rejected,
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
