//! Dates and times of day that stand in a column for each of their parts: year, month and day; hour, minute and second.

use super::calendar_words::month_of;
use super::clean::clean;
use super::field::Field;
use super::looks::Looks;
use super::mapping::{Column, Told};
use super::words::words;
use std::borrow::Cow;
use std::ops::RangeInclusive;

const YEARS: &str = "year yr yyyy yy ano annee jahr anno jaar rok ar aar yil vuosi год";
const MONTHS: &str = "month mon mm mois mes monat mese maand miesiac manad maned maaned ay kuukausi месяц";
const DAYS: &str = "day dd dayofmonth jour dia tag giorno dag dzien gun paiva день";
const HOURS: &str = "hour hours hr hrs hh h heure heures hora horas stunde stunden std ora ore uur uren godzina godz tim time \
    timme uhr saat час";
const MINUTES: &str =
    "minute minutes min mins mm m mn mi minuto minutos minuten minuti minuut minuta minut dakika минута";
const SECONDS: &str = "second seconds sec secs ss s seconde secondes segundo segundos seg sekunde sekunden sek secondi secondo \
    seconden sekunda sekund saniye секунда";

/// A column, in few bytes: none is so far to the right that it would not fit.
type Place = u16;

fn place(column: usize) -> Place {
    Place::try_from(column).unwrap_or(Place::MAX)
}

/// Where a date is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateParts {
    Whole(Place),
    /// Year, month and day.
    Each([Place; 3]),
}

/// Where a time of day is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeParts {
    /// There is none.
    Untold,
    Whole(Place),
    /// Hour, minute and perhaps second.
    Each(Place, Place, Option<Place>),
}

impl DateParts {
    /// A date in one column.
    pub(super) fn whole(column: usize) -> Self {
        Self::Whole(place(column))
    }

    /// Year, month and day in a column each.
    pub(super) fn each(columns: [usize; 3]) -> Self {
        Self::Each(columns.map(place))
    }

    /// The column that names the date, or its year.
    pub(super) const fn column(self) -> usize {
        match self {
            Self::Whole(column) | Self::Each([column, ..]) => column as usize,
        }
    }

    /// The date of a row as one text; empty where a part of it is missing.
    pub(super) fn text(self, row: &[Cow<'_, str>]) -> String {
        match self {
            Self::Whole(column) => cell(row, column).to_owned(),
            Self::Each(parts) => {
                let [year, month, day] = parts.map(|column| whole(cell(row, column)));
                if [year, month, day].iter().any(|part| part.is_empty()) {
                    return String::new();
                }
                let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
                if month.bytes().all(|b| b.is_ascii_digit()) {
                    format!("{year}-{month:0>2}-{day:0>2}")
                } else {
                    format!("{day} {month} {year}")
                }
            }
        }
    }
}

impl TimeParts {
    /// A time of day in one column.
    pub(super) fn whole(column: usize) -> Self {
        Self::Whole(place(column))
    }

    /// Hour, minute and perhaps second in a column each.
    pub(super) fn each(hour: usize, minute: usize, second: Option<usize>) -> Self {
        Self::Each(place(hour), place(minute), second.map(place))
    }

