//! The folding, on cases whose answer is known.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use crate::support::{CaseBuilder, number, pair};
use linefold::domain::{Instant, Msisdn, Verdict};
use linefold::folding::{Candidate, Comparison, Folding, Standing, Status, Tie};
use proptest::prelude::*;
use std::collections::BTreeMap;

const MIN: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 86_400;

pub const OLD: &str = "07700900001";
pub const NEW: &str = "07700900002";
pub const THIRD: &str = "07700900003";
pub const RUNNER: &str = "07700900011";
pub const RUNNERS_NEW: &str = "07700900012";
const LOOKOUT: &str = "07700900021";
const LOOKOUTS_NEW: &str = "07700900022";

/// Midnight of the first day, and what comes after it.
pub fn at(day: i64, hour: i64, minute: i64) -> Instant {
    Instant::from_epoch_secs(1_772_323_200 + day * DAY + hour * HOUR + minute * MIN)
}

/// Customers with numbers from `07700 9001xx`.
pub fn customers(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|i| format!("07700900{:03}", 100 + i)).collect()
}

/// A deal line at work: each customer calls every few days, and is called back now and then.
pub fn trades(mut case: CaseBuilder, line: &str, customers: &[String], days: std::ops::Range<i64>) -> CaseBuilder {
    for day in days {
        for (i, customer) in customers.iter().enumerate() {
            let i = i64::try_from(i).unwrap();
            let digits: i64 = customer[8..].parse().unwrap();
            if (day + digits) % (2 + digits % 3) != 0 {
                continue;
            }
            let (hour, minute) = (9 + (digits * 7 + day * 5) % 13, (digits * 11 + day * 17 + i) % 60);
            case = case.call_at(customer, line, at(day, hour, minute), 40);
            if (day + i) % 2 == 0 {
                case = case.call_at(line, customer, at(day, hour, minute).plus_secs(20 * MIN), 15);
            }
        }
    }
    case
}

/// A new number is told to customers by text, from this moment.
pub fn announced(mut case: CaseBuilder, line: &str, customers: &[String], from: Instant) -> CaseBuilder {
    for (i, customer) in customers.iter().enumerate() {
        case = case.text_at(line, customer, from.plus_secs(60 * i64::try_from(i).unwrap()));
    }
    case
}

/// OLD trades for 20 days with 14 customers, then NEW tells them and trades on; some other lines live beside them.
pub fn replaced() -> CaseBuilder {
    let known = customers(0..14);
    let case = trades(bystanders(CaseBuilder::new()), OLD, &known, 0..20);
    trades(announced(case, NEW, &known, at(20, 9, 0)), NEW, &known, 20..40)
}

/// Lines with their own customers that live through the whole time: what an ordinary case holds beside the matter in hand.
pub fn bystanders(mut case: CaseBuilder) -> CaseBuilder {
    for line in 0..4u32 {
        let name = format!("077009000{}", 50 + line);
        case = trades(case, &name, &customers(60 + line * 8..68 + line * 8), 0..40).requested(&name);
    }
    case.requested(OLD).requested(NEW).requested(THIRD)
}

fn line_of(folding: &Folding, who: &str) -> Vec<Msisdn> {
    let key = folding.line_of[&number(who)];
    folding.line(key).unwrap().numbers.iter().map(|n| n.number).collect()
}

pub fn together(folding: &Folding, x: &str, y: &str) -> bool {
    folding.line_of[&number(x)] == folding.line_of[&number(y)]
}

fn bits(candidate: &Candidate, comparison: Comparison) -> f64 {
    candidate.evidence.iter().find(|e| e.comparison == comparison).map_or(0.0, |e| e.bits)
}

#[test]
fn a_new_phone_and_sim_are_known_by_contacts_announcement_and_timing() {
    let folding = replaced().fold();
    assert_eq!(line_of(&folding, OLD), [number(OLD), number(NEW)]);
    assert_eq!(folding.lines.len(), 5, "the others stay as they are");
    let link = &folding.line(folding.line_of[&number(OLD)]).unwrap().links[0];
    assert_eq!(link.status, Status::Suggested, "a machine only ever suggests");
    assert_eq!(folding.candidate(pair(OLD, NEW)).unwrap().standing, Standing::Folded);
    assert_eq!(link.told_first_hour, Some(1.0));
    assert_eq!(link.order_effective, None);
}

