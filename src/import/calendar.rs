//! How the dates and times of a file are to be read, decided by all its rows.

use super::clean::clean;
use super::clock::TimeDigits;
use super::date::{DateOrder, WrittenDate};
use super::date_order::{OrderEvidence, OrderFound};
use super::field::Field;
use super::mapping::{Column, Mapping};
use super::moment::{DateDigits, MomentReader};
use super::pass::{self, Chunk};
use super::sheet::Sheet;
use super::store::Halt;
use super::vocabulary::{Meaning, meaning_of};
use super::zone_words::{ZoneNamed, offset_in, zone_in};
use super::{Choice, Doubt, DoubtAbout, FileReport, ImportOptions, Reading};
use crate::diag::Monitor;
use crate::domain::{Instant, LocalTime, Zone};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is asked of the calendar of a file.
#[derive(Clone, Debug)]
pub(super) struct CalendarQuestion {
    /// Columns that hold dates.
    pub dates: Vec<usize>,
    /// Whether the first of them should be in the order of the rows, or in reverse.
    pub in_sequence: bool,
    /// How columns of bare digits tell dates and times.
    pub date_digits: DateDigits,
    pub time_digits: TimeDigits,
    /// Zone of times that name none, and the sentence that says why.
    pub zone: (ZoneNamed, String),
    /// The column that tells the offset of each row.
    pub offsets: Option<(usize, Arc<BTreeMap<String, i32>>)>,
}

/// How the dates of a file are read, and what speaks for it.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    pub reader: MomentReader,
    question: CalendarQuestion,
    usual: DateOrder,
    /// The order that a person said.
    said: Option<DateOrder>,
    noted: Noted,
    /// Whether the evidence is that of all rows.
    is_by_all_rows: bool,
}

/// What dates say of themselves.
#[derive(Clone, Debug, Default)]
struct Noted {
    order: OrderEvidence,
    seen: bool,
    without_offset: bool,
}

impl Noted {
    fn add(&mut self, cells: &[Cow<'_, str>], question: &CalendarQuestion, reader: &MomentReader) {
        for (i, &column) in question.dates.iter().enumerate() {
            let written = cells.get(column).and_then(|cell| reader.written(clean(cell)));
            if let Some(written) = written
                && let Some(date) = written.date
            {
                self.order.add(date, question.in_sequence && i == 0);
                self.seen = true;
                self.without_offset |= written.offset_secs.is_none() && question.offsets.is_none();
            }
        }
    }

    fn append(&mut self, later: &Self) {
        self.order.append(&later.order);
        self.seen |= later.seen;
        self.without_offset |= later.without_offset;
    }
}

impl Calendar {
    /// Decides how dates are read: by the sample, if the calendar itself leaves but one order; else by all rows.
    ///
    /// # Errors
    /// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
    pub(super) fn find(
        question: CalendarQuestion,
        sheet: &Sheet<'_>,
        options: &ImportOptions,
        monitor: &dyn Monitor,
    ) -> Result<Self, Halt> {
        let usual = if options.plan.region == "US" { DateOrder::Month } else { DateOrder::Day };
        let reader = MomentReader {
            order: usual,
            zone: question.zone.0.zone.clone(),
            time_digits: question.time_digits,
            date_digits: question.date_digits,
            offsets: question.offsets.clone(),
        };
        let mut noted = Noted { order: OrderEvidence::with_period(sheet.period()), ..Noted::default() };
        sheet.each_sampled(|cells| noted.add(cells, &question, &reader));
        let is_by_all_rows = sheet.is_sampled_whole();
        let said = options.reading.dates;
        let mut calendar = Self { reader, question, usual, said, noted, is_by_all_rows };
        if !calendar.is_by_all_rows && said.is_none() && !calendar.noted.order.calendar_decides() {
            calendar.ask_all_rows(sheet, monitor)?;
        }
        calendar.take_order();
        Ok(calendar)
    }

    /// Decides anew by all rows, where some do not fit what the sample decided; says whether that is another order.
    ///
    /// # Errors
    /// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
    pub(super) fn find_again(&mut self, sheet: &Sheet<'_>, monitor: &dyn Monitor) -> Result<bool, Halt> {
        if self.is_by_all_rows || self.said.is_some() {
            return Ok(false);
        }
        let before = self.reader.order;
        self.ask_all_rows(sheet, monitor)?;
        self.take_order();
        Ok(self.reader.order != before)
    }

    fn ask_all_rows(&mut self, sheet: &Sheet<'_>, monitor: &dyn Monitor) -> Result<(), Halt> {
        let new = || Noted { order: OrderEvidence::with_period(sheet.period()), ..Noted::default() };
        let read = |chunk: Chunk| {
            let mut noted = new();
            let mut cells = Vec::new();
            for at in 0..chunk.table.len() {
                chunk.table.cells_into(at, &mut cells);
                noted.add(&cells, &self.question, &self.reader);
            }
            noted
        };
        let mut all = new();
        pass::through(sheet.data, sheet.delimiter, monitor, read, |noted| all.append(&noted))?;
        self.noted = all;
        self.is_by_all_rows = true;
        Ok(())
    }

    fn take_order(&mut self) {
        if let Some(order) = self.said {
            self.reader.order = order;
            return;
        }
        match self.noted.order.decide(self.usual) {
            OrderFound::NotNeeded => self.reader.order = self.usual,
            OrderFound::Decided { order, .. } | OrderFound::Open { likely: order, .. } => self.reader.order = order,
        }
    }

