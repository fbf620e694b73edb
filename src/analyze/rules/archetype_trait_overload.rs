//! An archetype with more than twice as many traits as needs.
//!
//! A page full of traits feels like knowledge and helps nobody decide. The second error of concept C15,
//! against intuition: to look too much at customers and their characteristics and too little at what
//! they want to get done.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! traits: [Aged 22 to 28, Lives in a mid-sized city, Rents, Uses three social networks, Single]
//! needs:
//!   - { id: start, text: I need somebody to lend to me for the first time }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! traits: [Most rent]
//! needs:
//!   - { id: start, text: I need somebody to lend to me for the first time }
//!   - { id: know-how, text: I do not know whom to ask without feeling stupid }
//! ```
//!
//! How to fix it: keep the traits that help somebody recognize the archetype, and ask people for the
//! needs that are missing. The program may set another limit for this rule.
//!
//! # es
//! Un arquetipo con más del doble de rasgos que de necesidades.
//!
//! Una página llena de rasgos parece conocimiento y no ayuda a decidir nada. Es el segundo error del
//! concepto C15, contra la intuición: mirar demasiado al cliente y sus características, y poco lo que
//! quiere lograr.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! traits: [Aged 22 to 28, Lives in a mid-sized city, Rents, Uses three social networks, Single]
//! needs:
//!   - { id: start, text: I need somebody to lend to me for the first time }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! traits: [Most rent]
//! needs:
//!   - { id: start, text: I need somebody to lend to me for the first time }
//!   - { id: know-how, text: I do not know whom to ask without feeling stupid }
//! ```
//!
//! Cómo corregirlo: deja los rasgos que ayuden a reconocer el arquetipo y pregunta a la gente por las
//! necesidades que faltan. El programa puede fijar otro límite a esta regla.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::archetype::Archetype;

rule! { archetype_trait_overload CustomerCentricity Info each Archetype limit Count }

/// Traits for each need.
const USUAL: u64 = 2;

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    let it = archetype.it;
    let (Some(traits), false) = (it.traits.get(), it.needs.is_bad()) else { return };
    let (traits, needs) = (traits.len() as u64, it.needs.get().map_or(0, |needs| needs.len()) as u64);
    // Without any need another rule speaks.
    if needs == 0 || traits <= needs * context.limit_count(&RULE, USUAL) {
        return;
    }
    out.push(
        RULE.finding(
            archetype.place(it.traits.span()),
            say!(en: "{traits} traits and only {needs} needs", es: "{traits} rasgos y solo {needs} necesidades"),
        )
        .help(say!(
            en: "traits help to recognize people, needs help to serve them: keep the first few and ask for more of the second",
            es: "los rasgos ayudan a reconocer a la gente, las necesidades a servirle: deja pocos de los primeros y pregunta por más de las segundas"
        )),
    );
}
