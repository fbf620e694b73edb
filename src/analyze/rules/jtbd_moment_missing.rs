//! A journey without one of the four moments in which a job gets done.
//!
//! People discover what they need, get ready, do it, and see that they got there. Companies draw the
//! third moment well and forget the others, above all the last one, in which the customer decides
//! whether it was worth it. Concepts C22 to C25.
//!
//! Bad: nobody sees that the goal was reached.
//!
//! ```yaml
//! stages:
//!   - { id: find-out, moment: discovers }
//!   - { id: get-ready, moment: equips }
//!   - { id: do-it, moment: executes }
//! ```
//!
//! Good:
//!
//! ```yaml
//! stages:
//!   - { id: find-out, moment: discovers }
//!   - { id: get-ready, moment: equips }
//!   - { id: do-it, moment: executes }
//!   - { id: see-it, moment: achieves }
//! ```
//!
//! How to fix it: give each stage its `moment` and add a stage for the moment that is missing, even if
//! today it has a single step. Journeys drawn with another `model` are left alone.
//!
//! # es
//! Un recorrido al que le falta uno de los cuatro momentos en que un trabajo se logra.
//!
//! La gente descubre lo que necesita, se prepara, lo hace y ve que llegó. Las empresas dibujan bien el
//! tercer momento y olvidan los demás, sobre todo el último, en que el cliente decide si valió la
//! pena. Conceptos C22 a C25.
//!
//! Mal: nadie ve que la meta se alcanzó.
//!
//! ```yaml
//! stages:
//!   - { id: find-out, moment: discovers }
//!   - { id: get-ready, moment: equips }
//!   - { id: do-it, moment: executes }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! stages:
//!   - { id: find-out, moment: discovers }
//!   - { id: get-ready, moment: equips }
//!   - { id: do-it, moment: executes }
//!   - { id: see-it, moment: achieves }
//! ```
//!
//! Cómo corregirlo: da a cada etapa su momento (`moment`) y agrega una etapa para el que falta, aunque
//! hoy tenga un solo paso. Los recorridos trazados con otro `model` no se tocan.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::stage::Moment;
use crate::model::journey::{Journey, JourneyModel};

rule! { jtbd_moment_missing CustomerCentricity Warning each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let other_model = !matches!(journey.model.value(), None | Some(JourneyModel::JobToBeDone));
    let unreadable = journey.stages.is_bad() || journey.stages.items().any(|stage| stage.moment.is_bad());
    if other_model || journey.model.is_bad() || unreadable || journey.stages.has_none() {
        return;
    }
    let there: Vec<Moment> = journey.stages.items().filter_map(|stage| stage.moment.value()).collect();
    let missing: Vec<String> =
        Moment::ALL.iter().filter(|moment| !there.contains(moment)).map(|moment| format!("`{}`", moment.word())).collect();
    if missing.is_empty() {
        return;
    }
    let list = missing.join(", ");
    let (en, es) = if missing.len() == 1 { ("moment", "le falta el momento") } else { ("moments", "le faltan los momentos") };
    out.push(
        RULE.finding(
            journey.entity.head(),
            say!(en: "this journey leaves out the {en} {list}"; es: "a este recorrido {es} {list}"),
        )
        .help(say!(
            en: "people discover, get ready, do it and see that they got there: give each stage its `moment`, and add the one that is missing",
            es: "la gente descubre, se prepara, lo hace y ve que llegó: da a cada etapa su `moment` y agrega la que falta"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
