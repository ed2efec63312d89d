//! The command line: the same core as the window, without a display. One file a command.

mod args;
mod convert;
mod export;
mod fold;
mod inspect;
mod layout_command;
mod load;
mod outcome;
mod progress;
mod reading_flags;
mod sample_command;
mod score_command;

pub use args::{Call, Command, RendererChoice, parse};
pub use outcome::Failure;
use progress::TerminalProgress;

/// Runs a command. What a program reads goes to standard output, what a person reads to standard error.
///
/// # Errors
/// [`Failure`] with a message for the user; the program then ends with exit code 1.
pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Inspect(call) => inspect::run(&call),
        Command::Convert(call) => convert::run(&call),
        Command::Fold(call) => fold::run(&call),
        Command::Export(call) => export::run(&call),
        Command::Layout(call) => {
            layout_command::run(&call.edges, &call.out, call.seed, call.timings, &TerminalProgress::new())
                .map_err(|problem| Failure::new(problem.to_string()))
        }
        Command::Sample(call) => sample_command::run(&call),
        Command::Score(call) => score_command::run(&call),
    }
}
