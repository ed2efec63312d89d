//! Cities, towns and police forces: which one a coordinate, a name or a dialling code means.

mod area;

pub use area::Area;
