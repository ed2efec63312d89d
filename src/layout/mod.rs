//! Where things go: geometry alone. A request with bodies and springs in, positions out; never sees a phone number.

mod request;

pub use request::{Body, LayoutRequest, Spring};
