//! Canonical records: one CSV that says everything in one way, and that the importer reads back as the same records.

use crate::domain::{Instant, LatLon, Records, Source, Zone};
use crate::ids::Id;
use rayon::prelude::*;
use std::fmt::{Display, Write as _};
use std::io;
use std::ops::Range;

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

/// Records that one thread writes at a time.
const CHUNK: usize = 16 * 1024;

/// Writes records as canonical CSV: times as ISO 8601 with the offset of `zone`, numbers as `+447…`, handsets on 14 digits.
/// `sources` are named in the column `source` by the index that records hold. A few thousand records are in memory as text at a time.
///
/// # Errors
/// Whatever the writer says.
pub fn write_canonical(records: &Records, sources: &[Source], zone: &Zone, out: &mut dyn io::Write) -> io::Result<()> {
    csv::Writer::from_writer(&mut *out).write_record(COLUMNS)?;
    let names: Vec<String> = sources.iter().map(Source::label).collect();
    let at_once = CHUNK * rayon::current_num_threads();
    for from in (0..records.len()).step_by(at_once) {
        let until = records.len().min(from + at_once);
        let chunks: Vec<usize> = (from..until).step_by(CHUNK).collect();
        let written: Vec<io::Result<Vec<u8>>> =
            chunks.into_par_iter().map(|first| lines(records, first..until.min(first + CHUNK), &names, zone)).collect();
        for lines in written {
            out.write_all(&lines?)?;
        }
    }
    out.flush()
}

fn lines(records: &Records, which: Range<usize>, names: &[String], zone: &Zone) -> io::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::with_capacity(which.len() * 160));
    let mut starts = StartText { zone, hour: None };
    let mut text = Text::default();
    for record in which.map(|i| records.get(Id::new(i))) {
        csv.write_field(starts.iso(record.start))?;
        csv.write_field(record.kind.as_str())?;
        csv.write_field(text.of(records.party(record.a)))?;
        csv.write_field(text.of(records.party(record.b)))?;
        csv.write_field(text.maybe(record.duration_secs))?;
        for end in [record.a_end, record.b_end].map(|end| records.end(end)) {
            let cell = end.cell.map(|c| records.cell(c));
            let position = cell.and_then(|c| c.position);
            csv.write_field(text.maybe(end.handset.map(|h| records.handsets().get(h))))?;
            csv.write_field(text.maybe(end.sim.map(|s| records.sims().get(s))))?;
            csv.write_field(cell.map_or("", |c| c.key))?;
            csv.write_field(text.degrees(position.map(LatLon::lat_degrees)))?;
            csv.write_field(text.degrees(position.map(LatLon::lon_degrees)))?;
        }
        csv.write_field(names.get(usize::from(record.source)).map_or("", String::as_str))?;
        csv.write_field(text.of(record.row))?;
        csv.write_record(None::<&[u8]>)?;
    }
    csv.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// One field at a time as text, always in the same place.
#[derive(Default)]
struct Text(String);

impl Text {
    fn of(&mut self, value: impl Display) -> &str {
        self.0.clear();
        // Writing to a string cannot fail.
        let _ok = write!(self.0, "{value}");
        &self.0
    }

    fn maybe(&mut self, value: Option<impl Display>) -> &str {
        value.map_or("", |value| self.of(value))
    }

    /// Degrees with the six decimals that are kept of a position.
    fn degrees(&mut self, value: Option<f64>) -> &str {
        let Some(degrees) = value else { return "" };
        #[expect(clippy::cast_possible_truncation, reason = "180 million fits")]
        let millionths = (degrees * 1e6).round() as i64;
        let sign = if millionths < 0 { "-" } else { "" };
        let whole = millionths.unsigned_abs();
        self.of(format_args!("{sign}{}.{:06}", whole / 1_000_000, whole % 1_000_000))
    }
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
