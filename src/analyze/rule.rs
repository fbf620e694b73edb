//! What a rule is, and how one is declared.

use super::Context;
use crate::diagnostic::{Diagnostic, RuleInfo, Say, counted, say};
use crate::model::id::Id;
use crate::model::{Entity, Kind};
use crate::source::At;

/// What a rule reads: what has to be looked at again when something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// One entity of a kind, and what it refers to.
    Each(Kind),
    /// The whole program.
    Everything,
}

/// What the limit of a rule is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Count,
    Share,
    Time,
}

/// A rule: what is known of it, what it reads, and what it does.
pub struct Rule {
    pub info: RuleInfo,
    pub reads: Reads,
    /// What a program may set as its limit, when it has one.
    pub limit: Option<Limit>,
    pub run: fn(&Context<'_>, &mut Findings),
}

impl Rule {
    /// Starts a finding of this rule.
    pub fn finding(&'static self, at: At, message: Say) -> Diagnostic {
        Diagnostic::new(&self.info, at, message)
    }
}

/// Collects the findings of one rule. A rule that speaks without end is cut.
#[derive(Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    /// How many more there were than are kept.
    dropped: usize,
    /// Spelt only when there is something to say: most entities give nothing to most rules.
    entity: Option<(Kind, Id)>,
}

/// More findings of one rule than this are not kept.
const MOST: usize = 10_000;

impl Findings {
    pub fn push(&mut self, mut finding: Diagnostic) {
        if self.list.len() == MOST {
            self.dropped += 1;
        } else {
            let about = || self.entity.map(|(kind, id)| Entity::name_of(kind, id));
            finding.entity = finding.entity.or_else(about);
            self.list.push(finding);
        }
    }

    /// Findings from here on are about this entity.
    pub fn about(&mut self, entity: &Entity) {
        self.entity = Some((entity.kind, entity.id));
    }

    /// What is kept; where some are not, the last one says how many.
    pub fn into_list(mut self) -> Vec<Diagnostic> {
        if let (Some(last), true) = (self.list.last_mut(), self.dropped > 0) {
            let more =
                counted(self.dropped, ["more finding", "more findings"], ["hallazgo más", "hallazgos más"]);
            let words = say!(en: "{} of this rule, left out because they are too many", more.en; es: "{} de esta regla, omitidos por ser demasiados", more.es);
            last.related.push((last.at, words));
        }
        self.list
    }
}

/// Declares the rule of a file: `rule! { journey_linear CustomerCentricity Warning each Journey }`.
/// Its name is that of the file; its page is the `//!` header of the file; `check` is what it does.
#[macro_export]
macro_rules! rule {
    ($module:ident $category:ident $severity:ident each $kind:ident $(limit $limit:ident)?) => {
        $crate::rule!(@info $module $category $severity [$($limit)?]
            $crate::analyze::Reads::Each($crate::model::Kind::$kind),
            |context, findings| {
                for it in context.program.all::<$kind>() {
                    if context.uses(it.index) {
                        findings.about(it.entity);
                        check(it, context, findings);
                    }
                }
            });
    };
    ($module:ident $category:ident $severity:ident everything $(limit $limit:ident)?) => {
        $crate::rule!(@info $module $category $severity [$($limit)?] $crate::analyze::Reads::Everything, |context, findings| {
            check(context, findings);
        });
    };
    (@info $module:ident $category:ident $severity:ident [$($limit:ident)?] $reads:expr, $run:expr) => {
        pub static RULE: $crate::analyze::Rule = $crate::analyze::Rule {
            info: $crate::diagnostic::RuleInfo {
                name: {
                    const BYTES: [u8; stringify!($module).len()] = $crate::analyze::rule::kebab(stringify!($module));
                    match std::str::from_utf8(&BYTES) {
                        Ok(name) => name,
                        Err(_) => panic!("the name of a rule is ASCII"),
                    }
                },
                category: $crate::diagnostic::Category::$category,
                severity: $crate::diagnostic::Severity::$severity,
                page: $crate::diagnostic::Page::Header(include_str!(concat!(stringify!($module), ".rs"))),
            },
            reads: $reads,
            limit: $crate::analyze::rule::limit(&[$($crate::analyze::rule::Limit::$limit)?]),
            run: $run,
        };
    };
}
pub use crate::rule;

/// The limit that a rule was declared with.
pub const fn limit(declared: &[Limit]) -> Option<Limit> {
    match declared {
        [limit, ..] => Some(*limit),
        [] => None,
    }
}

/// `journey_linear` → `journey-linear`.
pub const fn kebab<const N: usize>(name: &str) -> [u8; N] {
    let bytes = name.as_bytes();
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = if bytes[i] == b'_' { b'-' } else { bytes[i] };
        i += 1;
    }
    out
}
