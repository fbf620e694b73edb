//! A playbook that asks for recommendations before making sure that nothing is left open.
//!
//! A good score does not mean that all is well: somebody may be pleased and still wait for a refund.
//! Asking such a person for a favor turns a friend into a critic. Concept B19: thank, validate, and
//! only then ask.
//!
//! Bad:
//!
//! ```yaml
//! steps:
//!   - { id: thank, do: Say thank you }
//!   - { id: ask, do: Offer the link, asks_for: { referrals: 2..3, through: customer-sent-link } }
//! ```
//!
//! Good: every way to `ask` passes a question whose bad answer leads away.
//!
//! ```yaml
//! steps:
//!   - { id: thank, do: Say thank you }
//!   - id: validate
//!     do: Ask whether anything is left to solve
//!     gate: { ask: Is anything still open?, if_yes: { hand_over_to: recover-detractors } }
//!   - { id: ask, do: Offer the link, asks_for: { referrals: 2..3, through: customer-sent-link } }
//! ```
//!
//! How to fix it: put a step with `intent: validate` and a `gate` before it, so that whoever has
//! something open is handed over or stops there.
//!
//! # es
//! Un playbook que pide recomendaciones antes de asegurarse de que no quede nada pendiente.
//!
//! Una buena calificación no significa que todo esté bien: alguien puede estar contento y seguir
//! esperando un reembolso. Pedirle un favor convierte a un amigo en crítico. Concepto B19: agradecer,
//! validar y solo entonces pedir.
//!
//! Mal:
//!
//! ```yaml
//! steps:
//!   - { id: thank, do: Dar las gracias }
//!   - { id: ask, do: Ofrecer el enlace, asks_for: { referrals: 2..3, through: customer-sent-link } }
//! ```
//!
//! Bien: todo camino a `ask` pasa por una pregunta cuya mala respuesta lleva a otro lado.
//!
//! ```yaml
//! steps:
//!   - { id: thank, do: Dar las gracias }
//!   - id: validate
//!     do: Preguntar si queda algo por resolver
//!     gate: { ask: ¿Queda algo pendiente?, if_yes: { hand_over_to: recover-detractors } }
//!   - { id: ask, do: Ofrecer el enlace, asks_for: { referrals: 2..3, through: customer-sent-link } }
//! ```
//!
//! Cómo corregirlo: pon antes un paso con `intent: validate` y una puerta (`gate`), para que quien
//! tenga algo pendiente pase a otro playbook o se detenga ahí.

use crate::analyze::playbooks::{Flow, intent};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Intent, Playbook};
use crate::source::{At, move_item};

rule! { referral_before_validation CustomerCentricity Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    let flow = Flow::of(playbook.it);
    if !flow.complete {
        return;
    }
    for (index, step) in flow.steps.iter().enumerate() {
        let Some((at, id)) = step.id.spanned() else { continue };
        if intent(step) != Some(Intent::AskReferral) || flow.is_guarded(index) {
            continue;
        }
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "`{id}` asks for recommendations although something may still be open", es: "`{id}` pide recomendaciones aunque algo puede seguir pendiente"),
            )
            .help(say!(
                en: "a case can come here without anybody asking whether all is well: put a step with `intent: validate` before it, with a `gate` whose bad answer stops or hands over",
                es: "un caso puede llegar aquí sin que nadie pregunte si todo está bien: pon antes un paso con `intent: validate` y una puerta (`gate`) cuya mala respuesta detenga o pase el caso"
            ))
            .guess(behind_the_question(playbook, &flow, index, context))
            .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}

/// The edit that moves the favor behind the question that stands after it.
fn behind_the_question(
    playbook: Of<'_, Playbook>,
    flow: &Flow<'_>,
    favor: usize,
    context: &Context<'_>,
) -> Vec<(At, String)> {
    let asks = |step: usize| {
        let step = flow.steps[step];
        intent(step) == Some(Intent::Validate) && !step.gate.is_absent() && step.only_from.is_absent()
    };
    let alone = flow.steps[favor].only_from.is_absent() && flow.steps[favor].gate.is_absent();
    let Some(question) = (favor + 1..flow.steps.len()).find(|step| asks(*step)).filter(|_| alone) else {
        return Vec::new();
    };
    let places: Vec<_> = playbook.it.steps.spanned_items().map(|(at, _)| playbook.place(at)).collect();
    let (Some(from), Some(to)) = (places.get(favor), places.get(question)) else { return Vec::new() };
    let edits = move_item(context.sources.get(from.file).text(), from.span, to.span);
    let edits = edits.into_iter().flatten();
    edits.map(|(span, by)| (At { file: from.file, span }, by)).collect()
}
