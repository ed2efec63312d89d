//! How a deal line replaces its numbers: when, with what phone, and how its customers hear of it.

use super::Hardship;
use super::calendar::{DAY, HOUR, Secs};
use super::cast::{Deck, Manner, SeatIx, TenureIx};
use super::random::{Random, whole};
use super::stage::{Handover, Phone, Stage};
use super::towns::TownIx;

/// What every line draws from, so that even a small world has each kind of replacement.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    kinds: Deck<(Manner, bool)>,
    lengths: Deck<f64>,
    told: Deck<f64>,
}

impl Habits {
    /// Fresh packs.
    pub(super) fn new() -> Self {
        Self {
            // What goes on, and whether a blocking order made it needful.
            kinds: Deck::new(&[
                (Manner::SameHandset, true),
                (Manner::AllNew, true),
                (Manner::SameHandset, false),
                (Manner::AllNew, false),
                (Manner::SameHandset, false),
            ]),
            lengths: Deck::new(&[0.5, 0.9, 1.0, 1.1, 1.5]),
            told: Deck::new(&[0.9, 0.85, 0.8, 0.7, 0.55]),
        }
    }
}

/// One replacement as planned, before there are numbers.
#[derive(Clone, Debug)]
struct Plan {
    manner: Manner,
    /// An order blocks the old number at its end.
    ordered: bool,
    /// Seconds from the end of the old number to the beginning of the new; negative where both are live.
    gap: Secs,
    told: f64,
    from_old: bool,
    spread: Secs,
    follow: f64,
    learn_days: f64,
    residual: Secs,
    moves: bool,
    hardships: Vec<Hardship>,
}

/// Ends of the numbers of a line: when each but the last is given up, and whether the police cut it then.
fn ends(
    stage: &Stage<'_>,
    span: (Secs, Secs),
    strike: Option<Secs>,
    habits: &mut Habits,
    random: &mut Random,
) -> Vec<(Secs, bool)> {
    let life_days = (span.1 - span.0) as f64 / DAY as f64;
    let count = whole(habits.lengths.draw(random) * life_days / (85.0 - 35.0 * stage.hard) + 0.5).max(1);
    let piece = (span.1 - span.0) / count;
    let mut ends: Vec<(Secs, bool)> = Vec::new();
    for k in 1..count {
        let mut at = span.0 + piece * k + random.between(-piece / 4, piece / 4);
        if random.chance(0.12 * stage.hard) {
            // A number that is given up after a few days.
            at = ends.last().map_or(span.0, |e| e.0) + random.between(3 * DAY, 7 * DAY);
        }
        let (day, _) = stage.calendar.day_of(at);
        ends.push((stage.calendar.at(day, random.between(10 * HOUR, 20 * HOUR)), false));
    }
    if let Some(at) = strike
        && (span.0 + 5 * DAY..span.1 - 5 * DAY).contains(&at)
    {
        ends.retain(|end| (end.0 - at).abs() > 8 * DAY);
        ends.push((at + random.between(0, 6 * HOUR), true));
    }
    ends.sort_unstable();
    ends.dedup_by_key(|end| end.0 / (2 * DAY));
    ends
}

/// What is drawn for a replacement.
fn plan(hard: f64, cut: bool, habits: &mut Habits, random: &mut Random) -> Plan {
    let (manner, ordered) = habits.kinds.draw(random);
    let mut plan = Plan {
        manner,
        ordered: ordered || cut,
        gap: 0,
        told: habits.told.draw(random),
        from_old: false,
        spread: random.between(20 * 60, HOUR),
        follow: 0.94,
        learn_days: 2.0,
        residual: 0,
        moves: false,
        hardships: Vec::new(),
    };
    plan.gap = gap(&mut plan, hard, cut, random);
    harden_phone(&mut plan, hard, random);
    harden_news(&mut plan, hard, random);
    plan
}

fn gap(plan: &mut Plan, hard: f64, cut: bool, random: &mut Random) -> Secs {
    if cut {
        plan.hardships.push(Hardship::Strike);
        return random.between(HOUR, 3 * DAY);
    }
    if random.chance(0.13 * hard) {
        plan.hardships.push(Hardship::LongSilence);
        return random.between(3 * DAY, 14 * DAY);
    }
    if plan.ordered {
        return random.between(35 * 60, 75 * 60);
    }
    if random.chance(0.25 * hard) {
        plan.hardships.push(Hardship::Overlap);
        return -random.between(8 * HOUR, 5 * DAY);
    }
    match random.weighted(&[5, 3, 1]) {
        0 => random.between(HOUR, 4 * HOUR),
        1 => random.between(4 * HOUR, 14 * HOUR),
        _ => random.between(20 * HOUR, 44 * HOUR),
    }
}

