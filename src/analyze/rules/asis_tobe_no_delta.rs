//! A path as it should be that is the path as it is.
//!
//! Two maps that say the same name no gap, and no initiative can close one. Either nothing has to
//! change, or what should change was not drawn. Concept C11.
//!
//! Bad: copied and not changed:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! state: to-be
//! pairs_with: first-credit-today
//! steps:
//!   - { id: wait, stage: do-it, actor: customer, does: Waits for the answer }
//! ```
//!
//! Good: what changes is drawn:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! state: to-be
//! pairs_with: first-credit-today
//! steps:
//!   - { id: see, stage: do-it, actor: customer, does: Sees in the app where the application stands }
//! ```
//!
//! How to fix it: change in the map to be what should be different: steps, who takes them, where,
//! and where they lead.
//!
//! # es
//! Un camino como debería ser que es el camino como es.
//!
//! Dos mapas que dicen lo mismo no nombran ninguna brecha, y ninguna iniciativa puede cerrarla. O
//! nada tiene que cambiar, o lo que debería cambiar no se trazó. Concepto C11.
//!
//! Mal: copiado y sin cambios:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! state: to-be
//! pairs_with: first-credit-today
//! steps:
//!   - { id: wait, stage: do-it, actor: customer, does: Waits for the answer }
//! ```
//!
//! Bien: está trazado lo que cambia:
//!
//! ```yaml
//! kind: journey
//! id: first-credit-journey
//! state: to-be
//! pairs_with: first-credit-today
//! steps:
//!   - { id: see, stage: do-it, actor: customer, does: Sees in the app where the application stands }
//! ```
//!
//! Cómo corregirlo: cambia en el mapa deseado lo que debería ser distinto: los pasos, quién los da,
//! dónde y a dónde llevan.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::analyze::journeys::{Landing, Paths};
use crate::model::journey::JourneyState;
use crate::model::journey::step::Actor;

rule! { asis_tobe_no_delta CustomerCentricity Info each Journey }

/// A path without its names: who does what, in which channels, and where it leads.
#[derive(PartialEq)]
struct Shape {
    steps: Vec<(Option<Actor>, String, Vec<String>)>,
    arrows: Vec<(usize, Landing)>,
}

fn shape(journey: Of<'_, Journey>, context: &Context<'_>) -> Option<Shape> {
    let paths = Paths::of(journey);
    let steps = paths.steps.iter().map(|step| {
        let does = step.does.get().map_or_else(String::new, |text| context.first(text).trim().to_lowercase());
        let channels = step.touchpoint.get().into_iter().flat_map(|it| it.channels.items());
        (step.actor.value(), does, channels.map(|it| it.path.to_string()).collect())
    });
    let arrows = paths.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect();
    let steps: Vec<_> = steps.collect();
    (paths.complete && !steps.is_empty()).then_some(Shape { steps, arrows })
}

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    if journey.it.state.value() != Some(JourneyState::ToBe) {
        return;
    }
    let Some((at, _)) = journey.it.pairs_with.spanned() else { return };
    let Some(today) = context.program.follow::<Journey>(journey.index, at) else { return };
    let (Some(wanted), Some(current)) = (shape(journey, context), shape(today, context)) else { return };
    if wanted == current && today.index != journey.index {
        let other = today.id();
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "this path as it should be has the same steps as `{other}`, the path as it is", es: "este camino deseado tiene los mismos pasos que `{other}`, el camino de hoy"),
            )
            .help(say!(
                en: "draw what should be different: without a difference there is no gap to close",
                es: "traza lo que debería ser distinto: sin diferencia no hay brecha que cerrar"
            ))
            .severity(context.weigh(Severity::Info, Asks::Craft)),
        );
    }
}
