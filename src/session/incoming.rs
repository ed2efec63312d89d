//! One file on its way into the case.

use super::{Job, JobProgress};
use crate::diag::Cancelled;
use crate::import::{Batch, Reading};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Names a file on its way, in the order in which files were asked for.
pub type FileId = u64;

/// What reading a file gives: a batch for each of its tables.
pub(super) type Read = Result<Vec<Batch>, Cancelled>;

/// How far a file is.
#[derive(Clone, Debug)]
pub enum FileState {
    /// Its turn has not come.
    Waiting,
    /// It is being read.
    Reading(Pace),
    /// It was read and can be understood in more than one way: a person has to say which.
    Asks(Vec<Arc<Batch>>),
    /// A person left it aside.
    LeftAside(Vec<Arc<Batch>>),
    /// It could not be read, and why.
    Failed(String),
    /// A person stopped it.
    Stopped,
    /// It has the same content as this file, and was not added again.
    Known(String),
}

/// How fast a file is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    /// Share done, 0 to 1, where it is known.
    pub share: Option<f32>,
    /// Rows read so far; 0 while none are told.
    pub rows: u64,
    /// Bytes of the file read so far.
    pub bytes: u64,
    /// Since when, in seconds.
    pub secs: f64,
}

/// Rates and times left are told after this long: before, they would be guesses.
const STEADY_SECS: f64 = 1.0;

impl Pace {
    fn of(progress: &JobProgress, since: Duration) -> Self {
        Self { share: progress.share(), rows: progress.rows, bytes: progress.done, secs: since.as_secs_f64() }
    }

    /// Rows a second, once the rate is steady.
    pub fn rows_per_sec(&self) -> Option<f64> {
        (self.secs >= STEADY_SECS && self.rows > 0).then(|| self.rows as f64 / self.secs)
    }

    /// Seconds until the file is read, at the rate so far.
    pub fn secs_left(&self) -> Option<f64> {
        let share = self.share.filter(|share| *share > 0.01 && self.secs >= STEADY_SECS)?;
        Some(self.secs * f64::from(1.0 - share) / f64::from(share))
    }
}

/// What is kept of a file that is not in the case, or not yet.
pub(super) enum Stage {
    Waiting,
    Reading { job: Job<Read>, began: Instant },
    Asks(Vec<Arc<Batch>>),
    LeftAside(Vec<Arc<Batch>>),
    Failed(String),
    Stopped,
    Known(String),
}

/// One file on its way into the case.
pub struct IncomingFile {
    /// Its name among all on their way.
    pub id: FileId,
    /// Where it lies.
    pub path: PathBuf,
    /// Its name without its folder.
    pub name: String,
    /// Its size in bytes, where it could be seen.
    pub bytes: u64,
    /// The files asked for together have the same number.
    pub(super) group: u64,
    pub(super) stage: Stage,
    /// What a person said of how it is to be read: it is not asked about again.
    pub(super) reading: Option<Reading>,
    /// The hash of the file of the case that this reading of it is to stand in for.
    pub(super) replaces: Option<String>,
}

impl IncomingFile {
    /// How far it is.
    pub fn state(&self) -> FileState {
        match &self.stage {
            Stage::Waiting => FileState::Waiting,
            Stage::Reading { job, began } => FileState::Reading(Pace::of(&job.progress(), began.elapsed())),
            Stage::Asks(batches) => FileState::Asks(batches.clone()),
            Stage::LeftAside(batches) => FileState::LeftAside(batches.clone()),
            Stage::Failed(why) => FileState::Failed(why.clone()),
            Stage::Stopped => FileState::Stopped,
            Stage::Known(label) => FileState::Known(label.clone()),
        }
    }

    /// Whether a person has to say how it is to be read.
    pub fn asks(&self) -> bool {
        matches!(self.stage, Stage::Asks(_))
    }

    /// What was read of a file that is held or was left aside: the reports; records are read again once it is answered.
    pub fn batches(&self) -> &[Arc<Batch>] {
        match &self.stage {
            Stage::Asks(batches) | Stage::LeftAside(batches) => batches,
            _ => &[],
        }
    }

    /// Whether it will be read, or is.
    pub fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::Reading { .. })
    }

    pub(super) fn is_reading(&self) -> bool {
        matches!(self.stage, Stage::Reading { .. })
    }

    /// Whether it is held with this content.
    pub(super) fn holds(&self, sha256: &str) -> bool {
        matches!(self.stage, Stage::Asks(_)) && self.batches().iter().any(|b| b.source.sha256 == sha256)
    }
}
