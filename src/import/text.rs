//! The bytes of a store as text: how they are encoded, and pieces of them cut where rows end.

use super::store::{Halt, Store, read_more};
use super::table::{Delimiter, LONGEST_ROW, RawTable, whole_rows};
use crate::diag::Monitor;
use encoding_rs::{Encoding as Charset, UTF_16BE, UTF_16LE};

/// How the bytes of a store become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Marked,
    /// What is neither UTF-8 nor UTF-16.
    Legacy(&'static Charset),
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// The encoding that the first bytes of a store speak for, and how many of them are its mark.
    pub(super) fn of(head: &[u8]) -> (Self, u64) {
        if head.starts_with(b"\xEF\xBB\xBF") {
            (Self::Utf8Marked, 3)
        } else if head.starts_with(b"\xFF\xFE") {
            (Self::Utf16Le, 2)
        } else if head.starts_with(b"\xFE\xFF") {
            (Self::Utf16Be, 2)
        } else {
            (wide_without_mark(head).unwrap_or(Self::Utf8), 0)
        }
    }

    /// As reports call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Marked => "UTF-8 with BOM",
            Self::Legacy(charset) => charset.name(),
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    fn charset(self) -> Option<&'static Charset> {
        match self {
            Self::Utf8 | Self::Utf8Marked => None,
            Self::Legacy(charset) => Some(charset),
            Self::Utf16Le => Some(UTF_16LE),
            Self::Utf16Be => Some(UTF_16BE),
        }
    }

    /// How many bytes of the store a text was made from. Each of them that means nothing became one character.
    pub(super) fn bytes_of(self, text: &str) -> u64 {
        (match self {
            Self::Utf8 | Self::Utf8Marked => text.len(),
            Self::Legacy(charset) if charset.is_single_byte() => text.chars().count(),
            Self::Legacy(charset) => charset.encode(text).0.len(),
            Self::Utf16Le | Self::Utf16Be => text.encode_utf16().count() * 2,
        }) as u64
    }

    /// How many of these bytes can be read apart from those behind them: all, but for half a character of UTF-16. Of the
    /// encodings of East Asia no byte that ends a line is part of another character, so all to the last such byte; where there is
    /// none, all to the last byte that is a letter of ASCII behind another of them.
    fn whole(self, bytes: &[u8]) -> usize {
        if let Self::Legacy(charset) = self
            && !charset.is_single_byte()
        {
            let line_end = memchr::memrchr2(b'\n', b'\r', bytes).map(|at| at + 1);
            let plain = || bytes.windows(2).rposition(<[u8]>::is_ascii).map(|at| at + 2);
            let clean = |cut: &usize| !charset.decode_without_bom_handling(&bytes[..*cut]).1;
            let last = || (bytes.len().saturating_sub(3).max(1)..=bytes.len()).rev().find(clean);
            return line_end.or_else(plain).or_else(last).unwrap_or(bytes.len());
        }
        let even = bytes.len() & !1;
        let last = match (self, &bytes[..even]) {
            (Self::Utf16Le, [.., low, high]) => u16::from_le_bytes([*low, *high]),
            (Self::Utf16Be, [.., high, low]) => u16::from_be_bytes([*high, *low]),
            (Self::Utf16Le | Self::Utf16Be, _) => return even,
            _ => return bytes.len(),
        };
        if (0xD800..0xDC00).contains(&last) { even - 2 } else { even }
    }
}

/// UTF-16 that does not say so: of mostly western text every other byte is zero.
fn wide_without_mark(head: &[u8]) -> Option<Encoding> {
    let head = &head[..head.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 > half * 8 && even * 10 < half {
        Some(Encoding::Utf16Le)
    } else if even * 10 > half * 8 && odd * 10 < half {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// The text of a store, or the rest of it from a row on.
#[derive(Clone, Copy)]
pub(super) struct Text<'s> {
    pub store: &'s dyn Store,
    pub encoding: Encoding,
    /// Where it begins in the store.
    pub from: u64,
    /// Rows of the file before it.
    pub rows_before: u64,
    /// What stands between two cells, where that needs no finding out.
    pub delimiter: Option<Delimiter>,
    /// Lines that stand elsewhere and speak for the table as those above it do: of a cover sheet.
    pub above: &'s [String],
    pub grain: Grain,
}

/// How much of a text is in memory at a time, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grain {
    /// A text up to this size is looked at whole before its rows are read; of a longer one, samples.
    pub whole: usize,
    /// The pieces that one thread reads at a time.
    pub piece: usize,
}

impl Grain {
    /// What is quickest: pieces that stay in the cache of a processor, and are long beside the cost of handing them out.
    pub(super) const USUAL: Self = Self { whole: 4 << 20, piece: 1 << 18 };
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} from {} of {}", self.encoding.name(), self.from, self.store.len())
    }
}

