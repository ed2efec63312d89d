//! The words of the field as types: numbers, handsets, SIMs, cells, records, orders, attributions, decisions.
//!
//! Number, SIM, handset, line and person are five different things here, and nothing converts one into another.

mod attribution;
mod cell;
mod decision;
mod digits;
mod format;
mod handset;
mod key;
mod kind;
mod number;
mod order;
mod parties;
mod party;
mod plan;
mod record;
mod records;
mod rows;
mod source;
mod time;
mod values;

pub use attribution::{Attribution, NumberPlace, Role};
pub use cell::{Cell, CellSite, CellView, LatLon};
pub use decision::{Decision, NumberPair, Verdict};
pub use digits::of_digits;
pub use format::{count, grouped, span};
pub use handset::{Imei, Imsi};
pub use key::{ActorKey, AreaKey, Level, LineKey};
pub use kind::Kind;
pub use number::{Msisdn, NumberError};
pub use order::{Order, OrderTarget};
pub use parties::Parties;
pub use party::Party;
pub use plan::DialPlan;
pub use record::{
    CellId, End, EndDraft, EndId, HandsetId, PartyId, Phone, PhoneId, Record, RecordDraft, RecordId, SimId,
};
pub use records::Records;
pub use rows::{
    CellSpan, EndAt, EndRow, Interned, PartyRow, PhoneRow, PlaceRow, RecentNumbers, RecordBlock, RecordRow, TextSpan,
};
pub use source::Source;
pub use time::{Instant, LocalReading, LocalTime, Zone};
pub use values::CellRow;
