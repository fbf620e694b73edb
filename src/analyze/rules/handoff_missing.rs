//! A change of channel that no hand-off speaks of.
//!
//! Two points of contact, one after the other, have no channel in common: whoever goes on has to change
//! from one to the other. What nobody wrote down, nobody carries along, and people tell their story again.
//! Every change is a place where they wait, repeat and give up. Concepts E19 and A30.
//!
//! Compared are the `channels` of one `touchpoint` with those of the next on every way through the journey;
//! steps without a touchpoint, or with one where not we alone speak (social media, communities, partners,
//! events), are passed. Only journeys to be are looked at: one of today says how it is. A hand-off speaks of a change when its `from` and `to` are the
//! channels, roles or steps on both sides, or when its `at` is one of the steps.
//!
//! Bad:
//!
//! ```yaml
//! kind: journey
//! id: first-credit
//! steps:
//!   - { id: apply, touchpoint: { channels: [app] } }
//!   - { id: sign, touchpoint: { channels: [branch] } }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: journey
//! id: first-credit
//! steps:
//!   - { id: apply, touchpoint: { channels: [app] } }
//!   - { id: sign, touchpoint: { channels: [branch] } }
//! handoffs:
//!   - from: app
//!     to: branch
//!     at: sign
//!     carries: [The papers, The day that was agreed]
//!     mechanism: One case number
//!     owner: life-moment-manager
//! ```
//!
//! How to fix it: write the hand-off, with what travels along, or offer the next step in a channel where the
//! customer already is.
//!
//! # es
//! Un cambio de canal del que no habla ningún traspaso.
//!
//! Dos puntos de contacto seguidos no tienen ningún canal en común: quien sigue tiene que cambiar de uno a
//! otro. Lo que nadie escribió nadie lo lleva, y la gente vuelve a contar su historia. Cada cambio es un
//! lugar donde se espera, se repite y se abandona. Conceptos E19 y A30.
//!
//! Se comparan los canales (`channels`) de un `touchpoint` con los del siguiente en cada camino del
//! recorrido; se saltan los pasos sin contacto, o con uno donde no hablamos solo nosotros (redes sociales,
//! comunidades, socios, eventos). Solo se miran los recorridos deseados: uno de hoy dice cómo es. Un traspaso habla de un cambio cuando `from` y `to` son los
//! canales, roles o pasos de ambos lados, o cuando su `at` es uno de los pasos.
//!
//! Mal:
//!
//! ```yaml
//! kind: journey
//! id: first-credit
//! steps:
//!   - { id: apply, touchpoint: { channels: [app] } }
//!   - { id: sign, touchpoint: { channels: [branch] } }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: journey
//! id: first-credit
//! steps:
//!   - { id: apply, touchpoint: { channels: [app] } }
//!   - { id: sign, touchpoint: { channels: [branch] } }
//! handoffs:
//!   - from: app
//!     to: branch
//!     at: sign
//!     carries: [Los papeles, El día acordado]
//!     mechanism: Folio único
//!     owner: life-moment-manager
//! ```
//!
//! Cómo corregirlo: escribe el traspaso, con lo que viaja, u ofrece el paso siguiente en un canal donde el
//! cliente ya está.

use crate::analyze::journeys::{Paths, unspoken_changes};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::step::Step;

rule! { handoff_missing CustomerCentricity Warning each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let paths = Paths::of(journey);
    for change in unspoken_changes(journey, &paths, context.program) {
        let (from, to) = (paths.steps[change.from], paths.steps[change.to]);
        let (Some(one), Some((at, other))) = (from.id.value(), to.id.spanned()) else { continue };
        let (left, reached) = (channels(from), channels(to));
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "from `{one}` ({left}) to `{other}` ({reached}) the customer has to change channel, and no hand-off says what travels along";
                     es: "de `{one}` ({left}) a `{other}` ({reached}) el cliente tiene que cambiar de canal, y ningún traspaso dice qué viaja con él"),
            )
            .help(say!(
                en: "add it to `handoffs`, with `at: {other}`, `carries`, `mechanism` and `owner`; or offer `{other}` where the customer already is";
                es: "agrégalo en `handoffs`, con `at: {other}`, `carries`, `mechanism` y `owner`; u ofrece `{other}` donde el cliente ya está"
            ))
            .related(journey.place(from.id.span()), say!(en: "the contact before", es: "el contacto anterior"))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// The channels of a step, as they are written.
fn channels(step: &Step) -> String {
    let listed = step.touchpoint.get().map(|touchpoint| {
        let names = touchpoint.channels.items().map(|channel| format!("`{}`", channel.path));
        names.collect::<Vec<_>>().join(", ")
    });
    listed.unwrap_or_default()
}
