//! A trade-off that is accepted without a word why.
//!
//! Customers do not think in "or": they want it cheap, good and fast. Sometimes one has to give way;
//! then it is a decision, and somebody should be able to read its reason. Concept E07.
//!
//! Bad:
//!
//! ```yaml
//! transcends:
//!   - { between: [Global, Personal], stance: accept }
//! ```
//!
//! Good:
//!
//! ```yaml
//! transcends:
//!   - { between: [Global, Personal], stance: accept, how: One country only, so that every advisor is a neighbor }
//! ```
//!
//! How to fix it: write in `how` why this one is accepted and what people get instead, or look for the
//! way to give both.
//!
//! # es
//! Una disyuntiva que se acepta sin decir por qué.
//!
//! El cliente no piensa en "o": lo quiere barato, bueno y rápido. A veces uno tiene que ceder; entonces
//! es una decisión, y alguien debería poder leer su razón. Concepto E07.
//!
//! Mal:
//!
//! ```yaml
//! transcends:
//!   - { between: [Global, Personal], stance: accept }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! transcends:
//!   - { between: [Global, Personal], stance: accept, how: One country only, so that every advisor is a neighbor }
//! ```
//!
//! Cómo corregirlo: escribe en `how` por qué se acepta y qué recibe la gente a cambio, o busca el modo
//! de dar las dos cosas.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::value_proposition::{TradeOffStance, ValueProposition};

rule! { tradeoff_accepted_silently CustomerCentricity Info each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    for (at, trade_off) in proposition.it.transcends.spanned_items() {
        if trade_off.stance.value() != Some(TradeOffStance::Accept) || !trade_off.how.is_absent() {
            continue;
        }
        let Some(between) = trade_off.between.get() else { continue };
        let ends = between.ends().map(|end| format!("\"{}\"", context.first(end))).collect::<Vec<_>>().join(" / ");
        out.push(
            RULE.finding(
                proposition.place(at),
                say!(en: "{ends} is accepted without a word why", es: "{ends} se acepta sin decir por qué"),
            )
            .help(say!(
                en: "write the reason in `how`, and what people get instead; or find the way to give both",
                es: "escribe la razón en `how` y lo que la gente recibe a cambio; o busca el modo de dar las dos cosas"
            )),
        );
    }
}
