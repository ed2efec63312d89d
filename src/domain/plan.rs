//! How a country writes its numbers, so that what a text leaves out can be put back.

use super::Msisdn;
use super::digits::of_digits;

/// The dial plan of one country: how its own numbers and foreign ones are written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DialPlan {
    /// ISO 3166 code of the country, `GB`.
    pub region: &'static str,
    /// Country code, without plus.
    pub country_code: &'static str,
    /// What stands before a national number at home; empty where nothing does.
    pub trunk_prefix: &'static str,
    /// What stands before a country code.
    pub international_prefix: &'static str,
    /// Lengths of a national number without its trunk prefix.
    pub national_digits: (usize, usize),
}

impl DialPlan {
    /// Great Britain and Northern Ireland, the default.
    pub const GREAT_BRITAIN: Self = Self {
        region: "GB",
        country_code: "44",
        trunk_prefix: "0",
        international_prefix: "00",
        national_digits: (9, 10),
    };

    /// The plans known by name, for `--region`.
    pub const ALL: [Self; 11] = [
        Self::GREAT_BRITAIN,
        Self { region: "IE", country_code: "353", national_digits: (7, 9), ..Self::GREAT_BRITAIN },
        Self { region: "FR", country_code: "33", national_digits: (9, 9), ..Self::GREAT_BRITAIN },
        Self { region: "DE", country_code: "49", national_digits: (6, 11), ..Self::GREAT_BRITAIN },
        Self { region: "ES", country_code: "34", trunk_prefix: "", national_digits: (9, 9), ..Self::GREAT_BRITAIN },
        Self { region: "PT", country_code: "351", trunk_prefix: "", national_digits: (9, 9), ..Self::GREAT_BRITAIN },
        Self { region: "NL", country_code: "31", national_digits: (9, 9), ..Self::GREAT_BRITAIN },
        Self { region: "IN", country_code: "91", national_digits: (10, 10), ..Self::GREAT_BRITAIN },
        Self { region: "PK", country_code: "92", national_digits: (9, 10), ..Self::GREAT_BRITAIN },
        Self { region: "ZA", country_code: "27", national_digits: (9, 9), ..Self::GREAT_BRITAIN },
        Self {
            region: "US",
            country_code: "1",
            trunk_prefix: "1",
            international_prefix: "011",
            national_digits: (10, 10),
        },
    ];

