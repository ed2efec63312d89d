//! What scores are good for: of pairs with so many bits whose truth is known, how many are one line. The counts stand in
//! `assets/folding/calibration.csv`, with where they come from.

use std::sync::LazyLock;

/// The counts built into the program.
const EMBEDDED: &str = include_str!("../../assets/folding/calibration.csv");

static SHIPPED: LazyLock<Calibration> = LazyLock::new(|| Calibration::read(EMBEDDED));

/// The calibration built into the program.
pub(super) fn shipped() -> &'static Calibration {
    &SHIPPED
}

/// Bands of scores, in order.
#[derive(Debug)]
pub(super) struct Calibration {
    pub bands: Vec<Band>,
}

/// A band of scores: from these bits to where the next begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    pub from_bits: f64,
    /// How many times likelier than not a pair of the band is one line; below one, how much less likely.
    pub odds: f64,
}

impl Calibration {
    /// The odds of a pair with this score. Below the lowest band no more is claimed than in it.
    pub fn odds(&self, bits: f64) -> f64 {
        let above = self.bands.partition_point(|band| band.from_bits <= bits);
        self.bands.get(above.saturating_sub(1)).map_or(1.0, |band| band.odds)
    }

    /// Reads rows `from_bits,world_pairs,world_true,log_pairs,log_true,odds`.
    fn read(text: &str) -> Self {
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        let band = |row: &str| Some(Band { from_bits: figures(row)?[0], odds: figures(row)?[5] });
        Self { bands: rows.filter_map(band).collect() }
    }
}

fn figures(row: &str) -> Option<[f64; 6]> {
    let figures: Vec<f64> = row.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    figures.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<[f64; 6]> {
        let rows = EMBEDDED.lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.map(|row| figures(row).unwrap()).collect()
    }

    #[test]
    fn more_bits_are_never_less_likely() {
        let bands = &shipped().bands;
        assert!(bands.len() > 10);
        assert!(bands.windows(2).all(|w| w[0].from_bits < w[1].from_bits && w[0].odds <= w[1].odds));
    }

    #[test]
    fn odds_are_no_more_than_the_counts_support() {
        // A band may lean on its neighbours, where they are counted as one with it.
        let rows = rows();
        let counts = |run: &[[f64; 6]], kind: usize| {
            let [pairs, right] = [kind, kind + 1].map(|i| run.iter().map(|row| row[i]).sum::<f64>());
            (right, pairs - right)
        };
        for (i, row) in rows.iter().enumerate() {
            for kind in [1, 3] {
                let runs = (0..=i).flat_map(|from| (i..rows.len()).map(move |to| (from, to)));
                let (mut most, mut least) = (1.0f64, 1.0f64);
                for (right, wrong) in runs.map(|(from, to)| counts(&rows[from..=to], kind)) {
                    most = most.max(right / (wrong + 1.0));
                    least = least.min((right + 1.0) / wrong.max(1.0));
                }
                assert!(row[5] <= most && row[5] >= least, "{row:?}: {least} to {most}");
            }
        }
    }

    #[test]
    fn a_score_has_the_odds_of_its_band() {
        let read = Calibration::read("# why\nhead\n-1,9,3,9,3,0.5\n2,9,8,9,8,4\n");
        let odds = [-7.0, -1.0, 1.9, 2.0, 30.0].map(|bits| read.odds(bits).to_string());
        assert_eq!(odds, ["0.5", "0.5", "0.5", "4", "4"]);
    }
}
