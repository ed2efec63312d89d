//! The window: owns the session and everything panels remember, draws a frame, acts on what was wished.

use super::canvas::{CanvasState, canvas_ui};
use super::dialogs::Dialogs;
use super::help::{Help, help_ui};
use super::inspector::{Inspector, Place};
use super::mapping::{self, Mapping};
use super::mapping_use::is_of_the_picture;
use super::notices::Notices;
use super::recent::Recent;
use super::taking_in::TakingIn;
use super::templates::Templates;
use super::templates_box::templates_ui;
use super::typed_path::TypedPath;
use super::widget::FocusRing;
use super::work::{UnderWay, Work};
use super::{Look, Sender, UiCommand, UiCtx, actions, style};
use super::{centre, confirm, day_strip, drop, left_panel, menu_bar, progress, report, start, status_bar};
use crate::scene::Theme;
use crate::session::{Intake, Session};
use eframe::egui::{self, CentralPanel, Frame, Ui};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// While work is under way its progress is drawn this often.
const PULSE: Duration = Duration::from_millis(100);

/// Below this width of the window the left panel collapses by itself.
const NARROW: f32 = 1280.0;

/// Below this height of the window the strip of days gives its room to the canvas.
const LOW: f32 = 560.0;

/// The centre keeps this share of the window's width: where it cannot, the inspector becomes a drawer.
const CENTRE_SHARE: f32 = 0.6;

/// What the window is opened with.
pub struct Setup {
    /// Files and folders to read at once.
    pub open: Vec<PathBuf>,
    /// How files are asked for.
    pub dialogs: Arc<dyn Dialogs>,
    /// What was opened lately.
    pub recent: Recent,
    /// Readings kept for the next file with the same columns.
    pub templates: Templates,
}

/// What lies over the window or beside the canvas.
#[derive(Default)]
pub(super) struct Panels {
    /// Whether the user wants the left panel; `None` until said.
    pub(super) left: Option<bool>,
    /// Whether the inspector is out, where it is a drawer.
    pub(super) drawer: bool,
    pub(super) report: Option<report::Open>,
    pub(super) twice: report::Twice,
    pub(super) mapping: Option<Mapping>,
    /// The mapping table that a report was opened over; it comes back when the report is closed.
    pub(super) behind: Option<Mapping>,
    pub(super) templates: bool,
    pub(super) help: Option<Help>,
    pub(super) typed: Option<TypedPath>,
    pub(super) losing: Option<confirm::Losing>,
    pub(super) inspector: Inspector,
}

impl Panels {
    /// Whether a box over the window waits for an answer: then keys are for it alone.
    fn wait_for_an_answer(&self) -> bool {
        self.help.is_some() || self.templates || self.typed.is_some() || self.losing.is_some()
    }

    /// Shows a report, over the mapping table too.
    pub(super) fn show_report(&mut self, open: report::Open) {
        self.report = Some(open);
        self.behind = self.mapping.take().or(self.behind.take());
    }

    /// Opens the mapping table instead of any other.
    pub(super) fn open_mapping(&mut self, mapping: Mapping) {
        self.mapping = Some(mapping);
        self.behind = None;
    }

    /// Closes the report, if there is one.
    pub(super) fn close_report(&mut self) -> Option<report::Open> {
        self.mapping = self.mapping.take().or(self.behind.take());
        self.report.take()
    }

    /// Whether the left panel is open in a window of this width.
    pub(super) fn left_is_open(&self, ctx: &egui::Context) -> bool {
        self.left.unwrap_or_else(|| ctx.content_rect().width() >= NARROW)
    }
}

/// The window.
pub struct LinefoldApp {
    pub(super) session: Session,
    pub(super) intake: Intake,
    pub(super) taking_in: TakingIn,
    pub(super) theme: Theme,
    pub(super) canvas: CanvasState,
    pub(super) panels: Panels,
    pub(super) work: Work,
    pub(super) notices: Notices,
    pub(super) recent: Recent,
    pub(super) templates: Templates,
    pub(super) dialogs: Arc<dyn Dialogs>,
    pub(super) send: Sender,
    days: day_strip::DayCounts,
    focus: FocusRing,
    /// The theme and the width class that egui was last told.
    styled: Option<(bool, bool)>,
    /// Whether the user said that the window may close.
    pub(super) may_close: bool,
}

