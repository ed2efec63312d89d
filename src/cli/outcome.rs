//! How a command ends.

use crate::diag::Cancelled;
use std::io;
use std::path::Path;

/// Why a command failed, as the user is told.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// A failure with a message: what, found, expected, what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// A file that could not be written.
    pub fn writing(path: &Path, error: &io::Error) -> Self {
        Self(format!("{} could not be written: {error}. Choose another place with --out.", path.display()))
    }
}

impl From<Cancelled> for Failure {
    fn from(cancelled: Cancelled) -> Self {
        Self(cancelled.to_string())
    }
}