    /// The plan of a region code, in any case.
    pub fn of_region(region: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|plan| plan.region.eq_ignore_ascii_case(region))
    }

    /// Puts back what `digits` leaves out: E.164 digits with the country code. `plus` says that a plus stood before them.
    pub(super) fn complete(&self, digits: &str, plus: bool) -> String {
        let (shortest, longest) = self.national_digits;
        let fits = |national: &str| (shortest..=longest).contains(&national.len());
        if plus {
            return self.without_inner_trunk(digits);
        }
        if let Some(rest) = digits.strip_prefix(self.international_prefix)
            && rest.len() >= 7
            && !rest.starts_with('0')
        {
            return self.without_inner_trunk(rest);
        }
        if !self.trunk_prefix.is_empty()
            && let Some(national) = digits.strip_prefix(self.trunk_prefix)
            && fits(national)
        {
            return format!("{}{national}", self.country_code);
        }
        if let Some(national) = digits.strip_prefix(self.country_code)
            && (fits(national) || national.strip_prefix(self.trunk_prefix).is_some_and(fits))
            && digits.len() > longest
        {
            return self.without_inner_trunk(digits);
        }
        // A spreadsheet ate the trunk zero; where there is none this is the usual form.
        if fits(digits) && !digits.starts_with('0') {
            return format!("{}{digits}", self.country_code);
        }
        digits.to_owned()
    }

    /// The number that bare digits are in their usual forms, `07700900112`, `447700900112` and `+447700900112`: what
    /// [`Msisdn::parse`] says of them, in a tenth of the time. `None` for all else.
    pub fn plain_number(&self, text: &str) -> Option<Msisdn> {
        let (shortest, longest) = self.national_digits;
        let fits = |len: usize| (shortest..=longest).contains(&len);
        let (bytes, plus) = text.as_bytes().strip_prefix(b"+").map_or((text.as_bytes(), false), |rest| (rest, true));
        if !(8..=15).contains(&bytes.len()) || self.trunk_prefix != "0" {
            return None;
        }
        let value = match bytes {
            [b'0', national @ ..] if !plus && fits(national.len()) && national[0] != b'0' => {
                let code = of_digits(self.country_code.as_bytes())?;
                code * 10_u64.pow(u32::try_from(national.len()).ok()?) + of_digits(national)?
            }
            [b'1'..=b'9', ..] if bytes.len() > longest => {
                let national = bytes.strip_prefix(self.country_code.as_bytes())?;
                if !fits(national.len()) || national[0] == b'0' {
                    return None;
                }
                of_digits(bytes)?
            }
            _ => return None,
        };
        Some(Msisdn::from_digits(value))
    }

    /// Whether a number of the own country, in full, does not begin with the trunk prefix after its country code.
    pub(super) fn begins_plausibly(&self, full: &str) -> bool {
        self.trunk_prefix != "0"
            || !full.strip_prefix(self.country_code).is_some_and(|national| national.starts_with('0'))
    }

    /// `4407700…` as people write it who do not know better: the trunk prefix after the own country code goes.
    fn without_inner_trunk(&self, digits: &str) -> String {
        if let Some(national) = digits.strip_prefix(self.country_code)
            && self.trunk_prefix == "0"
            && let Some(rest) = national.strip_prefix('0')
            && !rest.starts_with('0')
        {
            return format!("{}{rest}", self.country_code);
        }
        digits.to_owned()
    }

    /// `07700 900112`, grouped as the country groups it; foreign numbers as `+353 871234567`.
    pub(super) fn national(&self, number: Msisdn) -> String {
        let digits = number.digits().to_string();
        let Some(national) = digits.strip_prefix(self.country_code) else {
            let foreign = Self::ALL.iter().find(|plan| digits.starts_with(plan.country_code) && plan.region != "US");
            let split = foreign.map_or(0, |plan| plan.country_code.len());
            let (code, rest) = digits.split_at(split);
            return if code.is_empty() { format!("+{rest}") } else { format!("+{code} {rest}") };
        };
        let full = format!("{}{national}", self.trunk_prefix);
        if self.region != "GB" || full.len() != 11 {
            return full;
        }
        // Ofcom's National Telephone Numbering Plan: 02x and 011x, 01x1 areas have shorter codes.
        let code = match full.as_bytes() {
            [b'0', b'2', ..] => 3,
            [b'0', b'1', b'1', ..] | [b'0', b'1', _, b'1', ..] | [b'0', b'3' | b'8' | b'9', ..] => 4,
            _ => 5,
        };
        let (area, rest) = full.split_at(code);
        if rest.len() == 6 {
            return format!("{area} {rest}");
        }
        let (exchange, line) = rest.split_at(rest.len() - 4);
        format!("{area} {exchange} {line}")
    }
}

impl Default for DialPlan {
    fn default() -> Self {
        Self::GREAT_BRITAIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_plain_number_is_what_parsing_says_of_it(
            digits in "\\+?(0|00|0044|44|353|0353|440|33|7|[0-9]{0,3})[0-9]{6,13}",
            plan in prop::sample::select(DialPlan::ALL.to_vec()),
        ) {
            if let Some(number) = plan.plain_number(&digits) {
                prop_assert_eq!(Ok(number), Msisdn::parse(&digits, &plan));
            }
        }
    }

    #[test]
    fn the_usual_forms_are_plain() {
        let number = Some(Msisdn::from_digits(447_700_900_112));
        for digits in ["07700900112", "447700900112", "+447700900112"] {
            assert_eq!(DialPlan::GREAT_BRITAIN.plain_number(digits), number, "{digits}");
        }
    }
}
