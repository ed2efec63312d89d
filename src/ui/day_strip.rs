//! Records by day under the canvas: how busy each day was, whose share the selection has, and when orders bit.

use super::UiCtx;
use super::style::{Type, color};
use super::widget::{line, paint_start};
use crate::domain::{ActorKey, Instant, Zone, count, grouped};
use crate::session::Derived;
use eframe::egui::{
    Color32, CornerRadius, Frame, Margin, Panel, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of the strip.
pub(super) const fn height(wide: bool) -> f32 {
    if wide { 150.0 } else { 110.0 }
}

/// What is counted, and for what.
#[derive(Default)]
pub(super) struct DayCounts {
    counted: Option<Counted>,
}

struct Counted {
    derived: Arc<Derived>,
    selected: BTreeSet<ActorKey>,
    first_day: i64,
    all: Vec<u32>,
    chosen: Vec<u32>,
    months: Vec<(i64, String)>,
    orders: Vec<i64>,
}

impl DayCounts {
    /// Shows the strip.
    pub(super) fn show(&mut self, ctx: &UiCtx<'_>, wide: bool, ui: &mut Ui) {
        let derived = ctx.session.derived();
        let known = self.counted.as_ref();
        let fresh = known.is_some_and(|c| Arc::ptr_eq(&c.derived, derived) && c.selected == ctx.look.selected);
        if !fresh {
            self.counted = Some(count_days(ctx, derived));
        }
        let Some(counted) = self.counted.as_ref().filter(|c| !c.all.is_empty()) else { return };
        let salt = if wide { "records by day, wide" } else { "records by day" };
        let frame =
            Frame::new().fill(color(ctx.theme.panel)).inner_margin(Margin { left: 12, right: 12, top: 4, bottom: 2 });
        Panel::bottom(salt).frame(frame).exact_size(height(wide)).show(ui, |ui| strip_ui(ctx, counted, ui));
    }
}

fn count_days(ctx: &UiCtx<'_>, derived: &Arc<Derived>) -> Counted {
    let (records, zone) = (&derived.records, ctx.session.zone());
    let whose = chosen_parties(derived, &ctx.look.selected);
    let mut counted = Counted {
        derived: Arc::clone(derived),
        selected: ctx.look.selected.clone(),
        first_day: 0,
        all: Vec::new(),
        chosen: Vec::new(),
        months: Vec::new(),
        orders: Vec::new(),
    };
    let mut clock = DayClock::new(zone);
    for record in records.iter() {
        let day = clock.day(record.start);
        if counted.all.is_empty() {
            counted.first_day = day;
        }
        let Ok(index) = usize::try_from(day - counted.first_day) else { continue };
        if index >= counted.all.len() {
            counted.all.resize(index + 1, 0);
            counted.chosen.resize(index + 1, 0);
        }
        counted.all[index] += 1;
        if whose[record.a.index()] || whose[record.b.index()] {
            counted.chosen[index] += 1;
        }
    }
    let days = i64::try_from(counted.all.len()).unwrap_or(i64::MAX);
    counted.months = months(counted.first_day, days, zone);
    let bites = ctx.session.case().orders();
    counted.orders = bites.iter().map(|order| order.effective.day_number(zone) - counted.first_day).collect();
    counted.orders.retain(|day| (0..days).contains(day));
    counted
}

/// Days of instants that come in order: the calendar is asked once a day, not once a record.
struct DayClock<'a> {
    zone: &'a Zone,
    hour: i64,
    day: i64,
}

impl<'a> DayClock<'a> {
    fn new(zone: &'a Zone) -> Self {
        Self { zone, hour: i64::MIN, day: 0 }
    }

    fn day(&mut self, at: Instant) -> i64 {
        // Zones change their day on a quarter of an hour, never within one.
        let hour = at.epoch_secs().div_euclid(900);
        if hour != self.hour {
            self.hour = hour;
            self.day = at.day_number(self.zone);
        }
        self.day
    }
}

/// Which parties are numbers of what is selected.
fn chosen_parties(derived: &Derived, selected: &BTreeSet<ActorKey>) -> Vec<bool> {
    let mut numbers = Vec::new();
    for key in selected {
        match key {
            ActorKey::Line(line) => {
                numbers
                    .extend(derived.folding.line(*line).into_iter().flat_map(|l| l.numbers.iter().map(|n| n.number)));
            }
            ActorKey::Number(number) => numbers.push(*number),
            _ => {}
        }
    }
    let mut chosen = vec![false; derived.records.parties().len()];
    for party in numbers.into_iter().filter_map(|number| derived.records.find_number(number)) {
        chosen[party.index()] = true;
    }
    chosen
}

/// First days of months in the stretch, and the stretch's own first day, with their names.
fn months(first_day: i64, days: i64, zone: &Zone) -> Vec<(i64, String)> {
    let noon = |day: i64| Instant::from_epoch_secs((first_day + day) * 86_400 + 43_200);
    let mut found: Vec<(i64, String)> = Vec::new();
    for day in 0..days {
        let date = noon(day).local(zone);
        if date.day == 1 || day == 0 {
            let words = noon(day).date(zone);
            let month = words.split_once(' ').map_or("", |(_, rest)| rest);
            let year = found.is_empty() || date.month == 1;
            let name = if year { month } else { month.split(' ').next().unwrap_or_default() };
            found.push((day, name.to_owned()));
        }
    }
    found
}

