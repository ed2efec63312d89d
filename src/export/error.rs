//! Why a file could not be made.

use std::path::PathBuf;

/// Why a file could not be made, in words for the person who asked for it.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The system refused to write.
    #[error("The file could not be written: {reason}. Nothing was changed; choose another folder or name. [{}]", path.display())]
    Write {
        /// Where it was to be written.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The path does not name a file.
    #[error("This is not the name of a file. Give a name such as picture.svg. [{}]", path.display())]
    NoFileName {
        /// The path.
        path: PathBuf,
    },
    /// More pixels than a picture may have.
    #[error(
        "The picture would be {width} by {height} pixels; at most {limit} on a side and {megapixels} million in all can be made. Choose a smaller size, or SVG, which has no pixels."
    )]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// Most pixels on one side.
        limit: u32,
        /// Most pixels in all, in millions.
        megapixels: u64,
    },
    /// The picture has no extent.
    #[error("The picture has no size: {width} by {height} points at scale {scale}.")]
    NoSize {
        /// Width in points.
        width: f32,
        /// Height in points.
        height: f32,
        /// Pixels a point.
        scale: f32,
    },
    /// The picture engine refused; it would be a bug.
    #[error("The picture could not be drawn: {0}")]
    Draw(String),
}
