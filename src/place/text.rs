//! The packed gazetteer as text. What does not read is passed over; a test holds that nothing is.

use super::Area;
use crate::domain::{AreaKey, LatLon};

/// The texts a gazetteer is made of, in the shapes that `examples/pack_places.rs` writes.
#[derive(Clone, Copy, Debug, Default)]
pub struct GazetteerText {
    /// Places under their counties.
    pub places: &'static str,
    /// Other names, each with its town and county.
    pub other_names: &'static str,
    /// Dialling codes without their zero, each with the id of its town.
    pub dialling_codes: &'static str,
    /// Shores.
    pub outline: &'static str,
}

impl GazetteerText {
    /// The texts built into the program.
    pub(super) const EMBEDDED: Self = Self {
        places: include_str!("../../assets/places/places.tsv"),
        other_names: include_str!("../../assets/places/other_names.tsv"),
        dialling_codes: include_str!("../../assets/places/dialling_codes.tsv"),
        outline: include_str!("../../assets/places/outline.txt"),
    };
}

/// A place, and the force of its county, which may be good enough to say what is near what but not to be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub area: Area,
    pub county_force: &'static str,
    /// Which heading of the text it stands under: places with the same have the same county, force and country.
    pub heading: usize,
}

fn facts(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// All places, in order of their keys.
pub(super) fn places(text: &'static str) -> Vec<Place> {
    let (mut county, mut headings) = (["", "", ""], 0);
    let mut places: Vec<_> = facts(text)
        .filter_map(|line| {
            if let Some(heading) = line.strip_prefix('=') {
                (county, headings) = (columns(heading), headings + 1);
                return None;
            }
            place(line, county, headings)
        })
        .collect();
    places.sort_by_key(|place| place.area.key);
    places.dedup_by_key(|place| place.area.key);
    places
}

fn place(line: &'static str, [county, country, county_force]: [&'static str; 3], heading: usize) -> Option<Place> {
    let [id, name, lat, lon, population, note] = columns(line);
    let force = match note {
        "" => Some(county_force),
        "?" => None,
        other => Some(other),
    };
    let area = Area {
        key: AreaKey(id.parse().ok()?),
        name,
        country,
        county,
        force,
        position: LatLon::new(degrees(lat)?, degrees(lon)?)?,
        population: population.parse().ok()?,
    };
    Some(Place { area, county_force, heading })
}

/// From thousandths.
fn degrees(thousandths: &str) -> Option<f64> {
    thousandths.parse::<i32>().ok().map(|n| f64::from(n) / 1e3)
}

/// Pairs of another name and what it means.
pub(super) fn other_names(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    facts(text).filter_map(|line| line.split_once('\t'))
}

/// Pairs of a dialling code and its town.
pub(super) fn dialling_codes(text: &'static str) -> impl Iterator<Item = (&'static str, AreaKey)> {
    facts(text)
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(code, id)| Some((code, AreaKey(id.parse().ok()?))))
}

/// The first `N` columns; empty where there are fewer.
fn columns<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut columns = line.split('\t');
    std::array::from_fn(|_| columns.next().unwrap_or_default())
}
