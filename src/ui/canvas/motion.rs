//! Time as motion: how far a movement is, eased so that it starts at once and comes to rest softly. Nothing bounces.

/// Nodes going to their new places: layout, filter, level.
pub(super) const SETTLE_SECS: f32 = 0.240;
/// Nodes following the map slider: short enough to be felt as the hand itself.
pub(super) const FOLLOW_SECS: f32 = 0.090;
/// The camera going where a button or a search hit sends it.
pub(super) const CAMERA_SECS: f32 = 0.320;
/// A line folding or unfolding, without the delay between its numbers.
pub(super) const FOLD_SECS: f32 = 0.240;
/// Between one number leaving its line and the next.
pub(super) const NUMBER_DELAY_SECS: f32 = 0.030;
/// How long the pointer rests on a node before its neighbours come forward.
pub(super) const HOVER_SECS: f64 = 0.150;

/// Ease out cubic: fast at first, at rest at the end. Both are 0 to 1.
pub(super) fn eased(share: f32) -> f32 {
    1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3)
}

/// A movement in time: when it began and how long it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Passage {
    began: f64,
    secs: f32,
}

impl Passage {
    /// A movement that begins now and takes `secs` seconds; 0 is over at once.
    pub(super) fn start(now: f64, secs: f32) -> Self {
        Self { began: now, secs }
    }

    /// Share of its time that has passed, 0 to 1.
    #[expect(clippy::cast_possible_truncation, reason = "a share of one")]
    pub(super) fn share(self, now: f64) -> f32 {
        if self.secs <= 0.0 { 1.0 } else { ((now - self.began) / f64::from(self.secs)).clamp(0.0, 1.0) as f32 }
    }

    /// Share of its way that has been gone, 0 to 1.
    pub(super) fn eased(self, now: f64) -> f32 {
        eased(self.share(now))
    }

    /// Whether it has come to rest.
    pub(super) fn is_over(self, now: f64) -> bool {
        self.share(now) >= 1.0
    }
}

/// A number on its way from one value to another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Glide {
    from: f32,
    to: f32,
    passage: Option<Passage>,
}

impl Glide {
    /// Sends it to a value, from where it is, unless it is on its way there.
    pub(super) fn go(&mut self, to: f32, now: f64, secs: f32) {
        if to.to_bits() != self.to.to_bits() {
            *self = Self { from: self.at(now), to, passage: Some(Passage::start(now, secs)) };
        }
    }

    /// Its value at this time.
    pub(super) fn at(self, now: f64) -> f32 {
        self.passage.map_or(self.to, |passage| self.from + (self.to - self.from) * passage.eased(now))
    }

    /// Whether it is on its way.
    pub(super) fn is_moving(self, now: f64) -> bool {
        self.passage.is_some_and(|passage| !passage.is_over(now))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::float_cmp, reason = "the ends of a motion are exact")]
    use super::*;

    #[test]
    fn easing_starts_fast_and_comes_to_rest() {
        assert_eq!((eased(0.0), eased(1.0)), (0.0, 1.0));
        assert!((eased(0.5) - 0.875).abs() < 1e-6);
        let steps: Vec<f32> = (0..=10u8).map(|i| eased(f32::from(i) / 10.0)).collect();
        assert!(steps.windows(2).all(|w| w[0] < w[1]), "it never goes back: {steps:?}");
        assert!(steps[1] > steps[10] - steps[9], "it is faster at first");
    }

    #[test]
    fn a_movement_without_time_is_over_at_once() {
        let none = Passage::start(5.0, 0.0);
        assert_eq!(none.eased(5.0), 1.0);
        assert!(none.is_over(5.0));
    }

    #[test]
    fn a_number_sent_elsewhere_on_its_way_turns_without_a_jump() {
        let mut glide = Glide::default();
        glide.go(1.0, 0.0, 0.2);
        let halfway = glide.at(0.1);
        assert!(halfway > 0.5 && halfway < 1.0);
        glide.go(0.0, 0.1, 0.2);
        assert_eq!(glide.at(0.1), halfway);
        assert!(glide.is_moving(0.2) && !glide.is_moving(0.31));
        assert_eq!(glide.at(0.31), 0.0);
    }

    #[test]
    fn a_movement_is_over_when_its_time_has_passed() {
        let passage = Passage::start(100.0, 0.25);
        assert!(!passage.is_over(100.2));
        assert!(passage.is_over(100.25));
        assert_eq!(passage.share(99.0), 0.0, "a clock that goes back does no harm");
    }
}
