//! The note under the pointer: what it rests on, in words and counts.

use super::draw::font;
use super::gesture::Spot;
use super::state::CanvasState;
use super::words::{figures, subtitle, tie_sentences};
use crate::scene::{Theme, Weight};
use crate::ui::style::color;
use eframe::egui::{Response, RichText, Tooltip, Ui};

/// Shows the note of what the pointer rests on.
pub(super) fn note_ui(state: &CanvasState, canvas: &Response, theme: &Theme) {
    let network = state.ground().network();
    let note = |ui: &mut Ui| match state.hover.on() {
        Spot::Node(key) => {
            let Some(actor) = network.actor(key) else { return };
            let face = |weight, size| font(ui.painter(), weight, size);
            let [name, kind, plain] =
                [face(Weight::Semibold, 13.0), face(Weight::Regular, 11.0), face(Weight::Regular, 12.0)];
            ui.label(RichText::new(&actor.label).font(name).color(color(theme.text)));
            ui.label(RichText::new(subtitle(network, actor)).font(kind).color(color(theme.second)));
            ui.label(RichText::new(figures(actor).join(", ")).font(plain).color(color(theme.text)));
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
