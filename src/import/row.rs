//! One row becomes one record, or says everything that is wrong with it.

use super::clean::{clean, clean_code};
use super::code::Direction;
use super::codebook::Codebook;
use super::duration::{self, DurationUnit};
use super::field::{Field, Whose};
use super::mapping::Mapping;
use super::memory::Memory;
use super::moment::{MomentError, MomentFrom, MomentReader};
use super::parties::{Layout, Parties, PartyFrom};
use super::party::read_party;
use super::phone::{KnownEnd, PhoneReader, Phones};
use super::quantity::UnitsByRow;
use super::tally::{Remark, Tally};
use crate::domain::{
    DialPlan, Imei, Imsi, Instant, Kind, LocalReading, Msisdn, NumberError, PartyRow, RecordBlock, RecordRow,
};
use std::borrow::Cow;

/// One thing wrong with a row: its cause in a few words, the whole message, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowError {
    pub cause: &'static str,
    pub message: String,
    pub hint: &'static str,
}

impl RowError {
    fn new(cause: &'static str, message: String, hint: &'static str) -> Self {
        Self { cause, message, hint }
    }
}

/// The cause of a date that does not fit the order in which the dates of the file are read.
pub(super) const NOT_IN_CALENDAR: &str = "date not in the calendar";

/// Reads rows of one file, once it is known how they are to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowReader<'r> {
    pub mapping: &'r Mapping,
    pub parties: &'r Parties,
    pub codes: &'r Codebook,
    pub moments: &'r MomentReader,
    pub phones: &'r PhoneReader,
    /// Rows from which another number's records follow, where no column names the target.
    pub sections: &'r [(u64, Msisdn)],
    pub plan: &'r DialPlan,
    pub unit: DurationUnit,
    /// The column that tells the unit of each row, where they differ.
    pub units: Option<&'r UnitsByRow>,
    /// The minutes column is the whole part and the duration column the rest.
    pub minutes_and_seconds: bool,
    /// Kind of rows that do not say theirs.
    pub usual_kind: Kind,
    /// Columns of the header or of most rows, whichever is more.
    pub width: usize,
    pub headers: &'r [String],
    pub start: MomentFrom,
    pub end: Option<MomentFrom>,
    pub columns: RowColumns,
}

/// Columns that are asked for in every row.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowColumns {
    duration: Option<usize>,
    minutes: Option<usize>,
    imsi: Option<usize>,
    imei: Option<usize>,
    /// Whether the end has a date of its own.
    end_is_dated: bool,
}

impl RowColumns {
    pub(super) fn of(mapping: &Mapping) -> Self {
        Self {
            duration: mapping.column(Field::Duration),
            minutes: mapping.column(Field::Minutes),
            imsi: mapping.column(Field::Imsi(Whose::Target)),
            imei: mapping.column(Field::Imei(Whose::Target)),
            end_is_dated: mapping.has(Field::End) || mapping.has(Field::EndDate),
        }
    }
}

/// Which end of a record is the phone that the row speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    A,
    B,
}

/// What is known of a row once its codes are read.
#[derive(Clone, Copy)]
struct Known<'c> {
    row: &'c [Cow<'c, str>],
    number: u64,
    direction: Option<Direction>,
    kind: Kind,
}

