//! A program that serves people and has no business model.
//!
//! The return of a program comes through a loyalty business model: which customers, which promise,
//! which behaviors that sustain the business. Without one every improvement is a cost. Concept A01.
//!
//! Bad: archetypes and value propositions, and no document with `kind: business-model`.
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps-with-credit
//! archetype: first-credit
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: business-model
//! id: retail-bank
//! unit: Retail banking
//! identity:
//!   statement: We help people who are starting out to build something without fear
//! canvas:
//!   value_propositions: [first-steps-with-credit]
//! economic_behaviors: [retention, referral]
//! ```
//!
//! How to fix it: write one business model for each business unit and name in its canvas the value
//! propositions that belong to it.
//!
//! # es
//! Un programa que sirve a alguien y no tiene modelo de negocio.
//!
//! El retorno de un programa llega por un modelo de negocio de la lealtad: qué clientes, qué promesa,
//! qué comportamientos sostienen el negocio. Sin él, toda mejora es un gasto. Concepto A01.
//!
//! Mal: hay arquetipos y propuestas de valor, y ningún documento con `kind: business-model`.
//!
//! ```yaml
//! kind: value-proposition
//! id: first-steps-with-credit
//! archetype: first-credit
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: business-model
//! id: retail-bank
//! unit: Banca de personas
//! identity:
//!   statement: Ayudamos a quien empieza a construir algo suyo sin miedo
//! canvas:
//!   value_propositions: [first-steps-with-credit]
//! economic_behaviors: [retention, referral]
//! ```
//!
//! Cómo corregirlo: escribe un modelo de negocio por cada unidad y nombra en su lienzo las propuestas
//! de valor que le pertenecen.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;
use crate::model::business_model::BusinessModel;
use crate::model::value_proposition::ValueProposition;

rule! { unit_without_loyalty_model CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let severity = context.weigh(Severity::Error, Asks::Strategy);
    let serves = context.root_program().is_some_and(|program| !program.it.serves.has_none());
    if context.in_use::<BusinessModel>().next().is_none() {
        if serves {
            out.push(
                RULE.finding(
                    context.root(),
                    say!(en: "this program serves people and has no business model", es: "este programa sirve a alguien y no tiene modelo de negocio"),
                )
                .help(say!(
                    en: "without one every improvement is a cost: write a document with `kind: business-model` for each business unit",
                    es: "sin él toda mejora es un gasto: escribe un documento con `kind: business-model` por cada unidad de negocio"
                ))
                .severity(severity),
            );
        }
        return;
    }
    for proposition in context.in_use::<ValueProposition>() {
        if context.is_named_by(proposition.index, Kind::BusinessModel, "value_propositions") {
            continue;
        }
        out.about(proposition.entity);
        out.push(
            RULE.finding(
                proposition.entity.head(),
                say!(en: "no business model counts on the value proposition `{}`", proposition.id();
                     es: "ningún modelo de negocio cuenta con la propuesta de valor `{}`", proposition.id()),
            )
            .help(say!(
                en: "name it under `canvas.value_propositions` of the unit it belongs to, or write the model of that unit",
                es: "nómbrala en `canvas.value_propositions` de la unidad a la que pertenece, o escribe el modelo de esa unidad"
            ))
            .severity(severity.min(Severity::Warning)),
        );
    }
}
