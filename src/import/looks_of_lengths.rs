//! Whether the values of a column are lengths of time.

use super::field::Field;
use super::looks::Looks;

impl Looks {
    /// How well the values suit a duration, in seconds or of minutes; `None` if they cannot be it.
    pub(super) fn suits_duration(&self, field: Field, named: bool) -> Option<f64> {
        let counts = self.counts_rows() && (self.begins_at_one() || self.values > 20);
        // Sums of money have a point in every row.
        let is_money = self.share(self.decimals) > 0.7 && self.day_fractions == 0;
        // Calls of hours upon hours are rarer than clocks.
        let is_clock = field == Field::Duration && self.late_hours * 2 > self.values;
        // A number that is the same in every row (`read`: 1) is no length.
        if !named && (counts || is_money || is_clock || self.is_constant()) {
            return None;
        }
        // No length of time is less than none.
        let negative = self.amounts().iter().filter(|amount| **amount < 0.0).count();
        let share = self.share(self.durations);
        (negative * 20 <= self.amounts().len() && share >= 0.5).then_some(share)
    }
}
