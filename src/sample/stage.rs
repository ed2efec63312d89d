//! The stage on which a world is played: what its parts share while it is made.

use super::WorldRequest;
use super::book::{Book, PartyIx};
use super::calendar::{Calendar, Secs};
use super::cast::{Deck, Event, Seat, SeatIx, Service, Tenure, TenureIx, TrueRole};
use super::handset::Shelf;
use super::market::Member;
use super::random::Random;
use super::towns::TownIx;

/// How many operators there are: each has its own file.
pub(super) const OPERATORS: usize = 4;

/// The streams of chance, one for each part of a world.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stream {
    Courses,
    Line,
    Crew,
    Market,
    Traffic,
    CrewTraffic,
    Bystanders,
    Requests,
    Senders,
    JunkHandsets,
    Handsets,
}

/// A number taking over from another, as the crew went about it.
#[derive(Clone, Debug)]
pub(super) struct Handover {
    pub(super) old: TenureIx,
    pub(super) new: TenureIx,
    /// Share of the customers who are told.
    pub(super) told: f64,
    /// Whether the old number tells them.
    pub(super) from_old: bool,
    /// Over how long they are told.
    pub(super) spread: Secs,
    /// Share of the customers who go along once they know.
    pub(super) follow: f64,
    /// How many days it takes others to hear of it, on average.
    pub(super) learn_days: f64,
    /// For how long people who do not know go on calling the old number.
    pub(super) residual: Secs,
}

/// People who run a line for a time.
#[derive(Clone, Debug)]
pub(super) struct Crew {
    pub(super) from: Secs,
    pub(super) to: Secs,
    pub(super) holder: SeatIx,
    pub(super) runners: Vec<SeatIx>,
}

/// A line, as it truly went.
#[derive(Clone, Debug)]
pub(super) struct LineStory {
    pub(super) name: String,
    pub(super) city: TownIx,
    pub(super) towns: Vec<TownIx>,
    pub(super) from: Secs,
    pub(super) to: Secs,
    pub(super) deal: SeatIx,
    pub(super) crews: Vec<Crew>,
    pub(super) handovers: Vec<Handover>,
    /// Second phones that ran beside a number.
    pub(super) besides: Vec<(TenureIx, TenureIx)>,
    /// Whether few people buy, and seldom.
    pub(super) quiet: bool,
    /// The line it shares customers with on purpose.
    pub(super) rival: Option<usize>,
    pub(super) members: Vec<Member>,
}

impl LineStory {
    /// The crew at `at`.
    pub(super) fn crew_at(&self, at: Secs) -> &Crew {
        let next = self.crews.partition_point(|crew| crew.from <= at);
        &self.crews[next.saturating_sub(1)]
    }
}

/// Everything of a world while it is made.
#[derive(Clone, Debug)]
pub(super) struct Stage<'a> {
    pub(super) request: &'a WorldRequest,
    pub(super) hard: f64,
    pub(super) calendar: Calendar,
    pub(super) book: Book,
    pub(super) shelf: Shelf,
    pub(super) seats: Vec<Seat>,
    pub(super) tenures: Vec<Tenure>,
    pub(super) lines: Vec<LineStory>,
    pub(super) events: Vec<Event>,
    operators: Deck<usize>,
}

impl<'a> Stage<'a> {
    /// An empty stage.
    pub(super) fn new(request: &'a WorldRequest) -> Self {
        Self {
            request,
            hard: f64::from(request.hard),
            calendar: Calendar::new(request.start, request.days),
            book: Book::default(),
            shelf: Shelf::new(request.seed),
            seats: Vec::new(),
            tenures: Vec::new(),
            lines: Vec::new(),
            events: Vec::new(),
            operators: Deck::new(&[0, 1, 2, 3]),
        }
    }

    /// The chance of one part of the world, for its `index`th thing.
    pub(super) fn random(&self, stream: Stream, index: usize) -> Random {
        Random::new(self.request.seed, &[stream as u64, index as u64])
    }

    /// Adds a user.
    pub(super) fn seat(&mut self, name: String, role: TrueRole, place: (Option<TownIx>, Vec<TownIx>)) -> SeatIx {
        let (city, towns) = place;
        self.seats.push(Seat { name, role, city, towns, tenures: Vec::new(), friends: Vec::new() });
        self.seats.len() - 1
    }

    /// Adds a number to a user's, on a new SIM; its records are not asked for yet.
    pub(super) fn tenure(&mut self, seat: SeatIx, phone: Phone, span: (Secs, Secs)) -> TenureIx {
        self.tenures.push(Tenure {
            party: phone.party,
            seat,
            operator: phone.operator,
            sim: phone.sim,
            handsets: vec![(span.0, phone.handset)],
            from: span.0,
            to: span.1,
            window: None,
            takes_over: None,
            manner: None,
            told: None,
            hardships: Vec::new(),
            blocked: None,
            base: phone.base,
            home: phone.home,
        });
        let index = self.tenures.len() - 1;
        self.seats[seat].tenures.push(index);
        index
    }

    /// A phone nobody has used before, with a number nobody has had.
    pub(super) fn new_phone(&mut self, random: &mut Random, base: TownIx) -> Phone {
        let party = self.book.mobile();
        self.equip(random, base, party)
    }

    /// A phone nobody has used before, with a number that is known.
    pub(super) fn equip(&mut self, random: &mut Random, base: TownIx, party: PartyIx) -> Phone {
        let operator = self.operators.draw(random);
        Phone {
            party,
            operator,
            sim: self.shelf.sim(operator),
            handset: self.shelf.handset(random),
            base,
            home: random.bits(),
        }
    }

    /// The number a user uses at `at`, the newest if there are two.
    pub(super) fn phone_of(&self, seat: SeatIx, at: Secs) -> Option<TenureIx> {
        self.seats[seat].tenures.iter().rev().copied().find(|&t| self.tenures[t].live_at(at))
    }

    /// Whether anybody asked for the records of this user.
    pub(super) fn is_requested(&self, seat: SeatIx) -> bool {
        self.seats[seat].tenures.iter().any(|&t| self.tenures[t].window.is_some())
    }

    /// A call that begins at `at`.
    pub(super) fn call(&mut self, at: Secs, ends: (PartyIx, PartyIx), duration_secs: i64) {
        let duration_secs = u32::try_from(duration_secs).unwrap_or(0);
        self.events.push(Event { at, a: ends.0, b: ends.1, duration_secs, service: Service::Voice });
    }

    /// A text sent at `at`.
    pub(super) fn text(&mut self, at: Secs, ends: (PartyIx, PartyIx)) {
        self.events.push(Event { at, a: ends.0, b: ends.1, duration_secs: 0, service: Service::Text });
    }
}

/// What a user has in his hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phone {
    pub(super) party: PartyIx,
    pub(super) operator: usize,
    pub(super) sim: u64,
    pub(super) handset: u64,
    pub(super) base: TownIx,
    pub(super) home: u64,
}
