//! Messages to the user: news goes by itself, what went wrong stays until it is read.

use super::style::{Type, color};
use super::widget::{Icon, icon_button};
use super::{UiCommand, UiCtx};
use eframe::egui::{self, Align2, Frame, Id, Label, Margin, RichText, Role, Stroke, Ui, vec2};
use std::time::{Duration, Instant};

/// How long news stays.
const NEWS: Duration = Duration::from_secs(6);

/// Width of a message at most.
const WIDTH: f32 = 520.0;

/// One message.
#[derive(Clone, Debug)]
struct Notice {
    id: u64,
    text: String,
    /// When it goes by itself; `None` if it waits to be dismissed.
    until: Option<Instant>,
}

/// The messages shown, oldest first.
#[derive(Debug, Default)]
pub(super) struct Notices {
    shown: Vec<Notice>,
    next: u64,
}

impl Notices {
    /// Something went well.
    pub(super) fn news(&mut self, text: impl Into<String>) {
        self.push(text.into(), Some(Instant::now() + NEWS));
    }

    /// Something went wrong, or needs to be read.
    pub(super) fn problem(&mut self, text: impl Into<String>) {
        self.push(text.into(), None);
    }

    /// Takes one away.
    pub(super) fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notice| notice.id != id);
    }

    fn push(&mut self, text: String, until: Option<Instant>) {
        // The same words twice are said once.
        self.shown.retain(|notice| notice.text != text);
        self.shown.push(Notice { id: self.next, text, until });
        self.next += 1;
    }

    /// Forgets news whose time is over and says when the next goes.
    pub(super) fn expire(&mut self) -> Option<Duration> {
        let now = Instant::now();
        self.shown.retain(|notice| notice.until.is_none_or(|until| until > now));
        self.shown.iter().filter_map(|notice| notice.until).min().map(|until| until - now)
    }

    /// Shows them over the bottom of the centre, `bottom` points above the bottom of the window.
    pub(super) fn show(&self, ctx: &UiCtx<'_>, ui: &Ui, centre_x: f32, bottom: f32) {
        if self.shown.is_empty() {
            return;
        }
        let screen = ui.ctx().content_rect();
        let offset = vec2(centre_x - screen.center().x, -bottom);
        egui::Area::new(Id::unique("notices"))
            .anchor(Align2::CENTER_BOTTOM, offset)
            .order(egui::Order::Foreground)
            .accessible_name("Messages")
            .role(Role::Alert)
            .show(ui.ctx(), |ui| {
                for notice in &self.shown {
                    notice_ui(ctx, notice, ui);
                    ui.add_space(6.0);
                }
            });
    }
}

fn notice_ui(ctx: &UiCtx<'_>, notice: &Notice, ui: &mut Ui) {
    let theme = ctx.theme;
    let edge = if notice.until.is_none() { theme.signal } else { theme.border };
    Frame::new()
        .fill(color(theme.panel))
        .stroke(Stroke::new(1.0, color(edge)))
        .corner_radius(6)
        .inner_margin(Margin { left: 14, right: 6, top: 6, bottom: 6 })
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                let font = Type::Body.font(ui);
                let text = RichText::new(notice.text.as_str()).font(font).color(color(theme.text));
                ui.scope(|ui| {
                    ui.set_max_width(WIDTH);
                    ui.vertical(|ui| {
                        ui.add_space(4.0);
                        ui.add(Label::new(text).wrap());
                    });
                });
                if icon_button(ui, theme, Icon::Cross, "Dismiss", None).clicked() {
                    ctx.send.command(UiCommand::Dismiss(notice.id));
                }
            });
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_stays_until_it_is_dismissed() {
        let mut notices = Notices::default();
        notices.problem("The file is empty.");
        notices.problem("The file is empty.");
        assert_eq!(notices.expire(), None);
        assert_eq!(notices.shown.len(), 1, "said once");
        notices.dismiss(notices.shown[0].id);
        assert!(notices.shown.is_empty());
    }
}
