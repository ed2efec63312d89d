//! What one number's records say of it, apart from whom it deals with.

use super::census::{Census, SubjectId};
use super::clock::WallClock;
use super::events::Events;
use super::life::Life;
use super::places::{Bucket, Places};
use crate::domain::{Imei, Imsi, Kind, Msisdn, Records};
use std::collections::BTreeMap;

/// When a handset or SIM was seen with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen<T> {
    /// The handset or SIM.
    pub what: T,
    /// First seen, seconds since 1970.
    pub first: i64,
    /// Last seen.
    pub last: i64,
    /// In how many records.
    pub records: u32,
}

/// What one number's records say of it, apart from whom it deals with.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// The number.
    pub number: Msisdn,
    /// Its robust life.
    pub life: Life,
    /// Records it takes part in, repeats included.
    pub records: u32,
    /// Its events that are somebody's doing.
    pub deeds: u32,
    /// Share of them in each three hours of the wall clock, from midnight.
    pub hours: [f64; 8],
    /// Share of its events that are texts.
    pub text_share: f64,
    /// Share of its events that it began.
    pub out_share: f64,
    /// Handsets it was seen in, in order of their digits.
    pub handsets: Vec<Seen<Imei>>,
    /// SIMs it was seen on, in order of their digits.
    pub sims: Vec<Seen<Imsi>>,
    /// Where it was seen: records in each place, in order of the place.
    pub places: Vec<(Bucket, u32)>,
}

impl Profile {
    /// Reads the profile of one subject. O(events).
    pub fn read(
        subject: SubjectId,
        (records, census, events): (&Records, &Census, &Events),
        (clock, places): (&WallClock, &Places),
    ) -> Self {
        let told = events.told(subject);
        let (first, last) = (told.first().map_or(0, |e| e.at), told.last().map_or(0, |e| e.at));
        let life = Life::read(events.of(subject)).unwrap_or(Life { start: first, end: last, events: 0 });
        let mut hours = [0u32; 8];
        let (mut all, mut texts, mut began) = (0u32, 0u32, 0u32);
        for event in events.of(subject).filter(|e| e.kind != Kind::Data) {
            hours[clock.hour(event.at) / 3] += 1;
            all += 1;
            texts += u32::from(matches!(event.kind, Kind::Sms | Kind::Mms));
            began += u32::from(event.out);
        }
        let share = |n: u32| f64::from(n) / f64::from(all.max(1));
        let (mut handsets, mut sims, mut seen_at) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for event in told {
            let end = records.end(event.end);
            if let Some(handset) = end.handset {
                note(&mut handsets, *records.handsets().get(handset), event.at);
            }
            if let Some(sim) = end.sim {
                note(&mut sims, *records.sims().get(sim), event.at);
            }
            if let Some(cell) = end.cell {
                *seen_at.entry(places.of(cell)).or_insert(0) += 1;
            }
        }
        Self {
            number: census.msisdn(census.subjects()[subject.index()]),
            life,
            records: u32::try_from(told.len()).unwrap_or(u32::MAX),
            deeds: all,
            hours: hours.map(share),
            text_share: share(texts),
            out_share: share(began),
            handsets: handsets.into_values().collect(),
            sims: sims.into_values().collect(),
            places: seen_at.into_iter().collect(),
        }
    }
}

fn note<T: Copy + Ord>(seen: &mut BTreeMap<T, Seen<T>>, what: T, at: i64) {
    let entry = seen.entry(what).or_insert(Seen { what, first: at, last: at, records: 0 });
    entry.first = entry.first.min(at);
    entry.last = entry.last.max(at);
    entry.records += 1;
}
