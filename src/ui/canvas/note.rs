//! The note under the pointer: what it rests on, in words and counts.

use super::draw::{color, font};
use super::gesture::Spot;
use super::state::CanvasState;
use super::words::{figures, subtitle, tie_sentences};
use crate::scene::{Theme, Weight};
use eframe::egui::{Response, RichText, Tooltip, Ui};

/// Shows the note of what the pointer rests on.
pub(super) fn note_ui(state: &CanvasState, canvas: &Response, theme: &Theme) {
    let network = state.ground().network();
    let note = |ui: &mut Ui| match state.hover.on() {
        Spot::Node(key) => {
            let Some(actor) = network.actor(key) else { return };
            let bold = font(ui.painter(), Weight::Semibold, 13.0);
            ui.label(RichText::new(&actor.label).font(bold).color(color(theme.text)));
            ui.label(RichText::new(subtitle(network, actor)).small().color(color(theme.second)));
            ui.label(figures(actor).join(", "));
        }
        Spot::Tie(a, b) => {
            for sentence in tie_sentences(network, a, b) {
                ui.label(sentence);
            }
        }
        Spot::FoldButton(_) => {
            ui.label("Fold the line (Enter)");
        }
        Spot::Empty => {}
    };
    let rests = match state.hover.on() {
        Spot::Node(_) => state.hover.forward().is_some(),
        Spot::Tie(..) | Spot::FoldButton(_) => true,
        Spot::Empty => false,
    };
    if rests {
        Tooltip::for_enabled(canvas).at_pointer().gap(14.0).show(note);
    }
}
