//! # Linefold
//!
//! Reads call-detail records, folds replacement numbers into the line they belong to, and draws the lines from exporting
//! cities to the towns they supply. Offline: nothing here opens a connection.
//!
//! ## Architecture
//!
//! One sentence: *files become records, records become lines, lines become a network, the network gets positions, positions
//! become a scene, the scene becomes ink or a window.* One folder a step, each step a pure function with a type for its
//! question and one for its answer:
//!
//! ```text
//! bytes -import-> Batch (records + report) -Edit-> Case
//! Case -combine-> Records -fold-> Folding (lines, judged pairs, evidence)   FoldRequest
//! Records + Folding + gazetteer -whereabouts-> city and towns of each line  PlaceRequest
//! lines + places -build-> Network at a level                                NetworkRequest
//! Network -arrange-> positions                                              PictureRequest, LayoutRequest
//! Network + positions + View + Theme -build-> Scene                         SceneRequest
//! Scene -> window | SVG | PNG | what is under the mouse
//! ```
//!
//! Whatever a person decides on the way is an [`case::Edit`]: the only thing that changes a [`case::Case`], and it can be
//! taken back. Everything else is derived, never saved, and worked out again when the case's revision moves on.
//!
//! | floor | module | holds |
//! |---|---|---|
//! | 0 | [`diag`] [`geom`] [`ids`] | problems with place and hint, progress and cancel; points; typed indexes |
//! | 1 | [`domain`] [`place`] | the words of the field, the columnar record table; gazetteer, forces, map |
//! | 2 | [`import`] [`folding`] [`sample`] | bytes to records with a report; records to lines with reasons; invented worlds |
//! | 3 | [`case`] | the case, edits and their inverses, history |
//! | 4 | [`network`] [`layout`] | the petgraph model at three levels; geometry alone |
//! | 5 | [`scene`] | the finished drawing: shapes, labels, legend, camera; no screen, no file format |
//! | 6 | [`export`] | scene to SVG and PNG, tables to CSV and JSON, atomic writes |
//! | 7 | [`session`] | an open case with all that is derived from it; jobs on threads |
//! | 8 | [`cli`] and `ui` | two doors; neither knows the other |
//!
//! A floor uses only floors below it, and each third-party crate has one door: `tests/floors.rs` reads the sources and says
//! where that is broken.

pub mod diag;
pub mod geom;
pub mod ids;

pub mod domain;
pub mod place;

pub mod folding;
pub mod import;
pub mod sample;

pub mod case;

pub mod layout;
pub mod network;

pub mod scene;

pub mod export;

pub mod session;

pub mod cli;
#[cfg(feature = "window")]
pub mod ui;
