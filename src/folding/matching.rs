//! One-to-one assignment: a number has at most one successor and at most one predecessor.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A weight in hundredths of a bit. Whole numbers, so that equal answers are equal to the last digit.
pub(super) type Centibits = i64;

/// A node: an old number's side or a new number's side.
type Node = usize;

/// A matching of greatest weight in a bipartite graph, with what it takes to ask what would become of it without a pair.
///
/// Successive shortest augmenting paths over reduced costs (Jonker and Volgenant 1987, for sparse graphs), where any node
/// may also stay alone at weight zero. A search ends at the nearest place to end, so its cost is that of a neighbourhood.
pub(super) struct Matching {
    /// Neighbours of each node with the weight of the edge: olds first, then news.
    edges: Vec<Vec<(Node, Centibits)>>,
    olds: usize,
    /// Never below zero; two joined by an edge have together at least its weight, exactly that where matched.
    dual: Vec<Centibits>,
    mate: Vec<Option<Node>>,
    /// Left out for the time of a question.
    absent: Vec<bool>,
    banned: Option<(Node, Node)>,
    /// What a question has changed, to be put back.
    journal: Vec<(Node, Centibits, Option<Node>)>,
    search: Search,
}

/// Scratch of one search, kept between searches.
#[derive(Default)]
struct Search {
    distance: Vec<Centibits>,
    from: Vec<Node>,
    done: Vec<bool>,
    touched: Vec<Node>,
    queue: BinaryHeap<Reverse<(Centibits, Node)>>,
}

/// Where an augmenting path ends.
#[derive(Clone, Copy)]
enum End {
    /// At this node of the searching side, which stays alone.
    Alone(Node),
    /// At this free node of the other side.
    Free(Node),
}

impl Matching {
    /// Finds a matching of greatest weight. Edges are (old, new, weight above zero); equal input gives equal output.
    pub fn new(olds: usize, news: usize, edges: &[(usize, usize, Centibits)]) -> Self {
        let nodes = olds + news;
        let mut neighbours: Vec<Vec<(Node, Centibits)>> = vec![Vec::new(); nodes];
        for &(old, new, weight) in edges.iter().filter(|e| e.2 > 0) {
            neighbours[old].push((olds + new, weight));
            neighbours[olds + new].push((old, weight));
        }
        let search = Search {
            distance: vec![Centibits::MAX; nodes],
            from: vec![0; nodes],
            done: vec![false; nodes],
            ..Search::default()
        };
        let mut matching = Self {
            edges: neighbours,
            olds,
            dual: vec![0; nodes],
            mate: vec![None; nodes],
            absent: vec![false; nodes],
            banned: None,
            journal: Vec::new(),
            search,
        };
        for old in 0..olds {
            matching.insert(old);
        }
        matching.journal.clear();
        matching
    }

    /// The new number an old one is matched with.
    pub fn new_of(&self, old: usize) -> Option<usize> {
        self.mate[old].map(|m| m - self.olds)
    }

    /// What the total loses at least if the pair is not a pair (where it is one), or if it is made one (where it is not, and
    /// then the answer is zero or below). Leaves the matching as it was.
    pub fn margin(&mut self, old: usize, new: usize, weight: Centibits) -> Centibits {
        let (x, y) = (old, self.olds + new);
        let margin = if self.mate[x] == Some(y) {
            self.banned = Some((x, y));
            self.part(x, y);
            self.absent[y] = true;
            let first = self.insert(x);
            self.absent[y] = false;
            let second = self.insert(y);
            self.banned = None;
            weight - first - second
        } else {
            let loss = self.remove(x) + self.remove(y);
            self.absent[x] = false;
            self.absent[y] = false;
            weight - loss
        };
        self.put_back();
        margin
    }

    /// Takes a node out and lets the one it leaves look for another. Answers what the total loses.
    fn remove(&mut self, node: Node) -> Centibits {
        self.absent[node] = true;
        let Some(left) = self.mate[node] else { return 0 };
        let weight = self.edges[node].iter().find(|e| e.0 == left).map_or(0, |e| e.1);
        self.part(node, left);
        weight - self.insert(left)
    }

    fn part(&mut self, x: Node, y: Node) {
        self.note(x);
        self.note(y);
        self.mate[x] = None;
        self.mate[y] = None;
    }

    fn note(&mut self, node: Node) {
        self.journal.push((node, self.dual[node], self.mate[node]));
    }

    fn put_back(&mut self) {
        while let Some((node, dual, mate)) = self.journal.pop() {
            self.dual[node] = dual;
            self.mate[node] = mate;
        }
    }

    /// Brings a free node into a matching that is best without it. Answers what the total gains.
    fn insert(&mut self, root: Node) -> Centibits {
        let usable = |e: &&(Node, Centibits)| !self.absent[e.0] && !self.is_banned(root, e.0);
        let best = self.edges[root].iter().filter(usable).map(|&(y, weight)| weight - self.dual[y]).max();
        self.note(root);
        self.dual[root] = best.unwrap_or(0).max(0);
        if self.dual[root] == 0 {
            return 0;
        }
        let start = self.dual[root];
        let (length, end) = self.shortest_path(root);
        self.lower_duals(root, length);
        self.augment(root, end);
        for node in self.search.touched.drain(..) {
            self.search.distance[node] = Centibits::MAX;
            self.search.done[node] = false;
        }
        self.search.queue.clear();
        start - length
    }

