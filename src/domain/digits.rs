//! Bare digits as an integer, eight at a time.

/// The number that a text of up to 19 digits names; `None` if it is empty, longer, or holds anything but digits.
///
/// Eight digits stand in one word and are put together by pairs, fours and eights (Lemire 2022, "Parsing series of integers with
/// SIMD"; the method without SIMD is older). Call records are mostly digits, so this is where reading them is spent.
pub fn of_digits(text: &[u8]) -> Option<u64> {
    let len = text.len();
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        // The first word holds the digits before the last eight, zeros put before them.
        (Some(first), Some(last)) if len <= 16 => {
            let missing = 16 - len;
            let first = u64::from_le_bytes(*first);
            let first = if missing == 8 { ZEROS } else { first << (missing * 8) | ZEROS & ((1 << (missing * 8)) - 1) };
            Some(eight(first)? * 100_000_000 + eight(u64::from_le_bytes(*last))?)
        }
        _ if len == 0 || len > 19 => None,
        _ => {
            let digit = |value: u64, digit: &u8| {
                Some(value * 10 + u64::from(Some(digit.wrapping_sub(b'0')).filter(|digit| *digit < 10)?))
            };
            text.iter().try_fold(0, digit)
        }
    }
}

/// Eight digits that are zero.
const ZEROS: u64 = 0x3030_3030_3030_3030;

const fn eight(word: u64) -> Option<u64> {
    const SIXES: u64 = 0x0606_0606_0606_0606;
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    // The upper half of every byte is three, and stays three if six is added.
    if word & HIGH != ZEROS || word.wrapping_add(SIXES) & HIGH != ZEROS {
        return None;
    }
    let pairs = (word & !HIGH).wrapping_mul(1 + (10 << 8)) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(1 + (100 << 16)) >> 16 & 0x0000_FFFF_0000_FFFF;
    Some(fours.wrapping_mul(1 + (10_000 << 32)) >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_read_as_parsing_reads_them(text in "([0-9]{0,21}|[0-9]{0,9}[ -~é][0-9]{0,9})") {
            let is_bare = text.len() <= 19 && text.bytes().all(|b| b.is_ascii_digit());
            prop_assert_eq!(of_digits(text.as_bytes()), text.parse().ok().filter(|_| is_bare));
        }
    }
}
