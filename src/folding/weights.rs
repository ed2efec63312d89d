//! The weights: how many bits each level of each measurement adds. They stand in `assets/folding/weights.csv`, with where
//! they come from.

use super::measure::{Measure, Measures};
use super::{Comparison, Tie};
use std::fmt::Debug;
use std::sync::LazyLock;

/// The weights built into the program.
const EMBEDDED: &str = include_str!("../../assets/folding/weights.csv");

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    let (weights, faults) = Weights::read(EMBEDDED);
    debug_assert!(faults.is_empty(), "{faults:?}");
    weights
});

/// The weights built into the program.
pub(super) fn shipped() -> &'static Weights {
    &SHIPPED
}

/// What is done at which score.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cuts {
    /// A pair that scores no more than this is not told of.
    pub keep: f64,
    /// A pair is folded without an analyst where its score and its margin both reach this.
    pub fold: f64,
    /// A number is given to a line it runs beside where it scores this.
    pub beside: f64,
    /// A number that the matching left alone is given back to a line of several numbers where one of them scores this with it.
    pub rejoin: f64,
}

/// All weights.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Bits a pair starts with, of two numbers that follow each other and of two that run side by side.
    prior_bits: [f64; 2],
    /// What is done at which score.
    pub cuts: Cuts,
    /// By comparison.
    tables: [Vec<Row>; Comparison::ALL.len()],
}

/// Which way a measurement speaks for a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// Each threshold reached adds bits.
    Up,
    /// Each threshold stayed below adds bits.
    Down,
}

/// The weight of one measurement: a sum of steps, each of which adds zero bits or more, so that no table can turn back on
/// itself. `neutral` is what a measurement that says nothing would add; it is taken off.
#[derive(Debug)]
struct Row {
    measure: Measure,
    direction: Direction,
    neutral: f64,
    /// Thresholds with their bits, in order.
    steps: Vec<(f64, f64)>,
}

impl Row {
    fn bits(&self, measures: &Measures) -> f64 {
        let value = measures.get(self.measure);
        if value.is_nan() {
            return 0.0;
        }
        let passed = |at: f64| match self.direction {
            Direction::Up => value >= at,
            Direction::Down => value < at,
        };
        let reached: f64 = self.steps.iter().filter(|&&(at, _)| passed(at)).map(|&(_, bits)| bits).sum();
        reached - self.neutral
    }
}

/// Whether a comparison means the same of two numbers in use at once as of two that follow each other.
const fn speaks_of_two_at_once(comparison: Comparison) -> bool {
    matches!(
        comparison,
        Comparison::SharedContacts
            | Comparison::RareContacts
            | Comparison::Handset
            | Comparison::Sim
            | Comparison::Places
            | Comparison::Habits
            | Comparison::MutualCalls
            | Comparison::Attribution
    )
}

impl Weights {
    /// Bits a pair starts with.
    pub const fn prior_bits(&self, tie: Tie) -> f64 {
        self.prior_bits[tie as usize]
    }

    /// Bits of one comparison, rounded to hundredths: the weights are not better than that.
    pub fn bits(&self, comparison: Comparison, measures: &Measures, tie: Tie) -> f64 {
        if comparison == Comparison::Prior {
            return self.prior_bits(tie);
        }
        if tie == Tie::Beside && !speaks_of_two_at_once(comparison) {
            return 0.0;
        }
        let sum: f64 = self.tables[comparison as usize].iter().map(|row| row.bits(measures)).sum();
        // Zero is added so that nothing weighs minus zero.
        (sum * 100.0).round() / 100.0 + 0.0
    }

    /// The most that a comparison adds where all it sees speaks for a pair.
    pub fn most_bits(&self, comparison: Comparison, tie: Tie) -> f64 {
        if tie == Tie::Beside && !speaks_of_two_at_once(comparison) {
            return 0.0;
        }
        let most = |row: &Row| row.steps.iter().map(|&(_, bits)| bits).sum::<f64>() - row.neutral;
        self.tables[comparison as usize].iter().map(most).sum()
    }

    /// Reads the rows of a file, and tells what is wrong with those that it leaves out.
    fn read(text: &str) -> (Self, Vec<String>) {
        let mut weights = Self::default();
        let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
        let faults = rows.filter_map(|row| weights.add(row).err().map(|why| format!("{why}: {row}"))).collect();
        (weights, faults)
    }

