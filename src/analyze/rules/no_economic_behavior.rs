//! Money is claimed, and no customer behavior is named that would bring it.
//!
//! A better experience pays only when customers do something: they stay, buy again, recommend. A
//! model without such behaviors, or a business case that moves none, has a return out of thin air.
//! Concept B08.
//!
//! Bad:
//!
//! ```yaml
//! business_case:
//!   value_per_customer: 850 MXN per year
//!   horizon: 12 months
//! ```
//!
//! Good:
//!
//! ```yaml
//! business_case:
//!   moves: retention
//!   value_per_customer: 850 MXN per year
//!   horizon: 12 months
//! ```
//!
//! How to fix it: list the behaviors under `economic_behaviors` of the business model, and name in
//! `moves` the one that this work changes.
//!
//! # es
//! Se promete dinero y no se nombra ningún comportamiento del cliente que lo traería.
//!
//! Una mejor experiencia solo paga cuando el cliente hace algo: se queda, vuelve a comprar,
//! recomienda. Un modelo sin esos comportamientos, o un caso de negocio que no mueve ninguno, tiene
//! un retorno salido de la nada. Concepto B08.
//!
//! Mal:
//!
//! ```yaml
//! business_case:
//!   value_per_customer: 850 MXN per year
//!   horizon: 12 months
//! ```
//!
//! Bien:
//!
//! ```yaml
//! business_case:
//!   moves: retention
//!   value_per_customer: 850 MXN per year
//!   horizon: 12 months
//! ```
//!
//! Cómo corregirlo: enumera los comportamientos en `economic_behaviors` del modelo de negocio, y
//! nombra en `moves` el que este trabajo cambia.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::business_model::BusinessModel;
use crate::model::common::BusinessCase;
use crate::model::playbook::Playbook;
use crate::model::roadmap::Roadmap;
use crate::source::At;

rule! { no_economic_behavior CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let severity = context.weigh(Severity::Error, Asks::Strategy);
    let mut say_so = |entity: String, at: At, message: Say| {
        let help = say!(
            en: "money comes when customers do something: name the economic behavior (staying, buying again, recommending)",
            es: "el dinero llega cuando el cliente hace algo: nombra el comportamiento económico (quedarse, volver a comprar, recomendar)"
        );
        out.push(RULE.finding(at, message).help(help).severity(severity).entity(entity));
    };
    for model in context.in_use::<BusinessModel>() {
        if model.economic_behaviors.has_none() {
            let message = say!(en: "this business model names no behavior of customers that sustains it", es: "este modelo de negocio no nombra ningún comportamiento del cliente que lo sostenga");
            say_so(model.entity.name(), model.entity.head(), message);
        }
    }
    let without = |case: &BusinessCase| case.moves.is_absent();
    for playbook in context.in_use::<Playbook>() {
        if let Some(case) = playbook.business_case.get().filter(|case| without(case)) {
            say_so(playbook.entity.name(), playbook.place(case.at), claim());
        }
    }
    for roadmap in context.in_use::<Roadmap>() {
        for initiative in roadmap.it.initiatives.items() {
            let moved = !initiative.moves.has_none();
            if let Some(case) = initiative.business_case.get().filter(|case| without(case) && !moved) {
                say_so(roadmap.entity.name(), roadmap.place(case.at), claim());
            }
        }
    }
}

fn claim() -> Say {
    say!(en: "this business case claims money and moves no economic behavior", es: "este caso de negocio promete dinero y no mueve ningún comportamiento económico")
}
