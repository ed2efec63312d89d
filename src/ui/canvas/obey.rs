//! Acting on wishes: the camera, the selection, folds and pins.

use super::arranging::Question;
use super::gesture::{Choice, Spot, Wish};
use super::lens::including;
use super::motion::{FOLLOW_SECS, SETTLE_SECS};
use super::picture::fitting;
use super::state::{CameraWish, CanvasState};
use crate::case::Edit;
use crate::domain::{ActorKey, LineKey};
use crate::geom::Point;
use crate::scene::{Camera, UnfoldedBox, View};
use crate::ui::{Sender, UiCtx};
use eframe::egui;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A node brought to the middle is shown at this many points a world unit at least.
const REVEAL_SCALE: f32 = 0.8;
/// A change of the pull by this much is a jump.
const JUMP: f32 = 0.2;
/// Points left free round something that is brought into view.
const MARGIN: f32 = 16.0;

impl CanvasState {
    /// Sees to it that positions are asked for whenever something they depend on has changed, and takes answers in.
    pub(super) fn keep_arranged(&mut self, ctx: &UiCtx<'_>, window: &egui::Context, now: f64) {
        let session = ctx.session;
        let derived = session.derived();
        self.handle_new_derived(derived);
        let network = derived.network(self.level);
        let question = Question {
            network: Arc::clone(network),
            map_pull: self.map_pull,
            unfolded: if self.level == crate::domain::Level::Lines { self.folds.open() } else { BTreeSet::new() },
            pins: session.case().pins(self.level).collect(),
        };
        let aspect = if self.size.y > 0.0 { self.size.x / self.size.y } else { 1.0 };
        self.take_answer(ctx, now);
        let wake = window.clone();
        self.ground_mut().ask(question, aspect, move || wake.request_repaint());
        self.fly_in(now);
    }

    fn take_answer(&mut self, ctx: &UiCtx<'_>, now: f64) {
        let Some(answer) = self.ground_mut().take_answer() else { return };
        let (question, before) = (answer.question.clone(), answer.before.clone());
        let follows = before.as_ref().is_some_and(|before| before.differs_only_in_pull(&question));
        let step = before.as_ref().map_or(0.0, |before| (before.map_pull - question.map_pull).abs());
        // Under the hand the slider moves in small steps; a click on it is a jump, which takes its time.
        let secs = self.secs(if follows && step < JUMP { FOLLOW_SECS } else { SETTLE_SECS });
        let other_network = before.as_ref().is_none_or(|before| !Arc::ptr_eq(&before.network, &question.network));
        self.pull_shown.go(question.map_pull, now, secs);
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
    fn fit_now(&mut self, ctx: &UiCtx<'_>, now: f64, secs: f32) {
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

    /// Does what other parts of the window asked for since the last frame.
    pub(super) fn do_what_was_asked(&mut self, ctx: &UiCtx<'_>, now: f64) {
        for line in std::mem::take(&mut self.fold_wishes) {
            self.toggle(line, now);
        }
        if !self.ground().is_placed() {
            return;
        }
        let (size, secs) = (self.size, self.camera_secs());
        for wish in std::mem::take(&mut self.camera_wishes) {
            let ground = self.ground_mut();
            let from = ground.lens.target();
            match wish {
                CameraWish::Fit => self.fit_now(ctx, now, secs),
                CameraWish::Zoom(factor) => {
                    let to = from.zoomed(factor, size * 0.5, size);
                    ground.lens.send(to, now, secs * 0.5);
                }
                CameraWish::Reveal(key) => {
                    if let Some(center) = ground.target(key) {
                        let to = Camera { center, scale: from.scale.max(REVEAL_SCALE) };
                        ground.lens.send(to, now, secs);
                    }
                }
            }
        }
    }

    /// Does what the pointer or the keyboard asked for.
    pub(super) fn obey(&mut self, ctx: &UiCtx<'_>, wish: Wish, now: f64) {
        let size = self.size;
        match wish {
            Wish::Pan(by) => {
                let lens = &mut self.ground_mut().lens;
                lens.take(lens.camera().panned(by));
            }
            Wish::Zoom { factor, about } => {
                let lens = &mut self.ground_mut().lens;
                lens.take(lens.camera().zoomed(factor, about, size));
            }
            Wish::Fit => self.fit(),
            Wish::Select(keys, choice) => self.choose(keys, choice),
            Wish::SelectWithin(rect, choice) => self.choose(self.picture.nodes_within(rect), choice),
            Wish::ToggleUnfold(line) => self.toggle(line, now),
            Wish::Grab(key) => self.grab(key),
            Wish::Carry(by) => {
                let by = by * (1.0 / self.ground().lens.camera().scale);
                let held: Vec<_> = self.carried.iter().map(|(key, from)| (*key, *from + by)).collect();
                self.ground_mut().hold(held);
            }
            Wish::Drop => self.put_down(ctx.send),
            Wish::PutBack => {
                let back = std::mem::take(&mut self.carried);
                self.ground_mut().hold(back);
                self.ground_mut().release();
            }
            Wish::Menu(spot) => self.open_menu(spot),
        }
    }

    /// Changes the selection.
    pub(super) fn choose(&mut self, keys: Vec<ActorKey>, choice: Choice) {
        match choice {
            Choice::Replace => self.selected = keys.into_iter().collect(),
            Choice::Add => self.selected.extend(keys),
            Choice::Toggle => {
                for key in keys {
                    if !self.selected.remove(&key) {
                        self.selected.insert(key);
                    }
                }
            }
        }
    }

    fn toggle(&mut self, line: LineKey, now: f64) {
        let Some(actor) = self.ground().network().actor(ActorKey::Line(line)) else { return };
        let (numbers, still) = (actor.succession.len(), self.reduced_motion());
        self.folds.toggle(line, numbers, now, still);
    }

    /// Takes a node up; if it is one of several selected, all of them.
    fn grab(&mut self, key: ActorKey) {
        let together = self.selected.contains(&key) && self.selected.len() > 1;
        let keys = if together { self.selected.clone() } else { BTreeSet::from([key]) };
        let ground = self.ground();
        let at = |key: ActorKey| {
            let node = ground.network().find(key)?;
            Some((key, *ground.shown().get(node.index())?))
        };
        self.carried = keys.into_iter().filter_map(at).collect();
    }

    /// Pins what was carried where it is: one edit, whether one node or several.
    fn put_down(&mut self, send: &Sender) {
        self.carried.clear();
        let level = self.level;
        let down = self.ground_mut().release();
        let mut pins: Vec<Edit> = down.into_iter().map(|(node, at)| Edit::Pin { level, node, at: Some(at) }).collect();
        match pins.len() {
            0 => {}
            1 => pins.drain(..).for_each(|pin| send.edit(pin)),
            _ => send.edit(Edit::Several(pins)),
        }
    }

    /// The menu is about to open on this: what it is about is selected, unless it is selected already.
    fn open_menu(&mut self, spot: Spot) {
        self.menu_on = spot;
        if let Spot::Node(key) = spot
            && !self.selected.contains(&key)
        {
            self.select([key]);
        }
    }
}
