//! The one face of the program, in two weights, carried in the program file: what the window shows and what files embed.

use crate::scene::{TextMeasure, Weight};
use std::sync::OnceLock;

/// Name of the family.
pub const FAMILY: &str = "Linefold Sans";

/// Height of capitals as a share of the size: texts are placed by the middle of their capitals.
pub(super) const CAP_HEIGHT: f32 = 2048.0 / 2816.0;

/// The font file of a weight (OpenType with cubic outlines). How it was made is told in `assets/fonts/README.md`.
pub fn font_bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => include_bytes!("../../assets/fonts/LinefoldSans-Regular.otf"),
        Weight::Semibold => include_bytes!("../../assets/fonts/LinefoldSans-SemiBold.otf"),
    }
}

/// Measures text by the advance widths of the embedded face. Kerning is left out: it makes text a little narrower than told, never
/// noticeably wider.
#[derive(Clone, Copy, Debug, Default)]
pub struct FontMeasure;

impl FontMeasure {
    /// The measure of the embedded face.
    pub fn embedded() -> &'static Self {
        &Self
    }
}

/// Characters below this are looked up in a table made once; all the alphabets of the face lie below it.
const TABLE: u32 = 0x530;

/// Advances of one weight as shares of the size.
struct Advances {
    table: Vec<f32>,
    face: Option<ttf_parser::Face<'static>>,
}

impl Advances {
    fn new(weight: Weight) -> Self {
        // A face that cannot be read would be a bug in the program file; text is then taken for average.
        let face = ttf_parser::Face::parse(font_bytes(weight), 0).ok();
        let mut advances = Self { table: Vec::new(), face };
        advances.table = (0..TABLE).map(|code| char::from_u32(code).map_or(0.0, |c| advances.measured(c))).collect();
        advances
    }

    fn of(weight: Weight) -> &'static Self {
        static REGULAR: OnceLock<Advances> = OnceLock::new();
        static SEMIBOLD: OnceLock<Advances> = OnceLock::new();
        match weight {
            Weight::Regular => REGULAR.get_or_init(|| Self::new(weight)),
            Weight::Semibold => SEMIBOLD.get_or_init(|| Self::new(weight)),
        }
    }

    fn measured(&self, c: char) -> f32 {
        const AVERAGE: f32 = 0.6;
        let Some(face) = &self.face else { return AVERAGE };
        let Some(glyph) = face.glyph_index(c) else { return if c.is_control() { 0.0 } else { 1.0 } };
        let advance =
            face.glyph_hor_advance(glyph).map_or(AVERAGE, |units| f32::from(units) / f32::from(face.units_per_em()));
        advance.max(0.0)
    }

    fn advance(&self, c: char) -> f32 {
        self.table.get(c as usize).copied().unwrap_or_else(|| self.measured(c))
    }
}

impl TextMeasure for FontMeasure {
    fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let advances = Advances::of(weight);
        text.chars().map(|c| advances.advance(c)).sum::<f32>() * size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_line_up_in_columns_in_both_weights() {
        for weight in [Weight::Regular, Weight::Semibold] {
            let zero = FontMeasure.width("0", 12.0, weight);
            assert!(zero > 5.0);
            for digit in '1'..='9' {
                assert!(
                    (FontMeasure.width(&digit.to_string(), 12.0, weight) - zero).abs() < 1e-4,
                    "{digit} at {weight:?}"
                );
            }
        }
    }

    #[test]
    fn the_face_has_what_the_program_writes() {
        for weight in [Weight::Regular, Weight::Semibold] {
            let face = ttf_parser::Face::parse(font_bytes(weight), 0).unwrap();
            for c in "×−–→·…’“”£€ąćęłńóśźżÅØßĦŵŷΑΩЖя".chars() {
                assert!(face.glyph_index(c).is_some(), "no {c} in {weight:?}");
            }
            let capitals = f32::from(face.capital_height().unwrap()) / f32::from(face.units_per_em());
            assert!((capitals - CAP_HEIGHT).abs() < 1e-3);
        }
    }
}
