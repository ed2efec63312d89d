//! Headers and codes as words: case, accents, `_`, brackets and units do not matter, and `callingNumber`, `CALLING_NO` and
//! `callingno` are the same two words.

/// The words of a text in lower case, without accents. Words end at anything that is neither letter nor digit, where small
/// letters turn to capitals, and before the last capital of several (`IMEINumber`); `1st` stays whole.
pub(super) fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            // An apostrophe inside a word (`l'appel`) ends it as a space would; a lone letter before it says nothing.
            take(&mut word, &mut words);
            continue;
        }
        let before = i.checked_sub(1).map(|b| chars[b]);
        let next_is_small = chars.get(i + 1).is_some_and(|n| n.is_lowercase());
        let turns = match before {
            Some(b) if c.is_uppercase() => {
                b.is_lowercase() || (b.is_uppercase() && next_is_small && !plural(&chars, i))
            }
            Some(b) if c.is_numeric() => b.is_alphabetic(),
            _ => false,
        };
        if turns {
            take(&mut word, &mut words);
        }
        push_plain(c, &mut word);
    }
    take(&mut word, &mut words);
    words
}

/// `CGIs`, `IDs`: a small s after capitals is a plural, not a new word.
fn plural(chars: &[char], capital: usize) -> bool {
    chars.get(capital + 1) == Some(&'s') && chars.get(capital + 2).is_none_or(|c| !c.is_alphanumeric())
}

fn take(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Appends a letter in lower case and without its accent.
fn push_plain(c: char, word: &mut String) {
    for c in c.to_lowercase() {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ă' | 'ā' => word.push('a'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' | 'ė' | 'ē' => word.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' | 'į' => word.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => word.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ű' | 'ů' | 'ū' => word.push('u'),
            'ç' | 'ć' | 'č' => word.push('c'),
            'ď' | 'đ' | 'ð' => word.push('d'),
            'ğ' => word.push('g'),
            'ñ' | 'ń' | 'ň' => word.push('n'),
            'ř' => word.push('r'),
            'ť' | 'ț' | 'ţ' => word.push('t'),
            'ý' | 'ÿ' => word.push('y'),
            'š' | 'ś' | 'ş' | 'ș' => word.push('s'),
            'ž' | 'ź' | 'ż' => word.push('z'),
            'ł' | 'ľ' | 'ĺ' => word.push('l'),
            'ά' => word.push('α'),
            'έ' => word.push('ε'),
            'ή' => word.push('η'),
            'ί' | 'ϊ' | 'ΐ' => word.push('ι'),
            'ό' => word.push('ο'),
            'ύ' | 'ϋ' | 'ΰ' => word.push('υ'),
            'ώ' => word.push('ω'),
            'ς' => word.push('σ'),
            'ё' => word.push('е'),
            'ß' => word.push_str("ss"),
            'œ' => word.push_str("oe"),
            'æ' => word.push_str("ae"),
            // Signs of ordinals, and combining accents as macOS writes them.
            'º' | '°' | 'ª' | '\u{300}'..='\u{36f}' => {}
            other => word.push(other),
        }
    }
}

/// Cuts a word into known words that cover it (`callingno`: `calling`, `no`), the fewest there are. `None` if it cannot be
/// cut so. `known` is asked for pieces of at least `shortest` letters.
pub(super) fn pieces(word: &str, shortest: usize, known: impl Fn(&str) -> bool) -> Option<Vec<&str>> {
    if !word.is_ascii() || word.len() > 40 || word.len() < 2 * shortest {
        return None;
    }
    // best[i]: the fewest pieces that cover the first i letters, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
    best[0] = Some((0, 0));
    for end in shortest..=word.len() {
        for start in 0..=end - shortest {
            let Some((count, _)) = best[start] else { continue };
            if best[end].is_none_or(|(fewest, _)| count + 1 < fewest) && known(&word[start..end]) {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut pieces = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let (_, start) = best[end]?;
        pieces.push(&word[start..end]);
        end = start;
    }
    pieces.reverse();
    Some(pieces)
}

/// Whether two words differ by one letter put in, left out, exchanged or swapped with its neighbour (`parthy`, `party`).
pub(super) fn nearly_equal(one: &str, two: &str) -> bool {
    let (short, long) =
        if one.len() <= two.len() { (one.as_bytes(), two.as_bytes()) } else { (two.as_bytes(), one.as_bytes()) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let front = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    if short.len() < long.len() {
        return short[front..] == long[front + 1..];
    }
    let (a, b) = (&short[front..], &long[front..]);
    a.len() <= 1 || a[1..] == b[1..] || (a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_the_same_words_however_it_is_written() {
        for header in ["Calling Number", "CALLING_NUMBER", "callingNumber", " calling-number ", "CallingNumber"] {
            assert_eq!(words(header), ["calling", "number"], "{header}");
        }
        assert_eq!(words("Durée (s)"), ["duree", "s"]);
        assert_eq!(words("IMEINumber"), ["imei", "number"]);
        assert_eq!(words("1st LTE Site ID"), ["1st", "lte", "site", "id"]);
        assert_eq!(words("AParty"), ["a", "party"]);
        assert_eq!(words("N° appelé"), ["n", "appele"]);
    }

    #[test]
    fn a_glued_word_is_cut() {
        let known = |w: &str| ["calling", "no", "call", "in"].contains(&w);
        assert_eq!(pieces("callingno", 2, known), Some(vec!["calling", "no"]));
        assert_eq!(pieces("callings", 2, known), None);
    }

    #[test]
    fn one_slip_of_the_pen_is_forgiven() {
        assert!(nearly_equal("parthy", "party"));
        assert!(nearly_equal("durtaion", "duration"));
        assert!(nearly_equal("nunber", "number"));
        assert!(!nearly_equal("called", "caller s"));
        assert!(!nearly_equal("date", "data12"));
    }
}
