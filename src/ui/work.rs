//! Long work on threads, so that the window never waits: working out what follows, saving, asking for files.

use super::dialogs::{Answer, Dialogs};
use crate::diag::{Cancelled, Monitor};
use crate::session::{DeriveRequest, Derived, Job, JobDied, JobProgress};
use eframe::egui::Context;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a question for a path is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// Files to read.
    Files,
    /// A folder to read.
    Folder,
    /// Where to save the picture; the name it would have.
    Picture(String),
    /// Where to save the rejected rows of the file with this hash, or of all; the name the table would have.
    Rejected(Option<String>, String),
}

/// What has come to an end since the last frame.
pub(super) enum Outcome {
    /// What follows from the case was worked out, or that was stopped.
    Derived(Result<Derived, Cancelled>),
    /// A file was written, or a sentence says why not.
    Saved(PathBuf, Result<(), String>),
    /// The user answered a question for a path.
    Answered(Asking, Answer),
    /// The thread of some work ended without an answer.
    Died(JobDied),
}

struct Task<K, T> {
    about: K,
    began: Instant,
    job: Job<T>,
}

impl<K, T: Send + 'static> Task<K, T> {
    fn start(
        ctx: &Context,
        name: &str,
        about: K,
        work: impl FnOnce(&dyn Monitor) -> T + Send + 'static,
    ) -> Result<Self, String> {
        let ctx = ctx.clone();
        let job = Job::start(name, move || ctx.request_repaint(), work);
        let job = job.map_err(|error| format!("The system has no thread to give: {error}. Close other programs."))?;
        Ok(Self { about, began: Instant::now(), job })
    }
}

/// Takes the answer of a task that has ended, and what it was about.
fn ended<K, T: Send + 'static>(slot: &mut Option<Task<K, T>>) -> Option<(K, Result<T, JobDied>)> {
    let answer = match slot.as_ref()?.job.poll() {
        Ok(None) => return None,
        Ok(Some(answer)) => Ok(answer),
        Err(died) => Err(died),
    };
    Some((slot.take()?.about, answer))
}

/// The work under way: at most one of each kind.
#[derive(Default)]
pub(super) struct Work {
    deriving: Option<Task<u64, Result<Derived, Cancelled>>>,
    saving: Option<Task<PathBuf, Result<(), String>>>,
    asking: Option<Task<Asking, Answer>>,
    /// The revision whose working out the user stopped: it is not begun again by itself.
    stopped_at: Option<u64>,
}

/// How far some work is, for the strip at the bottom of the centre.
pub(super) struct UnderWay {
    pub(super) progress: JobProgress,
    pub(super) since: Duration,
}

impl Work {
    /// Works out what follows from a case, instead of what was being worked out: that is out of date.
    pub(super) fn derive(&mut self, ctx: &Context, revision: u64, question: DeriveRequest) -> Result<(), String> {
        self.stopped_at = None;
        self.deriving = None;
        let work = move |monitor: &dyn Monitor| Derived::of(&question, monitor);
        self.deriving = Some(Task::start(ctx, "deriving", revision, work)?);
        Ok(())
    }

    /// Whether what follows from this revision has to be worked out and nobody does.
    pub(super) fn needs(&self, revision: u64) -> bool {
        self.stopped_at != Some(revision) && self.deriving.as_ref().is_none_or(|task| task.about != revision)
    }

    /// Whether the user stopped the working out of this revision.
    pub(super) fn is_stopped_at(&self, revision: u64) -> bool {
        self.stopped_at == Some(revision)
    }

    /// Lets what was stopped be worked out after all.
    pub(super) fn resume(&mut self) {
        self.stopped_at = None;
    }

    /// Forgets what is being worked out for a case that was closed.
    pub(super) fn forget_case(&mut self) {
        self.deriving = None;
        self.stopped_at = None;
    }

    /// Writes a file.
    pub(super) fn save(
        &mut self,
        ctx: &Context,
        path: PathBuf,
        work: impl FnOnce(&dyn Monitor) -> Result<(), String> + Send + 'static,
    ) -> Result<(), String> {
        if self.saving.is_some() {
            return Err("A file is being saved already. Wait for it and save again.".to_owned());
        }
        self.saving = Some(Task::start(ctx, "saving", path, work)?);
        Ok(())
    }

    /// Asks the user for a path; a second question waits for no answer to the first and is not put.
    pub(super) fn ask(&mut self, ctx: &Context, dialogs: &Arc<dyn Dialogs>, asking: Asking) -> Result<(), String> {
        if self.asking.is_some() {
            return Ok(());
        }
        let (dialogs, question) = (Arc::clone(dialogs), asking.clone());
        let work = move |_: &dyn Monitor| match question {
            Asking::Files => dialogs.open_files(),
            Asking::Folder => dialogs.open_folder(),
            Asking::Picture(name) | Asking::Rejected(_, name) => dialogs.save_file(&name),
        };
        self.asking = Some(Task::start(ctx, "asking", asking, work)?);
        Ok(())
    }

    /// What has come to an end.
    pub(super) fn ended(&mut self) -> Vec<Outcome> {
        let mut all = Vec::new();
        let mut push = |outcome: Result<Outcome, JobDied>| all.push(outcome.unwrap_or_else(Outcome::Died));
        if let Some((revision, derived)) = ended(&mut self.deriving) {
            // What was stopped, or died, is not begun again by itself: it would only stop again.
            if !matches!(derived, Ok(Ok(_))) {
                self.stopped_at = Some(revision);
            }
            push(derived.map(Outcome::Derived));
        }
        if let Some((path, saved)) = ended(&mut self.saving) {
            push(saved.map(|saved| Outcome::Saved(path, saved)));
        }
        if let Some((asking, answer)) = ended(&mut self.asking) {
            push(answer.map(|answer| Outcome::Answered(asking, answer)));
        }
        all
    }

    /// Work that the user waits for, if any: working out before saving.
    pub(super) fn under_way(&self) -> Option<UnderWay> {
        fn state<K, T: Send + 'static>(task: &Task<K, T>) -> UnderWay {
            UnderWay { progress: task.job.progress(), since: task.began.elapsed() }
        }
        self.deriving.as_ref().map(state).or_else(|| self.saving.as_ref().map(state))
    }

    /// Asks the work that the user waits for to stop.
    pub(super) fn cancel(&self) {
        if let Some(task) = &self.deriving {
            task.job.cancel();
        } else if let Some(task) = &self.saving {
            task.job.cancel();
        }
    }

    /// Whether anything is under way, a question to the user included.
    pub(super) fn is_busy(&self) -> bool {
        self.under_way().is_some() || self.asking.is_some()
    }
}
