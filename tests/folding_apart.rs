//! Two numbers that cannot be one line, on cases whose answer is known.

use crate::folding::{
    NEW, OLD, RUNNER, RUNNERS_NEW, THIRD, announced, at, bystanders, cases, crew, customers, replaced, sums_up,
    together, trades, with_a_second_phone,
};
use crate::support::{CaseBuilder, number, pair};
use linefold::domain::Verdict;
use linefold::folding::{Comparison, Folding, Standing, Status};
use proptest::prelude::*;

/// OLD, NEW and THIRD one after the other, each told to all customers.
fn three_in_a_row() -> CaseBuilder {
    let known = customers(0..14);
    let case = trades(bystanders(CaseBuilder::new()), OLD, &known, 0..15);
    let case = trades(announced(case, NEW, &known, at(15, 8, 30)), NEW, &known, 15..30);
    trades(announced(case, THIRD, &known[..9], at(31, 8, 30)), THIRD, &known[..9], 31..45)
}

#[test]
fn two_that_cannot_be_one_line_are_parted_in_either_order() {
    let before = replaced().fold();
    for (x, y) in [(OLD, NEW), (NEW, OLD)] {
        let folding = replaced().decided(x, y, Verdict::CannotBe).fold();
        assert!(!together(&folding, OLD, NEW));
        let (plain, ruled_out) =
            (before.candidate(pair(OLD, NEW)).unwrap(), folding.candidate(pair(OLD, NEW)).unwrap());
        assert_eq!((ruled_out.verdict, ruled_out.standing), (Some(Verdict::CannotBe), Standing::Rejected));
        assert_eq!(ruled_out.evidence, plain.evidence, "a decision changes no weight");
        assert!(folding.to_judge().is_empty(), "it is not asked again");
        let explained = replaced().decided(x, y, Verdict::CannotBe).explain(NEW, OLD);
        assert_eq!((explained.verdict, explained.standing), (Some(Verdict::CannotBe), Standing::Rejected));
    }
}

#[test]
fn a_second_phone_that_cannot_be_the_lines_stays_apart_and_keeps_its_weights() {
    let before = with_a_second_phone().fold();
    let folding = with_a_second_phone().decided(NEW, OLD, Verdict::CannotBe).fold();
    assert!(together(&before, OLD, NEW) && !together(&folding, OLD, NEW));
    let folding = with_a_second_phone().decided(OLD, NEW, Verdict::CannotBe).fold();
    let told = |folding: &Folding| {
        let judged = folding.candidate(pair(OLD, NEW)).unwrap();
        (judged.tie, judged.score_bits)
    };
    assert_eq!(told(&folding), told(&before));
}

#[test]
fn a_line_that_holds_two_that_cannot_be_is_cut_at_the_weakest_link_between_them() {
    let before = three_in_a_row().fold();
    assert!(together(&before, OLD, THIRD));
    let cuts = [(OLD, THIRD), (THIRD, OLD)].map(|(x, y)| {
        let folding = three_in_a_row().decided(x, y, Verdict::CannotBe).fold();
        assert!(!together(&folding, OLD, THIRD));
        let mut links = [pair(OLD, NEW), pair(NEW, THIRD)].map(|pair| folding.candidate(pair).unwrap());
        links.sort_by(|x, y| x.score_bits.total_cmp(&y.score_bits));
        let [cut, kept] = links;
        assert_eq!((cut.standing, cut.verdict), (Standing::Barred, None));
        assert_eq!(kept.standing, Standing::Folded);
        assert!(folding.to_judge().iter().all(|c| c.pair != cut.pair), "there is nothing to judge in it");
        assert_eq!(folding.contradictions, []);
        cut.pair
    });
    assert_eq!(cuts[0], cuts[1], "whichever was said to be the old one");
}

