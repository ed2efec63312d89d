//! Trying, keeping and using a reading.

use super::{About, Done, Mapping};
use crate::domain::{count, grouped};
use crate::import::{FileReport, Reading};
use crate::session::Trial;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{PushButton, text_field, words};
use eframe::egui::{Align, Checkbox, Layout, RichText, Ui, vec2};

/// Height kept for the footer.
pub(in crate::ui) const HEIGHT: f32 = 100.0;

/// Shows the footer; says how the table was left.
pub(super) fn footer_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, ui: &mut Ui) -> Option<Done> {
    trial_ui(ctx, mapping, ui);
    keep_ui(ctx, mapping, ui);
    let mut done = None;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 30.0), Layout::left_to_right(Align::Center), |ui| {
        done = buttons_ui(ctx, mapping, ui);
    });
    done
}

fn buttons_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, ui: &mut Ui) -> Option<Done> {
    let theme = ctx.theme;
    let mut done = None;
    let unanswered = mapping.unanswered();
    let ready = mapping.preview().is_some() && mapping.is_up_to_date() && unanswered == 0;
    ui.add_enabled_ui(ready, |ui| {
        let use_it = PushButton::primary("Use this reading").show(ui, theme);
        if use_it.on_disabled_hover_text("Answer the questions above first").clicked() {
            let template = mapping.template().filter(|_| mapping.keep);
            done = Some(Done::Use(Box::new(mapping.reading.clone()), template.map(Box::new)));
        }
    });
    match &mapping.about {
        About::Held(_) => {
            if PushButton::plain("Leave the file aside").show(ui, theme).clicked() {
                done = Some(Done::LeaveAside);
            }
        }
        About::Source(_) => {
            if PushButton::plain("Keep it as it is").show(ui, theme).clicked() {
                done = Some(Done::Close);
            }
        }
    }
    if mapping.trying.is_some() {
        if PushButton::plain("Stop the test").show(ui, theme).clicked() {
            mapping.trying = None;
        }
    } else if PushButton::plain("Test on the whole file").show(ui, theme).clicked() {
        mapping.try_it(ui.ctx());
    }
    if mapping.reading != Reading::default() && PushButton::plain("Start again").show(ui, theme).clicked() {
        mapping.say(Reading::default());
    }
    if unanswered > 0 {
        let open = count(unanswered as u64, "question above is", "questions above are");
        words(ui, format!("{open} not answered yet."), Type::Body, color(theme.second));
    }
    done
}

/// Whether and how the reading is kept for the next file with this header.
fn keep_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, ui: &mut Ui) {
    let theme = ctx.theme;
    let can_keep = mapping.template().is_some() || mapping.template.trim().is_empty();
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::left_to_right(Align::Center), |ui| {
        if mapping.preview().is_some() && !can_keep {
            let said = "Nothing is said yet that the next file with these columns could be read by.";
            words(ui, said, Type::Body, color(theme.second));
            return;
        }
        let label = RichText::new("Keep as a template for files with these columns, called").font(Type::Body.font(ui));
        ui.add(Checkbox::new(&mut mapping.keep, label)).on_hover_text(
            "The next file with the same columns is read like this by itself. File, Templates lists them.",
        );
        ui.add_enabled_ui(mapping.keep, |ui| {
            text_field(ui, theme, &mut mapping.template, "Name of the template", "Name", 220.0);
        });
    });
}

/// What the reading gives on the whole file.
fn trial_ui(ctx: &UiCtx<'_>, mapping: &Mapping, ui: &mut Ui) {
    let theme = ctx.theme;
    let (said, ink) = if let Some(progress) = mapping.trying() {
        let share = progress.share().map_or_else(String::new, |share| format!(", {:.0} %", share * 100.0));
        (format!("Testing on the whole file{share}."), theme.second)
    } else {
        match &mapping.tried {
            Some((reading, trial)) if *reading == mapping.reading => (trial_words(trial), theme.text),
            Some(_) => ("The reading has changed since it was tested.".to_owned(), theme.second),
            None => ("Not tested on the whole file yet.".to_owned(), theme.second),
        }
    };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 32.0), Layout::left_to_right(Align::Center), |ui| {
        let text = RichText::new(said.as_str()).font(Type::Body.font(ui)).color(color(ink));
        ui.add(eframe::egui::Label::new(text).truncate()).on_hover_text(said);
    });
}

/// `On the whole file: 1,240 rows read = 1,236 accepted + 3 duplicate + 1 rejected. 1 row: date not read.`
fn trial_words(trial: &Trial) -> String {
    let sum = |of: fn(&FileReport) -> u64| trial.reports.iter().map(of).sum::<u64>();
    let mut said = vec![format!(
        "On the whole file: {} read = {} accepted + {} duplicate + {} rejected.",
        count(sum(|r| r.rows_read), "row", "rows"),
        grouped(sum(|r| r.accepted)),
        grouped(sum(|r| r.duplicate)),
        grouped(sum(|r| r.rejected)),
    )];
    said.extend(trial.reports.iter().flat_map(|report| &report.causes).take(3).map(|cause| {
        let rows = count(cause.rows, "row", "rows");
        format!("{rows}: {}. {}", cause.cause, cause.places())
    }));
    said.join(" ")
}
