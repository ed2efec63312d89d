//! # Linefold

pub mod diag;
pub mod geom;
pub mod ids;

pub mod domain;
pub mod place;

pub mod folding;
pub mod import;

pub mod case;

pub mod network;

pub mod layout;

pub mod scene;

pub mod export;

pub mod session;

#[cfg(feature = "window")]
pub mod ui;
