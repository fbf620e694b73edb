//! What a rule is, and how one is declared.

use super::Context;
use crate::diagnostic::{Diagnostic, RuleInfo, Say, counted, say};
use crate::model::id::Id;
use crate::model::{Entity, EntityIndex, Kind};
use crate::source::At;

/// How a rule looks at a program, and so what it has to look at again when something changes.
#[derive(Clone, Copy)]
pub enum Look {
    /// At one entity of a kind at a time, and what it refers to.
    Each(Kind, LookAt),
    /// At the whole program.
    Whole(fn(&Context<'_>, &mut Findings)),
}

/// Looks at one entity.
pub type LookAt = fn(EntityIndex, &Context<'_>, &mut Findings);

/// What the limit of a rule is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Count,
    Share,
    Time,
}

/// A rule: what is known of it, and what it does.
pub struct Rule {
    pub info: RuleInfo,
    pub look: Look,
    /// What a program may set as its limit, when it has one.
    pub limit: Option<Limit>,
}

impl Rule {
    /// Starts a finding of this rule.
    pub fn finding(&'static self, at: At, message: Say) -> Diagnostic {
        Diagnostic::new(&self.info, at, message)
    }

    /// How it looks at an entity of this kind, when it looks at them one by one.
    pub fn looks_at_each(&self, kind: Kind) -> Option<LookAt> {
        match self.look {
            Look::Each(own, look) if own == kind => Some(look),
            _ => None,
        }
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

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Takes in what the same rule found elsewhere.
    pub fn append(&mut self, more: Findings) {
        let room = MOST - self.list.len();
        self.dropped += more.dropped + more.list.len().saturating_sub(room);
        self.list.extend(more.list.into_iter().take(room));
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
            $crate::analyze::rule::Look::Each($crate::model::Kind::$kind, |index, context, findings| {
                if let Some(it) = context.program.as_kind::<$kind>(index) {
                    check(it, context, findings);
                }
            }));
    };
    ($module:ident $category:ident $severity:ident everything $(limit $limit:ident)?) => {
        $crate::rule!(@info $module $category $severity [$($limit)?]
            $crate::analyze::rule::Look::Whole(|context, findings| check(context, findings)));
    };
    (@info $module:ident $category:ident $severity:ident [$($limit:ident)?] $look:expr) => {
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
            look: $look,
            limit: $crate::analyze::rule::limit(&[$($crate::analyze::rule::Limit::$limit)?]),
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