#[test]
fn a_new_sim_in_the_same_handset_is_known() {
    let (some, others) = (customers(0..12), customers(8..18));
    let case = bystanders(CaseBuilder::new()).handset(OLD, "356938035643809").handset(NEW, "35693803564380");
    let case = trades(case, OLD, &some, 0..20);
    // Most customers are new, and nobody was told: the handset has to do it.
    let case = trades(case, NEW, &others, 20..40);
    let folding = case.fold();
    assert!(together(&folding, OLD, NEW));
    let judged = folding.candidate(pair(OLD, NEW)).unwrap();
    assert!(bits(judged, Comparison::Handset) > 3.0);
    assert!(!judged.evidence.iter().find(|e| e.comparison == Comparison::Handset).unwrap().records.is_empty());
}

#[test]
fn the_same_sim_under_another_number_is_known() {
    let case = bystanders(CaseBuilder::new()).sim(OLD, "234150000000001").sim(NEW, "234150000000001");
    let case = trades(case, OLD, &customers(0..12), 0..20);
    let case = trades(case, NEW, &customers(8..18), 20..40);
    assert!(together(&case.fold(), OLD, NEW));
}

#[test]
fn a_number_that_appears_within_the_hour_of_an_order_is_told_with_it() {
    let known = customers(0..14);
    let case = trades(bystanders(CaseBuilder::new()), OLD, &known, 0..20).order(OLD, at(20, 8, 0));
    let case = trades(announced(case, NEW, &known, at(20, 8, 47)), NEW, &known, 20..40);
    let folding = case.fold();
    let link = folding.line(folding.line_of[&number(OLD)]).unwrap().links[0].clone();
    assert_eq!(link.order_effective, Some(at(20, 8, 0)));
    let judged = folding.candidate(pair(OLD, NEW)).unwrap();
    assert!(bits(judged, Comparison::Order) > 0.0);
    let order = judged.evidence.iter().find(|e| e.comparison == Comparison::Order).unwrap();
    assert!(order.sentence.contains("DDTRO 7") && order.sentence.contains("47 min"), "{}", order.sentence);
}

#[test]
fn withheld_numbers_are_not_folded_together() {
    let mut case = CaseBuilder::new().requested(OLD).requested(NEW);
    for day in 0..40 {
        let who = if day < 20 { OLD } else { NEW };
        for (i, from) in ["withheld", "unknown", "60075", "VODAFONE", "private"].iter().enumerate() {
            case = case.call_at(from, who, at(day, 10 + i64::try_from(i).unwrap(), 5), 30);
        }
        case = case.call_at(who, "999", at(day, 18, 0), 10);
    }
    let folding = case.fold();
    assert_eq!(folding.lines.len(), 2, "nobody withheld is a line, and nobody is joined by one");
    assert!(!together(&folding, OLD, NEW));
    assert!(folding.candidates.is_empty());
}

#[test]
fn a_taxi_firm_does_not_join_rivals() {
    let taxi = "01632960001";
    let mut case = bystanders(CaseBuilder::new());
    for line in 0..4 {
        for day in 0..40 {
            case = case.call_at(&format!("077009000{}", 50 + line), taxi, at(day, 20, line), 30);
        }
    }
    let case = trades(case, OLD, &customers(0..10), 0..20);
    let mut case = trades(case, NEW, &customers(20..30), 20..40);
    for day in 0..40 {
        case = case.call_at(if day < 20 { OLD } else { NEW }, taxi, at(day, 21, 0), 30);
    }
    let folding = case.fold();
    assert!(!together(&folding, OLD, NEW));
    assert_eq!(folding.lines.len(), 6);
}

#[test]
fn rivals_who_share_customers_keep_their_own_replacements() {
    let (mine, theirs) = (customers(0..14), customers(8..22));
    let (rival, rivals_new) = ("07700900011", "07700900012");
    let case = trades(bystanders(CaseBuilder::new()).requested(rival).requested(rivals_new), OLD, &mine, 0..18);
    let case = trades(case, rival, &theirs, 0..20);
    let case = trades(announced(case, NEW, &mine, at(18, 12, 0)), NEW, &mine, 18..40);
    let case = trades(announced(case, rivals_new, &theirs, at(20, 12, 0)), rivals_new, &theirs, 20..40);
    let folding = case.fold();
    assert_eq!(line_of(&folding, OLD), [number(OLD), number(NEW)]);
    assert_eq!(line_of(&folding, rival), [number(rival), number(rivals_new)]);
    let crossed = case.explain(OLD, rivals_new);
    assert!(crossed.margin_bits < 0.0, "other pairs explain both better");
    assert_ne!(crossed.standing, Standing::Folded);
}

