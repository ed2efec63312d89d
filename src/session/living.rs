//! A layout that can be looked at while it is under way, and made to wait.

use super::picture::{PictureRequest, layout_request};
use crate::diag::{Cancelled, Monitor};
use crate::geom::Point;
use crate::layout::Simulation;
use crate::network::Network;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From one look to the next at least: a sketch costs the layout time.
const BETWEEN_LOOKS: Duration = Duration::from_millis(120);
/// How often a layout that waits asks whether it may go on.
const WAIT: Duration = Duration::from_millis(20);

/// What a layout under way and whoever looks on tell each other. Positions change hands whole: the lock is held for no longer than
/// it takes to put them down or to pick them up.
#[derive(Debug, Default)]
pub struct Living {
    sketch: Mutex<Option<Vec<Point>>>,
    waits: AtomicBool,
}

impl Living {
    /// Where nodes are so far, once for each time they were put down; in the order of the network's nodes.
    pub fn take_sketch(&self) -> Option<Vec<Point>> {
        self.sketch.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Makes the layout wait, or lets it go on.
    pub fn set_waiting(&self, waits: bool) {
        self.waits.store(waits, Ordering::Relaxed);
    }

    /// Whether the layout is made to wait.
    pub fn is_waiting(&self) -> bool {
        self.waits.load(Ordering::Relaxed)
    }

    /// Whether the last sketch was picked up: another would be seen.
    fn is_seen(&self) -> bool {
        self.sketch.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    fn put(&self, sketch: Vec<Point>) {
        *self.sketch.lock().unwrap_or_else(PoisonError::into_inner) = Some(sketch);
    }
}

/// As [`arrange`](super::arrange), with the same answer; on the way `living` is shown sketches and may make it wait. Only a picture
/// that is new is sketched: one of which a part was there stays as it is until the answer is there. `look` is called when there is a
/// sketch to be picked up.
///
/// # Errors
/// [`Cancelled`] if the monitor says so.
pub fn arrange_living(
    network: &Network,
    request: &PictureRequest,
    monitor: &dyn Monitor,
    living: &Living,
    look: &dyn Fn(),
) -> Result<Vec<Point>, Cancelled> {
    let mut simulation = Simulation::new(&layout_request(network, request));
    let is_new = !network.actors().any(|actor| request.before.contains_key(&actor.key));
    let mut looked: Option<Instant> = None;
    let mut steps = 0;
    loop {
        monitor.check()?;
        // One that has come to its end while it was made to wait keeps its answer: nothing is to move.
        if living.is_waiting() {
            std::thread::sleep(WAIT);
            continue;
        }
        if simulation.settled() {
            return Ok(simulation.positions().to_vec());
        }
        simulation.step();
        steps += 1;
        monitor.progress("Arranging the picture", steps, None);
        let is_due = looked.is_none_or(|looked| looked.elapsed() >= BETWEEN_LOOKS) && living.is_seen();
        if let Some(sketch) = (is_new && is_due).then(|| simulation.sketch()).flatten() {
            living.put(sketch);
            looked = Some(Instant::now());
            look();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    /// Gives up after so many questions.
    struct Impatient(AtomicU32);

    impl Monitor for Impatient {
        fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}

        fn is_cancelled(&self) -> bool {
            self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err()
        }
    }

    #[test]
    fn a_layout_that_was_made_to_wait_keeps_its_answer() {
        let (network, request, living) = (Network::default(), PictureRequest::default(), Living::default());
        let ask = |living: &Living| arrange_living(&network, &request, &Impatient(AtomicU32::new(3)), living, &|| {});
        living.set_waiting(true);
        assert!(ask(&living).is_err(), "it waits, though there is nothing left to do");
        living.set_waiting(false);
        assert!(ask(&living).is_ok());
    }

    #[test]
    fn a_sketch_is_picked_up_once_and_a_layout_can_be_made_to_wait() {
        let living = Living::default();
        living.put(vec![Point::ZERO]);
        assert!(!living.is_seen());
        assert_eq!(living.take_sketch(), Some(vec![Point::ZERO]));
        assert_eq!(living.take_sketch(), None);
        living.set_waiting(true);
        assert!(living.is_waiting());
    }
}
