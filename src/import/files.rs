//! Files and folders.

use super::container::{read_tables, told};
use super::kind::FileKind;
use super::read::read_store;
use super::store::{FileStore, Halt, Store as _, read_more};
use super::{Batch, ImportOptions, Limits};
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::Source;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Endings of files in a folder that may be tables, or that a user may take for one and should hear about.
const PLAUSIBLE: [&str; 22] = [
    "csv", "tsv", "tab", "txt", "psv", "dat", "asc", "log", "xlsx", "xlsm", "xltx", "xls", "xlsb", "ods", "zip", "gz",
    "gzip", "cdr", "out", "pdf", "mdb", "accdb",
];

/// Bytes read between two looks at whether to stop.
const PIECE: usize = 4 << 20;
/// Bytes by which it is seen what a file is.
const HEAD: usize = 4096;

/// Reads files and folders. Every file gives a batch for each of its tables, in the order of the paths (those of a folder sorted
/// by name): one that cannot be read gives a report that says so, and the others go on.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn read_files(paths: &[PathBuf], options: &ImportOptions, monitor: &dyn Monitor) -> Result<Vec<Batch>, Cancelled> {
    let mut walk = Walk { most_depth: options.limits.folders, ..Walk::default() };
    for path in paths {
        monitor.check()?;
        walk.add(path);
    }
    let read: Vec<Vec<Batch>> =
        walk.found.into_par_iter().map(|found| read_found(found, options, monitor)).collect::<Result<_, _>>()?;
    Ok(read.into_iter().flatten().collect())
}

/// The files that [`read_files`] would read for these paths, so that each can be read apart. A folder that cannot be opened stands for
/// itself: reading it says why.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn list_files(paths: &[PathBuf], monitor: &dyn Monitor) -> Result<Vec<PathBuf>, Cancelled> {
    let mut walk = Walk { most_depth: Limits::default().folders, ..Walk::default() };
    for path in paths {
        monitor.check()?;
        walk.add(path);
    }
    let file = |found| match found {
        Found::File(path) | Found::Closed(path, _) => Some(path),
        Found::Aside(..) => None,
    };
    Ok(walk.found.into_iter().filter_map(file).collect())
}

/// What a walk through folders came to.
enum Found {
    File(PathBuf),
    /// A folder that cannot be read.
    Closed(PathBuf, io::Error),
    /// What was passed by in a folder; nothing where there is nothing in it.
    Aside(PathBuf, Vec<String>),
}

/// A walk through files and folders.
#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    /// Folders already seen: a link may lead back to one.
    seen: BTreeSet<PathBuf>,
    most_depth: usize,
}

impl Walk {
    /// A file as it is; of a folder what may be a table.
    fn add(&mut self, path: &Path) {
        if !path.is_dir() {
            self.found.push(Found::File(path.to_owned()));
            return;
        }
        let mut aside = Vec::new();
        let before = self.found.len();
        self.add_folder(path, "", 0, &mut aside);
        if !aside.is_empty() || self.found.len() == before {
            self.found.push(Found::Aside(path.to_owned(), aside));
        }
    }

    fn add_folder(&mut self, folder: &Path, inside: &str, depth: usize, aside: &mut Vec<String>) {
        let known = fs::canonicalize(folder).is_ok_and(|real| !self.seen.insert(real));
        if known {
            aside.push(format!("{inside} (it was read already)"));
            return;
        }
        let children = match children(folder) {
            Ok(children) => children,
            Err(error) => {
                self.found.push(Found::Closed(folder.to_owned(), error));
                return;
            }
        };
        for child in children {
            let name = name_of(&child);
            let within = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            if child.is_dir() {
                if name.starts_with('.') {
                    aside.push(format!("{within} (hidden)"));
                } else if depth >= self.most_depth {
                    aside.push(format!("{within} (too many folders deep)"));
                } else {
                    self.add_folder(&child, &within, depth + 1, aside);
                }
            } else if !is_plausible(&name) {
                // Pictures, notes, programs: they lie in the folder for reasons of their own.
            } else if let Some(why) = left_aside(&name) {
                aside.push(format!("{within} ({why})"));
            } else {
                self.found.push(Found::File(child));
            }
        }
    }
}

