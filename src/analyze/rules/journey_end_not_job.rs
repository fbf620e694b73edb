//! A journey that does not end with the customer's job done.
//!
//! A customer sets out to make progress in life, and the path is over when that progress is made.
//! A map that ends anywhere else, or nowhere, follows the organization and not the customer, and
//! nobody can say whether it helped. Concepts C18 and C19; Christensen, Competing Against Luck.
//!
//! Bad: the path ends with another job than the one it is about.
//!
//! ```yaml
//! job: build-a-start
//! end: { job_done: get-a-card }
//! ```
//!
//! Good:
//!
//! ```yaml
//! job: build-a-start
//! end: { job_done: build-a-start }
//! ```
//!
//! How to fix it: name the job of the archetype in `job` and in `end.job_done`. If there is none
//! yet, write it: what the customer wants to achieve, and how they know that they got there.
//!
//! # es
//! Un recorrido que no termina con el trabajo del cliente hecho.
//!
//! El cliente se pone en camino para avanzar en su vida, y el camino acaba cuando ese avance está
//! hecho. Un mapa que termina en otro lugar, o en ninguno, sigue a la organización y no al cliente,
//! y nadie puede decir si ayudó. Conceptos C18 y C19; Christensen, Competing Against Luck.
//!
//! Mal: el camino termina con un trabajo distinto del que trata.
//!
//! ```yaml
//! job: build-a-start
//! end: { job_done: get-a-card }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! job: build-a-start
//! end: { job_done: build-a-start }
//! ```
//!
//! Cómo corregirlo: nombra el trabajo del arquetipo en `job` y en `end.job_done`. Si todavía no
//! existe, escríbelo: lo que el cliente quiere lograr y cómo sabe que llegó.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::journey::Journey;

rule! { journey_end_not_job CustomerCentricity Error each Journey }

fn check(journey: Of<'_, Journey>, context: &Context<'_>, out: &mut Findings) {
    let severity = context.weigh(Severity::Error, Asks::Craft);
    if journey.end.is_bad() {
        return;
    }
    let end = journey.end.spanned();
    let told_where_it_stops = end.is_some_and(|(_, end)| !end.stops_at.is_absent());
    let Some((at, done)) = end.and_then(|(_, end)| end.job_done.spanned()) else {
        let bad = end.is_some_and(|(_, end)| end.job_done.is_bad());
        if !bad && !told_where_it_stops {
            let at = end.map_or(journey.entity.head(), |(_, end)| journey.place(end.at));
            out.push(
                RULE.finding(
                    at,
                    say!(en: "this journey does not say which job is done at its end", es: "este recorrido no dice qué trabajo del cliente queda hecho al final"),
                )
                .help(say!(
                    en: "a path is over when the customer got where they wanted; write `end: {{ job_done: … }}` with the job of its archetype";
                    es: "un camino acaba cuando el cliente llegó a donde quería; escribe `end: {{ job_done: … }}` con el trabajo de su arquetipo"
                ))
                .severity(severity),
            );
        }
        return;
    };
    let Some((own_at, own)) = journey.job.spanned() else { return };
    let (about, ends) = (context.program.target(journey.index, own_at), context.program.target(journey.index, at));
    if about.is_some() && ends.is_some() && about != ends {
        let (done, own) = (done.path.to_string(), own.path.to_string());
        out.push(
            RULE.finding(
                journey.place(at),
                say!(en: "this journey is about `{own}` and ends with `{done}`", es: "este recorrido trata de `{own}` y termina con `{done}`"),
            )
            .help(say!(
                en: "a path ends with the progress it is about: name one job in both places, or draw two journeys",
                es: "un camino termina con el avance del que trata: nombra un mismo trabajo en ambos lugares o dibuja dos recorridos"
            ))
            .related(journey.place(own_at), say!(en: "what it is about", es: "de lo que trata"))
            .severity(severity),
        );
    }
}
