//! A journey in which the customer knocks at too many doors.
//!
//! Every hand-off is a place to wait, to repeat and to be lost. "Many doors, few solutions" is what
//! people say of an organization that passes them on. Concept A30. Counted are the `handoffs`, and in a journey
//! to be the changes of channel that none of them speaks of. The limit is 3; set another one under `rules`
//! of the program.
//!
//! Bad:
//!
//! ```yaml
//! handoffs:
//!   - { from: app, to: branch }
//!   - { from: branch, to: contact-center }
//!   - { from: contact-center, to: credit-desk }
//!   - { from: credit-desk, to: branch }
//! ```
//!
//! Good:
//!
//! ```yaml
//! handoffs:
//!   - { from: app, to: branch, carries: [The conversation], mechanism: One case number, owner: advisor }
//! ```
//!
//! How to fix it: let one person keep the case, and fetch what is missing from the others behind the
//! scene. If every door is needed, say why and raise the limit:
//!
//! ```yaml
//! rules:
//!   too-many-handoffs: { limit: 4 }
//! ```
//!
//! # es
//! Un recorrido en el que el cliente toca demasiadas puertas.
//!
//! Cada traspaso es un lugar para esperar, repetir y perderse. "Muchas puertas y pocas soluciones" es
//! lo que se dice de una organización que pasa a la gente de uno a otro. Concepto A30. Se cuentan
//! los traspasos (`handoffs`) y, en un recorrido deseado, los cambios de canal de los que ninguno habla. El
//! límite es 3; pon otro en `rules` del programa.
//!
//! Mal:
//!
//! ```yaml
//! handoffs:
//!   - { from: app, to: branch }
//!   - { from: branch, to: contact-center }
//!   - { from: contact-center, to: credit-desk }
//!   - { from: credit-desk, to: branch }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! handoffs:
//!   - { from: app, to: branch, carries: [La conversación], mechanism: Folio único, owner: advisor }
//! ```
//!
//! Cómo corregirlo: que una sola persona lleve el caso y consiga lo que falta por detrás. Si cada
//! puerta hace falta, di por qué y sube el límite:
//!
//! ```yaml
//! rules:
//!   too-many-handoffs: { limit: 4 }
//! ```

use crate::analyze::journeys::{Paths, unspoken_changes};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use std::collections::BTreeSet;

rule! { too_many_handoffs CustomerCentricity Warning each Journey limit Count }

/// Hand-offs that a path may have when the program sets no limit.
const MOST: u64 = 3;

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    // There and back is one door.
    let changes = unspoken_changes(journey, &paths, context.program).into_iter();
    let unspoken: BTreeSet<_> = changes.map(|it| (it.from.min(it.to), it.from.max(it.to))).collect();
    let (written, most) = (journey.handoffs.items().count() + unspoken.len(), context.limit_count(&RULE, MOST));
    let (count, at) = (written as u64, if journey.handoffs.is_absent() { journey.entity.at } else { journey.handoffs.span() });
    if count > most {
        let (en, es) = if count == 1 {
            ("once".to_owned(), "una vez".to_owned())
        } else {
            (format!("{count} times"), format!("{count} veces"))
        };
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "the customer changes hands {en} on this journey, and {most} is the limit";
                     es: "el cliente cambia de manos {es} en este recorrido, y el límite es {most}"),
            )
            .help(say!(
                en: "each is a place to wait and to repeat: let one person keep the case, or set another limit with `too-many-handoffs: {{ limit: {count} }}`";
                es: "cada vez es un lugar para esperar y repetir: que una sola persona lleve el caso, o pon otro límite con `too-many-handoffs: {{ limit: {count} }}`"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
