//! The camera of one level: where it is, where it is going, and whether the user has taken it into his own hands.

use super::motion::Passage;
use crate::geom::{Point, point};
use crate::scene::Camera;

/// The camera of one level.
#[derive(Clone, Debug, Default)]
pub(super) struct Lens {
    now: Camera,
    going: Option<(Camera, Camera, Passage)>,
    taken: bool,
    fitted: bool,
}

impl Lens {
    /// Where the camera is.
    pub(super) fn camera(&self) -> Camera {
        self.now
    }

    /// Whether it has ever been fitted to a picture.
    pub(super) fn is_fitted(&self) -> bool {
        self.fitted
    }

    /// Whether it shows all of the picture and nobody has moved it since: then it may be fitted again by itself.
    pub(super) fn keeps_fit(&self) -> bool {
        self.fitted && !self.taken
    }

    /// Whether it is on its way.
    pub(super) fn is_moving(&self) -> bool {
        self.going.is_some()
    }

    /// Sends it to a camera that shows all of the picture, in `secs` seconds.
    pub(super) fn fit(&mut self, to: Camera, now: f64, secs: f32) {
        self.taken = false;
        let secs = if self.fitted { secs } else { 0.0 };
        self.fitted = true;
        self.go(to, now, secs);
    }

    /// Sends it elsewhere: from now on it is the user's.
    pub(super) fn send(&mut self, to: Camera, now: f64, secs: f32) {
        self.taken = true;
        self.go(to, now, secs);
    }

    /// Sends it elsewhere by itself: it is nobody's for that.
    pub(super) fn nudge(&mut self, to: Camera, now: f64, secs: f32) {
        self.go(to, now, secs);
    }

    /// Puts it where the hand is: pan and zoom have no easing.
    pub(super) fn take(&mut self, to: Camera) {
        self.taken = true;
        self.going = None;
        self.now = to;
    }

    /// Where it will be when it has come to rest.
    pub(super) fn target(&self) -> Camera {
        self.going.map_or(self.now, |(_, to, _)| to)
    }

    fn go(&mut self, to: Camera, now: f64, secs: f32) {
        if self.target() != to {
            self.going = Some((self.now, to, Passage::start(now, secs)));
            self.advance(now);
        }
    }

    /// Moves it to where it is at this time.
    pub(super) fn advance(&mut self, now: f64) {
        let Some((from, to, passage)) = self.going else { return };
        if passage.is_over(now) {
            (self.now, self.going) = (to, None);
        } else {
            self.now = between(from, to, passage.eased(now));
        }
    }
}

/// The camera `t` of the way from one to the other. The scale changes by equal factors in equal times, and the centre keeps
/// pace with it, so that a point both cameras show at the same place stays there on the way.
fn between(from: Camera, to: Camera, t: f32) -> Camera {
    let scale = from.scale * (to.scale / from.scale).powf(t);
    let share = if (to.scale / from.scale - 1.0).abs() < 1e-3 {
        t
    } else {
        (1.0 / scale - 1.0 / from.scale) / (1.0 / to.scale - 1.0 / from.scale)
    };
    Camera { center: from.center.lerp(to.center, share), scale }
}

/// The camera moved just enough for the rectangle between `min` and `max` of its view to lie inside it with `margin` points to spare.
pub(super) fn including(camera: Camera, min: Point, max: Point, size: Point, margin: f32) -> Camera {
    let push = |low: f32, high: f32, room: f32| {
        if low < margin {
            margin - low
        } else if high > room - margin {
            (room - margin - high).max(margin - low)
        } else {
            0.0
        }
    };
    camera.panned(point(push(min.x, max.x, size.x), push(min.y, max.y, size.y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Point = point(800.0, 500.0);

    #[test]
    fn a_point_both_cameras_show_at_one_place_stays_there_on_the_way() {
        let from = Camera { center: point(30.0, -20.0), scale: 0.8 };
        let about = point(120.0, 400.0);
        let to = from.zoomed(3.0, about, SIZE);
        let world = from.world_from_view(about, SIZE);
        for t in [0.1, 0.4, 0.9] {
            let seen = between(from, to, t).view_from_world(world, SIZE);
            assert!((seen - about).length() < 0.05, "{seen:?} at {t}");
        }
    }

    #[test]
    fn the_first_fit_does_not_travel() {
        let mut lens = Lens::default();
        let to = Camera { center: point(9.0, 9.0), scale: 2.0 };
        lens.fit(to, 1.0, 0.3);
        assert_eq!((lens.camera(), lens.is_moving(), lens.keeps_fit()), (to, false, true));
    }

    #[test]
    fn a_hand_on_the_camera_stops_it_and_keeps_it() {
        let mut lens = Lens::default();
        lens.fit(Camera::default(), 0.0, 0.3);
        lens.fit(Camera { center: point(100.0, 0.0), scale: 1.0 }, 0.0, 0.3);
        lens.advance(0.1);
        let on_the_way = lens.camera();
        assert!(on_the_way.center.x > 0.0 && on_the_way.center.x < 100.0);
        lens.take(on_the_way.panned(point(5.0, 0.0)));
        assert!(!lens.is_moving() && !lens.keeps_fit());
    }

    #[test]
    fn what_sticks_out_is_brought_in_and_nothing_else_moves() {
        let camera = Camera::default();
        let inside = including(camera, point(20.0, 20.0), point(100.0, 90.0), SIZE, 8.0);
        assert_eq!(inside, camera);
        let above = including(camera, point(20.0, -30.0), point(100.0, 40.0), SIZE, 8.0);
        assert_eq!(above.center, point(0.0, -38.0));
    }
}
