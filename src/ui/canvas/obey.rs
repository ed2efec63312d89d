//! Acting on wishes: the camera, the selection, folds and pins.

use super::gesture::{Choice, Spot, Wish};
use super::state::{CameraWish, CanvasState};
use crate::case::Edit;
use crate::domain::{ActorKey, LineKey};
use crate::scene::Camera;
use crate::ui::{Sender, UiCtx};
use std::collections::BTreeSet;

/// A node brought to the middle is shown at this many points a world unit at least.
const REVEAL_SCALE: f32 = 0.8;

impl CanvasState {
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
            Wish::SelectInside(outline, choice) => self.choose(self.picture.nodes_inside(&outline), choice),
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
            Wish::TogglePause => self.ground().arranging().toggle_waiting(),
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
