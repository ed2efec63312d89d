//! Whom a line deals with, who of them are its crew, and where the others live.

use super::PlaceRequest;
use super::claim::{Basis, Claim};
use super::presence::Presences;
use crate::domain::{AreaKey, Attribution, LatLon, Msisdn, PartyId, Records, Role};
use crate::folding::{Folding, Line};
use crate::place::{Gazetteer, Named};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many records a number has with a line at least before it is taken for one of its runners unasked.
const RUNNER_RECORDS: u32 = 20;
/// The share of a runner's records that are with its own line, at least.
const RUNNER_SHARE: f64 = 0.6;

/// How many records each line has with each number that is not its own.
#[derive(Debug)]
pub(super) struct Dealings {
    /// Sorted by line, then by party.
    with: Vec<(usize, PartyId, u32)>,
    /// The index of the line of each party, by the party's index.
    line_of: Vec<Option<usize>>,
    /// How many records each party has with any number, by the party's index.
    records_of: Vec<u32>,
}

impl Dealings {
    pub fn new(records: &Records, folding: &Folding) -> Self {
        let mut line_of = vec![None; records.parties().len()];
        for (index, line) in folding.lines.iter().enumerate() {
            for party in line.numbers.iter().filter_map(|number| records.find_number(number.number)) {
                line_of[party.index()] = Some(index);
            }
        }
        let is_number: Vec<bool> = records.parties().iter().map(|(_, party)| party.number().is_some()).collect();
        let mut records_of = vec![0; line_of.len()];
        let mut pairs: Vec<(usize, PartyId)> = Vec::new();
        for record in records.iter().filter(|record| is_number[record.a.index()] && is_number[record.b.index()]) {
            for (party, other) in [(record.a, record.b), (record.b, record.a)] {
                records_of[party.index()] += 1;
                if let Some(line) = line_of[party.index()]
                    && line_of[other.index()] != Some(line)
                {
                    pairs.push((line, other));
                }
            }
        }
        pairs.sort_unstable();
        let runs = pairs.chunk_by(|a, b| a == b);
        let with = runs.filter_map(|run| Some((run.first()?.0, run.first()?.1, u32::try_from(run.len()).ok()?)));
        Self { with: with.collect(), line_of, records_of }
    }

    /// The numbers that a line deals with, and in how many records, in order of their ids.
    fn of(&self, line: usize) -> &[(usize, PartyId, u32)] {
        let from = self.with.partition_point(|entry| entry.0 < line);
        let to = self.with.partition_point(|entry| entry.0 <= line);
        &self.with[from..to]
    }

    /// For each number, the line it deals with most, and in how many records.
    fn closest(&self) -> BTreeMap<PartyId, (usize, u32)> {
        let mut closest: BTreeMap<PartyId, (usize, u32)> = BTreeMap::new();
        for &(line, party, records) in &self.with {
            let best = closest.entry(party).or_insert((line, records));
            if records > best.1 {
                *best = (line, records);
            }
        }
        closest
    }
}

/// Who works for a line.
#[derive(Debug)]
pub(super) struct Crew {
    /// Numbers that people say are no customers: runners, holders, taxi firms, relatives.
    others: BTreeSet<PartyId>,
    /// Pairs of a line and its runner, sorted.
    runners: Vec<(usize, PartyId)>,
}

impl Crew {
    /// A runner is who is attributed as one, to the line he deals with most. Besides, for the sake of places alone, a number whose own records
    /// are in the case and mostly with one line.
    pub fn new(records: &Records, attributions: &[Attribution], dealings: &Dealings) -> Self {
        let role = |attribution: &Attribution| Some((records.find_number(attribution.number)?, attribution.role?));
        let roles: Vec<(PartyId, Role)> = attributions.iter().filter_map(role).collect();
        let named: BTreeSet<PartyId> =
            roles.iter().filter(|(_, role)| *role == Role::Runner).map(|(party, _)| *party).collect();
        let others = roles.iter().filter(|(_, role)| *role != Role::Customer).map(|(party, _)| *party).collect();
        let is_runner = |party: PartyId, with_line: u32| {
            let all = dealings.records_of[party.index()];
            let is_close = with_line >= RUNNER_RECORDS && f64::from(with_line) >= RUNNER_SHARE * f64::from(all);
            named.contains(&party) || (dealings.line_of[party.index()].is_some() && is_close)
        };
        let closest = dealings.closest().into_iter();
        let mut runners: Vec<_> = closest
            .filter(|&(party, (_, with))| is_runner(party, with))
            .map(|(party, (line, _))| (line, party))
            .collect();
        runners.sort_unstable();
        Self { others, runners }
    }

    /// The runners of a line.
    pub fn runners(&self, line: usize) -> impl Iterator<Item = PartyId> {
        self.runners.iter().filter(move |(its, _)| *its == line).map(|(_, party)| *party)
    }
}

/// What side files and the analyst say of where users of numbers live.
#[derive(Debug)]
pub(super) struct SaidPlaces {
    town: BTreeMap<Msisdn, AreaKey>,
}

