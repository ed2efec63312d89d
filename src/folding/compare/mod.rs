//! The comparisons: each measures a pair, and tells what it found as a sentence with the records behind it.

mod against;
mod announcement;
mod contacts;
mod devices;
mod habits;
mod handover;
mod order;
mod places;
mod rivals;
mod timing;

pub(super) use announcement::told_within_hour;
pub(super) use order::order_before;
pub(super) use rivals::{Standpoint, measure_rivals};

use super::measure::{Measure, Measures};
use super::pair::Pair;
use super::weights;
use super::{Comparison, Evidence, Tie};
use crate::domain::RecordId;

/// Measures all that two numbers say of each other. Rivals are measured later, when all pairs are.
pub(super) fn measure(pair: &Pair) -> Measures {
    let mut measures = Measures::unknown();
    contacts::measure(pair, &mut measures);
    announcement::measure(pair, &mut measures);
    handover::measure(pair, &mut measures);
    timing::measure(pair, &mut measures);
    order::measure(pair, &mut measures);
    devices::measure(pair, &mut measures);
    places::measure(pair, &mut measures);
    habits::measure(pair, &mut measures);
    against::measure(pair, &mut measures);
    measures
}

/// The same under a tie. A handset that went from hand to hand while both numbers lived says nothing of one hand; only one that
/// went to and fro does.
pub(super) fn measure_tied(pair: &Pair, tie: Tie) -> Measures {
    let mut measures = measure(pair);
    if tie == Tie::Beside && !devices::went_to_and_fro(pair) {
        measures.set(Measure::Handset, f64::NAN);
    }
    measures
}

/// What a comparison found, in words.
struct Fact {
    /// For the bar: `Shared contacts, 41`.
    label: String,
    /// For the reader.
    sentence: String,
    /// In order of time.
    records: Vec<RecordId>,
}

impl Fact {
    fn new(label: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { label: label.into(), sentence: sentence.into(), records: Vec::new() }
    }

    /// Rests the fact on records, told with their times; the first are kept where there are too many.
    fn resting_on(mut self, events: impl IntoIterator<Item = (i64, RecordId)>) -> Self {
        let mut events: Vec<_> = events.into_iter().collect();
        events.sort_unstable();
        events.dedup();
        self.records = events.into_iter().map(|(_, record)| record).take(Evidence::MAX_RECORDS).collect();
        self
    }
}

/// Where two numbers in use at once start.
const SIDE_BY_SIDE: &str = "The second number was in use while the first was, so it is weighed as a phone that runs beside it, not as its \
     successor. Of numbers in use at once that share their contacts, most are rivals, or a line and its runner.";

/// Every reason for and against, the starting point first. What is not known is left out: it weighs nothing.
pub(super) fn evidence(pair: &Pair, measures: &Measures, tie: Tie) -> Vec<Evidence> {
    let told = |comparison: Comparison| {
        let bits = weights::shipped().bits(comparison, measures, tie);
        let silent = || (bits != 0.0).then(|| Fact::new(comparison.label(), "The records tell nothing of this."));
        let fact = match (comparison, tie) {
            (Comparison::Prior, Tie::Beside) => Some(Fact::new("Starting point, side by side", SIDE_BY_SIDE)),
            _ => fact(comparison, pair, measures).or_else(silent),
        }?;
        Some(Evidence { comparison, label: fact.label, sentence: fact.sentence, bits, records: fact.records })
    };
    Comparison::ALL.into_iter().filter_map(told).collect()
}

/// The sum of all bits in the order in which [`evidence`] lists them: the same bits, the same sum.
pub(super) fn score_bits(measures: &Measures, tie: Tie) -> f64 {
    Comparison::ALL
        .into_iter()
        .map(|comparison| weights::shipped().bits(comparison, measures, tie))
        .fold(0.0, |sum, bits| sum + bits)
}

fn fact(comparison: Comparison, pair: &Pair, measures: &Measures) -> Option<Fact> {
    match comparison {
        Comparison::Prior => Some(Fact::new(
            "Starting point",
            "Of all pairs of numbers that are judged, few are one line; the reasons below have to outweigh that.",
        )),
        Comparison::SharedContacts => contacts::shared(pair),
        Comparison::RareContacts => contacts::rare(pair),
        Comparison::Announcement => announcement::fact(pair, measures),
        Comparison::Handover => handover::fact(pair, measures),
        Comparison::Silence => Some(timing::silence(pair)),
        Comparison::Order => order::fact(pair),
        Comparison::Handset => devices::handset(pair),
        Comparison::Sim => devices::sim(pair),
        Comparison::Places => places::fact(measures),
        Comparison::Habits => Some(habits::fact(pair)),
        Comparison::Rivals => rivals::fact(measures),
        Comparison::Overlap => Some(timing::overlap(pair)),
        Comparison::MutualCalls => Some(against::mutual_calls(pair)),
        Comparison::Attribution => against::people(pair),
    }
}
