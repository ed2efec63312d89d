//! All places, and the questions that can be asked of them.

use super::naming::Names;
use super::nearest::NearestTown;
use super::text::{self, GazetteerText, Place};
use super::{Area, MapOutline, Named, conurbation, project};
use crate::domain::{AreaKey, LatLon, Msisdn};
use crate::geom::Point;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Cities, towns and villages of Great Britain and Northern Ireland.
#[derive(Debug)]
pub struct Gazetteer {
    /// In order of their keys; everything below speaks of their indexes.
    places: Vec<Place>,
    /// For each place the town it is a part of, or itself.
    town: Vec<usize>,
    /// For each place the exporting city it belongs to.
    hub: Vec<Option<usize>>,
    names: Names,
    nearest: NearestTown,
    /// By code without its zero.
    codes: BTreeMap<&'static str, AreaKey>,
    outline: MapOutline,
}

/// The longest dialling code of the list, without its zero.
const LONGEST_CODE: usize = 6;

impl Gazetteer {
    /// The gazetteer built into the program; made at the first call, in a few milliseconds.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Gazetteer> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::of_text(&GazetteerText::EMBEDDED))
    }

    /// A gazetteer of other texts; for packing them. Lines that do not read are passed over.
    pub fn of_text(source: &GazetteerText) -> Self {
        let places = text::places(source.places);
        let spots: Vec<Point> = places.iter().map(|place| project(place.area.position)).collect();
        let mut town = conurbation::towns(&places, &spots);
        let names = Names::new(&places, source.other_names);
        names.join_parts(&places, &mut town);
        Self {
            hub: conurbation::hubs(&places, &spots, &town),
            nearest: NearestTown::new(&places, &spots, &town),
            codes: text::dialling_codes(source.dialling_codes).collect(),
            outline: MapOutline::of_text(source.outline),
            places,
            town,
            names,
        }
    }

    /// All areas, in order of their keys.
    pub fn areas(&self) -> impl ExactSizeIterator<Item = &Area> {
        self.places.iter().map(|place| &place.area)
    }

    /// The area of a key. O(log n).
    pub fn area(&self, key: AreaKey) -> Option<&Area> {
        self.index(key).map(|i| &self.places[i].area)
    }

    fn index(&self, key: AreaKey) -> Option<usize> {
        self.places.binary_search_by_key(&key, |place| place.area.key).ok()
    }

    fn key(&self, index: usize) -> AreaKey {
        self.places[index].area.key
    }

    /// The town that an area is a part of: London of Brixton, Bournemouth of Southbourne; the area itself where it is a
    /// town of its own or not known.
    pub fn town_of(&self, area: AreaKey) -> AreaKey {
        self.index(area).map_or(area, |i| self.key(self.town[i]))
    }

    /// The town whose streets a coordinate lies in or near: a mast in Hackney is London's, one in a wood belongs to the
    /// nearest town. `None` abroad, and more than 30 km from any place. O(log n).
    pub fn nearest(&self, at: LatLon) -> Option<AreaKey> {
        let spot = project(at);
        let found = self.nearest.find(spot)?;
        (!self.outline.is_abroad(spot)).then(|| self.key(self.town[found]))
    }

    /// The place that a text names: `King's Lynn`, `Norwich, Norfolk`, `ASHFORD (Kent)`, `12 High St, Norwich NR1`.
    ///
    /// Hyphens, apostrophes, case, accents, `Saint` and `St` do not matter. Where several places bear the name, what stands after a
    /// comma or in brackets decides (county, force, country or a town near by), then `near`, then population where one is at least 20 times as
    /// large as the next.
    pub fn named(&self, text: &str, near: Option<LatLon>) -> Named {
        self.names.find(&self.places, &self.town, text, near)
    }

    /// The town of a landline by its dialling code (020 London, 01603 Norwich). `None` for mobile and foreign numbers, codes for
    /// fiction (01632), and codes that several towns share.
    pub fn of_landline(&self, number: Msisdn) -> Option<AreaKey> {
        let digits = number.digits().to_string();
        let national = digits.strip_prefix("44").filter(|national| national.starts_with(['1', '2']))?;
        let longest = LONGEST_CODE.min(national.len());
        let code = (2..=longest).rev().find_map(|length| self.codes.get(national.get(..length)?))?;
        Some(self.town_of(*code))
    }

    /// The exporting city that an area belongs to: a big city, or one that it is an outskirt of (Salford: Manchester). `None` for towns
    /// by themselves.
    pub fn exporting_hub(&self, area: AreaKey) -> Option<AreaKey> {
        self.hub[self.index(area)?].map(|city| self.key(city))
    }

    /// The coast of these islands.
    pub fn outline(&self) -> &MapOutline {
        &self.outline
    }
}
