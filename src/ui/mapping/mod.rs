//! The mapping table: how a file is read, over its first rows, with what is in doubt on top. What a person says there becomes a
//! [`Reading`], is shown at once on the rows, tried on the whole file, kept as a template, and used.

mod columns;
mod controls;
mod doubts;
mod footer;
mod rows;
mod table;
mod words;

use super::UiCtx;
use super::style::{Type, color};
use super::widget::{Icon, icon_button, line, paint_start, words as said};
use crate::domain::{count, grouped};
use crate::import::{Batch, Content, Doubt, FileReport, Preview, Reading, RowOutcome, Template};
use crate::session::{FileId, Head, Job, JobDied, JobProgress, Trial, head_of_file, preview_of, try_reading};
use eframe::egui::{Align, Context, Frame, Layout, Margin, Role, Sense, Ui, WidgetInfo, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) use footer::HEIGHT as FOOTER;
pub(super) use words::{field_words, reading_words};

/// What file the table is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A file that is held, or was left aside.
    Held(FileId),
    /// A file of the case, by its hash.
    Source(String),
}

/// How the table was left.
pub(super) enum Done {
    /// The file is to be read like this, and the reading kept.
    Use(Box<Reading>, Option<Box<Template>>),
    /// The file is left aside.
    LeaveAside,
    /// The table is closed; the file is as it was.
    Close,
}

/// Work under way, and what it is about.
type Under<K, T> = (K, Job<Result<T, String>>);

/// The table and what was said in it.
pub(super) struct Mapping {
    pub(super) about: About,
    path: PathBuf,
    name: String,
    /// What has been said so far.
    reading: Reading,
    /// What was in doubt when the table was opened.
    doubts: Vec<Doubt>,
    /// What the preview is made of, once it is read.
    head: Option<Arc<Head>>,
    opening: Option<Under<(), Head>>,
    /// How the first rows are read under `shown_for`; behind `reading` for a moment after it changes.
    shown: Option<Result<Preview, String>>,
    shown_for: Option<Reading>,
    previewing: Option<Under<Reading, Preview>>,
    trying: Option<(Reading, Job<Result<Trial, crate::diag::Cancelled>>)>,
    tried: Option<(Reading, Trial)>,
    fields: controls::Typed,
    keep: bool,
    template: String,
    scroll: table::Scroll,
}

impl Mapping {
    /// Opens the table on a file. `tables` were read of it; `reading` is what was said of it before.
    pub(super) fn new(about: About, path: &Path, tables: &[&Arc<Batch>], reading: Reading) -> Self {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut doubts: Vec<Doubt> = Vec::new();
        for doubt in tables.iter().flat_map(|batch| &batch.report.doubts) {
            if !doubts.iter().any(|known| known.question == doubt.question) {
                doubts.push(doubt.clone());
            }
        }
        let stem = Path::new(&name).file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        Self {
            about,
            path: path.to_owned(),
            fields: controls::Typed::of(&reading),
            reading,
            doubts,
            head: None,
            opening: None,
            shown: None,
            shown_for: None,
            previewing: None,
            trying: None,
            tried: None,
            keep: true,
            template: words::capital(&stem.replace(['_', '-'], " ")),
            name,
            scroll: table::Scroll::default(),
        }
    }

    /// Whether what is shown is what was said.
    fn is_up_to_date(&self) -> bool {
        self.shown_for.as_ref() == Some(&self.reading)
    }

    /// Whether the rows shown are behind what was said, or the whole file is being tried.
    pub(super) fn is_busy(&self) -> bool {
        self.trying.is_some() || !self.is_up_to_date()
    }

