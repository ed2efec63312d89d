//! Why two numbers are one line or not: what else would explain them, and what data would decide.

use crate::folding::{NEW, OLD, THIRD, announced, at, bystanders, cases, crew, customers, replaced, trades};
use crate::support::{CaseBuilder, number, pair};
use linefold::domain::{DialPlan, Msisdn, Verdict, Zone};
use linefold::folding::{Candidate, Folding, Missing, Side, Standing, Tie};
use proptest::prelude::*;

fn national(number: Msisdn) -> String {
    number.national(&DialPlan::GREAT_BRITAIN)
}

/// What to ask for, in words.
fn asked(candidate: &Candidate) -> Vec<String> {
    candidate.would_decide.iter().map(|wanted| wanted.sentence(&Zone::london(), &national)).collect()
}

/// OLD, NEW and THIRD one after the other.
fn three_in_a_row() -> CaseBuilder {
    let known = customers(0..14);
    let case = trades(bystanders(CaseBuilder::new()), OLD, &known, 0..15);
    let case = trades(announced(case, NEW, &known, at(15, 8, 30)), NEW, &known, 15..30);
    trades(announced(case, THIRD, &known, at(30, 8, 30)), THIRD, &known, 30..45)
}

#[test]
fn a_fold_without_rivals_is_weighed_against_no_fold() {
    let folding = replaced().fold();
    let judged = folding.candidate(pair(OLD, NEW)).unwrap();
    let told: Vec<_> = judged.alternatives.iter().map(|other| other.sentence(&Msisdn::last_six)).collect();
    assert_eq!(told, ["900001 ended without a successor", "900002 took over from no number"]);
    for other in &judged.alternatives {
        assert_eq!((other.pair, other.standing), (None, None));
        assert!((other.cost_bits - judged.score_bits).abs() < 1e-9, "no fold at all scores nothing");
    }
}

#[test]
fn a_worse_pair_names_the_better_ones_of_its_numbers_and_what_it_loses() {
    let folding = three_in_a_row().fold();
    let judged = three_in_a_row().explain(OLD, THIRD);
    let [successor, predecessor] = judged.alternatives.as_slice() else { panic!("{:?}", judged.alternatives) };
    assert_eq!((successor.side, successor.pair), (Side::Successor, Some(pair(OLD, NEW))));
    assert_eq!((predecessor.side, predecessor.pair), (Side::Predecessor, Some(pair(NEW, THIRD))));
    assert_eq!(successor.standing, Some(Standing::Folded));
    assert!(successor.cost_bits < 0.0 && predecessor.cost_bits < 0.0, "the others are better");
    let best = folding.candidate(pair(OLD, NEW)).unwrap().score_bits;
    assert!((judged.score_bits - best - successor.cost_bits).abs() < 0.006);
    assert_eq!(successor.sentence(&Msisdn::last_six), "900001 was followed by 900002");
    assert_eq!(predecessor.sentence(&Msisdn::last_six), "900003 took over from 900002");
}

#[test]
fn what_an_analyst_ruled_out_explains_nothing_and_what_was_accepted_comes_first() {
    let ruled_out = three_in_a_row().decided(OLD, NEW, Verdict::Rejected).explain(OLD, THIRD);
    assert_ne!(ruled_out.alternatives[0].pair, Some(pair(OLD, NEW)));
    let stranger = "07700900050";
    let accepted = three_in_a_row().decided(OLD, stranger, Verdict::Accepted).explain(OLD, NEW);
    assert_eq!(accepted.alternatives[0].pair, Some(pair(OLD, stranger)));
}

/// The best other pair, looked for among all.
fn looked_for(folding: &Folding, candidate: &Candidate, side: Side) -> Option<f64> {
    let of_side = |c: &&Candidate| match side {
        Side::Successor => c.pair.old == candidate.pair.old,
        Side::Predecessor => c.pair.new == candidate.pair.new,
    };
    let others = folding.candidates.iter().filter(of_side).filter(|c| c.pair != candidate.pair && c.score_bits > 0.0);
    others.filter(|c| c.tie == Tie::Succession || candidate.tie == Tie::Beside).map(|c| c.score_bits).reduce(f64::max)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_other_pair_of_a_number_is_better_than_the_alternative_told(case in cases()) {
        let folding = case.fold();
        for candidate in &folding.candidates {
            for other in &candidate.alternatives {
                let best = looked_for(&folding, candidate, other.side);
                prop_assert_eq!(other.pair.is_some(), best.is_some());
                prop_assert_eq!(other.score_bits.to_bits(), best.unwrap_or(0.0).to_bits());
            }
        }
    }
}

