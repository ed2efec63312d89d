//! What shapes stand for, in words: for readers of the screen and of the file. Says only what labels say, so that what is masked
//! stays masked.

use super::Item;
use super::link::Link;
use super::mark::{Form, Mark, name_of};
use super::plan::Plan;
use crate::domain::{Level, count};
use crate::network::{Actor, Network, TieKind};
use std::collections::BTreeMap;

/// Links that are put into words at most; beyond it a picture is not read link by link.
const MOST_LINKS: usize = 1500;

/// The words for every mark, every number of an unfolded line, and every link.
pub(super) fn names(plan: &Plan<'_>) -> BTreeMap<Item, String> {
    let mut names: BTreeMap<Item, String> = plan.marks.iter().map(|mark| (mark.item(), node(mark.actor))).collect();
    for mark in plan.marks.iter().filter(|mark| mark.unfolded.is_some()) {
        let name = name_of(mark.actor);
        for (i, step) in mark.actor.succession.iter().enumerate() {
            let guess = if step.suggested { ", suggested" } else { "" };
            let words = format!("{}, number {} of {name}{guess}", step.number.last_six(), i + 1);
            names.insert(Item::Number(step.number), words);
        }
        if let crate::domain::ActorKey::Line(line) = mark.actor.key {
            names.insert(Item::FoldButton(line), format!("Fold {name}"));
        }
    }
    for link in plan.links.iter().take(MOST_LINKS) {
        names.entry(link.item).or_insert_with(|| tie(link, &plan.marks));
    }
    names
}

/// A node in words.
pub(super) fn node(actor: &Actor) -> String {
    let name = name_of(actor);
    let numbers = count(actor.numbers.into(), "number", "numbers");
    let guess = if actor.suggested { ", holds a suggested fold" } else { "" };
    match Form::of(actor) {
        Form::City => format!("{name}, city, {}, {numbers}", count(actor.lines.into(), "line", "lines")),
        Form::Town => format!("{name}, town, {}, {numbers}", count(actor.lines.into(), "line", "lines")),
        Form::Line => format!("{name}, line of {numbers}{guess}"),
        Form::Asked => format!("{name}, number, {}", count(actor.events, "event", "events")),
        Form::Contact => format!("{name}, contact, {}", count(actor.events, "event", "events")),
    }
}

fn tie(link: &Link<'_>, marks: &[Mark<'_>]) -> String {
    let (a, b) = (name_of(marks[link.ends.0].actor), name_of(marks[link.ends.1].actor));
    let events = count(link.events, "event", "events");
    match link.tie.kind {
        TieKind::Succession if link.tie.suggested => format!("{a} perhaps replaced by {b}"),
        TieKind::Succession => format!("{a} replaced by {b}"),
        TieKind::Contact => format!("{a} and {b}, {events}"),
        TieKind::RunFrom | TieKind::Supplies => {
            format!("{a} to {b}, {}, {events}", count(link.tie.lines.into(), "line", "lines"))
        }
    }
}

/// What the picture shows, in one sentence with counts.
pub(super) fn description(network: &Network) -> String {
    let of = |form: Form| network.actors().filter(|actor| Form::of(actor) == form).count() as u64;
    let parts = [
        count(of(Form::City), "city", "cities"),
        count(of(Form::Line), "line", "lines"),
        count(of(Form::Town), "town", "towns"),
        count(of(Form::Asked), "number", "numbers"),
        count(of(Form::Contact), "contact", "contacts"),
    ];
    let shown: Vec<String> = parts.into_iter().filter(|part| !part.starts_with("0 ")).collect();
    let what = match network.level {
        Level::Places => "Lines from cities to towns",
        Level::Lines => "Lines between cities and towns",
        Level::Numbers => "Numbers and their contacts",
    };
    if shown.is_empty() { format!("{what}: nothing to show.") } else { format!("{what}: {}.", shown.join(", ")) }
}
