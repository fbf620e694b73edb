//! An initiative whose first value comes too late.
//!
//! A project that shows nothing to customers for a year postpones the strategy: people forget why it
//! began, and nothing is learned on the way. Concept C05. The limit is six months from the start to the
//! first value; the program may set another. Without `first_value`, the end counts.
//!
//! Bad:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-core, type: technology, start: 2027-01-11, end: 2028-12-31 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-core, type: technology, start: 2027-01-11, first_value: 2027-04-30, end: 2028-12-31 }
//! ```
//!
//! How to fix it: find the smallest part that a customer would notice, and give it a date of its own in
//! `first_value`; split what remains.
//!
//! # es
//! Una iniciativa cuyo primer valor llega demasiado tarde.
//!
//! Un proyecto que en un año no muestra nada al cliente pospone la estrategia: se olvida por qué empezó
//! y en el camino no se aprende nada. Concepto C05. El límite son seis meses del inicio al primer
//! valor; el programa puede fijar otro. Sin `first_value`, cuenta el final.
//!
//! Mal:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-core, type: technology, start: 2027-01-11, end: 2028-12-31 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! initiatives:
//!   - { id: new-core, type: technology, start: 2027-01-11, first_value: 2027-04-30, end: 2028-12-31 }
//! ```
//!
//! Cómo corregirlo: busca la parte más pequeña que un cliente notaría y dale su fecha en `first_value`;
//! divide lo demás.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::quantity::{Duration, TimeUnit};
use crate::model::roadmap::Roadmap;
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;
use std::cmp::Ordering;

rule! { initiative_too_large CustomerCentricity Warning each Roadmap limit Time }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    let limit = context.limit_time(&RULE, Duration::new(Decimal::from(6), TimeUnit::Month));
    for initiative in roadmap.it.initiatives.items() {
        let (Some(start), Some(id)) = (initiative.start.get(), initiative.id.get()) else { continue };
        let told = if initiative.first_value.is_absent() { &initiative.end } else { &initiative.first_value };
        let Some((at, value)) = told.spanned() else { continue };
        let days = start.0.until(value.0).map_or(0, |span| span.get_days());
        let waited = Duration::new(Decimal::from(days), TimeUnit::Day);
        if waited.compare(limit) != Some(Ordering::Greater) {
            continue;
        }
        let (months, limit) = (days / 30, limit.spell());
        out.push(
            RULE.finding(
                roadmap.place(at),
                say!(en: "`{id}` shows nothing to customers for {months} months", es: "`{id}` no le muestra nada al cliente en {months} meses"),
            )
            .help(say!(
                en: "more than `{limit}` postpone what is learned: find the smallest part a customer would notice and date it in `first_value`",
                es: "más de `{limit}` pospone lo que se aprende: busca la parte más pequeña que un cliente notaría y ponle fecha en `first_value`"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
