//! The import report: what became of every row of every file. Lies over the canvas while it is open.

mod columns;
mod rejected;
mod totals;

use super::style::{Type, color};
use super::widget::{Icon, icon_button, line, paint_start, rule, section_heading, words};
use super::{UiCommand, UiCtx};
use crate::diag::Severity;
use crate::domain::{count, grouped};
use crate::import::Batch;
use eframe::egui::{Align, Frame, Layout, Margin, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Which report is open: of one file by its hash, or of all.
pub(super) type Open = Option<String>;

/// Shows the report in all the room there is.
pub(super) fn report_ui(ctx: &UiCtx<'_>, open: &Open, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, color(theme.canvas));
    let frame = Frame::new().inner_margin(Margin { left: 16, right: 8, top: 10, bottom: 8 });
    frame.show(ui, |ui| {
        let batches = ctx.session.case().batches();
        let batch = open.as_ref().and_then(|hash| batches.iter().find(|b| &b.source.sha256 == hash));
        heading_ui(ctx, batch.map(|b| b.source.name.as_str()), ui);
        ScrollArea::vertical().id_salt(("report", open)).auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
            match batch {
                Some(batch) => file_ui(ctx, batch, ui),
                None => totals::all_files_ui(ctx, ui),
            }
        });
    });
}

fn heading_ui(ctx: &UiCtx<'_>, file: Option<&str>, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
        if icon_button(ui, theme, Icon::Cross, "Close report", Some("Esc")).clicked() {
            ctx.send.command(UiCommand::Escape);
        }
        if file.is_some() && icon_button(ui, theme, Icon::List, "All files", None).clicked() {
            ctx.send.command(UiCommand::ShowReport(None));
        }
        let title = file.map_or_else(|| "Import report".to_owned(), |file| format!("Import report: {file}"));
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let galley = line(ui, title.as_str(), Type::Heading, color(theme.text), rect.width());
        paint_start(ui, &galley, rect.left(), rect.center().y);
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
    });
    ui.add_space(4.0);
}

fn file_ui(ctx: &UiCtx<'_>, batch: &Batch, ui: &mut Ui) {
    let theme = ctx.theme;
    let report = &batch.report;
    let (_, holds) = super::left_panel::holds(batch);
    let mut form = vec![report.encoding.clone(), format!("{} between columns", report.delimiter)];
    if let Some(row) = report.header_row {
        form.push(format!("header in row {}", grouped(row)));
    }
    form.retain(|said| !said.is_empty());
    words(ui, format!("Holds {holds}. {}.", form.join(", ")), Type::Body, color(theme.text));
    let identity = format!("{} bytes, SHA-256 {}", grouped(report.bytes), report.sha256);
    let font = Type::Body.font(ui);
    let identity = eframe::egui::RichText::new(identity).font(font).color(color(theme.second));
    ui.add(eframe::egui::Label::new(identity).selectable(true).wrap());
    totals::file_totals_ui(ctx, report, ui);
    columns::columns_ui(ctx, report, ui);
    if !report.decisions.is_empty() {
        rule(ui, theme);
        section_heading(ui, theme, "Decisions", "", 0.0);
        for decision in &report.decisions {
            words(ui, decision.as_str(), Type::Body, color(theme.text));
        }
    }
    problems_ui(ctx, batch, ui);
    rejected::rejected_ui(ctx, report, ui);
    ui.add_space(12.0);
}

fn problems_ui(ctx: &UiCtx<'_>, batch: &Batch, ui: &mut Ui) {
    let (theme, report) = (ctx.theme, &batch.report);
    if report.problems.is_empty() && report.causes.is_empty() {
        return;
    }
    rule(ui, theme);
    section_heading(ui, theme, "Problems", "", 0.0);
    for problem in &report.problems {
        let ink = if problem.severity == Severity::Note { theme.second } else { theme.text };
        let at = problem.place.row.map_or_else(String::new, |row| format!(" (row {})", grouped(row)));
        words(ui, format!("{} {}{at}", problem.message, problem.hint), Type::Body, color(ink));
    }
    for cause in &report.causes {
        let rows = count(cause.rows, "row", "rows");
        words(ui, format!("{rows} kept out: {}. {}", cause.cause, cause.example), Type::Body, color(theme.text));
        words(ui, format!("First at row {}.", grouped(cause.first_row)), Type::Note, color(theme.second));
    }
}
