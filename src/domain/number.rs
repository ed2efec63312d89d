//! A subscriber number in E.164 form.

use super::DialPlan;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A subscriber number (MSISDN) in E.164 form: country code first, at most 15 digits (ITU-T E.164, 6.1).
///
/// Held as one integer: a country code never begins with 0, so no digit is lost. Whether any network holds the
/// number is not asked: a number that is not allocated is still what the operator wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Msisdn(u64);

/// Why a text is not a subscriber number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// There is no digit in it.
    #[error("\"{0}\" holds no telephone number")]
    NoDigits(String),
    /// It holds something that does not belong in a number.
    #[error("\"{0}\" is not a telephone number: \"{1}\" does not belong in one")]
    Foreign(String, char),
    /// A spreadsheet turned it into `4.47701E+11`.
    #[error("\"{0}\" was damaged by a spreadsheet: its last digits are lost")]
    Scientific(String),
    /// Fewer digits than a subscriber number has: perhaps a short code.
    #[error("\"{0}\" has too few digits for a telephone number")]
    TooShort(String),
    /// Its country writes no number so: `+44 000…`.
    #[error("\"{0}\" is not plausible as a telephone number: no number of its country begins so")]
    NotPlausible(String),
    /// More than 15 digits.
    #[error("\"{0}\" has more than the 15 digits a telephone number may have")]
    TooLong(String),
}

impl Msisdn {
    /// Reads a number as operators write it: `07700 900112`, `+44 (0)7700 900112`, `00447700900112`,
    /// `447700900112`, `7700900112` (a spreadsheet ate the zero), `447700900112.0`.
    ///
    /// `plan` supplies what the text leaves out: the country code and the trunk prefix.
    ///
    /// # Errors
    /// [`NumberError`] says what does not fit; short codes and senders' names are errors here, see
    /// [`Party::parse`](super::Party::parse).
    pub fn parse(text: &str, plan: &DialPlan) -> Result<Self, NumberError> {
        let whole = text.trim();
        let text = whole.strip_prefix("tel:").unwrap_or(whole);
        let text = text.strip_prefix("sip:").map_or(text, |uri| uri.split('@').next().unwrap_or(uri));
        if is_scientific(text) {
            return Err(NumberError::Scientific(whole.to_owned()));
        }
        let text = text.strip_suffix(".0").unwrap_or(text);
        let mut digits = String::with_capacity(16);
        let mut plus = false;
        let body = if text.contains("(0)") { Cow::Owned(text.replace("(0)", "")) } else { Cow::Borrowed(text) };
        for c in body.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !plus => plus = true,
                '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}' => {}
                // Spaces of any width, and marks that are not seen.
                c if c.is_whitespace() => {}
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
                }
                other => return Err(NumberError::Foreign(whole.to_owned(), other)),
            }
        }
        if digits.is_empty() {
            return Err(NumberError::NoDigits(whole.to_owned()));
        }
        let full = plan.complete(&digits, plus);
        // The shortest subscriber numbers in use have seven digits with their country code, and no country code begins
        // with 0: what still does could not be completed.
        if full.len() < 7 || full.starts_with('0') || (!plus && digits.len() < 7) {
            return Err(NumberError::TooShort(whole.to_owned()));
        }
        if full.len() > 15 {
            return Err(NumberError::TooLong(whole.to_owned()));
        }
        if !plan.begins_plausibly(&full) {
            return Err(NumberError::NotPlausible(whole.to_owned()));
        }
        full.parse().map(Self).map_err(|_not_a_number| NumberError::TooLong(whole.to_owned()))
    }

    /// The number whose E.164 digits are `digits`, as in `447700900112`.
    pub const fn from_digits(digits: u64) -> Self {
        Self(digits)
    }

    /// The E.164 digits as one integer, without the plus.
    pub const fn digits(self) -> u64 {
        self.0
    }

    /// As people of the plan's country write it: `07700 900112`; foreign numbers keep their plus.
    pub fn national(self, plan: &DialPlan) -> String {
        plan.national(self)
    }

    /// The last six digits, for lists where the line is named beside it.
    pub fn last_six(self) -> String {
        format!("{:06}", self.0 % 1_000_000)
    }
}

/// Whether the text is a number in a spreadsheet's scientific notation.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    !mantissa.is_empty()
        && mantissa.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        && !exponent.is_empty()
        && exponent.chars().all(|c| c.is_ascii_digit())
}

impl fmt::Display for Msisdn {
    /// `+447700900112`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

impl From<Msisdn> for String {
    fn from(number: Msisdn) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for Msisdn {
    type Error = NumberError;
    fn try_from(text: String) -> Result<Self, NumberError> {
        Self::parse(&text, &DialPlan::GREAT_BRITAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uk(text: &str) -> Result<String, NumberError> {
        Msisdn::parse(text, &DialPlan::GREAT_BRITAIN).map(|n| n.to_string())
    }

    #[test]
    fn one_number_is_read_in_every_way_it_is_written() {
        for text in [
            "07700900112",
            "07700 900112",
            "+447700900112",
            "+44 (0)7700 900112",
            "+44 (0) 7700-900112",
            "00447700900112",
            "447700900112",
            "7700900112",
            "447700900112.0",
            "(07700) 900 112",
            "tel:+447700900112",
            "sip:+447700900112@ims.example",
            "4407700900112",
        ] {
            assert_eq!(uk(text).as_deref(), Ok("+447700900112"), "{text}");
        }
    }

    #[test]
    fn foreign_numbers_keep_their_country() {
        assert_eq!(uk("+353 87 123 4567").as_deref(), Ok("+353871234567"));
        assert_eq!(uk("00353871234567").as_deref(), Ok("+353871234567"));
    }

    #[test]
    fn a_landline_is_a_number_too() {
        assert_eq!(uk("020 7946 0123").as_deref(), Ok("+442079460123"));
        assert_eq!(uk("01632 960001").as_deref(), Ok("+441632960001"));
    }

    #[test]
    fn what_is_no_number_says_why() {
        assert!(matches!(uk("VODAFONE"), Err(NumberError::Foreign(_, 'V'))));
        assert!(matches!(uk("60075"), Err(NumberError::TooShort(_))));
        assert!(matches!(uk("0770090"), Err(NumberError::TooShort(_))));
        assert!(matches!(uk("4.47701E+11"), Err(NumberError::Scientific(_))));
        assert!(matches!(uk("4477009001120000"), Err(NumberError::TooLong(_))));
        assert!(matches!(uk("  "), Err(NumberError::NoDigits(_))));
    }

    #[test]
    fn it_is_shown_as_people_of_the_country_write_it() {
        let plan = &DialPlan::GREAT_BRITAIN;
        let shown = |text: &str| Msisdn::parse(text, plan).map(|n| n.national(plan)).unwrap();
        assert_eq!(shown("+447700900112"), "07700 900112");
        assert_eq!(shown("02079460123"), "020 7946 0123");
        assert_eq!(shown("01214960123"), "0121 496 0123");
        assert_eq!(shown("01632960123"), "01632 960123");
        assert_eq!(shown("+353871234567"), "+353 871234567");
    }
}
