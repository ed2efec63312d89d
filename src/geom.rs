//! Points and rectangles of the plane. Which space they are in (world, view, page) is said where they are used.

use serde::{Deserialize, Serialize};
use std::ops::{Add, Mul, Neg, Sub};

/// A point, or the vector from the origin to it. `y` grows downwards, as on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// Short form of [`Point`]'s constructor.
pub const fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

impl Point {
    /// The origin.
    pub const ZERO: Self = point(0.0, 0.0);

    /// Distance from the origin.
    pub fn length(self) -> f32 {
        self.length2().sqrt()
    }

    /// Squared distance from the origin.
    pub fn length2(self) -> f32 {
        self.x * self.x + self.y * self.y
    }

    /// The vector of length one in this direction; `fallback` where there is no direction.
    pub fn direction_or(self, fallback: Self) -> Self {
        let length = self.length();
        if length > 1e-6 { self * (1.0 / length) } else { fallback }
    }

    /// A quarter turn clockwise on the screen.
    pub fn turned(self) -> Self {
        point(-self.y, self.x)
    }

    /// The point `t` of the way to `other`, `t` from 0 to 1.
    pub fn lerp(self, other: Self, t: f32) -> Self {
        self + (other - self) * t
    }

    /// Scalar product.
    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        point(self.x + other.x, self.y + other.y)
    }
}
impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        point(self.x - other.x, self.y - other.y)
    }
}
impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        point(self.x * by, self.y * by)
    }
}
impl Neg for Point {
    type Output = Self;
    fn neg(self) -> Self {
        point(-self.x, -self.y)
    }
}

/// An upright rectangle; `min` is its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Upper left corner.
    pub min: Point,
    /// Lower right corner.
    pub max: Point,
}

impl Rect {
    /// A rectangle that holds nothing; the start of a union.
    pub const NOTHING: Self =
        Self { min: point(f32::INFINITY, f32::INFINITY), max: point(f32::NEG_INFINITY, f32::NEG_INFINITY) };

    /// The rectangle with these corners, given in any order.
    pub fn of_corners(a: Point, b: Point) -> Self {
        Self { min: point(a.x.min(b.x), a.y.min(b.y)), max: point(a.x.max(b.x), a.y.max(b.y)) }
    }

    /// The rectangle of this size round `center`.
    pub fn around(center: Point, width: f32, height: f32) -> Self {
        let half = point(width / 2.0, height / 2.0);
        Self { min: center - half, max: center + half }
    }

    /// The smallest rectangle round the points; [`Rect::NOTHING`] if there are none.
    pub fn bounding(points: impl IntoIterator<Item = Point>) -> Self {
        points.into_iter().fold(Self::NOTHING, |all, p| all.union(Self { min: p, max: p }))
    }

    /// The smallest rectangle that holds both.
    pub fn union(self, other: Self) -> Self {
        Self {
            min: point(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: point(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The rectangle grown by `by` on every side (shrunk if negative).
    pub fn grown(self, by: f32) -> Self {
        Self { min: self.min - point(by, by), max: self.max + point(by, by) }
    }

    /// The rectangle moved by `by`.
    pub fn moved(self, by: Point) -> Self {
        Self { min: self.min + by, max: self.max + by }
    }

    /// The middle.
    pub fn center(self) -> Point {
        self.min.lerp(self.max, 0.5)
    }

    /// Width, never negative.
    pub fn width(self) -> f32 {
        (self.max.x - self.min.x).max(0.0)
    }

    /// Height, never negative.
    pub fn height(self) -> f32 {
        (self.max.y - self.min.y).max(0.0)
    }

    /// Whether nothing fits in it.
    pub fn is_empty(self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y
    }

    /// Whether the point lies in it, edges included.
    pub fn contains(self, p: Point) -> bool {
        p.x >= self.min.x && p.x <= self.max.x && p.y >= self.min.y && p.y <= self.max.y
    }

    /// Whether all of `other` lies in it.
    pub fn encloses(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }
}
