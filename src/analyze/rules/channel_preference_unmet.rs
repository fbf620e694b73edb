//! The channel that customers want most is on none of their journeys.
//!
//! They told us where they want to meet us, and every step is somewhere else. The preference was
//! asked for and thrown away, or the map was drawn from our side. Concept E18.
//!
//! It looks at the first channel that an archetype `prefers`, and at journeys with points of contact
//! that are theirs.
//!
//! Bad: they prefer messages, and every step is in the branch:
//!
//! ```yaml
//! kind: archetype
//! id: own-business
//! prefers: [messaging]
//! ```
//!
//! ```yaml
//! kind: journey
//! id: stall-loan
//! archetype: own-business
//! steps:
//!   - { id: apply, stage: do-it, actor: customer, does: Applies, touchpoint: { channels: [branch] } }
//! ```
//!
//! Good: one step is where they are:
//!
//! ```yaml
//! kind: journey
//! id: stall-loan
//! archetype: own-business
//! steps:
//!   - { id: apply, stage: do-it, actor: customer, does: Applies, touchpoint: { channels: [branch, messaging] } }
//! ```
//!
//! How to fix it: add the channel to the steps where it can be done there, or write why it cannot in
//! the relationship strategy.
//!
//! # es
//! El canal que más quieren los clientes no está en ninguno de sus recorridos.
//!
//! Nos dijeron dónde quieren encontrarnos, y todos los pasos están en otra parte. La preferencia se
//! preguntó y se tiró, o el mapa se trazó desde nuestro lado. Concepto E18.
//!
//! Mira el primer canal que prefiere (`prefers`) un arquetipo, y los recorridos con puntos de
//! contacto que son suyos.
//!
//! Mal: prefieren mensajes, y todo pasa en la sucursal:
//!
//! ```yaml
//! kind: archetype
//! id: own-business
//! prefers: [messaging]
//! ```
//!
//! ```yaml
//! kind: journey
//! id: stall-loan
//! archetype: own-business
//! steps:
//!   - { id: apply, stage: do-it, actor: customer, does: Applies, touchpoint: { channels: [branch] } }
//! ```
//!
//! Bien: un paso está donde ellos están:
//!
//! ```yaml
//! kind: journey
//! id: stall-loan
//! archetype: own-business
//! steps:
//!   - { id: apply, stage: do-it, actor: customer, does: Applies, touchpoint: { channels: [branch, messaging] } }
//! ```
//!
//! Cómo corregirlo: agrega el canal a los pasos donde se pueda, o escribe en la estrategia de
//! relación por qué no se puede.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::Archetype;
use crate::model::channel::Channel;
use crate::model::journey::Journey;
use crate::model::EntityIndex;
use std::collections::{BTreeMap, BTreeSet};

rule! { channel_preference_unmet CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    // The channels on the journeys of each archetype.
    let mut met: BTreeMap<EntityIndex, BTreeSet<EntityIndex>> = BTreeMap::new();
    for journey in context.in_use::<Journey>() {
        let touchpoints = journey.it.steps.items().filter_map(|step| step.touchpoint.get());
        let channels: BTreeSet<EntityIndex> = touchpoints
            .flat_map(|it| it.channels.spanned_items())
            .filter_map(|(at, _)| context.program.follow::<Channel>(journey.index, at))
            .map(|it| it.index)
            .collect();
        if channels.is_empty() {
            continue;
        }
        for (at, _) in journey.it.archetype.spanned_items() {
            if let Some(archetype) = context.program.follow::<Archetype>(journey.index, at) {
                met.entry(archetype.index).or_default().extend(&channels);
            }
        }
    }
    for archetype in context.in_use::<Archetype>() {
        let Some((at, wanted)) = archetype.it.prefers.spanned_items().next() else { continue };
        let Some(channel) = context.program.follow::<Channel>(archetype.index, at) else { continue };
        if met.get(&archetype.index).is_none_or(|channels| channels.contains(&channel.index)) {
            continue;
        }
        let id = archetype.id();
        out.push(
            RULE.finding(
                archetype.place(at),
                say!(en: "`{id}` wants to meet us in `{}` most of all, and none of their journeys passes it", wanted.path;
                     es: "`{id}` quiere encontrarnos sobre todo en `{}`, y ninguno de sus recorridos pasa por ahí", wanted.path),
            )
            .help(say!(
                en: "add it to the `touchpoint` of the steps that can be taken there",
                es: "agrégalo al `touchpoint` de los pasos que se puedan dar ahí"
            ))
            .entity(archetype.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
