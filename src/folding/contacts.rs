//! Whom each subject deals with, and who else deals with them.

use super::census::{NumberId, SubjectId};
use super::events::{Act, Event};
use super::study::Study;
use crate::domain::RecordId;
use rayon::prelude::*;

/// What a subject had with one contact.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contact {
    /// The contact: a number, or the first number of the line it belongs to.
    pub who: NumberId,
    /// Events within the subject's life.
    pub count: u32,
    /// The number that the contact used in the first event and in the last: two where it is a line that changed its number.
    pub used: (NumberId, NumberId),
    /// First event, seconds since 1970.
    pub first: i64,
    /// Last event within the subject's life; the first event where all came later.
    pub last: i64,
    /// Whether the subject called or wrote first.
    pub began: bool,
    /// When the subject first called or wrote, within its life.
    pub first_out: Option<i64>,
    /// When the subject last called or wrote, within its life.
    pub last_out: Option<i64>,
    /// Where its events lie in [`ContactList::events`].
    range: (u32, u32),
}

/// Whom a subject deals with.
#[derive(Clone, Debug, Default)]
pub(super) struct ContactList {
    /// In order of the contact.
    pub all: Vec<Contact>,
    /// Its first contacts, at most [`ContactList::FEW`], in order of time.
    pub first: Vec<NumberId>,
    /// Events within the subject's life with any contact.
    pub total: u32,
    events: Vec<(i64, RecordId)>,
    /// Which of them its user did.
    own: Vec<bool>,
}

impl ContactList {
    /// How many first contacts are looked at.
    const FEW: usize = 12;

    fn new(subject: SubjectId, study: &Study, naming: &Naming) -> Self {
        let line = naming.of(study.census.subjects()[subject.index()]);
        let life = study.profiles[subject.index()].life;
        let mut met: Vec<(NumberId, &Event)> = study
            .events
            .of(subject)
            .filter_map(|e| e.contact.map(|c| (naming.of(c), e)))
            .filter(|&(who, _)| who != line)
            .collect();
        met.sort_by_key(|&(who, e)| (who, e.at));
        let mut list = Self {
            events: met.iter().map(|(_, e)| (e.at, e.record)).collect(),
            own: met.iter().map(|(_, e)| e.act == Act::Own).collect(),
            ..Self::default()
        };
        let mut from = 0;
        for run in met.chunk_by(|x, y| x.0 == y.0) {
            let first = run[0].1;
            let within = run.iter().take_while(|(_, e)| e.at <= life.end).filter(|(_, e)| e.at >= life.start);
            let (count, last) = within.fold((0, first), |(n, _), &(_, e)| (n + 1, e));
            let first_out = run.iter().find(|(_, e)| e.out && e.at >= life.start).map(|(_, e)| e.at);
            let last_out = run.iter().rev().find(|(_, e)| e.out && e.at <= life.end).map(|(_, e)| e.at);
            let to = from + run.len();
            let range = (u32::try_from(from).unwrap_or(0), u32::try_from(to).unwrap_or(0));
            list.all.push(Contact {
                who: run[0].0,
                count,
                used: (first.contact.unwrap_or(run[0].0), last.contact.unwrap_or(run[0].0)),
                first: first.at,
                last: last.at.max(first.at),
                began: first.out,
                first_out,
                last_out,
                range,
            });
            list.total += count;
            from = to;
        }
        let mut by_time: Vec<(i64, NumberId)> = list.all.iter().map(|c| (c.first, c.who)).collect();
        by_time.sort_unstable();
        list.first = by_time.into_iter().take(Self::FEW).map(|(_, who)| who).collect();
        list
    }

    /// What the subject had with this contact.
    pub fn get(&self, who: NumberId) -> Option<&Contact> {
        self.all.binary_search_by_key(&who, |c| c.who).ok().map(|i| &self.all[i])
    }

    /// The events with a contact, in order of time.
    pub fn events(&self, contact: &Contact) -> &[(i64, RecordId)] {
        &self.events[contact.range.0 as usize..contact.range.1 as usize]
    }

