//! The canvas, driven as a user drives it: nodes found by their accessible names, the pointer moved and pressed.

use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linefold::case::Edit;
use linefold::domain::{ActorKey, AreaKey, Level, LineKey, Msisdn};
use linefold::geom::point;
use linefold::network::{Actor, Network, SuccessionStep, Tie, TieKind};
use linefold::scene::{TextMeasure, Theme, Weight};
use linefold::session::{Derived, Intake, Session};
use linefold::ui::canvas::{CanvasState, canvas_ui};
use linefold::ui::{Look, Sender, UiCtx};
use std::sync::Arc;

const LONDON: AreaKey = AreaKey(1);
const NORWICH: ActorKey = ActorKey::Town(AreaKey(2));
const MARCO: LineKey = LineKey(Msisdn::from_digits(447_700_900_112));
const KAY: LineKey = LineKey(Msisdn::from_digits(447_700_900_163));

/// Words are as wide as their letters are many: enough for tests that look at no picture.
struct Even;

impl TextMeasure for Even {
    fn width(&self, text: &str, size: f32, _weight: Weight) -> f32 {
        text.chars().count() as f32 * size * 0.55
    }
}

struct Window {
    session: Session,
    canvas: CanvasState,
    send: Sender,
    theme: Theme,
    edits: Vec<Edit>,
}

fn actor(key: ActorKey, label: &str, numbers: &[u64]) -> Actor {
    let succession: Vec<SuccessionStep> = numbers
        .iter()
        .enumerate()
        .map(|(i, digits)| SuccessionStep {
            number: Msisdn::from_digits(*digits),
            gap_secs: (i > 0).then_some(2820),
            suggested: false,
        })
        .collect();
    Actor {
        key,
        label: label.to_owned(),
        origin: Some(LONDON).filter(|_| !matches!(key, ActorKey::Town(_))),
        position: None,
        lines: 1,
        numbers: numbers.len().try_into().unwrap_or(1),
        events: 4005,
        suggested: false,
        requested: true,
        succession,
    }
}

/// London runs Marco and Kay, who both sell in Norwich.
fn network() -> Network {
    let mut network = Network::new(Level::Lines, vec![LONDON]);
    let city = network.add(actor(ActorKey::City(LONDON), "London", &[]));
    let town = network.add(actor(NORWICH, "Norwich", &[]));
    for (key, label, numbers) in
        [(MARCO, "Marco", &[447_700_900_112, 447_700_900_267, 447_700_900_431][..]), (KAY, "Kay", &[447_700_900_163])]
    {
        let line = network.add(actor(ActorKey::Line(key), label, numbers));
        let tie = |kind| Tie { kind, origin: Some(LONDON), events: 4005, lines: 1, numbers: 3, suggested: false };
        network.graph.add_edge(city, line, tie(TieKind::RunFrom));
        network.graph.add_edge(line, town, tie(TieKind::Supplies));
    }
    network
}

/// The same from further off: London sells in Norwich.
fn places() -> Network {
    let mut network = Network::new(Level::Places, vec![LONDON]);
    let city = network.add(actor(ActorKey::City(LONDON), "London", &[]));
    let town = network.add(actor(NORWICH, "Norwich", &[]));
    let kind = TieKind::Supplies;
    network.graph.add_edge(
        city,
        town,
        Tie { kind, origin: Some(LONDON), events: 8010, lines: 2, numbers: 4, suggested: false },
    );
    network
}

pub fn load_fonts(context: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    let faces = [
        (egui::FontFamily::Proportional, &include_bytes!("../assets/fonts/LinefoldSans-Regular.otf")[..]),
        (egui::FontFamily::Name("semibold".into()), include_bytes!("../assets/fonts/LinefoldSans-SemiBold.otf")),
    ];
    for (family, face) in faces {
        let name = format!("{family:?}");
        fonts.font_data.insert(name.clone(), Arc::new(egui::FontData::from_static(face)));
        fonts.families.insert(family, vec![name]);
    }
    context.set_fonts(fonts);
}

