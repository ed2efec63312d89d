//! Times of day in bare digits under a header that names none: where dates stand alone, a column of clocks is their time.

use super::field::Field;
use super::looks::Looks;
use super::mapping::{Column, Mapping};
use super::rivals::choice;
use super::vocabulary::Meaning;
use super::{Doubt, DoubtAbout};

/// Digits of hours, minutes and seconds are no clock by chance in so many rows; of hours and minutes, in so many.
const ROWS: [usize; 2] = [8, 20];

impl Looks {
    /// Whether every value is bare digits of a clock (`142233`, `93045`), or of one without seconds (`1422`), and they change.
    fn are_clock_digits(&self) -> bool {
        let amounts = self.amounts();
        if amounts.len() != self.values as usize || !self.changes() || self.most_digits > 6 {
            return false;
        }
        let is_clock = |amount: &f64, minutes: bool| {
            let clock = if minutes { amount * 100.0 } else { *amount };
            amount.fract() == 0.0 && clock < 240_000.0 && clock % 10_000.0 < 6000.0 && clock % 100.0 < 60.0
        };
        let minutes = self.most_digits < 5;
        let noon = if minutes { 1200.0 } else { 120_000.0 };
        let later = amounts.iter().filter(|amount| **amount >= noon).count();
        amounts.len() >= ROWS[usize::from(minutes)]
            && later * 4 >= amounts.len()
            && amounts.iter().all(|amount| is_clock(amount, minutes))
    }
}

/// Gives a column of clocks to the time of dates that no column tells the time of.
pub(super) fn take_for_time(mapping: &mut Mapping, columns: &[Column]) {
    let is_open = mapping.column(Field::Date).is_some_and(|date| !columns[date].looks.tells_whole_moments());
    if !is_open || mapping.has(Field::Time) || mapping.has(Field::Hour) {
        return;
    }
    if let Some(time) = free_clocks(mapping, columns).first() {
        mapping.give(&[(Field::Time, *time)]);
    }
}

/// Columns of clocks that nothing else was taken for.
fn free_clocks(mapping: &Mapping, columns: &[Column]) -> Vec<usize> {
    let taken: Vec<usize> =
        mapping.fields().filter(|(field, _)| *field != Field::Time).map(|(_, column)| column).collect();
    let is_clock = |at: &usize| {
        let column = &columns[*at];
        let is_free = !taken.contains(at) && !mapping.told.contains_key(at);
        is_free && !column.meaning.has(Meaning::END) && column.looks.are_clock_digits()
    };
    (0..columns.len()).filter(is_clock).collect()
}

impl Mapping {
    /// The doubt whether clocks under a header of something else are the time of day, or which of several are.
    pub(super) fn doubt_of_clocks(&self, columns: &[Column]) -> Option<Doubt> {
        let time = self.column(Field::Time)?;
        if self.told.contains_key(&time) || Field::Time.named_by(columns[time].meaning) > 0.0 {
            return None;
        }
        let clocks = free_clocks(self, columns);
        if !clocks.contains(&time) || clocks.len() < 2 && !columns[time].named {
            return None;
        }
        let choices = clocks.iter().map(|at| choice(columns, &[(*at, Some(Field::Time))]));
        Some(Doubt {
            about: DoubtAbout::Columns,
            question: "Which column is the time?".to_owned(),
            why: "No header names it, and every value of the column is a clock.".to_owned(),
            choices: choices.chain([choice(columns, &[(time, None)])]).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_clocks_where_all_of_them_are() {
        let looks = |step: u32| {
            let mut looks = Looks::default();
            (0..30).for_each(|n| looks.add(&format!("{:06}", (n * step % 24) * 10_000 + n * 17 % 60 * 100 + n)));
            looks
        };
        assert!(looks(7).are_clock_digits());
        let mut lengths = looks(7);
        lengths.add("1275");
        assert!(!lengths.are_clock_digits());
        // Not everybody calls before noon.
        assert!(!looks(0).are_clock_digits());
    }
}
