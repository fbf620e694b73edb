//! Runs the rules of a program. Those that look at one entity at a time share it: what an entity
//! holds is fetched once for all of them, and not once for each.

use super::levels::{self, RULE_FAILED};
use super::rule::{Look, LookAt};
use super::{Context, Findings, Rule};
use crate::diagnostic::{Diagnostic, say};
use crate::model::{EntityIndex, Kind};
use crate::source::At;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Entities that are looked at in one go: few enough that the last rule still finds them near.
const TOGETHER: usize = 16;

/// What is looked at in one go; rules are known by their numbers.
enum Go {
    Whole(usize, fn(&Context<'_>, &mut Findings)),
    Some(Kind, Vec<EntityIndex>),
}

/// What a rule said so far, and where it stopped on a fault of its own.
#[derive(Default)]
struct Said {
    findings: Findings,
    stopped: Option<At>,
}

impl Said {
    fn append(&mut self, more: Said) {
        self.findings.append(more.findings);
        self.stopped = self.stopped.or(more.stopped);
    }

    /// Lets a rule look. A fault inside it is kept, and the others go on.
    fn let_look(&mut self, at: At, look: impl FnOnce(&mut Findings)) {
        if catch_unwind(AssertUnwindSafe(|| look(&mut self.findings))).is_err() {
            self.stopped.get_or_insert(at);
        }
    }

    fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.stopped.is_none()
    }
}

/// What the rules find, rule by rule. Those that the program switches off are not run.
pub fn run(rules: &[&'static Rule], context: &Context<'_>) -> Vec<Diagnostic> {
    let off = levels::switched_off(context.program);
    let rules: Vec<&Rule> = rules.iter().copied().filter(|rule| !off.contains(&rule.info.name)).collect();
    let goes = goes(&rules, context);
    let parts: Vec<Vec<(usize, Said)>> = goes.par_iter().map(|go| look(go, &rules, context)).collect();
    let mut said: Vec<Said> = rules.iter().map(|_| Said::default()).collect();
    for (rule, part) in parts.into_iter().flatten() {
        said[rule].append(part);
    }
    let mut all = Vec::new();
    for (rule, said) in rules.iter().zip(said) {
        all.extend(said.findings.into_list());
        all.extend(said.stopped.map(|at| fault(rule, at)));
    }
    all
}

/// Rules over the whole program come first: the longest are among them.
fn goes(rules: &[&Rule], context: &Context<'_>) -> Vec<Go> {
    let mut goes = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for (number, rule) in rules.iter().enumerate() {
        match rule.look {
            Look::Whole(look) => goes.push(Go::Whole(number, look)),
            Look::Each(kind, _) if kinds.contains(&kind) => {}
            Look::Each(kind, _) => kinds.push(kind),
        }
    }
    for kind in kinds {
        let entities: Vec<EntityIndex> = context.in_use_of(kind).collect();
        goes.extend(entities.chunks(TOGETHER).map(|some| Go::Some(kind, some.to_vec())));
    }
    goes
}

/// One go, and what rules said in it.
fn look(go: &Go, rules: &[&Rule], context: &Context<'_>) -> Vec<(usize, Said)> {
    match go {
        Go::Whole(rule, look) => {
            let mut said = Said::default();
            said.let_look(context.root(), |findings| look(context, findings));
            vec![(*rule, said)]
        }
        Go::Some(kind, entities) => {
            let of_kind = |(number, rule): (usize, &&Rule)| Some((number, rule.looks_at_each(*kind)?));
            let each = rules.iter().enumerate().filter_map(of_kind);
            let said = each.map(|(number, look)| (number, over(entities, look, context)));
            said.filter(|(_, said)| !said.is_empty()).collect()
        }
    }
}

fn over(entities: &[EntityIndex], look: LookAt, context: &Context<'_>) -> Said {
    let mut said = Said::default();
    for index in entities {
        let entity = context.program.entity(*index);
        said.findings.about(entity);
        said.let_look(entity.head(), |findings| look(*index, context, findings));
    }
    said
}

fn fault(rule: &Rule, at: At) -> Diagnostic {
    let name = rule.info.name;
    let mut fault = Diagnostic::new(
        &RULE_FAILED,
        at,
        say!(en: "the rule `{name}` stopped on a fault of its own", es: "la regla `{name}` se detuvo por una falla propia"),
    )
    .help(say!(en: "the other rules went on; please report this", es: "las demás reglas siguieron; por favor repórtalo"));
    fault.internal = true;
    fault
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Category, Page, RuleInfo, Severity};
    use crate::model::scalar::Scalar;
    use crate::model::time::Date;
    use crate::source::MemoryWorld;

    const fn info(name: &'static str) -> RuleInfo {
        RuleInfo { name, category: Category::Suspicious, severity: Severity::Error, page: Page::Header("") }
    }

    static ENDLESS: Rule = Rule { info: info("endless"), look: Look::Whole(endless), limit: None };
    static CHOKES: Rule = Rule { info: info("chokes"), look: Look::Each(Kind::Role, chokes), limit: None };

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

    /// Speaks of every role but one, on which it stops.
    fn chokes(index: EntityIndex, context: &Context<'_>, out: &mut Findings) {
        let role = context.program.entity(index);
        assert!(role.id.as_str() != "fifty", "it stops");
        out.push(CHOKES.finding(role.head(), say!(en: "a role", es: "un rol")));
    }

    fn found(rule: &'static Rule, files: impl IntoIterator<Item = (String, String)>) -> Vec<Diagnostic> {
        let day = Date::parse("2026-11-20").expect("it is a day");
        let loaded = crate::load(&MemoryWorld::new(files)).expect("memory is read");
        run(&[rule], &Context::new(&loaded.program, &loaded.sources, day))
    }

    fn file(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn a_rule_that_panics_is_a_finding_with_its_name() {
        let found = found(&ENDLESS, [file("other.yaml", "kind: Deployment\n")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].internal && found[0].rule.name == "rule-failed", "{found:?}");
        assert!(found[0].message.en.contains("`endless`"), "{}", found[0].message.en);
    }

    #[test]
    fn a_rule_that_speaks_without_end_is_cut_and_that_is_said() {
        let found = found(&ENDLESS, [file("role.yaml", "kind: role\nid: lead\nmanages: program\n")]);
        assert_eq!((found.len(), found[0].severity), (10_000, Severity::Error));
        let (_, words) = &found[9_999].related[0];
        assert!(words.en.contains("7 more findings of this rule"), "{}", words.en);
    }

    #[test]
    fn an_entity_that_a_rule_stops_on_hides_no_other_one() {
        let role = |name: &str| {
            file(&format!("{name}.yaml"), &format!("kind: role\nid: {name}\nmanages: program\n"))
        };
        let found = found(&CHOKES, (0..40).map(|n| role(&format!("role-{n:02}"))).chain([role("fifty")]));
        let (faults, said): (Vec<_>, Vec<_>) = found.into_iter().partition(|finding| finding.internal);
        let about: Vec<_> = said.iter().map(|it| it.entity.clone().unwrap_or_default()).collect();
        assert_eq!(about, (0..40).map(|n| format!("role:role-{n:02}")).collect::<Vec<_>>());
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].at.file.0, 0, "files are in the order of their names: {:?}", faults[0]);
    }

    #[test]
    fn a_rule_that_is_switched_off_does_not_run() {
        let off = file("senda.yaml", "kind: program\nid: bank\nsenda: 1\nrules:\n  endless: off\n");
        assert_eq!(found(&ENDLESS, [off]).len(), 0);
    }
}
