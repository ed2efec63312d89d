//! What is in doubt, as questions with their answers.

use super::Mapping;
use super::words::capital;
use crate::import::{Choice, Doubt, DoubtAbout, Reading};
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Emphasis, Icon, PushButton, words};
use eframe::egui::accesskit::Toggled;
use eframe::egui::{CornerRadius, Frame, Margin, ScrollArea, Stroke, Ui, vec2};

/// Height of all questions at most, and as a share of the room there is; more of them scroll.
const MOST: f32 = 190.0;
const SHARE: f32 = 0.33;

/// Shows the questions, answered ones too, so that an answer can be changed.
pub(super) fn doubts_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, ui: &mut Ui) {
    if mapping.doubts.is_empty() {
        return;
    }
    let mut chosen = None;
    let most = MOST.max(ui.available_height() * SHARE);
    ScrollArea::vertical().id_salt("doubts").max_height(most).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (i, doubt) in mapping.doubts.iter().enumerate() {
            ui.push_id(i, |ui| {
                if let Some(choice) = doubt_ui(ctx, mapping, doubt, ui) {
                    chosen = Some(choice.reading.over(&mapping.reading));
                }
            });
        }
    });
    if let Some(reading) = chosen {
        mapping.say(reading);
    }
}

/// Whether the question no longer stands.
fn is_settled(mapping: &Mapping, doubt: &Doubt) -> bool {
    let open = mapping.open_doubts().is_none_or(|open| open.iter().any(|d| d.question == doubt.question));
    !open || doubt.choices.iter().any(|choice| says(&mapping.reading, choice))
}

impl Mapping {
    /// Questions that have to be answered before the file can be used: those with answers to choose from, and that for a number.
    pub(super) fn unanswered(&self) -> usize {
        let has_to_be = |doubt: &&Doubt| !doubt.choices.is_empty() || doubt.about == DoubtAbout::Target;
        self.doubts.iter().filter(has_to_be).filter(|doubt| !is_settled(self, doubt)).count()
    }
}

/// Whether a reading says what a choice says.
fn says(reading: &Reading, choice: &Choice) -> bool {
    !choice.reading.is_empty() && choice.reading.over(reading) == *reading
}

fn doubt_ui<'d>(ctx: &UiCtx<'_>, mapping: &Mapping, doubt: &'d Doubt, ui: &mut Ui) -> Option<&'d Choice> {
    let theme = ctx.theme;
    let settled = is_settled(mapping, doubt);
    let edge = if settled { theme.separator } else { theme.accent };
    let mut chosen = None;
    Frame::new()
        .fill(color(theme.panel))
        .stroke(Stroke::new(1.0, color(edge)))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin { left: 10, right: 10, top: 6, bottom: 7 })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
            ui.horizontal(|ui| {
                let icon = if settled { Icon::Tick } else { Icon::Question };
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), eframe::egui::Sense::hover());
                icon.paint(ui.painter(), rect.center(), color(if settled { theme.favour } else { theme.text }));
                words(ui, doubt.question.as_str(), Type::ControlStrong, color(theme.text));
            });
            words(ui, doubt.why.as_str(), Type::Body, color(theme.second));
            if doubt.choices.is_empty() {
                let hint = if doubt.about == DoubtAbout::Target {
                    "Type the number below, under Requested number."
                } else {
                    "Say below which column holds what."
                };
                words(ui, hint, Type::Body, color(theme.text));
            }
            ui.horizontal_wrapped(|ui| {
                for choice in &doubt.choices {
                    let is_chosen = says(&mapping.reading, choice);
                    let words = capital(&choice.words);
                    let button = PushButton {
                        icon: is_chosen.then_some(Icon::Tick),
                        emphasis: if is_chosen { Emphasis::Primary } else { Emphasis::Plain },
                        ..PushButton::plain(&words)
                    };
                    let response = button.show(ui, theme);
                    let toggled = if is_chosen { Toggled::True } else { Toggled::False };
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(toggled));
                    if response.clicked() {
                        chosen = Some(choice);
                    }
                }
            });
        });
    chosen
}
