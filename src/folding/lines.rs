//! Links become chains: lines.

use super::candidates::Proposal;
use super::census::SubjectId;
use super::contacts::Naming;
use super::judge::Judged;
use super::law::Law;
use super::study::Study;
use super::{LineNumber, Standing, Status};
use crate::domain::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// Lines as subjects in order, each with at least one.
pub(super) struct Chains {
    pub all: Vec<Vec<SubjectId>>,
    /// Groups that an analyst's accepted pairs alone hold together: the group of each subject.
    accepted: Groups,
    /// Links of the machine's that are left out, for they would put two numbers into one line that cannot be in one.
    barred: BTreeSet<Proposal>,
}

/// Which subjects belong together (disjoint sets).
#[derive(Clone)]
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn apart(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    fn root(&self, mut i: usize) -> usize {
        while self.parent[i] != i {
            i = self.parent[i];
        }
        i
    }

    /// Joins two groups; false if they were one already.
    fn join(&mut self, i: usize, j: usize) -> bool {
        let (i, j) = (self.root(i), self.root(j));
        // The smaller index stays the root: depth is that of a line.
        self.parent[i.max(j)] = i.min(j);
        i != j
    }

    /// Whether joining two groups would bring a pair together that is to stay apart.
    fn would_meet(&self, i: usize, j: usize, apart: &[Proposal]) -> bool {
        let (i, j) = (self.root(i), self.root(j));
        let meets = |&(x, y): &Proposal| {
            let (x, y) = (self.root(x.index()), self.root(y.index()));
            (x, y) == (i, j) || (x, y) == (j, i)
        };
        i != j && apart.iter().any(meets)
    }
}

impl Chains {
    /// Joins the links. The analyst's come first, then the machine's, best first; one of the machine's that would close a ring
    /// is left out, and so is one that would put two numbers into one line that cannot be in one: of the machine's links between
    /// those two it is the weakest.
    pub fn new(study: &Study, judged: &[Judged], law: &Law) -> Self {
        let n = study.profiles.len();
        let mut accepted = Groups::apart(n);
        for j in judged.iter().filter(|j| j.link_status() == Some(Status::Accepted)) {
            accepted.join(j.old.index(), j.new.index());
        }
        let mut groups = accepted.clone();
        let mut suggested: Vec<&Judged> =
            judged.iter().filter(|j| j.link_status() == Some(Status::Suggested)).collect();
        suggested.sort_by(|x, y| y.score_bits.total_cmp(&x.score_bits).then((x.old, x.new).cmp(&(y.old, y.new))));
        let mut links: BTreeSet<(usize, usize)> = judged
            .iter()
            .filter(|j| j.link_status() == Some(Status::Accepted))
            .map(|j| (j.old.index(), j.new.index()))
            .collect();
        let mut barred = BTreeSet::new();
        for j in suggested {
            if groups.would_meet(j.old.index(), j.new.index(), law.apart()) {
                barred.insert((j.old, j.new));
            } else if groups.join(j.old.index(), j.new.index()) {
                links.insert((j.old.index(), j.new.index()));
            }
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for i in 0..n {
            members.entry(groups.root(i)).or_default().push(i);
        }
        let in_line = |m: &Vec<usize>| m.len() > 1 || study.census.was_asked(SubjectId::new(m[0]));
        let all = members
            .into_values()
            .filter(in_line)
            .map(|m| in_order(study, &m, &links).into_iter().map(SubjectId::new).collect())
            .collect();
        Self { all, accepted, barred }
    }

    /// Notes on the links left out why they are.
    pub fn bar(&self, judged: &mut [Judged]) {
        for j in judged.iter_mut().filter(|j| self.barred.contains(&(j.old, j.new))) {
            j.standing = Standing::Barred;
        }
    }

    /// What stands behind two neighbours of a line.
    pub fn status(&self, old: SubjectId, new: SubjectId) -> Status {
        let same = self.accepted.root(old.index()) == self.accepted.root(new.index());
        if same { Status::Accepted } else { Status::Suggested }
    }

    /// The naming under which every number of a line goes by its first.
    pub fn naming(&self, study: &Study) -> Naming {
        let mut naming = Naming::plain(study.census.len());
        let number = |s: SubjectId| study.census.subjects()[s.index()];
        for chain in &self.all {
            for &subject in &chain[1..] {
                naming.put(number(subject), number(chain[0]));
            }
        }
        naming
    }
}

/// The members along their links, where those make one path; else in order of birth: an analyst may accept pairs that branch.
fn in_order(study: &Study, members: &[usize], links: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let next_of = |i: usize| links.range((i, 0)..(i + 1, 0)).map(|l| l.1);
    let has_old: BTreeSet<usize> = members.iter().flat_map(|&i| next_of(i)).collect();
    let mut path = Vec::with_capacity(members.len());
    let mut here = members.iter().copied().find(|i| !has_old.contains(i));
    while let Some(i) = here.filter(|_| path.len() < members.len()) {
        path.push(i);
        let mut news = next_of(i);
        here = news.next().filter(|_| news.next().is_none());
    }
    let mut distinct = path.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() == members.len() {
        return path;
    }
    let mut by_birth = members.to_vec();
    by_birth.sort_by_key(|&i| (study.profiles[i].life.start, study.profiles[i].number));
    by_birth
}

/// A number of a line, as shown.
pub(super) fn line_number(study: &Study, subject: SubjectId) -> LineNumber {
    let profile = study.profile(subject);
    let mut contacts: Vec<_> = study.events.of(subject).filter_map(|e| e.contact).collect();
    contacts.sort_unstable();
    contacts.dedup();
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    LineNumber {
        number: profile.number,
        first: Instant::from_epoch_secs(profile.life.start),
        last: Instant::from_epoch_secs(profile.life.end),
        records: profile.records,
        contacts: size(contacts.len()),
        handsets: size(profile.handsets.len()),
        sims: size(profile.sims.len()),
        requested: study.census.was_asked(subject),
    }
}
