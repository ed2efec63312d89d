//! A world as a folder of files.

use super::cast::Service;
use super::layout::Layout;
use super::readme::readme;
use super::returns::Row;
use super::rows::{Cells, Fault};
use super::table;
use super::world::World;
use crate::domain::{Instant, Zone, grouped};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a world could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// There is no such world.
    #[error("{0}")]
    Request(String),
    /// A file or folder could not be written.
    #[error("{} could not be written: {cause}. Choose a folder you may write to. [{}]", .path.file_name().map_or_else(|| "The folder".into(), |n| n.to_string_lossy()), .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

/// Names of the files of a world, in the order they are written.
pub const FILES: [&str; 10] = [
    "northcell_return.csv",
    "bluepath_export.csv",
    "quayline_events.txt",
    "merewave_cdr.csv",
    "orders.csv",
    "attributions.csv",
    "number_places.csv",
    "cell_sites.csv",
    "truth.csv",
    "README.md",
];

/// Writes a world into `folder`, which is made if it is not there. Returns the files written.
///
/// # Errors
/// The first file or folder that could not be written.
pub fn write(world: &World, folder: &Path) -> Result<Vec<PathBuf>, SampleError> {
    fs::create_dir_all(folder).map_err(|cause| SampleError::Write { path: folder.to_owned(), cause })?;
    let written = FILES.par_iter().map(|name| {
        let path = folder.join(name);
        let result = File::create(&path).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 20, file);
            render(world, name, &mut out)?;
            out.flush()
        });
        result.map_err(|cause| SampleError::Write { path: path.clone(), cause })?;
        Ok(path)
    });
    written.collect()
}

/// Writes one of the [`FILES`] of a world; nothing for any other name.
///
/// # Errors
/// What `out` says.
pub fn render(world: &World, name: &str, out: &mut dyn Write) -> io::Result<()> {
    if let Some(operator) = Layout::ALL.iter().position(|layout| layout.file() == name) {
        return record_file(world, operator, out);
    }
    let text = match name {
        "orders.csv" => table::orders(world),
        "attributions.csv" => table::attributions(world),
        "number_places.csv" => table::number_places(world),
        "cell_sites.csv" => table::cell_sites(world),
        "truth.csv" => table::truth(world),
        "README.md" => readme(world),
        _ => String::new(),
    };
    out.write_all(text.as_bytes())
}

/// What a record file holds besides its records. Each damaged row is a copy of a sound one, so that nothing is lost by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// Rows that cannot be read.
    pub broken: u32,
    /// Rows that say what the row before says.
    pub duplicate: u32,
    /// Headers that come again.
    pub headers: u32,
    /// Blank rows among the records.
    pub blank: u32,
}

/// What happens at one row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mishap {
    Broken(Fault),
    Duplicate,
    Header,
    Blank,
}

/// Files shorter than this stay whole.
const LONG_ENOUGH: usize = 50;

/// What happens in each layout, after which part in sixteen of its rows.
fn mishaps(layout: Layout) -> &'static [(usize, Mishap)] {
    match layout {
        Layout::Northcell => {
            &[(3, Mishap::Broken(Fault::Date)), (8, Mishap::Blank), (11, Mishap::Broken(Fault::Duration))]
        }
        Layout::Bluepath => {
            &[(5, Mishap::Broken(Fault::Number)), (8, Mishap::Header), (13, Mishap::Broken(Fault::Date))]
        }
        Layout::Quayline => &[
            (2, Mishap::Duplicate),
            (6, Mishap::Duplicate),
            (9, Mishap::Broken(Fault::BrokenOff)),
            (12, Mishap::Duplicate),
        ],
        Layout::Merewave => &[(4, Mishap::Duplicate), (7, Mishap::Broken(Fault::Date)), (10, Mishap::Duplicate)],
    }
}

/// What the record file `name` of a world holds besides its records.
pub fn damage(world: &World, name: &str) -> Damage {
    let Some(operator) = Layout::ALL.iter().position(|layout| layout.file() == name) else { return Damage::default() };
    let mut damage = Damage::default();
    if world.returns[operator].len() >= LONG_ENOUGH {
        for (_, mishap) in mishaps(Layout::of(operator)) {
            match mishap {
                Mishap::Broken(_) => damage.broken += 1,
                Mishap::Duplicate => damage.duplicate += 1,
                Mishap::Header => damage.headers += 1,
                Mishap::Blank => damage.blank += 1,
            }
        }
    }
    damage
}

