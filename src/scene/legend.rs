//! The legend: only what occurs in the network, so that it does not change with what is selected or in view.

use super::arrow;
use super::ink::{Ink, Words};
use super::link::per_line;
use super::mark::city_name;
use super::request::SceneRequest;
use super::{Anchor, Rgba, Stroke, TextMeasure, Theme, Weight};
use crate::domain::{ActorKey, AreaKey, Level, count};
use crate::geom::{Point, Rect, point};
use crate::network::{Network, TieKind};
use std::collections::BTreeSet;

/// Height of a row, and points round the rows.
const ROW: f32 = 18.0;
const PAD: f32 = 7.0;
/// From the left edge to the middle of the signs, and to the words.
const SIGN: f32 = 17.0;
const TEXT: f32 = 34.0;
/// Cities listed by name at most.
const MOST_CITIES: usize = 8;

/// What stands before the words of a row.
#[derive(Clone, Debug, PartialEq)]
enum Sign {
    City,
    Line,
    Suggested,
    Town,
    Width,
    Hue(Rgba),
    Asked,
    Contact,
    Arrow {
        dashed: bool,
    },
    Loop,
    /// Widths of so many lines each, drawn across the row.
    Widths(Vec<u32>),
    /// A heading.
    Heading,
    /// A note over the whole width.
    Note,
}

struct LegendRow {
    sign: Sign,
    text: String,
    /// Words flush with the right edge.
    count: String,
}

/// The rows of a legend.
pub(super) struct Legend {
    rows: Vec<LegendRow>,
    width: f32,
    per_line: f32,
}

impl Legend {
    /// The legend of a network.
    pub(super) fn new(request: &SceneRequest<'_>) -> Self {
        let network = request.network;
        let mut rows = match network.level {
            Level::Places => places(request),
            Level::Lines => lines(network),
            Level::Numbers => numbers(request),
        };
        if request.map.is_some() && request.view.map_pull > 0.0 && !rows.is_empty() {
            rows.push(row(Sign::Note, "Outline: Natural Earth. Places: GeoNames."));
        }
        let most = network.ties().map(|(_, _, tie)| tie.lines).max().unwrap_or(0);
        let per_line = per_line(most);
        let width = rows.iter().map(|row| width_of(row, request.text, per_line)).fold(0.0, f32::max) + 10.0;
        Self { rows, width, per_line }
    }

    /// Whether there is nothing to explain.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Width and height of its box in points.
    pub(super) fn size(&self) -> Point {
        point(self.width, ROW * self.rows.len() as f32 + 2.0 * PAD)
    }

    /// Draws it into `rect`, in view space.
    pub(super) fn draw(&self, ink: &mut Ink, rect: Rect, request: &SceneRequest<'_>) {
        let theme = request.theme;
        ink.round_rect(None, rect, 6.0, Some(theme.panel), Some(Stroke::solid(theme.separator, 1.0)));
        for (i, row) in self.rows.iter().enumerate() {
            let middle = rect.min + point(SIGN, PAD + ROW * (i as f32 + 0.5));
            draw_sign(ink, &row.sign, middle, theme);
            if let Sign::Widths(lines) = &row.sign {
                self.draw_widths(ink, lines, rect.min.x + 10.0, middle.y, request);
                continue;
            }
            let (left, weight, color) = match row.sign {
                Sign::Heading => (10.0, Weight::Semibold, theme.text),
                Sign::Note => (10.0, Weight::Regular, theme.faint),
                _ => (TEXT, Weight::Regular, theme.second),
            };
            let at = point(rect.min.x + left, middle.y);
            ink.words(None, at, Anchor::Start, words(&row.text, weight, color, request.text));
            let right = point(rect.max.x - 10.0, middle.y);
            ink.words(None, right, Anchor::End, words(&row.count, Weight::Regular, theme.second, request.text));
        }
    }

