//! Of the pairs at so many bits, how many are true.

use std::fmt::Write;

/// Where a band of scores begins; it ends where the next begins.
const BANDS: [f64; 21] = [
    -20.0, -16.0, -12.0, -9.0, -7.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 15.0,
    20.0,
];

/// The scores of a set.
pub struct Scored {
    /// Whether it is a log.
    pub is_log: bool,
    /// Bits of each pair, and whether it is true.
    pub pairs: Vec<(f64, bool)>,
}

/// True and other pairs of a run of bands.
#[derive(Clone, Copy, Debug)]
struct Counted {
    right: f64,
    wrong: f64,
    bands: usize,
}

impl Counted {
    fn share(&self) -> f64 {
        self.right / (self.right + self.wrong).max(1.0)
    }

    /// Odds that the counts support: one pair more is granted to the other side, and what is in doubt is even.
    fn odds(&self) -> f64 {
        if self.right >= self.wrong {
            (self.right / (self.wrong + 1.0)).max(1.0)
        } else {
            ((self.right + 1.0) / self.wrong).min(1.0)
        }
    }
}

/// The table as a file. Odds are those of the kind of sets, worlds or logs, that claims less.
pub fn table(found: &[Scored]) -> String {
    let counts = [false, true].map(|of_logs| BANDS.iter().enumerate().map(|(i, _)| count(found, of_logs, i)).collect());
    let odds = counts.each_ref().map(|counts: &Vec<Counted>| in_order(counts));
    let mut text = String::from("from_bits,world_pairs,world_true,log_pairs,log_true,odds\n");
    for (i, from) in BANDS.iter().enumerate() {
        let (worlds, logs) = (counts[0][i], counts[1][i]);
        let (x, y) = (odds[0][i], odds[1][i]);
        let cautious = if x.ln().abs() < y.ln().abs() { x } else { y };
        let cautious = if (x > 1.0) == (y > 1.0) { cautious } else { 1.0 };
        let figures = [worlds, logs].map(|c| format!("{},{}", c.right + c.wrong, c.right)).join(",");
        // Rounded towards even; writing to a string does not fail.
        let odds = if cautious < 1.0 { (cautious * 1e5).ceil() / 1e5 } else { (cautious * 100.0).floor() / 100.0 };
        writeln!(text, "{from},{figures},{odds}").unwrap_or_default();
    }
    text
}

fn count(found: &[Scored], of_logs: bool, band: usize) -> Counted {
    let (from, to) = (BANDS[band], BANDS.get(band + 1).copied().unwrap_or(f64::INFINITY));
    let pairs = found.iter().filter(|set| set.is_log == of_logs).flat_map(|set| &set.pairs);
    let mut counted = Counted { right: 0.0, wrong: 0.0, bands: 1 };
    for &(_, is_true) in pairs.filter(|(bits, _)| (from..to).contains(bits)) {
        if is_true {
            counted.right += 1.0;
        } else {
            counted.wrong += 1.0;
        }
    }
    counted
}

/// Odds of each band, never falling: neighbours out of order are counted as one (pool adjacent violators).
fn in_order(counts: &[Counted]) -> Vec<f64> {
    let mut pools: Vec<Counted> = Vec::new();
    for &band in counts {
        pools.push(band);
        while let [.., x, y] = pools[..] {
            if x.share() < y.share() {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push(Counted { right: x.right + y.right, wrong: x.wrong + y.wrong, bands: x.bands + y.bands });
        }
    }
    let mut odds: Vec<f64> = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.odds(), pool.bands)).collect();
    for i in (1..odds.len()).rev() {
        odds[i - 1] = odds[i - 1].min(odds[i]);
    }
    odds
}
