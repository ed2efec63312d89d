//! The network of a case: what stands where, and that nothing is counted twice or lost.

use linefold::domain::{
    ActorKey, AreaKey, EndDraft, Instant, Kind, Level, LineKey, Msisdn, NumberPair, Party, RecordDraft, Records, Role,
};
use linefold::folding::{Folding, Line, LineNumber, Link, Status};
use linefold::network::{Basis, Claim, Network, NetworkRequest, TieKind, TownClaim, Whereabouts, build};
use linefold::place::{FIXED_ORIGINS, Gazetteer};
use std::collections::BTreeMap;

const LONDON: AreaKey = FIXED_ORIGINS[0];
const BIRMINGHAM: AreaKey = FIXED_ORIGINS[1];

fn number(n: u64) -> Msisdn {
    Msisdn::from_digits(447_700_900_000 + n)
}

fn town(name: &str) -> AreaKey {
    Gazetteer::embedded().named(name, None).one().expect("the gazetteer knows the town")
}

/// A small operation, a fact a line.
#[derive(Default)]
struct Operation {
    records: Records,
    folding: Folding,
    whereabouts: BTreeMap<LineKey, Whereabouts>,
    roles: BTreeMap<LineKey, Role>,
}

impl Operation {
    fn line(mut self, numbers: &[u64], city: Option<AreaKey>, towns: &[(AreaKey, u32)]) -> Self {
        let key = LineKey(number(numbers[0]));
        let member = |&n: &u64| LineNumber {
            number: number(n),
            first: Instant::from_epoch_secs(0),
            last: Instant::from_epoch_secs(1),
            records: 100,
            contacts: 10,
            handsets: 1,
            sims: 1,
            requested: true,
        };
        let link = |pair: &[u64]| Link {
            tie: linefold::folding::Tie::Succession,
            pair: NumberPair { old: number(pair[0]), new: number(pair[1]) },
            status: Status::Suggested,
            score_bits: 7.0,
            gap_secs: 60,
            order_effective: None,
            told_first_hour: None,
        };
        let line =
            Line { key, numbers: numbers.iter().map(member).collect(), links: numbers.windows(2).map(link).collect() };
        self.folding.line_of.extend(numbers.iter().map(|&n| (number(n), key)));
        self.folding.lines.push(line);
        let town = |&(area, events): &(AreaKey, u32)| TownClaim { area, events, customers: 1, claims: Vec::new() };
        let city = city.map(|area| Claim { area, basis: Basis::NightCells, records: 9 });
        self.whereabouts.insert(key, Whereabouts { city, towns: towns.iter().map(town).collect() });
        self
    }

    fn role(mut self, first: u64, role: Role) -> Self {
        self.roles.insert(LineKey(number(first)), role);
        self
    }

    fn calls(mut self, from: u64, to: u64, times: u64) -> Self {
        for i in 0..times {
            self.records.push(&RecordDraft {
                start: Instant::from_epoch_secs(i64::try_from(i).unwrap()),
                duration_secs: None,
                kind: Kind::Voice,
                a: Party::Number(number(from)),
                b: Party::Number(number(to)),
                a_end: EndDraft::default(),
                b_end: EndDraft::default(),
                source: 0,
                row: 1,
            });
        }
        self
    }

    fn at(&self, level: Level) -> Network {
        build(
            level,
            &NetworkRequest {
                records: &self.records,
                folding: &self.folding,
                whereabouts: &self.whereabouts,
                names: &BTreeMap::new(),
                roles: &self.roles,
                gazetteer: Gazetteer::embedded(),
            },
        )
    }
}

fn tie(network: &Network, from: ActorKey, to: ActorKey) -> Option<(TieKind, u32, u32, u64)> {
    let (from, to) = (network.find(from)?, network.find(to)?);
    network.ties().find(|t| t.0 == from && t.1 == to).map(|(_, _, t)| (t.kind, t.lines, t.numbers, t.events))
}

#[test]
fn two_lines_from_one_city_to_one_town_are_one_link_of_two() {
    let norwich = town("Norwich");
    let operation =
        Operation::default().line(&[1, 2], Some(LONDON), &[(norwich, 40)]).line(&[3], Some(LONDON), &[(norwich, 5)]);
    let network = operation.at(Level::Places);
    let found = tie(&network, ActorKey::City(LONDON), ActorKey::Town(norwich));
    assert_eq!(found, Some((TieKind::Supplies, 2, 3, 45)));
    assert_eq!(network.actor(ActorKey::City(LONDON)).map(|a| (a.lines, a.numbers)), Some((2, 3)));
}

#[test]
fn a_town_that_is_also_a_city_is_one_node() {
    let operation = Operation::default().line(&[1], Some(LONDON), &[(BIRMINGHAM, 40)]).line(
        &[3],
        Some(BIRMINGHAM),
        &[(town("Shrewsbury"), 5)],
    );
    for level in [Level::Places, Level::Lines] {
        let network = operation.at(level);
        assert!(network.find(ActorKey::City(BIRMINGHAM)).is_some());
        assert!(network.find(ActorKey::Town(BIRMINGHAM)).is_none());
    }
}

#[test]
fn a_line_inside_its_own_city_is_a_loop() {
    let operation = Operation::default().line(&[1], Some(BIRMINGHAM), &[(BIRMINGHAM, 40)]);
    let city = ActorKey::City(BIRMINGHAM);
    let places = operation.at(Level::Places);
    assert!(tie(&places, city, city).is_some());
    assert_eq!(places.actor(city).map(|a| a.lines), Some(1), "it counts once");
    let lines = operation.at(Level::Lines);
    let line = ActorKey::Line(LineKey(number(1)));
    assert!(tie(&lines, city, line).is_some() && tie(&lines, line, city).is_some());
}

#[test]
fn what_is_not_known_stands_as_unknown() {
    let network = Operation::default().line(&[1], None, &[]).at(Level::Lines);
    let line = ActorKey::Line(LineKey(number(1)));
    assert!(tie(&network, ActorKey::UnknownCity, line).is_some());
    assert!(tie(&network, line, ActorKey::UnknownTown).is_some());
}

#[test]
fn the_phone_of_a_runner_stands_at_level_numbers_alone() {
    let operation = Operation::default()
        .line(&[1], Some(LONDON), &[(town("Norwich"), 9)])
        .line(&[7], None, &[])
        .role(7, Role::Runner)
        .calls(1, 7, 8);
    assert!(operation.at(Level::Lines).find(ActorKey::Line(LineKey(number(7)))).is_none());
    assert!(operation.at(Level::Lines).find(ActorKey::UnknownCity).is_none());
    assert!(operation.at(Level::Numbers).find(ActorKey::Number(number(7))).is_some());
}

#[test]
fn numbers_are_joined_by_contact_and_by_succession() {
    let operation = Operation::default()
        .line(&[1, 2], Some(LONDON), &[])
        .calls(500, 1, 6)
        .calls(1, 500, 2)
        .calls(501, 2, 4)
        .calls(600, 601, 50);
    let network = operation.at(Level::Numbers);
    let key = |n| ActorKey::Number(number(n));
    assert_eq!(tie(&network, key(500), key(1)).map(|t| (t.0, t.3)), Some((TieKind::Contact, 8)));
    assert_eq!(tie(&network, key(1), key(2)).map(|t| t.0), Some(TieKind::Succession));
    assert!(network.find(key(501)).is_none(), "fewer than five events are no tie");
    assert!(network.find(key(600)).is_none(), "strangers to every line are not drawn");
}
