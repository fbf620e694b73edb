//! A journey whose first step is taken by the company.
//!
//! People set out because something happened in their life, long before they meet us. A map that
//! begins with our letter or our branch cannot show how they come to need anything, and every
//! alternative they had is off the page. Concept C20.
//!
//! Bad: it begins with our letter:
//!
//! ```yaml
//! steps:
//!   - { id: send-offer, stage: discover, actor: backstage, does: Sends an offer }
//! ```
//!
//! Good: it begins with what happens to them:
//!
//! ```yaml
//! steps:
//!   - { id: ask-a-friend, stage: discover, actor: customer, does: Asks a friend how she did it }
//! ```
//!
//! How to fix it: put before it what the customer does or notices first, also without us.
//!
//! # es
//! Un recorrido cuyo primer paso lo da la empresa.
//!
//! La gente se pone en marcha porque algo pasó en su vida, mucho antes de encontrarnos. Un mapa que
//! empieza con nuestra carta o nuestra sucursal no muestra cómo llega a necesitar algo, y las
//! alternativas que tenía quedan fuera de la página. Concepto C20.
//!
//! Mal: empieza con nuestra carta:
//!
//! ```yaml
//! steps:
//!   - { id: send-offer, stage: discover, actor: backstage, does: Sends an offer }
//! ```
//!
//! Bien: empieza con lo que le pasa al cliente:
//!
//! ```yaml
//! steps:
//!   - { id: ask-a-friend, stage: discover, actor: customer, does: Asks a friend how she did it }
//! ```
//!
//! Cómo corregirlo: pon antes lo primero que el cliente hace o nota, también sin nosotros.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::step::{Actor, Initiator};

rule! { journey_starts_at_company CustomerCentricity Warning each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let first = journey.it.steps.get().and_then(|steps| steps.fields().first()).and_then(|step| step.get());
    let Some(step) = first else { return };
    let (Some((at, actor)), Some(id)) = (step.actor.spanned(), step.id.value()) else { return };
    let initiator = step.touchpoint.get().and_then(|it| it.initiator.value());
    let by_company = match initiator {
        Some(initiator) => initiator == Initiator::Organization,
        None => matches!(actor, Actor::Frontstage | Actor::Backstage | Actor::Support),
    };
    if by_company {
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "this journey begins with `{id}`, which we do and not the customer", es: "este recorrido empieza con `{id}`, que hacemos nosotros y no el cliente"),
            )
            .help(say!(
                en: "what set the customer off happened before: put that first, also when it happens without us",
                es: "lo que puso en marcha al cliente pasó antes: ponlo primero, aunque ocurra sin nosotros"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
