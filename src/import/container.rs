//! All tables of a file: of a text, of what is packed, of every sheet of a workbook, of an archive in an archive.

use super::archive::{Archive, Budget, Fault, Stopped};
use super::aside::{says_no_records, stated_count};
use super::kind::{FileKind, Format};
use super::preview::head_of;
use super::read::{is_table, read_cells, read_store};
use super::spreadsheet::{BookSheet, each_sheet};
use super::store::sha256_of;
use super::table::Delimiter;
use super::{Batch, Content, ImportOptions};
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::Source;

/// Reads every table of a file from its bytes: of a text one, of a workbook those of every sheet, of an archive those of every
/// file in it. What a file, an entry or a sheet is named may say whose records it holds. There is no error: what cannot be read is
/// told in a report, and there is at least one.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn read_tables(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Vec<Batch>, Cancelled> {
    Ok(open(name, bytes, false, options, monitor)?.finish())
}

/// Of what a file holds the table to show first, one that is in doubt before others, and what was read of its beginning.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub(super) fn table_to_show(
    name: &str,
    bytes: &[u8],
    options: &ImportOptions,
    monitor: &dyn Monitor,
) -> Result<Option<(Batch, Shown)>, Cancelled> {
    let mut opening = open(name, bytes, true, options, monitor)?;
    let shown = opening.shown.take().unwrap_or_default();
    let batches = opening.finish();
    let rank = |shown: &&Shown| {
        let report = &batches[shown.batch].report;
        (report.doubts.is_empty(), report.content == Content::Unknown, shown.batch)
    };
    let Some(first) = shown.iter().min_by_key(rank).map(|shown| shown.batch) else { return Ok(None) };
    let shown = shown.into_iter().find(|shown| shown.batch == first);
    Ok(batches.into_iter().nth(first).zip(shown))
}

fn open<'o>(
    name: &str,
    bytes: &[u8],
    to_show: bool,
    options: &'o ImportOptions,
    monitor: &'o dyn Monitor,
) -> Result<Opening<'o>, Cancelled> {
    monitor.check()?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let source = Source { name: name.to_owned(), part: None, sha256: sha256_of(bytes), bytes: bytes.len() as u64 };
    let item = Item { part: None, name: source.name.clone(), sha256: source.sha256.clone() };
    let mut opening = Opening {
        source,
        options,
        monitor,
        batches: Vec::new(),
        notes: Vec::new(),
        above: Vec::new(),
        shown: to_show.then(Vec::new),
    };
    opening.open(&item, bytes, 0, &mut Budget::new(options.limits, monitor))?;
    Ok(opening)
}

/// The tables of a file that is text: each knows what it was read from, and every place in its report names the part.
pub(super) fn told(mut batches: Vec<Batch>) -> Vec<Batch> {
    for batch in &mut batches {
        let file = batch.source.sha256.clone();
        identify(batch, &file, None);
        batch.report.name_part();
    }
    batches
}

/// Notes what a table was read from: the hash of the item, and where in the item it stands.
fn identify(batch: &mut Batch, sha256: &str, prefix: Option<&str>) {
    let within = match (batch.source.part.as_deref(), prefix) {
        (Some(part), Some(prefix)) => part.strip_prefix(prefix).unwrap_or(part).trim_start_matches(", "),
        (part, _) => part.unwrap_or_default(),
    };
    batch.report.content_sha256 =
        if within.is_empty() { sha256.to_owned() } else { sha256_of(format!("{sha256}\n{within}").as_bytes()) };
}

/// A file within the file that is being read; at first that file itself.
struct Item {
    /// Where it stands in the file, in words.
    part: Option<String>,
    /// Its name without folders.
    name: String,
    /// SHA-256 of its bytes.
    sha256: String,
}

/// A file that is being opened.
struct Opening<'o> {
    source: Source,
    options: &'o ImportOptions,
    monitor: &'o dyn Monitor,
    batches: Vec<Batch>,
    /// What was left aside, to be told with the first table.
    notes: Vec<Problem>,
    /// What sheets without a table say, for the sheets behind them.
    above: Vec<String>,
    /// The texts of the tables, where they are to be shown.
    shown: Option<Vec<Shown>>,
}

/// The beginning of a table's text.
pub(super) struct Shown {
    /// Which batch was read of it.
    batch: usize,
    pub bytes: Vec<u8>,
    pub delimiter: Option<Delimiter>,
    /// Whether it is all of the text.
    pub is_whole: bool,
}

