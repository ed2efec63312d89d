//! Packed bytes unpacked in memory, under limits that are kept while unpacking: a size that an archive states may be a lie.

use super::limits::Limits;
use crate::diag::{Cancelled, Monitor};
use flate2::Crc;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use rayon::prelude::*;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes unpacked between two looks at whether to stop and whether it is too much.
const PIECE: u64 = 1 << 20;

/// Why a packed thing gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It unpacks to more than the limits allow.
    TooMuch,
    /// It breaks off, or its bytes are not what they were.
    Damaged,
    /// It asks for a password.
    Password,
    /// It is packed in a way not known here.
    UnknownPacking,
}

impl Fault {
    /// What is wrong, as the end of a sentence, and what to do.
    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::TooMuch => (
                "unpacks to far more than any table of calls would",
                "Nothing was read of it: it may have been made to do harm. If you trust it, unpack it and add the files.",
            ),
            Self::Damaged => (
                "is damaged or was cut off",
                "Nothing was read of it. Copy it again, or ask the operator for it again.",
            ),
            Self::Password => {
                ("is protected by a password", "Open it with the password, save it without one and add it again.")
            }
            Self::UnknownPacking => {
                ("is packed in a way that is not known here", "Unpack it with another program and add the files.")
            }
        }
    }
}

/// A fault, or the wish to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    Fault(Fault),
    Cancelled,
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Cancelled> for Stopped {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// How much has been unpacked of one file, and how much may be.
pub(super) struct Budget<'m> {
    pub limits: Limits,
    pub monitor: &'m dyn Monitor,
    unpacked: u64,
}

impl<'m> Budget<'m> {
    pub(super) fn new(limits: Limits, monitor: &'m dyn Monitor) -> Self {
        Self { limits, monitor, unpacked: 0 }
    }

    /// Reads all that a decoder gives. `packed` says how many packed bytes it has taken so far.
    fn read<D: Read>(&mut self, decoder: &mut D, packed: impl Fn(&D) -> u64) -> Result<Vec<u8>, Stopped> {
        let mut bytes = Vec::new();
        loop {
            self.monitor.check()?;
            let got = decoder.take(PIECE).read_to_end(&mut bytes).map_err(|_io| Fault::Damaged)?;
            self.unpacked += got as u64;
            let fits = self.limits.allow(packed(decoder), bytes.len() as u64);
            if self.unpacked > self.limits.unpacked_bytes || !fits {
                return Err(Fault::TooMuch.into());
            }
            if got == 0 {
                return Ok(bytes);
            }
        }
    }

    /// How many bytes a decoder gives, kept to the same bounds; `head` is given the first of them.
    fn measure<D: Read>(
        &mut self,
        decoder: &mut D,
        packed: impl Fn(&D) -> u64,
        head: &mut Vec<u8>,
    ) -> Result<u64, Stopped> {
        let mut piece = vec![0; 64 * 1024];
        let mut total = 0_u64;
        loop {
            self.monitor.check()?;
            let got = decoder.read(&mut piece).map_err(|_io| Fault::Damaged)?;
            if total == 0 {
                head.extend_from_slice(&piece[..got]);
            }
            total += got as u64;
            self.unpacked += got as u64;
            if self.unpacked > self.limits.unpacked_bytes || !self.limits.allow(packed(decoder), total) {
                return Err(Fault::TooMuch.into());
            }
            if got == 0 {
                return Ok(total);
            }
        }
    }

    /// The bytes of a gzip file, all its members one after the other.
    pub(super) fn gunzip(&mut self, packed: &[u8]) -> Result<Vec<u8>, Stopped> {
        let size = packed.len() as u64;
        self.read(&mut MultiGzDecoder::new(packed), |decoder| size - decoder.get_ref().len() as u64)
    }
}

/// An archive in memory.
#[derive(Clone)]
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
}

/// What the directory of an archive says of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub index: usize,
    /// Path within the archive, `/` between folders.
    pub path: String,
    pub is_file: bool,
}

impl<'b> Archive<'b> {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn new(bytes: &'b [u8]) -> Result<Self, Fault> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Ok(Self { zip }),
            Err(_broken) => Err(Fault::Damaged),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.zip.len()
    }

