//! Stand-in until the real one is merged.
/// City and towns of a line.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts;
