//! An archetype that is told by what the company fears or earns.
//!
//! "Low risk, high margin" answers whether this customer is useful to us. The question is the other
//! one: how do we serve them, today and when they have grown. Concept A22.
//!
//! Bad:
//!
//! ```yaml
//! circumstances: [Low risk profile and high margin]
//! ```
//!
//! Good:
//!
//! ```yaml
//! circumstances: [Has just got a first job and has no credit history]
//! selection_criteria: [Income shown by three deposits]
//! ```
//!
//! How to fix it: move our criteria to `selection_criteria`, and write what these people live through
//! and need. Words of your own house can be added to a glossary with `vocabulary: risk`.
//!
//! # es
//! Un arquetipo que se distingue por lo que la empresa teme o gana.
//!
//! "Bajo riesgo, margen alto" contesta si este cliente nos sirve. La pregunta es la otra: cómo le
//! servimos nosotros, hoy y cuando haya crecido. Concepto A22.
//!
//! Mal:
//!
//! ```yaml
//! circumstances: [Perfil de bajo riesgo y margen alto]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! circumstances: [Acaba de conseguir su primer empleo y no tiene historial]
//! selection_criteria: [Ingreso comprobable con tres depósitos]
//! ```
//!
//! Cómo corregirlo: lleva nuestros criterios a `selection_criteria` y escribe lo que esta gente vive y
//! necesita. Las palabras de tu casa se agregan en un glosario con `vocabulary: risk`.

use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;

rule! { archetype_defined_by_company_risk CustomerCentricity Warning everything }

/// Where an archetype says who they are.
const WHO_THEY_ARE: &[(Kind, &str, &str)] = &[
    (Kind::Archetype, "title", "*"),
    (Kind::Archetype, "description", "*"),
    (Kind::Archetype, "life_moment", "*"),
    (Kind::Archetype, "circumstances", "*"),
    (Kind::Archetype, "context", "*"),
    (Kind::Archetype, "needs", "text"),
    (Kind::Archetype, "capability_gaps", "*"),
];

fn check(context: &Context<'_>, out: &mut Findings) {
    for said in context.heard_once(Theme::Risk).filter(|said| said.stands_in(WHO_THEY_ARE)) {
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" tells what we fear or earn, not who they are", es: "\"{words}\" dice lo que tememos o ganamos, no quiénes son"),
            )
            .help(say!(
                en: "our criteria go under `selection_criteria`; here write what they live through and need",
                es: "nuestros criterios van en `selection_criteria`; aquí escribe lo que viven y necesitan"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
