//! Everything that follows from a case: records in one table, lines, their places, the network at each level.

use crate::case::Case;
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Attribution, Level, LineKey, Records, Role, Zone};
use crate::folding::{FoldRequest, Folding, Groundwork, Line, Status};
use crate::import::combine;
use crate::network::{
    ForceTable, Network, NetworkRequest, PlaceRequest, Whereabouts, build, supplying_lines, whereabouts,
};
use crate::place::Gazetteer;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The question: a case at one of its revisions. Cheap to make: sources are shared, not copied.
#[derive(Clone, Debug)]
pub struct DeriveRequest {
    /// The case.
    pub case: Case,
    /// The zone times are shown and nights are told by.
    pub zone: Zone,
    /// What was worked out of the same sources before and need not be again.
    pub(super) same_sources: Option<SameSources>,
}

/// What follows from the sources of a case alone, whatever was decided.
#[derive(Clone, Debug)]
pub(super) struct SameSources {
    pub records: Arc<Records>,
    /// Events told by two files.
    pub told_twice: u64,
    /// What the folding rests on, as long as nothing but decisions changes.
    pub groundwork: Option<Arc<Groundwork>>,
}

/// Figures for the status bar and the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Records, each event once.
    pub records: u64,
    /// Events told by two files, counted once in `records`.
    pub told_twice: u64,
    /// Numbers of all lines.
    pub numbers: u64,
    /// Lines, but for those that people said are phones of runners, holders or customers.
    pub lines: u64,
    /// Numbers of `lines`.
    pub line_numbers: u64,
    /// Exporting areas that lines are run from.
    pub exporting_areas: u64,
    /// Towns they sell in.
    pub towns: u64,
    /// Pairs an analyst should judge, folded or not.
    pub to_judge: u64,
    /// Links an analyst accepted.
    pub accepted: u64,
}

/// Everything that follows from a case. Never saved: it can always be worked out again.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The content revision of the case it follows from.
    pub revision: u64,
    /// All records in one table, in order of time.
    pub records: Arc<Records>,
    /// Lines and judged pairs.
    pub folding: Arc<Folding>,
    /// What the folding rests on, whatever is decided.
    pub groundwork: Option<Arc<Groundwork>>,
    /// City and towns of each line.
    pub whereabouts: Arc<BTreeMap<LineKey, Whereabouts>>,
    /// The name of each line: as people named it, else its first number.
    pub names: Arc<BTreeMap<LineKey, String>>,
    /// Roles that people set, in the window or in a file of attributions.
    pub roles: Arc<BTreeMap<LineKey, Role>>,
    /// The networks of the three levels, in order of [`Level::ALL`].
    pub networks: [Arc<Network>; 3],
    /// Lines by the force they are sold in and the city they are run from.
    pub forces: Arc<ForceTable>,
    /// Figures.
    pub summary: Summary,
}

/// Most cities that lines are counted for by force: the inspector has no room for more.
const MOST_CITIES: usize = 6;

impl Derived {
    /// The network of a level.
    pub fn network(&self, level: Level) -> &Arc<Network> {
        let [places, lines, numbers] = &self.networks;
        match level {
            Level::Places => places,
            Level::Lines => lines,
            Level::Numbers => numbers,
        }
    }

