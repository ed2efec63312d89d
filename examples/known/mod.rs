//! Records whose true lines are known: read from a folder or invented.

use linefold::domain::{
    Attribution, Cell, CellSite, DialPlan, EndDraft, Imei, Imsi, Instant, Kind, LatLon, Msisdn, NumberPair, Order,
    OrderTarget, Party, RecordDraft, Records, Zone,
};
use linefold::folding::FoldRequest;
use linefold::sample::{Hardship, WorldRequest, world};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

/// The plan that numbers of the sets are read by.
const PLAN: &DialPlan = &DialPlan::GREAT_BRITAIN;

/// Records whose true lines are known.
#[derive(Default)]
pub struct Known {
    pub name: String,
    pub records: Records,
    pub orders: Vec<Order>,
    pub attributions: Vec<Attribution>,
    pub cell_sites: Vec<CellSite>,
    /// The true line of each number that has one; others stand alone.
    pub lines: BTreeMap<Msisdn, String>,
    /// The true successions.
    pub links: BTreeSet<NumberPair>,
    /// What makes them hard to find.
    pub why_hard: BTreeMap<NumberPair, String>,
}

type Row = HashMap<String, String>;
/// What a step of an example comes to.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

impl Known {
    /// Reads `world:LINES:DAYS:SEED:HARD[:bare]`, or a folder.
    pub fn of(set: &str) -> Outcome<Self> {
        if set.starts_with("world:") { invented(set) } else { read(Path::new(set)) }
    }

    /// What is asked of the folding.
    pub fn request<'k>(&'k self, zone: &'k Zone) -> FoldRequest<'k> {
        FoldRequest {
            records: &self.records,
            orders: &self.orders,
            attributions: &self.attributions,
            cell_sites: &self.cell_sites,
            decisions: &[],
            zone,
        }
    }

    /// Whether two numbers truly are one line.
    pub fn is_one_line(&self, pair: NumberPair) -> bool {
        self.lines.get(&pair.old).is_some_and(|line| self.lines.get(&pair.new) == Some(line))
    }
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
