//! The window. Panels read the session and send wishes; one place, [`app`], acts on them.

pub mod canvas;
mod context;

pub use context::{Sender, UiCommand, UiCtx};
