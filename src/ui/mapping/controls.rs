//! What holds for the whole file: which part of a date comes first, the zone, the requested number, the country.

use super::Mapping;
use super::words::{capital, region_words};
use crate::domain::{DialPlan, Msisdn};
use crate::import::{DateOrder, Reading, zone_of_name};
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::{choice_menu, text_field, words};
use eframe::egui::{Key, Response, Ui, vec2};

/// Zones that are offered; any other can be typed.
const ZONES: [&str; 8] = [
    "Europe/London",
    "UTC",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Lisbon",
    "Asia/Karachi",
    "Asia/Kolkata",
    "America/New_York",
];

/// What is typed into the fields and not yet said.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    target: String,
    zone: String,
}

impl Typed {
    /// As a reading says.
    pub(super) fn of(reading: &Reading) -> Self {
        Self { target: reading.target.clone().unwrap_or_default(), zone: reading.zone.clone().unwrap_or_default() }
    }

    /// Follows what changed in a reading; what is being typed elsewhere stays.
    pub(super) fn follow(&mut self, old: &Reading, new: &Reading) {
        let now = Self::of(new);
        if old.target != new.target {
            self.target = now.target;
        }
        if old.zone != new.zone {
            self.zone = now.zone;
        }
    }
}

/// Shows the controls; what is said there is in the reading at once, what is typed when it is done.
pub(super) fn controls_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, ui: &mut Ui) {
    let mut reading = mapping.reading.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        dates_ui(ctx, &mut reading, ui);
        zone_ui(ctx, mapping, &mut reading, ui);
        region_ui(ctx, &mut reading, ui);
        target_ui(ctx, mapping, &mut reading, ui);
    });
    if let Some(fault) = fault(&mapping.fields, &reading) {
        words(ui, fault, Type::Body, color(ctx.theme.signal));
    }
    mapping.say(reading);
}

/// What is typed and is neither a zone nor a number.
fn fault(typed: &Typed, reading: &Reading) -> Option<String> {
    let (zone, target) = (typed.zone.trim(), typed.target.trim());
    if !zone.is_empty() && zone_of_name(zone).is_none() {
        return Some(format!("\"{zone}\" is no zone. Write Europe/Paris, UTC or +02:00."));
    }
    let plan = plan(reading);
    (!target.is_empty() && Msisdn::parse(target, plan).is_err())
        .then(|| format!("\"{target}\" is no number. Write it as 07700 900112 or +44 7700 900112."))
}

fn plan(reading: &Reading) -> &'static DialPlan {
    let said = reading.region.as_deref().and_then(DialPlan::of_region);
    said.unwrap_or(&DialPlan::GREAT_BRITAIN)
}

fn label(ctx: &UiCtx<'_>, said: &str, ui: &mut Ui) {
    words(ui, said, Type::Body, color(ctx.theme.second));
}

fn dates_ui(ctx: &UiCtx<'_>, reading: &mut Reading, ui: &mut Ui) {
    label(ctx, "Dates", ui);
    let mut choices = vec!["As found".to_owned()];
    choices.extend(DateOrder::ALL.map(|order| capital(order.words())));
    let at = reading.dates.and_then(|order| DateOrder::ALL.iter().position(|o| *o == order)).map_or(0, |i| i + 1);
    if let Some(i) = choice_menu(ui, ctx.theme, "Dates", &choices, at, 110.0) {
        reading.dates = i.checked_sub(1).and_then(|i| DateOrder::ALL.get(i)).copied();
    }
    ui.add_space(10.0);
}

fn region_ui(ctx: &UiCtx<'_>, reading: &mut Reading, ui: &mut Ui) {
    label(ctx, "Numbers of", ui);
    let mut choices = vec!["Great Britain, as usual".to_owned()];
    choices.extend(DialPlan::ALL.iter().map(|plan| region_words(plan.region)));
    let said = reading.region.as_deref();
    let at = DialPlan::ALL.iter().position(|p| said.is_some_and(|said| p.region.eq_ignore_ascii_case(said)));
    if let Some(i) = choice_menu(ui, ctx.theme, "Country of numbers", &choices, at.map_or(0, |i| i + 1), 180.0) {
        reading.region = i.checked_sub(1).and_then(|i| DialPlan::ALL.get(i)).map(|plan| plan.region.to_owned());
    }
    ui.add_space(10.0);
}

fn zone_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, reading: &mut Reading, ui: &mut Ui) {
    label(ctx, "Times in", ui);
    let typed = &mut mapping.fields.zone;
    let field = text_field(ui, ctx.theme, typed, "Zone of times", "As found", 104.0);
    let mut choices = vec!["As found".to_owned()];
    choices.extend(ZONES.map(str::to_owned));
    let at = ZONES.iter().position(|zone| Some(*zone) == reading.zone.as_deref()).map_or(0, |i| i + 1);
    if let Some(i) = choice_menu(ui, ctx.theme, "Usual zones", &choices, at, 0.0) {
        *typed = i.checked_sub(1).and_then(|i| ZONES.get(i)).map_or_else(String::new, |zone| (*zone).to_owned());
        reading.zone = Some(typed.clone()).filter(|zone| !zone.is_empty());
    }
    if is_done(&field, ui) {
        let zone = typed.trim();
        reading.zone = zone_of_name(zone).map(|_known| zone.to_owned());
    }
    ui.add_space(10.0);
}

fn target_ui(ctx: &UiCtx<'_>, mapping: &mut Mapping, reading: &mut Reading, ui: &mut Ui) {
    label(ctx, "Requested number", ui);
    let typed = &mut mapping.fields.target;
    let field = text_field(ui, ctx.theme, typed, "Requested number", "As found", 120.0);
    if is_done(&field, ui) {
        let target = typed.trim();
        reading.target = Msisdn::parse(target, plan(reading)).is_ok().then(|| target.to_owned());
    }
}

/// Whether what is typed is done: the field was left, or Enter was pressed in it.
fn is_done(field: &Response, ui: &Ui) -> bool {
    field.lost_focus() || (field.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)))
}
