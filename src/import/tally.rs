//! Things mended, assumed or left out while rows were read, counted by cause.

use crate::diag::{Place, Problem};
use std::collections::BTreeMap;

/// Why a row that was kept is worth a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    HandsetUnread,
    SimUnread,
    PositionUnread,
    KindUnknown,
    HourTwice,
    HourSkipped,
    NoTime,
    ZeroMended,
    WordsAroundNumber,
    OwnerUnknown,
}

impl Remark {
    /// What was found, for `count` rows of which the first says `example`; what was done; whether something may be wrong.
    fn words(self, rows: &str, example: &str) -> (String, &'static str, bool) {
        let (message, hint, doubtful) = match self {
            Self::HandsetUnread => {
                (format!("{rows}: \"{example}\" is no handset (IMEI)."), "Records kept without it.", true)
            }
            Self::SimUnread => (format!("{rows}: \"{example}\" is no SIM (IMSI)."), "Records kept without it.", true),
            Self::PositionUnread => {
                (format!("{rows}: \"{example}\" is no position on the earth."), "Records kept without it.", true)
            }
            Self::KindUnknown => (
                format!("{rows}: the kind of event \"{example}\" is not known."),
                "With a duration it is taken for a call, without for another event.",
                true,
            ),
            Self::HourTwice => (
                format!("{rows}: the clock showed {example} twice that night."),
                "Taken as summer time, the first of the two; it may have been an hour later.",
                true,
            ),
            Self::HourSkipped => (
                format!("{rows}: the clock never showed {example}, it went forward that night."),
                "Taken as if the clock had not gone forward; perhaps the times are not local.",
                true,
            ),
            Self::NoTime => (format!("{rows}: \"{example}\" names no time of day."), "Taken as midnight.", true),
            Self::OwnerUnknown => (
                format!("{rows}: nothing says whether handset \"{example}\" is the caller's or the called one's."),
                "It was taken for the caller's.",
                true,
            ),
            Self::WordsAroundNumber => (
                format!("{rows}: \"{example}\" is a number with something around it."),
                "The number was taken out of it.",
                false,
            ),
            Self::ZeroMended => (
                format!("{rows}: the leading zero of numbers such as \"{example}\" was lost, as spreadsheets do."),
                "Put back.",
                false,
            ),
        };
        (message, hint, doubtful)
    }
}

#[derive(Clone, Debug)]
struct Counted {
    rows: u64,
    first_row: u64,
    example: String,
}

/// Remarks counted by cause.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(BTreeMap<Remark, Counted>);

impl Tally {
    pub(super) fn add(&mut self, remark: Remark, row: u64, example: &str) {
        let new = || Counted { rows: 0, first_row: row, example: example.to_owned() };
        self.0.entry(remark).or_insert_with(new).rows += 1;
    }

    /// Takes back what turned out otherwise.
    pub(super) fn forget(&mut self, remark: Remark) {
        self.0.remove(&remark);
    }

    /// Whether this was counted.
    pub(super) fn has(&self, remark: Remark) -> bool {
        self.0.contains_key(&remark)
    }

    /// Whether nothing was remarked.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what was counted in later rows.
    pub(super) fn append(&mut self, later: Self) {
        for (remark, counted) in later.0 {
            match self.0.get_mut(&remark) {
                Some(ours) => ours.rows += counted.rows,
                None => {
                    self.0.insert(remark, counted);
                }
            }
        }
    }

    /// One problem for each cause, at its first row.
    pub(super) fn problems(&self, file: &str) -> Vec<Problem> {
        let problem = |(remark, counted): (&Remark, &Counted)| {
            let rows = crate::domain::count(counted.rows, "row", "rows");
            let (message, hint, doubtful) = remark.words(&rows, &counted.example);
            let place = Place::file(file).at_row(counted.first_row);
            if doubtful { Problem::warning(message, hint, place) } else { Problem::note(message, hint, place) }
        };
        self.0.iter().map(problem).collect()
    }
}
