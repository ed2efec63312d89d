//! Numbers that run beside a line: a second phone served from the same hand, or a number that fits a line more than one way.
//!
//! One-to-one succession cannot hold two phones that are live at once. A number that the matching left alone is therefore offered
//! to whole lines: by what it shares with any number of theirs. What matters is the lead over every *other* line; that two
//! numbers of one line explain it equally well is no doubt about the line.

use super::candidates::Proposal;
use super::census::SubjectId;
use super::compare::{measure_tied, score_bits};
use super::contacts::ContactTable;
use super::judge::Judged;
use super::law::Law;
use super::lines::Chains;
use super::pair::Pair;
use super::study::Study;
use super::weights;
use super::{Standing, Tie};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A contact that more lines than this are in touch with proposes no pairs.
const HUB: u32 = 200;
/// Contacts two numbers that run side by side have in common at least.
const ENOUGH_SHARED: u32 = 3;
/// Events a number needs at least: fewer are thin data.
const ENOUGH_EVENTS: u32 = 8;
/// Pairs looked at for each number, those that share most.
const MOST_PER_NUMBER: usize = 10;

/// Whether the second number lived mostly while the first did.
fn is_nested(study: &Study, main: SubjectId, second: SubjectId) -> bool {
    let (a, b) = (study.profile(main), study.profile(second));
    let both = a.life.end.min(b.life.end) - b.life.start;
    (a.life.start, a.number) < (b.life.start, b.number) && 5 * both >= 3 * b.life.secs() && both > 0
}

/// The tie by which two numbers that nobody proposed are weighed.
pub(super) fn tie_of(study: &Study, old: SubjectId, new: SubjectId) -> Tie {
    let outlived = study.profile(new).life.end <= study.profile(old).life.end;
    if outlived && is_nested(study, old, new) { Tie::Beside } else { Tie::Succession }
}

/// What a number shares with each other: the rarity of the contacts, and how many; and with which it shares any.
struct Tally {
    of: Vec<(f64, u32)>,
    touched: Vec<SubjectId>,
}

impl Tally {
    fn new(subjects: usize) -> Self {
        Self { of: vec![(0.0, 0); subjects], touched: Vec::new() }
    }
}

/// Pairs of numbers that were live at once and share contacts, in order. O(contacts of all numbers and of those who share them).
pub(super) fn propose(study: &Study, table: &ContactTable) -> Vec<Proposal> {
    let enough = |s| study.census.was_asked(s) && study.profile(s).life.events >= ENOUGH_EVENTS;
    let of = |tally: &mut Tally, index: usize| {
        let second = SubjectId::new(index);
        let contacts = &table.of(second).all;
        for contact in contacts.iter().filter(|c| enough(second) && table.degree(c.who) <= HUB) {
            let rarity = 1.0 / f64::from(table.degree(contact.who).max(2) - 1).sqrt();
            for other in table.in_touch(contact.who).iter().take_while(|t| t.born <= study.profile(second).life.start) {
                let (weight, shared) = &mut tally.of[other.subject.index()];
                if *shared == 0 {
                    tally.touched.push(other.subject);
                }
                (*weight, *shared) = (*weight + rarity, *shared + 1);
            }
        }
        let fits = |main: SubjectId, shared: u32| {
            let half_known = 2 * shared as usize >= contacts.len();
            shared >= ENOUGH_SHARED && half_known && main != second && enough(main) && is_nested(study, main, second)
        };
        let mut worth: Vec<(f64, SubjectId)> = Vec::new();
        for main in tally.touched.drain(..) {
            let (weight, shared) = std::mem::take(&mut tally.of[main.index()]);
            if fits(main, shared) {
                worth.push((weight, main));
            }
        }
        worth.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        worth.truncate(MOST_PER_NUMBER);
        worth.into_iter().map(|(_, main)| (main, second)).collect::<Vec<_>>()
    };
    let subjects = study.profiles.len();
    let mut all: Vec<Proposal> =
        (0..subjects).into_par_iter().map_init(|| Tally::new(subjects), of).flatten_iter().collect();
    all.sort_unstable();
    all
}

