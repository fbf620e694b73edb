//! A survey that sells or promotes.
//!
//! Once a survey carries an offer, or asks for words to be published, it is a commercial message by
//! law: other consent, a way to object, in Spain even for customers (LSSI, article 21; the British ICO
//! calls it "sugging"). And people stop answering the honest ones.
//!
//! Bad:
//!
//! ```yaml
//! questions:
//!   - { id: more, type: yes-no, text: Would you like to hear about our new plans? }
//! ```
//!
//! Good:
//!
//! ```yaml
//! questions:
//!   - { id: more, type: open, text: What did you need that day? }
//! ```
//!
//! How to fix it: take the offer out. Whoever wants to be called can be reached by a playbook with its
//! own consent; ask for a public review or a testimonial elsewhere.
//!
//! # es
//! Una encuesta que vende o promueve.
//!
//! En cuanto una encuesta lleva una oferta, o pide palabras para publicarlas, es por ley un mensaje
//! comercial: otro consentimiento, un modo de oponerse, en España incluso con clientes (LSSI, artículo
//! 21; la ICO británica lo llama "sugging"). Y la gente deja de contestar las honestas.
//!
//! Mal:
//!
//! ```yaml
//! questions:
//!   - { id: more, type: yes-no, text: "¿Te gustaría conocer nuestros nuevos planes?" }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! questions:
//!   - { id: more, type: open, text: "¿Qué necesitabas ese día?" }
//! ```
//!
//! Cómo corregirlo: quita la oferta. A quien quiere que le llamen se llega con un playbook que tenga su
//! propio consentimiento; una reseña pública o un testimonio se piden en otro lado.

use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;

rule! { survey_is_marketing Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for said in context.heard_once(Theme::Marketing) {
        if !said.site.wording && !said.stands_in(&[(Kind::Survey, "consent", "purpose")]) {
            continue;
        }
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" makes a commercial message of this survey", es: "\"{words}\" convierte esta encuesta en un mensaje comercial"),
            )
            .help(say!(
                en: "a commercial message needs another consent and a way to object: take it out, and reach those who want to be called with a playbook",
                es: "un mensaje comercial necesita otro consentimiento y un modo de oponerse: quítalo, y llega con un playbook a quien quiera que le llamen"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
