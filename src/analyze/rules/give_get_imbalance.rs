//! A value proposition that asks for more than it gives.
//!
//! People keep an account of their own: data, time, papers, attention against what they get. When the
//! list of what we ask is the longer one, they feel it before any metric does. Concept E13:
//! reciprocity, transparency, authenticity.
//!
//! Bad:
//!
//! ```yaml
//! give_get: { we_give: [A card], we_ask: [Proof of income, Two references, A selfie] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! give_get: { we_give: [A card, An advisor, A clear no], we_ask: [Proof of income] }
//! ```
//!
//! How to fix it: take off the list what nobody uses, or say what people get for each thing you ask.
//!
//! # es
//! Una propuesta de valor que pide más de lo que da.
//!
//! La gente lleva su propia cuenta: datos, tiempo, papeles, atención, contra lo que recibe. Cuando la
//! lista de lo que pedimos es la más larga, lo siente antes que cualquier métrica. Concepto E13:
//! reciprocidad, transparencia, autenticidad.
//!
//! Mal:
//!
//! ```yaml
//! give_get: { we_give: [A card], we_ask: [Proof of income, Two references, A selfie] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! give_get: { we_give: [A card, An advisor, A clear no], we_ask: [Proof of income] }
//! ```
//!
//! Cómo corregirlo: quita de la lista lo que nadie usa, o di qué recibe la gente por cada cosa que
//! pides.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, counted, say};
use crate::model::Of;
use crate::model::value_proposition::ValueProposition;

rule! { give_get_imbalance CustomerCentricity Warning each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, both)) = proposition.it.give_get.spanned() else { return };
    if both.we_give.is_bad() || both.we_ask.is_bad() {
        return;
    }
    let count = |list: &crate::model::field::Field<crate::model::field::List<_>>| list.get().map_or(0, |it| it.len());
    let (given, asked) = (count(&both.we_give), count(&both.we_ask));
    if asked <= given {
        return;
    }
    let things = counted(asked, ["thing", "things"], ["cosa", "cosas"]);
    out.push(
        RULE.finding(
            proposition.place(at),
            say!(en: "we ask for {} and give {given}", things.en; es: "pedimos {} y damos {given}", things.es),
        )
        .help(say!(
            en: "take off what nobody uses, or say what people get for each thing asked",
            es: "quita lo que nadie usa, o di qué recibe la gente por cada cosa que se pide"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
