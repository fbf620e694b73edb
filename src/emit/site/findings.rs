//! What the compiler found, for one page or for all.

use super::page::Page;
use super::view::Shown;
use crate::diagnostic::{Category, Diagnostic, Severity};
use crate::model::Kind;
use crate::model::id::Id;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One finding, in the language of the page.
#[derive(Clone, Serialize, JsonSchema)]
pub struct FindingView {
    tone: &'static str,
    level: &'static str,
    word: String,
    message: String,
    help: Option<String>,
    rule: &'static str,
    src: String,
    at: Option<Shown>,
}

impl FindingView {
    pub fn tone(&self) -> &'static str {
        self.tone
    }
}

pub fn tone(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "watch",
        Severity::Info => "note",
    }
}

pub fn view(page: &Page<'_>, finding: &Diagnostic) -> FindingView {
    let entity = finding.entity.as_deref().and_then(|name| {
        let (kind, id) = name.split_once(':')?;
        page.program().find(Kind::of_name(kind)?, Id::new(id))
    });
    FindingView {
        tone: tone(finding.severity),
        level: finding.severity.name(),
        word: capital(&page.value("level", finding.severity.name())),
        message: sentence(finding.message.in_lang(page.lang)),
        help: finding.help.as_ref().map(|help| sentence(help.in_lang(page.lang))),
        rule: finding.rule.name,
        src: page.src(finding.at),
        at: entity.map(|entity| page.entity(entity)),
    }
}

/// A message as a sentence of its own: a capital at its start, unless a name stands there; no back-ticks.
pub fn sentence(text: &str) -> String {
    let plain = text.replace('`', "");
    if text.starts_with('`') { plain } else { capital(&plain) }
}

pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// How many findings there are of a level; levels without any are left out.
#[derive(Serialize, JsonSchema)]
pub struct LevelCount {
    tone: &'static str,
    word: String,
    count: String,
}

pub fn levels(page: &Page<'_>) -> Vec<LevelCount> {
    [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .filter_map(|severity| {
            let count = page.checked.diagnostics.iter().filter(|d| d.severity == severity).count();
            let words = if count == 1 { "level" } else { "levels" };
            let word = page.value(words, severity.name());
            (count > 0).then(|| LevelCount {
                tone: tone(severity),
                word,
                count: page.locale.count(count as i64),
            })
        })
        .collect()
}

/// The gravest first, then in reading order.
pub fn gravest<'d>(page: &Page<'d>, at_most: usize) -> Vec<&'d Diagnostic> {
    let mut all: Vec<&Diagnostic> = page.checked.diagnostics.iter().collect();
    all.sort_by_key(|d| std::cmp::Reverse(d.severity));
    all.truncate(at_most);
    all
}

#[derive(Serialize, JsonSchema)]
struct RuleGroup {
    id: String,
    rule: &'static str,
    why: String,
    findings: Vec<FindingView>,
}

#[derive(Serialize, JsonSchema)]
struct CategoryGroup {
    id: String,
    word: String,
    count: String,
    rules: Vec<RuleGroup>,
}

#[derive(Serialize, JsonSchema)]
pub struct FindingsPage {
    levels: Vec<LevelCount>,
    groups: Vec<CategoryGroup>,
}

/// Every finding, by category and rule.
pub fn page(page: &Page<'_>) -> FindingsPage {
    let mut groups: BTreeMap<Category, BTreeMap<&'static str, Vec<&Diagnostic>>> = BTreeMap::new();
    for finding in page.checked.diagnostics {
        groups.entry(finding.rule.category).or_default().entry(finding.rule.name).or_default().push(finding);
    }
    let groups = groups
        .into_iter()
        .map(|(category, rules)| CategoryGroup {
            id: format!("_{}", category.name()),
            word: capital(category.say().in_lang(page.lang)),
            count: page.locale.count(rules.values().map(Vec::len).sum::<usize>() as i64),
            rules: rules
                .into_iter()
                .map(|(name, found)| RuleGroup {
                    id: name.to_owned(),
                    rule: name,
                    why: found.first().map(|d| d.rule.page.summary(page.lang)).unwrap_or_default(),
                    findings: found.into_iter().map(|finding| view(page, finding)).collect(),
                })
                .collect(),
        })
        .collect();
    FindingsPage { levels: levels(page), groups }
}
