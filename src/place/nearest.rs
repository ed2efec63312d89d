//! The town a coordinate belongs to.

use super::conurbation::{TOWN_POPULATION, people, radius_km};
use super::text::Place;
use crate::geom::Point;
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// How much nearer a village must be than a town to be named instead of it.
const VILLAGE_HANDICAP_KM: f32 = 6.0;
/// How far from the edge of any place a coordinate still belongs to it; further out is sea.
const REACH_KM: f32 = 30.0;

/// The built-up land of a place, taken as a disc.
#[derive(Clone, Copy, Debug)]
struct Disc {
    index: usize,
    middle: Point,
    radius_km: f32,
}

impl RTreeObject for Disc {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        let Point { x, y } = self.middle;
        let r = self.radius_km;
        AABB::from_corners([x - r, y - r], [x + r, y + r])
    }
}

impl PointDistance for Disc {
    /// Squared distance from the disc's edge, in square kilometres; 0 within it.
    fn distance_2(&self, at: &[f32; 2]) -> f32 {
        let outside = ((at[0] - self.middle.x).hypot(at[1] - self.middle.y) - self.radius_km).max(0.0);
        outside * outside
    }
}

/// Finds the town of a coordinate. O(log n).
///
/// A phone mast serves the streets round it, so what counts is not whose middle is nearest but whose *built-up land* it
/// stands on: the middle of Norwich is further from Carrow Road than a hamlet on the other bank may be. Each place is a disc
/// with room for its people at the usual density, so distance is weighted by population:
///
/// - within discs, the place whose middle is nearest in terms of its own radius: the middle of Gateshead is
///   Gateshead although Newcastle's disc covers it;
/// - outside all, the place whose edge is nearest (an additively weighted Voronoi diagram: Aurenhammer 1991). Dividing
///   by the radius, as gravity models do, would give London the woods of Kent.
///
/// Towns are what people name and where dealing is: a village (under 5,000 people) is named only where no town's edge is within 6 km
/// of its own. The 6 km are a judgement: about the way from a market town to its ring of villages.
#[derive(Debug)]
pub(super) struct NearestTown {
    towns: RTree<Disc>,
    villages: RTree<Disc>,
}

impl NearestTown {
    /// `town` as of [`towns`](super::conurbation::towns): a part of a town stands for it, whatever its own size.
    pub fn new(places: &[Place], spots: &[Point], town: &[usize]) -> Self {
        let disc = |index: usize| Disc { index, middle: spots[index], radius_km: radius_km(&places[index]) };
        let is_town = |&index: &usize| people(&places[town[index]]) >= TOWN_POPULATION;
        let (towns, villages): (Vec<_>, Vec<_>) = (0..places.len()).partition(is_town);
        Self {
            towns: RTree::bulk_load(towns.into_iter().map(disc).collect()),
            villages: RTree::bulk_load(villages.into_iter().map(disc).collect()),
        }
    }

    /// Index of the place; `None` more than 30 km from the edge of any.
    pub fn find(&self, at: Point) -> Option<usize> {
        let (town, to_town) = edge(&self.towns, at).unzip();
        let (village, to_village) = edge(&self.villages, at).unzip();
        let to_town = to_town.unwrap_or(f32::INFINITY);
        let to_village = to_village.unwrap_or(f32::INFINITY);
        if to_village + VILLAGE_HANDICAP_KM < to_town {
            village.filter(|_| to_village <= REACH_KM)
        } else {
            town.filter(|_| to_town <= REACH_KM)
        }
    }
}

/// The best disc and the distance to its edge, 0 within it.
fn edge(discs: &RTree<Disc>, at: Point) -> Option<(usize, f32)> {
    let query = [at.x, at.y];
    let share = |disc: &Disc| (disc.middle - at).length() / disc.radius_km;
    let within =
        discs.locate_all_at_point(&query).min_by(|a, b| share(a).total_cmp(&share(b)).then(a.index.cmp(&b.index)));
    let best = within.or_else(|| discs.nearest_neighbor(&query))?;
    Some((best.index, best.distance_2(&query).sqrt()))
}
