//! A blocking order on the old number just before the new one appears.

use super::Fact;
use crate::domain::{Order, OrderTarget, span};
use crate::folding::measure::{Measure, Measures};
use crate::folding::pair::Pair;

const DAY: i64 = 86_400;
/// The old number ends within this of the order; a block is not always to the hour.
const NEAR_END_SECS: i64 = 2 * DAY;
/// The new number appears at most this long after the order.
const SOON_SECS: i64 = 4 * DAY;

/// The order after which the new number appeared, if one bit at the end of the old.
pub(in crate::folding) fn order_before<'a>(pair: &Pair<'a>) -> Option<&'a Order> {
    let born = pair.b.life.start;
    let fits = |order: &&Order| {
        let bit = order.effective.epoch_secs();
        (bit - pair.old_end).abs() <= NEAR_END_SECS && (-NEAR_END_SECS..=SOON_SECS).contains(&(born - bit))
    };
    pair.study.orders(pair.old).into_iter().filter(fits).min_by_key(|o| (born - o.effective.epoch_secs()).abs())
}

pub(super) fn measure(pair: &Pair, out: &mut Measures) {
    if !pair.study.request.orders.is_empty() {
        out.set(Measure::Order, f64::from(u8::from(order_before(pair).is_some())));
    }
}

/// The fact about the order; none where there was no order.
pub(super) fn fact(pair: &Pair) -> Option<Fact> {
    let order = order_before(pair)?;
    let what = match order.target {
        OrderTarget::Number(_) => "the old number",
        OrderTarget::Handset(_) => "the old number's handset",
        OrderTarget::Sim(_) => "the old number's SIM",
    };
    let after = pair.b.life.start - order.effective.epoch_secs();
    let when = format!("{} {}", span(after), if after >= 0 { "later" } else { "earlier" });
    let reference = if order.reference.is_empty() { String::new() } else { format!(" ({})", order.reference) };
    let sentence = format!(
        "An order{reference} blocked {what} from {}; the new number appeared {when}.",
        order.effective.date_time(pair.study.request.zone),
    );
    Some(Fact::new(format!("Order {} before", span(after)), sentence))
}
