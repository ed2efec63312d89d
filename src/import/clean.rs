//! What a cell holds once the wrapping of spreadsheets and operators is taken off it.

/// Texts that stand for an empty cell.
const BLANKS: [&str; 14] =
    ["-", "--", "---", "na", "n/a", "#n/a", "null", "nil", "none", "(null)", "\\n", "(blank)", "nan", "not applicable"];

/// The value of a cell: without surrounding space (also the non-breaking kind and NUL), without `'…'`, `"…"`, `="…"` or
/// the apostrophe by which a spreadsheet marks text. Empty where the cell only says that there is nothing.
pub(super) fn clean(cell: &str) -> &str {
    // Most cells wear nothing, and no word for a blank begins and ends like this.
    if let [
        b'0'..=b'9' | b'A'..=b'M' | b'O'..=b'Z' | b'a'..=b'm' | b'o'..=b'z',
        ..,
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z',
    ]
    | [b'0'..=b'9']
    | [b'-', b'0'..=b'9', .., b'0'..=b'9']
    | [] = cell.as_bytes()
    {
        return cell;
    }
    let mut text = trim(cell);
    while let Some(inner) = unwrapped(text) {
        text = trim(inner);
    }
    if text.len() <= 14 && BLANKS.iter().any(|blank| text.eq_ignore_ascii_case(blank)) { "" } else { text }
}

/// The same, where `-1` also means that there is nothing. Not for longitudes.
pub(super) fn clean_code(cell: &str) -> &str {
    let text = clean(cell);
    if text == "-1" { "" } else { text }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// A character that is there and is not seen: NUL, marks of width nothing and of the direction of writing.
pub(super) const fn is_unseen(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
}

/// The text without one layer of wrapping, if it wears one.
fn unwrapped(text: &str) -> Option<&str> {
    let formula = text.strip_prefix('=').filter(|rest| rest.starts_with('"'));
    let text = formula.unwrap_or(text);
    for quote in ['\'', '"'] {
        if let Some(rest) = text.strip_prefix(quote) {
            return Some(rest.strip_suffix(quote).unwrap_or(rest));
        }
    }
    formula
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_is_taken_off() {
        for cell in
            ["'07700 900112'", "=\"07700 900112\"", "\u{a0}07700 900112 ", "'07700 900112", "\"'07700 900112'\""]
        {
            assert_eq!(clean(cell), "07700 900112", "{cell}");
        }
    }

    #[test]
    fn a_dash_is_an_empty_cell() {
        for cell in ["-", "'-'", "---", "N/A", "NULL", " ", "''", "\0"] {
            assert_eq!(clean(cell), "", "{cell}");
        }
        assert_eq!(clean_code("-1"), "");
        assert_eq!(clean("-1"), "-1");
    }
}
