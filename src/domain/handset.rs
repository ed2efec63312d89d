//! Handsets (IMEI) and SIMs (IMSI).

use super::digits::of_digits;
use std::fmt;
use std::num::NonZeroU64;

/// A handset identity (IMEI, 3GPP TS 23.003, 6.2): type allocation code 8 digits, serial 6, then a check digit or
/// a software version that say nothing about which handset it is. Two are equal when their first 14 digits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imei(NonZeroU64);

impl Imei {
    /// Reads 14 digits (no check digit), 15 (IMEI) or 16 (IMEISV); separators are ignored. `None` for anything
    /// else, and for junk such as all zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, count) = digits_of(text, 16)?;
        let first = match count {
            14..=16 => digits / 10_u64.pow(count - 14),
            _ => return None,
        };
        // All digits the same.
        let junk = first % 11_111_111_111_111 == 0;
        NonZeroU64::new(first).filter(|_| !junk).map(Self)
    }

    /// The 14 digits that name the handset.
    pub const fn digits(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Display for Imei {
    /// The 14 digits that count.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:014}", self.0)
    }
}

/// A SIM identity (IMSI, 3GPP TS 23.003, 2.2): country code 3, network code 2 or 3, subscriber; 14 or 15 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imsi(NonZeroU64);

impl Imsi {
    /// Reads 14 or 15 digits; `None` for anything else and for all zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let (value, count) = digits_of(text, 15)?;
        NonZeroU64::new(value).filter(|_| (14..=15).contains(&count)).map(Self)
    }

    /// The digits as one integer.
    pub const fn digits(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Display for Imsi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:015}", self.0)
    }
}

/// The digits of a text of digits and separators as one integer, and how many there are; `None` if there is anything else or too
/// many.
fn digits_of(text: &str, most: u32) -> Option<(u64, u32)> {
    // Nearly always there is nothing but digits.
    let count = u32::try_from(text.len()).ok()?;
    if count <= most
        && let Some(value) = of_digits(text.as_bytes())
    {
        return Some((value, count));
    }
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let (mut value, mut count) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if count < most => {
                value = value * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b' ' | b'-' | b'/' => {}
            _ => return None,
        }
    }
    Some((value, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handsets_are_compared_on_14_digits() {
        let plain = Imei::parse("35693803564380").unwrap();
        assert_eq!(Imei::parse("356938035643809"), Some(plain));
        assert_eq!(Imei::parse("35-693803-564380-9"), Some(plain));
        assert_eq!(Imei::parse("3569380356438012"), Some(plain));
        assert_ne!(Imei::parse("356938035643819"), Some(plain));
    }

    #[test]
    fn junk_is_no_handset() {
        for text in ["000000000000000", "-", "", "12345", "111111111111111", "3.56938E+14"] {
            assert_eq!(Imei::parse(text), None, "{text}");
        }
        assert_eq!(Imsi::parse("234150000000001").map(|s| s.to_string()).as_deref(), Some("234150000000001"));
        assert_eq!(Imsi::parse("000000000000000"), None);
    }
}
