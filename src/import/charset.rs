//! Which of the encodings of old a text is in that is neither UTF-8 nor UTF-16.

use super::store::{Halt, Store, read_more};
use crate::diag::Monitor;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Charset, WINDOWS_1252};

/// Bytes looked at for it, from the first that is not UTF-8 on.
const LOOKED_AT: usize = 4 << 20;
const PIECE: usize = 256 << 10;

/// Bytes that mean the same in most encodings of the west and stand in files of numbers: signs of currency and punctuation,
/// the no-break space, the degree. They say nothing of a language.
const SIGNS: [u8; 20] = [
    0x80, 0x82, 0x84, 0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9B, 0xA0, 0xA3, 0xAB, 0xAE, 0xB0,
    0xBB,
];

/// The encoding that the letters beyond ASCII speak for, windows-1252 where they do not: there every byte means something.
///
/// # Errors
/// [`Halt`] when the monitor says so or the store fails.
pub(super) fn of_legacy(store: &dyn Store, first: u64, monitor: &dyn Monitor) -> Result<&'static Charset, Halt> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut says_something = false;
    let mut piece = Vec::new();
    // What stands right before belongs to the first word.
    let start = first.saturating_sub(64);
    let end = store.len().min(start + LOOKED_AT as u64);
    let mut at = start;
    while at < end {
        monitor.check()?;
        piece.clear();
        read_more(store, at, PIECE.min(usize::try_from(end - at).unwrap_or(PIECE)), &mut piece)?;
        at += piece.len() as u64;
        says_something |= piece.iter().any(|b| *b >= 0x80 && !SIGNS.contains(b));
        detector.feed(&piece, at >= end);
    }
    if !says_something {
        return Ok(WINDOWS_1252);
    }
    Ok(detector.guess(None, Utf8Detection::Deny))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Quiet;
    use encoding_rs::{GBK, KOI8_R, WINDOWS_1250, WINDOWS_1251, WINDOWS_1253};

    fn found(text: &str, charset: &'static Charset) -> &'static str {
        let (bytes, _, _) = charset.encode(text);
        of_legacy(&bytes.into_owned(), 0, &Quiet).unwrap().name()
    }

    #[test]
    fn letters_tell_the_encoding() {
        let cases = [
            ("Début;Numéro appelant;Numéro appelé;Durée;Médoc;façade", WINDOWS_1252, "windows-1252"),
            ("Początek połączenia;Numer dzwoniący;Długość;Łódź, ulica Święta", WINDOWS_1250, "windows-1250"),
            ("Дата звонка;Номер абонента;Длительность;Москва, улица Ленина", WINDOWS_1251, "windows-1251"),
            ("Дата звонка;Номер абонента;Длительность;Москва, улица Ленина", KOI8_R, "KOI8-U"),
            ("Ημερομηνία κλήσης;Αριθμός καλούντος;Διάρκεια;Αθήνα", WINDOWS_1253, "windows-1253"),
            ("通话开始时间;主叫号码;被叫号码;通话时长", GBK, "GBK"),
        ];
        for (text, charset, name) in cases {
            assert_eq!(found(text, charset), name, "{text}");
        }
    }

    #[test]
    fn a_pound_sign_alone_is_western() {
        assert_eq!(found("14/03/2026;07700900112;£12.50", WINDOWS_1252), "windows-1252");
        assert_eq!(found("14/03/2026;München;80", WINDOWS_1252), "windows-1252");
    }
}
