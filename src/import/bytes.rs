//! What a file is by its first bytes, where it is not text.

/// What a file is that is not text, by its first bytes, in words for the user.
pub(super) fn not_a_table(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 10] = [
        (b"PK\x03\x04", "a spreadsheet (XLSX, ODS) or a zip archive"),
        (b"\xD0\xCF\x11\xE0", "a spreadsheet of the older kind (XLS)"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"SQLite format 3\0", "a database"),
        (b"{\\rtf", "a text document"),
        (b"7z\xBC\xAF\x27\x1C", "an archive"),
        (b"Rar!", "an archive"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}
