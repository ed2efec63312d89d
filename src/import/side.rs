//! Side files: blocking orders, attributions, places of numbers, cell-site lists.

use super::aside::{RowClass, class_of};
use super::calendar::{self, Calendar, CalendarQuestion};
use super::clean::{clean, clean_code};
use super::clock::TimeDigits;
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::moment::{DateDigits, MomentError, MomentFrom, MomentReader};
use super::phone::{WrittenPosition, cell_key};
use super::rejected::RejectedRows;
use super::row::RowError;
use super::sheet::Sheet;
use super::store::Halt;
use super::tally::Tally;
use super::vocabulary::meaning_of;
use super::{Batch, Content, DuplicateRow, ImportOptions};
use crate::diag::Monitor;
use crate::domain::{
    Attribution, CellSite, Imei, Imsi, Instant, LatLon, Msisdn, NumberPlace, Order, OrderTarget, Role,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A row of a side file, read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Order(Order),
    Attribution(Attribution),
    Place(NumberPlace),
    Site { key: String, position: Option<LatLon>, town: Option<String>, azimuth_degrees: Option<u16> },
}

/// Reads rows of one side file.
struct SideReader<'s> {
    mapping: &'s Mapping,
    options: &'s ImportOptions,
    moments: MomentReader,
}

/// Reads the rows of a side file into the batch.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn read_side(
    sheet: &Sheet<'_>,
    mapping: &Mapping,
    options: &ImportOptions,
    batch: &mut Batch,
    monitor: &dyn Monitor,
) -> Result<(), Halt> {
    let reader = SideReader { mapping, options, moments: moment_reader(sheet, mapping, options, batch, monitor)? };
    let mut seen: BTreeMap<Entry, u64> = BTreeMap::new();
    let mut rejected = RejectedRows::default();
    sheet.each_row(monitor, |row, text, cells| {
        if class_of(cells, &sheet.header) != RowClass::Data {
            batch.report.not_records += 1;
            return;
        }
        match reader.entry(cells) {
            Ok(entry) => {
                if let Some(first) = seen.get(&entry) {
                    batch.report.duplicate_rows.push(DuplicateRow { row, same_as: *first });
                    batch.report.count_read(0, 1);
                } else {
                    seen.insert(entry.clone(), row);
                    batch.report.count_read(1, 0);
                    batch.take(entry);
                }
            }
            Err(errors) => rejected.push(row, text, &errors),
        }
    })?;
    batch.report.reject(rejected);
    Ok(())
}

impl Batch {
    fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Order(order) => self.orders.push(order),
            Entry::Attribution(attribution) => self.attributions.push(attribution),
            Entry::Place(place) => self.number_places.push(place),
            Entry::Site { key, position, town, azimuth_degrees } => {
                self.cell_sites.push(CellSite { key, position, town, azimuth_degrees });
            }
        }
    }
}

/// How the dates of a side file are read: decided by all its rows, as for records.
fn moment_reader(
    sheet: &Sheet<'_>,
    mapping: &Mapping,
    options: &ImportOptions,
    batch: &mut Batch,
    monitor: &dyn Monitor,
) -> Result<MomentReader, Halt> {
    let fields = [Field::Made, Field::Effective, Field::From, Field::Until];
    let dates: Vec<usize> = fields.iter().filter_map(|f| mapping.column(*f)).collect();
    let headers: Vec<&str> = dates.iter().filter_map(|c| sheet.header.get(*c)).map(String::as_str).collect();
    let question = CalendarQuestion {
        in_sequence: false,
        date_digits: DateDigits::Counted,
        time_digits: TimeDigits::Seconds,
        offsets: None,
        zone: calendar::zone_of(headers.into_iter().map(|h| (h, meaning_of(h))), sheet, options),
        dates,
    };
    let calendar = Calendar::find(question, sheet, options, monitor)?;
    calendar.tell(&mut batch.report);
    Ok(calendar.reader)
}

