//! Writing files from the window. Runs on threads: knows no window.

use crate::export::{self, atomic};
use crate::import::{self, Batch};
use crate::scene::Scene;
use std::path::Path;
use std::sync::Arc;

/// PNG pixels a point: sharp in print at 150 dots an inch.
const PNG_SCALE: f32 = 2.0;

/// Writes a picture as its name's ending says.
///
/// # Errors
/// A sentence for the user: the ending is neither `.svg` nor `.png`, or the file cannot be written.
pub(super) fn write_picture(scene: &Scene, path: &Path) -> Result<(), String> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "svg" => export::svg(scene).into_bytes(),
        "png" => export::png(scene, PNG_SCALE).map_err(|error| error.to_string())?,
        _ => {
            let said = "is no picture Linefold writes. Give a name that ends in .svg or .png and save again.";
            return Err(format!("{} {said}", path.display()));
        }
    };
    atomic::write(path, &bytes).map_err(|error| error.to_string())
}

/// Writes the rows of tables that were kept out, as CSV; those of several tables say which.
///
/// # Errors
/// A sentence for the user.
pub(super) fn write_rejected(tables: &[Arc<Batch>], path: &Path) -> Result<(), String> {
    let mut bytes = Vec::new();
    let written = match tables {
        [only] => import::write_rejected(&only.report, &mut bytes),
        many => import::write_all_rejected(many.iter().map(|batch| &**batch), &mut bytes),
    };
    written.map_err(|error| error.to_string())?;
    atomic::write(path, &bytes).map_err(|error| error.to_string())
}
