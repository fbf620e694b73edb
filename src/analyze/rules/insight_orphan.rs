//! An insight that leads to nothing, or an opportunity that nobody pursues.
//!
//! Research that ends in a slide costs the time of everybody who was asked. Insight, opportunity,
//! initiative: a chain with a missing link moves nothing. Concept D31.
//!
//! Bad:
//!
//! ```yaml
//! insights:
//!   - { id: papers, text: People bring papers twice }
//! ```
//!
//! Good:
//!
//! ```yaml
//! insights:
//!   - { id: papers, text: People bring papers twice }
//! opportunities:
//!   - { id: one-trip, text: All papers in one trip, from: [papers] }
//! initiatives:
//!   - { id: list, type: process, pursues: [one-trip] }
//! ```
//!
//! How to fix it: name the insight under `from` of an opportunity, and the opportunity under `pursues`
//! of an initiative; or take it out, so that the rest stays readable.
//!
//! # es
//! Un hallazgo que no lleva a nada, o una oportunidad que nadie persigue.
//!
//! Una investigación que termina en una lámina cuesta el tiempo de todos los que contestaron. Hallazgo,
//! oportunidad, iniciativa: una cadena a la que le falta un eslabón no mueve nada. Concepto D31.
//!
//! Mal:
//!
//! ```yaml
//! insights:
//!   - { id: papers, text: People bring papers twice }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! insights:
//!   - { id: papers, text: People bring papers twice }
//! opportunities:
//!   - { id: one-trip, text: All papers in one trip, from: [papers] }
//! initiatives:
//!   - { id: list, type: process, pursues: [one-trip] }
//! ```
//!
//! Cómo corregirlo: nombra el hallazgo en `from` de una oportunidad, y la oportunidad en `pursues` de
//! una iniciativa; o quítalo, para que lo demás se pueda leer.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::roadmap::Roadmap;
use std::collections::HashSet;

rule! { insight_orphan CustomerCentricity Warning each Roadmap }

fn check(roadmap: Of<'_, Roadmap>, context: &Context<'_>, out: &mut Findings) {
    let it = roadmap.it;
    let used: HashSet<_> = it.opportunities.items().flat_map(|it| it.from.items()).map(|it| it.id()).collect();
    let pursued: HashSet<_> = it.initiatives.items().flat_map(|it| it.pursues.items()).map(|it| it.id()).collect();
    // Other entities may feed an opportunity or start from it; only its own roadmap pursues it.
    for insight in it.insights.items() {
        let Some((at, id)) = insight.id.spanned() else { continue };
        if !used.contains(id) && !it.opportunities.is_bad() {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "the insight `{id}` leads to no opportunity", es: "el hallazgo `{id}` no lleva a ninguna oportunidad"),
                )
                .help(say!(
                    en: "name it under `from` of an opportunity, or take it out",
                    es: "nómbralo en `from` de una oportunidad, o quítalo"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
    for opportunity in it.opportunities.items() {
        let Some((at, id)) = opportunity.id.spanned() else { continue };
        if !pursued.contains(id) && !it.initiatives.is_bad() {
            out.push(
                RULE.finding(
                    roadmap.place(at),
                    say!(en: "no initiative pursues the opportunity `{id}`", es: "ninguna iniciativa persigue la oportunidad `{id}`"),
                )
                .help(say!(
                    en: "name it under `pursues` of an initiative, or take it out",
                    es: "nómbrala en `pursues` de una iniciativa, o quítala"
                ))
                .severity(context.weigh(Severity::Warning, Asks::Strategy)),
            );
        }
    }
}
