//! The network of a case at three levels: places, lines, numbers. A petgraph graph whose nodes are actors and whose edges are ties.

mod actor;

pub use actor::{Actor, Network, SuccessionStep, Tie, TieKind};
