//! Files and folders dropped onto the window.

use super::style::{Type, color};
use super::widget::line;
use super::{UiCommand, UiCtx};
use crate::domain::count;
use eframe::egui::{CornerRadius, Id, LayerId, Order, Stroke, StrokeKind, Ui};

/// Opens what was dropped, and says what would be while it hovers.
pub(super) fn drop_ui(ctx: &UiCtx<'_>, ui: &Ui) {
    let dropped: Vec<_> = ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !dropped.is_empty() {
        ctx.send.command(UiCommand::Open(dropped));
        return;
    }
    let hovering = ui.input(|input| input.raw.hovered_files.len());
    if hovering == 0 {
        return;
    }
    let theme = ctx.theme;
    let screen = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop")));
    painter.rect_filled(screen, 0.0, color(theme.canvas.faded(0.85)));
    let frame = screen.shrink(24.0);
    painter.rect_stroke(frame, CornerRadius::same(12), Stroke::new(2.0, color(theme.accent)), StrokeKind::Inside);
    let said = format!("Drop to open {}", count(hovering as u64, "file or folder", "files or folders"));
    let galley = line(ui, said, Type::Heading, color(theme.text), frame.width());
    let at = frame.center() - galley.size() / 2.0;
    painter.galley(at, galley, color(theme.text));
}
