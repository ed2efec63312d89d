//! Bare digits as an integer, eight at a time.

/// The number that a text of up to 19 digits names; `None` if it is empty, longer, or holds anything but digits.
///
/// Eight digits stand in one word and are put together by pairs, fours and eights (Lemire 2022, "Parsing series of integers with
/// SIMD"; the method without SIMD is older). Call records are mostly digits, so this is where reading them is spent.
pub(super) fn of_digits(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 19 {
        return None;
    }
    let (rest, words) = text.as_rchunks::<8>();
    let mut value = 0;
    for digit in rest {
        value = value * 10 + u64::from(Some(digit.wrapping_sub(b'0')).filter(|digit| *digit < 10)?);
    }
    for word in words {
        value = value * 100_000_000 + eight(*word)?;
    }
    Some(value)
}

const fn eight(word: [u8; 8]) -> Option<u64> {
    const SIXES: u64 = 0x0606_0606_0606_0606;
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let word = u64::from_le_bytes(word);
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
