//! Invented worlds: the same every time, from the ranges they may use, with a truth that holds together.

use linefold::diag::Quiet;
use linefold::domain::{EndDraft, Msisdn, Party, RecordDraft, Records};
use linefold::import::{Content, ImportOptions, read_bytes};
use linefold::sample::{FILES, TrueRole, World, WorldRequest, damage, record_files, render, world};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn file(world: &World, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    render(world, name, &mut bytes).expect("memory can be written");
    bytes
}

fn hard_world(seed: u64) -> World {
    world(&WorldRequest { lines: 30, seed, hard: 1.0, ..WorldRequest::default() })
}

/// The contacts of each number asked for.
fn contacts(world: &World) -> BTreeMap<Msisdn, BTreeSet<Party>> {
    let records = world.records();
    let mut contacts: BTreeMap<Msisdn, BTreeSet<Party>> = BTreeMap::new();
    for record in records.iter() {
        for (own, other) in [(record.a, record.b), (record.b, record.a)] {
            if let Some(number) = records.number(own).filter(|n| records.requested().contains(n)) {
                contacts.entry(number).or_default().insert(records.party(other).clone());
            }
        }
    }
    contacts
}

#[test]
fn the_same_request_makes_the_same_bytes() {
    for request in [WorldRequest::default(), WorldRequest { lines: 12, seed: 3, hard: 0.7, ..WorldRequest::default() }]
    {
        let (one, two) = (world(&request), world(&request));
        for name in FILES {
            assert!(file(&one, name) == file(&two, name), "{name} differs");
        }
    }
}

#[test]
fn another_seed_makes_another_world() {
    let other = world(&WorldRequest { seed: 1, ..WorldRequest::default() });
    assert_ne!(file(&world(&WorldRequest::default()), "truth.csv"), file(&other, "truth.csv"));
}

#[test]
fn the_shipped_sample_is_what_the_defaults_make() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let made = world(&WorldRequest::default());
    for name in FILES {
        let shipped = fs::read(folder.join(name)).expect("the sample is shipped");
        assert!(
            shipped == file(&made, name),
            "sample_data/{name} is not what `linefold sample --out sample_data` makes"
        );
    }
    let there: BTreeSet<_> =
        fs::read_dir(&folder).expect("the sample is shipped").map(|e| e.expect("readable").file_name()).collect();
    assert_eq!(there, FILES.iter().map(Into::into).collect(), "the folder holds something else");
}

#[test]
fn the_shipped_sample_is_small_enough_to_ship() {
    let made = world(&WorldRequest::default());
    let sizes: Vec<usize> = FILES.iter().map(|name| file(&made, name).len()).collect();
    assert!(sizes.iter().sum::<usize>() < 3_500_000, "{sizes:?}");
    assert!((10_000..=30_000).contains(&made.len()), "{}", made.len());
}

#[test]
fn numbers_of_the_shipped_sample_are_for_fiction_alone() {
    let made = world(&WorldRequest::default());
    assert!(made.fiction);
    let ranges = [
        447_700_900_000..=447_700_900_999_u64,
        442_079_460_000..=442_079_460_999,
        441_214_960_000..=441_214_960_999,
        441_514_960_000..=441_514_960_999,
        441_632_960_000..=441_632_960_999,
    ];
    let records = made.records();
    let side = made.number_places.iter().map(|p| p.number).chain(made.attributions.iter().map(|a| a.number));
    for number in records.parties().iter().filter_map(|(_, party)| party.number()).chain(side) {
        assert!(ranges.iter().any(|range| range.contains(&number.digits())), "{number} is not for fiction");
    }
}

#[test]
fn a_world_too_large_for_fiction_takes_numbers_no_network_holds_and_says_so() {
    let made = world(&WorldRequest { lines: 40, ..WorldRequest::default() });
    assert!(!made.fiction);
    for number in made.partition().keys() {
        assert!((447_603_000_000..=447_607_999_999).contains(&number.digits()), "{number}");
    }
    let readme = String::from_utf8(file(&made, "README.md")).expect("UTF-8");
    assert!(readme.contains("07603 to 07607: no network holds them"));
}

