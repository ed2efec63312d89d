//! The true answer.

use super::Hardship;
use super::TrueRole;
use super::cast::{Manner, Tenure, TenureIx};
use super::returns::Row;
use super::stage::Stage;
use super::towns::town;
use super::world::Phone;
use crate::domain::{Instant, Msisdn, span};

/// A user of phones whose records were asked for: a deal line, a person of its crew, or somebody who has nothing to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueLine {
    /// Unique in the world.
    pub name: String,
    /// What it truly is.
    pub role: TrueRole,
    /// Where it is run from; empty for bystanders.
    pub city: &'static str,
    /// Where it sells, delivers or lives.
    pub towns: Vec<&'static str>,
    /// Its numbers that were asked for, in order of first use.
    pub numbers: Vec<TrueNumber>,
}

/// A number of a true line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueNumber {
    /// The number.
    pub number: Msisdn,
    /// First and last record of its own return.
    pub first_seen: Instant,
    /// See `first_seen`.
    pub last_seen: Instant,
    /// The number it took over from, or runs beside: the nearest whose records were asked for. `None` for a first number.
    pub after: Option<Msisdn>,
    /// What makes it hard to see that it took over from that number.
    pub why_hard: Vec<Hardship>,
    /// How it took over, in words; empty for a first number.
    pub how: String,
}

/// Every user that anybody asked for, as far as the returns tell of him.
pub(super) fn true_lines(stage: &Stage<'_>, phones: &[Phone], returns: &[Vec<Row>]) -> Vec<TrueLine> {
    let seen = seen(phones.len(), returns);
    let mut lines = Vec::new();
    for seat in &stage.seats {
        let mut numbers = Vec::new();
        for &tenure in &seat.tenures {
            let Some((first, last)) = seen[tenure] else { continue };
            let after = before(&stage.tenures, tenure).find(|&t| seen[t].is_some());
            let mut why_hard = stage.tenures[tenure].hardships.clone();
            why_hard.sort_unstable();
            why_hard.dedup();
            numbers.push(TrueNumber {
                number: phones[tenure].number,
                first_seen: Instant::from_epoch_secs(first),
                last_seen: Instant::from_epoch_secs(last),
                after: after.map(|t| phones[t].number),
                why_hard: if after.is_some() { why_hard } else { Vec::new() },
                how: if after.is_some() { how(&stage.tenures, tenure) } else { String::new() },
            });
        }
        if !numbers.is_empty() {
            let towns = seat.towns.iter().map(|&t| town(t).name).collect();
            let city = seat.city.map_or("", |c| town(c).name);
            lines.push(TrueLine { name: seat.name.clone(), role: seat.role, city, towns, numbers });
        }
    }
    lines
}

/// The numbers before this one, the latest first.
fn before(tenures: &[Tenure], tenure: TenureIx) -> impl Iterator<Item = TenureIx> {
    std::iter::successors(tenures[tenure].takes_over, |&t| tenures[t].takes_over)
}

/// First and last row of each tenure's return.
fn seen(tenures: usize, returns: &[Vec<Row>]) -> Vec<Option<(i64, i64)>> {
    let mut seen: Vec<Option<(i64, i64)>> = vec![None; tenures];
    for row in returns.iter().flatten() {
        let seen = &mut seen[row.tenure as usize];
        let (first, last) = seen.unwrap_or((row.at, row.at));
        *seen = Some((first.min(row.at), last.max(row.at)));
    }
    seen
}

/// `same handset, new SIM; back 52 min after an order; 85 % of customers told`.
fn how(tenures: &[Tenure], tenure: TenureIx) -> String {
    let new = &tenures[tenure];
    let Some(old) = new.takes_over.map(|t| &tenures[t]) else { return String::new() };
    let phone = match new.manner {
        Some(Manner::SameHandset) => "same handset, new SIM",
        Some(Manner::SameSim) => "same SIM and handset, new number",
        Some(Manner::CrewHandset) => "handset of a runner, new SIM",
        Some(Manner::AllNew) | None => "new handset, new SIM",
    };
    let gap = new.from - old.to;
    let time = match old.blocked {
        _ if new.hardships.contains(&Hardship::Beside) => format!("ran beside for {}", span(new.to - new.from)),
        Some(at) => format!("back {} after an order", span(new.from - at)),
        None if gap < 0 => format!("both live for {}", span(gap)),
        None => format!("back after {}", span(gap)),
    };
    let told = new.told.map_or_else(String::new, |share| {
        let percent = super::random::whole(share * 100.0 + 0.5);
        if percent == 0 { "; nobody told".to_owned() } else { format!("; about {percent} % of customers told") }
    });
    format!("{phone}; {time}{told}")
}
