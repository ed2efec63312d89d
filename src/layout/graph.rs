//! Who is tied to whom, as compressed rows: the form all forces walk.

use super::request::Spring;

/// Least and greatest weight a spring counts with.
const WEIGHTS: (f32, f32) = (0.01, 100.0);

/// Members fewer than this share of all bodies are looked up by search.
const SMALL_SHARE: usize = 16;

/// Springs as compressed rows, each spring in the rows of both its ends. Rows are sorted by the other end and hold it once.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    offsets: Vec<u32>,
    targets: Vec<u32>,
    weights: Vec<f32>,
}

impl Graph {
    /// The graph of `bodies` bodies and their springs.
    ///
    /// Springs from a body to itself or to a body that is not there are left out, springs between the same two add up,
    /// and a weight that is no number or out of bounds is clamped. O(n + m log m).
    pub fn new(bodies: usize, springs: &[Spring]) -> Self {
        let usable = |s: &&Spring| s.a != s.b && (s.a as usize) < bodies && (s.b as usize) < bodies;
        Self::of_pairs(bodies, springs.iter().filter(usable).map(|s| (s.a, s.b, sane_weight(s.weight))))
    }

    /// The graph of pairs of different bodies, each given once or more, in either direction.
    pub(super) fn of_pairs(bodies: usize, pairs: impl Iterator<Item = (u32, u32, f32)> + Clone) -> Self {
        let mut starts = vec![0_u32; bodies + 1];
        for (a, b, _) in pairs.clone() {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for i in 0..bodies {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut rows = vec![(0_u32, 0.0_f32); starts[bodies] as usize];
        for (a, b, weight) in pairs {
            for (from, to) in [(a, b), (b, a)] {
                rows[next[from as usize] as usize] = (to, weight);
                next[from as usize] += 1;
            }
        }
        let mut graph = Self { offsets: Vec::with_capacity(bodies + 1), ..Self::default() };
        graph.offsets.push(0);
        for i in 0..bodies {
            let row = &mut rows[starts[i] as usize..starts[i + 1] as usize];
            // A stable sort: weights of repeated springs are added in the order they were given.
            row.sort_by_key(|&(to, _)| to);
            graph.push_row(row);
        }
        graph
    }

    fn push_row(&mut self, row: &[(u32, f32)]) {
        let first = self.targets.len();
        for &(to, weight) in row {
            match self.weights.last_mut() {
                Some(last) if self.targets.len() > first && self.targets.last() == Some(&to) => *last += weight,
                _ => {
                    self.targets.push(to);
                    self.weights.push(weight);
                }
            }
        }
        self.offsets.push(u32::try_from(self.targets.len()).unwrap_or(u32::MAX));
    }

    /// How many bodies.
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Whether there is no body.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many different pairs are tied.
    pub fn edge_count(&self) -> usize {
        self.targets.len() / 2
    }

    /// How many different bodies `i` is tied to.
    pub fn degree(&self, i: usize) -> usize {
        (self.offsets[i + 1] - self.offsets[i]) as usize
    }

    /// The bodies `i` is tied to, ascending.
    pub fn targets(&self, i: usize) -> &[u32] {
        &self.targets[self.offsets[i] as usize..self.offsets[i + 1] as usize]
    }

    /// The weights of the springs of `i`, in the order of [`Graph::targets`].
    pub(super) fn weights(&self, i: usize) -> &[f32] {
        &self.weights[self.offsets[i] as usize..self.offsets[i + 1] as usize]
    }

    /// The bodies `i` is tied to with the weights, ascending.
    pub(super) fn neighbours(&self, i: usize) -> impl Iterator<Item = (usize, f32)> + Clone + '_ {
        self.targets(i).iter().map(|&to| to as usize).zip(self.weights(i).iter().copied())
    }

    /// Every tied pair once, lower end first, ascending.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize, f32)> + Clone + '_ {
        (0..self.len()).flat_map(move |a| {
            let row = self.targets(a).iter().zip(self.weights(a));
            row.map(move |(&b, &weight)| (a, b as usize, weight)).filter(|&(a, b, _)| a < b)
        })
    }

    /// The sets of bodies that hang together, each ascending, in the order of their least body.
    pub(super) fn components(&self) -> Vec<Vec<u32>> {
        let mut of = vec![u32::MAX; self.len()];
        let mut count = 0;
        let mut stack = Vec::new();
        for root in 0..self.len() {
            if of[root] != u32::MAX {
                continue;
            }
            of[root] = count;
            stack.push(root);
            while let Some(i) = stack.pop() {
                for &to in self.targets(i) {
                    if of[to as usize] == u32::MAX {
                        of[to as usize] = count;
                        stack.push(to as usize);
                    }
                }
            }
            count += 1;
        }
        let mut components = vec![Vec::new(); count as usize];
        for (i, &component) in (0_u32..).zip(&of) {
            components[component as usize].push(i);
        }
        components
    }

    /// The graph of `members` alone (each once), renumbered in their order.
    pub(super) fn among(&self, members: &[u32]) -> Self {
        // Beside a table of all bodies a search costs less for the few of a small component; there may be many of those.
        if members.len() < self.len() / SMALL_SHARE && members.is_sorted() {
            let index = |old: u32| members.binary_search(&old).ok().and_then(|at| u32::try_from(at).ok());
            return self.renumbered(members, index);
        }
        let mut new = vec![u32::MAX; self.len()];
        for (index, &old) in (0_u32..).zip(members) {
            new[old as usize] = index;
        }
        self.renumbered(members, |old| Some(new[old as usize]).filter(|&index| index != u32::MAX))
    }

    fn renumbered(&self, members: &[u32], index: impl Fn(u32) -> Option<u32>) -> Self {
        let index = &index;
        let pairs = (0_u32..).zip(members).flat_map(|(a, &old)| {
            let row = self.targets(old as usize).iter().zip(self.weights(old as usize));
            row.filter_map(move |(&to, &weight)| index(to).filter(|&b| a < b).map(|b| (a, b, weight)))
        });
        Self::of_pairs(members.len(), pairs)
    }
}

/// The weight a spring counts with.
fn sane_weight(weight: f32) -> f32 {
    if weight.is_nan() { 1.0 } else { weight.clamp(WEIGHTS.0, WEIGHTS.1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spring(a: u32, b: u32, weight: f32) -> Spring {
        Spring { a, b, weight }
    }

    #[test]
    fn useless_springs_are_left_out_and_repeated_ones_add_up() {
        let springs =
            [spring(0, 1, 1.0), spring(1, 0, 2.0), spring(2, 2, 1.0), spring(0, 9, 1.0), spring(1, 2, f32::NAN)];
        let graph = Graph::new(3, &springs);
        assert_eq!(graph.edges().collect::<Vec<_>>(), [(0, 1, 3.0), (1, 2, 1.0)]);
        assert_eq!(graph.degree(1), 2);
    }

    #[test]
    fn components_are_found_in_order() {
        let graph = Graph::new(5, &[spring(4, 0, 1.0), spring(3, 1, 1.0)]);
        assert_eq!(graph.components(), [vec![0, 4], vec![1, 3], vec![2]]);
        assert_eq!(graph.among(&[4, 0]).edges().collect::<Vec<_>>(), [(0, 1, 1.0)]);
    }
}