    /// Takes in what has been worked out, and has worked out what has to be.
    pub(super) fn advance(&mut self, ctx: &Context) {
        if let Some(((), head)) = ended(&mut self.opening) {
            match head.unwrap_or_else(|died| Err(died.to_string())) {
                Ok(head) => self.head = Some(Arc::new(head)),
                Err(fault) => self.fail(fault),
            }
        }
        if let Some((shown, answer)) = ended(&mut self.previewing) {
            let answer = answer.unwrap_or_else(|died| Err(died.to_string()));
            if let Ok(preview) = &answer {
                self.note_doubts(&preview.report);
            }
            self.shown = Some(answer);
            self.shown_for = Some(shown);
        }
        if let Some((reading, answer)) = ended(&mut self.trying)
            && let Ok(Ok(trial)) = answer
        {
            self.tried = Some((reading, trial));
        }
        if self.is_up_to_date() {
            return;
        }
        let wanted = self.reading.clone();
        let begun = match self.head.clone() {
            None if self.opening.is_none() => {
                let path = self.path.clone();
                start(ctx, "opening", move |_| head_of_file(&path)).map(|job| self.opening = Some(((), job)))
            }
            Some(head) if self.previewing.as_ref().is_none_or(|(shown, _)| *shown != wanted) => {
                let reading = wanted.clone();
                start(ctx, "preview", move |monitor| preview_of(&head, reading, monitor))
                    .map(|job| self.previewing = Some((wanted, job)))
            }
            _ => Ok(()),
        };
        if let Err(fault) = begun {
            self.fail(fault);
        }
    }

    /// Nothing can be shown, and why.
    fn fail(&mut self, fault: String) {
        self.shown = Some(Err(fault));
        self.shown_for = Some(self.reading.clone());
    }

    /// Changes what is said; the rows follow.
    fn say(&mut self, reading: Reading) {
        if self.reading != reading {
            self.fields.follow(&self.reading, &reading);
            self.reading = reading;
        }
    }

    /// Doubts that only show under another reading stand in the list as well.
    fn note_doubts(&mut self, report: &FileReport) {
        for doubt in &report.doubts {
            match self.doubts.iter_mut().find(|known| known.question == doubt.question) {
                Some(known) if known.choices.is_empty() => *known = doubt.clone(),
                Some(_) => {}
                None => self.doubts.push(doubt.clone()),
            }
        }
    }

    /// What the rows shown leave open.
    fn open_doubts(&self) -> Option<&[Doubt]> {
        self.preview().map(|preview| preview.report.doubts.as_slice())
    }

    fn preview(&self) -> Option<&Preview> {
        self.shown.as_ref().and_then(|shown| shown.as_ref().ok())
    }

    /// Tries the reading on the whole file.
    fn try_it(&mut self, ctx: &Context) {
        let (path, reading) = (self.path.clone(), self.reading.clone());
        self.tried = None;
        if let Ok(job) = start(ctx, "trying", move |monitor| try_reading(&path, reading, monitor)) {
            self.trying = Some((self.reading.clone(), job));
        }
    }

    fn trying(&self) -> Option<JobProgress> {
        self.trying.as_ref().map(|(_, job)| job.progress())
    }

    /// The template that the reading would be kept as. The number that a file is of belongs to that file alone.
    fn template(&self) -> Option<Template> {
        let reading = Reading { target: None, ..self.reading.clone() };
        let header: Vec<String> = self.preview()?.columns.iter().map(|column| column.header.clone()).collect();
        let named = header.iter().any(|name| !name.trim().is_empty()) && !self.template.trim().is_empty();
        let name = self.template.trim().to_owned();
        (named && !reading.is_empty()).then_some(Template { name, header, reading })
    }

