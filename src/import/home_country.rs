//! Whose country's numbers a file holds, where they are written without a country code.

use super::clean::clean;
use super::mapping::{Mapping, PARTIES};
use super::{Choice, Doubt, DoubtAbout, ImportOptions, Reading};
use crate::domain::DialPlan;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Rows looked at, and distinct numbers that are no British ones by which it is decided at least.
const ROWS: usize = 2000;
const LEAST: usize = 4;
/// With more British numbers than so many for each other one, the plan is the British.
const BRITISH_FOR_EACH: usize = 3;

/// The plan by which numbers are completed that do not fit the usual one, and the question whose country's they are; `None` where
/// they fit or a person has said it.
pub(super) fn other_plan(
    mapping: &Mapping,
    rows: &[Vec<Cow<'_, str>>],
    options: &ImportOptions,
) -> Option<(DialPlan, Doubt)> {
    if options.plan.region != DialPlan::GREAT_BRITAIN.region || options.reading.region.is_some() {
        return None;
    }
    let (numbers, with_code) = written_at_home(mapping, rows);
    let british = numbers.iter().filter(|number| is_british(number)).count() + with_code.len();
    let foreign = numbers.len() + with_code.len() - british;
    // Where most have the British code, the others have one as well. And a British file may hold a few numbers of other plans.
    let are_international = 2 * with_code.len() >= numbers.len() + with_code.len();
    if foreign < LEAST || are_international || british > BRITISH_FOR_EACH * foreign {
        return None;
    }
    let choice = |plan: &DialPlan| Choice {
        words: format!("those of {} (+{})", plan.region, plan.country_code),
        reading: Reading { region: Some(plan.region.to_owned()), ..Reading::default() },
    };
    let mut plans: Vec<(u32, &DialPlan)> =
        DialPlan::ALL.iter().filter(|plan| plan.region != "GB").map(|plan| (misfit(plan, &numbers), plan)).collect();
    plans.sort_by_key(|(misfit, _)| *misfit);
    let fitting: Vec<&DialPlan> = plans.into_iter().filter(|(misfit, _)| *misfit < 100).map(|(_, plan)| plan).collect();
    let followed = fitting.first().copied().unwrap_or(&options.plan);
    let example = numbers.iter().find(|number| !is_british(number)).map_or("", String::as_str);
    let question = Doubt {
        about: DoubtAbout::Region,
        question: "Which country's numbers are these?".to_owned(),
        why: format!("They name no country, and {foreign} of them, such as {example}, are no British numbers."),
        choices: fitting.into_iter().chain([&DialPlan::GREAT_BRITAIN]).map(choice).collect(),
    };
    Some((*followed, question))
}

/// The distinct numbers of the parties that name no country, as digits, and those with the British code.
fn written_at_home(mapping: &Mapping, rows: &[Vec<Cow<'_, str>>]) -> (BTreeSet<String>, BTreeSet<String>) {
    let columns: Vec<usize> = PARTIES.iter().filter_map(|party| mapping.column(*party)).collect();
    let (mut numbers, mut with_code) = (BTreeSet::new(), BTreeSet::new());
    for row in rows.iter().take(ROWS) {
        for cell in columns.iter().filter_map(|at| row.get(*at)) {
            let text = clean(cell);
            let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '/'));
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if !plain || digits.starts_with("00") || !(9..=12).contains(&digits.len()) {
                continue;
            }
            let of_whom =
                if digits.starts_with(DialPlan::GREAT_BRITAIN.country_code) { &mut with_code } else { &mut numbers };
            of_whom.insert(digits);
        }
    }
    (numbers, with_code)
}

/// Whether digits are a number of the British plan: with its zero, or with a zero that a spreadsheet ate (Ofcom, National
/// Telephone Numbering Plan).
fn is_british(digits: &str) -> bool {
    let national = digits.strip_prefix('0').unwrap_or(digits).as_bytes();
    match national.len() {
        // 0171 and 0181 were London's until 2000; 0110, 0111, 0112 and 0119 are no codes.
        10 if matches!(national, [b'1', b'1', b'0'..=b'2' | b'9', ..] | [b'1', b'7' | b'8', b'1', ..]) => false,
        10 => matches!(
            national,
            [b'1', b'1'..=b'9', ..]
                | [b'2', b'0' | b'3' | b'4' | b'8' | b'9', ..]
                | [b'3', b'0' | b'3' | b'4' | b'7', ..]
                | [b'7', ..]
                | [b'5', b'5' | b'6', ..]
                | [b'8', b'0' | b'4' | b'7', ..]
                | [b'9', b'0' | b'1', ..]
        ),
        9 => matches!(national, [b'1', b'2'..=b'9', ..] | [b'8' | b'5', b'0', b'0', ..]),
        _ => false,
    }
}

/// How badly numbers fit a plan: hundreds are numbers in a hundred that do not fit at all, ones are a form that is not usual.
fn misfit(plan: &DialPlan, numbers: &BTreeSet<String>) -> u32 {
    let (shortest, longest) = plan.national_digits;
    let fits = |digits: &str| (shortest..=longest).contains(&digits.len()) && !digits.starts_with('0');
    let usual = |digits: &&String| match (plan.trunk_prefix, digits.strip_prefix('0')) {
        ("0", Some(national)) => fits(national),
        ("0", None) => false,
        _ => fits(digits),
    };
    let bare = |digits: &&String| plan.trunk_prefix == "0" && fits(digits);
    let without = numbers.iter().filter(|n| !usual(n) && !bare(n)).count();
    let unusual = numbers.iter().filter(|n| !usual(n)).count() * 2 > numbers.len();
    // A plan of many lengths fits anything a little.
    let wide = u32::try_from(longest - shortest).unwrap_or(0);
    let far = if without * 20 > numbers.len() { 100 } else { 0 };
    far + if unusual { 20 } else { 0 } + wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_numbers_are_known() {
        for number in ["07700900112", "7700900112", "02079460123", "01214960123", "01632960123", "08081570123"] {
            assert!(is_british(number), "{number}");
        }
        for number in ["0612345678", "612345678", "9812345678", "0212345678", "0987654321", "01711234567"] {
            assert!(!is_british(number), "{number}");
        }
    }
}
