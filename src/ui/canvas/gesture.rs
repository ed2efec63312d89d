//! What the pointer does, as a small machine: what happened this frame goes in, wishes come out. Knows no window.

use crate::domain::{ActorKey, LineKey};
use crate::geom::{Point, Rect};

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Spot {
    /// Nothing.
    #[default]
    Empty,
    /// A node, or something inside an unfolded line.
    Node(ActorKey),
    /// A link, by its two ends.
    Tie(ActorKey, ActorKey),
    /// The button that folds an unfolded line.
    FoldButton(LineKey),
}

/// A button of the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Button {
    Primary,
    Secondary,
    Middle,
}

/// How far a drag is. Points are in view space.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Drag {
    /// Nothing is dragged.
    #[default]
    None,
    /// A button went down at `press` over `on`, and the pointer has moved too far for a click.
    Began { button: Button, press: Point, on: Spot },
    /// The button is still down.
    Goes,
    /// The button came up.
    Ended,
    /// The user thought better of it.
    Cancelled,
}

/// A button that came up where it went down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Click {
    pub button: Button,
    pub double: bool,
    pub on: Spot,
}

/// What the pointer did this frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Touch {
    /// Where it is, in view space.
    pub at: Option<Point>,
    /// The drag, if any.
    pub drag: Drag,
    /// The click, if any.
    pub click: Option<Click>,
    /// Whether Shift is down.
    pub shift: bool,
    /// Whether Ctrl (Command on a Mac) is down.
    pub command: bool,
    /// Whether Alt (Option on a Mac) is down.
    pub alt: bool,
    /// How far the wheel turned, in points; away from the user is positive.
    pub wheel: f32,
    /// How far two fingers moved on a trackpad, in points.
    pub swipe: Point,
    /// Factor of a pinch, or of the wheel with Ctrl; 1 is none.
    pub pinch: f32,
}

impl Default for Touch {
    fn default() -> Self {
        Self {
            at: None,
            drag: Drag::None,
            click: None,
            shift: false,
            command: false,
            alt: false,
            wheel: 0.0,
            swipe: Point::ZERO,
            pinch: 1.0,
        }
    }
}

/// What becomes of the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// These instead of what was selected.
    Replace,
    /// These in if they were out, and out if they were in.
    Toggle,
    /// These as well.
    Add,
}

/// What the user wants. Points are in view space.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    /// Move the picture by this much.
    Pan(Point),
    /// Zoom by a factor, keeping the point where it is.
    Zoom { factor: f32, about: Point },
    /// Show all.
    Fit,
    /// Select nodes.
    Select(Vec<ActorKey>, Choice),
    /// Select what lies in the rectangle.
    SelectWithin(Rect, Choice),
    /// Select what the outline surrounds.
    SelectInside(Vec<Point>, Choice),
    /// Unfold a line or fold it again.
    ToggleUnfold(LineKey),
    /// Take a node up.
    Grab(ActorKey),
    /// Carry what was taken up: how far from where it was.
    Carry(Point),
    /// Put it down here.
    Drop,
    /// Put it back where it was.
    PutBack,
    /// Open the menu of what lies here.
    Menu(Spot),
    /// Make the layout under way wait, or let it go on.
    TogglePause,
}

/// What the hand holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Grip {
    /// Nothing.
    #[default]
    Nothing,
    /// The picture; where the pointer was last.
    Picture(Point),
    /// A corner of the selecting rectangle; where it was pressed and where it is.
    Corner(Point, Point),
    /// The end of a line drawn round what is to be selected; where it has been.
    Lasso(Vec<Point>),
    /// A node; where it was pressed.
    Node(Point),
}

/// The points of a lasso are this far apart at least.
const LASSO_STEP: f32 = 3.0;

/// How much a point of wheel zooms: a notch of 40 to 50 points is about a fifth.
const WHEEL_GAIN: f32 = 0.004;

impl Grip {
    /// Goes on by one frame.
    pub(super) fn advance(&mut self, touch: &Touch) -> Vec<Wish> {
        let mut wishes = Vec::new();
        self.drag(touch, &mut wishes);
        if let Some(click) = touch.click {
            wishes.extend(clicked(click, touch));
        }
        if let Some(about) = touch.at {
            let factor = touch.pinch * (touch.wheel * WHEEL_GAIN).exp();
            if (factor - 1.0).abs() > 1e-6 {
                wishes.push(Wish::Zoom { factor, about });
            }
            if touch.swipe != Point::ZERO {
                wishes.push(Wish::Pan(touch.swipe));
            }
        }
        wishes
    }

    /// The rectangle being drawn to select with, if any.
    pub(super) fn selecting(&self) -> Option<Rect> {
        match self {
            Self::Corner(from, to) => Some(Rect::of_corners(*from, *to)),
            _ => None,
        }
    }

    /// The line being drawn to select with, if any.
    pub(super) fn lasso(&self) -> Option<&[Point]> {
        match self {
            Self::Lasso(points) => Some(points),
            _ => None,
        }
    }

