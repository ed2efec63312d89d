//! The place that a text names.

use super::conurbation::{TOWN_POPULATION, people};
use super::county::Counties;
use super::spelling::{plain, short_forms};
use super::text::{self, Place};
use crate::domain::{AreaKey, LatLon};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// One place.
    One(AreaKey),
    /// It could be any of these, the largest first: the user has to say.
    Several(Vec<AreaKey>),
    /// No place of the gazetteer.
    None,
}

impl Named {
    /// The place, where there is one.
    pub fn one(&self) -> Option<AreaKey> {
        match self {
            Self::One(key) => Some(*key),
            _ => None,
        }
    }
}

/// How many times more people the largest of several places of a name has when it alone is meant.
const DOMINANCE: u32 = 20;
/// A hint decides at once where it lies this near to one of the places, and half as near as to any other.
const BESIDE_KM: f64 = 40.0;
/// A town that stands after a name is the town beside the place if it is within this distance; else it is the town itself that is meant.
const SUBURB_KM: f64 = 25.0;
/// Words that make a street of the name before them.
const STREET_WORDS: [&str; 18] = [
    "road",
    "rd",
    "street",
    "lane",
    "ln",
    "avenue",
    "ave",
    "drive",
    "dr",
    "close",
    "way",
    "crescent",
    "terrace",
    "place",
    "row",
    "walk",
    "gate",
    "roundabout",
];
/// How many words the longest name that is looked for within a text has.
const LONGEST_NAME_WORDS: usize = 5;

/// Every name in plain form, with the indexes of the places that bear it.
#[derive(Debug)]
pub(super) struct Names {
    /// Sorted by name, then by falling population.
    full: Vec<(String, usize)>,
    /// Shorter forms, sorted in the same way; asked only where no full name fits.
    short: Vec<(String, usize)>,
    /// Names that people use and the gazetteer does not have.
    other: BTreeMap<String, usize>,
    counties: Counties,
}

impl Names {
    pub fn new(places: &[Place], other_names: &'static str) -> Self {
        let order = |a: &(String, usize), b: &(String, usize)| {
            a.0.cmp(&b.0).then_with(|| people(&places[b.1]).cmp(&people(&places[a.1]))).then(a.1.cmp(&b.1))
        };
        let mut full: Vec<_> = places.iter().enumerate().map(|(i, place)| (plain(place.area.name), i)).collect();
        full.sort_unstable_by(order);
        let shorter = full.iter().flat_map(|(name, i)| short_forms(name).map(|short| (short.to_owned(), *i)));
        let mut short: Vec<_> = shorter.collect();
        short.sort_unstable_by(order);
        let mut names = Self { full, short, other: BTreeMap::new(), counties: Counties::new(places) };
        let meant = |(other, meaning): (&str, &str)| {
            let (town, county) = meaning.split_once(", ")?;
            let bearers = names.bearers(&plain(town));
            Some((plain(other), bearers.into_iter().find(|&i| places[i].area.county == county)?))
        };
        let other = text::other_names(other_names).filter_map(meant).collect();
        names.other = other;
        names
    }

    /// Notes in `town` that a place with one of the other names is a part of the town which that name means.
    pub fn join_parts(&self, places: &[Place], town: &mut [usize]) {
        for (name, &meant) in &self.other {
            for part in self.bearers(name) {
                if part != meant && town[part] == part && places[part].area.county == places[meant].area.county {
                    town[part] = town[meant];
                }
            }
        }
    }

    /// The places of a plain name, the largest first; those that are so called for short where none is in full.
    fn bearers(&self, name: &str) -> Vec<usize> {
        let full = of(&self.full, name);
        if full.is_empty() { self.short_bearers(name) } else { full }
    }

    /// The places that are so called for short, the largest first.
    fn short_bearers(&self, name: &str) -> Vec<usize> {
        of(&self.short, name)
    }

    pub fn find(&self, places: &[Place], town: &[usize], text: &str, near: Option<LatLon>) -> Named {
        let segments = segments(text);
        let search = Search { names: self, places, town, near };
        // The first segment is the usual place of a name; in an address the town stands towards the end.
        for at in (0..segments.len().min(1)).chain((1..segments.len()).rev()) {
            if let Some(found) = search.whole(&segments[at], &segments[at + 1..]) {
                return found;
            }
        }
        (0..segments.len())
            .rev()
            .find_map(|at| search.within(&segments[at], &segments[at + 1..]))
            .unwrap_or(Named::None)
    }
}

/// The entries of a name in a sorted list.
fn of(names: &[(String, usize)], name: &str) -> Vec<usize> {
    let from = names.partition_point(|(its, _)| its.as_str() < name);
    names[from..].iter().take_while(|(its, _)| its == name).map(|(_, i)| *i).collect()
}

/// The parts of a text between commas, brackets and dashes, in plain form, without postcodes and empty parts.
fn segments(text: &str) -> Vec<String> {
    let spaced = text.replace(" - ", ",").replace(" \u{2013} ", ",");
    let parts = spaced.split([',', '(', ')', '[', ']', ';', '\n', '/']);
    parts.map(|part| without_postcode(&plain(part))).filter(|part| !part.is_empty()).collect()
}

