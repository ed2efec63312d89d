//! SVG: the scene as text. The same scene gives the same text, to the letter.

use super::font::{CAP_HEIGHT, FAMILY, font_bytes};
use crate::domain::ActorKey;
use crate::geom::Point;
use crate::scene::{Anchor, Fill, Item, Rgba, Scene, Shape, Stroke, Weight};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The scene as an SVG file with the face embedded, so that it looks the same wherever it is opened.
pub fn svg(scene: &Scene) -> String {
    let mut faces = String::new();
    for (weight, number) in [(Weight::Regular, 400), (Weight::Semibold, 600)] {
        let data = STANDARD.encode(font_bytes(weight));
        push(
            &mut faces,
            format_args!(
                "@font-face {{ font-family: \"{FAMILY}\"; font-weight: {number}; src: url(data:font/otf;base64,{data}) format(\"opentype\"); }}\n"
            ),
        );
    }
    document(scene, &format!("<style>\n{faces}</style>\n"))
}

/// The same without the face, which whoever draws it must have: a hundredth of the size.
pub fn svg_naming_fonts(scene: &Scene) -> String {
    document(scene, "")
}

fn document(scene: &Scene, style: &str) -> String {
    let (width, height) = (fixed(scene.size.x), fixed(scene.size.y));
    let mut out = String::with_capacity(style.len() + 200 * scene.shapes.len() + 1000);
    push(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"graphics-document\" aria-labelledby=\"title desc\" font-family=\"'{FAMILY}', Inter, sans-serif\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n{style}\
             <rect width=\"{width}\" height=\"{height}\"{}/>\n",
            escaped(&scene.title),
            escaped(&scene.description),
            paint("fill", scene.ground),
        ),
    );
    let mut ids = Ids::default();
    let mut open: Option<Item> = None;
    for (item, shape) in &scene.shapes {
        if *item != open {
            if open.is_some() {
                out.push_str("</g>\n");
            }
            if let Some(item) = item {
                out.push_str(&ids.group(*item, &scene.names));
            }
            open = *item;
        }
        write_shape(&mut out, shape);
    }
    if open.is_some() {
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// Ids of groups: readable, each given once, and made from what the picture says, so that nothing masked is told by an id.
#[derive(Default)]
struct Ids {
    named: BTreeSet<Item>,
    taken: BTreeMap<String, usize>,
}

impl Ids {
    /// The opening tag of a group. An item drawn in several layers is announced once.
    fn group(&mut self, item: Item, names: &BTreeMap<Item, String>) -> String {
        if !self.named.insert(item) {
            return "<g>\n".to_owned();
        }
        let kind = match item {
            Item::Actor(ActorKey::City(_) | ActorKey::UnknownCity) => "city",
            Item::Actor(ActorKey::Town(_) | ActorKey::UnknownTown) => "town",
            Item::Actor(ActorKey::Line(_)) => "line",
            Item::Actor(ActorKey::Number(_)) | Item::Number(_) => "number",
            Item::Tie(..) => "link",
            Item::FoldButton(_) => "fold",
        };
        let name = names.get(&item).map_or("", String::as_str);
        let first = name.split(',').next().unwrap_or_default();
        let slug: String = first.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let base = format!("{kind}-{}", slug.trim_matches('-').to_lowercase());
        let count = self.taken.entry(base.clone()).or_default();
        *count += 1;
        let id = if *count == 1 { base } else { format!("{base}.{count}") };
        if name.is_empty() {
            format!("<g id=\"{}\">\n", escaped(&id))
        } else {
            format!("<g id=\"{}\" role=\"group\" aria-label=\"{}\">\n", escaped(&id), escaped(name))
        }
    }
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Circle { center, radius, fill, stroke } => {
            let (x, y, r) = (fixed(center.x), fixed(center.y), fixed(*radius));
            push(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{}/>\n", painted(*fill, *stroke)));
        }
        Shape::RoundRect { rect, radius, fill, stroke } => {
            let (x, y, w, h) = (fixed(rect.min.x), fixed(rect.min.y), fixed(rect.width()), fixed(rect.height()));
            let (rx, paint) = (fixed(*radius), painted(*fill, *stroke));
            push(out, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{rx}\"{paint}/>\n"));
        }
        Shape::Polyline { points, stroke } => {
            push(out, format_args!("<path d=\"{}\"{}/>\n", course(points), painted(None, Some(*stroke))));
        }
        Shape::Curve { points: [a, b, c, d], stroke } => {
            let d = format!("M{} C{} {} {}", pair(*a), pair(*b), pair(*c), pair(*d));
            push(out, format_args!("<path d=\"{d}\"{}/>\n", painted(None, Some(*stroke))));
        }
        Shape::Polygon { points, fill, stroke } => {
            push(out, format_args!("<path d=\"{} Z\"{}/>\n", course(points), painted(Some(*fill), *stroke)));
        }
        Shape::Text { at, text, size, weight, anchor, color, .. } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if *weight == Weight::Semibold { " font-weight=\"600\"" } else { "" };
            let (x, y, size_text) = (fixed(at.x), fixed(at.y + size * CAP_HEIGHT / 2.0), fixed(*size));
            let (paint, text) = (paint("fill", *color), escaped(text));
            push(
                out,
                format_args!(
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size_text}\"{weight}{anchor}{paint}>{text}</text>\n"
                ),
            );
        }
    }
}

fn painted(fill: Option<Fill>, stroke: Option<Stroke>) -> String {
    let mut out = fill.map_or_else(|| " fill=\"none\"".to_owned(), |Fill(color)| paint("fill", color));
    if let Some(Stroke { color, width, dash }) = stroke {
        out.push_str(&paint("stroke", color));
        push(&mut out, format_args!(" stroke-width=\"{}\"", fixed(width)));
        if let Some(dash) = dash {
            push(&mut out, format_args!(" stroke-dasharray=\"{} {}\"", fixed(dash.0), fixed(dash.1)));
        }
    }
    out
}

fn paint(what: &str, color: Rgba) -> String {
    let Rgba { r, g, b, a } = color;
    let mut out = format!(" {what}=\"#{r:02x}{g:02x}{b:02x}\"");
    if a < 255 {
        push(&mut out, format_args!(" {what}-opacity=\"{}\"", fixed(f32::from(a) / 255.0)));
    }
    out
}

fn course(points: &[Point]) -> String {
    let mut out = String::with_capacity(14 * points.len());
    for (i, point) in points.iter().enumerate() {
        out.push_str(if i == 0 { "M" } else { " L" });
        out.push_str(&pair(*point));
    }
    out
}

fn pair(at: Point) -> String {
    format!("{},{}", fixed(at.x), fixed(at.y))
}

/// Two decimals at most, none where they are zero: a hundredth of a point is not seen, and the text stays the same when the last bit of a
/// float does not.
fn fixed(value: f32) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".to_owned() } else { text.to_owned() }
}

/// Text as XML wants it. Control characters have no place in XML 1.0 (section 2.2) and become a replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    out.write_fmt(words).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_no_noise() {
        let texts = [0.0, -0.001, 1.0, 12.5, 99.999, -3.256, f32::NAN].map(fixed);
        assert_eq!(texts, ["0", "0", "1", "12.5", "100", "-3.26", "0"]);
    }

    #[test]
    fn text_cannot_break_out_of_its_element() {
        assert_eq!(escaped("<b a=\"1\">&\u{1}\n"), "&lt;b a=&quot;1&quot;&gt;&amp;\u{fffd} ");
    }
}
