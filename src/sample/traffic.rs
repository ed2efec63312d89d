//! What goes over a deal line: orders, call-backs, word to the runners, and flares (bulk texts to customers).

use super::calendar::{HOUR, ORDERS, Secs};
use super::cast::TenureIx;
use super::market::{Market, Member};
use super::random::Random;
use super::stage::{LineStory, Stage, Stream};

/// When flares go out: late in the morning, and when people leave work.
const FLARES: [(Secs, Secs); 2] = [(10 * HOUR, 12 * HOUR), (16 * HOUR, 18 * HOUR)];

/// Plays all traffic of one line with its customers.
pub(super) fn play(stage: &mut Stage<'_>, market: &Market, line: usize) {
    let mut random = stage.random(Stream::Traffic, line);
    let story = stage.lines[line].clone();
    for member in &story.members {
        let times = ORDERS.times(&stage.calendar, &mut random, member.per_day, (member.from, member.to));
        for at in times {
            order(stage, market, &story, member, at, &mut random);
        }
    }
    for &number in &stage.seats[story.deal].tenures.clone() {
        flares(stage, market, &story, number, &mut random);
    }
}

/// How long a call lasts, in seconds; 0 where nobody answers.
pub(super) fn talk(random: &mut Random, mean: f64) -> i64 {
    if random.chance(0.07) { 0 } else { 6 + random.wait_secs(mean).min(1_500) }
}

fn order(stage: &mut Stage<'_>, market: &Market, story: &LineStory, member: &Member, at: Secs, random: &mut Random) {
    let Some(number) = member.dials_at(at) else { return };
    let buyer = market.customers[member.customer].number_at(at);
    let line = stage.tenures[number].party;
    if !stage.tenures[number].live_at(at) {
        // The number is given up. Where its SIM still rings at the operator, the call is told, unanswered.
        let gone = at - stage.tenures[number].to;
        let rings = story.handovers.iter().any(|h| h.old == number && (0..h.residual).contains(&gone));
        if rings {
            stage.call(at, (buyer, line), 0);
        }
        return;
    }
    if random.chance(0.28) {
        stage.text(at, (buyer, line));
        if random.chance(0.5) {
            later(stage, number, at + random.between(40, 1_500), |stage, at| stage.text(at, (line, buyer)));
        }
    } else {
        let secs = talk(random, 35.0);
        stage.call(at, (buyer, line), secs);
        if secs == 0 || random.chance(0.15) {
            let secs = talk(random, 25.0);
            later(stage, number, at + random.between(120, 2_400), |stage, at| stage.call(at, (line, buyer), secs));
        }
    }
    dispatch(stage, story, (number, at), (line, buyer), random);
}

/// Passes an order on to a runner, who may ring the customer when he is near.
fn dispatch(stage: &mut Stage<'_>, story: &LineStory, from: (TenureIx, Secs), ends: (u32, u32), random: &mut Random) {
    let (number, at) = from;
    let (line, buyer) = ends;
    if !random.chance(0.28) {
        return;
    }
    let runner = *random.pick(&story.crew_at(at).runners);
    let sent = at + random.between(30, 400);
    let Some(phone) = stage.phone_of(runner, sent) else { return };
    let party = stage.tenures[phone].party;
    if random.chance(0.6) {
        later(stage, number, sent, |stage, at| stage.text(at, (line, party)));
    } else {
        let secs = talk(random, 20.0);
        later(stage, number, sent, |stage, at| stage.call(at, (line, party), secs));
    }
    if random.chance(0.3) {
        let secs = talk(random, 12.0);
        later(stage, phone, sent + random.between(600, 3_000), |stage, at| stage.call(at, (party, buyer), secs));
    }
}

/// Does something at `at` if the number is still in use then.
fn later(stage: &mut Stage<'_>, number: TenureIx, at: Secs, event: impl FnOnce(&mut Stage<'_>, Secs)) {
    if stage.tenures[number].live_at(at) {
        event(stage, at);
    }
}

/// Bulk texts from one number of the line to many who dial it.
fn flares(stage: &mut Stage<'_>, market: &Market, story: &LineStory, number: TenureIx, random: &mut Random) {
    let tenure = stage.tenures[number].clone();
    let mut day = stage.calendar.day_of(tenure.from).0 + random.below(4);
    while day < stage.calendar.days() && stage.calendar.at(day, 0) < tenure.to {
        let (from, to) = *random.pick(&FLARES);
        let mut at = stage.calendar.at(day, random.between(from, to));
        for member in &story.members {
            let theirs = (member.from..member.to).contains(&at) && member.dials_at(at) == Some(number);
            if theirs && tenure.live_at(at) && random.chance(0.4) {
                let buyer = market.customers[member.customer].number_at(at);
                stage.text(at, (tenure.party, buyer));
                at += random.between(3, 20);
            }
        }
        day += 4 + random.below(7);
    }
}
