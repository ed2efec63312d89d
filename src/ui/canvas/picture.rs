//! The scene on the canvas: built anew only when something it depends on has changed, and kept exactly as it was drawn.

use super::draw::Ink;
use super::gesture::Spot;
use super::ground::Ground;
use crate::domain::ActorKey;
use crate::folding::Folding;
use crate::geom::{Point, Rect, point};
use crate::network::Network;
use crate::scene::{Anchor, Camera, Fill, Item, Scene, Shape, Stroke, TextMeasure, Theme, View, Weight};
use eframe::egui::{Painter, Pos2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the scene was built from.
#[derive(Clone, PartialEq)]
struct Basis {
    view: View,
    theme: Theme,
    moves: u64,
    network: usize,
}

/// The scene on the canvas.
#[derive(Default)]
pub(super) struct Picture {
    scene: Option<Scene>,
    basis: Option<Basis>,
    /// The mark of each node: what the eye takes for it, without its words.
    marks: BTreeMap<ActorKey, Rect>,
    ink: Ink,
    /// Where and how finely the ink was prepared.
    printed: Option<(Pos2, f32)>,
}

impl Picture {
    /// The scene drawn last.
    pub(super) fn scene(&self) -> Option<&Scene> {
        self.scene.as_ref()
    }

    /// The mark of each node, in view space.
    pub(super) fn marks(&self) -> &BTreeMap<ActorKey, Rect> {
        &self.marks
    }

    /// Builds the scene if anything changed, and shows it with its upper left corner at `origin` of the window.
    pub(super) fn show(
        &mut self,
        ground: &Ground,
        view: View,
        theme: &Theme,
        text: &dyn TextMeasure,
        origin: Pos2,
        painter: &Painter,
    ) {
        let network = ground.network();
        let basis = Basis { view, theme: theme.clone(), moves: ground.moves(), network: Arc::as_ptr(network) as usize };
        if self.basis.as_ref() != Some(&basis) {
            let scene = build(network, ground.shown(), &basis.view, theme, text);
            self.marks = marks(&scene);
            self.scene = Some(scene);
            self.basis = Some(basis);
            self.printed = None;
        }
        let place = (origin, painter.pixels_per_point());
        if let Some(scene) = &self.scene {
            if self.printed != Some(place) {
                self.ink.prepare(scene, origin, painter);
                self.printed = Some(place);
            }
            self.ink.show(painter);
        }
    }

    /// What lies at a point of the view. A number inside an unfolded line stands for its line.
    pub(super) fn spot_at(&self, at: Point, folding: &Folding) -> Spot {
        let over = |key: &ActorKey| self.marks.get(key).is_some_and(|rect| rect.grown(4.0).contains(at));
        let item = self.marks.keys().find(|key| over(key)).map(|key| Item::Actor(*key));
        match item {
            None => Spot::Empty,
            Some(Item::Actor(key)) => Spot::Node(key),
            Some(Item::Tie(a, b)) => Spot::Tie(a, b),
            Some(Item::FoldButton(line)) => Spot::FoldButton(line),
            Some(Item::Number(number)) => folding
                .line_of
                .get(&number)
                .map_or(Spot::Node(ActorKey::Number(number)), |l| Spot::Node(ActorKey::Line(*l))),
        }
    }

    /// The nodes whose marks lie within the rectangle.
    pub(super) fn nodes_within(&self, rect: Rect) -> Vec<ActorKey> {
        self.marks.iter().filter(|(_, mark)| rect.contains(mark.center())).map(|(key, _)| *key).collect()
    }
}

/// The mark of each node: its circle or box with its rings, without its words.
fn marks(scene: &Scene) -> BTreeMap<ActorKey, Rect> {
    let mut marks = BTreeMap::new();
    for (item, shape) in &scene.shapes {
        let Some(Item::Actor(key)) = item else { continue };
        let rect = match shape {
            Shape::Circle { center, radius, .. } => Rect::around(*center, 2.0 * radius, 2.0 * radius),
            Shape::RoundRect { rect, .. } => *rect,
            _ => continue,
        };
        marks.entry(*key).and_modify(|mark: &mut Rect| *mark = mark.union(rect)).or_insert(rect);
    }
    marks
}

/// The camera that shows all.
pub(super) fn fitting_camera(_network: &Network, positions: &[Point], size: Point) -> Camera {
    Camera::fit(Rect::bounding(positions.iter().copied()), size, 48.0)
}

fn build(network: &Network, positions: &[Point], view: &View, theme: &Theme, _text: &dyn TextMeasure) -> Scene {
    let at = |i: usize| view.camera.view_from_world(positions[i], view.size);
    let mut shapes = Vec::new();
    for (a, b, tie) in network.ties() {
        let hue = theme.hue(tie.origin.and_then(|o| network.origins.iter().position(|x| *x == o)));
        let stroke = Stroke { color: hue.into(theme.canvas, 0.6), width: 2.0, dash: None };
        shapes.push((None, Shape::Polyline { points: vec![at(a.index()), at(b.index())], stroke }));
    }
    for (i, actor) in network.actors().enumerate() {
        let hue = theme.hue(actor.origin.and_then(|o| network.origins.iter().position(|x| *x == o)));
        let item = Some(Item::Actor(actor.key));
        let ring = if view.selected.contains(&actor.key) { theme.accent } else { hue };
        let stroke = Some(Stroke { color: ring, width: 2.0, dash: None });
        let mark = match actor.key {
            ActorKey::Line(line) if view.unfolded.contains_key(&line) => Shape::RoundRect {
                rect: Rect::around(at(i), 240.0, 86.0),
                radius: 12.0,
                fill: Some(Fill(hue.into(theme.canvas, 0.14))),
                stroke,
            },
            ActorKey::Town(_) | ActorKey::UnknownTown => Shape::RoundRect {
                rect: Rect::around(at(i), 16.0, 16.0),
                radius: 3.0,
                fill: Some(Fill(theme.town_fill)),
                stroke: Some(Stroke { color: theme.town_line, width: 1.5, dash: None }),
            },
            ActorKey::City(_) => Shape::Circle { center: at(i), radius: 25.0, fill: Some(Fill(hue)), stroke },
            _ => Shape::Circle { center: at(i), radius: 14.0, fill: Some(Fill(hue.into(theme.canvas, 0.18))), stroke },
        };
        shapes.push((item, mark));
        shapes.push((
            None,
            Shape::Text {
                at: at(i) + point(0.0, 32.0),
                text: actor.label.clone(),
                size: 12.0,
                weight: Weight::Regular,
                anchor: Anchor::Middle,
                color: theme.text,
            },
        ));
    }
    Scene { size: view.size, ground: theme.canvas, shapes, title: String::new() }
}
