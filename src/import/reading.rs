//! What a person says of how a file is read. It stands above all that is inferred.

use super::clean::clean;
use super::date::DateOrder;
use super::field::Field;
use super::{ImportOptions, Template};
use crate::diag::{Place, Problem};
use crate::domain::{DialPlan, Msisdn, Zone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a file is to be read, as far as a person has said so. What is left out is inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Column, by its header as written or by its place (`#3` is the third), and what it holds: words of
    /// [`field_names`], parted by commas where it holds two (`direction, kind`); `-` leaves it aside. Of a file with
    /// several tables the name of one may stand before it: `Voice!Number`, `table at row 7!#2`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// What single codes of the file mean, in any case: words of [`CODE_WORDS`], parted by spaces (`out voice`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
    /// Which part of a date comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// Zone of times that name none: `Europe/Paris`, `UTC`, `+02:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The number whose records the file holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Country by whose dial plan numbers are completed: `GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// What a code may mean.
pub const CODE_WORDS: [&str; 7] = ["in", "out", "voice", "sms", "mms", "data", "other"];

/// Stands for a column that is left aside.
pub const LEFT_ASIDE: &str = "-";

/// Every field that a column of records can be said to hold.
pub fn field_names() -> Vec<String> {
    Field::of_records().into_iter().map(Field::name).collect()
}

/// A zone by its name in the IANA database, or as an offset: `Europe/Paris`, `UTC`, `+02:00`, `UTC-5`.
pub fn zone_of_name(name: &str) -> Option<Zone> {
    let name = name.trim();
    if let Some(zone) = Zone::named(name) {
        return Some(zone);
    }
    let upper = name.to_ascii_uppercase();
    let offset = upper.strip_prefix("UTC").or(upper.strip_prefix("GMT")).unwrap_or(&upper).trim();
    let (sign, digits) = match offset.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or(match digits.len() {
        4 => digits.split_at(2),
        _ => (digits, "0"),
    });
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let sane = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    sane.then(|| Zone::fixed(sign * (hours * 3600 + minutes * 60))).flatten()
}

/// A header as it is compared: without wrapping, in lower case, with single spaces.
pub(super) fn plain_header(header: &str) -> String {
    clean(header).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Reading {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This reading, and what it leaves open taken from another.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        let mut columns = other.columns.clone();
        columns.extend(self.columns.clone());
        let mut codes = other.codes.clone();
        codes.extend(self.codes.clone());
        Self {
            columns,
            codes,
            dates: self.dates.or(other.dates),
            zone: self.zone.clone().or_else(|| other.zone.clone()),
            target: self.target.clone().or_else(|| other.target.clone()),
            region: self.region.clone().or_else(|| other.region.clone()),
        }
    }

    /// Whether a word names a column of a header: the header as written, or a place such as `#3`; with the name of the table
    /// before it, of that table.
    pub fn names_column(key: &str, header: &[String], table: Option<&str>) -> bool {
        own_key(key, header, table).is_some_and(|(key, _)| !columns_named(key, header).is_empty())
    }

    /// The same, said of one table alone.
    #[must_use]
    pub fn of_table(&self, table: &str) -> Self {
        let columns = self.columns.iter().map(|(key, value)| (format!("{}!{key}", bare_table(table)), value.clone()));
        Self { columns: columns.collect(), ..self.clone() }
    }

    /// Words for the command line that say the same.
    pub fn flags(&self) -> Vec<String> {
        let quoted = |text: String| {
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '_' | '=' | '/' | ':' | '.' | ',');
            if text.chars().all(plain) { text } else { format!("\"{}\"", text.replace('"', "\\\"")) }
        };
        let pairs = |flag: &str, pairs: &BTreeMap<String, String>| {
            let one = |(key, value): (&String, &String)| format!("{flag} {}", quoted(format!("{key}={value}")));
            pairs.iter().map(one).collect::<Vec<_>>()
        };
        let mut flags = pairs("--map", &self.columns);
        flags.extend(pairs("--code", &self.codes));
        flags.extend(self.dates.map(|order| format!("--dates {}", order.code())));
        flags.extend(self.zone.clone().map(|zone| format!("--zone {}", quoted(zone))));
        flags.extend(self.target.clone().map(|target| format!("--target {}", quoted(target))));
        flags.extend(self.region.clone().map(|region| format!("--region {}", quoted(region))));
        flags
    }

    /// The fields each column of a header is said to hold; none where it is to be left aside. Words that are no column or no
    /// field are told as problems.
    pub(super) fn columns_of<'s>(
        &'s self,
        header: &[String],
        file: &str,
        table: Option<&str>,
    ) -> (BTreeMap<usize, Vec<Field>>, Vec<Problem>) {
        let fields = Field::named();
        let mut told = BTreeMap::new();
        let mut problems = Vec::new();
        let own = |(key, value): (&'s String, &'s String)| {
            own_key(key, header, table).map(|(key, is_told)| (is_told, key, value))
        };
        let mut said: Vec<(bool, &str, &String)> = self.columns.iter().filter_map(own).collect();
        // What is said of this table stands above what is said of all.
        said.sort_by_key(|(is_told, ..)| *is_told);
        for (_, key, value) in said {
            let columns = columns_named(key, header);
            let names: Vec<&str> = value.split(',').map(str::trim).filter(|n| !matches!(*n, "" | LEFT_ASIDE)).collect();
            let known: Vec<Field> =
                names.iter().filter_map(|n| fields.iter().find(|(name, _)| name == n).map(|(_, f)| *f)).collect();
            if known.len() < names.len() {
                problems.push(Problem::warning(
                    format!("Column \"{key}\" is said to hold \"{value}\", which is no field."),
                    "It was read as if nothing had been said of it.",
                    Place::file(file),
                ));
                continue;
            }
            told.extend(columns.into_iter().map(|at| (at, known.clone())));
        }
        (told, problems)
    }
}

