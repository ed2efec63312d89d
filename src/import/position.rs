//! Positions in one cell or two.

use super::clean::clean;
use crate::domain::LatLon;

/// A latitude and a longitude in one cell: `51.5074/-0.1278`, `51.5074, -0.1278`, `51,5074; -0,1278`, `51.5074N 0.1278W`.
pub(super) fn pair(text: &str) -> Option<LatLon> {
    let text = text.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | ' '));
    for separator in [';', '/', '|', ' ', ','] {
        let halves = match separator {
            ',' if text.matches(',').count() == 3 => {
                text.match_indices(',').nth(1).map(|(at, _)| (&text[..at], &text[at + 1..]))
            }
            _ => text.split_once(separator),
        };
        let Some((lat, lon)) = halves else { continue };
        let decimal = |half: &str| half.contains(['.', ',']);
        if let (Some(lat_degrees), Some(lon_degrees)) = (degrees(lat), degrees(lon))
            && decimal(lat)
            && decimal(lon)
        {
            return LatLon::new(lat_degrees, lon_degrees);
        }
    }
    None
}

/// Degrees as a decimal number: `-0.1278`, `0,1278`, `0.1278W`, `N51.5`, `51.5°`.
pub(super) fn degrees(text: &str) -> Option<f64> {
    let text = clean(text).trim_end_matches(['°', 'º', ',', ';']).trim();
    let (text, sign) = match text.as_bytes() {
        [.., b'S' | b'W' | b's' | b'w'] => (&text[..text.len() - 1], -1.0),
        [.., b'N' | b'E' | b'n' | b'e'] => (&text[..text.len() - 1], 1.0),
        [b'S' | b'W' | b's' | b'w', ..] => (&text[1..], -1.0),
        [b'N' | b'E' | b'n' | b'e', ..] => (&text[1..], 1.0),
        _ => (text, 1.0),
    };
    let text = text.trim().trim_end_matches('°');
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+')) {
        return None;
    }
    let value: f64 = if text.contains(',') { text.replace(',', ".").parse().ok()? } else { text.parse().ok()? };
    (value.abs() <= 180.0).then_some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_position_is_read_in_every_way_it_is_written() {
        for text in [
            "51.5074/-0.1278",
            "51.5074, -0.1278",
            "51,5074;-0,1278",
            "51.5074 -0.1278",
            "51,5074,-0,1278",
            "(51.5074,-0.1278)",
            "51.5074N 0.1278W",
            "51.5074° N / 0.1278° W",
        ] {
            assert_eq!(pair(text), LatLon::new(51.5074, -0.1278), "{text}");
        }
    }

    #[test]
    fn what_is_no_position_is_none() {
        for text in ["12/03/2026", "07700 900112", "1 2", "High Street, Leeds", "95.0/200.0"] {
            assert_eq!(pair(text), None, "{text}");
        }
    }
}
