//! The keyboard on the canvas: what no menu has. Zoom, fit and the levels are the window's, wherever the keyboard is.

use super::gesture::{Choice, Wish};
use super::state::CanvasState;
use crate::case::Edit;
use crate::domain::ActorKey;
use crate::geom::point;
use crate::ui::UiCtx;
use eframe::egui::{Key, Modifiers, Ui};

/// The keys of the canvas and what each does, for the page that lists all keys.
pub const CANVAS_KEYS: [(&str, &str); 6] = [
    ("Arrow keys", "Move the picture"),
    ("Tab, Shift+Tab", "Next and previous node"),
    ("Space, Ctrl+Space", "Select the node, or add it"),
    ("Enter", "Unfold the line, or fold it again"),
    ("P", "Pin the node, or let it go"),
    ("L", "Make the layout wait, or let it go on"),
];

/// How far an arrow key moves the picture, in points.
const STEP: f32 = 48.0;

/// What the keys ask for, while the keyboard is free or on the canvas. `on` is the node that has it.
pub(super) fn wishes(ui: &Ui, ctx: &UiCtx<'_>, state: &CanvasState, on: Option<ActorKey>) -> Vec<Wish> {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key| pressed(Modifiers::NONE, key);
    let arrows = [
        (Key::ArrowLeft, point(STEP, 0.0)),
        (Key::ArrowRight, point(-STEP, 0.0)),
        (Key::ArrowUp, point(0.0, STEP)),
        (Key::ArrowDown, point(0.0, -STEP)),
    ];
    let mut wishes: Vec<Wish> =
        arrows.into_iter().filter(|(key, _)| plain(*key)).map(|(_, by)| Wish::Pan(by)).collect();
    if plain(Key::L) {
        wishes.push(Wish::TogglePause);
    }
    // With the keyboard on no node, keys are about the one that is selected.
    let chosen = state.selected.first().copied().filter(|_| state.selected.len() == 1);
    let Some(key) = on.or(chosen) else { return wishes };
    if pressed(Modifiers::COMMAND, Key::Space) {
        wishes.push(Wish::Select(vec![key], Choice::Toggle));
    } else if plain(Key::Space) {
        wishes.push(Wish::Select(vec![key], Choice::Replace));
    }
    if plain(Key::Enter) {
        wishes.push(Wish::Select(vec![key], Choice::Replace));
        if let ActorKey::Line(line) = key {
            wishes.push(Wish::ToggleUnfold(line));
        }
    }
    if plain(Key::P) {
        toggle_pin(ctx, state, key);
    }
    wishes
}

/// Pins a node where it is, or lets it go.
pub(super) fn toggle_pin(ctx: &UiCtx<'_>, state: &CanvasState, node: ActorKey) {
    let level = state.level;
    let at = if ctx.session.case().pin(level, node).is_some() { None } else { state.ground().target(node) };
    ctx.send.edit(Edit::Pin { level, node, at });
}
