//! Counts and spans of time in words, the same on screen, in files and in messages.

/// `48,216`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1 line`, `2 lines`: the count and its noun, which agree. `plural` is the noun for any count but one.
pub fn count(n: u64, singular: &str, plural: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { singular } else { plural })
}

/// A span of time as people say it: `47 min`, `3 h 10 min`, `2 d 4 h`, `35 s`. Negative spans lose their sign.
pub fn span(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let pair = |big: u64, unit: &str, small: u64, small_unit: &str| {
        if small == 0 {
            format!("{} {unit}", grouped(big))
        } else {
            format!("{} {unit} {small} {small_unit}", grouped(big))
        }
    };
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{minutes} min"),
        3600..86_400 => pair(hours, "h", minutes % 60, "min"),
        _ => pair(days, "d", hours % 24, "h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_as_people_say_them() {
        let said: Vec<_> = [35, 47 * 60, 11_400, 187_200, 86_400 * 30].map(span).into();
        assert_eq!(said, ["35 s", "47 min", "3 h 10 min", "2 d 4 h", "30 d"]);
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "line", "lines"), "1 line");
        assert_eq!(count(48_216, "record", "records"), "48,216 records");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
