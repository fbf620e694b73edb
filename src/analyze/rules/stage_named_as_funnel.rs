//! A stage of a journey that is called after the sales funnel.
//!
//! "Awareness, consideration, conversion" is the path of a lead through our reports. Nobody wakes up in
//! the consideration phase. The name of a stage decides what a team looks for in it. Concepts C14 and
//! E14. Words such as "purchase" are spoken of only beside others of the funnel, and your own go into a
//! glossary with `vocabulary: funnel`.
//!
//! Bad:
//!
//! ```yaml
//! stages:
//!   - { id: one, title: Awareness }
//!   - { id: two, title: Conversion }
//! ```
//!
//! Good:
//!
//! ```yaml
//! stages:
//!   - { id: one, title: I notice that the roof leaks }
//!   - { id: two, title: It is mended before the rain }
//! ```
//!
//! How to fix it: name the stage after what the person is going through: "I notice that the roof
//! leaks", "My first week on my own".
//!
//! # es
//! Una etapa de un recorrido que se llama como el embudo de ventas.
//!
//! "Atracción, consideración, conversión" es el camino de un prospecto por nuestros reportes. Nadie
//! despierta en la fase de consideración. El nombre de una etapa decide qué busca en ella un equipo.
//! Conceptos C14 y E14. De palabras como "compra" solo se habla cuando están junto a otras del embudo;
//! las tuyas van en un glosario con `vocabulary: funnel`.
//!
//! Mal:
//!
//! ```yaml
//! stages:
//!   - { id: one, title: Captación }
//!   - { id: two, title: Conversión }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! stages:
//!   - { id: one, title: Me doy cuenta de que gotea el techo }
//!   - { id: two, title: Queda arreglado antes de la lluvia }
//! ```
//!
//! Cómo corregirlo: nombra la etapa por lo que vive la persona: "Me doy cuenta de que gotea el techo",
//! "Mi primera semana sin ayuda".

use crate::analyze::words::{Plain, Theme, is_filler, language, listen};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::{EntityIndex, Of};
use crate::model::journey::Journey;
use crate::model::journey::stage::Stage;
use crate::source::Span;
use std::collections::HashSet;

rule! { stage_named_as_funnel CustomerCentricity Warning everything }

/// How much of a name is of the funnel.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum OfFunnel {
    Nothing,
    /// All of it, but it might be somebody's own word.
    Perhaps,
    Surely,
}

fn check(context: &Context<'_>, out: &mut Findings) {
    // Words that the program itself watches.
    let own: HashSet<(EntityIndex, Span)> = context
        .heard_once(Theme::Funnel)
        .filter(|said| said.term.is_some() && said.site.top() == "stages")
        .map(|said| (said.site.from, said.site.at))
        .collect();
    for journey in context.in_use::<Journey>() {
        out.about(journey.entity);
        look(journey, &own, context, out);
    }
}

fn look(
    journey: Of<'_, Journey>,
    own: &HashSet<(EntityIndex, Span)>,
    context: &Context<'_>,
    out: &mut Findings,
) {
    let first = context.program.first_language();
    let stages: Vec<(Span, String, OfFunnel)> = journey
        .stages
        .items()
        .filter_map(|stage| {
            let (at, name, judged) = judge(stage, first)?;
            let watched = own.contains(&(journey.index, at)) && name.split_whitespace().count() <= 3;
            Some((at, name, if watched { OfFunnel::Surely } else { judged }))
        })
        .collect();
    if !stages.iter().any(|(.., judged)| *judged == OfFunnel::Surely) {
        return;
    }
    for (at, name, _) in stages.iter().filter(|(.., judged)| *judged != OfFunnel::Nothing) {
        out.push(
            RULE.finding(
                journey.place(*at),
                say!(en: "the stage \"{name}\" is a step of our funnel, not of a person's path", es: "la etapa \"{name}\" es un paso de nuestro embudo, no del camino de una persona"),
            )
            .help(say!(
                en: "name it after what the person is going through there, as they would say it",
                es: "nómbrala por lo que la persona vive ahí, como lo diría ella"
            ))
            .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}

/// The name that people read, where it stands, and how much of it is of the funnel.
fn judge(stage: &Stage, first: &str) -> Option<(Span, String, OfFunnel)> {
    if let Some((at, title)) = stage.common.title.spanned() {
        let readings = title.readings();
        let (judged, words) = readings
            .map(|reading| (of_funnel(language(reading, first), reading.words), reading.words))
            .max_by_key(|(judged, _)| *judged)?;
        return Some((at, words.to_string(), judged));
    }
    let (at, id) = stage.id.spanned()?;
    let judged = ["en", "es"].into_iter().map(|language| of_funnel(language, id.as_str())).max()?;
    Some((at, id.to_string(), judged))
}

/// A name is of the funnel when nothing else is in it.
fn of_funnel(language: &str, name: &str) -> OfFunnel {
    let plain = Plain::of(name);
    let heard = listen(language, &plain);
    let of = |theme: Theme| heard.iter().filter(move |found| found.means == theme);
    let covered = |word: usize| {
        of(Theme::Funnel).chain(of(Theme::FunnelInCompany)).any(|found| found.tokens.contains(&word))
    };
    let all = (0..plain.tokens.len()).all(|word| covered(word) || is_filler(language, plain.word(word)));
    match (all && !heard.is_empty(), of(Theme::Funnel).next().is_some()) {
        (true, true) => OfFunnel::Surely,
        // Two words of the funnel are company enough.
        (true, false) if of(Theme::FunnelInCompany).nth(1).is_some() => OfFunnel::Surely,
        (true, false) if of(Theme::FunnelInCompany).next().is_some() => OfFunnel::Perhaps,
        _ => OfFunnel::Nothing,
    }
}
