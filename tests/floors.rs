//! The house keeps its floors: imports go down only, and each third-party crate has one door.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Floors of `src/` from the ground up; folders on one floor do not know each other.
const FLOORS: [&[&str]; 9] = [
    &["diag", "geom", "ids"],
    &["domain", "place"],
    &["import", "folding", "sample"],
    &["case"],
    &["network", "layout"],
    &["scene"],
    &["export"],
    &["session"],
    &["cli", "ui"],
];

/// Neighbours that may know each other all the same, each with its reason.
const NEIGHBOURS: [(&str, &str); 2] = [
    ("diag", "ids"),
    // A gazetteer speaks of the domain's area keys and positions.
    ("place", "domain"),
];

/// Each crate and the folders that may name it. Crates not listed (serde, thiserror) may be named anywhere.
const DOORS: [(&str, &[&str]); 20] = [
    ("eframe", &["ui"]),
    ("egui", &["ui"]),
    ("egui_extras", &["ui"]),
    ("rfd", &["ui"]),
    ("calamine", &["import"]),
    ("chardetng", &["import"]),
    ("clap", &["cli"]),
    ("flate2", &["import"]),
    ("indicatif", &["cli"]),
    ("directories", &["ui"]),
    ("jiff", &["domain"]),
    ("petgraph", &["network"]),
    ("rstar", &["place"]),
    ("encoding_rs", &["import", "sample"]),
    ("sha2", &["import"]),
    ("memchr", &["import"]),
    ("resvg", &["export"]),
    ("ttf_parser", &["export"]),
    ("zip", &["import"]),
    ("csv", &["import", "export", "sample", "cli"]),
];

fn floor_of(folder: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&folder))
}

fn may_use(user: &str, used: &str) -> bool {
    let (Some(from), Some(to)) = (floor_of(user), floor_of(used)) else { return false };
    user == used || to < from || NEIGHBOURS.contains(&(user, used))
}

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    found
}

/// The folder (or single file) of `src/` a source belongs to; `None` for `lib.rs` and `main.rs`.
fn folder_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main")).then(|| name.to_owned())
}

/// Lines of code with their numbers: comments are left out, they may name anything.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.split("//").next().unwrap_or(line)))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// First path segments named after `prefix` in a line: `crate::scene::Theme` gives `scene`, and `crate::{a, b::c}` both.
fn named_after<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        let rest = &line[at + prefix.len()..];
        let groups: Vec<&str> =
            if let Some(inner) = rest.strip_prefix('{') { inner.split(',').collect() } else { vec![rest] };
        for group in groups {
            let word = group.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            if word.chars().next().is_some_and(char::is_lowercase) {
                found.push(word);
            }
        }
    }
    found
}

#[test]
fn imports_go_down_only() {
    let mut broken = Vec::new();
    for path in sources() {
        let Some(folder) = folder_of(&path) else { continue };
        assert!(floor_of(&folder).is_some(), "src/{folder} stands on no floor: add it to FLOORS and to DESIGN");
        let text = fs::read_to_string(&path).expect("a source can be read");
        for (number, line) in code_lines(&text) {
            for used in named_after(line, "crate::") {
                if floor_of(used).is_some() && !may_use(&folder, used) {
                    broken.push(format!("{}:{number}: {folder} may not use {used}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "imports that go up or sideways:\n{}", broken.join("\n"));
}

#[test]
fn each_crate_has_one_door() {
    let doors: BTreeMap<_, _> = DOORS.into_iter().collect();
    let mut broken = Vec::new();
    for path in sources() {
        let Some(folder) = folder_of(&path) else { continue };
        let text = fs::read_to_string(&path).expect("a source can be read");
        for (number, line) in code_lines(&text) {
            for (krate, folders) in &doors {
                let named = line.match_indices(&format!("{krate}::")).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if named && !folders.contains(&folder.as_str()) {
                    broken.push(format!("{}:{number}: {folder} may not use {krate}", path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "third-party crates used outside their door:\n{}", broken.join("\n"));
}

#[test]
fn layout_sees_only_the_ground_floor() {
    for path in sources().into_iter().filter(|p| folder_of(p).as_deref() == Some("layout")) {
        let text = fs::read_to_string(&path).expect("a source can be read");
        for (number, line) in code_lines(&text) {
            for used in named_after(line, "crate::") {
                let fine = used == "layout" || FLOORS[0].contains(&used);
                assert!(fine, "{}:{number}: layout is geometry alone and may not use {used}", path.display());
            }
        }
    }
}

#[test]
fn a_file_is_one_noun() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).expect("a source can be read").lines().count();
            (lines > 450).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "files too long to be one noun:\n{}", long.join("\n"));
}

#[test]
fn the_check_itself_sees_a_broken_floor() {
    assert_eq!(named_after("use crate::{scene::Theme, case::Case};", "crate::"), ["scene", "case"]);
    assert!(!may_use("layout", "network"), "neighbours do not know each other");
    assert!(!may_use("domain", "import"), "nothing goes up");
    assert!(may_use("ui", "session"));
}