fn harden_phone(plan: &mut Plan, hard: f64, random: &mut Random) {
    if plan.manner == Manner::SameHandset && random.chance(0.45 * hard) {
        plan.manner = Manner::AllNew;
    } else if random.chance(0.12 * hard) {
        plan.manner = Manner::CrewHandset;
        plan.hardships.push(Hardship::Inherited);
    } else if !plan.ordered && random.chance(0.06) {
        plan.manner = Manner::SameSim;
    }
    if plan.gap < 0 && matches!(plan.manner, Manner::SameHandset | Manner::SameSim) {
        // Two numbers that are live at once are not in one handset, nor on one SIM.
        plan.manner = Manner::AllNew;
    }
    if plan.manner == Manner::AllNew {
        plan.hardships.push(Hardship::AllNew);
    }
    if random.chance(0.2 * hard) {
        plan.moves = true;
        plan.hardships.push(Hardship::OtherPlace);
    }
}

fn harden_news(plan: &mut Plan, hard: f64, random: &mut Random) {
    let news = random.unit();
    if news < 0.18 * hard {
        plan.told = 0.0;
        plan.learn_days = random.range(2.0, 5.0);
        plan.hardships.push(Hardship::WordOfMouth);
    } else if news < 0.33 * hard {
        plan.told = random.range(0.12, 0.4);
        plan.hardships.push(Hardship::FewTold);
    }
    if plan.told > 0.0 && !plan.ordered && random.chance(0.2 * hard) {
        plan.from_old = true;
        plan.hardships.push(Hardship::AnnouncedFromOld);
    }
    if plan.told > 0.0 && random.chance(0.2 * hard) {
        plan.spread = 2 * DAY;
        plan.hardships.push(Hardship::AnnouncedInStages);
    }
    if random.chance(0.2 * hard) {
        plan.follow = random.range(0.4, 0.7);
        plan.hardships.push(Hardship::FewFollowed);
    }
    if !plan.ordered && random.chance(0.4 * hard) {
        plan.residual = random.between(7 * DAY, 30 * DAY);
        plan.hardships.push(Hardship::ResidualCalls);
    }
}

/// The numbers of a deal line over `span`, each with the way it was handed over.
pub(super) fn deal_numbers(
    stage: &mut Stage<'_>,
    deal: SeatIx,
    span: (Secs, Secs),
    strike: Option<Secs>,
    habits: &mut Habits,
    random: &mut Random,
) -> Vec<Handover> {
    let city = stage.seats[deal].city.unwrap_or(0);
    let ends = ends(stage, span, strike, habits, random);
    let mut handovers = Vec::new();
    let phone = stage.new_phone(random, city);
    let mut old = stage.tenure(deal, phone, (span.0, span.1 - 1));
    for &(end, cut) in &ends {
        let plan = plan(stage.hard, cut, habits, random);
        // An order bites at the full hour.
        let end = if plan.ordered && !cut { end - end.rem_euclid(HOUR) } else { end };
        let begin = end + plan.gap;
        if begin >= span.1 - 2 * DAY || begin <= stage.tenures[old].from + DAY {
            continue;
        }
        stage.tenures[old].to = end - 1;
        if plan.ordered {
            stage.tenures[old].blocked = Some(end);
        }
        let phone = next_phone(stage, old, &plan, city, random);
        let new = stage.tenure(deal, phone, (begin, span.1 - 1));
        let next = &mut stage.tenures[new];
        next.takes_over = Some(old);
        next.manner = Some(plan.manner);
        next.told = Some(plan.told);
        next.hardships = plan.hardships;
        handovers.push(Handover {
            old,
            new,
            told: plan.told,
            from_old: plan.from_old,
            spread: plan.spread,
            follow: plan.follow,
            learn_days: plan.learn_days,
            residual: plan.residual,
        });
        old = new;
    }
    mark_short(stage, &handovers);
    handovers
}

/// The phone the new number comes in.
fn next_phone(stage: &mut Stage<'_>, old: TenureIx, plan: &Plan, city: TownIx, random: &mut Random) -> Phone {
    let fresh = stage.new_phone(random, city);
    let before = &stage.tenures[old];
    let home = if plan.moves { fresh.home } else { before.home };
    let base = if plan.moves && random.chance(0.3) {
        stage.seats[before.seat].towns.first().copied().unwrap_or(city)
    } else {
        before.base
    };
    let mut phone = Phone { base, home, ..fresh };
    match plan.manner {
        Manner::SameHandset => phone.handset = before.handset_at(before.to),
        Manner::SameSim => {
            phone.handset = before.handset_at(before.to);
            phone.sim = before.sim;
            phone.operator = before.operator;
        }
        Manner::AllNew | Manner::CrewHandset => {}
    }
    phone
}

/// Says of each pair with a number that lived less than nine days that this makes it hard.
fn mark_short(stage: &mut Stage<'_>, handovers: &[Handover]) {
    for handover in handovers {
        let short = |t: TenureIx| stage.tenures[t].to - stage.tenures[t].from < 9 * DAY;
        if short(handover.old) || short(handover.new) {
            stage.tenures[handover.new].hardships.push(Hardship::ShortOrQuiet);
        }
    }
}