#[test]
fn the_shipped_sample_has_what_it_promises() {
    let made = world(&WorldRequest::default());
    let deals: Vec<_> = made.lines.iter().filter(|line| line.role == TrueRole::DealLine).collect();
    let numbers: usize = deals.iter().map(|line| line.numbers.len()).sum();
    let towns: BTreeSet<_> = deals.iter().flat_map(|line| &line.towns).collect();
    let cities: BTreeSet<_> = deals.iter().map(|line| line.city).collect();
    assert!(deals.len() >= 7 && (18..=22).contains(&numbers), "{} lines, {numbers} numbers", deals.len());
    assert!(towns.len() >= 9, "{towns:?}");
    assert_eq!(cities, BTreeSet::from(["Birmingham", "Liverpool", "London"]));
    assert!(deals.iter().any(|line| line.towns == [line.city]), "one line stays in its own city");
    let how: Vec<_> = deals.iter().flat_map(|line| &line.numbers).map(|number| number.how.as_str()).collect();
    for kind in ["same handset, new SIM; back after", "new handset, new SIM; back after", "after an order"] {
        assert!(how.iter().any(|h| h.contains(kind)), "no replacement of the kind \"{kind}\"");
    }
}

#[test]
fn rivals_share_customers_and_other_lines_hardly_any() {
    let made = world(&WorldRequest::default());
    let contacts = contacts(&made);
    let deals: Vec<_> = made.lines.iter().filter(|line| line.role == TrueRole::DealLine).collect();
    let of =
        |line: usize| -> BTreeSet<&Party> { deals[line].numbers.iter().flat_map(|n| &contacts[&n.number]).collect() };
    let shared = |one: usize, two: usize| of(one).intersection(&of(two)).count();
    assert_eq!(deals[0].towns[0], deals[1].towns[0]);
    assert!(shared(0, 1) >= 15, "{}", shared(0, 1));
    assert!(shared(0, 1) > 2 * shared(0, 4), "{} and {}", shared(0, 1), shared(0, 4));
}

#[test]
fn the_truth_gives_every_requested_number_one_line_and_every_line_its_numbers_in_order() {
    for made in [world(&WorldRequest::default()), hard_world(5)] {
        let names: BTreeSet<_> = made.lines.iter().map(|line| &line.name).collect();
        assert_eq!(names.len(), made.lines.len(), "names of lines are unique");
        let partition = made.partition();
        assert_eq!(partition.keys().copied().collect::<BTreeSet<_>>(), *made.records().requested());
        for line in &made.lines {
            assert!(!line.numbers.is_empty());
            assert!(line.numbers.iter().all(|number| number.first_seen <= number.last_seen));
        }
    }
}

#[test]
fn an_event_between_two_requested_numbers_is_told_by_both() {
    let made = world(&WorldRequest::default());
    let records = made.records();
    let both = |record: &linefold::domain::Record| {
        [record.a, record.b].iter().all(|&p| records.number(p).is_some_and(|n| records.requested().contains(&n)))
    };
    let mut told: BTreeMap<_, Vec<i64>> = BTreeMap::new();
    for record in records.iter().filter(|record| both(record)) {
        told.entry((record.a, record.b, record.kind)).or_default().push(record.start.epoch_secs());
    }
    assert!(told.len() > 10);
    for times in told.values_mut() {
        times.sort_unstable();
        assert!(times.chunks(2).all(|pair| pair.len() == 2 && pair[1] - pair[0] <= 1), "{times:?}");
    }
}

#[test]
fn the_record_files_hold_as_many_rows_as_they_say() {
    let made = world(&WorldRequest::default());
    for (name, records) in record_files(&made) {
        let bytes = file(&made, name);
        let lines = bytes.iter().filter(|&&b| b == b'\n').count();
        let damage = damage(&made, name);
        let extra = (damage.broken + damage.duplicate + damage.headers + damage.blank) as usize;
        // Northcell puts six rows before its header and two after its records.
        let frame = if name.starts_with("northcell") { 9 } else { 1 };
        assert_eq!(lines, records + extra + frame, "{name}");
    }
}