impl<'s> Text<'s> {
    /// The text of a store in an encoding whose mark takes `from` bytes.
    pub(super) fn new(store: &'s dyn Store, encoding: Encoding, from: u64, grain: Grain) -> Self {
        Self { store, encoding, from, rows_before: 0, delimiter: None, above: &[], grain }
    }

    /// Bytes of the store that it takes.
    pub(super) fn bytes(&self) -> u64 {
        self.end().saturating_sub(self.from)
    }

    /// Where it ends in the store: half a character of UTF-16 at the end of a file that was cut is no row of its own.
    fn end(&self) -> u64 {
        match self.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => self.store.len() & !1,
            _ => self.store.len(),
        }
    }

    /// The first `most` bytes or fewer as text.
    ///
    /// # Errors
    /// [`Halt`] if the store fails or the bytes are not in the encoding.
    pub(super) fn head(&self, most: usize) -> Result<String, Halt> {
        self.window(self.from, most)
    }

    /// Bytes from `at` on as text; of UTF-8 what is left of characters at either end is taken off.
    ///
    /// # Errors
    /// [`Halt`] if the store fails or the bytes are not in the encoding.
    pub(super) fn window(&self, at: u64, most: usize) -> Result<String, Halt> {
        let mut bytes = Vec::new();
        read_more(self.store, at, most, &mut bytes)?;
        if let Some(charset) = self.encoding.charset() {
            let whole = self.encoding.whole(&bytes);
            return Ok(charset.decode_without_bom_handling(&bytes[..whole]).0.into_owned());
        }
        let inside = if at > self.from { bytes.iter().take(3).take_while(|b| **b & 0xC0 == 0x80).count() } else { 0 };
        bytes.drain(..inside);
        utf8(bytes, at + inside as u64, true)
    }

    /// The rest of the text behind some of it, which has `rows` rows.
    pub(super) fn behind(self, read: &str, rows: u64) -> Self {
        Self { from: self.from + self.encoding.bytes_of(read), rows_before: self.rows_before + rows, ..self }
    }
}

/// Bytes as UTF-8; `cut` says that the last character may be cut off.
fn utf8(bytes: Vec<u8>, at: u64, cut: bool) -> Result<String, Halt> {
    String::from_utf8(bytes).or_else(|error| {
        let (good, is_half) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
        if !(cut && is_half) {
            return Err(Halt::NotUtf8 { at: at + good as u64 });
        }
        let mut bytes = error.into_bytes();
        bytes.truncate(good);
        String::from_utf8(bytes).map_err(|_not_cut| Halt::NotUtf8 { at })
    })
}

/// A piece of a text that ends where a row ends.
#[derive(Debug)]
pub(super) struct Piece {
    bytes: Vec<u8>,
    /// Where it begins in the store.
    pub at: u64,
    /// Whether it is the beginning of one row that is too long.
    is_long_row: bool,
}

impl Piece {
    /// Cuts it into rows.
    ///
    /// # Errors
    /// [`Halt::NotUtf8`].
    pub(super) fn into_table(self, delimiter: Delimiter) -> Result<RawTable<'static>, Halt> {
        let text = utf8(self.bytes, self.at, false)?;
        if self.is_long_row {
            let whole = 0..text.len();
            return Ok(RawTable::of_rows(text, delimiter, vec![whole]));
        }
        Ok(RawTable::new(text, delimiter))
    }
}

