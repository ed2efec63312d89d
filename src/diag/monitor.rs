//! Progress told to whoever waits, and the wish to stop asked of him.

/// Where long work tells how far it is, and asks whether it should stop.
pub trait Monitor: Sync {
    /// `done` of `total` units of `stage` ("Reading calls.csv") are finished; the total may not be known yet.
    fn progress(&self, stage: &str, done: u64, total: Option<u64>);

    /// `rows` of the file being read are done: for a rate that people can judge.
    fn rows(&self, _rows: u64) {}

    /// Whether the work should stop. Asked often: at least every 100 milliseconds of work.
    fn is_cancelled(&self) -> bool;

    /// [`Cancelled`] if the work should stop, for use with `?`.
    ///
    /// # Errors
    /// [`Cancelled`] when [`Monitor::is_cancelled`] says so.
    fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

/// Tells nobody and never stops: for tests and short work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Monitor for Quiet {
    fn progress(&self, _stage: &str, _done: u64, _total: Option<u64>) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The user asked the work to stop. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Stopped on request. Nothing was changed.")]
pub struct Cancelled;
