//! City and towns of lines, in invented worlds with known answers and with noise.

use linefold::domain::{
    AreaKey, Attribution, Cell, CellSite, EndDraft, Instant, Kind, LatLon, LineKey, Msisdn, NumberPlace, Party,
    RecordDraft, Records, Role, Zone,
};
use linefold::folding::{Folding, Line, LineNumber};
use linefold::network::{Basis, PlaceRequest, Whereabouts, whereabouts};
use linefold::place::Gazetteer;
use std::collections::BTreeMap;

const LONDON: (f64, f64) = (51.545, -0.055);
const CROYDON: (f64, f64) = (51.376, -0.098);
const BIRMINGHAM: (f64, f64) = (52.508, -1.94);
const WEST_BROMWICH: (f64, f64) = (52.519, -1.995);
const LIVERPOOL: (f64, f64) = (53.389, -2.964);
const NORWICH: (f64, f64) = (52.628, 1.298);
const YARMOUTH: (f64, f64) = (52.606, 1.737);
const THETFORD: (f64, f64) = (52.414, 0.75);
const RHYL: (f64, f64) = (53.319, -3.491);
const LEEDS: (f64, f64) = (53.797, -1.548);

/// Monday 2 March 2026, 00:00 in London.
const MONDAY: i64 = 1_772_409_600;
const HOUR: i64 = 3600;

fn number(last: u64) -> Msisdn {
    Msisdn::from_digits(447_700_900_000 + last)
}

/// Seconds after the first Monday.
fn at(day: i64, hour: i64, minute: i64) -> i64 {
    MONDAY + day * 24 * HOUR + hour * HOUR + minute * 60
}

#[derive(Default)]
struct World {
    records: Records,
    lines: Vec<Vec<Msisdn>>,
    places: Vec<NumberPlace>,
    sites: Vec<CellSite>,
    attributions: Vec<Attribution>,
}

fn cell(at: (f64, f64)) -> Cell {
    Cell { key: String::new(), position: LatLon::new(at.0, at.1), town: None }
}

fn town_cell(key: &str, town: Option<&str>) -> Cell {
    Cell { key: key.to_owned(), position: None, town: town.map(str::to_owned) }
}

impl World {
    fn with_line(numbers: &[u64]) -> Self {
        let mut world = Self::default();
        world.line(numbers);
        world
    }

    fn line(&mut self, numbers: &[u64]) {
        self.lines.push(numbers.iter().map(|&last| number(last)).collect());
    }

    fn call(&mut self, secs: i64, from: (Msisdn, Option<Cell>), to: (Msisdn, Option<Cell>)) {
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
    fn seen(&mut self, line: u64, place: (f64, f64), secs: i64) {
        self.call(secs, (number(line), Some(cell(place))), (number(990), None));
    }

    /// A week of nights and days in a place.
    fn lives(&mut self, line: u64, place: (f64, f64), days: std::ops::Range<i64>) {
        for day in days {
            for (hour, minute) in [(8, 0), (8, 40), (12, 0), (19, 30), (23, 10), (26, 0)] {
                self.seen(line, place, at(day, hour, minute));
            }
        }
    }

    /// `times` calls of a customer whose own phone is at `home`.
    fn customer(&mut self, line: u64, customer: u64, home: (f64, f64), times: i64) {
        for time in 0..times {
            let secs = at(time % 7, 10 + time % 9, time % 60);
            self.call(secs, (number(customer), Some(cell(home))), (number(line), None));
        }
    }

    fn said(&mut self, of: Msisdn, town: &str) {
        self.places.push(NumberPlace { number: of, town: town.to_owned(), basis: "intelligence".to_owned() });
    }

    fn attributed(&mut self, of: u64, role: Role) {
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

    fn folding(&self) -> Folding {
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
        Folding { lines, candidates: Vec::new(), line_of }
    }

    fn all(&self) -> BTreeMap<LineKey, Whereabouts> {
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

    fn of(&self, line: u64) -> Whereabouts {
        self.all()[&LineKey(number(line))].clone()
    }
}

fn name(key: AreaKey) -> &'static str {
    Gazetteer::embedded().area(key).expect("a key of the gazetteer").name
}

fn city(found: &Whereabouts) -> Option<&'static str> {
    found.city.map(|claim| name(claim.area))
}

fn towns(found: &Whereabouts) -> Vec<&'static str> {
    found.towns.iter().map(|town| name(town.area)).collect()
}

