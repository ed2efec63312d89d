//! How a command ends.

use crate::diag::Cancelled;

/// Why a command failed, as the user is told.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// A failure with a message: what, found, expected, what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl From<Cancelled> for Failure {
    fn from(cancelled: Cancelled) -> Self {
        Self(cancelled.to_string())
    }
}