/// An offer of a line to a number that stands alone.
#[derive(Clone, Copy)]
struct Offer {
    bits: f64,
    pair: usize,
    least: f64,
}

/// Adds the pairs that run side by side, and gives numbers that stand alone to the one line they fit.
pub(super) fn attach(study: &Study, table: &ContactTable, law: &Law, proposals: &[Proposal], judged: &mut Vec<Judged>) {
    let known = |p: &Proposal| judged.binary_search_by_key(p, |j| (j.old, j.new)).is_ok();
    // Two that cannot be one line are judged in either order, so that what is told of them stays.
    let decided = |p: &Proposal| law.decides(p.0, p.1) && law.verdict(p.0, p.1).is_none();
    let open: Vec<Proposal> = proposals.iter().copied().filter(|p| !known(p) && !decided(p)).collect();
    let weighed = |&(old, new): &Proposal| {
        let measures = measure_tied(&Pair::new(study, table, old, new), Tie::Beside);
        let score_bits = score_bits(&measures, Tie::Beside);
        let verdict = law.verdict(old, new);
        let standing = if verdict.is_some() { Standing::Rejected } else { Standing::Weak };
        let judged = Judged { old, new, tie: Tie::Beside, measures, score_bits, margin_bits: 0.0, standing, verdict };
        (score_bits > 0.0).then_some(judged)
    };
    let besides: Vec<Judged> = open.par_iter().filter_map(weighed).collect();
    let chains = Chains::new(study, judged, law);
    judged.extend(besides);
    judged.sort_by_key(|j| (j.old, j.new));

    let mut line_of = vec![usize::MAX; study.profiles.len()];
    for (line, chain) in chains.all.iter().enumerate() {
        for member in chain {
            line_of[member.index()] = line;
        }
    }
    let is_alone = |s: SubjectId| chains.all.get(line_of[s.index()]).is_some_and(|chain| chain.len() == 1);
    let mut offers: BTreeMap<SubjectId, BTreeMap<usize, Offer>> = BTreeMap::new();
    for (pair, j) in judged.iter().enumerate().filter(|(_, j)| j.verdict.is_none() && j.score_bits > 0.0) {
        for (alone, other) in [(j.new, j.old), (j.old, j.new)] {
            let least = match j.tie {
                Tie::Beside => weights::shipped().cuts.beside,
                Tie::Succession => weights::shipped().cuts.rejoin,
            };
            let line = line_of[other.index()];
            if !is_alone(alone) || line == usize::MAX {
                continue;
            }
            let offer = Offer { bits: j.score_bits, pair, least };
            let best = offers.entry(alone).or_default().entry(line).or_insert(offer);
            if offer.bits > best.bits {
                *best = offer;
            }
        }
    }
    let rejected = |s: SubjectId, line: usize| chains.all[line].iter().any(|&m| law.forbids(s, m));
    for (alone, of_lines) in offers {
        let mut best: Vec<(usize, Offer)> = of_lines.into_iter().filter(|&(line, _)| !rejected(alone, line)).collect();
        best.sort_by(|x, y| y.1.bits.total_cmp(&x.1.bits).then(x.0.cmp(&y.0)));
        let Some(&(line, offer)) = best.first() else { continue };
        let lead = offer.bits - best.get(1).map_or(0.0, |o| o.1.bits);
        let j = &mut judged[offer.pair];
        let joins = j.tie == Tie::Beside || chains.all[line].len() > 1;
        if joins && offer.bits >= offer.least && lead >= weights::shipped().cuts.fold {
            j.standing = Standing::Folded;
            j.margin_bits = lead.min(j.score_bits);
        }
    }
}
