//! Options or points of a scale that lean to one side.
//!
//! "Excellent, very good, good, fair": three ways to praise and one to complain. Whoever is unhappy
//! finds no box, and the result looks better than the truth. It is found by the words of praise and
//! complaint: on a scale when one side has two more than the other, among options when three or more
//! praise (or complain) and none does the opposite. Questions that only some people see are left alone.
//!
//! Source: Pew Research Center, “Writing Survey Questions”.
//!
//! Bad:
//!
//! ```yaml
//! scale: { points: 1..4, labels: [Fair, Good, Very good, Excellent] }
//! ```
//!
//! Good:
//!
//! ```yaml
//! scale: { points: 1..5, labels: [Very bad, Bad, Neither good nor bad, Good, Very good] }
//! ```
//!
//! How to fix it: give as many points to one side as to the other, or write reasons of both kinds.
//!
//! # es
//! Opciones o puntos de una escala que se cargan hacia un lado.
//!
//! "Excelente, muy bueno, bueno, regular": tres maneras de elogiar y una de quejarse. Quien está
//! inconforme no encuentra casilla, y el resultado se ve mejor que la verdad. Se reconoce por las
//! palabras de elogio y de queja: en una escala, cuando un lado tiene dos más que el otro; entre
//! opciones, cuando tres o más elogian (o se quejan) y ninguna hace lo contrario. Las preguntas que
//! solo ven algunos se respetan.
//!
//! Fuente: Pew Research Center, «Writing Survey Questions».
//!
//! Mal:
//!
//! ```yaml
//! scale: { points: 1..4, labels: [Regular, Bueno, Muy bueno, Excelente] }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! scale: { points: 1..5, labels: [Muy malo, Malo, Ni bueno ni malo, Bueno, Muy bueno] }
//! ```
//!
//! Cómo corregirlo: da a un lado tantos puntos como al otro, o escribe razones de los dos tipos.

use crate::analyze::questions::{Asked, all};
use crate::analyze::words::{Plain, Theme, language, listen};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::survey::Survey;
use crate::model::text::Wording;
use crate::model::{EntityKind, Kind};
use crate::source::Span;

rule! { options_asymmetric Suspicious Warning everything }

/// From so many options of one side on, the other side is missed.
const SEVERAL: usize = 3;
/// So many points more on one side of a scale are a lean.
const LEAN: usize = 2;

fn check(context: &Context<'_>, out: &mut Findings) {
    for question in all(context) {
        if let Some(labels) = question.item.scale.get().and_then(|scale| scale.labels.spanned()) {
            let (good, bad) = count(labels.1.iter(), context);
            if good.abs_diff(bad) >= LEAN {
                tell(&question, labels.0, good, bad, context, out);
            }
        }
        let Some((at, options)) = question.item.options.spanned() else { continue };
        if is_for_some(&question) {
            continue;
        }
        let texts = options.iter().filter(|option| option.show_when.is_absent()).filter_map(|option| option.text.get());
        let (good, bad) = count(texts, context);
        if (good >= SEVERAL && bad == 0) || (bad >= SEVERAL && good == 0) {
            tell(&question, at, good, bad, context, out);
        }
    }
}

/// A question behind a condition may be for those who were pleased, or for those who were not.
fn is_for_some(question: &Asked<'_>) -> bool {
    question.entity.kind == Kind::Survey
        && Survey::of(&question.entity.body).is_some_and(|survey| {
            let own = survey.questions.items().find(|it| it.id.spanned().is_some_and(|(at, _)| at == question.at));
            own.is_some_and(|it| !it.show_when.is_absent())
        })
}

/// How many texts praise and how many complain, in the program's first language.
fn count<'t>(texts: impl Iterator<Item = &'t Wording>, context: &Context<'_>) -> (usize, usize) {
    let first = context.program.first_language();
    let (mut good, mut bad) = (0, 0);
    for text in texts {
        let Some(reading) = text.readings().next() else { continue };
        let heard = listen(language(reading, first), &Plain::of(reading.words));
        let has = |theme: Theme| heard.iter().any(|found| found.means == theme);
        match (has(Theme::Good), has(Theme::Bad)) {
            (true, false) => good += 1,
            (false, true) => bad += 1,
            _ => {}
        }
    }
    (good, bad)
}

fn tell(question: &Asked<'_>, at: Span, good: usize, bad: usize, context: &Context<'_>, out: &mut Findings) {
    out.push(
        RULE.finding(
            question.entity.place(at),
            say!(en: "{good} of these praise and {bad} complain", es: "{good} de estas elogian y {bad} se quejan"),
        )
        .help(say!(
            en: "whoever stands on the other side finds no box: give both sides the same room",
            es: "quien está del otro lado no encuentra casilla: da a los dos lados el mismo espacio"
        ))
        .entity(question.entity.name())
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
