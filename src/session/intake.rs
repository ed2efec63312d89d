//! Files on their way into the case. Each is read on a thread of its own, a few at a time, so that finished files show while
//! others are still read; each can be stopped alone. What comes out is for the case, in the order the files were asked for.

use super::incoming::{FileId, FileState, IncomingFile, Read, Stage};
use super::{Job, JobProgress};
use crate::case::Case;
use crate::diag::{Cancelled, Monitor, Place, Problem};
use crate::domain::{Records, count};
use crate::import::{Batch, ImportOptions, Reading, list_files, read_files};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

/// Wakes whoever waits for files: called from the threads that read them.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// What has come out of the intake.
pub enum Arrival {
    /// These paths were asked for; so many files were found there. The paths that are not there are left out of it.
    Listed {
        /// The paths that are there.
        paths: Vec<PathBuf>,
        /// The paths that are not.
        missing: Vec<PathBuf>,
        /// Files found.
        files: usize,
    },
    /// A file was read: its tables are for the case.
    Read {
        /// One batch a table.
        batches: Vec<Arc<Batch>>,
        /// Where in the list of sources they go.
        place: usize,
        /// Files asked for together have the same number.
        group: u64,
        /// The hash of the file of the case that they stand in for.
        replaces: Option<String>,
    },
    /// A file is held until somebody says how it is to be read.
    Asks(FileId),
}

struct Listing {
    group: u64,
    job: Job<Result<Listed, Cancelled>>,
}

struct Listed {
    paths: Vec<PathBuf>,
    missing: Vec<PathBuf>,
    /// Files with their sizes.
    files: Vec<(PathBuf, u64)>,
}

/// What is remembered of a file that was read.
struct Known {
    id: FileId,
    path: PathBuf,
    /// What a person said of how it is to be read.
    reading: Option<Reading>,
}

/// Files on their way into the case.
#[derive(Default)]
pub struct Intake {
    files: Vec<IncomingFile>,
    listing: Vec<Listing>,
    /// Bytes of files of the groups under way that were read: so that progress never runs backwards.
    done_bytes: u64,
    done_files: u64,
    /// Since when files have been under way without a pause.
    since: Option<Instant>,
    next_id: FileId,
    next_group: u64,
    /// The threads that files are read on: apart from those that work out lines, so that neither waits for the other.
    pool: Option<Arc<ThreadPool>>,
    /// Files that were read, by hash.
    known: BTreeMap<String, Known>,
}

impl Intake {
    /// Asks for files, and for the files of folders.
    ///
    /// # Errors
    /// A sentence for the user when the system has no thread to give.
    pub fn add(&mut self, paths: Vec<PathBuf>, wake: &Waker) -> Result<(), String> {
        let wake = Arc::clone(wake);
        let job = Job::start("listing", move || wake(), move |monitor| listed(paths, monitor))
            .map_err(|error| no_thread(&error))?;
        self.listing.push(Listing { group: self.next_group, job });
        self.since.get_or_insert_with(Instant::now);
        self.next_group += 1;
        Ok(())
    }

    /// The files that are not in the case, or not yet, in the order they were asked for.
    pub fn files(&self) -> &[IncomingFile] {
        &self.files
    }

    /// The file of this name.
    pub fn file(&self, id: FileId) -> Option<&IncomingFile> {
        self.files.iter().find(|file| file.id == id)
    }

    /// Where the file with this hash was read from.
    pub fn path_of(&self, sha256: &str) -> Option<&Path> {
        self.known.get(sha256).map(|known| known.path.as_path())
    }

    /// What a person said of how the file with this hash is to be read.
    pub fn reading_of(&self, sha256: &str) -> Option<&Reading> {
        self.known.get(sha256).and_then(|known| known.reading.as_ref())
    }

    /// Whether files are being listed or read, or will be.
    pub fn is_busy(&self) -> bool {
        !self.listing.is_empty() || self.files.iter().any(IncomingFile::is_under_way)
    }

