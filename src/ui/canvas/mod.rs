//! The canvas: the picture that can be explored.
//!
//! A frame goes one way: positions are asked for and taken in (`placing`, `arranging`), the pointer and the keys become
//! wishes (`gesture`, `keys`), wishes move the camera, the selection, folds and pins (`obey`), and the scene is built if
//! anything changed and drawn (`picture`, `draw`).

mod arranging;
mod chip;
mod chip_pipelines;
mod draw;
mod fold_motion;
mod gesture;
mod ground;
mod hover;
mod keys;
mod lens;
mod menu;
mod motion;
mod nodes_access;
mod note;
mod obey;
mod outline;
mod picture;
mod placing;
mod plate;
mod pointer;
mod raster;
mod show;
mod state;
mod tools;
mod triangles;
mod words;

pub use chip::Chip;
pub use keys::CANVAS_KEYS;
pub use show::canvas_ui;
pub use state::CanvasState;