impl RowReader<'_> {
    /// The record of a row.
    ///
    /// # Errors
    /// Everything that is wrong with the row, the weightiest first.
    pub(super) fn read(
        &self,
        row: &[Cow<'_, str>],
        number: u64,
        memory: &mut Memory,
        (phones, tally): (&mut Phones<'_>, &mut Tally),
    ) -> Result<RecordRow, Vec<RowError>> {
        let mut errors = Vec::new();
        self.check_width(row, &mut errors);
        let start = match self.remembered_start(row, memory) {
            None => self.read_start(row, number, &mut errors, tally),
            start => start,
        };
        let duration_secs = self.read_duration(row, start, &mut errors);
        let direction = self.direction(row, memory);
        let kind = self.kind(row, number, (duration_secs, direction), memory, tally);
        let known = Known { row, number, direction, kind };
        let ends = self.read_parties(known, memory, &mut errors, (phones.block, tally));
        let (Some(start), Some((a, b)), true) = (start, ends, errors.is_empty()) else { return Err(errors) };
        let at_a = self.side_of_target(known, (a, b), phones.known, tally) == Side::A;
        let holder = || self.holder(row).1;
        let mut remark = |what, text: &str| tally.add(what, number, text);
        let (plain_a, plain_b) = if at_a { (Whose::Target, Whose::Other) } else { (Whose::Other, Whose::Target) };
        Ok(RecordRow {
            start,
            duration_secs,
            kind,
            a,
            b,
            a_end: self.phones.read(row, (Whose::A, plain_a), phones, &holder, &mut remark),
            b_end: self.phones.read(row, (Whose::B, plain_b), phones, &holder, &mut remark),
            row: u32::try_from(number).unwrap_or(u32::MAX),
        })
    }

    /// The number that a row names as the one whose records these are, where a column does so and the row before named another.
    pub(super) fn target_of(&self, row: &[Cow<'_, str>], memory: &mut Memory) -> Option<Msisdn> {
        let column = match self.parties.layout {
            Layout::TargetOther { target: PartyFrom::Column(column), .. } => column,
            _ => self.parties.target_column?,
        };
        let text = clean_code(row.get(column)?);
        if text == memory.last_target {
            return None;
        }
        text.clone_into(&mut memory.last_target);
        self.number_of(text)
    }

    /// The number that a text is, if it is one.
    fn number_of(&self, text: &str) -> Option<Msisdn> {
        self.plan.plain_number(text).or_else(|| read_party(text, self.plan).ok().and_then(|(party, _)| party.number()))
    }

    fn check_width(&self, row: &[Cow<'_, str>], errors: &mut Vec<RowError>) {
        if row.len() > self.width && row[self.width..].iter().any(|c| !clean(c).is_empty()) {
            errors.push(RowError::new(
                "more cells than columns",
                format!("The row has {} cells where the header has {}: one holds an unquoted delimiter, and what follows stands in the wrong column.", row.len(), self.width),
                "Row kept out. Ask for the file with quoted cells, or mend the row.",
            ));
        }
    }

    fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    fn read_start(
        &self,
        row: &[Cow<'_, str>],
        number: u64,
        errors: &mut Vec<RowError>,
        tally: &mut Tally,
    ) -> Option<Instant> {
        let shown = || self.start.text(row);
        let (cause, message) = match self.moments.moment(self.start, row, number, tally) {
            Ok(LocalReading::Clear(at)) => return Some(at),
            Ok(LocalReading::Doubled { first, .. }) => {
                tally.add(Remark::HourTwice, number, &shown());
                return Some(first);
            }
            Ok(LocalReading::Skipped(at)) => {
                tally.add(Remark::HourSkipped, number, &shown());
                return Some(at);
            }
            Err(MomentError::Missing) => {
                let name = self.header(self.start.date_column());
                ("no date", format!("Column \"{name}\" is empty: a date was expected."))
            }
            Err(MomentError::NotADate(text)) => ("not a date", format!("\"{text}\" is not a date.")),
            Err(MomentError::NotATime(text)) => ("not a time", format!("\"{text}\" is not a time of day.")),
            Err(MomentError::NotPlausible(text)) => (
                "date not plausible",
                format!("Date \"{text}\" is not plausible: a year from 1990 to 2100 was expected."),
            ),
            Err(MomentError::NotInCalendar(text)) => (
                NOT_IN_CALENDAR,
                format!(
                    "Date \"{text}\" is not in the calendar, read {} as the whole file is.",
                    self.moments.order.words()
                ),
            ),
        };
        errors.push(RowError::new(cause, message, "Row kept out; correct the date."));
        None
    }

    fn read_duration(&self, row: &[Cow<'_, str>], start: Option<Instant>, errors: &mut Vec<RowError>) -> Option<u32> {
        let cell = |column: Option<usize>| column.and_then(|c| row.get(c)).map_or("", |cell| clean_code(cell));
        let mut read = |text: &str, unit: DurationUnit| -> Option<u32> {
            if text.is_empty() {
                return None;
            }
            let wrong = |why: &str| {
                RowError::new("not a duration", format!("Duration \"{text}\" {why}."), "Row kept out; correct it.")
            };
            match duration::seconds(text, unit) {
                Ok(seconds) => Some(seconds),
                // `1 SMS` where others are `37 s`: nothing that lasts.
                Err(_) if duration::counts_other(text) => None,
                Err(why) => {
                    errors.push(wrong(why));
                    None
                }
            }
        };
        let mut unit = Some(self.unit);
        if let Some((column, units)) = self.units {
            unit = units.get(&cell(Some(*column)).to_lowercase()).copied().unwrap_or(unit);
        }
        let unit = unit?;
        let own = read(cell(self.columns.duration), unit);
        let minutes = match own {
            Some(_) if !self.minutes_and_seconds => None,
            _ => read(cell(self.columns.minutes), DurationUnit::Minutes),
        };
        if let Some(total) = match (own, minutes) {
            (Some(own), Some(minutes)) => Some(own.saturating_add(minutes)),
            (own, minutes) => own.or(minutes),
        } {
            return Some(total);
        }
        let (Some(start), Some(end), None) = (start, self.end, self.columns.duration) else { return None };
        match self.moments.seconds_until(start, end, self.columns.end_is_dated, row) {
            Ok(seconds) => seconds,
            Err(MomentError::NotATime(text)) => {
                errors.push(RowError::new(
                    "end before start",
                    format!("The end \"{text}\" lies before the start."),
                    "Row kept out; correct it.",
                ));
                None
            }
            Err(_) => {
                errors.push(RowError::new(
                    "end is no date",
                    "The end is not a date and time.".to_owned(),
                    "Row kept out; correct it.",
                ));
                None
            }
        }
    }

    fn kind(
        &self,
        row: &[Cow<'_, str>],
        number: u64,
        (duration, direction): (Option<u32>, Option<Direction>),
        memory: &mut Memory,
        tally: &mut Tally,
    ) -> Kind {
        if let Some(kind) = self.told_kind(row, memory) {
            return kind;
        }
        let said = self.mapping.kinds.iter().filter_map(|c| row.get(*c)).map(|c| clean_code(c)).find(|c| !c.is_empty());
        match said {
            // A code that tells the way alone (`IN` beside `SMT`) is that of a call.
            Some(code) if direction.is_none() || self.codes.direction(&self.mapping.kinds, row).is_none() => {
                tally.add(Remark::KindUnknown, number, code);
                if duration.is_some_and(|d| d > 0) { Kind::Voice } else { Kind::Other }
            }
            _ => self.usual_kind,
        }
    }

    fn read_parties(
        &self,
        Known { row, number, direction, kind }: Known<'_>,
        memory: &mut Memory,
        errors: &mut Vec<RowError>,
        (block, tally): (&mut RecordBlock, &mut Tally),
    ) -> Option<(PartyRow, PartyRow)> {
        let withheld = PartyRow::Withheld;
        let mut party = |from: PartyFrom, errors: &mut Vec<RowError>| match from {
            PartyFrom::Nobody => Some(withheld),
            PartyFrom::Fixed(usual) => Some(PartyRow::Number(self.target_at(number).unwrap_or(usual))),
            PartyFrom::Column(column) => {
                let cell = |c: usize| row.get(c).map_or("", |cell| clean_code(cell));
                let spare = || self.mapping.spares(column).iter().map(|c| cell(*c)).find(|t| !t.is_empty());
                let text = Some(cell(column)).filter(|t| !t.is_empty()).or_else(spare).unwrap_or("");
                if let (true, Some(PartyFrom::Fixed(usual))) = (text.is_empty(), self.parties.filler) {
                    return Some(PartyRow::Number(self.target_at(number).unwrap_or(usual)));
                }
                let read = memory.party(text, self.plan, block);
                let (party, remark) = read.map_err(|error| errors.push(self.party_error(column, &error))).ok()?;
                if let Some(remark) = remark {
                    tally.add(remark, number, text);
                }
                Some(party)
            }
        };
        match self.parties.layout {
            Layout::Sides { a, b } => {
                let (a, b) = (party(a, errors), party(b, errors));
                let (a, b) = (a?, b?);
                if a == withheld && b == withheld || a == b && self.parties.filler.is_some() {
                    errors.push(RowError::new("no party", "Neither party has a number.".to_owned(), "Row kept out."));
                    return None;
                }
                Some((a, b))
            }
            Layout::TargetOther { target, other, fixed } => {
                let (target, other) = (party(target, errors), party(PartyFrom::Column(other), errors));
                // A data session is the phone's own doing.
                let own_doing = (kind == Kind::Data).then_some(Direction::Outgoing);
                let Some(direction) = fixed.or(direction).or(own_doing) else {
                    errors.push(self.direction_error(row));
                    return None;
                };
                let (target, other) = (target?, other?);
                if target == withheld {
                    errors.push(RowError::new(
                        "no target",
                        "The row does not name the number whose records these are.".to_owned(),
                        "Row kept out.",
                    ));
                    return None;
                }
                Some(if direction == Direction::Outgoing { (target, other) } else { (other, target) })
            }
        }
    }

    /// The number whose records stand at a row, if a line between the rows names it.
    fn target_at(&self, row: u64) -> Option<Msisdn> {
        let before = self.sections.partition_point(|(from, _)| *from < row);
        before.checked_sub(1).map(|at| self.sections[at].1)
    }

    fn party_error(&self, column: usize, error: &NumberError) -> RowError {
        let hint = match error {
            NumberError::Scientific(_) => {
                "Row kept out; ask the operator for the file as CSV, not saved from a spreadsheet."
            }
            _ => "Row kept out; correct the number.",
        };
        let cause = if matches!(error, NumberError::Scientific(_)) {
            "number damaged by a spreadsheet"
        } else {
            "not a number"
        };
        RowError::new(cause, format!("Column \"{}\": {error}.", self.header(column)), hint)
    }

    fn direction_error(&self, row: &[Cow<'_, str>]) -> RowError {
        let code =
            self.mapping.directions.iter().filter_map(|c| row.get(*c)).map(|c| clean_code(c)).find(|c| !c.is_empty());
        let message = match code {
            Some(code) => format!("Direction \"{code}\" is not known: incoming or outgoing was expected."),
            None => "The row does not say whether it came in or went out.".to_owned(),
        };
        RowError::new("direction not known", message, "Row kept out.")
    }

    /// Which end the number asked for is at, for what the row says of "the" handset and "the" cell.
    fn side_of_target(
        &self,
        Known { row, number, direction, .. }: Known<'_>,
        (a, b): (PartyRow, PartyRow),
        ends: &[KnownEnd],
        tally: &mut Tally,
    ) -> Side {
        if let Layout::TargetOther { fixed, .. } = self.parties.layout {
            return if fixed.or(direction) == Some(Direction::Incoming) { Side::B } else { Side::A };
        }
        let (a, b) = (a.number(), b.number());
        let at_b = |n: Option<Msisdn>| n.is_some() && b == n && a != n;
        let text = |c: usize| row.get(c).map_or("", |cell| clean_code(cell));
        if let Some(column) = self.parties.target_column {
            let target = self.number_of(text(column));
            return if at_b(target) { Side::B } else { Side::A };
        }
        let section = self.target_at(number);
        if section.is_some() {
            return if at_b(section) { Side::B } else { Side::A };
        }
        if !self.parties.targets.is_empty() {
            let among = |n: Option<Msisdn>| n.is_some_and(|n| self.parties.targets.contains(&n));
            match (among(a), among(b)) {
                (true, false) => return Side::A,
                (false, true) => return Side::B,
                _ => {}
            }
        }
        if let Some(direction) = direction {
            return if direction == Direction::Incoming { Side::B } else { Side::A };
        }
        if self.parties.holders.is_empty() {
            return Side::A;
        }
        let (is_named, holder) = match self.phones.plain_phone(ends) {
            Some(known) => (known.phone.is_some(), known.holder),
            None => self.holder(row),
        };
        if is_named && holder.is_none_or(|n| a != Some(n) && b != Some(n)) {
            let shown = [self.columns.imei, self.columns.imsi].map(|column| column.map_or("", text));
            tally.add(Remark::OwnerUnknown, number, shown.iter().find(|text| !text.is_empty()).unwrap_or(&""));
        }
        if at_b(holder) { Side::B } else { Side::A }
    }

    /// Whether a row names a SIM or a handset, and the number that is in most rows with it.
    fn holder(&self, row: &[Cow<'_, str>]) -> (bool, Option<Msisdn>) {
        if self.parties.holders.is_empty() {
            return (false, None);
        }
        let text = |column: Option<usize>| column.and_then(|c| row.get(c)).map_or("", |cell| clean_code(cell));
        let sim = Imsi::parse(text(self.columns.imsi)).map(Imsi::digits);
        let identity = sim.or_else(|| Imei::parse(text(self.columns.imei)).map(Imei::digits));
        (identity.is_some(), identity.and_then(|id| self.parties.holders.get(&id)).copied())
    }
}
