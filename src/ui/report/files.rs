//! All files with their states and sums, those on their way too.

use super::choices;
use crate::domain::{count, grouped};
use crate::import::{Content, FileReport};
use crate::session::{FileState, IncomingFile};
use crate::ui::source_list::{more_menu, share_bar, shown};
use crate::ui::sources::{self, SourceFile, source_files};
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, PushButton, icon_button, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Align, Button, Label, Layout, Rect, RichText, Ui, pos2};
use egui_extras::{Column, TableBody, TableBuilder, TableRow};

/// A count of a table.
type Count = fn(&FileReport) -> u64;

/// The counts of a table, with their titles; together they are every row of the file.
const COUNTS: [(&str, Count); 5] = [
    ("Read", |r| r.rows_read),
    ("Accepted", |r| r.accepted),
    ("Duplicate", |r| r.duplicate),
    ("Rejected", |r| r.rejected),
    ("No record", |r| r.not_records),
];

/// Shows a table of all files with their states and sums; a click opens a file's report.
pub(super) fn all_files_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let intro = "Every row of every file is accounted for: read = accepted + duplicate + rejected. What is no record \
                 (preamble, header, footer, blank) is counted apart. Events told by two files are counted once in the case.";
    words(ui, intro, Type::Body, color(theme.second));
    let twice = ctx.session.derived().summary.told_twice;
    if ctx.is_worked_out() && twice > 0 {
        ui.horizontal(|ui| {
            let said = format!("{} told by two files.", count(twice, "event was", "events were"));
            words(ui, said, Type::Body, color(theme.text));
            if ui.add(Button::new("List them").small()).accessible_name("List events told twice").clicked() {
                ctx.send.command(UiCommand::ShowTwice);
            }
        });
    }
    ui.add_space(4.0);
    buttons_ui(ctx, ui);
    ui.add_space(6.0);
    let state = (ui.available_width() * 0.26).max(196.0);
    let table = TableBuilder::new(ui)
        .id_salt("all files")
        .vscroll(false)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::remainder().at_least(140.0).clip(true))
        .column(Column::initial(state).clip(true))
        .columns(Column::exact(68.0).clip(true), COUNTS.len())
        .column(Column::exact(54.0));
    let table = table.header(22.0, |mut header| {
        for said in ["File", "State"] {
            header.col(|ui| {
                words(ui, said, Type::Body, color(theme.second));
            });
        }
        for (said, _) in COUNTS {
            header.col(|ui| at_right(ui, |ui| _ = words(ui, said, Type::Body, color(theme.second))));
        }
        header.col(|_| {});
    });
    table.body(|mut body| {
        for file in source_files(ctx.session.case().batches()) {
            file_rows(ctx, &file, &mut body);
        }
        for file in ctx.intake.files() {
            body.row(24.0, |row| incoming_row(ctx, file, row));
        }
        sum_row(ctx, &mut body);
    });
}

fn buttons_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let batches = ctx.session.case().batches();
    ui.horizontal(|ui| {
        let rejected = batches.iter().any(|batch| batch.report.rejected > 0);
        let buttons = [
            ("Add files", UiCommand::OpenFiles, true),
            ("Add a folder", UiCommand::OpenFolder, true),
            ("Save all rejected rows", UiCommand::SaveRejected(None), rejected),
            ("Stop all", UiCommand::CancelWork, ctx.intake.is_busy()),
        ];
        for (words, wish, shown) in buttons {
            if shown && PushButton::plain(words).show(ui, ctx.theme).clicked() {
                ctx.send.command(wish);
            }
        }
    });
}

