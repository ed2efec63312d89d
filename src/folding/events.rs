//! What happened on each subject's phone, in order of time.

use super::census::{Census, NumberId, SubjectId};
use crate::diag::{Cancelled, Monitor};
use crate::domain::{EndId, Kind, Party, RecordId, Records};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// One event as seen from one phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    /// Seconds since 1970.
    pub at: i64,
    /// The other number; `None` for a withheld number, a short code, a sender or the phone itself.
    pub contact: Option<NumberId>,
    /// Whether this phone called or sent.
    pub out: bool,
    /// What it was.
    pub kind: Kind,
    /// What it says of the phone's user.
    pub act: Act,
    /// The record that tells of it.
    pub record: RecordId,
    /// What that record says of this phone.
    pub end: EndId,
}

/// What an event says of the phone's user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// The user acted: called, wrote, answered.
    Own,
    /// Somebody tried to reach the phone; nobody need have been there.
    Others,
    /// Nothing: a data session runs by itself, a network's text comes to any phone.
    None,
}

/// The events of every subject, each in order of time, seen once even where the returns of both ends tell of them.
pub(super) struct Events {
    of: Vec<Vec<Event>>,
}

impl Events {
    /// Sorts the records by phone. One pass and a sort of each phone's events.
    pub fn new(records: &Records, census: &Census, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let mut sizes = vec![0usize; census.subjects().len()];
        for record in records.iter() {
            for (subject, _, _) in census.ends(&record).into_iter().flatten() {
                sizes[subject.index()] += 1;
            }
        }
        monitor.check()?;
        let mut of: Vec<Vec<Event>> = sizes.into_iter().map(Vec::with_capacity).collect();
        for (id, record) in records.with_ids() {
            let ends = census.ends(&record);
            for (subject, contact, out) in ends.into_iter().flatten() {
                let (other, end) = if out { (record.b, record.a_end) } else { (record.a, record.b_end) };
                let act = act(record.kind, record.duration_secs, out, records.party(other));
                let (at, kind) = (record.start.epoch_secs(), record.kind);
                let event = Event { at, contact, out, kind, act, record: id, end };
                of[subject.index()].push(event);
            }
        }
        monitor.check()?;
        of.par_iter_mut().for_each(|events| {
            events.sort_unstable();
            let kept = before_the_stranger(events);
            events.truncate(kept);
        });
        Ok(Self { of })
    }

    /// The events of a subject in order of time, as the records have them: one event may come twice, from the
    /// returns of both ends, each with what that operator knew.
    pub fn told(&self, subject: SubjectId) -> &[Event] {
        &self.of[subject.index()]
    }

    /// The events of a subject in order of time, each once.
    pub fn of(&self, subject: SubjectId) -> impl Iterator<Item = &Event> {
        let mut before: Option<(i64, Option<NumberId>, bool, Kind)> = None;
        self.of[subject.index()].iter().filter(move |e| {
            let this = Some((e.at, e.contact, e.out, e.kind));
            // Two texts from withheld numbers in one second are two; two of one number are parts of one.
            let again = e.contact.is_some() && this == before;
            before = this;
            !again
        })
    }
}

/// Silence after which an operator may have given a number to somebody else.
const RESTED_SECS: i64 = 30 * 86_400;
/// Contacts that the users before and after the silence must each have for their difference to be no chance.
const ENOUGH_CONTACTS: usize = 5;

/// How many of the events are the first user's. A number that falls silent for a month and comes back among other people, none of
/// whom it knew, was given to a stranger; his events say nothing of the line.
fn before_the_stranger(events: &[Event]) -> usize {
    let contacts = |part: &[Event]| part.iter().filter_map(|e| e.contact).collect::<BTreeSet<_>>();
    let speaks = |e: &&Event| e.act != Act::None;
    let mut last: Option<i64> = None;
    for (i, event) in events.iter().enumerate().filter(|(_, e)| speaks(e)) {
        if last.is_some_and(|before| event.at - before >= RESTED_SECS) {
            let (first, later) = (contacts(&events[..i]), contacts(&events[i..]));
            if first.len().min(later.len()) >= ENOUGH_CONTACTS && first.is_disjoint(&later) {
                return i;
            }
        }
        last = Some(event.at);
    }
    events.len()
}

/// What an event says of the phone's user. A call whose length the operator does not tell counts as answered.
fn act(kind: Kind, duration_secs: Option<u32>, out: bool, other: &Party) -> Act {
    let from_service = matches!(other, Party::ShortCode(_) | Party::Sender(_));
    match kind {
        Kind::Data => Act::None,
        _ if out => Act::Own,
        _ if from_service => Act::None,
        Kind::Voice if duration_secs != Some(0) => Act::Own,
        _ => Act::Others,
    }
}
