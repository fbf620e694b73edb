//! A personalization on personal data without a legal basis.
//!
//! Adapting an offer to a person from what data say of them is profiling. The GDPR wants a legal basis
//! for it that is known beforehand and can be told to the person (articles 6 and 22; many countries
//! have the same). Concept E23.
//!
//! Bad:
//!
//! ```yaml
//! personalization: { basis: [behavior], rule: Call those who pay late, sources: [payments] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! personalization: { basis: [behavior], rule: Call those who pay late, sources: [payments], legal_basis: contract }
//! ```
//!
//! How to fix it: agree with whoever answers for data protection on the basis, and write it in
//! `legal_basis`; where it is consent, ask for it first.
//!
//! # es
//! Una personalización con datos personales sin base legal.
//!
//! Adaptar una oferta a una persona por lo que los datos dicen de ella es elaborar perfiles. El RGPD
//! exige para ello una base legal, conocida de antemano y que se le pueda decir a la persona (artículos
//! 6 y 22; muchos países tienen lo mismo). Concepto E23.
//!
//! Mal:
//!
//! ```yaml
//! personalization: { basis: [behavior], rule: Call those who pay late, sources: [payments] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! personalization: { basis: [behavior], rule: Call those who pay late, sources: [payments], legal_basis: contract }
//! ```
//!
//! Cómo corregirlo: acuerda la base con quien responde por la protección de datos y escríbela en
//! `legal_basis`; si es el consentimiento, pídelo antes.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Entity;
use crate::model::common::Personalization;
use crate::model::playbook::Playbook;
use crate::model::value_proposition::ValueProposition;
use crate::source::Span;

rule! { profiling_no_legal_basis CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for proposition in context.in_use::<ValueProposition>() {
        look(proposition.entity, proposition.it.personalization.spanned(), context, out);
    }
    for playbook in context.in_use::<Playbook>() {
        look(playbook.entity, playbook.it.personalization.spanned(), context, out);
    }
}

fn look(entity: &Entity, found: Option<(Span, &Personalization)>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, personalization)) = found else { return };
    if personalization.sources.has_none() || !personalization.legal_basis.is_absent() {
        return;
    }
    out.push(
        RULE.finding(
            entity.place(at),
            say!(en: "this profiles people without a legal basis", es: "esto elabora perfiles de personas sin base legal"),
        )
        .help(say!(
            en: "agree on the basis with whoever answers for data protection, and write it in `legal_basis`",
            es: "acuerda la base con quien responde por la protección de datos y escríbela en `legal_basis`"
        ))
        .entity(entity.name())
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}
