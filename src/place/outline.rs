//! The coast of these islands.

use super::project;
use crate::domain::LatLon;
use crate::geom::{Point, Rect};

/// The land that a map shows: Great Britain and Northern Ireland, and what lies beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapOutline {
    /// Islands and parts of islands, in no order that means anything.
    pub lands: Vec<Land>,
}

/// An island, or the part of one that belongs to a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Land {
    /// Whether it is Great Britain or Northern Ireland; else Ireland or Man.
    pub is_uk: bool,
    /// Its shore as a closed ring in kilometres of [`project`]; the last point is not the first again.
    pub shore: Vec<Point>,
    /// The smallest rectangle round it.
    pub bounds: Rect,
}

impl MapOutline {
    /// Reads `outline.txt`, which `examples/pack_places.rs` writes. What is no number is passed over.
    pub(super) fn of_text(text: &str) -> Self {
        Self { lands: text.lines().filter_map(Land::of_line).collect() }
    }

    /// Whether the point (as of [`project`]) lies on land that is not British.
    pub(super) fn is_abroad(&self, at: Point) -> bool {
        self.lands.iter().any(|land| !land.is_uk && land.holds(at))
    }
}

impl Land {
    fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let is_uk = match words.next()? {
            "uk" => true,
            "other" => false,
            _ => return None,
        };
        let mut at = (0i32, 0i32);
        let mut shore = Vec::new();
        while let (Some(east), Some(north)) = (words.next(), words.next()) {
            at = (at.0.checked_add(east.parse().ok()?)?, at.1.checked_add(north.parse().ok()?)?);
            shore.extend(LatLon::new(f64::from(at.1) / 1e3, f64::from(at.0) / 1e3).map(project));
        }
        if shore.len() > 1 && shore.first() == shore.last() {
            shore.pop();
        }
        let bounds = Rect::bounding(shore.iter().copied());
        (shore.len() > 2).then_some(Self { is_uk, shore, bounds })
    }

    /// Whether the point lies within the shore: whether a ray to the east crosses it an odd number of times.
    fn holds(&self, at: Point) -> bool {
        let ends = self.shore.iter().zip(self.shore.iter().cycle().skip(1));
        let crosses = |(from, to): &(&Point, &Point)| {
            (from.y > at.y) != (to.y > at.y) && at.x < from.x + (at.y - from.y) / (to.y - from.y) * (to.x - from.x)
        };
        self.bounds.contains(at) && ends.filter(crosses).count() % 2 == 1
    }
}
