//! Levels that a program sets for rules, and suppressions in its files.

use super::outputs;
use super::rule::Limit;
use crate::diagnostic::{Category, Diagnostic, Severity, built_in_rules, say};
use crate::model::Of;
use crate::model::program::{Program, RuleLevel, RuleSetting, Threshold};
use crate::model::reader::nearest;
use crate::model::suppression::Suppression;
use crate::model::time::Date;
use crate::resolve::Resolved;

built_in_rules! {
    RULE_FAILED = "rule-failed" Correctness Warning {
        en: "A rule stopped on a fault of its own.\n\nThe other rules went on. Please report it: what the rule looks for was not checked in this run.

Bad: a rule stops in the middle of your program; the other rules are not touched.

Good: every rule comes to its end.

How to fix it: report it with the file it points at. Until then, nothing that this rule looks for was checked.",
        es: "Una regla se detuvo por una falla propia.\n\nLas demás siguieron. Por favor repórtalo: lo que busca esa regla no se revisó en esta ejecución.

Mal: una regla se detiene a la mitad de tu programa; las demás no se ven afectadas.

Bien: cada regla llega al final.

Cómo corregirlo: repórtalo con el archivo que señala. Mientras tanto, nada de lo que busca esa regla se revisó."
    }
    UNKNOWN_RULE = "unknown-rule" Suspicious Error {
        en: "A rule name that no rule has, in `rules:` of the program or in a suppression.\n\nIt would have no effect, and nobody would notice.

Bad:

```yaml
rules:
  journey-liner: off
```

Good:

```yaml
rules:
  journey-linear: off
```

How to fix it: write the name that the message offers; `senda explain --all` lists them.",
        es: "Un nombre que ninguna regla tiene, en `rules:` del programa o en una excepción.\n\nNo tendría efecto y nadie lo notaría.

Mal:

```yaml
rules:
  journey-liner: off
```

Bien:

```yaml
rules:
  journey-linear: off
```

Cómo corregirlo: escribe el nombre que ofrece el mensaje; `senda explain --all` los enumera."
    }
    RULE_LIMIT = "rule-limit" Suspicious Error {
        en: "A limit that its rule cannot use.

Some rules count: steps, questions, months. Such a rule takes a limit in what it counts; any other limit would have no effect, and nobody would notice.

Bad:

```yaml
rules:
  too-many-handoffs: { limit: 4 h }
```

Good:

```yaml
rules:
  too-many-handoffs: { limit: 4 }
```

How to fix it: write the limit as the message shows, or, where the rule has none, only its level.",
        es: "Un límite que su regla no puede usar.

Algunas reglas cuentan: pasos, preguntas, meses. Una regla así acepta un límite en lo que cuenta; otro no tendría efecto y nadie lo notaría.

Mal:

```yaml
rules:
  too-many-handoffs: { limit: 4 h }
```

Bien:

```yaml
rules:
  too-many-handoffs: { limit: 4 }
```

Cómo corregirlo: escribe el límite como muestra el mensaje o, si la regla no tiene límite, solo su nivel."
    }
    UNUSED_SUPPRESSION = "unused-suppression" Style Warning {
        en: "A suppression that suppresses nothing.\n\nWhat it allowed is gone: delete the comment, so that it does not hide the next one.

Bad:

```yaml
# senda: allow(journey-linear): the map of today
kind: journey     # it has its alternate path by now
```

Good:

```yaml
kind: journey
```

How to fix it: delete the comment; `senda fix` does it.",
        es: "Una excepción que no exceptúa nada.\n\nLo que permitía ya no está: borra el comentario para que no esconda lo siguiente.

Mal:

```yaml
# senda: allow(journey-linear): el mapa de hoy
kind: journey     # ya tiene su camino alterno
```

Bien:

```yaml
kind: journey
```

Cómo corregirlo: borra el comentario; `senda fix` lo hace."
    }
    EXPIRED_SUPPRESSION = "expired-suppression" Style Warning {
        en: "A suppression whose end has passed.\n\nIt no longer holds, and its finding is back. Mend the finding, or decide anew with a new end.

Bad:

```yaml
# senda: allow(journey-linear) until 2025-12-31: until the map is redrawn
```

Good:

```yaml
# senda: allow(journey-linear) until 2027-06-30: the new map comes in June
```

How to fix it: mend the finding, or decide anew with a new end.",
        es: "Una excepción cuyo plazo venció.\n\nYa no vale y su hallazgo ha vuelto. Corrige el hallazgo o decide de nuevo con otro plazo.

Mal:

```yaml
# senda: allow(journey-linear) until 2025-12-31: mientras se dibuja otra vez el mapa
```

Bien:

```yaml
# senda: allow(journey-linear) until 2027-06-30: el mapa nuevo llega en junio
```

Cómo corregirlo: corrige el hallazgo o decide de nuevo con otro plazo."
    }
}

/// The rules that the program switches off. A name that no rule has, or that is about the form of
/// files, is said by [`apply`].
pub fn switched_off(program: &Resolved) -> Vec<&str> {
    let Some(root) = program.program() else { return Vec::new() };
    let set = root.it.rules.pairs();
    set.filter(|(_, setting)| setting.level() == Some(RuleLevel::Off))
        .map(|(name, _)| name.as_str())
        .collect()
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
        if let Some(finding) = limit_misread(info.name, entry.value.get(), root) {
            wrong.push(finding);
        }
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

/// A limit of another kind than the rule counts in, or on a rule without one.
fn limit_misread(name: &str, setting: Option<&RuleSetting>, root: Of<'_, Program>) -> Option<Diagnostic> {
    let Some(RuleSetting::Limited(limited)) = setting else { return None };
    let (span, limit) = limited.limit.spanned()?;
    let wanted = super::rules::ALL.iter().find(|rule| rule.info.name == name).and_then(|rule| rule.limit);
    let at = root.place(span);
    let wrong =
        |message, help| Some(Diagnostic::new(&RULE_LIMIT, at, message).help(help).entity(root.entity.name()));
    let (what, example) = match (wanted, limit) {
        (None, _) => {
            return wrong(
                say!(en: "`{name}` has no limit", es: "`{name}` no tiene límite"),
                say!(en: "write only its level: `{name}: warning`", es: "escribe solo su nivel: `{name}: warning`"),
            );
        }
        (Some(Limit::Count), Threshold::Count(_))
        | (Some(Limit::Share), Threshold::Share(_))
        | (Some(Limit::Time), Threshold::Time(_)) => return None,
        (Some(Limit::Count), _) => (say!(en: "a number", es: "un número"), "4"),
        (Some(Limit::Share), _) => (say!(en: "a share", es: "un porcentaje"), "40 %"),
        (Some(Limit::Time), _) => (say!(en: "a time", es: "un tiempo"), "48 h"),
    };
    wrong(
        say!(en: "the limit of `{name}` is {}", what.en; es: "el límite de `{name}` es {}", what.es),
        say!(en: "write it like this: `limit: {example}`", es: "escríbelo así: `limit: {example}`"),
    )
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