    /// The entries in the order of the directory, the first `most` of them. Names that are not UTF-8 are read as well as
    /// they can be.
    pub(super) fn entries(&mut self, most: usize) -> Vec<Entry> {
        let count = self.zip.len().min(most);
        let entry = |index: usize| {
            let file = self.zip.by_index_raw(index).ok()?;
            let path = match file.name() {
                Ok(name) => name.replace('\\', "/"),
                Err(_not_text) => String::from_utf8_lossy(file.name_raw()).replace('\\', "/"),
            };
            Some(Entry { index, is_file: file.is_file() && !path.ends_with('/'), path })
        };
        (0..count).filter_map(entry).collect()
    }

    /// Whether there is an entry of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// Unpacks every part of a workbook once without keeping it, so that what reads it cannot be drowned: neither by what it
    /// unpacks to nor by a count of strings that it cannot hold.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn measure(&self, budget: &mut Budget<'_>) -> Result<(), Stopped> {
        let (limits, monitor) = (budget.limits, budget.monitor);
        let sizes: Vec<Result<u64, Stopped>> = (0..self.zip.len())
            .into_par_iter()
            .map(|index| self.clone().measure_entry(index, &mut Budget::new(limits, monitor)))
            .collect();
        for size in sizes {
            budget.unpacked += size?;
        }
        if budget.unpacked > limits.unpacked_bytes { Err(Fault::TooMuch.into()) } else { Ok(()) }
    }

    fn measure_entry(&mut self, index: usize, budget: &mut Budget<'_>) -> Result<u64, Stopped> {
        let mut file = self.zip.by_index_raw(index).map_err(|error| fault_of(&error))?;
        let name = String::from_utf8_lossy(file.name_raw()).to_lowercase();
        // Pictures and the like are never opened.
        if ![".xml", ".rels", ".bin", ".vml"].iter().any(|ending| name.ends_with(ending)) {
            return Ok(0);
        }
        if file.encrypted() {
            return Err(Fault::Password.into());
        }
        let (method, packed_size) = (file.compression(), file.compressed_size());
        let mut head = Vec::new();
        let size = if method == zip::CompressionMethod::Stored {
            budget.measure(&mut file, |_| packed_size, &mut head)?
        } else if method == zip::CompressionMethod::Deflated {
            let mut decoder = DeflateDecoder::new(io::BufReader::with_capacity(32 * 1024, &mut file));
            budget.measure(&mut decoder, DeflateDecoder::total_in, &mut head)?
        } else {
            return Err(Fault::UnknownPacking.into());
        };
        // Room is made for as many strings as are stated; each takes five bytes at least.
        let stated = if name.ends_with("sharedstrings.xml") { stated_strings(&head) } else { 0 };
        if stated / 4 > size { Err(Fault::Damaged.into()) } else { Ok(size) }
    }

    /// The bytes of an entry, checked against the checksum of the directory.
    ///
    /// # Errors
    /// Why there are none.
    pub(super) fn unpack(&mut self, index: usize, budget: &mut Budget<'_>) -> Result<Vec<u8>, Stopped> {
        let mut file = self.zip.by_index_raw(index).map_err(|error| fault_of(&error))?;
        if file.encrypted() {
            return Err(Fault::Password.into());
        }
        let (method, packed_size, crc) = (file.compression(), file.compressed_size(), file.crc32());
        // What is stated may be a lie, but nobody lies himself into a refusal.
        if !budget.limits.allow(packed_size, file.size()) {
            return Err(Fault::TooMuch.into());
        }
        let bytes = if method == zip::CompressionMethod::Stored {
            budget.read(&mut file, |_| packed_size)?
        } else if method == zip::CompressionMethod::Deflated {
            let mut decoder = DeflateDecoder::new(io::BufReader::with_capacity(32 * 1024, &mut file));
            budget.read(&mut decoder, DeflateDecoder::total_in)?
        } else {
            return Err(Fault::UnknownPacking.into());
        };
        let mut found = Crc::new();
        found.update(&bytes);
        if found.sum() == crc { Ok(bytes) } else { Err(Fault::Damaged.into()) }
    }
}

/// The number of strings that a table of strings says it has.
fn stated_strings(head: &[u8]) -> u64 {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]);
    let Some((_, after)) = head.split_once("uniqueCount=") else { return 0 };
    let digits: String = after.chars().skip(1).take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}

fn fault_of(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Fault::UnknownPacking,
        ZipError::InvalidPassword => Fault::Password,
        _ => Fault::Damaged,
    }
}
