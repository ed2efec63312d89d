//! How much a file may unpack to: a few kilobytes must not fill the memory.

/// Bounds of what is read. The defaults hold the largest file an operator sends and stop one that was made to do harm;
/// users do not tune.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that all a file holds may unpack to, archives in it included.
    pub unpacked_bytes: u64,
    /// How many times its packed size a thing may unpack to, once that is more than [`Self::free_bytes`]. Tables of calls
    /// pack to a tenth or a thirtieth; what was made to do harm packs to a thousandth.
    pub ratio: u64,
    /// Bytes that may come of anything, however well it was packed.
    pub free_bytes: u64,
    /// Files in one archive.
    pub entries: usize,
    /// Archives within archives.
    pub depth: usize,
    /// Folders within folders.
    pub folders: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked_bytes: 6 << 30, ratio: 200, free_bytes: 64 << 20, entries: 10_000, depth: 3, folders: 16 }
    }
}

impl Limits {
    /// Whether so much may come of so much.
    pub(super) const fn allow(&self, packed: u64, unpacked: u64) -> bool {
        unpacked <= self.unpacked_bytes
            && (unpacked <= self.free_bytes || unpacked <= packed.saturating_mul(self.ratio))
    }
}
