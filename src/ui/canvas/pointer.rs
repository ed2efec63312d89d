//! Reading the pointer: from egui's answers to what the hand did this frame.

use super::gesture::{Button, Click, Drag, Spot, Touch};
use crate::geom::{Point, Rect, point};
use eframe::egui::{self, Event, Modifiers, MouseWheelSource, PointerButton, Pos2, Response, Ui, pos2};

/// A rectangle of the view on the screen, where the view begins at `origin`.
pub(super) fn on_screen(rect: Rect, origin: Pos2) -> egui::Rect {
    let at = |p: Point| pos2(p.x, p.y) + origin.to_vec2();
    egui::Rect::from_min_max(at(rect.min), at(rect.max))
}

const BUTTONS: [(PointerButton, Button); 3] = [
    (PointerButton::Primary, Button::Primary),
    (PointerButton::Secondary, Button::Secondary),
    (PointerButton::Middle, Button::Middle),
];

/// What the pointer did this frame on the canvas. `spot_at` tells what lies at a point of the view.
pub(super) fn read(ui: &Ui, canvas: &Response, spot_at: impl Fn(Point) -> Spot) -> Touch {
    let origin = canvas.rect.min;
    let in_view = |at: Pos2| point(at.x - origin.x, at.y - origin.y);
    let over = canvas.contains_pointer() && (canvas.hovered() || canvas.dragged());
    let at = ui.input(|input| input.pointer.latest_pos()).map(in_view);
    let press = ui.input(|input| input.pointer.press_origin()).map(in_view).or(at);
    // Escape ends a drag while the button is still down.
    let cancelled = canvas.drag_stopped() && ui.input(|input| input.pointer.any_down());
    let began = BUTTONS.into_iter().find(|(button, _)| canvas.drag_started_by(*button)).zip(press);
    let drag = match began {
        Some(((_, button), press)) => Drag::Began { button, press, on: spot_at(press) },
        None if cancelled => Drag::Cancelled,
        None if canvas.dragged() => Drag::Goes,
        None if canvas.drag_stopped() => Drag::Ended,
        None => Drag::None,
    };
    let clicked = BUTTONS.into_iter().find(|(button, _)| canvas.clicked_by(*button));
    let click = clicked.zip(canvas.interact_pointer_pos()).map(|((egui_button, button), at)| Click {
        button,
        double: canvas.double_clicked_by(egui_button),
        on: spot_at(in_view(at)),
    });
    let (wheel, swipe, pinch) = if over { turns(ui) } else { (0.0, Point::ZERO, 1.0) };
    let modifiers = modifiers(ui);
    let Modifiers { shift, command, alt, .. } = modifiers;
    Touch { at, drag, click, shift, command, alt, wheel, swipe, pinch }
}

/// The modifiers that were down with the button: a slow frame may bring a click and the release of its Ctrl key together.
fn modifiers(ui: &Ui) -> Modifiers {
    let of_button = |event: &Event| match event {
        Event::PointerButton { modifiers, .. } => Some(*modifiers),
        _ => None,
    };
    ui.input(|input| input.events.iter().rev().find_map(of_button).unwrap_or(input.modifiers))
}

/// How far the wheel turned, two fingers moved, and a pinch spread. A wheel zooms; where the system says that it was fingers
/// on a trackpad, they pan.
fn turns(ui: &Ui) -> (f32, Point, f32) {
    ui.input(|input| {
        let (scroll, pinch) = (input.smooth_scroll_delta(), input.zoom_delta());
        match input.scroll_source() {
            Some(MouseWheelSource::Trackpad | MouseWheelSource::Momentum) => (0.0, point(scroll.x, scroll.y), pinch),
            _ => (scroll.y, Point::ZERO, pinch),
        }
    })
}
