//! A small case, one line a fact.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

pub mod drawing;

use linefold::diag::Quiet;
use linefold::domain::{
    Attribution, Cell, Decision, DialPlan, EndDraft, Imei, Imsi, Instant, Kind, LatLon, LocalTime, Msisdn, NumberPair,
    Order, OrderTarget, Party, RecordDraft, Records, Verdict, Zone,
};
use linefold::folding::{Candidate, FoldRequest, Folding, Groundwork, explain, fold};
use std::collections::BTreeMap;

/// The plan and the zone every case is told in.
const PLAN: &DialPlan = &DialPlan::GREAT_BRITAIN;

/// A number as people write it.
pub fn number(text: &str) -> Msisdn {
    Msisdn::parse(text, PLAN).unwrap()
}

/// A pair of numbers as people write them.
pub fn pair(old: &str, new: &str) -> NumberPair {
    NumberPair { old: number(old), new: number(new) }
}

/// A wall clock time in London, `2026-03-01 10:00`.
pub fn london(text: &str) -> Instant {
    let part = |range: std::ops::Range<usize>| text[range].parse::<i16>().unwrap();
    let small = |range| i8::try_from(part(range)).unwrap();
    let local = LocalTime::new((part(0..4), small(5..7), small(8..10)), (small(11..13), small(14..16), 0)).unwrap();
    Zone::london().reading(local).instant()
}

/// A case put together fact by fact.
#[derive(Clone, Debug, Default)]
pub struct CaseBuilder {
    drafts: Vec<RecordDraft>,
    ends: BTreeMap<String, EndDraft>,
    requested: Vec<Msisdn>,
    orders: Vec<Order>,
    attributions: Vec<Attribution>,
    decisions: Vec<Decision>,
}

impl CaseBuilder {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on `who` is in this handset.
    pub fn handset(mut self, who: &str, imei: &str) -> Self {
        self.ends.entry(who.into()).or_default().handset = Some(Imei::parse(imei).unwrap());
        self
    }

    /// From now on `who` is on this SIM.
    pub fn sim(mut self, who: &str, imsi: &str) -> Self {
        self.ends.entry(who.into()).or_default().sim = Some(Imsi::parse(imsi).unwrap());
        self
    }

    /// From now on `who` is near this spot.
    pub fn near(mut self, who: &str, lat_degrees: f64, lon_degrees: f64) -> Self {
        let position = LatLon::new(lat_degrees, lon_degrees);
        self.ends.entry(who.into()).or_default().cell = Some(Cell { key: String::new(), position, town: None });
        self
    }

    /// The records of `who` were asked for.
    pub fn requested(mut self, who: &str) -> Self {
        self.requested.push(number(who));
        self
    }

    fn event(mut self, kind: Kind, (from, to): (&str, &str), start: Instant, duration_secs: Option<u32>) -> Self {
        let end = |who: &str| self.ends.get(who).cloned().unwrap_or_default();
        let draft = RecordDraft {
            start,
            duration_secs,
            kind,
            a: Party::parse(from, PLAN).unwrap(),
            b: Party::parse(to, PLAN).unwrap(),
            a_end: end(from),
            b_end: end(to),
            source: 0,
            row: u32::try_from(self.drafts.len() + 2).unwrap(),
        };
        self.drafts.push(draft);
        self
    }

    /// A call at a wall clock time.
    pub fn call(self, from: &str, to: &str, when: &str, secs: u32) -> Self {
        self.call_at(from, to, london(when), secs)
    }

    /// A text at a wall clock time.
    pub fn text(self, from: &str, to: &str, when: &str) -> Self {
        self.text_at(from, to, london(when))
    }

    /// A call.
    pub fn call_at(self, from: &str, to: &str, start: Instant, secs: u32) -> Self {
        self.event(Kind::Voice, (from, to), start, Some(secs))
    }

    /// A text.
    pub fn text_at(self, from: &str, to: &str, start: Instant) -> Self {
        self.event(Kind::Sms, (from, to), start, None)
    }

    /// An order blocks `who` from this time.
    pub fn order(mut self, who: &str, effective: Instant) -> Self {
        let target = OrderTarget::Number(number(who));
        self.orders.push(Order { effective, target, made: None, reference: "DDTRO 7".into() });
        self
    }

    /// `person` is said to have used `who`.
    pub fn attributed(mut self, who: &str, person: &str) -> Self {
        let person = person.to_owned();
        let basis = "seized".to_owned();
        self.attributions.push(Attribution { number: number(who), person, role: None, from: None, to: None, basis });
        self
    }

    /// An analyst decides. Later decisions are later.
    pub fn decided(mut self, old: &str, new: &str, verdict: Verdict) -> Self {
        let at = Instant::from_epoch_secs(i64::try_from(self.decisions.len()).unwrap());
        let (reason, by) = ("known".to_owned(), "AB".to_owned());
        self.decisions.push(Decision { pair: pair(old, new), verdict, reason, by, at });
        self
    }

    /// The records told in another order, from other files.
    pub fn shuffled(mut self, seed: u64) -> Self {
        let mut state = seed | 1;
        for i in (1..self.drafts.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let j = usize::try_from(state >> 33).unwrap() % (i + 1);
            self.drafts.swap(i, j);
            self.drafts[i].source = u16::try_from(state % 5).unwrap();
        }
        self
    }

    /// The table of records.
    pub fn records(&self) -> Records {
        let mut records = Records::default();
        for draft in &self.drafts {
            records.push(draft);
        }
        for &number in &self.requested {
            records.mark_requested(number);
        }
        records
    }

    /// Asks the folding something.
    fn ask<T>(&self, question: impl FnOnce(&FoldRequest) -> T) -> T {
        let (records, zone) = (self.records(), Zone::london());
        let decisions: Vec<&Decision> = self.decisions.iter().collect();
        question(&FoldRequest {
            records: &records,
            orders: &self.orders,
            attributions: &self.attributions,
            cell_sites: &[],
            decisions: &decisions,
            zone: &zone,
        })
    }

    /// Folds the case.
    pub fn fold(&self) -> Folding {
        self.ask(|request| fold(request, &Quiet).unwrap())
    }

    /// The groundwork of this case without decisions, and whether it bears those of the case: if it does, what is folded on it.
    pub fn fold_again(&self) -> Option<Folding> {
        self.ask(|request| {
            let before = Groundwork::new(&FoldRequest { decisions: &[], ..*request }, &Quiet).unwrap();
            before.bears(request).then(|| before.fold(request, &Quiet).unwrap())
        })
    }

    /// Judges a pair, whether or not the folding did.
    pub fn explain(&self, old: &str, new: &str) -> Candidate {
        self.ask(|request| {
            let folding = fold(request, &Quiet).unwrap();
            let judged = explain(request, &folding, pair(old, new));
            let groundwork = Groundwork::new(request, &Quiet).unwrap();
            assert_eq!(groundwork.explain(request, &folding, pair(old, new)), judged);
            judged
        })
    }
}
