//! An archetype for which nobody answers.
//!
//! Products and channels have managers; a moment in a customer's life falls between them. Somebody
//! has to look at the whole of it. Concept A31: managers by moment of life instead of by product.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! owner: life-moment-manager
//! ```
//!
//! How to fix it: name an `owner`, or write a role with `manages: life-moment` that lists the
//! archetype.
//!
//! # es
//! Un arquetipo por el que nadie responde.
//!
//! Los productos y los canales tienen gerente; un momento en la vida de un cliente cae entre ellos.
//! Alguien tiene que mirarlo completo. Concepto A31: gerentes por momento de vida en vez de por
//! producto.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! owner: life-moment-manager
//! ```
//!
//! Cómo corregirlo: nombra un responsable (`owner`), o escribe un rol con `manages: life-moment` que
//! incluya el arquetipo.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::archetype::Archetype;
use crate::model::{Kind, Of};

rule! { archetype_without_owner CustomerCentricity Error each Archetype }

fn check(archetype: Of<'_, Archetype>, context: &Context<'_>, out: &mut Findings) {
    if !archetype.common.owner.is_absent() || context.is_named_by(archetype.index, Kind::Role, "archetypes") {
        return;
    }
    out.push(
        RULE.finding(
            archetype.entity.head(),
            say!(en: "nobody answers for `{}`", archetype.id(); es: "nadie responde por `{}`", archetype.id()),
        )
        .help(say!(
            en: "a moment of life falls between products and channels: name its `owner`, or list it in a role that `manages: life-moment`",
            es: "un momento de vida cae entre productos y canales: nombra su `owner`, o ponlo en un rol que `manages: life-moment`"
        ))
        .guess(context.with_usual_role(archetype.entity.head(), "owner"))
        .severity(context.weigh(Severity::Error, Asks::Strategy)),
    );
}
