//! What the organization wants, written as if the customer wanted it.
//!
//! Nobody's goal is to buy a second product from us. When our goal stands in the customer's place, both
//! lanes of the map say the same and nobody sees where they pull apart. Concepts A18 and C14.
//!
//! Bad:
//!
//! ```yaml
//! goal: { customer: Buy a second product }
//! ```
//!
//! Good:
//!
//! ```yaml
//! goal: { customer: Know how much I can pay without drowning, organization: Sell a second product }
//! ```
//!
//! How to fix it: write in the customer's field what the person wants to be able to do; move ours to
//! `goal.organization`, where it may stand openly.
//!
//! # es
//! Lo que quiere la organización, escrito como si lo quisiera el cliente.
//!
//! La meta de nadie es comprarnos un segundo producto. Si nuestra meta ocupa el lugar de la del
//! cliente, los dos carriles del mapa dicen lo mismo y nadie ve dónde se separan. Conceptos A18 y C14.
//!
//! Mal:
//!
//! ```yaml
//! goal: { customer: Comprar un segundo producto }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! goal: { customer: Saber cuánto puedo pagar sin ahogarme, organization: Vender un segundo producto }
//! ```
//!
//! Cómo corregirlo: escribe en el campo del cliente lo que la persona quiere poder hacer; lleva lo
//! nuestro a `goal.organization`, donde puede decirse abiertamente.

use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use super::job_contains_solution::solutions;
use crate::model::Kind;
use std::collections::HashSet;

rule! { org_goal_in_customer_field CustomerCentricity Warning everything }

/// Where customers say what they want.
const THEIRS: &[(Kind, &str, &str)] = &[
    (Kind::Journey, "stages", "customer"),
    (Kind::Archetype, "needs", "text"),
    (Kind::Archetype, "expectations", "text"),
    (Kind::Job, "progress", "*"),
    (Kind::Job, "dimensions", "*"),
    (Kind::Job, "done_when", "*"),
];

fn check(context: &Context<'_>, out: &mut Findings) {
    // Whoever wants a product sold names it: one finding says so.
    let told: HashSet<u32> = solutions(context).iter().map(|said| said.number).collect();
    let heard = context.heard_once(Theme::OrganizationGoal).filter(|said| said.stands_in(THEIRS));
    for said in heard.filter(|said| !told.contains(&said.number)) {
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" is what we want, and this field is the customer's", es: "\"{words}\" es lo que queremos nosotros, y este campo es del cliente"),
            )
            .help(say!(
                en: "write what the person wants to be able to do; what we want goes into `goal.organization`",
                es: "escribe lo que la persona quiere poder hacer; lo que queremos nosotros va en `goal.organization`"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
