//! Counts that add up: of one file, and of all.

use crate::domain::{count, grouped};
use crate::import::{Content, FileReport};
use crate::ui::style::{Type, color};
use crate::ui::widget::{Part, meter, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Align, Button, Label, Layout, RichText, Ui};
use egui_extras::{Column, TableBuilder};

/// Shows what became of the rows of a file, as a bar and as a sum.
pub(super) fn file_totals_ui(ctx: &UiCtx<'_>, report: &FileReport, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.add_space(6.0);
    let parts = [
        Part { amount: report.accepted, ink: color(theme.second) },
        Part { amount: report.duplicate, ink: color(theme.border) },
        Part { amount: report.rejected, ink: color(theme.signal) },
    ];
    meter(ui, theme, &parts, 0.0);
    words(ui, sum_words(report), Type::BodyStrong, color(theme.text));
    if report.not_records > 0 {
        let rest = count(report.not_records, "other row is", "other rows are");
        words(ui, format!("{rest} no record: preamble, header, footer or blank."), Type::Body, color(theme.second));
    }
    if !report.adds_up() {
        let said = "These counts do not add up. That is a fault of the program: do not rely on this file's records.";
        words(ui, said, Type::Body, color(theme.signal));
    }
}

/// `21,480 rows read = 21,466 accepted + 10 duplicate + 4 rejected`.
fn sum_words(report: &FileReport) -> String {
    format!(
        "{} read = {} accepted + {} duplicate + {} rejected",
        count(report.rows_read, "row", "rows"),
        grouped(report.accepted),
        grouped(report.duplicate),
        grouped(report.rejected)
    )
}

/// Shows a table of all files with their sums; a click opens a file's report.
pub(super) fn all_files_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let batches = ctx.session.case().batches();
    let intro = "Every row of every file is accounted for: read = accepted + duplicate + rejected. Events told by two files \
                 are counted once in the case.";
    words(ui, intro, Type::Body, color(theme.second));
    let twice = ctx.session.derived().summary.told_twice;
    if twice > 0 {
        words(
            ui,
            format!("{} told by two files.", count(twice, "event was", "events were")),
            Type::Body,
            color(theme.second),
        );
    }
    ui.add_space(6.0);
    let titles = ["Holds", "Read", "Accepted", "Duplicate", "Rejected"];
    let table = TableBuilder::new(ui)
        .id_salt("all files")
        .vscroll(false)
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::remainder().at_least(140.0).clip(true))
        .column(Column::initial(150.0).clip(true))
        .columns(Column::initial(80.0).clip(true), 4);
    let table = table.header(22.0, |mut header| {
        header.col(|ui| {
            title(ctx, ui, "File");
        });
        for (i, said) in titles.iter().enumerate() {
            header.col(|ui| cell(ui, i > 0, |ui| title(ctx, ui, said)));
        }
    });
    table.body(|mut body| {
        for batch in batches {
            body.row(22.0, |mut row| {
                row.col(|ui| {
                    let name = RichText::new(batch.source.name.as_str()).font(Type::Body.font(ui));
                    let button = Button::new(name).frame_when_inactive(false).truncate();
                    if ui.add(button).on_hover_text("Open this file's report").clicked() {
                        ctx.send.command(UiCommand::ShowReport(Some(batch.source.sha256.clone())));
                    }
                });
                let (_, holds) = super::super::left_panel::holds(batch);
                row.col(|ui| figure(ctx, ui, &holds, false));
                let r = &batch.report;
                for n in [r.rows_read, r.accepted, r.duplicate, r.rejected] {
                    row.col(|ui| cell(ui, true, |ui| figure(ctx, ui, &grouped(n), false)));
                }
            });
        }
        let records: Vec<_> = batches.iter().map(|b| &b.report).filter(|r| r.content == Content::Records).collect();
        let sum = |of: fn(&FileReport) -> u64| records.iter().map(|r| of(r)).sum::<u64>();
        let sums = [sum(|r| r.rows_read), sum(|r| r.accepted), sum(|r| r.duplicate), sum(|r| r.rejected)];
        body.row(24.0, |mut row| {
            row.col(|ui| figure(ctx, ui, "All record files", true));
            row.col(|_| {});
            for n in sums {
                row.col(|ui| cell(ui, true, |ui| figure(ctx, ui, &grouped(n), true)));
            }
        });
    });
}

fn title(ctx: &UiCtx<'_>, ui: &mut Ui, said: &str) {
    words(ui, said, Type::Body, color(ctx.theme.second));
}

fn figure(ctx: &UiCtx<'_>, ui: &mut Ui, said: &str, strong: bool) {
    let font = if strong { Type::BodyStrong } else { Type::Body };
    let text = RichText::new(said).font(font.font(ui)).color(color(ctx.theme.text));
    ui.add(Label::new(text).truncate());
}

/// A cell of figures stands at the right.
fn cell(ui: &mut Ui, at_right: bool, add: impl FnOnce(&mut Ui)) {
    if at_right {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            add(ui);
        });
    } else {
        add(ui);
    }
}
