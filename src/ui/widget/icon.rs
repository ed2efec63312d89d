//! Icons, drawn and not fetched: stroke 1.4 in a box of 12.

use eframe::egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};
use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// An icon of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Add.
    Plus,
    /// Close, dismiss, rejected.
    Cross,
    /// Accepted, chosen.
    Tick,
    /// Back.
    ChevronLeft,
    /// On.
    ChevronRight,
    /// Opens a menu.
    ChevronDown,
    /// More can be done: a menu.
    More,
    /// An answer is wanted.
    Question,
    /// Its turn has not come.
    Waiting,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// A file.
    Page,
    /// A folder.
    Folder,
    /// Dark or light.
    Theme,
    /// A list.
    List,
    /// A blocking order.
    Order,
    /// A town.
    Town,
    /// Three joined numbers: the sample.
    Sample,
}

const STROKE: f32 = 1.4;

impl Icon {
    /// Paints the icon about `at`.
    pub(crate) fn paint(self, painter: &Painter, at: Pos2, ink: Color32) {
        let stroke = Stroke::new(STROKE, ink);
        let p = |x: f32, y: f32| at + vec2(x, y);
        let path = |points: &[(f32, f32)]| {
            painter.add(Shape::line(points.iter().map(|&(x, y)| p(x, y)).collect(), stroke));
        };
        match self {
            Self::Plus => {
                path(&[(-5.0, 0.0), (5.0, 0.0)]);
                path(&[(0.0, -5.0), (0.0, 5.0)]);
            }
            Self::Cross => {
                path(&[(-4.0, -4.0), (4.0, 4.0)]);
                path(&[(-4.0, 4.0), (4.0, -4.0)]);
            }
            Self::Tick => path(&[(-4.5, 0.5), (-1.5, 3.5), (4.5, -3.5)]),
            Self::ChevronLeft => path(&[(2.0, -4.0), (-2.0, 0.0), (2.0, 4.0)]),
            Self::ChevronRight => path(&[(-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0)]),
            Self::ChevronDown => path(&[(-4.0, -2.0), (0.0, 2.0), (4.0, -2.0)]),
            Self::More => {
                for x in [-4.0, 0.0, 4.0] {
                    painter.circle_filled(p(x, 0.0), 1.3, ink);
                }
            }
            Self::Question => {
                painter.circle_stroke(at, 5.6, stroke);
                let mut hook = arc(p(0.0, -1.1), 1.8, -PI, FRAC_PI_2 * 0.6);
                hook.push(p(0.0, 1.3));
                painter.add(Shape::line(hook, stroke));
                painter.circle_filled(p(0.0, 3.4), 0.8, ink);
            }
            Self::Waiting => {
                painter.circle_stroke(at, 5.0, stroke);
                path(&[(0.0, -2.8), (0.0, 0.0), (2.2, 1.4)]);
            }
            Self::Undo => hooked_arrow(painter, at, -1.0, stroke),
            Self::Redo => hooked_arrow(painter, at, 1.0, stroke),
            Self::Page => {
                let outline = [(1.0, -6.0), (-4.0, -6.0), (-4.0, 6.0), (4.5, 6.0), (4.5, -2.5), (1.0, -6.0)];
                path(&outline);
                path(&[(1.0, -6.0), (1.0, -2.5), (4.5, -2.5)]);
            }
            Self::Folder => {
                path(&[(-6.0, 4.5), (-6.0, -4.5), (-1.5, -4.5), (0.0, -2.5), (6.0, -2.5), (6.0, 4.5), (-6.0, 4.5)]);
            }
            Self::Theme => {
                painter.circle_stroke(at, 5.0, stroke);
                painter.add(Shape::convex_polygon(arc(at, 5.0, -FRAC_PI_2, FRAC_PI_2), ink, Stroke::NONE));
            }
            Self::List => {
                for y in [-4.0, 0.0, 4.0] {
                    path(&[(-5.0, y), (5.0, y)]);
                }
            }
            Self::Order => {
                painter.circle_stroke(at, 4.6, stroke);
                path(&[(-2.4, 0.0), (2.4, 0.0)]);
            }
            Self::Town => {
                let square = Rect::from_center_size(at, Vec2::splat(9.0));
                painter.rect_stroke(square, CornerRadius::same(2), stroke, StrokeKind::Middle);
            }
            Self::Sample => {
                for (x, y) in [(-4.5, 3.0), (0.0, -3.5), (4.5, 3.0)] {
                    painter.circle_stroke(p(x, y), 1.8, stroke);
                }
                path(&[(-3.4, 1.4), (-1.1, -2.0)]);
                path(&[(1.1, -2.0), (3.4, 1.4)]);
            }
        }
    }
}

/// The arrow of undo (`side` -1) and redo (1): a head, a shaft and a half turn back below it.
fn hooked_arrow(painter: &Painter, at: Pos2, side: f32, stroke: Stroke) {
    let p = |x: f32, y: f32| pos2(at.x + side * x, at.y + y);
    painter.add(Shape::line(vec![p(2.0, -5.5), p(5.0, -2.5), p(2.0, 0.5)], stroke));
    let mut hook = vec![p(5.0, -2.5)];
    hook.extend(arc(Pos2::ZERO, 3.25, -FRAC_PI_2, -PI - FRAC_PI_2).iter().map(|q| p(q.x - 1.0, q.y + 0.75)));
    hook.push(p(1.5, 4.0));
    painter.add(Shape::line(hook, stroke));
}

/// Points of an arc; angles in radians, clockwise from the right.
fn arc(center: Pos2, radius: f32, from: f32, to: f32) -> Vec<Pos2> {
    let steps = ((to - from).abs() / TAU * 32.0).ceil().max(2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 2 and 32")]
    let count = steps as u32;
    (0..=count)
        .map(|i| {
            let angle = from + (to - from) * (i as f32 / steps);
            center + radius * vec2(angle.cos(), angle.sin())
        })
        .collect()
}