/// What a record says, in words that can be sorted: layouts differ in what they leave out, so texts have no duration.
fn told(records: &Records, source: u16) -> Vec<String> {
    let end = |end: &EndDraft| (end.handset, end.sim, end.cell.as_ref().map(|cell| cell.key.clone()));
    let text = |draft: &RecordDraft| {
        let (a_end, b_end) = (end(&draft.a_end), end(&draft.b_end));
        let secs = draft.duration_secs.unwrap_or(0);
        format!("{:?} {} {} {} {secs} {a_end:?} {b_end:?}", draft.start, draft.kind, draft.a, draft.b)
    };
    let mut told: Vec<_> =
        records.iter().filter(|r| r.source == source).map(|record| text(&records.draft(&record))).collect();
    told.sort_unstable();
    told
}

#[test]
fn the_importer_reads_back_every_record_of_every_layout() {
    let hard = WorldRequest { lines: 12, seed: 11, hard: 1.0, ..WorldRequest::default() };
    for made in [world(&WorldRequest::default()), world(&hard)] {
        let records = made.records();
        for (operator, (name, rows)) in (0_u16..).zip(record_files(&made)) {
            let batch =
                read_bytes(name, &file(&made, name), &ImportOptions::default(), &Quiet).expect("nobody cancels");
            let damage = damage(&made, name);
            let report = &batch.report;
            assert_eq!(
                (report.accepted, report.duplicate, report.rejected),
                (rows as u64, u64::from(damage.duplicate), u64::from(damage.broken)),
                "{name}"
            );
            let (read, true_rows) = (told(&batch.records, 0), told(&records, operator));
            let first_wrong = read.iter().zip(&true_rows).find(|(read, true_row)| read != true_row);
            assert_eq!(first_wrong, None, "{name}");
        }
    }
}

#[test]
fn the_importer_takes_the_side_files_and_leaves_the_truth_aside() {
    let made = world(&WorldRequest::default());
    let read =
        |name: &str| read_bytes(name, &file(&made, name), &ImportOptions::default(), &Quiet).expect("nobody cancels");
    assert_eq!(read("orders.csv").orders, made.orders);
    assert_eq!(read("attributions.csv").attributions, made.attributions);
    assert_eq!(read("number_places.csv").number_places, made.number_places);
    assert_eq!(read("cell_sites.csv").cell_sites, made.cell_sites);
    for name in ["truth.csv", "README.md"] {
        let batch = read(name);
        assert_eq!(batch.report.content, Content::Unknown, "{name}");
        assert!(batch.records.is_empty() && batch.attributions.is_empty(), "{name}");
    }
}

#[test]
fn the_smallest_worlds_can_be_made() {
    for (lines, days, hard) in [(1, 7, 0.0), (1, 7, 1.0), (2, 30, 0.5), (7, 400, 1.0)] {
        let made = world(&WorldRequest { lines, days, hard, seed: 9, ..WorldRequest::default() });
        assert!(!made.is_empty(), "{lines} lines, {days} days, hard {hard}");
        for name in FILES {
            assert!(!file(&made, name).is_empty(), "{name}");
        }
    }
}

#[test]
fn a_world_that_cannot_be_made_is_refused_with_its_bounds() {
    let refused = |request: WorldRequest| request.check().expect_err("out of bounds");
    assert!(refused(WorldRequest { lines: 0, ..WorldRequest::default() }).contains("1 to 10,000"));
    assert!(refused(WorldRequest { days: 6, ..WorldRequest::default() }).contains("7 to 1,100"));
    assert!(refused(WorldRequest { hard: f32::NAN, ..WorldRequest::default() }).contains("0 to 1"));
    assert_eq!(WorldRequest::default().check(), Ok(()));
}

#[test]
fn hard_worlds_say_why_each_pair_is_hard_and_plain_ones_hold_back() {
    let count = |made: &World| -> BTreeSet<&str> {
        made.lines.iter().flat_map(|l| &l.numbers).flat_map(|n| &n.why_hard).map(|h| h.label()).collect()
    };
    let hard: Vec<World> = (0..4).map(hard_world).collect();
    let all: BTreeSet<_> = hard.iter().flat_map(&count).collect();
    assert!(all.len() >= 20, "{all:?}");
    let plain = count(&world(&WorldRequest::default())).len();
    assert!(plain <= 4, "{plain}");
}
