//! What the canvas remembers between frames, and what the rest of the window may ask of it.

use super::chip::Chip;
use super::fold_motion::FoldMotion;
use super::gesture::{Grip, Spot};
use super::ground::Ground;
use super::hover::Hover;
use super::motion::{CAMERA_SECS, Glide};
use super::picture::Picture;
use crate::domain::{ActorKey, Level, LineKey};
use crate::folding::Folding;
use crate::geom::Point;
use crate::scene::Scene;
use crate::session::Derived;
use crate::ui::UiCtx;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is to happen to the camera in the next frame, when the size of the canvas is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CameraWish {
    /// Show all.
    Fit,
    /// Zoom about the middle.
    Zoom(f32),
    /// Bring a node to the middle.
    Reveal(ActorKey),
}

/// What the canvas remembers between frames. Nothing of it is saved with the case but pins, which are edits.
#[derive(Default)]
pub struct CanvasState {
    pub(super) level: Level,
    pub(super) grounds: [Ground; 3],
    pub(super) map_pull: f32,
    /// The pull as drawn: it follows [`Self::map_pull`] as the nodes do.
    pub(super) pull_shown: Glide,
    pub(super) pull_drawn: f32,
    pub(super) selected: BTreeSet<ActorKey>,
    pub(super) hover: Hover,
    pub(super) folds: FoldMotion,
    pub(super) grip: Grip,
    /// Nodes in the hand and where they were, in world space.
    pub(super) carried: Vec<(ActorKey, Point)>,
    /// Where nodes of the level before were in view space, for those of the new level to fly in from.
    pub(super) entrance: Option<BTreeMap<ActorKey, Point>>,
    pub(super) menu_on: Spot,
    pub(super) picture: Picture,
    pub(super) camera_wishes: Vec<CameraWish>,
    pub(super) fold_wishes: Vec<LineKey>,
    pub(super) size: Point,
    still: bool,
    settled: bool,
    derived: Option<Arc<Derived>>,
}

impl CanvasState {
    /// The level shown.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Shows another level. Each keeps its own positions and camera.
    /// Nodes of both fly from where they were.
    pub fn set_level(&mut self, level: Level) {
        if self.level != level {
            self.entrance = Some(self.way_in());
            self.grip = Grip::Nothing;
            self.carried.clear();
            self.ground_mut().release();
            self.hover.forget();
            self.level = level;
            self.ground_mut().forget_failure();
        }
    }

    /// How far places lie where they are on the map: 0 free, 1 map.
    pub fn map_pull(&self) -> f32 {
        self.map_pull
    }

    /// Sets how far places lie where they are on the map; out of 0 to 1 it is the nearer of the two.
    pub fn set_map_pull(&mut self, pull: f32) {
        self.map_pull = if pull.is_finite() { pull.clamp(0.0, 1.0) } else { 0.0 };
    }

    /// The selected nodes, of any level, in order of their keys.
    pub fn selected(&self) -> &BTreeSet<ActorKey> {
        &self.selected
    }

    /// Selects these nodes instead of what was selected.
    pub fn select(&mut self, keys: impl IntoIterator<Item = ActorKey>) {
        self.selected = keys.into_iter().collect();
    }

    /// Selects a node, shows the level it belongs to and brings it to the middle.
    pub fn reveal(&mut self, key: ActorKey) {
        match key {
            ActorKey::Line(_) => self.set_level(Level::Lines),
            ActorKey::Number(_) => self.set_level(Level::Numbers),
            _ if self.level == Level::Numbers => self.set_level(Level::Lines),
            _ => {}
        }
        self.select([key]);
        self.camera_wishes.push(CameraWish::Reveal(key));
    }

    /// Shows all of the picture.
    pub fn fit(&mut self) {
        self.camera_wishes.push(CameraWish::Fit);
    }

    /// Zooms about the middle: above 1 in, below 1 out.
    pub fn zoom(&mut self, factor: f32) {
        if factor.is_finite() && factor > 0.0 {
            self.camera_wishes.push(CameraWish::Zoom(factor));
        }
    }

    /// Unfolds a line in place, or folds it again.
    pub fn toggle_unfold(&mut self, line: LineKey) {
        self.fold_wishes.push(line);
    }

    /// Whether a line is shown unfolded, or on its way to be.
    pub fn is_unfolded(&self, line: LineKey) -> bool {
        self.folds.is_open(line)
    }

    /// Exactly what is drawn now, for saving it as a picture; `None` before the first drawing of the level shown.
    pub fn current_scene(&self) -> Option<&Scene> {
        self.picture.scene().filter(|_| self.ground().is_placed())
    }

