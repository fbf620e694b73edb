//! A journey that stops at the purchase, the use or the renewal.
//!
//! Buying is our goal and not the customer's: what they wanted begins there. A map that stops short
//! leaves out the stretch in which they get there or give up, and with it the reason why they stay.
//! Concept C18; Moesta, Demand-Side Sales.
//!
//! Bad:
//!
//! ```yaml
//! state: as-is
//! end: { at: purchase }
//! ```
//!
//! Good: a map of today may say so, when the path as it should be goes on to the job done.
//!
//! ```yaml
//! state: to-be
//! pairs_with: first-credit-today
//! end: { job_done: build-a-start }
//! ```
//!
//! How to fix it: draw the steps after the purchase until the customer gets what they wanted, and
//! end with `job_done`. In a map of today that truly stops here, name the path as it should be in
//! `pairs_with`; the finding is then a warning that the way there is still to be gone.
//!
//! # es
//! Un recorrido que se detiene en la compra, el uso o la renovación.
//!
//! Comprar es nuestra meta y no la del cliente: lo que quería empieza ahí. Un mapa que se queda
//! corto deja fuera el tramo en que llega o se rinde, y con él la razón por la que se queda.
//! Concepto C18; Moesta, Demand-Side Sales.
//!
//! Mal:
//!
//! ```yaml
//! state: as-is
//! end: { at: purchase }
//! ```
//!
//! Bien: un mapa de hoy puede decirlo, si el camino como debería ser llega hasta el trabajo hecho.
//!
//! ```yaml
//! state: to-be
//! pairs_with: first-credit-today
//! end: { job_done: build-a-start }
//! ```
//!
//! Cómo corregirlo: dibuja los pasos después de la compra hasta que el cliente obtiene lo que
//! quería, y termina con `job_done`. En un mapa de hoy que de verdad se detiene aquí, nombra el
//! camino como debería ser en `pairs_with`; el hallazgo es entonces un aviso de lo que falta andar.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::{Journey, JourneyState, StopsAt};

rule! { journey_ends_at_purchase CustomerCentricity Error each Journey }

/// Whether the same path is drawn as it should be, and that one ends with the job done.
fn goes_on_elsewhere(journey: Of<'_, Journey>, context: &Context<'_>) -> bool {
    let good = |it: Of<'_, Journey>| {
        it.state.value() == Some(JourneyState::ToBe) && it.end.get().is_some_and(|end| !end.job_done.is_absent())
    };
    let named = journey.pairs_with.spanned().and_then(|(at, _)| context.program.follow::<Journey>(journey.index, at));
    let names_us = |it: &Of<'_, Journey>| {
        it.pairs_with.spanned().and_then(|(at, _)| context.program.follow::<Journey>(it.index, at)).is_some_and(|to| to.index == journey.index)
    };
    named.is_some_and(good) || context.in_use::<Journey>().any(|it| good(it) && names_us(&it))
}

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, stops)) = journey.end.get().and_then(|end| end.stops_at.spanned()) else { return };
    let (en, es) = match stops {
        StopsAt::Purchase => ("the purchase", "la compra"),
        StopsAt::Repurchase => ("the next purchase", "la recompra"),
        StopsAt::Use => ("the use", "el uso"),
        StopsAt::Renewal => ("the renewal", "la renovación"),
        StopsAt::Advocacy => ("a recommendation", "la recomendación"),
        StopsAt::Other => ("another point", "otro punto"),
    };
    let usual = if goes_on_elsewhere(journey, context) { Severity::Warning } else { Severity::Error };
    out.push(
        RULE.finding(
            journey.place(at),
            say!(en: "this journey stops at {en}, before the customer got what they wanted";
                 es: "este recorrido se detiene en {es}, antes de que el cliente obtenga lo que quería"),
        )
        .help(say!(
            en: "what they wanted begins here: draw the steps until the job is done and write `end: {{ job_done: … }}`, or pair this map of today with the path as it should be";
            es: "lo que quería empieza aquí: dibuja los pasos hasta el trabajo hecho y escribe `end: {{ job_done: … }}`, o une este mapa de hoy con el camino como debería ser"
        ))
        .severity(context.weigh(usual, Asks::Craft)),
    );
}
