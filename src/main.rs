//! Linefold: two doors to one core. With a command, the command line; without, the window.

use linefold::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let call = cli::parse();
    let done = match call.command {
        Some(command) => cli::run(command).map_err(|failure| failure.to_string()),
        None => open_window(call.paths, call.renderer),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "window")]
fn open_window(paths: Vec<std::path::PathBuf>, renderer: cli::RendererChoice) -> Result<(), String> {
    use linefold::ui::Renderer;
    let renderer = match renderer {
        cli::RendererChoice::Auto => Renderer::Auto,
        cli::RendererChoice::Wgpu => Renderer::Wgpu,
        cli::RendererChoice::Glow => Renderer::Glow,
        cli::RendererChoice::Processor => Renderer::Processor,
    };
    linefold::ui::run(paths, renderer)
}

#[cfg(not(feature = "window"))]
fn open_window(_paths: Vec<std::path::PathBuf>, _renderer: cli::RendererChoice) -> Result<(), String> {
    Err("This Linefold was built without its window. `linefold export INPUT --out picture.svg` draws the lines into a file; \
         `linefold --help` names the other commands."
        .to_owned())
}
