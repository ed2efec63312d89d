//! What the values of a column look like.

use super::clean::{clean, is_unseen};
use super::clock::{TimeDigits, six_digits, spreadsheet_serial, switch_time, time_of_day, unix_count};
use super::code::read_code;
use super::date::read;
use super::duration::{self, DurationUnit};
use super::field::Field;
use super::looks_of_numbers::NumberLooks;
use super::moment::DateDigits;
use super::shape::{dotted_time, in_any_order, is_damaged, is_fraction, luhn_holds};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How many values of a column look like what. A value may look like several things.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    /// Values looked at that hold something.
    pub values: u32,
    /// Cells that hold nothing.
    pub blanks: u32,
    pub(super) date_times: u32,
    /// Of those, with the time of midnight.
    midnights: u32,
    pub(super) dates: u32,
    pub(super) times: u32,
    /// Of those, within the first hour of the day; and with seconds, from five o'clock on.
    first_hours: u32,
    pub late_hours: u32,
    /// Three numbers with full stops that could be a time (`14.22.33`).
    dotted_times: u32,
    /// Digits that could be a time with lost zeros (`93045`).
    time_digits: u32,
    /// Six digits that are a date in some order.
    six_digit_dates: u32,
    /// Digits that could be a moment counted by a spreadsheet or a computer.
    counted_moments: u32,
    pub(super) phones: u32,
    pub(super) numbers: NumberLooks,
    pub(super) short_codes: u32,
    /// Words: senders, `withheld`, towns.
    pub(super) words: u32,
    imeis: u32,
    /// Of those with 15 digits, how many end in the right check digit.
    luhn: u32,
    /// Digits of the length of a SIM's; of those, how many begin with the code of a country in use.
    sim_lengths: u32,
    pub(super) imsis: u32,
    integers: u32,
    pub decimals: u32,
    pub durations: u32,
    /// Lengths with their unit: `37 s`, `5 min`.
    pub worded_lengths: u32,
    /// Amounts of what does not last: `1 SMS`.
    pub counts: u32,
    lats: u32,
    /// Of those, how many could be a latitude and how many a longitude of Great Britain or Ireland.
    british_lats: u32,
    british_lons: u32,
    lons: u32,
    pairs: u32,
    cells: u32,
    /// Up to six digits of base 16.
    hexes: u32,
    pub(super) directions: u32,
    pub(super) kinds: u32,
    /// Every distinct value in lower case and how often it came, up to [`MOST_DISTINCT`].
    pub(super) distinct: BTreeMap<String, u32>,
    pub too_many_to_tell_apart: bool,
    /// Largest value of bare digits, and most digits.
    pub largest: u64,
    pub most_digits: usize,
    /// Every value that is a bare number.
    amounts: Vec<f64>,
    /// Whether a value of bare digits is smaller than one and not zero.
    pub day_fractions: u32,
}

const MOST_DISTINCT: usize = 40;
/// A longer text is prose.
const LONGEST: usize = 300;

impl Looks {
    /// Takes one cell into account.
    pub(super) fn add(&mut self, cell: &str) {
        let text = clean(cell);
        if text.is_empty() {
            self.blanks += 1;
            return;
        }
        self.values += 1;
        if text.len() > LONGEST {
            self.words += 1;
            self.too_many_to_tell_apart = true;
            self.distinct.clear();
            return;
        }
        self.add_distinct(text);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        // Signs alone (`***`) stand for a name that is not told.
        self.words += u32::from(letters > 0 && letters >= digits || letters + digits == 0);
        self.numbers.add_label(text);
        if digits == 0 {
            let code = read_code(text);
            self.directions += u32::from(code.direction.is_some());
            self.kinds += u32::from(code.kind.is_some());
            return;
        }
        self.add_moment(text);
        self.add_identity(text, digits, letters);
        self.add_amount(text, digits);
        let code = read_code(text);
        self.directions += u32::from(code.direction.is_some());
        self.kinds += u32::from(code.kind.is_some());
    }

    fn add_distinct(&mut self, text: &str) {
        if self.too_many_to_tell_apart {
            return;
        }
        *self.distinct.entry(text.to_lowercase()).or_insert(0) += 1;
        if self.distinct.len() > MOST_DISTINCT {
            self.too_many_to_tell_apart = true;
            self.distinct.clear();
        }
    }

