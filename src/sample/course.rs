//! Which city each line is run from, and which towns it sells in.

use super::cast::Deck;
use super::random::Random;
use super::towns::{CITIES, COUNT, TownIx, distance2, town};

/// Where a line runs, and whose customers it shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Course {
    pub(super) city: TownIx,
    pub(super) towns: Vec<TownIx>,
    /// An earlier line that works the same town.
    pub(super) rival: Option<usize>,
}

/// Shares of the exporting cities in worlds of more than twenty lines, in the order of the table.
const SHARES: [u32; CITIES.len()] = [30, 18, 16, 10, 5, 5, 4, 3, 3, 2, 2, 2];

/// In worlds of up to twenty lines: the three greatest exporters.
const FEW: [TownIx; 10] = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];

/// A line sells at least this far from its city: about 50 km, in hundred thousandths of a degree.
const NEAREST2: i64 = 45_000 * 45_000;

/// In worlds of up to twenty lines it sells at most this far away: about 270 km.
const FARTHEST2: i64 = 240_000 * 240_000;

/// Courses for all lines of a world.
pub(super) fn courses(lines: u32, hard: f64, random: &mut Random) -> Vec<Course> {
    let mut few = Deck::new(&FEW);
    let mut used = [0_u32; COUNT];
    let mut courses: Vec<Course> = Vec::new();
    for line in 0..lines as usize {
        let mut city = draw_city(lines, &mut few, random);
        let stays_home = line % 9 == 8;
        let rival = rival_of(line, &courses, hard, random);
        if let Some(other) = rival {
            // The plain kind of rival comes from another city; the hard kind from the same.
            let same = random.chance(0.5 * hard);
            let wanted = courses[other].city;
            while !same && city == wanted {
                city = draw_city(lines, &mut few, random);
            }
            city = if same { wanted } else { city };
        }
        while stays_home && city == 0 {
            city = draw_city(lines, &mut few, random);
        }
        let reach = Reach { city, few: lines <= 20, used: &used };
        let towns = if stays_home { vec![city] } else { reach.towns(rival.map(|r| courses[r].towns[0]), random) };
        for &town in &towns {
            used[town] += 1;
        }
        courses.push(Course { city, towns, rival: rival.filter(|_| !stays_home) });
    }
    courses
}

fn draw_city(lines: u32, few: &mut Deck<TownIx>, random: &mut Random) -> TownIx {
    if lines <= 20 { few.draw(random) } else { random.weighted(&SHARES) }
}

/// The second line is the first one's rival in every world; later ones now and then, more often in hard worlds.
fn rival_of(line: usize, courses: &[Course], hard: f64, random: &mut Random) -> Option<usize> {
    if line == 1 {
        return Some(0);
    }
    if line < 10 && hard == 0.0 || line < 2 || !random.chance(0.08 + 0.3 * hard) {
        return None;
    }
    let other = random.below(courses.len());
    (courses[other].towns[0] != courses[other].city).then_some(other)
}

/// Which towns a line of a city may work.
struct Reach<'a> {
    city: TownIx,
    /// Only the three greatest cities export: each keeps to the towns it is nearest to, but London goes everywhere.
    few: bool,
    /// How many lines work each town already.
    used: &'a [u32; COUNT],
}

impl Reach<'_> {
    /// One or two towns, those that fewest lines work first.
    fn towns(&self, first: Option<TownIx>, random: &mut Random) -> Vec<TownIx> {
        let first = first.unwrap_or_else(|| self.least_used(None, 30, random));
        let mut towns = vec![first];
        if random.chance(0.45) {
            let second = self.least_used(Some(first), 4, random);
            if second != first {
                towns.push(second);
            }
        }
        towns
    }

    /// A town that fewest lines work, of the `most` nearest to the city, or to the first town if there is one.
    fn least_used(&self, beside: Option<TownIx>, most: usize, random: &mut Random) -> TownIx {
        let from = position(beside.unwrap_or(self.city));
        let mut near: Vec<TownIx> =
            (CITIES.len()..COUNT).filter(|&t| Some(t) != beside && (beside.is_some() || self.reaches(t))).collect();
        near.retain(|&t| distance2(position(self.city), position(t)) >= NEAREST2);
        near.sort_by_key(|&t| distance2(from, position(t)));
        near.truncate(most);
        let least = near.iter().map(|&t| self.used[t]).min().unwrap_or(0);
        near.retain(|&t| self.used[t] == least);
        *random.pick(&near)
    }

    fn reaches(&self, town: TownIx) -> bool {
        let to = |city: TownIx| distance2(position(city), position(town));
        !self.few || to(self.city) < FARTHEST2 && (self.city == 0 || (0..3).all(|other| to(other) >= to(self.city)))
    }
}

fn position(index: TownIx) -> (i32, i32) {
    (town(index).lat_e5, town(index).lon_e5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ten_lines_reach_nine_towns_and_have_a_pair_of_rivals_and_one_that_stays_home() {
        for seed in 0..20 {
            let all = courses(10, 0.0, &mut Random::new(seed, &[]));
            let towns: BTreeSet<_> = all.iter().flat_map(|c| &c.towns).collect();
            assert!(towns.len() >= 9, "seed {seed}: {towns:?}");
            assert_eq!(all[1].towns[0], all[0].towns[0]);
            assert_ne!(all[1].city, all[0].city);
            assert_eq!(all.iter().filter(|c| c.towns == [c.city]).count(), 1);
            assert_eq!(all.iter().map(|c| c.city).collect::<BTreeSet<_>>(), BTreeSet::from([0, 1, 2]));
        }
    }

    #[test]
    fn a_thousand_lines_come_from_all_cities() {
        let all = courses(1_000, 1.0, &mut Random::new(3, &[]));
        assert_eq!(all.iter().map(|c| c.city).collect::<BTreeSet<_>>().len(), CITIES.len());
        assert!(all.iter().any(|c| c.rival.is_some_and(|r| all[r].city == c.city)));
    }
}
