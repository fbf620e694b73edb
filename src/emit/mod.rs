//! The outputs. Each target turns a checked program into files; none of them writes.

pub mod bpmn;
mod calendar;
pub mod catalog;
pub mod cube;
pub mod dbt;
pub mod fhir;
pub mod formbricks;
pub mod googleforms;
pub mod jobs;
pub mod json;
pub mod kpi;
pub mod limesurvey;
pub mod mail;
mod manifest;
pub mod markdown;
pub mod measured;
pub mod operations;
pub mod options;
pub mod osi;
pub mod qsf;
pub mod reviews;
pub mod sheet;
pub mod site;
pub mod sql;
pub mod survey;
pub mod surveyjs;
mod table;
pub mod typeform;
pub mod vegalite;
pub mod workbooks;
pub mod xlsform;
mod yaml;

pub use jobs::jobs;
pub use manifest::{MANIFEST, Manifest, ManifestEntry, manifest_of_bytes, sha256};
pub use options::Options;

use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::{EntityIndex, Kind};
use options::OptionInfo;
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// One file of an output.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// From the output folder, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
    /// The entities it was made from.
    pub from: Vec<EntityIndex>,
}

impl Artifact {
    pub fn text(
        path: impl Into<String>,
        text: impl Into<String>,
        from: impl IntoIterator<Item = EntityIndex>,
    ) -> Self {
        Self { path: path.into(), bytes: text.into().into_bytes(), from: from.into_iter().collect() }
    }

    /// A JSON file, indented, with a closing newline.
    pub fn json(
        path: impl Into<String>,
        value: &impl serde::Serialize,
        from: impl IntoIterator<Item = EntityIndex>,
    ) -> Self {
        let mut text = serde_json::to_string_pretty(value).expect("a value we built serializes");
        text.push('\n');
        Self::text(path, text, from)
    }
}

/// Takes the files of a build one by one, from any thread and in any order: what is written need not be
/// in memory together.
pub trait Sink: Sync {
    /// Whether a file is wanted. What nobody wants is not made.
    fn wants(&self, _path: &str) -> bool {
        true
    }
    fn put(&self, artifact: Artifact);
}

/// Keeps every file.
#[derive(Default)]
pub struct Kept(Mutex<Vec<Artifact>>);

impl Sink for Kept {
    fn put(&self, artifact: Artifact) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(artifact);
    }
}

impl Kept {
    /// The files in the order of their paths.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        let mut artifacts = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        artifacts
    }
}

/// Where a target puts its files: the folder of one output of the build.
pub struct Out<'s> {
    folder: &'s str,
    sink: &'s dyn Sink,
}

impl Out<'_> {
    fn path(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) }
    }

    /// Whether a file is wanted, by its path in the folder of the output.
    pub fn wants(&self, path: &str) -> bool {
        self.sink.wants(&self.path(path))
    }

    pub fn put(&self, artifact: Artifact) {
        let path = self.path(&artifact.path);
        if self.sink.wants(&path) {
            self.sink.put(Artifact { path, ..artifact });
        }
    }
}

/// What a build gives: its files, and what they could not carry, at the line that asks for it.
#[derive(Default)]
pub struct Output {
    pub artifacts: Vec<Artifact>,
    /// The loss report, and faults in templates of the user.
    pub findings: Vec<Diagnostic>,
}

/// A target: a name, what it is for, and what it does.
pub struct Target {
    pub name: &'static str,
    /// One line for help and the reference page.
    pub about: Words,
    /// Where its files lie in the output folder when nothing else is said.
    pub folder: &'static str,
    /// The kinds that `only` can choose from; every kind when there are none.
    pub selects: &'static [Kind],
    /// Whether it is written when the program names no `targets` and the command none either. One survey
    /// platform is: nobody uses them all, and each says what it does not carry.
    pub by_default: bool,
    /// What it can be told under `options`.
    pub options: &'static [OptionInfo],
    /// Puts its files, and says what it could not carry.
    pub emit: fn(&Checked<'_>, &Options, &Out<'_>) -> Vec<Diagnostic>,
    /// The survey platform that it writes for, if it writes for one.
    pub platform: Option<&'static survey::platform::Platform>,
}

/// Every target. A new one adds its folder and one line here.
pub static TARGETS: &[Target] = &[
    site::TARGET,
    markdown::TARGET,
    mail::TARGET,
    surveyjs::TARGET,
    xlsform::TARGET,
    qsf::TARGET,
    limesurvey::TARGET,
    googleforms::TARGET,
    typeform::TARGET,
    fhir::TARGET,
    formbricks::TARGET,
    operations::TARGET,
    reviews::TARGET,
    workbooks::TARGET,
    bpmn::TARGET,
    sql::TARGET,
    dbt::TARGET,
    osi::TARGET,
    cube::TARGET,
    catalog::TARGET,
    vegalite::TARGET,
    json::TARGET,
];

pub fn find_target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|t| t.name == name)
}

/// One output of a build.
pub struct Job {
    pub target: &'static Target,
    /// Where its files go, from the output folder.
    pub folder: String,
    pub options: Options,
}

impl Job {
    /// A target as it is when a program says nothing about it.
    pub fn usual(target: &'static Target, options: &Options) -> Self {
        Self { target, folder: target.folder.to_owned(), options: options.clone() }
    }
}

/// Runs outputs side by side and hands their files to the sink. Findings come in the order of the
/// outputs; what several of them say of one place in the same words is said once.
pub fn emit_into(jobs: &[Job], program: &Checked<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let findings: Vec<Vec<Diagnostic>> = jobs
        .par_iter()
        .map(|job| (job.target.emit)(program, &job.options, &Out { folder: &job.folder, sink }))
        .collect();
    let mut said = HashSet::new();
    let mut kept = Vec::new();
    for own in findings {
        let key = |finding: &Diagnostic| (finding.rule.name, finding.at, finding.message.en.clone());
        let new: Vec<Diagnostic> = own.into_iter().filter(|finding| !said.contains(&key(finding))).collect();
        said.extend(new.iter().map(key));
        kept.extend(new);
    }
    kept
}

/// The files of targets, all of them in memory, in the order of their paths.
pub fn emit(targets: &[&'static Target], program: &Checked<'_>, options: &Options) -> Output {
    let jobs: Vec<Job> = targets.iter().map(|target| Job::usual(target, options)).collect();
    let kept = Kept::default();
    let findings = emit_into(&jobs, program, &kept);
    Output { artifacts: kept.into_artifacts(), findings }
}
