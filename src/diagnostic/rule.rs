//! What is known of a rule before it speaks: its name, category, severity and page.

use super::{Lang, Say};
use std::fmt;

/// How bad a finding is. The order is from mild to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        [Severity::Info, Severity::Warning, Severity::Error].into_iter().find(|s| s.name() == name)
    }

    pub fn say(self) -> Say {
        match self {
            Severity::Info => say_pair("note", "nota"),
            Severity::Warning => say_pair("warning", "aviso"),
            Severity::Error => say_pair("error", "error"),
        }
    }
}

/// What a rule is about. Only `Correctness` stops a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    Correctness,
    Suspicious,
    CustomerCentricity,
    Statistics,
    Continuity,
    Style,
}

impl Category {
    pub const ALL: [Category; 6] = [
        Category::Correctness,
        Category::Suspicious,
        Category::CustomerCentricity,
        Category::Statistics,
        Category::Continuity,
        Category::Style,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Category::Correctness => "correctness",
            Category::Suspicious => "suspicious",
            Category::CustomerCentricity => "customer-centricity",
            Category::Statistics => "statistics",
            Category::Continuity => "continuity",
            Category::Style => "style",
        }
    }

    pub fn say(self) -> Say {
        match self {
            Category::Correctness => say_pair("correctness", "corrección"),
            Category::Suspicious => say_pair("suspicious", "sospechoso"),
            Category::CustomerCentricity => say_pair("customer-centricity", "cliente al centro"),
            Category::Statistics => say_pair("statistics", "estadística"),
            Category::Continuity => say_pair("continuity", "continuidad"),
            Category::Style => say_pair("style", "estilo"),
        }
    }
}

fn say_pair(en: &str, es: &str) -> Say {
    Say { en: en.to_owned(), es: es.to_owned() }
}

/// A rule's page: what it detects, why it matters, examples, how to fix it.
#[derive(Clone, Copy, Debug)]
pub enum Page {
    /// Markdown in each language.
    Words { en: &'static str, es: &'static str },
    /// The source file of a rule: its `//!` header is the page, English first, Spanish after a
    /// line that says `//! # es`.
    Header(&'static str),
}

impl Page {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Page::Words { en, .. }, Lang::En) => (*en).to_owned(),
            (Page::Words { es, .. }, Lang::Es) => (*es).to_owned(),
            (Page::Header(source), lang) => header(source, lang),
        }
    }

    /// The first sentence of the page.
    pub fn summary(&self, lang: Lang) -> String {
        let text = self.text(lang);
        text.lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" ")
    }
}

fn header(source: &str, lang: Lang) -> String {
    let mut spanish = false;
    let mut out = String::new();
    for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.trim() == "# es" {
            spanish = true;
        } else if spanish == (lang == Lang::Es) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

/// A rule, as `senda explain`, the site and the annotations show it.
pub struct RuleInfo {
    /// Kebab-case name of the pattern it finds; reads well after "allow".
    pub name: &'static str,
    pub category: Category,
    pub severity: Severity,
    pub page: Page,
}

impl fmt::Debug for RuleInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for RuleInfo {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl Eq for RuleInfo {}

/// Declares the rules that a stage itself speaks for (form, references), with their pages.
#[macro_export]
macro_rules! built_in_rules {
    ($($(#[$meta:meta])* $id:ident = $name:literal $category:ident $severity:ident { en: $en:literal, es: $es:literal })*) => {
        $($(#[$meta])* pub static $id: $crate::diagnostic::RuleInfo = $crate::diagnostic::RuleInfo {
            name: $name,
            category: $crate::diagnostic::Category::$category,
            severity: $crate::diagnostic::Severity::$severity,
            page: $crate::diagnostic::Page::Words { en: $en, es: $es },
        };)*
        /// Every rule declared here.
        pub static RULES: &[&$crate::diagnostic::RuleInfo] = &[$(&$id),*];
    };
}
pub use crate::built_in_rules;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_of_a_rule_file_is_its_page_in_both_languages() {
        let page = Page::Header("//! Finds x.\n//!\n//! More.\n//! # es\n//! Encuentra x.\n\nuse a;\n//! no");
        assert_eq!(page.text(Lang::En), "Finds x.\n\nMore.");
        assert_eq!(page.summary(Lang::Es), "Encuentra x.");
    }
}
