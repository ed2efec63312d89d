//! How fast and how good the layout is, on call graphs: lines of one to four numbers, 30 to 150 customers each, a tenth shared.
//!
//! `cargo bench --bench layout` prints a table of whole layouts with their quality and then times the parts. The largest graph, of a
//! million nodes, takes half a minute and is laid out only if `LINEFOLD_BENCH_LARGE` is set.

use divan::{Bencher, black_box};
use linefold::diag::Quiet;
use linefold::geom::Point;
use linefold::layout::{
    Bodies, Body, Graph, Law, LayoutRequest, Quadtree, Simulation, Spring, layout, quality, repulsion,
};
use std::time::Instant;

/// Lines of the graphs in the table: about 11,000, 107,000 and 1.06 million nodes.
const LINES: [u32; 3] = [120, 1170, 11_700];
/// From this many lines on a graph is laid out on request only.
const LARGE: u32 = 5_000;

fn main() {
    print_table();
    divan::main();
}

/// A stream of numbers that is the same everywhere (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((bits ^ (bits >> 31)) % u64::from(sides)).unwrap_or(0)
    }
}

/// A call graph of this many lines. A customer calls four in five of the numbers of his line, at least one.
fn call_graph(lines: u32) -> LayoutRequest {
    let mut dice = Dice(1);
    let mut next = 0;
    let mut take = |count: u32| {
        next += count;
        next - count..next
    };
    let parties: Vec<_> = (0..lines).map(|_| (take(1 + dice.roll(4)), take(30 + dice.roll(121)))).collect();
    let bodies = next as usize;
    let mut springs = Vec::new();
    for (numbers, customers) in &parties {
        for customer in customers.clone() {
            let sure = numbers.start + dice.roll(numbers.end - numbers.start);
            let called = numbers.clone().filter(|&number| number == sure || dice.roll(5) > 0).collect::<Vec<_>>();
            let shared = dice.roll(10) == 0;
            let others = if shared { parties[dice.roll(lines) as usize].0.clone() } else { 0..0 };
            let links = called.into_iter().chain(others).map(|number| Spring { a: customer, b: number, weight: 1.0 });
            springs.extend(links);
        }
    }
    let body = Body { half_width: 4.0, half_height: 4.0, anchor: None, pin: None, start: None };
    LayoutRequest { bodies: vec![body; bodies], springs, map_pull: 0.0, seed: 1, aspect: 1.0 }
}

fn print_table() {
    println!("{:>10} {:>10} {:>9} {:>12} {:>7} {:>7}", "nodes", "links", "seconds", "median step", "near2", "stress");
    for lines in LINES {
        if lines >= LARGE && std::env::var_os("LINEFOLD_BENCH_LARGE").is_none() {
            continue;
        }
        let request = call_graph(lines);
        let started = Instant::now();
        let mut simulation = Simulation::new(&request);
        let mut steps = Vec::new();
        while !simulation.settled() {
            let step = Instant::now();
            simulation.step();
            steps.push(step.elapsed());
        }
        let seconds = started.elapsed().as_secs_f64();
        steps.sort_unstable();
        let graph = Graph::new(request.bodies.len(), &request.springs);
        println!(
            "{:>10} {:>10} {:>9.2} {:>9.1} ms {:>7.3} {:>7.3}",
            graph.len(),
            graph.edge_count(),
            seconds,
            steps[steps.len() / 2].as_secs_f64() * 1e3,
            quality::near2(&graph, simulation.positions()),
            quality::stress(&graph, simulation.positions()),
        );
    }
}

/// Three cities, their lines and the towns they sell in: what the window lays out when a case is opened.
#[divan::bench(args = [10, 30, 100], sample_count = 10)]
fn small_picture(bencher: Bencher, lines: u32) {
    let towns = lines / 2 + 2;
    let links = (0..lines).flat_map(|line| {
        let town = |nth: u32| 3 + (line * 7 / 3 + nth * 2) % towns;
        [(line % 3, 3 + towns + line), (3 + towns + line, town(0)), (3 + towns + line, town(1))]
    });
    let body = Body { half_width: 30.0, half_height: 20.0, anchor: None, pin: None, start: None };
    let springs = links.map(|(a, b)| Spring { a, b, weight: 1.0 }).collect();
    let bodies = vec![body; (3 + towns + lines) as usize];
    let request = LayoutRequest { bodies, springs, map_pull: 0.0, seed: 1, aspect: 1.6 };
    bencher.bench(|| layout(black_box(&request), &Quiet));
}

/// All of a picture was there before: what a filter costs.
#[divan::bench(args = [120, 1170], sample_count = 5)]
fn warm_restart(bencher: Bencher, lines: u32) {
    let mut request = call_graph(lines);
    let places = scattered(request.bodies.len());
    for (body, &p) in request.bodies.iter_mut().zip(&places) {
        body.start = Some(p);
    }
    bencher.bench(|| layout(black_box(&request), &Quiet));
}

/// One pass of the push between all bodies, tree included: the dear part of a step.
#[divan::bench(args = [11_000, 107_000], sample_count = 10)]
fn repulsion_step(bencher: Bencher, bodies: usize) {
    let places = scattered(bodies);
    let mut columns = Bodies::of_masses(vec![1.0; bodies]);
    for (i, &p) in places.iter().enumerate() {
        columns.put(i, p * 0.05);
    }
    let law = Law { near: 4.0, far: 0.0, theta: 1.0 };
    let (mut tree, mut pushes) = (Quadtree::default(), Vec::new());
    bencher.bench_local(|| {
        tree.rebuild(&columns);
        repulsion(&tree, law, &mut pushes);
    });
}

/// Places on a sheet with about as much room for each as a settled picture has.
fn scattered(count: usize) -> Vec<Point> {
    let mut dice = Dice(3);
    let side = (count as f32).sqrt() * 30.0;
    let mut along = || dice.roll(1 << 24) as f32 / 16_777_216.0 * side;
    (0..count).map(|_| Point { x: along(), y: along() }).collect()
}
