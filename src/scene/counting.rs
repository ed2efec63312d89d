//! Labels of links: counts on a plate that interrupts the link.

use super::ink::Words;
use super::label::{Holder, Label, Row, best_place, size_of};
use super::link::Link;
use super::naming::flow_text;
use super::obstacles::Obstacles;
use super::request::SceneRequest;
use super::standing::Standing;
use super::{Anchor, TextMeasure, Theme, Weight};
use crate::domain::{Level, count, grouped};
use crate::geom::{Point, Rect, point};
use crate::network::TieKind;

/// Where on its link a label may stand, as a share of the way.
const SHARES: [f32; 5] = [0.5, 0.42, 0.58, 0.35, 0.65];
/// Least points of a link that stay visible beside its label.
const LEFT_OVER: f32 = 9.0;
/// Labels tried in one picture at most.
const MOST: usize = 1500;

/// The labels of links, those of the selection first, then the largest. Each finds its place and takes it.
pub(super) fn place(request: &SceneRequest<'_>, links: &[Link<'_>], obstacles: &mut Obstacles) -> Vec<Label> {
    let mut order: Vec<usize> = (0..links.len()).filter(|&i| !links[i].carded).collect();
    order.sort_by_key(|&i| {
        let link = &links[i];
        (
            std::cmp::Reverse((
                link.standing,
                link.tie.lines * u32::from(request.network.level == Level::Places),
                link.events,
            )),
            i,
        )
    });
    let mut labels = Vec::new();
    for i in order.into_iter().take(MOST) {
        let link = &links[i];
        let mut rows = rows(link, request.network.level, request.theme, request.text);
        if rows.is_empty() {
            continue;
        }
        let is_loop = link.ends.0 == link.ends.1;
        let find = |rows: &[Row]| {
            let size = size_of(rows) + point(1.0, 0.0);
            let places = if is_loop { beside_loop(link, size) } else { on_link(link, size) };
            best_place(places, size, obstacles, Some(i))
        };
        // Where all of it finds no room, the first line or the bare number may.
        let found = find(&rows).or_else(|| {
            rows = shortened(link, rows.clone(), request);
            find(&rows)
        });
        let Some(rect) = found.map(|found| found.rect) else { continue };
        obstacles.take(rect);
        labels.push(Label {
            holder: Holder::Link(i),
            item: link.item,
            rect,
            rows,
            anchor: Anchor::Middle,
            plate: true,
            leader: None,
            standing: link.standing,
        });
    }
    labels
}

/// What a link's label says. Links of the selection carry the unit.
fn rows(link: &Link<'_>, level: Level, theme: &Theme, measure: &dyn TextMeasure) -> Vec<Row> {
    let forward = link.standing == Standing::Forward;
    let texts = match (level, link.tie.kind) {
        (Level::Places, _) if link.ends.0 == link.ends.1 => vec![flow_text(link), "internal".to_owned()],
        (Level::Places, _) => vec![flow_text(link)],
        // At Numbers counts would bury the picture: only those of the selection are written.
        (_, TieKind::Succession) => Vec::new(),
        (_, TieKind::Contact) if !forward => Vec::new(),
        _ if forward => vec![count(link.events, "event", "events")],
        _ => vec![grouped(link.events)],
    };
    texts.into_iter().map(|text| row(link, text, theme, measure)).collect()
}

/// The shorter form of a label: its first line, without the unit at Lines and Numbers.
fn shortened(link: &Link<'_>, mut rows: Vec<Row>, request: &SceneRequest<'_>) -> Vec<Row> {
    rows.truncate(1);
    if request.network.level == Level::Places {
        return rows;
    }
    vec![row(link, grouped(link.events), request.theme, request.text)]
}

/// One line of a link's label.
fn row(link: &Link<'_>, text: String, theme: &Theme, measure: &dyn TextMeasure) -> Row {
    let (size, weight) = (11.0, Weight::Regular);
    let width = measure.width(&text, size, weight);
    Row { words: Words { text, size, weight, color: link.standing.count(theme), width }, dot: None }
}

/// Places on the link, if enough of it stays visible beside the label.
fn on_link(link: &Link<'_>, size: Point) -> Vec<(Point, (), f32)> {
    let length = link.path.length();
    let fits = |share: &f32| {
        let towards = link.path.direction(*share);
        let across = if towards.x.abs() > 1e-3 { size.x / towards.x.abs() } else { f32::INFINITY };
        let upright = if towards.y.abs() > 1e-3 { size.y / towards.y.abs() } else { f32::INFINITY };
        across.min(upright) + LEFT_OVER <= length
    };
    let places = SHARES.iter().enumerate().filter(|(_, share)| fits(share));
    places.map(|(i, &share)| (link.path.at(share), (), i as f32 * 2.0)).collect()
}

/// Places above, right, left and below a loop, clear of it.
fn beside_loop(link: &Link<'_>, size: Point) -> Vec<(Point, (), f32)> {
    let round = Rect::bounding(link.path.corners()).grown(link.width / 2.0 + 1.0);
    let (middle, half) = (round.center(), size * 0.5);
    let (right, left) = (round.max.x + half.x, round.min.x - half.x);
    let (above, below) = (round.min.y - half.y, round.max.y + half.y);
    let places = [
        point(middle.x, above),
        point(right, middle.y),
        point(left, middle.y),
        point(middle.x, below),
        point(right - half.x / 2.0, above),
        point(left + half.x / 2.0, above),
        point(right - half.x / 2.0, below),
        point(left + half.x / 2.0, below),
    ];
    places.map(|p| (p, (), 0.0)).to_vec()
}