#[test]
fn a_line_is_run_from_where_its_phones_spend_the_night() {
    let mut world = World::with_line(&[1, 2]);
    world.lives(1, LONDON, 0..3);
    world.lives(2, CROYDON, 3..6);
    for hour in 9..20 {
        world.seen(2, NORWICH, at(6, hour, 0));
    }
    let city_of_line = world.of(1).city.expect("nights in London");
    assert_eq!((name(city_of_line.area), city_of_line.basis, city_of_line.records), ("London", Basis::NightCells, 12));
}

#[test]
fn a_line_sells_where_the_phones_of_its_customers_are() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..6);
    for customer in 100..110 {
        world.customer(1, customer, NORWICH, 8);
    }
    for customer in 110..113 {
        world.customer(1, customer, YARMOUTH, 8);
    }
    let found = world.of(1);
    assert_eq!(towns(&found), ["Norwich", "Great Yarmouth"]);
    let norwich = &found.towns[0];
    assert_eq!((norwich.events, norwich.customers, norwich.claims[0].basis), (80, 10, Basis::CustomerCells));
    assert!(!found.is_internal());
}

#[test]
fn noise_makes_no_town() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..6);
    for customer in 100..130 {
        world.customer(1, customer, NORWICH, 10);
    }
    // A customer on his way, seen for a day in Thetford but at home in Norwich.
    world.call(at(8, 12, 0), (number(100), Some(cell(THETFORD))), (number(1), None));
    // One who moved to Yarmouth, a relative in Leeds who rings a lot, friends in London.
    world.customer(1, 130, YARMOUTH, 6);
    world.customer(1, 131, LEEDS, 60);
    world.customer(1, 132, LONDON, 40);
    world.customer(1, 133, LONDON, 40);
    world.customer(1, 134, LONDON, 40);
    // The phone itself on the road to Norwich: two records in Thetford, each way.
    for (day, hour) in [(2, 11), (2, 18), (4, 11), (4, 18)] {
        world.seen(1, THETFORD, at(day, hour, 5));
        world.seen(1, THETFORD, at(day, hour, 17));
    }
    assert_eq!(towns(&world.of(1)), ["Norwich"]);
}

#[test]
fn a_taxi_firm_in_another_town_is_no_market() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LIVERPOOL, 0..6);
    for customer in 100..108 {
        world.customer(1, customer, RHYL, 5);
    }
    world.customer(1, 300, LEEDS, 30);
    world.attributed(300, Role::Other);
    assert_eq!(towns(&world.of(1)), ["Rhyl"]);
}

#[test]
fn a_line_inside_its_own_city_is_a_loop() {
    let mut world = World::with_line(&[1]);
    world.lives(1, BIRMINGHAM, 0..6);
    for customer in 100..104 {
        world.customer(1, customer, BIRMINGHAM, 8);
    }
    for customer in 104..108 {
        world.customer(1, customer, WEST_BROMWICH, 8);
    }
    let found = world.of(1);
    assert_eq!((city(&found), towns(&found)), (Some("Birmingham"), vec!["Birmingham"]));
    assert!(found.is_internal());
    assert_eq!((found.towns[0].events, found.towns[0].customers), (64, 8));
}

#[test]
fn nights_at_home_are_no_market_at_home() {
    let mut world = World::with_line(&[1]);
    world.lives(1, BIRMINGHAM, 0..20);
    let found = world.of(1);
    assert_eq!((city(&found), towns(&found)), (Some("Birmingham"), Vec::new()));
}

#[test]
fn what_no_record_shows_stays_unknown() {
    let mut world = World::with_line(&[1]);
    for hour in 0..50 {
        world.call(at(0, hour, 0), (number(1), None), (number(100), None));
    }
    assert_eq!(world.of(1), Whereabouts::default());
    world.line(&[7]);
    assert_eq!(world.of(7), Whereabouts::default());
}

