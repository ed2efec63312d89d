//! A finished world: what the operators tell of it, and what is true.

use super::WorldRequest;
use super::book::PartyIx;
use super::calendar::Secs;
use super::cast::Service;
use super::handset;
use super::layout::{Layout, cell_key};
use super::mast::Masts;
use super::play::play;
use super::returns::{Row, returns};
use super::side;
use super::stage::OPERATORS;
use super::truth::{TrueLine, true_lines};
use crate::domain::{
    Attribution, Cell, CellSite, EndDraft, Imei, Imsi, Instant, Kind, LatLon, Msisdn, NumberPlace, Order, Party,
    RecordDraft, Records,
};
use std::collections::BTreeMap;

/// Birds that operations are called by.
const BIRDS: [&str; 16] = [
    "Avocet",
    "Bittern",
    "Curlew",
    "Dotterel",
    "Fieldfare",
    "Goldcrest",
    "Hobby",
    "Sandpiper",
    "Kittiwake",
    "Lapwing",
    "Merlin",
    "Nightjar",
    "Osprey",
    "Plover",
    "Redstart",
    "Turnstone",
];

/// A finished world: what the operators tell of it, and what is true.
#[derive(Clone, Debug)]
pub struct World {
    /// What was asked for.
    pub request: WorldRequest,
    /// What the invented operation is called.
    pub operation: String,
    /// Whether every number is from Ofcom's ranges for fiction; else mobiles are from 07603 to 07607, which no network holds.
    pub fiction: bool,
    /// The true answer: every user whose records were asked for, with its numbers in order.
    pub lines: Vec<TrueLine>,
    /// Blocking orders.
    pub orders: Vec<Order>,
    /// What people say of numbers.
    pub attributions: Vec<Attribution>,
    /// Where users of numbers are said to live.
    pub number_places: Vec<NumberPlace>,
    /// Cell-site lists of the operators that give no position.
    pub cell_sites: Vec<CellSite>,
    pub(super) parties: Vec<Party>,
    pub(super) phones: Vec<Phone>,
    pub(super) masts: Masts,
    pub(super) returns: [Vec<Row>; OPERATORS],
}

/// What a return says of the phone behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    pub(super) number: Msisdn,
    pub(super) sim: u64,
    pub(super) handsets: Vec<(Secs, u64)>,
}

impl Phone {
    /// The handset in use at `at`: 14 digits.
    pub(super) fn handset_at(&self, at: Secs) -> u64 {
        let next = self.handsets.partition_point(|&(from, _)| from <= at);
        self.handsets[next.saturating_sub(1)].1
    }
}

/// Makes the world asked for. The same request makes the same world, on every machine.
///
/// Values out of bounds are taken for the nearest in bounds; see [`WorldRequest::check`].
pub fn world(request: &WorldRequest) -> World {
    let request = request.held();
    let (mut stage, market) = play(&request);
    let (parties, fiction) = stage.book.settle(request.seed);
    let masts = Masts::of(&stage.seats);
    let told = returns(&mut stage, &parties, &masts);
    let number = |party: PartyIx| parties[party as usize].number().unwrap_or(Msisdn::from_digits(0));
    let phones =
        stage.tenures.iter().map(|t| Phone { number: number(t.party), sim: t.sim, handsets: t.handsets.clone() });
    let phones: Vec<Phone> = phones.collect();
    let lines = true_lines(&stage, &phones, &told);
    let orders = side::orders(&stage, &phones);
    let attributions = side::attributions(&stage, &phones, &told);
    let number_places = side::number_places(&stage, &market, &parties, &told);
    let cell_sites = side::cell_sites(&masts);
    let operation = format!("Operation {}", BIRDS[usize::try_from(request.seed % 16).unwrap_or(0)]);
    World {
        operation,
        fiction,
        lines,
        orders,
        attributions,
        number_places,
        cell_sites,
        parties,
        phones,
        masts,
        returns: told,
        request,
    }
}

impl World {
    /// How many rows the operators tell.
    pub fn len(&self) -> usize {
        self.returns.iter().map(Vec::len).sum()
    }

    /// Whether they tell nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The true line of every number asked for. A number that two users had one after the other is the first one's.
    pub fn partition(&self) -> BTreeMap<Msisdn, String> {
        let mut partition = BTreeMap::new();
        for line in &self.lines {
            for true_number in &line.numbers {
                partition.entry(true_number.number).or_insert_with(|| line.name.clone());
            }
        }
        partition
    }

    /// Every row of every return as a record, without going through files: operator by operator, in order of time. `source`
    /// is the index of the operator's file, `row` counts from 1. Each event between two numbers asked for is told twice.
    pub fn records(&self) -> Records {
        let mut records = Records::default();
        for (operator, rows) in self.returns.iter().enumerate() {
            for (nth, row) in rows.iter().enumerate() {
                records.push(&self.draft(operator, nth, row));
                records.mark_requested(self.phones[row.tenure as usize].number);
            }
        }
        records
    }

    fn draft(&self, operator: usize, nth: usize, row: &Row) -> RecordDraft {
        let phone = &self.phones[row.tenure as usize];
        let own = Party::Number(phone.number);
        let other = self.parties[row.other as usize].clone();
        let end = EndDraft {
            handset: row.cell.and_then(|_| Imei::parse(&format!("{:014}", phone.handset_at(row.at)))),
            sim: row.cell.and_then(|_| Imsi::parse(&format!("{:015}", phone.sim))),
            cell: row.cell.map(|(mast, sector)| self.cell(operator, mast, sector)),
        };
        let ((a, a_end), (b, b_end)) = if row.outgoing {
            ((own, end), (other, EndDraft::default()))
        } else {
            ((other, EndDraft::default()), (own, end))
        };
        RecordDraft {
            start: Instant::from_epoch_secs(row.at),
            duration_secs: (row.service == Service::Voice).then_some(row.duration_secs),
            kind: if row.service == Service::Voice { Kind::Voice } else { Kind::Sms },
            a,
            b,
            a_end,
            b_end,
            source: u16::try_from(operator).unwrap_or(0),
            row: u32::try_from(nth + 1).unwrap_or(u32::MAX),
        }
    }

    fn cell(&self, operator: usize, mast: u16, sector: u8) -> Cell {
        let layout = Layout::of(operator);
        let site = &self.masts.all()[usize::from(mast)];
        let position = || LatLon::new(f64::from(site.lat_e5) / 1e5, f64::from(site.lon_e5) / 1e5);
        Cell {
            key: cell_key(layout, usize::from(mast), sector),
            position: if layout == Layout::Northcell { position() } else { None },
            town: (layout == Layout::Quayline).then(|| site.town.to_owned()),
        }
    }

    /// The handset of a row as digits of an IMEI with its check digit.
    pub(super) fn imei(&self, row: &Row) -> (u64, u64) {
        let first_14 = self.phones[row.tenure as usize].handset_at(row.at);
        (first_14, handset::check_digit(first_14))
    }
}
