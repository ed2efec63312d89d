//! A crowd drawn by the processor: the same formulas as the chip's, pixel by pixel, in bands on all threads.
//!
//! A software driver turns every mark and link into two triangles; this goes straight to their pixels, at a tenth of the cost.

use crate::geom::Point;
use crate::scene::{Bend, CrowdView, DotForm, Rgba, Sight, Strand};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

/// Threads of its own: among those of a layout under way a picture would wait for its turn until the layout has come to its end.
static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().build().ok());

/// Rows of pixels in a band.
const BAND: usize = 32;
/// Pieces of a bent link.
const PIECES: u8 = 24;
/// Shares of their own colour that dimmed links and marks keep, as in files.
const KEPT_WHEN_DIMMED: (f32, f32) = (0.38, 0.5);

/// Pixels, premultiplied, from the upper left, row by row.
pub(super) struct Pixels {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<[u8; 4]>,
}

/// What is to be put on pixels; all lengths are in pixels.
#[derive(Clone, Copy)]
enum Mark {
    /// A piece of a link: from, unit direction, length, half width, opacity, dashes begin so far along.
    Piece { from: Point, towards: Point, length: f32, half: f32, opacity: f32, along: Option<f32>, color: Rgba },
    /// An arrow head: tip, direction, length and half width.
    Head { tip: Point, towards: Point, size: Point, opacity: f32, color: Rgba },
    /// A mark in the middle of `at`.
    Dot { at: Point, half: f32, form: DotForm, fill: Rgba, edge: Rgba },
}

/// Draws a crowd: `ppp` pixels a point, the view's corner at pixel `corner`, of its links only the strongest `most`.
pub(super) fn raster(view: &CrowdView, ppp: f32, corner: Point, size: (usize, usize), most: usize) -> Pixels {
    let draw = || pixels(view, ppp, corner, size, most);
    THREADS.as_ref().map_or_else(draw, |threads| threads.install(draw))
}

fn pixels(view: &CrowdView, ppp: f32, corner: Point, (width, height): (usize, usize), most: usize) -> Pixels {
    let marks = marks(view, ppp, corner, (width as f32, height as f32), most);
    let mut rgba = vec![[0; 4]; width * height];
    rgba.par_chunks_mut((width * BAND).max(1)).enumerate().for_each(|(i, rows)| {
        let mut band =
            Band { rows, width, top: i * BAND, ppp, corner: 3.0 * view.sight.shrink * ppp, grain: view.sight.grain };
        for (mark, low, high) in &marks {
            if *high >= band.top as f32 && *low <= (band.top + BAND) as f32 {
                band.put(mark);
            }
        }
    });
    Pixels { width, height, rgba }
}

/// All that is in view, from bottom to top, each with its least and greatest row.
fn marks(view: &CrowdView, ppp: f32, corner: Point, size: (f32, f32), most: usize) -> Vec<(Mark, f32, f32)> {
    let (crowd, spread, sight) = (&view.crowd, &view.spread, &view.sight);
    let kept = if sight.dimmed { KEPT_WHEN_DIMMED } else { (1.0, 1.0) };
    let shown = |low: Point, high: Point| low.x <= size.0 && low.y <= size.1 && high.x >= 0.0 && high.y >= 0.0;
    let strands = &crowd.strands[crowd.strands.len().saturating_sub(most)..];
    let mut marks: Vec<(Mark, f32, f32)> = strands
        .par_iter()
        .flat_map_iter(|strand| {
            let [a, b] = [strand.ends.0, strand.ends.1].map(|end| sight.view(spread.at[end as usize]) * ppp + corner);
            // The hull of a bent strand reaches further than its ends.
            let reach = if strand.bend == Bend::None { 12.0 } else { 90.0 } * ppp;
            let low = Point { x: a.x.min(b.x) - reach, y: a.y.min(b.y) - reach };
            let high = Point { x: a.x.max(b.x) + reach, y: a.y.max(b.y) + reach };
            if shown(low, high) { pieces(view, strand, kept.0, ppp, corner) } else { Vec::new() }
        })
        .map(|mark| (mark, mark.rows().0, mark.rows().1))
        .collect();
    // Heads of arrows lie over all links. A stable sort keeps the rest in order.
    marks.sort_by_key(|(mark, ..)| matches!(mark, Mark::Head { .. }));
    let dots = crowd.order.par_iter().filter_map(|&index| {
        let dot = &crowd.dots[index as usize];
        let (at, half) = (sight.view(spread.at[index as usize]) * ppp + corner, sight.half(dot) * ppp);
        let reach = Point { x: half + 2.0 * ppp, y: half + 2.0 * ppp };
        let dim = |color: Rgba| color.into(crowd.canvas, kept.1);
        let mark = Mark::Dot { at, half, form: dot.form, fill: dim(dot.fill), edge: dim(dot.edge) };
        shown(at - reach, at + reach).then_some((mark, at.y - reach.y, at.y + reach.y))
    });
    marks.par_extend(dots);
    marks
}

