//! From the scene's primitives to egui's. Everything but text becomes triangles once, and is shown again for as long as the
//! picture stays the same; text is laid out by egui, which keeps it.

use super::outline::{circle, dashed, round_rect};
use super::triangles::{Triangle, triangles};
use crate::geom::{Point, Rect, point};
use crate::scene::{Anchor, Scene, Shape, Stroke, Weight};
use crate::ui::style::{color, family};
use eframe::egui::epaint::{self, Mesh, TessellationOptions, Tessellator};
use eframe::egui::{Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, StrokeKind, Vec2, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// A scene as egui draws it, at a place of the window.
#[derive(Default)]
pub(super) struct Ink {
    pieces: Vec<Piece>,
    cuts: Cuts,
}

/// Triangles and text, in the order they lie on one another.
enum Piece {
    Mesh(Arc<Mesh>),
    /// The place of a crowd's marks and links.
    Crowd,
    Text {
        at: Pos2,
        text: String,
        font: FontId,
        anchor: Anchor,
        color: Color32,
    },
}

/// The font of a weight; the ordinary one where the window has not loaded the other.
pub(super) fn font(painter: &Painter, weight: Weight, size: f32) -> FontId {
    let wanted = family(weight);
    let loaded = painter.fonts(|fonts| fonts.definitions().families.contains_key(&wanted));
    FontId::new(size, if loaded { wanted } else { FontFamily::Proportional })
}

/// How far the middle of the capitals lies under the top of a line of this font.
fn capital_middle(painter: &Painter, font: &FontId) -> f32 {
    let galley = painter.layout_no_wrap("H".to_owned(), font.clone(), Color32::WHITE);
    galley.rows.first().map_or(0.0, |row| row.pos.y + row.visuals.mesh_bounds.center().y)
}

impl Ink {
    /// Turns a scene into ink, its upper left corner at `origin` of the window. Of a crowd, marks and links lie over so many shapes.
    pub(super) fn prepare(&mut self, scene: &Scene, crowd: Option<usize>, origin: Pos2, painter: &Painter) {
        // Discs of the font's texture would move when the texture grows; the triangles are kept longer than that.
        let options = TessellationOptions { prerasterized_discs: false, ..TessellationOptions::default() };
        let mut tessellator = Tessellator::new(painter.pixels_per_point(), options, [1, 1], Vec::new());
        tessellator.set_clip_rect(epaint::Rect::from_min_size(origin, vec2(scene.size.x, scene.size.y)));
        let semibold = font(painter, Weight::Semibold, 1.0).family;
        let mut press = Press { tessellator, origin: origin.to_vec2(), mesh: Mesh::default(), cuts: &mut self.cuts };
        self.pieces.clear();
        for (i, (_, shape)) in scene.shapes.iter().enumerate() {
            if crowd == Some(i) {
                self.pieces.extend(press.finish());
                self.pieces.push(Piece::Crowd);
            }
            if let Shape::Text { at, text, size, weight, anchor, color: rgba, .. } = shape {
                self.pieces.extend(press.finish());
                let family = if *weight == Weight::Semibold { semibold.clone() } else { FontFamily::Proportional };
                let (at, font) = (press.at(*at), FontId::new(*size, family));
                self.pieces.push(Piece::Text { at, text: text.clone(), font, anchor: *anchor, color: color(*rgba) });
            } else {
                press.print(shape);
            }
        }
        self.pieces.extend(press.finish());
        if crowd.is_some_and(|under| under >= scene.shapes.len()) {
            self.pieces.push(Piece::Crowd);
        }
        self.cuts.forget_unused();
    }

    /// Shows what was prepared; `crowd` shows the marks and links of a crowd.
    pub(super) fn show(&self, painter: &Painter, mut crowd: impl FnMut(&Painter)) {
        let mut middles: HashMap<(u32, FontFamily), f32> = HashMap::new();
        for piece in &self.pieces {
            match piece {
                Piece::Mesh(mesh) => {
                    painter.add(Arc::clone(mesh));
                }
                Piece::Crowd => crowd(painter),
                Piece::Text { at, text, font, anchor, color } => {
                    let middle = *middles
                        .entry((font.size.to_bits(), font.family.clone()))
                        .or_insert_with(|| capital_middle(painter, font));
                    let galley = painter.layout_no_wrap(text.clone(), font.clone(), *color);
                    let left = match anchor {
                        Anchor::Start => 0.0,
                        Anchor::Middle => galley.size().x / 2.0,
                        Anchor::End => galley.size().x,
                    };
                    painter.galley(*at - vec2(left, middle), galley, *color);
                }
            }
        }
    }
}

/// Prints shapes into a mesh.
struct Press<'a> {
    tessellator: Tessellator,
    origin: Vec2,
    mesh: Mesh,
    cuts: &'a mut Cuts,
}

