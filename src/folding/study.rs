//! All that is read from a request once, before any pair is judged.

use super::FoldRequest;
use super::census::{Census, SubjectId};
use super::clock::WallClock;
use super::events::Events;
use super::places::Places;
use super::profile::Profile;
use crate::diag::{Cancelled, Monitor};
use crate::domain::{Attribution, Imei, Imsi, Msisdn, Order, OrderTarget};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// All that is read from a request once, before any pair is judged.
pub(super) struct Study<'a> {
    pub request: &'a FoldRequest<'a>,
    pub census: Census,
    pub events: Events,
    /// By subject.
    pub profiles: Vec<Profile>,
    /// Subjects seen in each handset, in their order.
    pub in_handset: BTreeMap<Imei, Vec<SubjectId>>,
    /// Subjects seen on each SIM, in their order.
    pub on_sim: BTreeMap<Imsi, Vec<SubjectId>>,
    orders: BTreeMap<OrderTarget, Vec<&'a Order>>,
    attributions: BTreeMap<Msisdn, Vec<&'a Attribution>>,
}

impl<'a> Study<'a> {
    /// Reads the request. Numbers in `also` are made subjects as well. O(records log records).
    pub fn new(request: &'a FoldRequest<'a>, also: &[Msisdn], monitor: &dyn Monitor) -> Result<Self, Cancelled> {
        let records = request.records;
        let census = Census::new(records, also);
        monitor.check()?;
        let events = Events::new(records, &census, monitor)?;
        monitor.check()?;
        let times = || records.iter().map(|r| r.start.epoch_secs());
        let clock = WallClock::new(request.zone, times().min().unwrap_or(0), times().max().unwrap_or(0));
        let places = Places::new(records);
        let profiles: Vec<Profile> = (0..census.subjects().len())
            .into_par_iter()
            .map(|s| Profile::read(SubjectId::new(s), (records, &census, &events), (&clock, &places)))
            .collect();
        monitor.check()?;
        let (mut in_handset, mut on_sim) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for (s, profile) in profiles.iter().enumerate() {
            for seen in &profile.handsets {
                in_handset.entry(seen.what).or_default().push(SubjectId::new(s));
            }
            for seen in &profile.sims {
                on_sim.entry(seen.what).or_default().push(SubjectId::new(s));
            }
        }
        let (mut orders, mut attributions) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for order in request.orders {
            orders.entry(order.target).or_default().push(order);
        }
        orders.values_mut().for_each(|all| all.sort());
        for attribution in request.attributions {
            attributions.entry(attribution.number).or_default().push(attribution);
        }
        attributions.values_mut().for_each(|all| all.sort());
        Ok(Self { request, census, events, profiles, in_handset, on_sim, orders, attributions })
    }

    /// The profile of a subject.
    pub fn profile(&self, subject: SubjectId) -> &Profile {
        &self.profiles[subject.index()]
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
