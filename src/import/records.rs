//! All rows of a table become records, each counted as accepted, duplicate or rejected.

use super::aside::{RowClass, class_of};
use super::calendar::{self, Calendar, CalendarQuestion};
use super::clock::TimeDigits;
use super::code::direction_of_name;
use super::codebook::{CodeClues, Codebook};
use super::date_parts::DateParts;
use super::doubled_hour;
use super::duration_unit::duration_unit;
use super::field::Field;
use super::harvest::{Harvest, Sprout, harvest};
use super::home_country;
use super::mapping::{Column, Mapping};
use super::moment::{DateDigits, MomentFrom};
use super::parties::{self, Clues, Layout, Parties, PartyFrom};
use super::phone::PhoneReader;
use super::quantity;
use super::rejected::RejectedRows;
use super::repeats;
use super::report::LegRow;
use super::requested::mark_requested;
use super::row::{NOT_IN_CALENDAR, RowColumns, RowError, RowReader};
use super::sheet::Sheet;
use super::store::Halt;
use super::tally::Remark;
use super::unnamed_end;
use super::vocabulary::Meaning;
use super::{Doubt, DoubtAbout, DuplicateRow, FileReport, ImportOptions};
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::{Instant, Kind, RecordId, Records, Zone, count};
use crate::ids::Id;

/// Sample rows by which it is found out who is who.
const SAMPLE: usize = 20_000;

/// What the rows of a table gave.
pub(super) struct RecordsRead {
    pub records: Records,
    /// How the columns were understood in the end.
    pub mapping: Mapping,
    /// Where another table of the file begins.
    pub next_table: Option<Sprout>,
}

