//! A path as it is today, without the path as it should be.
//!
//! A map of today alone is a list of complaints. What should be different, and for whom, is only
//! said when the same path is drawn as it should be; gaps and initiatives hang on the difference.
//! Concepts C06 and C09.
//!
//! Bad: only today is drawn:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-today
//! state: as-is
//! ```
//!
//! Good: both states, paired:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! state: to-be
//! pairs_with: first-credit-today
//! ```
//!
//! How to fix it: draw the same path with `state: to-be` and pair the two with `pairs_with`.
//!
//! # es
//! Un camino como es hoy, sin el camino como debería ser.
//!
//! Un mapa solo de hoy es una lista de quejas. Qué debería ser distinto, y para quién, se dice al
//! trazar el mismo camino como debería ser; de la diferencia cuelgan brechas e iniciativas.
//! Conceptos C06 y C09.
//!
//! Mal: solo está trazado el de hoy:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-today
//! state: as-is
//! ```
//!
//! Bien: los dos estados, emparejados:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! state: to-be
//! pairs_with: first-credit-today
//! ```
//!
//! Cómo corregirlo: traza el mismo camino con `state: to-be` y une los dos con `pairs_with`.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::EntityIndex;
use crate::model::journey::JourneyState;
use std::collections::BTreeSet;

rule! { no_to_be_journey CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    // The journeys and the jobs for which a path as it should be is drawn.
    let mut paired: BTreeSet<EntityIndex> = BTreeSet::new();
    let target = |from: Of<'_, Journey>, at| context.program.target(from.index, at).and_then(crate::resolve::Target::entity);
    for journey in context.in_use::<Journey>().filter(|it| it.it.state.value() == Some(JourneyState::ToBe)) {
        paired.insert(journey.index);
        let named = [journey.it.pairs_with.spanned().map(|it| it.0), journey.it.job.spanned().map(|it| it.0)];
        paired.extend(named.into_iter().flatten().filter_map(|at| target(journey, at)));
    }
    for journey in context.in_use::<Journey>() {
        let Some((at, JourneyState::AsIs)) = journey.it.state.spanned() else { continue };
        let named = [journey.it.pairs_with.spanned().map(|it| it.0), journey.it.job.spanned().map(|it| it.0)];
        let has_pair = named.into_iter().flatten().filter_map(|at| target(journey, at)).any(|it| paired.contains(&it));
        if has_pair || paired.contains(&journey.index) || journey.it.pairs_with.is_bad() {
            continue;
        }
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "this path is drawn as it is today, and nowhere as it should be", es: "este camino está trazado como es hoy, y en ninguna parte como debería ser"),
            )
            .help(say!(
                en: "draw it with `state: to-be` and pair the two with `pairs_with`: gaps and initiatives hang on the difference",
                es: "trázalo con `state: to-be` y une los dos con `pairs_with`: de la diferencia cuelgan brechas e iniciativas"
            ))
            .entity(journey.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
