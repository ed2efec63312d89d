//! Angles in turns (1 is all the way round), by arithmetic alone: the sine and cosine of a system's library differ between
//! systems in the last bit, and equal requests must have equal answers.

use crate::geom::{Point, point};
use std::f32::consts::TAU;

/// The point of the unit circle at `turns`, clockwise on the screen from the right. Error below 1e-6.
pub(super) fn direction(turns: f32) -> Point {
    let turns = turns - turns.floor();
    let quarter = (turns * 4.0 + 0.5).floor();
    let (sin, cos) = eighth(turns - quarter * 0.25);
    match quarter as u32 & 3 {
        0 => point(cos, sin),
        1 => point(-sin, cos),
        2 => point(-cos, -sin),
        _ => point(sin, -cos),
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

/// Where `v` points to in turns, from 0 to 1; 0 for the zero vector. Error below 1e-4 turns.
#[cfg(test)]
pub(super) fn turns_of(v: Point) -> f32 {
    let (x, y) = (v.x.abs(), v.y.abs());
    let long = x.max(y);
    if long.is_nan() || long <= 0.0 {
        return 0.0;
    }
    let t = x.min(y) / long;
    // Arcus tangens on 0 to 1, after Abramowitz & Stegun 4.4.49, error below 1e-5 rad.
    let t2 = t * t;
    let atan = t * (0.999_866 + t2 * (-0.330_299_5 + t2 * (0.180_141 + t2 * (-0.085_133 + t2 * 0.020_835_1))));
    let within = atan / TAU;
    let quadrant = if y > x { 0.25 - within } else { within };
    match (v.x < 0.0, v.y < 0.0) {
        (false, false) => quadrant,
        (true, false) => 0.5 - quadrant,
        (true, true) => 0.5 + quadrant,
        (false, true) => 1.0 - quadrant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_agree_with_the_library_and_back() {
        for step in 0..720_u16 {
            let turns = f32::from(step) / 720.0;
            let ours = direction(turns);
            let (sin, cos) = (turns * TAU).sin_cos();
            assert!((ours - point(cos, sin)).length() < 2e-6, "{turns}");
            let back = turns_of(ours * 17.0);
            assert!((back - turns).abs() < 1e-4 || (back - turns).abs() > 0.9999, "{turns} {back}");
        }
    }
}