fn window() -> Harness<'static, Window> {
    let mut session = Session::new("Test");
    // Pinned, so that what is tested does not hang on the layout.
    for (node, x, y) in [
        (ActorKey::City(LONDON), 0.0, 0.0),
        (NORWICH, 300.0, 0.0),
        (ActorKey::Line(MARCO), 150.0, -140.0),
        (ActorKey::Line(KAY), 150.0, 140.0),
    ] {
        session.apply(Edit::Pin { level: Level::Lines, node, at: Some(point(x, y)) }).unwrap();
    }
    let networks = [Arc::new(places()), Arc::new(network()), Arc::new(Network::new(Level::Numbers, vec![]))];
    session.install(Derived { networks, ..Derived::default() });
    let mut canvas = CanvasState::default();
    canvas.set_reduced_motion(true);
    let window = Window { session, canvas, send: Sender::default(), theme: Theme::dark(), edits: Vec::new() };
    let mut harness = Harness::builder()
        .with_step_dt(1.0 / 60.0)
        .with_size([900.0, 600.0])
        .with_context_setup(load_fonts)
        .build_ui_state(
            |ui, window: &mut Window| {
                let Window { session, canvas, send, theme, edits } = window;
                let look = Look::default();
                canvas_ui(
                    &UiCtx { session, intake: &Intake::default(), theme, text: &Even, look: &look, send },
                    canvas,
                    ui,
                );
                for edit in send.drain().0 {
                    edits.push(edit.clone());
                    session.apply(edit).unwrap();
                }
            },
            window,
        );
    settle(&mut harness);
    harness
}

/// Runs frames until the layout has answered and nothing moves.
fn settle(harness: &mut Harness<'_, Window>) {
    for _ in 0..2000 {
        harness.step();
        if harness.state().canvas.is_settled() {
            harness.run_steps(3);
            return;
        }
        std::thread::yield_now();
    }
    panic!("the layout never came to rest");
}

fn center(harness: &Harness<'_, Window>, label: &str) -> egui::Pos2 {
    harness.get_by_label_contains(label).rect().center()
}

fn drag(harness: &mut Harness<'_, Window>, from: egui::Pos2, to: egui::Pos2, modifiers: egui::Modifiers) {
    let press =
        |pos, pressed| egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers };
    harness.event(egui::Event::ModifiersChanged(modifiers));
    harness.event(egui::Event::PointerMoved(from));
    harness.event(press(from, true));
    harness.step();
    for share in [0.3, 0.7, 1.0] {
        harness.event(egui::Event::PointerMoved(from + (to - from) * share));
        harness.step();
    }
    harness.event(press(to, false));
    harness.step();
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
    settle(harness);
}

fn selected(harness: &Harness<'_, Window>) -> Vec<ActorKey> {
    harness.state().canvas.selected().iter().copied().collect()
}

#[test]
fn nodes_are_found_by_name_and_a_click_selects_one() {
    let mut harness = window();
    harness.get_by_label("Marco, line, London, 3 numbers, 4,005 events").click();
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::Line(MARCO)]);
    harness.get_by_label_contains("Kay, line").click();
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::Line(KAY)]);
    harness.get_by_label_contains("Norwich, town").click_modifiers(egui::Modifiers::COMMAND);
    settle(&mut harness);
    assert_eq!(selected(&harness), [NORWICH, ActorKey::Line(KAY)]);
}

#[test]
fn a_reader_of_the_screen_can_press_a_node() {
    let mut harness = window();
    harness.get_by_label_contains("Kay, line").click_accesskit();
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::Line(KAY)]);
}

#[test]
fn a_double_click_unfolds_a_line_in_place_and_another_folds_it() {
    let mut harness = window();
    let before = harness.state().canvas.current_scene().cloned().unwrap();
    for open in [true, false] {
        // Far enough apart in time for the two not to make a triple click with those before.
        harness.run_steps(60);
        let marco = harness.get_by_label_contains("Marco, line");
        marco.click();
        marco.click();
        settle(&mut harness);
        assert_eq!(harness.state().canvas.is_unfolded(MARCO), open);
    }
    harness.state_mut().canvas.select([]);
    harness.remove_cursor();
    harness.run_steps(3);
    let after = harness.state().canvas.current_scene().cloned().unwrap();
    assert_eq!(before.shapes.len(), after.shapes.len(), "folded again it is as it was");
}

