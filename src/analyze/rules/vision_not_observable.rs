//! A sentence of the vision that nobody could see come true.
//!
//! A vision is not a slogan: somebody must be able to go and look. If no metric, journey or step
//! shows it, it will be declared reached when the budget ends. Concept C03.
//!
//! Bad:
//!
//! ```yaml
//! vision:
//!   statements:
//!     - { id: excellence, text: We delight our customers }
//! ```
//!
//! Good:
//!
//! ```yaml
//! vision:
//!   statements:
//!     - { id: no-fear, text: Nobody is afraid to ask, observable_as: [goal-achievement, first-credit-journey/first-talk] }
//! ```
//!
//! How to fix it: name under `observable_as` the metric, the journey or the step in which anybody
//! could see it. If there is none, say it in a way that can be seen.
//!
//! # es
//! Una frase de la visión que nadie podría ver cumplida.
//!
//! Una visión no es un lema: alguien debe poder ir y mirar. Si ninguna métrica, recorrido o paso la
//! muestra, se dará por cumplida cuando se acabe el presupuesto. Concepto C03.
//!
//! Mal:
//!
//! ```yaml
//! vision:
//!   statements:
//!     - { id: excellence, text: Deleitamos a nuestros clientes }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! vision:
//!   statements:
//!     - { id: no-fear, text: Nadie teme preguntar, observable_as: [goal-achievement, first-credit-journey/first-talk] }
//! ```
//!
//! Cómo corregirlo: nombra en `observable_as` la métrica, el recorrido o el paso donde cualquiera
//! podría verlo. Si no hay ninguno, dilo de un modo que se pueda ver.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;

rule! { vision_not_observable CustomerCentricity Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    for statement in roadmap.vision.get().into_iter().flat_map(|vision| vision.statements.items()) {
        let Some((at, id)) = statement.id.spanned() else { continue };
        if statement.observable_as.has_none() {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "nobody could see that `{id}` came true", es: "nadie podría ver que `{id}` se cumplió"),
                )
                .help(say!(
                    en: "name under `observable_as` the metric, journey or step that shows it, or say it in a way that can be seen",
                    es: "nombra en `observable_as` la métrica, el recorrido o el paso que lo muestra, o dilo de un modo que se pueda ver"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
