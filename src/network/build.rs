//! Lines and their places become a network.

use super::{Actor, Network, SuccessionStep, Tie, TieKind, Whereabouts};
use crate::domain::{ActorKey, AreaKey, Level, LineKey, Msisdn, Records, Role};
use crate::folding::{Folding, Line, Status, Tie as FoldTie};
use crate::place::{FIXED_ORIGINS, Gazetteer, origin_order};
use petgraph::graph::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

/// What a network is built from.
#[derive(Clone, Copy, Debug)]
pub struct NetworkRequest<'a> {
    /// All records.
    pub records: &'a Records,
    /// The lines.
    pub folding: &'a Folding,
    /// City and towns of each line.
    pub whereabouts: &'a BTreeMap<LineKey, Whereabouts>,
    /// The name of each line.
    pub names: &'a BTreeMap<LineKey, String>,
    /// Roles that people set.
    pub roles: &'a BTreeMap<LineKey, Role>,
    /// Names and positions of areas.
    pub gazetteer: &'a Gazetteer,
}

/// Contacts with fewer records than this are left out at level Numbers: a wrong number is no tie.
pub const LEAST_EVENTS: u64 = 5;

/// The network of a level. O(records) for level Numbers, O(lines x towns) for the others.
pub fn build(level: Level, request: &NetworkRequest<'_>) -> Network {
    let lines = supplying_lines(request);
    let mut builder = Builder { request, network: Network::new(level, origins(request, &lines)), lines };
    match level {
        Level::Places => builder.places(),
        Level::Lines => builder.lines(),
        Level::Numbers => builder.numbers(),
    }
    builder.network
}

/// Lines that people have not said to be something else: the phones of runners, holders and customers stand at level
/// Numbers alone.
pub fn supplying_lines<'a>(request: &NetworkRequest<'a>) -> Vec<&'a Line> {
    let is_line = |line: &&Line| matches!(request.roles.get(&line.key), None | Some(Role::DealLine));
    request.folding.lines.iter().filter(is_line).collect()
}

/// Exporting cities in order of their hues; the first four keep their places whether lines are run from them or not.
fn origins(request: &NetworkRequest<'_>, lines: &[&Line]) -> Vec<AreaKey> {
    let mut cities = BTreeMap::<AreaKey, u32>::new();
    for line in lines {
        if let Some(city) = request.whereabouts.get(&line.key).and_then(|w| w.city.as_ref()) {
            *cities.entry(city.area).or_default() += 1;
        }
    }
    let found = origin_order(&cities.into_iter().collect::<Vec<_>>());
    FIXED_ORIGINS.into_iter().chain(found.into_iter().filter(|city| !FIXED_ORIGINS.contains(city))).collect()
}

struct Builder<'a> {
    request: &'a NetworkRequest<'a>,
    network: Network,
    lines: Vec<&'a Line>,
}

/// Where a line runs from and to, with its own counts.
struct Run {
    origin: Option<AreaKey>,
    towns: Vec<(ActorKey, u64)>,
    numbers: u32,
    events: u64,
    suggested: bool,
}

