//! Counties, and what people write when they mean one.

use super::spelling::{county_in_full, plain};
use super::text::Place;
use crate::domain::LatLon;
use std::collections::BTreeMap;

/// How far from a county a place may lie that is said to be in it.
const AROUND_COUNTY_KM: f64 = 40.0;
/// Words of counties' names that name none by themselves.
const COMMON_WORDS: [&str; 19] = [
    "and", "borough", "central", "city", "coast", "county", "east", "isle", "islands", "mid", "north", "of", "on",
    "royal", "south", "the", "vale", "wells", "west",
];

/// The counties of the gazetteer, each with its names in plain form.
#[derive(Debug, Default)]
pub(super) struct Counties {
    /// By the heading its places stand under.
    by_heading: BTreeMap<usize, County>,
}

#[derive(Debug)]
struct County {
    name: String,
    force: String,
    country: String,
    members: Vec<usize>,
}

impl Counties {
    pub fn new(places: &[Place]) -> Self {
        let mut by_heading: BTreeMap<usize, County> = BTreeMap::new();
        for (index, place) in places.iter().enumerate() {
            let new = || County {
                name: plain(place.area.county),
                force: plain(place.county_force),
                country: plain(place.area.country),
                members: Vec::new(),
            };
            by_heading.entry(place.heading).or_insert_with(new).members.push(index);
        }
        Self { by_heading }
    }

    /// Headings of the counties that a plain text means, as a county, as a force and as a country.
    fn meant(&self, text: &str) -> [Vec<usize>; 3] {
        let full = county_in_full(text);
        let all = |test: &dyn Fn(&County) -> bool| -> Vec<usize> {
            self.by_heading.iter().filter(|(_, county)| test(county)).map(|(&heading, _)| heading).collect()
        };
        [
            all(&|county| holds(&county.name, text) || holds(&county.name, full)),
            all(&|county| holds(&county.force, full)),
            all(&|county| county.country == text),
        ]
    }

    /// Those of the places that lie in what the plain text names: a county if one of them does, else a force, else a country.
    pub fn within(&self, places: &[Place], chosen: &[usize], text: &str) -> Vec<usize> {
        let inside = |headings: Vec<usize>| -> Vec<usize> {
            chosen.iter().copied().filter(|&i| headings.contains(&places[i].heading)).collect()
        };
        self.meant(text).into_iter().map(inside).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Those of the places that lie within 40 km of the county that the plain text names: counties have moved (`Bournemouth,
    /// Hampshire`), but Wymondham in Rutland is not the one in Norfolk. `None` where the text names no county.
    pub fn around(&self, places: &[Place], chosen: &[usize], text: &str) -> Option<Vec<usize>> {
        let headings = self.meant(text).into_iter().find(|headings| !headings.is_empty())?;
        let members = |heading: &usize| self.by_heading.get(heading).map_or(&[][..], |county| &county.members);
        let is_near = |at: LatLon| {
            let mut around = headings.iter().flat_map(members);
            around.any(|&member| places[member].area.position.km_to(at) <= AROUND_COUNTY_KM)
        };
        Some(chosen.iter().copied().filter(|&i| is_near(places[i].area.position)).collect())
    }
}

/// Whether a plain name is, or has among its words, the plain text.
fn holds(name: &str, text: &str) -> bool {
    let is_word_of = || format!(" {name} ").contains(&format!(" {text} "));
    !text.is_empty() && !COMMON_WORDS.contains(&text) && is_word_of()
}
