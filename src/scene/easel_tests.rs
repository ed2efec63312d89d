//! Large pictures drawn again and again: what stays, what is complete, what is found.

use super::*;
use crate::domain::{AreaKey, Level, Msisdn};
use crate::geom::point;
use crate::network::{Actor, Network, NodeIndex, Tie, TieKind};
use crate::scene::{Camera, Shape, TextMeasure, Weight};

/// Words are as wide as their letters are many.
struct Even;

impl TextMeasure for Even {
    fn width(&self, text: &str, size: f32, _weight: Weight) -> f32 {
        text.chars().count() as f32 * size * 0.55
    }
}

/// Sixty numbers in the middle of eighty contacts each.
fn world() -> (Network, Vec<Point>) {
    let mut network = Network::new(Level::Numbers, vec![AreaKey(1)]);
    let mut at = Vec::new();
    for hub in 0..60_u16 {
        let middle = point(f32::from(hub % 10) * 300.0, f32::from(hub / 10) * 280.0);
        let number = Msisdn::from_digits(447_700_900_000 + u64::from(hub));
        let asked = network.add(Actor { requested: true, events: 100 + u64::from(hub), ..Actor::number(number) });
        at.push(middle);
        for i in 0..80_u16 {
            let number = Msisdn::from_digits(447_000_000_000 + u64::from(hub) * 100 + u64::from(i));
            let contact = network.add(Actor { events: u64::from(i % 7), ..Actor::number(number) });
            let (angle, radius) = (f32::from(i) * 2.4, 20.0 + f32::from(i));
            at.push(middle + point(angle.cos(), angle.sin()) * radius);
            let (kind, events) = (TieKind::Contact, u64::from(1 + i % 9));
            let tie = Tie { kind, origin: None, events, lines: 0, numbers: 0, suggested: false };
            network.graph.add_edge(contact, asked, tie);
        }
    }
    (network, at)
}

fn view(scale: f32, center: Point) -> View {
    View {
        camera: Camera { center, scale },
        size: point(800.0, 500.0),
        map_pull: 0.0,
        selected: BTreeSet::new(),
        hovered: None,
        unfolded: std::collections::BTreeMap::new(),
        pinned: BTreeSet::new(),
        legend: false,
        caption: vec![String::new()],
    }
}

fn request<'a>((network, positions): &'a (Network, Vec<Point>), view: &'a View, theme: &'a Theme) -> SceneRequest<'a> {
    SceneRequest { network, positions, view, theme, text: &Even, map: None }
}

fn names(scene: &Scene) -> Vec<(Item, Rect)> {
    let text = |(item, shape): &(Option<Item>, Shape)| {
        matches!(shape, Shape::Text { .. }).then(|| Some(((*item)?, shape.bounds()))).flatten()
    };
    scene.shapes.iter().filter_map(text).collect()
}

#[test]
fn names_in_a_crowd_never_touch_and_stay_where_they_are_while_panning_and_zooming_in() {
    let (world, theme) = (world(), Theme::dark());
    assert!(Crowd::is_one(&world.0));
    let mut easel = Easel::default();
    let stamp = Stamp { network: 1, moves: 1, moving: false };
    let middle = point(1350.0, 700.0);
    let mut before: BTreeSet<Item> = BTreeSet::new();
    for scale in [0.25, 0.35, 0.5, 0.7, 1.0, 1.5, 2.5] {
        let shown = |easel: &mut Easel, center: Point| {
            let view = view(scale, center);
            names(&easel.drawing(&request(&world, &view, &theme), stamp, usize::MAX).scene)
        };
        let here = shown(&mut easel, middle);
        for (i, (_, rect)) in here.iter().enumerate() {
            assert!(here[..i].iter().all(|(_, other)| !other.overlaps(*rect)), "at {scale}");
        }
        let moved = shown(&mut easel, middle + point(40.0 / scale, 0.0));
        // What is in both views is named in both, 40 points apart.
        let inside = |rect: &Rect| rect.min.x > 90.0 && rect.max.x < 710.0 && rect.min.y > 50.0 && rect.max.y < 450.0;
        for (item, rect) in here.iter().filter(|(_, rect)| inside(rect)) {
            let there = moved.iter().find(|(other, _)| other == item);
            assert!(there.is_some_and(|(_, to)| (to.min.x - rect.min.x + 40.0).abs() < 0.1), "{item:?} at {scale}");
        }
        let view_of_all: BTreeSet<Item> = here.iter().map(|(item, _)| *item).collect();
        let near = Rect::around(middle, 200.0 / scale, 120.0 / scale);
        let still_in = |item: &&Item| {
            let Item::Actor(key) = item else { return false };
            world.0.find(*key).is_some_and(|node| near.contains(world.1[node.index()]))
        };
        let lost: Vec<_> = before.iter().filter(still_in).filter(|item| !view_of_all.contains(item)).collect();
        assert!(lost.is_empty(), "zooming in to {scale} lost {lost:?}");
        before = view_of_all;
    }
    assert!(before.len() > 5, "{}", before.len());
}

#[test]
fn a_drawing_made_step_by_step_is_the_one_made_at_once() {
    let (world, theme) = (world(), Theme::dark());
    let stamp = Stamp { network: 1, moves: 1, moving: false };
    let (mut slow, view) = (Easel::default(), view(2.5, point(300.0, 280.0)));
    let request = request(&world, &view, &theme);
    let mut drawing = slow.drawing(&request, stamp, 400);
    let mut frames = 1;
    while !drawing.complete {
        drawing = slow.drawing(&request, stamp, 400);
        frames += 1;
    }
    assert!(frames > 5, "{frames}");
    assert_eq!(drawing.whole(), super::super::build(&request));
}

#[test]
fn in_a_crowd_dots_come_before_links_and_what_is_selected_stands_forward() {
    let (world, theme) = (world(), Theme::dark());
    let stamp = Stamp { network: 1, moves: 1, moving: false };
    let mut view = view(1.0, point(300.0, 280.0));
    let hub = ActorKey::Number(Msisdn::from_digits(447_700_900_011));
    let node = world.0.find(hub).map_or(0, NodeIndex::index);
    let mut easel = Easel::default();
    let drawing = easel.drawing(&request(&world, &view, &theme), stamp, usize::MAX);
    let at = view.camera.view_from_world(world.1[node], view.size);
    assert_eq!(drawing.pick(at), Some(Item::Actor(hub)));
    let contact = world.1[node + 60];
    let between = view.camera.view_from_world(world.1[node].lerp(contact, 0.45), view.size);
    assert!(matches!(drawing.pick(between), Some(Item::Tie(..) | Item::Actor(_))));
    assert_eq!(drawing.actors_within(Rect::around(at, 4.0, 4.0), |_| true), [hub]);
    view.selected.insert(hub);
    let selected = easel.drawing(&request(&world, &view, &theme), stamp, usize::MAX);
    assert!(selected.crowd.is_some_and(|crowd| crowd.sight.dimmed));
    let forward = selected.scene.shapes.iter().filter(|(item, _)| matches!(item, Some(Item::Tie(..)))).count();
    assert!(forward >= 80, "{forward}");
}
