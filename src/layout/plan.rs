//! Where components will stand, before any of them is drawn: sketches stand there, and the finished picture keeps to it.

use super::component::{APART, Component, rows, rows_piece};
use super::input::Input;
use super::pack::{Piece, Wish, in_rows, pack};
use crate::geom::{Point, Rect};

/// Components side by side, each as large as it is expected to be. Depends on the request alone.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// How wide or high each component is to be.
    pub(super) sides: Vec<f32>,
    /// Where each component stands, and last the bodies without a link if there are any.
    pub(super) wishes: Vec<Wish>,
    /// The bodies without a link in rows, their middle at the origin.
    pub(super) rows: Vec<Point>,
}

impl Plan {
    /// The plan for these components and `singles` without a link.
    pub(super) fn new(components: &[Component], singles: &[u32], input: &Input) -> Self {
        let sides: Vec<f32> = components.iter().map(Component::expected_side).collect();
        let frame = |&side: &f32| Piece::of_box(Rect::around(Point::ZERO, side, side).grown(APART));
        let mut pieces: Vec<Piece> = sides.iter().map(frame).collect();
        let half: Vec<Point> = singles.iter().map(|&i| input.half[i as usize]).collect();
        let rows = rows(&half, input.aspect);
        if !rows.is_empty() {
            pieces.push(rows_piece(&rows, &half));
        }
        let wishes = pack(&pieces, &[], input.aspect).into_iter().zip(in_rows(&pieces));
        Self { sides, wishes: wishes.map(|(middle, in_rows)| Wish { middle, in_rows }).collect(), rows }
    }
}
