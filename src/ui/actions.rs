//! Every wish that a menu or a key can trigger, with its words and its keys: one table for menus, keys and help.

use super::UiCommand;
use crate::domain::{Level, Verdict};
use eframe::egui::{Context, InputState, Key, KeyboardShortcut, Modifiers, Popup};

/// A wish with its words and keys.
pub(super) struct Action {
    /// What it does, as menus and the list of keys say it.
    pub(super) name: &'static str,
    /// Its keys; the first is shown in menus.
    pub(super) keys: &'static [KeyboardShortcut],
    /// The wish.
    pub(super) command: UiCommand,
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn action(name: &'static str, keys: &'static [KeyboardShortcut], command: UiCommand) -> Action {
    Action { name, keys, command }
}

/// All of them, in the order of the list of keys.
pub(super) static ACTIONS: [Action; 29] = [
    action("Open files", &[ctrl(Key::O)], UiCommand::OpenFiles),
    action("Open folder", &[ctrl_shift(Key::O)], UiCommand::OpenFolder),
    action("Save picture", &[ctrl(Key::S)], UiCommand::SavePicture),
    action("Close window", &[ctrl(Key::Q)], UiCommand::Quit),
    action("Undo", &[ctrl(Key::Z)], UiCommand::Undo),
    action("Redo", &[ctrl(Key::Y), ctrl_shift(Key::Z)], UiCommand::Redo),
    action("Show places", &[plain(Key::Num1)], UiCommand::ShowLevel(Level::Places)),
    action("Show lines", &[plain(Key::Num2)], UiCommand::ShowLevel(Level::Lines)),
    action("Show numbers", &[plain(Key::Num3)], UiCommand::ShowLevel(Level::Numbers)),
    action("Fit picture", &[plain(Key::F), plain(Key::Home), plain(Key::Num0)], UiCommand::FitView),
    action("Zoom in", &[plain(Key::Plus), plain(Key::Equals)], UiCommand::Zoom(1.25)),
    action("Zoom out", &[plain(Key::Minus)], UiCommand::Zoom(0.8)),
    action("Select all lines", &[ctrl(Key::A)], UiCommand::SelectAllLines),
    action("Select lines with a suggested fold", &[ctrl(Key::G)], UiCommand::SelectSuggested),
    action("Select neighbours too", &[ctrl(Key::N)], UiCommand::SelectNeighbours),
    action("Clear selection, close what is open", &[plain(Key::Escape)], UiCommand::Escape),
    action("Accept fold", &[plain(Key::A)], UiCommand::Judge(Verdict::Accepted)),
    action("Reject fold", &[plain(Key::R)], UiCommand::Judge(Verdict::Rejected)),
    action("Say that a fold cannot be", &[plain(Key::X)], UiCommand::Judge(Verdict::CannotBe)),
    action("Skip fold", &[plain(Key::S)], UiCommand::SkipFold),
    action("Import report", &[ctrl(Key::I)], UiCommand::ShowReport(None)),
    action("Left panel", &[ctrl(Key::B)], UiCommand::ToggleLeftPanel),
    action("Dark or light", &[ctrl(Key::D)], UiCommand::ToggleTheme),
    action("Larger text", &[ctrl(Key::Plus), ctrl(Key::Equals)], UiCommand::ScaleText(1.1)),
    action("Smaller text", &[ctrl(Key::Minus)], UiCommand::ScaleText(1.0 / 1.1)),
    action("Text at 100 %", &[ctrl(Key::Num0)], UiCommand::ScaleText(0.0)),
    action("Keys", &[plain(Key::F1)], UiCommand::ShowKeys),
    action("Open the sample", &[], UiCommand::OpenSample),
    action("Close case", &[ctrl(Key::W)], UiCommand::Close),
];

/// The keys of a wish, as a menu shows them; empty where it has none.
pub(super) fn keys_of(ctx: &Context, command: &UiCommand) -> String {
    let found = ACTIONS.iter().find(|action| &action.command == command);
    found.and_then(|action| action.keys.first()).map_or_else(String::new, |keys| shown(ctx, *keys))
}

/// A key as people write it: `Ctrl+Shift+O`.
pub(super) fn shown(ctx: &Context, keys: KeyboardShortcut) -> String {
    // Signs are shown as they stand on the keys.
    ctx.format_shortcut(&keys)
        .replace("Plus", "+")
        .replace("Minus", "\u{2212}")
        .replace("Equals", "=")
        .replace("Escape", "Esc")
}

/// Takes the keys pressed in this frame and says what they wish. While a text field has the keyboard only keys that
/// mean nothing to it are taken; while a menu is open, none.
pub(super) fn pressed(ctx: &Context) -> Vec<UiCommand> {
    // Asked of the memory: the frame that is about to be drawn has no popup yet.
    if Popup::is_any_open(ctx) {
        return Vec::new();
    }
    let typing = ctx.text_edit_focused();
    // A shortcut also matches when more modifiers are held: ask for those with most first.
    let mut keys: Vec<_> = ACTIONS.iter().flat_map(|a| a.keys.iter().map(move |key| (*key, &a.command))).collect();
    keys.sort_by_key(|(key, _)| {
        let held = key.modifiers;
        std::cmp::Reverse(usize::from(held.command) + usize::from(held.shift))
    });
    ctx.input_mut(|input| {
        let taken = keys.into_iter().filter(|(key, _)| !(typing && means_something_typed(*key)));
        taken.flat_map(|(key, command)| std::iter::repeat_n(command.clone(), count(input, key))).collect()
    })
}

fn count(input: &mut InputState, keys: KeyboardShortcut) -> usize {
    input.count_and_consume_key(keys.modifiers, keys.logical_key)
}

/// Whether a text field has its own use for these keys.
fn means_something_typed(keys: KeyboardShortcut) -> bool {
    let plain = keys.modifiers.is_none() && keys.logical_key != Key::F1;
    plain || matches!(keys.logical_key, Key::Z | Key::Y | Key::A)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let mut keys: Vec<_> = ACTIONS.iter().flat_map(|a| a.keys).map(|k| format!("{k:?}")).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
