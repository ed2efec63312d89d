//! Which pairs are worth judging: near-linear in the records, and no true pair lost.

use super::census::SubjectId;
use super::contacts::ContactTable;
use super::study::Study;
use rayon::prelude::*;
use std::collections::BTreeSet;

const DAY: i64 = 86_400;

/// A contact that more lines than this are in touch with proposes no pairs. It still counts in the scores.
const HUB: u32 = 200;
/// Silence after which a number is hardly the next of its line, unless both are seldom used.
const LONGEST_GAP_SECS: i64 = 180 * DAY;
/// Silence in mean intervals of the two numbers that is still no surprise.
const LONGEST_GAP_INTERVALS: f64 = 8.0;
/// Days both may live whatever their lives.
const OVERLAP_SECS: i64 = 4 * DAY;
/// Share of the shorter life that both may live.
const OVERLAP_SHARE: f64 = 0.4;
/// Contacts that went over from the old to the new and make a pair worth judging, however long both live.
const MOVED: u16 = 3;
/// Pairs kept for each old number, those that share most.
const MOST_PER_OLD: usize = 60;
/// Numbers a handset or SIM may have been seen with to propose pairs; beyond, the identity is junk.
const MOST_ON_DEVICE: usize = 8;
/// Events a number needs to be folded: fewer are thin data.
const ENOUGH_EVENTS: u32 = 5;
/// Events a number needs where a handset or SIM speaks for it.
const ENOUGH_ON_DEVICE: u32 = 3;

/// An old and a new number worth judging.
pub(super) type Proposal = (SubjectId, SubjectId);

/// All pairs worth judging, in order. Deterministic for any number of threads.
pub(super) fn propose(study: &Study, table: &ContactTable) -> Vec<Proposal> {
    let subjects = study.profiles.len();
    let mut all: Vec<Proposal> = (0..subjects)
        .into_par_iter()
        .map_init(|| Tally::new(subjects), |tally, old| by_contacts(study, table, SubjectId::new(old), tally))
        .flatten_iter()
        .collect();
    let in_one_device = study.in_handset.values().chain(study.on_sim.values());
    for seen in in_one_device.filter(|s| s.len() <= MOST_ON_DEVICE) {
        // A device is no thin data: a number with a few records in the old handset may be the line's next.
        for &x in seen {
            all.extend(
                seen.iter()
                    .filter(|&&y| follows(study, x, y) && [x, y].into_iter().all(|s| has(study, s, ENOUGH_ON_DEVICE)))
                    .map(|&y| (x, y)),
            );
        }
    }
    let distinct: BTreeSet<Proposal> = all.into_iter().collect();
    distinct.into_iter().collect()
}

/// Whether a subject may be folded: its records were asked for, and there are enough.
fn has(study: &Study, subject: SubjectId, events: u32) -> bool {
    study.census.was_asked(subject) && study.profile(subject).life.events >= events
}

/// Whether the first number was there before the second and ended before it.
fn follows(study: &Study, old: SubjectId, new: SubjectId) -> bool {
    let (a, b) = (study.profile(old), study.profile(new));
    (a.life.start, a.number) < (b.life.start, b.number) && a.life.end < b.life.end
}

/// What the contacts of one old number say of each new one.
#[derive(Clone, Copy, Default)]
struct Count {
    shared: u16,
    moved: u16,
    /// Sum of the rarity of the shared contacts.
    weight: f32,
}

/// Counts by subject, and which of them are not zero.
struct Tally {
    of: Vec<Count>,
    touched: Vec<SubjectId>,
}

impl Tally {
    fn new(subjects: usize) -> Self {
        Self { of: vec![Count::default(); subjects], touched: Vec::new() }
    }
}

fn by_contacts(study: &Study, table: &ContactTable, old: SubjectId, tally: &mut Tally) -> Vec<Proposal> {
    let a = study.profile(old);
    if !has(study, old, ENOUGH_EVENTS) {
        return Vec::new();
    }
    for contact in &table.of(old).all {
        let degree = table.degree(contact.who);
        if degree > HUB {
            continue;
        }
        let in_touch = table.in_touch(contact.who);
        let from = in_touch.partition_point(|t| t.born < a.life.start);
        for other in &in_touch[from..] {
            let count = &mut tally.of[other.subject.index()];
            if count.shared == 0 {
                tally.touched.push(other.subject);
            }
            count.shared += 1;
            count.moved += u16::from(contact.last <= other.first + 2 * DAY);
            count.weight += 1.0 / (f32::from(u16::try_from(degree).unwrap_or(u16::MAX)) - 1.0).max(1.0).sqrt();
        }
    }
    tally.touched.sort_unstable();
    let mut worth: Vec<(f32, SubjectId)> = Vec::new();
    for new in tally.touched.drain(..) {
        let count = std::mem::take(&mut tally.of[new.index()]);
        if new != old && has(study, new, ENOUGH_EVENTS) && follows(study, old, new) && is_worth(study, old, new, count)
        {
            worth.push((count.weight, new));
        }
    }
    worth.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    worth.truncate(MOST_PER_OLD);
    worth.into_iter().map(|(_, new)| (old, new)).collect()
}

/// Whether two numbers with these contacts in common are worth judging: well timed with two in common, or with one that is
/// rare; or enough that went over, whatever the timing.
fn is_worth(study: &Study, old: SubjectId, new: SubjectId, count: Count) -> bool {
    let (a, b) = (study.profile(old).life, study.profile(new).life);
    let gap = b.start - a.end;
    let longest = (LONGEST_GAP_INTERVALS * (a.interval_secs() + b.interval_secs())).max(LONGEST_GAP_SECS as f64);
    if gap as f64 > longest {
        return false;
    }
    let overlap = (OVERLAP_SHARE * a.secs().min(b.secs()) as f64).max(OVERLAP_SECS as f64);
    let well_timed = -gap as f64 <= overlap;
    let few = count.shared >= 1 && count.weight >= 0.7;
    (well_timed && (count.shared >= 2 || few)) || (count.moved >= MOVED && 5 * count.moved >= 4 * count.shared)
}