impl SideReader<'_> {
    fn cell<'c>(&self, row: &'c [Cow<'_, str>], field: Field) -> &'c str {
        self.mapping.column(field).and_then(|c| row.get(c)).map_or("", |cell| clean(cell))
    }

    fn entry(&self, row: &[Cow<'_, str>]) -> Result<Entry, Vec<RowError>> {
        let mut errors = Vec::new();
        let entry = match self.mapping.content {
            Content::Orders => self.order(row, &mut errors).map(Entry::Order),
            Content::Attributions => self.attribution(row, &mut errors).map(Entry::Attribution),
            Content::NumberPlaces => self.number_place(row, &mut errors).map(Entry::Place),
            _ => Some(self.site(row, &mut errors)),
        };
        match entry {
            Some(entry) if errors.is_empty() => Ok(entry),
            _ => Err(errors),
        }
    }

    fn number(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) -> Option<Msisdn> {
        let text = self.cell(row, Field::Number);
        let number = Msisdn::parse(clean_code(text), &self.options.plan);
        number.map_err(|error| errors.push(wrong("not a number", format!("{error}.")))).ok()
    }

    /// The moment of a column; blank is none.
    fn moment(&self, row: &[Cow<'_, str>], field: Field, errors: &mut Vec<RowError>) -> Option<Instant> {
        let column = self.mapping.column(field)?;
        // A date alone means the beginning of that day, here as in speech.
        let mut unheard = Tally::default();
        match self.moments.moment(MomentFrom::One(column), row, 0, &mut unheard) {
            Ok(reading) => Some(reading.instant()),
            Err(MomentError::Missing) => None,
            Err(_) => {
                let text = self.cell(row, field);
                errors.push(wrong("not a date", format!("\"{text}\" is not a date ({}).", field.name())));
                None
            }
        }
    }

    fn order(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) -> Option<Order> {
        let target = self.order_target(row, errors);
        let made = self.moment(row, Field::Made, errors);
        let effective = self.moment(row, Field::Effective, errors).or(made);
        if effective.is_none() && errors.is_empty() {
            errors.push(wrong("no date", "The row does not say when the order takes effect.".to_owned()));
        }
        let reference = self.cell(row, Field::Reference).to_owned();
        Some(Order { effective: effective?, target: target?, made, reference })
    }

    /// What an order blocks: a number, a handset or a SIM, in whichever of the columns it stands.
    fn order_target(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) -> Option<OrderTarget> {
        let (imei, imsi) = (Field::Imei(Whose::Target), Field::Imsi(Whose::Target));
        let sim = |text: &str| Imsi::parse(text).map(OrderTarget::Sim);
        let handset = |text: &str| Imei::parse(text).map(OrderTarget::Handset);
        let any = |text: &str| {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            let is_home_sim = digits == 15 && ["234", "235", "272"].iter().any(|mcc| text.starts_with(mcc));
            match digits {
                14..=16 if is_home_sim => sim(text),
                14..=16 => handset(text),
                _ => Msisdn::parse(text, &self.options.plan).ok().map(OrderTarget::Number),
            }
        };
        let texts = [Field::Number, Field::Device, imei, imsi].map(|f| (f, clean_code(self.cell(row, f))));
        let filled = || texts.iter().filter(|(_, text)| !text.is_empty());
        let read = filled().find_map(|(field, text)| match field {
            Field::Imei(_) => handset(text),
            Field::Imsi(_) => sim(text),
            _ => any(text),
        });
        if read.is_none() {
            errors.push(match filled().next() {
                Some((_, text)) => {
                    wrong("not a number", format!("\"{text}\" is neither a number nor a handset nor a SIM."))
                }
                None => wrong("no number", "The row does not say what is blocked.".to_owned()),
            });
        }
        read
    }

    fn attribution(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) -> Option<Attribution> {
        let number = self.number(row, errors);
        let role_text = self.cell(row, Field::Role);
        let role = Role::parse(role_text);
        if role.is_none() && !role_text.is_empty() {
            let known = "deal line, runner, holder, customer or other";
            errors.push(wrong("role not known", format!("Role \"{role_text}\" is not known: {known} was expected.")));
        }
        let from = self.moment(row, Field::From, errors);
        let to = self.moment(row, Field::Until, errors);
        let person = self.cell(row, Field::Person).to_owned();
        if person.is_empty() && role_text.is_empty() {
            errors.push(wrong("nothing claimed", "The row names neither a person nor a role.".to_owned()));
        }
        Some(Attribution { number: number?, person, role, from, to, basis: self.cell(row, Field::Basis).to_owned() })
    }

    fn number_place(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) -> Option<NumberPlace> {
        let number = self.number(row, errors);
        let town = self.cell(row, Field::Town(Whose::Target)).to_owned();
        if town.is_empty() {
            errors.push(wrong("no town", "The row names no town.".to_owned()));
        }
        Some(NumberPlace { number: number?, town, basis: self.cell(row, Field::Basis).to_owned() })
    }

    fn site(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) -> Entry {
        let at = Whose::Target;
        let lac = clean_code(self.cell(row, Field::Lac(at)));
        let key = cell_key(lac, clean_code(self.cell(row, Field::Cell(at)))).into_owned();
        if key.is_empty() {
            errors.push(wrong("no cell", "The row names no cell.".to_owned()));
        }
        let written = WrittenPosition {
            lat: self.cell(row, Field::Lat(at)),
            lon: self.cell(row, Field::Lon(at)),
            pair: self.cell(row, Field::LatLon(at)),
            easting: self.cell(row, Field::Easting(at)),
            northing: self.cell(row, Field::Northing(at)),
        };
        let position = written.read();
        let town = Some(self.cell(row, Field::Town(at)).to_owned()).filter(|t| !t.is_empty());
        if position.is_none() && town.is_none() {
            errors.push(wrong("no place", format!("\"{}\" is no position, and no town is named.", written.text())));
        }
        let azimuth = self.cell(row, Field::Azimuth).split('.').next().and_then(|a| a.parse::<u16>().ok());
        let azimuth_degrees = azimuth.filter(|a| *a <= 360).map(|a| a % 360);
        Entry::Site { key, position, town, azimuth_degrees }
    }
}

fn wrong(cause: &'static str, message: String) -> RowError {
    RowError { cause, message, hint: "Row kept out; correct it." }
}
