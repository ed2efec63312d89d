//! The scene on the canvas: built anew only when something it depends on has changed, and kept exactly as it was drawn.

use super::chip::Chip;
use super::draw::Ink;
use super::gesture::Spot;
use super::ground::Ground;
use super::plate::Plate;
use crate::domain::ActorKey;
use crate::geom::{Point, Rect};
use crate::network::{Actor, Network};
use crate::scene::{
    Camera, Drawing, Easel, Item, MapDrawing, Scene, SceneRequest, Shape, Stamp, Theme, View, fitting_camera, surrounds,
};
use crate::session::map_drawing;
use crate::ui::UiCtx;
use eframe::egui::{self, Painter, Pos2, vec2};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the scene was built from.
#[derive(Clone, PartialEq)]
struct Basis {
    /// Whether nodes move: when they have come to rest, what was left for then is done.
    moving: bool,
    view: View,
    theme: Theme,
    moves: u64,
    network: usize,
}

/// The scene on the canvas.
#[derive(Default)]
pub(super) struct Picture {
    easel: Easel,
    drawing: Option<Drawing>,
    /// All of the drawing as shapes, once somebody has asked for it.
    whole: OnceCell<Scene>,
    basis: Option<Basis>,
    /// The mark of each node: what the eye takes for it, without its words.
    marks: BTreeMap<ActorKey, Rect>,
    ink: Ink,
    /// What draws crowds; without it the processor does, on a plate.
    chip: Option<Chip>,
    plate: Plate,
    /// Where and how finely the ink was prepared.
    printed: Option<(Pos2, f32)>,
}

/// The coast, which is drawn as strongly as the picture is pulled to the map; none while it is not pulled at all.
fn map(view: &View) -> Option<&'static MapDrawing> {
    (view.map_pull > 0.0).then(map_drawing)
}

impl Picture {
    /// The scene drawn last.
    pub(super) fn scene(&self) -> Option<&Scene> {
        let drawing = self.drawing.as_ref()?;
        Some(if drawing.crowd.is_some() { self.whole.get_or_init(|| drawing.whole()) } else { &drawing.scene })
    }

    /// Whether there is more to be drawn of the same picture in the next frame.
    pub(super) fn is_unfinished(&self) -> bool {
        self.drawing.as_ref().is_some_and(|drawing| !drawing.complete)
    }

    /// Whether what is shown is what there is to be shown: not while a crowd is still being drawn.
    pub(super) fn is_at_rest(&self) -> bool {
        let by_processor = self.chip.is_none() && self.drawing.as_ref().is_some_and(|drawing| drawing.crowd.is_some());
        !self.is_unfinished() && (!by_processor || self.plate.is_up_to_date())
    }

    /// Shows again what was shown last.
    pub(super) fn show_again(&self, painter: &Painter) {
        self.show_ink(painter);
    }

    fn show_ink(&self, painter: &Painter) {
        self.ink.show(painter, |painter| {
            let view = self.drawing.as_ref().and_then(|drawing| drawing.crowd.as_ref());
            let (Some(view), Some((origin, _))) = (view, self.printed) else { return };
            let rect = egui::Rect::from_min_size(origin, vec2(view.sight.size.x, view.sight.size.y));
            match self.chip {
                Some(chip) => drop(painter.add(chip.paint(rect, view))),
                None => self.plate.show(painter, view, origin),
            }
        });
    }

    /// Crowds are drawn by this chip from now on; by the processor where there is none.
    pub(super) fn draw_on(&mut self, chip: Option<Chip>) {
        self.chip = chip;
    }

    /// Forgets the scene: there is nothing to draw.
    pub(super) fn clear(&mut self) {
        *self = Self { chip: self.chip, ..Self::default() };
    }

    /// The mark of each node in view, in view space.
    pub(super) fn marks(&self) -> &BTreeMap<ActorKey, Rect> {
        &self.marks
    }

