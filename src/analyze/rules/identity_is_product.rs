//! The answer to "what business are you in" is what you make.
//!
//! "We are a bank" says what stands on the sign. Whoever answers so competes on product and price with
//! everybody who has the same sign. Concept A03.
//!
//! Bad:
//!
//! ```yaml
//! identity:
//!   statement: We are a bank
//! ```
//!
//! Good:
//!
//! ```yaml
//! identity:
//!   statement: We help people who are starting out to build something of their own without fear
//! ```
//!
//! How to fix it: ask the customers who recommend you what you do for them, and answer with their
//! words: what people can do, be or stop fearing because of you.
//!
//! # es
//! La respuesta a "¿en qué negocio estás?" es lo que fabricas.
//!
//! "Somos un banco" dice lo que está en el letrero. Quien contesta así compite en producto y precio con
//! todos los que tienen el mismo letrero. Concepto A03.
//!
//! Mal:
//!
//! ```yaml
//! identity:
//!   statement: Somos un banco
//! ```
//!
//! Bien:
//!
//! ```yaml
//! identity:
//!   statement: Ayudamos a quien empieza a construir su patrimonio sin miedo a equivocarse
//! ```
//!
//! Cómo corregirlo: pregunta a los clientes que te recomiendan qué haces por ellos y contesta con sus
//! palabras: lo que la gente puede hacer, ser o dejar de temer gracias a ti.

use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;
use std::collections::HashSet;

rule! { identity_is_product CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let mut told = HashSet::new();
    for theme in [Theme::IdentityProduct, Theme::OwnProduct] {
        for said in context.heard_once(theme) {
            if !said.stands_in(&[(Kind::BusinessModel, "identity", "statement")]) || !told.insert(said.number) {
                continue;
            }
            let words = said.quote();
            out.push(
                RULE.finding(
                    said.at(context),
                    say!(en: "\"{words}\" is what you make, not what business you are in", es: "\"{words}\" es lo que haces o vendes, no el negocio en el que estás"),
                )
                .help(say!(
                    en: "any competitor with the same sign could say it: answer with what people can do or stop fearing because of you, in their words",
                    es: "cualquier competidor con el mismo letrero podría decirlo: contesta con lo que la gente puede hacer o deja de temer gracias a ti, en sus palabras"
                ))
                .entity(said.entity.name())
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
