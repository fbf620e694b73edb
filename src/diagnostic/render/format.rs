//! The forms in which findings are written: one line here for each, and nothing else to touch.

use super::{Counts, Look, github, gitlab, human, json, junit, sarif};
use crate::diagnostic::{Diagnostic, Words};
use crate::source::{FileId, SourceMap};

/// What a form is made of.
#[derive(Clone, Copy)]
pub struct Report<'r> {
    pub diagnostics: &'r [Diagnostic],
    pub sources: &'r SourceMap,
    pub look: Look,
    pub counts: Counts,
    /// Where the program stands in its repository, empty or with a `/` at its end.
    pub folder: &'r str,
    /// Whether a finding fails the run.
    pub fails: &'r dyn Fn(&Diagnostic) -> bool,
    /// What was done, as build servers tell one analysis from another: `senda`, `senda-diff`.
    pub run: &'static str,
    /// Files from this one on are those of an earlier state: what was there stood in them.
    pub earlier: Option<FileId>,
}

/// A form of findings.
pub struct Format {
    pub name: &'static str,
    pub about: Words,
    pub render: fn(&Report<'_>) -> String,
}

/// All forms; the first is what people read.
pub const FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: Words { en: "for people", es: "para personas" },
        render: |it| human(it.diagnostics, it.sources, it.look),
    },
    Format {
        name: "json",
        about: Words { en: "for programs", es: "para programas" },
        render: |it| pretty(&json(it.diagnostics, it.sources, it.look.lang, it.counts)),
    },
    Format {
        name: "github",
        about: Words {
            en: "annotations of a pull request on GitHub",
            es: "anotaciones de un pull request en GitHub",
        },
        render: |it| github(it.diagnostics, it.sources, it.look.lang, it.folder),
    },
    Format {
        name: "sarif",
        about: Words { en: "SARIF 2.1.0, for code scanning", es: "SARIF 2.1.0, para análisis de código" },
        render: |it| pretty(&sarif(it)),
    },
    Format {
        name: "gitlab",
        about: Words { en: "code quality of GitLab", es: "calidad de código de GitLab" },
        render: |it| pretty(&gitlab(it)),
    },
    Format {
        name: "junit",
        about: Words { en: "JUnit, for test reports", es: "JUnit, para informes de pruebas" },
        render: junit,
    },
];

impl Format {
    pub fn of_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
