//! The best whole assignment of columns to fields.

/// For each row of `weights` (fields) the column it is given, so that the sum of the weights is the greatest there is; no
/// column is given twice, and a weight of zero or less is not given at all.
///
/// The Hungarian method with potentials (Kuhn 1955, Munkres 1957), O(rows² · columns).
pub(super) fn assign(weights: &[Vec<f64>]) -> Vec<Option<usize>> {
    let rows = weights.len();
    let columns = weights.iter().map(Vec::len).max().unwrap_or(0);
    // One column of weight zero for each row, so that a row may go without.
    let width = columns + rows;
    let cost = |row: usize, column: usize| -weights[row].get(column).copied().unwrap_or(0.0).max(0.0);
    // Row and column 0 are the outside of the method; rows and columns of the table count from 1.
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; width + 1];
    let mut row_of = vec![0_usize; width + 1];
    for row in 1..=rows {
        let mut reached_from = vec![0_usize; width + 1];
        let mut slack = vec![f64::INFINITY; width + 1];
        let mut used = vec![false; width + 1];
        row_of[0] = row;
        let mut column = 0;
        while row_of[column] != 0 {
            used[column] = true;
            let (mut least, mut next) = (f64::INFINITY, 0);
            for other in 1..=width {
                if used[other] {
                    continue;
                }
                let at = row_of[column];
                let reduced = cost(at - 1, other - 1) - row_potential[at] - column_potential[other];
                if reduced < slack[other] {
                    slack[other] = reduced;
                    reached_from[other] = column;
                }
                if slack[other] < least {
                    least = slack[other];
                    next = other;
                }
            }
            for other in 0..=width {
                if used[other] {
                    row_potential[row_of[other]] += least;
                    column_potential[other] -= least;
                } else {
                    slack[other] -= least;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = reached_from[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    let mut given = vec![None; rows];
    for (column, &row) in row_of[1..=columns].iter().enumerate() {
        if row > 0 && weights[row - 1].get(column).is_some_and(|w| *w > 0.0) {
            given[row - 1] = Some(column);
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_whole_counts_not_the_single_column() {
        // Column by column, field 0 would take column 0 and leave field 1 with nothing.
        assert_eq!(assign(&[vec![10.0, 9.0], vec![8.0, 0.0]]), [Some(1), Some(0)]);
    }

    #[test]
    fn nothing_is_given_where_nothing_fits() {
        assert_eq!(assign(&[vec![0.0, 0.0], vec![0.0, 2.0]]), [None, Some(1)]);
        assert_eq!(assign(&[]), Vec::<Option<usize>>::new());
    }

    fn best_by_trying(weights: &[Vec<f64>], row: usize, taken: u32) -> f64 {
        if row == weights.len() {
            return 0.0;
        }
        let without = best_by_trying(weights, row + 1, taken);
        (0..weights[row].len())
            .filter(|c| taken >> c & 1 == 0 && weights[row][*c] > 0.0)
            .map(|c| weights[row][c] + best_by_trying(weights, row + 1, taken | 1 << c))
            .fold(without, f64::max)
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_better(weights in prop::collection::vec(prop::collection::vec(-3.0..9.0, 4), 0..5)) {
            let given = assign(&weights);
            let sum: f64 = given.iter().enumerate().filter_map(|(r, c)| c.map(|c| weights[r][c])).sum();
            prop_assert!((sum - best_by_trying(&weights, 0, 0)).abs() < 1e-9);
        }
    }
}
