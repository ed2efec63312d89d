//! All that is read from a request once, before any pair is judged.

use super::FoldRequest;
use super::census::{Census, NumberId, SubjectId};
use super::clock::WallClock;
use super::events::Events;
use super::places::Places;
use super::profile::Profile;
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Attribution, Imei, Imsi, Msisdn, Order, OrderTarget};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Deref;

/// What records and cells alone say of all numbers.
pub(super) struct Readings {
    pub census: Census,
    pub events: Events,
    /// By subject.
    pub profiles: Vec<Profile>,
    /// For each subject, the other subjects it called or was called by, and how often; in their order.
    between: Vec<Vec<(NumberId, u32)>>,
    /// Subjects seen in each handset, in their order.
    pub in_handset: BTreeMap<Imei, Vec<SubjectId>>,
    /// Subjects seen on each SIM, in their order.
    pub on_sim: BTreeMap<Imsi, Vec<SubjectId>>,
}

impl Readings {
    /// Reads the records. Numbers in `also` are made subjects as well. O(records log records).
    pub fn new(request: &FoldRequest, also: &[Msisdn], monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let records = request.records;
        let census = Census::new(records, also);
        monitor.check()?;
        let events = Events::new(records, &census, monitor)?;
        monitor.check()?;
        let times = || records.iter().map(|r| r.start.epoch_secs());
        let clock = WallClock::new(request.zone, times().min().unwrap_or(0), times().max().unwrap_or(0));
        let places = Places::new(records, request.cell_sites);
        let profiles: Vec<Profile> = (0..census.subjects().len())
            .into_par_iter()
            .map(|s| Profile::read(SubjectId::new(s), (records, &census, &events), (&clock, &places)))
            .collect();
        monitor.check()?;
        let between =
            (0..profiles.len()).into_par_iter().map(|s| between(&census, &events, SubjectId::new(s))).collect();
        let (mut in_handset, mut on_sim) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for (s, profile) in profiles.iter().enumerate() {
            for seen in &profile.handsets {
                in_handset.entry(seen.what).or_default().push(SubjectId::new(s));
            }
            for seen in &profile.sims {
                on_sim.entry(seen.what).or_default().push(SubjectId::new(s));
            }
        }
        Ok(Self { census, events, profiles, between, in_handset, on_sim })
    }

    /// Whether a number occurs, but does not stand in a line by itself: only because an analyst joins it to another.
    pub fn is_extra(&self, number: Msisdn) -> bool {
        let asked = self.census.find_subject(number).is_some_and(|subject| self.census.was_asked(subject));
        self.census.find(number).is_some() && !asked
    }
}

/// All that is known before any pair is judged: what the records say, and what is said beside them.
pub(super) struct Study<'a> {
    pub request: &'a FoldRequest<'a>,
    readings: &'a Readings,
    orders: BTreeMap<OrderTarget, Vec<&'a Order>>,
    attributions: BTreeMap<Msisdn, Vec<&'a Attribution>>,
}

/// A study is first of all what was read.
impl Deref for Study<'_> {
    type Target = Readings;

    fn deref(&self) -> &Readings {
        self.readings
    }
}

impl<'a> Study<'a> {
    /// Puts beside what was read of the request's records what is said in it of orders and people.
    pub fn new(request: &'a FoldRequest<'a>, readings: &'a Readings) -> Self {
        let (mut orders, mut attributions) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for order in request.orders {
            orders.entry(order.target).or_default().push(order);
        }
        for all in orders.values_mut() {
            all.sort();
        }
        for attribution in request.attributions {
            attributions.entry(attribution.number).or_default().push(attribution);
        }
        for all in attributions.values_mut() {
            all.sort();
        }
        Self { request, readings, orders, attributions }
    }

    /// The profile of a subject.
    pub fn profile(&self, subject: SubjectId) -> &Profile {
        &self.profiles[subject.index()]
    }

    /// How many calls and texts there are between two subjects.
    pub fn events_between(&self, x: SubjectId, y: SubjectId) -> u32 {
        let all = &self.between[x.index()];
        let number = self.census.subjects()[y.index()];
        all.binary_search_by_key(&number, |&(n, _)| n).map_or(0, |i| all[i].1)
    }

    /// The orders that block a subject: its number, its handsets or its SIMs, in order of time.
    pub fn orders(&self, subject: SubjectId) -> Vec<&'a Order> {
        if self.orders.is_empty() {
            return Vec::new();
        }
        let profile = self.profile(subject);
        let number = std::iter::once(OrderTarget::Number(profile.number));
        let handsets = profile.handsets.iter().map(|h| OrderTarget::Handset(h.what));
        let sims = profile.sims.iter().map(|s| OrderTarget::Sim(s.what));
        let mut all: Vec<&Order> =
            number.chain(handsets).chain(sims).filter_map(|t| self.orders.get(&t)).flatten().copied().collect();
        all.sort();
        all.dedup();
        all
    }

    /// Who is said to have used a subject's number.
    pub fn attributions(&self, subject: SubjectId) -> &[&'a Attribution] {
        self.attributions.get(&self.profile(subject).number).map_or(&[], Vec::as_slice)
    }
}

/// The other subjects a subject called or was called by, and how often.
fn between(census: &Census, events: &Events, subject: SubjectId) -> Vec<(NumberId, u32)> {
    let mut met: Vec<NumberId> =
        events.of(subject).filter_map(|e| e.contact).filter(|&c| census.subject(c).is_some()).collect();
    met.sort_unstable();
    met.chunk_by(|x, y| x == y).map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX))).collect()
}
