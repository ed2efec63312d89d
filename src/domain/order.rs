//! Blocking orders (DDTRO: Digital Economy Act 2017, section 107; SI 2017/1240).

use super::{Imei, Imsi, Instant, Msisdn};

/// What an order blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderTarget {
    /// A number.
    Number(Msisdn),
    /// A handset.
    Handset(Imei),
    /// A SIM.
    Sim(Imsi),
}

/// A blocking order: what it blocks and when it bites.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// When the block took effect.
    pub effective: Instant,
    /// What is blocked.
    pub target: OrderTarget,
    /// When the court made the order.
    pub made: Option<Instant>,
    /// The court's or the force's reference.
    pub reference: String,
}
