//! Very many small pictures, in rows like books on shelves.

use crate::geom::{Point, Rect, point};

/// A little more than the width that would do if no row had a ragged end and no book were lower than its row.
const ROOMY: f32 = 1.08;

/// Where the middle of each rectangle goes, and the frame of all, which has about this aspect (width over height). The highest
/// come first: each row is as high as its first rectangle (next fit by decreasing height; Coffman, Garey, Johnson & Tarjan 1980).
/// O(n log n).
pub(super) fn shelve(sizes: &[Point], aspect: f32) -> (Vec<Point>, Rect) {
    let area: f32 = sizes.iter().map(|size| size.x * size.y).sum();
    let widest = sizes.iter().map(|size| size.x).fold(0.0, f32::max);
    let width = ((area * aspect).sqrt() * ROOMY).max(widest);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| sizes[b].y.total_cmp(&sizes[a].y).then(sizes[b].x.total_cmp(&sizes[a].x)).then(a.cmp(&b)));
    let mut middles = vec![Point::ZERO; sizes.len()];
    let (mut x, mut y, mut height, mut right) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    for i in order {
        let size = sizes[i];
        if x > 0.0 && x + size.x > width {
            (x, y, height) = (0.0, y + height, 0.0);
        }
        height = height.max(size.y);
        middles[i] = point(x + size.x * 0.5, y + height * 0.5);
        x += size.x;
        right = right.max(x);
    }
    (middles, Rect { min: Point::ZERO, max: point(right, y + height) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shelved_lies_in_the_frame_and_does_not_overlap() {
        let sizes: Vec<Point> = (0..500_u16).map(|i| point(f32::from(10 + i % 23), f32::from(8 + i % 7))).collect();
        let (middles, frame) = shelve(&sizes, 1.6);
        let boxes: Vec<Rect> = middles.iter().zip(&sizes).map(|(&p, size)| Rect::around(p, size.x, size.y)).collect();
        for (i, a) in boxes.iter().enumerate() {
            assert!(boxes[..i].iter().all(|b| !a.grown(-0.01).overlaps(*b)), "{i}");
            assert!(frame.grown(0.01).union(*a) == frame.grown(0.01), "{i}");
        }
        let used: f32 = sizes.iter().map(|size| size.x * size.y).sum();
        assert!(used / (frame.width() * frame.height()) > 0.8);
    }
}