#[test]
fn what_is_missing_is_asked_for_what_could_add_most_first() {
    let folding = replaced().fold();
    let judged = folding.candidate(pair(OLD, NEW)).unwrap();
    assert_eq!(
        asked(judged),
        [
            "Ask for the handset (IMEI) data of 07700 900001 and 07700 900002.",
            "Ask for the SIM (IMSI) data of 07700 900001 and 07700 900002.",
            "Ask when 07700 900001 was blocked.",
        ]
    );
    assert!(judged.would_decide.is_sorted_by(|x, y| x.bits >= y.bits));
}

/// OLD and NEW with handset and SIM, at one place; an order that blocks somebody is known.
fn all_known() -> CaseBuilder {
    let known = |case: CaseBuilder, who: &str, n: u32| {
        case.handset(who, &format!("35693803564380{n}")).sim(who, &format!("23415123456789{n}")).near(who, 51.5, -0.12)
    };
    let case = known(known(bystanders(CaseBuilder::new()), OLD, 1), NEW, 2).order(THIRD, at(30, 0, 0));
    let customers = customers(0..14);
    let case = trades(case, OLD, &customers, 0..20);
    trades(announced(case, NEW, &customers, at(20, 9, 0)), NEW, &customers, 20..40)
}

#[test]
fn where_nothing_is_missing_nothing_is_asked_for() {
    assert_eq!(all_known().explain(OLD, NEW).would_decide, []);
}

#[test]
fn of_one_number_without_handset_only_that_one_is_asked_for() {
    let case = replaced().handset(OLD, "356938035643809").call(OLD, "07700900100", "2026-03-05 10:00", 20);
    assert_eq!(
        asked(&case.explain(OLD, NEW))[..2],
        [
            "Ask for the handset (IMEI) data of 07700 900002.",
            "Ask for the SIM (IMSI) data of 07700 900001 and 07700 900002.",
        ]
    );
}

#[test]
fn of_a_mere_contact_its_records_are_asked_for_round_the_change() {
    let judged = replaced().explain(OLD, "07700900100");
    let records = judged.would_decide.iter().find(|wanted| wanted.what == Missing::Records).unwrap();
    assert_eq!(records.numbers, [number("07700900100")]);
    assert!(records.from.is_some() && records.until.is_some());
    let unknown = replaced().explain(OLD, "07700900999");
    assert_eq!(asked(&unknown), ["Ask for the records of 07700 900999."]);
}

#[test]
fn a_phone_that_only_ever_hears_is_asked_for_what_it_told() {
    let mut case = all_known();
    let known = customers(0..14);
    for (i, customer) in known.iter().cycle().take(80).enumerate() {
        let i = i64::try_from(i).unwrap();
        case = case.call_at(customer, THIRD, at(2 + i / 8, 10 + i % 8, 5), 30);
    }
    let heard = case.explain(THIRD, NEW);
    let outgoing = heard.would_decide.iter().find(|wanted| wanted.what == Missing::Outgoing).unwrap();
    assert_eq!(
        outgoing.sentence(&Zone::london(), &national),
        "Ask for 07700 900003's outgoing calls and texts of 10 to 12 Mar 2026."
    );
}

#[test]
fn a_number_whose_records_begin_with_the_request_may_be_older() {
    let judged = all_known().explain(OLD, "07700900050");
    let earlier = judged.would_decide.iter().find(|wanted| wanted.what == Missing::EarlierRecords).unwrap();
    assert_eq!(earlier.sentence(&Zone::london(), &national), "Ask for the records of 07700 900050 before 1 Mar 2026.");
    let born_later = all_known().explain(OLD, NEW);
    assert!(born_later.would_decide.iter().all(|wanted| wanted.what != Missing::EarlierRecords));
}

#[test]
fn no_more_than_three_things_are_asked_for() {
    let folding = crew().fold();
    assert!(folding.candidates.iter().all(|c| c.would_decide.len() <= 3));
    assert!(folding.candidates.iter().any(|c| c.would_decide.len() == 3));
}
