//! All expectations were set inside our own sector.
//!
//! People carry what they saw in one place into every other: the best service they get anywhere sets
//! the bar. If all setters are banks, the list was written by bankers. Concepts E04 and E29.
//!
//! Bad:
//!
//! ```yaml
//! expectations:
//!   - { text: An answer in a day, because: start, set_by: The big bank, outside_sector: false }
//! ```
//!
//! Good:
//!
//! ```yaml
//! expectations:
//!   - { text: An answer in a day, because: start, set_by: The parcel service, outside_sector: true }
//! ```
//!
//! How to fix it: ask people what the last thing was that worked as it should, whatever it was, and
//! note who set it with `outside_sector: true`.
//!
//! # es
//! Todas las expectativas se fijaron dentro de nuestro propio sector.
//!
//! La gente lleva a todas partes lo que vio en una: el mejor servicio que recibe en cualquier lado pone
//! la vara. Si todos los que la fijan son bancos, la lista la escribieron banqueros. Conceptos E04 y
//! E29.
//!
//! Mal:
//!
//! ```yaml
//! expectations:
//!   - { text: An answer in a day, because: start, set_by: The big bank, outside_sector: false }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! expectations:
//!   - { text: An answer in a day, because: start, set_by: The parcel service, outside_sector: true }
//! ```
//!
//! Cómo corregirlo: pregunta a la gente qué fue lo último que funcionó como debía, fuera lo que fuera,
//! y anota quién lo fijó con `outside_sector: true`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::archetype::Archetype;

rule! { expectation_setters_in_sector CustomerCentricity Warning each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let expectations = &archetype.it.expectations;
    let mut set = expectations.items().filter(|it| !it.set_by.is_absent()).peekable();
    // One that does not say may be from outside: only those that say "inside" count.
    if set.peek().is_none() || !set.all(|it| it.outside_sector.value() == Some(false)) {
        return;
    }
    out.push(
        RULE.finding(
            archetype.place(expectations.span()),
            say!(en: "all of these expectations were set inside our sector", es: "todas estas expectativas se fijaron dentro de nuestro sector"),
        )
        .help(say!(
            en: "people compare with the best they get anywhere: ask what worked as it should elsewhere and who set it",
            es: "la gente compara con lo mejor que recibe en cualquier parte: pregunta qué funcionó como debía en otro lado y quién lo fijó"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
