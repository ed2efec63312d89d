//! From bytes to text: what a file is named, hashed and encoded as.

use crate::domain::Source;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;

/// The text of a file and how its bytes were read.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    /// The text, without byte order mark.
    pub text: Cow<'b, str>,
    /// `UTF-8`, `UTF-8 with BOM`, `windows-1252`, `UTF-16LE`, `UTF-16BE`.
    pub encoding: &'static str,
    /// Row of the first byte that is not UTF-8 (from 1) and the byte, where that decided the encoding.
    pub first_foreign_byte: Option<(u64, u8)>,
}

/// The source of these bytes: name without folder, SHA-256, size.
pub(super) fn source(name: &str, bytes: &[u8]) -> Source {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    Source { name: name.to_owned(), part: None, sha256: sha256_of(bytes), bytes: bytes.len() as u64 }
}

/// SHA-256 of these bytes, 64 hexadecimal digits.
pub(super) fn sha256_of(bytes: &[u8]) -> String {
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ok = write!(sha256, "{byte:02x}");
    }
    sha256
}

/// Reads bytes as text. Never fails: what is neither UTF-8 nor UTF-16 is read as windows-1252, in which every byte means
/// something.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8_or_windows(rest, "UTF-8 with BOM");
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return wide(rest, UTF_16LE);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return wide(rest, UTF_16BE);
    }
    match wide_without_mark(bytes) {
        Some(encoding) => wide(bytes, encoding),
        None => utf8_or_windows(bytes, "UTF-8"),
    }
}

fn utf8_or_windows<'b>(bytes: &'b [u8], name: &'static str) -> Decoded<'b> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: name, first_foreign_byte: None },
        Err(error) => {
            let at = error.valid_up_to();
            let row = bytes[..at].split(|&b| b == b'\n').count() as u64;
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            let first_foreign_byte = bytes.get(at).map(|&byte| (row, byte));
            Decoded { text, encoding: "windows-1252", first_foreign_byte }
        }
    }
}

fn wide<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), first_foreign_byte: None }
}

/// UTF-16 that does not say so: of mostly western text every other byte is zero.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 8 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 8 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Début,Número\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide_be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (narrow, _, _) = WINDOWS_1252.encode(text);
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let cases = [
            (text.as_bytes().to_vec(), "UTF-8"),
            (marked(b"\xEF\xBB\xBF", text.as_bytes()), "UTF-8 with BOM"),
            (marked(b"\xFF\xFE", &wide), "UTF-16LE"),
            (marked(b"\xFE\xFF", &wide_be), "UTF-16BE"),
            (wide, "UTF-16LE"),
            (wide_be, "UTF-16BE"),
            (narrow.into_owned(), "windows-1252"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_has_its_place() {
        assert_eq!(decode(b"a\nb\nM\xFCnchen").first_foreign_byte, Some((3, 0xFC)));
    }
}
