//! Invented worlds, a fact a line.

use linefold::domain::{
    AreaKey, Attribution, Cell, CellSite, EndDraft, Instant, Kind, LatLon, LineKey, Msisdn, NumberPlace, Party,
    RecordDraft, Records, Role, Zone,
};
use linefold::folding::{Folding, Line, LineNumber};
use linefold::network::{PlaceRequest, Whereabouts, whereabouts};
use linefold::place::Gazetteer;
use std::collections::BTreeMap;

pub const LONDON: (f64, f64) = (51.545, -0.055);
pub const CROYDON: (f64, f64) = (51.376, -0.098);
pub const BIRMINGHAM: (f64, f64) = (52.508, -1.94);
pub const WEST_BROMWICH: (f64, f64) = (52.519, -1.995);
pub const LIVERPOOL: (f64, f64) = (53.389, -2.964);
pub const NORWICH: (f64, f64) = (52.628, 1.298);
pub const YARMOUTH: (f64, f64) = (52.606, 1.737);
pub const THETFORD: (f64, f64) = (52.414, 0.75);
pub const RHYL: (f64, f64) = (53.319, -3.491);
pub const LEEDS: (f64, f64) = (53.797, -1.548);

/// Monday 2 March 2026, 00:00 in London.
pub const MONDAY: i64 = 1_772_409_600;
pub const HOUR: i64 = 3600;

pub fn number(last: u64) -> Msisdn {
    Msisdn::from_digits(447_700_900_000 + last)
}

/// Seconds after the first Monday.
pub fn at(day: i64, hour: i64, minute: i64) -> i64 {
    MONDAY + day * 24 * HOUR + hour * HOUR + minute * 60
}

#[derive(Default)]
pub struct World {
    pub records: Records,
    pub lines: Vec<Vec<Msisdn>>,
    pub places: Vec<NumberPlace>,
    pub sites: Vec<CellSite>,
    pub attributions: Vec<Attribution>,
}

pub fn cell(at: (f64, f64)) -> Cell {
    Cell { key: String::new(), position: LatLon::new(at.0, at.1), town: None }
}

pub fn town_cell(key: &str, town: Option<&str>) -> Cell {
    Cell { key: key.to_owned(), position: None, town: town.map(str::to_owned) }
}

impl World {
    pub fn with_line(numbers: &[u64]) -> Self {
        let mut world = Self::default();
        world.line(numbers);
        world
    }

    pub fn line(&mut self, numbers: &[u64]) {
        self.lines.push(numbers.iter().map(|&last| number(last)).collect());
    }

    pub fn call(&mut self, secs: i64, from: (Msisdn, Option<Cell>), to: (Msisdn, Option<Cell>)) {
        let end = |cell| EndDraft { cell, ..EndDraft::default() };
        self.records.push(&RecordDraft {
            start: Instant::from_epoch_secs(secs),
            duration_secs: Some(30),
            kind: Kind::Voice,
            a: Party::Number(from.0),
            b: Party::Number(to.0),
            a_end: end(from.1),
            b_end: end(to.1),
            source: 0,
            row: 1,
        });
    }

    /// The line's phone at `place`, in touch with a customer of no known place.
    pub fn seen(&mut self, line: u64, place: (f64, f64), secs: i64) {
        self.call(secs, (number(line), Some(cell(place))), (number(990), None));
    }

    /// A week of nights and days in a place.
    pub fn lives(&mut self, line: u64, place: (f64, f64), days: std::ops::Range<i64>) {
        for day in days {
            for (hour, minute) in [(8, 0), (8, 40), (12, 0), (19, 30), (23, 10), (26, 0)] {
                self.seen(line, place, at(day, hour, minute));
            }
        }
    }

    /// `times` calls of a customer whose own phone is at `home`.
    pub fn customer(&mut self, line: u64, customer: u64, home: (f64, f64), times: i64) {
        for time in 0..times {
            let secs = at(time % 7, 10 + time % 9, time % 60);
            self.call(secs, (number(customer), Some(cell(home))), (number(line), None));
        }
    }

    pub fn said(&mut self, of: Msisdn, town: &str) {
        self.places.push(NumberPlace { number: of, town: town.to_owned(), basis: "intelligence".to_owned() });
    }

    pub fn attributed(&mut self, of: u64, role: Role) {
        let (person, basis) = ("Ash".to_owned(), "seen".to_owned());
        self.attributions.push(Attribution {
            number: number(of),
            person,
            role: Some(role),
            from: None,
            to: None,
            basis,
        });
    }

    pub fn folding(&self) -> Folding {
        let of_line = |numbers: &Vec<Msisdn>| Line {
            key: LineKey(numbers[0]),
            numbers: numbers
                .iter()
                .map(|&number| LineNumber {
                    number,
                    first: Instant::default(),
                    last: Instant::default(),
                    records: 0,
                    contacts: 0,
                    handsets: 0,
                    sims: 0,
                    requested: true,
                })
                .collect(),
            links: Vec::new(),
        };
        let mut lines: Vec<Line> = self.lines.iter().map(of_line).collect();
        lines.sort_by_key(|line| line.key);
        let line_of = lines.iter().flat_map(|line| line.numbers.iter().map(|n| (n.number, line.key))).collect();
        Folding { lines, line_of, ..Folding::default() }
    }

    pub fn all(&self) -> BTreeMap<LineKey, Whereabouts> {
        whereabouts(&PlaceRequest {
            records: &self.records,
            folding: &self.folding(),
            number_places: &self.places,
            cell_sites: &self.sites,
            attributions: &self.attributions,
            gazetteer: Gazetteer::embedded(),
            zone: &Zone::london(),
        })
    }

    pub fn of(&self, line: u64) -> Whereabouts {
        self.all()[&LineKey(number(line))].clone()
    }
}

pub fn name(key: AreaKey) -> &'static str {
    Gazetteer::embedded().area(key).expect("a key of the gazetteer").name
}

pub fn city(found: &Whereabouts) -> Option<&'static str> {
    found.city.map(|claim| name(claim.area))
}

pub fn towns(found: &Whereabouts) -> Vec<&'static str> {
    found.towns.iter().map(|town| name(town.area)).collect()
}
