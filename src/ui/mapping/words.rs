//! Fields and records in plain words.

use crate::domain::{DialPlan, Instant, Kind, Msisdn, Zone};
use crate::import::{LEFT_ASIDE, Reading};

/// A field, or two parted by a comma, as people call it: `start` is `Start, date and time`.
pub(in crate::ui) fn field_words(names: &str) -> String {
    if names == LEFT_ASIDE {
        return "Left aside".to_owned();
    }
    let all: Vec<String> = names.split(',').map(|name| one_field(name.trim())).collect();
    match all.split_first() {
        Some((first, rest)) if !rest.is_empty() => format!("{first} and {}", rest.join(" and ").to_lowercase()),
        Some((first, _)) => first.clone(),
        None => String::new(),
    }
}

fn one_field(name: &str) -> String {
    let known = match name {
        "start" => "Start, date and time",
        "date" => "Start date",
        "time" => "Start time",
        "end" => "End, date and time",
        "end_date" => "End date",
        "end_time" => "End time",
        "duration_s" => "Duration",
        "duration_min" => "Minutes of duration",
        "kind" => "Kind of event",
        "direction" => "Direction",
        "a_party" => "Caller (A-party)",
        "b_party" => "Called (B-party)",
        "target" => "Requested number",
        "other_party" => "Other party",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let (whose, thing) = match name.split_once('_') {
        Some(("a", thing)) => ("caller", thing),
        Some(("b", thing)) => ("called", thing),
        Some(("other", thing)) => ("other party", thing),
        _ => ("requested number", name),
    };
    let thing = match thing {
        "imei" => "Handset (IMEI)",
        "imsi" => "SIM (IMSI)",
        "cell" => "Cell",
        "lac" => "Area of the cell (LAC)",
        "lat" => "Latitude",
        "lon" => "Longitude",
        "lat_lon" => "Position",
        "town" => "Town",
        "easting" => "Easting",
        "northing" => "Northing",
        other => return capital(&other.replace('_', " ")),
    };
    format!("{thing}, {whose}")
}

pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `Tue 3 Mar 2026 10:00`.
pub(super) fn start_words(start: Instant, zone: &Zone) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = DAYS.get(usize::from(start.local(zone).weekday())).copied().unwrap_or_default();
    format!("{day} {}", start.date_time(zone))
}

/// `07700 900112 called 07700 900345`.
pub(super) fn event_words(kind: Kind, a: &str, b: &str) -> String {
    let (a, b) = (party_words(a), party_words(b));
    match kind {
        Kind::Voice => format!("{a} called {b}"),
        Kind::Sms => format!("{a} texted {b}"),
        Kind::Mms => format!("{a} sent a picture to {b}"),
        Kind::Data => format!("{a}, data session"),
        Kind::Other => format!("{a} to {b}, other event"),
    }
}

/// A number as people write it; anything else as it is.
fn party_words(text: &str) -> String {
    let plan = &DialPlan::GREAT_BRITAIN;
    let number = text.starts_with('+').then(|| Msisdn::parse(text, plan).ok()).flatten();
    let words = number.map_or_else(|| text.to_owned(), |number| number.national(plan));
    if words == "withheld" { "withheld number".to_owned() } else { words }
}

/// `1 min 20 s`; a dash where nothing is said.
pub(super) fn lasted(secs: Option<u32>) -> String {
    let Some(secs) = secs else { return "–".to_owned() };
    let (h, m, s) = (secs / 3600, secs / 60 % 60, secs % 60);
    let parts = [(h, "h"), (m, "min"), (s, "s")];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if said.is_empty() { "0 s".to_owned() } else { said.join(" ") }
}

/// What a reading says, in a sentence a line.
pub(in crate::ui) fn reading_words(reading: &Reading) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    said.extend(reading.columns.iter().map(|(column, field)| format!("{column}: {}", field_words(field))));
    said.extend(reading.codes.iter().map(|(code, means)| format!("Code {code}: {means}")));
    said.extend(reading.dates.map(|order| format!("Dates: {}", order.words())));
    said.extend(reading.zone.as_ref().map(|zone| format!("Times in {zone}")));
    said.extend(reading.target.as_ref().map(|target| format!("Requested number {target}")));
    said.extend(reading.region.as_ref().map(|region| format!("Numbers of {}", region_words(region))));
    said
}

/// A region's name: `GB` is `Great Britain`.
pub(super) fn region_words(region: &str) -> String {
    let name = match region {
        "GB" => "Great Britain",
        "IE" => "Ireland",
        "FR" => "France",
        "DE" => "Germany",
        "ES" => "Spain",
        "PT" => "Portugal",
        "NL" => "Netherlands",
        "IN" => "India",
        "PK" => "Pakistan",
        "ZA" => "South Africa",
        "US" => "United States and Canada",
        other => other,
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::field_names;

    #[test]
    fn every_field_has_words_of_its_own() {
        let mut words: Vec<String> = field_names().iter().map(|name| field_words(name)).collect();
        assert!(words.iter().all(|w| !w.contains('_')), "{words:?}");
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all);
        assert_eq!(field_words("direction, kind"), "Direction and kind of event");
    }

    #[test]
    fn a_record_is_told_as_a_sentence() {
        assert_eq!(event_words(Kind::Voice, "+447700900112", "withheld"), "07700 900112 called withheld number");
        assert_eq!([lasted(None), lasted(Some(0)), lasted(Some(3680))], ["–", "0 s", "1 h 1 min 20 s"]);
        assert_eq!(start_words(Instant::from_epoch_secs(1_772_532_000), &Zone::london()), "Tue 3 Mar 2026 10:00");
    }
}
