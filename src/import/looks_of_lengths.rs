//! Whether the values of a column are lengths of time.

use super::field::Field;
use super::looks::Looks;

impl Looks {
    /// Whether (nearly) every value is a length with its unit, or counts what does not last.
    pub(super) fn are_worded_lengths(&self) -> bool {
        self.worded_lengths * 5 >= self.values && self.share(self.worded_lengths + self.counts) > 0.9
    }

    /// How well the values suit a duration, in seconds or of minutes; `None` if they cannot be it.
    pub(super) fn suits_duration(&self, field: Field, named: bool) -> Option<f64> {
        let counts = self.counts_rows() && (self.begins_at_one() || self.values > 20 || self.steps_by_one());
        // Sums of money have a point in every row.
        let is_money = self.share(self.decimals) > 0.7 && self.day_fractions == 0;
        // Calls of hours upon hours are rarer than clocks.
        let is_clock = field == Field::Duration && self.late_hours * 2 > self.values;
        // A number that is the same in every row (`read`: 1) is no length.
        if is_clock || !named && (counts || is_money || self.is_constant()) {
            return None;
        }
        // No length of time is less than none.
        let negative = self.amounts().iter().filter(|amount| **amount < 0.0).count();
        let share = if self.durations > 0 { self.share(self.durations + self.counts) } else { 0.0 };
        (negative * 20 <= self.amounts().len() && share >= 0.5).then_some(share)
    }
}
