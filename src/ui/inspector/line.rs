//! A line: its name, which can be changed, and its facts.

use super::fact::{HEIGHT, INDENT, fact};
use super::line_name;
use super::succession::hue_of;
use super::tally::Tally;
use crate::case::Edit;
use crate::domain::{AreaKey, LineKey, Role as LineRole, count, grouped};
use crate::folding::Line;
use crate::network::{Basis, Claim};
use crate::place::Gazetteer;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, line, paint_start, text_field};
use eframe::egui::{Button, Color32, CornerRadius, Key, Layout, Popup, Role, Sense, Ui, WidgetInfo, pos2, vec2};

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
    let kind = ctx.session.derived().whereabouts.get(&found.key).and_then(|w| w.city.as_ref());
    let kind = kind.map_or_else(|| "line".to_owned(), |city| format!("line, {}", area_name(city.area)));
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
    places_ui(ctx, found, ui);
    role_ui(ctx, found, ui);
    fact(ctx, ui, "First seen", &found.first().date_time(zone));
    fact(ctx, ui, "Last seen", &found.last().date_time(zone));
    let calls = count(tally.calls, "call", "calls");
    fact(ctx, ui, "Records", &format!("{}: {calls}, {}", grouped(tally.records), count(tally.texts, "text", "texts")));
    let shared = if tally.shared == 0 { "none".to_owned() } else { grouped(tally.shared) };
    fact(ctx, ui, "Contacts", &format!("{}, {shared} shared with other lines", grouped(tally.contacts)));
    let handsets = match (tally.handsets, tally.sims) {
        (0, 0) => unknown(),
        (h, 0) => format!("{}, SIMs not told", grouped(h)),
        (0, s) => format!("Not told, {}", count(s, "SIM", "SIMs")),
        (h, s) => format!("{}, with {}", grouped(h), count(s, "SIM", "SIMs")),
    };
    fact(ctx, ui, "Handsets", &handsets);
}

/// City, towns and forces, each with what it rests on under the pointer.
fn places_ui(ctx: &UiCtx<'_>, found: &Line, ui: &mut Ui) {
    let derived = ctx.session.derived();
    let Some(whereabouts) = derived.whereabouts.get(&found.key) else { return };
    let city = whereabouts.city.as_ref();
    let said = city.map_or_else(unknown, |claim| format!("{}, {}", area_name(claim.area), basis_words(claim)));
    let response = fact(ctx, ui, "City", &said);
    if let Some(claim) = city {
        response.on_hover_text(format!("{}: {}", area_name(claim.area), claim.sentence()));
    }
    let own = city.map(|claim| claim.area);
    let towns: Vec<_> = whereabouts
        .towns
        .iter()
        .map(
            |town| {
                if Some(town.area) == own { format!("{} itself", area_name(town.area)) } else { area_name(town.area) }
            },
        )
        .collect();
    let response = fact(ctx, ui, "Towns", &listed(&towns));
    if !towns.is_empty() {
        let reasons = whereabouts.towns.iter().map(|town| {
            let claims: Vec<_> = town.claims.iter().map(Claim::sentence).collect();
            format!("{}: {}", area_name(town.area), claims.join("; "))
        });
        response.on_hover_text(reasons.collect::<Vec<_>>().join("\n"));
    }
    let mut forces: Vec<String> = Vec::new();
    for area in city.map(|claim| claim.area).into_iter().chain(whereabouts.towns.iter().map(|town| town.area)) {
        let force = Gazetteer::embedded().area(area).and_then(|a| a.force);
        if let Some(force) = force.filter(|force| !forces.iter().any(|known| known == force)) {
            forces.push(force.to_owned());
        }
    }
    fact(ctx, ui, "Forces", &listed(&forces));
}

/// The name of a city or town.
pub(super) fn area_name(area: AreaKey) -> String {
    Gazetteer::embedded().area(area).map_or_else(unknown, |found| found.name.to_owned())
}

/// What a claim rests on, in few words: `from 1,208 night cells`.
fn basis_words(claim: &Claim) -> String {
    let n = u64::from(claim.records);
    let cells = |kind: &str| format!("from {}", count(n, &format!("{kind} cell"), &format!("{kind} cells")));
    match claim.basis {
        Basis::Said => "as people say".to_owned(),
        Basis::NightCells => cells("night"),
        Basis::AnyHourCells | Basis::DayCells => cells("day"),
        Basis::RunnerCells => cells("runner"),
        Basis::CustomerPlaces | Basis::CustomerCells | Basis::CustomerLandlines => {
            format!("from {} with customers", count(n, "record", "records"))
        }
    }
}

fn unknown() -> String {
    "Unknown".to_owned()
}

/// `Norwich, Great Yarmouth`, or `Unknown`.
fn listed(names: &[String]) -> String {
    if names.is_empty() { unknown() } else { names.join(", ") }
}

/// The role, set by people alone, with a menu to set it.
fn role_ui(ctx: &UiCtx<'_>, found: &Line, ui: &mut Ui) {
    let theme = ctx.theme;
    let role = ctx.session.case().role(found.key);
    let said = match (role, ctx.session.derived().roles.get(&found.key)) {
        (Some(role), _) => role.label().to_owned(),
        (None, Some(role)) => format!("{}, as attributed", role.label()),
        (None, None) => "Not set".to_owned(),
    };
    let said = said.as_str();
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