    fn is_banned(&self, x: Node, y: Node) -> bool {
        self.banned.is_some_and(|(a, b)| (x, y) == (a, b) || (y, x) == (a, b))
    }

    /// The cheapest way to end a path from `root`: at a free node of the other side, or by leaving a node of this side alone.
    /// `search` holds distances of nodes of the other side.
    fn shortest_path(&mut self, root: Node) -> (Centibits, End) {
        let mut best = (self.dual[root], End::Alone(root));
        let mut here = (0, root);
        loop {
            let (so_far, x) = here;
            for &(y, weight) in &self.edges[x] {
                let banned = self.banned.is_some_and(|(a, b)| (x, y) == (a, b) || (y, x) == (a, b));
                if self.absent[y] || self.search.done[y] || banned || self.mate[x] == Some(y) {
                    continue;
                }
                let distance = so_far + self.dual[x] + self.dual[y] - weight;
                if distance < self.search.distance[y] {
                    if self.search.distance[y] == Centibits::MAX {
                        self.search.touched.push(y);
                    }
                    self.search.distance[y] = distance;
                    self.search.from[y] = x;
                    self.search.queue.push(Reverse((distance, y)));
                }
            }
            let next = loop {
                match self.search.queue.pop() {
                    Some(Reverse((distance, y))) if !self.search.done[y] && distance == self.search.distance[y] => {
                        break Some((distance, y));
                    }
                    Some(_) => {}
                    None => break None,
                }
            };
            let Some((distance, y)) = next.filter(|&(distance, _)| distance < best.0) else { return best };
            let Some(x) = self.mate[y] else { return (distance, End::Free(y)) };
            self.search.done[y] = true;
            if distance + self.dual[x] < best.0 {
                best = (distance + self.dual[x], End::Alone(x));
            }
            here = (distance, x);
        }
    }

    fn lower_duals(&mut self, root: Node, length: Centibits) {
        self.note(root);
        self.dual[root] -= length;
        for i in 0..self.search.touched.len() {
            let y = self.search.touched[i];
            let distance = self.search.distance[y];
            if !self.search.done[y] || distance >= length {
                continue;
            }
            let Some(x) = self.mate[y] else { continue };
            self.note(x);
            self.note(y);
            self.dual[y] += length - distance;
            self.dual[x] -= length - distance;
        }
    }

    fn augment(&mut self, root: Node, end: End) {
        let mut y = match end {
            End::Alone(x) if x == root => return,
            End::Alone(x) => {
                self.note(x);
                let Some(y) = self.mate[x].take() else { return };
                y
            }
            End::Free(y) => y,
        };
        loop {
            let x = self.search.from[y];
            self.note(x);
            self.note(y);
            self.mate[y] = Some(x);
            let before = self.mate[x].replace(y);
            match before {
                Some(next) if x != root => y = next,
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(matching: &Matching, edges: &[(usize, usize, Centibits)]) -> Centibits {
        edges.iter().filter(|e| matching.new_of(e.0) == Some(e.1)).map(|e| e.2).sum()
    }

    /// Every matching, tried.
    fn best_of_all(edges: &[(usize, usize, Centibits)]) -> Centibits {
        let Some((&(old, new, weight), rest)) = edges.split_first() else { return 0 };
        let without = best_of_all(rest);
        let apart: Vec<_> = rest.iter().copied().filter(|e| e.0 != old && e.1 != new).collect();
        without.max(weight + best_of_all(&apart))
    }

    fn graphs() -> impl Strategy<Value = Vec<(usize, usize, Centibits)>> {
        proptest::collection::btree_map((0usize..5, 0usize..5), 1i64..40, 0..12)
            .prop_map(|edges| edges.into_iter().map(|((old, new), weight)| (old, new, weight)).collect())
    }

    proptest! {
        #[test]
        fn the_matching_is_the_best_there_is(edges in graphs()) {
            let matching = Matching::new(5, 5, &edges);
            prop_assert_eq!(total(&matching, &edges), best_of_all(&edges));
        }

        #[test]
        fn a_margin_is_what_the_best_other_matching_costs(edges in graphs()) {
            let mut matching = Matching::new(5, 5, &edges);
            let best = best_of_all(&edges);
            for &(old, new, weight) in &edges {
                let others: Vec<_> = edges.iter().copied().filter(|e| (e.0, e.1) != (old, new)).collect();
                let apart: Vec<_> = others.iter().copied().filter(|e| e.0 != old && e.1 != new).collect();
                let matched = matching.new_of(old) == Some(new);
                let expected =
                    if matched { best - best_of_all(&others) } else { weight + best_of_all(&apart) - best };
                prop_assert_eq!(matching.margin(old, new, weight), expected);
                prop_assert_eq!(total(&matching, &edges), best);
            }
        }
    }
}
