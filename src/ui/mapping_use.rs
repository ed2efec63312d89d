//! Opening the mapping table and doing what was said in it.

use super::UiCommand;
use super::app::LinefoldApp;
use super::mapping::{About, Done, Mapping};
use super::report::Open;
use crate::import::{Batch, Reading, Template};
use crate::session::FileId;
use std::sync::Arc;

impl LinefoldApp {
    /// Opens the mapping table on a file that is held or was left aside.
    pub(super) fn ask_about(&mut self, id: FileId) {
        let Some(file) = self.intake.file(id) else { return };
        if let Some(behind) = self.panels.behind.take_if(|behind| behind.about == About::Held(id)) {
            // What was said there stands.
            self.panels.mapping = Some(behind);
            return;
        }
        let tables: Vec<&Arc<Batch>> = file.batches().iter().collect();
        if !tables.is_empty() {
            let reading = self.kept_reading(&tables);
            self.panels.open_mapping(Mapping::new(About::Held(id), &file.path, &tables, reading));
        }
    }

    /// Opens the mapping table on a file of the case.
    pub(super) fn read_again_another_way(&mut self, hash: String) {
        let batches = self.session.case().batches().iter();
        let tables: Vec<&Arc<Batch>> = batches.filter(|batch| batch.source.sha256 == hash).collect();
        let Some(first) = tables.first() else { return };
        let Some(path) = self.intake.path_of(&hash).filter(|path| path.is_file()) else {
            let said = format!(
                "{} is no longer where it was read from. Open it again to read it another way.",
                first.source.name
            );
            self.notices.problem(said);
            return;
        };
        let reading = self.intake.reading_of(&hash).cloned().unwrap_or_else(|| self.kept_reading(&tables));
        self.panels.open_mapping(Mapping::new(About::Source(hash), path, &tables, reading));
    }

    /// What the template says by which a file was read.
    fn kept_reading(&self, tables: &[&Arc<Batch>]) -> Reading {
        let name = tables.iter().find_map(|batch| batch.report.template.as_ref());
        let template = name.and_then(|name| self.templates.kept().iter().find(|template| template.name == *name));
        template.map(|template| template.reading.clone()).unwrap_or_default()
    }

    /// Does what was said in the mapping table.
    pub(super) fn mapped(&mut self, done: Done) {
        let Some(mapping) = self.panels.mapping.take() else { return };
        if let About::Held(id) = mapping.about
            && self.panels.report == Some(Open::Incoming(id))
        {
            self.panels.report = None;
        }
        match (done, mapping.about) {
            (Done::Close, _) => return,
            (Done::LeaveAside, About::Held(id)) => self.intake.leave_aside(id),
            (Done::LeaveAside, About::Source(_)) => {}
            (Done::Use(reading, template), About::Held(id)) => {
                self.intake.answer(id, *reading);
                self.keep_template(template.map(|kept| *kept));
                // Files with the same columns may be settled by the template.
                self.intake.ask_again();
            }
            (Done::Use(reading, template), About::Source(hash)) => {
                self.keep_template(template.map(|kept| *kept));
                if !self.intake.read_again(&hash, *reading) {
                    self.notices.problem("It is not known where the file lies. Open it again to read it another way.");
                }
            }
        }
        if !self.intake.is_busy() {
            self.ask_about_next();
        }
    }

    fn keep_template(&mut self, template: Option<Template>) {
        let Some(template) = template else { return };
        let name = template.name.clone();
        let kept = self.templates.keep(template);
        match kept {
            Ok(()) => self.notices.news(format!("Kept as the template {name}. File, Templates lists all of them.")),
            Err(fault) => self.notices.problem(fault),
        }
    }

    /// Opens the mapping table on the next file that needs an answer, if nothing else is open.
    pub(super) fn ask_about_next(&mut self) {
        let next = self.intake.files().iter().find(|file| file.asks()).map(|file| file.id);
        if let Some(id) = next
            && self.panels.mapping.is_none()
            && self.panels.report.is_none()
        {
            self.ask_about(id);
        }
    }

    /// Forgets a template.
    pub(super) fn forget_template(&mut self, name: &str) {
        let done = self.templates.forget(name);
        self.report_fault(done);
    }
}

/// Whether a wish of the keyboard has to do with the picture, which the mapping table hides.
pub(super) fn is_of_the_picture(wish: &UiCommand) -> bool {
    matches!(
        wish,
        UiCommand::ShowLevel(_)
            | UiCommand::FitView
            | UiCommand::Zoom(_)
            | UiCommand::SelectAllLines
            | UiCommand::SelectSuggested
            | UiCommand::SelectNeighbours
            | UiCommand::Judge(_)
            | UiCommand::SkipFold
    )
}
