//! Zones as headers and preambles name them: `(UTC)`, `GMT+1`, `CET`, `Europe/Paris`.

use super::reading::zone_of_name;
use crate::domain::{LocalTime, Zone};

/// A zone that is named, and the one that may be meant as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ZoneNamed {
    pub zone: Zone,
    /// `CET` is the clock on the wall in winter; in summer it may be that clock or an hour behind it.
    pub rival: Option<Zone>,
}

impl ZoneNamed {
    const fn only(zone: Zone) -> Self {
        Self { zone, rival: None }
    }
}

/// A zone whose clock goes forward in summer, and its short names.
struct Wall {
    name: &'static str,
    /// Of the clock on the wall, whatever the time of the year.
    always: &'static [&'static str],
    /// Of the time in winter, and its offset in hours.
    winter: (&'static [&'static str], i32),
    /// Of the time in summer.
    summer: &'static [&'static str],
}

const WALLS: [Wall; 11] = [
    Wall { name: "Europe/London", always: &[], winter: (&[], 0), summer: &["bst"] },
    Wall { name: "Europe/Paris", always: &[], winter: (&["cet", "mez", "hec"], 1), summer: &["cest", "mesz"] },
    Wall { name: "Europe/Lisbon", always: &[], winter: (&["wet"], 0), summer: &["west"] },
    Wall { name: "Europe/Helsinki", always: &[], winter: (&["eet", "oez"], 2), summer: &["eest", "oesz"] },
    Wall {
        name: "America/New_York",
        always: &["et", "he", "eastern", "est"],
        winter: (&["est", "hne"], -5),
        summer: &["edt", "hae"],
    },
    Wall { name: "America/Chicago", always: &["ct", "central", "cst"], winter: (&["cst"], -6), summer: &["cdt"] },
    Wall { name: "America/Denver", always: &["mt", "mountain"], winter: (&["mst"], -7), summer: &["mdt"] },
    Wall { name: "America/Los_Angeles", always: &["pt", "pacific", "pst"], winter: (&["pst"], -8), summer: &["pdt"] },
    Wall { name: "Australia/Sydney", always: &[], winter: (&["aest"], 10), summer: &["aedt"] },
    Wall { name: "Pacific/Auckland", always: &["nz"], winter: (&["nzst"], 12), summer: &["nzdt"] },
    // The Irish clock, and that of India.
    Wall { name: "Europe/Dublin", always: &[], winter: (&[], 0), summer: &["ist"] },
];

/// Short names of zones whose clocks stand still.
const STILL: [(&str, &str); 8] = [
    ("awst", "Australia/Perth"),
    ("sast", "Africa/Johannesburg"),
    ("msk", "Europe/Moscow"),
    ("trt", "Europe/Istanbul"),
    ("brt", "America/Sao_Paulo"),
    ("hkt", "Asia/Hong_Kong"),
    ("pkt", "Asia/Karachi"),
    ("jst", "Asia/Tokyo"),
];

/// The offset from UTC in seconds that a cell of a column of offsets tells: `+0100`, `UTC-5`, `1`, `BST`.
pub(super) fn offset_in(text: &str) -> Option<i32> {
    let plain = text.trim().to_ascii_lowercase();
    if matches!(plain.as_str(), "utc" | "gmt" | "z" | "utc+0" | "0" | "wet") {
        return Some(0);
    }
    // Ireland's or India's.
    if plain == "ist" {
        return None;
    }
    let holds = |names: &[&str]| names.contains(&plain.as_str());
    if let Some(wall) = WALLS.iter().find(|wall| holds(wall.winter.0) || holds(wall.summer)) {
        return Some((wall.winter.1 + i32::from(holds(wall.summer))) * 3600);
    }
    let signed = if plain.starts_with(|c: char| c.is_ascii_digit()) { format!("+{plain}") } else { plain };
    let name = signed.replace('\u{2212}', "-");
    let zone = if name.contains('/') { None } else { zone_of_name(&name) }?;
    let noon = LocalTime::new((2000, 1, 1), (12, 0, 0))?;
    let utc = Zone::utc().reading(noon).instant();
    i32::try_from(utc.secs_since(zone.reading(noon).instant())).ok()
}

fn next_is_time(next: Option<&str>) -> bool {
    matches!(next, Some("time" | "date" | "standard" | "daylight"))
}

