//! A graph drawn small: bodies that belong together become one, level by level, until a handful is left.

use super::graph::Graph;

/// A level: a graph in which every body stands for one or more of the level below.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// The ties between the bodies of this level.
    pub(super) graph: Graph,
    /// How many bodies of the request each one stands for.
    pub(super) mass: Vec<f32>,
    /// The body of the next coarser level each one is part of; empty on the coarsest.
    pub(super) parent: Vec<u32>,
}

/// Levels stop once this few bodies are left: what the exact method lays out at once.
const COARSEST: usize = 120;
/// A level that shrinks the graph less than this is not worth having.
const LEAST_SHRINKAGE: f32 = 0.85;
/// A body counts as part of a group if this share of its ties, by weight, leads there.
const BELONGS: f32 = 0.4;
/// A body with at least so many leaves, which make up at least this share of its neighbours, is a sun of its own.
const OWN_LEAVES: (usize, f32) = (3, 0.3);

/// The levels of a graph, finest first.
///
/// After the solar systems of Hachul & Jünger (2004): bodies of many ties become suns, their neighbours planets. What is left
/// joins the system most of its ties lead to, so that the numbers of one phone line, which share their contacts and do not call each
/// other, end in one system. Leaves go with their hub, however many they are, and a hub with leaves of its own is nobody's planet:
/// two stars in one system would be drawn as one heap. O(m log m) a level.
pub(super) fn levels(graph: Graph, mass: Vec<f32>) -> Vec<Level> {
    let mut levels = vec![Level { graph, mass, parent: Vec::new() }];
    while let Some(finest) = levels.last_mut() {
        let count = finest.graph.len();
        if count <= COARSEST {
            break;
        }
        let (parent, groups) = systems(&finest.graph, &finest.mass);
        if groups as f32 > count as f32 * LEAST_SHRINKAGE {
            break;
        }
        let coarser = merged(finest, &parent, groups);
        finest.parent = parent;
        levels.push(coarser);
    }
    levels
}

/// Links from a sun to the farthest of its system: without a bound a chain of moons would tie the ends of a mesh together.
const DEEPEST: u8 = 3;

/// The group of each body, and how many groups there are.
fn systems(graph: &Graph, mass: &[f32]) -> (Vec<u32>, usize) {
    const NONE: u32 = u32::MAX;
    let mut by_degree: Vec<u32> = (0..).take(graph.len()).collect();
    by_degree.sort_by_key(|&i| std::cmp::Reverse(graph.degree(i as usize)));
    let mut group = vec![NONE; graph.len()];
    let mut depth = vec![0_u8; graph.len()];
    let mut count = 0;
    // A system may not outgrow the others: a sun of everything would leave nothing to unfold.
    let total: f32 = mass.iter().sum();
    let largest = (total / 24.0).max(2.0);
    let mut size: Vec<f32> = Vec::new();
    let mut shares: Vec<(u32, f32)> = Vec::new();
    for &i in &by_degree {
        let i = i as usize;
        if group[i] != NONE {
            continue;
        }
        shares.clear();
        let mut all = 0.0;
        for (to, weight) in graph.neighbours(i) {
            all += weight;
            if group[to] != NONE && depth[to] < DEEPEST {
                shares.push((group[to], weight));
            }
        }
        let home = strongest(&mut shares).filter(|&(_, weight)| weight >= all * BELONGS);
        let fits = |home: u32| size[home as usize] + mass[i] <= largest || graph.degree(i) == 1;
        if let Some((home, _)) = home.filter(|&(home, _)| fits(home)) {
            group[i] = home;
            let inner = graph.targets(i).iter().filter(|&&to| group[to as usize] == home).map(|&to| depth[to as usize]);
            depth[i] = 1 + inner.min().unwrap_or(0);
            size[home as usize] += mass[i];
            continue;
        }
        group[i] = count;
        let mut held = mass[i];
        for &to in graph.targets(i) {
            let to = to as usize;
            let fits = graph.degree(to) == 1 || (held + mass[to] <= largest && !has_own_leaves(graph, to));
            if group[to] == NONE && fits {
                group[to] = count;
                depth[to] = 1;
                held += mass[to];
            }
        }
        size.push(held);
        count += 1;
    }
    (group, count as usize)
}

/// Whether body `i` is the middle of a star that should stay one.
fn has_own_leaves(graph: &Graph, i: usize) -> bool {
    let leaves = graph.targets(i).iter().filter(|&&to| graph.degree(to as usize) == 1).count();
    leaves >= OWN_LEAVES.0 && leaves as f32 >= OWN_LEAVES.1 * graph.degree(i) as f32
}

/// The group with the greatest sum of weights, the first of equals.
fn strongest(shares: &mut [(u32, f32)]) -> Option<(u32, f32)> {
    shares.sort_by_key(|&(group, _)| group);
    let mut best: Option<(u32, f32)> = None;
    for same in shares.chunk_by(|a, b| a.0 == b.0) {
        let sum = same.iter().map(|&(_, weight)| weight).sum::<f32>();
        if best.is_none_or(|(_, most)| sum > most) {
            best = Some((same[0].0, sum));
        }
    }
    best
}

fn merged(level: &Level, parent: &[u32], groups: usize) -> Level {
    let mut mass = vec![0.0; groups];
    for (&group, &m) in parent.iter().zip(&level.mass) {
        mass[group as usize] += m;
    }
    let pairs = level.graph.edges().filter_map(|(a, b, weight)| {
        let (a, b) = (parent[a], parent[b]);
        (a != b).then_some((a, b, weight))
    });
    Level { graph: Graph::of_pairs(groups, pairs), mass, parent: Vec::new() }
}