    fn add_moment(&mut self, text: &str) {
        if let Some(written) = read(text) {
            let date = written.date.filter(|d| !d.is_base_day());
            match (date.is_some(), written.time) {
                (true, Some(time)) => {
                    self.date_times += 1;
                    self.midnights += u32::from(time == (0, 0, 0));
                }
                (true, None) => {
                    self.dates += u32::from(date.is_some_and(in_any_order));
                    self.dotted_times += u32::from(dotted_time(text));
                }
                (false, Some(time)) => {
                    self.times += 1;
                    self.first_hours += u32::from(time.0 == 0);
                    self.late_hours += u32::from(time.0 > 4 && text.matches(':').count() == 2);
                }
                (false, None) => {}
            }
            return;
        }
        if time_of_day(text, TimeDigits::Seconds).is_some() {
            self.time_digits += 1;
        }
        let six = six_digits(text).and_then(|w| w.date);
        self.six_digit_dates += u32::from(six.is_some_and(in_any_order));
        self.counted_moments +=
            u32::from([spreadsheet_serial, unix_count, switch_time].iter().any(|count| count(text).is_some()));
    }

    fn add_identity(&mut self, text: &str, digits: usize, letters: usize) {
        let separators = text.chars().filter(|c| c.is_whitespace() || "-()/.+".contains(*c) || is_unseen(*c)).count();
        let rest = text.chars().count() - digits - letters - separators;
        let damaged = is_damaged(text);
        let telephone = text.starts_with("tel:") || text.starts_with("sip:") || text.starts_with('+');
        let bare = letters == 0 && rest == 0;
        let decimal = text.bytes().filter(|&b| b == b'.').count() == 1 && !text.ends_with(".0") && !text.contains(' ');
        if telephone || damaged || bare && (7..=15).contains(&digits) && !decimal && read(text).is_none() {
            // No country has numbers of 15 digits: these are handsets and SIMs, but for a prefix before a number.
            self.phones +=
                u32::from(digits < 15 || digits == 15 && !text.starts_with(|c: char| ('1'..='9').contains(&c)));
        }
        self.numbers.add(text, (digits, letters), telephone || damaged);
        self.short_codes += u32::from(bare && (2..7).contains(&digits) && separators == 0);
        let plain: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let plain_text = bare && !decimal;
        let has_imei_length =
            (14..=16).contains(&digits) && plain_text && (digits == text.len() || read(text).is_none());
        self.imeis += u32::from(has_imei_length || damaged);
        self.luhn += u32::from(digits == 15 && plain_text && luhn_holds(&plain));
        let country = plain.iter().take(3).fold(0_u32, |n, d| n * 10 + u32::from(*d));
        self.sim_lengths += u32::from((14..=15).contains(&digits) && plain_text || damaged);
        self.imsis += u32::from(
            (14..=15).contains(&digits) && plain_text && (200..800).contains(&country) && country / 10 != 35 || damaged,
        );
        let groups = text
            .split(['-', ':', '/', '_', '.'])
            .filter(|g| g.len() > 1 && g.bytes().all(|b| b.is_ascii_hexdigit()))
            .count();
        self.cells += u32::from(groups >= 3 && digits >= 6 && read(text).is_none());
    }

    fn add_amount(&mut self, text: &str, digits: usize) {
        if digits == text.len() {
            self.integers += 1;
            self.most_digits = self.most_digits.max(digits);
            self.largest = self.largest.max(text.parse().unwrap_or(u64::MAX));
        }
        self.hexes += u32::from(text.len() < 7 && text.bytes().all(|b| b.is_ascii_hexdigit()));
        let short = digits < 8 || digits < 11 && text.contains(':');
        let lasts = duration::seconds(text, DurationUnit::Seconds).is_ok();
        self.durations += u32::from(short && lasts || is_fraction(text));
        let lettered = text.bytes().any(|b| b.is_ascii_alphabetic());
        self.worded_lengths += u32::from(lasts && lettered && digits < 8);
        self.counts += u32::from(!lasts && duration::counts_other(text));
        self.day_fractions += u32::from(is_fraction(text));
        // `447700900112.0` is a whole number that went through a spreadsheet.
        let point =
            if digits > 8 && text.ends_with(".0") || is_damaged(text) { String::new() } else { text.replace(',', ".") };
        if let Ok(amount) = point.parse::<f64>() {
            self.decimals += u32::from(point.contains('.'));
            self.amounts.push(amount);
        }
        if let Some(degrees) = super::position::degrees(text) {
            self.lats += u32::from(degrees.abs() <= 90.0);
            self.lons += 1;
            self.british_lats += u32::from((49.0..61.5).contains(&degrees));
            self.british_lons += u32::from((-11.0..2.5).contains(&degrees));
        }
        self.pairs += u32::from(super::position::pair(text).or_else(|| super::osgb::grid_reference(text)).is_some());
    }

