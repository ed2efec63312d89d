//! What operators tell of what happened: for each number asked for, all its events, from its side.

use super::book::PartyIx;
use super::calendar::Secs;
use super::cast::{Event, Service, TenureIx};
use super::layout::SECTORS;
use super::mast::Masts;
use super::random::hash;
use super::stage::{OPERATORS, Stage};
use crate::domain::Party;

/// One row of a return. Worlds have tens of millions, so it is kept to 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) at: Secs,
    pub(super) duration_secs: u32,
    pub(super) service: Service,
    pub(super) outgoing: bool,
    /// The number asked for, in whose hands it was.
    pub(super) tenure: u32,
    pub(super) other: PartyIx,
    /// Mast and sector; `None` where the phone was not reached.
    pub(super) cell: Option<(u16, u8)>,
}

/// The returns of all operators. Each is in order of time.
pub(super) fn returns(stage: &mut Stage<'_>, parties: &[Party], masts: &Masts) -> [Vec<Row>; OPERATORS] {
    let asked = asked_by_party(stage, parties.len());
    let mut events = std::mem::take(&mut stage.events);
    events.retain(|e| e.at >= stage.calendar.start() && e.at < stage.calendar.end());
    keep_apart(&mut events);
    let mut told: [Vec<Row>; OPERATORS] = Default::default();
    for event in &events {
        let sides = [(event.a, event.b, true), (event.b, event.a, false)];
        let twice = sides.iter().all(|side| !asked[side.0 as usize].is_empty());
        for (own, other, outgoing) in sides {
            if let Some(row) = row(stage, masts, &asked[own as usize], event, (other, outgoing, twice)) {
                told[stage.tenures[row.tenure as usize].operator].push(row);
            }
        }
    }
    for rows in &mut told {
        rows.sort_by_key(|row| row.at);
    }
    told
}

/// The tenures of each party that were asked for, in order of time.
fn asked_by_party(stage: &Stage<'_>, parties: usize) -> Vec<Vec<TenureIx>> {
    let mut asked = vec![Vec::new(); parties];
    for (index, tenure) in stage.tenures.iter().enumerate() {
        if tenure.window.is_some() {
            asked[tenure.party as usize].push(index);
        }
    }
    for tenures in &mut asked {
        tenures.sort_by_key(|&t| stage.tenures[t].from);
    }
    asked
}

/// Events that a record would tell in nearly the same words are moved three seconds apart, so that a clock that strays by
/// one never makes two of them alike.
fn keep_apart(events: &mut [Event]) {
    events.sort_unstable_by_key(|e| (e.a, e.b, e.service, e.at, e.duration_secs));
    for i in 1..events.len() {
        let before = events[i - 1];
        let event = &mut events[i];
        if (before.a, before.b, before.service) == (event.a, event.b, event.service) {
            event.at = event.at.max(before.at + 3);
        }
    }
    events.sort_unstable();
}

fn row(
    stage: &Stage<'_>,
    masts: &Masts,
    asked: &[TenureIx],
    event: &Event,
    side: (PartyIx, bool, bool),
) -> Option<Row> {
    let (other, outgoing, twice) = side;
    let next = asked.partition_point(|&t| stage.tenures[t].from <= event.at);
    let index = asked[next.checked_sub(1)?];
    let tenure = &stage.tenures[index];
    let (from, to) = tenure.window?;
    if !(from..=to).contains(&event.at) {
        return None;
    }
    // Two operators' clocks and meters differ by a second now and then; the called side is the one that strays.
    let stray = twice && !outgoing;
    let noise = hash(&[event.at.unsigned_abs(), u64::from(event.a), u64::from(event.b)]);
    let at = event.at + i64::from(stray && noise.is_multiple_of(3));
    let longer = u32::from(stray && event.duration_secs > 0 && noise % 5 == 1);
    let cell = tenure.live_at(event.at).then(|| {
        let (day, secs) = stage.calendar.day_of(event.at);
        let mast = masts.serving(&stage.seats[tenure.seat], tenure, day, secs);
        let sector = hash(&[tenure.home, mast as u64]) % u64::from(SECTORS) + 1;
        (u16::try_from(mast).unwrap_or(0), u8::try_from(sector).unwrap_or(1))
    });
    Some(Row {
        at,
        duration_secs: event.duration_secs + longer,
        service: event.service,
        outgoing,
        tenure: u32::try_from(index).unwrap_or(u32::MAX),
        other,
        cell,
    })
}