    fn drag(&mut self, touch: &Touch, wishes: &mut Vec<Wish>) {
        if let Drag::Began { button, press, on } = touch.drag {
            *self = match (button, on) {
                (Button::Secondary, _) => Self::Corner(press, press),
                (Button::Primary, _) if touch.shift => Self::Corner(press, press),
                (Button::Primary, _) if touch.alt => Self::Lasso(vec![press]),
                (Button::Primary, Spot::Node(key)) => {
                    wishes.push(Wish::Grab(key));
                    Self::Node(press)
                }
                _ => Self::Picture(press),
            };
        }
        if let Some(at) = touch.at.filter(|_| touch.drag != Drag::Cancelled && touch.drag != Drag::None) {
            match self {
                Self::Picture(last) if *last != at => {
                    wishes.push(Wish::Pan(at - *last));
                    *last = at;
                }
                Self::Corner(_, corner) => *corner = at,
                Self::Lasso(points) => {
                    if points.last().is_none_or(|last| (at - *last).length() >= LASSO_STEP) {
                        points.push(at);
                    }
                }
                Self::Node(press) => wishes.push(Wish::Carry(at - *press)),
                Self::Nothing | Self::Picture(_) => {}
            }
        }
        let choice = if touch.command { Choice::Add } else { Choice::Replace };
        match (touch.drag, &mut *self) {
            (Drag::Ended, Self::Corner(from, to)) => {
                wishes.push(Wish::SelectWithin(Rect::of_corners(*from, *to), choice));
            }
            (Drag::Ended, Self::Lasso(points)) => wishes.push(Wish::SelectInside(std::mem::take(points), choice)),
            (Drag::Ended, Self::Node(_)) => wishes.push(Wish::Drop),
            (Drag::Cancelled | Drag::None, Self::Node(_)) => wishes.push(Wish::PutBack),
            _ => {}
        }
        if matches!(touch.drag, Drag::Ended | Drag::Cancelled | Drag::None) {
            *self = Self::Nothing;
        }
    }
}

