//! Expectations of which nobody says who set them.
//!
//! An expectation was set by somebody: the delivery app, the driving teacher, the neighbor. Whoever
//! knows who set it can go and look how it is met there. Concept E04.
//!
//! Bad:
//!
//! ```yaml
//! expectations:
//!   - { text: To know at any moment how it is going, because: no-stain }
//! ```
//!
//! Good:
//!
//! ```yaml
//! expectations:
//!   - { text: To know at any moment how it is going, because: no-stain, set_by: Food delivery apps, outside_sector: true }
//! ```
//!
//! How to fix it: ask people where they got used to that, and write it in `set_by`; say with
//! `outside_sector` whether it was outside your sector.
//!
//! # es
//! Expectativas de las que nadie dice quién las fijó.
//!
//! Una expectativa la fijó alguien: la app de comida, la maestra de manejo, la vecina. Quien sabe quién
//! la fijó puede ir a ver cómo se cumple ahí. Concepto E04.
//!
//! Mal:
//!
//! ```yaml
//! expectations:
//!   - { text: To know at any moment how it is going, because: no-stain }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! expectations:
//!   - { text: To know at any moment how it is going, because: no-stain, set_by: Food delivery apps, outside_sector: true }
//! ```
//!
//! Cómo corregirlo: pregunta a la gente dónde se acostumbró a eso y escríbelo en `set_by`; di con
//! `outside_sector` si fue fuera de tu sector.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{counted, say};
use crate::model::Of;
use crate::model::archetype::Archetype;
use crate::model::archetype::Expectation;
use crate::source::Span;

rule! { expectation_setter_missing CustomerCentricity Info each Archetype }

fn check(archetype: Of<'_, Archetype>, _: &Context<'_>, out: &mut Findings) {
    let unset: Vec<(Span, &Expectation)> =
        archetype.it.expectations.spanned_items().filter(|(_, it)| it.set_by.is_absent()).collect();
    let Some((at, _)) = unset.first() else { return };
    let (count, all) = (unset.len(), archetype.it.expectations.items().count());
    let listed = counted(all, ["expectation", "expectations"], ["expectativa", "expectativas"]);
    out.push(
        RULE.finding(
            archetype.place(*at),
            say!(en: "nobody says who set {count} of {}", listed.en; es: "nadie dice quién fijó {count} de {}", listed.es),
        )
        .help(say!(
            en: "ask people where they got used to it and write it in `set_by`: there you can look how it is met",
            es: "pregunta a la gente dónde se acostumbró a eso y escríbelo en `set_by`: ahí puedes ver cómo se cumple"
        )),
    );
}
