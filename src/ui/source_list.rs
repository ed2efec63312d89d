//! The files of the left panel: those of the case and those on their way to it, each with its state.

use super::sources::{self, SourceFile, source_files};
use super::style::{Type, color};
use super::widget::{Icon, ListRow, Mark, line, paint_start};
use super::{UiCommand, UiCtx};
use crate::domain::{grouped, span};
use crate::scene::Rgba;
use crate::session::{FileState, IncomingFile, Pace};
use eframe::egui::{
    Align, Button, CornerRadius, Layout, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a line of small words under a file.
const NOTE: f32 = 15.0;

/// Shows the list, `pad` from both edges.
pub(super) fn source_list_ui(ctx: &UiCtx<'_>, pad: f32, ui: &mut Ui) {
    for file in source_files(ctx.session.case().batches()) {
        ui.push_id(file.sha256(), |ui| source_ui(ctx, &file, pad, ui));
    }
    for file in ctx.intake.files() {
        ui.push_id(file.id, |ui| incoming_ui(ctx, file, pad, ui));
    }
}

/// A file of the case: a click shows its report; what else can be done is behind the dots at its end.
fn source_ui(ctx: &UiCtx<'_>, file: &SourceFile<'_>, pad: f32, ui: &mut Ui) {
    let (words, figure) = file.holds();
    let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), super::style::row_height(ui)));
    let dots = Rect::from_center_size(pos2(room.right() - pad - 6.0, room.center().y), vec2(24.0, 20.0));
    let id = ui.scope_id().with(("more", file.sha256()));
    let is_hot = ui.rect_contains_pointer(room)
        || ui.memory(|memory| memory.has_focus(id))
        || Popup::is_id_open(ui.ctx(), id.with("popup"));
    let figures = if is_hot { vec![String::new()] } else { vec![figure] };
    let row = ListRow {
        mark: Mark::Icon(Icon::Page),
        label: file.name(),
        columns: &figures,
        lit: false,
        selected: false,
        name: &format!("{}, {words}: import report", file.name()),
        pad,
    };
    let response = row.show(ui, ctx.theme);
    if response.clicked() {
        ctx.send.command(UiCommand::ShowReport(Some(file.sha256().to_owned())));
    }
    response.context_menu(|ui| source_menu(ctx, file, ui));
    let more = ui.interact(dots, id, Sense::click());
    more.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: more", file.name())));
    if is_hot {
        Icon::More.paint(ui.painter(), dots.center(), color(ctx.theme.text));
    }
    more_menu(ctx, file, &more);
    if file.tables.len() > 1 {
        for batch in &file.tables {
            let part = batch.source.part.as_deref().unwrap_or("table");
            table_ui(ctx, part, &sources::figure(batch), pad, ui);
        }
    }
}

/// The menu of a file of the case, at the button that opens it.
pub(super) fn more_menu(ctx: &UiCtx<'_>, file: &SourceFile<'_>, button: &Response) {
    Popup::menu(button)
        .layout(Layout::top_down_justified(Align::Min))
        .width(220.0)
        .show(|ui| source_menu(ctx, file, ui));
}

fn source_menu(ctx: &UiCtx<'_>, file: &SourceFile<'_>, ui: &mut Ui) {
    let hash = || file.sha256().to_owned();
    let entries = [
        ("Import report", UiCommand::ShowReport(Some(hash())), true),
        ("Read again another way", UiCommand::ReadAgain(hash()), true),
        ("Save rejected rows", UiCommand::SaveRejected(Some(hash())), file.sum(|report| report.rejected) > 0),
        ("Remove from the case", UiCommand::RemoveSource(hash()), true),
    ];
    for (words, wish, enabled) in entries {
        let button = Button::new(words).frame_when_inactive(false);
        if ui.add_enabled(enabled, button).clicked() {
            ctx.send.command(wish);
        }
    }
}