    /// How far all that is under way is, together; `None` when nothing is.
    pub fn progress(&self) -> Option<JobProgress> {
        if !self.is_busy() {
            return None;
        }
        let under_way: Vec<&IncomingFile> = self.files.iter().filter(|file| file.is_under_way()).collect();
        let all = self.done_files + under_way.len() as u64;
        let (mut done, mut total, mut rows) = (self.done_bytes, self.done_bytes, 0);
        for file in &under_way {
            total += file.bytes;
            if let FileState::Reading(pace) = file.state() {
                done += pace.bytes.min(file.bytes);
                rows += pace.rows;
            }
        }
        let stage = match under_way.as_slice() {
            [] => "Looking for files".to_owned(),
            [one] if all == 1 => format!("Reading {}", one.name),
            _ => format!("Reading files: {} of {} done", self.done_files, count(all, "file", "files")),
        };
        Some(JobProgress { stage, done, total: (total > 0).then_some(total), rows })
    }

    /// How long files have been under way without a pause.
    pub fn busy_for(&self) -> Duration {
        self.since.map_or(Duration::ZERO, |since| since.elapsed())
    }

    /// Starts what can be started.
    pub fn start(&mut self, wake: &Waker, options: &ImportOptions) {
        let reading = self.files.iter().filter(|file| file.is_reading()).count();
        let free = at_once().saturating_sub(reading);
        if self.pool.is_none() && self.is_busy() {
            self.pool = ThreadPoolBuilder::new().build().ok().map(Arc::new);
        }
        let pool = &self.pool;
        for file in self.files.iter_mut().filter(|file| matches!(file.stage, Stage::Waiting)).take(free) {
            let (path, wake) = (file.path.clone(), Arc::clone(wake));
            let options = match &file.reading {
                // What a person said of this file stands alone: no template adds to it.
                Some(said) => ImportOptions { reading: said.clone(), templates: Vec::new(), ..options.clone() },
                None => options.clone(),
            };
            let pool = pool.clone();
            let work = move |monitor: &dyn Monitor| match pool {
                Some(pool) => pool.install(|| read_files(&[path], &options, monitor)),
                None => read_files(&[path], &options, monitor),
            };
            file.stage = match Job::start("reading", move || wake(), work) {
                Ok(job) => Stage::Reading { job, began: Instant::now() },
                Err(error) => Stage::Failed(no_thread(&error)),
            };
        }
        if self.is_busy() {
            self.since.get_or_insert_with(Instant::now);
        } else {
            (self.done_bytes, self.done_files, self.since) = (0, 0, None);
        }
    }

    /// The next thing that has come out since the last call, if any. Ask until there is none: what is taken into the case in
    /// between counts for the next.
    pub fn next_arrival(&mut self, case: &Case) -> Option<Arrival> {
        self.next_listing().or_else(|| self.next_file(case))
    }

    fn next_listing(&mut self) -> Option<Arrival> {
        let (at, listed) = self.listing.iter().enumerate().find_map(|(at, listing)| match listing.job.poll() {
            Ok(None) => None,
            Ok(Some(Ok(listed))) => Some((at, Some(listed))),
            Ok(Some(Err(Cancelled))) | Err(_) => Some((at, None)),
        })?;
        let group = self.listing.remove(at).group;
        let Listed { paths, missing, files } =
            listed.unwrap_or(Listed { paths: vec![], missing: vec![], files: vec![] });
        let found = files.len();
        for (path, bytes) in files {
            let id = self.next_id();
            self.files.push(incoming(id, path, bytes, group));
        }
        Some(Arrival::Listed { paths, missing, files: found })
    }

    fn next_id(&mut self) -> FileId {
        self.next_id += 1;
        self.next_id
    }

    /// Whether a file asked for before this one has the same size and is not read yet. Of two files that are the same the first is
    /// taken, whichever is read sooner.
    fn may_repeat_an_earlier_one(&self, at: usize) -> bool {
        let bytes = self.files[at].bytes;
        self.files[..at].iter().any(|file| file.is_under_way() && file.bytes == bytes)
    }

