//! Folds data sets whose true lines are known and tells how well: `measure_folding [--misses] [--curve] [--dump FOLDER] SET...`.
//!
//! A set is a folder with `records.csv` (canonical columns, or `from,to,start,duration,type`), `truth.csv` (`number,line`, or `old,new`)
//! and perhaps `orders.csv`; or an invented world, `world:LINES:DAYS:SEED:HARD`, with `:bare` behind it for one without handsets and
//! SIMs. `--misses` tells the reasons of each true succession that was not found and each false one that was; `--curve`
//! how many links there are at other thresholds; `--dump` writes what is measured of every pair, for a fit of weights.

mod known;

use known::{Known, Outcome};
use linefold::diag::Quiet;
use linefold::domain::{Msisdn, NumberPair, Zone, span};
use linefold::folding::{Candidate, FoldRequest, Folding, Standing, explain, fold, measurements, score};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let dump = args.iter().position(|a| a == "--dump").map(|i| i + 1);
    let sets = args.iter().enumerate().filter(|(i, a)| !a.starts_with("--") && Some(*i) != dump);
    for (_, set) in sets {
        let known = Known::of(set)?;
        let zone = Zone::london();
        let request = known.request(&zone);
        let begun = std::time::Instant::now();
        let folding = fold(&request, &Quiet)?;
        let secs = begun.elapsed().as_secs_f64();
        tell_score(&known, &folding, secs);
        if has("--curve") {
            tell_curve(&known, &folding);
        }
        if has("--misses") {
            tell_misses(&known, &request, &folding);
        }
        if let Some(folder) = dump.and_then(|i| args.get(i)) {
            dump_measurements(&known, &request, Path::new(folder))?;
        }
    }
    Ok(())
}

fn tell_score(known: &Known, folding: &Folding, secs: f64) {
    let mut lines: BTreeMap<Msisdn, String> = folding.line_of.keys().map(|&n| (n, format!("alone {n}"))).collect();
    lines.extend(known.lines.clone());
    let found = folding.line_of.iter().map(|(&n, key)| (n, key.0.to_string())).collect();
    let s = score(&lines, &found);
    println!(
        "{:40} f1 {:.4} p {:.4} r {:.4} links {}/{}/{} numbers {} candidates {} records {} {secs:.2}s",
        known.name,
        s.f1,
        s.precision,
        s.recall,
        s.links_right,
        s.links_found,
        s.links_true,
        folding.line_of.len(),
        folding.candidates.len(),
        known.records.len(),
    );
}

/// Links at other thresholds: how many, how many of them true, how many true ones there are.
fn tell_curve(known: &Known, folding: &Folding) {
    for tenths in [0, 5, 10, 15, 20, 25, 30, 40] {
        let least = f64::from(tenths) / 10.0;
        let matched =
            |c: &&Candidate| matches!(c.standing, Standing::Folded | Standing::ToJudge) && c.margin_bits >= least;
        let found: Vec<_> = folding.candidates.iter().filter(matched).collect();
        let right = found.iter().filter(|c| known.is_one_line(c.pair)).count();
        println!("    curve {least} found {} right {right} true {}", found.len(), known.links.len());
    }
}

fn tell_misses(known: &Known, request: &FoldRequest, folding: &Folding) {
    let found: BTreeSet<NumberPair> = folding.lines.iter().flat_map(|l| &l.links).map(|l| l.pair).collect();
    let missed = known.links.difference(&found).map(|p| ("MISSED", *p));
    let wrong = found.iter().filter(|p| !known.is_one_line(**p)).map(|p| ("FALSE", *p));
    for (what, pair) in missed.chain(wrong) {
        let c = explain(request, folding, pair);
        let why = known.why_hard.get(&pair).map_or("", String::as_str);
        let (score, margin, gap) = (c.score_bits, c.margin_bits, span(c.gap_secs));
        println!(
            "{what} {} {} score {score:.2} margin {margin:.2} {:?} gap {gap} [{why}]",
            pair.old, pair.new, c.standing
        );
        for e in &c.evidence {
            println!("    {:+6.2} {:28} {}", e.bits, e.label, e.sentence);
        }
    }
}

fn dump_measurements(known: &Known, request: &FoldRequest, folder: &Path) -> Outcome<()> {
    let mut out = csv::Writer::from_path(folder.join(format!("{}.csv", known.name)))?;
    for (i, m) in measurements(request).iter().enumerate() {
        if i == 0 {
            let names = m.values.iter().map(|v| v.0.clone());
            out.write_record(["old", "new", "same", "link", "links"].map(str::to_owned).into_iter().chain(names))?;
        }
        let (same, link) = (known.is_one_line(m.pair), known.links.contains(&m.pair));
        let flags = [u8::from(same).to_string(), u8::from(link).to_string(), known.links.len().to_string()];
        let head = [m.pair.old.to_string(), m.pair.new.to_string()].into_iter().chain(flags);
        out.write_record(head.chain(m.values.iter().map(|v| v.1.to_string())))?;
    }
    out.flush()?;
    Ok(())
}