/// What a click means.
fn clicked(click: Click, touch: &Touch) -> Option<Wish> {
    let choice = if touch.shift || touch.command { Choice::Toggle } else { Choice::Replace };
    match (click.button, click.double, click.on) {
        (Button::Secondary, _, on) => Some(Wish::Menu(on)),
        (Button::Middle, ..) => None,
        (_, _, Spot::FoldButton(line)) | (_, true, Spot::Node(ActorKey::Line(line))) => Some(Wish::ToggleUnfold(line)),
        (_, true, Spot::Empty) => Some(Wish::Fit),
        (_, false, Spot::Node(key)) => Some(Wish::Select(vec![key], choice)),
        (_, false, Spot::Tie(a, b)) => Some(Wish::Select(if a == b { vec![a] } else { vec![a, b] }, choice)),
        (_, false, Spot::Empty) if choice == Choice::Replace => Some(Wish::Select(Vec::new(), choice)),
        (_, true, _) | (_, false, Spot::Empty) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AreaKey, Msisdn};
    use crate::geom::point;

    const MARCO: LineKey = LineKey(Msisdn::from_digits(447_700_900_112));
    const NODE: ActorKey = ActorKey::Line(MARCO);
    const TOWN: ActorKey = ActorKey::Town(AreaKey(7));

    fn dragged(button: Button, on: Spot, shift: bool) -> (Grip, Vec<Wish>) {
        let mut grip = Grip::default();
        let began = Drag::Began { button, press: point(100.0, 100.0), on };
        let mut wishes = grip.advance(&Touch { at: Some(point(107.0, 100.0)), drag: began, shift, ..Touch::default() });
        wishes.extend(grip.advance(&Touch {
            at: Some(point(150.0, 160.0)),
            drag: Drag::Goes,
            shift,
            ..Touch::default()
        }));
        (grip, wishes)
    }

    fn end(grip: &mut Grip, drag: Drag) -> Vec<Wish> {
        grip.advance(&Touch { at: Some(point(150.0, 160.0)), drag, ..Touch::default() })
    }

    #[expect(clippy::fn_params_excessive_bools, reason = "the two keys of a click, in a test")]
    fn click(on: Spot, double: bool, command: bool) -> Vec<Wish> {
        let click = Some(Click { button: Button::Primary, double, on });
        Grip::default().advance(&Touch { at: Some(point(1.0, 1.0)), click, command, ..Touch::default() })
    }

    #[test]
    fn a_drag_on_nothing_pans_by_all_of_its_way() {
        let (_, wishes) = dragged(Button::Primary, Spot::Empty, false);
        assert_eq!(wishes, [Wish::Pan(point(7.0, 0.0)), Wish::Pan(point(43.0, 60.0))]);
    }

    #[test]
    fn a_drag_with_the_middle_button_pans_even_from_a_node() {
        let (_, wishes) = dragged(Button::Middle, Spot::Node(NODE), false);
        assert!(wishes.iter().all(|w| matches!(w, Wish::Pan(_))), "{wishes:?}");
    }

    #[test]
    fn a_dragged_node_is_carried_from_where_it_was_and_put_down_once() {
        let (mut grip, wishes) = dragged(Button::Primary, Spot::Node(NODE), false);
        assert_eq!(wishes, [Wish::Grab(NODE), Wish::Carry(point(7.0, 0.0)), Wish::Carry(point(50.0, 60.0))]);
        let wishes = end(&mut grip, Drag::Ended);
        assert_eq!(wishes, [Wish::Carry(point(50.0, 60.0)), Wish::Drop]);
        assert_eq!(grip, Grip::Nothing);
        assert!(end(&mut grip, Drag::None).is_empty());
    }

    #[test]
    fn a_cancelled_drag_puts_the_node_back() {
        let (mut grip, _) = dragged(Button::Primary, Spot::Node(NODE), false);
        assert_eq!(end(&mut grip, Drag::Cancelled), [Wish::PutBack]);
    }

    #[test]
    fn shift_or_the_right_button_draws_a_rectangle_to_select_with() {
        for (button, shift) in [(Button::Primary, true), (Button::Secondary, false)] {
            let (mut grip, wishes) = dragged(button, Spot::Node(NODE), shift);
            assert!(wishes.is_empty());
            let rect = Rect::of_corners(point(100.0, 100.0), point(150.0, 160.0));
            assert_eq!(grip.selecting(), Some(rect));
            assert_eq!(end(&mut grip, Drag::Ended), [Wish::SelectWithin(rect, Choice::Replace)]);
            assert_eq!(grip.selecting(), None);
        }
    }

    #[test]
    fn alt_draws_a_line_round_what_is_to_be_selected() {
        let mut grip = Grip::default();
        let drag = |grip: &mut Grip, x: f32, y: f32, drag: Drag| {
            grip.advance(&Touch { at: Some(point(x, y)), drag, alt: true, command: true, ..Touch::default() })
        };
        let began = Drag::Began { button: Button::Primary, press: point(10.0, 10.0), on: Spot::Node(NODE) };
        assert!(drag(&mut grip, 90.0, 10.0, began).is_empty());
        assert!(drag(&mut grip, 91.0, 10.0, Drag::Goes).is_empty(), "too near to be a corner of its own");
        drag(&mut grip, 50.0, 90.0, Drag::Goes);
        let outline = vec![point(10.0, 10.0), point(90.0, 10.0), point(50.0, 90.0)];
        assert_eq!(grip.lasso(), Some(outline.as_slice()));
        assert_eq!(drag(&mut grip, 50.0, 90.0, Drag::Ended), [Wish::SelectInside(outline, Choice::Add)]);
        assert_eq!(grip, Grip::Nothing);
    }

    #[test]
    fn a_click_selects_and_ctrl_click_toggles() {
        assert_eq!(click(Spot::Node(TOWN), false, false), [Wish::Select(vec![TOWN], Choice::Replace)]);
        assert_eq!(click(Spot::Node(TOWN), false, true), [Wish::Select(vec![TOWN], Choice::Toggle)]);
        assert_eq!(click(Spot::Tie(NODE, TOWN), false, false), [Wish::Select(vec![NODE, TOWN], Choice::Replace)]);
        assert_eq!(click(Spot::Empty, false, false), [Wish::Select(Vec::new(), Choice::Replace)]);
        assert!(click(Spot::Empty, false, true).is_empty(), "a missed Ctrl-click loses no selection");
    }

    #[test]
    fn a_double_click_unfolds_a_line_and_on_nothing_shows_all() {
        assert_eq!(click(Spot::Node(NODE), true, false), [Wish::ToggleUnfold(MARCO)]);
        assert_eq!(click(Spot::FoldButton(MARCO), false, false), [Wish::ToggleUnfold(MARCO)]);
        assert_eq!(click(Spot::Empty, true, false), [Wish::Fit]);
        assert!(click(Spot::Node(TOWN), true, false).is_empty());
    }

    #[test]
    fn the_wheel_zooms_about_the_pointer_and_back_again_exactly() {
        let turn = |wheel| {
            let at = Some(point(30.0, 40.0));
            match Grip::default().advance(&Touch { at, wheel, ..Touch::default() }).as_slice() {
                [Wish::Zoom { factor, about }] if *about == point(30.0, 40.0) => *factor,
                other => panic!("{other:?}"),
            }
        };
        assert!(turn(50.0) > 1.15);
        assert!((turn(50.0) * turn(-50.0) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn two_fingers_pan_and_a_pinch_zooms() {
        let touch = Touch { at: Some(point(9.0, 9.0)), swipe: point(3.0, -4.0), pinch: 1.1, ..Touch::default() };
        let wishes = Grip::default().advance(&touch);
        assert_eq!(wishes, [Wish::Zoom { factor: 1.1, about: point(9.0, 9.0) }, Wish::Pan(point(3.0, -4.0))]);
    }
}
