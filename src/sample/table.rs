//! The side files and the truth, as CSV with a header.

use super::world::World;
use crate::domain::{Instant, OrderTarget, Zone};

/// Text quoted where a delimiter, a quote or the end of a line is in it (RFC 4180, 2.6).
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        let cells: Vec<_> = row.iter().map(|c| cell(c)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// `number,device,made,effective,reference`.
pub(super) fn orders(world: &World) -> String {
    let zone = Zone::london();
    let rows = world.orders.iter().map(|order| {
        let (number, device) = match order.target {
            OrderTarget::Number(number) => (number.to_string(), String::new()),
            OrderTarget::Handset(imei) => (String::new(), imei.to_string()),
            OrderTarget::Sim(imsi) => (String::new(), imsi.to_string()),
        };
        let made = order.made.map_or_else(String::new, |at| at.iso(&zone));
        vec![number, device, made, order.effective.iso(&zone), order.reference.clone()]
    });
    table("number,device,made,effective,reference", rows)
}

/// `number,person,role,from,to,basis`.
pub(super) fn attributions(world: &World) -> String {
    let zone = Zone::london();
    let when = |at: Option<Instant>| at.map_or_else(String::new, |at| at.iso(&zone));
    let rows = world.attributions.iter().map(|claim| {
        let role = claim.role.map_or("", |role| role.label()).to_lowercase();
        vec![
            claim.number.to_string(),
            claim.person.clone(),
            role,
            when(claim.from),
            when(claim.to),
            claim.basis.clone(),
        ]
    });
    table("number,person,role,from,to,basis", rows)
}

/// `number,town,basis`.
pub(super) fn number_places(world: &World) -> String {
    let rows = world.number_places.iter().map(|p| vec![p.number.to_string(), p.town.clone(), p.basis.clone()]);
    table("number,town,basis", rows)
}

/// `cell,lat,lon,town,azimuth`.
pub(super) fn cell_sites(world: &World) -> String {
    let rows = world.cell_sites.iter().map(|site| {
        let degrees = |value: fn(crate::domain::LatLon) -> f64| {
            site.position.map_or_else(String::new, |at| format!("{:.5}", value(at)))
        };
        vec![
            site.key.clone(),
            degrees(crate::domain::LatLon::lat_degrees),
            degrees(crate::domain::LatLon::lon_degrees),
            site.town.clone().unwrap_or_default(),
            site.azimuth_degrees.map_or_else(String::new, |a| a.to_string()),
        ]
    });
    table("cell,lat,lon,town,azimuth", rows)
}

/// `number,line,position,role,city,towns,first_seen,last_seen,why_hard,how,after`: every number asked for that a return tells of.
pub(super) fn truth(world: &World) -> String {
    let zone = Zone::london();
    let rows = world.lines.iter().flat_map(|line| {
        let zone = &zone;
        line.numbers.iter().enumerate().map(move |(nth, number)| {
            vec![
                number.number.to_string(),
                line.name.clone(),
                (nth + 1).to_string(),
                line.role.label().to_owned(),
                line.city.to_owned(),
                line.towns.join("; "),
                number.first_seen.iso(zone),
                number.last_seen.iso(zone),
                number.why_hard.iter().map(|h| h.label()).collect::<Vec<_>>().join("; "),
                number.how.clone(),
                number.after.map_or_else(String::new, |n| n.to_string()),
            ]
        })
    });
    table("number,line,position,role,city,towns,first_seen,last_seen,why_hard,how,after", rows)
}