    pub(super) fn share(&self, count: u32) -> f64 {
        if self.values == 0 { 0.0 } else { f64::from(count) / f64::from(self.values) }
    }

    /// Every value that is a bare number.
    pub(super) fn amounts(&self) -> &[f64] {
        &self.amounts
    }

    /// Whether all values are whole numbers from the one to the other.
    pub(super) fn are_all_within(&self, range: RangeInclusive<u64>) -> bool {
        let whole =
            |amount: &f64| amount.fract() == 0.0 && *amount >= *range.start() as f64 && *amount <= *range.end() as f64;
        self.amounts.len() == self.values as usize && self.amounts.iter().all(whole)
    }

    /// Whether nearly all values are whole numbers or clocks, none of them longer than a day.
    pub(super) fn are_lengths(&self) -> bool {
        let whole = self.amounts.iter().filter(|amount| amount.fract() == 0.0 && **amount <= 86_400.0).count();
        let clocks = self.values as usize - self.amounts.len().min(self.values as usize);
        self.share(self.durations) > 0.9 && whole == self.amounts.len() && (whole == 0 || clocks == 0)
    }

    /// Whether nearly all values are latitudes of Great Britain or Ireland, and whether nearly all are longitudes.
    pub(super) fn british(&self) -> (bool, bool) {
        let nearly_all = |count: u32| self.share(count) > 0.9;
        (nearly_all(self.british_lats), nearly_all(self.british_lons))
    }

    /// Whether nearly every value names a day and a time.
    pub(super) fn tells_whole_moments(&self) -> bool {
        self.share(self.date_times) > 0.9 && self.midnights < self.date_times
    }

    /// Whether these are times, dates or telephone numbers, not codes.
    fn tells_other_things(&self) -> bool {
        self.share(self.times + self.dates + self.date_times) > 0.5 || self.are_numbers()
    }

    /// What dates of bare digits are in this column.
    pub(super) fn date_digits(&self) -> DateDigits {
        if self.dates + self.date_times > 0 {
            DateDigits::Whole
        } else if self.is_six_digits() {
            DateDigits::Six
        } else if self.share(self.counted_moments) > 0.5 {
            DateDigits::Counted
        } else {
            DateDigits::Whole
        }
    }

    fn is_six_digits(&self) -> bool {
        self.most_digits == 6 && self.integers == self.values
    }

    /// Every distinct value in lower case and how often it came, in order of the alphabet; empty where there are too many.
    pub(super) fn distinct(&self) -> &BTreeMap<String, u32> {
        &self.distinct
    }

    /// How well the values suit a field: `None` if they cannot be it, else 0 to 1. A column without values suits anything a
    /// little.
    pub(super) fn suit(&self, field: Field, named: bool) -> Option<f64> {
        if self.values == 0 {
            return Some(0.0);
        }
        let at_least = |share: f64, least: f64| (share >= least).then_some(share);
        let few = !self.too_many_to_tell_apart;
        let moments = self.date_times + self.dates;
        match field {
            Field::Start | Field::End if named => at_least(self.share(self.date_times + self.counted_moments), 0.5),
            Field::Start => at_least(self.share(self.date_times), 0.8),
            Field::Date | Field::EndDate => {
                let whole_days = if self.midnights == self.date_times { moments } else { self.dates };
                let digits = if self.is_six_digits() { self.six_digit_dates } else { self.counted_moments };
                if named {
                    at_least(self.share(whole_days + digits), 0.5)
                } else {
                    at_least(self.share(whole_days), 0.8)
                }
            }
            // Not everybody calls between midnight and one: these are lengths of time.
            Field::Time | Field::EndTime if self.times > 7 && self.first_hours * 10 >= self.times * 8 => None,
            Field::Time | Field::EndTime if named => {
                at_least(self.share(self.times + self.time_digits + self.dotted_times), 0.5)
            }
            Field::Time => {
                // `14.22.33` may be a date; where some are none all are times.
                let dotted = if self.dates < self.dotted_times { self.dotted_times } else { 0 };
                at_least(self.share(self.times + dotted), 0.8)
            }
            Field::Duration | Field::Minutes => self.suits_duration(field, named),
            Field::Direction | Field::Kind if self.tells_other_things() => None,
            Field::Direction if named && few && self.share_directions() == 0.0 && self.distinct.len() > 6 => None,
            Field::Kind if named && few && self.share_kinds() == 0.0 && self.distinct.len() > 16 => None,
            Field::Direction if named && few => Some(self.share_directions()),
            Field::Direction => at_least(self.share_directions(), 0.6),
            Field::Kind if named && few => Some(self.share_kinds()),
            Field::Kind => at_least(self.share_kinds(), 0.6),
            Field::PartyA | Field::PartyB | Field::Target | Field::Other | Field::Number => self.suits_party(named),
            Field::Imei(_) => at_least(self.share(self.imeis), 0.5)
                .map(|s| s * (0.7 + 0.3 * self.share(self.luhn) - 0.2 * self.share(self.imsis))),
            // SIMs of test networks (001-01) and of networks nobody has heard of are SIMs where the header says so.
            Field::Imsi(_) => {
                let found = if named { self.sim_lengths } else { self.imsis };
                at_least(self.share(found), 0.5).map(|s| s * (1.0 - 0.3 * self.share(self.luhn)))
            }
            Field::Device => at_least(self.share(self.imeis + self.phones), 0.5),
            Field::Cell(_) => {
                let times = self.share(moments + self.times + self.durations - self.integers.min(self.durations));
                (times < 0.5).then(|| if named { 0.5 + 0.5 * self.share(self.cells) } else { self.share(self.cells) })
            }
            Field::Lac(_) => at_least(self.share(self.hexes), 0.5),
            Field::Lat(_) => at_least(self.share(self.lats), 0.5),
            Field::Lon(_) => at_least(self.share(self.lons), 0.5),
            Field::LatLon(_) => at_least(self.share(self.pairs), 0.5),
            Field::Easting(_) | Field::Northing(_) => {
                (self.largest >= 1000 || self.decimals > 0).then(|| self.share(self.integers + self.decimals))
            }
            Field::Town(_) => at_least(self.share(self.words), 0.5),
            Field::Made | Field::Effective | Field::From | Field::Until => {
                at_least(self.share(moments + self.counted_moments), 0.5)
            }
            Field::Azimuth => at_least(self.share(self.integers + self.decimals), 0.5),
            Field::Reference | Field::Person | Field::Role | Field::Basis => Some(0.5),
            // Parts of a date mean something beside each other alone.
            Field::Year
            | Field::Month
            | Field::Day
            | Field::Hour
            | Field::Minute
            | Field::Second
            | Field::End
            | Field::EndTime => None,
        }
    }