#[test]
fn a_town_that_is_no_exporting_area_is_never_the_city() {
    let mut world = World::with_line(&[1]);
    world.lives(1, NORWICH, 0..10);
    let found = world.of(1);
    assert_eq!((city(&found), towns(&found)), (None, vec!["Norwich"]));
}

#[test]
fn one_trip_through_a_city_does_not_make_it_the_city_of_a_line() {
    let mut world = World::with_line(&[1]);
    world.lives(1, NORWICH, 0..10);
    for minute in 0..40 {
        world.seen(1, LONDON, at(11, 14, minute));
    }
    assert_eq!(city(&world.of(1)), None);
}

#[test]
fn a_phone_that_lives_in_the_town_and_comes_home_for_more_is_run_from_there() {
    let mut world = World::with_line(&[1]);
    world.lives(1, NORWICH, 0..40);
    for day in (2..40).step_by(6) {
        for quarter in 0..8 {
            world.seen(1, LONDON, at(day, 15, quarter * 15));
        }
    }
    let found = world.of(1);
    let claim = found.city.expect("seven days in London");
    assert_eq!((name(claim.area), claim.basis, claim.records), ("London", Basis::AnyHourCells, 56));
}

#[test]
fn days_speak_for_the_city_where_no_night_is_known() {
    let mut world = World::with_line(&[1]);
    for day in 0..5 {
        world.seen(1, LIVERPOOL, at(day, 15, 0));
    }
    let claim = world.of(1).city.expect("days in Liverpool");
    assert_eq!((name(claim.area), claim.basis, claim.records), ("Liverpool", Basis::AnyHourCells, 5));
}

#[test]
fn what_a_file_says_of_a_line_outranks_its_cells() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..6);
    world.said(number(1), "Bootle");
    let claim = world.of(1).city.expect("a file says Bootle");
    assert_eq!((name(claim.area), claim.basis, claim.records), ("Liverpool", Basis::Said, 1));
}

#[test]
fn customers_are_where_a_file_says_they_live() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..6);
    for customer in 100..105 {
        world.customer(1, customer, LEEDS, 4);
        world.said(number(customer), "Gorleston-on-Sea, Norfolk");
    }
    let found = world.of(1);
    assert_eq!(towns(&found), ["Great Yarmouth"]);
    assert_eq!(found.towns[0].claims[0].basis, Basis::CustomerPlaces);
}

#[test]
fn a_name_of_two_towns_is_settled_by_the_city_of_the_line() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LIVERPOOL, 0..6);
    for customer in 100..105 {
        world.customer(1, customer, (60.0, 3.0), 4);
        world.said(number(customer), "Bangor");
    }
    let found = world.of(1);
    let area = Gazetteer::embedded().area(found.towns[0].area).expect("a town");
    assert_eq!((area.name, area.county), ("Bangor", "Gwynedd"));
}

#[test]
fn a_name_of_two_towns_stays_open_where_nothing_settles_it() {
    let mut world = World::with_line(&[1]);
    for customer in 100..105 {
        world.call(at(0, 12, 0), (number(customer), None), (number(1), None));
        world.said(number(customer), "Bangor");
    }
    assert_eq!(towns(&world.of(1)), Vec::<&str>::new());
}

#[test]
fn landlines_are_placed_by_their_code() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..6);
    for line in 0..4 {
        // 01493 is Great Yarmouth, 020 London.
        for code in [441_493_960_000, 442_079_460_000] {
            for hour in 0..3 {
                world.call(at(1, 10 + hour, 0), (Msisdn::from_digits(code + line), None), (number(1), None));
            }
        }
    }
    let found = world.of(1);
    assert_eq!(towns(&found), ["Great Yarmouth"], "landlines in the city are friends and shops");
    assert_eq!(found.towns[0].claims[0].basis, Basis::CustomerLandlines);
}

