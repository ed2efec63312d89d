//! Rows as each operator writes them.

use super::cast::Service;
use super::layout::{Layout, cell_key};
use super::returns::Row;
use super::world::World;
use crate::domain::{DialPlan, Instant, LocalTime, Msisdn, Party, Zone};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What a damaged row has wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A day that no calendar has.
    Date,
    /// A duration that no clock shows.
    Duration,
    /// A number that a spreadsheet turned into `4.47701E+11`.
    Number,
    /// The row breaks off after the number.
    BrokenOff,
}

/// The text of one row, without the end of the line.
pub(super) struct Cells<'a> {
    world: &'a World,
    row: &'a Row,
    local: LocalTime,
    fault: Option<Fault>,
}

impl<'a> Cells<'a> {
    /// The row as it is.
    pub(super) fn new(world: &'a World, zone: &Zone, row: &'a Row) -> Self {
        Self { world, row, local: Instant::from_epoch_secs(row.at).local(zone), fault: None }
    }

    /// The row with something wrong.
    pub(super) fn with(self, fault: Fault) -> Self {
        Self { fault: Some(fault), ..self }
    }

    /// The row in this layout.
    pub(super) fn text(&self, layout: Layout) -> String {
        let cells = match layout {
            Layout::Northcell => self.northcell(),
            Layout::Bluepath => self.bluepath(),
            Layout::Quayline => self.quayline(),
            Layout::Merewave => self.merewave(),
        };
        let (cells, delimiter) = cells;
        let kept = if self.fault == Some(Fault::BrokenOff) { &cells[..3] } else { &cells[..] };
        kept.join(delimiter)
    }

    fn northcell(&self) -> (Vec<String>, &'static str) {
        let own = self.own().to_string();
        let site = self.site();
        let cells = vec![
            if self.fault == Some(Fault::Number) { "4.47701E+11".to_owned() } else { own },
            if self.row.outgoing { "Out" } else { "In" }.to_owned(),
            self.other("Withheld", |n| Msisdn::from_digits(n).national(&DialPlan::GREAT_BRITAIN)),
            if self.voice() { "Voice" } else { "SMS" }.to_owned(),
            self.date_time(|t| format!("{:02}/{:02}/{} {}", t.day, t.month, t.year, clock(t))),
            self.duration(|secs| secs.to_string(), ""),
            self.imei(15),
            self.imsi(),
            self.cell(Layout::Northcell),
            site.0,
            site.1,
            site.2,
        ];
        (cells, ";")
    }

    fn bluepath(&self) -> (Vec<String>, &'static str) {
        let own = format!("0{}", self.own() % 10_000_000_000);
        let own = if self.fault == Some(Fault::Number) { "4.47701E+11".to_owned() } else { own };
        let other = self.other("WITHHELD", |n| format!("0{}", n % 10_000_000_000));
        let phone = [self.imei(14), self.imsi(), self.cell(Layout::Bluepath)];
        let blank = [String::new(), String::new(), String::new()];
        let (numbers, phones) =
            if self.row.outgoing { ([own, other], [phone, blank]) } else { ([other, own], [blank, phone]) };
        let mut cells = Vec::with_capacity(12);
        cells.extend(numbers);
        cells.push(self.date_time(|t| format!("{:02}/{:02}/{}", t.day, t.month, t.year)));
        cells.push(clock(self.local));
        cells.push(self.duration(|secs| format!("{:02}:{:02}", secs / 60, secs % 60), "00:00"));
        cells.push(if self.voice() { "Call" } else { "Text" }.to_owned());
        cells.extend(phones.into_iter().flatten());
        (cells, ",")
    }

    fn quayline(&self) -> (Vec<String>, &'static str) {
        let utc = Instant::from_epoch_secs(self.row.at).local(&Zone::utc());
        let cells = vec![
            format!("+{}", self.own()),
            if self.row.outgoing { "MO" } else { "MT" }.to_owned(),
            self.other("anonymous", |n| format!("+{n}")),
            if self.voice() { "VOICE" } else { "SMS" }.to_owned(),
            format!("{}-{:02}-{:02}T{}Z", utc.year, utc.month, utc.day, clock(utc)),
            self.duration(|secs| secs.to_string(), ""),
            self.imei(16),
            self.imsi(),
            self.cell(Layout::Quayline),
            self.row
                .cell
                .map_or_else(String::new, |(mast, _)| self.world.masts.all()[usize::from(mast)].town.to_owned()),
        ];
        (cells, "\t")
    }

