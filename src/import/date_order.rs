//! Whether the day or the month comes first, decided by all rows of a file.

use super::date::{DateOrder, WrittenDate, Ymd};

/// What the dates of a file say about their order. Filled row by row, in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct OrderEvidence {
    /// Dates whose order has to be found.
    unclear: u64,
    /// Of them, how many are in the calendar when read in each order of [`DateOrder::ALL`].
    fits: [u64; 3],
    /// The same for dates whose parts could be a month and a day, though no month may have that day (`31/02`).
    shaped: [u64; 3],
    /// Which values each of the three parts takes (bit n: the value n was seen); years in full are left out.
    seen: [u128; 3],
    /// The first and the last date, read in each order, and how often one was followed by an earlier and by a later one.
    first: [Option<Ymd>; 3],
    last: [Option<Ymd>; 3],
    falls: [u64; 3],
    rises: [u64; 3],
    /// How many dates lie in the period that the preamble states.
    in_period: [u64; 3],
    period: Option<(Ymd, Ymd)>,
    /// The first date that can be read in more than one way.
    example: Option<WrittenDate>,
}

/// How the dates of a file are to be read, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OrderFound {
    /// No date of the file needs it.
    NotNeeded,
    /// The file decides.
    Decided { order: DateOrder, why: String },
    /// The file does not decide: two readings are left.
    Open { likely: DateOrder, other: DateOrder, example: WrittenDate },
}

/// So many steps from day to day in one direction are no accident: by chance one in sixty.
const LEAST_SEQUENCE: u64 = 4;

impl OrderEvidence {
    /// Evidence for dates of which a preamble says that they lie in this period.
    pub(super) fn with_period(period: Option<(Ymd, Ymd)>) -> Self {
        Self { period, ..Self::default() }
    }

    /// Takes a date into account; `in_sequence` if the order of the rows should be that of these dates.
    pub(super) fn add(&mut self, date: WrittenDate, in_sequence: bool) {
        let WrittenDate::Numbers { parts, .. } = date else { return };
        self.unclear += 1;
        for (seen, part) in self.seen.iter_mut().zip(parts) {
            if part < 128 {
                *seen |= 1 << part;
            }
        }
        let mut readings = 0;
        for (i, order) in DateOrder::ALL.into_iter().enumerate() {
            let Some(read) = date.in_order(order) else { continue };
            self.shaped[i] += 1;
            if !is_in_calendar(read.0, read.1, read.2) {
                continue;
            }
            readings += 1;
            self.fits[i] += 1;
            if self.period.is_some_and(|(from, to)| (from..=to).contains(&read)) {
                self.in_period[i] += 1;
            }
            if !in_sequence {
                continue;
            }
            self.step(i, read);
            self.last[i] = Some(read);
        }
        if readings > 1 && self.example.is_none_or(is_same_either_way) {
            self.example = Some(date);
        }
    }

    /// Takes the step from the last date to the next one into account.
    fn step(&mut self, order: usize, next: Ymd) {
        match self.last[order] {
            Some(last) if last > next => self.falls[order] += 1,
            Some(last) if last < next => self.rises[order] += 1,
            Some(_) => {}
            None => self.first[order] = Some(next),
        }
    }

    /// Adds what dates further down say.
    pub(super) fn append(&mut self, later: &Self) {
        self.unclear += later.unclear;
        for i in 0..3 {
            self.fits[i] += later.fits[i];
            self.shaped[i] += later.shaped[i];
            self.seen[i] |= later.seen[i];
            self.in_period[i] += later.in_period[i];
            if let Some(first) = later.first[i] {
                self.step(i, first);
            }
            self.falls[i] += later.falls[i];
            self.rises[i] += later.rises[i];
            self.last[i] = later.last[i].or(self.last[i]);
        }
        if self.example.is_none_or(is_same_either_way) {
            self.example = later.example.or(self.example);
        }
    }

    /// Whether one order alone puts every date seen in the calendar: then more rows can hardly decide otherwise.
    pub(super) fn calendar_decides(&self) -> bool {
        self.unclear > 0 && self.fits.iter().filter(|fits| **fits == self.unclear).count() == 1
    }

