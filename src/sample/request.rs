//! What world is asked for.

use crate::domain::Instant;

/// What world is asked for. The defaults make the sample that is shipped.
#[derive(Clone, Debug, PartialEq)]
pub struct WorldRequest {
    /// How many deal lines, 1 to 10,000. A thousand lines over 180 days are about two million records and a hundred
    /// thousand numbers.
    pub lines: u32,
    /// Days of records, 7 to 1,100.
    pub days: u32,
    /// Another seed, another world.
    pub seed: u64,
    /// How hard the true answer is to find: 0 for the plain case, 1 for all that reality has.
    pub hard: f32,
    /// Midnight in London at which the records begin.
    pub start: Instant,
}

/// Midnight in London, 1 March 2026.
const FIRST_OF_MARCH_2026: Instant = Instant::from_epoch_secs(1_772_323_200);

impl Default for WorldRequest {
    fn default() -> Self {
        Self { lines: 10, days: 184, seed: 487, hard: 0.0, start: FIRST_OF_MARCH_2026 }
    }
}

impl WorldRequest {
    /// Whether such a world can be made.
    ///
    /// # Errors
    /// A sentence that names the value, and what it may be.
    pub fn check(&self) -> Result<(), String> {
        if !(1..=10_000).contains(&self.lines) {
            return Err(format!("A world of {} lines cannot be made: ask for 1 to 10,000.", self.lines));
        }
        if !(7..=1_100).contains(&self.days) {
            return Err(format!("A world of {} days cannot be made: ask for 7 to 1,100.", self.days));
        }
        if !(0.0..=1.0).contains(&self.hard) {
            return Err(format!("\"{}\" does not say how hard the world shall be: give 0 to 1.", self.hard));
        }
        Ok(())
    }

    /// The nearest request that can be met.
    pub(super) fn held(&self) -> Self {
        let hard = if self.hard.is_nan() { 0.0 } else { self.hard.clamp(0.0, 1.0) };
        Self { lines: self.lines.clamp(1, 10_000), days: self.days.clamp(7, 1_100), hard, ..self.clone() }
    }
}