    /// The share of cells that hold something.
    pub(super) fn share_filled(&self) -> f64 {
        let cells = self.values + self.blanks;
        if cells == 0 { 0.0 } else { f64::from(self.values) / f64::from(cells) }
    }

    /// Whether the values count the rows: 1, 2, 3. Of a sample of rows the steps are longer, and mostly alike. Numbers are longer.
    pub(super) fn counts_rows(&self) -> bool {
        if self.most_digits > 8 {
            return false;
        }
        let steps: Vec<f64> = self.amounts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let Some(first) = steps.first().filter(|_| steps.len() > 4 && self.integers == self.values) else {
            return false;
        };
        let alike = steps.iter().filter(|step| (**step - first).abs() < 0.5).count();
        steps.iter().all(|step| *step * *first > 0.0) && alike * 10 >= steps.len() * 8
    }

    /// Whether nearly every value of a dozen or more is the next whole number after the one before.
    pub(super) fn steps_by_one(&self) -> bool {
        let steps = self.amounts.windows(2).filter(|pair| ((pair[1] - pair[0]).abs() - 1.0).abs() < 0.1).count();
        steps > 10 && steps * 10 >= self.amounts.len() * 8
    }

    pub(super) fn begins_at_one(&self) -> bool {
        self.amounts.iter().any(|amount| (0.0..1.5).contains(amount))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::import::field::Whose;

    /// What a column of these cells looks like.
    pub(in crate::import) fn looks(cells: &[&str]) -> Looks {
        let mut looks = Looks::default();
        for cell in cells {
            looks.add(cell);
        }
        looks
    }

    #[test]
    fn handsets_and_sims_are_told_apart_by_their_digits() {
        let handsets = looks(&["356938035643809", "490154203237518"]);
        let sims = looks(&["234150000000001", "234150000000013", "234150000000024"]);
        let (imei, imsi) = (Field::Imei(Whose::Target), Field::Imsi(Whose::Target));
        assert!(handsets.suit(imei, true) > handsets.suit(imsi, true));
        assert!(sims.suit(imsi, true) > sims.suit(imei, true));
    }

    #[test]
    fn a_date_is_no_number_and_a_number_no_date() {
        assert_eq!(looks(&["01/03/2026", "2026-03-02"]).suit(Field::PartyA, true), None);
        assert_eq!(looks(&["07700900112", "+447700900113"]).suit(Field::Date, true), None);
        assert_eq!(looks(&["07700 900112", "020 7946 0123"]).suit(Field::PartyB, false), Some(1.0));
    }
}