/// The pieces of one link, and its head.
fn pieces(view: &CrowdView, strand: &Strand, kept: f32, ppp: f32, corner: Point) -> Vec<Mark> {
    let (crowd, sight) = (&view.crowd, &view.sight);
    let Some((points, straight)) = sight.strand(crowd, &view.spread, strand) else { return Vec::new() };
    let width = strand.width * sight.thin;
    let color = strand.color.into(crowd.canvas, kept);
    let at = |t: f32| {
        let [a, b, c, d] = points;
        let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
        ab.lerp(bc, t).lerp(bc.lerp(cd, t), t)
    };
    let steps = if straight { 1 } else { PIECES };
    let corners: Vec<Point> = (0..=steps).map(|i| at(f32::from(i) / f32::from(steps)) * ppp + corner).collect();
    let mut left = corners.windows(2).map(|pair| (pair[1] - pair[0]).length()).sum::<f32>();
    let mut marks = Vec::with_capacity(2);
    if strand.arrow {
        let size = Point { x: (5.5 + 1.1 * width).min(20.0) * ppp, y: (3.0 + 0.85 * width).min(14.0) * ppp };
        let [.., before, tip] = corners[..] else { return marks };
        let towards = (tip - before).direction_or(Point::ZERO);
        marks.push(Mark::Head { tip, towards, size, opacity: sight.fade, color });
        left = (left - size.x + ppp).max(0.0);
    }
    let drawn = (width * ppp).max(1.0);
    let (mut along, opacity) = (0.0, sight.fade * width * ppp / drawn);
    for pair in corners.windows(2) {
        let whole = (pair[1] - pair[0]).length();
        let length = whole.min(left - along);
        if length > 0.0 {
            let towards = (pair[1] - pair[0]).direction_or(Point::ZERO);
            let dashes = strand.dashed.then_some(along);
            let half = drawn / 2.0;
            marks.push(Mark::Piece { from: pair[0], towards, length, half, opacity, along: dashes, color });
        }
        along += whole;
    }
    marks
}

impl Mark {
    /// Its least and greatest row.
    fn rows(&self) -> (f32, f32) {
        match self {
            Self::Piece { from, towards, length, half, .. } => {
                let end = from.y + towards.y * length;
                (from.y.min(end) - half - 1.0, from.y.max(end) + half + 1.0)
            }
            Self::Head { tip, size, .. } => (tip.y - size.x - size.y, tip.y + size.x + size.y),
            Self::Dot { at, half, .. } => (at.y - half - 4.0, at.y + half + 4.0),
        }
    }
}

/// A band of rows.
struct Band<'a> {
    rows: &'a mut [[u8; 4]],
    width: usize,
    top: usize,
    ppp: f32,
    /// Radius of the corners of squares in pixels.
    corner: f32,
    /// Opacity of plain discs.
    grain: f32,
}

/// How much of a pixel is covered whose middle lies this many pixels inside an edge.
fn covered(inside: f32) -> f32 {
    (inside + 0.5).clamp(0.0, 1.0)
}

