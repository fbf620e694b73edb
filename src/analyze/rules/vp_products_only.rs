//! A value proposition that offers products and nothing else.
//!
//! A product alone leaves people to find out how it helps them. What they come back for is the service
//! around it and the advice they needed. Concept A21: not only products but the advice.
//!
//! Bad:
//!
//! ```yaml
//! offer: { products: [First card] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! offer: { products: [First card], services: [Automatic payment], advice: [An advisor for the first credit] }
//! ```
//!
//! How to fix it: write under `services` and `advice` what people get beside the product; if there is
//! nothing, that is the next improvement.
//!
//! # es
//! Una propuesta de valor que ofrece productos y nada más.
//!
//! Un producto solo deja a la gente averiguar cómo le sirve. Aquello por lo que vuelve es el servicio
//! que lo acompaña y la asesoría que necesitaba. Concepto A21: no solo productos, también la asesoría.
//!
//! Mal:
//!
//! ```yaml
//! offer: { products: [First card] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! offer: { products: [First card], services: [Automatic payment], advice: [An advisor for the first credit] }
//! ```
//!
//! Cómo corregirlo: escribe en `services` y `advice` lo que la gente recibe junto al producto; si no
//! hay nada, ahí está la siguiente mejora.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::value_proposition::ValueProposition;

rule! { vp_products_only CustomerCentricity Warning each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, offer)) = proposition.it.offer.spanned() else { return };
    if offer.products.has_none() || !offer.services.has_none() || !offer.advice.has_none() {
        return;
    }
    out.push(
        RULE.finding(
            proposition.place(at),
            say!(en: "this offer is products and nothing else", es: "esta oferta es productos y nada más"),
        )
        .help(say!(
            en: "say under `services` and `advice` what people get beside them: that is what they come back for",
            es: "di en `services` y `advice` qué recibe la gente junto a ellos: por eso vuelve"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
