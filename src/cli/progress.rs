//! Progress on a terminal; silence where the output goes elsewhere.

use crate::diag::Monitor;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;

/// A progress bar on standard error, if that is a terminal.
pub struct TerminalProgress {
    bar: ProgressBar,
}

impl TerminalProgress {
    /// A bar that shows nothing until there is something to show.
    pub fn new() -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}");
        bar.set_style(style.unwrap_or_else(|_bad_template| ProgressStyle::default_bar()));
        Self { bar }
    }
}

impl Monitor for TerminalProgress {
    fn progress(&self, stage: &str, done: u64, total: Option<u64>) {
        self.bar.set_message(stage.to_owned());
        self.bar.set_length(total.unwrap_or(0));
        self.bar.set_position(done);
    }

    fn is_cancelled(&self) -> bool {
        // Ctrl+C ends the program; files are written whole or not at all.
        false
    }
}

impl Drop for TerminalProgress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
