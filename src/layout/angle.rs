//! Angles in turns (1 is all the way round), by arithmetic alone: the sine and cosine of a system's library differ between
//! systems in the last bit, and equal requests must have equal answers.

use crate::geom::{Point, point};
use std::f32::consts::TAU;

/// The point of the unit circle at `turns`, clockwise on the screen from the right. Error below 1e-6.
pub(super) fn direction(turns: f32) -> Point {
    let turns = turns - turns.floor();
    let quarter = (turns * 4.0 + 0.5).floor();
    let (sin, cos) = eighth(turns - quarter * 0.25);
    match quarter {
        0.5..1.5 => point(-sin, cos),
        1.5..2.5 => point(-cos, -sin),
        2.5..3.5 => point(sin, -cos),
        _ => point(cos, sin),
    }
}

/// Sine and cosine within an eighth of a turn of 0, by their Taylor series.
fn eighth(turns: f32) -> (f32, f32) {
    let a = turns * TAU;
    let a2 = a * a;
    let sin = a * (1.0 - a2 / 6.0 * (1.0 - a2 / 20.0 * (1.0 - a2 / 42.0 * (1.0 - a2 / 72.0))));
    let cos = 1.0 - a2 / 2.0 * (1.0 - a2 / 12.0 * (1.0 - a2 / 30.0 * (1.0 - a2 / 56.0)));
    (sin, cos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_agree_with_the_library() {
        for step in 0..720_u16 {
            let turns = f32::from(step) / 720.0;
            let ours = direction(turns);
            let (sin, cos) = (turns * TAU).sin_cos();
            assert!((ours - point(cos, sin)).length() < 2e-6, "{turns}");
        }
    }
}