#[test]
fn a_phone_that_rests_in_a_town_by_day_sells_there() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..14);
    for day in [2, 5, 9, 12] {
        world.seen(1, THETFORD, at(day, 9, 30));
        for quarter in 0..20 {
            world.seen(1, NORWICH, at(day, 13, quarter * 15));
        }
        world.seen(1, THETFORD, at(day, 18, 50));
    }
    let found = world.of(1);
    assert_eq!((city(&found), towns(&found)), (Some("London"), vec!["Norwich"]));
    assert_eq!((found.towns[0].claims[0].basis, found.towns[0].events), (Basis::DayCells, 80));
}

#[test]
fn a_long_stop_on_the_way_is_no_town_where_many_customers_are_placed_elsewhere() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..14);
    for customer in 100..110 {
        world.customer(1, customer, NORWICH, 8);
    }
    for day in [2, 5, 9, 12] {
        for quarter in 0..6 {
            world.seen(1, THETFORD, at(day, 9, quarter * 15));
        }
        for quarter in 0..20 {
            world.seen(1, NORWICH, at(day, 13, quarter * 15));
        }
    }
    assert_eq!(towns(&world.of(1)), ["Norwich"]);
}

#[test]
fn a_runner_shows_the_town_and_is_no_customer() {
    let mut world = World::with_line(&[1]);
    world.lives(1, LONDON, 0..6);
    world.attributed(200, Role::Runner);
    for day in 0..4 {
        for quarter in 0..12 {
            world.call(at(day, 13, quarter * 15), (number(1), None), (number(200), Some(cell(RHYL))));
        }
    }
    let found = world.of(1);
    assert_eq!(towns(&found), ["Rhyl"]);
    assert_eq!((found.towns[0].claims[0].basis, found.towns[0].customers), (Basis::RunnerCells, 0));
}

#[test]
fn a_number_of_the_case_that_talks_with_one_line_alone_shows_its_town() {
    let mut world = World::with_line(&[1]);
    world.line(&[200]);
    world.lives(1, LONDON, 0..6);
    for day in 0..4 {
        for quarter in 0..12 {
            world.call(at(day, 13, quarter * 15), (number(1), None), (number(200), Some(cell(RHYL))));
        }
    }
    assert_eq!(towns(&world.of(1)), ["Rhyl"]);
}

#[test]
fn a_cell_is_placed_by_the_list_whatever_its_separators() {
    let mut world = World::with_line(&[1]);
    let site = CellSite {
        key: "234-10-1234-5678".to_owned(),
        position: LatLon::new(LIVERPOOL.0, LIVERPOOL.1),
        town: None,
        azimuth_degrees: Some(120),
    };
    world.sites.push(site);
    for day in 0..5 {
        let here = town_cell("234 10 1234 5678", None);
        world.call(at(day, 23, 0), (number(1), Some(here)), (number(100), None));
    }
    assert_eq!(city(&world.of(1)), Some("Liverpool"));
}

#[test]
fn a_cell_is_placed_by_the_town_its_record_names() {
    let mut world = World::with_line(&[1]);
    for day in 0..5 {
        let home = town_cell("A1", Some("Lime Street, LIVERPOOL L1"));
        world.call(at(day, 23, 0), (number(1), Some(home)), (number(100), None));
        // Of the two Bangors, the one beside Liverpool.
        for customer in 101..104 {
            let there = town_cell("B1", Some("Bangor"));
            world.call(at(day, 12, 0), (number(customer), Some(there)), (number(1), Some(cell(LIVERPOOL))));
            let rhyl = cell(RHYL);
            world.call(at(day, 13, 0), (number(customer), Some(rhyl)), (number(1), None));
            world.call(at(day, 14, 0), (number(customer), Some(town_cell("B1", Some("Bangor")))), (number(1), None));
        }
    }
    let found = world.of(1);
    assert_eq!(city(&found), Some("Liverpool"));
    let area = Gazetteer::embedded().area(found.towns[0].area).expect("a town");
    assert_eq!((area.name, area.county), ("Bangor", "Gwynedd"));
}

