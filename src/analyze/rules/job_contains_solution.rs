//! A job with a product in it, or one that names no progress.
//!
//! A job is what somebody wants to get done whatever they use for it. "Use the app" is our answer, not
//! their question, and with the answer inside nobody will find a better one. Concept C16; a job
//! statement is a verb, its object and the situation. Needs that name one of your products are told as
//! well.
//!
//! Bad:
//!
//! ```yaml
//! progress: Use the app to pay the electricity bill
//! ```
//!
//! Good:
//!
//! ```yaml
//! progress: Keep the light on without losing a morning
//! ```
//!
//! How to fix it: take the product out and ask "so that?" until something remains that people wanted
//! before you existed. The names of your products go into a glossary with `vocabulary: product`.
//!
//! # es
//! Un trabajo por hacer que trae dentro un producto, o que no nombra ningún progreso.
//!
//! Un trabajo por hacer es lo que alguien quiere lograr, use lo que use. "Usar la app" es nuestra
//! respuesta, no su pregunta, y con la respuesta adentro nadie encontrará una mejor. Concepto C16; se
//! escribe con un verbo, su objeto y la situación. También se señalan las necesidades que nombran un
//! producto tuyo.
//!
//! Mal:
//!
//! ```yaml
//! progress: Usar la app para pagar la luz
//! ```
//!
//! Bien:
//!
//! ```yaml
//! progress: Que no me corten la luz, sin perder una mañana
//! ```
//!
//! Cómo corregirlo: saca el producto y pregunta "¿para qué?" hasta que quede algo que la gente quería
//! antes de que existieras. Los nombres de tus productos van en un glosario con `vocabulary: product`.

use crate::analyze::words::{Plain, Said, Theme};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Kind;
use crate::model::job::Job;
use std::collections::HashSet;

rule! { job_contains_solution CustomerCentricity Warning everything }

/// Where a job says what is to be got done.
const JOBS: &[(Kind, &str, &str)] =
    &[(Kind::Job, "progress", "*"), (Kind::Job, "dimensions", "*"), (Kind::Job, "outcomes", "object")];
/// Where a product of ours has no place either.
const NEEDS: &[(Kind, &str, &str)] = &[(Kind::Archetype, "needs", "text")];
/// With fewer words there is no verb, object and situation.
const FEWEST: usize = 3;

/// What names a solution where progress belongs, once for each text.
pub fn solutions<'h>(context: &'h Context<'_>) -> Vec<Said<'h>> {
    let mut told = HashSet::new();
    let themes = [Theme::OwnProduct, Theme::Solution].into_iter();
    let heard = themes.flat_map(|theme| context.heard_once(theme).map(move |said| (theme, said)));
    let there = |theme: Theme, said: &Said<'_>| {
        said.stands_in(JOBS) || (theme == Theme::OwnProduct && said.stands_in(NEEDS))
    };
    heard
        .filter(|(theme, said)| there(*theme, said))
        .filter_map(|(_, said)| told.insert(said.number).then_some(said))
        .collect()
}

fn check(context: &Context<'_>, out: &mut Findings) {
    for said in solutions(context) {
        let words = said.quote();
        out.push(
            RULE.finding(
                said.at(context),
                say!(en: "\"{words}\" is a way to get it done, not what people want to get done", es: "\"{words}\" es una manera de lograrlo, no lo que la gente quiere lograr"),
            )
            .help(say!(
                en: "take it out and ask \"so that?\" until something remains that people wanted before it existed",
                es: "sácalo y pregunta \"¿para qué?\" hasta que quede algo que la gente quería antes de que existiera"
            ))
            .entity(said.entity.name())
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
    for job in context.in_use::<Job>() {
        let Some((at, progress)) = job.it.progress.spanned() else { continue };
        let words = context.first(progress);
        if Plain::of(words).tokens.len() < FEWEST {
            out.push(
                RULE.finding(
                    job.place(at),
                    say!(en: "\"{words}\" names no progress", es: "\"{words}\" no nombra ningún progreso"),
                )
                .help(say!(
                    en: "write a verb, its object and the situation: \"get to work on time by my own strength\"",
                    es: "escribe un verbo, su objeto y la situación: \"llegar a tiempo al trabajo por mis propias fuerzas\""
                ))
                .entity(job.entity.name())
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
            );
        }
    }
}
