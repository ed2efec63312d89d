//! One frame of the canvas.

use super::draw::{color, font};
use super::gesture::{Choice, Grip, Spot, Wish};
use super::nodes_access::{FILTER, Heard, node_id, nodes_ui};
use super::state::CanvasState;
use super::{keys, menu, note, pointer, tools};
use crate::domain::ActorKey;
use crate::geom::{Rect, point};
use crate::scene::Weight;
use crate::ui::UiCtx;
use eframe::egui::{
    self, Align2, CornerRadius, CursorIcon, Key, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};
use std::time::Duration;

/// Draws the canvas into all the room there is and acts on what the user does with it.
pub fn canvas_ui(ctx: &UiCtx<'_>, state: &mut CanvasState, ui: &mut Ui) {
    let canvas = ui.allocate_rect(ui.available_rect_before_wrap(), Sense::click_and_drag());
    canvas.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Network"));
    let now = ui.input(|input| input.time);
    state.resize(ctx, point(canvas.rect.width(), canvas.rect.height()), now);
    state.keep_arranged(ctx, ui.ctx(), now);
    state.ground_mut().advance(now);

    let painter = ui.painter_at(canvas.rect);
    painter.rect_filled(canvas.rect, 0.0, color(ctx.theme.canvas));
    let heard = nodes_ui(ui, canvas.id, canvas.rect.min.to_vec2(), state);
    for wish in wishes(ctx, state, ui, &canvas, &heard) {
        state.obey(ctx, wish, now);
    }
    state.do_what_was_asked(ctx, now);
    state.ground_mut().advance(now);
    show_picture(ctx, state, &canvas, &painter, now);
    show_overlay(ctx, state, &canvas, &painter, &heard);

    for wish in tools::tools_ui(ui, canvas.rect, ctx.theme, state) {
        state.obey(ctx, wish, now);
    }
    for wish in menu::menu_ui(ctx, state, &canvas) {
        state.obey(ctx, wish, now);
    }
    if !canvas.context_menu_opened() {
        note::note_ui(state, &canvas, ctx.theme);
    }
    state.note_rest(now);
    wake_when_due(state, ui, now);
}

/// What pointer and keyboard ask for.
fn wishes(ctx: &UiCtx<'_>, state: &mut CanvasState, ui: &Ui, canvas: &Response, heard: &Heard) -> Vec<Wish> {
    let folding = &ctx.session.derived().folding;
    let touch = pointer::read(ui, canvas, |at| state.picture.spot_at(at, folding));
    let now = ui.input(|input| input.time);
    let mut wishes = state.grip.advance(&touch);

    let free = canvas.hovered() && state.grip == Grip::Nothing && !canvas.context_menu_opened();
    let under = touch.at.filter(|_| free).map_or(Spot::Empty, |at| state.picture.spot_at(at, folding));
    state.hover.rest_on(under, now, state.reduced_motion());
    show_cursor(state, ui, canvas, under);
    follow_focus(state, ui, canvas, &wishes);

    if ui.input(|input| input.pointer.any_pressed()) {
        state.by_keyboard = false;
    }
    if heard.reached {
        state.by_keyboard |= ui.input(|input| input.key_pressed(Key::Tab));
    }
    if let Some(key) = heard.pressed {
        wishes.push(Wish::Select(vec![key], Choice::Replace));
    }
    if canvas.has_focus() || heard.focused.is_some() {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, FILTER));
        wishes.extend(keys::wishes(ui, ctx, state, heard.focused.map(|(key, _)| key)));
        if state.grip == Grip::Nothing && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
            if state.selected.is_empty() {
                let focused = heard.focused.map_or(canvas.id, |(key, _)| node_id(canvas.id, key));
                ui.memory_mut(|memory| memory.surrender_focus(focused));
            } else {
                wishes.push(Wish::Select(Vec::new(), Choice::Replace));
            }
        }
    }
    wishes
}

/// A click takes the keyboard to what was clicked, so that keys go on from there.
fn follow_focus(state: &CanvasState, ui: &Ui, canvas: &Response, wishes: &[Wish]) {
    for wish in wishes {
        let id = match wish {
            Wish::Select(keys, _) => keys.first().map_or(canvas.id, |key| node_id(canvas.id, *key)),
            Wish::ToggleUnfold(line) => node_id(canvas.id, ActorKey::Line(*line)),
            _ => continue,
        };
        let known = state.picture.marks().keys().any(|key| node_id(canvas.id, *key) == id);
        ui.memory_mut(|memory| memory.request_focus(if known { id } else { canvas.id }));
    }
}

fn show_cursor(state: &CanvasState, ui: &Ui, canvas: &Response, under: Spot) {
    let icon = match (state.grip, under) {
        (Grip::Picture(_) | Grip::Node(_), _) => CursorIcon::Grabbing,
        (Grip::Corner(..), _) => CursorIcon::Crosshair,
        (Grip::Nothing, Spot::Empty) => return,
        (Grip::Nothing, _) => CursorIcon::PointingHand,
    };
    if canvas.contains_pointer() {
        ui.ctx().set_cursor_icon(icon);
    }
}

fn show_picture(ctx: &UiCtx<'_>, state: &mut CanvasState, canvas: &Response, painter: &egui::Painter, now: f64) {
    if !state.ground().is_placed() {
        let words = if state.ground().arranging.progress().is_some() { "Arranging" } else { "" };
        let face = font(painter, Weight::Regular, 13.0);
        painter.text(canvas.rect.center(), Align2::CENTER_CENTER, words, face, color(ctx.theme.second));
        return;
    }
    let view = state.view(ctx, false, now);
    let mut picture = std::mem::take(&mut state.picture);
    picture.show(ctx, state.ground(), view, canvas.rect.min, painter);
    state.picture = picture;
}

/// What lies over the picture and is no part of it: rings of hover and focus, the selecting rectangle.
fn show_overlay(ctx: &UiCtx<'_>, state: &CanvasState, canvas: &Response, painter: &egui::Painter, heard: &Heard) {
    let on_screen = |rect: Rect| {
        let min = canvas.rect.min.to_vec2();
        egui::Rect::from_min_max(egui::pos2(rect.min.x, rect.min.y), egui::pos2(rect.max.x, rect.max.y)).translate(min)
    };
    if let Some((key, _)) = heard.focused.filter(|_| state.by_keyboard)
        && let Some(mark) = state.picture.marks().get(&key)
    {
        let ring = Stroke::new(2.0, color(ctx.theme.accent));
        painter.rect_stroke(on_screen(mark.grown(4.0)), CornerRadius::same(6), ring, StrokeKind::Middle);
    }
    if let Some(rect) = state.grip.selecting() {
        let rect = on_screen(rect);
        let edge = Stroke::new(1.0, color(ctx.theme.accent));
        painter.rect(rect, CornerRadius::same(2), color(ctx.theme.accent.faded(0.10)), edge, StrokeKind::Middle);
    }
}

/// Asks for the next frame when something moves or is about to.
fn wake_when_due(state: &CanvasState, ui: &Ui, now: f64) {
    let ground = state.ground();
    if ground.is_moving() || ground.lens.is_moving() || state.folds.is_moving(now) {
        ui.ctx().request_repaint();
    } else if ground.arranging.progress().is_some() {
        // The job wakes the window when it is done; until then the words of progress are kept fresh.
        ui.ctx().request_repaint_after(Duration::from_millis(100));
    }
    if let Some(due) = state.hover.due(now) {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(due));
    }
}
