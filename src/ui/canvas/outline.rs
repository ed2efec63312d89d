//! Outlines as points, and their dashes.

use crate::geom::{Point, Rect, point};
use crate::scene::Dash;
use std::f32::consts::{FRAC_PI_2, TAU};

/// A closed circle, in pieces short enough to look round.
pub(super) fn circle(center: Point, radius: f32) -> Vec<Point> {
    arc(center, radius, 0.0, TAU)
}

/// A closed rectangle with round corners.
pub(super) fn round_rect(rect: Rect, radius: f32) -> Vec<Point> {
    let r = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let Rect { min, max } = rect;
    let corners = [
        point(max.x - r, min.y + r),
        point(max.x - r, max.y - r),
        point(min.x + r, max.y - r),
        point(min.x + r, min.y + r),
    ];
    let mut path: Vec<Point> = (0u8..4)
        .zip(corners)
        .flat_map(|(i, center)| {
            let from = FRAC_PI_2 * (f32::from(i) - 1.0);
            arc(center, r, from, from + FRAC_PI_2)
        })
        .collect();
    path.extend(path.first().copied());
    path
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
fn arc(center: Point, radius: f32, from: f32, to: f32) -> Vec<Point> {
    // A chord of this many radians leaves the circle by at most a twentieth of a point.
    let step = (8.0 * 0.05 / radius.max(0.5)).sqrt();
    let steps = (((to - from) / step).ceil() as usize).clamp(4, 256);
    (0..=steps)
        .map(|i| {
            let angle = from + (to - from) * i as f32 / steps as f32;
            center + point(angle.cos(), angle.sin()) * radius
        })
        .collect()
}

/// The dashes of a path. On a closed path dashes and gaps are stretched a little, so that they meet where it closes.
pub(super) fn dashed(path: &[Point], dash: Dash) -> Vec<Vec<Point>> {
    let length: f32 = path.windows(2).map(|w| (w[1] - w[0]).length()).sum();
    let closed = path.len() > 2 && path.first() == path.last();
    let (mut on, mut off) = (dash.0.max(0.5), dash.1.max(0.5));
    if closed {
        let fit = length / ((length / (on + off)).round().max(1.0) * (on + off));
        (on, off) = (on * fit, off * fit);
    }
    let mut out = Vec::new();
    let (mut drawing, mut left) = (true, on);
    let mut piece: Vec<Point> = path.first().copied().into_iter().collect();
    for w in path.windows(2) {
        let (mut at, mut rest) = (w[0], (w[1] - w[0]).length());
        let along = (w[1] - w[0]).direction_or(Point::ZERO);
        while rest > left {
            at = at + along * left;
            rest -= left;
            if drawing {
                piece.push(at);
                out.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= rest;
        if drawing {
            piece.push(w[1]);
        }
    }
    if drawing && piece.len() > 1 {
        out.push(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(path: &[Point]) -> f32 {
        path.windows(2).map(|w| (w[1] - w[0]).length()).sum()
    }

    #[test]
    fn dashes_follow_a_line_round_its_corners() {
        let path = [point(0.0, 0.0), point(10.0, 0.0), point(10.0, 10.0)];
        let dashes = dashed(&path, Dash(4.0, 4.0));
        assert_eq!(dashes.len(), 3);
        assert_eq!(dashes[1], [point(8.0, 0.0), point(10.0, 0.0), point(10.0, 2.0)]);
        assert!((dashes.iter().map(|d| length(d)).sum::<f32>() - 12.0).abs() < 1e-4);
    }

    #[test]
    fn dashes_of_a_ring_meet_where_it_closes() {
        let ring = circle(point(5.0, 5.0), 14.0);
        let dashes = dashed(&ring, Dash(4.0, 3.0));
        let lengths: Vec<f32> = dashes.iter().map(|d| length(d)).collect();
        let (least, most) = lengths.iter().fold((f32::MAX, 0f32), |(a, b), l| (a.min(*l), b.max(*l)));
        assert!(most - least < 0.2, "{lengths:?}");
        assert_eq!(dashes.len(), 13);
    }

    #[test]
    fn a_round_rectangle_stays_in_its_bounds_and_closes() {
        let rect = Rect::of_corners(point(0.0, 0.0), point(40.0, 20.0));
        let path = round_rect(rect, 12.0);
        assert_eq!(path.first(), path.last());
        assert!(path.iter().all(|p| rect.grown(1e-3).contains(*p)), "{path:?}");
    }
}