    /// Builds the scene if anything changed, and shows it with its upper left corner at `origin` of the window.
    pub(super) fn show(&mut self, ctx: &UiCtx<'_>, ground: &Ground, view: View, origin: Pos2, painter: &Painter) {
        let network = Arc::as_ptr(ground.network()) as usize;
        let moving = ground.is_moving() || ground.is_held();
        let basis = Basis { moving, view, theme: ctx.theme.clone(), moves: ground.moves(), network };
        if self.basis.as_ref() != Some(&basis) || self.is_unfinished() {
            let stamp = Stamp { network, moves: ground.moves(), moving };
            let drawing = self.easel.frame(&request(ctx, ground, ground.shown(), &basis.view), stamp);
            self.marks = marks(&drawing);
            self.drawing = Some(drawing);
            self.whole = OnceCell::new();
            self.basis = Some(basis);
            self.printed = None;
        }
        let place = (origin, painter.pixels_per_point());
        if let Some(drawing) = &self.drawing {
            if self.printed != Some(place) {
                let crowd = drawing.crowd.as_ref().map(|view| view.under);
                self.ink.prepare(&drawing.scene, crowd, origin, painter);
                self.printed = Some(place);
            }
            if let (Some(view), None) = (&drawing.crowd, self.chip) {
                self.plate.keep(painter, view, origin);
            }
            self.show_ink(painter);
        }
    }

    /// What lies at a point of the view. A number inside an unfolded line stands for its line.
    pub(super) fn spot_at(&self, at: Point, network: &Network) -> Spot {
        match self.drawing.as_ref().and_then(|drawing| drawing.pick(at)) {
            None => Spot::Empty,
            Some(Item::Actor(key)) => Spot::Node(key),
            Some(Item::Tie(a, b)) => Spot::Tie(a, b),
            Some(Item::FoldButton(line)) => Spot::FoldButton(line),
            Some(Item::Number(number)) => {
                let holds = |actor: &&Actor| actor.succession.iter().any(|step| step.number == number);
                network.actors().find(holds).map_or(Spot::Empty, |line| Spot::Node(line.key))
            }
        }
    }

    /// Where something is in view space, its label included, and its name in words.
    pub(super) fn part(&self, item: Item) -> Option<(Rect, &str)> {
        let scene = &self.drawing.as_ref()?.scene;
        Some((scene.item_bounds(item)?, scene.names.get(&item)?.as_str()))
    }

    /// The nodes whose marks have their middle in the rectangle.
    pub(super) fn nodes_within(&self, rect: Rect) -> Vec<ActorKey> {
        self.drawing.as_ref().map_or_else(Vec::new, |drawing| drawing.actors_within(rect, |_| true))
    }

    /// The nodes whose marks have their middle inside the outline.
    pub(super) fn nodes_inside(&self, outline: &[Point]) -> Vec<ActorKey> {
        let rect = Rect::bounding(outline.iter().copied());
        let inside = |at| surrounds(outline, at);
        self.drawing.as_ref().map_or_else(Vec::new, |drawing| drawing.actors_within(rect, inside))
    }
}

/// The mark of each node, of a crowd the foremost ones: the greatest circle or box drawn for it, so that a pin's dot at its side does not shift its middle.
fn marks(drawing: &Drawing) -> BTreeMap<ActorKey, Rect> {
    let mut marks: BTreeMap<ActorKey, Rect> = drawing.foremost.iter().copied().collect();
    for (item, shape) in &drawing.scene.shapes {
        if let (Some(Item::Actor(key)), Shape::Circle { .. } | Shape::RoundRect { .. }) = (item, shape) {
            let bounds = shape.bounds();
            let mark = marks.entry(*key).or_insert(bounds);
            if bounds.width() * bounds.height() > mark.width() * mark.height() {
                *mark = bounds;
            }
        }
    }
    marks
}

/// The camera that shows all of a level once its nodes have come to rest.
pub(super) fn fitting(ctx: &UiCtx<'_>, ground: &Ground, view: &View) -> Camera {
    fitting_camera(&request(ctx, ground, ground.targets(), view))
}

fn request<'a>(ctx: &UiCtx<'a>, ground: &'a Ground, positions: &'a [Point], view: &'a View) -> SceneRequest<'a> {
    SceneRequest { network: ground.network(), positions, view, theme: ctx.theme, text: ctx.text, map: map(view) }
}
