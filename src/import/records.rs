//! All rows of a table become records, each counted as accepted, duplicate or rejected.

use super::aside::{RowClass, class_of};
use super::calendar::{self, CalendarQuestion};
use super::clock::TimeDigits;
use super::codebook::{CodeClues, Codebook};
use super::duration_unit::duration_unit;
use super::field::Field;
use super::mapping::{Column, Mapping, direction_of_name};
use super::moment::{DateDigits, MomentFrom, MomentReader};
use super::parties::{self, Clues, Layout, Parties, PartyFrom};
use super::party::Memory;
use super::phone::PhoneReader;
use super::requested::mark_requested;
use super::row::{RowError, RowReader};
use super::sheet::Sheet;
use super::tally::Tally;
use super::vocabulary::Meaning;
use super::{Doubt, DoubtAbout, DuplicateRow, FileReport, ImportOptions};
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::{Instant, Kind, Record, RecordDraft, RecordId, Records};
use crate::ids::Id;
use rayon::prelude::*;
use std::ops::Range;

/// Rows that one thread reads at a time, and how many such chunks are read before their records are put in the table.
const CHUNK: usize = 4096;
const CHUNKS_AT_ONCE: usize = 16;
/// Sample rows by which it is found out who is who.
const SAMPLE: usize = 20_000;

/// What became of one row.
#[expect(clippy::large_enum_variant, reason = "nearly every row is a record; a box would cost an allocation each")]
enum RowResult {
    NotRecord,
    Record(RecordDraft),
    Rejected(u64, Vec<RowError>),
}

/// Reads all rows under the header of a sheet.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub(super) fn read_records(
    sheet: &Sheet<'_>,
    mut mapping: Mapping,
    columns: &[Column],
    options: &ImportOptions,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<(Records, Mapping), Cancelled> {
    let rows = sheet.sample(SAMPLE);
    mapping.hear_codes(columns, &options.reading.codes);
    let code_clues = CodeClues { plan: &options.plan, rows: &rows, told: &options.reading.codes };
    let codes = Codebook::new(&mapping, columns, code_clues);
    report.decisions.extend(codes.decisions.iter().cloned());
    let moments = moment_reader(sheet, &mapping, columns, options, report, monitor)?;
    let said = options.target_said().map(|number| (number, "the reading given"));
    let outside = said.or_else(|| sheet.target_named(&options.plan));
    let data_sessions = columns.iter().any(|c| c.meaning.has(Meaning::TRAFFIC));
    let way_of_name = sheet.names.iter().find_map(|name| direction_of_name(name));
    let clues = Clues { plan: &options.plan, outside, way_of_name, data_sessions };
    let parties = match parties::find(&mut mapping, &codes, clues, &rows) {
        Ok(parties) => parties,
        Err(reason) => {
            report.doubts.push(no_target(&reason));
            reject_all(sheet, &reason, report);
            return Ok((Records::default(), mapping));
        }
    };
    report.decisions.extend(parties.decisions.iter().cloned());
    // Where caller and called have a column each, what a code says of the way changes nothing.
    let ways_matter = matches!(parties.layout, Layout::TargetOther { fixed: None, .. });
    for doubt in codes.doubts.iter().filter(|d| ways_matter || !d.is_of_the_way()) {
        let hint = "The likeliest was taken. Check one event against another source.";
        report.problems.push(Problem::warning(doubt.why.clone(), hint, Place::file(&report.file)));
        report.doubts.push(doubt.clone());
    }
    for (message, hint) in &parties.doubts {
        report.problems.push(Problem::warning(message, hint, Place::file(&report.file)));
    }
    let Some(start) = MomentFrom::start(&mapping) else { return Ok((Records::default(), mapping)) };
    let sections = if parties.has_fixed_target() { sheet.sections(&options.plan) } else { Vec::new() };
    let width = sheet.width(&rows);
    let (unit, sentence) = duration_unit(&mapping, columns, &moments, &rows);
    report.decisions.extend(sentence);
    let reader = RowReader {
        mapping: &mapping,
        parties: &parties,
        codes: &codes,
        moments: &moments,
        phones: PhoneReader::new(&mapping),
        sections: &sections,
        plan: &options.plan,
        unit,
        minutes_and_seconds: minutes_and_seconds(&mapping, columns),
        usual_kind: usual_kind(&mapping, &parties, sheet, report),
        width,
        headers: &sheet.header,
        start,
        end: MomentFrom::end(&mapping),
    };
    if !sections.is_empty() {
        report
            .decisions
            .push("Lines between the rows name further numbers: rows under such a line are that number's.".to_owned());
    }
    if !mapping.has(Field::Duration) && !mapping.has(Field::Minutes) && reader.end.is_some() {
        report.decisions.push("Durations are the end minus the start.".to_owned());
    }
    let (mut records, tally) = read_all(sheet, &reader, report, monitor)?;
    report.problems.extend(tally.problems(&report.file));
    records = without_duplicates(records, report);
    let by_phones = mark_requested(&mut records, &parties, &sections, sheet, options);
    report.decisions.extend(by_phones);
    Ok((records, mapping))
}

