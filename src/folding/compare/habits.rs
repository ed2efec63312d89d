//! The same hours, the same mix of calls and texts.

use super::Fact;
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

/// Events that stand for what is common to all phones, added to each: few events are no habit.
const COMMON: f64 = 12.0;

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    let (a, b) = (pair.a, pair.b);
    // What the two have in common stands for what is common to all.
    let mixed = |x: f64, y: f64| {
        let (n, m) = (f64::from(a.deeds), f64::from(b.deeds));
        let common = (x * n + y * m) / (n + m).max(1.0);
        ((x * n + common * COMMON) / (n + COMMON), (y * m + common * COMMON) / (m + COMMON))
    };
    let hour = |(x, y): (&f64, &f64)| {
        let (x, y) = mixed(*x, *y);
        (x * y).sqrt()
    };
    out.set(Measure::Hours, a.hours.iter().zip(&b.hours).map(hour).sum());
    let apart = |x: f64, y: f64| {
        let (x, y) = mixed(x, y);
        (x - y).abs()
    };
    out.set(Measure::Mix, apart(a.text_share, b.text_share) + apart(a.out_share, b.out_share));
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
