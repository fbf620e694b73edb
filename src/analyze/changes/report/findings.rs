//! Changes as findings, for the forms that build servers read. They point into the state afterwards,
//! where a review has its lines; the place before comes along.

use super::Report;
use crate::analyze::changes::{Change, Side, What, rules};
use crate::diagnostic::{Diagnostic, Severity, say};
use crate::model::read::ROOT_FILE;
use crate::source::{At, FileId, Source, SourceMap, Span};
use std::collections::HashMap;

/// The changes of a report as findings, and the files of both states that they point into.
pub struct Findings {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: SourceMap,
    /// The first file of the state before.
    pub earlier: FileId,
}

/// Every change as a finding of the rule of its level, the gravest first. What the program declares is
/// only noted.
pub fn findings(report: &Report<'_>) -> Findings {
    let mut files = Files::default();
    let all = &report.differences.changes;
    let here: Vec<Option<At>> =
        all.iter().map(|it| Some(files.at(report.after, place(it, report)?))).collect();
    let nowhere = here.contains(&None).then(|| files.nowhere());
    let earlier = FileId(files.list.len() as u32);
    files.known.clear();
    let mut diagnostics = Vec::new();
    for (it, at) in all.iter().zip(here) {
        let Some(at) = at.or(nowhere) else { continue };
        let mut found = finding(it, at);
        if let Some(before) = it.before_at {
            let from = report.from;
            let words = say!(en: "before, in {}", from.en; es: "antes, en {}", from.es);
            found = found.related(files.at(report.before, before), words);
        }
        diagnostics.push(found);
    }
    Findings { diagnostics, sources: SourceMap::new(files.list), earlier }
}

fn finding(it: &Change, at: At) -> Diagnostic {
    let (name, words) = (&it.entity, it.say());
    let message = match &*it.path {
        "" => say!(en: "`{name}`: {}", words.en; es: "`{name}`: {}", words.es),
        path => say!(en: "`{name}` {path}: {}", words.en; es: "`{name}` {path}: {}", words.es),
    };
    let mut found = Diagnostic::new(rules::of(it.level), at, message);
    found.help = Some(match &it.bridge {
        Some(bridge) => {
            say!(en: "Declared in the program: {bridge}", es: "Declarado en el programa: {bridge}")
        }
        None => it.level.why(),
    });
    if !it.counts() {
        found.severity = Severity::Info;
    }
    found.entity = it.index.map(|_| it.entity.clone());
    found.known_by = Some(it.fingerprint.clone());
    found
}

/// Where a change is seen in the state afterwards. What is gone is seen where it was part of something
/// that still stands, else at the top of its file, else at the top of the program.
/// None where nothing stands any more.
fn place(it: &Change, report: &Report<'_>) -> Option<At> {
    let after = report.after;
    if it.after_at.is_some() {
        return it.after_at;
    }
    let of_before = matches!(it.what, What::EntityRemoved | What::SuppressionRemoved);
    if let Some(index) = it.index.filter(|_| !of_before) {
        return Some(after.program.entity(index).head());
    }
    let path = it.before_at.map(|at| &*report.before.sources.get(at.file).path);
    let named = |path: &str| after.sources.iter().find(|(_, source)| &*source.path == path);
    let file = path.and_then(named).or_else(|| named(ROOT_FILE)).or_else(|| after.sources.iter().next());
    file.map(|(file, _)| At { file, span: Span::default() })
}

/// Files of both states in one map.
#[derive(Default)]
struct Files {
    list: Vec<Source>,
    known: HashMap<FileId, FileId>,
}

impl Files {
    /// A place of one state in the map of both.
    fn at(&mut self, side: Side<'_>, at: At) -> At {
        let file = *self.known.entry(at.file).or_insert_with(|| {
            let source = side.sources.get(at.file);
            self.list.push(Source::new(source.path.clone(), source.text()));
            FileId(self.list.len() as u32 - 1)
        });
        At { file, span: at.span }
    }

    /// The top of a program that is gone.
    fn nowhere(&mut self) -> At {
        self.list.push(Source::new(ROOT_FILE, ""));
        At { file: FileId(self.list.len() as u32 - 1), span: Span::default() }
    }
}
