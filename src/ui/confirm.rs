//! Asking before work is lost.

use super::UiCtx;
use super::help::modal;
use super::style::{Type, color};
use super::widget::{PushButton, words};
use eframe::egui::{Ui, vec2};

/// What would be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Losing {
    /// The case would be closed.
    Case,
    /// The window would be closed.
    Window,
}

/// What the user said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Do it.
    Yes,
    /// Leave all as it is.
    No,
}

/// Asks whether decisions may be lost.
pub(super) fn confirm_ui(ctx: &UiCtx<'_>, losing: Losing, ui: &Ui) -> Option<Said> {
    let theme = ctx.theme;
    let mut said = None;
    let modal = modal("confirm", ui).show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let verb = match losing {
            Losing::Case => "Close case",
            Losing::Window => "Close window",
        };
        words(ui, format!("{verb}?"), Type::Heading, color(theme.text));
        let what = "Names, roles and decisions made here are not kept in a file yet: they go when the case is closed. The files \
                    that were read stay as they are.";
        words(ui, what, Type::Control, color(theme.text));
        ui.horizontal(|ui| {
            if PushButton::primary("Keep it open").show(ui, theme).clicked() {
                said = Some(Said::No);
            }
            if PushButton::plain(verb).show(ui, theme).clicked() {
                said = Some(Said::Yes);
            }
        });
    });
    said.or_else(|| modal.should_close().then_some(Said::No))
}
