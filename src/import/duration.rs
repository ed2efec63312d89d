//! Durations as they are written.

use super::code::read_code;
use crate::domain::Kind;

/// What a bare number in a duration column counts, and what two parts of a clock are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DurationUnit {
    #[default]
    Seconds,
    Minutes,
    Milliseconds,
    /// Tenths and hundredths of a second, as switches count.
    Tenths,
    Hundredths,
    /// Fractions of a day, as a spreadsheet keeps times.
    Days,
    /// `01:20` is one hour and twenty minutes.
    HoursMinutes,
    /// `000120` is one minute and twenty seconds.
    ClockDigits,
}

impl DurationUnit {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Milliseconds => "milliseconds",
            Self::Tenths => "tenths of a second",
            Self::Hundredths => "hundredths of a second",
            Self::Days => "fractions of a day, as a spreadsheet keeps times",
            Self::HoursMinutes => "hours and minutes",
            Self::ClockDigits => "hours, minutes and seconds in six digits",
        }
    }
}

/// Why a text is no duration: the end of the sentence `Duration "1:75" …`.
pub(super) type DurationError = &'static str;

/// Seconds of a duration: `80`, `80.0`, `1:20`, `00:01:20`, `1m 20s`, `PT1M20S`, `1 min 20`. Parts of a second are rounded.
///
/// # Errors
/// What is wrong with it, as the end of a sentence.
pub(super) fn seconds(text: &str, unit: DurationUnit) -> Result<u32, DurationError> {
    if unit == DurationUnit::Seconds && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map_err(|_too_long| TOO_LONG);
    }
    if unit == DurationUnit::ClockDigits
        && let Some(clock_digits) = clock_digits(text)
    {
        return Ok(clock_digits);
    }
    let text = text.trim();
    if text.starts_with('-') {
        return Err("is negative");
    }
    if text.contains(':') {
        // `0:35 min`: of two parts the unit behind them names the first.
        return match text.strip_suffix("min").or(text.strip_suffix("mins")) {
            Some(clock_of_minutes) => clock(clock_of_minutes, DurationUnit::Seconds),
            None => clock(text, unit),
        };
    }
    if is_dotted_clock(text) {
        return clock(&text.replace('.', ":"), unit);
    }
    let exponent = text.split_once(['e', 'E']).is_some_and(|(value, power)| {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        digits(value) && power.strip_prefix('-').is_some_and(digits)
    });
    if exponent || text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ')) {
        return bare(text, unit);
    }
    in_words(text)
}

/// Whether a text counts something that does not last: `1 SMS`, `2 texts`, `3.5 MB`.
pub(super) fn counts_other(text: &str) -> bool {
    let amount = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let unit = text[amount..].trim();
    let is_volume =
        || ["b", "kb", "mb", "gb", "bytes", "octets", "ko", "mo", "go"].iter().any(|v| unit.eq_ignore_ascii_case(v));
    amount > 0
        && !unit.is_empty()
        && (matches!(read_code(unit).kind, Some(Kind::Sms | Kind::Mms | Kind::Data)) || is_volume())
}

/// Seconds of six digits, two each for hours, minutes and seconds; `None` if they are no clock.
pub(super) fn clock_digits(text: &str) -> Option<u32> {
    let n: u32 = text.parse().ok().filter(|_| text.len() == 6)?;
    (n % 100 < 60 && n / 100 % 100 < 60).then_some(n / 10_000 * 3600 + n / 100 % 100 * 60 + n % 100)
}

/// `00.12.33`: three parts of at most two digits, or of the hours three.
fn is_dotted_clock(text: &str) -> bool {
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(hours), Some(minutes), Some(seconds), None) => {
            digits(hours, 1..=3) && digits(minutes, 2..=2) && digits(seconds, 2..=2)
        }
        _ => false,
    }
}

fn clock(text: &str, unit: DurationUnit) -> Result<u32, DurationError> {
    const NOT_TIME: DurationError = "is not a time";
    let mut parts = [0_u64; 4];
    let mut count = 0;
    // A spreadsheet shows durations of a day and more with a date; the whole part is what it can keep of the second.
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    for part in whole.split(':') {
        let slot = parts.get_mut(count).ok_or(NOT_TIME)?;
        *slot = part.trim().parse().map_err(|_not_a_number| NOT_TIME)?;
        count += 1;
    }
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NOT_TIME);
    }
    let (days, hours, minutes, seconds) = match (count, unit) {
        (2, DurationUnit::HoursMinutes) => (0, parts[0], parts[1], 0),
        (2, _) => (0, 0, parts[0], parts[1]),
        (3, _) => (0, parts[0], parts[1], parts[2]),
        (4, _) => (parts[0], parts[1], parts[2], parts[3]),
        _ => return Err(NOT_TIME),
    };
    if seconds > 59 {
        return Err("is not a time: seconds run to 59");
    }
    if minutes > 59 && count > 2 {
        return Err("is not a time: minutes run to 59");
    }
    let round_up = u64::from(fraction.bytes().next().is_some_and(|b| b >= b'5'));
    let total = days.checked_mul(86_400).and_then(|d| hours.checked_mul(3600)?.checked_add(d));
    let total = total.and_then(|t| minutes.checked_mul(60)?.checked_add(t)?.checked_add(seconds + round_up));
    held(total)
}