/// A file of the case, and under it its tables where it holds several.
fn file_rows(ctx: &UiCtx<'_>, file: &SourceFile<'_>, body: &mut TableBody<'_>) {
    body.row(24.0, |mut row| {
        let wish = UiCommand::ShowReport(Some(file.sha256().to_owned()));
        row.col(|ui| name(ctx, ui, file.name(), "Open this file's report", wish));
        row.col(|ui| figure(ctx, ui, &file.holds().0, false));
        for (_, of) in COUNTS {
            row.col(|ui| at_right(ui, |ui| figure(ctx, ui, &grouped(file.sum(of)), false)));
        }
        row.col(|ui| {
            let said = format!("{}: what can be done", file.name());
            let more = icon_button(ui, ctx.theme, Icon::More, &said, None);
            more_menu(ctx, file, &more);
        });
    });
    for (i, batch) in file.tables.iter().enumerate().filter(|_| file.tables.len() > 1) {
        body.row(20.0, |mut row| {
            let part = batch.source.part.clone().unwrap_or_else(|| format!("Table {}", i + 1));
            row.col(|ui| {
                ui.add_space(16.0);
                small(ctx, ui, &part);
            });
            row.col(|ui| small(ctx, ui, &sources::holds(batch)));
            for (_, of) in COUNTS {
                row.col(|ui| at_right(ui, |ui| small(ctx, ui, &grouped(of(&batch.report)))));
            }
            row.col(|_| {});
        });
    }
}

/// A file that is not in the case, or not yet.
fn incoming_row(ctx: &UiCtx<'_>, file: &IncomingFile, mut row: TableRow<'_, '_>) {
    let state = file.state();
    let (_, said, ink) = shown(ctx, &state);
    row.col(|ui| {
        let (tip, wish) = match &state {
            FileState::Asks(_) => ("Say how it is read", UiCommand::AskAbout(file.id)),
            _ => ("More of this file", UiCommand::ShowIncoming(file.id)),
        };
        name(ctx, ui, &file.name, tip, wish);
    });
    row.col(|ui| {
        let cell = ui.max_rect();
        let text = RichText::new(said.as_str()).font(Type::Body.font(ui)).color(color(ink));
        ui.add(Label::new(text).truncate()).on_hover_text(&said);
        if let FileState::Reading(pace) = &state {
            let bar =
                Rect::from_min_max(pos2(cell.left(), cell.bottom() - 3.0), pos2(cell.right() - 8.0, cell.bottom()));
            share_bar(ctx, bar, pace.share.unwrap_or(0.0), ui);
        }
    });
    for _ in COUNTS {
        row.col(|_| {});
    }
    row.col(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (words, wish) in choices(file.id, &state) {
            let icon = match wish {
                UiCommand::RetryFile(_) => Icon::Redo,
                UiCommand::AskAbout(_) => Icon::Question,
                _ => Icon::Cross,
            };
            if icon_button(ui, ctx.theme, icon, &format!("{}: {}", file.name, lower(words)), None).clicked() {
                ctx.send.command(wish);
            }
        }
    });
}

fn lower(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The sums of all files of records.
fn sum_row(ctx: &UiCtx<'_>, body: &mut TableBody<'_>) {
    let batches = ctx.session.case().batches();
    if batches.is_empty() {
        return;
    }
    let records = || batches.iter().map(|b| &b.report).filter(|r| r.content == Content::Records);
    body.row(26.0, |mut row| {
        row.col(|ui| figure(ctx, ui, "All record files", true));
        row.col(|_| {});
        for (_, of) in COUNTS {
            row.col(|ui| at_right(ui, |ui| figure(ctx, ui, &grouped(records().map(of).sum()), true)));
        }
        row.col(|_| {});
    });
}

/// The name of a file, which opens its report.
fn name(ctx: &UiCtx<'_>, ui: &mut Ui, name: &str, tip: &str, wish: UiCommand) {
    let text = RichText::new(name).font(Type::Body.font(ui));
    let button = Button::new(text).frame_when_inactive(false).truncate();
    if ui.add(button).on_hover_text(tip).clicked() {
        ctx.send.command(wish);
    }
}

fn figure(ctx: &UiCtx<'_>, ui: &mut Ui, said: &str, strong: bool) {
    let font = if strong { Type::BodyStrong } else { Type::Body };
    let text = RichText::new(said).font(font.font(ui)).color(color(ctx.theme.text));
    ui.add(Label::new(text).truncate());
}

fn small(ctx: &UiCtx<'_>, ui: &mut Ui, said: &str) {
    let text = RichText::new(said).font(Type::Note.font(ui)).color(color(ctx.theme.second));
    ui.add(Label::new(text).truncate());
}

/// A cell of figures stands at the right.
fn at_right(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(8.0);
        add(ui);
    });
}
