//! A map that nobody has compared with reality when it was due.
//!
//! A journey is drawn once and then believed. Customers, channels and papers change; a map that is
//! not checked describes a company that no longer exists. Concept C07.
//!
//! Bad: the last check was two years ago:
//!
//! ```yaml
//! review: { every: 6 months, last: 2024-10-01 }
//! ```
//!
//! Good: checked when it was due:
//!
//! ```yaml
//! review: { every: 6 months, last: 2026-10-01 }
//! ```
//!
//! How to fix it: walk the path again with customers or data, mend the map, and write the day in
//! `review.last`; or say with `review.every` how often it really needs it.
//!
//! # es
//! Un mapa que nadie ha comparado con la realidad cuando tocaba.
//!
//! Un recorrido se traza una vez y después se cree. Cambian los clientes, los canales y los papeles;
//! un mapa que no se revisa describe una empresa que ya no existe. Concepto C07.
//!
//! Mal: la última revisión fue hace dos años:
//!
//! ```yaml
//! review: { every: 6 months, last: 2024-10-01 }
//! ```
//!
//! Bien: se revisó cuando tocaba:
//!
//! ```yaml
//! review: { every: 6 months, last: 2026-10-01 }
//! ```
//!
//! Cómo corregirlo: vuelve a andar el camino con clientes o con datos, corrige el mapa y escribe el
//! día en `review.last`; o di en `review.every` cada cuánto lo necesita de verdad.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::scalar::Scalar;

rule! { journey_stale Continuity Warning each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let Some(review) = journey.it.review.get() else { return };
    let Some(every) = review.every.get() else { return };
    let cadence = every.spell();
    let Some((at, last)) = review.last.spanned() else {
        if review.last.is_absent() {
            out.push(
                RULE.finding(
                    journey.place(review.at),
                    say!(en: "this map is to be checked every `{cadence}`, and never was", es: "este mapa debe revisarse cada `{cadence}`, y no se ha revisado nunca"),
                )
                .help(say!(en: "write the day of the last check in `review.last`", es: "escribe el día de la última revisión en `review.last`"))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
        }
        return;
    };
    let due = every.next(last.0);
    if due < context.as_of.0 {
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "this map was last checked on {last} and was due again on {due}", es: "este mapa se revisó por última vez el {last} y tocaba de nuevo el {due}"),
            )
            .help(say!(
                en: "walk the path again with customers or data, and write the day here",
                es: "vuelve a andar el camino con clientes o con datos, y escribe aquí el día"
            ))
            .severity(Severity::Warning)
            .on_this_day(),
        );
    }
}
