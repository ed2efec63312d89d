//! Primitives: all that a renderer has to know.

use super::Rgba;
use crate::domain::{ActorKey, LineKey, Msisdn};
use crate::geom::{Point, Rect, point};
use std::collections::BTreeMap;

/// What a shape stands for, for picking under the mouse and for accessible names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A node.
    Actor(ActorKey),
    /// An edge, by its two ends.
    Tie(ActorKey, ActorKey),
    /// A number inside an unfolded line.
    Number(Msisdn),
    /// The button that folds an unfolded line.
    FoldButton(LineKey),
}

/// Fill of a closed shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill(pub Rgba);

/// Dashes: points on, points off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dash(pub f32, pub f32);

/// Outline or line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Rgba,
    /// Width in points.
    pub width: f32,
    /// Dashes, if it is not solid.
    pub dash: Option<Dash>,
}

/// The two weights of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Semibold,
}

/// Which part of a text its position names, across; upright it is always the middle of the capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A primitive in view space. Later shapes lie on top of earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A circle.
    Circle {
        /// Middle.
        center: Point,
        /// Radius in points.
        radius: f32,
        /// Fill, if any.
        fill: Option<Fill>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// An upright rectangle with rounded corners.
    RoundRect {
        /// The rectangle.
        rect: Rect,
        /// Radius of its corners in points.
        radius: f32,
        /// Fill, if any.
        fill: Option<Fill>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// Straight pieces through the points.
    Polyline {
        /// The points, at least two.
        points: Vec<Point>,
        /// Colour, width, dashes.
        stroke: Stroke,
    },
    /// A cubic Bezier curve.
    Curve {
        /// Start, two control points, end.
        points: [Point; 4],
        /// Colour, width, dashes.
        stroke: Stroke,
    },
    /// A filled polygon, which may be concave (land) but has no holes.
    Polygon {
        /// Corners in order, at least three.
        points: Vec<Point>,
        /// Fill.
        fill: Fill,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// Where, see [`Anchor`].
        at: Point,
        /// What.
        text: String,
        /// Size in points.
        size: f32,
        /// Weight.
        weight: Weight,
        /// Which part of it stands at `at`.
        anchor: Anchor,
        /// Its measured width in points, for picking and for checks; it is drawn as wide as the face makes it.
        width: f32,
        /// Colour.
        color: Rgba,
    },
}

impl Shape {
    /// The same shape elsewhere.
    #[must_use]
    pub fn moved(&self, by: Point) -> Self {
        let mut shape = self.clone();
        match &mut shape {
            Self::Circle { center, .. } => *center = *center + by,
            Self::RoundRect { rect, .. } => *rect = rect.moved(by),
            Self::Polyline { points, .. } | Self::Polygon { points, .. } => {
                for p in points {
                    *p = *p + by;
                }
            }
            Self::Curve { points, .. } => *points = points.map(|p| p + by),
            Self::Text { at, .. } => *at = *at + by,
        }
        shape
    }

    /// The upright rectangle round all that is painted, outlines included.
    pub fn bounds(&self) -> Rect {
        let half = |stroke: &Option<Stroke>| stroke.map_or(0.0, |s| s.width / 2.0);
        match self {
            Self::Circle { center, radius, stroke, .. } => {
                let reach = 2.0 * (radius + half(stroke));
                Rect::around(*center, reach, reach)
            }
            Self::RoundRect { rect, stroke, .. } => rect.grown(half(stroke)),
            Self::Polyline { points, stroke } => Rect::bounding(points.iter().copied()).grown(stroke.width / 2.0),
            // The curve lies within the hull of its four points.
            Self::Curve { points, stroke } => Rect::bounding(*points).grown(stroke.width / 2.0),
            Self::Polygon { points, stroke, .. } => Rect::bounding(points.iter().copied()).grown(half(stroke)),
            Self::Text { at, size, anchor, width, .. } => {
                let left = match anchor {
                    Anchor::Start => at.x,
                    Anchor::Middle => at.x - width / 2.0,
                    Anchor::End => at.x - width,
                };
                // Capitals reach 0.36 of the size above their middle, descenders 0.6 below it.
                Rect { min: point(left, at.y - 0.42 * size), max: point(left + width, at.y + 0.6 * size) }
            }
        }
    }
}

/// The finished drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width and height of the view in points.
    pub size: Point,
    /// Ground, behind everything.
    pub ground: Rgba,
    /// What is drawn, from bottom to top, and what each stands for.
    pub shapes: Vec<(Option<Item>, Shape)>,
    /// Title for readers of the file and of the screen: what the picture shows.
    pub title: String,
    /// The same in a sentence or two, with counts.
    pub description: String,
    /// What stands for what in words, for readers of the screen and of the file: `Marco, line of 3 numbers`. Says only what
    /// the labels say, so that masked names stay masked.
    pub names: BTreeMap<Item, String>,
}
