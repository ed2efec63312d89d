//! The same hours, the same mix of calls and texts.

use super::Fact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    let (a, b) = (pair.a, pair.b);
    out.set(Measure::Hours, a.hours.iter().zip(&b.hours).map(|(x, y)| (x * y).sqrt()).sum());
    out.set(Measure::Mix, (a.text_share - b.text_share).abs() + (a.out_share - b.out_share).abs());
}

/// The fact about habits.
pub(super) fn fact(pair: &Pair) -> Fact {
    let (a, b) = (pair.a, pair.b);
    let percent = |share: f64| (share * 100.0).round();
    let busiest = |hours: &[f64; 8]| {
        let best = (0..8).max_by(|&x, &y| hours[x].total_cmp(&hours[y]).then(y.cmp(&x))).unwrap_or(0);
        format!("{:02}:00 to {:02}:00", best * 3, best * 3 + 3)
    };
    let sentence = format!(
        "Texts are {} % of the old number's events and {} % of the new's; the old began {} % of them, the new {} %. \
         The old is busiest from {}, the new from {}.",
        percent(a.text_share),
        percent(b.text_share),
        percent(a.out_share),
        percent(b.out_share),
        busiest(&a.hours),
        busiest(&b.hours),
    );
    Fact::new("Habits", sentence)
}
