//! The network of a case at three levels: places, lines, numbers. A petgraph graph whose nodes are actors and whose edges are ties.

mod actor;
mod build;
mod forces;
mod whereabouts;

pub use actor::{Actor, Network, NodeIndex, SuccessionStep, Tie, TieKind};
pub use build::{LEAST_EVENTS, NetworkRequest, build, supplying_lines};
pub use forces::ForceTable;
pub use whereabouts::{Basis, Claim, PlaceRequest, TownClaim, Whereabouts, whereabouts};