    /// `1 line`, `2 lines`, `3 lines`, each behind a stroke of its width.
    fn draw_widths(&self, ink: &mut Ink, lines: &[u32], left: f32, y: f32, request: &SceneRequest<'_>) {
        let mut x = left;
        for &n in lines {
            let stroke = Stroke::solid(request.theme.second, self.per_line * n as f32);
            ink.polyline(None, &[point(x, y), point(x + 24.0, y)], stroke);
            let words = words(&count(n.into(), "line", "lines"), Weight::Regular, request.theme.second, request.text);
            let width = words.width;
            ink.words(None, point(x + 30.0, y), Anchor::Start, words);
            x += 30.0 + width + 12.0;
        }
    }
}

fn row(sign: Sign, text: impl Into<String>) -> LegendRow {
    LegendRow { sign, text: text.into(), count: String::new() }
}

fn words(text: &str, weight: Weight, color: Rgba, measure: &dyn TextMeasure) -> Words {
    Words { text: text.to_owned(), size: 11.0, weight, color, width: measure.width(text, 11.0, weight) }
}

fn width_of(row: &LegendRow, text: &dyn TextMeasure, per_line: f32) -> f32 {
    let width = |words: &str, weight| text.width(words, 11.0, weight);
    match &row.sign {
        Sign::Heading => 10.0 + width(&row.text, Weight::Semibold),
        Sign::Note => 10.0 + width(&row.text, Weight::Regular),
        Sign::Widths(lines) => {
            let each = |&n: &u32| 42.0 + width(&count(n.into(), "line", "lines"), Weight::Regular);
            lines.iter().map(each).sum::<f32>().max(per_line) - 2.0
        }
        _ if row.count.is_empty() => TEXT + width(&row.text, Weight::Regular),
        _ => TEXT + width(&row.text, Weight::Regular) + 20.0 + width(&row.count, Weight::Regular),
    }
}

fn has(network: &Network, what: impl Fn(&ActorKey) -> bool) -> bool {
    network.actors().any(|actor| what(&actor.key))
}

fn lines(network: &Network) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    if has(network, |key| matches!(key, ActorKey::City(_))) {
        rows.push(row(Sign::City, "City, number of lines"));
    }
    let folded = network.actors().filter(|a| matches!(a.key, ActorKey::Line(_))).map(|a| a.numbers).max();
    match folded {
        Some(0 | 1) => rows.push(row(Sign::Line, "Line of one number")),
        Some(_) => rows.push(row(Sign::Line, "Line, ×2 numbers folded")),
        None => {}
    }
    if network.actors().any(|actor| matches!(actor.key, ActorKey::Line(_)) && actor.suggested) {
        rows.push(row(Sign::Suggested, "Has a suggested fold"));
    }
    if has(network, |key| matches!(key, ActorKey::Town(_))) {
        rows.push(row(Sign::Town, "Town"));
    }
    if network.ties().next().is_some() {
        rows.push(row(Sign::Width, "Width and count: events"));
    }
    rows
}

/// A row for each city that something is run from, in order of hues, with its counts where the city itself is in the picture.
fn cities(request: &SceneRequest<'_>) -> Vec<LegendRow> {
    let network = request.network;
    let worn: BTreeSet<AreaKey> = network.actors().filter_map(|actor| actor.origin).collect();
    let known: Vec<_> = network
        .origins
        .iter()
        .enumerate()
        .filter(|(_, area)| worn.contains(area))
        .filter_map(|(rank, &area)| Some((rank, area, city_name(network, area)?)))
        .collect();
    let mut rows: Vec<LegendRow> = Vec::new();
    for &(rank, area, name) in known.iter().take(MOST_CITIES) {
        let mut row = row(Sign::Hue(request.theme.hue(Some(rank))), name);
        if let Some(city) = network.actor(ActorKey::City(area)) {
            let (lines, numbers) = (city.lines.into(), city.numbers.into());
            row.count = format!("{}, {}", count(lines, "line", "lines"), count(numbers, "number", "numbers"));
        }
        rows.push(row);
    }
    if known.len() > MOST_CITIES {
        let more = (known.len() - MOST_CITIES) as u64;
        rows.push(row(Sign::Hue(request.theme.other_hue), format!("and {}", count(more, "more city", "more cities"))));
    }
    rows
}