impl LinefoldApp {
    /// A window with nothing in it yet; it reads what `setup` says in its first frame.
    pub fn new(ctx: &egui::Context, setup: Setup) -> Self {
        style::install_fonts(ctx);
        let theme = Theme::dark();
        style::install(ctx, &theme, false);
        let send = Sender::default();
        if !setup.open.is_empty() {
            send.command(UiCommand::Open(setup.open));
        }
        Self {
            session: Session::new("Case"),
            intake: Intake::default(),
            taking_in: TakingIn::default(),
            styled: Some((theme.dark, false)),
            theme,
            canvas: CanvasState::default(),
            panels: Panels::default(),
            work: Work::default(),
            notices: Notices::default(),
            recent: setup.recent,
            templates: setup.templates,
            dialogs: setup.dialogs,
            send,
            days: day_strip::DayCounts::default(),
            focus: FocusRing::default(),
            may_close: false,
        }
    }

    /// The open case and what follows from it.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Files on their way into the case.
    pub fn intake(&self) -> &Intake {
        &self.intake
    }

    /// What the canvas remembers.
    pub fn canvas(&self) -> &CanvasState {
        &self.canvas
    }

    /// What the canvas remembers, to be told that motion is not wanted.
    pub fn canvas_mut(&mut self) -> &mut CanvasState {
        &mut self.canvas
    }

    /// Whether work is under way, or what follows from the case is behind it.
    pub fn is_busy(&self) -> bool {
        let mapping = self.panels.mapping.as_ref().is_some_and(Mapping::is_busy);
        mapping
            || self.panels.twice.is_busy()
            || self.panels.inspector.is_busy()
            || self.intake.is_busy()
            || self.work.is_busy()
            || (self.session.is_stale() && self.has_case())
    }

    /// Whether the picture is to be seen: there is a case, and neither a report nor the mapping table hides it.
    pub fn shows_picture(&self) -> bool {
        self.has_case() && self.panels.mapping.is_none() && self.panels.report.is_none()
    }

    /// Wishes something of the window, as a panel would.
    pub fn wish(&self, command: UiCommand) {
        self.send.command(command);
    }

    pub(super) fn has_case(&self) -> bool {
        !self.session.case().batches().is_empty()
    }

    /// Whether there is anything to be shown but the start screen.
    pub(super) fn is_open(&self) -> bool {
        self.has_case() || self.has_incoming()
    }

    /// Work that the user waits for: files before anything else.
    fn under_way(&self) -> Option<UnderWay> {
        let files = self.intake.progress().map(|progress| UnderWay { progress, since: self.intake.busy_for() });
        files.or_else(|| self.work.under_way())
    }

    pub(super) fn look(&self) -> Look {
        Look { level: self.canvas.level(), selected: self.canvas.selected().clone(), map_pull: self.canvas.map_pull() }
    }

