//! The window. Panels read the session and send wishes; one place, `commands`, acts on them.
//!
//! A frame (`app`): take in what has ended (`work`), hear the keys (`actions`), draw the panels, act on what they sent.

mod actions;
mod app;
pub mod canvas;
mod centre;
mod commands;
mod confirm;
mod context;
mod day_strip;
mod dialogs;
mod drop;
mod framed;
mod help;
mod inspector;
mod judgement;
mod left_panel;
mod mapping;
mod mapping_use;
mod menu_bar;
mod notices;
mod opening;
mod progress;
mod recent;
mod report;
mod run;
mod saving;
mod source_list;
mod sources;
mod start;
mod status_bar;
mod style;
mod taking_in;
mod templates;
mod templates_box;
mod typed_path;
mod widget;
mod work;

pub use app::{LinefoldApp, Setup};
pub use canvas::CanvasState;
pub use context::{Look, Sender, UiCommand, UiCtx};
pub use dialogs::{Answer, DesktopDialogs, Dialogs};
pub use recent::Recent;
pub use run::{Renderer, run};
pub use templates::Templates;