#[test]
fn a_second_hand_handset_does_not_make_a_line() {
    let case = bystanders(CaseBuilder::new()).handset(OLD, "35693803564380").handset(NEW, "35693803564380");
    let case = trades(case, OLD, &customers(0..14), 0..15);
    let case = trades(case, NEW, &customers(20..34), 36..60);
    let folding = case.fold();
    assert!(!together(&folding, OLD, NEW));
}

#[test]
fn a_handset_that_the_runner_inherits_does_not_make_him_the_line() {
    let (runner, runners_new) = ("07700900011", "07700900012");
    let (known, friends) = (customers(0..14), customers(30..36));
    let case = bystanders(CaseBuilder::new()).requested(runner).requested(runners_new);
    let case = case.handset(OLD, "35693803564380").handset(runner, "35693803564391").handset(NEW, "35693803564402");
    let case = trades(trades(case, OLD, &known, 0..20), runner, &friends, 0..22);
    let case = trades(announced(case, NEW, &known, at(20, 9, 0)), NEW, &known, 20..40);
    let case = case.handset(runners_new, "35693803564380");
    let mut case = trades(case, runners_new, &friends, 22..40);
    for day in 0..40 {
        let (line, hand) = (if day < 20 { OLD } else { NEW }, if day < 22 { runner } else { runners_new });
        case = case.call_at(line, hand, at(day, 11, 3), 20).call_at(line, hand, at(day, 16, 3), 20);
    }
    let folding = case.fold();
    assert_eq!(line_of(&folding, OLD), [number(OLD), number(NEW)]);
    assert_eq!(line_of(&folding, runner), [number(runner), number(runners_new)]);
}

#[test]
fn two_phones_of_a_crew_that_are_in_use_at_once_are_no_succession() {
    let known = customers(0..14);
    let case = trades(bystanders(CaseBuilder::new()), OLD, &known, 0..38);
    let mut case = trades(case, NEW, &known, 4..40);
    for day in 4..38 {
        case = case.call_at(OLD, NEW, at(day, 12, 0), 30).call_at(NEW, OLD, at(day, 19, 0), 30);
    }
    let folding = case.fold();
    assert!(!together(&folding, OLD, NEW));
    let judged = case.explain(OLD, NEW);
    assert!(bits(&judged, Comparison::Overlap) < 0.0, "long simultaneous use speaks against");
    assert!(bits(&judged, Comparison::MutualCalls) < 0.0, "so do calls between the two");
}

/// OLD trades for 40 days with 36 customers; for 20 of them NEW serves two thirds of these as well. Thirty other lines give what is
/// shared its rarity.
pub fn with_a_second_phone() -> CaseBuilder {
    let known = customers(0..36);
    let mut case = bystanders(CaseBuilder::new());
    for line in 0..30u32 {
        let name = format!("077009000{}", 60 + line);
        let own = customers(200 + line * 8..208 + line * 8);
        case = trades(case, &name, &own, 0..40).requested(&name);
    }
    trades(trades(case, OLD, &known, 0..40), NEW, &known[..24], 10..30)
}

#[test]
fn a_second_phone_for_some_of_the_customers_runs_beside_the_line() {
    let folding = with_a_second_phone().fold();
    assert!(together(&folding, OLD, NEW));
    let line = folding.line(folding.line_of[&number(OLD)]).unwrap();
    assert_eq!(
        line.numbers.iter().map(|n| n.number).collect::<Vec<_>>(),
        [number(OLD), number(NEW)],
        "one row a number"
    );
    assert_eq!((line.links[0].tie, line.links[0].status), (Tie::Beside, Status::Suggested));
    let judged = folding.candidate(pair(OLD, NEW)).unwrap();
    let sum = judged.evidence.iter().fold(0.0, |sum, e| sum + e.bits);
    assert!((sum - judged.score_bits).abs() < 1e-9);
    assert_eq!(judged.evidence[0].label, "Starting point, side by side", "the reader is told which tie is weighed");
    assert!(bits(judged, Comparison::Overlap) == 0.0, "being live at once does not speak against");
}

