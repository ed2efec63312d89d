//! A problem as a value: what is wrong, what was expected, what to do, and where.

use serde::Serialize;
use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing: something was mended or assumed.
    Note,
    /// Something may be read wrongly.
    Warning,
    /// Something was kept out.
    Error,
}

/// Where in the input something is: a file, perhaps a part of it, perhaps a row (counted from 1, as a spreadsheet does).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// File name without its folder: folders may name cases.
    pub file: String,
    /// Which part of the file, in words: `sheet Outgoing`, `jan.csv`.
    pub sheet: Option<String>,
    /// Row of the file or sheet, from 1.
    pub row: Option<u64>,
}

impl Place {
    /// A whole file.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), sheet: None, row: None }
    }

    /// The same place, at a row counted from 1.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        write!(f, "]")
    }
}

/// One thing wrong with the input, ready to be shown: `Duration "1:75" is not a time: seconds run to 59.
/// Row kept out. [calls_jan.xlsx, sheet 2, row 418]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message} {hint} {place}")]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// What was found and what was expected: one or two sentences.
    pub message: String,
    /// What was done about it, or what the user can do: a sentence.
    pub hint: String,
    /// Where. Comes last in print, so that it can be cut off before sharing.
    pub place: Place,
}

impl Problem {
    /// An error: something was kept out.
    pub fn error(message: impl Into<String>, hint: impl Into<String>, place: Place) -> Self {
        Self { severity: Severity::Error, message: message.into(), hint: hint.into(), place }
    }

    /// A warning: something may be read wrongly.
    pub fn warning(message: impl Into<String>, hint: impl Into<String>, place: Place) -> Self {
        Self { severity: Severity::Warning, message: message.into(), hint: hint.into(), place }
    }

    /// A note: something was mended or assumed.
    pub fn note(message: impl Into<String>, hint: impl Into<String>, place: Place) -> Self {
        Self { severity: Severity::Note, message: message.into(), hint: hint.into(), place }
    }
}