/// Cuts a text into pieces.
pub(super) struct Pieces<'s> {
    text: Text<'s>,
    delimiter: Delimiter,
    /// Bytes that a piece should have.
    size: usize,
    /// Text read and not given out, in UTF-8; where it and what follows it begin in the store.
    buffer: Vec<u8>,
    buffer_at: u64,
    next: u64,
}

impl<'s> Pieces<'s> {
    pub(super) fn new(text: Text<'s>, delimiter: Delimiter) -> Self {
        let size = text.grain.piece.max(1);
        Self { text, delimiter, size, buffer: Vec::new(), buffer_at: text.from, next: text.from }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`Halt::Unreadable`] if the store fails.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Halt> {
        let mut wanted = self.size;
        loop {
            while self.buffer.len() < wanted && self.next < self.text.end() {
                self.read(wanted - self.buffer.len())?;
            }
            if self.buffer.is_empty() {
                return Ok(None);
            }
            if self.next >= self.text.end() {
                return Ok(Some(self.take(self.buffer.len())));
            }
            let rows_end = whole_rows(&self.buffer, self.delimiter);
            if rows_end > 0 {
                return Ok(Some(self.take(rows_end)));
            }
            if self.buffer.len() > 2 * LONGEST_ROW {
                return self.long_row().map(Some);
            }
            wanted = (self.buffer.len() * 2).max(self.size);
        }
    }

    fn read(&mut self, most: usize) -> Result<(), Halt> {
        let Some(charset) = self.text.encoding.charset() else {
            let before = self.buffer.len();
            read_more(self.text.store, self.next, most, &mut self.buffer)?;
            self.next += (self.buffer.len() - before) as u64;
            return Ok(());
        };
        let mut bytes = Vec::new();
        let left = usize::try_from(self.text.end() - self.next).unwrap_or(usize::MAX);
        read_more(self.text.store, self.next, most.max(4).min(left), &mut bytes)?;
        let whole = self.text.encoding.whole(&bytes);
        let at_end = self.next + bytes.len() as u64 >= self.text.end();
        let bytes = if at_end { &bytes[..] } else { &bytes[..whole] };
        self.buffer.extend_from_slice(charset.decode_without_bom_handling(bytes).0.as_bytes());
        self.next += bytes.len() as u64;
        Ok(())
    }

    fn take(&mut self, count: usize) -> Piece {
        let mut rest = Vec::with_capacity(self.size.max(self.buffer.len() - count) + 4);
        rest.extend_from_slice(&self.buffer[count..]);
        let mut bytes = std::mem::replace(&mut self.buffer, rest);
        bytes.truncate(count);
        let at = self.buffer_at;
        let left = match std::str::from_utf8(&self.buffer) {
            Ok(rest) if self.text.encoding.charset().is_some() => self.text.encoding.bytes_of(rest),
            _ => self.buffer.len() as u64,
        };
        // What means nothing in an encoding of many bytes has no length of its own.
        self.buffer_at = self.next.saturating_sub(left);
        Piece { bytes, at, is_long_row: false }
    }

    /// The beginning of a row that does not end; the rest of it is read and left out.
    fn long_row(&mut self) -> Result<Piece, Halt> {
        // Enough of it that it is seen to be too long.
        let mut end = LONGEST_ROW + 1;
        while end < self.buffer.len() && self.buffer[end] & 0xC0 == 0x80 {
            end += 1;
        }
        let piece = Piece { is_long_row: true, ..self.take(end) };
        loop {
            if let Some(line_end) = memchr::memchr2(b'\n', b'\r', &self.buffer) {
                if line_end + 1 < self.buffer.len() || self.next >= self.text.end() {
                    let both = self.buffer[line_end..].starts_with(b"\r\n");
                    drop(self.take(line_end + if both { 2 } else { 1 }));
                    return Ok(piece);
                }
            } else {
                drop(self.take(self.buffer.len()));
            }
            if self.next >= self.text.end() {
                return Ok(piece);
            }
            self.read(self.size)?;
        }
    }
}

