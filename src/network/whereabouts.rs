//! Where a line is run from and where it sells: `DESIGN.md`, section 7.
//!
//! A record shows where the phone was whose records were asked for, not where the other one was, unless its records
//! are in the case too. So every claim has a basis and a count, and what is not known stays empty.

mod cells;
mod claim;
mod customers;
mod decide;
mod presence;

pub use claim::{Basis, Claim, TownClaim, Whereabouts};

use crate::domain::{AreaKey, Attribution, CellSite, LineKey, NumberPlace, Records, Zone};
use crate::folding::Folding;
use crate::place::Gazetteer;
use cells::CellAreas;
use customers::{Crew, Dealings, SaidPlaces};
use decide::Evidence;
use presence::{Presence, Presences};
use std::collections::BTreeMap;

/// What the places of lines are worked out from.
#[derive(Clone, Copy, Debug)]
pub struct PlaceRequest<'a> {
    /// All records.
    pub records: &'a Records,
    /// The lines and their numbers.
    pub folding: &'a Folding,
    /// What side files and the analyst say of where users of numbers live.
    pub number_places: &'a [NumberPlace],
    /// What operators say of cells.
    pub cell_sites: &'a [CellSite],
    /// Who used which number, in what role: runners are not customers.
    pub attributions: &'a [Attribution],
    /// The towns.
    pub gazetteer: &'a Gazetteer,
    /// The zone in which it is night.
    pub zone: &'a Zone,
}

/// City and towns of every line. O(n log n) in the records.
pub fn whereabouts(request: &PlaceRequest<'_>) -> BTreeMap<LineKey, Whereabouts> {
    let PlaceRequest { records, folding, gazetteer, .. } = *request;
    let cells = CellAreas::new(records, request.cell_sites, gazetteer);
    let presences = Presences::new(records, &cells, request.zone);
    let dealings = Dealings::new(records, folding);
    let crew = Crew::new(records, request.attributions, &dealings);
    let own: Vec<BTreeMap<AreaKey, Presence>> = folding
        .lines
        .iter()
        .map(|line| added(&presences, line.numbers.iter().filter_map(|number| records.find_number(number.number))))
        .collect();
    let night_cities: Vec<_> = own.iter().map(|own| decide::city(own, gazetteer)).collect();
    let said = SaidPlaces::new(request, &dealings, &presences, &night_cities);
    let lines = folding.lines.iter().enumerate().map(|(index, line)| {
        let evidence = Evidence {
            said: said.of_line(line),
            own: &own[index],
            customers: customers::placed(request, index, &dealings, &crew, &said, &presences),
            runners: added(&presences, crew.runners(index)),
        };
        (line.key, decide::whereabouts(&evidence, night_cities[index], gazetteer))
    });
    lines.collect()
}

/// Where several phones were, added up.
fn added(presences: &Presences, phones: impl Iterator<Item = crate::domain::PartyId>) -> BTreeMap<AreaKey, Presence> {
    let mut all: BTreeMap<AreaKey, Presence> = BTreeMap::new();
    for (area, presence) in phones.flat_map(|phone| presences.of(phone)) {
        all.entry(area).or_default().add(presence);
    }
    all
}
