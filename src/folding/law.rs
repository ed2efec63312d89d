//! What an analyst said of pairs: law for the folding.

use super::candidates::Proposal;
use super::census::SubjectId;
use super::study::Study;
use crate::domain::{NumberPair, Verdict};
use std::collections::BTreeMap;

/// An analyst's verdicts on pairs of subjects.
#[derive(Default)]
pub(super) struct Law {
    said: BTreeMap<Proposal, Verdict>,
    /// Pairs that can never stand in one line, each once.
    apart: Vec<Proposal>,
}

impl Law {
    /// The verdicts as law. Verdicts on numbers that do not occur bind nobody.
    pub fn new(study: &Study, verdicts: &BTreeMap<NumberPair, Verdict>) -> Self {
        let subject = |number| study.census.find_subject(number);
        let bound = verdicts.iter().filter_map(|(pair, &v)| Some(((subject(pair.old)?, subject(pair.new)?), v)));
        let said: BTreeMap<Proposal, Verdict> = bound.filter(|((old, new), _)| old != new).collect();
        let cannot_be = |pair: &Proposal| said.get(pair) == Some(&Verdict::CannotBe);
        let once = |&(x, y): &Proposal| x < y || !cannot_be(&(y, x));
        let apart = said.keys().copied().filter(cannot_be).filter(once).collect();
        Self { said, apart }
    }

    /// The verdict on a pair. That two numbers cannot be one line holds in either order.
    pub fn verdict(&self, old: SubjectId, new: SubjectId) -> Option<Verdict> {
        let turned = || self.said.get(&(new, old)).filter(|v| **v == Verdict::CannotBe);
        self.said.get(&(old, new)).or_else(turned).copied()
    }

    /// Whether anything was said of two subjects, in either order: the machine has no say then.
    pub fn decides(&self, x: SubjectId, y: SubjectId) -> bool {
        self.said.contains_key(&(x, y)) || self.said.contains_key(&(y, x))
    }

    /// Whether a link of two subjects was rejected or ruled out, in either order.
    pub fn forbids(&self, x: SubjectId, y: SubjectId) -> bool {
        let against = |pair| matches!(self.said.get(&pair), Some(Verdict::Rejected | Verdict::CannotBe));
        against((x, y)) || against((y, x))
    }

    /// All pairs of which something was said, in order.
    pub fn pairs(&self) -> impl Iterator<Item = Proposal> {
        self.said.keys().copied()
    }

    /// Accepted pairs, in order.
    pub fn accepted(&self) -> impl Iterator<Item = Proposal> {
        self.said.iter().filter(|(_, v)| **v == Verdict::Accepted).map(|(pair, _)| *pair)
    }

    /// Pairs that can never stand in one line, each once, in order.
    pub fn apart(&self) -> &[Proposal] {
        &self.apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Quiet;
    use crate::domain::{EndDraft, Instant, Kind, Msisdn, Party, RecordDraft, Records, Zone};
    use crate::folding::FoldRequest;
    use crate::folding::contacts::Naming;
    use crate::folding::judge::Round;
    use crate::folding::study::Readings;
    use proptest::prelude::*;

    fn number(n: u64) -> Msisdn {
        Msisdn::from_digits(447_700_900_000 + n)
    }

    /// Requested numbers 1 to 5, each later than the one before, and whom they called when.
    fn records() -> impl Strategy<Value = Records> {
        proptest::collection::vec((1u64..6, 100u64..108, 0i64..400, any::<bool>()), 60..160).prop_map(|calls| {
            let mut records = Records::default();
            for (row, (who, whom, hour, out)) in calls.into_iter().enumerate() {
                let late = i64::try_from(who).unwrap() * 240;
                let (from, to) = if out { (who, whom) } else { (whom, who) };
                records.push(&RecordDraft {
                    start: Instant::from_epoch_secs((late + hour) * 3600),
                    duration_secs: Some(20),
                    kind: Kind::Voice,
                    a: Party::Number(number(from)),
                    b: Party::Number(number(to)),
                    a_end: EndDraft::default(),
                    b_end: EndDraft::default(),
                    source: 0,
                    row: u32::try_from(row).unwrap(),
                });
            }
            (1..6).for_each(|n| records.mark_requested(number(n)));
            records
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn in_one_round_no_verdict_changes_a_weight(records in records(), x in 1u64..6, y in 1u64..6, kind in 0usize..3) {
            let zone = Zone::london();
            let request = FoldRequest {
                records: &records, orders: &[], attributions: &[], cell_sites: &[], decisions: &[], zone: &zone,
            };
            let readings = Readings::new(&request, &[], &Quiet).unwrap();
            let study = Study::new(&request, &readings);
            let round = Round::new(&study, &Naming::plain(study.census.len()), &Quiet).unwrap();
            let verdict = [Verdict::Accepted, Verdict::Rejected, Verdict::CannotBe][kind];
            let said = BTreeMap::from([(NumberPair { old: number(x), new: number(y) }, verdict)]);
            let scores = |law: &Law| -> BTreeMap<Proposal, u64> {
                let judged = round.judge(&study, law, &Quiet).unwrap();
                judged.into_iter().map(|j| ((j.old, j.new), j.score_bits.to_bits())).collect()
            };
            let law = Law::new(&study, &said);
            let (before, after) = (scores(&Law::default()), scores(&law));
            for (&(old, new), score) in &before {
                // Of two that were rejected the other order is not judged any more.
                let turned = law.decides(old, new) && law.verdict(old, new).is_none();
                prop_assert!(turned || after.get(&(old, new)) == Some(score));
            }
        }
    }
}
