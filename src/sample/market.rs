//! Customers: who buys from which line, how often, and by which of its numbers.

use super::Hardship;
use super::book::PartyIx;
use super::calendar::{DAY, Secs};
use super::cast::TenureIx;
use super::random::{Random, whole};
use super::stage::{Handover, LineStory, Stage, Stream};
use super::towns::{COUNT, TownIx};

/// Index of a customer.
pub(super) type CustomerIx = usize;

/// A buyer. Some change their number once.
#[derive(Clone, Debug)]
pub(super) struct Customer {
    pub(super) town: TownIx,
    pub(super) number: PartyIx,
    /// A later number, and from when.
    pub(super) later: Option<(Secs, PartyIx)>,
}

impl Customer {
    /// The number in use at `at`.
    pub(super) fn number_at(&self, at: Secs) -> PartyIx {
        match self.later {
            Some((from, number)) if from <= at => number,
            _ => self.number,
        }
    }
}

/// A customer of one line.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) customer: CustomerIx,
    pub(super) from: Secs,
    pub(super) to: Secs,
    /// Orders a day, on average.
    pub(super) per_day: f64,
    /// Which number of the line is dialled, by the moment from which.
    pub(super) dials: Vec<(Secs, TenureIx)>,
}

impl Member {
    /// The number of the line this customer dials at `at`.
    pub(super) fn dials_at(&self, at: Secs) -> Option<TenureIx> {
        let next = self.dials.partition_point(|&(from, _)| from <= at);
        next.checked_sub(1).map(|i| self.dials[i].1)
    }
}

/// All customers of a world, by town.
#[derive(Clone, Debug)]
pub(super) struct Market {
    pub(super) customers: Vec<Customer>,
    by_town: Vec<Vec<CustomerIx>>,
    /// Customers whom a line lost, by town: from when, and who.
    lost: Vec<Vec<(Secs, CustomerIx)>>,
}

impl Market {
    /// No customers yet.
    pub(super) fn new() -> Self {
        Self { customers: Vec::new(), by_town: vec![Vec::new(); COUNT], lost: vec![Vec::new(); COUNT] }
    }

    /// Finds customers for a line, some of them those of its rival or of others in the town, and lets them hear of each
    /// new number.
    pub(super) fn win(&mut self, stage: &mut Stage<'_>, line: usize) {
        let mut random = stage.random(Stream::Market, line);
        let story = stage.lines[line].clone();
        let most = if stage.request.lines <= 12 { 60.0 } else { 120.0 };
        let luck = random.unit();
        let regulars = if story.quiet { random.between(9, 15) } else { 30 + whole(most * luck * luck) };
        let busy = if story.quiet { 0.6 } else { 1.0 };
        let later = regulars / 6;
        let mut shared =
            story.rival.map(|rival| self.poached(&stage.lines[rival], regulars, &mut random)).unwrap_or_default();
        let mut members: Vec<Member> = Vec::new();
        for nth in 0..regulars + later {
            let from = if nth < regulars { story.from } else { random.between(story.from, story.to) };
            let customer = shared.pop().unwrap_or_else(|| self.find(stage, &story, (&members, from), &mut random));
            let leaves = random.chance(0.15);
            let to = if leaves { random.between(from, story.to) } else { story.to };
            let u = random.unit();
            members.push(Member { customer, from, to, per_day: busy * (0.03 + 0.21 * u * u * u), dials: Vec::new() });
        }
        for member in &mut members {
            self.hear(stage, &story, member, &mut random);
            if member.to < stage.calendar.end() {
                self.lost[self.customers[member.customer].town].push((member.to, member.customer));
            }
        }
        stage.lines[line].members = members;
    }

    /// About half of the rival's customers who live in the shared town.
    fn poached(&self, rival: &LineStory, most: i64, random: &mut Random) -> Vec<CustomerIx> {
        let town = rival.towns[0];
        let mut theirs: Vec<_> = rival
            .members
            .iter()
            .map(|m| m.customer)
            .filter(|&c| self.customers[c].town == town && random.chance(0.5))
            .collect();
        theirs.truncate(usize::try_from(most).unwrap_or(0) * 6 / 10);
        theirs
    }