    fn merewave(&self) -> (Vec<String>, &'static str) {
        let code = match (self.row.service, self.row.outgoing) {
            (Service::Voice, true) => "MOC",
            (Service::Voice, false) => "MTC",
            (Service::Text, true) => "SMO",
            (Service::Text, false) => "SMT",
        };
        let month = |t: LocalTime| MONTHS[usize::from(t.month.unsigned_abs()) - 1];
        let cells = vec![
            spreadsheet(&self.own().to_string()),
            quoted(code),
            match self.world.parties[self.row.other as usize] {
                Party::Number(number) => spreadsheet(&number.digits().to_string()),
                _ => quoted(&self.other("PRIVATE", |n| n.to_string())),
            },
            quoted(&self.date_time(|t| format!("{:02}-{}-{} {}", t.day, month(t), t.year, clock(t)))),
            quoted(&self.duration(|secs| format!("{:02}:{:02}:{:02}", secs / 3600, secs / 60 % 60, secs % 60), "")),
            spreadsheet(&self.imei(15)),
            spreadsheet(&self.imsi()),
            quoted(&self.cell(Layout::Merewave)),
        ];
        (cells, ",")
    }

    /// Digits of the number asked for.
    fn own(&self) -> u64 {
        self.world.phones[self.row.tenure as usize].number.digits()
    }

    fn other(&self, withheld: &str, number: impl Fn(u64) -> String) -> String {
        match &self.world.parties[self.row.other as usize] {
            Party::Number(n) => number(n.digits()),
            Party::ShortCode(text) | Party::Sender(text) => text.clone(),
            Party::Withheld => withheld.to_owned(),
        }
    }

    fn voice(&self) -> bool {
        self.row.service == Service::Voice
    }

    fn date_time(&self, text: impl Fn(LocalTime) -> String) -> String {
        text(if self.fault == Some(Fault::Date) { LocalTime { month: 2, day: 31, ..self.local } } else { self.local })
    }

    /// Texts have no duration; operators leave it blank or write nought.
    fn duration(&self, text: impl Fn(u32) -> String, of_text: &str) -> String {
        match self.fault {
            Some(Fault::Duration) => "1:75".to_owned(),
            _ if self.voice() => text(self.row.duration_secs),
            _ => of_text.to_owned(),
        }
    }

    /// The handset in 14 digits, in 15 with the check digit, or in 16 with a software version.
    fn imei(&self, digits: usize) -> String {
        if self.row.cell.is_none() {
            return String::new();
        }
        let (first_14, check) = self.world.imei(self.row);
        match digits {
            14 => format!("{first_14:014}"),
            15 => format!("{first_14:014}{check}"),
            _ => format!("{first_14:014}{:02}", first_14 % 7 + 1),
        }
    }

    fn imsi(&self) -> String {
        if self.row.cell.is_none() {
            String::new()
        } else {
            format!("{:015}", self.world.phones[self.row.tenure as usize].sim)
        }
    }

    fn cell(&self, layout: Layout) -> String {
        self.row.cell.map_or_else(String::new, |(mast, sector)| cell_key(layout, usize::from(mast), sector))
    }

    /// Name, latitude and longitude of the mast.
    fn site(&self) -> (String, String, String) {
        let Some((mast, _)) = self.row.cell else { return (String::new(), String::new(), String::new()) };
        let mast = &self.world.masts.all()[usize::from(mast)];
        (format!("{} – {}", mast.town, mast.street), degrees(mast.lat_e5), degrees(mast.lon_e5))
    }
}

/// `10:15:33`.
fn clock(t: LocalTime) -> String {
    format!("{:02}:{:02}:{:02}", t.hour, t.minute, t.second)
}

/// Hundred thousandths of a degree as degrees.
pub(super) fn degrees(e5: i32) -> String {
    let sign = if e5 < 0 { "-" } else { "" };
    let size = e5.unsigned_abs();
    format!("{sign}{}.{:05}", size / 100_000, size % 100_000)
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// A cell that no spreadsheet takes for a quantity.
fn spreadsheet(text: &str) -> String {
    if text.is_empty() { "\"\"".to_owned() } else { format!("=\"{text}\"") }
}
