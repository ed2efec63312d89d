//! What a frame of the canvas costs the processor, by size of the picture: lines of one to four numbers, each with customers round it.
//!
//! `cargo bench --bench frame` prints milliseconds: the least of several runs, so that a busy machine tells little of itself.

use linefold::domain::{ActorKey, Level, Msisdn};
use linefold::export::FontMeasure;
use linefold::geom::{Point, point};
use linefold::network::{Actor, Network, Tie, TieKind};
use linefold::scene::{Camera, Easel, SceneRequest, Stamp, Theme, View, build, fitting_camera};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::Instant;

/// Nodes of the pictures measured, about.
const SIZES: [u32; 4] = [100, 3_000, 20_000, 100_000];

/// The canvas of a window of 1366 by 768.
const SIZE: Point = point(842.0, 516.0);

/// A stream of numbers that is the same everywhere (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((bits ^ (bits >> 31)) % u64::from(sides)).unwrap_or(0)
    }

    fn share(&mut self) -> f32 {
        self.roll(1 << 20) as f32 / (1 << 20) as f32
    }
}

fn number(n: u32, asked: bool, events: u64) -> Actor {
    let number = Msisdn::from_digits(447_000_000_000 + u64::from(n));
    Actor { requested: asked, events, ..Actor::number(number) }
}

/// A call graph of about `nodes` numbers: each group of numbers in the middle of its customers, one in ten customers shared.
fn world(nodes: u32) -> (Network, Vec<Point>) {
    let mut dice = Dice(1);
    let mut network = Network::new(Level::Numbers, Vec::new());
    let mut positions = Vec::new();
    let side = (nodes as f32 / 95.0).sqrt().ceil().max(1.0);
    let (mut next, mut group) = (0, 0);
    let mut asked = Vec::new();
    while next < nodes {
        let middle = point((group as f32 % side) * 420.0, (group as f32 / side).floor() * 420.0);
        let numbers: Vec<_> = (0..=dice.roll(4)).map(|i| next + i).collect();
        for &n in &numbers {
            positions.push(middle + point(dice.share() * 60.0 - 30.0, dice.share() * 60.0 - 30.0));
            asked.push(network.add(number(n, true, 400)));
        }
        next += u32::try_from(numbers.len()).unwrap_or(1);
        let own = asked.len() - numbers.len()..asked.len();
        for _ in 0..30 + dice.roll(121) {
            if next >= nodes {
                break;
            }
            let (angle, radius) = (dice.share() * std::f32::consts::TAU, 50.0 + 150.0 * dice.share().sqrt());
            positions.push(middle + point(angle.cos(), angle.sin()) * radius);
            let customer = network.add(number(next, false, u64::from(1 + dice.roll(30))));
            next += 1;
            let strangers = if dice.roll(10) == 0 {
                Some(asked[dice.roll(u32::try_from(asked.len()).unwrap_or(1)) as usize])
            } else {
                None
            };
            for &to in asked[own.clone()].iter().chain(&strangers) {
                let events = u64::from(1 + dice.roll(30));
                let tie = Tie { kind: TieKind::Contact, origin: None, events, lines: 0, numbers: 0, suggested: false };
                network.graph.add_edge(customer, to, tie);
            }
        }
        group += 1;
    }
    (network, positions)
}

/// The least milliseconds of `runs`.
fn least(runs: u32, mut run: impl FnMut(u32)) -> f64 {
    (0..runs)
        .map(|i| {
            let began = Instant::now();
            run(i);
            began.elapsed().as_secs_f64() * 1e3
        })
        .fold(f64::INFINITY, f64::min)
}

/// How a picture of a size is looked at.
fn view() -> View {
    View {
        camera: Camera::default(),
        size: SIZE,
        map_pull: 0.0,
        selected: BTreeSet::<ActorKey>::new(),
        hovered: None,
        unfolded: BTreeMap::new(),
        pinned: BTreeSet::new(),
        legend: true,
        caption: Vec::new(),
    }
}

fn ask<'a>((network, positions): &'a (Network, Vec<Point>), view: &'a View, theme: &'a Theme) -> SceneRequest<'a> {
    SceneRequest { network, positions, view, theme, text: FontMeasure::embedded(), map: None }
}

fn main() {
    let theme = Theme::dark();
    println!(
        "{:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "nodes", "links", "fit", "file", "first", "names", "pan", "zoom", "near pan", "moving", "pick"
    );
    for nodes in SIZES {
        let world = world(nodes);
        let mut view = view();
        let mut fitted = Camera::default();
        let fit = least(2, |_| fitted = fitting_camera(&ask(&world, &view, &theme)));
        view.camera = fitted;
        let file = least(2, |_| drop(black_box(build(&ask(&world, &view, &theme)))));
        let mut easel = Easel::default();
        let mut stamp = Stamp { network: 1, moves: 1, moving: false };
        let first = least(1, |_| drop(black_box(easel.frame(&ask(&world, &view, &theme), stamp))));
        let names = least(1, |_| while !easel.frame(&ask(&world, &view, &theme), stamp).complete {});
        let pan = least(20, |i| {
            view.camera = fitted.panned(point(3.0 * i as f32, i as f32));
            black_box(easel.frame(&ask(&world, &view, &theme), stamp));
        });
        let zoom = least(20, |i| {
            view.camera = fitted.zoomed(1.02 + 0.02 * i as f32, SIZE * 0.3, SIZE);
            black_box(easel.frame(&ask(&world, &view, &theme), stamp));
        });
        let near = Camera { scale: 1.0, ..fitted };
        view.camera = near;
        while !easel.frame(&ask(&world, &view, &theme), stamp).complete {}
        let near_pan = least(20, |i| {
            view.camera = near.panned(point(3.0 * i as f32, i as f32));
            black_box(easel.frame(&ask(&world, &view, &theme), stamp));
        });
        view.camera = fitted;
        let drawing = easel.frame(&ask(&world, &view, &theme), stamp);
        drawing.pick(point(300.0, 200.0));
        let pick = least(9, |i| {
            black_box(drawing.pick(point(300.0 + 7.0 * i as f32, 200.0)));
        });
        if let Some(folder) = std::env::var_os("LINEFOLD_BENCH_PICTURES") {
            let folder = std::path::PathBuf::from(folder);
            for (name, camera) in [("fit", fitted), ("mid", fitted.zoomed(4.0, SIZE * 0.3, SIZE)), ("near", near)] {
                view.camera = camera;
                let scene = build(&ask(&world, &view, &theme));
                let png = linefold::export::png(&scene, 1.5).unwrap_or_default();
                std::fs::write(folder.join(format!("{name}{nodes}.png")), png).ok();
            }
            view.camera = fitted;
        }
        let moving = least(10, |_| {
            (stamp.moves, stamp.moving) = (stamp.moves + 1, true);
            black_box(easel.frame(&ask(&world, &view, &theme), stamp));
        });
        let (nodes, links) = (world.1.len(), world.0.graph.edge_count());
        println!(
            "{nodes:>8} {links:>8} {fit:>8.2} {file:>8.1} {first:>8.1} {names:>8.1} {pan:>8.3} {zoom:>8.3} {near_pan:>8.3} {moving:>8.2} {pick:>8.4}"
        );
    }
}
