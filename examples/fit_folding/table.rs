//! The file of weights: read, taken apart into steps, put together again.

use crate::regression::{Fit, Sample};
use std::fmt;

const SHIPPED: &str = include_str!("../../assets/folding/weights.csv");

/// A row of the file.
#[derive(Clone, Debug)]
struct Row {
    comparison: String,
    measure: String,
    direction: String,
    neutral: f64,
    threshold: f64,
    bits: f64,
    is_fitted: bool,
}

/// The file: what stands before the steps, and the steps.
pub struct Table {
    head: Vec<String>,
    rows: Vec<Row>,
}

impl Row {
    fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split(',').collect();
        let [comparison, measure, direction, neutral, threshold, bits, basis] = fields[..] else { return None };
        Some(Self {
            comparison: comparison.to_owned(),
            measure: measure.to_owned(),
            direction: direction.to_owned(),
            neutral: neutral.parse().ok()?,
            threshold: threshold.parse().ok()?,
            bits: bits.parse().ok()?,
            is_fitted: basis == "fitted",
        })
    }

    fn is_passed(&self, value: f64) -> bool {
        if self.direction == "up" { value >= self.threshold } else { value < self.threshold }
    }
}

impl Table {
    /// What the program was built with.
    pub fn shipped() -> Self {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        for line in SHIPPED.lines() {
            match Row::read(line) {
                Some(row) => rows.push(row),
                None => head.push(line.to_owned()),
            }
        }
        Self { head, rows }
    }

    fn fitted(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.is_fitted)
    }

    /// How many steps are to be fitted.
    pub fn steps(&self) -> usize {
        self.fitted().count()
    }

    /// What a fit sees of a pair: which steps its measurements pass, which it cannot know, and what the experts' steps add.
    pub fn sample(&self, values: &[(String, f64)], is_true: bool) -> Sample {
        let value = |row: &Row| values.iter().find(|v| v.0 == row.measure).map_or(f64::NAN, |v| v.1);
        let (mut passed, mut unknown) = (0u128, 0u128);
        for (i, row) in self.fitted().enumerate() {
            let value = value(row);
            passed |= u128::from(row.is_passed(value)) << i;
            unknown |= u128::from(value.is_nan()) << i;
        }
        let mut expert_bits = 0.0;
        let mut before = None;
        for row in self.rows.iter().filter(|row| !row.is_fitted) {
            let value = value(row);
            if value.is_nan() {
                continue;
            }
            // The neutral of a measurement stands at each of its steps and is taken off once.
            let first = before.replace(&row.measure) != Some(&row.measure);
            expert_bits += if row.is_passed(value) { row.bits } else { 0.0 } - if first { row.neutral } else { 0.0 };
        }
        Sample { passed: passed & !unknown, unknown, expert_bits, is_true, weight: 1.0 }
    }

    /// Puts fitted bits in place. The neutral of a measurement is what it adds on average, true pairs counted as much as
    /// the others; the prior makes up for all of them. The head tells what they were fitted on.
    pub fn put(&mut self, fit: &Fit, provenance: &str) {
        let mut prior = fit.start_bits;
        let fitted: Vec<usize> = (0..self.rows.len()).filter(|&i| self.rows[i].is_fitted).collect();
        let hundredths = |bits: f64| (bits * 100.0).round() / 100.0;
        for (step, &i) in fitted.iter().enumerate() {
            self.rows[i].bits = hundredths(fit.bits[step]);
        }
        for measure in fitted.iter().map(|&i| self.rows[i].measure.clone()).collect::<std::collections::BTreeSet<_>>() {
            let of = |&(_, i): &(usize, &usize)| self.rows[*i].measure == measure;
            let mean = fitted.iter().enumerate().filter(of).map(|(step, &i)| self.rows[i].bits * fit.means[step]);
            let neutral = hundredths(mean.sum());
            prior += neutral;
            self.rows.iter_mut().filter(|row| row.measure == measure).for_each(|row| row.neutral = neutral);
        }
        for line in &mut self.head {
            if line.starts_with("prior,succession,") {
                *line = format!("prior,succession,,,,{:.2},fitted", hundredths(prior));
            }
        }
        let place = |mark: &str| self.head.iter().position(|line| line.starts_with(mark));
        if let (Some(from), Some(to)) = (place("# Fitted: "), place("# Expert: ")) {
            self.head.splice(from..to, provenance.lines().map(|line| format!("# {line}")));
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.head {
            writeln!(f, "{line}")?;
        }
        for Row { comparison, measure, direction, neutral, threshold, bits, is_fitted } in &self.rows {
            let basis = if *is_fitted { "fitted" } else { "expert" };
            writeln!(f, "{comparison},{measure},{direction},{neutral:.2},{threshold},{bits:.2},{basis}")?;
        }
        Ok(())
    }
}
