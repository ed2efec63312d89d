//! All integration tests in one binary: one link instead of twenty.
#![expect(clippy::unwrap_used, reason = "a helper that fails should fail its test, and say where")]
#![expect(clippy::float_cmp, reason = "same input, same bits: what must be equal is compared exactly")]

mod support;

mod case;
mod cli;
mod cli_reading;
mod floors;
mod folding;
mod folding_apart;
mod folding_why;
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
mod crowd;
#[cfg(feature = "window")]
mod window;
#[cfg(feature = "window")]
mod window_asking;
#[cfg(feature = "window")]
mod window_comparing;
#[cfg(feature = "window")]
mod window_import;
#[cfg(feature = "window")]
mod window_real;
