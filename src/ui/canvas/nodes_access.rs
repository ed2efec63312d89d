//! Nodes as widgets: readers of the screen find them by name, the Tab key goes through them in reading order.
//!
//! They sense no pointer: the canvas under them picks by the true outlines. Of a large picture only the greatest nodes are
//! exposed; the lists beside the canvas hold them all.

use super::gesture::{Choice, Wish};
use super::pointer::on_screen;
use super::state::CanvasState;
use super::words::node_name;
use crate::domain::{ActorKey, LineKey};
use crate::geom::{Point, Rect};
use crate::network::Actor;
use crate::scene::Item;
use eframe::egui::{EventFilter, Id, Response, Role, Sense, Ui, WidgetInfo, accesskit};

/// Nodes exposed at most.
const MOST: usize = 400;
/// Height in points of the rows that nodes are read in.
const ROW: f32 = 64.0;

/// What became of the nodes' widgets this frame.
#[derive(Default)]
pub(super) struct Heard {
    /// The node that has the keyboard.
    pub focused: Option<ActorKey>,
    /// What a reader of the screen was told to press.
    pub pressed: Option<Wish>,
}

/// The widget of a node.
pub(super) fn node_id(canvas: Id, key: ActorKey) -> Id {
    canvas.with(key)
}

/// While the canvas has the keyboard, arrows move the picture and Escape takes the keyboard nowhere else.
pub(super) const FILTER: EventFilter =
    EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// Registers the nodes in view as widgets, in reading order.
pub(super) fn nodes_ui(ui: &Ui, canvas: &Response, state: &CanvasState) -> Heard {
    let network = state.ground().network();
    let mut heard = Heard::default();
    for (key, mark) in read_in_order(in_view(state)) {
        let Some(actor) = network.actor(key) else { continue };
        let id = node_id(canvas.id, key);
        let node = ui.interact(on_screen(mark, canvas.rect.min), id, Sense::focusable_noninteractive());
        let selected = state.selected.contains(&key);
        node.widget_info(|| WidgetInfo::selected(Role::ListItem, true, selected, node_name(network, actor)));
        if is_pressed(ui, id) {
            heard.pressed = Some(Wish::Select(vec![key], Choice::Replace));
        }
        if node.has_focus() {
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, FILTER));
            heard.focused = Some(key);
        }
        if let ActorKey::Line(line) = key
            && state.is_unfolded(line)
        {
            parts_ui(ui, canvas, state, line, actor, &mut heard);
        }
    }
    heard
}

/// The numbers of an unfolded line, and the button that folds it. The Tab key passes over them: Enter on the line folds it.
fn parts_ui(ui: &Ui, canvas: &Response, state: &CanvasState, line: LineKey, actor: &Actor, heard: &mut Heard) {
    let widget = |item: Item, role: Role| {
        let (rect, name) = state.picture.part(item)?;
        let id = canvas.id.with(item);
        let part = ui.interact(on_screen(rect, canvas.rect.min), id, Sense::hover());
        part.widget_info(|| WidgetInfo::labeled(role, true, name));
        Some(id)
    };
    for step in &actor.succession {
        widget(Item::Number(step.number), Role::ListItem);
    }
    if widget(Item::FoldButton(line), Role::Button).is_some_and(|id| is_pressed(ui, id)) {
        heard.pressed = Some(Wish::ToggleUnfold(line));
    }
}

/// Offers a reader of the screen to press the widget, and says whether it did.
fn is_pressed(ui: &Ui, id: Id) -> bool {
    let press = accesskit::Action::Click;
    ui.ctx().accesskit_node_builder(id, |builder| builder.add_action(press));
    ui.input(|input| input.has_accesskit_action_request(id, press))
}

/// The marks within the view; of too many, those of the nodes with most events.
fn in_view(state: &CanvasState) -> Vec<(ActorKey, Rect)> {
    let view = Rect::of_corners(Point::ZERO, state.size);
    let marks = state.picture.marks().iter().map(|(key, rect)| (*key, *rect));
    let mut seen: Vec<_> = marks.filter(|(_, rect)| view.overlaps(*rect)).collect();
    if seen.len() > MOST {
        let network = state.ground().network();
        let events = |key: ActorKey| network.actor(key).map_or(0, |actor| actor.events);
        seen.sort_by_key(|(key, _)| (std::cmp::Reverse(events(*key)), *key));
        seen.truncate(MOST);
    }
    seen
}

/// In the order one reads: row by row, each from the left.
fn read_in_order(mut marks: Vec<(ActorKey, Rect)>) -> Vec<(ActorKey, Rect)> {
    let row = |rect: &Rect| (rect.center().y / ROW).floor();
    marks.sort_by(|(a_key, a), (b_key, b)| {
        row(a).total_cmp(&row(b)).then(a.center().x.total_cmp(&b.center().x)).then(a_key.cmp(b_key))
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AreaKey;
    use crate::geom::point;

    #[test]
    fn nodes_are_read_row_by_row_from_the_left() {
        let mark = |i: u32, x: f32, y: f32| (ActorKey::Town(AreaKey(i)), Rect::around(point(x, y), 20.0, 20.0));
        let order: Vec<u32> = read_in_order(vec![mark(1, 300.0, 20.0), mark(2, 10.0, 100.0), mark(3, 40.0, 31.0)])
            .into_iter()
            .map(|(key, _)| match key {
                ActorKey::Town(area) => area.0,
                _ => 0,
            })
            .collect();
        assert_eq!(order, [3, 1, 2]);
    }
}
