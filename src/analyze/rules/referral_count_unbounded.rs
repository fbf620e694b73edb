//! A request for recommendations that is not for two or three people.
//!
//! Two or three names come to mind by themselves; ten turn a favor into homework, and the customer
//! gives none. One alone is nearly a promise that it fails. Concept B20.
//!
//! Bad: ten friends:
//!
//! ```yaml
//! asks_for: { referrals: 5..10, through: customer-sent-link }
//! ```
//!
//! Good: two or three:
//!
//! ```yaml
//! asks_for: { referrals: 2..3, through: customer-sent-link }
//! ```
//!
//! How to fix it: ask for two or three: `referrals: 2..3`.
//!
//! # es
//! Una petición de referidos que no es de dos o tres personas.
//!
//! Dos o tres nombres vienen solos a la mente; diez convierten un favor en tarea, y el cliente no da
//! ninguno. Con uno solo, casi es seguro que falle. Concepto B20.
//!
//! Mal: diez amigos:
//!
//! ```yaml
//! asks_for: { referrals: 5..10, through: customer-sent-link }
//! ```
//!
//! Bien: dos o tres:
//!
//! ```yaml
//! asks_for: { referrals: 2..3, through: customer-sent-link }
//! ```
//!
//! Cómo corregirlo: pide dos o tres: `referrals: 2..3`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::Playbook;
use crate::model::scalar::Scalar;

rule! { referral_count_unbounded CustomerCentricity Info each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    for step in playbook.it.steps.items() {
        let Some((at, range)) = step.asks_for.get().and_then(|asks| asks.referrals.spanned()) else { continue };
        if range.from() >= 2 && range.to() <= 3 {
            continue;
        }
        let asked = range.spell();
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "customers are asked for `{asked}` people to recommend us to", es: "se le piden al cliente `{asked}` personas a quienes recomendarnos"),
            )
            .help(say!(
                en: "two or three come to mind by themselves: `referrals: 2..3`",
                es: "dos o tres vienen solos a la mente: `referrals: 2..3`"
            ))
            .fix(false, vec![(playbook.place(at), "2..3".to_owned())])
            .severity(context.weigh(Severity::Info, Asks::Craft)),
        );
    }
}
