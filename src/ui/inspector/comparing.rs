//! Two numbers or lines that the user selected together: what speaks for and against their being one line.

use super::fold::fold_ui;
use crate::domain::ActorKey;
use crate::folding::Candidate;
use crate::session::{Job, Session};
use crate::ui::UiCtx;
use crate::ui::style::{Type, color};
use crate::ui::widget::words;
use eframe::egui::{Context, Ui};
use std::collections::BTreeSet;

/// The two, as of a revision of the case, and their judgement once it is worked out.
#[derive(Default)]
pub(super) struct Comparing {
    about: Option<([ActorKey; 2], u64)>,
    answer: Option<Candidate>,
    job: Option<Job<Candidate>>,
}

impl Comparing {
    /// Whether a judgement is being worked out.
    pub(super) fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in what was worked out, and begins anew where two others are selected or the case has changed.
    pub(super) fn advance(&mut self, session: &Session, selected: &BTreeSet<ActorKey>, ctx: &Context) {
        match self.job.as_ref().map(Job::poll) {
            Some(Ok(Some(answer))) => (self.answer, self.job) = (Some(answer), None),
            Some(Err(_died)) => self.job = None,
            _ => {}
        }
        let mut keys = selected.iter().copied();
        let two = match (keys.next(), keys.next(), keys.next()) {
            (Some(one), Some(other), None) => Some([one, other]),
            _ => None,
        };
        let about = two.map(|two| (two, session.derived().revision));
        if self.about == about {
            return;
        }
        // What was decided of the two a moment ago stays in view until it is weighed again.
        if self.about.map(|about| about.0) != two {
            self.answer = None;
        }
        (self.about, self.job) = (about, None);
        let question = two.and_then(|two| session.compare(two));
        if let Some(question) = question {
            let woken = ctx.clone();
            self.job = Job::start("comparing", move || woken.request_repaint(), move |_| question.answer()).ok();
        } else {
            self.answer = None;
        }
    }

    /// The judgement, once it is there.
    pub(super) fn answer(&self) -> Option<&Candidate> {
        self.answer.as_ref()
    }

    /// Shows it, or that it is being worked out; nothing where the two cannot be put side by side.
    pub(super) fn show(&self, ctx: &UiCtx<'_>, total: bool, ui: &mut Ui) {
        if let Some(candidate) = &self.answer {
            fold_ui(ctx, candidate, &[candidate], total, ui);
        } else if self.is_busy() {
            words(ui, "The two are being weighed against each other.", Type::Body, color(ctx.theme.second));
        }
    }
}