#[test]
fn dragging_a_node_pins_it_once_where_it_was_let_go() {
    let mut harness = window();
    let (from, london) = (center(&harness, "Marco, line"), center(&harness, "London, city"));
    drag(&mut harness, from, from + egui::vec2(60.0, 40.0), egui::Modifiers::NONE);
    let to = center(&harness, "Marco, line");
    assert!((to - from - egui::vec2(60.0, 40.0)).length() < 1.5, "it went from {from} to {to}");
    assert_eq!(center(&harness, "London, city"), london, "nothing else moved");
    let edits = &harness.state().edits;
    assert_eq!(edits.len(), 1);
    assert!(matches!(edits[0], Edit::Pin { level: Level::Lines, node, at: Some(_) } if node == ActorKey::Line(MARCO)));
    assert!(selected(&harness).is_empty(), "a drag is no click");
}

#[test]
fn a_rectangle_drawn_with_shift_selects_what_lies_in_it() {
    let mut harness = window();
    let (marco, kay) = (center(&harness, "Marco, line"), center(&harness, "Kay, line"));
    let grown = |p: egui::Pos2, x: f32, y: f32| p + egui::vec2(x, y);
    drag(&mut harness, grown(marco, -70.0, -40.0), grown(kay, 70.0, 40.0), egui::Modifiers::SHIFT);
    assert_eq!(selected(&harness), [ActorKey::Line(MARCO), ActorKey::Line(KAY)]);
    assert!(harness.state().edits.is_empty());
}

#[test]
fn a_line_drawn_with_alt_selects_what_it_goes_round() {
    let mut harness = window();
    let (marco, london) = (center(&harness, "Marco, line"), center(&harness, "London, city"));
    let press = |pos, pressed| {
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::ALT);
        egui::Event::PointerButton { pos, button, pressed, modifiers }
    };
    let mut corners = vec![marco + egui::vec2(-60.0, -60.0), marco + egui::vec2(60.0, -60.0)];
    corners.extend([marco + egui::vec2(60.0, 50.0), london + egui::vec2(30.0, 30.0), london + egui::vec2(-40.0, 0.0)]);
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::ALT));
    harness.event(egui::Event::PointerMoved(corners[0]));
    harness.event(press(corners[0], true));
    harness.step();
    for corner in &corners[1..] {
        harness.event(egui::Event::PointerMoved(*corner));
        harness.step();
    }
    harness.event(press(corners[4], false));
    harness.step();
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::City(LONDON), ActorKey::Line(MARCO)]);
    assert!(harness.state().edits.is_empty());
}

#[test]
fn dragging_the_ground_moves_the_picture_and_pins_nothing() {
    let mut harness = window();
    let marco = center(&harness, "Marco, line");
    let from = marco + egui::vec2(-120.0, 20.0);
    drag(&mut harness, from, from + egui::vec2(30.0, 50.0), egui::Modifiers::NONE);
    assert!((center(&harness, "Marco, line") - marco - egui::vec2(30.0, 50.0)).length() < 0.6);
    assert!(harness.state().edits.is_empty());
}

#[test]
fn a_new_layout_moves_nodes_without_a_jump() {
    let mut harness = window();
    harness.state_mut().canvas.set_reduced_motion(false);
    let at = |harness: &Harness<'_, Window>| center(harness, "Kay, line");
    let before = at(&harness);
    let moved = Edit::Pin { level: Level::Lines, node: ActorKey::Line(KAY), at: Some(point(100.0, 140.0)) };
    harness.state_mut().session.apply(moved).unwrap();
    let mut steps = vec![before];
    for _ in 0..2000 {
        harness.step();
        let here = at(&harness);
        if steps.last() != Some(&here) {
            steps.push(here);
        }
        if harness.state().canvas.is_settled() && here != before {
            break;
        }
        std::thread::yield_now();
    }
    let way = (at(&harness) - before).length();
    assert!(way > 30.0, "it went {way}");
    let lengths: Vec<f32> = steps.windows(2).map(|w| (w[1] - w[0]).length()).collect();
    assert!(lengths.len() > 8, "in many steps: {lengths:?}");
    assert!(lengths.iter().all(|l| *l < 0.35 * way), "none of them a jump: {lengths:?}");
}

