//! What the pointer rests on, and for how long.

use super::gesture::Spot;
use super::motion::HOVER_SECS;
use crate::domain::ActorKey;

/// What the pointer rests on, and for how long.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hover {
    on: Spot,
    since: f64,
    forward: Option<ActorKey>,
}

impl Hover {
    /// The pointer is over `on` at this time; `Empty` while it is elsewhere or drags something. From one node that has come
    /// forward to the next there is no waiting.
    pub(super) fn rest_on(&mut self, on: Spot, now: f64, still: bool) {
        if on != self.on {
            (self.on, self.since) = (on, now);
        }
        let wait = if still || self.forward.is_some() { 0.0 } else { HOVER_SECS };
        self.forward = match on {
            Spot::Node(key) if now - self.since >= wait => Some(key),
            Spot::Node(_) => self.forward,
            _ => None,
        };
    }

    /// What the pointer is over.
    pub(super) fn on(&self) -> Spot {
        self.on
    }

    /// The node that comes forward with its neighbours.
    pub(super) fn forward(&self) -> Option<ActorKey> {
        self.forward
    }

    /// Seconds until a node comes forward, if one is going to.
    pub(super) fn due(&self, now: f64) -> Option<f64> {
        let waits = matches!(self.on, Spot::Node(key) if self.forward != Some(key));
        waits.then(|| (self.since + HOVER_SECS - now).max(0.0))
    }

    /// Forgets everything: what it was over may be gone.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AreaKey;

    const A: Spot = Spot::Node(ActorKey::Town(AreaKey(1)));
    const B: Spot = Spot::Node(ActorKey::Town(AreaKey(2)));

    #[test]
    fn a_node_comes_forward_after_a_while_and_the_next_at_once() {
        let mut hover = Hover::default();
        hover.rest_on(A, 1.0, false);
        assert_eq!(hover.forward(), None);
        assert!((hover.due(1.05).unwrap() - 0.1).abs() < 1e-9);
        hover.rest_on(A, 1.16, false);
        assert_eq!(hover.forward(), Some(ActorKey::Town(AreaKey(1))));
        assert_eq!(hover.due(1.2), None);
        hover.rest_on(B, 1.2, false);
        assert_eq!(hover.forward(), Some(ActorKey::Town(AreaKey(2))));
        hover.rest_on(Spot::Empty, 1.3, false);
        assert_eq!(hover.forward(), None);
    }
}
