//! An archetype that is only known as a user of our product.
//!
//! What people do with us is a small part of their day. Whoever describes them only there cannot see
//! why they stop coming. Concept D20: portray the customer in their context, not only as a user. It is
//! found when neither the moment of life nor the life beyond our product is told, or when every
//! circumstance speaks of our product.
//!
//! Bad:
//!
//! ```yaml
//! kind: archetype
//! id: app-users
//! circumstances: [Opens the app twice a week]
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! life_moment: Starting working life
//! context: Lives with parents, sends money home and learns from what friends say
//! circumstances: [Has just got a first job and nobody lends to them]
//! ```
//!
//! How to fix it: tell in `life_moment` what is happening to them, and in `context` what their days
//! look like when we are not there.
//!
//! # es
//! Un arquetipo que solo se conoce como usuario de nuestro producto.
//!
//! Lo que la gente hace con nosotros es una parte pequeña de su día. Quien la describe solo ahí no
//! puede ver por qué deja de venir. Concepto D20: retratar al cliente en su contexto y no solo como
//! usuario. Se encuentra cuando no se cuenta ni el momento de vida ni la vida más allá de nuestro
//! producto, o cuando toda circunstancia habla de nuestro producto.
//!
//! Mal:
//!
//! ```yaml
//! kind: archetype
//! id: app-users
//! circumstances: [Opens the app twice a week]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: archetype
//! id: first-credit
//! life_moment: Starting working life
//! context: Lives with parents, sends money home and learns from what friends say
//! circumstances: [Has just got a first job and nobody lends to them]
//! ```
//!
//! Cómo corregirlo: cuenta en `life_moment` lo que le está pasando y en `context` cómo son sus días
//! cuando no estamos.

use crate::analyze::words::Theme;
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;
use crate::model::archetype::Archetype;
use std::collections::HashSet;

rule! { archetype_user_only CustomerCentricity Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let of_use: HashSet<_> = [Theme::Solution, Theme::OwnProduct]
        .into_iter()
        .flat_map(|theme| context.heard_once(theme))
        .filter(|said| said.stands_in(&[(Kind::Archetype, "circumstances", "*")]))
        .map(|said| (said.site.from, said.site.at))
        .collect();
    for archetype in context.in_use::<Archetype>() {
        let it = archetype.it;
        let mut circumstances = it.circumstances.spanned_items().peekable();
        let all_of_use =
            circumstances.peek().is_some() && circumstances.all(|(at, _)| of_use.contains(&(archetype.index, at)));
        let untold = it.life_moment.is_absent() && it.context.is_absent();
        if !untold && !all_of_use {
            continue;
        }
        let id = archetype.id();
        out.push(
            RULE.finding(
                archetype.entity.head(),
                say!(en: "`{id}` is only known as a user of ours", es: "a `{id}` solo se le conoce como usuario nuestro"),
            )
            .help(say!(
                en: "tell what is happening in their life (`life_moment`) and what their days are like without us (`context`)",
                es: "cuenta qué está pasando en su vida (`life_moment`) y cómo son sus días sin nosotros (`context`)"
            ))
            .entity(archetype.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Strategy)),
        );
    }
}
