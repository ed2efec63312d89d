//! Events that two files tell, row by row: worked out when they are asked for.

use crate::domain::{count, grouped};
use crate::import::{Batch, combine};
use crate::session::Job;
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::words;
use eframe::egui::{Align, Context, Label, Layout, RichText, Ui};
use egui_extras::{Column, TableBuilder};
use std::sync::Arc;

/// A row, and the row of another file that tells the same event: the index of the table and the row of each.
type Pair = ((u16, u32), (u16, u32));

/// The list, as of a revision of the case.
#[derive(Default)]
pub(in crate::ui) struct Twice {
    revision: u64,
    list: Option<Vec<Pair>>,
    job: Option<Job<Vec<Pair>>>,
}

impl Twice {
    /// Whether the list is being worked out.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in what was worked out, and begins anew where the case has changed.
    pub(in crate::ui) fn advance(&mut self, case: &crate::case::Case, ctx: &Context) {
        match self.job.as_ref().map(Job::poll) {
            Some(Ok(Some(list))) => {
                self.list = Some(list);
                self.job = None;
            }
            Some(Err(_died)) => self.job = None,
            _ => {}
        }
        if self.revision != case.content_revision() {
            let (batches, woken) = (case.batches().to_vec(), ctx.clone());
            self.revision = case.content_revision();
            self.list = None;
            self.job = Job::start("told twice", move || woken.request_repaint(), move |_| pairs(&batches)).ok();
        }
    }
}

fn pairs(batches: &[Arc<Batch>]) -> Vec<Pair> {
    let combined = combine(batches);
    let told = combined.told_twice.iter().map(|told| {
        let kept = combined.records.get(told.kept);
        ((told.source, told.row), (kept.source, kept.row))
    });
    let mut pairs: Vec<Pair> = told.collect();
    pairs.sort_unstable();
    pairs
}

/// Shows the list.
pub(super) fn twice_ui(ctx: &UiCtx<'_>, twice: &Twice, ui: &mut Ui) {
    let theme = ctx.theme;
    let said = "Two operators may tell of one event. Where the numbers and the kind are the same, and start and duration differ by two \
                seconds at most, the two rows are one record, which keeps both phones and both cells. No row is lost: remove \
                either file, and the other still tells the event.";
    words(ui, said, Type::Body, color(theme.second));
    let Some(list) = &twice.list else {
        words(ui, "Comparing the files.", Type::Body, color(theme.text));
        return;
    };
    words(ui, count(list.len() as u64, "event told twice", "events told twice"), Type::BodyStrong, color(theme.text));
    ui.add_space(4.0);
    let cell = |ui: &mut Ui, said: &str, ink| {
        let text = RichText::new(said).font(Type::Body.font(ui)).color(color(ink));
        ui.add(Label::new(text).truncate());
    };
    let batches = ctx.session.case().batches();
    let name = |table: u16| batches.get(usize::from(table)).map_or_else(String::new, |batch| batch.source.label());
    let room = (ui.available_height() - 40.0).max(160.0);
    let table = TableBuilder::new(ui)
        .id_salt("told twice")
        .max_scroll_height(room)
        .min_scrolled_height(room.min(20.0 * list.len() as f32 + 24.0))
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::initial(240.0).clip(true).resizable(true))
        .column(Column::exact(80.0))
        .column(Column::initial(240.0).clip(true).resizable(true))
        .column(Column::remainder());
    let table = table.header(22.0, |mut header| {
        for said in ["File", "Row", "Tells what this file tells", "In row"] {
            header.col(|ui| cell(ui, said, theme.second));
        }
    });
    table.body(|body| {
        body.rows(20.0, list.len(), |mut row| {
            let (told, kept) = list[row.index()];
            for (table, place) in [told, kept] {
                row.col(|ui| cell(ui, &name(table), theme.text));
                row.col(|ui| cell(ui, &grouped(u64::from(place)), theme.text));
            }
        });
    });
}
