//! A picture in picture space: marks, links and labels with their places at one scale, before any of it is drawn.

use super::counting;
use super::label::{Holder, Label};
use super::link::{Link, links};
use super::mark::{CONTACTS_FROM, Form, Mark, marks};
use super::naming;
use super::obstacles::Obstacles;
use super::request::SceneRequest;
use super::standing::Standing;
use crate::domain::Level;
use crate::geom::Rect;

/// Links whose crossings with labels are counted at most; beyond it labels take the first free place.
const CROSSINGS_LIMIT: usize = 4000;

/// A picture in picture space.
pub(super) struct Plan<'a> {
    /// In the order of the nodes.
    pub marks: Vec<Mark<'a>>,
    /// In the order of their ends.
    pub links: Vec<Link<'a>>,
    /// In the order they found their places.
    pub labels: Vec<Label>,
}

/// Sizes that a part of a picture takes over from the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// Factor on the sizes of marks.
    pub shrink: f32,
    /// Most events of a link.
    pub most_events: u64,
    /// Most lines of a link.
    pub most_lines: u32,
}

impl<'a> Plan<'a> {
    /// The picture at `scale` points a world unit; of a part of one, by the measure of the whole.
    pub(super) fn new(request: &SceneRequest<'a>, scale: f32, measure: Option<Measure>) -> Self {
        let (marks, shrink) = marks(request, scale, measure);
        let mut links = links(request, &marks, shrink, measure);
        let bounds = marks.iter().fold(Rect::NOTHING, |all, mark| all.union(mark.bounds()));
        let mut obstacles = Obstacles::new(bounds);
        for mark in &marks {
            obstacles.take(mark.keep_clear());
        }
        for head in links.iter().filter_map(Link::head) {
            obstacles.take(head);
        }
        if links.len() <= CROSSINGS_LIMIT {
            for (i, link) in links.iter().enumerate() {
                obstacles.run(&link.path.corners(), i, link.width);
            }
        }
        let mut labels = labels(request, &marks, shrink, &mut links, &mut obstacles);
        if measure.is_some() {
            // Under a part of a picture lies the whole.
            for label in &mut labels {
                label.plate = true;
            }
        }
        Self { marks, links, labels }
    }

    /// What must be in view for the whole picture to be seen: a rectangle for each mark, bent link and label.
    pub(super) fn boxes(&self) -> Vec<Rect> {
        let marks = self.marks.iter().map(|mark| mark.keep_clear().grown(if mark.selected { 9.0 } else { 1.0 }));
        let bent = self.links.iter().filter(|link| !link.path.straight);
        let bent = bent.map(|link| Rect::bounding(link.path.corners()).grown(link.width / 2.0));
        marks.chain(bent).chain(self.labels.iter().map(|label| label.rect)).collect()
    }
}

/// All labels: at Places the counts on links come before the names of towns, which take up the counts that find no room.
fn labels<'a>(
    request: &SceneRequest<'a>,
    marks: &[Mark<'a>],
    shrink: f32,
    links: &mut [Link<'a>],
    obstacles: &mut Obstacles,
) -> Vec<Label> {
    let is_city = |mark: &Mark<'_>| mark.form == Form::City;
    let mut labels = naming::place(request, marks, links, obstacles, is_city);
    let places = request.network.level == Level::Places;
    if places {
        let counts = counting::place(request, links, obstacles);
        for (i, link) in links.iter_mut().enumerate() {
            let on_link = counts.iter().any(|label| label.holder == Holder::Link(i));
            link.carded = !on_link && link.ends.0 != link.ends.1;
        }
        labels.extend(counts);
    }
    // In a crowd the names of mere contacts are noise; those of the selection are what was asked for.
    let is_named =
        |mark: &Mark<'_>| mark.form != Form::Contact || shrink >= CONTACTS_FROM || mark.standing == Standing::Forward;
    labels.extend(naming::place(request, marks, links, obstacles, |mark| !is_city(mark) && is_named(mark)));
    force_focused(request, marks, &mut labels);
    if !places {
        labels.extend(counting::place(request, links, obstacles));
        // What had to be shown may have taken a place that looked free.
        keep_apart(&mut labels);
    }
    labels
}

/// A node under the mouse or selected shows its name even where there is no room; what it covers steps aside.
fn force_focused(request: &SceneRequest<'_>, marks: &[Mark<'_>], labels: &mut Vec<Label>) {
    for (i, mark) in marks.iter().enumerate() {
        let named = || labels.iter().any(|label| label.holder == Holder::Mark(i));
        if (mark.hovered || mark.selected) && mark.unfolded.is_none() && !named() {
            let forced = naming::force(request, marks, i);
            labels.retain(|label| !label.rect.overlaps(forced.rect));
            labels.push(forced);
        }
    }
}

/// Leaves out labels of links that overlap a label of a node.
fn keep_apart(labels: &mut Vec<Label>) {
    let forced: Vec<Rect> = labels
        .iter()
        .filter(|label| matches!(label.holder, Holder::Mark(_)) && label.plate && label.standing == Standing::Forward)
        .map(|label| label.rect)
        .collect();
    labels.retain(|label| {
        matches!(label.holder, Holder::Mark(_)) || !forced.iter().any(|rect| rect.overlaps(label.rect))
    });
}
