//! The play: lines are founded, find customers, replace their numbers, and talk.

use super::asked;
use super::bystander;
use super::calendar::{DAY, HOUR, Secs};
use super::cast::{Manner, TenureIx, TrueRole};
use super::course::{Course, courses};
use super::crew::Crews;
use super::market::Market;
use super::random::Random;
use super::stage::{LineStory, Stage, Stream};
use super::succession::{Habits, deal_numbers};
use super::talk::play_crew;
use super::{Hardship, WorldRequest, traffic};

/// Names that lines go by.
const NAMES: [&str; 60] = [
    "Marco", "Ash", "Ricky", "Jet", "Leo", "Kay", "Tiger", "Sonny", "Flash", "Zed", "Fizz", "Duke", "Nico", "Bishop",
    "Milo", "Rocco", "Spike", "Ziggy", "Otto", "Casper", "Dex", "Finn", "Gus", "Hugo", "Iggy", "Jonah", "Kit", "Lenny",
    "Moss", "Nate", "Ozzy", "Percy", "Quin", "Rafe", "Sully", "Toby", "Vinnie", "Wes", "Yan", "Bear", "Comet", "Dice",
    "Ember", "Fox", "Ghost", "Hawk", "Indigo", "Jinx", "King", "Lucky", "Magic", "North", "Orbit", "Prince", "Rex",
    "Shadow", "Turbo", "Viper", "Wolf", "Ace",
];

/// Everything of a world but the numbers.
pub(super) fn play(request: &WorldRequest) -> (Stage<'_>, Market) {
    let mut stage = Stage::new(request);
    found_lines(&mut stage);
    pass_handsets_round(&mut stage);
    let mut market = Market::new();
    for line in 0..stage.lines.len() {
        market.win(&mut stage, line);
    }
    Market::mark_rivals(&mut stage);
    let taxis = bystander::taxis(&mut stage);
    bystander::invite(&mut stage, &market);
    bystander::question_customers(&mut stage, &market);
    asked::ask(&mut stage);
    for line in 0..stage.lines.len() {
        traffic::play(&mut stage, &market, line);
        play_crew(&mut stage, line, &taxis);
    }
    bystander::play(&mut stage, &taxis);
    bystander::play_senders(&mut stage);
    (stage, market)
}

/// The name of the `index`th line; unique.
fn name(index: usize) -> String {
    let name = NAMES[index % NAMES.len()];
    if index < NAMES.len() { name.to_owned() } else { format!("{name} {}", index / NAMES.len() + 1) }
}

/// Lines, their numbers and their crews.
fn found_lines(stage: &mut Stage<'_>) {
    let mut random = stage.random(Stream::Courses, 0);
    let strike = strike(stage, &mut random);
    let mut habits = Habits::new();
    let mut crews = Crews::new();
    let all = courses(stage.request.lines, stage.hard, &mut random);
    for (index, course) in all.into_iter().enumerate() {
        let struck = strike.as_ref().filter(|strike| strike.1.contains(&index)).map(|strike| strike.0);
        found(stage, index, course, struck, &mut habits, &mut crews);
    }
}

/// In hard worlds: the moment at which the police cut many lines within six hours, and which.
fn strike(stage: &Stage<'_>, random: &mut Random) -> Option<(Secs, Vec<usize>)> {
    let lines = stage.request.lines as usize;
    if lines < 6 || !random.chance(1.4 * stage.hard) {
        return None;
    }
    let day = stage.calendar.days() * (40 + random.below(20)) / 100;
    let mut all: Vec<usize> = (0..lines).collect();
    random.shuffle(&mut all);
    all.truncate((lines / 2).min(15));
    Some((stage.calendar.at(day, 7 * HOUR), all))
}

fn found(
    stage: &mut Stage<'_>,
    index: usize,
    course: Course,
    struck: Option<Secs>,
    habits: &mut Habits,
    crews: &mut Crews,
) {
    let mut random = stage.random(Stream::Line, index);
    let (start, end) = (stage.calendar.start(), stage.calendar.end());
    let whole = end - start;
    let from = if random.chance(0.6) { start } else { start + random.between(0, whole / 4) };
    let to = if random.chance(0.8) { end } else { end - random.between(0, whole / 4) };
    let place = (Some(course.city), course.towns.clone());
    let deal = stage.seat(name(index), TrueRole::DealLine, place);
    let handovers = deal_numbers(stage, deal, (from, to), struck, habits, &mut random);
    let upheavals: Vec<Secs> = marked_times(stage, deal, 0.1, Hardship::CrewSwap, &mut random);
    let changes = marked_times(stage, deal, 0.08, Hardship::Takeover, &mut random);
    let besides = second_phones(stage, deal, &mut random);
    let quiet = random.chance(0.12 * stage.hard);
    if quiet {
        for handover in &handovers {
            stage.tenures[handover.new].hardships.push(Hardship::ShortOrQuiet);
        }
    }
    stage.lines.push(LineStory {
        name: name(index),
        city: course.city,
        towns: course.towns,
        from,
        to,
        deal,
        crews: Vec::new(),
        handovers,
        besides,
        quiet,
        rival: course.rival,
        members: Vec::new(),
    });
    stage.lines[index].crews = crews.hire(stage, index, &changes, &upheavals);
}

