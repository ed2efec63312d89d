//! The import report: what became of every row of every file. Lies over the canvas while it is open.

mod columns;
mod rejected;
mod totals;

use super::style::{Type, color};
use super::widget::{Icon, icon_button, line, paint_start, rule, section_heading, words};
use super::{UiCommand, UiCtx};
use crate::diag::{Problem, Severity};
use crate::domain::{count, grouped};
use crate::import::Batch;
use eframe::egui::{Align, Frame, Layout, Margin, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};
use std::collections::BTreeMap;

/// Which report is open: of one file by its hash, or of all.
pub(super) type Open = Option<String>;

/// Places named for each kind of problem.
const PLACES: usize = 5;

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

/// Problems that say the same but for the value, once, with the first places.
struct Group<'a> {
    first: &'a Problem,
    places: Vec<String>,
    all: usize,
}

/// Problems of the whole file and of rows, grouped by what they say once values in quotes are left out.
fn grouped_problems(batch: &Batch) -> Vec<Group<'_>> {
    let report = &batch.report;
    let rows = report.rejected_rows.iter().flat_map(|row| &row.problems);
    let mut groups = BTreeMap::<(std::cmp::Reverse<Severity>, String), Group<'_>>::new();
    for problem in report.problems.iter().chain(rows) {
        let key = (std::cmp::Reverse(problem.severity), without_quoted(&problem.message));
        let group = groups.entry(key).or_insert_with(|| Group { first: problem, places: Vec::new(), all: 0 });
        group.all += 1;
        if let Some(row) = problem.place.row.filter(|_| group.places.len() < PLACES) {
            let sheet = problem.place.sheet.as_ref().map_or_else(String::new, |sheet| format!("sheet {sheet}, "));
            group.places.push(format!("{sheet}row {}", grouped(row)));
        }
    }
    groups.into_values().collect()
}

/// The text with what stands in double quotes left out.
fn without_quoted(text: &str) -> String {
    text.split('"').enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, piece)| piece).collect()
}

fn problems_ui(ctx: &UiCtx<'_>, batch: &Batch, ui: &mut Ui) {
    let groups = grouped_problems(batch);
    if groups.is_empty() {
        return;
    }
    let theme = ctx.theme;
    rule(ui, theme);
    section_heading(ui, theme, "Problems", "", 0.0);
    for group in groups {
        let ink = if group.first.severity == Severity::Note { theme.second } else { theme.text };
        let times =
            if group.all > 1 { format!(" ({})", count(group.all as u64, "time", "times")) } else { String::new() };
        let said = format!("{} {}{times}", group.first.message, group.first.hint);
        words(ui, said, Type::Body, color(ink));
        if !group.places.is_empty() {
            let more = if group.all > group.places.len() { " and more" } else { "" };
            words(ui, format!("At {}{more}.", group.places.join(", ")), Type::Note, color(theme.second));
        }
        ui.add_space(3.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_that_differ_in_the_value_alone_are_one_kind() {
        let one = without_quoted("Duration \"1:75\" is not a time.");
        let other = without_quoted("Duration \"2:90\" is not a time.");
        assert_eq!(one, other);
        assert_ne!(one, without_quoted("Date \"31/02\" is not in the calendar."));
    }
}
