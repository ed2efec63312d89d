//! Cities, towns and police forces: which one a coordinate, a name or a dialling code means.
//!
//! The data are packed into `assets/places`; its README names their sources and licences.

mod area;
mod conurbation;
mod county;
mod gazetteer;
mod naming;
mod nearest;
mod origins;
mod outline;
mod projection;
mod spelling;
mod text;

pub use area::Area;
pub use gazetteer::Gazetteer;
pub use naming::Named;
pub use origins::{FIXED_ORIGINS, hue_rank, origin_order};
pub use outline::{Land, MapOutline};
pub use projection::project;
pub use text::GazetteerText;
