//! What else would explain the two numbers of a fold, and what data would decide.

use super::bits::{signed, tenths};
use crate::domain::{DialPlan, Msisdn};
use crate::folding::{Alternative, Candidate};
use crate::ui::style::{Type, color, row_height};
use crate::ui::widget::{ListRow, Mark, line, paint_end, paint_start, section_heading, words};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Role, Sense, Ui, WidgetInfo, vec2};

/// The best other explanation of each number and what it costs; a click opens the evidence of that pair.
pub(super) fn alternatives_ui(ctx: &UiCtx<'_>, candidate: &Candidate, ui: &mut Ui) {
    if candidate.alternatives.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let heading = section_heading(ui, ctx.theme, "Other explanations", "bits worse", 0.0);
    heading.on_hover_text("The best other explanation of each number, and by how many bits it is worse than this fold");
    for alternative in &candidate.alternatives {
        alternative_ui(ctx, alternative, ui);
    }
}

fn alternative_ui(ctx: &UiCtx<'_>, alternative: &Alternative, ui: &mut Ui) {
    let label = alternative.sentence(&Msisdn::last_six);
    let cost = tenths(alternative.cost_bits);
    let figure = signed(cost).trim_start_matches('+').to_owned();
    let name = format!("{label}, {figure} bits worse");
    let Some(pair) = alternative.pair else { return plain_ui(ctx, &label, &figure, &name, ui) };
    let row = ListRow {
        mark: Mark::None,
        label: &label,
        columns: &[figure],
        lit: false,
        selected: false,
        name: &name,
        pad: 0.0,
    };
    let response = row.show(ui, ctx.theme);
    if response.on_hover_text("Show the evidence of this pair").clicked() {
        ctx.send.command(UiCommand::ShowFold(pair));
    }
}

/// A row that leads nowhere: there is no pair to be shown.
fn plain_ui(ctx: &UiCtx<'_>, label: &str, figure: &str, name: &str, ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), row_height(ui)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let ink = color(ctx.theme.text);
    let end = paint_end(ui, &line(ui, figure, Type::Body, ink, 80.0), rect.right(), rect.center().y);
    paint_start(ui, &line(ui, label, Type::Body, ink, end - rect.left() - 6.0), rect.left(), rect.center().y);
}

/// What to ask for, what could add most first.
pub(super) fn would_decide_ui(ctx: &UiCtx<'_>, candidate: &Candidate, ui: &mut Ui) {
    let theme = ctx.theme;
    ui.add_space(4.0);
    section_heading(ui, theme, "What would decide", "", 0.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let zone = ctx.session.zone();
        let name = |number: Msisdn| number.national(&DialPlan::GREAT_BRITAIN);
        for wanted in &candidate.would_decide {
            let more = format!("It could add {} bits.", signed(tenths(wanted.bits)).trim_start_matches('+'));
            words(ui, wanted.sentence(zone, &name), Type::Body, color(theme.text)).on_hover_text(more);
        }
        if candidate.would_decide.is_empty() {
            let none = "Nothing is missing: every comparison had its data.";
            words(ui, none, Type::Body, color(theme.second));
        }
    });
}
