//! Bits as shown: to the tenth, with their sign, and so that what is shown adds up.

/// `+7.1`, `−0.4`, `0.0`, of tenths of a bit.
pub(super) fn signed(tenths: i64) -> String {
    let sign = match tenths {
        0 => "",
        t if t > 0 => "+",
        _ => "\u{2212}",
    };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}

/// A weight in tenths of a bit.
#[expect(clippy::cast_possible_truncation, reason = "weights are some dozens of bits")]
pub(super) fn tenths(bits: f64) -> i64 {
    (bits * 10.0).round() as i64
}

/// Weights in tenths that add up to the total in tenths: each is rounded down, and those cut most get a tenth back
/// (largest remainder). None is off by a whole tenth.
#[expect(clippy::cast_possible_truncation, reason = "weights are some dozens of bits")]
pub(super) fn tenths_that_add_up(bits: &[f64], total: i64) -> Vec<i64> {
    let mut rows: Vec<i64> = bits.iter().map(|b| (b * 10.0).floor() as i64).collect();
    let mut order: Vec<usize> = (0..bits.len()).collect();
    let cut = |i: usize| bits[i] * 10.0 - (bits[i] * 10.0).floor();
    order.sort_by(|&a, &b| cut(b).total_cmp(&cut(a)).then(a.cmp(&b)));
    let missing = usize::try_from(total - rows.iter().sum::<i64>()).unwrap_or_default();
    for &i in order.iter().take(missing) {
        rows[i] += 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_adds_up_to_the_tenth() {
        let bits = [-4.74, 2.83, 1.96, 3.88, 2.06, 1.34, 1.18, -0.44, -1.12, 0.15];
        let total = tenths(bits.iter().sum());
        let rows = tenths_that_add_up(&bits, total);
        assert_eq!(rows.iter().sum::<i64>(), total);
        for (row, exact) in rows.iter().zip(bits) {
            assert!((*row as f64 / 10.0 - exact).abs() < 0.1);
        }
    }

    #[test]
    fn a_weight_wears_its_sign() {
        assert_eq!([signed(71), signed(-4), signed(0)], ["+7.1", "−0.4", "0.0"]);
    }
}
