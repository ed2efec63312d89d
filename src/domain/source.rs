//! A file that records were read from.

use serde::{Deserialize, Serialize};

/// A table that records were read from: a file, or a part of one, named well enough that anybody can check it is the same
/// file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// File name without its folder.
    pub name: String,
    /// Which table of the file, where it holds several: an entry of an archive, a sheet, a table below another. `None` for a
    /// file that is one table.
    pub part: Option<String>,
    /// SHA-256 of the bytes of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
}

impl Source {
    /// Its name for people: `calls.xlsx` or `calls.xlsx, sheet Outgoing`.
    pub fn label(&self) -> String {
        match &self.part {
            Some(part) => format!("{}, {part}", self.name),
            None => self.name.clone(),
        }
    }
}