#[test]
fn a_rejected_second_phone_stays_apart() {
    let folding = with_a_second_phone().decided(OLD, NEW, Verdict::Rejected).fold();
    assert!(!together(&folding, OLD, NEW));
}

#[test]
fn a_number_given_to_a_stranger_keeps_its_place_in_its_line() {
    let strangers = customers(40..50);
    let folding = trades(replaced(), OLD, &strangers, 60..80).fold();
    assert!(together(&folding, OLD, NEW));
    let line = folding.line(folding.line_of[&number(OLD)]).unwrap();
    assert!(line.numbers[0].last < at(21, 0, 0), "the stranger's use is not the line's");
}

/// A line, its runner and its lookout, who all change phones on one day.
pub fn crew() -> CaseBuilder {
    let known = customers(0..10);
    let mut case = bystanders(CaseBuilder::new());
    for who in [RUNNER, RUNNERS_NEW, LOOKOUT, LOOKOUTS_NEW] {
        case = case.requested(who);
    }
    let case = trades(announced(trades(case, OLD, &known, 0..20), NEW, &known, at(20, 9, 0)), NEW, &known, 20..40);
    // The two deal with the crew, with a few of its customers, and with friends of their own.
    let (hands, eyes) = ([customers(0..5), customers(30..32)].concat(), [customers(5..10), customers(32..34)].concat());
    let case = trades(trades(case, RUNNER, &hands, 0..20), RUNNERS_NEW, &hands, 20..40);
    let mut case = trades(trades(case, LOOKOUT, &eyes, 0..20), LOOKOUTS_NEW, &eyes, 20..40);
    for day in 0..40 {
        let [line, hand, eye] = if day < 20 { [OLD, RUNNER, LOOKOUT] } else { [NEW, RUNNERS_NEW, LOOKOUTS_NEW] };
        case = case.call_at(line, hand, at(day, 11, 3), 20).call_at(hand, line, at(day, 16, 3), 20);
        case = case.call_at(hand, eye, at(day, 13, 30), 20).call_at(eye, hand, at(day, 18, 30), 20);
        case = case.call_at(eye, line, at(day, 14, 30), 20);
    }
    case
}

#[test]
fn a_crew_that_changes_all_phones_at_once_is_found_by_its_own() {
    let folding = crew().fold();
    assert_eq!(line_of(&folding, OLD), [number(OLD), number(NEW)]);
    assert_eq!(line_of(&folding, RUNNER), [number(RUNNER), number(RUNNERS_NEW)]);
    assert_eq!(line_of(&folding, LOOKOUT), [number(LOOKOUT), number(LOOKOUTS_NEW)]);
}

#[test]
fn who_deals_with_a_crew_alone_is_known_by_their_changing_with_him() {
    let (head, heads_new) = ("07700900031", "07700900032");
    let mut case = crew().requested(head).requested(heads_new);
    for day in (0..40).step_by(3) {
        let [own, line, hand, eye] =
            if day < 20 { [head, OLD, RUNNER, LOOKOUT] } else { [heads_new, NEW, RUNNERS_NEW, LOOKOUTS_NEW] };
        for (other, minute) in [(line, 0), (hand, 7), (eye, 14)] {
            case = case.call_at(other, own, at(day, 20, minute), 90);
        }
    }
    let folding = case.fold();
    assert_eq!(line_of(&folding, head), [number(head), number(heads_new)]);
    let judged = folding.candidate(pair(head, heads_new)).unwrap();
    let handover = judged.evidence.iter().find(|e| e.comparison == Comparison::Handover).unwrap();
    assert!(handover.sentence.ends_with("3 of them changed their own number in between."), "{}", handover.sentence);
}

#[test]
fn what_is_folded_is_evidence_for_its_contacts() {
    let shared = |case: CaseBuilder| {
        let judged = case.explain(RUNNER, RUNNERS_NEW);
        judged.evidence.iter().find(|e| e.comparison == Comparison::SharedContacts).unwrap().label.clone()
    };
    assert_eq!(shared(crew()), "Shared contacts, 9", "seven people, the line and the lookout");
    let without = shared(crew().decided(OLD, NEW, Verdict::Rejected));
    assert_eq!(without, "Shared contacts, 7", "without the line not even the lookout is certain");
}

