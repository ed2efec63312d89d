//! PNG: the SVG of the scene drawn by resvg with the embedded face alone, so that it looks the same on every machine.

use super::font::{FAMILY, font_bytes};
use super::{ExportError, svg_naming_fonts};
use crate::scene::{Scene, Weight};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Most pixels on one side, and in all: what a laptop can hold beside the program.
const MOST_ON_A_SIDE: u32 = 16_384;
const MOST_IN_ALL: u64 = 120_000_000;

/// The scene as a PNG file of `scale` pixels a point.
///
/// # Errors
/// [`ExportError::TooLarge`] and [`ExportError::NoSize`] say which size cannot be made; [`ExportError::Draw`] would be a bug.
pub fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, ExportError> {
    let (width, height) = pixels(scene, scale)?;
    let mut fonts = usvg::fontdb::Database::new();
    for weight in [Weight::Regular, Weight::Semibold] {
        fonts.load_font_data(font_bytes(weight).to_vec());
    }
    let options = usvg::Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let draw = |reason: String| ExportError::Draw(reason);
    let tree = usvg::Tree::from_str(&svg_naming_fonts(scene), &options).map_err(|e| draw(e.to_string()))?;
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or_else(|| draw("no memory for it".to_owned()))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| draw(e.to_string()))
}

/// Width and height in pixels.
fn pixels(scene: &Scene, scale: f32) -> Result<(u32, u32), ExportError> {
    let (width, height) = ((scene.size.x * scale).ceil(), (scene.size.y * scale).ceil());
    // Not-a-number fails this test as well.
    if !(width >= 1.0 && height >= 1.0 && width.is_finite() && height.is_finite()) {
        return Err(ExportError::NoSize { width: scene.size.x, height: scene.size.y, scale });
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 1; too large saturates")]
    let (width, height) = (width as u64, height as u64);
    let too_large =
        || ExportError::TooLarge { width, height, limit: MOST_ON_A_SIDE, megapixels: MOST_IN_ALL / 1_000_000 };
    let side = |length: u64| u32::try_from(length).ok().filter(|&n| n <= MOST_ON_A_SIDE).ok_or_else(too_large);
    let (across, upright) = (side(width)?, side(height)?);
    if width * height > MOST_IN_ALL { Err(too_large()) } else { Ok((across, upright)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::point;

    #[test]
    fn a_picture_too_large_is_refused_with_its_size() {
        let scene = Scene { size: point(10_000.0, 10_000.0), ..Scene::default() };
        let message = png(&scene, 2.0).unwrap_err().to_string();
        assert!(message.contains("20000 by 20000 pixels"), "{message}");
        assert!(message.contains("SVG"), "{message}");
        assert!(matches!(png(&scene, f32::NAN), Err(ExportError::NoSize { .. })));
        assert!(matches!(png(&Scene::default(), 1.0), Err(ExportError::NoSize { .. })));
    }

    #[test]
    fn a_picture_has_the_pixels_asked_for() {
        let scene = Scene { size: point(30.5, 20.0), ..Scene::default() };
        let bytes = png(&scene, 2.0).unwrap();
        let pixmap = tiny_skia::Pixmap::decode_png(&bytes).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), (61, 40));
    }
}