impl Builder<'_> {
    fn run(&self, line: &Line) -> Run {
        let whereabouts = self.request.whereabouts.get(&line.key);
        let origin = whereabouts.and_then(|w| w.city.as_ref()).map(|claim| claim.area);
        let towns = whereabouts.map(|w| w.towns.as_slice()).unwrap_or_default();
        let mut towns: Vec<_> = towns.iter().map(|t| (self.town_key(t.area), u64::from(t.events))).collect();
        if towns.is_empty() {
            towns.push((ActorKey::UnknownTown, 0));
        }
        Run {
            origin,
            towns,
            numbers: u32::try_from(line.numbers.len()).unwrap_or(u32::MAX),
            events: line.numbers.iter().map(|n| u64::from(n.records)).sum(),
            suggested: line.holds_suggestion(),
        }
    }

    /// A town that lines are also run from is one node: the city's.
    fn town_key(&self, area: AreaKey) -> ActorKey {
        let is_origin = self
            .lines
            .iter()
            .filter_map(|line| self.request.whereabouts.get(&line.key))
            .any(|w| w.city.as_ref().is_some_and(|city| city.area == area));
        if is_origin { ActorKey::City(area) } else { ActorKey::Town(area) }
    }

    /// Adds what a line brings to the node of a place.
    fn place(&mut self, key: ActorKey, run: &Run, events: u64) -> NodeIndex {
        let area = match key {
            ActorKey::City(area) | ActorKey::Town(area) => self.request.gazetteer.area(area),
            _ => None,
        };
        let label = match key {
            ActorKey::UnknownCity => "City unknown".to_owned(),
            ActorKey::UnknownTown => "Towns unknown".to_owned(),
            _ => area.map_or_else(|| "Unknown".to_owned(), |a| a.name.to_owned()),
        };
        let origin = if let ActorKey::City(city) = key { Some(city) } else { None };
        let node =
            self.network.add(Actor { key, label, origin, position: area.map(|a| a.position), ..Actor::empty(key) });
        let actor = &mut self.network.graph[node];
        actor.lines += 1;
        actor.numbers += run.numbers;
        actor.events += events;
        actor.suggested |= run.suggested;
        node
    }

    fn city_key(run: &Run) -> ActorKey {
        run.origin.map_or(ActorKey::UnknownCity, ActorKey::City)
    }

    fn places(&mut self) {
        let runs: Vec<_> = self.lines.iter().map(|line| self.run(line)).collect();
        for run in &runs {
            let city = self.place(Self::city_key(run), run, run.events);
            for &(town_key, events) in &run.towns {
                // A line inside its own city is a loop, and counts there once.
                let town = if town_key == Self::city_key(run) { city } else { self.place(town_key, run, events) };
                self.network.join(city, town, Tie::of_run(TieKind::Supplies, run.origin, events, run.numbers));
            }
        }
    }

    fn lines(&mut self) {
        let runs: Vec<_> = self.lines.iter().map(|line| self.run(line)).collect();
        for (line, run) in self.lines.clone().into_iter().zip(&runs) {
            let city = self.place(Self::city_key(run), run, run.events);
            let node = self.network.add(self.line_actor(line, run));
            self.network.join(city, node, Tie::of_run(TieKind::RunFrom, run.origin, run.events, run.numbers));
            for &(town_key, events) in &run.towns {
                let town = if town_key == Self::city_key(run) { city } else { self.place(town_key, run, events) };
                let tie = Tie::of_run(TieKind::Supplies, run.origin, events, run.numbers);
                self.network.join(node, town, tie);
            }
        }
    }

    fn line_actor(&self, line: &Line, run: &Run) -> Actor {
        let mut succession = Vec::with_capacity(line.numbers.len());
        for (i, member) in line.numbers.iter().enumerate() {
            let link = i.checked_sub(1).and_then(|before| line.links.get(before));
            succession.push(SuccessionStep {
                number: member.number,
                gap_secs: link.filter(|l| l.tie == FoldTie::Succession).map(|l| l.gap_secs),
                suggested: link.is_some_and(|l| l.status == Status::Suggested),
            });
        }
        let key = ActorKey::Line(line.key);
        Actor {
            label: self.request.names.get(&line.key).cloned().unwrap_or_else(|| line.key.0.last_six()),
            origin: run.origin,
            lines: 1,
            numbers: run.numbers,
            events: run.events,
            suggested: run.suggested,
            requested: true,
            succession,
            ..Actor::empty(key)
        }
    }

    fn numbers(&mut self) {
        let lines: Vec<&Line> = self.request.folding.lines.iter().collect();
        for line in &lines {
            let run = self.run(line);
            for member in &line.numbers {
                let key = ActorKey::Number(member.number);
                self.network.add(Actor {
                    origin: run.origin,
                    events: u64::from(member.records),
                    requested: member.requested,
                    ..Actor::number(member.number)
                });
                debug_assert!(self.network.find(key).is_some());
            }
        }
        let ties = contact_ties(self.request.records, &self.request.folding.line_of);
        for (&(from, to), &events) in &ties {
            let [from_node, to_node] = [from, to].map(|number| self.network.add(Actor::number(number)));
            for node in [from_node, to_node] {
                let actor = &mut self.network.graph[node];
                if !actor.requested {
                    actor.events += events;
                }
            }
            let origin = self.network.graph[from_node].origin.or(self.network.graph[to_node].origin);
            let tie = Tie { kind: TieKind::Contact, origin, events, lines: 0, numbers: 2, suggested: false };
            self.network.join(from_node, to_node, tie);
        }
        for line in lines {
            let origin = self.network.actor(ActorKey::Number(line.numbers[0].number)).and_then(|a| a.origin);
            for link in &line.links {
                let ends = [link.pair.old, link.pair.new].map(|n| self.network.find(ActorKey::Number(n)));
                if let [Some(old), Some(new)] = ends {
                    let suggested = link.status == Status::Suggested;
                    let tie = Tie { kind: TieKind::Succession, origin, events: 0, lines: 1, numbers: 2, suggested };
                    self.network.join(old, new, tie);
                }
            }
        }
    }
}

/// Records between each pair of numbers of which at least one is of a line; the pair in the direction most of them went.
fn contact_ties(records: &Records, line_of: &BTreeMap<Msisdn, LineKey>) -> BTreeMap<(Msisdn, Msisdn), u64> {
    let of_line: BTreeSet<_> = line_of.keys().filter_map(|&number| records.find_number(number)).collect();
    let mut directed = BTreeMap::<_, u64>::new();
    for record in records.iter() {
        if of_line.contains(&record.a) || of_line.contains(&record.b) {
            *directed.entry((record.a, record.b)).or_default() += 1;
        }
    }
    let mut ties = BTreeMap::new();
    for (&(a, b), &there) in &directed {
        let back = directed.get(&(b, a)).copied().unwrap_or(0);
        let leads = there > back || (there == back && a < b);
        if let (true, Some(from), Some(to)) = (leads && a != b, records.number(a), records.number(b))
            && there + back >= LEAST_EVENTS
        {
            ties.insert((from, to), there + back);
        }
    }
    ties
}
