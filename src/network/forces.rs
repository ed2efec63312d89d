//! How many lines each exporting city runs into each police force.

use super::{Network, Whereabouts};
use crate::domain::{ActorKey, AreaKey, LineKey};
use crate::place::Gazetteer;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Lines by the force they are sold in and the city they are run from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForceTable {
    /// The cities that lines are run from, in the order of their hues.
    pub cities: Vec<AreaKey>,
    /// Each force and its lines from each city; the force with most lines first.
    pub rows: Vec<(&'static str, Vec<u32>)>,
}

impl ForceTable {
    /// The table of the lines of a network, with at most so many cities.
    pub fn new(
        lines: &Network,
        whereabouts: &BTreeMap<LineKey, Whereabouts>,
        gazetteer: &Gazetteer,
        most: usize,
    ) -> Self {
        let has_lines = |city: &AreaKey| lines.find(ActorKey::City(*city)).is_some();
        let cities: Vec<AreaKey> = lines.origins.iter().copied().filter(has_lines).take(most).collect();
        let mut table = BTreeMap::<&'static str, Vec<u32>>::new();
        for (_, whereabouts) in whereabouts.iter().filter(|(line, _)| lines.find(ActorKey::Line(**line)).is_some()) {
            let Some(column) = whereabouts.city.and_then(|city| cities.iter().position(|&c| c == city.area)) else {
                continue;
            };
            let force = |area: AreaKey| gazetteer.area(area).and_then(|a| a.force);
            let mut forces: Vec<_> = whereabouts.towns.iter().filter_map(|town| force(town.area)).collect();
            forces.sort_unstable();
            forces.dedup();
            for force in forces {
                table.entry(force).or_insert_with(|| vec![0; cities.len()])[column] += 1;
            }
        }
        let mut rows: Vec<_> = table.into_iter().collect();
        rows.sort_by_key(|(force, lines)| (Reverse(lines.iter().sum::<u32>()), *force));
        Self { cities, rows }
    }
}
