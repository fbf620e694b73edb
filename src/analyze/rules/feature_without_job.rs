//! A value proposition that helps with no job, or an offer that answers nothing.
//!
//! People hire a product for a job. A list of products without the progress they help with is a
//! catalog; nobody can tell which line of it would be missed. Concept C21.
//!
//! Bad:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! archetype: first-credit
//! offer: { products: [First card] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! archetype: first-credit
//! job: build-credit
//! offer: { products: [First card] }
//! relieves:
//!   - { need: know-how, how: An advisor explains before asking for papers }
//! ```
//!
//! How to fix it: name the `job`, and say under `relieves` or `achieves` which need or outcome each
//! part of the offer answers.
//!
//! # es
//! Una propuesta de valor que no ayuda con ningún trabajo por hacer, o una oferta que no responde a
//! nada.
//!
//! La gente contrata un producto para un trabajo. Una lista de productos sin el progreso al que ayudan
//! es un catálogo; nadie sabe qué renglón se echaría de menos. Concepto C21.
//!
//! Mal:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! archetype: first-credit
//! offer: { products: [First card] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps
//! archetype: first-credit
//! job: build-credit
//! offer: { products: [First card] }
//! relieves:
//!   - { need: know-how, how: An advisor explains before asking for papers }
//! ```
//!
//! Cómo corregirlo: nombra el `job`, y di en `relieves` o `achieves` a qué necesidad o resultado
//! responde cada parte de la oferta.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::value_proposition::ValueProposition;

rule! { feature_without_job CustomerCentricity Warning each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    let it = proposition.it;
    let offers = it.offer.get().is_some_and(|offer| !offer.products.has_none() || !offer.services.has_none());
    let (at, message) = if it.job.is_absent() {
        let id = proposition.id();
        (proposition.entity.head(), say!(en: "`{id}` helps with no job", es: "`{id}` no ayuda con ningún trabajo por hacer"))
    } else if offers && it.relieves.has_none() && it.achieves.has_none() {
        (proposition.place(it.offer.span()), say!(en: "this offer answers no need and no outcome", es: "esta oferta no responde a ninguna necesidad ni resultado"))
    } else {
        return;
    };
    out.push(
        RULE.finding(at, message)
            .help(say!(
                en: "name the `job`, and under `relieves` or `achieves` what each part of the offer answers",
                es: "nombra el `job`, y en `relieves` o `achieves` a qué responde cada parte de la oferta"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
