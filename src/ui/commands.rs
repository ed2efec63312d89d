//! Acting on wishes and on what has ended: the one place where the window's state changes. Each arm is one call.

use super::app::LinefoldApp;
use super::confirm::{Losing, Said};
use super::help::Help;
use super::report;
use super::typed_path::{Typed, TypedPath};
use super::work::{Asking, Outcome};
use super::{UiCommand, dialogs::Answer};
use crate::case::Edit;
use crate::domain::{ActorKey, Level};
use crate::session::JobDied;
use eframe::egui::{Context, ViewportCommand};

impl LinefoldApp {
    /// Changes the case.
    pub(super) fn edit(&mut self, edit: Edit) {
        if let Err(error) = self.session.apply(edit) {
            self.notices.problem(error.to_string());
        }
    }

    /// Does what was wished.
    pub(super) fn act(&mut self, command: UiCommand, ctx: &Context) {
        match command {
            UiCommand::OpenFiles => self.ask(Asking::Files, ctx),
            UiCommand::OpenFolder => self.ask(Asking::Folder, ctx),
            UiCommand::OpenPath => self.panels.typed = Some(TypedPath::wanted()),
            UiCommand::OpenSample => self.open_sample(ctx),
            UiCommand::Open(paths) => self.open(paths, ctx),
            UiCommand::Close => self.close_case(),
            UiCommand::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            UiCommand::Undo => self.undo(),
            UiCommand::Redo => self.redo(),
            UiCommand::SavePicture => self.ask_where_to_save_picture(ctx),
            UiCommand::SaveRejected(hash) => self.ask_where_to_save_rejected(hash, ctx),
            UiCommand::ShowLevel(level) => self.canvas.set_level(level),
            UiCommand::FitView => self.canvas.fit(),
            UiCommand::Zoom(factor) => self.canvas.zoom(factor),
            UiCommand::Select(keys) => self.canvas.select(keys),
            UiCommand::SelectAllLines => self.select_lines(|_| true),
            UiCommand::SelectSuggested => self.select_lines(|actor| actor.suggested),
            UiCommand::SelectNeighbours => self.select_neighbours(),
            UiCommand::Pick(key) => self.pick(key),
            UiCommand::Reveal(key) => self.canvas.reveal(key),
            UiCommand::ToggleUnfold(line) => self.canvas.toggle_unfold(line),
            UiCommand::PullToMap(pull) => self.canvas.set_map_pull(pull),
            UiCommand::ShowFold(pair) => self.show_fold(pair),
            UiCommand::Judge(verdict) => self.judge(verdict),
            UiCommand::SkipFold => self.skip_fold(),
            UiCommand::ShowReport(file) => self.toggle_report(file),
            UiCommand::ShowTwice => self.panels.show_report(report::Open::Twice),
            UiCommand::ToggleTheme => self.toggle_theme(),
            UiCommand::ScaleText(factor) => scale_text(ctx, factor),
            UiCommand::ToggleLeftPanel => self.toggle_left_panel(ctx),
            UiCommand::ToggleInspector => self.panels.drawer = !self.panels.drawer,
            UiCommand::RemoveSource(hash) => self.remove_source(hash, ctx),
            UiCommand::StopFile(id) => self.intake.stop(id),
            UiCommand::RetryFile(id) => self.intake.retry(id),
            UiCommand::ForgetFile(id) => self.intake.forget(id),
            UiCommand::AskAbout(id) => self.ask_about(id),
            UiCommand::LeaveAside(id) => self.intake.leave_aside(id),
            UiCommand::ReadAgain(hash) => self.read_again_another_way(hash),
            UiCommand::ShowTemplates => self.panels.templates = true,
            UiCommand::ForgetTemplate(name) => self.forget_template(&name),
            UiCommand::ShowIncoming(id) => self.panels.show_report(report::Open::Incoming(id)),
            UiCommand::CancelWork => self.cancel_work(),
            UiCommand::WorkOut => self.work.resume(),
            UiCommand::Dismiss(id) => self.notices.dismiss(id),
            UiCommand::Escape => self.escape(),
            UiCommand::ShowKeys => self.panels.help = Some(Help::Keys),
            UiCommand::ShowAbout => self.panels.help = Some(Help::About),
        }
    }

    /// Takes in what has ended.
    pub(super) fn take(&mut self, outcome: Outcome, ctx: &Context) {
        match outcome {
            Outcome::Derived(Ok(derived)) => self.session.install(derived),
            Outcome::Derived(Err(_stopped)) => {}
            Outcome::Saved(path, saved) => self.take_saved(&path, saved),
            Outcome::Answered(asking, answer) => self.take_answer(asking, answer, ctx),
            Outcome::Died(JobDied) => self.notices.problem(JobDied.to_string()),
        }
    }

