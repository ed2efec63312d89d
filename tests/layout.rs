//! The layout: what it promises, on graphs small enough to say.

use linefold::diag::{Cancelled, Monitor, Quiet};
use linefold::geom::{Point, Rect, point};
use linefold::layout::{
    Bodies, Body, FreeAndMap, Graph, Law, LayoutRequest, Quadtree, Simulation, Spring, layout, quality, repulsion,
    repulsion_exact,
};
use proptest::prelude::*;

fn body(half_width: f32, half_height: f32) -> Body {
    Body { half_width, half_height, anchor: None, pin: None, start: None }
}

fn request(bodies: usize, links: &[(u32, u32)]) -> LayoutRequest {
    LayoutRequest {
        bodies: vec![body(20.0, 12.0); bodies],
        springs: links.iter().map(|&(a, b)| Spring { a, b, weight: 1.0 }).collect(),
        map_pull: 0.0,
        seed: 1,
        aspect: 1.6,
    }
}

/// Three cities of five lines each, every line to two of nine towns, neighbours share.
fn three_cities() -> LayoutRequest {
    let mut links = Vec::new();
    for line in 0..15_u32 {
        links.push((line / 5, 12 + line));
        links.push((12 + line, 3 + line * 3 / 5 % 9));
        links.push((12 + line, 3 + (line * 3 / 5 + 1 + line % 2) % 9));
    }
    request(27, &links)
}

fn settled(request: &LayoutRequest) -> Vec<Point> {
    layout(request, &Quiet).expect("nobody stops it")
}

/// The request again, with its answer as starts.
fn again(request: &LayoutRequest, places: &[Point]) -> LayoutRequest {
    let mut request = request.clone();
    for (body, &p) in request.bodies.iter_mut().zip(places) {
        body.start = Some(p);
    }
    request
}

fn boxes(request: &LayoutRequest, places: &[Point]) -> Vec<Rect> {
    let size = |b: &Body| (2.0 * b.half_width, 2.0 * b.half_height);
    request.bodies.iter().zip(places).map(|(b, &p)| Rect::around(p, size(b).0, size(b).1)).collect()
}

/// Pairs whose boxes share more than rounding.
fn overlaps(request: &LayoutRequest, places: &[Point]) -> Vec<(usize, usize)> {
    let boxes: Vec<Rect> = boxes(request, places).into_iter().map(|b| b.grown(-0.01)).collect();
    let pairs = (0..boxes.len()).flat_map(|i| (0..i).map(move |j| (j, i)));
    pairs.filter(|&(i, j)| boxes[i].overlaps(boxes[j])).collect()
}

fn bits(places: &[Point]) -> Vec<(u32, u32)> {
    places.iter().map(|p| (p.x.to_bits(), p.y.to_bits())).collect()
}

fn farthest_move(before: &[Point], after: &[Point]) -> f32 {
    before.iter().zip(after).map(|(a, b)| (*a - *b).length()).fold(0.0, f32::max)
}

fn scattered(places: &[(f32, f32, f32)]) -> Bodies {
    let mut bodies = Bodies::of_masses(places.iter().map(|p| p.2).collect());
    for (i, p) in places.iter().enumerate() {
        bodies.put(i, point(p.0, p.1));
    }
    bodies
}

#[test]
fn three_bodies_lie_exactly_where_they_always_do() {
    // Two half widths of 20 + 12 on average and the widest gap of 92 between: a chain is a straight row.
    let chain = settled(&request(3, &[(0, 1), (1, 2)]));
    assert_eq!(chain, [point(-124.0, 0.0), point(0.0, 0.0), point(124.0, 0.0)]);

    let triangle = settled(&request(3, &[(0, 1), (1, 2), (0, 2)]));
    let expected = [point(-0.153, -47.445), point(-70.216, 47.445), point(70.216, 47.307)];
    assert!(farthest_move(&triangle, &expected) < 0.01, "{triangle:?}");
}

