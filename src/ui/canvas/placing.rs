//! Keeping nodes and camera where they belong: positions are asked for and taken in, the camera fits what it should.

use super::arranging::Question;
use super::lens::including;
use super::motion::{FOLLOW_SECS, SETTLE_SECS};
use super::picture::fitting;
use super::state::CanvasState;
use crate::domain::{ActorKey, Level, LineKey};
use crate::geom::Point;
use crate::scene::{UnfoldedBox, View};
use crate::ui::UiCtx;
use eframe::egui;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A change of the pull of the map by this much is a jump.
const JUMP: f32 = 0.2;
/// Up to this many nodes glide from one sketch of a layout to the next.
const GLIDING: usize = 4000;
/// Points left free round something that is brought into view.
const MARGIN: f32 = 16.0;
/// Levels of more nodes are laid out only when they are shown.
const AHEAD: usize = 5000;

impl CanvasState {
    /// Sees to it that positions are asked for whenever something they depend on has changed, and takes answers in.
    pub(super) fn keep_arranged(&mut self, ctx: &UiCtx<'_>, window: &egui::Context, now: f64) {
        self.handle_new_derived(ctx.session.derived());
        self.keep_level_arranged(ctx, window, true, now);
        self.fly_in(now);
        // With this level at rest the others are laid out once, so that they are there when they are asked for.
        if self.ground().arranging().progress().is_none() && !self.is_moving(now) {
            let shown = self.level;
            for level in Level::ALL.into_iter().filter(|level| *level != shown) {
                self.level = level;
                let small = ctx.session.derived().network(level).graph.node_count() <= AHEAD;
                if small && !self.ground().is_placed() {
                    self.keep_level_arranged(ctx, window, false, now);
                }
            }
            self.level = shown;
        }
    }

    fn keep_level_arranged(&mut self, ctx: &UiCtx<'_>, window: &egui::Context, shown: bool, now: f64) {
        let question = Question {
            network: Arc::clone(ctx.session.derived().network(self.level)),
            map_pull: self.map_pull,
            unfolded: if self.level == Level::Lines { self.folds.open() } else { BTreeSet::new() },
            pins: ctx.session.case().pins(self.level).collect(),
        };
        let aspect = if self.size.y > 0.0 { self.size.x / self.size.y } else { 1.0 };
        if shown {
            self.take_sketch(ctx, now);
        }
        self.take_answer(ctx, shown, now);
        let wake = window.clone();
        self.ground_mut().ask(question, aspect, move || wake.request_repaint());
    }

    /// A new picture is shown while it is still being made. The camera keeps showing all of it.
    fn take_sketch(&mut self, ctx: &UiCtx<'_>, now: f64) {
        let ground = self.ground();
        // Drawing a crowd on its way takes from the layout what it needs to get on.
        let secs = if ground.shown().len() > GLIDING { 0.0 } else { self.secs(FOLLOW_SECS) };
        let is_first = !ground.is_placed();
        if self.ground_mut().take_sketch(now, secs) && (is_first || self.ground().lens.keeps_fit()) {
            self.fit_now(ctx, now, if is_first { 0.0 } else { secs });
        }
    }

    fn take_answer(&mut self, ctx: &UiCtx<'_>, shown: bool, now: f64) {
        let Some(answer) = self.ground_mut().take_answer() else { return };
        let (question, before) = (answer.question.clone(), answer.before.clone());
        let follows = before.as_ref().is_some_and(|before| before.differs_only_in_pull(&question));
        let step = before.as_ref().map_or(0.0, |before| (before.map_pull - question.map_pull).abs());
        // Under the hand the slider moves in small steps; a click on it is a jump, which takes its time.
        let secs = self.secs(if follows && step < JUMP { FOLLOW_SECS } else { SETTLE_SECS });
        let other_network = before.as_ref().is_none_or(|before| !Arc::ptr_eq(&before.network, &question.network));
        if shown {
            self.pull_shown.go(question.map_pull, now, secs);
        }
        let ground = self.ground_mut();
        ground.receive(answer, now, secs);
        // Until somebody moves the camera it keeps showing all: of other data, and of a picture on its way to the map.
        if !ground.lens.is_fitted() || (ground.lens.keeps_fit() && (other_network || follows)) {
            self.fit_now(ctx, now, secs);
        } else if before.is_some_and(|before| before.unfolded != question.unfolded) {
            self.make_room(ctx, &question.unfolded, now);
        }
    }

    /// Nodes of a level that has just been shown fly in from where they were in the level before.
    fn fly_in(&mut self, now: f64) {
        if !self.ground().is_placed() {
            return;
        }
        let Some(places) = self.entrance.take() else { return };
        let (size, secs) = (self.size, self.secs(SETTLE_SECS));
        let ground = self.ground_mut();
        let camera = ground.lens.target();
        let start = places.into_iter().map(|(key, at)| (key, camera.world_from_view(at, size))).collect();
        ground.set_out(&start, now, secs);
    }

    /// After a fold or an unfold: a picture that was shown whole still is, and unfolded lines are seen whole.
    fn make_room(&mut self, ctx: &UiCtx<'_>, unfolded: &BTreeSet<LineKey>, now: f64) {
        let (size, secs) = (self.size, self.secs(SETTLE_SECS));
        if self.ground().lens.keeps_fit() {
            self.fit_now(ctx, now, secs);
            return;
        }
        let ground = self.ground();
        let mut to = ground.lens.target();
        for line in unfolded {
            let key = ActorKey::Line(*line);
            if let (Some(at), Some(actor)) = (ground.target(key), ground.network().actor(key)) {
                let half = UnfoldedBox::new(actor, ctx.text).size * 0.5;
                let middle = to.view_from_world(at, size);
                to = including(to, middle - half, middle + half, size, MARGIN);
            }
        }
        self.ground_mut().lens.nudge(to, now, secs);
    }

    /// The canvas has this size now. Its middle keeps showing what it showed; a picture that was shown whole still is.
    pub(super) fn resize(&mut self, ctx: &UiCtx<'_>, size: Point, now: f64) {
        if size != self.size {
            self.size = size;
            self.ground_mut().fitted_size = None;
        }
        let ground = self.ground();
        if ground.lens.keeps_fit() && ground.is_placed() && ground.fitted_size != Some(size) {
            self.fit_now(ctx, now, 0.0);
        }
    }

    /// Sends the camera to where it shows all.
    pub(super) fn fit_now(&mut self, ctx: &UiCtx<'_>, now: f64, secs: f32) {
        let view = self.view(ctx, true, now);
        let size = self.size;
        let ground = self.ground_mut();
        let to = fitting(ctx, ground, &view);
        ground.lens.fit(to, now, secs);
        ground.fitted_size = Some(size);
    }

    /// How the level is looked at; `at_rest`: once all folds have come to rest.
    pub(super) fn view(&mut self, ctx: &UiCtx<'_>, at_rest: bool, now: f64) -> View {
        let unfolded = if at_rest {
            self.folds.open().into_iter().map(|line| (line, 1.0)).collect()
        } else {
            self.folds.progress(now)
        };
        View {
            camera: self.ground().lens.camera(),
            size: self.size,
            map_pull: if at_rest { self.map_pull } else { self.pull_shown.at(now) },
            selected: self.selected.clone(),
            hovered: self.hover.forward(),
            unfolded,
            pinned: ctx.session.case().pins(self.level).map(|(key, _)| key).collect(),
            legend: true,
            caption: Vec::new(),
        }
    }
}