    fn next_file(&mut self, case: &Case) -> Option<Arrival> {
        loop {
            let (at, answer) = self.files.iter().enumerate().find_map(|(at, file)| match &file.stage {
                Stage::Reading { job, .. } if !self.may_repeat_an_earlier_one(at) => match job.poll() {
                    Ok(None) => None,
                    Ok(Some(answer)) => Some((at, Ok(answer))),
                    Err(died) => Some((at, Err(died))),
                },
                _ => None,
            })?;
            self.done_files += 1;
            self.done_bytes += self.files[at].bytes;
            let arrival = match answer {
                Ok(read) => self.settle(at, read, case),
                Err(died) => {
                    self.files[at].stage = Stage::Failed(died.to_string());
                    None
                }
            };
            if arrival.is_some() {
                return arrival;
            }
        }
    }

    /// What becomes of a file that was read.
    fn settle(&mut self, at: usize, read: Read, case: &Case) -> Option<Arrival> {
        let Ok(batches) = read else {
            self.files[at].stage = Stage::Stopped;
            return None;
        };
        let Some(hash) = batches.first().map(|b| b.source.sha256.clone()).filter(|hash| !hash.is_empty()) else {
            self.files[at].stage = Stage::Failed(why_failed(&batches));
            return None;
        };
        let (id, replaces) = (self.files[at].id, self.files[at].replaces.clone());
        if replaces.as_ref().is_some_and(|old| *old != hash) {
            let why = "The file has changed since it was read. Open it as another file, and remove the old one.";
            self.files[at].stage = Stage::Failed(why.to_owned());
            return None;
        }
        if replaces.is_none()
            && let Some(label) = self.same_as(&hash, id, case)
        {
            self.files[at].stage = Stage::Known(label);
            return None;
        }
        let (batches, twin) = taken_once(batches, replaces.as_deref(), case);
        if let Some(label) = twin.filter(|_| batches.is_empty()) {
            self.files[at].stage = Stage::Known(label);
            return None;
        }
        if self.files[at].reading.is_none() && batches.iter().any(|batch| !batch.report.doubts.is_empty()) {
            self.files[at].stage = Stage::Asks(batches.into_iter().map(report_alone).collect());
            return Some(Arrival::Asks(id));
        }
        let batches: Vec<Arc<Batch>> = batches.into_iter().map(Arc::new).collect();
        let file = self.files.remove(at);
        self.known.insert(hash, Known { id, path: file.path, reading: file.reading });
        let place = self.place(id, case);
        Some(Arrival::Read { batches, place, group: file.group, replaces })
    }

    /// The name of another file with this content, in the case or held.
    fn same_as(&self, hash: &str, id: FileId, case: &Case) -> Option<String> {
        let held = || self.files.iter().find(|file| file.id != id && file.holds(hash)).map(|file| file.name.clone());
        case.sources().find(|source| source.sha256 == hash).map(|source| source.name.clone()).or_else(held)
    }

    /// Where in the list of sources a file goes: after those asked for before it, whichever was read first.
    fn place(&self, id: FileId, case: &Case) -> usize {
        let order = |batch: &Arc<Batch>| self.known.get(&batch.source.sha256).map_or(0, |known| known.id);
        case.batches().iter().rposition(|batch| order(batch) < id).map_or(0, |before| before + 1)
    }

