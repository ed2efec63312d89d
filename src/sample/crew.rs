//! The people behind a line: one who holds it in the city, others who deliver in the town. They change phones too.

use super::Hardship;
use super::calendar::{DAY, HOUR, Secs};
use super::cast::{Deck, Manner, SeatIx, TenureIx, TrueRole};
use super::random::Random;
use super::stage::{Crew, Phone, Stage, Stream};
use super::towns::TownIx;

/// What crews are drawn from.
#[derive(Clone, Debug)]
pub(super) struct Crews {
    runners: Deck<usize>,
    swaps: Deck<bool>,
}

impl Crews {
    /// Fresh packs.
    pub(super) fn new() -> Self {
        Self { runners: Deck::new(&[1, 1, 2]), swaps: Deck::new(&[false, false, true]) }
    }

    /// The crews of a line, one after the other: `changes` are the moments at which another crew took over, `upheavals`
    /// those at which every phone was changed.
    pub(super) fn hire(
        &mut self,
        stage: &mut Stage<'_>,
        line: usize,
        changes: &[Secs],
        upheavals: &[Secs],
    ) -> Vec<Crew> {
        let mut random = stage.random(Stream::Crew, line);
        let (from, to) = (stage.lines[line].from, stage.lines[line].to);
        let starts: Vec<Secs> = std::iter::once(from).chain(changes.iter().copied()).collect();
        let mut crews = Vec::new();
        for (nth, &start) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(to);
            crews.push(self.crew(stage, line, (nth, start, end), upheavals, &mut random));
        }
        crews
    }

    fn crew(
        &mut self,
        stage: &mut Stage<'_>,
        line: usize,
        part: (usize, Secs, Secs),
        upheavals: &[Secs],
        random: &mut Random,
    ) -> Crew {
        let (nth, from, to) = part;
        let story = &stage.lines[line];
        let (name, city, towns) = (story.name.clone(), story.city, story.towns.clone());
        let again = if nth == 0 { String::new() } else { format!(" of crew {}", nth + 1) };
        let holder_seat = stage.seat(format!("{name} holder{again}"), TrueRole::Holder, (Some(city), towns.clone()));
        let mut runner_seats = Vec::new();
        for k in 0..self.runners.draw(random) {
            let name = format!("{name} runner {}{again}", k + 1);
            let town = towns[k % towns.len()];
            runner_seats.push((stage.seat(name, TrueRole::Runner, (Some(city), vec![town])), town));
        }
        let span = (from, to);
        self.phones(stage, holder_seat, city, span, upheavals, random);
        for &(seat, town) in &runner_seats {
            self.phones(stage, seat, town, span, upheavals, random);
        }
        let runners: Vec<SeatIx> = runner_seats.into_iter().map(|(seat, _)| seat).collect();
        for seat in runners.iter().copied().chain([holder_seat]) {
            stage.seats[seat].friends = stage.book.mobiles(4);
        }
        Crew { from, to, holder: holder_seat, runners }
    }

    /// The numbers a person of the crew uses over `span`.
    fn phones(
        &mut self,
        stage: &mut Stage<'_>,
        seat: SeatIx,
        base: TownIx,
        span: (Secs, Secs),
        upheavals: &[Secs],
        random: &mut Random,
    ) {
        let long = span.1 - span.0 > 60 * DAY;
        let mut swaps: Vec<(Secs, bool)> =
            upheavals.iter().map(|&at| (at + random.between(0, 3 * HOUR), true)).collect();
        if self.swaps.draw(random) && long {
            let (day, _) = stage.calendar.day_of(span.0 + (span.1 - span.0) / 10 * random.between(3, 7));
            swaps.push((stage.calendar.at(day, random.between(11 * HOUR, 20 * HOUR)), false));
        }
        swaps.retain(|&(at, _)| (span.0 + 5 * DAY..span.1 - 5 * DAY).contains(&at));
        swaps.sort_unstable();
        swaps.dedup_by_key(|swap| swap.0 / (4 * DAY));
        let phone = stage.new_phone(random, base);
        let mut old = stage.tenure(seat, phone, (span.0, span.1 - 1));
        for change in swaps {
            old = swap(stage, old, change, span.1, random);
        }
    }
}

/// One person's change of phone: the old number ends at `at`, a new one follows within hours and lasts until `end`. In an
/// upheaval everything is new.
fn swap(
    stage: &mut Stage<'_>,
    old: TenureIx,
    (at, upheaval): (Secs, bool),
    end: Secs,
    random: &mut Random,
) -> TenureIx {
    let seat = stage.tenures[old].seat;
    let before = stage.tenures[old].clone();
    let fresh = stage.new_phone(random, before.base);
    let same = !upheaval && random.chance(0.6 - 0.3 * stage.hard);
    let handset = if same { before.handset_at(at) } else { fresh.handset };
    stage.tenures[old].to = at - 1;
    let phone = Phone { handset, home: before.home, ..fresh };
    let new = stage.tenure(seat, phone, (at + random.between(HOUR, 9 * HOUR), end - 1));
    let next = &mut stage.tenures[new];
    next.takes_over = Some(old);
    next.manner = Some(if same { Manner::SameHandset } else { Manner::AllNew });
    if !same {
        next.hardships.push(Hardship::AllNew);
    }
    if upheaval {
        next.hardships.push(Hardship::CrewSwap);
    }
    new
}
