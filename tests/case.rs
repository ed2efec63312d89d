//! The case: every edit can be taken back, and undo and redo walk the same road both ways.

use linefold::case::{Case, Edit, EditError, History};
use linefold::diag::Quiet;
use linefold::domain::{ActorKey, Decision, Instant, Level, LineKey, Msisdn, NumberPair, Role, Verdict};
use linefold::geom::point;
use linefold::import::{Batch, ImportOptions, read_bytes};
use proptest::prelude::*;
use std::sync::Arc;

fn number(n: u64) -> Msisdn {
    Msisdn::from_digits(447_700_900_000 + n)
}

fn file(name: &str, start: &str) -> Arc<Batch> {
    let text = format!("start,kind,a_party,b_party,duration_s\n{start},voice,07700900001,07700900002,60\n");
    Arc::new(read_bytes(name, text.as_bytes(), &ImportOptions::default(), &Quiet).unwrap())
}

/// Everything of a case but its revisions, as text that can be compared.
fn truth(case: &Case) -> String {
    let hashes: Vec<_> = case.sources().map(|s| s.sha256.clone()).collect();
    let decisions: Vec<_> = case.decisions().collect();
    let lines: Vec<_> =
        (0..4).map(|n| LineKey(number(n))).map(|k| (case.line_name(k).map(str::to_owned), case.role(k))).collect();
    let pins: Vec<_> = Level::ALL.map(|l| case.pins(l).collect::<Vec<_>>()).into();
    format!("{hashes:?} {decisions:?} {lines:?} {pins:?}")
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let decide = (0u64..4, 0u64..4, proptest::option::of(0usize..3)).prop_map(|(a, b, verdict)| {
        let pair = NumberPair { old: number(a), new: number(b) };
        let decision = verdict.map(|n| Decision {
            pair,
            verdict: [Verdict::Accepted, Verdict::Rejected, Verdict::CannotBe][n],
            reason: "because".into(),
            by: "A. K.".into(),
            at: Instant::from_epoch_secs(0),
        });
        Edit::DecideFold { pair, decision }
    });
    let name = (0u64..4, proptest::option::of("[A-Z][a-z]{2,5}"))
        .prop_map(|(n, name)| Edit::NameLine { line: LineKey(number(n)), name });
    let role = (0u64..4, proptest::option::of(Just(Role::Runner)))
        .prop_map(|(n, role)| Edit::SetRole { line: LineKey(number(n)), role });
    let pin = (0u64..4, proptest::option::of(-9f32..9.0)).prop_map(|(n, x)| Edit::Pin {
        level: Level::Lines,
        node: ActorKey::Number(number(n)),
        at: x.map(|x| point(x, 1.0)),
    });
    let one = prop_oneof![decide, name, role, pin].boxed();
    prop_oneof![one.clone(), proptest::collection::vec(one, 0..4).prop_map(Edit::Several)]
}

proptest! {
    #[test]
    fn every_edit_can_be_taken_back_and_made_again(edits in proptest::collection::vec(any_edit(), 1..12)) {
        let (mut case, mut history) = (Case::new("Test"), History::default());
        let mut road = vec![truth(&case)];
        for edit in edits {
            history.apply(edit, &mut case).unwrap();
            road.push(truth(&case));
        }
        for before in road.iter().rev().skip(1) {
            history.undo(&mut case).unwrap();
            prop_assert_eq!(&truth(&case), before);
        }
        prop_assert_eq!(history.undo(&mut case).unwrap(), None);
        for after in road.iter().skip(1) {
            history.redo(&mut case).unwrap();
            prop_assert_eq!(&truth(&case), after);
        }
    }
}

#[test]
fn a_file_taken_out_and_put_back_stands_where_it_stood() {
    let (mut case, mut history) = (Case::new("Test"), History::default());
    let files = ["2026-03-01 10:00:00", "2026-03-02 10:00:00", "2026-03-03 10:00:00"];
    let files: Vec<_> = files.iter().enumerate().map(|(i, at)| file(&format!("{i}.csv"), at)).collect();
    history.apply(Edit::add(files.clone()), &mut case).unwrap();
    let before = truth(&case);
    history.apply(Edit::RemoveSources(vec![files[1].source.sha256.clone()]), &mut case).unwrap();
    assert_eq!(case.batches().len(), 2);
    history.undo(&mut case).unwrap();
    assert_eq!(truth(&case), before);
}

#[test]
fn the_same_file_is_not_added_twice() {
    let mut case = Case::new("Test");
    let one = file("one.csv", "2026-03-01 10:00:00");
    let copy = file("copy.csv", "2026-03-01 10:00:00");
    Edit::add([one]).apply(&mut case).unwrap();
    let error = Edit::add([copy]).apply(&mut case).unwrap_err();
    assert_eq!(error, EditError::SourceTwice("copy.csv".into()));
    assert_eq!(case.batches().len(), 1);
}

#[test]
fn half_of_several_edits_is_never_left_behind() {
    let mut case = Case::new("Test");
    let name = Edit::NameLine { line: LineKey(number(1)), name: Some("Marco".into()) };
    let wrong = Edit::RemoveSources(vec!["no such hash".into()]);
    let before = truth(&case);
    assert!(Edit::Several(vec![name, wrong]).apply(&mut case).is_err());
    assert_eq!(truth(&case), before);
}

#[test]
fn pins_make_no_line_stale() {
    let mut case = Case::new("Test");
    let pin = Edit::Pin { level: Level::Lines, node: ActorKey::UnknownCity, at: Some(point(1.0, 2.0)) };
    pin.apply(&mut case).unwrap();
    assert_eq!(case.content_revision(), 0);
    assert_eq!(case.revision(), 1);
}

#[test]
fn that_two_cannot_be_one_line_is_said_of_both_orders() {
    let (mut case, mut history) = (Case::new("Test"), History::default());
    let pair = NumberPair { old: number(1), new: number(2) };
    let decide = |verdict| {
        let (reason, by) = ("seen together".to_owned(), "A. K.".to_owned());
        let decision = Decision { pair, verdict, reason, by, at: Instant::from_epoch_secs(0) };
        Edit::DecideFold { pair, decision: Some(decision) }
    };
    let ruled_out = decide(Verdict::CannotBe);
    assert_eq!(ruled_out.describe(), "Rule out one line of 07700 900001 and 07700 900002");
    history.apply(ruled_out, &mut case).unwrap();
    assert_eq!(case.decision(pair.turned()).map(|said| said.pair), Some(pair));
    history.apply(decide(Verdict::Rejected), &mut case).unwrap();
    assert_eq!(case.decision(pair.turned()), None, "a fold rejected one way was not judged the other way");
}
