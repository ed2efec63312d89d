//! A change to the case: the only way to change it, and the unit of undo and of the audit trail.

use super::Case;
use crate::domain::{ActorKey, Decision, DialPlan, Level, LineKey, NumberPair, Role, Verdict, count};
use crate::geom::Point;
use crate::import::Batch;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A change to the case. Keys are domain keys (numbers, lines), never indexes of something derived.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Adds files at these places of the list of sources, in ascending order; `usize::MAX` is the end.
    AddSources(Vec<(usize, Arc<Batch>)>),
    /// Takes files out again with all their tables, named by their hashes.
    RemoveSources(Vec<String>),
    /// What an analyst says of a pair; `None` takes back what was said.
    DecideFold {
        /// The pair.
        pair: NumberPair,
        /// The decision.
        decision: Option<Decision>,
    },
    /// Gives a line a name, or takes it away.
    NameLine {
        /// The line.
        line: LineKey,
        /// Its name.
        name: Option<String>,
    },
    /// Gives a line a role, or takes it away.
    SetRole {
        /// The line.
        line: LineKey,
        /// Its role.
        role: Option<Role>,
    },
    /// Pins a node where somebody put it, or lets it go.
    Pin {
        /// The picture in which.
        level: Level,
        /// The node.
        node: ActorKey,
        /// Where, in world space.
        at: Option<Point>,
    },
    /// Several changes that are one to the user.
    Several(Vec<Self>),
}

/// Why an edit cannot be made. The case is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The same file is in the case already.
    #[error("{0} is in the case already: a file with the same content was read before. Nothing was added.")]
    SourceTwice(String),
    /// There is no such file in the case.
    #[error("No file of the case has the hash {0}. Nothing was removed.")]
    NoSuchSource(String),
}

impl Edit {
    /// Adds files at the end.
    pub fn add(batches: impl IntoIterator<Item = Arc<Batch>>) -> Self {
        Self::AddSources(batches.into_iter().map(|batch| (usize::MAX, batch)).collect())
    }

    /// Makes the change and returns the edit that takes it back. Leaves the case as it was on error.
    ///
    /// # Errors
    /// [`EditError`] where a file is added twice or is not there to be removed.
    pub fn apply(self, case: &mut Case) -> Result<Self, EditError> {
        let only_pins = self.is_only_pins();
        let inverse = match self {
            Self::AddSources(batches) => add_sources(case, batches)?,
            Self::RemoveSources(hashes) => remove_sources(case, &hashes)?,
            Self::DecideFold { pair, decision } => {
                let decision = swap(&mut case.decisions, pair, decision);
                Self::DecideFold { pair, decision }
            }
            Self::NameLine { line, name } => Self::NameLine { line, name: swap(&mut case.names, line, name) },
            Self::SetRole { line, role } => Self::SetRole { line, role: swap(&mut case.roles, line, role) },
            Self::Pin { level, node, at } => Self::Pin { level, node, at: swap(&mut case.pins, (level, node), at) },
            Self::Several(edits) => several(case, edits)?,
        };
        case.revision += 1;
        if !only_pins {
            case.content_revision = case.revision;
        }
        Ok(inverse)
    }

    /// Whether the change only moves nodes, so that no line has to be worked out anew.
    pub fn is_only_pins(&self) -> bool {
        match self {
            Self::Pin { .. } => true,
            Self::Several(edits) => edits.iter().all(Self::is_only_pins),
            _ => false,
        }
    }

    /// What a reader of the audit trail and of the Edit menu sees.
    pub fn describe(&self) -> String {
        let plan = &DialPlan::GREAT_BRITAIN;
        let files = |n: usize| count(n as u64, "file", "files");
        match self {
            Self::AddSources(batches) => format!("Add {}", files(files_of(batches))),
            Self::RemoveSources(hashes) => format!("Remove {}", files(hashes.len())),
            Self::DecideFold { pair, decision } => {
                let said = match decision.as_ref().map(|d| d.verdict) {
                    Some(Verdict::Accepted) => Some("Accept fold"),
                    Some(Verdict::Rejected) => Some("Reject fold"),
                    Some(Verdict::CannotBe) => None,
                    None => Some("Reopen fold"),
                };
                let (old, new) = (pair.old.national(plan), pair.new.national(plan));
                match said {
                    Some(said) => format!("{said} {old} to {new}"),
                    None => format!("Rule out one line of {old} and {new}"),
                }
            }
            Self::NameLine { name: Some(name), .. } => format!("Name line {name}"),
            Self::NameLine { name: None, .. } => "Remove name of line".to_owned(),
            Self::SetRole { role: Some(role), .. } => format!("Set role {}", role.label()),
            Self::SetRole { role: None, .. } => "Remove role".to_owned(),
            Self::Pin { at: Some(_), .. } => "Pin node".to_owned(),
            Self::Pin { at: None, .. } => "Unpin node".to_owned(),
            Self::Several(edits) => match edits.as_slice() {
                [Self::RemoveSources(_), Self::AddSources(again)] => {
                    format!("Read {} another way", files(files_of(again)))
                }
                [] => "Nothing".to_owned(),
                [one] => one.describe(),
                [first, rest @ ..] => format!("{} and {} more", first.describe(), rest.len()),
            },
        }
    }
}

/// How many files these tables are of.
fn files_of(batches: &[(usize, Arc<Batch>)]) -> usize {
    batches.iter().map(|(_, batch)| &batch.source.sha256).collect::<BTreeSet<_>>().len()
}

/// Puts a value in or takes it out, and gives back what was there.
fn swap<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}

fn add_sources(case: &mut Case, batches: Vec<(usize, Arc<Batch>)>) -> Result<Edit, EditError> {
    let known: BTreeSet<&str> = case.batches.iter().map(|b| b.source.sha256.as_str()).collect();
    let mut added = BTreeSet::new();
    for (_, batch) in &batches {
        let source = &batch.source;
        // A file may come as several tables; each of them comes once.
        if known.contains(source.sha256.as_str()) || !added.insert((&source.sha256, &source.part)) {
            return Err(EditError::SourceTwice(source.label()));
        }
    }
    let mut added: Vec<String> = added.into_iter().map(|(hash, _)| hash.clone()).collect();
    added.dedup();
    for (place, batch) in batches {
        case.batches.insert(place.min(case.batches.len()), batch);
    }
    Ok(Edit::RemoveSources(added))
}

fn remove_sources(case: &mut Case, hashes: &[String]) -> Result<Edit, EditError> {
    for hash in hashes {
        if !case.batches.iter().any(|b| &b.source.sha256 == hash) {
            return Err(EditError::NoSuchSource(hash.clone()));
        }
    }
    let old = std::mem::take(&mut case.batches);
    let mut removed = Vec::new();
    for (place, batch) in old.into_iter().enumerate() {
        if hashes.contains(&batch.source.sha256) {
            removed.push((place, batch));
        } else {
            case.batches.push(batch);
        }
    }
    Ok(Edit::AddSources(removed))
}

/// All or nothing: on error the edits already made are taken back.
fn several(case: &mut Case, edits: Vec<Edit>) -> Result<Edit, EditError> {
    let mut done = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(case) {
            Ok(inverse) => done.push(inverse),
            Err(error) => {
                for inverse in done.into_iter().rev() {
                    inverse.apply(case)?;
                }
                return Err(error);
            }
        }
    }
    done.reverse();
    Ok(Edit::Several(done))
}
