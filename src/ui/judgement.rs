//! Judging folds from anywhere in the window: by button, by key, by list.

use super::app::LinefoldApp;
use super::{Look, UiCtx};
use crate::case::Edit;
use crate::domain::{ActorKey, Decision, Instant, NumberPair, Verdict};
use crate::folding::Candidate;
use crate::session::Derived;

impl LinefoldApp {
    /// Runs `with` on what panels see.
    fn seen<T>(&self, with: impl FnOnce(&UiCtx<'_>) -> T) -> T {
        let look: Look = self.look();
        let text = crate::export::FontMeasure::embedded();
        with(&UiCtx {
            session: &self.session,
            intake: &self.intake,
            theme: &self.theme,
            text,
            look: &look,
            send: &self.send,
        })
    }

    fn fold_shown(&self) -> Option<Candidate> {
        self.seen(|ctx| self.panels.inspector.fold_shown(ctx).cloned())
    }

    /// Shows a fold with its line selected.
    pub(super) fn show_fold(&mut self, pair: NumberPair) {
        let folding = &self.session.derived().folding;
        let Some(&line) = folding.line_of.get(&pair.old) else { return };
        self.panels.inspector.show_fold(pair);
        self.panels.drawer = true;
        self.pick(ActorKey::Line(line));
    }

    /// Accepts, rejects or rules out the fold shown.
    pub(super) fn judge(&mut self, verdict: Verdict) {
        let Some(candidate) = self.fold_shown().filter(|c| c.verdict.is_none()) else { return };
        let decision = Decision {
            pair: candidate.pair,
            verdict,
            reason: self.panels.inspector.take_reason(),
            by: user_name(),
            at: Instant::now(),
        };
        // Keep this fold in view: what became of it is what the user wants to see.
        self.panels.inspector.show_fold(candidate.pair);
        self.edit(Edit::DecideFold { pair: candidate.pair, decision: Some(decision) });
    }

    /// Takes in what follows from the case, and tells decisions that have come to contradict each other.
    pub(super) fn take_derived(&mut self, derived: Derived) {
        let before = std::sync::Arc::clone(self.session.derived());
        self.session.install(derived);
        for found in &self.session.derived().folding.contradictions {
            if !before.folding.contradictions.contains(found) {
                self.notices.problem(found.sentence());
            }
        }
    }

    /// Goes to the next fold that waits for a decision.
    pub(super) fn skip_fold(&mut self) {
        let Some(candidate) = self.fold_shown() else { return };
        let derived = std::sync::Arc::clone(self.session.derived());
        let open = derived.folding.to_judge();
        match super::inspector::next_open(&open, candidate.pair) {
            Some(next) => self.show_fold(next),
            None => self.notices.news("No other fold waits for a decision."),
        }
    }
}

/// The name of the user on this machine, as the audit gives it; empty where the machine tells none.
fn user_name() -> String {
    let named = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|key| std::env::var(key).ok());
    named.filter(|name| !name.trim().is_empty()).unwrap_or_default()
}
