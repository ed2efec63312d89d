//! Logistic regression with ridge and without negative weights.

/// What a fit sees of a pair.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Which steps it passes.
    pub passed: u128,
    /// Of which steps it cannot be known: they count with their mean.
    pub unknown: u128,
    /// What is added to its score whatever the fit.
    pub expert_bits: f64,
    /// Whether it is a true succession.
    pub is_true: bool,
    /// How much it counts.
    pub weight: f64,
}

/// Bits of each step.
#[derive(Debug)]
pub struct Fit {
    /// Bits before any step.
    pub start_bits: f64,
    /// By step, zero or more.
    pub bits: Vec<f64>,
    /// Share of the pairs that pass each step, where true pairs count as much as the others.
    pub means: Vec<f64>,
}

/// Half of this times the square of a weight in nats is taken off the likelihood.
const RIDGE: f64 = 2.0;
/// Newton steps, each from the whole of the samples.
const ROUNDS: usize = 25;
/// Passes over the weights within a Newton step.
const PASSES: usize = 200;

/// The bits of `steps` steps under which the samples are likeliest, less the ridge.
pub fn fit(samples: &[Sample], steps: usize) -> Fit {
    let means = means(samples, steps);
    // The last weight is the start: it passes always, may be negative and is not held by the ridge.
    let size = steps + 1;
    let mut theta = vec![0.0; size];
    for _ in 0..ROUNDS {
        let (mut gradient, mut curvature) = (vec![0.0; size], vec![0.0; size * size]);
        let mut row = Vec::with_capacity(size);
        for sample in samples {
            features(sample, &means, &mut row);
            let nats: f64 = row.iter().map(|&(i, x)| theta[i] * x).sum();
            let share = 1.0 / (1.0 + (-nats - sample.expert_bits * std::f64::consts::LN_2).exp());
            let error = sample.weight * (f64::from(u8::from(sample.is_true)) - share);
            let curve = sample.weight * (share * (1.0 - share)).max(1e-9);
            for &(i, x) in &row {
                gradient[i] += error * x;
                for &(j, y) in &row {
                    curvature[i * size + j] += curve * x * y;
                }
            }
        }
        for i in 0..steps {
            gradient[i] -= RIDGE * theta[i];
            curvature[i * size + i] += RIDGE;
        }
        let moved = descend(&mut theta, &mut gradient, &curvature);
        if moved < 1e-5 {
            break;
        }
    }
    let bits: Vec<f64> = theta.iter().map(|nats| nats / std::f64::consts::LN_2).collect();
    Fit { start_bits: bits[steps], bits: bits[..steps].to_vec(), means }
}

/// Goes to the foot of the parabola that touches the likelihood, weight by weight; all but the last stay at zero or above. Answers
/// by how much the weight that moved most did.
fn descend(theta: &mut [f64], gradient: &mut [f64], curvature: &[f64]) -> f64 {
    let size = theta.len();
    let before = theta.to_vec();
    for _ in 0..PASSES {
        let mut moved = 0.0f64;
        for i in 0..size {
            let wanted = theta[i] + gradient[i] / curvature[i * size + i].max(1e-12);
            let held = if i + 1 < size { wanted.max(0.0) } else { wanted };
            let step = held - theta[i];
            theta[i] = held;
            for j in 0..size {
                gradient[j] -= curvature[i * size + j] * step;
            }
            moved = moved.max(step.abs());
        }
        if moved < 1e-7 {
            break;
        }
    }
    theta.iter().zip(&before).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}

/// The steps that count for a sample, and how much; the start last.
fn features(sample: &Sample, means: &[f64], out: &mut Vec<(usize, f64)>) {
    out.clear();
    let bit = |mask: u128, i: usize| mask >> i & 1 == 1;
    for (i, &mean) in means.iter().enumerate() {
        if bit(sample.passed, i) {
            out.push((i, 1.0));
        } else if bit(sample.unknown, i) {
            out.push((i, mean));
        }
    }
    out.push((means.len(), 1.0));
}

/// Half way between the share of the true pairs that pass a step and the share of the others, of those where it is known.
fn means(samples: &[Sample], steps: usize) -> Vec<f64> {
    let bit = |mask: u128, i: usize| mask >> i & 1 == 1;
    let share = |i: usize, is_true: bool| {
        let known = samples.iter().filter(|s| s.is_true == is_true && !bit(s.unknown, i));
        let (all, passed) = known.fold((0.0, 0.0), |(all, passed), s| {
            (all + s.weight, passed + if bit(s.passed, i) { s.weight } else { 0.0 })
        });
        if all > 0.0 { passed / all } else { 0.5 }
    };
    (0..steps).map(|i| share(i, true).midpoint(share(i, false))).collect()
}