impl Press<'_> {
    fn at(&self, p: Point) -> Pos2 {
        pos2(p.x, p.y) + self.origin
    }

    fn rect(&self, rect: Rect) -> epaint::Rect {
        epaint::Rect::from_min_max(self.at(rect.min), self.at(rect.max))
    }

    /// What has been printed since the last time.
    fn finish(&mut self) -> Option<Piece> {
        let mesh = std::mem::take(&mut self.mesh);
        (!mesh.is_empty()).then(|| Piece::Mesh(Arc::new(mesh)))
    }

    fn put(&mut self, shape: impl Into<epaint::Shape>) {
        self.tessellator.tessellate_shape(shape.into(), &mut self.mesh);
    }

    fn print(&mut self, shape: &Shape) {
        match shape {
            Shape::Circle { center, radius, fill, stroke } => {
                let center_at = self.at(*center);
                if let Some(fill) = fill {
                    self.put(epaint::CircleShape::filled(center_at, *radius, color(fill.0)));
                }
                if let Some(stroke) = stroke {
                    match stroke.dash {
                        None => {
                            // egui draws the outline of a circle outside its radius; a file has it on both sides of it.
                            let inner = (radius - stroke.width / 2.0).max(0.01);
                            self.put(epaint::CircleShape::stroke(center_at, inner, plain(*stroke)));
                        }
                        Some(_) => self.line(&circle(*center, *radius), *stroke),
                    }
                }
            }
            Shape::RoundRect { rect, radius, fill, stroke } => {
                let (at, corner) = (self.rect(*rect), corner(*radius));
                if let Some(fill) = fill {
                    self.put(epaint::RectShape::filled(at, corner, color(fill.0)));
                }
                if let Some(stroke) = stroke {
                    match stroke.dash {
                        None => self.put(epaint::RectShape::stroke(at, corner, plain(*stroke), StrokeKind::Middle)),
                        Some(_) => self.line(&round_rect(*rect, *radius), *stroke),
                    }
                }
            }
            Shape::Polyline { points, stroke } => self.line(points, *stroke),
            Shape::Curve { points, stroke } => {
                let [a, b, c, d] = points.map(|p| self.at(p));
                let curve = epaint::CubicBezierShape::from_points_stroke(
                    [a, b, c, d],
                    false,
                    Color32::TRANSPARENT,
                    plain(*stroke),
                );
                if stroke.dash.is_some() {
                    let path: Vec<Point> = curve
                        .flatten(None)
                        .into_iter()
                        .map(|p| point(p.x - self.origin.x, p.y - self.origin.y))
                        .collect();
                    self.line(&path, *stroke);
                } else {
                    self.put(curve);
                }
            }
            Shape::Polygon { points, fill, stroke } => self.polygon(points, color(fill.0), *stroke),
            Shape::Text { .. } => {}
        }
    }

    fn line(&mut self, points: &[Point], stroke: Stroke) {
        let path = |piece: &[Point]| -> Vec<Pos2> { piece.iter().map(|p| self.at(*p)).collect() };
        let pieces: Vec<Vec<Pos2>> = match stroke.dash {
            None => vec![path(points)],
            Some(dash) => dashed(points, dash).iter().map(|piece| path(piece)).collect(),
        };
        for piece in pieces {
            self.put(epaint::PathShape::line(piece, plain(stroke)));
        }
    }

    fn polygon(&mut self, points: &[Point], fill: Color32, stroke: Option<Stroke>) {
        let first = u32::try_from(self.mesh.vertices.len()).unwrap_or(u32::MAX);
        if points.len() == 3 {
            // Arrow heads: small and many, and their edges show.
            let corners = points.iter().map(|p| self.at(*p)).collect();
            self.put(epaint::PathShape::convex_polygon(corners, fill, epaint::PathStroke::NONE));
        } else {
            for p in points {
                let at = self.at(*p);
                self.mesh.colored_vertex(at, fill);
            }
            for [a, b, c] in self.cuts.of(points).iter() {
                self.mesh.add_triangle(first + a, first + b, first + c);
            }
        }
        // The edge of bare triangles is rough: an outline of the fill's own colour smooths it.
        let edge = stroke.map_or(epaint::PathStroke::new(1.0, fill), |stroke| plain(stroke).into());
        if points.len() != 3 || stroke.is_some() {
            let ring = points.iter().map(|p| self.at(*p)).collect();
            self.put(epaint::PathShape::closed_line(ring, edge));
        }
    }
}

fn plain(stroke: Stroke) -> epaint::Stroke {
    epaint::Stroke::new(stroke.width, color(stroke.color))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn corner(radius: f32) -> CornerRadius {
    CornerRadius::same(radius.round().clamp(0.0, 255.0) as u8)
}

/// Triangles of polygons seen before: moving and scaling a polygon does not change how it is cut.
#[derive(Default)]
struct Cuts {
    known: Vec<Cut>,
}

struct Cut {
    likeness: Vec<Point>,
    triangles: Arc<Vec<Triangle>>,
    used: bool,
}

impl Cuts {
    fn of(&mut self, points: &[Point]) -> Arc<Vec<Triangle>> {
        let likeness = likeness(points);
        let alike = |cut: &&mut Cut| {
            cut.likeness.len() == likeness.len()
                && cut.likeness.iter().zip(&likeness).all(|(a, b)| (a.x - b.x).abs() < 2e-3 && (a.y - b.y).abs() < 2e-3)
        };
        if let Some(cut) = self.known.iter_mut().find(alike) {
            cut.used = true;
            return Arc::clone(&cut.triangles);
        }
        let cut = Arc::new(triangles(points));
        self.known.push(Cut { likeness, triangles: Arc::clone(&cut), used: true });
        cut
    }

    fn forget_unused(&mut self) {
        self.known.retain_mut(|cut| std::mem::take(&mut cut.used));
    }
}

/// The polygon measured by its own bounds: the same wherever it lies and however large it is shown.
fn likeness(points: &[Point]) -> Vec<Point> {
    let bounds = Rect::bounding(points.iter().copied());
    let (width, height) = (bounds.width().max(1e-6), bounds.height().max(1e-6));
    points.iter().map(|p| point((p.x - bounds.min.x) / width, (p.y - bounds.min.y) / height)).collect()
}
