//! Lines as a table: one row a number.

use crate::domain::{LineKey, Zone};
use crate::folding::{Folding, Line, Link, Status};
use crate::network::Whereabouts;
use crate::place::Gazetteer;
use std::collections::BTreeMap;

/// Columns, in order.
const HEADER: [&str; 9] =
    ["number", "line", "position", "first_seen", "last_seen", "status", "score_bits", "origin", "towns"];

/// One row a number, lines in order of their keys and numbers in order of time. `score_bits` is that of the link to the
/// number before; the first number of a line has none. Several towns are joined by `; `.
pub fn lines_csv(folding: &Folding, whereabouts: &BTreeMap<LineKey, Whereabouts>, zone: &Zone) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail; the result says so once, at the end.
    let written = out.write_record(HEADER).and_then(|()| {
        folding.lines.iter().try_for_each(|line| write_line(&mut out, line, whereabouts.get(&line.key), zone))
    });
    debug_assert!(written.is_ok(), "rows have as many cells as the header");
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn write_line(
    out: &mut csv::Writer<Vec<u8>>,
    line: &Line,
    whereabouts: Option<&Whereabouts>,
    zone: &Zone,
) -> csv::Result<()> {
    let gazetteer = Gazetteer::embedded();
    let name = |key| gazetteer.area(key).map_or("", |area| area.name);
    let origin = whereabouts.and_then(|w| w.city.as_ref()).map_or("", |claim| name(claim.area));
    let towns: Vec<_> = whereabouts.map(|w| w.towns.iter().map(|t| name(t.area)).collect()).unwrap_or_default();
    let towns = towns.join("; ");
    for (i, member) in line.numbers.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| line.links.get(b));
        let after = line.links.get(i);
        out.write_record([
            member.number.to_string(),
            line.key.0.to_string(),
            (i + 1).to_string(),
            member.first.iso(zone),
            member.last.iso(zone),
            status(before, after).as_str().to_owned(),
            before.map_or_else(String::new, |link| format!("{:.2}", link.score_bits)),
            origin.to_owned(),
            towns.clone(),
        ])?;
    }
    Ok(())
}

/// A number is as sure as its link to the number before; the first of a line as its link to the next.
fn status(before: Option<&Link>, after: Option<&Link>) -> Status {
    before.or(after).map_or(Status::Alone, |link| link.status)
}
