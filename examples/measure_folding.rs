//! Folds data sets whose true lines are known and tells how well: `measure_folding [--misses] [--curve] [--dump FOLDER] SET...`.
//!
//! A set is a folder with `records.csv` (canonical columns, or `from,to,start,duration,type`), `truth.csv` (`number,line`, or `old,new`)
//! and perhaps `orders.csv`; or an invented world, `world:LINES:DAYS:SEED:HARD`, with `:bare` behind it for one without handsets and
//! SIMs. `--misses` tells the reasons of each true succession that was not found and each false one that was; `--curve`
//! how many links there are at other thresholds; `--dump` writes what is measured of every pair, for a fit of weights.

use linefold::diag::Quiet;
use linefold::domain::{
    Attribution, Cell, CellSite, DialPlan, EndDraft, Imei, Imsi, Instant, Kind, LatLon, Msisdn, NumberPair, Order,
    OrderTarget, Party, RecordDraft, Records, Zone, span,
};
use linefold::folding::{Candidate, FoldRequest, Folding, Standing, explain, fold, measurements, score};
use linefold::sample::{Hardship, WorldRequest, world};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

/// The plan that numbers of the sets are read by.
const PLAN: &DialPlan = &DialPlan::GREAT_BRITAIN;

/// Records whose true lines are known.
#[derive(Default)]
struct Known {
    name: String,
    records: Records,
    orders: Vec<Order>,
    attributions: Vec<Attribution>,
    cell_sites: Vec<CellSite>,
    /// The true line of each number that has one; others stand alone.
    lines: BTreeMap<Msisdn, String>,
    /// The true successions.
    links: BTreeSet<NumberPair>,
    /// What makes them hard to find.
    why_hard: BTreeMap<NumberPair, String>,
}

type Row = HashMap<String, String>;
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let dump = args.iter().position(|a| a == "--dump").map(|i| i + 1);
    let sets = args.iter().enumerate().filter(|(i, a)| !a.starts_with("--") && Some(*i) != dump);
    for (_, set) in sets {
        let known = if set.starts_with("world:") { invented(set)? } else { read(Path::new(set))? };
        let zone = Zone::london();
        let request = FoldRequest {
            records: &known.records,
            orders: &known.orders,
            attributions: &known.attributions,
            cell_sites: &known.cell_sites,
            decisions: &[],
            zone: &zone,
        };
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

/// `world:LINES:DAYS:SEED:HARD[:bare]`.
fn invented(set: &str) -> Outcome<Known> {
    let parts: Vec<&str> = set.split(':').collect();
    let [_, lines, days, seed, hard, rest @ ..] = parts.as_slice() else { return Err("four figures, please".into()) };
    let asked = WorldRequest {
        lines: lines.parse()?,
        days: days.parse()?,
        seed: seed.parse()?,
        hard: hard.parse()?,
        ..WorldRequest::default()
    };
    let world = world(&asked);
    let mut known = Known {
        name: set.replace(':', "_"),
        records: world.records().sorted(),
        orders: world.orders.clone(),
        attributions: world.attributions.clone(),
        cell_sites: world.cell_sites.clone(),
        lines: world.partition(),
        ..Known::default()
    };
    if rest.contains(&"bare") {
        known.records = without_devices(&known.records);
    }
    for number in world.lines.iter().flat_map(|line| &line.numbers) {
        let Some(old) = number.after else { continue };
        let pair = NumberPair { old, new: number.number };
        if !number.why_hard.contains(&Hardship::Beside) {
            known.links.insert(pair);
        }
        known.why_hard.insert(pair, number.why_hard.iter().map(|h| h.label()).collect::<Vec<_>>().join(", "));
    }
    Ok(known)
}

fn without_devices(records: &Records) -> Records {
    let mut bare = Records::default();
    for record in records.iter() {
        let mut draft = records.draft(&record);
        for end in [&mut draft.a_end, &mut draft.b_end] {
            (end.handset, end.sim) = (None, None);
        }
        bare.push(&draft);
    }
    for &number in records.requested() {
        bare.mark_requested(number);
    }
    bare
}

fn read(folder: &Path) -> Outcome<Known> {
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut known = Known { name, records: records(&folder.join("records.csv"))?, ..Known::default() };
    let mut by_line: BTreeMap<(String, String), Vec<Msisdn>> = BTreeMap::new();
    for row in rows(&folder.join("truth.csv"))? {
        if let (Some(old), Some(new)) = (row.get("old"), row.get("new")) {
            let (old, new) = (Msisdn::parse(old, PLAN)?, Msisdn::parse(new, PLAN)?);
            let line = known.lines.entry(old).or_insert_with(|| old.to_string()).clone();
            known.lines.insert(new, line);
            known.links.insert(NumberPair { old, new });
        } else {
            let number = Msisdn::parse(field(&row, &["number"]), PLAN)?;
            known.lines.insert(number, field(&row, &["line"]).to_owned());
            let of = (field(&row, &["line"]).to_owned(), field(&row, &["role"]).to_owned());
            by_line.entry(of).or_default().push(number);
        }
    }
    let pairs = by_line.values().flat_map(|numbers| numbers.windows(2));
    known.links.extend(pairs.map(|w| NumberPair { old: w[0], new: w[1] }));
    let orders = folder.join("orders.csv");
    if orders.exists() {
        for row in rows(&orders)? {
            let target = OrderTarget::Number(Msisdn::parse(field(&row, &["number"]), PLAN)?);
            let effective = instant(field(&row, &["effective"]));
            known.orders.push(Order { effective, target, made: None, reference: String::new() });
        }
    }
    Ok(known)
}

fn rows(path: &Path) -> Outcome<Vec<Row>> {
    Ok(csv::Reader::from_path(path)?.deserialize().collect::<Result<_, _>>()?)
}

fn field<'r>(row: &'r Row, names: &[&str]) -> &'r str {
    names.iter().find_map(|n| row.get(*n)).map_or("", String::as_str)
}

