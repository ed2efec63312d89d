//! Whose records a file holds, where no column says so: in the preamble or in the file's name.

use super::clean::clean;
use super::date;
use super::vocabulary::{Meaning, meaning_of};
use super::words::words;
use crate::domain::{DialPlan, Msisdn};

/// Numbers that the preamble names as those whose records were asked for, in the order of the text, each once.
pub(super) fn in_preamble(rows: &[String], plan: &DialPlan) -> Vec<Msisdn> {
    // Numbers of rows that name one, and of the others.
    let (mut found, mut unnamed) = (Vec::new(), Vec::new());
    for row in rows {
        let plain = words(row);
        let says = |all: &[&str]| plain.iter().any(|w| all.contains(&w.as_str()));
        // A number to ring with questions, or one of a ticket, is not the one asked for.
        if says(&[
            "ticket",
            "case",
            "fax",
            "help",
            "helpdesk",
            "enquiries",
            "queries",
            "contact",
            "support",
            "hotline",
            "printed",
            "generated",
            "vat",
            "company",
            "registered",
            "officer",
            "analyst",
            "dossier",
            "aktenzeichen",
            "reference",
            "ref",
            "page",
        ]) {
            continue;
        }
        let named = meaning_of(row).has(Meaning::OWNER | Meaning::TARGET | Meaning::NUMBER)
            || says(&["value", "search", "records"]);
        let alone = plain.iter().all(|w| w.bytes().all(|b| b.is_ascii_digit()));
        let among = if named || alone { &mut found } else { &mut unnamed };
        for number in numbers_in(row, plan) {
            if !among.contains(&number) {
                among.push(number);
            }
        }
    }
    // `Report for,07700900112`: the only number there is.
    if found.is_empty() && unnamed.len() == 1 { unnamed } else { found }
}

/// The number in a file's name, if there is just one: `447700900112_calls.csv`, `CDR 07700 900112.csv`.
pub(super) fn in_file_name(name: &str, plan: &DialPlan) -> Option<Msisdn> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let found = numbers_in(stem, plan);
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Runs of digits (with spaces, dashes and brackets between) that are numbers of the plan's country or begin with a plus.
pub(super) fn numbers_in(text: &str, plan: &DialPlan) -> Vec<Msisdn> {
    let mut found = Vec::new();
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')');
    for part in text.split(|c: char| !belongs(c) && c != ' ' && c != '\u{a0}') {
        let part = clean(part);
        if let Some(number) = number_of(part, plan) {
            found.push(number);
        } else {
            found.extend(part.split(' ').filter_map(|piece| number_of(piece, plan)));
        }
    }
    // `07700-900123`, `+44-7700-900123`: where no part is a number by itself the dashes are its own.
    if found.is_empty() {
        let digits = |word: &&str| word.contains('-') && word.chars().all(|c| belongs(c) || c == '-');
        let words = text.split([' ', ',', ';', '\t', '|', ':', '"', '\'']).filter(digits);
        found.extend(words.filter_map(|word| number_of(&word.replace('-', ""), plan)));
    }
    found
}

fn number_of(text: &str, plan: &DialPlan) -> Option<Msisdn> {
    // `(+33 6 12 34 56 78)`, behind a name.
    let text = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).filter(|t| !t.contains('(')).unwrap_or(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    // 14 and 15 digits are a handset's or a SIM's.
    let most = if digits.starts_with("00") { 15 } else { 13 };
    if !(9..=most).contains(&digits.len()) && !text.starts_with('+') || date::read(text).is_some() {
        return None;
    }
    let number = Msisdn::parse(text, plan).ok()?;
    let home = number.digits().to_string().strip_prefix(plan.country_code).is_some_and(|national| {
        let (shortest, longest) = plan.national_digits;
        (shortest..=longest).contains(&national.len())
    });
    // Bare digits that only became a number by the country code put before them: a mobile that lost its zero, nothing else.
    let written_in_full = text.starts_with(['+', '0', '('])
        || digits.starts_with(plan.country_code) && digits.len() > plan.national_digits.1;
    let lost_zero = digits.len() == plan.national_digits.1 && digits.starts_with(['6', '7', '8', '9']);
    let from_abroad = digits.len() > 10 && text.starts_with("00") && !text.starts_with("000");
    (text.starts_with('+') || from_abroad || home && (written_in_full || lost_zero)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preamble(row: &str) -> Vec<u64> {
        in_preamble(&[row.to_owned()], &DialPlan::GREAT_BRITAIN).into_iter().map(Msisdn::digits).collect()
    }

    #[test]
    fn the_preamble_says_whose_records_these_are() {
        for row in [
            "Call Details of Mobile No '07700900112' from '01-Jun-2025' to '05-Jun-2026'",
            "MSISDN : - 447700900112",
            "\"Input Value (MSISDN/B PARTY/IMEI/IMSI/CELL ID) :\",\"'447700900112'\"",
            "Search Value : +44 7700 900112",
            "Subscriber,07700 900112,,",
            "Records for 07700-900112",
            "Numéro : 00447700900112",
        ] {
            assert_eq!(preamble(row), [447_700_900_112], "{row}");
        }
    }

    #[test]
    fn other_numbers_of_a_preamble_are_not_asked_for() {
        for row in [
            "IMEI : 356938035643809",
            "Ticket Number : 07700900112",
            "Start Date : 202601010000",
            "Total Records : 1200",
            "Queries: 020 7946 0123",
        ] {
            assert!(preamble(row).is_empty(), "{row}");
        }
    }

    #[test]
    fn a_file_name_says_it_too() {
        let read = |name| in_file_name(name, &DialPlan::GREAT_BRITAIN).map(Msisdn::digits);
        assert_eq!(read("447700900112_calls_20260301.csv"), Some(447_700_900_112));
        assert_eq!(read("CDR 07700 900112.csv"), Some(447_700_900_112));
        assert_eq!(read("calls_20260301_20260331.csv"), None);
        assert_eq!(read("07700900112-07700900113.csv"), None);
    }
}
