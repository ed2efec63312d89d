//! Two numbers side by side.

use super::census::SubjectId;
use super::contacts::{Contact, ContactList, ContactTable};
use super::profile::Profile;
use super::study::Study;

const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

/// How many lines beside the two of a pair are in touch with each contact.
#[derive(Default)]
pub(super) struct Others {
    pub old: Vec<u32>,
    pub new: Vec<u32>,
    pub both: Vec<u32>,
}

/// An old number and a new one, with what they share.
pub(super) struct Pair<'a> {
    pub study: &'a Study<'a>,
    pub table: &'a ContactTable,
    pub old: SubjectId,
    pub new: SubjectId,
    pub a: &'a Profile,
    pub b: &'a Profile,
    pub a_contacts: &'a ContactList,
    pub b_contacts: &'a ContactList,
    /// What the old and the new had with each contact of both, in order of the contact.
    pub shared: Vec<(&'a Contact, &'a Contact)>,
    /// How many lines beside these two are in touch with each contact of the old, of the new and of both, in the same order. What the
    /// round before made of these two does not matter.
    pub others: Others,
    /// When the old number ended for those it shares with the new: its life's end, or their last event with it where it lives on
    /// without them.
    pub old_end: i64,
    /// Whether the old number lives on without the shared contacts.
    pub lives_on: bool,
}

/// Which contacts two subjects share, and how many lines beside the two are in touch with each contact of theirs. O(contacts of both).
fn meet<'a>(
    study: &Study,
    table: &'a ContactTable,
    old: SubjectId,
    new: SubjectId,
) -> (Vec<(&'a Contact, &'a Contact)>, Others) {
    let (mine, theirs) = (&table.of(old).all, &table.of(new).all);
    let asked = |s| u32::from(study.census.was_asked(s));
    let (x, y) = (asked(old), asked(new));
    let these = if table.is_one_line(old, new) { x.max(y) } else { x + y };
    let beside = |contact: &Contact, these: u32| table.degree(contact.who).saturating_sub(these);
    let (mut shared, mut others) = (Vec::new(), Others::default());
    others.old.reserve(mine.len());
    others.new.reserve(theirs.len());
    let mut rest = theirs.as_slice();
    for contact in mine {
        while let Some((first, later)) = rest.split_first().filter(|(first, _)| first.who < contact.who) {
            others.new.push(beside(first, y));
            rest = later;
        }
        match rest.split_first().filter(|(first, _)| first.who == contact.who) {
            Some((both, later)) => {
                let count = beside(contact, these);
                others.old.push(count);
                others.new.push(count);
                others.both.push(count);
                shared.push((contact, both));
                rest = later;
            }
            None => others.old.push(beside(contact, x)),
        }
    }
    others.new.extend(rest.iter().map(|contact| beside(contact, y)));
    (shared, others)
}

impl<'a> Pair<'a> {
    /// Puts two subjects side by side. O(contacts of both).
    pub fn new(study: &'a Study<'a>, table: &'a ContactTable, old: SubjectId, new: SubjectId) -> Self {
        let (a, b) = (study.profile(old), study.profile(new));
        let (a_contacts, b_contacts) = (table.of(old), table.of(new));
        let (shared, others) = meet(study, table, old, new);
        let mut pair = Self {
            study,
            table,
            old,
            new,
            a,
            b,
            a_contacts,
            b_contacts,
            shared,
            others,
            old_end: a.life.end,
            lives_on: false,
        };
        if let Some(end) = pair.end_without_shared() {
            pair.old_end = end;
            pair.lives_on = true;
        }
        pair
    }

    /// Seconds of silence between the two; negative where they overlap.
    pub fn gap_secs(&self) -> i64 {
        self.b.life.start - self.a.life.end
    }

    /// Days both live.
    pub fn overlap_days(&self) -> f64 {
        let both = self.old_end.min(self.b.life.end) - self.b.life.start.max(self.a.life.start);
        both.max(0) as f64 / DAY as f64
    }

    /// Days of the shorter of the two lives, the old counted to the end that matters here.
    pub fn shorter_days(&self) -> f64 {
        (self.old_end - self.a.life.start).min(self.b.life.secs()) as f64 / DAY as f64
    }

    /// How much later with the new number still counts as after the old: both phones may be in use for a day or two.
    pub fn handover_tolerance_secs(&self) -> i64 {
        HOUR.max((2 * DAY).min(self.a.life.end.min(self.b.life.end) - self.b.life.start))
    }

    /// Whether a shared contact stopped with the old number before it began with the new.
    pub fn moved(with_old: &Contact, with_new: &Contact, tolerance_secs: i64) -> bool {
        with_old.last <= with_new.first + tolerance_secs
    }

    /// Where the two live side by side for long, but those they share have all gone over and not come back: their last event
    /// with the old number.
    fn end_without_shared(&self) -> Option<i64> {
        let both_live = self.a.life.end.min(self.b.life.end) - self.b.life.start;
        if both_live < DAY * 8 / 5 || self.shared.len() < 3 {
            return None;
        }
        let moved = self.shared.iter().filter(|(x, y)| Self::moved(x, y, 2 * DAY)).count();
        let known = self.shared.len() as f64 / self.b_contacts.all.len() as f64;
        if 10 * moved < 9 * self.shared.len() || known < 0.35 {
            return None;
        }
        let from = self.b.life.start + 2 * DAY;
        let before = |c: &Contact| self.a_contacts.events(c).iter().rev().map(|e| e.0).find(|&t| t <= from);
        self.shared.iter().filter_map(|(x, _)| before(x)).max()
    }
}
