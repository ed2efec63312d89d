//! From a network with positions to the finished drawing.

use super::furniture::Furniture;
use super::ink::Ink;
use super::label::Holder;
use super::plan::Plan;
use super::request::SceneRequest;
use super::standing::Standing;
use super::{Scene, label, link, map, names, node, unfold};
use crate::geom::Point;

/// Draws the picture. Equal questions have equal answers. What lies outside the view is left out.
pub fn build(request: &SceneRequest<'_>) -> Scene {
    let view = request.view;
    let scale = view.camera.scale;
    let plan = Plan::new(request, scale);
    let furniture = Furniture::new(request);
    let offset = view.size * 0.5 - view.camera.center * scale;
    let mut ink = Ink::new(view.size, offset);

    map::draw(&mut ink, request, scale);
    draw_links(&mut ink, &plan, &furniture, offset, request);
    draw_nodes(&mut ink, &plan, &furniture, offset, request);
    ink.stay();
    furniture.draw(&mut ink, request);

    let description = names::description(request.network);
    let title = view.caption.get(1).filter(|title| !title.trim().is_empty()).cloned();
    Scene {
        size: view.size,
        ground: map::ground(request),
        shapes: ink.into_shapes(),
        title: title.unwrap_or_else(|| format!("Linefold: {}", request.network.level.label().to_lowercase())),
        description,
        names: names::names(&plan),
    }
}

/// Links with their counts, those that stand forward above the others.
fn draw_links(ink: &mut Ink, plan: &Plan<'_>, furniture: &Furniture, offset: Point, request: &SceneRequest<'_>) {
    for standing in [Standing::Dimmed, Standing::Plain, Standing::Forward] {
        for link in plan.links.iter().filter(|link| link.standing == standing) {
            link::draw(ink, link, request.theme);
        }
        let counts = plan.labels.iter().filter(|label| label.standing == standing);
        for count in counts.filter(|label| matches!(label.holder, Holder::Link(_))) {
            if !furniture.hides(count.rect.moved(offset)) {
                label::draw_plate(ink, count, request.theme);
                label::draw_words(ink, count);
            }
        }
    }
}

/// Nodes with their names, those that stand forward above the others, unfolded lines above all.
fn draw_nodes(ink: &mut Ink, plan: &Plan<'_>, furniture: &Furniture, offset: Point, request: &SceneRequest<'_>) {
    for standing in [Standing::Dimmed, Standing::Plain, Standing::Forward] {
        let names: Vec<_> = plan
            .labels
            .iter()
            .filter(|label| label.standing == standing && matches!(label.holder, Holder::Mark(_)))
            .filter(|label| !furniture.hides(label.rect.moved(offset)))
            .collect();
        for name in &names {
            label::draw_plate(ink, name, request.theme);
        }
        // Where nodes lie on each other, as on a map, the smaller is on top.
        let mut marks: Vec<_> = plan.marks.iter().filter(|mark| mark.standing == standing).collect();
        marks.sort_by(|a, b| b.outline.half().x.total_cmp(&a.outline.half().x));
        for mark in marks {
            node::draw(ink, mark, request.theme, request.text);
        }
        for name in &names {
            label::draw_words(ink, name);
        }
    }
    for mark in &plan.marks {
        unfold::draw(ink, mark, request.theme, request.text);
    }
}