    /// A customer of one of the line's towns for the members there are, who joins at a moment: mostly a new one, now and then one
    /// who buys from others as well or has lost his line.
    fn find(
        &mut self,
        stage: &mut Stage<'_>,
        story: &LineStory,
        joining: (&[Member], Secs),
        random: &mut Random,
    ) -> CustomerIx {
        let town = if random.chance(0.65) { story.towns[0] } else { *random.pick(&story.towns) };
        let (members, from) = joining;
        let stranger = |customer: CustomerIx| members.iter().all(|m| m.customer != customer);
        // Who has lost his line looks for another.
        let lost = &self.lost[town];
        if !lost.is_empty() && random.chance(0.25) {
            let &(since, customer) = random.pick(lost);
            if since <= from && stranger(customer) {
                return customer;
            }
        }
        let there = &self.by_town[town];
        if !there.is_empty() && random.chance(0.08 + 0.2 * stage.hard) {
            let known = *random.pick(there);
            if stranger(known) {
                return known;
            }
        }
        let number = stage.book.mobile();
        let later = random.chance(0.05).then(|| {
            let from = random.between(story.from, story.to);
            (from, stage.book.mobile())
        });
        self.customers.push(Customer { town, number, later });
        let index = self.customers.len() - 1;
        self.by_town[town].push(index);
        index
    }

    /// Which numbers of the line the customer dials from when on; announcements are sent on the way.
    fn hear(&self, stage: &mut Stage<'_>, story: &LineStory, member: &mut Member, random: &mut Random) {
        let current = stage.seats[story.deal].tenures.iter().copied().find(|&t| stage.tenures[t].to >= member.from);
        let Some(first) = current else { return };
        member.dials.push((member.from, first));
        for handover in &story.handovers {
            let (end, begin) = (stage.tenures[handover.old].to, stage.tenures[handover.new].from);
            if end < member.from || begin > member.to {
                continue;
            }
            match self.news(stage, handover, member, random) {
                Some(heard) if random.chance(handover.follow) => member.dials.push((heard, handover.new)),
                // Told or not, this one stays away.
                _ => {
                    let tries = end + whole(random.range(0.0, 1.0) * handover.residual as f64);
                    member.to = member.to.min(tries);
                    break;
                }
            }
        }
        second_phone(stage, story, member, random);
    }

    /// When the customer hears of the new number: by text from the line, or from others.
    fn news(&self, stage: &mut Stage<'_>, handover: &Handover, member: &Member, random: &mut Random) -> Option<Secs> {
        let (old, new) = (&stage.tenures[handover.old], &stage.tenures[handover.new]);
        let number = |at| self.customers[member.customer].number_at(at);
        if random.chance(handover.told) {
            let begun = if handover.from_old { old.to.min(new.from) - handover.spread } else { new.from + 120 };
            let at = begun + random.between(0, handover.spread);
            let ends = (if handover.from_old { old.party } else { new.party }, number(at));
            let known = at.max(new.from);
            stage.text(at, ends);
            return Some(known);
        }
        let heard = new.from + random.wait_secs(handover.learn_days * DAY as f64);
        (heard < member.to && random.chance(0.85)).then_some(heard)
    }

    /// Somebody of this town who buys from a line, if anybody does.
    pub(super) fn anybody(&self, town: TownIx, random: &mut Random) -> Option<PartyIx> {
        let there = &self.by_town[town];
        (!there.is_empty()).then(|| self.customers[*random.pick(there)].number)
    }

    /// Marks every pair of a line that shares customers on purpose.
    pub(super) fn mark_rivals(stage: &mut Stage<'_>) {
        for line in 0..stage.lines.len() {
            let Some(rival) = stage.lines[line].rival else { continue };
            let same_city = stage.lines[line].city == stage.lines[rival].city;
            let hardship = if same_city { Hardship::SameCityRival } else { Hardship::Rival };
            for touched in [line, rival] {
                for handover in stage.lines[touched].handovers.clone() {
                    let hardships = &mut stage.tenures[handover.new].hardships;
                    if !hardships.contains(&hardship) {
                        hardships.push(hardship);
                    }
                }
            }
        }
    }
}

/// Some customers are served by the second phone while there is one.
fn second_phone(stage: &Stage<'_>, story: &LineStory, member: &mut Member, random: &mut Random) {
    for &(main, second) in &story.besides {
        let (from, to) = (stage.tenures[second].from, stage.tenures[second].to);
        if member.dials_at(from) != Some(main) || !random.chance(0.4) {
            continue;
        }
        let after: Vec<_> = member.dials.iter().copied().filter(|d| d.0 >= to).collect();
        let back = member.dials_at(to).unwrap_or(main);
        member.dials.retain(|d| d.0 < from);
        member.dials.push((from + random.between(0, 3 * DAY).min(to - from), second));
        member.dials.push((to, back));
        member.dials.extend(after);
    }
}
