//! Whose records were asked for, and for how long.

use super::Hardship;
use super::calendar::DAY;
use super::cast::{Deck, TenureIx, TrueRole};
use super::random::whole;
use super::stage::{Stage, Stream};

/// Decides for every number whether its records are asked for. Deal lines always are, of their crews about every second
/// runner and every third holder; in hard worlds a number is missed here and there, and some windows are cut.
pub(super) fn ask(stage: &mut Stage<'_>) {
    let mut random = stage.random(Stream::Requests, 0);
    let mut runners = Deck::new(&[true, false]);
    let mut holders = Deck::new(&[true, false, false]);
    for seat in 0..stage.seats.len() {
        let wanted = match stage.seats[seat].role {
            TrueRole::DealLine | TrueRole::Bystander | TrueRole::Customer => true,
            TrueRole::Runner => runners.draw(&mut random),
            TrueRole::Holder => holders.draw(&mut random),
        };
        let tenures = stage.seats[seat].tenures.clone();
        for (nth, &tenure) in tenures.iter().enumerate() {
            let between = nth > 0 && nth + 1 < tenures.len();
            if wanted && !(between && random.chance(0.05 * stage.hard)) {
                let whole_world = (stage.calendar.start(), stage.calendar.end() - 1);
                stage.tenures[tenure].window = Some(whole_world);
                if random.chance(0.12 * stage.hard) {
                    clip(stage, tenure, tenures.get(nth + 1).copied(), &mut random);
                }
            } else if wanted {
                mark(stage, tenures.get(nth + 1).copied(), Hardship::Bridge);
            }
        }
    }
}

/// Cuts the window so that the beginning or the end of the number's life is not told.
fn clip(stage: &mut Stage<'_>, tenure: TenureIx, next: Option<TenureIx>, random: &mut super::random::Random) {
    let (from, to) = (stage.tenures[tenure].from, stage.tenures[tenure].to);
    let life = (to - from) as f64;
    if life < 12.0 * DAY as f64 {
        return;
    }
    if random.chance(0.5) {
        let late = from + whole(random.range(0.1, 0.4) * life);
        stage.tenures[tenure].window = Some((late, stage.calendar.end() - 1));
        if stage.tenures[tenure].manner.is_some() {
            mark(stage, Some(tenure), Hardship::Window);
        }
    } else {
        let early = from + whole(random.range(0.6, 0.9) * life);
        stage.tenures[tenure].window = Some((stage.calendar.start(), early));
        mark(stage, next, Hardship::Window);
    }
}

fn mark(stage: &mut Stage<'_>, tenure: Option<TenureIx>, hardship: Hardship) {
    if let Some(tenure) = tenure {
        stage.tenures[tenure].hardships.push(hardship);
    }
}
