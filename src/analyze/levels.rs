//! Levels that a program sets for rules, and suppressions in its files.

use super::outputs;
use crate::diagnostic::{Category, Diagnostic, Severity, built_in_rules, say};
use crate::model::program::RuleLevel;
use crate::model::reader::nearest;
use crate::model::suppression::Suppression;
use crate::model::time::Date;
use crate::resolve::Resolved;

built_in_rules! {
    RULE_FAILED = "rule-failed" Correctness Warning {
        en: "A rule stopped on a fault of its own.\n\nThe other rules went on. Please report it: what the rule looks for was not checked in this run.",
        es: "Una regla se detuvo por una falla propia.\n\nLas demás siguieron. Por favor repórtalo: lo que busca esa regla no se revisó en esta ejecución."
    }
    UNKNOWN_RULE = "unknown-rule" Suspicious Error {
        en: "A rule name that no rule has, in `rules:` of the program or in a suppression.\n\nIt would have no effect, and nobody would notice.",
        es: "Un nombre que ninguna regla tiene, en `rules:` del programa o en una excepción.\n\nNo tendría efecto y nadie lo notaría."
    }
    UNUSED_SUPPRESSION = "unused-suppression" Style Warning {
        en: "A suppression that suppresses nothing.\n\nWhat it allowed is gone: delete the comment, so that it does not hide the next one.",
        es: "Una excepción que no exceptúa nada.\n\nLo que permitía ya no está: borra el comentario para que no esconda lo siguiente."
    }
    EXPIRED_SUPPRESSION = "expired-suppression" Style Warning {
        en: "A suppression whose end has passed.\n\nIt no longer holds, and its finding is back. Mend the finding, or decide anew with a new end.",
        es: "Una excepción cuyo plazo venció.\n\nYa no vale y su hallazgo ha vuelto. Corrige el hallazgo o decide de nuevo con otro plazo."
    }
}

/// Sets the levels that the program asks for. Errors of form keep theirs.
pub fn apply(program: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
    let Some(root) = program.program() else { return };
    let mut wrong = Vec::new();
    for entry in root.it.rules.entries() {
        let Some(info) = super::find_rule(entry.key.as_str()) else {
            let at = root.place(entry.key_span);
            let all = super::all_rules();
            let better = nearest(entry.key.as_str(), all.iter().map(|info| info.name));
            let edits = better.map(|better| vec![(at, better.to_owned())]).unwrap_or_default();
            wrong.push(unknown(at, entry.key.as_str()).entity(root.entity.name()).guess(edits));
            continue;
        };
        let Some(level) = entry.value.get().and_then(|value| value.level()) else { continue };
        if info.category == Category::Correctness {
            wrong.push(
                Diagnostic::new(
                    &UNKNOWN_RULE,
                    root.place(entry.key_span),
                    say!(en: "`{}` is about the form of files, and its level is fixed", info.name;
                         es: "`{}` trata de la forma de los archivos, y su nivel es fijo", info.name),
                )
                .help(say!(en: "remove this line", es: "quita esta línea"))
                .entity(root.entity.name()),
            );
            continue;
        }
        match level {
            RuleLevel::Off => diagnostics.retain(|d| d.rule.name != info.name),
            RuleLevel::Error | RuleLevel::Warning | RuleLevel::Info => {
                let severity = match level {
                    RuleLevel::Error => Severity::Error,
                    RuleLevel::Warning => Severity::Warning,
                    _ => Severity::Info,
                };
                for diagnostic in diagnostics.iter_mut().filter(|d| d.rule.name == info.name) {
                    diagnostic.severity = severity;
                }
            }
        }
    }
    diagnostics.extend(wrong);
}

fn unknown(at: crate::source::At, name: &str) -> Diagnostic {
    let all = super::all_rules();
    let diagnostic = Diagnostic::new(
        &UNKNOWN_RULE,
        at,
        say!(en: "there is no rule called `{name}`", es: "no hay una regla llamada `{name}`"),
    );
    match nearest(name, all.iter().map(|info| info.name)) {
        Some(better) => {
            diagnostic.help(say!(en: "did you mean `{better}`?", es: "¿quisiste decir `{better}`?"))
        }
        None => diagnostic
            .help(say!(en: "`senda explain --all` lists them", es: "`senda explain --all` las enumera")),
    }
}

/// Takes out what the files allow, and speaks of suppressions that are unknown, over or idle.
pub fn suppress(program: &Resolved, as_of: Date, diagnostics: &mut Vec<Diagnostic>) {
    let mut more = Vec::new();
    for suppression in &program.model.suppressions {
        let name = &*suppression.rule;
        let Some(info) = super::find_rule(name) else {
            more.push(unknown(suppression.at, name));
            continue;
        };
        if info.category == Category::Correctness {
            more.push(
                Diagnostic::new(
                    &UNKNOWN_RULE,
                    suppression.at,
                    say!(en: "`{name}` is about the form of files and cannot be allowed", es: "`{name}` trata de la forma de los archivos y no se puede exceptuar"),
                )
                .help(say!(en: "mend what it points at, and delete this comment", es: "corrige lo que señala y borra este comentario")),
            );
            continue;
        }
        if let Some(until) = suppression.until.filter(|until| until.0 < as_of.0) {
            let day = until.0;
            more.push(
                Diagnostic::new(
                    &EXPIRED_SUPPRESSION,
                    suppression.at,
                    say!(en: "this suppression ended on {day}", es: "esta excepción terminó el {day}"),
                )
                .help(say!(en: "mend what it allowed, or decide anew with a new end", es: "corrige lo que permitía, o decide de nuevo con otro plazo"))
                .on_this_day(),
            );
            continue;
        }
        let before = diagnostics.len();
        diagnostics.retain(|d| !covers(suppression, d));
        // What an output says is not known yet: see `settle`.
        let awaited = outputs::RULES.iter().any(|rule| rule.name == name);
        if diagnostics.len() == before && !awaited {
            more.push(
                Diagnostic::new(
                    &UNUSED_SUPPRESSION,
                    suppression.at,
                    say!(en: "nothing here breaks `{name}`", es: "nada de aquí rompe `{name}`"),
                )
                .help(say!(en: "delete the comment", es: "borra el comentario"))
                .fix(true, vec![(suppression.at, String::new())]),
            );
        }
    }
    diagnostics.extend(more);
}

fn covers(suppression: &Suppression, finding: &Diagnostic) -> bool {
    finding.rule.name == &*suppression.rule
        && finding.at.file == suppression.at.file
        && suppression.covers.contains(finding.at.span)
}

/// Levels and suppressions for what the outputs say. What is wrong with those themselves was said
/// when the program was checked.
pub fn settle(program: &Resolved, as_of: Date, findings: &mut Vec<Diagnostic>) {
    let rules = findings.iter().map(|finding| finding.rule.name).collect::<Vec<_>>();
    apply(program, findings);
    findings.retain(|finding| {
        let mut suppressions = program.model.suppressions.iter();
        let allowed = |s: &Suppression| s.until.is_none_or(|until| until.0 >= as_of.0) && covers(s, finding);
        rules.contains(&finding.rule.name) && !suppressions.any(allowed)
    });
}
