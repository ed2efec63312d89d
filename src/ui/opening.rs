//! Files in and out of the window: opening, the sample, saving.

use super::app::LinefoldApp;
use super::framed::{Frame, framed};
use super::work::Asking;
use crate::case::Edit;
use crate::diag::Cancelled;
use crate::domain::{Instant, count};
use crate::import::{Batch, Content};
use crate::session::Session;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder the sample is looked for in, beside the program and where it was started.
const SAMPLE: &str = "sample_data";

/// Where the sample lies, if it is there.
pub(super) fn sample_folder() -> Option<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join(SAMPLE)));
    [Some(PathBuf::from(SAMPLE)), beside].into_iter().flatten().find(|folder| folder.is_dir())
}

impl LinefoldApp {
    /// Asks for a path.
    pub(super) fn ask(&mut self, asking: Asking, ctx: &Context) {
        let dialogs = Arc::clone(&self.dialogs);
        let begun = self.work.ask(ctx, &dialogs, asking);
        self.report_fault(begun);
    }

    /// Does with paths what they were asked for.
    pub(super) fn take_paths(&mut self, asking: Asking, paths: Vec<PathBuf>, ctx: &Context) {
        let first = paths.first().cloned();
        match (asking, first) {
            (Asking::Files | Asking::Folder, _) => self.open(paths, ctx),
            (Asking::Picture(_), Some(path)) => self.save_picture(path, ctx),
            (Asking::Rejected(hash, _), Some(path)) => self.save_rejected(&hash, path, ctx),
            (Asking::Picture(_) | Asking::Rejected(..), None) => {}
        }
    }