/// A number without a unit: digits, perhaps with a decimal point or comma, or with commas between thousands.
fn bare(text: &str, unit: DurationUnit) -> Result<u32, DurationError> {
    let plain = text.replace(' ', "");
    let groups: Vec<&str> = plain.split(',').collect();
    let thousands = groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
    let plain = if thousands { plain.replace(',', "") } else { plain.replace(',', ".") };
    let value: f64 = plain.parse().map_err(|_not_a_number| "is not a number")?;
    let seconds = match unit {
        DurationUnit::Seconds | DurationUnit::ClockDigits => value,
        DurationUnit::Minutes => value * 60.0,
        DurationUnit::Milliseconds => value / 1000.0,
        DurationUnit::Tenths => value / 10.0,
        DurationUnit::Hundredths => value / 100.0,
        DurationUnit::Days => value * 86_400.0,
        DurationUnit::HoursMinutes => value * 3600.0,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be at most u32::MAX")]
    if seconds < f64::from(u32::MAX) { Ok(seconds.round() as u32) } else { Err(TOO_LONG) }
}

const TOO_LONG: DurationError = "is longer than a century";

fn held(seconds: Option<u64>) -> Result<u32, DurationError> {
    seconds.and_then(|s| u32::try_from(s).ok()).filter(|&s| s < u32::MAX).ok_or(TOO_LONG)
}

/// `1m 20s`, `1 min 20`, `2 hrs 5 mins`, `80 seconds`, `PT1M20S`, `1'20"`.
fn in_words(text: &str) -> Result<u32, DurationError> {
    const NOT_DURATION: DurationError = "is not a duration";
    let text = text.strip_prefix("PT").or(text.strip_prefix("pt")).unwrap_or(text);
    let mut total = 0.0;
    let mut smallest = f64::INFINITY;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.')).count();
        let value: f64 = rest[..digits].parse().map_err(|_not_a_number| NOT_DURATION)?;
        rest = rest[digits..].trim_start();
        let unit_len = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let unit = rest[..unit_len].trim().trim_end_matches(['.', ',', '&']).trim();
        let size = match unit.to_lowercase().trim_end_matches(" and").trim_end_matches(" et").trim_end_matches(" y") {
            "d" | "day" | "days" => 86_400.0,
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "ore" | "uur" | "godz" | "tim" | "heure" | "heures"
            | "hora" | "horas" => 3600.0,
            "m" | "mn" | "min" | "mins" | "minute" | "minutes" | "minuti" | "minuut" | "minuter" | "minut"
            | "minuty" | "minuta" | "dk" | "dakika" | "мин" | "λεπτά" | "'" | "′" | "minuto" | "minutos"
            | "minuten" => 60.0,
            "s" | "sec" | "secs" | "second" | "seconds" | "sn" | "secondi" | "sekund" | "sekunder" | "sekundy"
            | "saniye" | "sek." | "сек" | "δευτ" | "\"" | "″" | "''" | "seg" | "segundos" | "sek" | "sekunden"
            | "secondes" => 1.0,
            // `1 min 20`: what follows minutes without a unit are seconds.
            "" if smallest > 1.0 && smallest.is_finite() => smallest / 60.0,
            _ => return Err(NOT_DURATION),
        };
        if size >= smallest {
            return Err(NOT_DURATION);
        }
        smallest = size;
        total += value * size;
        rest = rest[unit_len..].trim_start();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be at most u32::MAX")]
    if smallest.is_finite() && total < f64::from(u32::MAX) { Ok(total.round() as u32) } else { Err(NOT_DURATION) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighty_seconds_are_read_in_every_way_they_are_written() {
        for text in [
            "80",
            "80.0",
            "1:20",
            "01:20",
            "00:01:20",
            "0:00:01:20",
            "1m 20s",
            "1m20s",
            "1 min 20",
            "80 sec",
            "80s",
            "PT1M20S",
            "1'20\"",
            "1 minute and 20 seconds",
            "79.6",
            "79,6",
            "00:01:19.8",
        ] {
            assert_eq!(seconds(text, DurationUnit::Seconds), Ok(80), "{text}");
        }
        assert_eq!(seconds("1.5", DurationUnit::Minutes), Ok(90));
        assert_eq!(seconds("80000", DurationUnit::Milliseconds), Ok(80));
        assert_eq!(seconds("0.000925925925925926", DurationUnit::Days), Ok(80));
        assert_eq!(seconds("1:20", DurationUnit::HoursMinutes), Ok(4800));
        assert_eq!(seconds("1,234", DurationUnit::Seconds), Ok(1234));
        assert_eq!(seconds("75:10", DurationUnit::Seconds), Ok(4510));
    }

    #[test]
    fn what_is_no_duration_says_why() {
        assert_eq!(seconds("1:75", DurationUnit::Seconds), Err("is not a time: seconds run to 59"));
        assert_eq!(seconds("-5", DurationUnit::Seconds), Err("is negative"));
        assert!(seconds("abc", DurationUnit::Seconds).is_err());
        assert!(seconds("99999999999999999999", DurationUnit::Seconds).is_err());
        assert!(seconds("1:2:3:4:5", DurationUnit::Seconds).is_err());
        assert!(seconds("99999999999999999:00:00", DurationUnit::Seconds).is_err());
    }
}