/// In hard worlds some replacements bring more: every phone of the crew is changed, or another crew takes over.
fn marked_times(stage: &mut Stage<'_>, deal: usize, share: f64, hardship: Hardship, random: &mut Random) -> Vec<Secs> {
    let mut times = Vec::new();
    for tenure in stage.seats[deal].tenures.clone() {
        if stage.tenures[tenure].manner.is_some() && random.chance(share * stage.hard) {
            stage.tenures[tenure].hardships.push(hardship);
            if hardship == Hardship::Takeover {
                stage.tenures[tenure].home = random.bits();
            }
            times.push(stage.tenures[tenure].from);
        }
    }
    times
}

/// In hard worlds some lines serve part of their customers over a second phone for weeks.
fn second_phones(stage: &mut Stage<'_>, deal: usize, random: &mut Random) -> Vec<(TenureIx, TenureIx)> {
    let mut besides = Vec::new();
    for main in stage.seats[deal].tenures.clone() {
        let (from, to) = (stage.tenures[main].from, stage.tenures[main].to);
        if to - from < 35 * DAY || !random.chance(0.1 * stage.hard) {
            continue;
        }
        let begin = from + random.between(5 * DAY, 12 * DAY);
        let over = (begin + random.between(15 * DAY, 45 * DAY)).min(to - DAY);
        let phone =
            super::stage::Phone { home: stage.tenures[main].home, ..stage.new_phone(random, stage.tenures[main].base) };
        let second = stage.tenure(deal, phone, (begin, over));
        stage.tenures[second].takes_over = Some(main);
        stage.tenures[second].manner = Some(Manner::AllNew);
        stage.tenures[second].hardships = vec![Hardship::Beside, Hardship::AllNew];
        besides.push((main, second));
    }
    let seat = &stage.seats[deal];
    let mut order = seat.tenures.clone();
    order.sort_by_key(|&t| stage.tenures[t].from);
    stage.seats[deal].tenures = order;
    besides
}

/// Where a number came in a handset that somebody of the crew had used: the two take each other's, or the crew member gets
/// a fresh one. In hard worlds handsets also change in the middle of a number's life, and some tell a junk identity.
fn pass_handsets_round(stage: &mut Stage<'_>) {
    for line in 0..stage.lines.len() {
        let mut random = stage.random(Stream::Handsets, line);
        for handover in stage.lines[line].handovers.clone() {
            let begin = stage.tenures[handover.new].from;
            if stage.tenures[handover.new].manner != Some(Manner::CrewHandset) {
                continue;
            }
            let runner = stage.lines[line].crew_at(begin).runners[0];
            let Some(giver) = stage.phone_of(runner, begin) else { continue };
            let given = stage.tenures[giver].handset_at(begin);
            let free = stage.tenures[handover.old].to < begin;
            let returned = if free && random.chance(0.5) {
                let old = &stage.tenures[handover.old];
                old.handset_at(old.to)
            } else {
                stage.tenures[handover.new].handset_at(begin)
            };
            stage.tenures[giver].handsets.push((begin, returned));
            stage.tenures[handover.new].handsets = vec![(begin, given)];
        }
    }
    for tenure in 0..stage.tenures.len() {
        let mut random = stage.random(Stream::JunkHandsets, tenure);
        let (from, to) = (stage.tenures[tenure].from, stage.tenures[tenure].to);
        if random.chance(0.1 * stage.hard) && to - from > 20 * DAY && stage.tenures[tenure].handsets.len() == 1 {
            let fresh = stage.shelf.handset(&mut random);
            stage.tenures[tenure].handsets.push((from + (to - from) / 2, fresh));
        }
        if random.chance(0.05 * stage.hard) {
            let junk = *random.pick(&super::handset::JUNK);
            stage.tenures[tenure].handsets = vec![(from, junk)];
            stage.tenures[tenure].hardships.push(Hardship::JunkHandset);
        }
    }
}
