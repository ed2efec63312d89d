//! Positions in one cell or two.

use super::clean::clean;
use crate::domain::LatLon;

/// A latitude and a longitude in one cell: `51.5074/-0.1278`, `51.5074, -0.1278`, `51,5074; -0,1278`, `51.5074N 0.1278W`.
pub(super) fn pair(text: &str) -> Option<LatLon> {
    let text = text.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | ' '));
    if text.contains(['°', 'º'])
        && let Some(position) = sexagesimal_pair(text)
    {
        return Some(position);
    }
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
            let swapped = is_swapped(lat_degrees, lon_degrees);
            return if swapped { LatLon::new(lon_degrees, lat_degrees) } else { LatLon::new(lat_degrees, lon_degrees) };
        }
    }
    None
}

/// Whether a latitude and a longitude are each other: only exchanged do they lie in Great Britain or Ireland.
fn is_swapped(lat: f64, lon: f64) -> bool {
    let within = |lat: f64, lon: f64| (49.0..61.5).contains(&lat) && (-11.0..2.5).contains(&lon);
    !within(lat, lon) && within(lon, lat)
}

/// Degrees, minutes and seconds of arc: `51°30'26.6"N`, `51 30 26 N`; `None` without a sign of degrees and without minutes.
fn sexagesimal(text: &str) -> Option<f64> {
    let mut parts = [0.0; 3];
    let mut count = 0;
    let mut sign = 1.0;
    let mut number = String::new();
    let mut has_degrees = false;
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || matches!(c, '.' | ',') {
            number.push(if c == ',' { '.' } else { c });
            continue;
        }
        if !number.is_empty() {
            *parts.get_mut(count)? = number.parse().ok()?;
            count += 1;
            number.clear();
        }
        match c {
            '°' | 'º' | 'd' => has_degrees = true,
            'S' | 's' | 'W' | 'w' | 'O' | '-' => sign = -1.0,
            'N' | 'n' | 'E' | 'e' | '\'' | '’' | '′' | '"' | '”' | '″' | 'm' | ' ' | '\u{a0}' => {}
            _ => return None,
        }
    }
    let [degrees, minutes, seconds] = parts;
    let fits = has_degrees && count > 1 && degrees <= 180.0 && minutes < 60.0 && seconds < 60.0;
    fits.then_some(sign * (degrees + minutes / 60.0 + seconds / 3600.0))
}

/// A latitude and a longitude in degrees, minutes and seconds: `51°30'26"N 0°7'39"W`.
fn sexagesimal_pair(text: &str) -> Option<LatLon> {
    let north = text.find(['N', 'S', 'n', 's'])?;
    let (lat, lon) = text.split_at(north + 1);
    LatLon::new(sexagesimal(lat)?, sexagesimal(lon.trim_matches([' ', ',', ';', '/']))?)
}

/// A decimal number of up to 15 digits with a full stop, read as [`f64`] would read it: the digits and the power of ten are both
/// exact, so their quotient is the nearest there is (Clinger 1990, the fast path).
fn plain_degrees(text: &str) -> Option<f64> {
    const POWERS: [f64; 13] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let digits = digits.as_bytes();
    let point = digits.iter().take(4).position(|b| *b == b'.').filter(|at| *at > 0)?;
    let (whole, rest) = (&digits[..point], &digits[point + 1..]);
    let power = POWERS.get(rest.len()).filter(|_| !rest.is_empty())?;
    let mut value = 0_u64;
    for byte in whole.iter().chain(rest) {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u64::from(byte - b'0');
    }
    Some(sign * (value as f64 / power))
}

/// Degrees as a decimal number: `-0.1278`, `0,1278`, `0.1278W`, `N51.5`, `51.5°`.
pub(super) fn degrees(text: &str) -> Option<f64> {
    if let Some(degrees) = plain_degrees(text) {
        return (degrees.abs() <= 180.0).then_some(degrees);
    }
    if text.contains(['°', 'º'])
        && let Some(degrees) = sexagesimal(clean(text))
    {
        return Some(degrees);
    }
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
