//! Zones as headers and preambles name them: `(UTC)`, `GMT+1`, `CET`, `Europe/Paris`.

use super::reading::zone_of_name;
use super::words::words;
use crate::domain::Zone;

/// Short names of zones whose clocks go forward in summer, and those of the zones; the short name of either time of the year means
/// the clock on the wall.
const WALLS: [(&str, &[&str]); 7] = [
    ("Europe/London", &["bst"]),
    ("Europe/Paris", &["cet", "cest", "mez", "mesz"]),
    ("Europe/Lisbon", &["wet", "west"]),
    ("Europe/Helsinki", &["eet", "eest", "oez", "oesz"]),
    ("America/New_York", &["est", "edt"]),
    ("America/Chicago", &["cst", "cdt"]),
    ("America/Los_Angeles", &["pst", "pdt"]),
];

/// The zone that a text names, if it names one.
pub(super) fn zone_in(text: &str) -> Option<Zone> {
    let whole = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '"' | '\''));
    if let Some(zone) = whole.filter(|t| t.contains('/') && !t.contains(char::is_numeric)).find_map(Zone::named) {
        return Some(zone);
    }
    let upper = text.to_ascii_uppercase();
    for word in ["UTC", "GMT", "ZULU"] {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        for (at, _) in upper.match_indices(word) {
            let rest = &upper[at + word.len()..];
            // `StartUTC` is a word of its own; `CUTCORD` holds none.
            let glued = is_letter(text[..at].chars().next_back()) && !text[at..].starts_with(word);
            if glued || is_letter(rest.chars().next()) {
                continue;
            }
            let offset: String =
                rest.chars().filter(|c| *c != ' ').take_while(|c| matches!(c, '+' | '-' | ':' | '0'..='9')).collect();
            let offset = offset.trim_end_matches([':', '-']);
            return if offset.len() > 1 {
                zone_of_name(offset).or_else(|| Some(Zone::utc()))
            } else {
                Some(Zone::utc())
            };
        }
    }
    let plain = words(text);
    let wall = WALLS.iter().find(|(_, short)| plain.iter().any(|w| short.contains(&w.as_str())));
    wall.and_then(|(name, _)| Zone::named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_what_headers_call_them() {
        let name = |text: &str| zone_in(text).map(|z| z.name());
        for text in ["Start (UTC)", "Conn. Time(UTC)", "start_time_gmt", "StartUTC", "Time Zone: UTC+0", "Zulu time"] {
            assert_eq!(zone_in(text), Some(Zone::utc()), "{text}");
        }
        assert_eq!(zone_in("Start (UTC+1)"), Zone::fixed(3600));
        assert_eq!(zone_in("Start GMT -05:00"), Zone::fixed(-18_000));
        assert_eq!(name("Uhrzeit (MEZ)").as_deref(), Some("Europe/Paris"));
        assert_eq!(name("All times Europe/Madrid").as_deref(), Some("Europe/Madrid"));
        assert_eq!(name("Call time (BST)").as_deref(), Some("Europe/London"));
        for text in ["Start", "Date/Time", "In/Out", "Start (Local)", "cutco", "first/last"] {
            assert_eq!(zone_in(text), None, "{text}");
        }
    }
}