    /// Shows the table in all the room there is; says how it was left.
    pub(super) fn show(&mut self, ctx: &UiCtx<'_>, ui: &mut Ui) -> Option<Done> {
        let theme = ctx.theme;
        ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, color(theme.canvas));
        let mut done = None;
        Frame::new().inner_margin(Margin { left: 16, right: 12, top: 10, bottom: 8 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            if self.heading_ui(ctx, ui) {
                done = Some(Done::Close);
            }
            doubts::doubts_ui(ctx, self, ui);
            controls::controls_ui(ctx, self, ui);
            self.summary_ui(ctx, ui);
            ui.add_space(2.0);
            let room = ui.available_height() - footer::HEIGHT;
            ui.allocate_ui(vec2(ui.available_width(), room.max(80.0)), |ui| table::table_ui(ctx, self, ui));
            if let Some(said) = footer::footer_ui(ctx, self, ui) {
                done = Some(said);
            }
        });
        done
    }

    fn heading_ui(&self, ctx: &UiCtx<'_>, ui: &mut Ui) -> bool {
        let theme = ctx.theme;
        let mut close = false;
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
            close = icon_button(ui, theme, Icon::Cross, "Close the mapping table", Some("Esc")).clicked();
            let waiting = ctx.intake.files().iter().filter(|file| file.asks()).count();
            if waiting > 1 {
                let files = format!("{} need an answer", count(waiting as u64, "file", "files"));
                said(ui, files, Type::Body, color(theme.second));
            }
            let title = format!("How is {} to be read?", self.name);
            let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
            let galley = line(ui, title.as_str(), Type::Heading, color(theme.text), rect.width());
            paint_start(ui, &galley, rect.left(), rect.center().y);
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
        });
        close
    }

    /// What the first rows give, counted.
    fn summary_ui(&self, ctx: &UiCtx<'_>, ui: &mut Ui) {
        let theme = ctx.theme;
        let (words, ink) = match &self.shown {
            None => ("Reading the first rows.".to_owned(), theme.second),
            Some(Err(fault)) => (fault.clone(), theme.signal),
            Some(Ok(preview)) => (summary(preview), theme.text),
        };
        said(ui, words, Type::Body, color(ink));
    }
}

/// `The first 50 rows give 48 records; 1 row repeats another, 1 would be rejected.`
fn summary(preview: &Preview) -> String {
    let of = |wanted: fn(&RowOutcome) -> bool| preview.rows.iter().filter(|row| wanted(&row.outcome)).count() as u64;
    let records = of(|outcome| matches!(outcome, RowOutcome::Record { .. }));
    let duplicates = of(|outcome| matches!(outcome, RowOutcome::Duplicate { .. }));
    let rejected = of(|outcome| matches!(outcome, RowOutcome::Rejected(_)));
    let rows = match preview.rows.len() {
        1 => "The one row gives".to_owned(),
        n => format!("The first {} rows give", grouped(n as u64)),
    };
    match preview.report.content {
        Content::Records => format!(
            "{rows} {}; {} would be rejected, {} another row. Times are shown as in London.",
            count(records, "record", "records"),
            count(rejected, "row", "rows"),
            count(duplicates, "row repeats", "rows repeat"),
        ),
        Content::Unknown => {
            "These columns do not make records yet: a record needs a start, and the two numbers or one with a \
                             direction."
                .to_owned()
        }
        _ => "This is a side file, not a file of records.".to_owned(),
    }
}

/// Takes the answer of a job that has ended, or that it died without one.
fn ended<K, T: Send + 'static>(slot: &mut Option<(K, Job<T>)>) -> Option<(K, Result<T, JobDied>)> {
    let answer = match slot.as_ref()?.1.poll() {
        Ok(None) => return None,
        Ok(Some(answer)) => Ok(answer),
        Err(died) => Err(died),
    };
    Some((slot.take()?.0, answer))
}

fn start<T: Send + 'static>(
    ctx: &Context,
    name: &str,
    work: impl FnOnce(&dyn crate::diag::Monitor) -> T + Send + 'static,
) -> Result<Job<T>, String> {
    let ctx = ctx.clone();
    Job::start(name, move || ctx.request_repaint(), work)
        .map_err(|error| format!("The system has no thread to give: {error}. Close other programs."))
}
