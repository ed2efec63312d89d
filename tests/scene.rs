//! What must hold of every picture, whatever is drawn.

use crate::support::drawing::Drawing;
use linefold::domain::{ActorKey, Level};
use linefold::export::{png, svg};
use linefold::geom::{Point, Rect, point};
use linefold::scene::{Item, Land, MapDrawing, Scene, Shape, UnfoldedBox, body_extent, zoom_box};
use proptest::prelude::*;

/// A picture of lines at places chosen by chance: `towns` towns and lines round two cities.
fn crowd(spots: &[(f32, f32)], width: f32, height: f32) -> Drawing {
    let mut drawing = Drawing::new(Level::Lines, width, height);
    // As on screen.
    drawing.view.caption.clear();
    drawing = drawing.city("London", 5, (width * 0.3, height * 0.5)).city("Liverpool", 3, (width * 0.7, height * 0.5));
    for (i, &(x, y)) in spots.iter().enumerate() {
        let (name, city) = (format!("Node number {i}"), if i % 2 == 0 { "London" } else { "Liverpool" });
        let at = (x * width, y * height);
        if i % 3 == 0 {
            drawing = drawing.town(&name, at);
            if i > 0 {
                drawing = drawing.tie(&format!("Node number {}", i - 1), &name, 100 + i as u64);
            }
        } else {
            let numbers = [(300 + 2 * i as u64, 0), (301 + 2 * i as u64, 30)];
            drawing = drawing.line(&name, city, &numbers, at).tie(city, &name, 1000 * i as u64 + 7);
        }
    }
    drawing
}

fn spots() -> impl Strategy<Value = Vec<(f32, f32)>> {
    prop::collection::vec((0.0_f32..1.0, 0.0_f32..1.0), 1..40)
}

