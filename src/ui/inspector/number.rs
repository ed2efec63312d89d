//! A number: its line, its life, whom it deals with.

use super::fact::fact;
use super::lines_list;
use crate::domain::{ActorKey, DialPlan, Level, Msisdn, count, grouped};
use crate::network::Actor;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{ListRow, Mark, row_wish, rule, section_heading, words};
use eframe::egui::Ui;

/// Most contacts listed.
const MOST: usize = 30;

/// Shows what is known of a number.
pub(super) fn number_ui(ctx: &UiCtx<'_>, number: Msisdn, ui: &mut Ui) {
    let theme = ctx.theme;
    let plan = &DialPlan::GREAT_BRITAIN;
    let derived = ctx.session.derived();
    let network = derived.network(Level::Numbers);
    let key = ActorKey::Number(number);
    words(ui, number.national(plan), Type::Heading, color(theme.text));
    ui.add_space(8.0);
    let line = derived.folding.line_of.get(&number).and_then(|&line| derived.folding.line(line));
    let member = line.and_then(|line| line.numbers.iter().find(|n| n.number == number));
    if let Some(member) = member {
        let zone = ctx.session.zone();
        fact(ctx, ui, "First use", &member.first.date_time(zone));
        fact(ctx, ui, "Last use", &member.last.date_time(zone));
        fact(ctx, ui, "Records", &grouped(u64::from(member.records)));
        fact(ctx, ui, "Contacts", &grouped(u64::from(member.contacts)));
        let sims = count(u64::from(member.sims), "SIM", "SIMs");
        fact(ctx, ui, "Handsets", &format!("{}, with {sims}", grouped(u64::from(member.handsets))));
        let asked = if member.requested { "Its own records are in the case" } else { "Known from records of others" };
        fact(ctx, ui, "Requested", asked);
    } else if let Some(actor) = network.actor(key) {
        fact(ctx, ui, "Records", &grouped(actor.events));
        fact(ctx, ui, "Requested", "No: known from records of others");
    }
    let said = ctx.session.case().attributions();
    for claim in said.iter().filter(|claim| claim.number == number) {
        let role = claim.role.map_or_else(String::new, |role| format!(", {}", role.label().to_lowercase()));
        let basis = if claim.basis.is_empty() { String::new() } else { format!(": {}", claim.basis) };
        let person = if claim.person.is_empty() { "Person not named" } else { claim.person.as_str() };
        fact(ctx, ui, "Attributed", &format!("{person}{role}{basis}"));
    }
    if let Some(line) = line {
        rule(ui, theme);
        section_heading(ui, theme, "Line", "numbers, events", 0.0);
        lines_list(ctx, &[line.key], ui);
    }
    contacts_ui(ctx, key, ui);
}

fn contacts_ui(ctx: &UiCtx<'_>, key: ActorKey, ui: &mut Ui) {
    let network = ctx.session.derived().network(Level::Numbers);
    let Some(node) = network.find(key) else { return };
    let mut near: Vec<(u64, &Actor)> = network
        .ties()
        .filter(|(from, to, tie)| (*from == node) != (*to == node) && tie.events > 0)
        .map(|(from, to, tie)| (tie.events, &network.graph[if from == node { to } else { from }]))
        .collect();
    near.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.key.cmp(&b.1.key)));
    if near.is_empty() {
        return;
    }
    rule(ui, ctx.theme);
    section_heading(ui, ctx.theme, "Contacts", "events", 0.0);
    for (events, actor) in near.iter().take(MOST) {
        let shown = match actor.key {
            ActorKey::Number(number) => number.national(&DialPlan::GREAT_BRITAIN),
            _ => actor.label.clone(),
        };
        let name = format!("{shown}, {}", count(*events, "event", "events"));
        let row = ListRow {
            mark: Mark::None,
            label: &shown,
            columns: &[grouped(*events)],
            lit: false,
            selected: false,
            name: &name,
            pad: 0.0,
        };
        if let Some(wish) = row_wish(&row.show(ui, ctx.theme), actor.key) {
            ctx.send.command(wish);
        }
    }
    if near.len() > MOST {
        let rest = format!("and {} with fewer events", grouped((near.len() - MOST) as u64));
        words(ui, rest, Type::Body, color(ctx.theme.second));
    }
}