/// Reads chunks of rows on all threads and puts their records in the table in the order of the file.
fn read_all(
    sheet: &Sheet<'_>,
    reader: &RowReader<'_>,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<(Records, Tally), Cancelled> {
    let mut records = Records::default();
    let mut tally = Tally::default();
    let stage = format!("Reading {}", report.file);
    let rows = sheet.data_rows();
    let mut at = rows.start;
    while at < rows.end {
        monitor.check()?;
        monitor.progress(&stage, sheet.table.row_start(at) as u64, Some(report.bytes));
        monitor.rows((at - rows.start) as u64);
        let until = rows.end.min(at + CHUNK * CHUNKS_AT_ONCE);
        let chunks: Vec<Range<usize>> = (at..until).step_by(CHUNK).map(|from| from..until.min(from + CHUNK)).collect();
        let read: Vec<(Vec<RowResult>, Tally)> = chunks
            .into_par_iter()
            .map_init(Memory::default, |memory, chunk| {
                if monitor.is_cancelled() {
                    (Vec::new(), Tally::default())
                } else {
                    read_chunk(sheet, reader, chunk, memory)
                }
            })
            .collect();
        monitor.check()?;
        for (results, noted) in read {
            for result in results {
                match result {
                    RowResult::NotRecord => report.not_records += 1,
                    RowResult::Record(draft) => {
                        records.push(&draft);
                    }
                    RowResult::Rejected(row, errors) => reject(sheet, row, errors, report),
                }
            }
            tally.append(noted);
        }
        at = until;
    }
    monitor.progress(&stage, report.bytes, Some(report.bytes));
    Ok((records, tally))
}

fn read_chunk(
    sheet: &Sheet<'_>,
    reader: &RowReader<'_>,
    chunk: Range<usize>,
    memory: &mut Memory,
) -> (Vec<RowResult>, Tally) {
    let mut tally = Tally::default();
    let mut cells = Vec::new();
    let results = chunk
        .map(|at| {
            sheet.table.cells_into(at, &mut cells);
            if class_of(&cells, &sheet.header) != RowClass::Data {
                return RowResult::NotRecord;
            }
            let row = at as u64 + 1;
            match reader.read(&cells, row, memory, &mut tally) {
                Ok(draft) => RowResult::Record(draft),
                Err(errors) => RowResult::Rejected(row, errors),
            }
        })
        .collect();
    (results, tally)
}

