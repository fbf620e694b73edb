//! A personalization that looks at what people bought and not at why.
//!
//! "You bought a pram, here is another pram." What somebody bought says little of what they want to get
//! done; the motive and the circumstance do. Concept E23: from what they buy to why they buy.
//!
//! Bad:
//!
//! ```yaml
//! personalization: { basis: [purchase], rule: Offer what similar customers bought }
//! ```
//!
//! Good:
//!
//! ```yaml
//! personalization: { basis: [circumstance, motive], rule: Explain first what the person came for }
//! ```
//!
//! How to fix it: ask for the motive, or read the circumstance from what people tell you, and add it to
//! `basis`.
//!
//! # es
//! Una personalización que mira lo que la gente compró y no por qué.
//!
//! "Compraste una carriola, aquí tienes otra carriola." Lo que alguien compró dice poco de lo que
//! quiere lograr; el motivo y la circunstancia, sí. Concepto E23: de qué compran a por qué lo compran.
//!
//! Mal:
//!
//! ```yaml
//! personalization: { basis: [purchase], rule: Offer what similar customers bought }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! personalization: { basis: [circumstance, motive], rule: Explain first what the person came for }
//! ```
//!
//! Cómo corregirlo: pregunta por el motivo, o lee la circunstancia en lo que la gente te cuenta, y
//! agrégalo a `basis`.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Entity;
use crate::model::common::{Personalization, PersonalizationBasis};
use crate::model::playbook::Playbook;
use crate::model::value_proposition::ValueProposition;

rule! { personalization_what_only CustomerCentricity Info everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for proposition in context.in_use::<ValueProposition>() {
        look(proposition.entity, proposition.it.personalization.get(), out);
    }
    for playbook in context.in_use::<Playbook>() {
        look(playbook.entity, playbook.it.personalization.get(), out);
    }
}

fn look(entity: &Entity, personalization: Option<&Personalization>, out: &mut Findings) {
    let Some((at, basis)) = personalization.and_then(|it| it.basis.spanned()) else { return };
    let asks_why =
        |it: Option<&PersonalizationBasis>| !matches!(it, Some(PersonalizationBasis::Purchase | PersonalizationBasis::Behavior));
    if basis.is_empty() || basis.fields().iter().any(|it| asks_why(it.get())) {
        return;
    }
    out.push(
        RULE.finding(
            entity.place(at),
            say!(en: "this looks at what people did and not at why", es: "esto mira lo que la gente hizo y no por qué"),
        )
        .help(say!(
            en: "add the motive or the circumstance to `basis`: what somebody bought says little of what they want to get done",
            es: "agrega el motivo o la circunstancia a `basis`: lo que alguien compró dice poco de lo que quiere lograr"
        ))
        .entity(entity.name()),
    );
}
