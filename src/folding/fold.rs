//! Records in, lines out.

use super::alternative::Others;
use super::beside::tie_of;
use super::census::SubjectId;
use super::compare::{evidence, order_before, told_within_hour};
use super::contacts::{ContactTable, Naming};
use super::contradiction::contradictions;
use super::groundwork::Groundwork;
use super::judge::{Judged, Round};
use super::law::Law;
use super::lines::{Chains, line_number};
use super::pair::Pair;
use super::study::Study;
use super::wanted::would_decide;
use super::weights;
use super::windows::Windows;
use super::{Candidate, FoldRequest, Folding, Line, Link, Standing};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{LineKey, NumberPair};
use rayon::prelude::*;

/// Rounds at most. In a round, contacts go by the lines they were folded into in the round before: two phones of one crew that change
/// together are each other's evidence.
const MOST_ROUNDS: u64 = 4;

/// Folds the numbers of the records into lines. Equal requests give equal answers, for any order of records and any number of
/// threads. O(records log records) and what the pairs worth judging take.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn fold(request: &FoldRequest, monitor: &dyn Monitor) -> Result<Folding, Cancelled> {
    Groundwork::new(request, monitor)?.fold(request, monitor)
}

pub(super) fn stage(round: u64, monitor: &dyn Monitor) {
    monitor.progress("Folding numbers into lines", round, Some(MOST_ROUNDS + 1));
}

/// Folds in rounds, of which the first is given.
pub(super) fn in_rounds(study: &Study, first: &Round, monitor: &dyn Monitor) -> Result<Folding, Cancelled> {
    let law = Law::new(study, &study.request.verdicts());
    let mut naming = Naming::plain(study.census.len());
    let mut later = None;
    let mut count = 1;
    loop {
        stage(count, monitor);
        let round = later.as_ref().unwrap_or(first);
        let mut judged = round.judge(study, &law, monitor)?;
        let chains = Chains::new(study, &judged, &law);
        let next = chains.naming(study);
        if next == naming || count == MOST_ROUNDS {
            chains.bar(&mut judged);
            let contradictions = contradictions(study, &law);
            return Ok(Folding { contradictions, ..tell(study, &round.table, &judged, &chains, monitor)? });
        }
        naming = next;
        later = Some(Round::new(study, &naming, monitor)?);
        count += 1;
    }
}

/// Puts what was found into words.
fn tell(
    study: &Study,
    table: &ContactTable,
    judged: &[Judged],
    chains: &Chains,
    monitor: &dyn Monitor,
) -> Result<Folding, Cancelled> {
    stage(MOST_ROUNDS, monitor);
    let worth = |j: &&Judged| {
        j.score_bits > weights::shipped().cuts.keep || j.verdict.is_some() || j.standing != Standing::Weak
    };
    let told: Vec<&Judged> = judged.iter().filter(worth).collect();
    let windows = Windows::new(study);
    let mut candidates: Vec<Candidate> = told.into_par_iter().map(|j| candidate(study, table, &windows, j)).collect();
    // Subjects are in order of their digits, and so are pairs of them.
    candidates.sort_by_key(|c| c.pair);
    let others = Others::new(&candidates);
    let alternatives: Vec<_> = candidates.par_iter().map(|c| others.of(c)).collect();
    for (candidate, alternatives) in candidates.iter_mut().zip(alternatives) {
        candidate.alternatives = alternatives;
    }
    monitor.check()?;
    let mut lines: Vec<Line> = chains.all.par_iter().map(|chain| line(study, table, judged, chains, chain)).collect();
    lines.sort_by_key(|line| line.key);
    let line_of = lines.iter().flat_map(|l| l.numbers.iter().map(|n| (n.number, l.key))).collect();
    Ok(Folding { lines, candidates, contradictions: Vec::new(), line_of })
}

fn candidate(study: &Study, table: &ContactTable, windows: &Windows, judged: &Judged) -> Candidate {
    let pair = Pair::new(study, table, judged.old, judged.new);
    let evidence = evidence(&pair, &judged.measures, judged.tie);
    Candidate {
        pair: NumberPair { old: pair.a.number, new: pair.b.number },
        tie: judged.tie,
        would_decide: would_decide(&pair, &evidence, judged.tie, windows),
        evidence,
        score_bits: judged.score_bits,
        margin_bits: judged.margin_bits,
        gap_secs: pair.gap_secs(),
        standing: judged.standing,
        verdict: judged.verdict,
        alternatives: Vec::new(),
    }
}

fn line(study: &Study, table: &ContactTable, judged: &[Judged], chains: &Chains, chain: &[SubjectId]) -> Line {
    let numbers: Vec<_> = chain.iter().map(|&s| line_number(study, s)).collect();
    let link = |two: &[SubjectId]| {
        let pair = Pair::new(study, table, two[0], two[1]);
        let known = judged.binary_search_by_key(&(two[0], two[1]), |j| (j.old, j.new)).ok();
        let tie = known.map_or_else(|| tie_of(study, two[0], two[1]), |i| judged[i].tie);
        Link {
            pair: NumberPair { old: pair.a.number, new: pair.b.number },
            tie,
            status: chains.status(two[0], two[1]),
            score_bits: known.map_or_else(
                || super::compare::score_bits(&super::compare::measure_tied(&pair, tie), tie),
                |i| judged[i].score_bits,
            ),
            gap_secs: pair.gap_secs(),
            order_effective: order_before(&pair).map(|order| order.effective),
            told_first_hour: told_within_hour(&pair),
        }
    };
    let links = chain.windows(2).map(link).collect();
    Line { key: LineKey(numbers[0].number), numbers, links }
}
