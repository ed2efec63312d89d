//! What lies at a point of a crowd, found through grids.

use super::cells::Cells;
use super::crowd::{Crowd, DotForm, Strand};
use super::pick::{NODE_MISS, TIE_MISS, to_pieces};
use super::sight::Sight;
use super::spread::Spread;
use crate::geom::{Point, Rect};

/// Links fainter than this are not told apart, and so cannot be picked.
const PICKED_FROM: f32 = 0.3;
/// Steps that a link is registered in at most.
const MOST_STEPS: f32 = 400.0;

/// Which strands run through which cells of a spread: those of cell `i` are `strands[starts[i]..starts[i + 1]]`.
#[derive(Debug, Default)]
pub(super) struct Threads {
    starts: Vec<u32>,
    strands: Vec<u32>,
}

impl Threads {
    /// Goes along every strand; a bent one is taken for straight.
    pub(super) fn new(crowd: &Crowd, spread: &Spread) -> Self {
        let cells = &spread.cells;
        let mut passes: Vec<(u32, u32)> = Vec::with_capacity(crowd.strands.len() * 4);
        for (index, strand) in (0..).zip(&crowd.strands) {
            through(cells, spread, strand, |cell| passes.push((cell, index)));
        }
        let mut starts = vec![0; cells.len() + 1];
        for &(cell, _) in &passes {
            starts[cell as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let (mut next, mut strands) = (starts.clone(), vec![0; passes.len()]);
        for (cell, strand) in passes {
            let slot: &mut u32 = &mut next[cell as usize];
            strands[*slot as usize] = strand;
            *slot += 1;
        }
        Self { starts, strands }
    }
}

/// Names the cells a strand runs through.
fn through(cells: &Cells, spread: &Spread, strand: &Strand, mut found: impl FnMut(u32)) {
    let [a, b] = [strand.ends.0, strand.ends.1].map(|end| spread.at[end as usize]);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred at most")]
    let steps = ((b - a).length() / cells.side() * 2.0).ceil().clamp(1.0, MOST_STEPS) as u16;
    let mut last = None;
    for step in 0..=steps {
        let cell = cells.home(a.lerp(b, f32::from(step) / f32::from(steps)));
        if last != Some(cell) {
            found(cell);
        }
        last = Some(cell);
    }
}

impl Crowd {
    /// The topmost dot at a point of the view, else the nearest of those missed by a hair.
    pub(super) fn pick_dot(&self, spread: &Spread, sight: &Sight, at: Point) -> Option<usize> {
        let largest = self.order.first().map_or(0.0, |&dot| sight.half(&self.dots[dot as usize]));
        let reach = largest + NODE_MISS;
        let near = Rect {
            min: sight.world(at - Point { x: reach, y: reach }),
            max: sight.world(at + Point { x: reach, y: reach }),
        };
        let missed_by = |dot: usize| {
            let (half, away) = (sight.half(&self.dots[dot]), at - sight.view(spread.at[dot]));
            let distance =
                if self.dots[dot].form == DotForm::Square { away.x.abs().max(away.y.abs()) } else { away.length() };
            (half, (distance - half).max(0.0))
        };
        let within =
            spread.cells.about(near).map(|dot| (dot, missed_by(dot))).filter(|(_, (_, miss))| *miss <= NODE_MISS);
        // Of several under the point the smallest lies on top.
        let best = within.min_by(|(_, (half, miss)), (_, (other_half, other_miss))| {
            miss.total_cmp(other_miss).then(half.total_cmp(other_half))
        });
        best.map(|(dot, _)| dot)
    }

    /// The nearest strand to a point of the view.
    pub(super) fn pick_strand(&self, threads: &Threads, spread: &Spread, sight: &Sight, at: Point) -> Option<&Strand> {
        if sight.fade < PICKED_FROM {
            return None;
        }
        let reach = Point { x: TIE_MISS, y: TIE_MISS };
        let near = Rect { min: sight.world(at - reach), max: sight.world(at + reach) };
        let through = |cell: usize| {
            let range = *threads.starts.get(cell)? as usize..*threads.starts.get(cell + 1)? as usize;
            threads.strands.get(range)
        };
        let strands = spread.cells.under(near).filter_map(through).flatten();
        let away = strands.filter_map(|&index| {
            let strand = self.strands.get(index as usize)?;
            let path = sight.course(self, spread, strand)?;
            let corners = if path.straight { vec![path.points[0], path.points[3]] } else { path.corners() };
            let miss = to_pieces(at, &corners) - strand.width * sight.thin / 2.0;
            (miss <= TIE_MISS).then_some((strand, miss))
        });
        away.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(strand, _)| strand)
    }
}
