//! How fast records are folded into lines, on invented worlds without devices, half as hard as they come.
//!
//! `cargo bench --bench folding` prints how large the worlds are and times each step. The largest is folded
//! only if `LINEFOLD_BENCH_LARGE` is set. Goals: a million records and two thousand numbers in two seconds on two cores, a
//! changed decision in 200 ms.

use divan::{Bencher, black_box};
use linefold::diag::Quiet;
use linefold::domain::{Decision, Instant, Verdict, Zone};
use linefold::folding::{FoldRequest, Groundwork, fold, proposals};
use linefold::sample::{World, WorldRequest, world};

/// Lines of the worlds: about 700, 2,200 and 4,500 numbers; 0.4, 1.4 and 2.8 million records.
const LINES: [u32; 3] = [150, 500, 1000];
/// From this many lines on a world is folded on request only.
const LARGE: u32 = 1000;

fn main() {
    println!("{:>8} {:>10} {:>10} {:>10} {:>8}", "lines", "records", "numbers", "proposals", "folds");
    for lines in sizes() {
        let case = Case::of(lines);
        let folding = fold(&case.request(&[]), &Quiet).expect("nobody cancels");
        let (records, numbers) = (case.records.len(), folding.line_of.len());
        println!(
            "{lines:>8} {records:>10} {numbers:>10} {:>10} {:>8}",
            proposals(&case.request(&[])).len(),
            folding.lines.iter().map(|line| line.links.len()).sum::<usize>(),
        );
    }
    divan::main();
}

fn sizes() -> impl Iterator<Item = u32> {
    let all = std::env::var_os("LINEFOLD_BENCH_LARGE").is_some();
    LINES.into_iter().filter(move |&lines| all || lines < LARGE)
}

/// A world as the folding sees it.
struct Case {
    world: World,
    records: linefold::domain::Records,
    zone: Zone,
}

impl Case {
    fn of(lines: u32) -> Self {
        let world = world(&WorldRequest { lines, days: 180, seed: 7, hard: 0.5, ..WorldRequest::default() });
        Self { records: world.records().sorted(), world, zone: Zone::london() }
    }

    fn request<'c>(&'c self, decisions: &'c [&'c Decision]) -> FoldRequest<'c> {
        FoldRequest {
            records: &self.records,
            orders: &self.world.orders,
            attributions: &self.world.attributions,
            cell_sites: &self.world.cell_sites,
            decisions,
            zone: &self.zone,
        }
    }
}

/// Records to lines.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn whole(bencher: Bencher, lines: u32) {
    let case = Case::of(lines);
    bencher.bench_local(|| fold(black_box(&case.request(&[])), &Quiet));
}

/// Records to the pairs worth judging.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn pairs_worth_judging(bencher: Bencher, lines: u32) {
    let case = Case::of(lines);
    bencher.bench_local(|| proposals(black_box(&case.request(&[]))));
}

/// The first link that the machine suggests is rejected, and all is folded again.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn after_a_changed_decision(bencher: Bencher, lines: u32) {
    let case = Case::of(lines);
    let folding = fold(&case.request(&[]), &Quiet).expect("nobody cancels");
    let link = folding.lines.iter().flat_map(|line| &line.links).next().expect("a world has links");
    let decision = Decision {
        pair: link.pair,
        verdict: Verdict::Rejected,
        reason: String::new(),
        by: "AB".to_owned(),
        at: Instant::from_epoch_secs(0),
    };
    let groundwork = Groundwork::new(&case.request(&[]), &Quiet).expect("nobody cancels");
    let decisions = [&decision];
    let changed = case.request(&decisions);
    assert!(groundwork.bears(&changed), "a rejected link leaves the groundwork as it is");
    bencher.bench_local(|| groundwork.fold(black_box(&changed), &Quiet));
}
