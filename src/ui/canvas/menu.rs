//! The menu under the right button.

use super::gesture::{Choice, Spot, Wish};
use super::keys::toggle_pin;
use super::state::CanvasState;
use crate::case::Edit;
use crate::domain::ActorKey;
use crate::ui::UiCtx;
use eframe::egui::{Response, Ui};

/// Shows the menu while it is open and says what was chosen.
pub(super) fn menu_ui(ctx: &UiCtx<'_>, state: &mut CanvasState, canvas: &Response) -> Vec<Wish> {
    let mut wishes = Vec::new();
    canvas.context_menu(|ui| match state.menu_on {
        Spot::Node(key) => node_menu_ui(ctx, state, ui, key, &mut wishes),
        Spot::FoldButton(line) => node_menu_ui(ctx, state, ui, ActorKey::Line(line), &mut wishes),
        Spot::Tie(..) | Spot::Empty => ground_menu_ui(ctx, state, ui, &mut wishes),
    });
    wishes
}

fn node_menu_ui(ctx: &UiCtx<'_>, state: &CanvasState, ui: &mut Ui, key: ActorKey, wishes: &mut Vec<Wish>) {
    let chosen = |ui: &mut Ui, words: &str| {
        let chosen = ui.button(words).clicked();
        if chosen {
            ui.close();
        }
        chosen
    };
    if let ActorKey::Line(line) = key {
        let words = if state.is_unfolded(line) { "Fold" } else { "Unfold" };
        if chosen(ui, words) {
            wishes.push(Wish::ToggleUnfold(line));
        }
    }
    let pinned = ctx.session.case().pin(state.level, key).is_some();
    if chosen(ui, if pinned { "Unpin" } else { "Pin here" }) {
        toggle_pin(ctx, state, key);
    }
    if chosen(ui, "Select neighbours") {
        wishes.push(Wish::Select(state.with_neighbours(key), Choice::Replace));
    }
}

fn ground_menu_ui(ctx: &UiCtx<'_>, state: &CanvasState, ui: &mut Ui, wishes: &mut Vec<Wish>) {
    if ui.button("Fit picture").clicked() {
        wishes.push(Wish::Fit);
        ui.close();
    }
    let level = state.level;
    let pins: Vec<Edit> = ctx.session.case().pins(level).map(|(node, _)| Edit::Pin { level, node, at: None }).collect();
    if !pins.is_empty() && ui.button("Unpin all").clicked() {
        ctx.send.edit(Edit::Several(pins));
        ui.close();
    }
}
