//! The finished drawing: shapes in view space (points, y down), each knowing which actor it stands for.
//!
//! Kinds of actors become primitives here and nowhere else; the window, SVG and PNG only know primitives. Knows no
//! screen and no file format.
//!
//! The route: a [`SceneRequest`] becomes a plan in picture space (world space times scale): marks, then links between
//! their outlines, then labels that find their places among both. [`build`] draws the plan through an ink that moves it
//! into view and leaves out what lies outside. Furniture (legend, caption, scale bar) comes last and does not move.

mod arrow;
mod build;
mod bundle;
mod camera;
mod caption;
mod cells;
mod counting;
mod crowd;
mod crowd_ink;
mod crowd_pick;
mod easel;
mod fit;
mod foreground;
mod furniture;
mod ink;
mod label;
mod legend;
mod link;
mod map;
mod mark;
mod names;
mod naming;
mod node;
mod obstacles;
mod outline;
mod path;
mod pick;
mod plan;
mod request;
mod shape;
mod sight;
mod sketch;
mod spread;
mod standing;
mod tags;
mod theme;
mod unfold;
mod view;

pub use build::build;
pub use camera::Camera;
pub use crowd::{Bend, Crowd, Dot, DotForm, Strand};
pub use easel::{CrowdView, Drawing, Easel, Stamp};
pub use fit::{body_extent, fitting_camera};
pub use furniture::zoom_box;
pub use map::{Land, MapDrawing};
pub use pick::surrounds;
pub use request::SceneRequest;
pub use shape::{Anchor, Dash, Fill, Item, Scene, Shape, Stroke, Weight};
pub use sight::Sight;
pub use spread::Spread;
pub use theme::{Rgba, Theme};
pub use unfold::UnfoldedBox;
pub use view::{TextMeasure, View};
