//! The order of exporting cities, by which they get their hues.

use crate::domain::AreaKey;
use std::cmp::Reverse;

/// London, Birmingham, Liverpool and Manchester: the cities whose hue is the same in every case.
pub const FIXED_ORIGINS: [AreaKey; 4] =
    [AreaKey(2_643_743), AreaKey(2_655_603), AreaKey(2_644_210), AreaKey(2_643_123)];

/// Which hue a city gets, from 0. The first four belong to [`FIXED_ORIGINS`] whether they occur or not; the others follow by number
/// of lines, then by key. `cities` are the exporting cities of the case with their numbers of lines.
pub fn hue_rank(city: AreaKey, cities: &[(AreaKey, u32)]) -> usize {
    if let Some(rank) = FIXED_ORIGINS.iter().position(|&fixed| fixed == city) {
        return rank;
    }
    let lines = cities.iter().find(|(key, _)| *key == city).map_or(0, |(_, lines)| *lines);
    let is_before =
        |&&(key, its): &&(AreaKey, u32)| !FIXED_ORIGINS.contains(&key) && (Reverse(its), key) < (Reverse(lines), city);
    FIXED_ORIGINS.len() + cities.iter().filter(is_before).count()
}

/// The cities in order of their hues.
pub fn origin_order(cities: &[(AreaKey, u32)]) -> Vec<AreaKey> {
    let mut order: Vec<_> = cities.iter().map(|&(city, _)| city).collect();
    order.sort_by_key(|&city| (hue_rank(city, cities), city));
    order.dedup();
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEEDS: AreaKey = AreaKey(2_644_688);
    const BRISTOL: AreaKey = AreaKey(2_654_675);

    #[test]
    fn liverpool_keeps_its_hue_where_london_does_not_occur() {
        assert_eq!(hue_rank(FIXED_ORIGINS[2], &[(FIXED_ORIGINS[2], 1), (LEEDS, 9)]), 2);
    }

    #[test]
    fn the_others_follow_by_number_of_lines() {
        let cities = [(BRISTOL, 2), (LEEDS, 5), (FIXED_ORIGINS[0], 1)];
        assert_eq!((hue_rank(LEEDS, &cities), hue_rank(BRISTOL, &cities)), (4, 5));
        assert_eq!(origin_order(&cities), [FIXED_ORIGINS[0], LEEDS, BRISTOL]);
    }
}