fn instant(text: &str) -> Instant {
    let stamp: jiff::Timestamp = text.parse().unwrap_or_default();
    Instant::from_epoch_secs(stamp.as_second())
}

fn end(row: &Row, side: char) -> EndDraft {
    let get = |name: &str| row.get(&format!("{side}_{name}")).map_or("", String::as_str);
    let key = get("cell").to_owned();
    let position = get("lat").parse().ok().zip(get("lon").parse().ok()).and_then(|(lat, lon)| LatLon::new(lat, lon));
    let known = !key.is_empty() || position.is_some();
    let cell = known.then_some(Cell { key, position, town: None });
    EndDraft { handset: Imei::parse(get("imei")), sim: Imsi::parse(get("imsi")), cell }
}

fn records(path: &Path) -> Outcome<Records> {
    let mut table = Records::default();
    for (i, row) in rows(path)?.iter().enumerate() {
        let kind = match field(row, &["kind", "type"]) {
            "voice" => Kind::Voice,
            "sms" => Kind::Sms,
            "mms" => Kind::Mms,
            "data" => Kind::Data,
            _ => Kind::Other,
        };
        table.push(&RecordDraft {
            start: instant(field(row, &["start"])),
            duration_secs: field(row, &["duration_s", "duration"]).parse().ok(),
            kind,
            a: Party::parse(field(row, &["a_party", "from"]), PLAN)?,
            b: Party::parse(field(row, &["b_party", "to"]), PLAN)?,
            a_end: end(row, 'a'),
            b_end: end(row, 'b'),
            source: 0,
            row: u32::try_from(i)?,
        });
    }
    Ok(table.sorted())
}

/// Whether two numbers truly are one line.
fn is_one_line(known: &Known, pair: NumberPair) -> bool {
    known.lines.get(&pair.old).is_some_and(|line| known.lines.get(&pair.new) == Some(line))
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
        let right = found.iter().filter(|c| is_one_line(known, c.pair)).count();
        println!("    curve {least} found {} right {right} true {}", found.len(), known.links.len());
    }
}

fn tell_misses(known: &Known, request: &FoldRequest, folding: &Folding) {
    let found: BTreeSet<NumberPair> = folding.lines.iter().flat_map(|l| &l.links).map(|l| l.pair).collect();
    let missed = known.links.difference(&found).map(|p| ("MISSED", *p));
    let wrong = found.iter().filter(|p| !is_one_line(known, **p)).map(|p| ("FALSE", *p));
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
        let (same, link) = (is_one_line(known, m.pair), known.links.contains(&m.pair));
        let flags = [u8::from(same).to_string(), u8::from(link).to_string(), known.links.len().to_string()];
        let head = [m.pair.old.to_string(), m.pair.new.to_string()].into_iter().chain(flags);
        out.write_record(head.chain(m.values.iter().map(|v| v.1.to_string())))?;
    }
    out.flush()?;
    Ok(())
}