    /// Stops one file. It stays in the list, and can be asked for again.
    pub fn stop(&mut self, id: FileId) {
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id && file.is_under_way()) {
            // Dropping its job asks it to stop.
            file.stage = Stage::Stopped;
        }
    }

    /// Stops all that is under way and says how many files that were.
    pub fn stop_all(&mut self) -> usize {
        self.listing.clear();
        let under_way: Vec<FileId> = self.files.iter().filter(|f| f.is_under_way()).map(|f| f.id).collect();
        for &id in &under_way {
            self.stop(id);
        }
        under_way.len()
    }

    /// Reads a file after all that was stopped, could not be read or had the content of another.
    pub fn retry(&mut self, id: FileId) {
        let again = |file: &&mut IncomingFile| {
            file.id == id
                && matches!(file.stage, Stage::Stopped | Stage::Failed(_) | Stage::LeftAside(_) | Stage::Known(_))
        };
        if let Some(file) = self.files.iter_mut().find(again) {
            file.stage = Stage::Waiting;
        }
    }

    /// Reads a held file as a person says.
    pub fn answer(&mut self, id: FileId, reading: Reading) {
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id) {
            file.reading = Some(reading);
            file.stage = Stage::Waiting;
        }
    }

    /// Reads all files that still ask, because something was learnt that may settle them.
    pub fn ask_again(&mut self) {
        for file in self.files.iter_mut().filter(|file| file.asks()) {
            file.stage = Stage::Waiting;
        }
    }

    /// Leaves a held file aside. It stays in the list.
    pub fn leave_aside(&mut self, id: FileId) {
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id)
            && let Stage::Asks(batches) = &mut file.stage
        {
            file.stage = Stage::LeftAside(std::mem::take(batches));
        }
    }

    /// Reads a file of the case again, as a person says; what comes out stands in for it. Says whether it is known where the
    /// file lies.
    pub fn read_again(&mut self, sha256: &str, reading: Reading) -> bool {
        let Some((id, path)) = self.known.get(sha256).map(|known| (known.id, known.path.clone())) else { return false };
        let bytes = std::fs::metadata(&path).map_or(0, |about| about.len());
        let file = incoming(id, path, bytes, self.next_group);
        self.next_group += 1;
        self.files.push(IncomingFile { reading: Some(reading), replaces: Some(sha256.to_owned()), ..file });
        true
    }

    /// Takes a file off the list, stopped if need be.
    pub fn forget(&mut self, id: FileId) {
        self.files.retain(|file| file.id != id);
    }

    /// Takes all files off the list, stopped if need be.
    pub fn clear(&mut self) {
        *self = Self { next_id: self.next_id, next_group: self.next_group, ..Self::default() };
    }
}

/// Files read at once: more would only wait for the same disk, and each reads its rows on all threads anyway.
fn at_once() -> usize {
    available_parallelism().map_or(2, NonZero::get).clamp(2, 4)
}

fn incoming(id: FileId, path: PathBuf, bytes: u64, group: u64) -> IncomingFile {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    IncomingFile { id, path, name, bytes, group, stage: Stage::Waiting, reading: None, replaces: None }
}

fn listed(paths: Vec<PathBuf>, monitor: &dyn Monitor) -> Result<Listed, Cancelled> {
    let (paths, missing): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.exists());
    let with_size = |path: PathBuf| {
        let bytes = std::fs::metadata(&path).map_or(0, |about| about.len());
        (path, bytes)
    };
    let files = list_files(&paths, monitor)?.into_iter().map(with_size).collect();
    Ok(Listed { paths, missing, files })
}

/// The tables that are not in the case yet: the same sheet may lie in two workbooks, the same file beside an archive and in it.
/// Those left out are noted in the report of the first that stays; the second answer names what one of them is a copy of.
fn taken_once(batches: Vec<Batch>, replaces: Option<&str>, case: &Case) -> (Vec<Batch>, Option<String>) {
    let mut kept: Vec<Batch> = Vec::new();
    let mut left_out: Vec<(String, String)> = Vec::new();
    for batch in batches {
        let others = case.batches().iter().map(|b| &**b).filter(|b| replaces != Some(b.source.sha256.as_str()));
        let twin = others.chain(kept.iter()).find(|other| batch.is_copy_of(other)).map(|other| other.source.label());
        match twin {
            Some(twin) => left_out.push((batch.source.label(), twin)),
            None => kept.push(batch),
        }
    }
    if let Some(first) = kept.first_mut() {
        for (label, twin) in &left_out {
            let place = Place { file: first.source.name.clone(), ..Place::default() };
            let message = format!("{label} is the same as {twin}.");
            first.report.problems.push(Problem::note(message, "It was taken once.", place));
        }
    }
    (kept, left_out.into_iter().next().map(|(_, twin)| twin))
}

/// A batch without its records, which take room and are read again once it is known how.
fn report_alone(batch: Batch) -> Arc<Batch> {
    Arc::new(Batch { records: Records::default(), ..batch })
}

fn no_thread(error: &std::io::Error) -> String {
    format!("The system has no thread to give: {error}. Close other programs.")
}

fn why_failed(batches: &[Batch]) -> String {
    let problem = batches.iter().flat_map(|b| &b.report.problems).next();
    problem.map_or_else(|| "There is no table in it.".to_owned(), |problem| problem.message.clone())
}