/// The row of the byte at `at`, from 1, and the byte.
///
/// # Errors
/// [`Halt`] when the monitor says so or the store fails.
pub(super) fn foreign_byte(store: &dyn Store, at: u64, monitor: &dyn Monitor) -> Result<Option<(u64, u8)>, Halt> {
    const PIECE: usize = 1 << 20;
    let mut rows = 1;
    let mut from = 0;
    let mut piece = Vec::with_capacity(PIECE);
    while from < at {
        monitor.check()?;
        piece.clear();
        read_more(store, from, PIECE.min(usize::try_from(at - from).unwrap_or(PIECE)), &mut piece)?;
        rows += memchr::memchr_iter(b'\n', &piece).count() as u64;
        from += piece.len() as u64;
    }
    piece.clear();
    read_more(store, at, 1, &mut piece)?;
    Ok(piece.first().map(|byte| (rows, *byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Quiet;
    use encoding_rs::WINDOWS_1252;

    fn whole(bytes: &[u8], piece: usize) -> (String, &'static str) {
        let (encoding, mark) = Encoding::of(bytes);
        let grain = Grain { piece, ..Grain::USUAL };
        let read = |encoding| {
            let mut pieces = Pieces::new(Text::new(&bytes, encoding, mark, grain), Delimiter::Comma);
            let mut text = String::new();
            while let Some(piece) = pieces.next()? {
                text.push_str(piece.into_table(Delimiter::Comma)?.text_before(usize::MAX));
            }
            Ok::<_, Halt>(text)
        };
        match read(encoding) {
            Err(Halt::NotUtf8 { .. }) => {
                (read(Encoding::Legacy(WINDOWS_1252)).unwrap_or_default(), Encoding::Legacy(WINDOWS_1252).name())
            }
            text => (text.unwrap_or_default(), encoding.name()),
        }
    }

    #[test]
    fn every_encoding_gives_the_same_text_in_pieces_of_any_size() {
        let text = "Début,Número\n1,\"a\r\nb\"\r\n\r3,4";
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
            for piece in [1, 2, 7, 4096] {
                assert_eq!(whole(&bytes, piece), (text.to_owned(), encoding));
            }
        }
    }

    #[test]
    fn no_character_of_many_bytes_is_split_between_two_pieces() {
        let text = "開始,発信,着信\r\n表示ソ,ソソソソ予定十,東京都\r\n1,2,ソ\r\n";
        for charset in [encoding_rs::SHIFT_JIS, encoding_rs::GBK, encoding_rs::BIG5, encoding_rs::EUC_KR] {
            let (bytes, _, _) = charset.encode(text);
            let (plain, _, lossy) = charset.decode(&bytes);
            assert!(!lossy);
            for piece in [1, 2, 5, 7, 11, 4096] {
                let store = bytes.as_ref();
                let grain = Grain { piece, ..Grain::USUAL };
                let mut pieces = Pieces::new(Text::new(&store, Encoding::Legacy(charset), 0, grain), Delimiter::Comma);
                let mut read = String::new();
                while let Some(piece) = pieces.next().unwrap() {
                    read.push_str(piece.into_table(Delimiter::Comma).unwrap().text_before(usize::MAX));
                }
                assert_eq!(read, plain, "{} in pieces of {piece}", charset.name());
            }
        }
    }

    #[test]
    fn the_first_byte_that_is_not_utf8_has_its_place() {
        let bytes = &b"a\nb\nM\xFCnchen"[..];
        assert_eq!(foreign_byte(&bytes, 5, &Quiet).ok().flatten(), Some((3, 0xFC)));
    }

    #[test]
    fn a_row_without_an_end_does_not_fill_the_memory() {
        let bytes = [b"a,b\n".as_slice(), &b"x,".repeat(3 * LONGEST_ROW), b"\nc,d\n"].concat();
        let store = bytes.as_slice();
        let text = Text::new(&store, Encoding::Utf8, 0, Grain { piece: 64, ..Grain::USUAL });
        let mut pieces = Pieces::new(text, Delimiter::Comma);
        let mut rows = Vec::new();
        while let Ok(Some(piece)) = pieces.next() {
            assert!(pieces.buffer.len() <= 4 * LONGEST_ROW);
            let table = piece.into_table(Delimiter::Comma).unwrap();
            rows.extend((0..table.len()).map(|at| table.row_text(at).len()));
        }
        assert_eq!(rows, [3, LONGEST_ROW + 1, 3]);
    }
}