    /// The order, and how it is known. `usual` is the order of the country, taken where the file leaves it open.
    pub(super) fn decide(&self, usual: DateOrder) -> OrderFound {
        if self.unclear == 0 {
            return OrderFound::NotNeeded;
        }
        let best = self.fits.iter().copied().max().unwrap_or(0);
        let left: Vec<usize> = (0..3).filter(|&i| self.fits[i] == best).collect();
        let shaped = left.iter().map(|&i| self.shaped[i]).max().unwrap_or(0);
        let left: Vec<usize> = left.into_iter().filter(|&i| self.shaped[i] == shaped).collect();
        let left = self.with_sensible_years(left);
        if let [only] = left[..] {
            let order = DateOrder::ALL[only];
            let why = if best == self.unclear {
                "only so is every date of the file in the calendar".to_owned()
            } else {
                format!("so {best} of {} dates are in the calendar, more than in any other order", self.unclear)
            };
            return OrderFound::Decided { order, why };
        }
        if let Some(only) = the_one(&left, |i| self.in_period[i] == self.unclear) {
            let why = "only so do all dates lie in the period that the top of the file states".to_owned();
            return OrderFound::Decided { order: DateOrder::ALL[only], why };
        }
        if let Some(only) = the_one(&left, |i| self.falls[i].min(self.rises[i]) == 0)
            && self.falls[only].max(self.rises[only]) >= LEAST_SEQUENCE
        {
            let why = "only so are the rows in order of time".to_owned();
            return OrderFound::Decided { order: DateOrder::ALL[only], why };
        }
        let likely = left.iter().map(|&i| DateOrder::ALL[i]).find(|o| *o == usual).unwrap_or(DateOrder::ALL[left[0]]);
        let other = left.iter().map(|&i| DateOrder::ALL[i]).find(|o| *o != likely).unwrap_or(likely);
        match self.example {
            Some(example) if left.contains(&2) || !is_same_either_way(example) => {
                OrderFound::Open { likely, other, example }
            }
            _ => OrderFound::NotNeeded,
        }
    }

    /// Of two-digit parts the year is the one that hardly changes: orders whose year takes more values than any other part
    /// are dropped, if one is left.
    fn with_sensible_years(&self, left: Vec<usize>) -> Vec<usize> {
        let year_first = 2;
        if !left.contains(&year_first) || left.len() == 1 {
            return left;
        }
        let (first, last) = (self.seen[0].count_ones(), self.seen[2].count_ones());
        let sane = |part: usize| (0..128).filter(|b| self.seen[part] >> b & 1 == 1).all(|b| (10..60).contains(&b));
        let keep = |i: &usize| if *i == year_first { first <= last && sane(0) } else { last <= first && sane(2) };
        let kept: Vec<usize> = left.iter().copied().filter(keep).collect();
        if kept.is_empty() { left } else { kept }
    }
}

fn the_one(left: &[usize], holds: impl Fn(usize) -> bool) -> Option<usize> {
    let mut those = left.iter().copied().filter(|&i| holds(i));
    those.next().filter(|_| those.next().is_none())
}

fn is_same_either_way(date: WrittenDate) -> bool {
    date.in_order(DateOrder::Day) == date.in_order(DateOrder::Month)
}

/// Whether the month has such a day.
pub(super) const fn is_in_calendar(year: i16, month: i8, day: i8) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    day >= 1 && day <= days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::date::read;

    fn decide(dates: &[&str]) -> OrderFound {
        let mut evidence = OrderEvidence::default();
        for date in dates {
            evidence.add(read(date).and_then(|w| w.date).unwrap(), true);
        }
        evidence.decide(DateOrder::Day)
    }

    fn order(dates: &[&str]) -> Option<DateOrder> {
        match decide(dates) {
            OrderFound::Decided { order, .. } => Some(order),
            _ => None,
        }
    }

    #[test]
    fn one_date_past_the_twelfth_decides_for_all() {
        assert_eq!(order(&["01/03/2026", "02/03/2026", "13/03/2026"]), Some(DateOrder::Day));
        assert_eq!(order(&["01/03/2026", "03/13/2026"]), Some(DateOrder::Month));
    }

    #[test]
    fn the_order_of_the_rows_decides_where_the_calendar_does_not() {
        let dates = ["10/03/2026", "11/03/2026", "12/03/2026", "01/04/2026", "02/04/2026"];
        assert_eq!(order(&dates), Some(DateOrder::Day));
        // Three steps may be chance.
        assert_eq!(order(&dates[1..]), None);
    }

    #[test]
    fn what_can_be_read_two_ways_is_left_open() {
        assert!(matches!(decide(&["03/04/2026", "03/04/2026"]), OrderFound::Open { likely: DateOrder::Day, .. }));
    }

    #[test]
    fn the_year_is_the_part_that_hardly_changes() {
        assert_eq!(order(&["26/03/01", "26/03/02", "26/03/13", "26/04/11"]), Some(DateOrder::Year));
        assert_eq!(order(&["01/03/26", "02/03/26", "13/03/26", "11/04/26"]), Some(DateOrder::Day));
    }

    #[test]
    fn dates_that_name_their_month_need_no_order() {
        assert_eq!(decide(&["1 Mar 2026", "2026-03-02"]), OrderFound::NotNeeded);
    }
}
