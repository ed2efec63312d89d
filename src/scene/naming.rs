//! Labels of nodes: names, and at Places the counts of flows under them.

use super::ink::Words;
use super::label::{Found, Holder, Label, Row, best_place, places_about, places_round, size_of};
use super::link::Link;
use super::mark::{Form, Mark, name_of};
use super::obstacles::Obstacles;
use super::request::SceneRequest;
use super::{Anchor, Weight};
use crate::domain::{Level, count};
use crate::geom::{Point, Rect, point};

/// Free points between a mark and its label; where that is too much, fewer; then further out with a leader.
const FREE: f32 = 3.5;
const TIGHT: f32 = 1.0;
const FURTHER: [f32; 4] = [14.0, 26.0, 40.0, 58.0];
/// From this many points on a card has a leader to its town.
const LEADER_FROM: f32 = 11.0;

/// What the counts of a card are worth, in points of links covered: rather than covering more, the name stands alone.
const COUNTS_WORTH: f32 = 60.0;

/// In pictures of more marks than this no label stands apart from its mark: leaders would bury the picture.
const MOST_LEADERS: usize = 400;

/// The names of the marks named by `which`, in order of importance: cities, lines, towns, contacts, each by what they carry. Each
/// finds its place and takes it.
pub(super) fn place(
    request: &SceneRequest<'_>,
    marks: &[Mark<'_>],
    links: &[Link<'_>],
    obstacles: &mut Obstacles,
    which: impl Fn(&Mark<'_>) -> bool,
) -> Vec<Label> {
    let mut order: Vec<usize> = (0..marks.len()).filter(|&i| which(&marks[i]) && marks[i].unfolded.is_none()).collect();
    order.sort_by_key(|&i| {
        let mark = &marks[i];
        (rank(mark.form), std::cmp::Reverse((mark.actor.lines, mark.actor.events)), i)
    });
    let mut rows_of_cards = cards(request, links, marks.len());
    let mut labels = Vec::new();
    for i in order {
        let mark = &marks[i];
        let mut rows = vec![name(request, mark)];
        rows.append(&mut rows_of_cards[i]);
        let leaders =
            if marks.len() <= MOST_LEADERS { leaders(request.network.level, mark.form) } else { (0.0, &[][..]) };
        let find = |rows: &[Row]| {
            let size = size_of(rows);
            best_place(places(mark, size, leaders, obstacles), size, obstacles, None)
        };
        let (mut found, name_alone) = (find(&rows), rows.first().cloned().into_iter().collect::<Vec<_>>());
        // Where name and counts find no good room, the name alone may find a better one.
        if rows.len() > 1 && found.is_none_or(|found| found.cost > COUNTS_WORTH) {
            let alone = find(&name_alone);
            let all = found.map_or(f32::INFINITY, |found| found.cost);
            if alone.is_some_and(|alone| alone.cost + COUNTS_WORTH < all) {
                (found, rows) = (alone, name_alone);
            }
        }
        let Some(Found { rect, what: (anchor, free), covered, .. }) = found else { continue };
        obstacles.take(rect);
        let leader = (free > LEADER_FROM).then(|| leader(mark, rect));
        for step in leader.iter().flat_map(steps) {
            obstacles.take(step);
        }
        let plate = covered > 0.0 || rows.len() > 1 || request.on_map();
        labels.push(Label {
            holder: Holder::Mark(i),
            item: mark.item(),
            rect,
            rows,
            anchor,
            plate,
            leader,
            standing: mark.standing,
        });
    }
    labels
}

/// How far from its mark a label may stand, with a leader, and what that costs in points of links covered. At Places towns have cards,
/// which often do. A city must be named, but its name apart from it misleads: it rather covers links. At the other levels leaders
/// would be taken for links: they are short.
fn leaders(level: Level, form: Form) -> (f32, &'static [f32]) {
    match (level, form) {
        (Level::Places, Form::Town) => (6.0, &FURTHER),
        (_, Form::City) => (80.0, &FURTHER),
        (_, Form::Contact) => (0.0, &[]),
        _ => (60.0, &FURTHER[..1]),
    }
}

/// Where a label may stand: round the mark, and, with a leader, further out, which costs the more the longer the leader.
fn places(
    mark: &Mark<'_>,
    size: Point,
    (remote, rings): (f32, &[f32]),
    obstacles: &Obstacles,
) -> Vec<(Point, (Anchor, f32), f32)> {
    let near = [(FREE, 0.0), (TIGHT, 3.0)].into_iter().flat_map(|(free, extra)| {
        places_round(mark, size, free).map(|(at, anchor, cost)| (at, (anchor, free), cost + extra))
    });
    let further = rings
        .iter()
        .flat_map(|&free| places_about(mark, size, free).map(|(at, anchor)| (at, (anchor, free), remote + 1.2 * free)));
    let has_clear_leader = |at: Point| {
        let leader = leader(mark, Rect::around(at, size.x, size.y));
        steps(&leader).iter().all(|&step| obstacles.is_free(step))
    };
    // The leader of a city may pass under other marks: it is placed first, and must be.
    near.chain(further.filter(|&(at, ..)| mark.form == Form::City || has_clear_leader(at))).collect()
}

/// The label of a mark that must be shown though there is no room: below the mark, over whatever is there.
pub(super) fn force(request: &SceneRequest<'_>, marks: &[Mark<'_>], index: usize) -> Label {
    let mark = &marks[index];
    let rows = vec![name(request, mark)];
    let size = size_of(&rows);
    let [(middle, anchor, _), ..] = places_round(mark, size, FREE);
    let rect = Rect::around(middle, size.x, size.y);
    let (holder, item) = (Holder::Mark(index), mark.item());
    Label { holder, item, rect, rows, anchor, plate: true, leader: None, standing: mark.standing }
}

/// The order in which names find their places.
pub(super) fn rank(form: Form) -> u8 {
    match form {
        Form::City => 0,
        Form::Line | Form::Asked => 1,
        Form::Town => 2,
        Form::Contact => 3,
    }
}

/// The name of a mark in its size and weight.
fn name(request: &SceneRequest<'_>, mark: &Mark<'_>) -> Row {
    let (size, weight) = type_of(mark.form, request.network.level, request.on_map());
    let text = name_of(mark.actor).to_owned();
    let color = mark.standing.name(request.theme);
    Row { words: Words { width: request.text.width(&text, size, weight), text, size, weight, color }, dot: None }
}

/// Size and weight of the name of a node.
pub(super) fn type_of(form: Form, level: Level, on_map: bool) -> (f32, Weight) {
    match form {
        Form::City => (if on_map { 16.0 } else { 14.0 }, Weight::Semibold),
        Form::Town if level == Level::Places => (if on_map { 14.0 } else { 12.0 }, Weight::Semibold),
        Form::Line | Form::Town => (if on_map { 14.0 } else { 12.0 }, Weight::Regular),
        Form::Asked | Form::Contact => (11.0, Weight::Regular),
    }
}

/// At Places the rows under each mark's name: a row a city, in order of hues, for flows whose count does not stand on the link.
fn cards(request: &SceneRequest<'_>, links: &[Link<'_>], marks: usize) -> Vec<Vec<Row>> {
    let mut rows: Vec<Vec<(usize, Row)>> = vec![Vec::new(); marks];
    let origins = &request.network.origins;
    for link in links.iter().filter(|link| link.carded) {
        let rank = link.tie.origin.and_then(|area| origins.iter().position(|&o| o == area)).unwrap_or(usize::MAX);
        let text = flow_text(link);
        let (size, weight) = (if request.on_map() { 12.0 } else { 11.0 }, Weight::Regular);
        let color = link.standing.count(request.theme);
        let width = request.text.width(&text, size, weight);
        let dot = Some(link.standing.node(link.hue, request.theme));
        rows[link.ends.1].push((rank, Row { words: Words { text, size, weight, color, width }, dot }));
    }
    let in_order = |mut rows: Vec<(usize, Row)>| {
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().map(|(_, row)| row).collect()
    };
    rows.into_iter().map(in_order).collect()
}

/// `12 lines, 31 numbers`.
pub(super) fn flow_text(link: &Link<'_>) -> String {
    format!(
        "{}, {}",
        count(link.tie.lines.into(), "line", "lines"),
        count(link.tie.numbers.into(), "number", "numbers")
    )
}

/// From the outline of a mark to the nearest point of its card.
fn leader(mark: &Mark<'_>, card: Rect) -> [Point; 2] {
    let end = point(mark.at.x.clamp(card.min.x, card.max.x), mark.at.y.clamp(card.min.y, card.max.y));
    let towards = (end - mark.at).direction_or(point(0.0, 1.0));
    [mark.at + towards * (mark.outline.exit(towards) + 1.0), end]
}

/// Small squares along a leader, by which it keeps clear of labels and marks.
fn steps([from, to]: &[Point; 2]) -> Vec<Rect> {
    const EVERY: f32 = 5.0;
    let length = (*to - *from).length();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a dozen at most")]
    let count = (length / EVERY).clamp(0.0, 40.0) as usize;
    (0..count).map(|i| Rect::around(from.lerp(*to, (i as f32 + 0.5) * EVERY / length), 3.0, 3.0)).collect()
}

/// The room a label of a lone actor needs: width and height in points.
pub(super) fn label_room(text: &dyn super::TextMeasure, name: &str, form: Form, level: Level) -> Point {
    let (size, weight) = type_of(form, level, false);
    point(text.width(name, size, weight), size * 1.25 + FREE + 2.0)
}
