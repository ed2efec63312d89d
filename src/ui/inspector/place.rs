//! A city or town: which lines are run from it and which sell in it.

use super::fact::fact;
use super::lines_list;
use crate::domain::{ActorKey, AreaKey, Level, LineKey, grouped};
use crate::network::{Network, TieKind};
use crate::place::Gazetteer;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, line, paint_start, rule, section_heading};
use eframe::egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows what is known of a city or a town.
pub(super) fn place_ui(ctx: &UiCtx<'_>, key: ActorKey, ui: &mut Ui) {
    let network = ctx.session.derived().network(Level::Lines);
    let places = ctx.session.derived().network(Level::Places);
    let Some(actor) = places.actor(key).or_else(|| network.actor(key)) else { return };
    heading_ui(ctx, key, &actor.label, network, ui);
    fact(ctx, ui, "Lines", &grouped(u64::from(actor.lines)));
    fact(ctx, ui, "Numbers", &grouped(u64::from(actor.numbers)));
    fact(ctx, ui, "Events", &grouped(actor.events));
    if let Some(force) = force_of(key) {
        fact(ctx, ui, "Force", force);
    }
    let (run, sold) = lines_at(network, key);
    for (title, lines) in [("Lines run from here", run), ("Lines that sell here", sold)] {
        if !lines.is_empty() {
            rule(ui, ctx.theme);
            section_heading(ui, ctx.theme, title, "numbers, events", 0.0);
            lines_list(ctx, &lines, ui);
        }
    }
}

fn heading_ui(ctx: &UiCtx<'_>, key: ActorKey, label: &str, network: &Network, ui: &mut Ui) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, label));
    let y = rect.center().y;
    let at = pos2(rect.left() + 6.0, y);
    let is_city = matches!(key, ActorKey::City(_) | ActorKey::UnknownCity);
    if is_city {
        let rank = area_of(key).and_then(|area| network.origins.iter().position(|&o| o == area));
        ui.painter().circle_filled(at, 6.0, color(theme.hue(rank)));
    } else {
        Icon::Town.paint(ui.painter(), at, color(theme.town_line));
    }
    let heading = line(ui, label, Type::Heading, color(theme.text), rect.width() - 70.0);
    let end = paint_start(ui, &heading, rect.left() + 20.0, y);
    let kind = line(ui, if is_city { "city" } else { "town" }, Type::Body, color(theme.second), 60.0);
    paint_start(ui, &kind, end + 8.0, y + 1.5);
    ui.add_space(6.0);
}

fn area_of(key: ActorKey) -> Option<AreaKey> {
    match key {
        ActorKey::City(area) | ActorKey::Town(area) => Some(area),
        _ => None,
    }
}

/// The police force a place lies in.
fn force_of(key: ActorKey) -> Option<&'static str> {
    Gazetteer::embedded().area(area_of(key)?)?.force
}

/// Lines run from a place and lines that sell there, busiest first.
fn lines_at(network: &Network, key: ActorKey) -> (Vec<LineKey>, Vec<LineKey>) {
    let Some(node) = network.find(key) else { return (Vec::new(), Vec::new()) };
    let (mut run, mut sold) = (Vec::new(), Vec::new());
    for (from, to, tie) in network.ties() {
        let (from_key, to_key) = (network.graph[from].key, network.graph[to].key);
        match (tie.kind, from_key, to_key) {
            (TieKind::RunFrom, _, ActorKey::Line(line)) if from == node => run.push((tie.events, line)),
            (TieKind::Supplies, ActorKey::Line(line), _) if to == node => sold.push((tie.events, line)),
            _ => {}
        }
    }
    let ordered = |mut lines: Vec<(u64, LineKey)>| {
        lines.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>()
    };
    (ordered(run), ordered(sold))
}