    fn take_answer(&mut self, asking: Asking, answer: Answer, ctx: &Context) {
        match answer {
            Answer::Paths(paths) => self.take_paths(asking, paths, ctx),
            Answer::Cancelled => {}
            Answer::NoDialog => self.panels.typed = Some(TypedPath::instead(asking)),
        }
    }

    /// How typing a path ended.
    pub(super) fn typed(&mut self, typed: Typed, ctx: &Context) {
        self.panels.typed = None;
        if let Typed::Path(asking, path) = typed {
            self.take_paths(asking, vec![path], ctx);
        }
    }

    /// Shows what went wrong, if anything did.
    pub(super) fn report_fault(&mut self, done: Result<(), String>) {
        if let Err(fault) = done {
            self.notices.problem(fault);
        }
    }

    fn undo(&mut self) {
        match self.session.undo() {
            Ok(Some(words)) => self.notices.news(format!("Undone: {words}")),
            Ok(None) => {}
            Err(error) => self.notices.problem(error.to_string()),
        }
    }

    fn redo(&mut self) {
        match self.session.redo() {
            Ok(Some(words)) => self.notices.news(format!("Done again: {words}")),
            Ok(None) => {}
            Err(error) => self.notices.problem(error.to_string()),
        }
    }

    fn select_lines(&mut self, wanted: fn(&crate::network::Actor) -> bool) {
        let network = self.session.derived().network(Level::Lines);
        let lines = network.actors().filter(|a| matches!(a.key, ActorKey::Line(_)) && wanted(a)).map(|a| a.key);
        self.canvas.select(lines.collect::<Vec<_>>());
    }

    /// Selects a node named in a list: nothing moves on select where the node is in the picture.
    pub(super) fn pick(&mut self, key: ActorKey) {
        if self.session.derived().network(self.canvas.level()).find(key).is_some() {
            self.canvas.select([key]);
        } else {
            self.canvas.reveal(key);
        }
    }

    fn select_neighbours(&mut self) {
        let network = self.session.derived().network(self.canvas.level());
        let mut all = self.canvas.selected().clone();
        for &key in self.canvas.selected() {
            all.extend(network.neighbours(key));
        }
        self.canvas.select(all);
    }

    fn toggle_report(&mut self, file: Option<String>) {
        let open = file.map_or(report::Open::All, report::Open::File);
        let same = self.panels.mapping.is_none() && self.panels.report.as_ref() == Some(&open);
        if self.is_open() && !same {
            self.panels.show_report(open);
        } else {
            self.panels.close_report();
        }
    }

    fn toggle_theme(&mut self) {
        self.theme = if self.theme.dark { crate::scene::Theme::light() } else { crate::scene::Theme::dark() };
    }

    fn toggle_left_panel(&mut self, ctx: &Context) {
        let open = self.panels.left_is_open(ctx);
        self.panels.left = Some(!open);
    }

    /// What lies on top goes first; with nothing on top the selection goes.
    fn escape(&mut self) {
        if self.panels.mapping.take().is_none() && self.panels.close_report().is_none() {
            self.canvas.select([]);
        }
    }

    fn close_case(&mut self) {
        if self.has_decisions() {
            self.panels.losing = Some(Losing::Case);
        } else {
            self.forget_case();
        }
    }

    /// The desktop wants the window closed: not before decisions may be lost.
    pub(super) fn closing(&mut self, ctx: &Context) {
        if self.has_decisions() && !self.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.panels.losing = Some(Losing::Window);
        }
    }

    /// What the user said to losing decisions.
    pub(super) fn confirmed(&mut self, losing: Losing, said: Said, ctx: &Context) {
        self.panels.losing = None;
        match (said, losing) {
            (Said::No, _) => {}
            (Said::Yes, Losing::Case) => self.forget_case(),
            (Said::Yes, Losing::Window) => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }
}

/// Text and all that goes with it, from 80 to 200 per cent; 0 is back to 100.
fn scale_text(ctx: &Context, factor: f32) {
    let next = if factor <= 0.0 { 1.0 } else { ctx.zoom_factor() * factor };
    // Steps are rounded to whole percentages, so that up and down meet again.
    ctx.set_zoom_factor(((next.clamp(0.8, 2.0) * 20.0).round()) / 20.0);
}
