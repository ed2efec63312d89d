//! The strip over the bottom of the centre that says how far the work is and stops it.

use super::style::{Type, color};
use super::widget::{PushButton, words};
use super::work::UnderWay;
use super::{UiCommand, UiCtx};
use crate::domain::span;
use eframe::egui::{
    Align, CornerRadius, Frame, Layout, Margin, Panel, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};
use std::time::Duration;

/// Work shorter than this is not worth a strip that comes and goes.
const WORTH_SHOWING: Duration = Duration::from_millis(300);

/// Shows the work under way, if it takes its time, or that the picture is behind the case.
pub(super) fn progress_ui(ctx: &UiCtx<'_>, under_way: Option<&UnderWay>, stopped: bool, ui: &mut Ui) {
    let work = under_way.filter(|work| work.since >= WORTH_SHOWING);
    if work.is_none() && !stopped {
        return;
    }
    let theme = ctx.theme;
    let frame = Frame::new().fill(color(theme.panel)).inner_margin(Margin::symmetric(12, 5));
    Panel::bottom("progress").frame(frame).exact_size(40.0).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(work) = work {
                if PushButton::plain("Cancel").show(ui, theme).clicked() {
                    ctx.send.command(UiCommand::CancelWork);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| work_ui(ctx, work, ui));
            } else {
                if PushButton::plain("Work it out").show(ui, theme).clicked() {
                    ctx.send.command(UiCommand::WorkOut);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let said = "Stopped. The picture shows the case as it was before the last change.";
                    words(ui, said, Type::Body, color(theme.text));
                });
            }
        });
    });
}

fn work_ui(ctx: &UiCtx<'_>, work: &UnderWay, ui: &mut Ui) {
    let theme = ctx.theme;
    let progress = &work.progress;
    let stage = if progress.stage.is_empty() { "Working" } else { progress.stage.as_str() };
    words(ui, stage, Type::Body, color(theme.text));
    let share = progress.share();
    let seconds = i64::try_from(work.since.as_secs()).unwrap_or_default();
    let said = share.map_or_else(|| span(seconds), |share| format!("{:.0} %, {}", share * 100.0, span(seconds)));
    let room = (ui.available_width() - 100.0).max(40.0);
    let (rect, response) = ui.allocate_exact_size(vec2(room.min(360.0), 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo {
        value: share.map(f64::from),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, stage)
    });
    ui.painter().rect_filled(rect, CornerRadius::same(3), color(theme.hover));
    // Where the total is not known a piece wanders along the bar.
    let (from, to) = share.map_or_else(
        || {
            let at = (work.since.as_secs_f32() * 0.5).fract();
            ((at - 0.15).max(0.0), (at + 0.15).min(1.0))
        },
        |share| (0.0, share),
    );
    let piece =
        Rect::from_x_y_ranges(rect.left() + rect.width() * from..=rect.left() + rect.width() * to, rect.y_range());
    ui.painter().rect(
        piece,
        CornerRadius::same(3),
        color(theme.accent),
        Stroke::NONE,
        eframe::egui::StrokeKind::Inside,
    );
    words(ui, said, Type::Body, color(theme.second));
}
