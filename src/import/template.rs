//! Readings kept for the next file with the same header.

use super::Reading;
use super::reading::plain_header;
use crate::diag::{Place, Problem};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A reading with a name, used by itself for files with its header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What people call it: `Acme, from 2025`.
    pub name: String,
    /// The header it is for, as written in the file it was made with.
    pub header: Vec<String>,
    /// How such files are read.
    pub reading: Reading,
}

impl Template {
    /// Whether a file has the header this template is for: case, spacing and empty columns at the end do not matter.
    pub fn fits(&self, header: &[String]) -> bool {
        let ours = plain_names(&self.header);
        !ours.is_empty() && ours == plain_names(header)
    }
}

fn plain_names(header: &[String]) -> Vec<String> {
    let mut names: Vec<String> = header.iter().map(|h| plain_header(h)).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// A template is smaller than this; a file that is not is no template.
const LARGEST: u64 = 1 << 20;
/// So many templates are looked at.
const MOST: usize = 2000;

/// The templates kept in a folder, by name, and what is wrong with files that hold none. A folder that is not there holds none.
pub fn read_templates(folder: &Path) -> (Vec<Template>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            problems.push(Problem::warning(
                format!("The kept templates cannot be read: {error}."),
                "Files are read without them.",
                Place::default(),
            ));
            Vec::new()
        }
    };
    files.retain(|path| path.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")));
    files.sort();
    let mut templates = Vec::new();
    for path in files.iter().take(MOST) {
        match read_template(path) {
            Ok(template) => templates.push(template),
            Err(why) => problems.push(Problem::warning(
                format!("A kept template cannot be used: {why}."),
                "It was left aside. Delete the file, or make the template again.",
                Place::file(path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()),
            )),
        }
    }
    templates.sort_by(|a, b| a.name.cmp(&b.name));
    (templates, problems)
}

fn read_template(path: &Path) -> Result<Template, String> {
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|e| e.to_string())?;
    file.take(LARGEST).read_to_string(&mut text).map_err(|e| e.to_string())?;
    let template: Template = serde_json::from_str(&text).map_err(|e| format!("it is not a template ({e})"))?;
    if template.name.trim().is_empty() || plain_names(&template.header).is_empty() {
        return Err("it has no name or no header".to_owned());
    }
    Ok(template)
}

/// Keeps a template in a folder, which is made if it is not there; one of the same name is replaced. Returns its file.
///
/// # Errors
/// Whatever the file system says.
pub fn write_template(folder: &Path, template: &Template) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(file_name(&template.name));
    let text = serde_json::to_string_pretty(template).map_err(io::Error::other)?;
    // A template half written must not take the place of a whole one.
    let half = path.with_extension("part");
    fs::write(&half, text)?;
    fs::rename(&half, &path)?;
    Ok(path)
}

/// Forgets a template. One that is not there is forgotten already.
///
/// # Errors
/// Whatever the file system says.
pub fn remove_template(folder: &Path, name: &str) -> io::Result<()> {
    match fs::remove_file(folder.join(file_name(name))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A file name for a template that every system takes: what is not a letter or a digit is written as its code.
fn file_name(name: &str) -> String {
    let mut safe = String::new();
    for c in name.trim().chars().take(60) {
        if c.is_ascii_alphanumeric() {
            safe.push(c);
        } else if c == ' ' || c == '-' {
            safe.push('-');
        } else {
            safe.extend(["_", &u32::from(c).to_string()]);
        }
    }
    format!("{safe}.template.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(name: &str) -> Template {
        let reading = Reading { target: Some("07700900112".to_owned()), ..Reading::default() };
        Template { name: name.to_owned(), header: vec!["Date".to_owned(), "Nr".to_owned()], reading }
    }

    #[test]
    fn a_template_is_kept_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("templates");
        assert_eq!(read_templates(&inner), (Vec::new(), Vec::new()));
        for name in ["B/../..", "A"] {
            write_template(&inner, &template(name)).unwrap();
        }
        write_template(&inner, &template("A")).unwrap();
        let (kept, problems) = read_templates(&inner);
        assert_eq!((kept, problems), (vec![template("A"), template("B/../..")], Vec::new()));
        remove_template(&inner, "A").unwrap();
        remove_template(&inner, "A").unwrap();
        assert_eq!(read_templates(&inner).0.len(), 1);
    }

    #[test]
    fn a_broken_template_is_told_and_the_others_are_used() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in
            [("a.json", "{"), ("b.json", "{\"name\":\"x\",\"header\":[],\"reading\":{}}"), ("c.txt", "")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::write(folder.path().join("d.json"), [0xff, 0xfe, 0]).unwrap();
        write_template(folder.path(), &template("Good")).unwrap();
        let (kept, problems) = read_templates(folder.path());
        assert_eq!((kept.len(), problems.len()), (1, 3));
    }

    #[test]
    fn case_and_spacing_of_a_header_do_not_matter() {
        let header = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert!(template("x").fits(&header(&["DATE ", "nr", ""])));
        assert!(!template("x").fits(&header(&["nr", "DATE"])));
    }
}
