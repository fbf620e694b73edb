//! The outputs. Each target turns a checked program into files; none of them writes.

pub mod dbt;
pub mod json;
pub mod kpi;
mod manifest;
pub mod site;
pub mod sql;
pub mod survey;
pub mod surveyjs;

pub use manifest::{MANIFEST, Manifest, ManifestEntry, manifest_of_bytes, sha256};

use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::EntityIndex;
use rayon::prelude::*;
use std::collections::BTreeMap;

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

/// What a target gives: its files, and what it could not carry, at the line that asks for it.
#[derive(Default)]
pub struct Output {
    pub artifacts: Vec<Artifact>,
    /// The loss report, and faults in templates of the user.
    pub findings: Vec<Diagnostic>,
}

/// What the user chose for this build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files of the program's folder that a target may read: template overrides, data.
    pub overrides: BTreeMap<String, String>,
}

/// A target: a name, what it is for, and what it does.
pub struct Target {
    pub name: &'static str,
    /// One line for help and the reference page.
    pub about: Words,
    pub emit: fn(&Checked<'_>, &Options) -> Output,
}

/// Every target. A new one adds its folder and one line here.
pub static TARGETS: &[Target] = &[site::TARGET, surveyjs::TARGET, sql::TARGET, dbt::TARGET, json::TARGET];

pub fn find_target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|t| t.name == name)
}

/// Runs targets side by side; their files come in the order of their paths, so that the same
/// program gives the same list.
pub fn emit(targets: &[&'static Target], program: &Checked<'_>, options: &Options) -> Output {
    let outputs: Vec<Output> = targets.par_iter().map(|target| (target.emit)(program, options)).collect();
    let mut all = Output::default();
    for output in outputs {
        all.artifacts.extend(output.artifacts);
        all.findings.extend(output.findings);
    }
    all.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    all
}
