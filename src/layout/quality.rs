//! How good positions are, as numbers.

use super::graph::Graph;
use super::grid::Grid;
use super::pivots::links_from;
use super::random::Random;
use crate::geom::Point;
use rayon::prelude::*;

/// Neighbours in the plane that count as near.
const NEAREST: usize = 10;
/// Bodies whose surroundings are looked at.
const SAMPLED: usize = 3000;
/// Bodies from which distances to all others are measured.
const SOURCES: usize = 64;

/// The share of a body's ten nearest bodies in the plane that lie within two links of it in the graph, on average over a sample.
pub fn near2(graph: &Graph, positions: &[Point]) -> f32 {
    let grid = Grid::of_points(positions);
    let sample = sampled(graph.len(), SAMPLED);
    let shares: Vec<f32> = sample
        .par_iter()
        .map(|&i| {
            let near = grid.nearest(positions, i, NEAREST.min(positions.len().saturating_sub(1)));
            let within = |j: usize| {
                let row = graph.targets(i);
                row.iter().any(|&k| k as usize == j || graph.targets(k as usize).iter().any(|&l| l as usize == j))
            };
            near.iter().filter(|&&j| within(j)).count() as f32 / near.len().max(1) as f32
        })
        .collect();
    shares.iter().sum::<f32>() / shares.len().max(1) as f32
}

/// Normalised stress at the best scale: the mean of `((s * plane - links) / links)^2` over pairs from a sample of bodies to all they
/// can reach (Gansner, Hu & North 2013). 0 is perfect.
pub fn stress(graph: &Graph, positions: &[Point]) -> f32 {
    let sums: Vec<[f64; 3]> = sampled(graph.len(), SOURCES)
        .par_iter()
        .map(|&from| {
            let mut sum = [0.0_f64; 3];
            let mut links = Vec::new();
            links_from(graph, from, &mut links);
            for (to, &links) in links.iter().enumerate().filter(|&(_, &links)| links > 0) {
                let ratio = f64::from((positions[to] - positions[from]).length()) / f64::from(links);
                sum = [sum[0] + 1.0, sum[1] + ratio, sum[2] + ratio * ratio];
            }
            sum
        })
        .collect();
    let [count, first, second] = sums.iter().fold([0.0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
    if count == 0.0 || second == 0.0 { 0.0 } else { narrow(1.0 - first * first / (second * count)) }
}

#[expect(clippy::cast_possible_truncation, reason = "a share needs no more digits")]
fn narrow(share: f64) -> f32 {
    share as f32
}

fn sampled(count: usize, at_most: usize) -> Vec<usize> {
    if count <= at_most {
        return (0..count).collect();
    }
    let mut random = Random::new(count as u64);
    (0..at_most).map(|_| random.below(count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;
    use crate::layout::Spring;

    #[test]
    fn a_path_laid_out_straight_has_no_stress_and_a_shuffled_one_has() {
        let springs: Vec<Spring> = (1..40).map(|i| Spring { a: i - 1, b: i, weight: 1.0 }).collect();
        let graph = Graph::new(40, &springs);
        let straight: Vec<Point> = (0..40_u8).map(|i| point(f32::from(i) * 7.0, 0.0)).collect();
        let shuffled: Vec<Point> = (0..40_u16).map(|i| point(f32::from(i * 17 % 40) * 7.0, 0.0)).collect();
        assert!(stress(&graph, &straight) < 1e-6 && stress(&graph, &shuffled) > 0.2);
        assert!(near2(&graph, &straight) > near2(&graph, &shuffled));
    }
}
