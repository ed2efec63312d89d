//! A path typed by hand, where the desktop has no dialog to choose one.

use super::UiCtx;
use super::help::modal;
use super::style::{Type, color};
use super::widget::{PushButton, text_field, words};
use super::work::Asking;
use eframe::egui::{Key, Ui, vec2};
use std::path::{Path, PathBuf};

/// What is typed and for what.
#[derive(Clone, Debug)]
pub(super) struct TypedPath {
    pub(super) asking: Asking,
    /// Whether it is here because the desktop has no dialog.
    no_dialog: bool,
    text: String,
    fault: Option<String>,
    /// Whether the field had the keyboard once: after that the user decides what has.
    had_focus: bool,
}

/// How typing ended.
pub(super) enum Typed {
    /// With a path.
    Path(Asking, PathBuf),
    /// Without.
    Cancelled,
}

impl TypedPath {
    /// Asks for a path because the desktop has no dialog.
    pub(super) fn instead(asking: Asking) -> Self {
        let text = match &asking {
            // With the folder it would go to, so that nobody has to guess.
            Asking::Picture(name) | Asking::Rejected(_, name) => {
                let folder = std::env::current_dir().unwrap_or_default();
                folder.join(name).display().to_string()
            }
            Asking::Files | Asking::Folder => String::new(),
        };
        Self { asking, no_dialog: true, text, fault: None, had_focus: false }
    }

    /// Asks for a path because the user wants to type it.
    pub(super) fn wanted() -> Self {
        Self { no_dialog: false, ..Self::instead(Asking::Files) }
    }

    fn saves(&self) -> bool {
        matches!(self.asking, Asking::Picture(_) | Asking::Rejected(..))
    }

    /// Shows the field over the window; says how typing ended.
    pub(super) fn show(&mut self, ctx: &UiCtx<'_>, ui: &Ui) -> Option<Typed> {
        let mut done = None;
        let modal = modal("typed path", ui).show(ui.ctx(), |ui| {
            ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            done = self.inside(ctx, ui);
        });
        if done.is_none() && modal.should_close() {
            done = Some(Typed::Cancelled);
        }
        done
    }

    fn inside(&mut self, ctx: &UiCtx<'_>, ui: &mut Ui) -> Option<Typed> {
        let theme = ctx.theme;
        let (title, verb) = if self.saves() { ("Save to a path", "Save") } else { ("Open a path", "Open") };
        words(ui, title, Type::Heading, color(theme.text));
        if self.no_dialog {
            let why = "This desktop has no file chooser that Linefold could show (no desktop portal and no zenity). Type the path instead.";
            words(ui, why, Type::Body, color(theme.text));
        }
        let hint = if self.saves() { "Folder and file name" } else { "A file, or a folder to open every file in it" };
        let width = ui.available_width();
        let field = text_field(ui, theme, &mut self.text, "Path", hint, width);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let first = !field.has_focus() && !field.lost_focus() && !self.had_focus;
        if first || (entered && self.fault.is_some()) {
            field.request_focus();
            self.had_focus = true;
        }
        if let Some(fault) = &self.fault {
            words(ui, fault.as_str(), Type::Body, color(theme.signal));
        }
        let mut done = None;
        ui.horizontal(|ui| {
            if PushButton::primary(verb).show(ui, theme).clicked() || entered {
                done = self.entered();
            }
            if PushButton::plain("Cancel").show(ui, theme).clicked() {
                done = Some(Typed::Cancelled);
            }
        });
        done
    }

    fn entered(&mut self) -> Option<Typed> {
        let path = PathBuf::from(self.text.trim().trim_matches('"'));
        self.fault = if self.saves() { fault_of_saving(&path) } else { fault_of_opening(&path) };
        self.fault.is_none().then(|| Typed::Path(self.asking.clone(), path))
    }
}

fn fault_of_opening(path: &Path) -> Option<String> {
    match path {
        p if p.as_os_str().is_empty() => Some("Type the path of a file or folder.".to_owned()),
        p if !p.exists() => Some(format!("There is no file or folder {}. Check the spelling.", p.display())),
        _ => None,
    }
}

fn fault_of_saving(path: &Path) -> Option<String> {
    if path.as_os_str().is_empty() || path.file_name().is_none() {
        return Some("Type the folder and the name of the file.".to_owned());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .filter(|folder| !folder.is_dir())
        .map(|folder| format!("There is no folder {}. Check the spelling.", folder.display()))
}
