//! Where each phone was: by day, by night, and at rest.

use super::cells::CellAreas;
use crate::domain::{AreaKey, Instant, PartyId, Records, Zone};

/// Hours of the night on the wall: from 22:00 to 07:00.
const NIGHT_FROM_HOUR: i8 = 22;
const NIGHT_TO_HOUR: i8 = 7;
/// A phone is at rest in a town if it is seen there again and again for an hour; who drives through is not.
const REST_SECS: i64 = 3600;
/// After a longer silence nobody knows where the phone was.
const SILENCE_SECS: i64 = 4 * 3600;
/// Wall clocks change at quarters of an hour in every zone.
const QUARTER_SECS: i64 = 15 * 60;

/// A phone in a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sighting {
    party: PartyId,
    start: Instant,
    area: AreaKey,
}

/// How much a phone was in one town. A day runs from 07:00 to 07:00.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Presence {
    pub records: u32,
    pub days: u32,
    pub night_records: u32,
    pub nights: u32,
    /// At rest, between 07:00 and 22:00.
    pub rest_records: u32,
    pub rest_days: u32,
}

impl Presence {
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.days += other.days;
        self.night_records += other.night_records;
        self.nights += other.nights;
        self.rest_records += other.rest_records;
        self.rest_days += other.rest_days;
    }
}

/// The towns of every phone of a table of records.
#[derive(Debug)]
pub(super) struct Presences {
    /// Sorted by party, then by town.
    all: Vec<(PartyId, AreaKey, Presence)>,
}

impl Presences {
    /// Adds up all cells of both ends. O(n log n) in the records.
    pub fn new(records: &Records, cells: &CellAreas, zone: &Zone) -> Self {
        let mut sightings = Vec::new();
        for record in records.iter() {
            for (party, end) in [(record.a, record.a_end), (record.b, record.b_end)] {
                if let Some(area) = records.end(end).cell.and_then(|cell| cells.area(cell)) {
                    sightings.push(Sighting { party, start: record.start, area });
                }
            }
        }
        sightings.sort_unstable();
        let mut clock = Clock::new(zone);
        let by_party = sightings.chunk_by(|a, b| a.party == b.party);
        Self { all: by_party.flat_map(|of_one| towns_of(of_one, &mut clock)).collect() }
    }

    /// The towns of a party, in order of their keys.
    pub fn of(&self, party: PartyId) -> impl Iterator<Item = (AreaKey, &Presence)> {
        let from = self.all.partition_point(|(its, _, _)| *its < party);
        self.all[from..]
            .iter()
            .take_while(move |(its, _, _)| *its == party)
            .map(|(_, area, presence)| (*area, presence))
    }

    /// The town where a party is seen on most days.
    pub fn home(&self, party: PartyId) -> Option<AreaKey> {
        self.of(party).max_by_key(|(area, p)| (p.days, p.records, std::cmp::Reverse(*area))).map(|(area, _)| area)
    }
}

/// The towns of one phone, whose sightings are in order of time.
fn towns_of(sightings: &[Sighting], clock: &mut Clock) -> Vec<(PartyId, AreaKey, Presence)> {
    let Some(party) = sightings.first().map(|sighting| sighting.party) else { return Vec::new() };
    let mut tallies: Vec<Tally> = Vec::new();
    for stay in sightings.chunk_by(|a, b| a.area == b.area && b.start.secs_since(a.start) <= SILENCE_SECS) {
        let (Some(first), Some(last)) = (stay.first(), stay.last()) else { continue };
        let rests = last.start.secs_since(first.start) >= REST_SECS;
        let at = tallies.iter().position(|tally| tally.area == first.area).unwrap_or_else(|| {
            tallies.push(Tally::new(first.area));
            tallies.len() - 1
        });
        for sighting in stay {
            tallies[at].count(clock.read(sighting.start), rests);
        }
    }
    tallies.sort_unstable_by_key(|tally| tally.area);
    tallies.into_iter().map(|tally| (party, tally.area, tally.presence)).collect()
}

/// A town with the last days that were counted there, so that each is counted once.
struct Tally {
    area: AreaKey,
    presence: Presence,
    last: Option<i64>,
    last_night: Option<i64>,
    last_rest: Option<i64>,
}

impl Tally {
    fn new(area: AreaKey) -> Self {
        Self { area, presence: Presence::default(), last: None, last_night: None, last_rest: None }
    }

    fn count(&mut self, (is_night, day): (bool, i64), rests: bool) {
        let once = |last: &mut Option<i64>| u32::from(last.replace(day) != Some(day));
        let presence = &mut self.presence;
        presence.records += 1;
        presence.days += once(&mut self.last);
        if is_night {
            presence.night_records += 1;
            presence.nights += once(&mut self.last_night);
        } else if rests {
            presence.rest_records += 1;
            presence.rest_days += once(&mut self.last_rest);
        }
    }
}

/// Reads the wall clock, and remembers the quarter of an hour it read last.
struct Clock<'a> {
    zone: &'a Zone,
    quarter: i64,
    reading: (bool, i64),
}

impl<'a> Clock<'a> {
    fn new(zone: &'a Zone) -> Self {
        Self { zone, quarter: i64::MIN, reading: (false, 0) }
    }

    /// Whether it is night, and which day (from 07:00 to 07:00) it is.
    fn read(&mut self, at: Instant) -> (bool, i64) {
        let quarter = at.epoch_secs().div_euclid(QUARTER_SECS);
        if quarter != self.quarter {
            let hour = at.local(self.zone).hour;
            let is_night = !(NIGHT_TO_HOUR..NIGHT_FROM_HOUR).contains(&hour);
            let day = at.day_number(self.zone) - i64::from(hour < NIGHT_TO_HOUR);
            (self.quarter, self.reading) = (quarter, (is_night, day));
        }
        self.reading
    }
}
