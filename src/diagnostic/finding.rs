//! One finding, and the list that collects them.

use super::{Category, RuleInfo, Say, Severity};
use crate::source::At;

/// A suggested edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether applying it cannot change what the program means.
    pub safe: bool,
    /// What each place is replaced with.
    pub edits: Vec<(At, String)>,
}

/// Something to say about a program. Data first; words in every language.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub rule: &'static RuleInfo,
    pub severity: Severity,
    pub at: At,
    /// What is wrong, in one sentence.
    pub message: Say,
    /// The words on the underlined place.
    pub here: Option<Say>,
    /// Why it matters and what to do.
    pub help: Option<Say>,
    /// Other places that belong to it: the other end of a reference, the first of two.
    pub related: Vec<(At, Say)>,
    /// The entity it is about, as `kind:id`.
    pub entity: Option<String>,
    pub fix: Option<Fix>,
    /// What it is known by, where that is more than its words and its place tell.
    pub known_by: Option<String>,
    /// Whether the day decided it: such findings are counted apart.
    pub depends_on_date: bool,
    /// A contradiction between schema and reader: a fault of ours, marked as such.
    pub internal: bool,
}

impl Diagnostic {
    pub fn new(rule: &'static RuleInfo, at: At, message: Say) -> Self {
        Self {
            rule,
            severity: rule.severity,
            at,
            message,
            here: None,
            help: None,
            related: Vec::new(),
            entity: None,
            fix: None,
            known_by: None,
            depends_on_date: false,
            internal: false,
        }
    }

    pub fn here(mut self, words: Say) -> Self {
        self.here = Some(words);
        self
    }

    pub fn help(mut self, words: Say) -> Self {
        self.help = Some(words);
        self
    }

    pub fn related(mut self, at: At, words: Say) -> Self {
        self.related.push((at, words));
        self
    }

    pub fn entity(mut self, name: impl Into<String>) -> Self {
        self.entity = Some(name.into());
        self
    }

    pub fn fix(mut self, safe: bool, edits: Vec<(At, String)>) -> Self {
        self.fix = Some(Fix { safe, edits });
        self
    }

    /// Edits that are a guess; none are no suggestion.
    pub fn guess(self, edits: Vec<(At, String)>) -> Self {
        if edits.is_empty() { self } else { self.fix(false, edits) }
    }

    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Marks it as true on this day only.
    pub fn on_this_day(mut self) -> Self {
        self.depends_on_date = true;
        self
    }

    pub fn stops_a_build(&self) -> bool {
        self.rule.category == Category::Correctness && self.severity == Severity::Error
    }
}

/// Findings in reading order: file, place, rule, words. The same program gives the same list.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.at, a.rule.name, &a.message.en, &a.entity).cmp(&(b.at, b.rule.name, &b.message.en, &b.entity))
    });
    diagnostics.dedup_by(|a, b| a.at == b.at && a.rule == b.rule && a.message == b.message);
}
