//! How good positions are, as numbers.

use super::graph::Graph;
use super::random::Random;
use crate::geom::{Point, Rect};
use rayon::prelude::*;
use std::collections::VecDeque;

/// Neighbours in the plane that count as near.
const NEAREST: usize = 10;
/// Bodies whose surroundings are looked at.
const SAMPLED: usize = 3000;
/// Bodies from which distances to all others are measured.
const SOURCES: usize = 64;

/// The share of a body's ten nearest bodies in the plane that lie within two links of it in the graph, on average over a sample.
pub fn near2(graph: &Graph, positions: &[Point]) -> f32 {
    let grid = Grid::new(positions);
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
            for (to, links) in links_from(graph, from).into_iter().enumerate().filter(|&(_, links)| links > 0) {
                let ratio = f64::from((positions[to] - positions[from]).length()) / f64::from(links);
                sum = [sum[0] + 1.0, sum[1] + ratio, sum[2] + ratio * ratio];
            }
            sum
        })
        .collect();
    let [count, first, second] = sums.iter().fold([0.0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
    if count == 0.0 || second == 0.0 { 0.0 } else { (1.0 - first * first / (second * count)) as f32 }
}

/// Links on the shortest way from a body to each; 0 to itself and to what cannot be reached.
fn links_from(graph: &Graph, from: usize) -> Vec<u32> {
    let mut links = vec![0; graph.len()];
    let mut queue = VecDeque::from([from]);
    while let Some(i) = queue.pop_front() {
        for &to in graph.targets(i) {
            let to = to as usize;
            if links[to] == 0 && to != from {
                links[to] = links[i] + 1;
                queue.push_back(to);
            }
        }
    }
    links
}

fn sampled(count: usize, at_most: usize) -> Vec<usize> {
    if count <= at_most {
        return (0..count).collect();
    }
    let mut random = Random::new(count as u64);
    (0..at_most).map(|_| random.below(count)).collect()
}

/// Bodies by square of the plane.
struct Grid {
    corner: Point,
    side: f32,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    bodies: Vec<u32>,
}

impl Grid {
    fn new(positions: &[Point]) -> Self {
        let bounds = Rect::bounding(positions.iter().copied());
        let area = (bounds.width() * bounds.height()).max(1e-12);
        let side = (area / positions.len().max(1) as f32 * 2.0).sqrt();
        let columns = (bounds.width() / side) as usize + 1;
        let rows = (bounds.height() / side) as usize + 1;
        let mut grid =
            Self { corner: bounds.min, side, columns, rows, starts: vec![0; columns * rows + 1], bodies: Vec::new() };
        let cells: Vec<usize> = positions.iter().map(|&p| grid.cell(p)).collect();
        for &cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for i in 0..columns * rows {
            grid.starts[i + 1] += grid.starts[i];
        }
        let mut next = grid.starts.clone();
        grid.bodies = vec![0; positions.len()];
        for (i, &cell) in (0_u32..).zip(&cells) {
            grid.bodies[next[cell] as usize] = i;
            next[cell] += 1;
        }
        grid
    }

    fn column_row(&self, p: Point) -> (usize, usize) {
        let at = (p - self.corner) * (1.0 / self.side);
        ((at.x as usize).min(self.columns - 1), (at.y as usize).min(self.rows - 1))
    }

    fn cell(&self, p: Point) -> usize {
        let (column, row) = self.column_row(p);
        row * self.columns + column
    }

    /// The `count` bodies nearest to body `i`, nearest first.
    fn nearest(&self, positions: &[Point], i: usize, count: usize) -> Vec<usize> {
        let (column, row) = self.column_row(positions[i]);
        let mut found: Vec<(f32, usize)> = Vec::new();
        for reach in 0..self.columns.max(self.rows) {
            let rows = row.saturating_sub(reach)..=(row + reach).min(self.rows - 1);
            for r in rows {
                for c in column.saturating_sub(reach)..=(column + reach).min(self.columns - 1) {
                    if r.abs_diff(row).max(c.abs_diff(column)) == reach {
                        let cell = r * self.columns + c;
                        let here = &self.bodies[self.starts[cell] as usize..self.starts[cell + 1] as usize];
                        let others = here.iter().map(|&j| j as usize).filter(|&j| j != i);
                        found.extend(others.map(|j| ((positions[j] - positions[i]).length2(), j)));
                    }
                }
            }
            found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let sure = reach as f32 * self.side;
            if found.len() >= count && count > 0 && found[count - 1].0 <= sure * sure {
                break;
            }
        }
        found.truncate(count);
        found.into_iter().map(|(_, j)| j).collect()
    }
}
