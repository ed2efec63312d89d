//! Drawing again and again: what need not be worked out anew for the next frame is kept.
//!
//! Of a small picture the plan at one scale is kept, so that panning only moves it. Of a crowd its columns, where its nodes are, and
//! the names that have found room are kept, and its marks and links are left to whoever shows the drawing.

use super::crowd::Crowd;
use super::crowd_pick::Threads;
use super::foreground::{Foreground, is_too_much};
use super::furniture::Furniture;
use super::ink::Ink;
use super::request::SceneRequest;
use super::sight::Sight;
use super::sketch::Sketch;
use super::spread::Spread;
use super::standing::Focus;
use super::tags::Tags;
use super::{Item, MapDrawing, Scene, Theme, View, map, names};
use crate::domain::ActorKey;
use crate::geom::{Point, Rect};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Names tried a frame at most, of those that have not found room yet.
const TRIES: usize = 1500;
/// Nodes of a crowd put into words at most.
const MOST_NAMED: usize = 400;

/// What a caller vouches for: with equal stamps the network and the positions are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Which network.
    pub network: usize,
    /// Counts the changes of positions.
    pub moves: u64,
    /// Whether nodes are on their way: names are placed when they have come to rest.
    pub moving: bool,
}

/// The marks and links of a crowd, as they are looked at.
#[derive(Clone, Debug)]
pub struct CrowdView {
    /// What they are.
    pub crowd: Arc<Crowd>,
    /// Where they are.
    pub spread: Arc<Spread>,
    /// How they are looked at.
    pub sight: Sight,
    /// So many shapes of the scene lie under them.
    pub under: usize,
    threads: Arc<OnceLock<Threads>>,
}

impl CrowdView {
    /// Whether the two look the same.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.crowd, &other.crowd) && Arc::ptr_eq(&self.spread, &other.spread) && self.sight == other.sight
    }
}

/// A drawing for the screen.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Everything but the marks and links of a crowd.
    pub scene: Scene,
    /// The marks and links of a crowd, if it is one.
    pub crowd: Option<CrowdView>,
    /// Of a crowd the most important nodes in view and where their marks are, in view space.
    pub foremost: Vec<(ActorKey, Rect)>,
    /// Whether all names have been tried: otherwise the next drawing has more.
    pub complete: bool,
}

impl Drawing {
    /// All of it as shapes, as a file shows it.
    pub fn whole(&self) -> Scene {
        let Some(CrowdView { crowd, spread, sight, under, .. }) = &self.crowd else { return self.scene.clone() };
        let mut scene = self.scene.clone();
        let over = scene.shapes.split_off((*under).min(scene.shapes.len()));
        let mut ink = Ink::new(scene.size, Point::ZERO);
        crowd.draw(&mut ink, spread, sight);
        scene.shapes.extend(ink.into_shapes());
        scene.shapes.extend(over);
        scene
    }

    /// What lies at a point of the view, see [`Scene::pick`].
    pub fn pick(&self, at: Point) -> Option<Item> {
        let drawn = self.scene.pick(at);
        let Some(CrowdView { crowd, spread, sight, threads, .. }) = &self.crowd else { return drawn };
        if drawn.is_some_and(|item| !matches!(item, Item::Tie(..))) {
            return drawn;
        }
        let dot = crowd.pick_dot(spread, sight, at).map(|dot| Item::Actor(crowd.key(dot)));
        let strand = || {
            let threads = threads.get_or_init(|| Threads::new(crowd, spread));
            crowd.pick_strand(threads, spread, sight, at).map(|strand| crowd.item(strand))
        };
        dot.or(drawn).or_else(strand)
    }

    /// The nodes whose marks have their middle in the rectangle of the view and, if there is one, in the outline.
    pub fn actors_within(&self, rect: Rect, inside: impl Fn(Point) -> bool) -> Vec<ActorKey> {
        let drawn = self.scene.actor_bounds().into_iter().filter(|(_, bounds)| {
            let middle = bounds.center();
            rect.contains(middle) && inside(middle)
        });
        let mut found: BTreeSet<ActorKey> = drawn.map(|(key, _)| key).collect();
        if let Some(CrowdView { crowd, spread, sight, .. }) = &self.crowd {
            let world = Rect { min: sight.world(rect.min), max: sight.world(rect.max) };
            let dots = spread.cells.about(world).filter(|&dot| {
                let at = sight.view(spread.at[dot]);
                rect.contains(at) && inside(at)
            });
            found.extend(dots.map(|dot| crowd.key(dot)));
        }
        found.into_iter().collect()
    }
}