/// Reads all rows under the header of a sheet.
///
/// # Errors
/// [`Halt`] when the monitor says so, the store fails or the bytes are not in the encoding.
pub(super) fn read_records(
    sheet: &Sheet<'_>,
    mut mapping: Mapping,
    columns: &[Column],
    options: &ImportOptions,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<RecordsRead, Halt> {
    let rows = sheet.sample(SAMPLE);
    let other_plan = home_country::other_plan(&mapping, &rows, options);
    let foreign = other_plan.as_ref().map(|(plan, _)| ImportOptions { plan: *plan, ..options.clone() });
    let options = foreign.as_ref().unwrap_or(options);
    if let Some((_, doubt)) = other_plan {
        report.doubt(doubt, "The likeliest was taken. Say which it is.");
    }
    mapping.hear_codes(columns, &options.reading.codes);
    let way_of_name = sheet.titles().find_map(direction_of_name);
    let code_clues = CodeClues { plan: &options.plan, rows: &rows, told: &options.reading.codes };
    mapping.ask_kinds_for_ways(columns, way_of_name.is_some(), code_clues);
    let codes = Codebook::new(&mapping, columns, code_clues);
    report.decisions.extend(codes.decisions.iter().cloned());
    let calendar = calendar_of(sheet, &mapping, columns, options, monitor)?;
    let said = options.target_said().map(|number| (number, "the reading given"));
    let outside = said.or_else(|| sheet.target_named(&options.plan));
    let data_sessions = columns.iter().any(|c| c.meaning.has(Meaning::TRAFFIC));
    let clues = Clues { plan: &options.plan, outside, way_of_name, data_sessions };
    let parties = match parties::find(&mut mapping, &codes, clues, columns, &rows) {
        Ok(parties) => parties,
        Err(reason) => {
            calendar.tell(report);
            report.doubts.push(no_target(&reason));
            reject_all(sheet, &reason, report, monitor)?;
            return Ok(RecordsRead { records: Records::default(), mapping, next_table: None });
        }
    };
    report.decisions.extend(parties.decisions.iter().cloned());
    tell_doubts(&codes, &parties, report);
    report.doubts.extend(mapping.doubts(columns, &rows));
    report.decisions.extend(unnamed_end::take(&mut mapping, columns, &calendar.reader, &rows));
    let Some(start) = MomentFrom::start(&mapping) else {
        return Ok(RecordsRead { records: Records::default(), mapping, next_table: None });
    };
    let sections = if parties.has_fixed_target() { sheet.sections(&options.plan, monitor)? } else { Vec::new() };
    let width = sheet.width(&rows);
    let (unit, sentence) = duration_unit(&mapping, columns, &calendar.reader, &rows);
    report.decisions.extend(sentence);
    let units = quantity::units_by_row(&mapping, columns);
    let reader = RowReader {
        mapping: &mapping,
        parties: &parties,
        codes: &codes,
        moments: &calendar.reader.clone(),
        phones: &PhoneReader::new(&mapping),
        sections: &sections,
        plan: &options.plan,
        unit,
        units: units.as_ref(),
        minutes_and_seconds: minutes_and_seconds(&mapping, columns),
        usual_kind: usual_kind(&mapping, codes.tells_kinds(&mapping.kinds), columns, &parties, sheet, report),
        width,
        headers: &sheet.header,
        start,
        end: MomentFrom::end(&mapping),
        columns: RowColumns::of(&mapping),
    };
    if !sections.is_empty() {
        report
            .decisions
            .push("Lines between the rows name further numbers: rows under such a line are that number's.".to_owned());
    }
    if !mapping.has(Field::Duration) && !mapping.has(Field::Minutes) && reader.end.is_some() {
        report.decisions.push("Durations are the end minus the start.".to_owned());
    }
    let zone = calendar.reader.zone.clone();
    let mut harvest = read_all(sheet, reader, calendar, report, monitor)?;
    settle_doubled_hour(&mut harvest, &zone, report);
    report.not_records += harvest.not_records;
    report.reject(harvest.rejected);
    report.problems.extend(harvest.tally.problems(&report.file));
    harvest.records.settle();
    let mut records = without_duplicates(harvest.records, report, monitor)?;
    let by_phones = mark_requested(&mut records, &parties, &sections, &harvest.targets, monitor)?;
    report.decisions.extend(by_phones);
    Ok(RecordsRead { records, mapping, next_table: harvest.next_table })
}

/// Says what of codes and parties was guessed.
fn tell_doubts(codes: &Codebook, parties: &Parties, report: &mut FileReport) {
    // Where caller and called have a column each, what a code says of the way changes nothing.
    let ways_matter = matches!(parties.layout, Layout::TargetOther { fixed: None, .. });
    for doubt in codes.doubts.iter().filter(|d| ways_matter || !d.is_of_the_way()) {
        report.doubt(doubt.clone(), "The likeliest was taken. Check one event against another source.");
    }
    for doubt in &parties.questions {
        report.doubt(doubt.clone(), "The likeliest was taken. Ask the operator, or say which it is.");
    }
    for (message, hint) in &parties.doubts {
        report.problems.push(Problem::warning(message, hint, Place::file(&report.file)));
    }
}

/// Moves records to the second of two hours where the rows show that the clock had gone back.
fn settle_doubled_hour(harvest: &mut Harvest, zone: &Zone, report: &mut FileReport) {
    if !harvest.tally.has(Remark::HourTwice) {
        return;
    }
    let found = doubled_hour::settle(&mut harvest.records, zone);
    if found.open == 0 {
        harvest.tally.forget(Remark::HourTwice);
    }
    if found.settled > 0 {
        report.decisions.push(format!(
            "{} in the hour that the clock showed twice: the order of the rows shows where it went back.",
            count(found.settled, "row", "rows")
        ));
    }
}

/// Reads all rows; where some do not fit the calendar that a sample decided, all rows decide.
fn read_all(
    sheet: &Sheet<'_>,
    reader: RowReader<'_>,
    mut calendar: Calendar,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<Harvest, Halt> {
    let stage = format!("Reading {}", report.file);
    let mut harvest = harvest(sheet, &RowReader { moments: &calendar.reader, ..reader }, &stage, monitor)?;
    if harvest.has_cause(NOT_IN_CALENDAR) && calendar.find_again(sheet, monitor)? {
        harvest = self::harvest(sheet, &RowReader { moments: &calendar.reader, ..reader }, &stage, monitor)?;
    }
    calendar.tell(report);
    if let Some(doubt) = span(&harvest.records).and_then(|span| calendar.zone_doubt(span)) {
        report.doubt(doubt, "The clock on the wall was taken. Ask the operator, or name the zone.");
    }
    Ok(harvest)
}

/// The doubt that nothing says whose records these are.
fn no_target(reason: &str) -> Doubt {
    Doubt {
        about: DoubtAbout::Target,
        question: "Which number do these records belong to?".to_owned(),
        why: format!("{reason}."),
        choices: Vec::new(),
    }
}

/// Keeps every row out, for one reason.
fn reject_all(sheet: &Sheet<'_>, reason: &str, report: &mut FileReport, monitor: &dyn Monitor) -> Result<(), Halt> {
    let hint = "Put the number in the file's name, as in 07700900112_calls.csv, or in a line above the header.";
    let mut rejected = RejectedRows::default();
    sheet.each_row(monitor, |row, text, cells| {
        if class_of(cells, &sheet.header) == RowClass::Data {
            let error = RowError { cause: "no target", message: format!("{reason}."), hint };
            rejected.push(row, text, &[error]);
        } else {
            report.not_records += 1;
        }
    })?;
    report.reject(rejected);
    report.problems.push(Problem::error(format!("{reason}."), hint, Place::file(&report.file)));
    Ok(())
}

/// Takes out records that say what an earlier one of the file says, counts them, and marks the legs of calls.
fn without_duplicates(records: Records, report: &mut FileReport, monitor: &dyn Monitor) -> Result<Records, Cancelled> {
    let repeats = repeats::find(&records, monitor)?;
    let row = |id: RecordId| u64::from(records.get(id).row);
    let duplicate = |&(id, first): &(RecordId, RecordId)| DuplicateRow { row: row(id), same_as: row(first) };
    report.duplicate_rows.extend(repeats.same.iter().map(duplicate));
    report.leg_rows.extend(repeats.legs.iter().map(|&(id, before)| LegRow { row: row(id), after: row(before) }));
    let legs = report.leg_rows.len() as u64;
    if let Some(leg) = report.leg_rows.first() {
        report.problems.push(Problem::note(
            format!(
                "{} as the leg before ends, or with it in another cell.",
                count(legs, "call begins", "calls begin")
            ),
            "They look like legs of one call told in several rows. All are kept and marked.",
            Place::file(&report.file).at_row(leg.row),
        ));
    }
    report.count_read((records.len() - repeats.same.len()) as u64, repeats.same.len() as u64);
    if repeats.same.is_empty() {
        return Ok(records);
    }
    let mut repeated = repeats.same.iter().map(|(id, _)| *id).peekable();
    let is_kept = |id: &RecordId| repeated.next_if_eq(id).is_none();
    let kept: Vec<RecordId> = (0..records.len()).map(Id::new).filter(is_kept).collect();
    Ok(records.arranged(&kept))
}

/// How dates and times are read.
fn calendar_of(
    sheet: &Sheet<'_>,
    mapping: &Mapping,
    columns: &[Column],
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Calendar, Halt> {
    let of = |fields: &[Field]| fields.iter().filter_map(|f| mapping.column(*f)).collect::<Vec<_>>();
    let date_digits = MomentFrom::start(mapping)
        .filter(|s| !matches!(s, MomentFrom::Parts { date: DateParts::Each(_), .. }))
        .map_or(DateDigits::Whole, |s| columns[s.date_column()].looks.date_digits());
    let long_times = mapping.column(Field::Time).is_none_or(|c| columns[c].looks.most_digits > 4);
    let time_columns = of(&[Field::Start, Field::Time, Field::Date]);
    let headers = time_columns.into_iter().map(|c| (columns[c].header.as_str(), columns[c].meaning));
    let question = CalendarQuestion {
        dates: of(&[Field::Start, Field::Date, Field::End, Field::EndDate]),
        in_sequence: true,
        date_digits,
        time_digits: if long_times { TimeDigits::Seconds } else { TimeDigits::Minutes },
        offsets: if options.zone_is_said() { None } else { calendar::offsets_of(mapping, columns) },
        zone: calendar::zone_of(headers, sheet, options),
    };
    Calendar::find(question, sheet, options, monitor)
}

/// Whether the duration column holds the seconds that the minutes column leaves over.
fn minutes_and_seconds(mapping: &Mapping, columns: &[Column]) -> bool {
    let both = mapping.has(Field::Minutes) && mapping.has(Field::Duration);
    both && mapping
        .column(Field::Duration)
        .is_some_and(|c| columns[c].looks.largest < 60 && columns[c].meaning.has(Meaning::SECONDS))
}

/// The kind of rows that do not say theirs.
fn usual_kind(
    mapping: &Mapping,
    told_by_codes: bool,
    columns: &[Column],
    parties: &Parties,
    sheet: &Sheet<'_>,
    report: &mut FileReport,
) -> Kind {
    if matches!(parties.layout, Layout::Sides { b: PartyFrom::Nobody, .. }) {
        return Kind::Data;
    }
    if told_by_codes {
        return Kind::Voice;
    }
    let of = |text: &str| {
        let plain = super::words::words(text);
        let says = |w: &[&str]| plain.iter().any(|p| w.contains(&p.as_str()));
        (says(&["sms", "text", "texts", "messages"]), says(&["call", "calls", "voice"]), says(&["gprs", "data"]))
    };
    let stem = |name: &'_ String| name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    let named: Vec<(bool, bool, bool)> = sheet.names.iter().map(|name| of(&stem(name))).collect();
    let all = sheet.preamble.iter().map(|row| of(row)).chain(named.iter().copied());
    let title = sheet.preamble[..sheet.own_rows].last().map(|row| of(row));
    let all = all.fold((false, false, false), |s, n| (s.0 || n.0, s.1 || n.1, s.2 || n.2));
    // What a sheet is named says more than what its workbook is.
    let nearest = named.first().filter(|said| named.len() > 1 && (said.0 || said.1 || said.2));
    // A line right above a table that speaks of texts alone is its title.
    let titled = title.filter(|said| said.0 != said.1);
    let said = nearest.copied().or(titled).unwrap_or(all);
    let no_duration =
        !mapping.has(Field::Duration) && !mapping.has(Field::Minutes) && MomentFrom::end(mapping).is_none();
    // Where nothing lasts, a column of messages holds what was written.
    let written = no_duration && columns.iter().any(|c| c.meaning == Meaning::TEXTS && c.looks.values > 0);
    // Senders, recipients and when it was sent, and nothing that lasts.
    let sent = no_duration && MomentFrom::start(mapping).is_some_and(|s| says_sent(&columns[s.date_column()].header));
    let (kind, why) = match said {
        (false, false, _) if sent => (Kind::Sms, "a column says when each was sent"),
        (false, false, _) if written => (Kind::Sms, "a column holds what was written"),
        (true, false, _) => (Kind::Sms, "the file's name or its first lines speak of texts"),
        (false, false, true) if no_duration => (Kind::Data, "the file's name or its first lines speak of data"),
        _ => (Kind::Voice, "no column says otherwise"),
    };
    report.decisions.push(format!(
        "Every record is taken for {}: {why}.",
        match kind {
            Kind::Sms => "a text",
            Kind::Data => "a data session",
            _ => "a call",
        }
    ));
    kind
}

/// Whether a header says that something was sent, which calls are not.
fn says_sent(header: &str) -> bool {
    const SENT: [&str; 9] =
        ["sent", "envoi", "invio", "envio", "versand", "gesendet", "verzonden", "skickat", "wyslano"];
    super::words::words(header).iter().any(|word| SENT.contains(&word.as_str()))
}

/// The first and last moment of the records, for the report.
pub(super) fn span(records: &Records) -> Option<(Instant, Instant)> {
    let starts = records.starts();
    Some((*starts.iter().min()?, *starts.iter().max()?))
}
