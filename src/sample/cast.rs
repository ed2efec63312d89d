//! Who is in the world: users of phones, and the numbers they use one after the other.

use super::Hardship;
use super::book::PartyIx;
use super::calendar::Secs;
use super::towns::TownIx;

/// Index of a user.
pub(super) type SeatIx = usize;
/// Index of a tenure.
pub(super) type TenureIx = usize;

/// What a user of phones truly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrueRole {
    /// The phone customers ring.
    DealLine,
    /// Delivers in the town.
    Runner,
    /// Controls the line from the city.
    Holder,
    /// Buys, and had his records asked for by mistake.
    Customer,
    /// Has nothing to do with any line.
    Bystander,
}

impl TrueRole {
    /// As the truth says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DealLine => "deal line",
            Self::Runner => "runner",
            Self::Holder => "holder",
            Self::Customer => "customer",
            Self::Bystander => "other",
        }
    }
}

/// A user of phones: a deal line, a person of its crew, a bystander.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// Unique in the world: the line's id in the truth.
    pub(super) name: String,
    pub(super) role: TrueRole,
    pub(super) city: Option<TownIx>,
    pub(super) towns: Vec<TownIx>,
    /// Its numbers, in order of first use.
    pub(super) tenures: Vec<TenureIx>,
    /// People it keeps in touch with privately.
    pub(super) friends: Vec<PartyIx>,
}

/// How a number took over from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// The handset went on with a new SIM.
    SameHandset,
    /// The operator gave the SIM a new number.
    SameSim,
    /// Nothing went on.
    AllNew,
    /// The handset is one that somebody else of the crew used before.
    CrewHandset,
}

/// A number in the hands of one user for a time.
#[derive(Clone, Debug)]
pub(super) struct Tenure {
    pub(super) party: PartyIx,
    pub(super) seat: SeatIx,
    /// Which operator's SIM it is: index of the return it appears in.
    pub(super) operator: usize,
    pub(super) sim: u64,
    /// Handsets by the moment from which they were used; at least one.
    pub(super) handsets: Vec<(Secs, u64)>,
    /// First and last second of use.
    pub(super) from: Secs,
    pub(super) to: Secs,
    /// The stretch its records were asked for; `None` if they were not.
    pub(super) window: Option<(Secs, Secs)>,
    /// The number it took over from, or runs beside; `None` for a first number.
    pub(super) takes_over: Option<TenureIx>,
    /// How it took over; `None` for a first number.
    pub(super) manner: Option<Manner>,
    /// Share of the customers who were told of it, for later numbers.
    pub(super) told: Option<f64>,
    /// What makes the pair of the number before and this one hard to see.
    pub(super) hardships: Vec<Hardship>,
    /// When an order blocked it.
    pub(super) blocked: Option<Secs>,
    /// Where its user sleeps, and which of the place's masts are his.
    pub(super) base: TownIx,
    pub(super) home: u64,
}

impl Tenure {
    /// The handset in use at `at`.
    pub(super) fn handset_at(&self, at: Secs) -> u64 {
        let next = self.handsets.partition_point(|&(from, _)| from <= at);
        self.handsets[next.saturating_sub(1)].1
    }

    /// Whether it is in use at `at`.
    pub(super) fn live_at(&self, at: Secs) -> bool {
        (self.from..=self.to).contains(&at)
    }
}

/// One event, as it truly happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub(super) at: Secs,
    pub(super) a: PartyIx,
    pub(super) b: PartyIx,
    pub(super) duration_secs: u32,
    pub(super) service: Service,
}

/// What kind of event it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// A call.
    Voice,
    /// A text.
    Text,
}

/// A short memory for proportions: a pack of cards that is shuffled when it runs out, so that small worlds have
/// everything too.
#[derive(Clone, Debug)]
pub(super) struct Deck<T> {
    cards: Vec<T>,
    left: Vec<T>,
}

impl<T: Clone> Deck<T> {
    /// A pack of these cards.
    pub(super) fn new(cards: &[T]) -> Self {
        Self { cards: cards.to_vec(), left: Vec::new() }
    }

    /// The next card.
    pub(super) fn draw(&mut self, random: &mut super::random::Random) -> T {
        if self.left.is_empty() {
            self.left = self.cards.clone();
            random.shuffle(&mut self.left);
        }
        let last = self.left.len() - 1;
        self.left.swap_remove(last)
    }
}
