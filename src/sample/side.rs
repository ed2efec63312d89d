//! What comes with the records: orders, what people say of numbers, where users live, cell-site lists.

use super::TrueRole;
use super::calendar::{DAY, HOUR};
use super::layout::{Layout, SECTORS, cell_key};
use super::market::Market;
use super::mast::Masts;
use super::random::hash;
use super::returns::Row;
use super::stage::{Stage, Stream};
use super::towns::town;
use super::world::Phone;
use crate::domain::{Attribution, CellSite, Imei, Instant, LatLon, NumberPlace, Order, OrderTarget, Party, Role};
use std::collections::BTreeSet;

/// Orders against numbers that were blocked, and now and then against the handset as well.
pub(super) fn orders(stage: &Stage<'_>, phones: &[Phone]) -> Vec<Order> {
    let mut random = stage.random(Stream::Requests, 1);
    let mut orders = Vec::new();
    let mut blocked: Vec<_> =
        stage.tenures.iter().enumerate().filter_map(|(index, t)| t.blocked.map(|at| (at, index))).collect();
    blocked.sort_unstable();
    for (nth, (at, index)) in blocked.into_iter().enumerate() {
        let effective = Instant::from_epoch_secs(at);
        let made = Some(effective.plus_secs(-random.between(2, 6) * DAY - random.between(0, 3) * HOUR));
        let reference = format!("DD-{:03}", nth + 1);
        let target = OrderTarget::Number(phones[index].number);
        orders.push(Order { effective, target, made, reference: reference.clone() });
        // The handset is blocked where it did not go on.
        let went_on = stage.tenures.iter().any(|t| t.from > at && t.handsets[0].1 == phones[index].handset_at(at));
        if !went_on
            && random.chance(0.3)
            && let Some(imei) = Imei::parse(&format!("{:014}", phones[index].handset_at(at)))
        {
            orders.push(Order { effective, target: OrderTarget::Handset(imei), made, reference });
        }
    }
    orders
}

/// What officers say of some numbers: never of two numbers of one user, so that no answer is given away.
pub(super) fn attributions(stage: &Stage<'_>, phones: &[Phone], returns: &[Vec<Row>]) -> Vec<Attribution> {
    let mut random = stage.random(Stream::Requests, 2);
    let told: BTreeSet<_> = returns.iter().flatten().map(|row| row.tenure as usize).collect();
    let mut claims = Vec::new();
    for seat in &stage.seats {
        let Some(&tenure) = seat.tenures.iter().find(|t| told.contains(t)) else { continue };
        let (share, role, basis) = match seat.role {
            TrueRole::DealLine => (1.0, Some(Role::DealLine), "Named in flare texts on a seized phone"),
            TrueRole::Runner => (1.0, Some(Role::Runner), "Phone seized on arrest"),
            TrueRole::Holder => (1.0, Some(Role::Holder), "Top-up bought on camera"),
            TrueRole::Customer => (1.0, Some(Role::Customer), "Number given on interview"),
            TrueRole::Bystander => (0.9, Some(Role::Other), "Subscriber check"),
        };
        if !random.chance(share) {
            continue;
        }
        let person = match seat.role {
            // What customers call the line; the brand outlives every number.
            TrueRole::DealLine => seat.name.clone(),
            _ => format!("Nominal {}", claims.len() + 1),
        };
        let whole = random.chance(0.5);
        let moment = |secs| (!whole).then(|| Instant::from_epoch_secs(secs));
        let (from, to) = (moment(stage.tenures[tenure].from), moment(stage.tenures[tenure].to));
        claims.push(Attribution { number: phones[tenure].number, person, role, from, to, basis: basis.to_owned() });
    }
    claims
}

/// Where about every fifth customer who turns up in the records is said to live.
pub(super) fn number_places(
    stage: &Stage<'_>,
    market: &Market,
    parties: &[Party],
    returns: &[Vec<Row>],
) -> Vec<NumberPlace> {
    let met: BTreeSet<_> = returns.iter().flatten().map(|row| row.other).collect();
    let bases = ["Custody record", "Drug service referral", "Subscriber check", "Interview", "Voters' register"];
    let mut places = Vec::new();
    for (index, customer) in market.customers.iter().enumerate() {
        let draw = hash(&[stage.request.seed, index as u64, 5]);
        let Some(number) = parties[customer.number as usize].number() else { continue };
        if draw.is_multiple_of(5) && met.contains(&customer.number) {
            let basis = bases[usize::try_from(draw / 5 % 5).unwrap_or(0)].to_owned();
            places.push(NumberPlace { number, town: town(customer.town).name.to_owned(), basis });
        }
    }
    places
}

/// Cells of the two operators whose records give neither position nor town.
pub(super) fn cell_sites(masts: &Masts) -> Vec<CellSite> {
    let mut sites = Vec::new();
    for layout in [Layout::Bluepath, Layout::Merewave] {
        for (index, mast) in masts.all().iter().enumerate() {
            for sector in 1..=SECTORS {
                let turned = u16::try_from(hash(&[index as u64]) % 120).unwrap_or(0);
                sites.push(CellSite {
                    key: cell_key(layout, index, sector),
                    position: LatLon::new(f64::from(mast.lat_e5) / 1e5, f64::from(mast.lon_e5) / 1e5),
                    town: Some(mast.town.to_owned()),
                    azimuth_degrees: Some((turned + 120 * u16::from(sector - 1)) % 360),
                });
            }
        }
    }
    sites
}