    /// The time of a row as one text; empty where it is not told.
    pub(super) fn text(self, row: &[Cow<'_, str>]) -> String {
        match self {
            Self::Untold => String::new(),
            Self::Whole(column) => cell(row, column).to_owned(),
            Self::Each(hour, minute, second) => {
                let [hour, minute] = [hour, minute].map(|column| whole(cell(row, column)));
                let second = second.map_or("0", |column| whole(cell(row, column)));
                if hour.is_empty() {
                    return String::new();
                }
                format!("{hour:0>2}:{minute:0>2}:{second:0>2}")
            }
        }
    }
}

fn cell<'r>(row: &'r [Cow<'_, str>], column: Place) -> &'r str {
    row.get(usize::from(column)).map_or("", |cell| clean(cell))
}

/// `9.0` is a whole number that went through a spreadsheet.
fn whole(text: &str) -> &str {
    text.strip_suffix(".0").unwrap_or(text)
}

/// The columns that are parts of a date or of a time of day: three beside each other for the one, two or three for the other, by
/// what their headers say and by all of their values. What a person said of a column stands.
pub(super) fn find(columns: &[Column], told: &Told) -> Told {
    let mut found = Told::new();
    let is_free = |from: usize, to: usize| (from..to).all(|at| !told.contains_key(&at));
    let date = (0..columns.len().saturating_sub(2)).find_map(|at| {
        let [one, two, three] = [0, 1, 2].map(|step| &columns[at + step]);
        // The month stands in the middle, but for `Month`, `Day`, `Year`.
        let orders = [
            [(Field::Year, one), (Field::Month, two), (Field::Day, three)],
            [(Field::Day, one), (Field::Month, two), (Field::Year, three)],
            [(Field::Month, one), (Field::Day, two), (Field::Year, three)],
        ];
        let fits = orders.into_iter().find(|parts| parts.iter().all(|(field, column)| is_part(*field, column)));
        fits.filter(|_| is_free(at, at + 3)).map(|parts| (at, parts.map(|(field, _)| field)))
    });
    if let Some((at, fields)) = date {
        found.extend(fields.into_iter().enumerate().map(|(step, field)| (at + step, vec![field])));
    }
    let time = (0..columns.len().saturating_sub(1)).find(|&at| {
        let parts = is_part(Field::Hour, &columns[at]) && is_part(Field::Minute, &columns[at + 1]);
        parts && is_free(at, at + 2) && !found.contains_key(&at) && !found.contains_key(&(at + 1))
    });
    if let Some(at) = time {
        found.insert(at, vec![Field::Hour]);
        found.insert(at + 1, vec![Field::Minute]);
        let second = columns.get(at + 2).filter(|column| is_part(Field::Second, column) && is_free(at + 2, at + 3));
        if second.is_some() {
            found.insert(at + 2, vec![Field::Second]);
        }
    }
    found
}

/// Whether a column is called a part of a date or time and holds nothing else.
fn is_part(field: Field, column: &Column) -> bool {
    let names = match field {
        Field::Year => YEARS,
        Field::Month => MONTHS,
        Field::Day => DAYS,
        Field::Hour => HOURS,
        Field::Minute => MINUTES,
        _ => SECONDS,
    };
    let header = words(&column.header);
    let named = header.len() < 4 && header.iter().any(|word| names.split_ascii_whitespace().any(|name| name == word));
    named && column.looks.values > 0 && fits(field, &column.looks)
}

fn fits(field: Field, looks: &Looks) -> bool {
    let all = |range: RangeInclusive<u64>| looks.are_all_within(range);
    match field {
        Field::Year => all(1990..=2100) || all(0..=79) && looks.most_digits == 2,
        Field::Month => {
            all(1..=12)
                || !looks.distinct().is_empty()
                    && looks.distinct().keys().all(|m| month_of(m.trim_end_matches('.')).is_some())
        }
        Field::Day => all(1..=31),
        // Of lengths of time hardly any has that many hours, and most have none.
        Field::Hour => {
            all(0..=23) && looks.amounts().iter().filter(|hour| **hour >= 4.0).count() * 3 > looks.amounts().len()
        }
        _ => all(0..=59),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(header: &str, cells: &[&str]) -> Column {
        let mut column = Column::new(header);
        for cell in cells {
            column.looks.add(cell);
        }
        column
    }

    #[test]
    fn parts_of_a_date_and_of_a_time_are_found_beside_each_other() {
        let columns = [
            column("Año", &["2024", "2024"]),
            column("Mes", &["3", "11"]),
            column("Día", &["28", "1"]),
            column("HH", &["09", "21"]),
            column("MM", &["15", "59"]),
        ];
        let found = find(&columns, &Told::new());
        let fields: Vec<Field> = found.into_values().flatten().collect();
        assert_eq!(fields, [Field::Year, Field::Month, Field::Day, Field::Hour, Field::Minute]);
    }

    #[test]
    fn hours_minutes_and_seconds_that_calls_lasted_are_no_time_of_day() {
        let columns = [
            column("Hours", &["0", "0", "1", "0"]),
            column("Minutes", &["15", "59", "2", "3"]),
            column("Seconds", &["15", "59", "2", "3"]),
        ];
        assert!(find(&columns, &Told::new()).is_empty());
    }
}