#[test]
fn a_line_of_many_numbers_is_one_chain_in_order() {
    let numbers = ["07700900004", "07700900009", "07700900002", "07700900007"];
    let known = customers(0..14);
    let mut case = bystanders(CaseBuilder::new());
    for (i, who) in numbers.iter().enumerate() {
        let from = 15 * i64::try_from(i).unwrap();
        case = trades(announced(case.requested(who), who, &known, at(from, 8, 30)), who, &known, from..from + 15);
    }
    let folding = case.fold();
    assert_eq!(line_of(&folding, numbers[0]), numbers.map(number));
    let line = folding.line(folding.line_of[&number(numbers[2])]).unwrap();
    assert_eq!(line.key.0, number(numbers[0]), "named by its first number");
    assert!(
        line.links
            .iter()
            .zip(line.numbers.windows(2))
            .all(|(l, n)| (l.pair.old, l.pair.new) == (n[0].number, n[1].number))
    );
}

#[test]
fn customers_who_call_the_dead_number_do_not_keep_it_alive() {
    let known = customers(0..14);
    let mut case = replaced();
    for day in 20..40 {
        for customer in &known[..4] {
            case = case.call_at(customer, OLD, at(day, 15, day % 60), 0);
        }
    }
    let folding = case.fold();
    assert!(together(&folding, OLD, NEW));
    let line = folding.line(folding.line_of[&number(OLD)]).unwrap();
    assert!(line.numbers[0].last < at(20, 12, 0), "its life ended with its user's last act");
}

#[test]
fn a_rejected_fold_restores_both_numbers() {
    let folding = replaced().decided(OLD, NEW, Verdict::Rejected).fold();
    assert_eq!(line_of(&folding, OLD), [number(OLD)]);
    assert_eq!(line_of(&folding, NEW), [number(NEW)]);
    let (before, after) = (replaced().fold(), folding.candidate(pair(OLD, NEW)).unwrap().clone());
    assert_eq!(after.standing, Standing::Rejected);
    assert_eq!(after.verdict, Some(Verdict::Rejected));
    let before = before.candidate(pair(OLD, NEW)).unwrap();
    assert_eq!(after.evidence, before.evidence, "a decision changes no weight");
    assert!(!folding.to_judge().iter().any(|c| c.pair == pair(OLD, NEW)), "it is not asked again");
}

#[test]
fn an_accepted_fold_joins_whatever_the_score() {
    let case = trades(bystanders(CaseBuilder::new()), OLD, &customers(0..10), 0..20);
    let case = trades(case, NEW, &customers(20..30), 20..40);
    assert!(!together(&case.fold(), OLD, NEW));
    let folding = case.decided(OLD, NEW, Verdict::Accepted).fold();
    let line = folding.line(folding.line_of[&number(NEW)]).unwrap();
    assert_eq!(line.links[0].status, Status::Accepted);
    assert!(line.links[0].score_bits < 0.0);
    assert_eq!(folding.candidate(pair(OLD, NEW)).unwrap().standing, Standing::Folded);
}

#[test]
fn of_two_verdicts_on_a_pair_the_later_holds() {
    let case = replaced().decided(OLD, NEW, Verdict::Rejected);
    assert!(!together(&case.fold(), OLD, NEW));
    assert!(together(&case.decided(OLD, NEW, Verdict::Accepted).fold(), OLD, NEW));
}

#[test]
fn accepted_pairs_that_branch_or_run_backwards_still_make_lines() {
    let case = trades(bystanders(CaseBuilder::new()), OLD, &customers(0..10), 0..10);
    let case = trades(case, NEW, &customers(20..30), 12..24);
    let case = trades(case, THIRD, &customers(40..50), 26..40);
    let branching = case.clone().decided(OLD, NEW, Verdict::Accepted).decided(OLD, THIRD, Verdict::Accepted).fold();
    assert_eq!(line_of(&branching, OLD), [number(OLD), number(NEW), number(THIRD)]);
    let line = branching.line(branching.line_of[&number(OLD)]).unwrap();
    assert!(line.links.iter().all(|l| l.status == Status::Accepted));
    let backwards = case.decided(THIRD, OLD, Verdict::Accepted).fold();
    assert_eq!(line_of(&backwards, OLD), [number(THIRD), number(OLD)], "the analyst's order holds");
}

