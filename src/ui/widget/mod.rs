//! Pieces of the window that more than one panel uses: a widget each. They take the theme and know nothing of cases.

mod button;
mod field;
mod focus;
mod icon;
mod ink;
mod menu;
mod meter;
mod row;
mod section;
mod segmented;
mod track;

pub(super) use button::{Emphasis, PushButton, icon_button};
pub(super) use field::text_field;
pub(super) use focus::FocusRing;
pub(super) use icon::Icon;
pub(super) use ink::{line, paint_end, paint_middle, paint_start, words};
pub(super) use menu::{choice_menu, menu_face};
pub(super) use meter::{Part, meter};
pub(super) use row::{ListRow, Mark, row_wish};
pub(super) use section::{rule, section_heading};
pub(super) use segmented::segmented;
pub(super) use track::track;