    /// The doubt that the name of the zone is that of another clock as well, where records in this span would differ by it.
    pub(super) fn zone_doubt(&self, (first, last): (Instant, Instant)) -> Option<Doubt> {
        let ZoneNamed { zone, rival } = &self.question.zone.0;
        let rival = rival.as_ref().filter(|_| self.noted.without_offset)?;
        let step = (last.secs_since(first) / 64).max(86_400);
        let moments = (0..64).map(|i| first.plus_secs(i * step)).take_while(|moment| *moment < last);
        let differ = |moment: Instant| moment.local(zone) != moment.local(rival);
        if !moments.chain([last]).any(differ) {
            return None;
        }
        let choice = |zone: &Zone| Choice {
            words: format!("{zone}"),
            reading: Reading { zone: Some(zone.name()), ..Reading::default() },
        };
        Some(Doubt {
            about: DoubtAbout::Zone,
            question: "Which clock are the times of?".to_owned(),
            why: format!(
                "{} That name is used for more than one clock, and some times differ by it.",
                self.question.zone.1
            ),
            choices: vec![choice(zone), choice(rival)],
        })
    }

    /// Says in the report how dates are read, and warns where it can be read two ways.
    pub(super) fn tell(&self, report: &mut FileReport) {
        if self.question.date_digits == DateDigits::Counted && self.question.in_sequence {
            report.decisions.push("Dates are numbers as a spreadsheet or a computer counts them.".to_owned());
        }
        if self.noted.seen {
            let own = || "Times name their zone themselves.".to_owned();
            report.decisions.push(if self.noted.without_offset { self.question.zone.1.clone() } else { own() });
        }
        if let Some(order) = self.said {
            report.decisions.push(format!("Dates are read {}: you said so.", order.words()));
            return;
        }
        match self.noted.order.decide(self.usual) {
            OrderFound::NotNeeded => {}
            OrderFound::Decided { order, why } => {
                report.decisions.push(format!("Dates are read {}: {why}.", order.words()));
            }
            OrderFound::Open { likely, other, example } => {
                let doubt = open_dates([likely, other], example, &self.reader.zone);
                let hint = format!(
                    "They were read {}, as is usual here. Check one event against another source.",
                    likely.words()
                );
                report.doubt(doubt, hint);
            }
        }
    }
}

/// The doubt that dates can be read two ways, with both readings of an example; the first is the likely one.
fn open_dates(orders: [DateOrder; 2], example: WrittenDate, zone: &Zone) -> Doubt {
    let shown = |order| {
        let (y, m, d) = example.in_order(order)?;
        let noon = LocalTime::new((y, m, d), (12, 0, 0))?;
        Some(zone.reading(noon).instant().date(zone))
    };
    let said = |order| shown(order).unwrap_or_else(|| "no date".to_owned());
    Doubt {
        about: DoubtAbout::Dates,
        question: "Does the day or the month come first in dates?".to_owned(),
        why: format!(
            "Dates can be read two ways, and no row of the file decides: one of them is {} or {}.",
            said(orders[0]),
            said(orders[1])
        ),
        choices: orders
            .map(|order| Choice {
                words: format!("{}: {}", order.words(), said(order)),
                reading: Reading { dates: Some(order), ..Reading::default() },
            })
            .into(),
    }
}

/// The column in which each row tells the offset of its clock (`+0100`, `BST`), where no header of a time names a zone.
pub(super) fn offsets_of(mapping: &Mapping, columns: &[Column]) -> Option<(usize, Arc<BTreeMap<String, i32>>)> {
    let taken: Vec<usize> = mapping.fields().map(|(_, column)| column).collect();
    let times = [Field::Start, Field::Date, Field::Time].into_iter().filter_map(|field| mapping.column(field));
    if times.into_iter().any(|at| zone_in(&columns[at].header).is_some()) {
        return None;
    }
    let told = |at: usize| {
        let column = &columns[at];
        if taken.contains(&at) || !column.meaning.has(Meaning::ZONE | Meaning::UTC) || column.looks.share_filled() < 0.9
        {
            return None;
        }
        let texts = column.looks.distinct();
        let offsets: BTreeMap<String, i32> =
            texts.keys().map(|text| Some((text.clone(), offset_in(text)?))).collect::<Option<_>>()?;
        (!offsets.is_empty()).then(|| (at, Arc::new(offsets)))
    };
    (0..columns.len()).find_map(told)
}

/// The zone of times that name none: what one of the headers or the preamble names, else that of the options; and why.
pub(super) fn zone_of<'h>(
    headers: impl Iterator<Item = (&'h str, Meaning)>,
    sheet: &Sheet<'_>,
    options: &ImportOptions,
) -> (ZoneNamed, String) {
    let unnamed = ZoneNamed { zone: options.zone.clone(), rival: None };
    if options.zone_is_said() {
        return (unnamed, format!("Times that name no zone are read as {}: you said so.", options.zone));
    }
    if let Some((header, zone)) = headers.into_iter().find_map(|(header, _)| Some((header, zone_in(header)?))) {
        let sentence = format!("Times are in {}: column \"{header}\" says so.", zone.zone);
        return (zone, sentence);
    }
    let of_times = |row: &String| {
        let meaning = meaning_of(row);
        let asked_for = meaning.has(Meaning::TIME | Meaning::ZONE) && !meaning.has(Meaning::MADE);
        if asked_for { zone_in(row) } else { None }
    };
    if let Some((row, zone)) = sheet.preamble.iter().find_map(|row| Some((row, of_times(row)?))) {
        let sentence = format!("Times are in {}: the line \"{}\" above the header says so.", zone.zone, row.trim());
        return (zone, sentence);
    }
    (unnamed, format!("Times that name no zone are read as {}.", options.zone))
}
