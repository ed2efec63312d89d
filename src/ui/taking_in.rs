//! Files on their way into the case: asking for them, taking them in as they are read, stopping them, removing them.

use super::UiCommand;
use super::app::LinefoldApp;
use crate::case::Edit;
use crate::domain::count;
use crate::import::{Batch, Content, ImportOptions};
use crate::session::{Arrival, FileState, Waker};
use eframe::egui::Context;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Files that are read faster than this show in the case alone, not on their way.
const WORTH_SHOWING: Duration = Duration::from_millis(300);

/// What the window remembers of files it takes in.
#[derive(Default)]
pub(super) struct TakingIn {
    adding: Option<Adding>,
    /// Files on their way that were asked for by name.
    asked_for: BTreeSet<PathBuf>,
    /// Those of them that were read and not understood.
    not_understood: Vec<String>,
}

/// What was added last: files asked for together are one step of undo.
struct Adding {
    group: u64,
    /// The case's revision after that.
    revision: u64,
    files: u64,
}

impl LinefoldApp {
    /// Reads files and folders into the case.
    pub(super) fn open(&mut self, paths: Vec<PathBuf>, ctx: &Context) {
        let begun = self.intake.add(paths, &waker(ctx));
        self.report_fault(begun);
    }

    /// Takes in what has been read and starts what can be started.
    pub(super) fn take_in(&mut self, ctx: &Context) {
        let was_busy = self.intake.is_busy();
        while let Some(arrival) = self.intake.next_arrival(self.session.case()) {
            match arrival {
                Arrival::Listed { paths, missing, files } => self.listed(&paths, &missing, files),
                Arrival::Read { batches, place, group, replaces } => self.take_read(batches, place, group, replaces),
                Arrival::Asks(_) => {}
            }
        }
        self.intake.start(&waker(ctx), &self.import_options());
        if was_busy && !self.intake.is_busy() {
            self.tell_how_it_went();
            self.ask_about_next();
        }
    }

    /// What files are read with.
    fn import_options(&self) -> ImportOptions {
        ImportOptions { templates: self.templates.kept().to_vec(), ..ImportOptions::default() }
    }

    fn listed(&mut self, paths: &[PathBuf], missing: &[PathBuf], files: usize) {
        for path in missing {
            self.notices.problem(format!("There is no file or folder {}. Check the spelling.", path.display()));
        }
        let Some(first) = paths.first() else { return };
        if files == 0 {
            self.notices.problem("No file could be read there. Expected record files, or a folder of them.");
            return;
        }
        if !self.has_case() {
            self.session.rename(case_name(first));
        }
        if let Err(fault) = self.recent.add(first) {
            self.notices.news(fault);
        }
        self.taking_in.asked_for.extend(paths.iter().filter(|path| path.is_file()).cloned());
    }

    fn take_read(&mut self, batches: Vec<Arc<Batch>>, place: usize, group: u64, replaces: Option<String>) {
        self.tell_unknown(&batches);
        let add = Edit::AddSources(batches.into_iter().enumerate().map(|(i, batch)| (place + i, batch)).collect());
        if let Some(hash) = replaces {
            self.edit(Edit::Several(vec![Edit::RemoveSources(vec![hash]), add]));
            return;
        }
        let revision = self.session.case().revision();
        let last = self.taking_in.adding.take().filter(|last| last.group == group && last.revision == revision);
        let files = last.map_or(1, |last| last.files + 1);
        if files == 1 {
            self.edit(add);
        } else {
            let done = self.session.apply_with_last(add, format!("Add {}", count(files, "file", "files")));
            self.report_fault(done.map_err(|error| error.to_string()));
        }
        self.taking_in.adding = Some(Adding { group, revision: self.session.case().revision(), files });
    }

    /// Notes files asked for by name that were not understood. Those that lay in a folder are told under Sources alone.
    fn tell_unknown(&mut self, batches: &[Arc<Batch>]) {
        let Some(first) = batches.first() else { return };
        let known = batches.iter().any(|batch| batch.report.content != Content::Unknown);
        let path = self.intake.path_of(&first.source.sha256);
        if !known && path.is_some_and(|path| self.taking_in.asked_for.contains(path)) {
            self.taking_in.not_understood.push(first.source.name.clone());
        }
    }

    /// Once all files are read: what the user has to know of them, said once for all of them.
    fn tell_how_it_went(&mut self) {
        self.taking_in.asked_for.clear();
        let unknown = std::mem::take(&mut self.taking_in.not_understood);
        match unknown.as_slice() {
            [] => {}
            [one] => {
                self.notices.problem(format!("{one} was not understood. Its report, under Sources, says why."));
            }
            many => {
                let names = many.join(", ");
                self.notices.problem(format!("Not understood: {names}. Their reports, under Sources, say why."));
            }
        }
        let states = || self.intake.files().iter().map(|file| (file.name.as_str(), file.state()));
        let known: Vec<(String, String)> = states()
            .filter_map(|(name, state)| match state {
                FileState::Known(of) => Some((name.to_owned(), of)),
                _ => None,
            })
            .collect();
        let failed = states().filter(|(_, state)| matches!(state, FileState::Failed(_))).count() as u64;
        match known.as_slice() {
            [] => {}
            [(name, of)] => {
                self.notices.problem(format!("{name} is the same file as {of}: it was not added again."));
            }
            many => {
                let files = count(many.len() as u64, "file has", "files have");
                self.notices.problem(format!("{files} the content of one that is here, and were not added again."));
            }
        }
        if failed > 0 {
            let files = count(failed, "file", "files");
            self.notices.problem(format!("{files} could not be read. The list under Sources says why."));
        }
    }

    /// Takes a file out of the case, to come back with undo.
    pub(super) fn remove_source(&mut self, hash: String, ctx: &Context) {
        let name = self.session.case().sources().find(|source| source.sha256 == hash).map(|s| s.name.clone());
        let Some(name) = name else { return };
        if self.panels.report.as_ref().is_some_and(|open| open.is_of(&hash)) {
            self.panels.close_report();
        }
        self.edit(Edit::RemoveSources(vec![hash]));
        let keys = super::actions::keys_of(ctx, &UiCommand::Undo);
        self.notices.news(format!("Removed {name} from the case. {keys} brings it back."));
    }

    /// Stops the work that the user waits for: files before anything else.
    pub(super) fn cancel_work(&mut self) {
        if self.intake.is_busy() {
            match self.intake.stop_all() as u64 {
                0 => self.notices.news("Stopped. No file was added."),
                n => self.notices.news(format!("Stopped. {} not added.", count(n, "file was", "files were"))),
            }
        } else {
            self.work.cancel();
        }
    }

    /// Whether there is anything of the intake to be seen.
    pub(super) fn has_incoming(&self) -> bool {
        self.intake.files().iter().any(|file| !file.is_under_way()) || self.intake.busy_for() >= WORTH_SHOWING
    }
}

/// Wakes the window.
fn waker(ctx: &Context) -> Waker {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// A name for a case made of what lies here: that of the folder or the file.
fn case_name(path: &Path) -> String {
    let full = std::fs::canonicalize(path).unwrap_or_else(|_gone| path.to_owned());
    let stem = full.file_stem().map(|stem| stem.to_string_lossy().replace(['_', '-'], " "));
    let words = stem.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| "Case".to_owned());
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_after_what_was_opened() {
        assert_eq!(case_name(Path::new("/no/such/north_mar_may.csv")), "North mar may");
    }
}
