//! A roadmap with initiatives and no vision.
//!
//! Without saying how the experience should be, every initiative is as good as any other, and a year
//! later nobody can tell whether it came nearer. Concepts C01 and C02.
//!
//! Bad:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! initiatives:
//!   - { id: new-app, type: technology }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! vision:
//!   statements:
//!     - { id: no-fear, text: Nobody is afraid to ask, observable_as: [goal-achievement] }
//! initiatives:
//!   - { id: explain-first, type: process }
//! ```
//!
//! How to fix it: write two or three sentences that will be true of the experience, from the side of
//! the customer.
//!
//! # es
//! Una hoja de ruta con iniciativas y sin visión.
//!
//! Sin decir cómo debería ser la experiencia, cualquier iniciativa vale lo mismo, y un año después
//! nadie sabe si se acercó. Conceptos C01 y C02.
//!
//! Mal:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! initiatives:
//!   - { id: new-app, type: technology }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: roadmap
//! id: improvements
//! vision:
//!   statements:
//!     - { id: no-fear, text: Nadie teme preguntar, observable_as: [goal-achievement] }
//! initiatives:
//!   - { id: explain-first, type: process }
//! ```
//!
//! Cómo corregirlo: escribe dos o tres frases que serán ciertas de la experiencia, desde el lado del
//! cliente.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;

rule! { plan_without_vision CustomerCentricity Error each Roadmap }

fn check(it: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    if !it.initiatives.has_none()
        && !it.vision.is_bad()
        && it.vision.get().is_none_or(|vision| vision.statements.has_none()) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this roadmap plans without saying how the experience should be", es: "esta hoja de ruta planea sin decir cómo debería ser la experiencia"))
                .help(say!(
                    en: "any initiative is then as good as another: write `vision.statements`, from the side of the customer",
                    es: "así cualquier iniciativa vale lo mismo: escribe `vision.statements`, desde el lado del cliente"
                ))
                .severity(context.weigh(Severity::Error, Asks::Strategy)),
        );
    }
}
