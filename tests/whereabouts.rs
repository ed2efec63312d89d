//! City and towns of lines, in invented worlds with known answers and with noise.

mod noise;
mod world;

use linefold::domain::{CellSite, LatLon, Msisdn, Role};
use linefold::network::{Basis, Whereabouts};
use linefold::place::Gazetteer;
use world::{
    BIRMINGHAM, CROYDON, LEEDS, LIVERPOOL, LONDON, NORWICH, RHYL, THETFORD, WEST_BROMWICH, World, YARMOUTH, at, cell,
    city, name, number, town_cell, towns,
};

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
