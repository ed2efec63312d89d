//! Invented worlds with a known answer: deal lines that run from cities to towns, the records that operators would return
//! for the numbers asked for, and the truth of who used which number.
//!
//! A world is made by playing it (`play`): lines get a city and towns (`course`) and replace their numbers (`succession`), crews
//! are hired (`crew`), customers won (`market`); bystanders come in (`bystander`); it is decided whose records are asked for
//! (`asked`). Then everybody telephones (`traffic`, `talk`), each operator returns what its side of every event shows
//! (`returns`, `mast`), and the rows are written as that operator writes them (`rows`, `files`). The answer is kept beside it
//! (`truth`). The sample that ships with the program is `WorldRequest::default()`.

mod asked;
mod book;
mod bystander;
mod calendar;
mod cast;
mod course;
mod crew;
mod files;
mod handset;
mod hardship;
mod layout;
mod market;
mod mast;
mod play;
mod random;
mod readme;
mod request;
mod returns;
mod rows;
mod side;
mod stage;
mod succession;
mod table;
mod talk;
mod towns;
mod traffic;
mod truth;
mod world;

pub use cast::TrueRole;
pub use files::{Damage, FILES, SampleError, damage, record_files, render, write};
pub use hardship::Hardship;
pub use request::WorldRequest;
pub use truth::{TrueLine, TrueNumber};
pub use world::{World, world};
