//! A gate that sends people the wrong way round.
//!
//! "Is anything still wrong?" has the yes of somebody with a problem. If that yes goes on to a request
//! and the no to a repair, everybody is treated as the other one. It is found where the question asks
//! plainly for a problem, or for its solution, and the answer of the contented leads to a playbook
//! that repairs.
//!
//! Source: concept B19: nobody is asked for a favor before all is well.
//!
//! Bad:
//!
//! ```yaml
//! gate:
//!   ask: Is any problem left open?
//!   if_no: { hand_over_to: recover-detractors }
//! ```
//!
//! Good:
//!
//! ```yaml
//! gate:
//!   ask: Is any problem left open?
//!   if_yes: { hand_over_to: recover-detractors }
//! ```
//!
//! How to fix it: exchange `if_yes` and `if_no`, or turn the question round.
//!
//! # es
//! Un gate que manda a la gente al revés.
//!
//! A "¿queda algo mal?" responde que sí quien tiene un problema. Si ese sí sigue hacia una petición y
//! el no va a una reparación, a cada quien se le trata como al otro. Se encuentra cuando la pregunta
//! pregunta claramente por un problema, o por su solución, y la respuesta de quien está bien lleva a un
//! playbook que repara.
//!
//! Fuente: concepto B19: a nadie se le pide un favor antes de que todo esté bien.
//!
//! Mal:
//!
//! ```yaml
//! gate:
//!   ask: ¿Queda algún problema pendiente?
//!   if_no: { hand_over_to: recover-detractors }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! gate:
//!   ask: ¿Queda algún problema pendiente?
//!   if_yes: { hand_over_to: recover-detractors }
//! ```
//!
//! Cómo corregirlo: intercambia `if_yes` e `if_no`, o invierte la pregunta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::field::Field;
use crate::model::playbook::{GateTarget, Playbook, PlaybookType};
use crate::model::text::Text;
use crate::source::Span;

rule! { gate_reversed Suspicious Error each Playbook }

/// Beginnings of words with which a question asks for a problem.
const TROUBLE: [&str; 14] = [
    "problem", "pendiente", "queja", "molest", "inconveniente", "falla", "fallando", "dificultad", "wrong",
    "trouble", "issue", "complain", "unresolved", "pending",
];
/// Those with which it asks whether all is well.
const WELL: [&str; 10] =
    ["resuel", "resolv", "solucion", "arregl", "satisf", "solved", "resolved", "fixed", "settled", "bien"];

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    for step in playbook.it.steps.items() {
        let Some(gate) = step.gate.get() else { continue };
        let Some(trouble) = gate.ask.get().and_then(asks_for_trouble) else { continue };
        // The answer of somebody with whom all is well.
        let (contented, key, other) =
            if trouble { (&gate.if_no, "if_no", "if_yes") } else { (&gate.if_yes, "if_yes", "if_no") };
        let Some((at, repair)) = repairs(contented, playbook, context) else { continue };
        let what = if trouble {
            say!(en: "asks for a problem", es: "pregunta por un problema")
        } else {
            say!(en: "asks whether all is well", es: "pregunta si todo está bien")
        };
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "this {}, and `{key}` sends whoever has no problem to `{repair}`", what.en;
                     es: "aquí se {}, y `{key}` manda a quien no tiene ningún problema a `{repair}`", what.es),
            )
            .help(say!(en: "exchange `{key}` and `{other}`, or turn the question round", es: "intercambia `{key}` y `{other}`, o invierte la pregunta"))
            .related(playbook.place(gate.ask.span()), say!(en: "the question", es: "la pregunta"))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}

/// Whether a question asks for a problem, or for its solution; none when it is not plain, or when its
/// languages do not agree.
fn asks_for_trouble(ask: &Text) -> Option<bool> {
    let mut said = ask.readings().map(|reading| {
        let words = reading.words.to_lowercase();
        let any = |stems: &[&str]| {
            words.split(|c: char| !c.is_alphanumeric()).any(|word| stems.iter().any(|stem| word.starts_with(stem)))
        };
        let denied = words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| matches!(word, "no" | "not" | "sin" | "without" | "ningún" | "ninguna" | "nada" | "nothing"));
        match (any(&TROUBLE), any(&WELL)) {
            _ if denied => None,
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    });
    let first = said.next()??;
    said.all(|other| other == Some(first)).then_some(first)
}

/// The playbook of repair to which an answer hands over.
fn repairs(
    answer: &Field<GateTarget>,
    playbook: Of<'_, Playbook>,
    context: &Context<'_>,
) -> Option<(Span, String)> {
    let (at, _) = answer.get()?.hand_over_to.spanned()?;
    let other = context.program.follow::<Playbook>(playbook.index, at)?;
    let kind = other.it.playbook_type.value()?;
    matches!(kind, PlaybookType::ServiceRecovery | PlaybookType::Complaint).then(|| (at, other.id().to_string()))
}
