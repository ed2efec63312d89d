//! One frame of the canvas.

use super::draw::font;
use super::gesture::{Drag, Grip, Spot, Touch, Wish};
use super::nodes_access::{FILTER, Heard, node_id, nodes_ui};
use super::pointer::on_screen;
use super::state::CanvasState;
use super::{keys, menu, note, pointer, tools};
use crate::geom::point;
use crate::scene::Weight;
use crate::ui::UiCtx;
use crate::ui::style::color;
use eframe::egui::{self, Align2, CornerRadius, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use std::time::Duration;

/// A wait as long as this is worth no words.
const SHORT_WAIT: Duration = Duration::from_millis(250);

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
    let heard = nodes_ui(ui, &canvas, state);
    for wish in wishes(ctx, state, ui, &canvas, &heard) {
        state.obey(ctx, wish, now);
    }
    state.do_what_was_asked(ctx, now);
    state.ground_mut().advance(now);
    show_picture(ctx, state, &canvas, &painter, now);
    show_overlay(ctx, state, &canvas, &painter);

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
    let spot_at = |state: &CanvasState, at| state.picture.spot_at(at, state.ground().network());
    let touch = pointer::read(ui, canvas, |at| spot_at(state, at));
    let now = ui.input(|input| input.time);
    let mut wishes = state.grip.advance(&touch);
    if matches!(touch.drag, Drag::Began { .. }) {
        egui::Popup::close_all(ui.ctx());
    }

    let free = canvas.hovered() && state.grip == Grip::Nothing && !canvas.context_menu_opened();
    let under = touch.at.filter(|_| free).map_or(Spot::Empty, |at| spot_at(state, at));
    state.hover.rest_on(under, now, state.reduced_motion());
    show_cursor(state, ui, canvas, under);

    take_keyboard(state, ui, canvas, &touch);
    wishes.extend(heard.pressed.clone());
    let over = egui::Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
    if canvas.has_focus() || heard.focused.is_some() || (!over && ui.memory(|memory| memory.focused().is_none())) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(canvas.id, FILTER));
        wishes.extend(keys::wishes(ui, ctx, state, heard.focused));
    }
    wishes
}

/// A click or drag takes the keyboard to what is under it, so that keys go on from there.
fn take_keyboard(state: &CanvasState, ui: &Ui, canvas: &Response, touch: &Touch) {
    let on = match (touch.click, touch.drag) {
        (Some(click), _) => click.on,
        (None, Drag::Began { on, .. }) => on,
        _ => return,
    };
    let id = match on {
        Spot::Node(key) if state.picture.marks().contains_key(&key) => node_id(canvas.id, key),
        _ => canvas.id,
    };
    ui.memory_mut(|memory| memory.request_focus(id));
}

fn show_cursor(state: &CanvasState, ui: &Ui, canvas: &Response, under: Spot) {
    let icon = match (&state.grip, under) {
        (Grip::Picture(_) | Grip::Node(_), _) => CursorIcon::Grabbing,
        (Grip::Corner(..) | Grip::Lasso(_), _) => CursorIcon::Crosshair,
        (Grip::Nothing, Spot::Empty) => return,
        (Grip::Nothing, _) => CursorIcon::PointingHand,
    };
    if canvas.contains_pointer() {
        ui.ctx().set_cursor_icon(icon);
    }
}

fn show_picture(ctx: &UiCtx<'_>, state: &mut CanvasState, canvas: &Response, painter: &egui::Painter, now: f64) {
    if !state.ground().is_placed() {
        show_absence(ctx, state, canvas, painter);
        return;
    }
    let view = state.view(ctx, false, now);
    state.pull_drawn = view.map_pull;
    let mut picture = std::mem::take(&mut state.picture);
    picture.show(ctx, state.ground(), view, canvas.rect.min, painter);
    state.picture = picture;
}

/// There is no picture yet, or none at all. The picture before stays for a moment, so that a short wait is no flash.
fn show_absence(ctx: &UiCtx<'_>, state: &mut CanvasState, canvas: &Response, painter: &egui::Painter) {
    let arranging = state.ground().arranging();
    if arranging.elapsed().is_some_and(|elapsed| elapsed < SHORT_WAIT) {
        state.picture.show_again(painter);
        return;
    }
    let words = match (arranging.progress(), arranging.has_failed()) {
        (Some(_), _) => state.layout_state_words(ctx),
        (None, true) => "The layout stopped. Show another level and come back to try again.".to_owned(),
        (None, false) if !ctx.is_worked_out() => "The picture comes when the lines are worked out".to_owned(),
        (None, false) => "Nothing to show here".to_owned(),
    };
    state.picture.clear();
    let face = font(painter, Weight::Regular, 13.0);
    painter.text(canvas.rect.center(), Align2::CENTER_CENTER, words, face, color(ctx.theme.second));
}

/// What lies over the picture and is no part of it: the rectangle or the line that selects.
fn show_overlay(ctx: &UiCtx<'_>, state: &CanvasState, canvas: &Response, painter: &egui::Painter) {
    if let Some(rect) = state.grip.selecting() {
        let rect = on_screen(rect, canvas.rect.min);
        let edge = Stroke::new(1.0, color(ctx.theme.accent));
        painter.rect(rect, CornerRadius::same(2), color(ctx.theme.accent.faded(0.10)), edge, StrokeKind::Middle);
    }
    if let Some(outline) = state.grip.lasso() {
        let origin = canvas.rect.min.to_vec2();
        let points = outline.iter().map(|p| egui::pos2(p.x, p.y) + origin).collect();
        painter.add(egui::Shape::closed_line(points, Stroke::new(1.5, color(ctx.theme.accent))));
    }
}

/// Asks for the next frame when something moves or is about to.
fn wake_when_due(state: &CanvasState, ui: &Ui, now: f64) {
    if state.is_moving(now)
        || state.picture.is_unfinished()
        || !state.camera_wishes.is_empty()
        || !state.fold_wishes.is_empty()
    {
        ui.ctx().request_repaint();
    } else if state.ground().arranging().progress().is_some() {
        // The job wakes the window when it is done; until then the words of progress are kept fresh.
        ui.ctx().request_repaint_after(Duration::from_millis(100));
    }
    if let Some(due) = state.hover.due(now) {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(due));
    }
}
