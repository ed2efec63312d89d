//! `linefold export`: the picture an analyst would see, in a file.

use super::args::{ExportCall, ThemeChoice};
use super::progress::TerminalProgress;
use super::{Failure, load};
use crate::domain::Level;
use crate::export::{self, atomic};
use crate::geom::point;
use crate::scene::Theme;
use crate::session::{StillRequest, still};

/// PNG pixels a point: sharp in print at 150 dots an inch.
const PNG_SCALE: f32 = 2.0;

/// Reads all input, lays it out as the window does, and writes the picture.
///
/// # Errors
/// If there are no records, the format is not known, or the output cannot be written.
pub fn run(call: &ExportCall) -> Result<(), Failure> {
    let extension = call.out.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    if !matches!(extension.as_str(), "svg" | "png") {
        return Err(Failure::new(format!(
            "{} is no picture Linefold writes. Expected a name that ends in .svg or .png.",
            call.out.display()
        )));
    }
    let session = load::session(&call.input)?;
    let theme = match call.theme {
        ThemeChoice::Light => Theme::light(),
        ThemeChoice::Dark => Theme::dark(),
    };
    let request = StillRequest {
        level: Level::from(call.level),
        map_pull: call.input.reading.pull().unwrap_or(0.0),
        size: point(call.size.0 as f32, call.size.1 as f32),
        marking: call.marking.clone(),
        theme,
    };
    let scene = still(&session, &request, &TerminalProgress::new())?;
    let bytes = if extension == "svg" {
        export::svg(&scene).into_bytes()
    } else {
        export::png(&scene, PNG_SCALE).map_err(|e| Failure::new(e.to_string()))?
    };
    atomic::write(&call.out, &bytes).map_err(|e| Failure::new(e.to_string()))?;
    eprintln!("{} written. {}", call.out.display(), scene.title);
    Ok(())
}