impl Opening<'_> {
    fn open(&mut self, item: &Item, bytes: &[u8], depth: usize, budget: &mut Budget<'_>) -> Result<(), Cancelled> {
        match FileKind::of(bytes) {
            FileKind::Text => {
                self.read(item, item.part.clone(), bytes, None)?;
                Ok(())
            }
            FileKind::Foreign(what, hint) => {
                self.tell(item, Problem::warning(format!("This is {what}, not a table."), hint, Place::default()));
                Ok(())
            }
            FileKind::Gzip | FileKind::Zip if depth >= self.options.limits.depth => {
                let message = format!("An archive within {} others is not opened.", self.options.limits.depth);
                self.tell(item, Problem::error(message, "Unpack it and add the files.", Place::default()));
                Ok(())
            }
            FileKind::Gzip => match budget.gunzip(bytes) {
                Ok(inner) => {
                    let name = without_packing(&item.name);
                    let sha256 = sha256_of(&inner);
                    self.open(&Item { part: item.part.clone(), name, sha256 }, &inner, depth + 1, budget)
                }
                Err(stopped) => self.faulty(item, stopped),
            },
            FileKind::Zip => self.open_zip(item, bytes, depth, budget),
            FileKind::Workbook(format) => self.open_book(item, format, bytes, budget),
        }
    }

    fn open_zip(&mut self, item: &Item, bytes: &[u8], depth: usize, budget: &mut Budget<'_>) -> Result<(), Cancelled> {
        let mut archive = match Archive::new(bytes) {
            Ok(archive) => archive,
            Err(fault) => return self.faulty(item, fault.into()),
        };
        let most = self.options.limits.entries;
        if archive.len() > most {
            let message = format!("The archive holds {} files; the first {most} were read.", archive.len());
            self.tell(item, Problem::error(message, "Unpack it and add the rest.", Place::default()));
        }
        let (mut found, mut aside) = (0, Vec::new());
        for entry in archive.entries(most) {
            let name = entry.path.rsplit('/').next().unwrap_or(&entry.path).to_owned();
            if !entry.is_file || entry.path.starts_with("__MACOSX/") {
                continue;
            }
            found += 1;
            if let Some(why) = super::files::left_aside(&name) {
                aside.push(format!("{} ({why})", entry.path));
                continue;
            }
            let inside = |part: &str| item.part.as_ref().map_or_else(|| part.to_owned(), |p| format!("{p}, {part}"));
            let mut inner = Item { part: Some(inside(&entry.path)), name, sha256: String::new() };
            match archive.unpack(entry.index, budget) {
                Ok(unpacked) => {
                    inner.sha256 = sha256_of(&unpacked);
                    self.open(&inner, &unpacked, depth + 1, budget)?;
                }
                Err(stopped) => self.faulty(&inner, stopped)?,
            }
        }
        if found == 0 {
            let note = Problem::note("The archive holds no files.", "There was nothing to read.", Place::default());
            self.tell(item, note);
        }
        if !aside.is_empty() {
            self.note(item, format!("Left aside in the archive: {}.", aside.join(", ")), "They are no tables.");
        }
        Ok(())
    }

    fn open_book(
        &mut self,
        item: &Item,
        format: Format,
        bytes: &[u8],
        budget: &mut Budget<'_>,
    ) -> Result<(), Cancelled> {
        let (mut empty, first) = (Vec::new(), self.batches.len());
        self.above.clear();
        let result = each_sheet(bytes, format, budget, &mut |sheet| {
            let name = sheet.name.clone();
            if !self.read_sheet(item, format, sheet)? {
                empty.push(name);
            }
            Ok(())
        });
        if let Err(stopped) = result {
            self.faulty(item, stopped)?;
        }
        if self.batches.len() == first {
            let note = Problem::note("The workbook holds no cells.", "There was nothing to read.", Place::default());
            self.tell(item, note);
        } else if !empty.is_empty() {
            let (word, names) = (if empty.len() == 1 { "Sheet" } else { "Sheets" }, empty.join(", "));
            self.note(item, format!("{word} {names}: no cells."), "There was nothing to read there.");
        }
        Ok(())
    }

    /// Reads the tables of a sheet; says whether there was anything in it.
    fn read_sheet(&mut self, item: &Item, format: Format, sheet: BookSheet) -> Result<bool, Stopped> {
        let named = format!("sheet {}", sheet.name);
        let cells = match sheet.cells {
            Ok(cells) => cells,
            Err(fault) => {
                let part = item.part.as_ref().map_or_else(|| named.clone(), |p| format!("{p}, {named}"));
                let at = Item { part: Some(part), name: item.name.clone(), sha256: item.sha256.clone() };
                self.faulty(&at, fault.into())?;
                return Ok(true);
            }
        };
        let errors = (cells.errors, cells.first_error_row);
        let tables = cells.tables(is_table);
        let several = tables.len() > 1;
        let is_empty = tables.is_empty();
        for (at, table) in tables.into_iter().enumerate() {
            let suffix = if several { format!("{named}, table {} from the left", at + 1) } else { named.clone() };
            let part = item.part.as_ref().map_or_else(|| suffix.clone(), |part| format!("{part}, {suffix}"));
            let from = self.batches.len();
            self.read(item, Some(part), table.as_bytes(), Some(Delimiter::Tab))?;
            let read = &mut self.batches[from..];
            if read.iter().all(|batch| batch.report.content == Content::Unknown) {
                self.above.extend(cover_lines(&table));
            }
            for batch in read {
                batch.report.encoding = format!("{} sheet", format.name());
                "cells".clone_into(&mut batch.report.delimiter);
            }
            let Some(batch) = self.batches.get_mut(from) else { continue };
            let place = Place { file: self.source.name.clone(), sheet: batch.source.part.clone(), row: None };
            if sheet.is_hidden {
                let hint = "It was read like the others.";
                batch.report.problems.push(Problem::note("The sheet is hidden.", hint, place.clone()));
            }
            if at == 0 && errors.0 > 0 {
                let cells = crate::domain::count(errors.0, "cell holds", "cells hold");
                let message = format!("{cells} an error such as #N/A.");
                let place = place.at_row(errors.1);
                batch.report.problems.push(Problem::note(message, "Read as blank.", place));
            }
        }
        Ok(!is_empty)
    }

    /// Reads the tables of a text; of one that is only to be shown, its beginning.
    fn read(
        &mut self,
        item: &Item,
        part: Option<String>,
        bytes: &[u8],
        delimiter: Option<Delimiter>,
    ) -> Result<(), Cancelled> {
        let source = Source { part, ..self.source.clone() };
        let looked_at = if self.shown.is_some() { head_of(bytes) } else { bytes };
        let batches = match delimiter {
            Some(_) => read_cells(&source, looked_at, &self.above, self.options, self.monitor)?,
            None => read_store(&source, &looked_at, self.options, self.monitor)?,
        };
        if let Some(shown) = &mut self.shown {
            shown.push(Shown {
                batch: self.batches.len(),
                bytes: looked_at.to_vec(),
                delimiter,
                is_whole: looked_at.len() == bytes.len(),
            });
        }
        for mut batch in batches {
            identify(&mut batch, &item.sha256, item.part.as_deref());
            batch.report.name_part();
            self.batches.push(batch);
        }
        Ok(())
    }

    /// Tells of an item that gave nothing.
    fn tell(&mut self, item: &Item, mut problem: Problem) {
        let mut batch = Batch::empty(Source { part: item.part.clone(), ..self.source.clone() });
        batch.report.content_sha256.clone_from(&item.sha256);
        problem.place = Place { file: self.source.name.clone(), sheet: item.part.clone(), row: None };
        batch.report.problems.push(problem);
        self.batches.push(batch);
    }

    fn note(&mut self, item: &Item, message: String, hint: &str) {
        let place = Place { file: self.source.name.clone(), sheet: item.part.clone(), row: None };
        self.notes.push(Problem::note(message, hint, place));
    }

    fn faulty(&mut self, item: &Item, stopped: Stopped) -> Result<(), Cancelled> {
        let fault = match stopped {
            Stopped::Cancelled => return Err(Cancelled),
            Stopped::Fault(fault) => fault,
        };
        let (what, hint) = fault.words();
        let severity = if fault == Fault::Password { Problem::warning } else { Problem::error };
        self.tell(item, severity(format!("{} {what}.", item.name), hint, Place::default()));
        Ok(())
    }

    fn finish(mut self) -> Vec<Batch> {
        if self.batches.is_empty() {
            let item = Item { part: None, name: self.source.name.clone(), sha256: self.source.sha256.clone() };
            let note = Problem::note("There is no table in it.", "There was nothing to read.", Place::default());
            self.tell(&item, note);
        }
        let (mut batches, notes) = (self.batches, self.notes);
        if let Some(first) = batches.first_mut() {
            first.report.problems.extend(notes);
        }
        batches
    }
}

/// A sheet with more rows is no cover.
const LONGEST_COVER: usize = 100;

/// The lines of a cover sheet that speak for the other sheets: whose records, which period, which zone. Its counts are of all.
fn cover_lines(text: &str) -> impl Iterator<Item = String> {
    let is_cover = text.lines().count() <= LONGEST_COVER && text.len() < 64 * 1024;
    let speaks = |line: &&str| !line.trim().is_empty() && stated_count(line).is_none() && !says_no_records(line);
    text.lines().filter(move |line| is_cover && speaks(line)).map(str::to_owned)
}

/// The name of what is in a gzip file.
fn without_packing(name: &str) -> String {
    let lower = name.to_lowercase();
    let stem = [".gz", ".gzip"]
        .iter()
        .find(|ending| lower.ends_with(*ending))
        .map(|ending| &name[..name.len() - ending.len()]);
    stem.filter(|stem| !stem.is_empty()).unwrap_or(name).to_owned()
}
