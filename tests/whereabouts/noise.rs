//! Worlds with noise: people travel, relatives ring, phones go to and fro.

use super::world::{LEEDS, LONDON, NORWICH, RHYL, World, YARMOUTH, at, cell, city, number, towns};
use linefold::domain::{Cell, LineKey, RecordDraft, Records};

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