/// A small generator of even numbers, for noise that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// One of 36 masts within about 2 km of a place.
    fn mast(&mut self, place: (f64, f64)) -> Cell {
        let mut off = || f64::from(u32::try_from(self.below(6)).expect("small")) * 0.007 - 0.0175;
        cell((place.0 + off(), place.1 + off()))
    }
}

#[test]
fn cities_and_towns_of_noisy_worlds_are_found() {
    let cities =
        [("London", (51.51, -0.1)), ("Liverpool", (53.405, -2.97)), ("Birmingham", (52.48, -1.89)), ("Leeds", LEEDS)];
    let markets = [
        ("Norwich", NORWICH),
        ("Great Yarmouth", YARMOUTH),
        ("Rhyl", RHYL),
        ("Exeter", (50.7236, -3.5275)),
        ("Hereford", (52.0568, -2.7149)),
        ("Carlisle", (54.8951, -2.9382)),
        ("Ipswich", (52.0592, 1.1555)),
        ("Hastings", (50.8552, 0.5729)),
    ];
    for seed in 0..8 {
        let mut dice = Dice(seed);
        let mut world = World::default();
        let mut truth = Vec::new();
        for line in 0..6 {
            world.line(&[line]);
            let home = cities[usize::try_from(dice.below(4)).expect("small")];
            let first = usize::try_from(dice.below(8)).expect("small");
            let sold = [markets[first], markets[(first + 1 + usize::try_from(dice.below(7)).expect("small")) % 8]];
            noisy_line(&mut world, &mut dice, line, home.1, &sold.map(|(_, place)| place));
            let mut names = sold.map(|(name, _)| name);
            names.sort_unstable();
            truth.push((number(line), home.0, names));
        }
        let found = world.all();
        for (line, home, sold) in truth {
            let found = &found[&LineKey(line)];
            let mut names = towns(found);
            names.sort_unstable();
            assert_eq!((city(found), names), (Some(home), sold.to_vec()), "seed {seed}, line {line}");
        }
    }
}

/// Four weeks of a line: its phone at home with trips to its towns, customers some of whom travel, relatives elsewhere.
fn noisy_line(world: &mut World, dice: &mut Dice, line: u64, home: (f64, f64), sold: &[(f64, f64); 2]) {
    for day in 0..28 {
        let town = sold[usize::from(day % 3 == 0)];
        for _ in 0..20 {
            let hour = i64::try_from(dice.below(24)).expect("small");
            let is_away = day % 5 == 4 && (12..20).contains(&hour);
            let mast = dice.mast(if is_away { town } else { home });
            let to = number(500 + dice.below(10));
            world.call(
                at(day, hour, i64::try_from(dice.below(60)).expect("small")),
                (number(line), Some(mast)),
                (to, None),
            );
        }
    }
    for customer in 0..30 {
        let town = sold[usize::from(customer % 3 == 0)];
        for _ in 0..5 + dice.below(12) {
            let travels = dice.below(8) == 0;
            let mast = dice.mast(if travels { (52.9, -1.15) } else { town });
            let (day, hour) = (dice.below(28), 9 + dice.below(13));
            let secs = at(i64::try_from(day).expect("small"), i64::try_from(hour).expect("small"), 7);
            world.call(secs, (number(100 + line * 40 + customer), Some(mast)), (number(line), None));
        }
    }
    for _ in 0..20 {
        let mast = dice.mast((51.455, -2.597));
        world.call(
            at(i64::try_from(dice.below(28)).expect("small"), 18, 0),
            (number(600 + line), Some(mast)),
            (number(line), None),
        );
    }
}

#[test]
fn the_order_of_records_does_not_matter() {
    let mut world = World::with_line(&[0]);
    let mut dice = Dice(5);
    noisy_line(&mut world, &mut dice, 0, LONDON, &[NORWICH, YARMOUTH]);
    let found = world.of(0);
    let mut reversed = Records::default();
    let drafts: Vec<RecordDraft> = world.records.iter().map(|record| world.records.draft(&record)).collect();
    for draft in drafts.iter().rev() {
        reversed.push(draft);
    }
    world.records = reversed;
    assert_eq!(world.of(0), found);
}