    /// How many of its user's own acts with a contact lie in a span of time, the end not included.
    pub fn own_acts(&self, contact: &Contact, span: std::ops::Range<i64>) -> usize {
        let (from, to) = (contact.range.0 as usize, contact.range.1 as usize);
        let acts = self.events[from..to].iter().zip(&self.own[from..to]);
        acts.filter(|((at, _), own)| **own && span.contains(at)).count()
    }
}

/// Which line each number was folded into in the round before: the id of the line's first number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    line: Vec<NumberId>,
}

impl Naming {
    /// Every number for itself.
    pub fn plain(numbers: usize) -> Self {
        Self { line: (0..numbers).map(NumberId::new).collect() }
    }

    /// The line of a number.
    pub fn of(&self, number: NumberId) -> NumberId {
        self.line[number.index()]
    }

    /// Puts a number into the line whose first number is `line`.
    pub fn put(&mut self, number: NumberId, line: NumberId) {
        self.line[number.index()] = line;
    }
}

/// A subject in touch with a contact, as the index lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct InTouch {
    /// When the subject's life began.
    pub born: i64,
    /// The subject.
    pub subject: SubjectId,
    /// Its first event with the contact.
    pub first: i64,
}

/// All contact lists, and the inverse of those of subjects whose records were asked for.
pub(super) struct ContactTable {
    lists: Vec<ContactList>,
    /// The line of each subject.
    lines: Vec<NumberId>,
    /// Lines in touch with each number.
    degree: Vec<u32>,
    /// Start of each number's run in `in_touch`, and one more.
    starts: Vec<usize>,
    in_touch: Vec<InTouch>,
}

impl ContactTable {
    /// Lists the contacts of every subject under a naming. O(events log events).
    pub fn new(study: &Study, naming: &Naming) -> Self {
        let subjects = study.census.subjects();
        let lists: Vec<ContactList> =
            (0..subjects.len()).into_par_iter().map(|s| ContactList::new(SubjectId::new(s), study, naming)).collect();
        let mut starts = vec![0usize; study.census.len() + 1];
        let asked = |s: usize| study.census.was_asked(SubjectId::new(s));
        for contact in lists.iter().enumerate().filter(|(s, _)| asked(*s)).flat_map(|(_, l)| &l.all) {
            starts[contact.who.index() + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let filler = InTouch { born: 0, subject: SubjectId::new(0), first: 0 };
        let mut in_touch = vec![filler; starts[starts.len() - 1]];
        for (s, list) in lists.iter().enumerate().filter(|(s, _)| asked(*s)) {
            let born = study.profiles[s].life.start;
            for contact in &list.all {
                let slot = &mut next[contact.who.index()];
                in_touch[*slot] = InTouch { born, subject: SubjectId::new(s), first: contact.first };
                *slot += 1;
            }
        }
        let mut degree = vec![0; study.census.len()];
        let line_of: Vec<NumberId> = subjects.iter().map(|&s| naming.of(s)).collect();
        let mut lines = Vec::new();
        for number in 0..study.census.len() {
            let run = &mut in_touch[starts[number]..starts[number + 1]];
            run.sort_unstable();
            lines.clear();
            lines.extend(run.iter().map(|t| line_of[t.subject.index()]));
            lines.sort_unstable();
            lines.dedup();
            degree[number] = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        }
        Self { lists, lines: line_of, degree, starts, in_touch }
    }

    /// The contacts of a subject.
    pub fn of(&self, subject: SubjectId) -> &ContactList {
        &self.lists[subject.index()]
    }

    /// How many lines are in touch with a contact.
    pub fn degree(&self, contact: NumberId) -> u32 {
        self.degree[contact.index()]
    }

    /// Whether two subjects were folded into one line in the round before.
    pub fn is_one_line(&self, x: SubjectId, y: SubjectId) -> bool {
        self.lines[x.index()] == self.lines[y.index()]
    }

    /// The subjects in touch with a contact, in order of birth.
    pub fn in_touch(&self, contact: NumberId) -> &[InTouch] {
        &self.in_touch[self.starts[contact.index()]..self.starts[contact.index() + 1]]
    }

    /// How many ties of a subject and a contact there are.
    pub fn ties(&self) -> usize {
        self.in_touch.len()
    }
}