    /// Reads files and folders into the case.
    pub(super) fn open(&mut self, paths: Vec<PathBuf>, ctx: &Context) {
        let (there, missing): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.exists());
        for path in missing {
            self.notices.problem(format!("There is no file or folder {}. Check the spelling.", path.display()));
        }
        if !there.is_empty() {
            let begun = self.work.read(ctx, there);
            self.report_fault(begun);
        }
    }

    /// Reads the sample.
    pub(super) fn open_sample(&mut self, ctx: &Context) {
        if self.has_case() {
            let said = "A case is open. Close it first, so that invented records do not mix with it.";
            self.notices.problem(said);
            return;
        }
        match sample_folder() {
            Some(folder) => self.open(vec![folder], ctx),
            None => self.notices.problem(
                "The sample is not here: there is no folder sample_data beside the program or where it was started. \
                 `linefold sample --out sample_data` makes one.",
            ),
        }
    }

    /// Takes in files that were read. One that is in the case already is told and left out.
    pub(super) fn take_read(&mut self, paths: &[PathBuf], read: Result<Vec<Batch>, Cancelled>) {
        let Ok(batches) = read else {
            self.notices.news("Stopped. No file was added.");
            return;
        };
        let mut fresh: Vec<Arc<Batch>> = Vec::new();
        for batch in batches {
            let hash = &batch.source.sha256;
            let known =
                self.session.case().sources().chain(fresh.iter().map(|b| &b.source)).find(|s| &s.sha256 == hash);
            if let Some(known) = known {
                let said = format!("{} is the same file as {}: it was not added again.", batch.source.name, known.name);
                self.notices.problem(said);
            } else {
                fresh.push(Arc::new(batch));
            }
        }
        if fresh.is_empty() {
            if !self.has_case() {
                self.notices.problem("No file could be read there. Expected record files as CSV, or a folder of them.");
            }
            return;
        }
        self.tell_unknown(&fresh, paths);
        if !self.has_case() {
            self.session.rename(case_name(paths));
        }
        self.edit(Edit::add(fresh));
        if let Some(path) = paths.first()
            && let Err(fault) = self.recent.add(path)
        {
            self.notices.news(fault);
        }
    }

    /// Says which of the files asked for by name were not understood. Those that lay in a folder are told under Sources.
    fn tell_unknown(&mut self, batches: &[Arc<Batch>], paths: &[PathBuf]) {
        let unknown = batches.iter().filter(|batch| batch.report.content == Content::Unknown);
        let names: Vec<_> = unknown.map(|batch| batch.source.name.as_str()).collect();
        let said = match names.as_slice() {
            [] => return,
            [one] => format!("{one} was not understood. Its report, under Sources, says why."),
            many => format!("Not understood: {}. Their reports, under Sources, say why.", many.join(", ")),
        };
        if !paths.iter().all(|path| path.is_dir()) {
            self.notices.problem(said);
        }
    }

    /// Asks where the picture goes: `linefold-sandpiper-2026-04-27.svg`.
    pub(super) fn ask_where_to_save_picture(&mut self, ctx: &Context) {
        if self.canvas.current_scene().is_none() {
            self.notices.problem("There is no picture to save yet.");
            return;
        }
        let day = Instant::now().iso(self.session.zone());
        let day = day.split('T').next().unwrap_or_default();
        let name = format!("linefold-{}-{day}.svg", file_words(&self.session.case().name));
        self.ask(Asking::Picture(name), ctx);
    }

    fn save_picture(&mut self, path: PathBuf, ctx: &Context) {
        let Some(scene) = self.canvas.current_scene() else { return };
        let frame = Frame {
            marking: super::menu_bar::MARKING,
            caption: &self.caption(),
            theme: &self.theme,
            text: crate::export::FontMeasure::embedded(),
        };
        let scene = framed(scene, &frame);
        let to = path.clone();
        let begun = self.work.save(ctx, path, move |monitor| {
            monitor.progress("Saving picture", 0, None);
            super::saving::write_picture(&scene, &to)
        });
        self.report_fault(begun);
    }

    /// What the picture shows and how sure it is, in a line.
    fn caption(&self) -> String {
        let summary = &self.session.derived().summary;
        let judged = match summary.to_judge {
            0 => "Every suggested fold is judged".to_owned(),
            n => format!("{} not judged", count(n, "suggested fold", "suggested folds")),
        };
        let counts = [
            count(summary.lines, "line", "lines"),
            count(summary.line_numbers, "number", "numbers"),
            count(summary.records, "record", "records"),
        ];
        format!(
            "{}, {}: {}. {judged}.",
            self.session.case().name,
            self.canvas.level().label().to_lowercase(),
            counts.join(", ")
        )
    }

    /// Asks where the rejected rows of a file go.
    pub(super) fn ask_where_to_save_rejected(&mut self, hash: String, ctx: &Context) {
        let Some(source) = self.session.case().sources().find(|source| source.sha256 == hash) else { return };
        let stem = Path::new(&source.name).file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        self.ask(Asking::Rejected(hash, format!("{stem}-rejected.csv")), ctx);
    }

    fn save_rejected(&mut self, hash: &str, path: PathBuf, ctx: &Context) {
        let Some(batch) = self.session.case().batches().iter().find(|b| b.source.sha256 == hash).cloned() else {
            return;
        };
        let to = path.clone();
        let begun = self.work.save(ctx, path, move |monitor| {
            monitor.progress("Saving rejected rows", 0, None);
            super::saving::write_rejected(&batch.report, &to)
        });
        self.report_fault(begun);
    }

    /// Says that a file was saved, or why not.
    pub(super) fn take_saved(&mut self, path: &Path, saved: Result<(), String>) {
        match saved {
            Ok(()) => self.notices.news(format!("Saved {}", path.display())),
            Err(fault) => self.notices.problem(fault),
        }
    }

    /// Whether somebody decided, named or pinned something that closing would lose.
    pub(super) fn has_decisions(&self) -> bool {
        let case = self.session.case();
        let derived = self.session.derived();
        case.decisions().next().is_some()
            || derived.folding.lines.iter().any(|l| case.line_name(l.key).is_some() || case.role(l.key).is_some())
    }

    /// Closes the case and shows the start screen.
    pub(super) fn forget_case(&mut self) {
        self.session = Session::new("Case");
        self.work.forget_case();
        self.canvas = super::canvas::CanvasState::default();
        self.panels.report = None;
        self.panels.inspector = super::inspector::Inspector::default();
    }
}

/// A name for a case made of these paths: that of the folder or the file.
fn case_name(paths: &[PathBuf]) -> String {
    let full = paths.first().map(|path| std::fs::canonicalize(path).unwrap_or_else(|_gone| path.clone()));
    let stem = full.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().replace(['_', '-'], " "));
    let words = stem.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| "Case".to_owned());
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A case's name as part of a file name: small letters, digits and hyphens.
fn file_words(name: &str) -> String {
    let safe: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let words: Vec<_> = safe.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "case".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_after_what_was_opened() {
        assert_eq!(case_name(&[PathBuf::from("/no/such/north_mar_may.csv")]), "North mar may");
        assert_eq!(case_name(&[]), "Case");
        assert_eq!(file_words("Operation Sandpiper / 2"), "operation-sandpiper-2");
        assert_eq!(file_words("..."), "case");
    }
}