fn children(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut children = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    children.sort();
    Ok(children)
}

/// The name of a file for people; what is not UTF-8 in it is shown as a question mark in a box.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

fn is_plausible(name: &str) -> bool {
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending.to_lowercase());
    ending.is_none_or(|e| PLAUSIBLE.contains(&e.as_str()))
}

/// Why a file of this name in a folder or an archive is passed by.
pub(super) fn left_aside(name: &str) -> Option<&'static str> {
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        Some("left by an office program that has the file open")
    } else if name.starts_with('.')
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
    {
        Some("hidden")
    } else if is_plausible(name) {
        None
    } else {
        Some("not a table by its name")
    }
}

fn read_found(found: Found, options: &ImportOptions, monitor: &dyn Monitor) -> Result<Vec<Batch>, Cancelled> {
    match found {
        Found::File(path) => match read_file(&path, options, monitor) {
            Ok(batches) => Ok(batches),
            Err(Halt::Cancelled) => Err(Cancelled),
            Err(Halt::Unreadable(error)) => Ok(vec![unreadable(&path, &error)]),
            Err(Halt::NotUtf8 { .. }) => Ok(vec![unreadable(&path, &io::Error::other("it is no text"))]),
        },
        Found::Closed(path, error) => Ok(vec![unreadable(&path, &error)]),
        Found::Aside(path, names) => {
            let mut batch = Batch::empty(nameless(&path));
            let place = Place::file(&batch.source.name);
            if names.is_empty() {
                let hint =
                    "Expected record files, or archives of them. Name a file itself to have it read in any case.";
                batch.report.problems.push(Problem::warning("There is no table in the folder.", hint, place));
                return Ok(vec![batch]);
            }
            let shown = names.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
            let more = if names.len() > 20 { format!(" and {} more", names.len() - 20) } else { String::new() };
            let message = format!("Left aside in the folder: {shown}{more}.");
            batch.report.problems.push(Problem::note(message, "Add such a file by its name to have it read.", place));
            Ok(vec![batch])
        }
    }
}

/// Reads a text piece by piece; what has to be opened first is held whole.
fn read_file(path: &Path, options: &ImportOptions, monitor: &dyn Monitor) -> Result<Vec<Batch>, Halt> {
    let store = FileStore::open(path)?;
    let mut head = Vec::new();
    read_more(&store, 0, HEAD, &mut head)?;
    if FileKind::of_head(&head) == FileKind::Text {
        let batches = read_store(&nameless(path), &store, options, monitor)?;
        return Ok(told(batches));
    }
    if store.len() > options.limits.unpacked_bytes {
        return Err(io::Error::other("it is larger than any archive that is opened here; unpack it").into());
    }
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < store.len() {
        monitor.check()?;
        let at = bytes.len() as u64;
        read_more(&store, at, PIECE, &mut bytes)?;
    }
    if !store.is_unchanged() {
        return Err(io::Error::other("it was changed while it was read; wait until it is complete").into());
    }
    Ok(read_tables(&name_of(path), &bytes, options, monitor)?)
}

fn in_plain_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}

/// A source of which there are no bytes.
fn nameless(path: &Path) -> Source {
    Source { name: name_of(path), part: None, sha256: String::new(), bytes: 0 }
}

fn unreadable(path: &Path, error: &io::Error) -> Batch {
    let mut batch = Batch::empty(nameless(path));
    let place = Place::file(&batch.source.name);
    // A link that leads nowhere is there, what it leads to is not.
    let why = match fs::symlink_metadata(path) {
        Ok(about) if about.is_symlink() && error.kind() == io::ErrorKind::NotFound => {
            "it is a link to a file that is not there".to_owned()
        }
        _ => in_plain_words(error),
    };
    let hint = "The other files were read. Check the path, then add it again.";
    batch.report.problems.push(Problem::error(format!("The file cannot be read: {why}."), hint, place));
    batch
}
