//! A value proposition without a word of a customer in it.
//!
//! What you do for people is what they say you do for them. A proposition without a quote, its source
//! and its date was written in a meeting room. Concept A06.
//!
//! Bad:
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
//! kind: value-proposition
//! id: first-steps-with-credit
//! archetype: first-credit
//! voice_of_customer:
//!   - { quote: They explained it without making me feel stupid, source: promoter-discovery, date: 2026-04-02 }
//! ```
//!
//! How to fix it: ask customers who would recommend you what you do for them, and write down their
//! words untouched, with the survey and the date.
//!
//! # es
//! Una propuesta de valor sin una sola palabra de un cliente.
//!
//! Lo que haces por la gente es lo que la gente dice que haces por ella. Una propuesta sin una cita,
//! su fuente y su fecha se escribió en una sala de juntas. Concepto A06.
//!
//! Mal:
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
//! kind: value-proposition
//! id: first-steps-with-credit
//! archetype: first-credit
//! voice_of_customer:
//!   - { quote: Me explicaron sin hacerme sentir tonto, source: promoter-discovery, date: 2026-04-02 }
//! ```
//!
//! Cómo corregirlo: pregunta a quienes te recomendarían qué haces por ellos, y escribe sus palabras
//! sin retocar, con la encuesta y la fecha.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::value_proposition::ValueProposition;

rule! { vp_without_voc CustomerCentricity Warning each ValueProposition }

fn check(proposition: Of<'_, ValueProposition>, context: &Context<'_>, out: &mut Findings) {
    if proposition.voice_of_customer.has_none() {
        out.push(
            RULE.finding(
                proposition.entity.head(),
                say!(en: "no customer is heard in this value proposition", es: "en esta propuesta de valor no se oye a ningún cliente"),
            )
            .help(say!(
                en: "ask people who would recommend you what you do for them, and write their words under `voice_of_customer`, with source and date",
                es: "pregunta a quienes te recomendarían qué haces por ellos y escribe sus palabras en `voice_of_customer`, con fuente y fecha"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
