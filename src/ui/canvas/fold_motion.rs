//! Which lines are shown unfolded, and how far each is on its way.

use super::motion::{FOLD_SECS, NUMBER_DELAY_SECS, Passage};
use crate::domain::LineKey;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug)]
struct Fold {
    open: bool,
    from: f32,
    passage: Passage,
}

impl Fold {
    fn progress(self, now: f64) -> f32 {
        let to = if self.open { 1.0 } else { 0.0 };
        self.from + (to - self.from) * self.passage.eased(now)
    }
}

/// Which lines are shown unfolded, and how far each is on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct FoldMotion {
    lines: BTreeMap<LineKey, Fold>,
}

impl FoldMotion {
    /// Unfolds a line or folds it again. A line of more numbers takes longer, since they leave one after another.
    pub(super) fn toggle(&mut self, line: LineKey, numbers: usize, now: f64, still: bool) {
        let from = self.lines.get(&line).map_or(0.0, |fold| fold.progress(now));
        let open = !self.is_open(line);
        let secs = FOLD_SECS + NUMBER_DELAY_SECS * numbers.saturating_sub(1) as f32;
        let way = if open { 1.0 - from } else { from };
        let passage = Passage::start(now, if still { 0.0 } else { secs * way });
        self.lines.insert(line, Fold { open, from, passage });
    }

    /// Whether the line is unfolded or unfolding.
    pub(super) fn is_open(&self, line: LineKey) -> bool {
        self.lines.get(&line).is_some_and(|fold| fold.open)
    }

    /// Lines that are unfolded or unfolding: those that need room.
    pub(super) fn open(&self) -> BTreeSet<LineKey> {
        self.lines.iter().filter(|(_, fold)| fold.open).map(|(line, _)| *line).collect()
    }

    /// How far each line is: 0 folded, 1 unfolded. Lines at rest and folded are forgotten.
    pub(super) fn progress(&mut self, now: f64) -> BTreeMap<LineKey, f32> {
        self.lines.retain(|_, fold| fold.open || !fold.passage.is_over(now));
        self.lines.iter().map(|(line, fold)| (*line, fold.progress(now))).collect()
    }

    /// Whether a line is on its way.
    pub(super) fn is_moving(&self, now: f64) -> bool {
        self.lines.values().any(|fold| !fold.passage.is_over(now))
    }

    /// Gives lines their new names; those without one are gone.
    pub(super) fn rename(&mut self, renamed: impl Fn(LineKey) -> Option<LineKey>) {
        let old = std::mem::take(&mut self.lines);
        self.lines = old.into_iter().filter_map(|(line, fold)| Some((renamed(line)?, fold))).collect();
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "the ends of a motion are exact")]
    use super::*;
    use crate::domain::Msisdn;

    const MARCO: LineKey = LineKey(Msisdn::from_digits(447_700_900_112));

    #[test]
    fn a_line_unfolds_in_the_time_its_numbers_need() {
        let mut folds = FoldMotion::default();
        folds.toggle(MARCO, 3, 10.0, false);
        assert!(folds.is_moving(10.29));
        assert!(!folds.is_moving(10.31));
        assert_eq!(folds.progress(10.31), BTreeMap::from([(MARCO, 1.0)]));
    }

    #[test]
    fn folding_halfway_turns_back_from_where_it_is() {
        let mut folds = FoldMotion::default();
        folds.toggle(MARCO, 1, 0.0, false);
        folds.toggle(MARCO, 1, 0.12, false);
        assert!((folds.progress(0.12)[&MARCO] - 0.875).abs() < 1e-4);
        assert!(folds.open().is_empty());
        assert!(!folds.progress(0.32).is_empty() && folds.progress(0.34).is_empty(), "a shorter way takes less time");
    }

    #[test]
    fn without_motion_it_is_open_at_once() {
        let mut folds = FoldMotion::default();
        folds.toggle(MARCO, 3, 1.0, true);
        assert!(!folds.is_moving(1.0));
        assert_eq!(folds.progress(1.0)[&MARCO], 1.0);
    }

    #[test]
    fn a_line_that_got_another_first_number_stays_open() {
        let mut folds = FoldMotion::default();
        let earlier = LineKey(Msisdn::from_digits(447_700_900_001));
        folds.toggle(MARCO, 2, 0.0, true);
        folds.rename(|line| (line == MARCO).then_some(earlier));
        assert!(folds.is_open(earlier) && !folds.is_open(MARCO));
        folds.rename(|_| None);
        assert!(folds.open().is_empty());
    }
}