#[test]
fn another_level_has_its_own_nodes_and_camera_and_comes_back_as_it_was() {
    let mut harness = window();
    let marco = center(&harness, "Marco, line");
    harness.state_mut().canvas.set_level(Level::Numbers);
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Marco, line").is_none());
    assert!(harness.state().canvas.current_scene().is_none(), "there is nothing to be saved as a picture");
    harness.state_mut().canvas.set_level(Level::Lines);
    settle(&mut harness);
    assert!((center(&harness, "Marco, line") - marco).length() < 0.6);
}

#[test]
fn nodes_that_two_levels_share_fly_from_one_to_the_other() {
    let mut harness = window();
    harness.state_mut().canvas.set_reduced_motion(false);
    let before = center(&harness, "Norwich, town");
    harness.state_mut().canvas.set_level(Level::Places);
    let mut steps = vec![before];
    for _ in 0..2000 {
        harness.step();
        steps.extend(harness.query_by_label_contains("Norwich, town").map(|node| node.rect().center()));
        if harness.state().canvas.is_settled() {
            break;
        }
        std::thread::yield_now();
    }
    let way = (steps[steps.len() - 1] - before).length();
    let longest = steps.windows(2).map(|w| (w[1] - w[0]).length()).fold(0.0, f32::max);
    assert!(way > 20.0 && longest < 0.35 * way, "{steps:?}");
    assert!(harness.query_by_label_contains("Marco, line").is_none());
}

#[test]
fn revealing_a_line_selects_it_and_brings_it_to_the_middle_of_its_level() {
    let mut harness = window();
    harness.state_mut().canvas.set_level(Level::Places);
    settle(&mut harness);
    harness.state_mut().canvas.reveal(ActorKey::Line(KAY));
    settle(&mut harness);
    assert_eq!(harness.state().canvas.level(), Level::Lines);
    assert_eq!(selected(&harness), [ActorKey::Line(KAY)]);
    assert!((center(&harness, "Kay, line") - egui::pos2(450.0, 300.0)).length() < 1.0);
}

#[test]
fn the_map_slider_fades_the_coast_in() {
    let mut harness = window();
    let shapes = |harness: &Harness<'_, Window>| harness.state().canvas.current_scene().map_or(0, |s| s.shapes.len());
    let free = shapes(&harness);
    harness.state_mut().canvas.set_map_pull(1.0);
    settle(&mut harness);
    assert!(shapes(&harness) > free, "land lies under the nodes");
    harness.state_mut().canvas.set_map_pull(0.0);
    settle(&mut harness);
    assert_eq!(shapes(&harness), free);
}

#[test]
fn a_picture_shown_whole_still_is_in_a_smaller_window_and_one_that_was_moved_keeps_its_middle() {
    let mut harness = window();
    harness.set_size(egui::vec2(500.0, 420.0));
    settle(&mut harness);
    let all = ["London, city", "Norwich, town", "Marco, line", "Kay, line"];
    let canvas = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(500.0, 420.0));
    assert!(all.iter().all(|label| canvas.contains_rect(harness.get_by_label_contains(label).rect())));

    harness.state_mut().canvas.zoom(1.2);
    settle(&mut harness);
    let middle = |harness: &Harness<'_, Window>, size: egui::Vec2| center(harness, "London, city") - size * 0.5;
    let before = middle(&harness, egui::vec2(500.0, 420.0));
    harness.set_size(egui::vec2(700.0, 500.0));
    settle(&mut harness);
    let after = middle(&harness, egui::vec2(700.0, 500.0));
    assert!((after - before).length() < 1.0, "{before} {after}");
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    let mut harness = window();
    let (marco, london) = (center(&harness, "Marco, line"), center(&harness, "London, city"));
    harness.hover_at(marco);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, 2.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(60);
    assert!((center(&harness, "Marco, line") - marco).length() < 1.0, "what is under the pointer stays there");
    assert!((center(&harness, "London, city") - marco).length() > 1.2 * (london - marco).length());
}

