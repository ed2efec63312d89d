//! The left panel: sources, cities, towns. Collapses to a rail.

use super::actions::keys_of;
use super::style::{Type, color};
use super::widget::{Icon, ListRow, Mark, Part, icon_button, meter, row_wish, rule, section_heading};
use super::{UiCommand, UiCtx, source_list};
use crate::domain::{ActorKey, Level, count, grouped};
use crate::import::{Content, FileReport};
use crate::network::{Actor, Network};
use eframe::egui::{Frame, Margin, Panel, Rect, ScrollArea, Ui, UiBuilder, vec2};
use std::collections::BTreeSet;

/// Padding of the panel.
const PAD: f32 = 12.0;

/// Shows the panel, 212 wide (240 where `Some(true)` says that the window is wide), or the rail, 40 wide.
pub(super) fn left_panel_ui(ctx: &UiCtx<'_>, wide: Option<bool>, ui: &mut Ui) {
    let frame = Frame::new().fill(color(ctx.theme.panel));
    let Some(wide) = wide else {
        Panel::left("left rail").frame(frame).exact_size(40.0).resizable(false).show(ui, |ui| rail_ui(ctx, ui));
        return;
    };
    let size = if wide { 240.0 } else { 212.0 };
    let salt = if wide { "left panel, wide" } else { "left panel" };
    Panel::left(salt).frame(frame).default_size(size).size_range(180.0..=360.0).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.add_space(4.0);
            sources_ui(ctx, ui);
            let places = ctx.session.derived().network(Level::Places);
            if ctx.is_worked_out() {
                let related = related(ctx);
                rule(ui, ctx.theme);
                cities_ui(ctx, places, &related, ui);
                rule(ui, ctx.theme);
                towns_ui(ctx, places, &related, ui);
            }
            ui.add_space(8.0);
        });
    });
}

fn rail_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    Frame::new().inner_margin(Margin { left: 8, right: 7, top: 10, bottom: 8 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let keys = keys_of(ui.ctx(), &UiCommand::ToggleLeftPanel);
        if icon_button(ui, ctx.theme, Icon::ChevronRight, "Open the left panel", Some(&keys)).clicked() {
            ctx.send.command(UiCommand::ToggleLeftPanel);
        }
        let keys = keys_of(ui.ctx(), &UiCommand::ShowReport(None));
        if icon_button(ui, ctx.theme, Icon::Page, "Import report", Some(&keys)).clicked() {
            ctx.send.command(UiCommand::ShowReport(None));
        }
    });
}

/// Puts an icon button over the right end of a heading that was just shown.
fn heading_button(ctx: &UiCtx<'_>, ui: &mut Ui, heading: Rect, from_end: f32, icon: Icon, name: &str, wish: UiCommand) {
    let middle = heading.right_center() - vec2(PAD + 6.0 + from_end, 0.0);
    let builder = UiBuilder::new().max_rect(Rect::from_center_size(middle, vec2(24.0, 24.0)));
    let keys = keys_of(ui.ctx(), &wish);
    let keys = Some(keys.as_str()).filter(|k| !k.is_empty());
    // A child of its own, so that the rows below do not move.
    let mut child = ui.new_child(builder.id_salt(name));
    if icon_button(&mut child, ctx.theme, icon, name, keys).clicked() {
        ctx.send.command(wish);
    }
}

fn sources_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let heading = section_heading(ui, theme, "Sources", "", PAD).rect;
    heading_button(ctx, ui, heading, 26.0, Icon::ChevronLeft, "Close the left panel", UiCommand::ToggleLeftPanel);
    heading_button(ctx, ui, heading, 0.0, Icon::Plus, "Add files", UiCommand::OpenFiles);
    let batches = ctx.session.case().batches();
    source_list::source_list_ui(ctx, PAD, ui);
    if batches.is_empty() {
        return;
    }
    let records: Vec<&FileReport> =
        batches.iter().map(|b| &b.report).filter(|r| r.content == Content::Records).collect();
    let sum = |of: fn(&FileReport) -> u64| records.iter().map(|r| of(r)).sum::<u64>();
    let (read, accepted, duplicate, rejected) =
        (sum(|r| r.rows_read), sum(|r| r.accepted), sum(|r| r.duplicate), sum(|r| r.rejected));
    ui.add_space(3.0);
    sentence(ctx, ui, &format!("{} read", count(read, "record row", "record rows")));
    let parts = [
        Part { amount: accepted, ink: color(theme.second) },
        Part { amount: duplicate, ink: color(theme.border) },
        Part { amount: rejected, ink: color(theme.signal) },
    ];
    meter(ui, theme, &parts, PAD);
    sentence(ctx, ui, &format!("{} accepted", grouped(accepted)));
    sentence(ctx, ui, &format!("{} duplicate, {} rejected", grouped(duplicate), grouped(rejected)));
    let unknown = batches.iter().filter(|b| b.report.content == Content::Unknown).count() as u64;
    if unknown > 0 {
        sentence(ctx, ui, &format!("{} not understood", count(unknown, "file", "files")));
    }
}

