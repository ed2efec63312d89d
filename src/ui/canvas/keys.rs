//! The keyboard on the canvas.

use super::gesture::{Choice, Wish};
use super::state::CanvasState;
use crate::case::Edit;
use crate::domain::ActorKey;
use crate::geom::{Point, point};
use crate::ui::UiCtx;
use eframe::egui::{Key, Modifiers, Ui};

/// The keys of the canvas and what they do, for the page that lists all keys.
pub const CANVAS_KEYS: [(&str, &str); 9] = [
    ("Arrow keys", "Move the picture"),
    ("+ and −", "Zoom in and out"),
    ("Home", "Show all"),
    ("Tab, Shift+Tab", "Next and previous node"),
    ("Space", "Select the node; with Ctrl as well as others"),
    ("Enter", "Unfold a line, or fold it again"),
    ("N", "Select the node and its neighbours"),
    ("P", "Pin the node where it is, or let it go"),
    ("Escape", "Select nothing"),
];

/// How far an arrow key moves the picture, in points.
const STEP: f32 = 48.0;
/// Factor of one key press or click that zooms.
pub(super) const ZOOM_STEP: f32 = 1.25;

/// What the keys ask for, while the canvas or one of its nodes has the keyboard. `on` is the node with the focus.
pub(super) fn wishes(ui: &Ui, ctx: &UiCtx<'_>, state: &mut CanvasState, on: Option<ActorKey>) -> Vec<Wish> {
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key: Key| pressed(Modifiers::NONE, key);
    let mut wishes = Vec::new();
    let arrows = [
        (Key::ArrowLeft, point(STEP, 0.0)),
        (Key::ArrowRight, point(-STEP, 0.0)),
        (Key::ArrowUp, point(0.0, STEP)),
        (Key::ArrowDown, point(0.0, -STEP)),
    ];
    wishes.extend(arrows.into_iter().filter(|(key, _)| plain(*key)).map(|(_, by): (Key, Point)| Wish::Pan(by)));
    if plain(Key::Plus) || plain(Key::Equals) {
        state.zoom(ZOOM_STEP);
    }
    if plain(Key::Minus) {
        state.zoom(1.0 / ZOOM_STEP);
    }
    if plain(Key::Home) {
        wishes.push(Wish::Fit);
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        let all = state.ground().network().actors().map(|actor| actor.key).collect();
        wishes.push(Wish::Select(all, Choice::Replace));
    }
    if let Some(key) = on {
        if pressed(Modifiers::COMMAND, Key::Space) {
            wishes.push(Wish::Select(vec![key], Choice::Toggle));
        } else if plain(Key::Space) {
            wishes.push(Wish::Select(vec![key], Choice::Replace));
        }
    }
    // With no node in the focus, keys are about what is selected.
    let about = on.or_else(|| state.selected.first().copied().filter(|_| state.selected.len() == 1));
    if let Some(key) = about {
        if plain(Key::Enter) {
            wishes.push(Wish::Select(vec![key], Choice::Replace));
            if let ActorKey::Line(line) = key {
                wishes.push(Wish::ToggleUnfold(line));
            }
        }
        if plain(Key::N) {
            wishes.push(Wish::Select(state.with_neighbours(key), Choice::Replace));
        }
        if plain(Key::P) {
            toggle_pin(ctx, state, key);
        }
    }
    wishes
}

/// Pins a node where it is, or lets it go.
pub(super) fn toggle_pin(ctx: &UiCtx<'_>, state: &CanvasState, node: ActorKey) {
    let level = state.level;
    let at = if ctx.session.case().pin(level, node).is_some() { None } else { state.ground().target(node) };
    ctx.send.edit(Edit::Pin { level, node, at });
}

impl CanvasState {
    /// A node and all that are joined to it.
    pub(super) fn with_neighbours(&self, key: ActorKey) -> Vec<ActorKey> {
        let mut all = self.ground().network().neighbours(key);
        all.push(key);
        all
    }
}
