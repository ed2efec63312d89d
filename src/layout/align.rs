//! Moving a whole picture, without changing it, to where it fits another best.

use crate::geom::{Point, point};

/// Turns (and mirrors, if that fits better) and moves `places` so that the bodies of `targets` come as near to theirs as can be
/// (the orthogonal Procrustes problem in the plane; Schönemann 1966). With one target the picture is only moved.
pub(super) fn onto(places: &mut [Point], targets: &[(usize, Point)]) {
    if targets.is_empty() {
        return;
    }
    let (from, to) = middles(places, targets);
    let best = |mirror: f32| {
        let (mut cosine, mut sine) = (0.0, 0.0);
        for &(i, target) in targets {
            let (a, b) = (places[i] - from, target - to);
            let a = point(a.x, a.y * mirror);
            cosine += a.dot(b);
            sine += a.turned().dot(b);
        }
        point(cosine, sine)
    };
    let (plain, mirrored) = (best(1.0), best(-1.0));
    // Two targets fit either way: a mirror must earn its place.
    let mirror = if mirrored.length() > plain.length() * 1.001 { -1.0 } else { 1.0 };
    let turn = if mirror < 0.0 { mirrored } else { plain }.direction_or(point(1.0, 0.0));
    for p in places.iter_mut() {
        let a = *p - from;
        let a = point(a.x, a.y * mirror);
        *p = to + a * turn.x + a.turned() * turn.y;
    }
}

/// Moves the middle of the bodies that have `targets` to the middle of those, and the whole picture with it.
pub(super) fn center_onto(places: &mut [Point], targets: &[(usize, Point)]) {
    if targets.is_empty() {
        return;
    }
    let (from, to) = middles(places, targets);
    for p in places.iter_mut() {
        *p = *p - from + to;
    }
}

fn middles(places: &[Point], targets: &[(usize, Point)]) -> (Point, Point) {
    let share = 1.0 / targets.len() as f32;
    let from = targets.iter().fold(Point::ZERO, |sum, &(i, _)| sum + places[i] * share);
    let to = targets.iter().fold(Point::ZERO, |sum, &(_, p)| sum + p * share);
    (from, to)
}

/// Mirrors `places` left to right, top to bottom or both if that brings bodies nearer to their `targets`. The middle of those bodies
/// stays where it is, and what the picture covers keeps its shape.
pub(super) fn flip_onto(places: &mut [Point], targets: &[(usize, Point)]) {
    if targets.is_empty() {
        return;
    }
    let (from, to) = middles(places, targets);
    let (mut across, mut down) = (0.0, 0.0);
    for &(i, target) in targets {
        let (a, b) = (places[i] - from, target - to);
        across += a.x * b.x;
        down += a.y * b.y;
    }
    let flip = point(if across < 0.0 { -1.0 } else { 1.0 }, if down < 0.0 { -1.0 } else { 1.0 });
    for p in places.iter_mut() {
        let a = *p - from;
        *p = from + point(a.x * flip.x, a.y * flip.y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirrored_and_turned_picture_is_brought_back() {
        let picture = [point(0.0, 0.0), point(30.0, 0.0), point(0.0, 10.0), point(25.0, 25.0)];
        let mut changed = picture.map(|p| point(-p.y, -p.x) + point(100.0, 7.0));
        let targets: Vec<_> = picture.iter().copied().enumerate().collect();
        onto(&mut changed, &targets);
        for (a, b) in changed.iter().zip(&picture) {
            assert!((*a - *b).length() < 1e-3, "{a:?} {b:?}");
        }
    }

    #[test]
    fn one_target_moves_the_picture_and_no_more() {
        let mut places = [point(0.0, 0.0), point(10.0, 5.0)];
        onto(&mut places, &[(1, point(3.0, 3.0))]);
        assert_eq!(places, [point(-7.0, -2.0), point(3.0, 3.0)]);
    }
}
