//! What data would decide: which comparisons of a pair are silent because records are missing, and what to ask for.

use super::pair::Pair;
use super::weights;
use super::windows::Windows;
use super::{Comparison, Evidence, Tie};
use crate::domain::{Instant, Msisdn, Zone};
use serde::Serialize;

const DAY: i64 = 86_400;
/// A number is told to customers within these days of the change.
const TOLD_SECS: i64 = 2 * DAY;
/// Events of which not one goes the other way: then that way is missing, not unused.
const ENOUGH_EVENTS: u32 = 8;
/// Records with a cell a number needs: fewer say little of where its user lives.
const ENOUGH_CELLS: u32 = 5;
/// Most that is asked for.
const MOST: usize = 3;

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The number's own records.
    Records,
    /// Its records before those that are there.
    EarlierRecords,
    /// The calls and texts it began.
    Outgoing,
    /// The calls and texts it received.
    Incoming,
    /// Its handsets.
    Handset,
    /// Its SIMs.
    Sim,
    /// Its cells.
    Cells,
    /// Where its cells stand.
    CellSites,
    /// When it was blocked.
    Order,
}

impl Missing {
    /// The comparisons that cannot see without it.
    const fn blinds(self) -> &'static [Comparison] {
        use Comparison as C;
        match self {
            Self::Records => &[C::SharedContacts, C::RareContacts, C::Announcement, C::Handover],
            Self::EarlierRecords => &[C::Announcement, C::Silence, C::Overlap],
            Self::Outgoing => &[C::Announcement],
            Self::Incoming => &[C::Handover],
            Self::Handset => &[C::Handset],
            Self::Sim => &[C::Sim],
            Self::Cells | Self::CellSites => &[C::Places],
            Self::Order => &[C::Order],
        }
    }
}

/// Data that would help to decide a pair.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wanted {
    /// What is missing.
    pub what: Missing,
    /// Of which of the two numbers.
    pub numbers: Vec<Msisdn>,
    /// From when on, where that matters.
    pub from: Option<Instant>,
    /// Until when, where that matters.
    pub until: Option<Instant>,
    /// How many bits it could add at most.
    pub bits: f64,
}

impl Wanted {
    /// What to ask for, with numbers as `name` writes them: `Ask for the cell data of 900112 and 900267.`
    pub fn sentence(&self, zone: &Zone, name: &dyn Fn(Msisdn) -> String) -> String {
        let names: Vec<String> = self.numbers.iter().map(|&n| name(n)).collect();
        let of = names.join(" and ");
        let theirs = names.iter().map(|n| format!("{n}'s")).collect::<Vec<_>>().join(" and ");
        let days = match (self.from, self.until) {
            (Some(from), Some(until)) => Some(days(from, until, zone)),
            _ => None,
        };
        let on = days.as_ref().map_or_else(String::new, |days| format!(" of {days}"));
        match self.what {
            Missing::Records => {
                let from = days.map_or_else(String::new, |days| format!(" from {days}"));
                format!("Ask for the records of {of}{from}.")
            }
            Missing::EarlierRecords => {
                let before = self.until.map_or_else(String::new, |at| format!(" before {}", at.date(zone)));
                format!("Ask for the records of {of}{before}.")
            }
            Missing::Outgoing => format!("Ask for {theirs} outgoing calls and texts{on}."),
            Missing::Incoming => format!("Ask for {theirs} incoming calls and texts{on}."),
            Missing::Handset => format!("Ask for the handset (IMEI) data of {of}."),
            Missing::Sim => format!("Ask for the SIM (IMSI) data of {of}."),
            Missing::Cells => format!("Ask for the cell data of {of}."),
            Missing::CellSites => format!("Ask where the cells of {of} stand."),
            Missing::Order => format!("Ask when {of} was blocked."),
        }
    }
}

