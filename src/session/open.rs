//! An open case.

use super::derived::SameSources;
use super::{DeriveRequest, Derived};
use crate::case::{Case, Edit, EditError, History};
use crate::diag::{Cancelled, Monitor};
use crate::domain::Zone;
use std::sync::Arc;

/// An open case with its history and what is derived from it. Edits change the case at once; what is derived follows when
/// [`Session::install`] brings it.
#[derive(Clone, Debug, Default)]
pub struct Session {
    case: Case,
    history: History,
    derived: Arc<Derived>,
    /// The revision at which sources last changed, and that of the records derived.
    sources_revision: u64,
    derived_sources_revision: u64,
    zone: Zone,
}

impl Session {
    /// A session on an empty case.
    pub fn new(name: impl Into<String>) -> Self {
        Self { case: Case::new(name), ..Self::default() }
    }

    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Gives the case another name.
    pub fn rename(&mut self, name: impl Into<String>) {
        self.case.name = name.into();
    }

    /// What follows from the case; behind it for a moment after an edit, see [`Session::is_stale`].
    pub fn derived(&self) -> &Arc<Derived> {
        &self.derived
    }

    /// The zone times are shown in.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Makes a change that can be undone.
    ///
    /// # Errors
    /// [`EditError`]; the case is as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        let before = self.marks();
        self.history.apply(edit, &mut self.case)?;
        self.settle(&before);
        Ok(())
    }

    /// Makes a change that is one to the user with the last one: undo takes both back, named by `words`.
    ///
    /// # Errors
    /// [`EditError`]; the case is as it was.
    pub fn apply_with_last(&mut self, edit: Edit, words: String) -> Result<(), EditError> {
        let before = self.marks();
        self.history.join(edit, words, &mut self.case)?;
        self.settle(&before);
        Ok(())
    }

    /// Takes the last change back and says which it was.
    ///
    /// # Errors
    /// [`EditError`]; it would be a bug.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        let before = self.marks();
        let words = self.history.undo(&mut self.case)?;
        self.settle(&before);
        Ok(words)
    }

    /// Makes the change undone last again and says which it was.
    ///
    /// # Errors
    /// [`EditError`]; it would be a bug.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        let before = self.marks();
        let words = self.history.redo(&mut self.case)?;
        self.settle(&before);
        Ok(words)
    }

    /// What can be undone and redone, in words for a menu.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether the case has changed since what is derived was worked out. Pins change no line: they never make it stale.
    pub fn is_stale(&self) -> bool {
        self.derived.revision != self.case.content_revision()
    }

    /// The question to be answered on a thread, by [`Derived::of`].
    pub fn question(&self) -> DeriveRequest {
        let same = self.sources_revision == self.derived_sources_revision && !self.derived.records.is_empty();
        DeriveRequest {
            case: self.case.clone(),
            zone: self.zone.clone(),
            same_sources: same.then(|| SameSources {
                records: Arc::clone(&self.derived.records),
                told_twice: self.derived.summary.told_twice,
                groundwork: self.derived.groundwork.clone(),
            }),
        }
    }

    /// Takes an answer in. One that is older than the case is better than none; it stays stale then.
    pub fn install(&mut self, derived: Derived) {
        if derived.revision >= self.sources_revision {
            self.derived_sources_revision = self.sources_revision;
        }
        self.derived = Arc::new(derived);
    }

    /// Works everything out here and now, for the command line and tests.
    ///
    /// # Errors
    /// [`Cancelled`] if the monitor says so.
    pub fn derive_now(&mut self, monitor: &dyn Monitor) -> Result<(), Cancelled> {
        let derived = Derived::of(&self.question(), monitor)?;
        self.install(derived);
        Ok(())
    }

    fn marks(&self) -> Vec<String> {
        self.case.sources().map(|s| s.sha256.clone()).collect()
    }

    /// Notes whether the list of sources has changed.
    fn settle(&mut self, before: &[String]) {
        if !self.case.sources().map(|s| &s.sha256).eq(before) {
            self.sources_revision = self.case.content_revision();
        }
    }
}