#[test]
fn an_accepted_contact_joins_though_its_records_were_not_asked_for() {
    let folding = replaced().decided(NEW, "07700900105", Verdict::Accepted).fold();
    let line = folding.line(folding.line_of[&number(OLD)]).unwrap();
    assert_eq!(line.numbers.len(), 3);
    assert!(!line.numbers.iter().find(|n| n.number == number("07700900105")).unwrap().requested);
}

#[test]
fn a_different_holder_counts_against() {
    let case = replaced();
    let plain = case.explain(OLD, NEW);
    let different = case.clone().attributed(OLD, "Ashby").attributed(NEW, "Brooke").explain(OLD, NEW);
    let same = case.attributed(OLD, "Ashby").attributed(NEW, "ashby ").explain(OLD, NEW);
    assert!(bits(&different, Comparison::Attribution) < 0.0);
    assert!(different.score_bits < plain.score_bits && plain.score_bits < same.score_bits);
    let told = different.evidence.iter().find(|e| e.comparison == Comparison::Attribution).unwrap();
    assert_eq!(told.sentence, "The old number is attributed to Ashby, the new to Brooke.");
}

#[test]
fn numbers_with_few_records_are_not_folded_on_thin_data() {
    let case = trades(bystanders(CaseBuilder::new()), OLD, &customers(0..10), 0..20);
    let mut case = case;
    for customer in &customers(0..3) {
        case = case.call_at(customer, NEW, at(21, 10, 0), 20);
    }
    let folding = case.fold();
    assert_eq!(line_of(&folding, NEW), [number(NEW)], "it stands alone, but it stands");
}

#[test]
fn any_two_numbers_can_be_explained() {
    let case = replaced();
    let strangers = case.explain("07700900050", "07700900051");
    assert_eq!(strangers.standing, Standing::Weak);
    assert!(strangers.score_bits < 0.0);
    assert!(strangers.evidence.iter().any(|e| e.comparison == Comparison::SharedContacts));
    let contacts = case.explain("07700900100", "07700900101");
    assert!(contacts.score_bits < 0.0);
    let unknown = case.explain(OLD, "07700900999");
    assert_eq!(unknown.evidence.len(), 1);
    assert!(sums_up(&strangers) && sums_up(&contacts) && sums_up(&unknown));
}

#[test]
fn the_same_places_speak_for_and_others_against() {
    let near = |case: CaseBuilder, lat: f64| case.near(OLD, 51.5, -0.12).near(NEW, lat, -0.12);
    let judged = |lat: f64| {
        let case = trades(near(bystanders(CaseBuilder::new()), lat), OLD, &customers(0..14), 0..20);
        trades(case, NEW, &customers(0..14), 20..40).explain(OLD, NEW)
    };
    assert!(bits(&judged(51.5), Comparison::Places) > 0.0);
    assert!(bits(&judged(53.4), Comparison::Places) < 0.0);
}

#[test]
fn a_text_that_an_operator_splits_is_one_event() {
    let mut case = replaced();
    for _part in 0..3 {
        case = case.text(OLD, "07700900100", "2026-03-02 10:00");
    }
    let folding = case.fold();
    let plain = replaced().text(OLD, "07700900100", "2026-03-02 10:00").fold();
    let score = |f: &Folding| f.candidate(pair(OLD, NEW)).unwrap().score_bits;
    assert_eq!(score(&folding).to_bits(), score(&plain).to_bits());
    assert_eq!(folding.lines[0].numbers[0].records, plain.lines[0].numbers[0].records + 2, "but no record is lost");
}

#[test]
fn nothing_folds_to_nothing() {
    assert_eq!(CaseBuilder::new().fold(), Folding::default());
}

#[test]
fn one_record_is_no_line_unless_somebody_asked_for_it() {
    let one = CaseBuilder::new().call(OLD, NEW, "2026-03-01 10:00", 62);
    assert!(one.fold().lines.is_empty());
    let folding = one.requested(OLD).fold();
    assert_eq!(line_of(&folding, OLD), [number(OLD)]);
    assert_eq!(folding.lines[0].numbers[0].records, 1);
}