fn strip_ui(ctx: &UiCtx<'_>, counted: &Counted, ui: &mut Ui) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let title = line(ui, "Records by day", Type::Section, color(theme.text), 160.0);
    let end = paint_start(ui, &title, rect.left(), rect.top() + 10.0);
    let said = summary(ctx, counted, response.hover_pos().and_then(|at| day_at(rect, counted, at)));
    let note = line(ui, said.as_str(), Type::Body, color(theme.second), rect.right() - end - 16.0);
    paint_start(ui, &note, end + 12.0, rect.top() + 10.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Records by day. {said}")));

    let plot = Rect::from_min_max(rect.left_top() + vec2(0.0, 30.0), rect.right_bottom() - vec2(0.0, 20.0));
    let most = counted.all.iter().copied().max().unwrap_or(1).max(1) as f32;
    let step = plot.width() / counted.all.len() as f32;
    let gap = if step > 3.0 { 1.0 } else { 0.0 };
    let grey = color(theme.border.into(theme.panel, 0.75));
    let hue = hue(ctx);
    for (day, (&all, &chosen)) in counted.all.iter().zip(&counted.chosen).enumerate() {
        let x = plot.left() + step * day as f32;
        for (n, ink) in [(all, grey), (chosen, hue)] {
            if n > 0 {
                let height = (plot.height() * n as f32 / most).max(1.0);
                let bar =
                    Rect::from_min_max(pos2(x, plot.bottom() - height), pos2(x + (step - gap).max(0.5), plot.bottom()));
                ui.painter().rect_filled(bar, CornerRadius::ZERO, ink);
            }
        }
    }
    axis_ui(ctx, counted, plot, step, ui);
}

fn axis_ui(ctx: &UiCtx<'_>, counted: &Counted, plot: Rect, step: f32, ui: &Ui) {
    let theme = ctx.theme;
    ui.painter().hline(plot.x_range(), plot.bottom() + 0.5, Stroke::new(1.0, color(theme.separator)));
    let mut free = plot.left();
    for (day, name) in &counted.months {
        let x = plot.left() + step * *day as f32;
        ui.painter().vline(x, plot.bottom()..=plot.bottom() + 5.0, Stroke::new(1.0, color(theme.border)));
        let galley = line(ui, name.as_str(), Type::Note, color(theme.second), 90.0);
        if x + 5.0 >= free && x + 5.0 + galley.size().x <= plot.right() {
            free = paint_start(ui, &galley, x + 5.0, plot.bottom() + 12.0) + 10.0;
        }
    }
    let signal = color(theme.signal);
    for &day in &counted.orders {
        let x = plot.left() + step * (day as f32 + 0.5);
        ui.painter().vline(x, plot.top() - 2.0..=plot.bottom(), Stroke::new(1.6, signal));
        let at = pos2(x, plot.top() - 6.0);
        ui.painter().circle(at, 4.6, color(theme.panel), Stroke::new(1.4, signal));
        ui.painter().line_segment([at - vec2(2.4, 0.0), at + vec2(2.4, 0.0)], Stroke::new(1.4, signal));
    }
}

fn day_at(rect: Rect, counted: &Counted, at: Pos2) -> Option<usize> {
    let share = (at.x - rect.left()) / rect.width().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of one times a count of days")]
    (0.0..1.0).contains(&share).then_some((share * counted.all.len() as f32) as usize)
}

/// The day under the pointer, else the whole stretch.
fn summary(ctx: &UiCtx<'_>, counted: &Counted, day: Option<usize>) -> String {
    let zone = ctx.session.zone();
    let noon = |day: i64| Instant::from_epoch_secs((counted.first_day + day) * 86_400 + 43_200);
    let sum = |days: &[u32]| days.iter().map(|&n| u64::from(n)).sum::<u64>();
    let (when, all, chosen) = if let Some(day) = day {
        let at = i64::try_from(day).unwrap_or_default();
        (noon(at).date(zone), u64::from(counted.all[day]), u64::from(counted.chosen[day]))
    } else {
        let days = i64::try_from(counted.all.len()).unwrap_or_default();
        let length = count(days.unsigned_abs(), "day", "days");
        let when = format!("{} to {}, {length}", noon(0).date(zone), noon(days - 1).date(zone));
        (when, sum(&counted.all), sum(&counted.chosen))
    };
    let of = if chosen > 0 || sum(&counted.chosen) > 0 {
        format!(", {} of the selection", grouped(chosen))
    } else {
        String::new()
    };
    format!("{when}, {}{of}", count(all, "record", "records"))
}

/// The hue of the selection: that of its first line.
fn hue(ctx: &UiCtx<'_>) -> Color32 {
    let derived = ctx.session.derived();
    let networks = [crate::domain::Level::Lines, crate::domain::Level::Numbers].map(|level| derived.network(level));
    let origin = ctx.look.selected.iter().find_map(|&key| networks.iter().find_map(|n| n.actor(key)?.origin));
    let rank = origin.and_then(|o| networks[0].origins.iter().position(|&known| known == o));
    if ctx.look.selected.is_empty() { color(ctx.theme.accent) } else { color(ctx.theme.hue(rank)) }
}