fn reject(sheet: &Sheet<'_>, row: u64, errors: Vec<RowError>, report: &mut FileReport) {
    let place = Place::file(&report.file).at_row(row);
    let problems = errors.into_iter().map(|e| (e.cause, Problem::error(e.message, e.hint, place.clone()))).collect();
    report.reject(row, sheet.row_text(row), problems);
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
fn reject_all(sheet: &Sheet<'_>, reason: &str, report: &mut FileReport) {
    let hint = "Put the number in the file's name, as in 07700900112_calls.csv, or in a line above the header.";
    for at in sheet.data_rows() {
        if class_of(&sheet.table.cells(at), &sheet.header) == RowClass::Data {
            let error = RowError { cause: "no target", message: format!("{reason}."), hint };
            reject(sheet, at as u64 + 1, vec![error], report);
        } else {
            report.not_records += 1;
        }
    }
    report.problems.push(Problem::error(format!("{reason}."), hint, Place::file(&report.file)));
}

/// Takes out records that say what an earlier one of the file says, and counts them.
fn without_duplicates(records: Records, report: &mut FileReport) -> Records {
    let key = |(id, r): (RecordId, Record)| (r.start, (r.a, r.b), r.kind, r.duration_secs, (r.a_end, r.b_end), id);
    let mut keys: Vec<_> = records.with_ids().map(key).collect();
    keys.par_sort_unstable();
    let mut repeats = vec![None; records.len()];
    for pair in keys.windows(2) {
        let ((.., one), (.., two)) = (pair[0], pair[1]);
        let same = |k: (_, _, _, _, _, RecordId)| (k.0, k.1, k.2, k.3, k.4);
        if same(pair[0]) == same(pair[1]) {
            let first = repeats[one.index()].unwrap_or(one);
            repeats[two.index()] = Some(first);
        }
    }
    drop(keys);
    let row = |id: RecordId| u64::from(records.get(id).row);
    report.duplicate_rows.extend((0..records.len()).filter_map(|i| {
        let first = repeats[i]?;
        Some(DuplicateRow { row: row(Id::new(i)), same_as: row(first) })
    }));
    let kept: Vec<RecordId> = (0..records.len()).filter(|i| repeats[*i].is_none()).map(Id::new).collect();
    report.count_read(kept.len() as u64, report.duplicate_rows.len() as u64);
    if report.duplicate == 0 { records } else { records.arranged(&kept) }
}

/// How dates and times are read, decided by all rows.
fn moment_reader(
    sheet: &Sheet<'_>,
    mapping: &Mapping,
    columns: &[Column],
    options: &ImportOptions,
    report: &mut FileReport,
    monitor: &dyn Monitor,
) -> Result<MomentReader, Cancelled> {
    let of = |fields: &[Field]| fields.iter().filter_map(|f| mapping.column(*f)).collect::<Vec<_>>();
    let date_digits =
        MomentFrom::start(mapping).map_or(DateDigits::Whole, |s| columns[s.date_column()].looks.date_digits());
    let long_times = mapping.column(Field::Time).is_none_or(|c| columns[c].looks.most_digits > 4);
    let time_columns = of(&[Field::Start, Field::Time, Field::Date]);
    let headers = time_columns.into_iter().map(|c| (columns[c].header.as_str(), columns[c].meaning));
    let question = CalendarQuestion {
        dates: of(&[Field::Start, Field::Date, Field::End, Field::EndDate]),
        in_sequence: true,
        date_digits,
        time_digits: if long_times { TimeDigits::Seconds } else { TimeDigits::Minutes },
        zone: calendar::zone_of(headers, sheet, options),
    };
    calendar::reader_for(question, sheet, options, report, monitor)
}

/// Whether the duration column holds the seconds that the minutes column leaves over.
fn minutes_and_seconds(mapping: &Mapping, columns: &[Column]) -> bool {
    let both = mapping.has(Field::Minutes) && mapping.has(Field::Duration);
    both && mapping
        .column(Field::Duration)
        .is_some_and(|c| columns[c].looks.largest < 60 && columns[c].meaning.has(Meaning::SECONDS))
}

/// The kind of rows that do not say theirs.
fn usual_kind(mapping: &Mapping, parties: &Parties, sheet: &Sheet<'_>, report: &mut FileReport) -> Kind {
    if matches!(parties.layout, Layout::Sides { b: PartyFrom::Nobody, .. }) {
        return Kind::Data;
    }
    if !mapping.kinds.is_empty() {
        return Kind::Voice;
    }
    let of = |text: &str| {
        let plain = super::words::words(text);
        let says = |w: &[&str]| plain.iter().any(|p| w.contains(&p.as_str()));
        (says(&["sms", "text", "texts"]), says(&["call", "calls", "voice"]), says(&["gprs", "data"]))
    };
    let stem = |name: &'_ String| name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    let named: Vec<(bool, bool, bool)> = sheet.names.iter().map(|name| of(&stem(name))).collect();
    let all = sheet.preamble.iter().map(|row| of(row)).chain(named.iter().copied());
    let all = all.fold((false, false, false), |s, n| (s.0 || n.0, s.1 || n.1, s.2 || n.2));
    // What a sheet is named says more than what its workbook is.
    let nearest = named.first().filter(|said| named.len() > 1 && (said.0 || said.1 || said.2));
    let said = nearest.copied().unwrap_or(all);
    let no_duration =
        !mapping.has(Field::Duration) && !mapping.has(Field::Minutes) && MomentFrom::end(mapping).is_none();
    let (kind, why) = match said {
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

/// The first and last moment of the records, for the report.
pub(super) fn span(records: &Records) -> Option<(Instant, Instant)> {
    let mut starts = records.iter().map(|r| r.start);
    let first = starts.next()?;
    Some(starts.fold((first, first), |(least, most), s| (least.min(s), most.max(s))))
}
