//! The map under the picture: coast, land, and how far a hundred kilometres are.

use super::ink::{Ink, Words};
use super::request::SceneRequest;
use super::{Anchor, Rgba, Stroke, Weight};
use crate::geom::{Point, Rect, point};

/// Land in world space, projected as the nodes' places on the map are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapDrawing {
    /// The pieces of land.
    pub lands: Vec<Land>,
    /// Kilometres a world unit; 0 where no scale bar is wanted.
    pub km_per_unit: f32,
}

/// One piece of land.
#[derive(Clone, Debug, PartialEq)]
pub struct Land {
    /// Its coast in world space, at least three corners; the last is joined to the first.
    pub coast: Vec<Point>,
    /// Whether it belongs to the United Kingdom; other land is drawn fainter.
    pub is_uk: bool,
}

impl MapDrawing {
    /// A map of these pieces of land: whether each belongs to the United Kingdom, and its coast in world space. Without a scale bar.
    pub fn new(lands: impl IntoIterator<Item = (bool, Vec<Point>)>) -> Self {
        let land = |(is_uk, coast)| Land { coast, is_uk };
        Self { lands: lands.into_iter().map(land).collect(), km_per_unit: 0.0 }
    }

    /// The same map with a scale bar: `km_per_unit` kilometres are one world unit.
    pub fn with_scale(self, km_per_unit: f32) -> Self {
        Self { km_per_unit, ..self }
    }
}

/// Corners nearer than this to the last one kept are left out, in points.
const DETAIL: f32 = 0.8;
/// The longest scale bar in points.
const LONGEST_BAR: f32 = 150.0;

/// The ground behind everything: the canvas, the sea as the map comes.
pub(super) fn ground(request: &SceneRequest<'_>) -> Rgba {
    let pull = if request.map.is_some() { request.view.map_pull } else { 0.0 };
    request.theme.sea.into(request.theme.canvas, pull)
}

/// Draws the land. `scale` is in points a world unit.
pub(super) fn draw(ink: &mut Ink, request: &SceneRequest<'_>, scale: f32) {
    let (Some(map), pull) = (request.map, request.view.map_pull) else { return };
    if pull <= 0.0 {
        return;
    }
    let (theme, ground) = (request.theme, ground(request));
    let visible = ink.visible();
    let coast = Stroke::solid(theme.coast.into(ground, pull), 1.0);
    for is_uk in [false, true] {
        let fill = if is_uk { theme.land } else { theme.other_land }.into(ground, pull);
        for land in map.lands.iter().filter(|land| land.is_uk == is_uk) {
            let bounds = Rect::bounding(land.coast.iter().map(|&p| p * scale));
            if !bounds.overlaps(visible) || bounds.width().max(bounds.height()) < 1.0 {
                continue;
            }
            let corners = simplified(&land.coast, scale);
            let corners = if visible.encloses(bounds) { corners } else { clipped(&corners, visible) };
            if corners.len() >= 3 {
                ink.polygon(None, &corners, fill, Some(coast));
            }
        }
    }
}

/// The corners in picture space, without those that make no difference.
fn simplified(coast: &[Point], scale: f32) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(coast.len() / 2);
    for &corner in coast {
        let corner = corner * scale;
        if kept.last().is_none_or(|&last| (corner - last).length2() >= DETAIL * DETAIL) {
            kept.push(corner);
        }
    }
    kept
}

/// The polygon cut to a rectangle (Sutherland and Hodgman 1974). Pieces that fall apart stay joined along the rectangle's edge, which
/// lies outside the view.
fn clipped(polygon: &[Point], to: Rect) -> Vec<Point> {
    let sides: [(Point, f32); 4] = [
        (point(1.0, 0.0), to.min.x),
        (point(-1.0, 0.0), -to.max.x),
        (point(0.0, 1.0), to.min.y),
        (point(0.0, -1.0), -to.max.y),
    ];
    let mut left = polygon.to_vec();
    for (inwards, least) in sides {
        let before = std::mem::take(&mut left);
        let depth = |p: Point| p.dot(inwards) - least;
        let Some(&last) = before.last() else { return before };
        let mut from = last;
        for &corner in &before {
            let (a, b) = (depth(from), depth(corner));
            if (a < 0.0) != (b < 0.0) {
                left.push(from.lerp(corner, a / (a - b)));
            }
            if b >= 0.0 {
                left.push(corner);
            }
            from = corner;
        }
    }
    left
}

/// Draws how far a round number of kilometres is, bottom left.
pub(super) fn draw_scale_bar(ink: &mut Ink, request: &SceneRequest<'_>, bottom: f32) {
    let Some(km_per_unit) = request.map.map(|map| map.km_per_unit).filter(|&km| km > 0.0 && request.on_map()) else {
        return;
    };
    let points_per_km = request.view.camera.scale / km_per_unit;
    let most = LONGEST_BAR / points_per_km;
    if !(most.is_finite() && most > 0.0) {
        return;
    }
    let power = 10_f32.powf(most.log10().floor());
    let km = [5.0, 2.0, 1.0].iter().map(|digit| digit * power).find(|&km| km <= most).unwrap_or(power);
    let (left, y, length) = (15.0, bottom - 20.0, km * points_per_km);
    let stroke = Stroke::solid(request.theme.second, 1.5);
    for [from, to] in [
        [point(left, y), point(left + length, y)],
        [point(left, y - 4.0), point(left, y + 4.0)],
        [point(left + length, y - 4.0), point(left + length, y + 4.0)],
    ] {
        ink.polyline(None, &[from, to], stroke);
    }
    let text = format!("{km} km");
    let width = request.text.width(&text, 11.0, Weight::Regular);
    let words = Words { text, size: 11.0, weight: Weight::Regular, color: request.theme.second, width };
    ink.words(None, point(left + length + 10.0, y), Anchor::Start, words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn land_is_cut_to_the_view_and_keeps_what_is_inside() {
        let square = [point(-10.0, -10.0), point(50.0, -10.0), point(50.0, 50.0), point(-10.0, 50.0)];
        let view = Rect::of_corners(point(0.0, 0.0), point(100.0, 100.0));
        let cut = clipped(&square, view);
        let bounds = Rect::bounding(cut.iter().copied());
        assert!((bounds.min - point(0.0, 0.0)).length() < 1e-3 && (bounds.max - point(50.0, 50.0)).length() < 1e-3);
        let outside = square.map(|p| p - point(500.0, 0.0));
        assert!(clipped(&outside, view).is_empty());
    }
}
