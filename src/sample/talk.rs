//! What people of a crew have to say to one another, to their friends and to the taxi firm.

use super::book::PartyIx;
use super::calendar::{CREW, Rhythm, Secs};
use super::cast::SeatIx;
use super::random::Random;
use super::stage::{Stage, Stream};
use super::traffic::talk;

/// How often two people speak, and at what hours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habit {
    /// Events a day.
    pub(super) per_day: f64,
    pub(super) rhythm: Rhythm,
}

/// Plays what the crew has to say to one another, to friends and to the taxi firm of the town. Only what somebody asked for
/// can ever be told, so talk between two who were not is left out.
pub(super) fn play_crew(stage: &mut Stage<'_>, line: usize, taxis: &[Option<PartyIx>]) {
    let mut random = stage.random(Stream::CrewTraffic, line);
    let story = stage.lines[line].clone();
    let habit = |per_day| Habit { per_day, rhythm: CREW };
    for crew in &story.crews {
        let span = (crew.from, crew.to);
        talk_between(stage, (crew.holder, story.deal), &habit(0.4), span, &mut random);
        for &runner in &crew.runners {
            talk_between(stage, (runner, story.deal), &habit(0.7), span, &mut random);
            talk_between(stage, (crew.holder, runner), &habit(0.3), span, &mut random);
            talk_with(stage, runner, &stage.seats[runner].friends.clone(), &habit(1.1), &mut random);
            let taxi: Vec<_> = stage.seats[runner].towns.iter().filter_map(|&town| taxis[town]).collect();
            talk_with(stage, runner, &taxi, &habit(0.35), &mut random);
        }
        talk_with(stage, crew.holder, &stage.seats[crew.holder].friends.clone(), &habit(1.2), &mut random);
        let taxi: Vec<_> = story.towns.iter().filter_map(|&town| taxis[town]).collect();
        talk_with(stage, crew.holder, &taxi, &habit(0.04), &mut random);
    }
    let taxi: Vec<_> = story.towns.iter().filter_map(|&town| taxis[town]).collect();
    talk_with(stage, story.deal, &taxi, &habit(0.12), &mut random);
}

/// Calls and texts between two users, begun by either.
fn talk_between(
    stage: &mut Stage<'_>,
    seats: (SeatIx, SeatIx),
    habit: &Habit,
    span: (Secs, Secs),
    random: &mut Random,
) {
    if !stage.is_requested(seats.0) && !stage.is_requested(seats.1) {
        return;
    }
    for at in habit.rhythm.times(&stage.calendar, random, habit.per_day, span) {
        let (Some(one), Some(two)) = (stage.phone_of(seats.0, at), stage.phone_of(seats.1, at)) else { continue };
        let (one, two) = (stage.tenures[one].party, stage.tenures[two].party);
        exchange(stage, at, if random.chance(0.5) { (one, two) } else { (two, one) }, random);
    }
}

/// Calls and texts between a user and people who keep their numbers.
pub(super) fn talk_with(stage: &mut Stage<'_>, seat: SeatIx, others: &[PartyIx], habit: &Habit, random: &mut Random) {
    if others.is_empty() || !stage.is_requested(seat) {
        return;
    }
    for tenure in stage.seats[seat].tenures.clone() {
        let span = (stage.tenures[tenure].from, stage.tenures[tenure].to);
        let own = stage.tenures[tenure].party;
        for at in habit.rhythm.times(&stage.calendar, random, habit.per_day, span) {
            // The first of the list is the closest.
            let other = others[random.below(others.len()).min(random.below(others.len()))];
            exchange(stage, at, if random.chance(0.55) { (own, other) } else { (other, own) }, random);
        }
    }
}

/// A call or a text.
fn exchange(stage: &mut Stage<'_>, at: Secs, ends: (PartyIx, PartyIx), random: &mut Random) {
    if random.chance(0.45) {
        stage.text(at, ends);
    } else {
        let secs = talk(random, 60.0);
        stage.call(at, ends, secs);
    }
}