/// The name of a table as a person would write it.
fn bare_table(table: &str) -> &str {
    table.strip_prefix("sheet ").unwrap_or(table)
}

/// The column that a key names in a table, and whether the key names that table; `None` if it names another.
fn own_key<'k>(key: &'k str, header: &[String], table: Option<&str>) -> Option<(&'k str, bool)> {
    let Some((named, column)) = key.rsplit_once('!').filter(|_| columns_named(key, header).is_empty()) else {
        return Some((key, false));
    };
    let is_own = |table: &str| plain_header(bare_table(table)) == plain_header(bare_table(named));
    table.is_some_and(is_own).then_some((column, true))
}

/// The columns of a header that a word names: by the header as written, else by its place.
pub(super) fn columns_named(key: &str, header: &[String]) -> Vec<usize> {
    let plain = plain_header(key);
    let by_name: Vec<usize> =
        (0..header.len()).filter(|&at| !plain.is_empty() && plain_header(&header[at]) == plain).collect();
    if !by_name.is_empty() {
        return by_name;
    }
    let place = key.trim().strip_prefix('#').and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
    place.filter(|at| *at < header.len()).into_iter().collect()
}

impl ImportOptions {
    /// The options for a file with this header: what a person says of it, then the template kept for it, then the rest. The
    /// second answer is the name of that template; the third, what could not be followed.
    pub(super) fn settled(&self, header: &[String], file: &str) -> (Self, Option<String>, Vec<Problem>) {
        let template = self.templates.iter().find(|t| t.fits(header));
        let reading = template.map_or_else(|| self.reading.clone(), |t: &Template| self.reading.over(&t.reading));
        let mut options = self.clone();
        let mut problems = Vec::new();
        let mut unknown = |what: &str, said: &str| {
            problems.push(Problem::warning(
                format!("{what} \"{said}\" is not known."),
                "The file was read as if it had not been said.",
                Place::file(file),
            ));
        };
        if let Some(region) = &reading.region {
            match DialPlan::of_region(region) {
                Some(plan) => options.plan = *plan,
                None => unknown("Region", region),
            }
        }
        if let Some(zone) = &reading.zone {
            match zone_of_name(zone) {
                Some(known) => options.zone = known,
                None => unknown("Zone", zone),
            }
        }
        if let Some(target) = &reading.target
            && Msisdn::parse(clean(target), &options.plan).is_err()
        {
            unknown("Number", target);
        }
        options.reading = reading;
        (options, template.map(|t| t.name.clone()), problems)
    }

    /// The number that a person says these records are of.
    pub(super) fn target_said(&self) -> Option<Msisdn> {
        Msisdn::parse(clean(self.reading.target.as_deref()?), &self.plan).ok()
    }

    /// Whether a person says what zone times are in.
    pub(super) fn zone_is_said(&self) -> bool {
        self.reading.zone.as_deref().is_some_and(|zone| zone_of_name(zone).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_by_its_header_or_its_place() {
        let header: Vec<String> = ["Call  Date", "Nr", "Nr"].map(str::to_owned).to_vec();
        assert_eq!(columns_named("call date", &header), [0]);
        assert_eq!(columns_named("NR", &header), [1, 2]);
        assert_eq!(columns_named("#3", &header), [2]);
        assert!(columns_named("#4", &header).is_empty() && columns_named("#0", &header).is_empty());
    }

    #[test]
    fn zones_have_names_and_offsets() {
        let name = |text| zone_of_name(text).map(|z| z.name());
        assert_eq!(name("Europe/Paris").as_deref(), Some("Europe/Paris"));
        for text in ["+02:00", "UTC+2", "+0200", "GMT+02"] {
            assert_eq!(zone_of_name(text), Zone::fixed(7200), "{text}");
        }
        assert_eq!((zone_of_name("Mars/Olympus"), zone_of_name("2"), zone_of_name("")), (None, None, None));
    }

    #[test]
    fn what_is_said_stands_above_what_is_kept() {
        let said = Reading { dates: Some(DateOrder::Month), ..Reading::default() };
        let kept = Reading { dates: Some(DateOrder::Day), zone: Some("UTC".to_owned()), ..Reading::default() };
        let both = said.over(&kept);
        assert_eq!((both.dates, both.zone.as_deref()), (Some(DateOrder::Month), Some("UTC")));
        assert_eq!(both.flags(), ["--dates mdy", "--zone UTC"]);
    }
}
