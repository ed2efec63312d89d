//! Files and folders.

use super::read::read_store;
use super::store::FileStore;
use super::{Batch, ImportOptions};
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::Source;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Endings of files in a folder that may be tables, or that a user may take for one and should hear about.
const PLAUSIBLE: [&str; 16] =
    ["csv", "tsv", "tab", "txt", "psv", "dat", "asc", "log", "xlsx", "xls", "xlsb", "ods", "zip", "gz", "cdr", "out"];

/// Reads files and folders. Every file gives a batch, in the order of the paths (those of a folder sorted by name): one that cannot
/// be read gives a report that says so, and the others go on.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn read_files(paths: &[PathBuf], options: &ImportOptions, monitor: &dyn Monitor) -> Result<Vec<Batch>, Cancelled> {
    let mut files = Vec::new();
    for path in paths {
        monitor.check()?;
        add_files(path, &mut files);
    }
    let read = files.into_par_iter().map(|file| read_file(&file, options, monitor));
    Ok(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The files that [`read_files`] would read for these paths, so that each can be read apart. A folder that cannot be opened stands for
/// itself: reading it says why.
///
/// # Errors
/// [`Cancelled`] when the monitor says so.
pub fn list_files(paths: &[PathBuf], monitor: &dyn Monitor) -> Result<Vec<PathBuf>, Cancelled> {
    let mut files = Vec::new();
    for path in paths {
        monitor.check()?;
        add_files(path, &mut files);
    }
    Ok(files.into_iter().map(|listed| listed.unwrap_or_else(|(path, _)| path)).collect())
}

/// A path to read, or why it cannot be.
type Listed = Result<PathBuf, (PathBuf, io::Error)>;

/// The path itself if it is a file; the plausible files of a folder, and of the folders in it.
fn add_files(path: &Path, files: &mut Vec<Listed>) {
    if !path.is_dir() {
        files.push(Ok(path.to_owned()));
        return;
    }
    match children(path) {
        Err(error) => files.push(Err((path.to_owned(), error))),
        Ok(children) => {
            for child in children {
                let inner = if child.is_dir() { children_or_none(&child) } else { vec![child] };
                files.extend(inner.into_iter().filter(|file| is_plausible(file)).map(Ok));
            }
        }
    }
}

fn children_or_none(folder: &Path) -> Vec<PathBuf> {
    children(folder).unwrap_or_default()
}

fn children(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut children = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    children.sort();
    Ok(children)
}

fn is_plausible(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    path.is_file() && !hidden && ending.is_none_or(|e| PLAUSIBLE.contains(&e.as_str()))
}

fn read_file(file: &Listed, options: &ImportOptions, monitor: &dyn Monitor) -> Result<Vec<Batch>, Cancelled> {
    let path = match file {
        Ok(path) => path,
        Err((path, error)) => return Ok(vec![unreadable(path, &error.to_string())]),
    };
    let store = match FileStore::open(path) {
        Ok(store) => store,
        Err(error) => return Ok(vec![unreadable(path, &in_plain_words(&error))]),
    };
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let source = Source { name, part: None, sha256: String::new(), bytes: 0 };
    read_store(&source, &store, options, monitor)
}

fn in_plain_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}

fn unreadable(path: &Path, why: &str) -> Batch {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let mut batch = Batch::empty(Source { name, part: None, sha256: String::new(), bytes: 0 });
    let place = Place::file(&batch.source.name);
    let hint = "The other files were read. Check the path, then add it again.";
    batch.report.problems.push(Problem::error(format!("The file cannot be read: {why}."), hint, place));
    batch
}
