//! What lies under the mouse, and what lies in a box drawn with it.

use super::{Item, Scene, Shape};
use crate::domain::ActorKey;
use crate::geom::{Point, Rect};
use std::collections::BTreeMap;

/// How far in points a click may miss a node, and a link.
pub(super) const NODE_MISS: f32 = 3.0;
pub(super) const TIE_MISS: f32 = 4.0;

impl Scene {
    /// What was drawn at a point in view space: the topmost node, number or button; else the nearest of those missed by a hair; else the
    /// nearest link.
    pub fn pick(&self, at: Point) -> Option<Item> {
        let reach = Rect::around(at, 2.0 * TIE_MISS, 2.0 * TIE_MISS);
        let near: Vec<(Item, f32)> = self
            .shapes
            .iter()
            .filter(|(_, shape)| shape.bounds().overlaps(reach))
            .filter_map(|(item, shape)| Some(((*item)?, shape.distance(at))))
            .collect();
        let node = |item: Item| !matches!(item, Item::Tie(..));
        let hit = near.iter().rev().find(|&&(item, distance)| node(item) && distance <= 0.0);
        let nearest = |is_node: bool, miss: f32| {
            let within = near.iter().rev().filter(move |&&(item, d)| node(item) == is_node && d <= miss);
            within.min_by(|a, b| a.1.total_cmp(&b.1))
        };
        hit.or_else(|| nearest(true, NODE_MISS)).or_else(|| nearest(false, TIE_MISS)).map(|&(item, _)| item)
    }

    /// The nodes whose marks have their middle in the rectangle, in order of their keys.
    pub fn actors_within(&self, rect: Rect) -> Vec<ActorKey> {
        let inside = self.actor_bounds().into_iter().filter(|(_, bounds)| rect.contains(bounds.center()));
        inside.map(|(key, _)| key).collect()
    }

    /// The upright rectangle of each node's mark, rings included and label not.
    pub fn actor_bounds(&self) -> BTreeMap<ActorKey, Rect> {
        let mut bounds = BTreeMap::new();
        for (item, shape) in &self.shapes {
            if let (Some(Item::Actor(key)), Shape::Circle { .. } | Shape::RoundRect { .. }) = (item, shape) {
                bounds
                    .entry(*key)
                    .and_modify(|all: &mut Rect| *all = all.union(shape.bounds()))
                    .or_insert(shape.bounds());
            }
        }
        bounds
    }

    /// The upright rectangle round everything drawn for an item, its label included. `None` if nothing of it is in view.
    pub fn item_bounds(&self, item: Item) -> Option<Rect> {
        let own = self.shapes.iter().filter(|(of, _)| *of == Some(item));
        let all = own.fold(Rect::NOTHING, |all, (_, shape)| all.union(shape.bounds()));
        (!all.is_empty()).then_some(all)
    }
}

impl Shape {
    /// How far a point is from what is painted, in points; 0 inside. The inside of an outline without a fill counts as painted: a ring
    /// is clicked like a disc.
    pub fn distance(&self, at: Point) -> f32 {
        match self {
            Self::Circle { center, radius, stroke, .. } => {
                ((at - *center).length() - radius - stroke.map_or(0.0, |s| s.width / 2.0)).max(0.0)
            }
            Self::RoundRect { .. } | Self::Text { .. } => to_rect(at, self.bounds()),
            Self::Polyline { points, stroke } => (to_pieces(at, points) - stroke.width / 2.0).max(0.0),
            Self::Curve { points, stroke } => {
                let path = super::path::Path { points: *points, straight: false };
                (to_pieces(at, &path.corners()) - stroke.width / 2.0).max(0.0)
            }
            Self::Polygon { points, .. } => {
                if surrounds(points, at) {
                    0.0
                } else {
                    to_pieces(at, points)
                }
            }
        }
    }
}

fn to_rect(at: Point, rect: Rect) -> f32 {
    let nearest = Point { x: at.x.clamp(rect.min.x, rect.max.x), y: at.y.clamp(rect.min.y, rect.max.y) };
    (at - nearest).length()
}

/// The distance of a point from the pieces between points.
pub(super) fn to_pieces(at: Point, points: &[Point]) -> f32 {
    let to_piece = |pair: &[Point]| {
        let (from, along) = (pair[0], pair[1] - pair[0]);
        let t = if along.length2() > 0.0 { (at - from).dot(along) / along.length2() } else { 0.0 };
        (at - from.lerp(pair[1], t.clamp(0.0, 1.0))).length()
    };
    points.windows(2).map(to_piece).fold(f32::INFINITY, f32::min)
}

/// Whether a polygon surrounds a point, by the even-odd rule.
pub fn surrounds(corners: &[Point], at: Point) -> bool {
    let next = corners.iter().cycle().skip(1);
    let crossed = corners
        .iter()
        .zip(next)
        .filter(|&(a, b)| (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x));
    crossed.count() % 2 == 1
}
