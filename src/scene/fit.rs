//! The camera that shows all of a picture, and how much room a layout should keep for a node.

use super::crowd::Crowd;
use super::furniture::Furniture;
use super::mark::{Form, name_of, outline_of};
use super::naming::label_room;
use super::plan::Plan;
use super::request::SceneRequest;
use super::unfold::UnfoldedBox;
use super::{Camera, TextMeasure};
use crate::domain::Level;
use crate::geom::{Point, Rect, point};
use crate::network::Actor;

/// Points kept free at the edges of the view.
const PADDING: f32 = 10.0;
/// Points kept free besides at the left and right of a crowd and above and below it, for the outermost marks and their names.
const CROWD_PADDING: Point = point(40.0, 14.0);
/// Parts of a crowd along each axis that are told apart when it is fitted round what stands over the picture, and scales tried.
const PARTS: usize = 40;
const MOST_STEPS: usize = 12;
/// Above this many nodes fewer scales are tried.
const EXACT_LIMIT: usize = 400;
/// Each scale tried is this share of the one before.
const STEP: f32 = 0.93;
/// Scales tried between the greatest that fits and the least that does not.
const REFINEMENTS: usize = 2;
/// Places tried for the picture along each axis.
const SHIFTS: u8 = 9;

/// The camera that shows everything: no mark, link or label is cut off at the edge of the view or hidden under legend, caption or
/// buttons, and it is as near as that allows. The camera of the request's view plays no part.
///
/// Cost: a few times that of [`build`](super::build).
pub fn fitting_camera(request: &SceneRequest<'_>) -> Camera {
    let n = request.network.graph.node_count();
    let world = Rect::bounding((0..n).map(|i| request.position(i)));
    let furniture = Furniture::new(request);
    let free = furniture.free.grown(-PADDING);
    if n == 0 || free.width() < 40.0 || free.height() < 40.0 {
        return Camera::fit(world, request.view.size, PADDING);
    }
    if Crowd::is_one(request.network) {
        return crowd_camera(request, world, &furniture, n);
    }
    let mut scale = upper_scale(world, free, n);
    let camera_at = |scale: f32| {
        let shift = shift(&Plan::new(request, scale, None).boxes(), free, &furniture.boxes)?;
        Some(Camera { center: (request.view.size * 0.5 - shift) * (1.0 / scale), scale })
    };
    // In large pictures placing labels takes longer: they are tried at fewer scales.
    let step = if n <= EXACT_LIMIT { STEP } else { STEP * STEP * STEP };
    let mut found = None;
    while scale >= Camera::SCALES.0 {
        found = camera_at(scale);
        if found.is_some() {
            break;
        }
        scale *= step;
    }
    let Some(mut camera) = found else { return Camera::fit(world, request.view.size, PADDING) };
    // The greatest scale lies between the one that fits and the one before it.
    let mut too_near = (camera.scale / step).min(upper_scale(world, free, n));
    for _ in 0..REFINEMENTS {
        let between = f32::midpoint(camera.scale, too_near);
        match camera_at(between) {
            Some(nearer) => camera = nearer,
            None => too_near = between,
        }
    }
    camera
}

