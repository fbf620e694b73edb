//! What a good program is: rules over the resolved program, levels and suppressions, and the
//! gate that lets a program through to the emitters.

mod answers;
mod bands;
pub mod business_time;
mod catalog;
pub mod changes;
pub mod clocks;
pub mod contacts;
mod context;
pub mod deadlines;
pub mod definitions;
pub mod draw;
pub mod effects;
pub mod examples;
pub mod fieldwork;
mod held_back;
pub mod impact;
mod imported;
pub mod journeys;
pub mod levels;
pub mod measure;
mod open_week;
pub mod outputs;
mod overlaps;
pub mod pace;
pub mod playbooks;
pub mod policies;
pub mod questions;
pub mod reach;
pub mod readiness;
mod regulations;
pub mod rule;
pub mod rules;
pub mod sampling;
pub mod score;
pub mod signals;
pub mod statistics;
pub mod terms;
pub mod texts;
pub mod theme;
pub mod words;
mod written;

pub use catalog::{all_rules, find_rule};
pub use context::{Asks, Context, in_use};
pub use rule::{Findings, Reads, Rule, rule};

use crate::diagnostic::{Diagnostic, say};
use crate::model::time::Date;
use crate::resolve::Resolved;
use crate::source::SourceMap;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A program without an error of form: the only way in to the emitters.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    pub program: &'a Resolved,
    pub sources: &'a SourceMap,
    pub diagnostics: &'a [Diagnostic],
    pub as_of: Date,
}

/// Lets a program through when no correctness error stands. Practice rules set the exit status
/// and appear in the outputs; they do not stop a build.
pub fn gate<'a>(
    program: &'a Resolved,
    sources: &'a SourceMap,
    diagnostics: &'a [Diagnostic],
    as_of: Date,
) -> Option<Checked<'a>> {
    let broken = diagnostics.iter().any(Diagnostic::stops_a_build);
    (!broken).then_some(Checked { program, sources, diagnostics, as_of })
}

/// Runs every rule, sets the levels of the program and takes out what is suppressed.
pub fn analyze(
    program: &Resolved,
    sources: &SourceMap,
    as_of: Date,
    earlier: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let context = Context::new(program, sources, as_of);
    let mut diagnostics: Vec<Diagnostic> = earlier;
    let found: Vec<Vec<Diagnostic>> = rules::ALL.par_iter().map(|rule| run(rule, &context)).collect();
    diagnostics.extend(found.into_iter().flatten());
    imported::at_the_door(program, sources, &mut diagnostics);
    levels::apply(program, &mut diagnostics);
    levels::suppress(program, as_of, &mut diagnostics);
    held_back::hold_back(program, &mut diagnostics);
    crate::diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Runs one rule. A fault inside it is a finding that names it, and the others go on.
fn run(rule: &'static Rule, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| (rule.run)(context, &mut findings)));
    let mut found = findings.into_list();
    if outcome.is_err() {
        let at = context.root();
        let name = rule.info.name;
        let mut fault = Diagnostic::new(
            &levels::RULE_FAILED,
            at,
            say!(en: "the rule `{name}` stopped on a fault of its own", es: "la regla `{name}` se detuvo por una falla propia"),
        )
        .help(say!(en: "the other rules went on; please report this", es: "las demás reglas siguieron; por favor repórtalo"));
        fault.internal = true;
        found.push(fault);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Category, Page, RuleInfo, Severity};
    use crate::source::MemoryWorld;

    static ENDLESS: Rule = Rule {
        info: RuleInfo {
            name: "endless",
            category: Category::Suspicious,
            severity: Severity::Error,
            page: Page::Header(""),
        },
        reads: Reads::Everything,
        limit: None,
        run: endless,
    };

    fn endless(context: &Context<'_>, out: &mut Findings) {
        match context.program.len() {
            0 => panic!("it stops"),
            _ => {
                for _ in 0..10_007 {
                    let words = say!(en: "again", es: "otra vez");
                    out.push(ENDLESS.finding(context.root(), words));
                }
            }
        }
    }

    fn found(world: &MemoryWorld) -> Vec<Diagnostic> {
        let day = Date(jiff::civil::date(2026, 11, 20));
        let loaded = crate::load(world).expect("memory is read");
        run(&ENDLESS, &Context::new(&loaded.program, &loaded.sources, day))
    }

    #[test]
    fn a_rule_that_panics_is_a_finding_with_its_name() {
        let found = found(&MemoryWorld::new([("other.yaml", "kind: Deployment\n".to_owned())]));
        assert_eq!(found.len(), 1);
        assert!(found[0].internal && found[0].rule.name == "rule-failed", "{found:?}");
        assert!(found[0].message.en.contains("`endless`"), "{}", found[0].message.en);
    }

    #[test]
    fn a_rule_that_speaks_without_end_is_cut_and_that_is_said() {
        let found =
            found(&MemoryWorld::new([("role.yaml", "kind: role\nid: lead\nmanages: program\n".to_owned())]));
        assert_eq!((found.len(), found[0].severity), (10_000, Severity::Error));
        let (_, words) = &found[9_999].related[0];
        assert!(words.en.contains("7 more findings of this rule"), "{}", words.en);
    }
}
