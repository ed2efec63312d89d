//! What was opened lately: paths alone, in a small file of the user's own. Nothing fails where it cannot be kept.

use std::fs;
use std::path::{Path, PathBuf};

/// How many are kept.
const MOST: usize = 8;

/// What was opened lately, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    paths: Vec<PathBuf>,
    file: Option<PathBuf>,
}

impl Recent {
    /// Reads the list of this user.
    pub fn of_user() -> Self {
        let dirs = directories::ProjectDirs::from("", "", "linefold");
        dirs.map(|dirs| Self::at(dirs.config_dir().join("recent.json"))).unwrap_or_default()
    }

    /// Reads the list in `file`; an empty one where it cannot be read.
    pub fn at(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let paths = serde_json::from_str(&text).unwrap_or_default();
        Self { paths, file: Some(file) }
    }

    /// The paths, newest first.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Puts a path first and writes the list.
    ///
    /// # Errors
    /// A sentence for the user when the list could not be written; it is kept for this session all the same.
    pub fn add(&mut self, path: &Path) -> Result<(), String> {
        let path = fs::canonicalize(path).unwrap_or_else(|_not_there| path.to_owned());
        self.paths.retain(|known| known != &path);
        self.paths.insert(0, path);
        self.paths.truncate(MOST);
        self.write()
    }

    fn write(&self) -> Result<(), String> {
        let Some(file) = &self.file else { return Ok(()) };
        let written = file
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(file, serde_json::to_string_pretty(&self.paths).unwrap_or_default()));
        written.map_err(|error| format!("The list of recent files could not be kept: {error}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_first_and_named_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config").join("recent.json");
        let mut recent = Recent::at(file.clone());
        for name in ["a.csv", "b.csv", "a.csv"] {
            recent.add(Path::new(name)).unwrap();
        }
        let kept = Recent::at(file);
        assert_eq!(kept.paths(), [PathBuf::from("a.csv"), PathBuf::from("b.csv")]);
    }

    #[test]
    fn a_list_that_cannot_be_kept_says_so_and_serves_on() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        std::fs::write(&blocked, "").unwrap();
        let mut recent = Recent::at(blocked.join("recent.json"));
        assert!(recent.add(Path::new("a.csv")).is_err());
        assert_eq!(recent.paths().len(), 1);
    }
}
