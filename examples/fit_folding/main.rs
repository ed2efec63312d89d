//! Fits the weights of the folding, and counts what they are good for: `fit_folding weights SET... > weights.csv` and
//! `fit_folding calibration SET... > calibration.csv`.
//!
//! A set is what `measure_folding` takes. The first fits the steps of `assets/folding/weights.csv` that are not experts' values on
//! invented worlds of the training seeds and on the sets; sets of real logs go by `log` before the folder (`log:FOLDER`) and count a
//! third. The competition between pairs is measured under the weights the program was built with, so put the new ones in place and
//! run it once more. The second folds invented worlds of the test seeds and the sets, and counts which pairs are true at which score;
//! give it logs with other swaps than the first.

mod calibration;
#[path = "../known/mod.rs"]
mod known;
mod regression;
mod table;

use calibration::Scored;
use known::{Known, Outcome};
use linefold::diag::Quiet;
use linefold::domain::Zone;
use linefold::folding::{Tie, fold, measurements};
use rayon::prelude::*;
use regression::{Sample, fit};
use std::collections::BTreeMap;
use table::Table;

/// True pairs that each group of sets counts as: worlds with handsets, worlds without, other sets, logs.
const PAIRS_OF_A_GROUP: f64 = 400.0;
/// What a log counts beside an invented world: its swaps were put there by chance.
const LOG_SHARE: f64 = 1.0 / 3.0;
/// Seeds of the worlds that weights are fitted on; those that they are counted on lie apart.
const TRAINING_SEEDS: std::ops::Range<usize> = 1000..1036;
const TEST_SEEDS: std::ops::Range<usize> = 5000..5016;
/// A folding tells of no pair with fewer bits.
const KEPT_BITS: f64 = -2.0;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((what, sets)) = args.split_first() else { return Err("weights or calibration, please".into()) };
    match what.as_str() {
        "weights" => fit_weights(sets),
        "calibration" => calibrate(sets),
        _ => Err("weights or calibration, please".into()),
    }
}

/// Names of invented worlds: few lines and many, short and long, soft and hard, half of them without handsets and SIMs.
fn worlds(seeds: std::ops::Range<usize>) -> Vec<String> {
    let world = |seed: usize| {
        let (lines, days) = ([8, 20, 40][seed % 3], [110, 160, 200][seed / 2 % 3]);
        let hard = [0.0, 0.5, 1.0, 0.75][seed / 2 % 4];
        format!("world:{lines}:{days}:{seed}:{hard}{}", if seed.is_multiple_of(2) { "" } else { ":bare" })
    };
    seeds.map(world).collect()
}

/// The kind of a set, for the groups, and its name without the mark of a log.
fn kind(set: &str) -> (&'static str, &str) {
    match set.strip_prefix("log:") {
        Some(folder) => ("log", folder),
        None if set.starts_with("world:") && set.ends_with(":bare") => ("bare world", set),
        None if set.starts_with("world:") => ("world", set),
        None => ("other", set),
    }
}

fn fit_weights(sets: &[String]) -> Outcome<()> {
    let mut table = Table::shipped();
    let mut groups: BTreeMap<&str, Vec<Sample>> = BTreeMap::new();
    let (mut lost, mut links) = (BTreeMap::<String, usize>::new(), 0);
    let worlds = worlds(TRAINING_SEEDS);
    for set in worlds.iter().chain(sets) {
        let (kind, name) = kind(set);
        let known = Known::of(name)?;
        let zone = Zone::london();
        let mut open = known.links.clone();
        links += open.len();
        for measured in measurements(&known.request(&zone)) {
            let is_link = open.remove(&measured.pair);
            // Two numbers of one line that do not follow each other teach nothing.
            if is_link || !known.is_one_line(measured.pair) {
                groups.entry(kind).or_default().push(table.sample(&measured.values, is_link));
            }
        }
        for pair in open {
            let why = known.why_hard.get(&pair).cloned().unwrap_or_default();
            *lost.entry(format!("{kind}: {why}")).or_default() += 1;
        }
    }
    let mut samples = Vec::new();
    let mut provenance = format!(
        "Fitted: by `fit_folding weights` (logistic regression, ridge 2, no step below zero, an unknown measurement at its mean) on the\n\
         pairs that the first round judges, of worlds of `linefold sample` with seeds {} to {} and of {} other sets.\n",
        TRAINING_SEEDS.start,
        TRAINING_SEEDS.end - 1,
        sets.len(),
    );
    for (kind, mut group) in groups {
        let pairs = group.iter().filter(|s| s.is_true).count();
        let count = PAIRS_OF_A_GROUP * if kind == "log" { LOG_SHARE } else { 1.0 };
        let weight = count / pairs.max(1) as f64;
        for sample in &mut group {
            sample.weight = weight;
        }
        provenance.extend([format!("{kind}: {} pairs, {pairs} true, each of weight {weight:.3}\n", group.len())]);
        samples.append(&mut group);
    }
    eprintln!("true successions that nobody proposes, of {links}: {lost:?}");
    let fitted = fit(&samples, table.steps());
    table.put(&fitted, &provenance);
    print!("{table}");
    Ok(())
}

fn calibrate(sets: &[String]) -> Outcome<()> {
    let worlds = worlds(TEST_SEEDS);
    let all: Vec<&String> = worlds.iter().chain(sets).collect();
    let found = all.par_iter().map(|set| scored(set).map_err(|why| why.to_string())).collect::<Result<Vec<_>, _>>()?;
    print!("{}", calibration::table(&found));
    Ok(())
}

/// Scores of a set: those of the pairs that the folding tells of, and below them those of the other pairs it judges first.
fn scored(set: &str) -> Outcome<Scored> {
    let (kind, name) = kind(set);
    let known = Known::of(name)?;
    let zone = Zone::london();
    let request = known.request(&zone);
    let folding = fold(&request, &Quiet)?;
    let told = folding.candidates.iter().map(|c| (c.pair, c.tie, c.score_bits));
    let below = measurements(&request).into_iter().map(|m| (m.pair, Tie::Succession, m.score_bits));
    let below = below.filter(|(pair, _, bits)| *bits <= KEPT_BITS && folding.candidate(*pair).is_none());
    // Two numbers of one line with others between them are explained by those.
    let speaks = |pair, tie| !known.is_one_line(pair) || known.links.contains(&pair) || tie == Tie::Beside;
    let pairs = told.chain(below).filter(|&(pair, tie, _)| speaks(pair, tie));
    let pairs = pairs.map(|(pair, _, bits)| (bits, known.is_one_line(pair))).collect();
    eprintln!("{kind}: {}", known.name);
    Ok(Scored { is_log: kind == "log", pairs })
}
