//! What a reader of the folder is told: where it comes from, what it holds, and the true answer in words.

use super::files::{damage, record_files, records_in_words};
use super::truth::TrueLine;
use super::world::World;
use super::{Hardship, TrueRole};
use crate::domain::{DialPlan, Zone, count, grouped};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Lines told one by one; the rest of a large world is in the truth alone.
const TOLD: usize = 60;

/// The page.
pub(super) fn readme(world: &World) -> String {
    let mut page = String::new();
    head(world, &mut page);
    files(world, &mut page);
    lines(world, &mut page);
    others(world, &mut page);
    page
}

/// Writing into a `String` cannot fail; its result is dropped here and nowhere else.
macro_rules! say {
    ($page:expr, $($words:tt)*) => {
        let _cannot_fail = writeln!($page, $($words)*);
    };
}

fn head(world: &World, page: &mut String) {
    let request = &world.request;
    let zone = Zone::london();
    say!(page, "# {}\n", world.operation);
    say!(page, "An invented operation. No person, number, handset or mast in it is real.");
    if world.fiction {
        say!(page, "Every telephone number is from the ranges that Ofcom keeps for fiction.");
    } else {
        say!(
            page,
            "Mobile numbers are from 07603 to 07607: no network holds them. The ranges for fiction are too small for"
        );
        say!(page, "this world; landlines are from them.");
    }
    say!(page, "Handsets bear type codes that are not allocated; SIMs are of the test network 001-01.\n");
    say!(
        page,
        "{} over {} days from {}, made by\n\n    linefold sample --out FOLDER --lines {} --days {} --seed {} --hard {}\n",
        count(u64::from(request.lines), "deal line", "deal lines"),
        request.days,
        request.start.date(&zone),
        request.lines,
        request.days,
        request.seed,
        request.hard
    );
}

fn files(world: &World, page: &mut String) {
    say!(page, "## Files\n");
    say!(page, "{} records from four operators, each in its own layout:\n", records_in_words(world));
    say!(page, "| file | records | rows that cannot be read | rows told twice over |");
    say!(page, "|---|---:|---:|---:|");
    for (name, rows) in record_files(world) {
        let damage = damage(world, name);
        say!(page, "| {name} | {} | {} | {} |", grouped(rows as u64), damage.broken, damage.duplicate);
    }
    say!(
        page,
        "\nRows that cannot be read are copies of sound ones with one fault each. Northcell has a preamble, a blank row among"
    );
    say!(page, "the records and a footer; the header of Bluepath comes again in the middle.");
    say!(page, "An event between two requested numbers is told by both returns, sometimes a second apart.");
    say!(
        page,
        "`orders.csv`: blocking orders. `attributions.csv`: what officers say of some numbers. `number_places.csv`:"
    );
    say!(page, "where some customers live. `cell_sites.csv`: where the cells of Bluepath and Merewave stand.");
    say!(
        page,
        "`truth.csv`: the true answer for every requested number. The program never reads it; `linefold score` does.\n"
    );
}

fn lines(world: &World, page: &mut String) {
    let deals: Vec<_> = world.lines.iter().filter(|l| l.role == TrueRole::DealLine).collect();
    let numbers: usize = deals.iter().map(|l| l.numbers.len()).sum();
    say!(page, "## The true answer\n");
    say!(
        page,
        "{} with {}.\n",
        count(deals.len() as u64, "deal line", "deal lines"),
        count(numbers as u64, "number", "numbers")
    );
    for line in deals.iter().take(TOLD) {
        tell(line, page);
    }
    if deals.len() > TOLD {
        say!(page, "The other {} are in `truth.csv`.\n", grouped((deals.len() - TOLD) as u64));
    }
}

fn tell(line: &TrueLine, page: &mut String) {
    let zone = Zone::london();
    let course = if line.towns.iter().all(|town| *town == line.city) {
        format!("within {}", line.city)
    } else {
        format!("{} to {}", line.city, line.towns.join(" and "))
    };
    say!(page, "**{}**, {course}\n", line.name);
    for (nth, number) in line.numbers.iter().enumerate() {
        let shown = number.number.national(&DialPlan::GREAT_BRITAIN);
        let (first, last) = (number.first_seen.date_time(&zone), number.last_seen.date_time(&zone));
        let how = if number.how.is_empty() { String::new() } else { format!("; {}", number.how) };
        say!(page, "{}. {shown}, {first} to {last}{how}", nth + 1);
    }
    say!(page, "");
}

fn others(world: &World, page: &mut String) {
    let of = |role: TrueRole| world.lines.iter().filter(move |l| l.role == role);
    say!(page, "## Who else was asked for\n");
    for (role, one, many) in [
        (TrueRole::Runner, "runner", "runners"),
        (TrueRole::Holder, "holder", "holders"),
        (TrueRole::Customer, "customer", "customers"),
        (TrueRole::Bystander, "bystander", "bystanders"),
    ] {
        let (users, numbers) = (of(role).count(), of(role).map(|l| l.numbers.len()).sum::<usize>());
        say!(page, "- {} with {}", count(users as u64, one, many), count(numbers as u64, "number", "numbers"));
    }
    traps(world, page);
}

/// Each hardship and how many pairs it touches, the commonest first.
fn hardships(world: &World) -> Vec<(Hardship, u64)> {
    let mut counts: BTreeMap<Hardship, u64> = BTreeMap::new();
    for hardship in world.lines.iter().flat_map(|l| &l.numbers).flat_map(|n| &n.why_hard) {
        *counts.entry(*hardship).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(hardship, count)| (std::cmp::Reverse(count), hardship));
    counts
}

fn traps(world: &World, page: &mut String) {
    let hardships = hardships(world);
    let met = |hardship| hardships.iter().any(|h| h.0 == hardship);
    say!(page, "\n## Traps\n");
    if met(Hardship::Rival) || met(Hardship::SameCityRival) {
        say!(page, "- Two lines, rivals, sell in one town and share about half of their customers there.");
    }
    if met(Hardship::SecondHand) {
        say!(page, "- A handset that a line gave up turns up with a bystander.");
    }
    for trap in [
        "Bystanders stop and start telephoning just when a line replaces its number; they have nothing to do with it.",
        "Everybody in a town calls its taxi firm; everybody gets texts from bulk senders; some calls are withheld.",
        "Runners ring customers of their line, and change phones themselves.",
        "Some customers change their number; some never follow the line to its new one.",
    ] {
        say!(page, "- {trap}");
    }
    if !hardships.is_empty() {
        say!(page, "\n## What makes it hard\n");
        say!(page, "| of the replacement | replacements |\n|---|---:|");
        for (hardship, count) in hardships {
            say!(page, "| {} | {} |", hardship.label(), grouped(count));
        }
    }
}
