//! Colours by role, dark and light: the values of the house's token table, in one place.

use serde::{Deserialize, Serialize};

/// A colour in sRGB with straight alpha.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rgba {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity, 255 for opaque.
    pub a: u8,
}

impl Rgba {
    /// An opaque colour from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self { r, g, b, a: 255 }
    }

    /// This colour mixed into `ground`: 0 is all ground, 1 is all this.
    #[must_use]
    pub fn into(self, ground: Self, share: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let mix = |a: u8, b: u8| (f32::from(b) + (f32::from(a) - f32::from(b)) * share.clamp(0.0, 1.0)).round() as u8;
        Self { r: mix(self.r, ground.r), g: mix(self.g, ground.g), b: mix(self.b, ground.b), a: mix(self.a, ground.a) }
    }

    /// The same colour at this opacity, 0 to 1.
    #[must_use]
    pub fn faded(self, opacity: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let a = (f32::from(self.a) * opacity.clamp(0.0, 1.0)).round() as u8;
        Self { a, ..self }
    }

    /// Relative luminance (WCAG 2.1), 0 to 1.
    pub fn luminance(self) -> f32 {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio with another colour (WCAG 2.1), 1 to 21.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// Colours by role. See the fields for what each is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Chart ground, text fields.
    pub canvas: Rgba,
    /// Side panels, bars, tab row.
    pub panel: Rgba,
    /// Chips, plain buttons.
    pub raised: Rgba,
    /// The marking strip at the top of the window.
    pub marking: Rgba,
    /// Row under the mouse, related rows, empty track.
    pub hover: Rgba,
    /// Decorative rules, 1 wide.
    pub separator: Rgba,
    /// Edge of every control, axis lines.
    pub border: Rgba,
    /// Text.
    pub text: Rgba,
    /// Counts, units, notes, inactive tabs.
    pub second: Rgba,
    /// Names of facts, placeholders, dimmed node labels.
    pub faint: Rgba,
    /// Dimmed edge labels; on the canvas only.
    pub dim: Rgba,
    /// Selection, active tab, slider, primary button, total bar.
    pub accent: Rgba,
    /// Text on the accent.
    pub on_accent: Rgba,
    /// A second ring round a selection where the accent alone is the text colour.
    pub halo: Option<Rgba>,
    /// Blocking order, evidence against, rejected rows.
    pub signal: Rgba,
    /// Evidence for, tick of an accepted fold.
    pub favour: Rgba,
    /// Outline of a town: towns are always neutral.
    pub town_line: Rgba,
    /// Fill of a town.
    pub town_fill: Rgba,
    /// Map: sea.
    pub sea: Rgba,
    /// Map: Great Britain and Northern Ireland.
    pub land: Rgba,
    /// Map: coast.
    pub coast: Rgba,
    /// Map: other land.
    pub other_land: Rgba,
    /// Hues of exporting areas: London, Birmingham, Liverpool, Manchester, 5th, 6th, 7th.
    pub hues: [Rgba; 7],
    /// Hue of all exporting areas after the 7th, and of what is not known.
    pub other_hue: Rgba,
}

impl Theme {
    /// Dark: the default of the window.
    pub fn dark() -> Self {
        Self {
            dark: true,
            canvas: Rgba::hex(0x0010_1317),
            panel: Rgba::hex(0x0017_1B21),
            raised: Rgba::hex(0x001F_252D),
            marking: Rgba::hex(0x001F_252D),
            hover: Rgba::hex(0x0029_313B),
            separator: Rgba::hex(0x002B_333D),
            border: Rgba::hex(0x005B_6776),
            text: Rgba::hex(0x00E6_EAEF),
            second: Rgba::hex(0x00B3_BDC9),
            faint: Rgba::hex(0x008E_9AA8),
            dim: Rgba::hex(0x007C_8794),
            accent: Rgba::hex(0x00FF_E070),
            on_accent: Rgba::hex(0x0014_181D),
            halo: None,
            signal: Rgba::hex(0x00FF_7F6E),
            favour: Rgba::hex(0x0093_B7A0),
            town_line: Rgba::hex(0x00C3_CCD6),
            town_fill: Rgba::hex(0x002A_323C),
            sea: Rgba::hex(0x0010_1317),
            land: Rgba::hex(0x001A_2027),
            coast: Rgba::hex(0x003A_4450),
            other_land: Rgba::hex(0x0014_181D),
            hues: [0x005E_94EE, 0x00E5_953A, 0x004F_DCC6, 0x00E5_8BC4, 0x00A9_C46C, 0x00B9_8A74, 0x00A9_8BE8]
                .map(Rgba::hex),
            other_hue: Rgba::hex(0x009A_A5B1),
        }
    }

    /// Light: the default of files, which are printed.
    pub fn light() -> Self {
        Self {
            dark: false,
            canvas: Rgba::hex(0x00FF_FFFF),
            panel: Rgba::hex(0x00F4_F5F6),
            raised: Rgba::hex(0x00FF_FFFF),
            marking: Rgba::hex(0x00E6_E9EC),
            hover: Rgba::hex(0x00E6_E9EC),
            separator: Rgba::hex(0x00D5_DADF),
            border: Rgba::hex(0x007E_8894),
            text: Rgba::hex(0x0014_181D),
            second: Rgba::hex(0x0046_515D),
            faint: Rgba::hex(0x005E_6976),
            dim: Rgba::hex(0x006B_7581),
            accent: Rgba::hex(0x0014_181D),
            on_accent: Rgba::hex(0x00FF_FFFF),
            halo: Some(Rgba::hex(0x00FF_D84D)),
            signal: Rgba::hex(0x00C2_2D1A),
            favour: Rgba::hex(0x003F_7D5C),
            town_line: Rgba::hex(0x0046_515D),
            town_fill: Rgba::hex(0x00FF_FFFF),
            sea: Rgba::hex(0x00F6_F8F9),
            land: Rgba::hex(0x00E9_ECEE),
            coast: Rgba::hex(0x00A9_B3BD),
            other_land: Rgba::hex(0x00F0_F2F3),
            hues: [0x001F_4FA3, 0x00C2_6A00, 0x0012_998A, 0x00A8_327F, 0x005F_7A1E, 0x006E_4630, 0x007A_52C8]
                .map(Rgba::hex),
            other_hue: Rgba::hex(0x005E_6976),
        }
    }

    /// The hue of the exporting area at `rank` in [`Network::origins`](crate::network::Network::origins).
    pub fn hue(&self, rank: Option<usize>) -> Rgba {
        rank.and_then(|i| self.hues.get(i)).copied().unwrap_or(self.other_hue)
    }

    /// Ink for words on a filled hue: near-black or white, whichever contrasts more.
    pub fn ink_on(&self, ground: Rgba) -> Rgba {
        let (black, white) = (Rgba::hex(0x0014_181D), Rgba::hex(0x00FF_FFFF));
        if ground.contrast(black) >= ground.contrast(white) { black } else { white }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_every_ground() {
        for theme in [Theme::dark(), Theme::light()] {
            for ground in [theme.canvas, theme.panel, theme.raised, theme.hover] {
                assert!(theme.text.contrast(ground) >= 10.0);
                assert!(theme.second.contrast(ground) >= 4.5);
            }
            assert!(theme.border.contrast(theme.canvas) >= 3.0);
        }
    }
}