/// The zone whose short name a text holds: in capitals, or as the last piece of a name (`start_cet`).
fn short_name(text: &str) -> Option<ZoneNamed> {
    let pieces: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let last = pieces.len().checked_sub(1)?;
    let joined = !text.contains(char::is_whitespace);
    // `Eastern Time`: a word of a region is one of a zone before such a word; two capitals are one in brackets or at the end.
    let is_said = |at: usize| {
        let piece = pieces[at];
        let next = pieces.get(at + 1).map(|next| next.to_ascii_lowercase());
        let capitals = piece.bytes().all(|b| b.is_ascii_uppercase());
        match piece.len() {
            0..=1 => false,
            2 => {
                capitals
                    && last > 0
                    && (at == last || next_is_time(next.as_deref()) || text.contains(&format!("({piece})")))
            }
            3..=5 => capitals || joined && at == last && last > 0,
            _ if text.contains(&format!("({piece})")) => true,
            _ => next_is_time(next.as_deref()),
        }
    };
    let said: Vec<String> = (0..=last).filter(|at| is_said(*at)).map(|at| pieces[at].to_ascii_lowercase()).collect();
    let holds = |names: &[&str]| said.iter().any(|piece| names.contains(&piece.as_str()));
    if let Some((_, name)) = STILL.iter().find(|(short, _)| holds(&[short])) {
        return Zone::named(name).map(ZoneNamed::only);
    }
    let wall = WALLS.iter().find(|wall| holds(wall.always) || holds(wall.winter.0) || holds(wall.summer))?;
    let (always, winter, summer) = (holds(wall.always), holds(wall.winter.0), holds(wall.summer));
    let rival = match (always, winter, summer) {
        _ if holds(&["ist"]) => Zone::named("Asia/Kolkata"),
        (false, true, false) => Zone::fixed(wall.winter.1 * 3600),
        (false, false, true) => Zone::fixed((wall.winter.1 + 1) * 3600),
        _ => None,
    };
    Some(ZoneNamed { zone: Zone::named(wall.name)?, rival })
}

/// The zone that a text names, if it names one.
pub(super) fn zone_in(text: &str) -> Option<ZoneNamed> {
    let whole = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '"' | '\''));
    if let Some(zone) = whole.filter(|t| t.contains('/') && !t.contains(char::is_numeric)).find_map(Zone::named) {
        return Some(ZoneNamed::only(zone));
    }
    let upper = text.to_ascii_uppercase();
    // `GMT/BST`, `GMT/IST`: the clock on the wall in Britain, in Ireland.
    let has_summer = |short: &str| upper.split(|c: char| !c.is_alphanumeric()).any(|word| word == short);
    if upper.contains("GMT") && (has_summer("BST") || has_summer("IST")) {
        return Some(ZoneNamed::only(Zone::london()));
    }
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
            let zone = if offset.len() > 1 { zone_of_name(offset) } else { None };
            return Some(ZoneNamed::only(zone.unwrap_or_else(Zone::utc)));
        }
    }
    short_name(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_what_headers_call_them() {
        let name = |text: &str| zone_in(text).map(|z| z.zone.name());
        for text in ["Start (UTC)", "Conn. Time(UTC)", "start_time_gmt", "StartUTC", "Time Zone: UTC+0", "Zulu time"] {
            assert_eq!(zone_in(text), Some(ZoneNamed::only(Zone::utc())), "{text}");
        }
        assert_eq!(zone_in("Start (UTC+1)").map(|z| z.zone), Zone::fixed(3600));
        assert_eq!(zone_in("Start GMT -05:00").map(|z| z.zone), Zone::fixed(-18_000));
        assert_eq!(name("Uhrzeit (MEZ)").as_deref(), Some("Europe/Paris"));
        assert_eq!(name("All times Europe/Madrid").as_deref(), Some("Europe/Madrid"));
        assert_eq!(name("Call time (BST)").as_deref(), Some("Europe/London"));
        for text in [
            "Start",
            "Date/Time",
            "In/Out",
            "Start (Local)",
            "cutco",
            "first/last",
            "ET",
            "Heure est. d'appel",
            "DATE ET HEURE",
        ] {
            assert_eq!(zone_in(text), None, "{text}");
        }
    }
    #[test]
    fn letters_of_a_zone_are_known_at_the_end_of_a_header() {
        let name = |text: &str| zone_in(text).map(|z| z.zone.name());
        for text in [
            "Start Date (ET)",
            "Call Time EST/EDT",
            "All times are Eastern Time",
            "Date & Time (Eastern)",
            "start_time_est",
        ] {
            assert_eq!(name(text).as_deref(), Some("America/New_York"), "{text}");
        }
        assert_eq!(name("All times are GMT/BST as applicable").as_deref(), Some("Europe/London"));
        assert_eq!(name("Seizure Time (PT)").as_deref(), Some("America/Los_Angeles"));
        assert_eq!(name("Time (AEST/AEDT)").as_deref(), Some("Australia/Sydney"));
    }

    #[test]
    fn the_name_of_one_time_of_the_year_may_be_meant_for_the_whole_year() {
        let rival = |text: &str| zone_in(text).and_then(|z| z.rival);
        assert_eq!(rival("Start (CET)"), Zone::fixed(3600));
        assert_eq!(rival("Start (EDT)"), Zone::fixed(-4 * 3600));
        assert_eq!(rival("Time (IST)"), Zone::named("Asia/Kolkata"));
        assert_eq!((rival("Start (CET/CEST)"), rival("Start (ET)"), rival("Start (UTC)")), (None, None, None));
    }
    #[test]
    fn a_cell_tells_the_offset_of_its_row() {
        for text in ["+0100", "+01:00", "UTC+1", "1", "bst", "CET"] {
            assert_eq!(offset_in(text), Some(3600), "{text}");
        }
        assert_eq!((offset_in("-5"), offset_in("gmt"), offset_in("home")), (Some(-18_000), Some(0), None));
    }
}
