//! What the keys do, and what the program is.

use super::UiCtx;
use super::actions::{ACTIONS, shown};
use super::canvas::CANVAS_KEYS;
use super::style::{Type, color};
use super::widget::{Icon, icon_button, line, paint_start, section_heading, words};
use eframe::egui::{Align, Frame, Id, Layout, Margin, Modal, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Which help is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Help {
    /// What the keys do.
    Keys,
    /// What the program is.
    About,
}

/// What the pointer does on the canvas, and keys that every control knows.
const GESTURES: [(&str, &str); 11] = [
    ("Click", "Select"),
    ("Ctrl+click", "Add to the selection, or take from it"),
    ("Ctrl+click, of two", "Weigh two numbers or lines against each other"),
    ("Shift+drag", "Select in a box"),
    ("Alt+drag", "Select by drawing a line round"),
    ("Double-click", "Unfold a line, or fold it again"),
    ("Drag the ground", "Move the picture"),
    ("Drag a node", "Pin it elsewhere"),
    ("Wheel", "Zoom about the pointer"),
    ("Tab, Shift+Tab", "Next and previous control"),
    ("Space, Enter", "Press a control"),
];

/// Width of a column of keys.
const COLUMN: f32 = 360.0;

/// Shows the help; says whether it is to be closed.
pub(super) fn help_ui(ctx: &UiCtx<'_>, help: Help, ui: &Ui) -> bool {
    let mut close = false;
    let room = ui.ctx().content_rect();
    let columns = if help == Help::Keys && room.width() > 2.0 * COLUMN + 120.0 { 2 } else { 1 };
    let width = if help == Help::Keys { COLUMN * columns as f32 + 24.0 } else { 480.0 };
    let modal = modal("help", ui).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room.width() - 80.0));
        close = heading_ui(ctx, if help == Help::Keys { "Keys" } else { "About Linefold" }, ui);
        let most = room.height() - 160.0;
        ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| match help {
            Help::Keys => keys_ui(ctx, columns, ui),
            Help::About => about_ui(ctx, ui),
        });
    });
    close || modal.should_close()
}

/// A box in the middle of the window that waits for an answer.
pub(super) fn modal(name: &'static str, ui: &Ui) -> Modal {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(16));
    Modal::new(Id::unique(name)).frame(frame)
}

fn heading_ui(ctx: &UiCtx<'_>, title: &str, ui: &mut Ui) -> bool {
    let mut close = false;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 28.0), Layout::right_to_left(Align::Center), |ui| {
        close = icon_button(ui, ctx.theme, Icon::Cross, "Close", Some("Esc")).clicked();
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
        let galley = line(ui, title, Type::Heading, color(ctx.theme.text), rect.width());
        paint_start(ui, &galley, rect.left(), rect.center().y);
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    });
    ui.add_space(6.0);
    close
}

fn keys_ui(ctx: &UiCtx<'_>, columns: usize, ui: &mut Ui) {
    let ours = ACTIONS.iter().filter(|action| !action.keys.is_empty()).map(|action| {
        let keys: Vec<_> = action.keys.iter().map(|keys| shown(ui.ctx(), *keys)).collect();
        (keys.join(", "), action.name)
    });
    let window: Vec<_> = ours.collect();
    let pointer = GESTURES.map(|(keys, what)| (keys.to_owned(), what));
    let canvas = CANVAS_KEYS.map(|(what, keys)| (keys.to_owned(), what));
    let lists: [(&str, &[(String, &str)]); 3] =
        [("Everywhere", &window), ("Pointer and controls", &pointer), ("While the picture has the keyboard", &canvas)];
    let list = |ui: &mut Ui, (title, rows): &(&str, &[(String, &str)])| {
        section_heading(ui, ctx.theme, title, "", 0.0);
        for (keys, what) in *rows {
            row(ctx, ui, what, keys);
        }
        ui.add_space(10.0);
    };
    ui.spacing_mut().item_spacing = vec2(24.0, 0.0);
    if columns == 2 {
        ui.columns(2, |sides| {
            list(&mut sides[0], &lists[0]);
            for rows in &lists[1..] {
                list(&mut sides[1], rows);
            }
        });
    } else {
        for rows in &lists {
            list(ui, rows);
        }
    }
}

fn row(ctx: &UiCtx<'_>, ui: &mut Ui, what: &str, keys: &str) {
    const KEYS: f32 = 130.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 19.0), Sense::hover());
    let keys_ink = line(ui, keys, Type::Body, color(ctx.theme.second), KEYS - 8.0);
    paint_start(ui, &keys_ink, rect.left(), rect.center().y);
    let what_ink = line(ui, what, Type::Body, color(ctx.theme.text), rect.width() - KEYS);
    paint_start(ui, &what_ink, rect.left() + KEYS, rect.center().y);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{keys}: {what}")));
}

fn about_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    let theme = ctx.theme;
    let version = format!("Version {}. Offline: it opens no connection and sends nothing.", env!("CARGO_PKG_VERSION"));
    let paragraphs = [
        version.as_str(),
        "Linefold folds replacement phone numbers into the lines they belong to, and draws which city supplies which town.",
        "A fold is a suggestion until a person accepts it. Weights are bits: each bit doubles the odds. They say how much the \
         records speak for two numbers being one line; they never say who held a phone.",
        "Coast: Natural Earth, public domain. Places: GeoNames, CC BY 4.0. Face: see assets/fonts. Program: MIT or Apache 2.0.",
    ];
    for paragraph in paragraphs {
        words(ui, paragraph, Type::Control, color(theme.text));
        ui.add_space(8.0);
    }
}