/// Words outside marks: item, what they say, where they are.
fn labels(scene: &Scene) -> Vec<(Item, &str, Rect)> {
    let marks = scene.actor_bounds();
    let words = scene.shapes.iter().filter_map(|(item, shape)| match shape {
        Shape::Text { text, .. } => Some(((*item)?, text.as_str(), shape.bounds())),
        _ => None,
    });
    let inside = |item: &Item, rect: Rect| match item {
        Item::Actor(key) => marks.get(key).is_some_and(|mark| mark.contains(rect.center())),
        Item::Number(_) | Item::FoldButton(_) => true,
        Item::Tie(..) => false,
    };
    words.filter(|(item, _, rect)| !inside(item, *rect)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn labels_touch_neither_labels_nor_nodes(spots in spots()) {
        let scene = crowd(&spots, 842.0, 516.0).scene();
        let (labels, marks) = (labels(&scene), scene.actor_bounds());
        for (i, (item, text, rect)) in labels.iter().enumerate() {
            for (_, other, taken) in &labels[i + 1..] {
                prop_assert!(!rect.overlaps(*taken), "{text} lies on {other}");
            }
            for (key, mark) in &marks {
                prop_assert!(!rect.grown(-0.5).overlaps(*mark), "{text} of {item:?} lies on {key:?}");
            }
        }
    }

    #[test]
    fn leaders_run_through_no_label(spots in spots()) {
        let mut drawing = Drawing::new(Level::Places, 842.0, 516.0).city("London", 5, (420.0, 260.0));
        for (i, &(x, y)) in spots.iter().enumerate() {
            let name = format!("Town number {i}");
            drawing = drawing.town(&name, (x * 842.0, y * 516.0)).flow("London", &name, 1 + u32::try_from(i % 3).unwrap(), 4);
        }
        let scene = drawing.scene();
        let labels = labels(&scene);
        for (item, shape) in &scene.shapes {
            let Shape::Polyline { points, .. } = shape else { continue };
            for step in (1..20).filter(|_| item.is_none()).map(|i| points[0].lerp(points[1], i as f32 / 20.0)) {
                let hit = labels.iter().find(|(_, _, rect)| rect.grown(-1.0).contains(step));
                prop_assert!(hit.is_none(), "a leader runs through {:?}", hit);
            }
        }
    }

    #[test]
    fn the_fitting_camera_shows_every_mark_and_label(spots in spots(), legend in any::<bool>(), unfolded in any::<bool>()) {
        let mut drawing = crowd(&spots, 842.0, 516.0);
        drawing.view.legend = legend;
        if unfolded && spots.len() > 1 {
            drawing = drawing.unfold("Node number 1", 1.0);
        }
        let drawing = drawing.fitted();
        let scene = drawing.scene();
        let view = Rect { min: Point::ZERO, max: drawing.view.size };
        let zoom = zoom_box(drawing.view.size, false);
        let legend_box = scene.shapes.iter().rev().find_map(|(item, shape)| match shape {
            Shape::RoundRect { rect, .. } if item.is_none() && legend && rect.min.x == 10.0 => Some(*rect),
            _ => None,
        });
        prop_assert_eq!(legend_box.is_some(), legend);
        prop_assert_eq!(scene.actor_bounds().len(), spots.len() + 2, "no mark is out of view");
        for bounds in scene.actor_bounds().into_values().chain(labels(&scene).into_iter().map(|(_, _, rect)| rect)) {
            prop_assert!(view.encloses(bounds), "{bounds:?} is cut off");
            prop_assert!(!zoom.overlaps(bounds), "{bounds:?} lies under the buttons");
            prop_assert!(legend_box.is_none_or(|legend| !legend.overlaps(bounds)), "{bounds:?} lies under the legend");
        }
    }

    #[test]
    fn panning_moves_the_picture_and_changes_nothing_in_it(spots in spots(), x in -90.0_f32..90.0, y in -60.0_f32..60.0) {
        let mut drawing = crowd(&spots, 842.0, 516.0);
        let before = drawing.scene();
        drawing.view.camera = drawing.view.camera.panned(point(x, y));
        let after = drawing.scene();
        // Far enough from the edges, and from the buttons, which hide labels.
        let well_inside = Rect { min: point(100.0, 70.0), max: point(690.0, 446.0) };
        let now = labels(&after);
        for (item, text, rect) in labels(&before).into_iter().filter(|(_, _, rect)| well_inside.encloses(*rect)) {
            let moved = rect.moved(point(x, y));
            let same = now.iter().any(|(i, t, r)| (*i, *t) == (item, text) && (r.min - moved.min).length() < 0.05);
            prop_assert!(same, "{text} stayed behind or went away");
        }
    }

    #[test]
    fn what_was_drawn_is_found_under_the_mouse(column in 0_usize..5, row in 0_usize..4) {
        let grid: Vec<_> = (0..20).map(|i| ((i % 5) as f32 / 5.0 + 0.1, (i / 5) as f32 / 4.0 + 0.06)).collect();
        let drawing = crowd(&grid, 1000.0, 560.0);
        let scene = drawing.scene();
        let name = format!("Node number {}", row * 5 + column);
        let key = drawing.key(&name);
        let mark = scene.actor_bounds()[&key];
        prop_assert_eq!(scene.pick(mark.center()), Some(Item::Actor(key)));
        // A hair beside it still counts.
        prop_assert_eq!(scene.pick(point(mark.min.x - 2.0, mark.center().y)), Some(Item::Actor(key)));
        prop_assert_eq!(scene.actors_within(mark.grown(1.0)), vec![key]);
        let label = labels(&scene).into_iter().find(|(_, text, _)| *text == name);
        if let Some((_, _, rect)) = label {
            prop_assert_eq!(scene.pick(rect.center()), Some(Item::Actor(key)));
        }
    }
}

#[test]
fn nodes_are_picked_before_links_and_links_within_a_few_points() {
    let drawing = Drawing::new(Level::Lines, 400.0, 100.0)
        .line("Ash", "London", &[(190, 0)], (50.0, 50.0))
        .town("Ipswich", (350.0, 50.0))
        .tie("Ash", "Ipswich", 100);
    let (scene, ash, ipswich) = (drawing.scene(), drawing.key("Ash"), drawing.key("Ipswich"));
    assert_eq!(scene.pick(point(100.0, 50.0)), Some(Item::Tie(ash, ipswich)));
    assert_eq!(scene.pick(point(100.0, 54.0)), Some(Item::Tie(ash, ipswich)));
    assert_eq!(scene.pick(point(62.0, 50.0)), Some(Item::Actor(ash)), "the node, not the link that begins there");
    assert_eq!(scene.pick(point(100.0, 80.0)), None);
    let bounds = scene.item_bounds(Item::Actor(ash)).map(Rect::center);
    assert!(bounds.is_some_and(|center| (center.x - 50.0).abs() < 5.0));
    assert_eq!(scene.item_bounds(Item::Actor(ActorKey::UnknownCity)), None);
}

#[test]
fn an_unfolded_line_offers_its_numbers_and_a_button() {
    let drawing = Drawing::new(Level::Lines, 300.0, 140.0)
        .line("Marco", "London", &[(112, 0), (267, 47)], (150.0, 70.0))
        .unfold("Marco", 1.0);
    let scene = drawing.scene();
    let second = Item::Number(Drawing::number(267));
    let at = scene.item_bounds(second).map(Rect::center).unwrap_or_default();
    assert_eq!(scene.pick(at), Some(second));
    let ActorKey::Line(line) = drawing.key("Marco") else { unreachable!("Marco is a line") };
    let button = scene.item_bounds(Item::FoldButton(line)).map(Rect::center).unwrap_or_default();
    assert_eq!(scene.pick(button), Some(Item::FoldButton(line)));
    assert_eq!(scene.names[&Item::FoldButton(line)], "Fold Marco");
}

#[test]
fn the_room_asked_of_the_layout_holds_the_mark_the_label_and_the_box() {
    let drawing =
        Drawing::new(Level::Lines, 300.0, 140.0).line("Marco", "London", &[(112, 0), (267, 47)], (150.0, 70.0));
    let text = linefold::export::FontMeasure::embedded();
    let Some(marco) = drawing.network.actor(drawing.key("Marco")) else { unreachable!("Marco is in the network") };
    let (folded, open) = (body_extent(marco, 0.0, text), body_extent(marco, 1.0, text));
    let size = UnfoldedBox::new(marco, text).size;
    assert!(open.0 >= size.x / 2.0 && open.1 >= size.y / 2.0);
    let bounds = drawing.scene().item_bounds(Item::Actor(drawing.key("Marco"))).unwrap_or(Rect::NOTHING);
    assert!(folded.0 >= (bounds.max.x - 150.0) && folded.1 >= (bounds.max.y - 70.0), "{folded:?} for {bounds:?}");
}

#[test]
fn what_is_under_the_mouse_shows_its_name_where_there_is_no_room() {
    let mut drawing = Drawing::new(Level::Numbers, 200.0, 200.0).lone_number(500, None, (100.0, 100.0));
    // Every place a label could stand at is taken.
    for i in 0..180_u64 {
        let (angle, reach) = (i as f32 * 0.7, 12.0 + i as f32 * 0.45);
        drawing = drawing.lone_number(600 + i, None, (100.0 + angle.cos() * reach, 100.0 + angle.sin() * reach));
    }
    let says = |scene: &Scene| labels(scene).iter().any(|(_, text, _)| *text == "900500");
    assert!(!says(&drawing.scene()));
    let drawing = drawing.hover("900500");
    assert!(says(&drawing.scene()));
}

#[test]
fn bad_questions_have_an_answer() {
    let mut drawing = crowd(&[(0.1, 0.2), (0.8, 0.7)], 400.0, 300.0);
    drawing.positions[1] = point(f32::NAN, f32::INFINITY);
    drawing.positions.truncate(3);
    assert!(!drawing.scene().shapes.is_empty());
    let drawing = drawing.fitted();
    assert!(drawing.view.camera.center.x.is_finite() && drawing.view.camera.scale > 0.0);
    let empty = Drawing::new(Level::Places, 0.0, 0.0).fitted();
    assert!(empty.scene().shapes.is_empty());
}

#[test]
fn equal_questions_have_equal_pictures() {
    let drawing = crowd(&[(0.1, 0.2), (0.8, 0.7), (0.4, 0.9)], 400.0, 300.0);
    assert_eq!(drawing.scene(), drawing.scene());
    assert_eq!(svg(&drawing.scene()), svg(&drawing.scene()));
}

#[test]
fn the_map_comes_with_its_credit_and_its_scale() {
    let mut drawing = Drawing::new(Level::Places, 500.0, 400.0)
        .city("London", 2, (200.0, 200.0))
        .town("Norwich", (300.0, 120.0))
        .flow("London", "Norwich", 2, 4);
    let coast = vec![point(-900.0, -900.0), point(400.0, 20.0), point(450.0, 380.0), point(30.0, 390.0)];
    drawing.map = Some(MapDrawing { lands: vec![Land { coast, is_uk: true }], km_per_unit: 0.5 });
    drawing.view.legend = true;
    let words = |drawing: &Drawing| -> Vec<String> {
        let text = |(_, shape): (_, Shape)| if let Shape::Text { text, .. } = shape { Some(text) } else { None };
        drawing.scene().shapes.into_iter().filter_map(text).collect()
    };
    let has = |drawing: &Drawing, what: &str| words(drawing).iter().any(|text| text.contains(what));
    assert!(!has(&drawing, "Natural Earth"));
    drawing.view.map_pull = 1.0;
    assert!(has(&drawing, "Outline: Natural Earth. Places: GeoNames."));
    assert!(has(&drawing, "50 km"), "{:?}", words(&drawing));
    let scene = drawing.scene();
    let land = scene.shapes.iter().find(|(item, shape)| item.is_none() && matches!(shape, Shape::Polygon { .. }));
    let reach = land.map_or(Rect::NOTHING, |(_, shape)| shape.bounds());
    assert!(
        Rect { min: Point::ZERO, max: drawing.view.size }.grown(30.0).encloses(reach),
        "cut to the view: {reach:?}"
    );
}

#[test]
fn the_svg_carries_its_fonts_and_nothing_from_outside() {
    let text = svg(&crowd(&[(0.1, 0.2)], 400.0, 300.0).scene());
    assert_eq!(text.matches("@font-face").count(), 2);
    assert!(text.contains("aria-label=\"London, city, 5 lines, 10 numbers\""));
    let urls = text.matches("url(").count();
    assert_eq!(urls, text.matches("url(data:font/otf;base64,").count());
    assert!(!text.replace("http://www.w3.org/2000/svg", "").contains("http"));
}

#[test]
fn the_png_shows_the_picture() {
    let drawing = Drawing::new(Level::Lines, 100.0, 80.0).city("London", 6, (50.0, 35.0));
    let bytes = png(&drawing.scene(), 2.0).unwrap_or_default();
    assert!(bytes.starts_with(b"\x89PNG"));
    let without = png(&Drawing::new(Level::Lines, 100.0, 80.0).scene(), 2.0).unwrap_or_default();
    assert_ne!(bytes, without);
}