/// What everything but the camera's middle depends on.
#[derive(Clone, PartialEq)]
struct Basis {
    stamp: Stamp,
    view: View,
    theme: Theme,
    map: Option<usize>,
}

impl Basis {
    fn new(request: &SceneRequest<'_>, stamp: Stamp, forget: impl FnOnce(&mut View)) -> Self {
        let mut view = request.view.clone();
        view.camera.center = Point::ZERO;
        forget(&mut view);
        let map = request.map.map(|map| std::ptr::from_ref::<MapDrawing>(map) as usize);
        Self { stamp, view, theme: request.theme.clone(), map }
    }

    /// What a legend and a caption depend on: neither the camera nor the selection.
    fn of_furniture(request: &SceneRequest<'_>, stamp: Stamp) -> Self {
        Self::new(request, Stamp { network: stamp.network, ..Stamp::default() }, |view| {
            *view = View { camera: super::Camera::default(), selected: BTreeSet::new(), hovered: None, ..view.clone() };
            view.unfolded.clear();
            view.pinned.clear();
        })
    }

    /// What a sketch depends on: neither size nor furniture.
    fn of_sketch(request: &SceneRequest<'_>, stamp: Stamp) -> Self {
        Self::new(request, stamp, |view| {
            view.size = Point::ZERO;
            view.caption.clear();
        })
    }
}

/// A crowd with all that is kept of it.
struct Kept {
    of: Basis,
    crowd: Arc<Crowd>,
    spread: Arc<Spread>,
    stamp: Stamp,
    tags: Tags,
    threads: Arc<OnceLock<Threads>>,
}

/// Draws again and again.
#[derive(Default)]
pub struct Easel {
    furniture: Option<(Basis, Furniture)>,
    sketch: Option<(Basis, Sketch)>,
    crowd: Option<Kept>,
    description: Option<(usize, String)>,
}

impl Easel {
    /// The drawing of a request. `tries` is how many names may be tried; a window leaves it to [`Easel::frame`].
    pub(super) fn drawing(&mut self, request: &SceneRequest<'_>, stamp: Stamp, tries: usize) -> Drawing {
        let view = request.view;
        let offset = view.size * 0.5 - view.camera.center * view.camera.scale;
        let mut ink = Ink::new(view.size, offset);
        map::draw(&mut ink, request, view.camera.scale);
        self.keep_furniture(request, stamp);
        let mut drawing = Drawing { complete: true, ..Drawing::default() };
        if Crowd::is_one(request.network) {
            self.draw_crowd(&mut drawing, &mut ink, request, stamp, tries);
        } else {
            self.crowd = None;
            self.draw_sketch(&mut drawing, &mut ink, request, stamp);
        }
        ink.stay();
        if let Some((_, furniture)) = &self.furniture {
            furniture.draw(&mut ink, request);
        }
        let title = view.caption.get(1).filter(|title| !title.trim().is_empty()).cloned();
        if self.description.as_ref().is_none_or(|(of, _)| *of != stamp.network) {
            self.description = Some((stamp.network, names::description(request.network)));
        }
        let scene = Scene {
            size: view.size,
            ground: map::ground(request),
            shapes: ink.into_shapes(),
            title: title.unwrap_or_else(|| format!("Linefold: {}", request.network.level.label().to_lowercase())),
            description: self.description.as_ref().map_or_else(String::new, |(_, words)| words.clone()),
            names: drawing.scene.names,
        };
        Drawing { scene, ..drawing }
    }

    /// The drawing of one frame of a window, with a budget of what is worked out anew.
    pub fn frame(&mut self, request: &SceneRequest<'_>, stamp: Stamp) -> Drawing {
        self.drawing(request, stamp, TRIES)
    }

    fn keep_furniture(&mut self, request: &SceneRequest<'_>, stamp: Stamp) {
        let basis = Basis::of_furniture(request, stamp);
        if self.furniture.as_ref().is_none_or(|(of, _)| *of != basis) {
            self.furniture = Some((basis, Furniture::new(request)));
        }
    }

    fn draw_sketch(&mut self, drawing: &mut Drawing, ink: &mut Ink, request: &SceneRequest<'_>, stamp: Stamp) {
        let basis = Basis::of_sketch(request, stamp);
        if self.sketch.as_ref().is_none_or(|(of, _)| *of != basis) {
            self.sketch = Some((basis, Sketch::new(request, request.view.camera.scale, None)));
        }
        let (Some((_, sketch)), Some((_, furniture))) = (&self.sketch, &self.furniture) else { return };
        sketch.draw(ink, furniture);
        drawing.scene.names.clone_from(&sketch.names);
    }

