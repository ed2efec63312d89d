//! People who have nothing to do with any line, and what else puts a fold in doubt: numbers that stop and start by chance,
//! handsets sold on, numbers given to strangers, taxi firms, bulk senders, withheld calls.

use super::Hardship;
use super::book::{Landline, PartyIx};
use super::calendar::{DAY, HOUR, PEOPLE, Rhythm, Secs};
use super::cast::{Manner, SeatIx, TenureIx, TrueRole};
use super::market::Market;
use super::random::Random;
use super::stage::{Phone, Stage, Stream};
use super::talk::{Habit, talk_with};
use super::towns::{COUNT, TownIx};
use crate::domain::Party;

/// How often ordinary people telephone.
const ORDINARY: Habit = Habit { per_day: 1.3, rhythm: PEOPLE };

/// How long a number or a handset rests before a stranger has it.
const REST: Secs = 8 * DAY;

/// The taxi firm of each town that a line works.
pub(super) fn taxis(stage: &mut Stage<'_>) -> Vec<Option<PartyIx>> {
    let mut firms = vec![None; COUNT];
    for line in 0..stage.lines.len() {
        for town in stage.lines[line].towns.clone() {
            if firms[town].is_none() {
                let range = match town {
                    0 => Landline::London,
                    1 => Landline::Birmingham,
                    2 => Landline::Liverpool,
                    _ => Landline::Anywhere,
                };
                firms[town] = Some(stage.book.landline(range));
            }
        }
    }
    firms
}

/// Adds the bystanders whose records were asked for.
pub(super) fn invite(stage: &mut Stage<'_>, market: &Market) {
    let mut random = stage.random(Stream::Bystanders, 0);
    let count = (stage.lines.len() * 2 / 5).max(4);
    let handovers: Vec<_> =
        stage.lines.iter().flat_map(|line| line.handovers.iter().map(|h| (line.towns[0], h.old, h.new))).collect();
    let mut sold: Vec<TenureIx> = handovers
        .iter()
        .filter(|&&(_, old, new)| {
            stage.tenures[new].manner == Some(Manner::AllNew)
                && stage.tenures[old].to + REST + 20 * DAY < stage.calendar.end()
        })
        .map(|&(_, old, _)| old)
        .collect();
    random.shuffle(&mut sold);
    for nth in 0..count {
        let (start, end) = (stage.calendar.start(), stage.calendar.end() - 1);
        let (town, near) = if handovers.is_empty() {
            (stage.lines[0].towns[0], start + (end - start) / 2)
        } else {
            let &(town, old, _) = random.pick(&handovers);
            (town, stage.tenures[old].to)
        };
        let stops = nth % 2 == 0;
        let mut span = if stops {
            (start, near - random.between(0, 6 * HOUR))
        } else {
            (near + random.between(HOUR, 30 * HOUR), end)
        };
        let seat = stage.seat(format!("Bystander {}", nth + 1), TrueRole::Bystander, (None, vec![town]));
        let mut phone = stage.new_phone(&mut random, town);
        if !stops
            && nth % 4 == 1
            && let Some(seller) = sold.pop()
        {
            phone.handset = stage.tenures[seller].handset_at(stage.tenures[seller].to);
            span.0 = stage.tenures[seller].to + random.between(REST, REST + 12 * DAY);
            mark(stage, seller, Hardship::SecondHand);
        }
        if span.1 - span.0 > 2 * DAY {
            stage.tenure(seat, phone, span);
            let friends = 8 + random.below(6);
            stage.seats[seat].friends = stage.book.mobiles(friends);
            know_customers(stage, market, (seat, town), &mut random);
        }
    }
    recycle(stage, &handovers, &mut random);
}

/// In hard worlds a bystander has friends among the customers of the town's lines.
fn know_customers(stage: &mut Stage<'_>, market: &Market, who: (SeatIx, TownIx), random: &mut Random) {
    let (seat, town) = who;
    for nth in 0..stage.seats[seat].friends.len() {
        if random.chance(0.4 * stage.hard)
            && let Some(customer) = market.anybody(town, random)
            && !stage.seats[seat].friends.contains(&customer)
        {
            stage.seats[seat].friends[nth] = customer;
        }
    }
}

/// Notes a hardship on the pair in which `old` is the number before.
fn mark(stage: &mut Stage<'_>, old: TenureIx, hardship: Hardship) {
    let new = stage.lines.iter().flat_map(|l| &l.handovers).find(|h| h.old == old).map(|h| h.new);
    if let Some(new) = new {
        stage.tenures[new].hardships.push(hardship);
    }
}