    /// One frame: what has ended, what was pressed, what is drawn, what was wished.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        for outcome in self.work.ended() {
            self.take(outcome, &ctx);
        }
        self.take_in(&ctx);
        if let Some(mapping) = &mut self.panels.mapping {
            mapping.advance(&ctx);
        }
        if self.panels.report == Some(report::Open::Twice) {
            self.panels.twice.advance(self.session.case(), &ctx);
        }
        self.panels.inspector.advance(&self.session, self.canvas.selected(), &ctx);
        self.keep_worked_out(&ctx);
        if !self.panels.wait_for_an_answer() {
            let mapping = self.panels.mapping.is_some();
            for command in actions::pressed(&ctx).into_iter().filter(|wish| !(mapping && is_of_the_picture(wish))) {
                self.send.command(command);
            }
        }
        self.draw(ui);
        let (edits, commands) = self.send.drain();
        let acted = !edits.is_empty() || !commands.is_empty();
        for edit in edits {
            self.edit(edit);
        }
        for command in commands {
            self.act(command, &ctx);
        }
        self.keep_styled(&ctx);
        if let Some(wait) = self.notices.expire() {
            ctx.request_repaint_after(wait);
        }
        if acted {
            ctx.request_repaint();
        } else if self.under_way().is_some() {
            ctx.request_repaint_after(PULSE);
        }
    }

    /// Sees to it that what follows from the case is worked out whenever the case has changed.
    fn keep_worked_out(&mut self, ctx: &egui::Context) {
        let revision = self.session.case().content_revision();
        // A picture of half the files would be laid out, looked at and then jump: the last of them is waited for.
        let wait = self.intake.is_busy();
        if self.has_case() && self.session.is_stale() && self.work.needs(revision) && !wait {
            let begun = self.work.derive(ctx, revision, self.session.question());
            self.report_fault(begun);
        }
    }

    /// Tells egui of another theme or width class, after drawing: a frame keeps the style it began with.
    fn keep_styled(&mut self, ctx: &egui::Context) {
        let wanted = (self.theme.dark, style::is_wide(ctx.content_rect().width()));
        if self.styled != Some(wanted) {
            style::install(ctx, &self.theme, wanted.1);
            self.styled = Some(wanted);
            ctx.request_repaint();
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        let look = self.look();
        let (open, case) = (self.is_open(), self.has_case());
        let stopped = case && self.work.is_stopped_at(self.session.case().content_revision());
        let under_way = self.under_way();
        let Self { session, intake, theme, send, panels, canvas, notices, recent, days, .. } = self;
        let text = crate::export::FontMeasure::embedded();
        let ctx = UiCtx { session, intake, theme, text, look: &look, send };
        let wide = style::is_wide(ui.ctx().content_rect().width());
        menu_bar::marking_ui(&ctx, ui);
        menu_bar::menu_bar_ui(&ctx, recent, ui);
        status_bar::status_bar_ui(&ctx, ui);
        let room = Room::of(ui, panels, wide);
        if open {
            left_panel::left_panel_ui(&ctx, room.left.then_some(wide), ui);
        }
        if case && panels.mapping.is_none() {
            panels.inspector.show(&ctx, wide, room.inspector, ui);
        }
        let mut mapped = None;
        let mut centre_rect = ui.available_rect_before_wrap();
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            centre_rect = ui.max_rect();
            if open {
                let tab = match panels {
                    Panels { mapping: Some(_), .. } => "Mapping table",
                    Panels { report: None, .. } if case => "Network",
                    _ => "Import report",
                };
                centre::tab_row_ui(&ctx, tab, ui);
            }
            progress::progress_ui(&ctx, under_way.as_ref(), stopped, ui);
            if let Some(mapping) = &mut panels.mapping {
                mapped = mapping.show(&ctx, ui);
                return;
            }
            match (&panels.report, open) {
                (_, false) => start::start_ui(&ctx, recent, ui),
                (Some(report), true) => report::report_ui(&ctx, report, &panels.twice, ui),
                (None, true) if !case => report::report_ui(&ctx, &report::Open::All, &panels.twice, ui),
                (None, true) => {
                    centre::tools_ui(&ctx, &canvas.layout_state_words(&ctx), ui);
                    if room.days {
                        days.show(&ctx, wide, ui);
                    }
                    canvas_ui(&ctx, canvas, ui);
                }
            }
        });
        let strip = match panels {
            Panels { mapping: Some(_), .. } => mapping::FOOTER,
            Panels { report: None, .. } if case && room.days => day_strip::height(wide),
            _ => 0.0,
        };
        notices.show(&ctx, ui, centre_rect.center().x, strip + 30.0);
        drop::drop_ui(&ctx, ui);
        if let Some(done) = mapped {
            self.mapped(done);
        }
        self.draw_over(&look, ui);
    }

    /// What lies over the window, and the ring round what has the keyboard.
    fn draw_over(&mut self, look: &Look, ui: &Ui) {
        let Self { session, intake, theme, send, panels, focus, templates, .. } = self;
        let text = crate::export::FontMeasure::embedded();
        let ctx = UiCtx { session, intake, theme, text, look, send };
        if panels.help.is_some_and(|help| help_ui(&ctx, help, ui)) {
            panels.help = None;
        }
        if panels.templates && templates_ui(&ctx, templates, ui) {
            panels.templates = false;
        }
        let said = panels.losing.and_then(|losing| Some((losing, confirm::confirm_ui(&ctx, losing, ui)?)));
        let typed = panels.typed.as_mut().and_then(|typed| typed.show(&ctx, ui));
        focus.show(ui.ctx(), ctx.theme);
        if let Some((losing, said)) = said {
            self.confirmed(losing, said, ui.ctx());
        }
        if let Some(typed) = typed {
            self.typed(typed, ui.ctx());
        }
        if ui.input(|input| input.viewport().close_requested()) {
            self.closing(ui.ctx());
        }
    }
}

/// How the width of the window is shared out.
struct Room {
    left: bool,
    inspector: Place,
    /// Whether there is height for the strip of days.
    days: bool,
}

impl Room {
    fn of(ui: &Ui, panels: &Panels, wide: bool) -> Self {
        let width = ui.ctx().content_rect().width();
        let left = panels.left_is_open(ui.ctx());
        let (panel, inspector) = if wide { (240.0, 340.0) } else { (212.0, 312.0) };
        let taken = if left { panel } else { 40.0 } + inspector;
        let fits = width - taken >= CENTRE_SHARE * width;
        let days = ui.ctx().content_rect().height() >= LOW;
        let inspector = match (fits, panels.drawer) {
            (true, _) => Place::Beside,
            (false, true) => Place::Drawer,
            (false, false) => Place::Away,
        };
        Self { left, inspector, days }
    }
}

impl eframe::App for LinefoldApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        style::color(self.theme.panel).to_normalized_gamma_f32()
    }
}
