//! Asking for files, behind a trait: the desktop's own dialogs, or answers written by a test.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A dialog that gives nothing back this fast was never shown.
const NEVER_SHOWN: Duration = Duration::from_millis(200);

/// What the user answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These paths, at least one.
    Paths(Vec<PathBuf>),
    /// The user closed the dialog.
    Cancelled,
    /// This desktop has no dialog to show.
    NoDialog,
}

/// Asks for files. Calls block, so they are made on threads of their own.
pub trait Dialogs: Send + Sync {
    /// Files to be read.
    fn open_files(&self) -> Answer;
    /// A folder to be read.
    fn open_folder(&self) -> Answer;
    /// Where to save a file that would be called `name`.
    fn save_file(&self, name: &str) -> Answer;
}

/// The dialogs of the desktop.
#[derive(Clone, Copy, Debug, Default)]
pub struct DesktopDialogs;

impl Dialogs for DesktopDialogs {
    fn open_files(&self) -> Answer {
        timed(|| {
            let tables = ["csv", "tsv", "txt", "psv", "xlsx", "xls", "ods"];
            let dialog = rfd::FileDialog::new().set_title("Open files");
            dialog.add_filter("Tables", &tables).add_filter("All files", &["*"]).pick_files()
        })
    }

    fn open_folder(&self) -> Answer {
        timed(|| rfd::FileDialog::new().set_title("Open folder").pick_folder().map(|path| vec![path]))
    }

    fn save_file(&self, name: &str) -> Answer {
        timed(|| {
            let dialog = rfd::FileDialog::new().set_title("Save").set_file_name(name);
            dialog.save_file().map(|path| vec![path])
        })
    }
}

/// Asks, and tells a dialog that was closed from one that never opened: only Linux can be without, and then says no
/// faster than anybody can click.
fn timed(ask: impl FnOnce() -> Option<Vec<PathBuf>>) -> Answer {
    let began = Instant::now();
    match ask() {
        Some(paths) if !paths.is_empty() => Answer::Paths(paths),
        _ if cfg!(target_os = "linux") && began.elapsed() < NEVER_SHOWN => Answer::NoDialog,
        _ => Answer::Cancelled,
    }
}