/// A line of small words, 16 high.
fn sentence(ctx: &UiCtx<'_>, ui: &mut Ui, said: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), eframe::egui::Sense::hover());
    let galley = super::widget::line(ui, said, Type::Body, color(ctx.theme.second), rect.width() - 2.0 * PAD);
    super::widget::paint_start(ui, &galley, rect.left() + PAD, rect.center().y);
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, said));
}

fn cities_ui(ctx: &UiCtx<'_>, places: &Network, related: &BTreeSet<ActorKey>, ui: &mut Ui) {
    section_heading(ui, ctx.theme, "Cities", "lines, numbers", PAD);
    let order = |key: ActorKey| match key {
        ActorKey::City(area) => places.origins.iter().position(|&o| o == area),
        _ => None,
    };
    let is_city = |a: &&Actor| matches!(a.key, ActorKey::City(_) | ActorKey::UnknownCity);
    let mut cities: Vec<&Actor> = places.actors().filter(is_city).collect();
    cities.sort_by_key(|city| order(city.key).unwrap_or(usize::MAX));
    for city in cities {
        let hue = color(ctx.theme.hue(order(city.key)));
        place_ui(ctx, city, Mark::Dot(hue), related, ui);
    }
}

fn towns_ui(ctx: &UiCtx<'_>, places: &Network, related: &BTreeSet<ActorKey>, ui: &mut Ui) {
    section_heading(ui, ctx.theme, "Towns", "lines, numbers", PAD);
    let is_town = |a: &&Actor| matches!(a.key, ActorKey::Town(_) | ActorKey::UnknownTown);
    let mut towns: Vec<&Actor> = places.actors().filter(is_town).collect();
    towns.sort_by(|a, b| b.lines.cmp(&a.lines).then(b.numbers.cmp(&a.numbers)).then(a.label.cmp(&b.label)));
    for town in towns {
        place_ui(ctx, town, Mark::Icon(Icon::Town), related, ui);
    }
}

fn place_ui(ctx: &UiCtx<'_>, place: &Actor, mark: Mark, related: &BTreeSet<ActorKey>, ui: &mut Ui) {
    let selected = ctx.look.selected.contains(&place.key);
    let name = format!(
        "{}, {}, {}",
        place.label,
        count(u64::from(place.lines), "line", "lines"),
        count(u64::from(place.numbers), "number", "numbers")
    );
    let row = ListRow {
        mark,
        label: &place.label,
        columns: &[grouped(u64::from(place.lines)), grouped(u64::from(place.numbers))],
        lit: selected || related.contains(&place.key),
        selected,
        name: &name,
        pad: PAD,
    };
    let response = row.show(ui, ctx.theme);
    let add = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    if add && response.clicked() {
        ctx.send.command(toggled(ctx, place.key));
    } else if let Some(wish) = row_wish(&response, place.key) {
        ctx.send.command(wish);
    }
}

/// The selection with `key` added, or without it if it is there.
fn toggled(ctx: &UiCtx<'_>, key: ActorKey) -> UiCommand {
    let mut selected = ctx.look.selected.clone();
    if !selected.remove(&key) {
        selected.insert(key);
    }
    UiCommand::Select(selected.into_iter().collect())
}

/// Places that belong to selected lines.
fn related(ctx: &UiCtx<'_>) -> BTreeSet<ActorKey> {
    let network = ctx.session.derived().network(Level::Lines);
    let lines = ctx.look.selected.iter().filter(|key| matches!(key, ActorKey::Line(_)));
    lines.flat_map(|&line| network.neighbours(line)).collect()
}
