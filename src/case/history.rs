//! What can be undone and redone.

use super::{Case, Edit, EditError};

/// The edits made and undone, with their inverses.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Each edit's description and the edit that takes it back.
    done: Vec<(String, Edit)>,
    /// Each undone edit's description and the edit that makes it again.
    undone: Vec<(String, Edit)>,
}

impl History {
    /// Makes a change that can be undone. What was undone before can no longer be redone.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; the case and the history are as they were.
    pub fn apply(&mut self, edit: Edit, case: &mut Case) -> Result<(), EditError> {
        let words = edit.describe();
        let inverse = edit.apply(case)?;
        self.done.push((words, inverse));
        self.undone.clear();
        Ok(())
    }

    /// Makes a change that is one to the user with the last one, as `words` say: one step takes both back.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; the case and the history are as they were.
    pub fn join(&mut self, edit: Edit, words: String, case: &mut Case) -> Result<(), EditError> {
        let inverse = edit.apply(case)?;
        let both = match (self.done.pop(), inverse) {
            (Some((_, Edit::RemoveSources(mut hashes))), Edit::RemoveSources(more)) => {
                hashes.extend(more);
                Edit::RemoveSources(hashes)
            }
            (Some((_, last)), inverse) => Edit::Several(vec![inverse, last]),
            (None, inverse) => inverse,
        };
        self.done.push((words, both));
        self.undone.clear();
        Ok(())
    }

    /// Takes the last change back and says which it was; `None` if there is none.
    ///
    /// # Errors
    /// Those of [`Edit::apply`]; they would be a bug, since an inverse fits the case it was made for.
    pub fn undo(&mut self, case: &mut Case) -> Result<Option<String>, EditError> {
        step(&mut self.done, &mut self.undone, case)
    }

    /// Makes the change undone last again and says which it was; `None` if there is none.
    ///
    /// # Errors
    /// As [`History::undo`].
    pub fn redo(&mut self, case: &mut Case) -> Result<Option<String>, EditError> {
        step(&mut self.undone, &mut self.done, case)
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&str> {
        self.done.last().map(|(words, _)| words.as_str())
    }

    /// What redo would make again.
    pub fn next_redo(&self) -> Option<&str> {
        self.undone.last().map(|(words, _)| words.as_str())
    }
}

fn step(
    from: &mut Vec<(String, Edit)>,
    to: &mut Vec<(String, Edit)>,
    case: &mut Case,
) -> Result<Option<String>, EditError> {
    let Some((words, edit)) = from.pop() else { return Ok(None) };
    let inverse = edit.apply(case)?;
    to.push((words.clone(), inverse));
    Ok(Some(words))
}