/// Names of the record files, with how many sound rows each holds.
pub fn record_files(world: &World) -> Vec<(&'static str, usize)> {
    Layout::ALL.iter().zip(&world.returns).map(|(layout, rows)| (layout.file(), rows.len())).collect()
}

fn record_file(world: &World, operator: usize, out: &mut dyn Write) -> io::Result<()> {
    let layout = Layout::of(operator);
    let zone = Zone::london();
    let rows = ordered(world, operator);
    let mut put = |line: &str| -> io::Result<()> {
        let end = if matches!(layout, Layout::Northcell | Layout::Merewave) { "\r\n" } else { "\n" };
        if layout == Layout::Northcell {
            out.write_all(&windows_1252(line))?;
        } else {
            out.write_all(line.as_bytes())?;
        }
        out.write_all(end.as_bytes())
    };
    for line in preamble(world, layout, rows.len() + damage(world, layout.file()).broken as usize) {
        put(&line)?;
    }
    let header = header(layout);
    // The mark that some programs put before UTF-8.
    put(&if layout == Layout::Quayline { format!("\u{feff}{header}") } else { header.to_owned() })?;
    let happens: BTreeMap<usize, Mishap> = if rows.len() < LONG_ENOUGH {
        BTreeMap::new()
    } else {
        mishaps(layout).iter().map(|&(part, mishap)| (place(&rows, part, mishap), mishap)).collect()
    };
    for (nth, row) in rows.iter().enumerate() {
        let text = Cells::new(world, &zone, row).text(layout);
        put(&text)?;
        match happens.get(&nth) {
            Some(Mishap::Broken(fault)) => put(&Cells::new(world, &zone, row).with(*fault).text(layout))?,
            Some(Mishap::Duplicate) => put(&text)?,
            Some(Mishap::Header) => put(header)?,
            Some(Mishap::Blank) => put("")?,
            None => {}
        }
    }
    if layout == Layout::Northcell {
        put("")?;
        put("*** END OF REPORT ***")?;
    }
    Ok(())
}

/// The row after which a mishap happens: the first of that part of the file; a duration is damaged where there is one.
fn place(rows: &[Row], part: usize, mishap: Mishap) -> usize {
    let first = rows.len() * part / 16;
    let fits = |row: &Row| mishap != Mishap::Broken(Fault::Duration) || row.service == Service::Voice;
    first + rows[first..].iter().position(fits).unwrap_or(0)
}

/// Northcell answers number by number, the others in order of time.
fn ordered(world: &World, operator: usize) -> Vec<Row> {
    let mut rows = world.returns[operator].clone();
    if Layout::of(operator) == Layout::Northcell {
        rows.sort_by_key(|row| (row.tenure, row.at));
    }
    rows
}

fn preamble(world: &World, layout: Layout, stated: usize) -> Vec<String> {
    if layout != Layout::Northcell {
        return Vec::new();
    }
    let zone = Zone::london();
    let first = world.request.start;
    let last = first.plus_secs(i64::from(world.request.days) * 86_400 - 2 * 3_600);
    vec![
        "Northcell Telecommunications – Disclosure Unit".to_owned(),
        format!("Call data return for {}", world.operation),
        format!("Period: {} to {}", day(first, &zone), day(last, &zone)),
        "Times: local (Europe/London)".to_owned(),
        format!("Number of records: {stated}"),
        String::new(),
    ]
}

fn day(at: Instant, zone: &Zone) -> String {
    let local = at.local(zone);
    format!("{:02}/{:02}/{}", local.day, local.month, local.year)
}

const fn header(layout: Layout) -> &'static str {
    match layout {
        Layout::Northcell => {
            "Target Number;Direction;Other Party;Event;Date and Time;Duration (s);IMEI;IMSI;Cell ID;Cell Site;Latitude;Longitude"
        }
        Layout::Bluepath => {
            "Calling Number,Called Number,Date,Time,Duration,Service,Calling IMEI,Calling IMSI,Calling Cell ID,Called IMEI,Called IMSI,Called Cell ID"
        }
        Layout::Quayline => {
            "msisdn\tdirection\tother_number\tservice\tstart_utc\tduration_s\timei\timsi\tcell_id\tcell_town"
        }
        Layout::Merewave => {
            "\"Subscriber MSISDN\",\"Call Type\",\"B Number\",\"Call Start\",\"Call Duration\",\"IMEI\",\"IMSI\",\"First Cell ID\""
        }
    }
}

/// The few characters of our files that are not ASCII, as windows-1252 has them.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '–' => 0x96,
            _ => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        })
        .collect()
}

/// How many records a world tells, in words.
pub(super) fn records_in_words(world: &World) -> String {
    grouped(world.len() as u64)
}
