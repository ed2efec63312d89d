//! How the dates and times of a file are to be read, decided by all its rows.

use super::clean::clean;
use super::clock::TimeDigits;
use super::date::{DateOrder, WrittenDate};
use super::date_order::{OrderEvidence, OrderFound};
use super::moment::{DateDigits, MomentReader};
use super::sheet::Sheet;
use super::vocabulary::{Meaning, meaning_of};
use super::{Choice, Doubt, DoubtAbout, FileReport, ImportOptions, Reading};
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::{LocalTime, Zone};
use std::borrow::Cow;

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
    pub zone: (Zone, String),
}

/// Decides how dates are read, says so in the report, and warns where it can be read two ways.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub(super) fn reader_for(
    question: CalendarQuestion,
    sheet: &Sheet<'_>,
    options: &ImportOptions,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<MomentReader, Cancelled> {
    let usual = if options.plan.region == "US" { DateOrder::Month } else { DateOrder::Day };
    let (zone, zone_decision) = question.zone;
    let mut reader =
        MomentReader { order: usual, zone, time_digits: question.time_digits, date_digits: question.date_digits };
    if question.date_digits == DateDigits::Counted && question.in_sequence {
        report.decisions.push("Dates are numbers as a spreadsheet or a computer counts them.".to_owned());
    }
    let mut evidence = OrderEvidence::with_period(sheet.period());
    let (mut seen, mut without_offset) = (false, false);
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    for at in sheet.data_rows() {
        if at % 16_384 == 0 {
            monitor.check()?;
        }
        sheet.table.cells_into(at, &mut cells);
        for (i, &column) in question.dates.iter().enumerate() {
            let written = cells.get(column).and_then(|cell| reader.written(clean(cell)));
            if let Some(written) = written
                && let Some(date) = written.date
            {
                evidence.add(date, question.in_sequence && i == 0);
                seen = true;
                without_offset |= written.offset_secs.is_none();
            }
        }
    }
    if seen {
        let own = "Times name their zone themselves.".to_owned();
        report.decisions.push(if without_offset { zone_decision } else { own });
    }
    if let Some(order) = options.reading.dates {
        reader.order = order;
        report.decisions.push(format!("Dates are read {}: you said so.", order.words()));
        return Ok(reader);
    }
    match evidence.decide(usual) {
        OrderFound::NotNeeded => {}
        OrderFound::Decided { order, why } => {
            reader.order = order;
            report.decisions.push(format!("Dates are read {}: {why}.", order.words()));
        }
        OrderFound::Open { likely, other, example } => {
            reader.order = likely;
            let doubt = open_dates([likely, other], example, &reader.zone);
            let hint =
                format!("They were read {}, as is usual here. Check one event against another source.", likely.words());
            let problem = Problem::warning(doubt.why.clone(), hint, Place::file(&report.file));
            report.doubts.push(doubt);
            report.problems.push(problem);
        }
    }
    Ok(reader)
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

/// The zone of times that name none: what one of the headers or the preamble names, else that of the options; and why.
pub(super) fn zone_of<'h>(
    headers: impl Iterator<Item = (&'h str, Meaning)>,
    sheet: &Sheet<'_>,
    options: &ImportOptions,
) -> (Zone, String) {
    if options.zone_is_said() {
        return (options.zone.clone(), format!("Times that name no zone are read as {}: you said so.", options.zone));
    }
    let mut named = headers.filter(|(_, meaning)| meaning.has(Meaning::UTC));
    if let Some((header, _)) = named.next() {
        return (Zone::utc(), format!("Times are in UTC: column \"{header}\" says so."));
    }
    let of_times = |row: &&String| {
        let meaning = meaning_of(row);
        meaning.has(Meaning::UTC) && meaning.has(Meaning::TIME | Meaning::ZONE)
    };
    if let Some(row) = sheet.preamble.iter().find(of_times) {
        return (Zone::utc(), format!("Times are in UTC: the line \"{}\" above the header says so.", row.trim()));
    }
    (options.zone.clone(), format!("Times that name no zone are read as {}.", options.zone))
}
