//! A city or town.

use crate::domain::{AreaKey, LatLon};

/// A city or town of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its `GeoNames` id.
    pub key: AreaKey,
    /// Its name.
    pub name: &'static str,
    /// England, Scotland, Wales, Northern Ireland.
    pub country: &'static str,
    /// County or unitary authority.
    pub county: &'static str,
    /// The police force it lies in, where that is known for sure.
    pub force: Option<&'static str>,
    /// Where it lies.
    pub position: LatLon,
    /// How many people live there.
    pub population: u32,
}