/// A table of a file that holds several.
fn table_ui(ctx: &UiCtx<'_>, part: &str, figure: &str, pad: f32, ui: &mut Ui) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), NOTE + 1.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Table {part}: {figure}")));
    let ink = color(ctx.theme.second);
    let figure = line(ui, figure, Type::Note, ink, 80.0);
    let end = super::widget::paint_end(ui, &figure, rect.right() - pad, rect.center().y);
    let begin = rect.left() + pad + 20.0;
    let words = line(ui, part, Type::Note, ink, end - begin - 6.0);
    paint_start(ui, &words, begin, rect.center().y);
}

/// A file that is not in the case, or not yet.
fn incoming_ui(ctx: &UiCtx<'_>, file: &IncomingFile, pad: f32, ui: &mut Ui) {
    let theme = ctx.theme;
    let state = file.state();
    let (icon, words, ink) = shown(ctx, &state);
    let name = format!("{}: {words}", file.name);
    let row = ListRow {
        mark: Mark::Icon(icon),
        label: &file.name,
        columns: &[],
        lit: matches!(state, FileState::Asks(_)),
        selected: false,
        name: &name,
        pad,
    };
    if row.show(ui, theme).clicked() {
        let asks = matches!(state, FileState::Asks(_));
        ctx.send.command(if asks { UiCommand::AskAbout(file.id) } else { UiCommand::ShowIncoming(file.id) });
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), NOTE), Sense::hover());
    let begin = rect.left() + pad + 20.0;
    let room = rect.right() - pad - begin;
    let short = if let FileState::Reading(pace) = &state { pace_words(pace, false) } else { words };
    let note = line(ui, short, Type::Note, color(ink), room);
    paint_start(ui, &note, begin, rect.center().y - 1.0);
    if let FileState::Reading(pace) = &state {
        let bar = Rect::from_min_size(pos2(begin, rect.bottom() - 2.0), vec2(room, 2.0));
        share_bar(ctx, bar, pace.share.unwrap_or(0.0), ui);
    }
}

/// A thin bar filled up to a share.
pub(super) fn share_bar(ctx: &UiCtx<'_>, bar: Rect, share: f32, ui: &Ui) {
    ui.painter().rect_filled(bar, CornerRadius::same(1), color(ctx.theme.hover));
    let filled = bar.with_max_x(bar.left() + bar.width() * share);
    ui.painter().rect_filled(filled, CornerRadius::same(1), color(ctx.theme.accent));
}

/// The icon, the words and the ink of a state.
pub(super) fn shown(ctx: &UiCtx<'_>, state: &FileState) -> (Icon, String, Rgba) {
    let theme = ctx.theme;
    match state {
        FileState::Waiting => (Icon::Waiting, "Waiting".to_owned(), theme.second),
        FileState::Reading(pace) => (Icon::Page, pace_words(pace, true), theme.second),
        FileState::Asks(_) => (Icon::Question, "Needs an answer".to_owned(), theme.text),
        FileState::LeftAside(_) => (Icon::Page, "Left aside".to_owned(), theme.second),
        FileState::Failed(why) => (Icon::Cross, format!("Not read. {why}"), theme.signal),
        FileState::Stopped => (Icon::Cross, "Stopped, nothing was added".to_owned(), theme.second),
        FileState::Known(of) => (Icon::Page, format!("Same file as {of}, not added again"), theme.second),
    }
}

/// `Reading, 42 %, 310,000 rows a second, 4 s left`; where there is little room `42 %, 310,000 rows/s, 4 s left`.
fn pace_words(pace: &Pace, long: bool) -> String {
    let done = pace.share.map(|share| format!("{:.0} %", share * 100.0));
    let mut said: Vec<String> =
        (long || done.is_none()).then(|| "Reading".to_owned()).into_iter().chain(done).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate for people, never negative")]
    if let Some(rate) = pace.rows_per_sec() {
        let rate = if rate >= 10_000.0 { (rate / 1000.0).round() * 1000.0 } else { rate.round() };
        said.push(format!("{} {}", grouped(rate as u64), if long { "rows a second" } else { "rows/s" }));
    }
    #[expect(clippy::cast_possible_truncation, reason = "seconds until a file is read")]
    if let Some(left) = pace.secs_left() {
        said.push(format!("{} left", span(left.ceil() as i64)));
    }
    said.join(", ")
}
