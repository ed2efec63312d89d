//! One end of a record, as it is written.

use super::clean::clean;
use super::looks_of_numbers::label_of;
use super::tally::Remark;
use super::target::numbers_in;
use crate::domain::{DialPlan, NumberError, Party};

/// A party, and what had to be mended to read it.
pub(super) type PartyRead = Result<(Party, Option<Remark>), NumberError>;

/// Reads a party. A number with words around it (`07700 900112 (mobile)`) is that number; what only looks like a name is a
/// sender.
///
/// # Errors
/// A number that was damaged or has too many digits.
pub(super) fn read_party(text: &str, plan: &DialPlan) -> PartyRead {
    // All zeros is how some operators write a number they do not know, be it a single one.
    if !text.is_empty() && text.bytes().all(|b| b == b'0') {
        return Ok((Party::Withheld, None));
    }
    let party = Party::parse(text, plan)?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if matches!(party, Party::Sender(_))
        && digits > 8
        && let [number] = numbers_in(text, plan)[..]
    {
        return Ok((Party::Number(number), Some(Remark::WordsAroundNumber)));
    }
    if let (Party::Sender(_), Some(party)) = (&party, behind_label(text, plan)) {
        return Ok((party, Some(Remark::WordsAroundNumber)));
    }
    // Ten digits where the country writes eleven with a zero in front.
    let bare = digits == text.len() && digits == plan.national_digits.1 && plan.trunk_prefix == "0";
    let mended = bare && plan.region == "GB" && text.starts_with(['1', '2', '3', '7', '8']);
    Ok((party, mended.then_some(Remark::ZeroMended)))
}

/// The party behind `To:` or `From:`, and the number behind another word.
fn behind_label(text: &str, plan: &DialPlan) -> Option<Party> {
    let (label, rest) = text.split_once(':')?;
    if label.is_empty() || label.len() > 16 || !label.chars().all(|c| c.is_alphabetic() || c == ' ') {
        return None;
    }
    let party = Party::parse(clean(rest), plan).ok()?;
    (label_of(text).is_some() || matches!(party, Party::Number(_))).then_some(party)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Msisdn;

    #[test]
    fn a_number_is_found_among_words() {
        let plan = DialPlan::GREAT_BRITAIN;
        let number = Party::Number(Msisdn::from_digits(447_700_900_112));
        for text in ["07700 900112 (D)", "Mobile: 447700900112", "+447700900112;phone-context=x", "447700900112F"] {
            assert_eq!(read_party(text, &plan), Ok((number.clone(), Some(Remark::WordsAroundNumber))), "{text}");
        }
        for text in ["VD-ViCARE-S", "AX-650025", "NHS-NoReply"] {
            assert_eq!(read_party(text, &plan), Ok((Party::Sender(text.to_owned()), None)), "{text}");
        }
        assert_eq!(read_party("7700900112", &plan), Ok((number, Some(Remark::ZeroMended))));
    }
}
