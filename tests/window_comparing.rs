//! Two lines that nobody thought worth judging, selected together and weighed against each other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use crate::window::{Scripted, Window, click, named, press, settle, window};
use eframe::egui::{Key, Modifiers};
use linefold::domain::{ActorKey, NumberPair, Verdict};
use linefold::ui::{Recent, UiCommand};

/// The last number of a line and the first of a later one of which the folding says nothing.
fn unjudged(window: &Window<'_>) -> ([ActorKey; 2], NumberPair) {
    let folding = &window.state().session().derived().folding;
    let mut lines: Vec<_> = folding.lines.iter().collect();
    lines.sort_by_key(|line| (line.numbers[0].first, line.key));
    let pairs = lines.iter().enumerate().flat_map(|(at, old)| lines[at + 1..].iter().map(move |new| (old, new)));
    let pair = |(old, new): (&&linefold::folding::Line, &&linefold::folding::Line)| {
        let pair = NumberPair { old: old.numbers.last().unwrap().number, new: new.numbers[0].number };
        ([ActorKey::Line(old.key), ActorKey::Line(new.key)], pair)
    };
    pairs.map(pair).find(|(_, pair)| folding.candidate(*pair).is_none()).unwrap()
}

#[test]
fn two_lines_selected_together_are_weighed_and_can_be_ruled_out() {
    let mut window = window(Vec::new(), Scripted::answering([]), Recent::default());
    click(&mut window, "Open the sample");
    let (lines, pair) = unjudged(&window);
    window.state().wish(UiCommand::Select(lines.to_vec()));
    settle(&mut window);
    let (old, new) = (pair.old.last_six(), pair.new.last_six());
    let both = |name: &String| name.contains(&old) && name.contains(&new);
    let shown = named(&window, "Evidence in bits").into_iter().filter(both).count();
    assert_eq!(shown, 1, "{:?}", named(&window, &new));
    assert!(!named(&window, "Starting point").is_empty(), "its reasons are listed");

    press(&mut window, Modifiers::NONE, Key::X);
    settle(&mut window);
    let decided = window.state().session().case().decision(pair).unwrap().verdict;
    assert_eq!(decided, Verdict::CannotBe);
    let folding = &window.state().session().derived().folding;
    assert_eq!(folding.candidate(pair).and_then(|c| c.verdict), Some(Verdict::CannotBe));
    assert!(!named(&window, "Cannot be").is_empty() && !named(&window, "Reopen").is_empty());
}
