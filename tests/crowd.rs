//! Large pictures: one scene for screen and file. The same crowd is drawn by the graphics chip, by the processor and into a PNG, and the
//! three are compared.
//!
//! Needs a driver that wgpu can draw with, if only one in software; without any the test says that it was skipped, unless
//! `LINEFOLD_REQUIRE_WINDOW=1`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use crate::canvas::load_fonts;
use eframe::wgpu;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use egui_kittest::wgpu::WgpuTestRenderer;
use linefold::case::Edit;
use linefold::domain::{ActorKey, AreaKey, Level, LineKey, Msisdn};
use linefold::export::{FontMeasure, png};
use linefold::geom::{Point, point};
use linefold::network::{Actor, Network, Tie, TieKind};
use linefold::scene::Theme;
use linefold::session::{Derived, Intake, Session};
use linefold::ui::canvas::{CanvasState, Chip, canvas_ui};
use linefold::ui::{Look, Sender, UiCtx};
use resvg::tiny_skia::Pixmap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

const SIZE: (u32, u32) = (900, 600);

fn line(i: u64) -> ActorKey {
    ActorKey::Line(LineKey(Msisdn::from_digits(447_000_000_000 + i)))
}

/// Cities, a thousand lines and as many towns, in every form a mark and a link can have; a place for each.
fn world() -> (Network, Vec<(ActorKey, Point)>) {
    let mut network = Network::new(Level::Lines, (1..=4).map(AreaKey).collect());
    let mut places = Vec::new();
    let tie = |kind, i: u64, suggested| {
        let origin = Some(AreaKey(u32::try_from(i % 4).unwrap() + 1));
        Tie { kind, origin, events: 1 + i * 37 % 400, lines: 1, numbers: 2, suggested }
    };
    for i in 0..4 {
        let (area, key) = (AreaKey(i + 1), ActorKey::City(AreaKey(i + 1)));
        let label = ["London", "Birmingham", "Liverpool", "Manchester"][i as usize].to_owned();
        network.add(Actor { label, origin: Some(area), lines: 5 + i, events: 900, ..Actor::empty(key) });
        places.push((key, point(400.0 + 900.0 * (i % 2) as f32, 300.0 + 700.0 * (i / 2) as f32)));
    }
    for i in 0..1100_u64 {
        let (row, column) = (i / 44, i % 44);
        let spot = point(column as f32 * 42.0 + 7.0 * (row % 3) as f32, row as f32 * 56.0);
        let (origin, suggested) = (Some(AreaKey(u32::try_from(i % 4).unwrap() + 1)), i % 9 == 0);
        let numbers = 1 + u32::try_from(i % 4).unwrap();
        let label = format!("Line {i}");
        let actor = Actor { label, origin, lines: 1, numbers, events: 3 + i % 90, suggested, ..Actor::empty(line(i)) };
        let own = network.add(actor);
        places.push((line(i), spot));
        let town = ActorKey::Town(AreaKey(100 + u32::try_from(i).unwrap()));
        let label = format!("Town {i}");
        let other = network.add(Actor { label, lines: 1, events: 2, ..Actor::empty(town) });
        places.push((town, spot + point(19.0, 27.0)));
        let city = network.find(ActorKey::City(AreaKey(u32::try_from(i % 4).unwrap() + 1))).unwrap();
        network.graph.add_edge(own, other, tie(TieKind::Supplies, i, i % 5 == 0));
        if i % 3 == 0 {
            network.graph.add_edge(city, own, tie(TieKind::RunFrom, i, false));
        }
        if let Some(before) = i.checked_sub(44).and_then(|i| network.find(line(i))) {
            network.graph.add_edge(before, own, tie(TieKind::Succession, i, i % 2 == 0));
            // Two ties between the same two run beside each other.
            if i % 7 == 0 {
                network.graph.add_edge(own, before, tie(TieKind::Supplies, i, false));
            }
        }
        if i % 11 == 0 {
            network.graph.add_edge(own, own, tie(TieKind::Supplies, i, false));
        }
    }
    (network, places)
}

struct Window {
    session: Session,
    canvas: CanvasState,
    send: Sender,
    theme: Theme,
}

fn window(renderer: WgpuTestRenderer, chip: bool, theme: Theme) -> Harness<'static, Window> {
    let (network, places) = world();
    let mut session = Session::new("Test");
    let pin = |(node, at)| Edit::Pin { level: Level::Lines, node, at: Some(at) };
    session.apply(Edit::Several(places.into_iter().map(pin).collect())).unwrap();
    let empty = |level| Arc::new(Network::new(level, vec![]));
    let networks = [empty(Level::Places), Arc::new(network), empty(Level::Numbers)];
    session.install(Derived { networks, ..Derived::default() });
    let mut canvas = CanvasState::default();
    canvas.set_reduced_motion(true);
    canvas.draw_on(chip.then(|| Chip::new(wgpu::TextureFormat::Rgba8Unorm)));
    let window = Window { session, canvas, send: Sender::default(), theme };
    let mut harness = Harness::builder()
        .with_size([SIZE.0 as f32, SIZE.1 as f32])
        .with_context_setup(load_fonts)
        .renderer(renderer)
        .build_ui_state(
            |ui, window: &mut Window| {
                let Window { session, canvas, send, theme } = window;
                let look = Look::default();
                let intake = &Intake::default();
                let ctx = UiCtx { session, intake, theme, text: FontMeasure::embedded(), look: &look, send };
                canvas_ui(&ctx, canvas, ui);
            },
            window,
        );
    settle(&mut harness);
    harness
}

