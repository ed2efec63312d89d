//! From a scene to files: SVG text, PNG pixels, and writing them so that a file is whole or not there.

pub mod atomic;
mod error;
mod font;
mod png;
mod svg;

pub use error::ExportError;
pub use font::{FAMILY, FontMeasure, font_bytes};
pub use png::png;
pub use svg::{svg, svg_naming_fonts};