#[test]
fn one_thread_and_eight_give_the_same_bits() {
    let many: Vec<(u32, u32)> = (1..1200_u32).map(|i| (i, i * 7 / 16)).chain((0..600).map(|i| (i, i + 400))).collect();
    for request in [three_cities(), request(1200, &many)] {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
            bits(&pool.install(|| settled(&request)))
        };
        assert_eq!(on(1), on(8));
    }
}

#[test]
fn no_two_boxes_overlap_and_the_picture_is_wide_in_a_wide_frame() {
    let request = three_cities();
    let places = settled(&request);
    assert_eq!(overlaps(&request, &places), []);
    let all = boxes(&request, &places).into_iter().fold(Rect::NOTHING, Rect::union);
    assert!(all.width() > all.height() && all.width() < 2.2 * all.height(), "{all:?}");
}

#[test]
fn links_of_a_small_graph_are_neither_short_nor_long() {
    let request = three_cities();
    let places = settled(&request);
    let mut lengths: Vec<f32> =
        request.springs.iter().map(|s| (places[s.a as usize] - places[s.b as usize]).length()).collect();
    lengths.sort_by(f32::total_cmp);
    let median = lengths[lengths.len() / 2];
    assert!((80.0..180.0).contains(&median), "{median}");
    assert!(lengths[lengths.len() - 1] < 3.0 * median);
}