/// `3 to 5 May 2026`, `30 Apr to 2 May 2026`, `3 May 2026`.
fn days(from: Instant, until: Instant, zone: &Zone) -> String {
    let (first, last) = (from.local(zone), until.local(zone));
    let last_day = until.date(zone);
    match (first.year == last.year, first.month == last.month, first.day == last.day) {
        (true, true, true) => last_day,
        (true, true, false) => format!("{} to {last_day}", first.day),
        (true, false, _) => format!("{} to {last_day}", from.day_month(zone)),
        (false, ..) => format!("{} to {last_day}", from.date(zone)),
    }
}

/// A number that does not occur: all is missing.
pub(super) fn records_of(number: Msisdn) -> Wanted {
    let bits = Missing::Records.blinds().iter().map(|&c| weights::shipped().most_bits(c, Tie::Succession)).sum();
    Wanted { what: Missing::Records, numbers: vec![number], from: None, until: None, bits }
}

/// What would help to decide a pair, what could add most first. Empty where nothing is missing.
pub(super) fn would_decide(pair: &Pair, evidence: &[Evidence], tie: Tie, windows: &Windows) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    let mut ask = |what: Missing, [a, b]: [bool; 2], span: Option<(i64, i64)>| {
        let told = |c: Comparison| evidence.iter().find(|e| e.comparison == c).map_or(0.0, |e| e.bits);
        let bits: f64 = what.blinds().iter().map(|&c| (weights::shipped().most_bits(c, tie) - told(c)).max(0.0)).sum();
        let numbers: Vec<Msisdn> =
            [(a, pair.a.number), (b, pair.b.number)].into_iter().filter(|n| n.0).map(|n| n.1).collect();
        let at = |secs: Option<i64>| secs.map(Instant::from_epoch_secs);
        if !numbers.is_empty() && bits > 0.0 {
            // Weights are whole hundredths.
            let bits = (bits * 100.0).round() / 100.0;
            all.push(Wanted { what, numbers, from: at(span.map(|s| s.0)), until: at(span.map(|s| s.1)), bits });
        }
    };
    let (a, b) = (pair.a, pair.b);
    let asked = [pair.old, pair.new].map(|s| pair.study.census.was_asked(s));
    let (ended, born) = (pair.old_end, b.life.start);
    ask(Missing::Records, [!asked[0], false], Some((a.life.start.min(born), ended.max(born + TOLD_SECS))));
    ask(Missing::Records, [false, !asked[1]], Some((born.min(ended - TOLD_SECS), b.life.end)));
    let begins = asked[1] && windows.begin_with(pair.new);
    ask(Missing::EarlierRecords, [false, begins], Some((a.life.start.min(born), born)));
    // Of a number whose records were not asked for, all of that is missing.
    let one_way = |share: f64| {
        let only = |asked: bool, p: &super::profile::Profile| {
            asked && p.deeds >= ENOUGH_EVENTS && (p.out_share - share).abs() < f64::EPSILON
        };
        [only(asked[0], a), only(asked[1], b)]
    };
    let out = one_way(0.0);
    let from = if out[0] { ended - TOLD_SECS } else { born };
    let until = if out[1] { born + TOLD_SECS } else { ended };
    ask(Missing::Outgoing, out, Some((from.min(until), until.max(from))));
    ask(Missing::Incoming, one_way(1.0), None);
    let lack = |missing: [bool; 2]| if (0..2).any(|i| missing[i] && asked[i]) { missing } else { [false; 2] };
    ask(Missing::Handset, lack([a.handsets.is_empty(), b.handsets.is_empty()]), None);
    ask(Missing::Sim, lack([a.sims.is_empty(), b.sims.is_empty()]), None);
    if evidence.iter().all(|e| e.comparison != Comparison::Places) {
        let seen = |p: &super::profile::Profile| p.places.iter().map(|&(_, n)| n).sum::<u32>() >= ENOUGH_CELLS;
        let unseen = [!seen(a), !seen(b)];
        ask(Missing::Cells, lack(unseen), None);
        ask(Missing::CellSites, if unseen == [false; 2] { [true; 2] } else { [false; 2] }, None);
    }
    ask(Missing::Order, [pair.study.request.orders.is_empty(), false], None);
    all.sort_by(|x, y| y.bits.total_cmp(&x.bits).then(x.what.cmp(&y.what)));
    all.truncate(MOST);
    all
}
