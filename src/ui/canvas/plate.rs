//! Crowds without a graphics chip: drawn by the processor on a thread of their own onto a plate, which is shown moved and scaled until
//! the next one is there. So the picture follows the hand at once, and is drawn anew only when it has changed.

use super::raster::{Pixels, raster};
use crate::geom::{Point, point};
use crate::scene::CrowdView;
use eframe::egui::{
    self, Color32, ColorImage, Context, Painter, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2,
};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

/// Links drawn while the picture moves.
const MOVING_LINKS: usize = 25_000;
/// Points beyond the view that a plate holds, so that a pan does not bare its edge.
const MARGIN: f32 = 80.0;

/// What a plate shows.
#[derive(Clone)]
struct Subject {
    view: CrowdView,
    ppp: f32,
    /// The window's place of the view's corner.
    origin: Pos2,
    whole: bool,
}

impl Subject {
    /// Whether the two are the same, but perhaps for how many links are drawn.
    fn is_alike(&self, other: &Self) -> bool {
        self.view.is_same(&other.view) && self.ppp.to_bits() == other.ppp.to_bits() && self.origin == other.origin
    }

    /// The plate's place in the window: whole pixels, a margin round the view.
    fn place(&self) -> Rect {
        let size = vec2(self.view.sight.size.x, self.view.sight.size.y);
        let rect = Rect::from_min_size(self.origin, size).expand(MARGIN);
        let pixel = |p: Pos2| pos2((p.x * self.ppp).round() / self.ppp, (p.y * self.ppp).round() / self.ppp);
        Rect::from_min_max(pixel(rect.min), pixel(rect.max))
    }

    fn draw(&self) -> Pixels {
        let place = self.place();
        let corner = (self.origin - place.min) * self.ppp;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a window")]
        let count = |length: f32| (length * self.ppp).round().clamp(1.0, 16_384.0) as usize;
        let most = if self.whole { usize::MAX } else { MOVING_LINKS };
        raster(&self.view, self.ppp, point(corner.x, corner.y), (count(place.width()), count(place.height())), most)
    }
}

/// What the thread was asked for and where its answer comes out.
type Drawing = (Subject, Mutex<Receiver<Pixels>>);

/// The plate.
#[derive(Default)]
pub(super) struct Plate {
    shown: Option<(Subject, TextureHandle)>,
    under_way: Option<Drawing>,
    /// What was wanted in the frame before: what has not changed since is at rest.
    wanted: Option<Subject>,
}

impl Plate {
    /// Sees to it that the plate shows this view, now or soon.
    pub(super) fn keep(&mut self, painter: &Painter, view: &CrowdView, origin: Pos2) {
        let mut wanted = Subject { view: view.clone(), ppp: painter.pixels_per_point(), origin, whole: false };
        wanted.whole = self.wanted.as_ref().is_some_and(|before| before.is_alike(&wanted));
        self.wanted = Some(wanted.clone());
        self.take(painter.ctx());
        let is_shown =
            |(shown, _): &(Subject, TextureHandle)| shown.is_alike(&wanted) && (shown.whole || !wanted.whole);
        if self.under_way.is_none() && !self.shown.as_ref().is_some_and(is_shown) {
            self.begin(wanted, painter.ctx());
        }
    }

    /// Whether it shows all of what was wanted last.
    pub(super) fn is_up_to_date(&self) -> bool {
        match (&self.wanted, &self.shown) {
            (Some(wanted), Some((shown, _))) => shown.whole && shown.is_alike(wanted),
            (None, _) => true,
            _ => false,
        }
    }

    fn begin(&mut self, subject: Subject, ctx: &Context) {
        let (send, receive) = channel();
        let (of, ctx) = (subject.clone(), ctx.clone());
        let thread = std::thread::Builder::new().name("plate".to_owned()).spawn(move || {
            // Nobody listens any more where the picture was left in the meantime.
            send.send(of.draw()).ok();
            ctx.request_repaint();
        });
        if thread.is_ok() {
            self.under_way = Some((subject, Mutex::new(receive)));
        }
    }

    /// Takes what the thread has drawn, if it has.
    fn take(&mut self, ctx: &Context) {
        let Some((_, receive)) = &self.under_way else { return };
        let Some(pixels) = receive.lock().ok().and_then(|receive| receive.try_recv().ok()) else { return };
        let Some((subject, _)) = self.under_way.take() else { return };
        let Pixels { width, height, rgba } = pixels;
        let image = ColorImage::from_rgba_premultiplied([width, height], rgba.as_flattened());
        match &mut self.shown {
            Some((of, texture)) => {
                texture.set(image, TextureOptions::LINEAR);
                *of = subject;
            }
            None => self.shown = Some((subject, ctx.load_texture("crowd", image, TextureOptions::LINEAR))),
        }
        // A plate drawn while the picture moved is drawn whole once it has come to rest.
        ctx.request_repaint();
    }

    /// Shows the plate where what it shows is now.
    pub(super) fn show(&self, painter: &Painter, view: &CrowdView, origin: Pos2) {
        let Some((of, texture)) = &self.shown else { return };
        // Until the new picture of the same nodes is drawn, the one before is better than none.
        if !of.view.crowd.has_same_nodes(&view.crowd) {
            return;
        }
        let place = of.place();
        let rect = if of.view.sight.scale.to_bits() == view.sight.scale.to_bits() && of.origin == origin {
            let by = view.sight.offset - of.view.sight.offset;
            place.translate(vec2(by.x, by.y))
        } else {
            let now = |p: Pos2| {
                let then: Point = point(p.x - of.origin.x, p.y - of.origin.y);
                let at = view.sight.view(of.view.sight.world(then));
                origin + vec2(at.x, at.y)
            };
            Rect::from_min_max(now(place.min), now(place.max))
        };
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.add(egui::Shape::image(texture.id(), rect, all, Color32::WHITE));
    }
}