#[test]
fn the_buttons_zoom_and_fit_again() {
    let mut harness = window();
    let marco = center(&harness, "Marco, line");
    harness.get_by_label("Zoom out").click();
    settle(&mut harness);
    assert!((center(&harness, "Marco, line") - marco).length() > 10.0);
    harness.get_by_label("Fit picture").click();
    settle(&mut harness);
    assert!((center(&harness, "Marco, line") - marco).length() < 1.0);
}

#[test]
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method's lifetime is too narrow for the query")]
fn the_keyboard_alone_reaches_selects_and_unfolds() {
    let mut harness = window();
    let mut names = Vec::new();
    for _ in 0..5 {
        harness.key_press(egui::Key::Tab);
        harness.run_steps(3);
        let focused = harness.get_all_by(|node| node.is_focused()).next();
        names.extend(focused.and_then(|node| node.accesskit_node().label()));
    }
    let firsts: Vec<&str> = names.iter().filter_map(|name| name.split(',').next()).collect();
    assert_eq!(firsts, ["Network", "Marco", "London", "Norwich", "Kay"], "in reading order");
    harness.key_press(egui::Key::Enter);
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::Line(KAY)]);
    assert!(harness.state().canvas.is_unfolded(KAY));
    let kay = center(&harness, "Kay, line");
    harness.key_press(egui::Key::ArrowUp);
    settle(&mut harness);
    assert!(center(&harness, "Kay, line").y > kay.y + 30.0, "the picture moves down to show what is above");
}

#[test]
fn an_unfolded_line_tells_its_numbers_and_its_button_folds_it() {
    let mut harness = window();
    harness.state_mut().canvas.toggle_unfold(MARCO);
    settle(&mut harness);
    let second = center(&harness, "900267, number 2 of Marco");
    harness.hover_at(second);
    settle(&mut harness);
    harness.get_by_label_contains("900267, number 2 of Marco").click();
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::Line(MARCO)], "a number stands for its line");
    harness.get_by_label("Fold Marco").click();
    settle(&mut harness);
    assert!(!harness.state().canvas.is_unfolded(MARCO));
}

#[test]
fn escape_puts_a_dragged_node_back_and_pins_nothing() {
    let mut harness = window();
    let marco = center(&harness, "Marco, line");
    harness.event(egui::Event::PointerMoved(marco));
    harness.drag_at(marco);
    harness.step();
    for by in [20.0, 60.0] {
        harness.hover_at(marco + egui::vec2(by, 0.0));
        harness.run_steps(2);
    }
    assert!((center(&harness, "Marco, line") - marco).length() > 40.0, "it is in the hand");
    harness.key_press(egui::Key::Escape);
    harness.run_steps(2);
    harness.drop_at(marco + egui::vec2(60.0, 0.0));
    settle(&mut harness);
    assert!((center(&harness, "Marco, line") - marco).length() < 0.6);
    assert!(harness.state().edits.is_empty());
}

#[test]
fn a_lost_node_leaves_the_selection_and_the_others_stay_where_they_were() {
    let mut harness = window();
    let marco = center(&harness, "Marco, line");
    harness.state_mut().canvas.select([ActorKey::Line(KAY), ActorKey::Line(MARCO)]);
    let mut smaller = network();
    let kay = smaller.find(ActorKey::Line(KAY)).unwrap();
    assert_eq!(kay.index(), smaller.graph.node_count() - 1, "the last one, so that no index moves");
    smaller = {
        let mut without = Network::new(Level::Lines, vec![LONDON]);
        for actor in smaller.actors().filter(|actor| actor.key != ActorKey::Line(KAY)) {
            without.add(actor.clone());
        }
        without
    };
    let window = harness.state_mut();
    let mut derived = Derived::clone(window.session.derived());
    derived.networks[1] = Arc::new(smaller);
    window.session.install(derived);
    settle(&mut harness);
    assert_eq!(selected(&harness), [ActorKey::Line(MARCO)]);
    assert!(harness.query_by_label_contains("Kay, line").is_none());
    assert!((center(&harness, "Marco, line") - marco).length() < 120.0);
}
