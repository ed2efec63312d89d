//! The finished drawing: shapes in view space (points, y down), each knowing which actor it stands for.
//!
//! Kinds of actors become primitives here and nowhere else; the window, SVG and PNG only know primitives. Knows no
//! screen and no file format.

mod camera;
mod shape;
mod theme;
mod view;

pub use camera::Camera;
pub use shape::{Anchor, Dash, Fill, Item, Scene, Shape, Stroke, Weight};
pub use theme::{Rgba, Theme};
pub use view::{TextMeasure, View};