impl Band<'_> {
    /// The rows of this band from `low` to `high`, as their numbers.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the band")]
    fn rows(&self, low: f32, high: f32) -> std::ops::Range<usize> {
        let last = (self.top + self.rows.len() / self.width.max(1)) as f32;
        let first = low.floor().clamp(self.top as f32, last) as usize;
        first..(high.ceil().clamp(self.top as f32, last) as usize)
    }

    /// Puts a colour on the pixels of a row from `left` to `right` as strongly as `opacity` says of their middles.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the row; an opacity of 0 to 1"
    )]
    fn paint(&mut self, y: usize, (left, right): (f32, f32), mut of: impl FnMut(Point) -> (Rgba, f32)) {
        let (first, last) = (left.floor().clamp(0.0, self.width as f32), right.ceil().clamp(0.0, self.width as f32));
        let row = (y - self.top) * self.width;
        for x in first as usize..last as usize {
            let (color, opacity) = of(Point { x: x as f32 + 0.5, y: y as f32 + 0.5 });
            let share = (opacity * 255.0 + 0.5) as u32;
            if share > 0 {
                let pixel = &mut self.rows[row + x];
                for (to, from) in pixel.iter_mut().zip([color.r, color.g, color.b, 255]) {
                    *to = ((u32::from(from) * share + u32::from(*to) * (255 - share) + 127) / 255) as u8;
                }
            }
        }
    }

    fn put(&mut self, mark: &Mark) {
        match *mark {
            Mark::Piece { .. } => self.piece(mark),
            Mark::Head { tip, towards, size, opacity, color } => {
                let reach = size.x + size.y;
                for y in self.rows(tip.y - reach, tip.y + reach) {
                    self.paint(y, (tip.x - reach, tip.x + reach), |p| {
                        let away = p - tip;
                        let (back, aside) = (-away.dot(towards), away.dot(towards.turned()).abs());
                        let flank = (size.y * back / size.x - aside) * size.x / size.length();
                        (color, opacity * covered(flank.min(size.x - back)))
                    });
                }
            }
            Mark::Dot { at, half, form, fill, edge } => {
                let reach = half + 1.0 + if form == DotForm::Hub { 1.5 * self.ppp } else { 0.0 };
                let (ppp, corner) = (self.ppp, self.corner);
                let grain = if form == DotForm::Disc { self.grain } else { 1.0 };
                for y in self.rows(at.y - reach, at.y + reach) {
                    self.paint(y, (at.x - reach, at.x + reach), |p| {
                        let (color, share) = dot(p - at, half, form, (fill, edge), ppp, corner);
                        (color, share * grain)
                    });
                }
            }
        }
    }

    /// A piece of a link: in each row only the pixels that it touches.
    fn piece(&mut self, mark: &Mark) {
        let Mark::Piece { from, towards, length, half, opacity, along, color } = *mark else { return };
        let (low, high) = mark.rows();
        let reach = half + 0.5;
        let ppp = self.ppp;
        for y in self.rows(low, high) {
            let down = y as f32 + 0.5 - from.y;
            // |across| <= reach and 0 <= along <= length, each solved for x.
            let between = |offset: f32, slope: f32, least: f32, most: f32| {
                if slope.abs() < 1e-6 {
                    return if offset >= least && offset <= most {
                        (f32::NEG_INFINITY, f32::INFINITY)
                    } else {
                        (0.0, -1.0)
                    };
                }
                let (a, b) = ((least - offset) / slope, (most - offset) / slope);
                (a.min(b), a.max(b))
            };
            let (a, b) = between(down * towards.x, -towards.y, -reach, reach);
            let (c, d) = between(down * towards.y, towards.x, 0.0, length);
            let (left, right) = (a.max(c) + from.x, b.min(d) + from.x);
            if left > right {
                continue;
            }
            self.paint(y, (left - 0.5, right + 0.5), |p| {
                let away = p - from;
                let far = away.dot(towards);
                if far < 0.0 || far >= length {
                    return (color, 0.0);
                }
                let mut share = opacity * covered(half - away.dot(towards.turned()).abs());
                if let Some(before) = along {
                    let phase = ((before + far) / ppp).rem_euclid(7.0);
                    share *= covered((2.0 - (phase - 2.0).abs()) * ppp).max(covered((2.0 - (phase - 9.0).abs()) * ppp));
                }
                (color, share)
            });
        }
    }
}

/// Colour and coverage of a mark at a point `away` from its middle; lengths are in pixels.
fn dot(away: Point, half: f32, form: DotForm, (fill, edge): (Rgba, Rgba), ppp: f32, corner: f32) -> (Rgba, f32) {
    let inside = half - away.length();
    match form {
        DotForm::Disc => (fill, covered(inside)),
        DotForm::Hub => (fill.into(edge, covered(inside)), covered(inside + 1.5 * ppp)),
        DotForm::Ring | DotForm::Target if Sight::is_plain(half / ppp) => (edge, covered(inside)),
        DotForm::Ring | DotForm::Target => {
            let color = fill.into(edge, covered(inside - 2.0 * ppp));
            let eye = if form == DotForm::Target { covered(inside - half + 2.5 * ppp) } else { 0.0 };
            (edge.into(color, eye), covered(inside))
        }
        DotForm::Square => {
            let wide = if half < 4.0 * ppp { 1.0 } else { 1.6 } * ppp;
            let corner = (corner + wide / 2.0).min(half);
            let q = Point { x: away.x.abs() - half + corner, y: away.y.abs() - half + corner };
            let out = Point { x: q.x.max(0.0), y: q.y.max(0.0) }.length();
            let inside = corner - out - q.x.max(q.y).min(0.0);
            (fill.into(edge, covered(inside - wide)), covered(inside))
        }
    }
}
