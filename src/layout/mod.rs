//! Where things go: geometry alone. A request with bodies and springs in, positions out; never sees a phone number.

mod align;
mod angle;
mod bodies;
mod chain;
mod coarsen;
mod component;
mod distances;
mod forces;
mod frame;
mod graph;
mod grid;
mod input;
mod keep;
mod large;
mod map;
mod overlap;
mod pack;
mod pivots;
mod polish;
mod quadtree;
pub mod quality;
mod random;
mod repulsion;
mod request;
mod seat;
mod shelves;
mod simulation;
mod small;
mod stress;

pub use bodies::Bodies;
pub use graph::Graph;
pub use map::FreeAndMap;
pub use quadtree::{Cell, Quadtree};
pub use repulsion::{Law, Push, repulsion, repulsion_exact};
pub use request::{Body, LayoutRequest, Spring};
pub use simulation::{Simulation, layout};
