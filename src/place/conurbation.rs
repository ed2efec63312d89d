//! What belongs together: suburbs to their town, towns to the big city beside them.

use super::text::Place;
use crate::geom::Point;
use std::cmp::Reverse;

/// People per square kilometre of built-up land: about what British towns and cities have.
const PEOPLE_PER_KM2: f32 = 4000.0;
/// What is assumed of a place whose population the gazetteer does not know.
const UNKNOWN_POPULATION: u32 = 1000;
/// From how many people a place is a town: the lower bound of the Office for National Statistics
/// (*Understanding towns in England and Wales*, 2019).
pub(super) const TOWN_POPULATION: u32 = 5000;
/// Built-up areas touch when less than this lies between their discs, which are only guesses at their shapes.
const TOUCH_KM: f32 = 0.6;
/// The same within the district that bears the town's name: Speke and Garston are Liverpool, Otley is not Leeds.
const TOUCH_IN_OWN_DISTRICT_KM: f32 = 4.5;
/// How many times more people a town has than what counts as a part of it. Between Hove, which is one with Brighton, and
/// Stourbridge, which is not one with Dudley.
const PART_RATIO: f32 = 3.6;

/// From how many people a city is an exporting area of its own.
const HUB_POPULATION: u32 = 250_000;
/// How far a city's exporting area reaches, unless the city itself is larger.
const HUB_REACH_KM: f32 = 15.0;
/// From how many people a town is nobody's outskirts unless the two are (nearly) one built-up area.
const OWN_TOWN_POPULATION: u32 = 100_000;
const NEARLY_TOUCH_KM: f32 = 3.0;

/// Population, or a guess where it is not known.
pub(super) fn people(place: &Place) -> u32 {
    if place.area.population == 0 { UNKNOWN_POPULATION } else { place.area.population }
}

/// Radius in kilometres of a disc that holds the place's people at the usual density: 27 for London, 3.4 for Norwich.
pub(super) fn radius_km(place: &Place) -> f32 {
    (people(place) as f32 / (PEOPLE_PER_KM2 * std::f32::consts::PI)).sqrt()
}

/// For each place the index of the town it is a part of; its own index where it is a town or village by itself.
///
/// Larger places first: a place joins the largest town of its county whose built-up disc its own disc touches, if that
/// has several times its people. Only places that joined nothing can be joined, so there are no chains. A county border keeps
/// towns apart that have grown together (Salford is not Manchester here), which is how people speak of them.
pub(super) fn towns(places: &[Place], spots: &[Point]) -> Vec<usize> {
    let radius: Vec<f32> = places.iter().map(radius_km).collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&i| (Reverse(people(&places[i])), places[i].area.key));
    let mut roots: Vec<Vec<usize>> = vec![Vec::new(); places.iter().map(|place| place.heading + 1).max().unwrap_or(0)];
    let mut town: Vec<usize> = (0..places.len()).collect();
    for i in order {
        let beside = &mut roots[places[i].heading];
        let least = (people(&places[i]) as f32 * PART_RATIO).max(TOWN_POPULATION as f32);
        // The largest come first.
        let large = beside.partition_point(|&root| people(&places[root]) as f32 >= least);
        let touches = |&&root: &&usize| {
            let is_own_district = places[root].area.name == places[root].area.county;
            let gap_km = if is_own_district { TOUCH_IN_OWN_DISTRICT_KM } else { TOUCH_KM };
            (spots[root] - spots[i]).length() <= radius[root] + radius[i] + gap_km
        };
        match beside[..large].iter().find(touches) {
            Some(&root) => town[i] = root,
            None => beside.push(i),
        }
    }
    town
}

/// For each place the index of the exporting city it belongs to.
///
/// A city of 250,000 people or more is an exporting area; so is what lies within 15 km of it (within its own built-up disc, if that is
/// wider: London) under the same police force. A large town stays out unless it has grown together with the city:
/// Stockport belongs to Manchester, Wakefield not to Leeds.
pub(super) fn hubs(places: &[Place], spots: &[Point], town: &[usize]) -> Vec<Option<usize>> {
    let is_hub = |i: usize| town[i] == i && people(&places[i]) >= HUB_POPULATION;
    let cities: Vec<usize> = (0..places.len()).filter(|&i| is_hub(i)).collect();
    let of_town = |i: usize| {
        if is_hub(i) {
            return Some(i);
        }
        let around = cities.iter().filter(|&&city| places[city].county_force == places[i].county_force);
        let reaching = around.filter_map(|&city| {
            let km = (spots[city] - spots[i]).length();
            let size = radius_km(&places[city]);
            let is_outskirt =
                people(&places[i]) < OWN_TOWN_POPULATION || km - size - radius_km(&places[i]) < NEARLY_TOUCH_KM;
            (km <= size.max(HUB_REACH_KM) && is_outskirt).then_some((km / size, city))
        });
        reaching.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, city)| city)
    };
    town.iter().map(|&root| of_town(root)).collect()
}
