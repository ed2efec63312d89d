//! All integration tests in one binary: one link instead of twenty.

mod support;

mod case;
mod cli;
mod floors;
mod folding;
mod golden;
mod import_rows;
mod layout;
mod network;
mod places;
mod sample;
mod scene;
mod whereabouts;

#[cfg(feature = "window")]
mod canvas;
#[cfg(feature = "window")]
mod window;
#[cfg(feature = "window")]
mod window_real;
