//! Text over the picture in a file: the marking on top and at the bottom, a title, notes.

use super::ink::{Ink, Words};
use super::request::SceneRequest;
use super::{Anchor, Weight, map};
use crate::geom::{Rect, point};

/// Height of a marking strip in points.
const STRIP: f32 = 22.0;
/// Points between text and the edge of the picture.
const MARGIN: f32 = 14.0;

/// One line of the caption as it is set.
struct Line {
    text: String,
    size: f32,
    weight: Weight,
}

impl Line {
    fn height(&self) -> f32 {
        self.size * 1.45
    }
}

/// The marking, if there is one.
fn marking<'a>(request: &SceneRequest<'a>) -> Option<&'a str> {
    request.view.caption.first().map(|marking| marking.trim()).filter(|marking| !marking.is_empty())
}

/// Title and notes, broken into lines that fit the picture.
fn lines(request: &SceneRequest<'_>) -> Vec<Line> {
    let room = request.view.size.x - 2.0 * MARGIN;
    let mut lines = Vec::new();
    for (i, text) in request.view.caption.iter().skip(1).enumerate() {
        let (size, weight) = if i == 0 { (14.0, Weight::Semibold) } else { (11.0, Weight::Regular) };
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if !line.is_empty() && request.text.width(&longer, size, weight) > room {
                lines.push(Line { text: std::mem::replace(&mut line, word.to_owned()), size, weight });
            } else {
                line = longer;
            }
        }
        if !line.is_empty() {
            lines.push(Line { text: line, size, weight });
        }
    }
    lines
}

/// The part of the view that marking and caption leave free.
pub(super) fn free(request: &SceneRequest<'_>) -> Rect {
    let strip = if marking(request).is_some() { STRIP } else { 0.0 };
    let text: f32 = lines(request).iter().map(Line::height).sum();
    let text = if text > 0.0 { text + 12.0 } else { 0.0 };
    let size = request.view.size;
    Rect { min: point(0.0, strip + text), max: point(size.x, (size.y - strip).max(strip + text)) }
}

/// Draws marking and caption.
pub(super) fn draw(ink: &mut Ink, request: &SceneRequest<'_>) {
    let (theme, size) = (request.theme, request.view.size);
    // Nothing of the picture shines through the words.
    let band = Rect { min: point(0.0, 0.0), max: point(size.x, free(request).min.y) };
    if band.height() > 0.0 {
        ink.round_rect(None, band, 0.0, Some(map::ground(request)), None);
    }
    let mut top = 8.0;
    if let Some(marking) = marking(request) {
        top += STRIP;
        for strip in [0.0, size.y - STRIP] {
            let rect = Rect { min: point(0.0, strip), max: point(size.x, strip + STRIP) };
            ink.round_rect(None, rect, 0.0, Some(theme.marking), None);
            let words = Words {
                width: request.text.width(marking, 12.0, Weight::Semibold),
                text: marking.to_owned(),
                size: 12.0,
                weight: Weight::Semibold,
                color: theme.text,
            };
            ink.words(None, rect.center(), Anchor::Middle, words);
        }
    }
    for line in lines(request) {
        let middle = top + line.height() / 2.0;
        top += line.height();
        let color = if line.weight == Weight::Semibold { theme.text } else { theme.second };
        let width = request.text.width(&line.text, line.size, line.weight);
        let words = Words { text: line.text, size: line.size, weight: line.weight, color, width };
        ink.words(None, point(MARGIN, middle), Anchor::Start, words);
    }
}