/// The text without words that look like either half of a postcode (`nr1`, `3jq`, `sw1a`).
fn without_postcode(plain: &str) -> String {
    let is_half = |word: &str| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        let digits = word.len() - letters;
        letters > 0 && digits > 0 && word.len() <= 4 && digits <= 2
    };
    plain.split(' ').filter(|word| !is_half(word)).collect::<Vec<_>>().join(" ")
}

/// One question.
struct Search<'a> {
    names: &'a Names,
    places: &'a [Place],
    town: &'a [usize],
    near: Option<LatLon>,
}

impl Search<'_> {
    /// The place whose name is the whole segment. `rest` are the segments after it.
    fn whole(&self, segment: &str, rest: &[String]) -> Option<Named> {
        let mut bearers = self.names.bearers(segment);
        let other = self.names.other.get(segment).copied();
        for qualifier in rest {
            let stricter = self.in_county(&bearers, qualifier);
            let shorter = if stricter.is_empty() {
                self.in_county(&self.names.short_bearers(segment), qualifier)
            } else {
                stricter
            };
            if !shorter.is_empty() {
                return Some(self.choose(&shorter, self.near));
            }
            if other.is_some_and(|i| self.lies_in(i, qualifier)) {
                break;
            }
            if let Some(around) = self.names.counties.around(self.places, &bearers, qualifier) {
                return (!around.is_empty()).then(|| self.choose(&around, self.near));
            }
            if let Some(beside) = self.largest(qualifier).filter(|_| !bearers.is_empty()) {
                return Some(self.beside(&bearers, beside));
            }
        }
        let Some(other) = other else { return (!bearers.is_empty()).then(|| self.choose(&bearers, self.near)) };
        // Newcastle is the one upon Tyne, unless what is near says Staffordshire.
        bearers.extend(self.names.short_bearers(segment));
        bearers.push(other);
        let nearer = self.near.and_then(|near| self.choose(&bearers, Some(near)).one());
        Some(nearer.map_or_else(|| self.one(other), Named::One))
    }

    /// The place whose name occurs in the segment: the longest name, of equally long ones the last.
    fn within(&self, segment: &str, rest: &[String]) -> Option<Named> {
        let words: Vec<&str> = segment.split(' ').collect();
        for length in (1..=LONGEST_NAME_WORDS.min(words.len())).rev() {
            for from in (0..=words.len() - length).rev() {
                let name = words[from..from + length].join(" ");
                let is_street = words.get(from + length).is_some_and(|&next| {
                    STREET_WORDS.contains(&next) || (next == "st" && from + length + 1 == words.len())
                });
                let bearers = self.names.bearers(&name);
                // A single word is as likely a surname or a pub unless a town bears it.
                let is_known = |i: &usize| length > 1 || people(&self.places[*i]) >= TOWN_POPULATION;
                let is_name = bearers.iter().any(is_known) || self.names.other.contains_key(&name);
                if is_name && !is_street {
                    return self.whole(&name, rest);
                }
            }
        }
        None
    }

    fn in_county(&self, bearers: &[usize], qualifier: &str) -> Vec<usize> {
        self.names.counties.within(self.places, bearers, qualifier)
    }

    fn lies_in(&self, index: usize, qualifier: &str) -> bool {
        !self.in_county(&[index], qualifier).is_empty() || self.largest(qualifier) == Some(index)
    }

    /// The largest place of a name.
    fn largest(&self, name: &str) -> Option<usize> {
        self.names.other.get(name).copied().or_else(|| self.names.bearers(name).first().copied())
    }

    /// `Eaton, Norwich`: the Eaton beside Norwich if there is one, else Norwich.
    fn beside(&self, bearers: &[usize], town: usize) -> Named {
        let at = self.places[town].area.position;
        let around = |&i: &usize| self.places[i].area.position.km_to(at) <= SUBURB_KM;
        let around: Vec<usize> = bearers.iter().copied().filter(around).collect();
        if around.is_empty() { self.one(town) } else { self.choose(&around, Some(at)) }
    }

    fn one(&self, index: usize) -> Named {
        Named::One(self.places[index].area.key)
    }

    /// The one of several places that is meant, if that can be said.
    fn choose(&self, bearers: &[usize], near: Option<LatLon>) -> Named {
        let mut ranked = bearers.to_vec();
        ranked.sort_by_key(|&i| (Reverse(people(&self.places[i])), i));
        ranked.dedup();
        let Some(&largest) = ranked.first() else { return Named::None };
        let is_one_town = ranked.iter().all(|&i| self.town[i] == self.town[largest]);
        let closest = |within_km: f64, times: f64| {
            let at = near?;
            let mut by_km: Vec<(f64, usize)> =
                ranked.iter().map(|&i| (self.places[i].area.position.km_to(at), i)).collect();
            by_km.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let (first, second) = (by_km.first()?, by_km.get(1)?);
            (first.0 <= within_km && first.0 * times <= second.0).then_some(first.1)
        };
        let dominates = || {
            let second = ranked.get(1).map_or(0, |&i| people(&self.places[i]));
            (people(&self.places[largest]) >= second.saturating_mul(DOMINANCE)).then_some(largest)
        };
        let meant = is_one_town.then_some(largest).or_else(|| closest(BESIDE_KM, 2.0)).or_else(dominates);
        match meant.or_else(|| closest(f64::INFINITY, 1.5)) {
            Some(index) => self.one(index),
            None => Named::Several(ranked.iter().map(|&i| self.places[i].area.key).collect()),
        }
    }
}
