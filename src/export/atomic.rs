//! Writing a file so that it is whole or not there.

use super::ExportError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `bytes` to `path`: into a temporary file beside it first, which takes its name only when all is on the disk. Whoever stops the
/// program on the way finds the old file or none, never half a file.
///
/// # Errors
/// [`ExportError::NoFileName`] if the path ends in no name; [`ExportError::Write`] if the system refuses. The file at `path` is then as it
/// was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same for a file that is written piece by piece.
///
/// # Errors
/// As [`write()`], and whatever `fill` says.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ExportError> {
    let Some(name) = path.file_name() else {
        return Err(ExportError::NoFileName { path: path.to_owned() });
    };
    let failed = |reason| ExportError::Write { path: path.to_owned(), reason };
    let (temporary, file) = beside(path, &name.to_string_lossy()).map_err(failed)?;
    let written = filled(file, fill).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The reason already known is the one to tell.
        drop(fs::remove_file(&temporary));
    }
    written.map_err(failed)
}

/// A new file in the same folder, so that renaming it does not cross a disk.
fn beside(path: &Path, name: &str) -> io::Result<(PathBuf, File)> {
    const TRIES: u32 = 100;
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for i in 0..TRIES {
        let candidate = path.with_file_name(format!(".{name}.{}-{i}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&candidate) {
            Ok(file) => return Ok((candidate, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn filled(file: File, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut file = io::BufWriter::with_capacity(1 << 16, file);
    fill(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("picture.svg");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_refused_file_says_why_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("missing").join("picture.svg");
        let message = write(&path, b"x").unwrap_err().to_string();
        assert!(message.starts_with("The file could not be written: "), "{message}");
        assert!(message.contains("choose another folder"), "{message}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        // A folder of that name is in the way: the temporary file goes again.
        fs::create_dir(folder.path().join("taken")).unwrap();
        assert!(write(&folder.path().join("taken"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(matches!(write(Path::new("/"), b"x"), Err(ExportError::NoFileName { .. })));
    }
}
