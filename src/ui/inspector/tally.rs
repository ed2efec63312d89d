//! What the records say of a line in figures: counted once a line and revision, since it reads every record.

use crate::domain::{HandsetId, Kind, LineKey, PartyId, Records, SimId};
use crate::folding::Folding;
use crate::session::Derived;
use std::collections::BTreeSet;

/// Figures of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Records its numbers take part in.
    pub(super) records: u64,
    /// Calls among them.
    pub(super) calls: u64,
    /// Texts and picture messages among them.
    pub(super) texts: u64,
    /// Distinct parties it deals with, its own numbers left out.
    pub(super) contacts: u64,
    /// Those that other lines deal with too.
    pub(super) shared: u64,
    /// Distinct handsets at its end.
    pub(super) handsets: u64,
    /// Distinct SIMs at its end.
    pub(super) sims: u64,
}

/// The figures counted last, for whom and when.
#[derive(Debug, Default)]
pub(super) struct TallyCache {
    known: Option<(u64, LineKey, Tally)>,
}

impl TallyCache {
    /// The figures of a line; counted anew only when the line or what follows from the case is another. O(records) then.
    pub(super) fn of(&mut self, derived: &Derived, line: LineKey) -> &Tally {
        let fresh = self.known.as_ref().is_some_and(|(revision, key, _)| (*revision, *key) == (derived.revision, line));
        if !fresh {
            self.known = None;
        }
        let count = || (derived.revision, line, tally(&derived.records, &derived.folding, line));
        &self.known.get_or_insert_with(count).2
    }
}

/// Whose a party is: nobody's number, the line's, or another line's.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    Nobodys,
    Ours,
    Anothers,
}

fn tally(records: &Records, folding: &Folding, line: LineKey) -> Tally {
    let mut whose = vec![Whose::Nobodys; records.parties().len()];
    for (&number, &of) in &folding.line_of {
        if let Some(party) = records.find_number(number) {
            whose[party.index()] = if of == line { Whose::Ours } else { Whose::Anothers };
        }
    }
    let mut tally = Tally::default();
    let (mut ours, mut anothers) = (BTreeSet::<PartyId>::new(), BTreeSet::<PartyId>::new());
    let (mut handsets, mut sims) = (BTreeSet::<HandsetId>::new(), BTreeSet::<SimId>::new());
    for record in records.iter() {
        let sides = [(record.a, record.b, record.a_end), (record.b, record.a, record.b_end)];
        let mut counted = false;
        for (party, other, end) in sides {
            match whose[party.index()] {
                Whose::Ours => {
                    if whose[other.index()] != Whose::Ours {
                        ours.insert(other);
                    }
                    let end = records.end(end);
                    handsets.extend(end.handset);
                    sims.extend(end.sim);
                    counted = true;
                }
                Whose::Anothers => {
                    anothers.insert(other);
                }
                Whose::Nobodys => {}
            }
        }
        if counted {
            tally.records += 1;
            match record.kind {
                Kind::Voice => tally.calls += 1,
                Kind::Sms | Kind::Mms => tally.texts += 1,
                Kind::Data | Kind::Other => {}
            }
        }
    }
    tally.contacts = ours.len() as u64;
    tally.shared = ours.intersection(&anothers).count() as u64;
    tally.handsets = handsets.len() as u64;
    tally.sims = sims.len() as u64;
    tally
}
