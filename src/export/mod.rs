//! From a scene to files: SVG text, PNG pixels, and writing them so that a file is whole or not there.

pub mod atomic;
mod error;
mod evidence_json;
mod font;
mod lines_csv;
mod png;
mod svg;

pub use error::ExportError;
pub use evidence_json::evidence_json;
pub use font::{FAMILY, FontMeasure, font_bytes};
pub use lines_csv::lines_csv;
pub use png::png;
pub use svg::{svg, svg_naming_fonts};