#[test]
fn an_accepted_link_is_not_cut_where_one_of_the_machines_can_be() {
    let case = three_in_a_row().decided(NEW, THIRD, Verdict::Accepted).decided(OLD, THIRD, Verdict::CannotBe);
    let folding = case.fold();
    assert!(together(&folding, NEW, THIRD) && !together(&folding, OLD, NEW));
    assert_eq!(folding.candidate(pair(OLD, NEW)).unwrap().standing, Standing::Barred);
}

#[test]
fn accepted_folds_that_join_what_cannot_be_are_told_and_stand() {
    let accepted = three_in_a_row().decided(OLD, NEW, Verdict::Accepted).decided(NEW, THIRD, Verdict::Accepted);
    let folding = accepted.decided(THIRD, OLD, Verdict::CannotBe).fold();
    assert!(together(&folding, OLD, THIRD), "an analyst's fold is not undone in silence");
    let line = folding.line(folding.line_of[&number(OLD)]).unwrap();
    assert!(line.links.iter().all(|link| link.status == Status::Accepted));
    let [told] = folding.contradictions.as_slice() else { panic!("{:?}", folding.contradictions) };
    assert_eq!(told.apart, pair(THIRD, OLD));
    assert_eq!(told.accepted, [pair(NEW, THIRD), pair(OLD, NEW)]);
    assert_eq!(
        told.sentence(),
        "07700 900003 and 07700 900001 cannot be one line, yet accepted folds make them one: 07700 900002 to 07700 900003, \
         07700 900001 to 07700 900002. They stay one line until one of these decisions is reopened."
    );
    assert!(told.is_about(pair(OLD, THIRD)) && told.is_about(pair(OLD, NEW)) && !told.is_about(pair(OLD, RUNNER)));
}

#[test]
fn the_next_round_sees_that_two_are_apart() {
    let shared = |case: CaseBuilder| {
        let judged = case.explain(RUNNER, RUNNERS_NEW);
        judged.evidence.iter().find(|e| e.comparison == Comparison::SharedContacts).unwrap().label.clone()
    };
    assert_eq!(shared(crew()), "Shared contacts, 9");
    assert_eq!(shared(crew().decided(NEW, OLD, Verdict::CannotBe)), "Shared contacts, 7");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn two_that_cannot_be_never_stand_in_one_line(
        case in cases(),
        apart in proptest::collection::vec((0usize..6, 0usize..6), 1..4),
    ) {
        let name = |who: usize| format!("0770090000{who}");
        let apart: Vec<_> = apart.into_iter().filter(|(x, y)| x != y).collect();
        let decided = |case: CaseBuilder, &(x, y): &(usize, usize)| case.decided(&name(x), &name(y), Verdict::CannotBe);
        let after = apart.iter().fold(case, decided).fold();
        for &(x, y) in &apart {
            let line = |who: usize| after.line_of.get(&number(&name(who)));
            prop_assert!(line(x).is_none() || line(x) != line(y));
        }
        for candidate in &after.candidates {
            prop_assert!(sums_up(candidate), "what an analyst says is law, not evidence: {candidate:?}");
        }
    }
}

#[test]
fn a_decision_folded_in_again_gives_what_folding_anew_gives() {
    let cases = [three_in_a_row(), with_a_second_phone()];
    let verdicts = [Verdict::Accepted, Verdict::Rejected, Verdict::CannotBe];
    for (case, verdict) in cases.iter().flat_map(|case| verdicts.map(|verdict| (case, verdict))) {
        for (x, y) in [(OLD, NEW), (NEW, OLD), (NEW, THIRD)] {
            let decided = case.clone().decided(x, y, verdict);
            assert_eq!(decided.fold_again(), Some(decided.fold()), "{x} {y} {verdict:?}");
        }
    }
}

#[test]
fn a_contact_that_an_analyst_joins_to_a_line_needs_new_groundwork() {
    let case = replaced().decided(OLD, "07700900100", Verdict::Accepted);
    assert_eq!(case.fold_again(), None);
    assert!(together(&case.fold(), OLD, "07700900100"));
}
