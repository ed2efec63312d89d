//! What a file is, by its bytes: whatever it is named.

use super::archive::Archive;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// What may be a table in text.
    Text,
    /// One packed file.
    Gzip,
    /// An archive of files.
    Zip,
    Workbook(Format),
    /// Something else, in words for the user, and what he can do.
    Foreign(&'static str, &'static str),
}

/// How a workbook is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Format {
    /// Its name, as a report says it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX",
            Self::Xlsb => "XLSB",
            Self::Xls => "XLS",
            Self::Ods => "ODS",
        }
    }
}

const UNPACK: &str = "Unpack it with another program and add the files.";
const SAVE_AS: &str = "Open it with the program it belongs to, save its table as XLSX or CSV and add that.";
const ASK: &str = "Ask the operator for the table as CSV or XLSX: rows copied out of it are easily lost.";
const PASSWORD: &str = "Open it with its password, save it without one and add it again.";

/// Beginnings of files that hold no table that can be read here.
const FOREIGN: [(&[u8], &str, &str); 17] = [
    (b"%PDF", "a PDF", ASK),
    (b"\x89PNG", "a picture", ASK),
    (b"\xFF\xD8\xFF", "a picture", ASK),
    (b"GIF8", "a picture", ASK),
    (b"II*\0", "a picture", ASK),
    (b"MM\0*", "a picture", ASK),
    (b"SQLite format 3\0", "a database", SAVE_AS),
    (b"\0\x01\0\0Standard Jet DB", "a database (Access)", SAVE_AS),
    (b"\0\x01\0\0Standard ACE DB", "a database (Access)", SAVE_AS),
    (b"{\\rtf", "a text document (RTF)", SAVE_AS),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7-Zip)", UNPACK),
    (b"Rar!", "an archive (RAR)", UNPACK),
    (b"BZh", "a packed file (bzip2)", UNPACK),
    (b"\xFD7zXZ", "a packed file (xz)", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a packed file (zstd)", UNPACK),
    (b"MZ\x90", "a program", "Do not run it. Ask whoever sent it what it is."),
    (b"PAR1", "a Parquet table", SAVE_AS),
];

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl FileKind {
    /// What a file with this beginning is, as far as that tells: what has to be opened first is a zip archive or a workbook.
    pub(super) fn of_head(head: &[u8]) -> Self {
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if head.starts_with(OLE) {
            Self::Workbook(Format::Xls)
        } else {
            Self::of(head)
        }
    }

    /// What these bytes are.
    pub(super) fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"\x1F\x8B") {
            return Self::Gzip;
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return of_zip(bytes);
        }
        if bytes.starts_with(OLE) {
            return of_ole(bytes);
        }
        if let Some((_, what, hint)) = FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start)) {
            return Self::Foreign(what, hint);
        }
        of_markup(bytes).unwrap_or(Self::Text)
    }
}

/// A zip archive may be a document: what is in it tells.
fn of_zip(bytes: &[u8]) -> FileKind {
    let Ok(archive) = Archive::new(bytes) else { return FileKind::Zip };
    let is_document = archive.has("[Content_Types].xml") || archive.has("mimetype");
    if archive.has("xl/workbook.bin") {
        FileKind::Workbook(Format::Xlsb)
    } else if archive.has("xl/workbook.xml") {
        FileKind::Workbook(Format::Xlsx)
    } else if archive.has("mimetype") && archive.has("content.xml") {
        FileKind::Workbook(Format::Ods)
    } else if archive.has("word/document.xml") || archive.has("ppt/presentation.xml") {
        FileKind::Foreign("a document of a word processor or a presentation", SAVE_AS)
    } else if archive.has("Index/Document.iwa") || archive.has("Index.zip") {
        FileKind::Foreign("a document of Apple Numbers or Pages", SAVE_AS)
    } else if is_document && archive.has("_rels/.rels") {
        // A workbook need not lie where every program puts it.
        FileKind::Workbook(Format::Xlsx)
    } else {
        FileKind::Zip
    }
}

/// The older container of Office: what is in it is named in its directory, in UTF-16.
fn of_ole(bytes: &[u8]) -> FileKind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).step_by(2).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        FileKind::Foreign("a workbook protected by a password", PASSWORD)
    } else if has("Workbook") || has("Book") {
        FileKind::Workbook(Format::Xls)
    } else if has("WordDocument") || has("PowerPoint Document") {
        FileKind::Foreign("a document of a word processor or a presentation", SAVE_AS)
    } else if has("__properties_version1.0") {
        FileKind::Foreign("an e-mail", "Save what is attached to it and add that.")
    } else {
        FileKind::Workbook(Format::Xls)
    }
}

/// A page or a sheet in markup, which some systems name `.xls`.
fn of_markup(bytes: &[u8]) -> Option<FileKind> {
    let head = &bytes[..bytes.len().min(2048)];
    let text: String = String::from_utf8_lossy(head).chars().filter(|c| *c != '\0').collect();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_ascii_lowercase();
    let has = |word: &str| text.contains(word);
    if !text.starts_with('<') {
        return None;
    }
    if has("urn:schemas-microsoft-com:office:spreadsheet") {
        Some(FileKind::Foreign("a spreadsheet written as XML", SAVE_AS))
    } else if has("<html") || has("<!doctype html") || has("<table") {
        Some(FileKind::Foreign("a web page (HTML), whatever its name says", SAVE_AS))
    } else if has("<?xml") {
        Some(FileKind::Foreign("an XML file", SAVE_AS))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(FileKind::of(b"Start,A,B\n"), FileKind::Text);
        assert_eq!(FileKind::of(b"\x1F\x8B\x08"), FileKind::Gzip);
        assert_eq!(FileKind::of(b"PK\x03\x04\x14\0"), FileKind::Zip);
        assert_eq!(FileKind::of(b"\xEF\xBB\xBF<html><table>"), FileKind::of(b"  <!DOCTYPE html>"));
        let encrypted: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(
            FileKind::of(&[OLE, &encrypted].concat()),
            FileKind::Foreign("a workbook protected by a password", _)
        ));
    }
}
