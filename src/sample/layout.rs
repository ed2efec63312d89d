//! The four invented operators, each with a layout of its own.

use super::mast::MastIx;

/// Sectors of a mast, from 1.
pub(super) const SECTORS: u8 = 3;

/// The layout an operator's return comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layout {
    /// Semicolons, windows-1252, target and direction, positions of cells; a preamble and a footer.
    Northcell,
    /// Commas, A-party and B-party, date and time apart, durations in minutes and seconds; cells by identity.
    Bluepath,
    /// Tabs, UTF-8 with a mark, ISO times in UTC, towns of cells by name.
    Quayline,
    /// Commas, everything quoted, numbers as `="…"`, codes for kind and direction; cells by identity.
    Merewave,
}

impl Layout {
    /// All, in the order of the operators.
    pub(super) const ALL: [Self; super::stage::OPERATORS] =
        [Self::Northcell, Self::Bluepath, Self::Quayline, Self::Merewave];

    /// The layout of an operator, by index.
    pub(super) fn of(operator: usize) -> Self {
        Self::ALL[operator % Self::ALL.len()]
    }

    /// Name of the file.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Northcell => "northcell_return.csv",
            Self::Bluepath => "bluepath_export.csv",
            Self::Quayline => "quayline_events.txt",
            Self::Merewave => "merewave_cdr.csv",
        }
    }
}

/// What an operator calls a sector of a mast.
pub(super) fn cell_key(layout: Layout, mast: MastIx, sector: u8) -> String {
    match layout {
        Layout::Northcell => format!("N{mast:04}{sector}"),
        // Cell Global Identification: country, network, location area, cell (3GPP TS 23.003, 4.3.1).
        Layout::Bluepath => format!("001-01-{}-{}", 2_000 + mast / 5, 10_000 + mast * 10 + usize::from(sector)),
        // E-UTRAN cell identity in hexadecimal: base station, then sector (3GPP TS 23.003, 19.6).
        Layout::Quayline => format!("{:07X}", (0x4_1000 + mast) << 8 | usize::from(sector)),
        Layout::Merewave => format!("MW{mast:05}-{sector}"),
    }
}
