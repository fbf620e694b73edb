//! An example of a policy that does not come out as it says.
//!
//! Every policy is tried on its own examples at every check, so that a rule that was written wrong is
//! seen before it blames anybody: what stands under `passes` must pass, and what stands under `fails`
//! must be reported.
//!
//! Source: the practice of trying rules on examples (Beck, Test-Driven Development, 2003).
//!
//! Bad:
//!
//! ```yaml
//! must: say is present
//! examples:
//!   fails: [recover-detractors/call]   # it has its `say`
//! ```
//!
//! Good:
//!
//! ```yaml
//! must: say is present
//! examples:
//!   passes: [recover-detractors/call]
//! ```
//!
//! How to fix it: mend the condition when it is wrong, or move the example to where it belongs.
//!
//! # es
//! Un ejemplo de una política que no resulta como dice.
//!
//! Cada política se prueba con sus propios ejemplos en cada revisión, para que una regla mal escrita se
//! note antes de culpar a nadie: lo que está en `passes` debe cumplir, y lo que está en `fails` debe
//! reportarse.
//!
//! Fuente: la práctica de probar las reglas con ejemplos (Beck, Test-Driven Development, 2003).
//!
//! Mal:
//!
//! ```yaml
//! must: say is present
//! examples:
//!   fails: [recover-detractors/call]   # sí tiene su `say`
//! ```
//!
//! Bien:
//!
//! ```yaml
//! must: say is present
//! examples:
//!   passes: [recover-detractors/call]
//! ```
//!
//! Cómo corregirlo: corrige la condición si está mal, o pasa el ejemplo a donde corresponde.

use crate::analyze::policies::{self, Fields, Readable, Verdict};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::field::{Field, List};
use crate::model::unions::PolicyExample;
use crate::source::Span;

rule! { policy_example_differs Suspicious Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for readable in policies::readable(context) {
        out.about(readable.policy.entity);
        let Some(examples) = readable.policy.it.examples.get() else { continue };
        tried(context, &readable, &examples.passes, true, out);
        tried(context, &readable, &examples.fails, false, out);
    }
}

fn tried(
    context: &Context<'_>,
    readable: &Readable<'_>,
    examples: &Field<List<PolicyExample>>,
    passes: bool,
    out: &mut Findings,
) {
    for (at, example) in examples.spanned_items() {
        let Some(subject) = policies::example(context.program, readable.subject, example, at) else {
            out.push(lost(readable, at));
            continue;
        };
        let fields = Fields::of(context.program, context.as_of, readable.subject, &subject);
        let verdict = readable.verdict(&fields);
        if passes == !matches!(verdict, Verdict::Broken { .. }) {
            continue;
        }
        let seen = policies::seen_in_words(&readable.seen(&fields));
        let finding = RULE
            .finding(readable.policy.place(at), words(verdict))
            .here(seen)
            .related(
                readable.policy.place(readable.policy.it.must.span()),
                say!(en: "the condition", es: "la condición"),
            )
            .help(say!(en: "change the condition, or the example if the policy is right",
                       es: "cambia la condición, o el ejemplo si la política está bien"));
        out.push(finding);
    }
}

fn words(verdict: Verdict) -> Say {
    match verdict {
        Verdict::Broken { unknown: false } => {
            say!(en: "this example should pass, and `must` is false of it", es: "este ejemplo debería cumplir, y `must` es falso en él")
        }
        Verdict::Broken { unknown: true } => say!(
            en: "this example should pass, and `must` cannot be told of it because something is absent",
            es: "este ejemplo debería cumplir, y `must` no se puede saber porque falta algo",
        ),
        Verdict::Holds => {
            say!(en: "this example should fail, and `must` is true of it", es: "este ejemplo debería fallar, y `must` es cierto en él")
        }
        Verdict::NotLookedAt => say!(
            en: "this example should fail, and `where` leaves it out",
            es: "este ejemplo debería fallar, y `where` lo deja fuera",
        ),
    }
}

fn lost(readable: &Readable<'_>, at: Span) -> crate::diagnostic::Diagnostic {
    let wanted = readable.subject.spell();
    RULE.finding(
        readable.policy.place(at),
        say!(en: "there is no `{wanted}` of this name to try the policy on", es: "no hay `{wanted}` con este nombre para probar la política"),
    )
    .help(say!(en: "name one that exists (`entity/part` for a part), or write it out as keys with values",
               es: "nombra uno que exista (`entidad/parte` para una parte), o escríbelo como claves con valores"))
}
