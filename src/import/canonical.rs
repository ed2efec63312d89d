//! Canonical records: one CSV that says everything in one way, and that the importer reads back as the same records.

use crate::domain::{End, Instant, Records, Source, Zone};
use std::io;

/// The columns, in order.
pub(super) const COLUMNS: [&str; 17] = [
    "start",
    "kind",
    "a_party",
    "b_party",
    "duration_s",
    "a_imei",
    "a_imsi",
    "a_cell",
    "a_lat",
    "a_lon",
    "b_imei",
    "b_imsi",
    "b_cell",
    "b_lat",
    "b_lon",
    "source",
    "row",
];

/// Writes records as canonical CSV: times as ISO 8601 with the offset of `zone`, numbers as `+447…`, handsets on 14 digits.
/// `sources` are named in the column `source` by the index that records hold.
///
/// # Errors
/// Whatever the writer says.
pub fn write_canonical(records: &Records, sources: &[Source], zone: &Zone, out: &mut dyn io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    let mut starts = StartText { zone, hour: None };
    for record in records.iter() {
        csv.write_field(starts.iso(record.start))?;
        csv.write_field(record.kind.as_str())?;
        csv.write_field(records.party(record.a).to_string())?;
        csv.write_field(records.party(record.b).to_string())?;
        csv.write_field(record.duration_secs.map_or_else(String::new, |d| d.to_string()))?;
        for end in [record.a_end, record.b_end] {
            for field in end_fields(records, records.end(end)) {
                csv.write_field(field)?;
            }
        }
        csv.write_field(sources.get(usize::from(record.source)).map_or_else(String::new, Source::label))?;
        csv.write_field(record.row.to_string())?;
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

/// Handset, SIM, cell, latitude, longitude.
fn end_fields(records: &Records, end: End) -> [String; 5] {
    let cell = end.cell.map(|c| records.cells().get(c));
    let position = cell.and_then(|c| c.position);
    let degrees = |value: Option<f64>| value.map_or_else(String::new, |d| format!("{d:.6}"));
    [
        end.handset.map_or_else(String::new, |h| records.handsets().get(h).to_string()),
        end.sim.map_or_else(String::new, |s| records.sims().get(s).to_string()),
        cell.map_or_else(String::new, |c| c.key.clone()),
        degrees(position.map(crate::domain::LatLon::lat_degrees)),
        degrees(position.map(crate::domain::LatLon::lon_degrees)),
    ]
}

/// Writes starts; the date, hour and offset of the hour before are kept, since asking the zone is what takes time.
struct StartText<'z> {
    zone: &'z Zone,
    hour: Option<(i64, String)>,
}

impl StartText<'_> {
    fn iso(&mut self, start: Instant) -> String {
        // Zones change their offset at whole quarters of an hour.
        let quarter = start.epoch_secs().div_euclid(900);
        let minute = start.epoch_secs().rem_euclid(900);
        let base = match &self.hour {
            Some((known, text)) if *known == quarter => text,
            _ => &self.hour.insert((quarter, Instant::from_epoch_secs(quarter * 900).iso(self.zone))).1,
        };
        // `2026-04-27T14:30:00+01:00`: minutes and seconds stand at fixed places.
        let quarter_minutes = base.get(14..16).and_then(|m| m.parse::<i64>().ok());
        match (base.get(..14), quarter_minutes, base.get(19..)) {
            (Some(hour), Some(minutes), Some(offset)) if base.as_bytes().get(17..19) == Some(b"00") => {
                format!("{hour}{:02}:{:02}{offset}", minutes + minute / 60, minute % 60)
            }
            _ => start.iso(self.zone),
        }
    }
}