fn settle(harness: &mut Harness<'_, Window>) {
    for _ in 0..6000 {
        harness.step();
        if harness.state().canvas.is_settled() {
            harness.run_steps(3);
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the canvas never came to rest");
}

/// A picture as bytes of red, green, blue and opacity, and where in it the canvas begins.
struct Seen {
    width: usize,
    bytes: Vec<u8>,
    corner: (usize, usize),
}

impl Seen {
    fn at(&self, x: usize, y: usize) -> &[u8] {
        let at = 4 * ((y + self.corner.1) * self.width + x + self.corner.0);
        &self.bytes[at..at + 3]
    }
}

/// What is on the screen and what a file shows, and the size of the canvas.
fn both(harness: &mut Harness<'_, Window>) -> (Seen, Seen, (usize, usize)) {
    let rect = harness.get_by_label("Network").rect();
    assert_eq!(rect.min, rect.min.round(), "the canvas begins at a whole pixel");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a corner of the window")]
    let corner = (rect.min.x as usize, rect.min.y as usize);
    let screen = Seen { width: SIZE.0 as usize, bytes: harness.render().unwrap().into_raw(), corner };
    let scene = harness.state().canvas.current_scene().unwrap();
    let file = Pixmap::decode_png(&png(scene, 1.0).unwrap()).unwrap();
    let size = (file.width() as usize, file.height() as usize);
    (screen, Seen { width: size.0, bytes: file.data().to_vec(), corner: (0, 0) }, size)
}

/// The share of pixels that differ by much, the second moved by so many pixels; the window's own buttons do not count.
fn unlike(a: &Seen, b: &Seen, size: (usize, usize), moved: usize) -> f32 {
    let differ = |x, y| a.at(x, y).iter().zip(b.at(x + moved, y)).any(|(p, q)| p.abs_diff(*q) > 56);
    let (across, down) = (size.0 - 60, size.1 - 110);
    let unlike = (0..down).map(|y| (0..across).filter(|&x| differ(x, y)).count()).sum::<usize>();
    unlike as f32 / (across * down) as f32
}

#[track_caller]
fn is_the_same(harness: &mut Harness<'_, Window>, what: &str) {
    let (screen, file, size) = both(harness);
    let (here, aside) = (unlike(&screen, &file, size, 0), unlike(&screen, &file, size, 3));
    eprintln!("{what}: {here} of the pixels differ, moved aside {aside}");
    if here > 0.02 || aside < 3.0 * here || std::env::var_os("LINEFOLD_KEEP_PICTURES").is_some() {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
        let scene = harness.state().canvas.current_scene().unwrap();
        std::fs::write(folder.join(format!("{what}-file.png")), png(scene, 1.0).unwrap()).unwrap();
        let size = resvg::tiny_skia::IntSize::from_wh(SIZE.0, SIZE.1).unwrap();
        let image = Pixmap::from_vec(screen.bytes, size).unwrap();
        image.save_png(folder.join(format!("{what}-screen.png"))).unwrap();
        assert!(here <= 0.02 && aside >= 3.0 * here, "{what}: see the pictures in {}", folder.display());
    }
}

/// A renderer of the tests' own, or none where no driver is there.
fn renderer() -> Option<WgpuTestRenderer> {
    let made = catch_unwind(AssertUnwindSafe(WgpuTestRenderer::new)).ok();
    if made.is_none() {
        assert!(std::env::var("LINEFOLD_REQUIRE_WINDOW").as_deref() != Ok("1"), "there is no graphics driver");
        eprintln!("SKIPPED: pictures on the screen were not compared with files, there is no graphics driver");
    }
    made
}

#[test]
fn what_the_chip_and_the_processor_show_the_file_shows_in_the_same_place() {
    for (chip, name) in [(true, "chip"), (false, "processor")] {
        let Some(renderer) = renderer() else { return };
        let theme = if chip { Theme::dark() } else { Theme::light() };
        let mut harness = window(renderer, chip, theme);
        is_the_same(&mut harness, &format!("{name}-all"));
        harness.state_mut().canvas.zoom(2.6);
        settle(&mut harness);
        is_the_same(&mut harness, &format!("{name}-near"));
        harness.state_mut().canvas.select([line(500), line(501)]);
        settle(&mut harness);
        is_the_same(&mut harness, &format!("{name}-selected"));
    }
}