    /// Works everything out. Pure: the same case gives the same answer.
    ///
    /// # Errors
    /// [`Cancelled`] if the monitor says so.
    pub fn of(request: &DeriveRequest, monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let (case, zone) = (&request.case, &request.zone);
        monitor.progress("Putting records together", 0, None);
        let (records, told_twice) = if let Some(same) = &request.same_sources {
            (Arc::clone(&same.records), same.told_twice)
        } else {
            let combined = combine(case.batches());
            (Arc::new(combined.records), combined.duplicates)
        };
        monitor.check()?;
        let (orders, attributions) = (case.orders(), case.attributions());
        let cell_sites = case.cell_sites();
        let decisions: Vec<_> = case.decisions().collect();
        let question = FoldRequest {
            records: &records,
            orders: &orders,
            attributions: &attributions,
            cell_sites: &cell_sites,
            decisions: &decisions,
            zone,
        };
        let before = request.same_sources.as_ref().and_then(|same| same.groundwork.as_ref());
        let groundwork = match before.filter(|groundwork| groundwork.bears(&question)) {
            Some(groundwork) => Arc::clone(groundwork),
            None => Arc::new(Groundwork::new(&question, monitor)?),
        };
        let folding = groundwork.fold(&question, monitor)?;
        monitor.check()?;
        monitor.progress("Finding cities and towns", 0, None);
        let gazetteer = Gazetteer::embedded();
        let whereabouts = whereabouts(&PlaceRequest {
            records: &records,
            folding: &folding,
            number_places: &case.number_places(),
            cell_sites: &cell_sites,
            attributions: &attributions,
            gazetteer,
            zone,
        });
        let (names, roles) = (names(case, &folding, &attributions), roles(case, &folding, &attributions));
        monitor.check()?;
        monitor.progress("Building the network", 0, None);
        let question = NetworkRequest {
            records: &records,
            folding: &folding,
            whereabouts: &whereabouts,
            names: &names,
            roles: &roles,
            gazetteer,
        };
        let networks = Level::ALL.map(|level| Arc::new(build(level, &question)));
        let forces = ForceTable::new(&networks[1], &whereabouts, gazetteer, MOST_CITIES);
        let supplying = supplying_lines(&question);
        let summary = summary(&records, told_twice, &folding, &supplying, &whereabouts);
        Ok(Self {
            revision: case.content_revision(),
            records,
            folding: Arc::new(folding),
            groundwork: Some(groundwork),
            whereabouts: Arc::new(whereabouts),
            names: Arc::new(names),
            roles: Arc::new(roles),
            networks,
            forces: Arc::new(forces),
            summary,
        })
    }
}

/// The attributions of a line's numbers, in order of its numbers.
fn said_of<'a>(line: &'a Line, attributions: &'a [Attribution]) -> impl Iterator<Item = &'a Attribution> {
    line.numbers.iter().flat_map(|member| attributions.iter().filter(|a| a.number == member.number))
}

/// A line is called as an analyst named it, else as a file of attributions names the deal line, else by its first number.
fn names(case: &Case, folding: &Folding, attributions: &[Attribution]) -> BTreeMap<LineKey, String> {
    let name = |line: &Line| {
        if let Some(name) = case.line_name(line.key) {
            return name.to_owned();
        }
        let branded = said_of(line, attributions).find(|a| a.role == Some(Role::DealLine) && !a.person.is_empty());
        branded.map_or_else(|| line.key.0.last_six(), |a| a.person.clone())
    };
    folding.lines.iter().map(|line| (line.key, name(line))).collect()
}

fn roles(case: &Case, folding: &Folding, attributions: &[Attribution]) -> BTreeMap<LineKey, Role> {
    let role = |line: &Line| case.role(line.key).or_else(|| said_of(line, attributions).find_map(|a| a.role));
    folding.lines.iter().filter_map(|line| Some((line.key, role(line)?))).collect()
}

fn summary(
    records: &Records,
    told_twice: u64,
    folding: &Folding,
    supplying: &[&Line],
    whereabouts: &BTreeMap<LineKey, Whereabouts>,
) -> Summary {
    let places = || supplying.iter().filter_map(|line| whereabouts.get(&line.key));
    let cities: BTreeSet<_> = places().filter_map(|w| w.city.as_ref()).map(|c| c.area).collect();
    let towns: BTreeSet<_> = places().flat_map(|w| &w.towns).map(|t| t.area).collect();
    let links = folding.lines.iter().flat_map(|line| &line.links);
    Summary {
        records: records.len() as u64,
        told_twice,
        numbers: folding.lines.iter().map(|line| line.numbers.len() as u64).sum(),
        lines: supplying.len() as u64,
        line_numbers: supplying.iter().map(|line| line.numbers.len() as u64).sum(),
        exporting_areas: cities.len() as u64,
        towns: towns.difference(&cities).count() as u64,
        to_judge: folding.to_judge().len() as u64,
        accepted: links.filter(|link| link.status == Status::Accepted).count() as u64,
    }
}