/// In hard worlds the operator gives some numbers to strangers, weeks after they were given up.
fn recycle(stage: &mut Stage<'_>, handovers: &[(TownIx, TenureIx, TenureIx)], random: &mut Random) {
    for &(town, old, _) in handovers {
        let from = stage.tenures[old].to + random.between(45 * DAY, 70 * DAY);
        if !random.chance(0.08 * stage.hard) || from + 10 * DAY > stage.calendar.end() {
            continue;
        }
        let stranger = stage.seats.len();
        let seat = stage.seat(format!("Stranger {stranger}"), TrueRole::Bystander, (None, vec![town]));
        let before = &stage.tenures[old];
        let (party, operator) = (before.party, before.operator);
        let phone = Phone { operator, ..stage.equip(random, town, party) };
        stage.tenure(seat, phone, (from, stage.calendar.end() - 1));
        stage.seats[seat].friends = stage.book.mobiles(10);
        mark(stage, old, Hardship::Recycled);
    }
}

/// Customers whose records were asked for by mistake: one for every ten lines, one of a pair of rivals if there is one.
pub(super) fn question_customers(stage: &mut Stage<'_>, market: &Market) {
    let mut random = stage.random(Stream::Bystanders, 1);
    for nth in 0..stage.lines.len() / 10 {
        let line = nth * 10 + 1;
        let members = &stage.lines[line].members;
        let steady = |m: &&super::market::Member| market.customers[m.customer].later.is_none();
        let Some(member) = members.iter().filter(steady).max_by(|a, b| a.per_day.total_cmp(&b.per_day)) else {
            continue;
        };
        let customer = &market.customers[member.customer];
        let (town, party) = (customer.town, customer.number);
        let seat = stage.seat(format!("Customer {}", nth + 1), TrueRole::Customer, (None, vec![town]));
        let phone = stage.equip(&mut random, town, party);
        stage.tenure(seat, phone, (stage.calendar.start(), stage.calendar.end() - 1));
        stage.seats[seat].friends = stage.book.mobiles(7);
    }
}

/// Plays what bystanders and customers do, apart from buying.
pub(super) fn play(stage: &mut Stage<'_>, taxis: &[Option<PartyIx>]) {
    let seats: Vec<SeatIx> = (0..stage.seats.len())
        .filter(|&s| matches!(stage.seats[s].role, TrueRole::Bystander | TrueRole::Customer))
        .collect();
    for seat in seats {
        let mut random = stage.random(Stream::Bystanders, 2 + seat);
        let friends = stage.seats[seat].friends.clone();
        talk_with(stage, seat, &friends, &ORDINARY, &mut random);
        let taxi: Vec<_> = stage.seats[seat].towns.iter().filter_map(|&town| taxis[town]).collect();
        talk_with(stage, seat, &taxi, &Habit { per_day: 0.12, ..ORDINARY }, &mut random);
    }
}

/// Texts from networks and bulk senders, calls to voicemail, and calls whose number was withheld, for every number asked for.
pub(super) fn play_senders(stage: &mut Stage<'_>) {
    let names = ["VODAFONE", "PizzaDeals", "PARCEL-INFO"].map(|name| stage.book.other(Party::Sender(name.into())));
    let codes = ["60075", "121"].map(|code| stage.book.other(Party::ShortCode(code.into())));
    let withheld = stage.book.other(Party::Withheld);
    let bulk = stage.book.mobile();
    let flat = Rhythm::FLAT;
    for tenure in 0..stage.tenures.len() {
        if stage.tenures[tenure].window.is_none() {
            continue;
        }
        let mut random = stage.random(Stream::Senders, tenure);
        let (party, span) = (stage.tenures[tenure].party, (stage.tenures[tenure].from, stage.tenures[tenure].to));
        let deal = stage.seats[stage.tenures[tenure].seat].role == TrueRole::DealLine;
        let senders = [(names[0], 0.04), (names[1], 0.03), (names[2], 0.02), (codes[0], 0.03), (bulk, 0.025)];
        for (sender, per_day) in senders {
            for at in flat.times(&stage.calendar, &mut random, per_day, span) {
                stage.text(at, (sender, party));
            }
        }
        for at in flat.times(&stage.calendar, &mut random, if deal { 0.12 } else { 0.03 }, span) {
            let secs = random.between(0, 80);
            stage.call(at, (withheld, party), secs);
        }
        for at in flat.times(&stage.calendar, &mut random, 0.04, span) {
            let secs = random.between(5, 50);
            stage.call(at, (party, codes[1]), secs);
        }
    }
}
