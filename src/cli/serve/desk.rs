//! What is shown: the last good site, and what is wrong with the program since.

use super::held::Held;
use crate::Outcome;
use crate::cli::build;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::site::theme;
use crate::emit::{self, Artifact, Job, Kept, Options, Sink, Target, sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What the browser is shown now.
#[derive(Clone)]
pub struct Showing {
    /// Counts what was looked at, from 1.
    pub version: u64,
    /// When: the hour of this machine.
    pub at: String,
    pub good: Option<Arc<Good>>,
    pub state: State,
}

#[derive(Clone)]
pub enum State {
    /// The site is that of the files.
    Current,
    /// The files make no site; the last one stays.
    Broken(Arc<Outcome>),
    /// The files could not be read.
    Unreadable(String),
}

/// A program that became a site. A page is drawn when somebody asks for it, and kept.
pub struct Good {
    pub at: String,
    pub outcome: Outcome,
    jobs: Vec<Job>,
    pages: Mutex<HashMap<String, Arc<Drawn>>>,
}

/// What became of one path.
pub struct Drawn {
    pub file: Option<Served>,
    /// Faults in templates of the program.
    pub faults: Vec<Diagnostic>,
}

pub struct Served {
    pub bytes: Vec<u8>,
    /// Changes when the bytes do.
    pub print: String,
}

/// Takes one file and nothing else.
struct Only<'p> {
    path: &'p str,
    kept: Kept,
}

impl Sink for Only<'_> {
    fn wants(&self, path: &str) -> bool {
        path == self.path
    }

    fn put(&self, artifact: Artifact) {
        self.kept.put(artifact);
    }
}

impl Good {
    /// The site of a checked program, when no error of form stands.
    pub fn of(
        outcome: Outcome,
        files: &Held,
        target: &'static Target,
        at: String,
    ) -> Result<Self, Box<Outcome>> {
        if outcome.checked().is_none() {
            return Err(Box::new(outcome));
        }
        let overrides = build::overrides(files).unwrap_or_default();
        let (taken, _) = theme::read(&outcome.program, files);
        let options = Options { overrides: overrides.into(), files: taken.into(), ..Options::default() };
        let mut jobs = emit::jobs(&outcome.program, &options);
        jobs.retain(|job| job.target.name == target.name);
        if jobs.is_empty() {
            jobs.push(Job::usual(target, &options));
        }
        if let [only] = jobs.as_mut_slice() {
            only.folder.clear();
        }
        Ok(Self { at, outcome, jobs, pages: Mutex::default() })
    }

    /// The folders of a program that orders several sites.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.jobs.iter().map(|job| job.folder.as_str())
    }

    pub fn draw(&self, path: &str) -> Arc<Drawn> {
        if let Some(known) = self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return known.clone();
        }
        let drawn = Arc::new(self.draw_anew(path));
        // What is not there is not kept: anybody may ask for any number of such paths.
        if drawn.file.is_some() {
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            pages.insert(path.to_owned(), drawn.clone());
        }
        drawn
    }

    fn draw_anew(&self, path: &str) -> Drawn {
        let Some(checked) = self.outcome.checked() else {
            return Drawn { file: None, faults: Vec::new() };
        };
        let sink = Only { path, kept: Kept::default() };
        let faults = emit::emit_into(&self.jobs, &checked, &sink);
        let file = sink.kept.into_artifacts().pop();
        let served = |artifact: Artifact| Served { print: sha256(&artifact.bytes), bytes: artifact.bytes };
        Drawn { file: file.map(served), faults }
    }
}

impl Showing {
    pub fn findings(&self) -> &[Diagnostic] {
        match (&self.state, &self.good) {
            (State::Broken(outcome), _) => &outcome.diagnostics,
            (State::Current, Some(good)) => &good.outcome.diagnostics,
            _ => &[],
        }
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.findings().iter().filter(|finding| finding.severity == severity).count()
    }
}