    /// Whether everything is at rest: no layout under way, nothing moving.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// The state of the layout in words.
    pub fn layout_state_words(&self, ctx: &UiCtx<'_>) -> String {
        let arranging = self.ground().arranging();
        if arranging.is_waiting() {
            return "Layout paused".to_owned();
        }
        match arranging.progress().map(|progress| progress.share()) {
            Some(Some(share)) => format!("Arranging, {:.0} %", share * 100.0),
            Some(None) => "Arranging".to_owned(),
            None if arranging.has_failed() => "Layout stopped".to_owned(),
            None if self.ground().is_moving() => "Moving".to_owned(),
            // What is there lies still, but it is not all there is.
            None if ctx.intake.is_busy() => "Waiting for the files".to_owned(),
            None if !ctx.is_worked_out() => "Waiting for the lines".to_owned(),
            None => "Layout at rest".to_owned(),
        }
    }

    /// Large pictures are drawn by this chip from now on; by the processor where there is none.
    pub fn draw_on(&mut self, chip: Option<Chip>) {
        self.picture.draw_on(chip);
    }

    /// Turns motion off: everything is where it belongs at once.
    pub fn set_reduced_motion(&mut self, still: bool) {
        self.still = still;
    }

    /// Whether motion is off.
    pub fn reduced_motion(&self) -> bool {
        self.still
    }

    /// Follows lines to their new names and forgets what is gone. The canvas calls it by itself when it sees new results;
    /// calling it earlier does no harm.
    pub fn handle_new_derived(&mut self, derived: &Arc<Derived>) {
        if self.derived.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, derived)) {
            return;
        }
        self.derived = Some(Arc::clone(derived));
        let folding: &Folding = &derived.folding;
        // A line that people say is a runner's phone is in no picture of lines, but still a line that can be selected.
        let is_line = |key: &ActorKey| matches!(key, ActorKey::Line(line) if folding.line(*line).is_some());
        let known = |key: &ActorKey| {
            is_line(key) || Level::ALL.iter().any(|level| derived.network(*level).find(*key).is_some())
        };
        let renamed = |line: LineKey| folding.line_of.get(&line.0).copied().unwrap_or(line);
        let follow = |key: ActorKey| match key {
            ActorKey::Line(line) => ActorKey::Line(renamed(line)),
            other => other,
        };
        self.selected = self.selected.iter().map(|key| follow(*key)).filter(known).collect();
        self.folds.rename(|line| Some(renamed(line)).filter(|line| known(&ActorKey::Line(*line))));
        self.hover.forget();
    }

    pub(super) fn ground(&self) -> &Ground {
        &self.grounds[place(self.level)]
    }

    pub(super) fn ground_mut(&mut self) -> &mut Ground {
        &mut self.grounds[place(self.level)]
    }

    /// How long a movement takes: no time at all with reduced motion.
    pub(super) fn secs(&self, secs: f32) -> f32 {
        if self.still { 0.0 } else { secs }
    }

    pub(super) fn camera_secs(&self) -> f32 {
        self.secs(CAMERA_SECS)
    }

    /// Whether anything is on its way at this time.
    pub(super) fn is_moving(&self, now: f64) -> bool {
        let ground = self.ground();
        ground.is_moving() || ground.lens.is_moving() || self.folds.is_moving(now) || self.pull_shown.is_moving(now)
    }

    /// Notes whether everything is at rest.
    pub(super) fn note_rest(&mut self, now: f64) {
        let waits = !self.camera_wishes.is_empty() || !self.fold_wishes.is_empty();
        let asks = self.ground().arranging().progress().is_some() || self.derived.is_none();
        self.settled = !self.is_moving(now) && !waits && !asks && self.picture.is_at_rest();
    }

    /// A node and all that are joined to it.
    pub(super) fn with_neighbours(&self, key: ActorKey) -> Vec<ActorKey> {
        let mut all = self.ground().network().neighbours(key);
        all.push(key);
        all
    }

    /// Where the nodes of this level are in view space, under every name that another level may know them by.
    fn way_in(&self) -> BTreeMap<ActorKey, Point> {
        let ground = self.ground();
        let camera = ground.lens.camera();
        let mut places = BTreeMap::new();
        for (actor, at) in ground.network().actors().zip(ground.shown()) {
            let at = camera.view_from_world(*at, self.size);
            places.insert(actor.key, at);
            places.extend(actor.succession.iter().map(|step| (ActorKey::Number(step.number), at)));
            if let ActorKey::Number(number) = actor.key {
                places.insert(ActorKey::Line(LineKey(number)), at);
            }
        }
        places
    }
}

/// The place of a level among the three.
const fn place(level: Level) -> usize {
    match level {
        Level::Places => 0,
        Level::Lines => 1,
        Level::Numbers => 2,
    }
}
