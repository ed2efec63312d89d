//! What the keys do, and what the program is.

use super::UiCtx;
use super::actions::{ACTIONS, shown};
use super::style::{Type, color};
use super::widget::{Icon, icon_button, line, paint_start, words};
use eframe::egui::{Align, Id, Layout, Modal, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

/// Which help is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Help {
    /// What the keys do.
    Keys,
    /// What the program is.
    About,
}

/// Keys and gestures that are not in the table of actions.
const GESTURES: [(&str, &str); 9] = [
    ("Select", "Click"),
    ("Add to the selection", "Ctrl+click"),
    ("Select in a box", "Shift+drag"),
    ("Unfold or fold a line", "Double-click"),
    ("Move the picture", "Drag the ground"),
    ("Pin a node", "Drag the node"),
    ("Zoom", "Wheel"),
    ("Next or previous control", "Tab, Shift+Tab"),
    ("Press a control", "Space or Enter"),
];

/// Shows the help; says whether it is to be closed.
pub(super) fn help_ui(ctx: &UiCtx<'_>, help: Help, ui: &Ui) -> bool {
    let mut close = false;
    let modal = Modal::new(Id::unique("help")).show(ui.ctx(), |ui| {
        let room = ui.ctx().content_rect();
        ui.set_width(520.0_f32.min(room.width() - 60.0));
        close = heading_ui(ctx, if help == Help::Keys { "Keys" } else { "About Linefold" }, ui);
        ScrollArea::vertical().max_height(room.height() - 160.0).show(ui, |ui| match help {
            Help::Keys => keys_ui(ctx, ui),
            Help::About => about_ui(ctx, ui),
        });
    });
    close || modal.should_close()
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

fn keys_ui(ctx: &UiCtx<'_>, ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for action in ACTIONS.iter().filter(|action| !action.keys.is_empty()) {
        let keys: Vec<_> = action.keys.iter().map(|keys| shown(ui.ctx(), keys)).collect();
        row(ctx, ui, action.name, &keys.join(", "));
    }
    ui.add_space(8.0);
    for (what, how) in GESTURES {
        row(ctx, ui, what, how);
    }
}

fn row(ctx: &UiCtx<'_>, ui: &mut Ui, what: &str, how: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let what_ink = line(ui, what, Type::Body, color(ctx.theme.text), 300.0);
    paint_start(ui, &what_ink, rect.left(), rect.center().y);
    let how_ink = line(ui, how, Type::Body, color(ctx.theme.second), rect.width() - 308.0);
    paint_start(ui, &how_ink, rect.left() + 308.0, rect.center().y);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what}: {how}")));
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