impl SaidPlaces {
    /// Reads the towns' names. A name of several towns is settled by where the other customers of the same lines live, then by
    /// the cities of those lines; else it stays open.
    pub fn new(
        request: &PlaceRequest<'_>,
        dealings: &Dealings,
        presences: &Presences,
        cities: &[Option<Claim>],
    ) -> Self {
        let gazetteer = request.gazetteer;
        let mut meanings: BTreeMap<&str, Named> = BTreeMap::new();
        for place in request.number_places {
            meanings.entry(&place.town).or_insert_with(|| gazetteer.named(&place.town, None));
        }
        let mut said = Self { town: BTreeMap::new() };
        let (clear, unclear): (Vec<_>, Vec<_>) =
            request.number_places.iter().partition(|place| meanings[place.town.as_str()].one().is_some());
        for place in clear {
            let key = meanings[place.town.as_str()].one();
            said.town.extend(key.map(|key| (place.number, gazetteer.town_of(key))));
        }
        let several = |text: &str| matches!(meanings[text], Named::Several(_));
        let names: BTreeSet<&str> =
            unclear.iter().map(|place| place.town.as_str()).filter(|text| several(text)).collect();
        if names.is_empty() {
            return said;
        }
        let hints = Hints::new(request, dealings, presences, &said, cities);
        for name in names {
            let bearers = unclear.iter().filter(|place| place.town == name).map(|place| place.number);
            let near = hints.around(bearers.clone().collect(), request.records);
            let meant = near.into_iter().find_map(|near| gazetteer.named(name, Some(near)).one());
            if let Some(town) = meant.map(|key| gazetteer.town_of(key)) {
                said.town.extend(bearers.map(|number| (number, town)));
            }
        }
        said
    }

    fn of(&self, number: Msisdn) -> Option<AreaKey> {
        self.town.get(&number).copied()
    }

    /// What is said of a line's own numbers: the area said of most, and of how many.
    pub fn of_line(&self, line: &Line) -> Option<(AreaKey, u32)> {
        let mut times: BTreeMap<AreaKey, u32> = BTreeMap::new();
        for area in line.numbers.iter().filter_map(|number| self.of(number.number)) {
            *times.entry(area).or_default() += 1;
        }
        times.into_iter().max_by_key(|&(area, times)| (times, Reverse(area)))
    }
}

/// Where lines are at home, for names that several towns bear.
struct Hints<'a> {
    gazetteer: &'a Gazetteer,
    /// For each number, the lines it deals with or is of.
    lines: BTreeMap<PartyId, Vec<usize>>,
    /// For each line, how many records it has with customers of each town.
    towns: Vec<BTreeMap<AreaKey, u32>>,
    cities: &'a [Option<Claim>],
}

impl<'a> Hints<'a> {
    fn new(
        request: &PlaceRequest<'a>,
        dealings: &Dealings,
        presences: &Presences,
        said: &SaidPlaces,
        cities: &'a [Option<Claim>],
    ) -> Self {
        let mut lines: BTreeMap<PartyId, Vec<usize>> = BTreeMap::new();
        let mut towns = vec![BTreeMap::new(); cities.len()];
        for &(line, party, records) in &dealings.with {
            lines.entry(party).or_default().push(line);
            if let Some((area, _)) = home(request, party, said, presences) {
                *towns[line].entry(area).or_default() += records;
            }
        }
        for (party, _) in request.records.parties().iter() {
            lines.entry(party).or_default().extend(dealings.line_of[party.index()]);
        }
        Self { gazetteer: request.gazetteer, lines, towns, cities }
    }

    /// Positions near which the users of these numbers are likely to be, the likeliest first.
    fn around(&self, numbers: Vec<Msisdn>, records: &Records) -> Vec<LatLon> {
        let (mut towns, mut cities): (BTreeMap<AreaKey, u32>, BTreeMap<AreaKey, u32>) =
            (BTreeMap::new(), BTreeMap::new());
        let parties = numbers.into_iter().filter_map(|number| records.find_number(number));
        for &line in parties.filter_map(|party| self.lines.get(&party)).flatten() {
            for (&area, records) in &self.towns[line] {
                *towns.entry(area).or_default() += records;
            }
            if let Some(city) = self.cities[line] {
                *cities.entry(city.area).or_default() += city.records;
            }
        }
        let most = |tally: BTreeMap<AreaKey, u32>| tally.into_iter().max_by_key(|&(area, n)| (n, Reverse(area)));
        let areas = [most(towns), most(cities)].into_iter().flatten();
        areas.filter_map(|(area, _)| self.gazetteer.area(area)).map(|area| area.position).collect()
    }
}

/// A customer whose town is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Customer {
    pub area: AreaKey,
    pub basis: Basis,
    /// Records of the line with this customer.
    pub records: u32,
}

/// The customers of a line whose town is known: numbers that are of no line and of nobody's crew.
pub(super) fn placed(
    request: &PlaceRequest<'_>,
    line: usize,
    dealings: &Dealings,
    crew: &Crew,
    said: &SaidPlaces,
    presences: &Presences,
) -> Vec<Customer> {
    let is_customer = |party: PartyId| dealings.line_of[party.index()].is_none() && !crew.others.contains(&party);
    let customers = dealings.of(line).iter().filter(|(_, party, _)| is_customer(*party));
    let placed = customers.filter_map(|&(_, party, records)| {
        let (area, basis) = home(request, party, said, presences)?;
        Some(Customer { area, basis, records })
    });
    placed.collect()
}

/// Where the user of a number lives: by what is said, by his own phone's cells, by the code of a landline.
fn home(
    request: &PlaceRequest<'_>,
    party: PartyId,
    said: &SaidPlaces,
    presences: &Presences,
) -> Option<(AreaKey, Basis)> {
    let number = request.records.number(party)?;
    let by_file = said.of(number).map(|area| (area, Basis::CustomerPlaces));
    let by_cells = || presences.home(party).map(|area| (area, Basis::CustomerCells));
    let by_code = || request.gazetteer.of_landline(number).map(|area| (area, Basis::CustomerLandlines));
    by_file.or_else(by_cells).or_else(by_code)
}
