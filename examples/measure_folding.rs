//! Folds data sets whose true lines are known and prints how well: `measure_folding FOLDER...`.
//!
//! A folder holds `records.csv` (canonical columns, or `from,to,start,duration,type`), `truth.csv` (`number,line`, or `old,new`), and
//! perhaps `orders.csv` and `attributions.csv`. `--misses` lists the true successions that were not found and the false ones that were.

use linefold::diag::Quiet;
use linefold::domain::{
    Cell, DialPlan, EndDraft, Imei, Imsi, Instant, Kind, LatLon, Msisdn, NumberPair, Order, OrderTarget, Party,
    RecordDraft, Records, Zone,
};
use linefold::folding::{Candidate, FoldRequest, Folding, Standing, explain, fold, score};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

/// The true line of each number, and the true successions.
type Truth = (BTreeMap<Msisdn, String>, BTreeSet<NumberPair>);
type Row = HashMap<String, String>;

fn rows(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
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

fn records(path: &Path) -> Result<Records, Box<dyn Error>> {
    let plan = &DialPlan::GREAT_BRITAIN;
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
            a: Party::parse(field(row, &["a_party", "from"]), plan)?,
            b: Party::parse(field(row, &["b_party", "to"]), plan)?,
            a_end: end(row, 'a'),
            b_end: end(row, 'b'),
            source: 0,
            row: u32::try_from(i)?,
        });
    }
    Ok(table.sorted())
}

/// The true line of each number. Pairs are chained; numbers of no pair stand alone.
fn truth(path: &Path, folding: &Folding) -> Result<Truth, Box<dyn Error>> {
    let plan = &DialPlan::GREAT_BRITAIN;
    let mut lines: BTreeMap<Msisdn, String> = folding.line_of.keys().map(|&n| (n, format!("alone {n}"))).collect();
    let mut links = BTreeSet::new();
    let mut by_line: BTreeMap<String, Vec<Msisdn>> = BTreeMap::new();
    for row in rows(path)? {
        if row.contains_key("old") {
            let (old, new) = (Msisdn::parse(&row["old"], plan)?, Msisdn::parse(&row["new"], plan)?);
            let line = lines.get(&old).cloned().unwrap_or_else(|| format!("alone {old}"));
            lines.insert(old, line.clone());
            lines.insert(new, line);
            links.insert(NumberPair { old, new });
        } else {
            let number = Msisdn::parse(&row["number"], plan)?;
            lines.insert(number, row["line"].clone());
            by_line.entry(row["line"].clone()).or_default().push(number);
        }
    }
    for numbers in by_line.values() {
        links.extend(numbers.windows(2).map(|w| NumberPair { old: w[0], new: w[1] }));
    }
    Ok((lines, links))
}

fn orders(path: &Path) -> Result<Vec<Order>, Box<dyn Error>> {
    let mut all = Vec::new();
    if path.exists() {
        for row in rows(path)? {
            let target = OrderTarget::Number(Msisdn::parse(&row["number"], &DialPlan::GREAT_BRITAIN)?);
            all.push(Order { effective: instant(&row["effective"]), target, made: None, reference: String::new() });
        }
    }
    Ok(all)
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let (misses, dump) = (has("--misses"), has("--dump"));
    let zone = Zone::london();
    for folder in args.iter().filter(|a| !a.starts_with("--")) {
        let folder = Path::new(folder);
        let records = records(&folder.join("records.csv"))?;
        let orders = orders(&folder.join("orders.csv"))?;
        let request =
            FoldRequest { records: &records, orders: &orders, attributions: &[], decisions: &[], zone: &zone };
        let begun = std::time::Instant::now();
        let folding = fold(&request, &Quiet)?;
        let took = begun.elapsed().as_secs_f64();
        let (lines, links) = truth(&folder.join("truth.csv"), &folding)?;
        let found = folding.line_of.iter().map(|(&n, k)| (n, k.0.to_string())).collect();
        let s = score(&lines, &found);
        println!(
            "{:40} f1 {:.3} p {:.3} r {:.3} links {}/{}/{} candidates {} {took:.2}s",
            folder.display(),
            s.f1,
            s.precision,
            s.recall,
            s.links_right,
            s.links_found,
            s.links_true,
            folding.candidates.len(),
        );
        if dump {
            dump_measurements(&request, &lines, folder)?;
        }
        if has("--curve") {
            print_curve(&folding, &lines, links.len());
        }
        if misses {
            print_misses(&request, &folding, &links, &lines);
        }
    }
    Ok(())
}

/// Links at other thresholds: how many, how many of them true, how many true ones there are.
fn print_curve(folding: &Folding, lines: &BTreeMap<Msisdn, String>, links_true: usize) {
    for tenths in [0, 5, 10, 15, 20, 25, 30, 40] {
        let least = f64::from(tenths) / 10.0;
        let matched =
            |c: &&Candidate| matches!(c.standing, Standing::Folded | Standing::ToJudge) && c.margin_bits >= least;
        let found: Vec<_> = folding.candidates.iter().filter(matched).collect();
        let right = found.iter().filter(|c| lines.get(&c.pair.old) == lines.get(&c.pair.new)).count();
        println!("    curve {least} found {} right {right} true {links_true}", found.len());
    }
}

fn print_misses(
    request: &FoldRequest,
    folding: &Folding,
    links: &BTreeSet<NumberPair>,
    lines: &BTreeMap<Msisdn, String>,
) {
    let found: BTreeSet<NumberPair> = folding.lines.iter().flat_map(|l| &l.links).map(|l| l.pair).collect();
    for pair in links.difference(&found) {
        let kept = folding.candidate(*pair).is_some();
        tell("MISSED", &explain(request, folding, *pair), kept);
    }
    for pair in &found {
        if lines.get(&pair.old) != lines.get(&pair.new) {
            tell("FALSE", &explain(request, folding, *pair), true);
        }
    }
}

fn tell(what: &str, c: &Candidate, kept: bool) {
    println!(
        "{what} {} -> {} score {:.2} margin {:.2} {:?} gap {} kept {kept}",
        c.pair.old,
        c.pair.new,
        c.score_bits,
        c.margin_bits,
        c.standing,
        linefold::domain::span(c.gap_secs),
    );
    for e in &c.evidence {
        println!("    {:+6.2} {:28} {}", e.bits, e.label, e.sentence);
    }
}

fn dump_measurements(
    request: &FoldRequest,
    lines: &BTreeMap<Msisdn, String>,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let mut out = csv::Writer::from_path(folder.join("measures.csv"))?;
    for (i, m) in linefold::folding::measurements(request).iter().enumerate() {
        if i == 0 {
            let names = m.values.iter().map(|v| v.0.clone());
            out.write_record(["old".to_owned(), "new".to_owned(), "same".to_owned()].into_iter().chain(names))?;
        }
        let same = lines.get(&m.pair.old) == lines.get(&m.pair.new);
        let head = [m.pair.old.to_string(), m.pair.new.to_string(), u8::from(same).to_string()];
        out.write_record(head.into_iter().chain(m.values.iter().map(|v| v.1.to_string())))?;
    }
    out.flush()?;
    Ok(())
}
