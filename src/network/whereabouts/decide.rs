//! From counts to a city and towns.
//!
//! The shares below are judgements, held by tests on invented worlds: a market shows in many records with several people,
//! noise (a relative, a customer who moved, a stop on the motorway) in few.

use super::claim::{Basis, Claim, TownClaim, Whereabouts};
use super::customers::Customer;
use super::presence::Presence;
use crate::domain::AreaKey;
use crate::place::Gazetteer;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A city is claimed by its nights where the phones spent at least this many there, and this share of all nights that are
/// known. The share is small: the phone of a line often lives in the town, and goes home for more.
const LEAST_NIGHTS: u32 = 3;
const LEAST_NIGHT_SHARE: f64 = 0.1;
/// Else by its days, where the phones rested there on this many days and this share of all.
const LEAST_REST_DAYS: u32 = 4;
const LEAST_DAY_SHARE: f64 = 0.1;
/// Else by any records at all, where the phones were mostly there.
const MOSTLY: f64 = 0.5;

/// A town needs this many records with its customers, and this share of all records with placed customers.
const TOWN_RECORDS: u32 = 3;
const TOWN_SHARE: f64 = 0.04;
/// One customer alone makes a town only with this share: a relative also rings often.
const LONE_SHARE: f64 = 0.25;
/// The line's own city counts as a town it sells in only with this many customers and this share of them: the friends
/// of those who run it live there.
const INTERNAL_CUSTOMERS: u32 = 3;
const INTERNAL_SHARE: f64 = 0.25;
/// A town is claimed by cells alone with this many records at rest, on several days, and this share of all such records.
const REST_RECORDS: u32 = 5;
const REST_DAYS: u32 = 2;
const REST_SHARE: f64 = 0.1;
/// Where this many customers are placed and none of them in the town, cells alone need a larger share: it may lie on the way.
const MANY_CUSTOMERS: u32 = 8;
const REST_SHARE_WITHOUT_CUSTOMERS: f64 = 0.34;

/// What is known of one line.
#[derive(Debug)]
pub(super) struct Evidence<'a> {
    /// An area that is said of numbers of the line, and of how many.
    pub said: Option<(AreaKey, u32)>,
    /// Where its phones were.
    pub own: &'a BTreeMap<AreaKey, Presence>,
    /// Customers whose town is known.
    pub customers: Vec<Customer>,
    /// Where its runners' phones were.
    pub runners: BTreeMap<AreaKey, Presence>,
}

/// The exporting city where a line's phones spend most nights; by day where too few nights are known.
///
/// Nights and days are counted, not records: one busy evening away does not outweigh a quiet week at home.
pub(super) fn city(own: &BTreeMap<AreaKey, Presence>, gazetteer: &Gazetteer) -> Option<Claim> {
    let mut hubs: BTreeMap<AreaKey, Presence> = BTreeMap::new();
    let mut all = Presence::default();
    for (&area, presence) in own {
        all.add(presence);
        if let Some(hub) = gazetteer.exporting_hub(area) {
            hubs.entry(hub).or_default().add(presence);
        }
    }
    let by_night = hubs.iter().max_by_key(|(area, p)| (p.nights, p.night_records, Reverse(**area)));
    if let Some((&area, p)) = by_night
        && p.nights >= LEAST_NIGHTS
        && share(p.nights, all.nights) >= LEAST_NIGHT_SHARE
    {
        return Some(Claim { area, basis: Basis::NightCells, records: p.night_records });
    }
    let by_day = hubs.iter().max_by_key(|(area, p)| (p.rest_days, p.days, p.records, Reverse(**area)));
    let (&area, p) = by_day?;
    let comes_home = p.rest_days >= LEAST_REST_DAYS && share(p.rest_days, all.days) >= LEAST_DAY_SHARE;
    let is_there = share(p.days, all.days) >= MOSTLY;
    (comes_home || is_there).then_some(Claim { area, basis: Basis::AnyHourCells, records: p.records })
}

