//! A line's numbers in order of time, with the gap before each.

use crate::domain::{ActorKey, DialPlan, grouped, span};
use crate::folding::{Line, LineNumber, Link, Status, Tie};
use crate::ui::style::{Type, color};
use crate::ui::widget::{Icon, line, paint_end, paint_start, rule, section_heading};
use crate::ui::{UiCommand, UiCtx};
use eframe::egui::{Color32, CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Shows the numbers of a line, a row each and a row for each gap.
pub(super) fn succession_ui(ctx: &UiCtx<'_>, found: &Line, ui: &mut Ui) {
    rule(ui, ctx.theme);
    section_heading(ui, ctx.theme, "Numbers in order", "events", 0.0);
    let records = &ctx.session.derived().records;
    let whole = (found.first(), found.last());
    let (first, last) = match records.len() {
        0 => whole,
        n => {
            let at = |i: usize| records.get(crate::ids::Id::new(i)).start;
            (at(0).min(whole.0), at(n - 1).max(whole.1))
        }
    };
    let length = last.secs_since(first).max(1) as f32;
    for (i, number) in found.numbers.iter().enumerate() {
        let link = i.checked_sub(1).and_then(|before| found.links.get(before));
        if let Some(link) = link {
            gap_ui(ctx, link, ui);
        }
        let share = |at: crate::domain::Instant| at.secs_since(first) as f32 / length;
        let suggested = link.is_some_and(|link| link.status == Status::Suggested);
        number_ui(ctx, found, (i, number), (share(number.first), share(number.last)), suggested, ui);
    }
}

fn number_ui(
    ctx: &UiCtx<'_>,
    found: &Line,
    (i, number): (usize, &LineNumber),
    used: (f32, f32),
    suggested: bool,
    ui: &mut Ui,
) {
    let theme = ctx.theme;
    let said = number.number.national(&DialPlan::GREAT_BRITAIN);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::click());
    let zone = ctx.session.zone();
    let life = format!("{} to {}", number.first.date_time(zone), number.last.date_time(zone));
    let events = grouped(u64::from(number.records));
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {said}, {events} events, {life}", i + 1)));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(4), color(theme.hover));
    }
    let y = rect.center().y;
    let place = line(ui, (i + 1).to_string(), Type::Body, color(theme.second), 14.0);
    paint_start(ui, &place, rect.left(), y);
    let name = line(ui, said, Type::Body, color(theme.text), 110.0);
    paint_start(ui, &name, rect.left() + 16.0, y);
    let figure = line(ui, events, Type::Body, color(theme.text), 60.0);
    paint_end(ui, &figure, rect.right(), y);
    let track = Rect::from_min_max(pos2(rect.left() + 126.0, y - 4.5), pos2(rect.right() - 46.0, y + 4.5));
    ui.painter().rect_filled(track, CornerRadius::same(2), color(theme.hover));
    let x = |share: f32| track.left() + track.width() * share.clamp(0.0, 1.0);
    let bar = Rect::from_min_max(pos2(x(used.0), track.top()), pos2(x(used.1).max(x(used.0) + 2.0), track.bottom()));
    let hue = hue_of(ctx, found);
    if suggested {
        ui.painter().rect_filled(bar, CornerRadius::same(2), hue.gamma_multiply(0.2));
        let corners = [bar.left_top(), bar.right_top(), bar.right_bottom(), bar.left_bottom(), bar.left_top()];
        ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.0, hue), 3.0, 3.0));
    } else {
        ui.painter().rect_filled(bar, CornerRadius::same(2), hue);
    }
    let contacts = crate::domain::count(u64::from(number.contacts), "contact", "contacts");
    let handsets = crate::domain::count(u64::from(number.handsets), "handset", "handsets");
    if response.on_hover_text(format!("{life}\n{contacts}, {handsets}")).clicked() {
        ctx.send.command(UiCommand::Pick(ActorKey::Number(number.number)));
    }
}

/// `back after 47 min, 83 % told in first hour`.
fn gap_words(link: &Link) -> String {
    let gap = match link.gap_secs {
        gap if link.tie == Tie::Beside => format!("runs beside for {}", span(gap)),
        gap if gap < 0 => format!("both in use for {}", span(gap)),
        gap if link.order_effective.is_some() => format!("back after {}", span(gap)),
        gap => format!("after {}", span(gap)),
    };
    match link.told_first_hour {
        Some(share) => format!("{gap}, {:.0} % told in first hour", share * 100.0),
        None => gap,
    }
}

fn gap_ui(ctx: &UiCtx<'_>, link: &Link, ui: &mut Ui) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let said = gap_words(link);
    let y = rect.center().y;
    let rail = rect.left() + 4.0;
    let stroke = Stroke::new(1.0, color(theme.border));
    let ends = [pos2(rail, rect.top() - 1.0), pos2(rail, rect.bottom() + 1.0)];
    if link.status == Status::Suggested {
        ui.painter().extend(Shape::dashed_line(&ends, stroke, 3.0, 3.0));
    } else {
        ui.painter().line_segment(ends, stroke);
    }
    let mut x = rect.left() + 16.0;
    if link.order_effective.is_some() {
        Icon::Order.paint(ui.painter(), pos2(x + 6.0, y), color(theme.signal));
        x += 17.0;
    }
    let galley = line(ui, said.as_str(), Type::Note, color(theme.second), rect.right() - x);
    paint_start(ui, &galley, x, y);
    let order = link.order_effective.map(|at| format!("Blocking order bites {}", at.date_time(ctx.session.zone())));
    let name = order.as_ref().map_or_else(|| said.clone(), |order| format!("{said}. {order}"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.as_str()));
    if let Some(order) = order {
        response.on_hover_text(order);
    }
}

/// The hue of the city a line is run from.
pub(super) fn hue_of(ctx: &UiCtx<'_>, found: &Line) -> Color32 {
    let network = ctx.session.derived().network(crate::domain::Level::Lines);
    let origin = network.actor(ActorKey::Line(found.key)).and_then(|actor| actor.origin);
    color(ctx.theme.hue(origin.and_then(|o| network.origins.iter().position(|&known| known == o))))
}
