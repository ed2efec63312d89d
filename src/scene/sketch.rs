//! A picture at one scale, in picture space: panning moves it and changes nothing in it.

use super::furniture::Furniture;
use super::ink::Ink;
use super::label::Holder;
use super::plan::{Measure, Plan};
use super::request::SceneRequest;
use super::standing::Standing;
use super::{Item, Shape, label, link, names, node, unfold};
use crate::geom::Rect;
use std::collections::BTreeMap;

/// A shape in picture space.
struct Piece {
    item: Option<Item>,
    shape: Shape,
    bounds: Rect,
    /// What its label covers: a label under a box of the window is left out.
    label: Option<Rect>,
}

/// All shapes of a picture from bottom to top, and what they stand for in words.
#[derive(Default)]
pub(super) struct Sketch {
    pieces: Vec<Piece>,
    pub names: BTreeMap<Item, String>,
}

impl Sketch {
    /// The picture at `scale` points a world unit; `measure` where sizes are not its own to find.
    pub(super) fn new(request: &SceneRequest<'_>, scale: f32, measure: Option<Measure>) -> Self {
        let plan = Plan::new(request, scale, measure);
        let mut sketch = Self { pieces: Vec::new(), names: names::names(&plan) };
        sketch.links(&plan, request);
        sketch.nodes(&plan, request);
        sketch
    }

    /// Draws it into a view; labels that `furniture` would hide are left out.
    pub(super) fn draw(&self, ink: &mut Ink, furniture: &Furniture) {
        let offset = ink.offset();
        for piece in &self.pieces {
            if piece.label.is_none_or(|rect| !furniture.hides(rect.moved(offset))) {
                ink.moved(piece.item, &piece.shape, piece.bounds);
            }
        }
    }

    /// What its labels cover, in picture space, each once or more.
    pub(super) fn label_rects(&self) -> impl Iterator<Item = Rect> {
        self.pieces.iter().filter_map(|piece| piece.label)
    }

    fn print(&mut self, label: Option<Rect>, draw: impl FnOnce(&mut Ink)) {
        let mut ink = Ink::everywhere();
        draw(&mut ink);
        self.pieces.extend(ink.into_shapes().into_iter().map(|(item, shape)| {
            let bounds = shape.bounds();
            Piece { item, shape, bounds, label }
        }));
    }

    /// Links with their counts, those that stand forward above the others.
    fn links(&mut self, plan: &Plan<'_>, request: &SceneRequest<'_>) {
        for standing in [Standing::Dimmed, Standing::Plain, Standing::Forward] {
            self.print(None, |ink| {
                for link in plan.links.iter().filter(|link| link.standing == standing) {
                    link::draw(ink, link, request.theme);
                }
            });
            let counts = plan.labels.iter().filter(|label| label.standing == standing);
            for count in counts.filter(|label| matches!(label.holder, Holder::Link(_))) {
                self.print(Some(count.rect), |ink| {
                    label::draw_plate(ink, count, request.theme);
                    label::draw_words(ink, count);
                });
            }
        }
    }

    /// Nodes with their names, those that stand forward above the others, unfolded lines above all.
    fn nodes(&mut self, plan: &Plan<'_>, request: &SceneRequest<'_>) {
        for standing in [Standing::Dimmed, Standing::Plain, Standing::Forward] {
            let is_name = |holder| matches!(holder, Holder::Mark(_));
            let of_standing = plan.labels.iter().filter(|label| label.standing == standing && is_name(label.holder));
            let names: Vec<_> = of_standing.collect();
            for name in &names {
                self.print(Some(name.rect), |ink| label::draw_plate(ink, name, request.theme));
            }
            // Where nodes lie on each other, as on a map, the smaller is on top.
            let mut marks: Vec<_> = plan.marks.iter().filter(|mark| mark.standing == standing).collect();
            marks.sort_by(|a, b| b.outline.half().x.total_cmp(&a.outline.half().x));
            self.print(None, |ink| {
                for mark in marks {
                    node::draw(ink, mark, request.theme, request.text);
                }
            });
            for name in &names {
                self.print(Some(name.rect), |ink| label::draw_words(ink, name));
            }
        }
        self.print(None, |ink| {
            for mark in &plan.marks {
                unfold::draw(ink, mark, request.theme, request.text);
            }
        });
    }
}