    fn draw_crowd(
        &mut self,
        drawing: &mut Drawing,
        ink: &mut Ink,
        request: &SceneRequest<'_>,
        stamp: Stamp,
        tries: usize,
    ) {
        self.keep_crowd(request, stamp);
        let Some(kept) = &mut self.crowd else { return };
        let view = request.view;
        let dimmed = !is_too_much(&view.selected) && Focus::is_any(request.network, view);
        let sight = Sight::new(&kept.spread, view.camera.scale, ink.offset(), view.size, dimmed);
        let basis = Basis::of_sketch(request, stamp);
        if self.sketch.as_ref().is_none_or(|(of, _)| *of != basis) {
            let front = Foreground::new(request);
            let part = SceneRequest { network: &front.network, positions: &front.positions, ..*request };
            let measure = Some(kept.crowd.measure(sight.shrink));
            let sketch =
                if front.is_empty() { Sketch::default() } else { Sketch::new(&part, view.camera.scale, measure) };
            self.sketch = Some((basis, sketch));
        }
        let (Some((_, sketch)), Some((_, furniture))) = (&self.sketch, &self.furniture) else { return };
        drawing.complete =
            stamp.moving || kept.tags.advance(request, &kept.crowd, &kept.spread, view.camera.scale, tries);
        let under = ink.count();
        let offset = ink.offset();
        ink.stay();
        kept.crowd.draw_insides(ink, request, &kept.spread, &sight);
        let taken: Vec<Rect> = sketch.label_rects().map(|rect| rect.moved(offset)).collect();
        kept.tags.draw(ink, request, (&kept.crowd, &kept.spread, &sight), furniture, taken);
        ink.go(offset);
        sketch.draw(ink, furniture);
        drawing.scene.names.clone_from(&sketch.names);
        for dot in kept.tags.foremost(&kept.spread, &sight, MOST_NAMED) {
            let Some(actor) = request.network.actor_at(dot) else { continue };
            let side = 2.0 * sight.half(&kept.crowd.dots[dot]);
            let mark = Rect::around(sight.view(kept.spread.at[dot]), side, side);
            drawing.foremost.push((actor.key, mark));
            drawing.scene.names.entry(Item::Actor(actor.key)).or_insert_with(|| names::node(actor));
        }
        drawing.crowd = Some(CrowdView {
            crowd: Arc::clone(&kept.crowd),
            spread: Arc::clone(&kept.spread),
            sight,
            under,
            threads: Arc::clone(&kept.threads),
        });
    }

    /// Keeps the columns of a crowd, and where its nodes are, up with the request.
    fn keep_crowd(&mut self, request: &SceneRequest<'_>, stamp: Stamp) {
        let basis = Basis::new(request, Stamp { network: stamp.network, ..Stamp::default() }, |view| {
            let selected =
                if is_too_much(&view.selected) { std::mem::take(&mut view.selected) } else { BTreeSet::new() };
            let (caption, size) = (Vec::new(), Point::ZERO);
            let map_pull = if request.on_map() { 1.0 } else { 0.0 };
            *view = View {
                camera: super::Camera::default(),
                size,
                map_pull,
                caption,
                selected,
                hovered: None,
                ..view.clone()
            };
            view.unfolded.clear();
            view.pinned.clear();
        });
        let same = self.crowd.as_ref().is_some_and(|kept| kept.of == basis);
        if !same {
            let crowd = Crowd::new(request);
            let spread = Spread::new(request, &crowd);
            let tags = Tags::new(request, &spread);
            let (crowd, spread) = (Arc::new(crowd), Arc::new(spread));
            self.crowd = Some(Kept { of: basis, crowd, spread, stamp, tags, threads: Arc::default() });
            return;
        }
        let Some(kept) = &mut self.crowd else { return };
        if kept.stamp == stamp {
            return;
        }
        if stamp.moving {
            kept.spread = Arc::new(kept.spread.followed(request));
        } else {
            kept.spread = Arc::new(Spread::new(request, &kept.crowd));
            kept.tags.begin_anew(&kept.spread);
        }
        kept.stamp = stamp;
        kept.threads = Arc::default();
    }
}

#[cfg(test)]
#[path = "easel_tests.rs"]
mod tests;
