//! Nodes and links in words: for the note under the pointer and for readers of the screen.

use crate::domain::{ActorKey, AreaKey, count, grouped};
use crate::network::{Actor, Network, TieKind};

/// `Marco, line, London, 3 numbers, 4,005 events`: the accessible name of a node. Says only what the labels say.
pub(super) fn node_name(network: &Network, actor: &Actor) -> String {
    let mut words = vec![actor.label.clone(), kind(actor.key).to_owned()];
    words.extend(origin(network, actor));
    words.extend(figures(actor));
    words.join(", ")
}

/// What the note says under the name: `line, London`.
pub(super) fn subtitle(network: &Network, actor: &Actor) -> String {
    let mut words = vec![kind(actor.key).to_owned()];
    words.extend(origin(network, actor));
    words.join(", ")
}

/// What kind of node it is.
fn kind(key: ActorKey) -> &'static str {
    match key {
        ActorKey::City(_) | ActorKey::UnknownCity => "city",
        ActorKey::Town(_) | ActorKey::UnknownTown => "town",
        ActorKey::Line(_) => "line",
        ActorKey::Number(_) => "number",
    }
}

/// The city a line or number is run from.
fn origin(network: &Network, actor: &Actor) -> Option<String> {
    let area: AreaKey = actor.origin.filter(|_| matches!(actor.key, ActorKey::Line(_) | ActorKey::Number(_)))?;
    network.actor(ActorKey::City(area)).map(|city| city.label.clone())
}

/// Its counts: `6 lines`, `15 numbers`, `4,005 events`.
pub(super) fn figures(actor: &Actor) -> Vec<String> {
    let lines = || count(u64::from(actor.lines), "line", "lines");
    let numbers = || count(u64::from(actor.numbers), "number", "numbers");
    let events = || count(actor.events, "event", "events");
    match actor.key {
        ActorKey::Line(_) => vec![numbers(), events()],
        ActorKey::Number(_) => vec![events()],
        _ => vec![lines(), numbers(), events()],
    }
}

/// A link in words: `London runs Marco: 4,005 events`, one sentence for each tie between the two.
pub(super) fn tie_sentences(network: &Network, a: ActorKey, b: ActorKey) -> Vec<String> {
    let (Some(a), Some(b)) = (network.find(a), network.find(b)) else { return Vec::new() };
    let joins = |from, to| (from == a && to == b) || (from == b && to == a);
    network
        .ties()
        .filter(|(from, to, _)| joins(*from, *to))
        .map(|(from, to, tie)| {
            let (from, to) = (&network.graph[from].label, &network.graph[to].label);
            let what = match tie.kind {
                TieKind::RunFrom => format!("{to} is run from {from}"),
                TieKind::Supplies => format!("{from} supplies {to}"),
                TieKind::Succession => format!("{to} took over from {from}"),
                TieKind::Contact => format!("{from} and {to} were in contact"),
            };
            let mut figures =
                vec![format!("{} {}", grouped(tie.events), if tie.events == 1 { "event" } else { "events" })];
            if tie.lines > 1 {
                figures.push(count(u64::from(tie.lines), "line", "lines"));
            }
            let suggested = if tie.suggested { " (suggested)" } else { "" };
            format!("{what}{suggested}: {}", figures.join(", "))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Level, LineKey, Msisdn};
    use crate::network::Tie;

    fn actor(key: ActorKey, label: &str, origin: Option<AreaKey>) -> Actor {
        Actor {
            key,
            label: label.to_owned(),
            origin,
            position: None,
            lines: 1,
            numbers: 3,
            events: 4005,
            suggested: false,
            requested: true,
            succession: Vec::new(),
        }
    }

    #[test]
    fn a_node_and_its_links_are_told_in_words() {
        let (area, line) = (AreaKey(1), ActorKey::Line(LineKey(Msisdn::from_digits(447_700_900_112))));
        let mut network = Network::new(Level::Lines, vec![area]);
        let city = network.add(actor(ActorKey::City(area), "London", Some(area)));
        let marco = network.add(actor(line, "Marco", Some(area)));
        let tie =
            Tie { kind: TieKind::RunFrom, origin: Some(area), events: 4005, lines: 1, numbers: 3, suggested: false };
        network.graph.add_edge(city, marco, tie);
        let name = |key| node_name(&network, network.actor(key).unwrap());
        assert_eq!(name(line), "Marco, line, London, 3 numbers, 4,005 events");
        assert_eq!(name(ActorKey::City(area)), "London, city, 1 line, 3 numbers, 4,005 events");
        let told = tie_sentences(&network, line, ActorKey::City(area));
        assert_eq!(told, ["Marco is run from London: 4,005 events"]);
    }
}
