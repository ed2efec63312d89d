//! What a sample of rows tells of its parties.

use super::code::Direction;
use super::codebook::Codebook;
use super::doubt::Doubt;
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::party::read_party;
use crate::domain::{DialPlan, Imei, Imsi, Msisdn};
use crate::ids::QuickHasher;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The parties of one row of the sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct SampleRow {
    pub a: Option<Msisdn>,
    pub b: Option<Msisdn>,
    pub target: Option<Msisdn>,
    pub way: Option<Direction>,
    pub identity: Option<u64>,
}

/// Reads the parties of the sample rows.
pub(super) fn sample(
    mapping: &Mapping,
    codes: &Codebook,
    plan: &DialPlan,
    rows: &[Vec<Cow<'_, str>>],
    (a, b, target): (usize, usize, Option<usize>),
) -> Vec<SampleRow> {
    let guessed = codes.doubts.iter().any(Doubt::is_of_the_way);
    let imsi = mapping.column(Field::Imsi(Whose::Target));
    let imei = mapping.column(Field::Imei(Whose::Target));
    let read = |row: &Vec<Cow<'_, str>>| {
        let cell = |c: usize| row.get(c).map_or("", |cell| super::clean::clean_code(cell));
        let number = |c: usize| read_party(cell(c), plan).ok().and_then(|(p, _)| p.number());
        let sim = imsi.and_then(|c| Imsi::parse(cell(c))).map(Imsi::digits);
        let handset = imei.and_then(|c| Imei::parse(cell(c))).map(Imei::digits);
        SampleRow {
            a: number(a),
            b: number(b),
            target: target.and_then(number),
            // A way that is only guessed must not decide which column is whose.
            way: codes.direction(&mapping.directions, row).filter(|_| !guessed),
            identity: sim.or(handset),
        }
    };
    rows.iter().map(read).filter(|r| r.a.is_some() || r.b.is_some()).collect()
}

/// Whether the first party is the number asked for even where the record came in: then callers stand in the second column.
/// `None` if no row tells.
///
/// Numbers of the first column in outgoing rows are asked for under either reading. Where in incoming rows such numbers stand
/// in the first column again, it is the target's.
pub(super) fn first_party_is_target(sample: &[SampleRow]) -> Option<bool> {
    let outgoing: BTreeSet<Msisdn> =
        sample.iter().filter(|r| r.way == Some(Direction::Outgoing)).filter_map(|r| r.a).collect();
    let incoming: Vec<&SampleRow> = sample.iter().filter(|r| r.way == Some(Direction::Incoming)).collect();
    let among = |n: Option<Msisdn>| n.is_some_and(|n| outgoing.contains(&n));
    // Nobody can call a withheld number or a name: in an incoming row that is the caller.
    let nameless = |one: Option<Msisdn>, other: Option<Msisdn>| one.is_some() && other.is_none();
    let only_first = incoming.iter().filter(|r| among(r.a) && !among(r.b) || nameless(r.a, r.b)).count();
    let only_second = incoming.iter().filter(|r| among(r.b) && !among(r.a) || nameless(r.b, r.a)).count();
    if only_first != only_second {
        return Some(only_first > only_second);
    }
    // Incoming rows alone: the number asked for is the one that hardly changes.
    let distinct =
        |side: fn(&SampleRow) -> Option<Msisdn>| incoming.iter().filter_map(|r| side(r)).collect::<BTreeSet<_>>().len();
    let (first, second) = (distinct(|r| r.a), distinct(|r| r.b));
    let stands_out = |few: usize, many: usize| few < many && few * 3 <= incoming.len();
    if stands_out(first, second) {
        Some(true)
    } else if stands_out(second, first) {
        Some(false)
    } else {
        None
    }
}

/// Whether the second party is the number asked for even where the record went out, by the same signs.
pub(super) fn second_party_is_target(sample: &[SampleRow]) -> bool {
    let went = |way: Direction| sample.iter().any(|row| row.way == Some(way));
    let mirrored = |row: &SampleRow| SampleRow {
        a: row.b,
        b: row.a,
        way: row.way.map(|way| match way {
            Direction::Incoming => Direction::Outgoing,
            Direction::Outgoing => Direction::Incoming,
        }),
        ..*row
    };
    let mirrored: Vec<SampleRow> = sample.iter().map(mirrored).collect();
    went(Direction::Incoming) && went(Direction::Outgoing) && first_party_is_target(&mirrored) == Some(true)
}

/// The one number that is in (nearly) every row, if there is just one such and enough rows to tell.
pub(super) fn common_number(sample: &[SampleRow]) -> Option<Msisdn> {
    if sample.len() < 4 {
        return None;
    }
    let mut counts: BTreeMap<Msisdn, usize> = BTreeMap::new();
    for row in sample {
        for number in [row.a, row.b.filter(|_| row.a != row.b)].into_iter().flatten() {
            *counts.entry(number).or_insert(0) += 1;
        }
    }
    let mut common = counts.into_iter().filter(|(_, count)| count * 50 >= sample.len() * 49).map(|(number, _)| number);
    common.next().filter(|_| common.next().is_none())
}

/// For each SIM (or handset) the number that is in most of its rows, where one stands out.
pub(super) fn holders(sample: &[SampleRow]) -> HashMap<u64, Msisdn, QuickHasher> {
    let mut counts: BTreeMap<u64, (usize, BTreeMap<Msisdn, usize>)> = BTreeMap::new();
    for row in sample {
        let Some(identity) = row.identity else { continue };
        let (rows, numbers) = counts.entry(identity).or_default();
        *rows += 1;
        for number in [row.a, row.b.filter(|_| row.a != row.b)].into_iter().flatten() {
            *numbers.entry(number).or_insert(0) += 1;
        }
    }
    let mut holders = HashMap::default();
    for (identity, (rows, numbers)) in counts {
        let mut ranked: Vec<(usize, Msisdn)> = numbers.into_iter().map(|(number, count)| (count, number)).collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        let stands_out = ranked.len() == 1 || ranked.len() > 1 && ranked[0].0 > ranked[1].0;
        if rows > 1 && stands_out && ranked[0].0 * 10 >= rows * 8 {
            holders.insert(identity, ranked[0].1);
        }
    }
    holders
}

/// Whether the first column holds the caller, where the one number of all rows stands now in the first column, now in the second:
/// then neither is the column of that number. Outgoing rows tell which is the caller's; the first is, if none does. `None` where
/// the number stays in its column.
pub(super) fn alternating(sample: &[SampleRow]) -> Option<bool> {
    let common = common_number(sample)?;
    let (mut at_first, mut at_second, mut forward, mut backward) = (0, 0, 0, 0);
    for row in sample {
        let first = row.a == Some(common);
        if first == (row.b == Some(common)) {
            continue;
        }
        at_first += usize::from(first);
        at_second += usize::from(!first);
        if let Some(way) = row.way {
            let is_forward = (way == Direction::Outgoing) == first;
            forward += usize::from(is_forward);
            backward += usize::from(!is_forward);
        }
    }
    (at_first.min(at_second) > 1 && at_first.min(at_second) * 20 >= sample.len()).then_some(forward >= backward)
}
