//! The import report: what became of every row of every file. Lies over the canvas while it is open.

mod columns;
mod duplicates;
mod files;
mod problems;
mod rejected;
mod totals;
mod twice;

use super::source_list::{more_menu, shown};
use super::sources::{self, SourceFile, source_files};
use super::style::{Type, color};
use super::widget::{Icon, PushButton, icon_button, line, paint_start, rule, section_heading, words};
use super::{UiCommand, UiCtx};
use crate::domain::grouped;
use crate::import::{Batch, Content};
use crate::session::{FileId, FileState, IncomingFile};
use eframe::egui::{
    Align, Frame, Label, Layout, Margin, RichText, Role, ScrollArea, Sense, TextWrapMode, Ui, WidgetInfo, vec2,
};

pub(super) use twice::Twice;

/// Which report is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// Of all files.
    All,
    /// Of the file of the case with this hash.
    File(String),
    /// Of a file that is not in the case.
    Incoming(FileId),
    /// Of events that two files tell.
    Twice,
}

impl Open {
    /// Whether it is about the file with this hash.
    pub(super) fn is_of(&self, hash: &str) -> bool {
        matches!(self, Self::File(open) if open == hash)
    }
}

/// Shows the report in all the room there is.
pub(super) fn report_ui(ctx: &UiCtx<'_>, open: &Open, twice: &Twice, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, color(theme.canvas));
    let frame = Frame::new().inner_margin(Margin { left: 16, right: 8, top: 10, bottom: 8 });
    frame.show(ui, |ui| {
        let all = source_files(ctx.session.case().batches());
        let file = all.into_iter().find(|file| open.is_of(file.sha256()));
        let incoming = match open {
            Open::Incoming(id) => ctx.intake.file(*id),
            _ => None,
        };
        let name = file.as_ref().map(SourceFile::name).or_else(|| incoming.map(|file| file.name.as_str()));
        let name = name.or_else(|| (*open == Open::Twice).then_some("events told twice"));
        heading_ui(ctx, name, file.as_ref(), ui);
        let salt = format!("{open:?}");
        ScrollArea::vertical().id_salt(("report", salt)).auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
            match (&file, incoming) {
                (Some(file), _) => tables_ui(ctx, &file.tables, ui),
                (None, Some(file)) => incoming_ui(ctx, file, ui),
                (None, None) if *open == Open::Twice => twice::twice_ui(ctx, twice, ui),
                (None, None) => files::all_files_ui(ctx, ui),
            }
            ui.add_space(12.0);
        });
    });
}

fn heading_ui(ctx: &UiCtx<'_>, name: Option<&str>, file: Option<&SourceFile<'_>>, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
        if !ctx.session.case().batches().is_empty()
            && icon_button(ui, theme, Icon::Cross, "Close report", Some("Esc")).clicked()
        {
            ctx.send.command(UiCommand::Escape);
        }
        if let Some(file) = file {
            let more = icon_button(ui, theme, Icon::More, "What can be done with this file", None);
            more_menu(ctx, file, &more);
        }
        if name.is_some() && icon_button(ui, theme, Icon::List, "All files", None).clicked() {
            ctx.send.command(UiCommand::ShowReport(None));
        }
        let title = name.map_or_else(|| "Import report".to_owned(), |name| format!("Import report: {name}"));
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let galley = line(ui, title.as_str(), Type::Heading, color(theme.text), rect.width());
        paint_start(ui, &galley, rect.left(), rect.center().y);
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
    });
    ui.add_space(4.0);
}

/// The tables of a file, one below another.
fn tables_ui(ctx: &UiCtx<'_>, tables: &[impl AsRef<Batch>], ui: &mut Ui) {
    let several = tables.len() > 1;
    if let Some(first) = tables.first() {
        identity_ui(ctx, first.as_ref(), ui);
    }
    for (i, batch) in tables.iter().enumerate() {
        let batch = batch.as_ref();
        if several {
            rule(ui, ctx.theme);
            let part = batch.source.part.clone().unwrap_or_else(|| format!("Table {}", i + 1));
            words(ui, format!("Table: {part}"), Type::Heading, color(ctx.theme.text));
        }
        ui.push_id(i, |ui| table_ui(ctx, batch, ui));
    }
}

