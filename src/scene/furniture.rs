//! Boxes over the canvas that do not move with it: legend, caption, marking, and the room of the zoom buttons.

use super::legend::Legend;
use super::request::SceneRequest;
use super::{caption, map};
use crate::geom::{Point, Rect, point};
use crate::scene::ink::Ink;

/// Points between a box and the edge of the canvas.
const MARGIN: f32 = 10.0;
/// Width and height of the three zoom buttons, which the window draws.
const ZOOM: Point = point(30.0, 86.0);
/// Room the scale bar takes at the bottom of a map.
const SCALE_BAR: f32 = 46.0;

/// Where the window's zoom buttons go on a canvas of `size`: bottom right; bottom left, above the scale bar, when the picture is
/// a map.
pub fn zoom_box(size: Point, on_map: bool) -> Rect {
    let bottom = size.y - MARGIN - if on_map { SCALE_BAR } else { 0.0 };
    let left = if on_map { MARGIN } else { size.x - MARGIN - ZOOM.x };
    Rect { min: point(left, bottom - ZOOM.y), max: point(left + ZOOM.x, bottom) }
}

/// Everything that stands over the canvas.
pub(super) struct Furniture {
    legend: Option<(Legend, Rect)>,
    /// The part of the view that neither marking nor caption takes.
    pub free: Rect,
    /// Boxes within the free part that nothing should be hidden under.
    pub boxes: Vec<Rect>,
}

impl Furniture {
    /// The furniture of a view.
    pub(super) fn new(request: &SceneRequest<'_>) -> Self {
        let (view, on_map) = (request.view, request.on_map());
        let free = caption::free(request);
        let mut boxes = Vec::new();
        let legend = view.legend.then(|| Legend::new(request)).filter(|legend| !legend.is_empty()).map(|legend| {
            let size = legend.size();
            let left = if on_map { free.max.x - MARGIN - size.x } else { free.min.x + MARGIN };
            let min = point(left, free.max.y - MARGIN - size.y);
            (legend, Rect { min, max: min + size })
        });
        boxes.extend(legend.as_ref().map(|&(_, rect)| rect));
        // A file has a caption and no buttons.
        if view.caption.is_empty() {
            boxes.push(zoom_box(view.size, on_map));
        }
        if on_map {
            let min = point(free.min.x, free.max.y - SCALE_BAR + 8.0);
            boxes.push(Rect { min, max: point(min.x + 220.0, free.max.y) });
        }
        Self { legend, free, boxes }
    }

    /// Draws what belongs to the picture; the window draws its own buttons.
    pub(super) fn draw(&self, ink: &mut Ink, request: &SceneRequest<'_>) {
        map::draw_scale_bar(ink, request, self.free.max.y);
        if let Some((legend, rect)) = &self.legend {
            legend.draw(ink, *rect, request);
        }
        caption::draw(ink, request);
    }

    /// Whether a label at `rect` in view space would lie under a box.
    pub(super) fn hides(&self, rect: Rect) -> bool {
        self.boxes.iter().any(|hidden| hidden.grown(2.0).overlaps(rect))
    }
}
