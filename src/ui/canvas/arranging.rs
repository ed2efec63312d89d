//! Asking for positions off the window's thread: one question at a time, the newest wins.

use crate::diag::Cancelled;
use crate::domain::{ActorKey, LineKey};
use crate::geom::Point;
use crate::network::Network;
use crate::session::{Job, JobProgress, Living, PictureRequest, arrange_living};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What positions depend on, but for where nodes were before.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// The network to be placed.
    pub network: Arc<Network>,
    /// How far places lie where they are on the map.
    pub map_pull: f32,
    /// Lines shown unfolded.
    pub unfolded: BTreeSet<LineKey>,
    /// Where somebody pinned nodes.
    pub pins: BTreeMap<ActorKey, Point>,
}

impl Question {
    /// Whether the two differ in nothing but, perhaps, the pull of the map.
    pub(super) fn differs_only_in_pull(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.network, &other.network) && self.unfolded == other.unfolded && self.pins == other.pins
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.differs_only_in_pull(other) && self.map_pull.to_bits() == other.map_pull.to_bits()
    }
}

/// Positions for a network, in the order of its nodes.
pub(super) struct Answer {
    /// What was asked.
    pub question: Question,
    /// Where nodes go.
    pub points: Vec<Point>,
    /// The question answered before.
    pub before: Option<Question>,
}

type LayoutJob = Job<Result<Vec<Point>, Cancelled>>;

/// How long a layout may hold up a newer one that differs in the pull of the map alone.
const PATIENCE: Duration = Duration::from_millis(400);

struct Running {
    job: LayoutJob,
    living: Arc<Living>,
    question: Question,
    began: Instant,
}

impl Running {
    /// Whether to wait for it though the question is another by now: while the map slider moves, so that the picture follows
    /// the hand and is not always about to. A slow one is not waited for.
    fn is_worth_waiting(&self, newer: &Question) -> bool {
        self.question.differs_only_in_pull(newer) && self.began.elapsed() < PATIENCE
    }
}

/// One question under way at most, and the one asked last.
#[derive(Default)]
pub(super) struct Arranging {
    job: Option<Running>,
    asked: Option<Question>,
    answered: Option<Question>,
    failed: bool,
}

impl Arranging {
    /// Asks unless that very question has been asked. A new question ends the one under way, or waits its turn where that is soon.
    pub(super) fn ask(
        &mut self,
        question: Question,
        (aspect, scale): (f32, f32),
        before: &BTreeMap<ActorKey, Point>,
        wake: impl Fn() + Clone + Send + 'static,
    ) {
        if self.asked.as_ref() == Some(&question) {
            return;
        }
        if self.job.as_ref().is_some_and(|running| running.is_worth_waiting(&question)) {
            return;
        }
        let Question { network, map_pull, unfolded, pins } = question.clone();
        let request = PictureRequest { map_pull, unfolded, pins, before: before.clone(), aspect, scale };
        // Dropping the job under way asks it to stop.
        self.job = None;
        let living = Arc::new(Living::default());
        let (shown, look) = (Arc::clone(&living), wake.clone());
        let started =
            Job::start("layout", wake, move |monitor| arrange_living(&network, &request, monitor, &shown, &look));
        self.failed = started.is_err();
        self.job = started.ok().map(|job| Running { job, living, question: question.clone(), began: Instant::now() });
        self.asked = Some(question);
    }

    /// The answer, once, when it is there.
    pub(super) fn take(&mut self) -> Option<Answer> {
        let answer = self.job.as_ref()?.job.poll().transpose()?;
        let Running { question, .. } = self.job.take()?;
        let Ok(Ok(points)) = answer else {
            self.failed = true;
            return None;
        };
        let before = self.answered.replace(question.clone());
        Some(Answer { question, points, before })
    }

    /// Where the nodes of the network in question are so far, once for each time the layout put them down.
    pub(super) fn take_sketch(&self) -> Option<(Arc<Network>, Vec<Point>)> {
        let Running { living, question, .. } = self.job.as_ref()?;
        Some((Arc::clone(&question.network), living.take_sketch()?))
    }

    /// Makes the layout under way wait, or lets it go on.
    pub(super) fn toggle_waiting(&self) {
        if let Some(Running { living, .. }) = &self.job {
            living.set_waiting(!living.is_waiting());
        }
    }

    /// Whether a layout is under way and made to wait.
    pub(super) fn is_waiting(&self) -> bool {
        self.job.as_ref().is_some_and(|running| running.living.is_waiting())
    }

    /// A question that could not be answered may be asked again.
    pub(super) fn forget_failure(&mut self) {
        if std::mem::take(&mut self.failed) {
            self.asked = None;
        }
    }

    /// How far the question under way is; `None` if there is none.
    pub(super) fn progress(&self) -> Option<JobProgress> {
        self.job.as_ref().map(|running| running.job.progress())
    }

    /// How long the question under way has been; `None` if there is none.
    pub(super) fn elapsed(&self) -> Option<Duration> {
        self.job.as_ref().map(|running| running.began.elapsed())
    }

    /// Whether the last question could not be answered.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }
}
