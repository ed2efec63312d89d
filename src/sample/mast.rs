//! Invented masts: some in each town, some along the way between a city and a town.

use super::calendar::{HOUR, Secs};
use super::cast::{Seat, Tenure, TrueRole};
use super::random::hash;
use super::towns::{CITIES, COUNT, TownIx, nearest, town};
use std::collections::BTreeMap;

/// Index of a mast.
pub(super) type MastIx = usize;

/// Masts of a city and of a town.
const PER_CITY: usize = 10;
const PER_TOWN: usize = 5;
/// Masts between a city and a town.
const ON_THE_WAY: usize = 5;

/// Streets that masts are named by.
const STREETS: [&str; PER_CITY] = [
    "Market Place",
    "Station Road",
    "Castle Hill",
    "Mill Lane",
    "Bridge Street",
    "Queens Road",
    "Church Walk",
    "Park Avenue",
    "Canal Street",
    "Victoria Road",
];

/// A mast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mast {
    pub(super) town: &'static str,
    pub(super) street: &'static str,
    pub(super) lat_e5: i32,
    pub(super) lon_e5: i32,
}

/// All masts of a world.
#[derive(Clone, Debug)]
pub(super) struct Masts {
    built: Vec<Mast>,
    of_town: BTreeMap<TownIx, MastIx>,
    between: BTreeMap<(TownIx, TownIx), MastIx>,
}

impl Masts {
    /// Masts for the places where anybody of the world lives or goes.
    pub(super) fn of(seats: &[Seat]) -> Self {
        let mut built = Self { built: Vec::new(), of_town: BTreeMap::new(), between: BTreeMap::new() };
        let mut used = [false; COUNT];
        let mut ways = Vec::new();
        for seat in seats {
            for &town in seat.city.iter().chain(&seat.towns) {
                used[town] = true;
            }
            ways.extend(seat.city.iter().flat_map(|&city| seat.towns.iter().map(move |&town| (city, town))));
        }
        for town in (0..COUNT).filter(|&t| used[t]) {
            built.in_town(town);
        }
        ways.sort_unstable();
        ways.dedup();
        for (city, town) in ways.into_iter().filter(|(city, town)| city != town) {
            built.on_the_way(city, town);
        }
        built
    }

    fn in_town(&mut self, index: TownIx) {
        self.of_town.insert(index, self.built.len());
        let town = town(index);
        // About 3 km round the middle of a city, 1.5 km round that of a town.
        let reach = if index < CITIES.len() { 2_700 } else { 1_300 };
        for (nth, street) in STREETS.iter().enumerate().take(count(index)) {
            let (north, east) = offset(index as u64, nth as u64, reach);
            self.built.push(Mast {
                town: town.name,
                street,
                lat_e5: town.lat_e5 + north,
                lon_e5: town.lon_e5 + east * 100 / 60,
            });
        }
    }

    fn on_the_way(&mut self, from: TownIx, to: TownIx) {
        self.between.insert((from, to), self.built.len());
        let (from, to) = (town(from), town(to));
        let steps = i32::try_from(ON_THE_WAY).unwrap_or(1) + 1;
        for step in 1..steps {
            let lat_e5 = from.lat_e5 + (to.lat_e5 - from.lat_e5) / steps * step;
            let lon_e5 = from.lon_e5 + (to.lon_e5 - from.lon_e5) / steps * step;
            self.built.push(Mast { town: nearest((lat_e5, lon_e5)).name, street: "Railway", lat_e5, lon_e5 });
        }
    }

    /// Every mast, by index.
    pub(super) fn all(&self) -> &[Mast] {
        &self.built
    }

    /// The mast a phone is served by at second `secs` of day `day`. Hangs on nothing but phone and time, so that every
    /// event of one moment tells of one place.
    pub(super) fn serving(&self, seat: &Seat, tenure: &Tenure, day: usize, secs: Secs) -> MastIx {
        let base = tenure.base;
        let today = hash(&[tenure.home, day as u64]);
        let Some(away) = away_today(seat, base, today) else { return self.at_home(tenure, base, today, secs) };
        let (out, back) = ((19 * HOUR / 2, 12 * HOUR), (19 * HOUR + HOUR / 2, 22 * HOUR));
        let city = seat.city.unwrap_or(base);
        let town = if base == city { away } else { base };
        let Some(&first) = self.between.get(&(city, town)) else { return self.at_home(tenure, base, today, secs) };
        let gone = |span: (Secs, Secs)| usize::try_from((secs - span.0) * 5 / (span.1 - span.0)).unwrap_or(0);
        let outward = base == city;
        let step = |passed: usize, outward: bool| first + if outward { passed } else { ON_THE_WAY - 1 - passed };
        if (out.0..out.1).contains(&secs) {
            step(gone(out), outward)
        } else if (out.1..back.0).contains(&secs) {
            self.somewhere(away, hash(&[today, secs.unsigned_abs() / 3_600]))
        } else if (back.0..back.1).contains(&secs) {
            step(gone(back), !outward)
        } else {
            self.at_home(tenure, base, today, secs)
        }
    }

    /// At night one mast, sometimes its neighbour; by day anywhere in town, half of the time near home.
    fn at_home(&self, tenure: &Tenure, base: TownIx, today: u64, secs: Secs) -> MastIx {
        let hour = hash(&[today, secs.unsigned_abs() / 3_600, 1]);
        let night = !(9 * HOUR..22 * HOUR).contains(&secs);
        let near = if night { hour % 10 < 9 } else { hour % 10 < 5 };
        if near { self.somewhere(base, tenure.home) } else { self.somewhere(base, hour >> 8) }
    }

    /// One of the masts of a town.
    fn somewhere(&self, town: TownIx, choice: u64) -> MastIx {
        let first = self.of_town.get(&town).copied().unwrap_or(0);
        first + usize::try_from(choice % count(town) as u64).unwrap_or(0)
    }
}

const fn count(town: TownIx) -> usize {
    if town < CITIES.len() { PER_CITY } else { PER_TOWN }
}

/// Where a user goes today, if he goes anywhere.
fn away_today(seat: &Seat, base: TownIx, today: u64) -> Option<TownIx> {
    let every = match seat.role {
        TrueRole::DealLine => 7,
        TrueRole::Holder => 15,
        TrueRole::Runner => 6,
        TrueRole::Customer | TrueRole::Bystander => return None,
    };
    if !today.is_multiple_of(every) {
        return None;
    }
    let city = seat.city?;
    let away =
        if base == city { seat.towns[usize::try_from(today / 64).unwrap_or(0) % seat.towns.len()] } else { city };
    (away != base).then_some(away)
}

/// A step north and east within `reach` hundred thousandths of a degree of latitude.
fn offset(town: u64, nth: u64, reach: i32) -> (i32, i32) {
    let mut draw = 0;
    loop {
        let bits = hash(&[town, nth, draw]);
        let part = |shift: u32| i32::try_from((bits >> shift) % 2_001).unwrap_or(0) - 1_000;
        let (north, east) = (part(0), part(32));
        if north * north + east * east <= 1_000_000 {
            return (north * reach / 1_000, east * reach / 1_000);
        }
        draw += 1;
    }
}
