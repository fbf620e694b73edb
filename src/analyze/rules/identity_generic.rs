//! The answer to "what business are you in" would fit anybody.
//!
//! "The business of service", "exceeding expectations": put a competitor's name in front of it and
//! nothing changes. A sentence that fits everybody guides nobody. Concept A04.
//!
//! Bad:
//!
//! ```yaml
//! identity:
//!   statement: We exceed our customers' expectations every day
//! ```
//!
//! Good:
//!
//! ```yaml
//! identity:
//!   statement: Nobody who rents with us is ever alone with a broken boiler
//! ```
//!
//! How to fix it: name who you help, with what, and what is different for them afterwards, in the words
//! of customers who recommend you.
//!
//! # es
//! La respuesta a "¿en qué negocio estás?" le queda a cualquiera.
//!
//! "El negocio del servicio", "superar las expectativas": pon delante el nombre de un competidor y nada
//! cambia. Una frase que le queda a todos no guía a nadie. Concepto A04.
//!
//! Mal:
//!
//! ```yaml
//! identity:
//!   statement: Superamos las expectativas de nuestros clientes
//! ```
//!
//! Bien:
//!
//! ```yaml
//! identity:
//!   statement: Quien renta con nosotros nunca se queda solo con una caldera rota
//! ```
//!
//! Cómo corregirlo: di a quién ayudas, con qué, y qué cambia para esa persona, con las palabras de los
//! clientes que te recomiendan.

use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;

rule! { identity_generic CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for said in context.heard_once(Theme::IdentityGeneric) {
        if !said.stands_in(&[(Kind::BusinessModel, "identity", "statement")]) {
            continue;
        }
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" would fit any competitor", es: "\"{words}\" le queda a cualquier competidor"),
            )
            .help(say!(
                en: "put the name of a competitor in front of it: if it still fits, say whom you help, with what, and what is different for them afterwards",
                es: "pon delante el nombre de un competidor: si le queda, di a quién ayudas, con qué y qué cambia para esa persona"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
