//! Files in and out of the window: opening, the sample, saving.

use super::app::LinefoldApp;
use super::framed::{Frame, framed};
use super::work::Asking;
use crate::domain::{Instant, count};
use crate::import::Batch;
use crate::session::{IncomingFile, Session};
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
            (Asking::Rejected(hash, _), Some(path)) => self.save_rejected(hash.as_deref(), path, ctx),
            (Asking::Picture(_) | Asking::Rejected(..), None) => {}
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

    /// Asks where the rejected rows of a file go, or those of all files.
    pub(super) fn ask_where_to_save_rejected(&mut self, hash: Option<String>, ctx: &Context) {
        let name = match &hash {
            None => format!("{}-rejected.csv", file_words(&self.session.case().name)),
            Some(hash) => {
                let Some(name) = self.tables_of(Some(hash)).first().map(|b| b.source.name.clone()) else { return };
                let stem = Path::new(&name).file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
                format!("{stem}-rejected.csv")
            }
        };
        self.ask(Asking::Rejected(hash, name), ctx);
    }

    /// The tables of a file, in the case or held; those of all files of the case.
    fn tables_of(&self, hash: Option<&str>) -> Vec<Arc<Batch>> {
        let Some(hash) = hash else { return self.session.case().batches().to_vec() };
        let held = self.intake.files().iter().flat_map(IncomingFile::batches);
        let all = self.session.case().batches().iter().chain(held);
        all.filter(|batch| batch.source.sha256 == hash).cloned().collect()
    }

    fn save_rejected(&mut self, hash: Option<&str>, path: PathBuf, ctx: &Context) {
        let tables = self.tables_of(hash);
        let to = path.clone();
        let begun = self.work.save(ctx, path, move |monitor| {
            monitor.progress("Saving rejected rows", 0, None);
            super::saving::write_rejected(&tables, &to)
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
        self.intake.clear();
        self.canvas = super::canvas::CanvasState::default();
        self.panels.report = None;
        self.panels.mapping = None;
        self.panels.behind = None;
        self.panels.inspector = super::inspector::Inspector::default();
    }
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
    fn a_case_names_files_in_small_letters_digits_and_hyphens() {
        assert_eq!(file_words("Operation Sandpiper / 2"), "operation-sandpiper-2");
        assert_eq!(file_words("..."), "case");
    }
}
