//! Long work on a thread of its own: its progress can be read, it can be asked to stop, its answer is picked up when ready.

use crate::diag::Monitor;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// How far a job is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// What it is doing: `Reading calls.csv`.
    pub stage: String,
    /// Units done.
    pub done: u64,
    /// Units in all, where known.
    pub total: Option<u64>,
    /// Rows of a file read so far; 0 where the work reads none.
    pub rows: u64,
}

impl JobProgress {
    /// Share done, 0 to 1, where the total is known.
    pub fn share(&self) -> Option<f32> {
        self.total.filter(|&t| t > 0).map(|total| (self.done as f32 / total as f32).clamp(0.0, 1.0))
    }
}

#[derive(Default)]
struct Shared {
    progress: Mutex<JobProgress>,
    cancelled: AtomicBool,
}

impl Monitor for Shared {
    fn progress(&self, stage: &str, done: u64, total: Option<u64>) {
        // A poisoned lock only means that another writer died: the progress is still a progress.
        let mut progress = self.progress.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        stage.clone_into(&mut progress.stage);
        progress.done = done;
        progress.total = total;
    }

    fn rows(&self, rows: u64) {
        self.progress.lock().unwrap_or_else(std::sync::PoisonError::into_inner).rows = rows;
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Work under way on a named thread. Dropping it asks the work to stop.
pub struct Job<T> {
    shared: Arc<Shared>,
    answer: Receiver<T>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work`. `woken` is called when the answer is ready, so that a sleeping window can be woken.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn start(
        name: &str,
        woken: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&dyn Monitor) -> T + Send + 'static,
    ) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (send, answer) = sync_channel(1);
        let monitor = Arc::clone(&shared);
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            let done = work(&*monitor);
            // Nobody waits any more if the job was dropped: then the answer may go.
            if send.send(done).is_ok() {
                woken();
            }
        })?;
        Ok(Self { shared, answer })
    }

    /// How far it is.
    pub fn progress(&self) -> JobProgress {
        self.shared.progress.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Asks it to stop; the answer will say that it did.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// The answer, once. `Err` if the work died without one, which is a bug in it.
    ///
    /// # Errors
    /// [`JobDied`] as said.
    pub fn poll(&self) -> Result<Option<T>, JobDied> {
        match self.answer.try_recv() {
            Ok(answer) => Ok(Some(answer)),
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(JobDied),
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

/// The thread of a job ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The work stopped unexpectedly. The case is as it was; please try again.")]
pub struct JobDied;

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T: Send + 'static>(job: &Job<T>) -> Result<T, JobDied> {
        loop {
            if let Some(answer) = job.poll()? {
                return Ok(answer);
            }
            thread::yield_now();
        }
    }

    #[test]
    fn a_job_answers_once_and_tells_how_far_it_is() {
        let job = Job::start(
            "test",
            || {},
            |monitor| {
                monitor.progress("Counting", 3, Some(4));
                42
            },
        )
        .unwrap();
        assert_eq!(wait(&job), Ok(42));
        assert_eq!(job.progress().share(), Some(0.75));
    }

    #[test]
    fn a_cancelled_job_hears_of_it() {
        let job = Job::start(
            "test",
            || {},
            |monitor| {
                while !monitor.is_cancelled() {
                    thread::yield_now();
                }
                "stopped"
            },
        )
        .unwrap();
        job.cancel();
        assert_eq!(wait(&job), Ok("stopped"));
    }

    #[test]
    fn a_job_that_dies_says_so() {
        let job: Job<()> = Job::start("test", || {}, |_| panic!("on purpose, in a test")).unwrap();
        assert_eq!(wait(&job), Err(JobDied));
    }
}
