//! A crowd as shapes, for files and for picking.

use super::arrow;
use super::crowd::{Crowd, DotForm, Strand};
use super::ink::{Ink, Words};
use super::mark::Form;
use super::request::SceneRequest;
use super::sight::Sight;
use super::spread::Spread;
use super::standing::Standing;
use super::{Anchor, Item, Rgba, Stroke, Weight};
use crate::domain::grouped;
use crate::geom::{Point, Rect};

/// Marks with something inside them at most.
const MOST_INSIDES: usize = 600;

/// Shares of their own colour that dimmed links and marks keep.
pub(super) const DIMMED_LINK: f32 = 0.38;
pub(super) const DIMMED_MARK: f32 = 0.5;

impl Crowd {
    /// Draws what is in view: links, then marks. The ink's coordinates are view space.
    pub(super) fn draw(&self, ink: &mut Ink, spread: &Spread, sight: &Sight) {
        let view = Rect { min: Point::ZERO, max: sight.size }.grown(24.0);
        let mut heads = Ink::new(sight.size, Point::ZERO);
        for strand in &self.strands {
            let [a, b] = [strand.ends.0, strand.ends.1].map(|end| sight.view(spread.at[end as usize]));
            // The hull of a bent strand reaches further than its ends.
            if Rect::bounding([a, b]).grown(72.0 + strand.width).overlaps(view) {
                self.draw_strand(ink, &mut heads, spread, sight, strand);
            }
        }
        ink.take(heads);
        let dim = |color: Rgba| if sight.dimmed { color.into(self.canvas, DIMMED_MARK) } else { color };
        let visible = sight.visible(60.0);
        for &i in &self.order {
            let (dot, at) = (&self.dots[i as usize], spread.at[i as usize]);
            if !visible.contains(at) {
                continue;
            }
            let (item, at, half) = (Some(Item::Actor(self.key(i as usize))), sight.view(at), sight.half(dot));
            let (fill, edge) = (dim(dot.fill), dim(dot.edge));
            match dot.form {
                DotForm::Disc => ink.circle(item, at, half, Some(fill.faded(sight.grain)), None),
                DotForm::Hub => {
                    ink.circle(item, at, half + 1.5, Some(edge), None);
                    ink.circle(item, at, half, Some(fill), None);
                }
                DotForm::Ring | DotForm::Target if Sight::is_plain(half) => {
                    ink.circle(item, at, half, Some(edge), None);
                }
                DotForm::Ring | DotForm::Target => {
                    ink.circle(item, at, half - 1.0, Some(fill), Some(Stroke::solid(edge, 2.0)));
                    if dot.form == DotForm::Target {
                        ink.circle(item, at, 2.5, Some(edge), None);
                    }
                }
                DotForm::Square => {
                    let width = if half < 4.0 { 1.0 } else { 1.6 };
                    let rect = Rect::around(at, 2.0 * half - width, 2.0 * half - width);
                    ink.round_rect(item, rect, 3.0 * sight.shrink, Some(fill), Some(Stroke::solid(edge, width)));
                }
            }
        }
    }

    fn draw_strand(&self, ink: &mut Ink, heads: &mut Ink, spread: &Spread, sight: &Sight, strand: &Strand) {
        let Some(mut path) = sight.course(self, spread, strand) else { return };
        let item = Some(self.item(strand));
        let color = if sight.dimmed { strand.color.into(self.canvas, DIMMED_LINK) } else { strand.color };
        let (color, width) = (color.faded(sight.fade), strand.width * sight.thin);
        let stroke = if strand.dashed { Stroke::dashed(color, width, 4.0) } else { Stroke::solid(color, width) };
        if strand.arrow {
            let (towards, tip, length) = (path.end_direction(), path.points[3], path.length());
            arrow::draw(heads, item, tip, towards, width, color);
            // The line ends a little inside the head.
            let shaft = (length - (arrow::head_size(width).0 - 1.0)).max(0.0);
            path = path.part(0.0, (shaft / length.max(1e-3)).min(1.0));
        }
        if path.straight {
            ink.polyline(item, &[path.points[0], path.points[3]], stroke);
        } else {
            ink.curve(item, path.points, stroke);
        }
    }

    /// Draws what stands inside and round marks that are large enough: counts, and the rings of folded lines that hold a suggestion.
    pub(super) fn draw_insides(&self, ink: &mut Ink, request: &SceneRequest<'_>, spread: &Spread, sight: &Sight) {
        let theme = request.theme;
        let standing = if sight.dimmed { Standing::Dimmed } else { Standing::Plain };
        let visible = sight.visible(40.0);
        let pinned = request.view.pinned.iter().filter_map(|&key| Some((key, request.network.find(key)?.index())));
        for (key, i) in pinned.filter(|&(_, i)| visible.contains(spread.at[i])).take(MOST_INSIDES) {
            let away = sight.half(&self.dots[i]) * 0.8 + 3.0;
            let at = sight.view(spread.at[i]) - Point { x: away, y: away };
            let (item, rim) = (Some(Item::Actor(key)), Stroke::solid(theme.canvas, 1.5));
            ink.circle(item, at, 3.0, Some(theme.text), Some(rim));
        }
        let large = self.order.iter().map(|&i| i as usize).take_while(|&i| !Sight::is_plain(sight.half(&self.dots[i])));
        for i in large.filter(|&i| visible.contains(spread.at[i])).take(MOST_INSIDES) {
            let Some(actor) = request.network.actor_at(i) else { continue };
            let (dot, at) = (&self.dots[i], sight.view(spread.at[i]));
            let (half, item) = (sight.half(dot), Item::Actor(actor.key));
            if actor.suggested && matches!(dot.form, DotForm::Ring | DotForm::Target) {
                let color = standing.node(theme.second, theme);
                ink.circle(Some(item), at, half + 3.5, None, Some(Stroke::dashed(color, 1.2, 3.0)));
            }
            let (text, size, color) = match Form::of(actor) {
                Form::City => (grouped(actor.lines.into()), 14.0, theme.ink_on(standing.node(dot.fill, theme))),
                Form::Line if actor.numbers > 1 => {
                    (format!("×{}", grouped(actor.numbers.into())), 11.0, standing.name(theme))
                }
                _ => continue,
            };
            let width = request.text.width(&text, size, Weight::Semibold);
            if width / 2.0 <= half - 2.0 && size * 0.37 <= half - 2.0 {
                let words = Words { text, size, weight: Weight::Semibold, color, width };
                ink.words(Some(item), at, Anchor::Middle, words);
            }
        }
    }
}