    /// Adds a row `comparison,measure,direction,neutral,threshold,bits,basis`.
    fn add(&mut self, row: &str) -> Result<(), &'static str> {
        let fields: Vec<&str> = row.split(',').collect();
        let [of, what, direction, neutral, threshold, bits, basis] = fields[..] else {
            return Err("not seven columns");
        };
        if !["fitted", "expert"].contains(&basis) {
            return Err("neither fitted nor an expert's");
        }
        let bits = figure(bits)?;
        match (of, what) {
            ("prior", "succession") => self.prior_bits[Tie::Succession as usize] = bits,
            ("prior", "beside") => self.prior_bits[Tie::Beside as usize] = bits,
            ("cut", "keep") => self.cuts.keep = bits,
            ("cut", "fold") => self.cuts.fold = bits,
            ("cut", "beside") => self.cuts.beside = bits,
            ("cut", "rejoin") => self.cuts.rejoin = bits,
            _ => {
                let comparison = named(&Comparison::ALL, of).ok_or("no such comparison")?;
                let measure = named(&Measure::ALL, what).ok_or("no such measurement")?;
                let direction = match direction {
                    "up" => Direction::Up,
                    "down" => Direction::Down,
                    _ => return Err("neither up nor down"),
                };
                self.add_step(comparison, (measure, direction, figure(neutral)?), (figure(threshold)?, bits))?;
            }
        }
        Ok(())
    }

    fn add_step(
        &mut self,
        comparison: Comparison,
        (measure, direction, neutral): (Measure, Direction, f64),
        step: (f64, f64),
    ) -> Result<(), &'static str> {
        if step.1 < 0.0 {
            return Err("a step below zero");
        }
        let table = &mut self.tables[comparison as usize];
        match table.iter_mut().find(|row| row.measure == measure) {
            None => table.push(Row { measure, direction, neutral, steps: vec![step] }),
            Some(row) if row.direction != direction || (row.neutral - neutral).abs() > 0.0 => {
                return Err("steps of one measurement that differ in direction or neutral");
            }
            Some(row) if row.steps.last().is_some_and(|last| last.0 >= step.0) => {
                return Err("thresholds out of order");
            }
            Some(row) => row.steps.push(step),
        }
        Ok(())
    }
}

fn figure(text: &str) -> Result<f64, &'static str> {
    text.parse().ok().filter(|n: &f64| n.is_finite()).ok_or("not a figure")
}

fn named<T: Copy + Debug>(all: &[T], name: &str) -> Option<T> {
    all.iter().copied().find(|one| file_name(one) == name)
}

/// As files call it: `ToldByOld` is `told-by-old`.
pub(super) fn file_name(of: &impl Debug) -> String {
    let mut name = String::new();
    for letter in format!("{of:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_shipped_weights_is_understood() {
        let (weights, faults) = Weights::read(EMBEDDED);
        assert_eq!(faults, Vec::<String>::new());
        for comparison in Comparison::ALL {
            let rows = weights.tables[comparison as usize].len();
            assert_eq!(rows == 0, comparison == Comparison::Prior, "{comparison:?} has {rows} tables");
        }
    }

    #[test]
    fn a_pair_starts_in_doubt_and_is_told_of_before_it_is_folded() {
        let cuts = shipped().cuts;
        assert!(shipped().prior_bits(Tie::Beside) < shipped().prior_bits(Tie::Succession));
        assert!(shipped().prior_bits(Tie::Succession) < cuts.keep);
        assert!(cuts.keep < 0.0 && 0.0 < cuts.fold && cuts.fold < cuts.beside);
        assert!(cuts.beside < cuts.rejoin);
    }

    #[test]
    fn what_is_not_known_weighs_nothing() {
        for comparison in Comparison::ALL.into_iter().filter(|&c| c != Comparison::Prior) {
            assert!(shipped().bits(comparison, &Measures::unknown(), Tie::Succession).abs() < 1e-9, "{comparison:?}");
        }
    }

    #[test]
    fn steps_add_up_from_the_threshold_on_and_the_neutral_is_taken_off() {
        let rows = "head\nhabits,hours,up,0.5,0.8,0.1,fitted\nhabits,hours,up,0.5,0.9,0.3,fitted\nhabits,mix,down,0.2,0.1,1,expert\n";
        let (weights, _) = Weights::read(rows);
        let bits = |hours: f64, mix: f64| {
            let mut measures = Measures::unknown();
            measures.set(Measure::Hours, hours);
            measures.set(Measure::Mix, mix);
            weights.bits(Comparison::Habits, &measures, Tie::Succession).to_string()
        };
        assert_eq!([bits(0.7, f64::NAN), bits(0.8, f64::NAN), bits(0.95, f64::NAN)], ["-0.5", "-0.4", "-0.1"]);
        assert_eq!([bits(f64::NAN, 0.05), bits(f64::NAN, 0.1), bits(0.9, 0.0)], ["0.8", "-0.2", "0.7"]);
    }

    #[test]
    fn a_row_that_makes_no_sense_is_told() {
        let fault = |row: &str| Weights::default().add(row).unwrap_err();
        assert_eq!(fault("habits,hours,up,0.5,0.8,-0.1,fitted"), "a step below zero");
        assert_eq!(fault("habits,shoes,up,0.5,0.8,0.1,fitted"), "no such measurement");
        assert_eq!(fault("shoes,hours,up,0.5,0.8,0.1,fitted"), "no such comparison");
        assert_eq!(fault("habits,hours,up,0.5,0.8,much,fitted"), "not a figure");
        assert_eq!(fault("habits,hours,up,0.5,0.8,0.1,guessed"), "neither fitted nor an expert's");
        let (_, faults) =
            Weights::read("head\nhabits,hours,up,0.5,0.8,0.1,fitted\nhabits,hours,up,0.5,0.7,0.1,fitted\n");
        assert_eq!(faults, ["thresholds out of order: habits,hours,up,0.5,0.7,0.1,fitted"]);
    }
}
