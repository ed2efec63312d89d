//! Where the bytes of a table come from: read piece by piece, so that no large file is ever held whole.

use crate::diag::{Cancelled, Monitor};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Bytes that can be read from any place, by several threads at a time.
pub trait Store: Sync {
    /// How many bytes there are.
    fn len(&self) -> u64;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads bytes from `at` on into `buffer`; says how many, which may be fewer than asked for.
    ///
    /// # Errors
    /// Whatever the system says.
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize>;

    /// Whether the bytes are still those that were there at the beginning.
    fn is_unchanged(&self) -> bool {
        true
    }
}

impl Store for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(at).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

impl Store for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.as_slice().read_at(at, buffer)
    }
}

/// A regular file.
#[derive(Debug)]
pub struct FileStore {
    file: File,
    bytes: u64,
    modified: Option<SystemTime>,
}

impl FileStore {
    /// Opens a file; a pipe or a device is not waited for.
    ///
    /// # Errors
    /// Whatever the system says, and for anything that is not a regular file.
    pub fn open(path: &Path) -> io::Result<Self> {
        // Opening a pipe waits for someone to write to it, so it is asked for first and once more when it is open.
        let regular = |about: &fs::Metadata| {
            if about.is_file() {
                Ok(())
            } else if about.is_dir() {
                Err(io::Error::other("it is a folder"))
            } else {
                Err(io::Error::other("it is not a file but a pipe or a device"))
            }
        };
        regular(&fs::metadata(path)?)?;
        let file = open(path)?;
        let about = file.metadata()?;
        regular(&about)?;
        Ok(Self { file, bytes: about.len(), modified: about.modified().ok() })
    }
}

/// Opens a file without waiting for whoever may be at the other end of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    /// `O_NONBLOCK`.
    const AT_ONCE: i32 = if cfg!(target_os = "macos") { 0x4 } else { 0o4000 };
    fs::OpenOptions::new().read(true).custom_flags(AT_ONCE).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

impl Store for FileStore {
    fn len(&self) -> u64 {
        self.bytes
    }

    #[cfg(unix)]
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, buffer, at)
    }

    #[cfg(windows)]
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.file, buffer, at)
    }

    fn is_unchanged(&self) -> bool {
        self.file.metadata().is_ok_and(|now| now.len() == self.bytes && now.modified().ok() == self.modified)
    }
}

/// The first bytes of a store.
pub(super) struct Front<'s> {
    pub store: &'s dyn Store,
    pub bytes: u64,
}

impl Store for Front<'_> {
    fn len(&self) -> u64 {
        self.bytes.min(self.store.len())
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.len().saturating_sub(at)).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        self.store.read_at(at, &mut buffer[..most])
    }

    fn is_unchanged(&self) -> bool {
        self.store.is_unchanged()
    }
}

/// Why reading came to an end before it was done.
#[derive(Debug)]
pub(super) enum Halt {
    Cancelled,
    /// The store no longer gives its bytes.
    Unreadable(io::Error),
    /// A byte at this place of the store does not belong in UTF-8, as which the text was read.
    NotUtf8 {
        at: u64,
    },
}

impl From<Cancelled> for Halt {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// Adds up to `most` bytes from `at` on to a buffer: all of them, but for the end of the store.
///
/// # Errors
/// Whatever the store says, and if it has become shorter.
pub(super) fn read_more(store: &dyn Store, at: u64, most: usize, buffer: &mut Vec<u8>) -> io::Result<()> {
    let left = usize::try_from(store.len().saturating_sub(at)).unwrap_or(usize::MAX);
    let (start, wanted) = (buffer.len(), left.min(most));
    buffer.resize(start + wanted, 0);
    let mut filled = 0;
    while filled < wanted {
        match store.read_at(at + filled as u64, &mut buffer[start + filled..]) {
            Ok(0) => return Err(io::Error::other("it became shorter while it was read")),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// A store that hashes what is read of it, so that a file is fetched once and not twice.
pub(super) struct HashedStore<'s> {
    store: &'s dyn Store,
    state: Mutex<HashState>,
}

#[derive(Default)]
struct HashState {
    hash: Sha256,
    /// Bytes that are in the hash: those up to here.
    at: u64,
}

/// Bytes hashed between two looks at whether to stop.
const PIECE: usize = 1 << 20;

impl<'s> HashedStore<'s> {
    pub(super) fn new(store: &'s dyn Store) -> Self {
        Self { store, state: Mutex::default() }
    }

    /// The SHA-256 of all bytes, as 64 hexadecimal digits; what nobody has read is read now.
    ///
    /// # Errors
    /// [`Halt`] when the monitor says so or the store fails.
    pub(super) fn sha256(self, monitor: &dyn Monitor) -> Result<String, Halt> {
        let HashState { mut hash, mut at } = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut piece = Vec::with_capacity(PIECE.min(usize::try_from(self.store.len() - at).unwrap_or(PIECE)));
        while at < self.store.len() {
            monitor.check()?;
            piece.clear();
            read_more(self.store, at, PIECE, &mut piece)?;
            hash.update(&piece);
            at += piece.len() as u64;
        }
        Ok(in_digits(&hash.finalize()))
    }
}

impl Store for HashedStore<'_> {
    fn len(&self) -> u64 {
        self.store.len()
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.store.read_at(at, buffer)?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = state.at.checked_sub(at).and_then(|known| usize::try_from(known).ok())
            && known < count
        {
            state.hash.update(&buffer[known..count]);
            state.at = at + count as u64;
        }
        Ok(count)
    }

    fn is_unchanged(&self) -> bool {
        self.store.is_unchanged()
    }
}

/// The SHA-256 of bytes in memory, as 64 hexadecimal digits.
pub(super) fn sha256_of(bytes: &[u8]) -> String {
    in_digits(&Sha256::digest(bytes))
}

fn in_digits(hash: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in hash {
        // Writing to a string cannot fail.
        let _ok = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Quiet;
    use std::io::Write as _;

    #[test]
    fn a_file_that_grows_or_shrinks_is_noticed() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"a,b\n").unwrap();
        let store = FileStore::open(file.path()).unwrap();
        assert!(store.is_unchanged());
        file.write_all(b"c,d\n").unwrap();
        assert!(!store.is_unchanged());
        file.as_file().set_len(2).unwrap();
        assert!(read_more(&store, 0, 10, &mut Vec::new()).is_err());
    }

    #[test]
    fn a_folder_is_no_store() {
        assert!(FileStore::open(&std::env::temp_dir()).is_err());
    }

    #[test]
    fn a_hash_is_that_of_all_bytes_however_they_are_read() {
        let bytes: Vec<u8> = (0..3 * PIECE + 5).map(|n| b'a' + u8::from(n % 7 == 0)).collect();
        let reads: [&[(u64, usize)]; 5] =
            [&[], &[(0, 10), (5, 100)], &[(50, 10), (0, 20)], &[(0, 2 * PIECE), (0, 7), (7, 3 * PIECE)], &[(3, 5)]];
        for reads in reads {
            let store = HashedStore::new(&bytes);
            for (at, most) in reads {
                let mut read = Vec::new();
                read_more(&store, *at, *most, &mut read).unwrap();
            }
            assert_eq!(store.sha256(&Quiet).unwrap(), sha256_of(&bytes));
        }
    }
}