#[test]
fn leaves_are_fanned_round_their_hub() {
    let star = request(13, &(1..13).map(|leaf| (0, leaf)).collect::<Vec<_>>());
    let places = settled(&star);
    for quadrant in [(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
        let inside = |p: &&Point| (p.x - places[0].x) * quadrant.0 > -1.0 && (p.y - places[0].y) * quadrant.1 > -1.0;
        assert!((2..=5).contains(&places[1..].iter().filter(inside).count()), "{places:?}");
    }
}

#[test]
fn hubs_that_call_each_other_keep_their_own_leaves_round_them() {
    // Forty hubs of forty leaves; each hub is tied to one before it.
    let hub = |k: u32| k * 41;
    let mut links: Vec<(u32, u32)> = (0..40).flat_map(|k| (1..41).map(move |leaf| (hub(k), hub(k) + leaf))).collect();
    links.extend((1..40).map(|k| (hub(k), hub(k * 7 / 11))));
    let request = request(40 * 41, &links);
    let places = settled(&request);
    let near2 = quality::near2(&Graph::new(40 * 41, &request.springs), &places);
    assert!(near2 > 0.95, "{near2}");
}

#[test]
fn many_stars_are_drawn_at_once() {
    let hub = |k: u32| k * 61;
    let links: Vec<(u32, u32)> = (0..80).flat_map(|k| (1..61).map(move |leaf| (hub(k), hub(k) + leaf))).collect();
    let request = request(80 * 61, &links);
    let started = std::time::Instant::now();
    let places = settled(&request);
    // Drawn like any small graph they took minutes in a build for tests.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    assert_eq!(overlaps(&request, &places), Vec::new());
}

#[test]
fn components_lie_side_by_side_and_not_within_each_other() {
    let mut links: Vec<(u32, u32)> = (1..8).map(|i| (0, i)).collect();
    links.extend([(8, 9), (9, 10), (10, 8), (11, 12)]);
    let request = request(20, &links);
    let places = settled(&request);
    assert_eq!(overlaps(&request, &places), []);
    let all = boxes(&request, &places).into_iter().fold(Rect::NOTHING, Rect::union);
    let used: f32 = boxes(&request, &places).iter().map(|b| b.width() * b.height()).sum();
    assert!(used / (all.width() * all.height()) > 0.04, "flung apart: {all:?}");
}

#[test]
fn pinned_bodies_stay_exactly_where_they_are_pinned() {
    let mut request = three_cities();
    request.bodies[0].pin = Some(point(-300.25, 17.5));
    request.bodies[20].pin = Some(point(410.0, -90.0));
    let places = settled(&request);
    assert_eq!((places[0], places[20]), (point(-300.25, 17.5), point(410.0, -90.0)));
    assert_eq!(overlaps(&request, &places), []);
}

#[test]
fn neighbours_follow_a_body_that_is_dragged_and_the_rest_stays() {
    let request = request(8, &[(0, 1), (0, 2), (0, 3), (3, 4), (4, 5), (5, 6), (6, 7)]);
    let before = settled(&request);
    let mut dragged = again(&request, &before);
    let to = before[0] + (before[0] - before[7]).direction_or(point(1.0, 0.0)) * 400.0;
    dragged.bodies[0].pin = Some(to);
    let after = settled(&dragged);
    assert_eq!(after[0], to);
    assert!((after[1] - to).length() < 300.0, "the leaf is left behind");
    assert!((after[7] - before[7]).length() < 20.0, "the far end moved");
}

#[test]
fn starting_from_a_settled_answer_changes_nothing() {
    for mut request in [three_cities(), request(6, &[(0, 1), (2, 3)])] {
        for map_pull in [0.0, 1.0] {
            request.map_pull = map_pull;
            let before = settled(&request);
            assert_eq!(bits(&settled(&again(&request, &before))), bits(&before));
        }
    }
}

#[test]
fn a_newcomer_finds_a_seat_beside_its_neighbour_and_the_others_hardly_move() {
    let small = three_cities();
    let before = settled(&small);
    let mut grown = again(&small, &before);
    grown.bodies.push(body(20.0, 12.0));
    grown.springs.push(Spring { a: 27, b: 4, weight: 1.0 });
    let after = settled(&grown);
    assert!(farthest_move(&before, &after[..27]) < 8.0);
    assert!((after[27] - after[4]).length() < 250.0);
    assert_eq!(overlaps(&grown, &after), []);
}

#[test]
fn bodies_that_are_filtered_away_leave_the_others_where_they_are() {
    let full = three_cities();
    let before = settled(&full);
    let mut fewer = again(&full, &before);
    fewer.bodies.truncate(20);
    fewer.springs.retain(|s| s.a < 20 && s.b < 20);
    assert_eq!(bits(&settled(&fewer)), bits(&before[..20]));
}

fn with_anchors() -> LayoutRequest {
    let mut request = three_cities();
    for (i, body) in request.bodies[..12].iter_mut().enumerate() {
        let i = i as f32;
        body.anchor = Some(point(700.0 + (i * 131.0) % 500.0, 40.0 + (i * 197.0) % 900.0));
    }
    request
}

#[test]
fn at_full_pull_anchored_bodies_lie_on_their_anchors_and_the_others_round_them() {
    let mut request = with_anchors();
    request.map_pull = 1.0;
    request.bodies[2].pin = Some(point(0.0, 0.0));
    let places = settled(&request);
    for (body, &p) in request.bodies.iter().zip(&places) {
        if let Some(at) = body.pin.or(body.anchor) {
            assert_eq!(p, at);
        }
    }
    let among_anchored = |&(i, j): &(usize, usize)| i < 12 && j < 12;
    assert!(overlaps(&request, &places).iter().all(among_anchored));
}

#[test]
fn the_slider_from_free_to_map_makes_no_jump() {
    let request = with_anchors();
    let ends = FreeAndMap::new(&request, &Quiet).expect("nobody stops it");
    assert_eq!(ends.at(0.0), settled(&request));
    let whole = farthest_move(&ends.at(0.0), &ends.at(1.0));
    let mut before = ends.at(0.0);
    for step in 1..=100_u8 {
        let after = ends.at(f32::from(step) / 100.0);
        assert!(farthest_move(&before, &after) < whole * 0.12, "jump at {step} per cent");
        before = after;
    }
}

#[test]
fn the_slider_finds_its_way_back_from_its_own_positions() {
    let mut request = with_anchors();
    let free = settled(&request);
    request.map_pull = 1.0;
    let map = settled(&again(&request, &free));
    request.map_pull = 0.4;
    let under_way = settled(&again(&request, &map));
    request.map_pull = 0.0;
    assert_eq!(bits(&settled(&again(&request, &under_way))), bits(&free));
}

#[test]
fn a_simulation_can_be_looked_at_on_its_way_and_settles_by_itself() {
    let links: Vec<(u32, u32)> = (1..900_u32).map(|i| (i, i * 5 / 11)).collect();
    let request = request(900, &links);
    let mut simulation = Simulation::new(&request);
    let (mut steps, mut sketches) = (0, 0);
    while !simulation.settled() {
        simulation.step();
        steps += 1;
        if let Some(sketch) = simulation.sketch() {
            assert!(sketch.len() == 900 && sketch.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
            sketches += 1;
        }
        assert!(steps < 2000, "does not settle");
    }
    assert!(sketches > 10 && sketches < steps, "{sketches} of {steps}");
    assert_eq!(bits(simulation.positions()), bits(&settled(&request)), "looking changes nothing");
}

#[test]
fn a_large_picture_comes_to_rest_where_its_last_sketch_has_it() {
    // Thirty hubs of forty leaves in one tree, and twenty small stars beside them.
    let hub = |k: u32| k * 41;
    let mut links: Vec<(u32, u32)> = (0..30).flat_map(|k| (1..41).map(move |leaf| (hub(k), hub(k) + leaf))).collect();
    links.extend((1..30).map(|k| (hub(k), hub(k * 7 / 11))));
    let small = |k: u32| hub(30) + k * 9;
    links.extend((0..20).flat_map(|k| (1..9).map(move |leaf| (small(k), small(k) + leaf))));
    let request = request(30 * 41 + 20 * 9, &links);
    let mut simulation = Simulation::new(&request);
    let mut sketches = Vec::new();
    while !simulation.settled() {
        simulation.step();
        sketches.extend(simulation.sketch());
    }
    // Seen by a camera that shows all.
    let seen = |places: &[Point]| {
        let all = Rect::bounding(places.iter().copied());
        let scale = 1.0 / all.width().max(all.height());
        places.iter().map(|&p| (p - all.center()) * scale).collect::<Vec<_>>()
    };
    let farthest = |before: &[Point], after: &[Point]| farthest_move(&seen(before)[..30 * 41], &seen(after)[..30 * 41]);
    let last = sketches.last().expect("it is looked at");
    assert!(farthest(last, simulation.positions()) < 0.15, "{}", farthest(last, simulation.positions()));
    let late = &sketches[sketches.len() / 2..];
    for pair in late.windows(2) {
        assert!(farthest(&pair[0], &pair[1]) < 0.25, "{}", farthest(&pair[0], &pair[1]));
    }
}

#[test]
fn very_many_small_components_stand_in_rows_and_do_not_overlap() {
    // Two large ones among six hundred of two to four bodies.
    let mut links: Vec<(u32, u32)> = (1..300_u32).map(|i| (i, i * 5 / 11)).collect();
    links.extend((301..400_u32).map(|i| (i, 300)));
    let mut next = 400;
    for count in (0..600_u32).map(|i| 2 + i % 3) {
        links.extend((1..count).map(|i| (next, next + i)));
        next += count;
    }
    let request = request(next as usize, &links);
    let places = settled(&request);
    assert_eq!(overlaps(&request, &places), []);
    let bounds = Rect::bounding(places.iter().copied());
    let aspect = bounds.width() / bounds.height();
    assert!((0.7..3.0).contains(&aspect), "{aspect}");
}

#[test]
fn a_tangle_of_few_bodies_is_drawn_without_overlap() {
    let links: Vec<(u32, u32)> = (0..30_u32).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
    let request = request(30, &links);
    assert_eq!(overlaps(&request, &settled(&request)), []);
}

#[test]
fn whoever_waits_can_stop_it() {
    struct Stop;
    impl Monitor for Stop {
        fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    assert_eq!(layout(&three_cities(), &Stop), Err(Cancelled));
}

#[test]
fn useless_input_is_borne() {
    assert_eq!(settled(&LayoutRequest::default()), []);
    let mut odd = request(5, &[(0, 0), (0, 1), (1, 0), (0, 1), (3, 99)]);
    odd.springs[1].weight = f32::NAN;
    odd.springs[2].weight = f32::INFINITY;
    odd.springs[3].weight = -4.0;
    odd.bodies[0].half_width = f32::NAN;
    odd.bodies[1].half_height = -3.0;
    odd.bodies[2].start = Some(point(f32::NAN, 0.0));
    odd.bodies[3].pin = Some(point(f32::INFINITY, 0.0));
    odd.bodies[4].anchor = Some(point(0.0, f32::NEG_INFINITY));
    odd.aspect = f32::NAN;
    odd.map_pull = f32::NAN;
    assert!(settled(&odd).iter().all(|p| p.x.is_finite() && p.y.is_finite()));
}

#[test]
fn coincident_bodies_still_repel() {
    let law = Law { near: 1.0, far: 1.0, theta: 1.0 };
    let tree = Quadtree::of(&scattered(&[(5.0, 5.0, 1.0), (5.0, 5.0, 1.0), (90.0, 5.0, 1.0)]));
    let mut pushes = Vec::new();
    repulsion(&tree, law, &mut pushes);
    assert!((pushes[0].x, pushes[0].y) != (pushes[1].x, pushes[1].y), "they would stay together");

    let mut request = request(4, &[(0, 1), (1, 2), (2, 3)]);
    for body in &mut request.bodies {
        body.start = Some(point(3.0, 3.0));
    }
    assert_eq!(overlaps(&request, &settled(&request)), []);
}

fn cloud() -> impl Strategy<Value = Vec<(f32, f32, f32)>> {
    prop::collection::vec((-1000.0_f32..1000.0, -500.0_f32..500.0, 0.1_f32..10.0), 1..400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_holds_all_mass(cloud in cloud()) {
        let total: f32 = cloud.iter().map(|p| p.2).sum();
        let tree = Quadtree::of(&scattered(&cloud));
        let root = tree.root().expect("there are bodies");
        prop_assert!((root.mass - total).abs() <= total * 1e-4);
    }

    #[test]
    fn the_tree_agrees_with_the_exact_sum_within_its_bound(cloud in cloud()) {
        let mut bodies = scattered(&cloud);
        // No two on one spot: those get a push of their own, which the exact sum knows nothing of.
        (0_u16..).zip(&mut bodies.x).for_each(|(i, x)| *x += f32::from(i) * 0.37);
        let tree = Quadtree::of(&bodies);
        // A law that reaches far: the near one would hide what distant cells do.
        for (theta, bound) in [(0.0, 1e-4), (0.5, 0.15), (1.0, 0.6)] {
            let law = Law { near: 0.0, far: 1.0, theta };
            let exact = repulsion_exact(&bodies, law);
            let mut near = Vec::new();
            repulsion(&tree, law, &mut near);
            for (i, (a, b)) in near.iter().zip(&exact).enumerate() {
                // Compared with the sum of all pushes' lengths, not with what is left when they cancel.
                let pushes = (0..bodies.len()).map(|j| {
                    let distance = (bodies.x[i] - bodies.x[j]).hypot(bodies.y[i] - bodies.y[j]);
                    bodies.mass[j] * distance / (1.0 + distance * distance)
                });
                let scale = pushes.sum::<f32>().max(1e-3);
                prop_assert!((a.x - b.x).hypot(a.y - b.y) <= scale * bound, "theta {}: {:?} {:?}", theta, a, b);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn boxes_of_any_small_graph_are_parted(
        sizes in prop::collection::vec((2.0_f32..60.0, 2.0_f32..25.0), 1..24),
        links in prop::collection::vec((0_u32..24, 0_u32..24), 0..40),
        pinned in prop::option::of((0_usize..24, -300.0_f32..300.0)),
        seed in 0_u64..1000,
    ) {
        let mut request = request(sizes.len(), &links);
        request.seed = seed;
        for (b, &(half_width, half_height)) in request.bodies.iter_mut().zip(&sizes) {
            *b = body(half_width, half_height);
        }
        if let Some((i, x)) = pinned {
            let i = i % sizes.len();
            request.bodies[i].pin = Some(point(x, x * 0.5));
        }
        let places = settled(&request);
        prop_assert!(places.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        prop_assert_eq!(overlaps(&request, &places), []);
    }
}
