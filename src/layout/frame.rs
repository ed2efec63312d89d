//! Turning and stretching a picture so that it fills a frame.

use super::angle::direction;
use crate::geom::{Point, Rect, point};

/// Directions that are tried, over half a turn.
const DIRECTIONS: u16 = 48;
/// The most that one side is stretched for the sake of the frame, and the other shrunk.
const STRETCH: f32 = 1.2;

/// The rectangle round the bodies with their marks and labels.
pub(super) fn bounds(places: &[Point], half: &[Point]) -> Rect {
    let boxes = places.iter().zip(half).map(|(&p, &h)| Rect { min: p - h, max: p + h });
    boxes.fold(Rect::NOTHING, Rect::union)
}

/// Turns places about the origin so that they fit a frame of this aspect (width over height) at the largest scale.
pub(super) fn turn(places: &mut [Point], half: &[Point], aspect: f32) {
    let turned = |p: Point, by: Point| point(p.x * by.x - p.y * by.y, p.x * by.y + p.y * by.x);
    let mut best = (f32::INFINITY, point(1.0, 0.0));
    for step in 0..DIRECTIONS {
        let by = direction(f32::from(step) / f32::from(2 * DIRECTIONS));
        let boxes = places.iter().zip(half).map(|(&p, &h)| Rect { min: turned(p, by) - h, max: turned(p, by) + h });
        let all = boxes.fold(Rect::NOTHING, Rect::union);
        let size = (all.width() / aspect).max(all.height());
        if size < best.0 * 0.999 {
            best = (size, by);
        }
    }
    for p in places.iter_mut() {
        *p = turned(*p, best.1);
    }
}

/// Stretches places so that they fill the frame better; returns the factors across and downwards, of product 1 and near 1.
pub(super) fn stretch(places: &mut [Point], half: &[Point], aspect: f32) -> Point {
    let all = bounds(places, half);
    let factor = (aspect * all.height().max(1.0) / all.width().max(1.0)).sqrt().clamp(1.0 / STRETCH, STRETCH);
    let stretch = point(factor, 1.0 / factor);
    for p in places.iter_mut() {
        *p = point(p.x * stretch.x, p.y * stretch.y);
    }
    stretch
}

/// Moves places so that the middle of their boxes is the origin.
pub(super) fn center(places: &mut [Point], half: &[Point]) {
    let all = bounds(places, half);
    if !all.is_empty() {
        let middle = all.center();
        for p in places.iter_mut() {
            *p = *p - middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upright_path_is_laid_flat_in_a_wide_frame() {
        let mut places: Vec<_> = (0..5_u8).map(|i| point(0.0, f32::from(i) * 100.0)).collect();
        let half = vec![point(5.0, 5.0); 5];
        turn(&mut places, &half, 1.6);
        let all = bounds(&places, &half);
        assert!(all.width() > all.height());
    }
}
