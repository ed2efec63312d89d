//! Trying a reading on a file before it is used: on its first rows, and on all of it.

use crate::diag::{Cancelled, Monitor};
use crate::import::{FileReport, ImportOptions, Preview, Reading, preview, read_files};
use rayon::ThreadPoolBuilder;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Bytes read for a preview of a text file: what is looked at, and one more to see that there is more.
const HEAD: u64 = (2 << 20) + 1;

/// Bytes of a workbook or an archive that are read for a preview: they cannot be understood from their beginning.
const WHOLE: u64 = 256 << 20;

/// What a reading gives on a whole file.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The report of each table.
    pub reports: Vec<FileReport>,
}

/// What of the file at `path` a preview is made of: its beginning, or all of it where it is packed.
#[derive(Clone, Debug)]
pub struct Head {
    name: String,
    bytes: Vec<u8>,
}

/// Reads what a preview of the file at `path` needs.
///
/// # Errors
/// A sentence for the user when the file cannot be read.
pub fn head_of_file(path: &Path) -> Result<Head, String> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match head_of(path) {
        Ok(bytes) => Ok(Head { name, bytes }),
        Err(error) => Err(format!("{name} cannot be read: {error}.")),
    }
}

/// Reads the first rows of a file under a reading: of a workbook or an archive those of the table in doubt.
///
/// # Errors
/// A sentence for the user when that was stopped.
pub fn preview_of(head: &Head, reading: Reading, monitor: &dyn Monitor) -> Result<Preview, String> {
    let options = ImportOptions { reading, ..ImportOptions::default() };
    let work = || preview(&head.name, &head.bytes, &options, monitor).map_err(|stopped| stopped.to_string());
    // On a thread of its own: a person waits for it, and must not wait for files or lines being worked out as well.
    match ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

fn head_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    let is_packed =
        [b"PK\x03\x04".as_slice(), b"\x1f\x8b", b"\xd0\xcf\x11\xe0"].iter().any(|mark| bytes.starts_with(mark));
    if is_packed {
        file.take(WHOLE).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Reads the whole file at `path` under a reading, and keeps the reports alone.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn try_reading(path: &Path, reading: Reading, monitor: &dyn Monitor) -> Result<Trial, Cancelled> {
    let options = ImportOptions { reading, ..ImportOptions::default() };
    let batches = read_files(&[path.to_owned()], &options, monitor)?;
    Ok(Trial { reports: batches.into_iter().map(|batch| batch.report).collect() })
}
