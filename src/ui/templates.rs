//! Readings kept for the next file with the same header, in a folder of the user's own.

use crate::import::{Template, read_templates, remove_template, write_template};
use std::path::PathBuf;

/// The readings kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    kept: Vec<Template>,
    folder: Option<PathBuf>,
}

impl Templates {
    /// Those of this user.
    pub fn of_user() -> Self {
        let dirs = directories::ProjectDirs::from("", "", "linefold");
        dirs.map(|dirs| Self::at(dirs.config_dir().join("templates"))).unwrap_or_default()
    }

    /// Those in `folder`; one that cannot be read is left out.
    pub fn at(folder: PathBuf) -> Self {
        let (kept, _) = read_templates(&folder);
        Self { kept, folder: Some(folder) }
    }

    /// All of them, by name.
    pub fn kept(&self) -> &[Template] {
        &self.kept
    }

    /// Keeps one. It takes the place of one with the same name or for the same header: a header is read in one way.
    ///
    /// # Errors
    /// A sentence for the user when it could not be written; it serves this session all the same.
    pub fn keep(&mut self, template: Template) -> Result<(), String> {
        let old: Vec<String> = self
            .kept
            .iter()
            .filter(|t| t.name == template.name || t.fits(&template.header))
            .map(|t| t.name.clone())
            .collect();
        let gone = old.iter().map(|name| self.forget(name)).collect::<Result<Vec<()>, String>>();
        let written = self.folder.as_ref().map_or(Ok(()), |folder| write_template(folder, &template).map(|_path| ()));
        self.kept.push(template);
        self.kept.sort_by(|a, b| a.name.cmp(&b.name));
        gone.and(
            written.map_err(|error| {
                format!("The template could not be kept on disk: {error}. It serves until you close.")
            }),
        )
    }

    /// Forgets the one of this name.
    ///
    /// # Errors
    /// A sentence for the user when its file could not be removed.
    pub fn forget(&mut self, name: &str) -> Result<(), String> {
        self.kept.retain(|template| template.name != name);
        let gone = self.folder.as_ref().map_or(Ok(()), |folder| remove_template(folder, name));
        gone.map_err(|error| format!("The template {name} could not be removed from disk: {error}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(name: &str, header: &str) -> Template {
        Template { name: name.to_owned(), header: vec![header.to_owned()], ..Template::default() }
    }

    #[test]
    fn a_header_has_one_template() {
        let folder = tempfile::tempdir().unwrap();
        let mut templates = Templates::at(folder.path().to_owned());
        for (name, header) in [("Acme", "Date"), ("Bell", "Datum"), ("Acme 2", "date")] {
            templates.keep(template(name, header)).unwrap();
        }
        let again = Templates::at(folder.path().to_owned());
        assert_eq!(again, templates);
        assert_eq!(again.kept().iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["Acme 2", "Bell"]);
        templates.forget("Bell").unwrap();
        assert_eq!(Templates::at(folder.path().to_owned()).kept().len(), 1);
    }
}