/// City and towns of a line. `by_cells` is its city by [`city`].
pub(super) fn whereabouts(evidence: &Evidence<'_>, by_cells: Option<Claim>, gazetteer: &Gazetteer) -> Whereabouts {
    let mut said_town = None;
    let mut city = by_cells;
    if let Some((area, numbers)) = evidence.said {
        // Said of an exporting area it is where the line is run from; said of another town, where it sells.
        let claim = |area| Claim { area, basis: Basis::Said, records: numbers };
        match gazetteer.exporting_hub(area) {
            Some(hub) => city = Some(claim(hub)),
            None => said_town = Some(claim(area)),
        }
    }
    let home = Home { city: city.map(|claim| claim.area), gazetteer };
    let mut drafts: BTreeMap<AreaKey, TownDraft> = BTreeMap::new();
    drafts.extend(said_town.map(|claim| (claim.area, TownDraft { claims: vec![claim], ..TownDraft::default() })));
    for customer in &evidence.customers {
        drafts.entry(home.town(customer.area)).or_default().add(customer);
    }
    for (basis, presences) in [(Basis::DayCells, evidence.own), (Basis::RunnerCells, &evidence.runners)] {
        for claim in home.rests(presences, basis) {
            drafts.entry(claim.area).or_default().claims.push(claim);
        }
    }
    Whereabouts { city, towns: home.towns(drafts) }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// What speaks for a town before it is decided.
#[derive(Debug, Default)]
struct TownDraft {
    /// Records with customers, and customers, by basis.
    customers: BTreeMap<Basis, (u32, u32)>,
    /// What stands by itself: what is said, and cells at rest.
    claims: Vec<Claim>,
}

impl TownDraft {
    fn add(&mut self, customer: &Customer) {
        let (records, customers) = self.customers.entry(customer.basis).or_default();
        *records += customer.records;
        *customers += 1;
    }

    fn is_said(&self) -> bool {
        self.claims.iter().any(|claim| claim.basis == Basis::Said)
    }

    /// Records of phones at rest.
    fn rest_records(&self) -> u32 {
        self.claims.iter().filter(|claim| claim.basis != Basis::Said).map(|claim| claim.records).sum()
    }

    /// Records and customers whose basis passes.
    fn sums(&self, passes: impl Fn(Basis) -> bool) -> (u32, u32) {
        let passing = self.customers.iter().filter(|(basis, _)| passes(**basis));
        passing.fold((0, 0), |sum, (_, (records, customers))| (sum.0 + records, sum.1 + customers))
    }
}

/// The city of a line, as the place from where towns are looked at.
struct Home<'a> {
    city: Option<AreaKey>,
    gazetteer: &'a Gazetteer,
}

impl Home<'_> {
    /// The town as shown: outskirts of the line's own city are the city.
    fn town(&self, area: AreaKey) -> AreaKey {
        let hub = self.gazetteer.exporting_hub(area);
        if self.city.is_some() && hub == self.city { hub.unwrap_or(area) } else { area }
    }

    /// Claims of towns outside the city where phones rest by day. Not where they also spend most nights, if the city is known: that
    /// is where somebody lives.
    fn rests(&self, presences: &BTreeMap<AreaKey, Presence>, basis: Basis) -> Vec<Claim> {
        let away: Vec<_> = presences.iter().filter(|(area, _)| Some(self.town(**area)) != self.city).collect();
        let all: u32 = away.iter().map(|(_, p)| p.rest_records).sum();
        let nights: u32 = presences.values().map(|p| p.nights).sum();
        let claims = away.into_iter().filter_map(|(&area, p)| {
            let lives_there = self.city.is_some() && share(p.nights, nights) > 0.5;
            let is_enough = p.rest_records >= REST_RECORDS && p.rest_days >= REST_DAYS;
            let stands = is_enough && share(p.rest_records, all) >= REST_SHARE && !lives_there;
            stands.then_some(Claim { area, basis, records: p.rest_records })
        });
        claims.collect()
    }

    /// The towns that have enough for them, those with most events first.
    fn towns(&self, drafts: BTreeMap<AreaKey, TownDraft>) -> Vec<TownClaim> {
        let (records, customers) =
            drafts.values().map(|draft| draft.sums(|_| true)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        let rests: u32 = drafts.values().map(TownDraft::rest_records).sum();
        let lies_on_the_way = |draft: &TownDraft| {
            let is_without = customers >= MANY_CUSTOMERS && draft.customers.is_empty();
            is_without && share(draft.rest_records(), rests) < REST_SHARE_WITHOUT_CUSTOMERS
        };
        let mut towns: Vec<TownClaim> = drafts
            .into_iter()
            .filter(|(area, draft)| match self.city {
                Some(city) if city == *area => is_internal(draft, customers),
                _ => {
                    draft.is_said()
                        || is_market(draft, records)
                        || (!draft.claims.is_empty() && !lies_on_the_way(draft))
                }
            })
            .map(|(area, draft)| town_claim(area, draft, records))
            .collect();
        towns.sort_by_key(|town| (Reverse(town.events), town.area));
        towns
    }
}

/// Whether records with customers alone show that a line sells in a town.
fn is_market(draft: &TownDraft, all_records: u32) -> bool {
    let (records, customers) = draft.sums(|_| true);
    let least = if customers > 1 { TOWN_SHARE } else { LONE_SHARE };
    records >= TOWN_RECORDS && share(records, all_records) >= least
}

/// Whether a line sells in its own city. Landlines do not count: they are shops and relatives as likely as not.
fn is_internal(draft: &TownDraft, all_customers: u32) -> bool {
    let (records, customers) = draft.sums(|basis| basis != Basis::CustomerLandlines);
    records >= TOWN_RECORDS && customers >= INTERNAL_CUSTOMERS && share(customers, all_customers) >= INTERNAL_SHARE
}

fn town_claim(area: AreaKey, draft: TownDraft, all_records: u32) -> TownClaim {
    let (records, customers) = draft.sums(|_| true);
    let stands_by_itself = draft.claims.iter().map(|claim| claim.records).max();
    let events = if is_market(&draft, all_records) { records } else { stands_by_itself.unwrap_or(records) };
    let by_customers = draft.customers.iter().map(|(&basis, &(records, _))| Claim { area, basis, records });
    let mut claims: Vec<Claim> = by_customers.chain(draft.claims).collect();
    claims.sort_by_key(|claim| claim.basis);
    TownClaim { area, events, customers, claims }
}