/// The camera that shows all marks of a crowd. Names are placed by what room there is: places alone decide.
fn crowd_camera(request: &SceneRequest<'_>, world: Rect, furniture: &Furniture, n: usize) -> Camera {
    let (width, height) = (world.width().max(1e-3), world.height().max(1e-3));
    // Whether there is anything, by parts of the picture.
    let mut parts = vec![false; PARTS * PARTS];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the parts")]
    let part = |share: f32| (share * PARTS as f32).clamp(0.0, (PARTS - 1) as f32) as usize;
    for i in 0..n {
        let at = request.position(i) - world.min;
        parts[part(at.y / height) * PARTS + part(at.x / width)] = true;
    }
    let side = point(width / PARTS as f32, height / PARTS as f32);
    let boxes_at = |scale: f32| -> Vec<Rect> {
        let corner = |i: usize| world.min + point(side.x * (i % PARTS) as f32, side.y * (i / PARTS) as f32);
        let filled = (0..parts.len()).filter(|&i| parts[i]);
        filled.map(|i| Rect { min: corner(i) * scale, max: (corner(i) + side) * scale }).collect()
    };
    let free = furniture.free.grown(-PADDING);
    let room = Rect { min: free.min + CROWD_PADDING, max: free.max - CROWD_PADDING };
    let room = if room.width() < 40.0 || room.height() < 40.0 { free } else { room };
    let mut scale = upper_scale(world, room, n);
    for _ in 0..MOST_STEPS {
        if let Some(shift) = shift(&boxes_at(scale), room, &furniture.boxes) {
            return Camera { center: (request.view.size * 0.5 - shift) * (1.0 / scale), scale };
        }
        scale *= STEP;
    }
    Camera::fit(world, request.view.size, PADDING)
}

/// A scale at which the middles of the marks alone fill the view.
fn upper_scale(world: Rect, free: Rect, n: usize) -> f32 {
    let (width, height) = (world.width(), world.height());
    let across = if width > 1e-3 { free.width() / width } else { f32::INFINITY };
    let upright = if height > 1e-3 { free.height() / height } else { f32::INFINITY };
    let scale = across.min(upright);
    // One node, or a few on one spot, are shown at their own size; few nodes are not torn apart.
    let most = if n < 8 { 1.5 } else { 4.0 };
    if scale.is_finite() { scale.clamp(Camera::SCALES.0, most) } else { 1.0 }
}

/// How far to move the boxes so that all lie in `free` and none under an obstacle; the place nearest to the middle. `None` if there
/// is none.
fn shift(boxes: &[Rect], free: Rect, obstacles: &[Rect]) -> Option<Point> {
    let all = boxes.iter().fold(Rect::NOTHING, |all, &rect| all.union(rect));
    if all.width() > free.width() || all.height() > free.height() {
        return None;
    }
    let (low, high) = (free.min - all.min, free.max - all.max);
    let middle = low.lerp(high, 0.5);
    let share = |i: u8| f32::from(i) / f32::from(SHIFTS - 1);
    let mut tried: Vec<Point> = (0..SHIFTS)
        .flat_map(|i| (0..SHIFTS).map(move |j| (i, j)))
        .map(|(i, j)| point(low.x + (high.x - low.x) * share(i), low.y + (high.y - low.y) * share(j)))
        .collect();
    tried.sort_by(|a, b| (*a - middle).length2().total_cmp(&(*b - middle).length2()));
    tried.into_iter().find(|&shift| {
        obstacles.iter().all(|&obstacle| {
            let obstacle = obstacle.grown(3.0).moved(-shift);
            !obstacle.overlaps(all) || boxes.iter().all(|rect| !rect.overlaps(obstacle))
        })
    })
}

/// Half of the width and height in points that a layout should keep free round an actor, for its mark and its label; `unfolded` says
/// how far its line is unfolded, 0 to 1.
pub fn body_extent(actor: &Actor, unfolded: f32, text: &dyn TextMeasure) -> (f32, f32) {
    let form = Form::of(actor);
    let mark = outline_of(actor, false).half();
    let label = label_room(text, name_of(actor), form, Level::Lines);
    let folded = match form {
        // Contacts are many: their labels are drawn only where there happens to be room.
        Form::Contact => mark + point(4.0, 4.0),
        _ => point(mark.x.max(label.x / 2.0) + 4.0, mark.y + label.y + 4.0),
    };
    let room = if unfolded > 0.0 && !actor.succession.is_empty() {
        let open = UnfoldedBox::new(actor, text).size * 0.5 + point(14.0, 14.0);
        folded.lerp(open, unfolded.min(1.0))
    } else {
        folded
    };
    (room.x, room.y)
}
