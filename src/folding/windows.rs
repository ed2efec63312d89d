//! Which numbers' records begin with the request: such a number may be older than its records.

use super::census::SubjectId;
use super::study::Study;
use std::collections::BTreeMap;

/// Numbers first seen within this time of the beginning of a file were there when it began.
const AT_ONCE_SECS: i64 = 86_400;

/// Which subjects' records begin with the request.
pub(super) struct Windows {
    begin: Vec<bool>,
}

impl Windows {
    /// A file, or a case, in which several requested numbers begin at once begins there: no number was born that day, but
    /// the request. O(subjects log files).
    pub fn new(study: &Study) -> Self {
        let subjects = study.profiles.len();
        let mut first: Vec<Option<(u16, i64)>> = vec![None; subjects];
        for (s, first) in first.iter_mut().enumerate() {
            let subject = SubjectId::new(s);
            let told = study.events.told(subject).first().filter(|_| study.census.was_asked(subject));
            *first = told.map(|e| (study.request.records.get(e.record).source, e.at));
        }
        let mut in_file: BTreeMap<u16, Vec<i64>> = BTreeMap::new();
        for &(source, at) in first.iter().flatten() {
            in_file.entry(source).or_default().push(at);
        }
        let begins: BTreeMap<u16, i64> = in_file.iter().filter_map(|(&s, all)| Some((s, beginning(all)?))).collect();
        let all: Vec<i64> = first.iter().flatten().map(|f| f.1).collect();
        let whole = beginning(&all);
        let is_at = |at: i64, begin: Option<i64>| begin.is_some_and(|begin| at - begin <= AT_ONCE_SECS);
        let begin = first
            .iter()
            .map(|first| first.is_some_and(|(source, at)| is_at(at, begins.get(&source).copied()) || is_at(at, whole)));
        Self { begin: begin.collect() }
    }

    /// Whether the records of a subject begin with the request.
    pub fn begin_with(&self, subject: SubjectId) -> bool {
        self.begin[subject.index()]
    }
}

/// When the numbers of a file begin, if several begin at once.
fn beginning(all: &[i64]) -> Option<i64> {
    let earliest = all.iter().copied().min()?;
    let at_once = all.iter().filter(|at| **at - earliest <= AT_ONCE_SECS).count();
    (at_once > 1).then_some(earliest)
}
