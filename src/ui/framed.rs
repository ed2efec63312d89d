//! The picture as it is seen, set between its markings: for files, which leave the window that says what they are.

use crate::geom::{Point, point};
use crate::scene::{Anchor, Fill, Scene, Shape, TextMeasure, Theme, Weight};

/// Height of a marking strip.
const STRIP: f32 = 28.0;
/// Height of the line that says what is seen.
const CAPTION: f32 = 26.0;
/// Padding at both ends of a line.
const PAD: f32 = 12.0;

/// What stands round the picture.
pub(super) struct Frame<'a> {
    /// The marking, over and under the picture.
    pub(super) marking: &'a str,
    /// What is seen, in a line under the picture.
    pub(super) caption: &'a str,
    /// Colours.
    pub(super) theme: &'a Theme,
    /// Widths of words.
    pub(super) text: &'a dyn TextMeasure,
}

/// The scene with nothing of it changed, a strip higher at the top, a caption and a strip higher at the bottom.
pub(super) fn framed(scene: &Scene, frame: &Frame<'_>) -> Scene {
    let mut out = scene.clone();
    out.size.y += 2.0 * STRIP + CAPTION;
    for (_, shape) in &mut out.shapes {
        shift(shape, point(0.0, STRIP));
    }
    let (width, bottom) = (out.size.x, out.size.y);
    let theme = frame.theme;
    let mut strip = |top: f32| {
        let corners = [(0.0, top), (width, top), (width, top + STRIP), (0.0, top + STRIP)];
        let points = corners.map(|(x, y)| point(x, y)).to_vec();
        out.shapes.push((None, Shape::Polygon { points, fill: Fill(theme.marking), stroke: None }));
        out.shapes
            .push((None, words(frame, frame.marking, point(width / 2.0, top + STRIP / 2.0), Anchor::Middle, 13.0)));
    };
    strip(0.0);
    strip(bottom - STRIP);
    let at = point(PAD, bottom - STRIP - CAPTION / 2.0);
    out.shapes.push((None, words(frame, &fitting(frame, width - 2.0 * PAD), at, Anchor::Start, 12.0)));
    out
}

/// The caption, cut with an ellipsis where it is wider than the picture.
fn fitting(frame: &Frame<'_>, room: f32) -> String {
    let fits = |text: &str| frame.text.width(text, 12.0, Weight::Regular) <= room;
    if fits(frame.caption) {
        return frame.caption.to_owned();
    }
    let mut cut = frame.caption.to_owned();
    while cut.pop().is_some() && !fits(&format!("{cut}…")) {}
    format!("{}…", cut.trim_end())
}

fn words(frame: &Frame<'_>, text: &str, at: Point, anchor: Anchor, size: f32) -> Shape {
    let weight = if anchor == Anchor::Middle { Weight::Semibold } else { Weight::Regular };
    let width = frame.text.width(text, size, weight);
    Shape::Text { at, text: text.to_owned(), size, weight, anchor, width, color: frame.theme.text }
}

fn shift(shape: &mut Shape, by: Point) {
    match shape {
        Shape::Circle { center, .. } => *center = *center + by,
        Shape::RoundRect { rect, .. } => *rect = rect.moved(by),
        Shape::Polyline { points, .. } | Shape::Polygon { points, .. } => {
            for p in points {
                *p = *p + by;
            }
        }
        Shape::Curve { points, .. } => *points = points.map(|p| p + by),
        Shape::Text { at, .. } => *at = *at + by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::FontMeasure;
    use crate::scene::Rgba;

    #[test]
    fn the_picture_is_as_it_was_between_two_markings() {
        let text = Shape::Text {
            at: point(10.0, 20.0),
            text: "Marco".to_owned(),
            size: 12.0,
            weight: Weight::Regular,
            anchor: Anchor::Start,
            width: 30.0,
            color: Rgba::hex(0),
        };
        let scene = Scene { size: point(200.0, 100.0), shapes: vec![(None, text)], ..Scene::default() };
        let theme = Theme::light();
        let caption = "A caption that is a good deal wider than a picture of two hundred points";
        let frame = Frame { marking: "OFFICIAL-SENSITIVE", caption, theme: &theme, text: FontMeasure::embedded() };
        let out = framed(&scene, &frame);
        let texts: Vec<_> = out
            .shapes
            .iter()
            .filter_map(|(_, shape)| match shape {
                Shape::Text { text, at, .. } => Some((text.as_str(), at.y)),
                _ => None,
            })
            .collect();
        assert_eq!(texts[0], ("Marco", 20.0 + STRIP));
        let markings: Vec<_> = texts.iter().filter(|(text, _)| *text == "OFFICIAL-SENSITIVE").collect();
        assert_eq!(markings.len(), 2);
        assert!(markings.iter().all(|(_, y)| *y < STRIP || *y > out.size.y - STRIP));
        assert!(texts.iter().any(|(text, _)| text.ends_with('…')));
        assert!(out.shapes.iter().all(|(_, shape)| shape.bounds().max.x <= out.size.x + 0.5));
    }
}