fn places(request: &SceneRequest<'_>) -> Vec<LegendRow> {
    let network = request.network;
    let mut rows = cities(request);
    if !rows.is_empty() {
        rows.insert(0, row(Sign::Heading, "Lines from a city to a town"));
    }
    let most = network.ties().map(|(_, _, tie)| tie.lines).max().unwrap_or(0);
    if most > 0 {
        let mut samples = vec![1, most.div_ceil(2), most];
        samples.dedup();
        rows.push(row(Sign::Widths(samples), ""));
    }
    if has(network, |key| matches!(key, ActorKey::Town(_))) {
        rows.push(row(Sign::Town, if request.on_map() { "Town, where it lies" } else { "Town" }));
    }
    if network.ties().any(|(from, to, _)| from == to) {
        rows.push(row(Sign::Loop, "Loop: inside one force"));
    }
    rows
}

fn numbers(request: &SceneRequest<'_>) -> Vec<LegendRow> {
    let network = request.network;
    let mut rows = cities(request);
    let number = |actor: &&crate::network::Actor| matches!(actor.key, ActorKey::Number(_));
    if network.actors().filter(number).any(|actor| actor.requested) {
        rows.push(row(Sign::Asked, "Number whose records are here"));
    }
    if network.actors().filter(number).any(|actor| !actor.requested) {
        rows.push(row(Sign::Contact, "Contact"));
    }
    let succession =
        |suggested| network.ties().any(|(_, _, t)| t.kind == TieKind::Succession && t.suggested == suggested);
    if succession(false) {
        rows.push(row(Sign::Arrow { dashed: false }, "Replaced by"));
    }
    if succession(true) {
        rows.push(row(Sign::Arrow { dashed: true }, "Suggested: replaced by"));
    }
    if network.ties().any(|(_, _, tie)| tie.kind == TieKind::Contact) {
        rows.push(row(Sign::Width, "Width: events"));
    }
    rows
}

fn draw_sign(ink: &mut Ink, sign: &Sign, at: Point, theme: &Theme) {
    let grey = theme.other_hue;
    let (left, right) = (at - point(9.0, 0.0), at + point(9.0, 0.0));
    match sign {
        Sign::City => ink.circle(None, at, 7.0, Some(grey), None),
        Sign::Line => {
            let wash = grey.into(theme.canvas, 0.18);
            ink.circle(None, at, 6.5, Some(wash), Some(Stroke::solid(grey, 2.0)));
        }
        Sign::Suggested => ink.circle(None, at, 6.5, None, Some(Stroke::dashed(theme.second, 1.2, 3.0))),
        Sign::Town => {
            let edge = Stroke::solid(theme.town_line, 1.6);
            ink.round_rect(None, Rect::around(at, 12.0, 12.0), 3.0, Some(theme.town_fill), Some(edge));
        }
        Sign::Width => {
            let (thin, wide) = (point(0.0, -3.0), point(0.0, 2.5));
            ink.polyline(None, &[left + thin, right + thin], Stroke::solid(grey, 1.2));
            ink.polyline(None, &[left + wide, right + wide], Stroke::solid(grey, 4.0));
        }
        Sign::Hue(hue) => ink.circle(None, at, 5.5, Some(*hue), None),
        Sign::Asked => {
            let wash = grey.into(theme.canvas, 0.42);
            ink.circle(None, at, 6.0, Some(wash), Some(Stroke::solid(grey, 2.0)));
        }
        Sign::Contact => ink.circle(None, at, 3.5, Some(theme.town_line.into(theme.canvas, 0.75)), None),
        Sign::Arrow { dashed } => {
            let stroke = if *dashed { Stroke::dashed(grey, 2.0, 3.0) } else { Stroke::solid(grey, 2.0) };
            ink.polyline(None, &[left, right - point(5.0, 0.0)], stroke);
            arrow::draw(ink, None, right, point(1.0, 0.0), 2.0, grey);
        }
        Sign::Loop => {
            let (a, b) = (at + point(-7.0, 6.0), at + point(7.0, 6.0));
            let high = point(0.0, -17.0);
            ink.curve(None, [a, a + high, b + high, b], Stroke::solid(grey, 3.0));
        }
        Sign::Widths(_) | Sign::Heading | Sign::Note => {}
    }
}