#[test]
fn folding_loses_no_record() {
    let case = replaced();
    let records = case.records();
    let before = |who: &str| {
        let party = records.find_number(number(who)).unwrap();
        records.iter().filter(|r| r.a == party || r.b == party).count()
    };
    let folding = case.fold();
    let line = folding.line(folding.line_of[&number(OLD)]).unwrap();
    let after: u32 = line.numbers.iter().map(|n| n.records).sum();
    assert_eq!(usize::try_from(after).unwrap(), before(OLD) + before(NEW));
    assert_eq!(folding.line_of.len(), 6, "every number asked for stands in one line");
}

pub fn sums_up(candidate: &Candidate) -> bool {
    let sum = candidate.evidence.iter().fold(0.0, |sum, e| sum + e.bits);
    sum.to_bits() == candidate.score_bits.to_bits() && candidate.margin_bits <= candidate.score_bits
}

/// The records behind each reason, by what they say.
type Grounds = Vec<Vec<(Instant, String, String)>>;

/// A folding whose evidence names records by what they say, not by where they lie in the table.
fn by_content(case: &CaseBuilder) -> (Folding, Grounds) {
    let records = case.records();
    let mut folding = case.fold();
    let mut told = Vec::new();
    for evidence in folding.candidates.iter_mut().flat_map(|c| &mut c.evidence) {
        let content = |id: &linefold::domain::RecordId| {
            let record = records.get(*id);
            (record.start, records.party(record.a).to_string(), records.party(record.b).to_string())
        };
        let mut named: Vec<_> = evidence.records.iter().map(content).collect();
        // Records of one second have no order of their own.
        named.sort();
        told.push(named);
        evidence.records.clear();
    }
    (folding, told)
}

/// A case of a few numbers with haphazard traffic, some of it alike.
pub fn cases() -> impl Strategy<Value = CaseBuilder> {
    let event = (0..6usize, 0..8usize, 0i64..60 * 24, any::<bool>());
    proptest::collection::vec(event, 0..220).prop_map(|events| {
        let mut case = CaseBuilder::new();
        for (who, whom, hour, out) in events {
            let who = format!("0770090000{who}");
            let whom = format!("0770090010{whom}");
            let (from, to) = if out { (&who, &whom) } else { (&whom, &who) };
            // Later numbers live later, so that some pairs look like successions.
            let late = i64::from(who.as_bytes()[10] - b'0') * 8;
            let when = at(late, hour % 200, (hour * 7) % 60);
            case = if hour % 3 == 0 { case.text_at(from, to, when) } else { case.call_at(from, to, when, 30) };
            case = case.handset(&who, &format!("3569380356438{}", (who.as_bytes()[10] - b'0') / 2));
        }
        case
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn bars_add_up(case in cases()) {
        for candidate in &case.fold().candidates {
            prop_assert!(sums_up(candidate), "{candidate:?}");
        }
    }

    #[test]
    fn the_order_of_the_records_does_not_matter(case in cases(), seed in any::<u64>()) {
        prop_assert_eq!(by_content(&case), by_content(&case.clone().shuffled(seed)));
    }

    #[test]
    fn every_number_asked_for_stands_in_one_line(case in cases()) {
        let folding = case.fold();
        let mut seen = BTreeMap::new();
        for line in &folding.lines {
            prop_assert_eq!(line.links.len() + 1, line.numbers.len());
            for n in &line.numbers {
                prop_assert_eq!(seen.insert(n.number, line.key), None);
            }
        }
        prop_assert_eq!(seen, folding.line_of);
    }
}

#[test]
fn one_thread_and_eight_find_the_same() {
    let case = replaced();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| case.fold())
    };
    assert_eq!(with(1), with(8));
}

#[test]
fn stopping_stops() {
    struct Stopped;
    impl linefold::diag::Monitor for Stopped {
        fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let (records, zone) = (replaced().records(), linefold::domain::Zone::london());
    let request = linefold::folding::FoldRequest {
        records: &records,
        orders: &[],
        attributions: &[],
        cell_sites: &[],
        decisions: &[],
        zone: &zone,
    };
    assert!(linefold::folding::fold(&request, &Stopped).is_err());
}