/// What the file is, whatever is in it.
fn identity_ui(ctx: &UiCtx<'_>, batch: &Batch, ui: &mut Ui) {
    let source = &batch.source;
    let identity = format!("{} bytes, SHA-256 {}", grouped(source.bytes), source.sha256);
    selectable(ui, &identity, ctx.theme.second);
    if let Some(path) = ctx.intake.path_of(&source.sha256) {
        selectable(ui, &format!("Read from {}", path.display()), ctx.theme.second);
    }
}

/// Words that can be marked and copied.
fn selectable(ui: &mut Ui, said: &str, ink: crate::scene::Rgba) {
    let text = RichText::new(said).font(Type::Body.font(ui)).color(color(ink));
    ui.add(Label::new(text).selectable(true).wrap_mode(TextWrapMode::Wrap));
}

fn table_ui(ctx: &UiCtx<'_>, batch: &Batch, ui: &mut Ui) {
    let (theme, report) = (ctx.theme, &batch.report);
    let mut form = vec![report.encoding.clone()];
    if !report.delimiter.is_empty() {
        form.push(format!("{} between columns", report.delimiter));
    }
    if let Some(row) = report.header_row {
        form.push(format!("header in row {}", grouped(row)));
    }
    form.retain(|said| !said.is_empty());
    let form = if form.is_empty() { String::new() } else { format!(" {}.", capital(&form.join(", "))) };
    let holds = match report.content {
        Content::Unknown => "Nothing in it was understood.".to_owned(),
        _ => format!("Holds {}.", sources::holds(batch)),
    };
    words(ui, format!("{holds}{form}"), Type::Body, color(theme.text));
    if let Some(template) = &report.template {
        words(ui, format!("Read by the template {template}."), Type::Body, color(theme.text));
    }
    totals::table_totals_ui(ctx, report, ui);
    problems::problems_ui(ctx, report, ui);
    columns::columns_ui(ctx, report, ui);
    if !report.decisions.is_empty() {
        rule(ui, theme);
        section_heading(ui, theme, "Decisions", "", 0.0);
        for decision in &report.decisions {
            words(ui, decision.as_str(), Type::Body, color(theme.text));
        }
    }
    rejected::rejected_ui(ctx, batch, ui);
    duplicates::duplicates_ui(ctx, report, ui);
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A file that is not in the case: why it is not, what can be done, and what was read of it.
fn incoming_ui(ctx: &UiCtx<'_>, file: &IncomingFile, ui: &mut Ui) {
    let theme = ctx.theme;
    let state = file.state();
    let (_, said, ink) = shown(ctx, &state);
    words(ui, format!("{said}."), Type::BodyStrong, color(ink));
    selectable(ui, &format!("{}, {} bytes", file.path.display(), grouped(file.bytes)), theme.second);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        for (words, wish) in choices(file.id, &state) {
            if PushButton::plain(words).show(ui, theme).clicked() {
                ctx.send.command(wish);
            }
        }
    });
    ui.add_space(4.0);
    tables_ui(ctx, file.batches(), ui);
}

/// What can be done with a file that is not in the case.
fn choices(id: FileId, state: &FileState) -> Vec<(&'static str, UiCommand)> {
    let forget = ("Take it off the list", UiCommand::ForgetFile(id));
    match state {
        FileState::Waiting | FileState::Reading(_) => vec![("Stop reading it", UiCommand::StopFile(id))],
        // The file that has the same content may have been removed since.
        FileState::Failed(_) | FileState::Stopped | FileState::Known(_) => {
            vec![("Read it again", UiCommand::RetryFile(id)), forget]
        }
        FileState::Asks(_) => {
            vec![("Say how it is read", UiCommand::AskAbout(id)), ("Leave it aside", UiCommand::LeaveAside(id))]
        }
        FileState::LeftAside(_) => vec![("Say how it is read", UiCommand::AskAbout(id)), forget],
    }
}
