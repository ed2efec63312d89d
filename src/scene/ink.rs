//! Where shapes are put: moves them from picture space into view space and leaves out what lies outside the view.
//!
//! Picture space is world space times the camera's scale. Everything that decides what a picture looks like happens there,
//! so that panning moves the picture and changes nothing in it.

use super::{Anchor, Fill, Item, Rgba, Shape, Stroke, Weight};
use crate::geom::{Point, Rect};

/// Points outside the view that are still drawn, so that nothing pops up at the edge.
const MARGIN: f32 = 24.0;

/// One line of text with its measured width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    /// What.
    pub text: String,
    /// Size in points.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub color: Rgba,
    /// Measured width in points.
    pub width: f32,
}

/// Collects shapes from bottom to top.
pub(super) struct Ink {
    /// What is added to picture space to get view space.
    offset: Point,
    view: Rect,
    shapes: Vec<(Option<Item>, Shape)>,
}

impl Ink {
    /// Nothing drawn yet on a view of `size`.
    pub(super) fn new(size: Point, offset: Point) -> Self {
        let view = Rect { min: Point::ZERO, max: size };
        Self { offset, view: view.grown(MARGIN), shapes: Vec::new() }
    }

    /// Nothing drawn yet, in picture space, with nothing left out.
    pub(super) fn everywhere() -> Self {
        let far = Point { x: f32::INFINITY, y: f32::INFINITY };
        Self { offset: Point::ZERO, view: Rect { min: -far, max: far }, shapes: Vec::new() }
    }

    /// Draws a shape that lies in picture space within `bounds`.
    pub(super) fn moved(&mut self, item: Option<Item>, shape: &Shape, bounds: Rect) {
        let by = self.offset;
        if self.view.overlaps(bounds.moved(by)) {
            self.shapes.push((item, shape.moved(by)));
        }
    }

    /// Draws all that another ink has drawn in the same view.
    pub(super) fn take(&mut self, other: Self) {
        self.shapes.extend(other.shapes);
    }

    /// All that was drawn.
    pub(super) fn into_shapes(self) -> Vec<(Option<Item>, Shape)> {
        self.shapes
    }

    /// The part of picture space that is in view, with a margin.
    pub(super) fn visible(&self) -> Rect {
        self.view.moved(-self.offset)
    }

    /// From now on coordinates are view space: for furniture, which does not move with the picture.
    pub(super) fn stay(&mut self) {
        self.offset = Point::ZERO;
    }

    /// From now on what is drawn is moved by this much.
    pub(super) fn go(&mut self, offset: Point) {
        self.offset = offset;
    }

    /// What is added to what is drawn.
    pub(super) fn offset(&self) -> Point {
        self.offset
    }

    /// How many shapes have been drawn.
    pub(super) fn count(&self) -> usize {
        self.shapes.len()
    }

    pub(super) fn circle(
        &mut self,
        item: Option<Item>,
        center: Point,
        radius: f32,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    ) {
        let center = center + self.offset;
        self.put(item, Shape::Circle { center, radius, fill: fill.map(Fill), stroke });
    }

    pub(super) fn round_rect(
        &mut self,
        item: Option<Item>,
        rect: Rect,
        radius: f32,
        fill: Option<Rgba>,
        stroke: Option<Stroke>,
    ) {
        let rect = rect.moved(self.offset);
        self.put(item, Shape::RoundRect { rect, radius, fill: fill.map(Fill), stroke });
    }

    pub(super) fn polyline(&mut self, item: Option<Item>, points: &[Point], stroke: Stroke) {
        let points = points.iter().map(|&p| p + self.offset).collect();
        self.put(item, Shape::Polyline { points, stroke });
    }

    pub(super) fn curve(&mut self, item: Option<Item>, points: [Point; 4], stroke: Stroke) {
        self.put(item, Shape::Curve { points: points.map(|p| p + self.offset), stroke });
    }

    pub(super) fn polygon(&mut self, item: Option<Item>, points: &[Point], fill: Rgba, stroke: Option<Stroke>) {
        let points = points.iter().map(|&p| p + self.offset).collect();
        self.put(item, Shape::Polygon { points, fill: Fill(fill), stroke });
    }

    pub(super) fn words(&mut self, item: Option<Item>, at: Point, anchor: Anchor, words: Words) {
        let Words { text, size, weight, color, width } = words;
        if !text.is_empty() && color.a > 0 {
            self.put(item, Shape::Text { at: at + self.offset, text, size, weight, anchor, width, color });
        }
    }

    fn put(&mut self, item: Option<Item>, shape: Shape) {
        if self.view.overlaps(shape.bounds()) {
            self.shapes.push((item, shape));
        }
    }
}

impl Stroke {
    /// A solid line.
    pub(super) fn solid(color: Rgba, width: f32) -> Self {
        Self { color, width, dash: None }
    }

    /// A line dashed as suggestions are; small shapes have shorter dashes.
    pub(super) fn dashed(color: Rgba, width: f32, on: f32) -> Self {
        Self { color, width, dash: Some(super::Dash(on, 3.0)) }
    }
}
