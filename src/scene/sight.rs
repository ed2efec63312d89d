//! What of a crowd's look depends on the scale: how small its marks are, how faint its links.

use super::crowd::{Bend, Crowd, Dot, DotForm, Strand};
use super::link::{LEAST_WIDTH, loop_round};
use super::outline::Outline;
use super::path::Path;
use super::spread::Spread;
use crate::geom::{Point, Rect};

/// Points that marks at full size have to themselves, from middle to middle, as in small pictures.
const ROOM: f32 = 58.0;
/// Marks are shrunk to this share at most.
const LEAST_SHRINK: f32 = 0.2;
/// Least radius in points of a mark, where there is room for it; where there is none marks become the grain of a density.
const LEAST: (f32, f32) = (0.8, 2.0);
/// The share of the picture that the ink of links may take up: with more of it links fade, and what shows is where they are dense.
const INK: f32 = 0.35;
/// Opacity that links keep however many they are.
const FAINTEST: f32 = 0.12;
/// Contacts that have fewer points to themselves are translucent, down to an opacity.
const GRAIN: f32 = 5.0;
const FAINTEST_GRAIN: f32 = 0.3;
/// Marks of a smaller radius are plain dots.
const PLAIN: f32 = 7.0;

/// A crowd as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// Points a world unit.
    pub scale: f32,
    /// What is added to picture space (world space times scale) to get view space.
    pub offset: Point,
    /// Size of the view in points.
    pub size: Point,
    /// Factor on the size of marks.
    pub shrink: f32,
    /// Least radius of a mark in points.
    pub least: f32,
    /// Factor on the width of links.
    pub thin: f32,
    /// Opacity of links.
    pub fade: f32,
    /// Opacity of plain discs: far off they overlap, and what shows is where they are dense.
    pub grain: f32,
    /// Whether something else stands forward, so that all of this is dimmed.
    pub dimmed: bool,
}

impl Sight {
    /// How a crowd looks at `scale` with its middle picture point `offset` from the view's corner.
    pub(super) fn new(spread: &Spread, scale: f32, offset: Point, size: Point, dimmed: bool) -> Self {
        // As in small pictures, the outermost marks have room on their far side as well.
        let bounds = spread.bounds;
        let (width, height) = (bounds.width() * scale + 60.0, bounds.height() * scale + 60.0);
        let spacing = (width * height / spread.at.len().max(1) as f32).sqrt();
        let shrink = (spacing / ROOM).clamp(LEAST_SHRINK, 1.0);
        let thin = shrink.max(LEAST_WIDTH);
        let covered = spread.ink * scale * thin / (width * height);
        Self {
            scale,
            offset,
            size,
            shrink,
            least: (0.42 * spacing).clamp(LEAST.0, LEAST.1),
            thin,
            fade: (INK / covered.max(1e-6)).clamp(FAINTEST, 1.0),
            grain: (spacing / GRAIN).clamp(FAINTEST_GRAIN, 1.0),
            dimmed,
        }
    }

    /// View space from world space.
    pub fn view(&self, world: Point) -> Point {
        world * self.scale + self.offset
    }

    /// Where a view point is in world space.
    pub fn world(&self, view: Point) -> Point {
        (view - self.offset) * (1.0 / self.scale)
    }

    /// The part of the world in view, with `margin` points more on every side.
    pub fn visible(&self, margin: f32) -> Rect {
        let rect = Rect { min: Point::ZERO, max: self.size }.grown(margin);
        Rect { min: self.world(rect.min), max: self.world(rect.max) }
    }

    /// Radius of a dot in points, or half of its side.
    pub fn half(&self, dot: &Dot) -> f32 {
        (dot.half * self.shrink).max(self.least)
    }

    /// Whether a mark of this radius is a plain dot.
    pub fn is_plain(half: f32) -> bool {
        half < PLAIN
    }

    /// The outline of a dot.
    pub(super) fn outline(&self, dot: &Dot) -> Outline {
        let half = self.half(dot);
        match dot.form {
            DotForm::Square => Outline::square(2.0 * half, 3.0 * self.shrink),
            _ => Outline::Circle(half),
        }
    }

    /// The course of a strand in view space, from outline to outline; `None` where its marks touch.
    pub(super) fn course(&self, crowd: &Crowd, spread: &Spread, strand: &Strand) -> Option<Path> {
        let (from, to) = (strand.ends.0 as usize, strand.ends.1 as usize);
        let (a, b) = (self.view(spread.at[from]), self.view(spread.at[to]));
        let (first, second) = (self.outline(&crowd.dots[from]), self.outline(&crowd.dots[to]));
        if let Bend::Loop(direction) = strand.bend {
            return Some(loop_round(a, first, direction, strand.gaps.1));
        }
        let (length, towards) = ((b - a).length(), (b - a).direction_or(Point::ZERO));
        let start = first.exit(towards) + strand.gaps.0;
        let end = length - second.exit(-towards) - strand.gaps.1;
        if end - start <= 1.0 {
            return None;
        }
        Some(match strand.bend {
            Bend::Aside(places) => {
                let bulge = places * (length * 0.2).clamp(14.0, 70.0);
                Path::arc(a, b, bulge).part(start / length, end / length)
            }
            _ => Path::straight(a + towards * start, a + towards * end),
        })
    }

    /// The course of a strand in view space for whoever draws it: its four points, and whether it is straight.
    pub fn strand(&self, crowd: &Crowd, spread: &Spread, strand: &Strand) -> Option<([Point; 4], bool)> {
        self.course(crowd, spread, strand).map(|path| (path.points, path.straight))
    }
}
