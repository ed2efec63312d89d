//! Handsets (IMEI) and SIMs (IMSI).

use std::fmt;

/// A handset identity (IMEI, 3GPP TS 23.003, 6.2): type allocation code 8 digits, serial 6, then a check digit or
/// a software version that say nothing about which handset it is. Two are equal when their first 14 digits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imei(u64);

impl Imei {
    /// Reads 14 digits (no check digit), 15 (IMEI) or 16 (IMEISV); separators are ignored. `None` for anything
    /// else, and for junk such as all zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = digits_of(text, 16)?;
        if !(14..=16).contains(&digits.len()) {
            return None;
        }
        let first = digits[..14].parse().ok()?;
        let junk = first == 0 || digits[..14].bytes().all(|b| b == digits.as_bytes()[0]);
        (!junk).then_some(Self(first))
    }

    /// The 14 digits that name the handset.
    pub const fn digits(self) -> u64 {
        self.0
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
pub struct Imsi(u64);

impl Imsi {
    /// Reads 14 or 15 digits; `None` for anything else and for all zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = digits_of(text, 15)?;
        let value: u64 = digits.parse().ok()?;
        ((14..=15).contains(&digits.len()) && value != 0).then_some(Self(value))
    }

    /// The digits as one integer.
    pub const fn digits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Imsi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:015}", self.0)
    }
}

/// The digits of a text of digits and separators, `None` if there is anything else or too many.
fn digits_of(text: &str, most: usize) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let mut digits = String::with_capacity(most);
    for c in text.chars() {
        match c {
            '0'..='9' if digits.len() < most => digits.push(c),
            ' ' | '-' | '/' => {}
            _ => return None,
        }
    }
    Some(digits)
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
