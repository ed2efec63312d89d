//! How names of places are written, brought to one form.

/// A name in the form names are compared in: lower case without accents, apostrophes and stops; hyphens and other marks
/// are spaces; `saint` is `st`, `great` is `gt`, `upon` is `on`; no leading `the`.
pub(super) fn plain(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' => {}
            '&' => letters.push_str(" and "),
            c if c.is_ascii_alphanumeric() => letters.push(c),
            c => letters.push_str(without_accent(c)),
        }
    }
    let mut name = String::with_capacity(letters.len());
    for (at, word) in letters.split_whitespace().enumerate() {
        let word = match word {
            "the" if at == 0 => continue,
            "saint" => "st",
            "great" => "gt",
            "upon" => "on",
            "little" => "lt",
            word => word,
        };
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// The letters that Welsh, Gaelic and borrowed names wear accents on; a space for any other sign.
fn without_accent(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ŷ' | 'ỳ' | 'ý' | 'ÿ' => "y",
        'ç' => "c",
        'ñ' => "n",
        // Combining accents, as macOS writes them: the letter stands before.
        '\u{300}'..='\u{36f}' => "",
        _ => " ",
    }
}

/// Shorter forms that people use of a plain name: `burton` of `burton on trent`, `tunbridge wells` of `royal tunbridge
/// wells`, `enfield` of `enfield town`. Weaker than a name of its own.
pub(super) fn short_forms(plain: &str) -> impl Iterator<Item = &str> {
    const JOINERS: [&str; 9] = [" on ", " in ", " under ", " super ", " next ", " by ", " le ", " and ", " with "];
    const HEADS: [&str; 3] = ["royal ", "gt ", "city of "];
    const TAILS: [&str; 4] = [" town", " spa", " regis", " garden city"];
    let joined = JOINERS.iter().filter_map(|joiner| plain.split_once(joiner)).map(|(head, _)| head);
    let headed = HEADS.iter().filter_map(|head| plain.strip_prefix(head));
    let tailed = TAILS.iter().filter_map(|tail| plain.strip_suffix(tail));
    joined.chain(headed).chain(tailed)
}

/// The full name of a county that is written short, in plain form; the text itself otherwise.
pub(super) fn county_in_full(plain: &str) -> &str {
    const SHORT: [(&str, &str); 26] = [
        ("beds", "bedfordshire"),
        ("berks", "thames valley"),
        ("berkshire", "thames valley"),
        ("bucks", "buckinghamshire"),
        ("cambs", "cambridgeshire"),
        ("glos", "gloucestershire"),
        ("hants", "hampshire"),
        ("herts", "hertfordshire"),
        ("lancs", "lancashire"),
        ("leics", "leicestershire"),
        ("lincs", "lincolnshire"),
        ("middx", "greater london"),
        ("middlesex", "greater london"),
        ("norf", "norfolk"),
        ("northants", "northamptonshire"),
        ("notts", "nottinghamshire"),
        ("oxon", "oxfordshire"),
        ("rutland", "rutland"),
        ("salop", "west mercia"),
        ("shropshire", "west mercia"),
        ("staffs", "staffordshire"),
        ("suff", "suffolk"),
        ("tyne and wear", "northumbria"),
        ("wilts", "wiltshire"),
        ("worcs", "worcestershire"),
        ("yorks", "yorkshire"),
    ];
    let name = plain.strip_prefix("county ").or_else(|| plain.strip_prefix("co ")).unwrap_or(plain);
    SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| full)
}
