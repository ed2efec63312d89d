//! A line: its name, which can be changed, and its facts.

use super::fact::{HEIGHT, INDENT, fact};
use super::line_name;
use super::succession::hue_of;
use super::tally::Tally;
use crate::case::Edit;
use crate::domain::{ActorKey, Level, LineKey, Role as LineRole, count, grouped};
use crate::folding::Line;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, line, paint_start, text_field};
use eframe::egui::{
    Button, Color32, CornerRadius, Key, Layout, Popup, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// What is being typed as the name of which line.
pub(super) type Naming = Option<(LineKey, String)>;

/// Shows the hue, the name and what it is: `Marco  line, London`. A click on the name changes it.
pub(super) fn heading_ui(ctx: &UiCtx<'_>, found: &Line, naming: &mut Naming, ui: &mut Ui) {
    let theme = ctx.theme;
    let name = line_name(ctx, found.key);
    if let Some((of, text)) = naming.as_mut().filter(|(of, _)| *of == found.key) {
        let (key, done) = (*of, naming_ui(ctx, *of, text, ui));
        if done {
            *naming = None;
        }
        debug_assert_eq!(key, found.key);
        ui.add_space(6.0);
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: rename line")));
    let y = rect.center().y;
    ui.painter().circle_filled(pos2(rect.left() + 6.0, y), 6.0, hue_of(ctx, found));
    let heading = line(ui, name.as_str(), Type::Heading, color(theme.text), rect.width() * 0.62);
    let end = paint_start(ui, &heading, rect.left() + 20.0, y);
    let kind = city_name(ctx, found).map_or_else(|| "line".to_owned(), |city| format!("line, {city}"));
    let kind = line(ui, kind, Type::Body, color(theme.second), rect.right() - end - 8.0);
    paint_start(ui, &kind, end + 8.0, y + 1.5);
    if response.hovered() {
        let under = heading.rect.width();
        let stroke = eframe::egui::Stroke::new(1.0, color(theme.border));
        ui.painter().hline(rect.left() + 20.0..=rect.left() + 20.0 + under, y + 12.0, stroke);
    }
    if response.on_hover_text("Click to rename this line").clicked() {
        *naming = Some((found.key, ctx.session.case().line_name(found.key).unwrap_or_default().to_owned()));
    }
    ui.add_space(6.0);
}

/// The field for a name; says whether it is done with.
fn naming_ui(ctx: &UiCtx<'_>, key: LineKey, text: &mut String, ui: &mut Ui) -> bool {
    let response = text_field(ui, ctx.theme, text, "Name of the line", "Name of the line", ui.available_width());
    if !response.has_focus() && !response.lost_focus() {
        response.request_focus();
        return false;
    }
    if !response.lost_focus() {
        return false;
    }
    if !ui.input(|input| input.key_pressed(Key::Escape)) {
        let name = Some(text.trim().to_owned()).filter(|name| !name.is_empty());
        if name.as_deref() != ctx.session.case().line_name(key) {
            ctx.send.edit(Edit::NameLine { line: key, name });
        }
    }
    true
}

/// Shows what is known of a line.
pub(super) fn facts_ui(ctx: &UiCtx<'_>, found: &Line, tally: &Tally, ui: &mut Ui) {
    let zone = ctx.session.zone();
    fact(ctx, ui, "City", &city_name(ctx, found).unwrap_or_else(unknown));
    fact(ctx, ui, "Towns", &listed(&town_names(ctx, found)));
    role_ui(ctx, found, ui);
    fact(ctx, ui, "First seen", &found.first().date_time(zone));
    fact(ctx, ui, "Last seen", &found.last().date_time(zone));
    let calls = count(tally.calls, "call", "calls");
    fact(ctx, ui, "Records", &format!("{}: {calls}, {}", grouped(tally.records), count(tally.texts, "text", "texts")));
    let shared = if tally.shared == 0 { "none shared with other lines".to_owned() } else { format!("{} shared with other lines", grouped(tally.shared)) };
    fact(ctx, ui, "Contacts", &format!("{}, {shared}", grouped(tally.contacts)));
    let handsets = match (tally.handsets, tally.sims) {
        (0, 0) => unknown(),
        (h, s) => format!("{}, with {}", grouped(h), count(s, "SIM", "SIMs")),
    };
    fact(ctx, ui, "Handsets", &handsets);
}

fn unknown() -> String {
    "Unknown".to_owned()
}

/// `Norwich, Great Yarmouth`, or `Unknown`.
fn listed(names: &[String]) -> String {
    if names.is_empty() { unknown() } else { names.join(", ") }
}

fn city_name(ctx: &UiCtx<'_>, found: &Line) -> Option<String> {
    let network = ctx.session.derived().network(Level::Lines);
    let origin = network.actor(ActorKey::Line(found.key))?.origin?;
    network.actor(ActorKey::City(origin)).map(|city| city.label.clone())
}

fn town_names(ctx: &UiCtx<'_>, found: &Line) -> Vec<String> {
    let network = ctx.session.derived().network(Level::Lines);
    let near = network.neighbours(ActorKey::Line(found.key));
    let towns = near.into_iter().filter(|key| matches!(key, ActorKey::Town(_)));
    towns.filter_map(|key| network.actor(key)).map(|actor| actor.label.clone()).collect()
}

/// The role, set by people alone, with a menu to set it.
fn role_ui(ctx: &UiCtx<'_>, found: &Line, ui: &mut Ui) {
    let theme = ctx.theme;
    let role = ctx.session.case().role(found.key);
    let said = role.map_or("Not set", LineRole::label);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Role: {said}")));
    let y = rect.center().y;
    let name = line(ui, "Role", Type::Body, color(theme.faint), INDENT);
    paint_start(ui, &name, rect.left(), y);
    let value = line(ui, said, Type::Body, color(theme.text), 140.0);
    let fill = if response.hovered() { color(theme.hover) } else { Color32::TRANSPARENT };
    let ground = rect.with_min_x(rect.left() + INDENT - 4.0).with_max_x(rect.left() + INDENT + value.size().x + 22.0);
    ui.painter().rect_filled(ground, CornerRadius::same(4), fill);
    let end = paint_start(ui, &value, rect.left() + INDENT, y);
    Icon::ChevronDown.paint(ui.painter(), pos2(end + 11.0, y), color(theme.second));
    let response = response.on_hover_text("Roles are set by people, never by the machine");
    Popup::menu(&response).layout(Layout::top_down_justified(eframe::egui::Align::Min)).width(140.0).show(|ui| {
        let choices = [LineRole::DealLine, LineRole::Runner, LineRole::Holder, LineRole::Customer, LineRole::Other];
        for choice in choices.into_iter().map(Some).chain([None]) {
            let words = choice.map_or("Not set", LineRole::label);
            let button = Button::new(words).frame_when_inactive(false).selected(choice == role);
            if ui.add(button).clicked() && choice != role {
                ctx.send.edit(Edit::SetRole { line: found.key, role: choice });
            }
        }
    });
}
