//! A score on another scale than the one it is defined on.
//!
//! An NPS is asked from 0 to 10: on 1 to 10 or on five points, other answers are promoters, and the
//! number cannot be compared with any other, nor with its own past. Effort is asked so that the high
//! end is easy; turned around, every improvement reads as a loss. Reichheld (2003); CEB, Customer
//! Effort Score 2.0 (2013).
//!
//! Bad:
//!
//! ```yaml
//! family: nps
//! question: relationship-survey/recommend   # scale: { points: 1..10 }
//! ```
//!
//! Good:
//!
//! ```yaml
//! family: nps
//! question: relationship-survey/recommend   # use: nps
//! ```
//!
//! How to fix it: use the built-in item (`use: nps`, `use: ces`), or call the number a `csat` of its
//! own scale.
//!
//! # es
//! Una calificación en otra escala que la de su definición.
//!
//! Un NPS se pregunta de 0 a 10: de 1 a 10 o en cinco puntos, los promotores son otros y el número no
//! se compara con ningún otro, ni con su propio pasado. El esfuerzo se pregunta de modo que el extremo
//! alto sea fácil; al revés, cada mejora parece una pérdida. Reichheld (2003); CEB, Customer Effort
//! Score 2.0 (2013).
//!
//! Mal:
//!
//! ```yaml
//! family: nps
//! question: relationship-survey/recommend   # scale: { points: 1..10 }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! family: nps
//! question: relationship-survey/recommend   # use: nps
//! ```
//!
//! Cómo corregirlo: usa la pregunta incluida (`use: nps`, `use: ces`), o llama al número un `csat` con
//! su propia escala.

use crate::analyze::bands::{question_of, question_scale};
use crate::analyze::words::Plain;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Family, Metric, Score};
use crate::model::question::SurveyQuestion;
use crate::resolve::names::metrics;

rule! { scale_not_canonical Statistics Error each Metric }

/// Words for the easy and for the hard end of a scale.
const EASY: &[&str] = &["easy", "very easy", "no effort", "agree", "fácil", "sin esfuerzo", "de acuerdo"];
const HARD: &[&str] = &["difficult", "hard", "much effort", "high effort", "difícil", "mucho esfuerzo", "gran esfuerzo"];
const NOT: &[&str] = &["not", "disagree", "nada", "no", "poco", "desacuerdo", "en desacuerdo"];

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((survey, question)) = question_of(metric, context) else { return };
    let Some((low, high)) = question_scale(metric, context) else { return };
    let at = metric.it.question.span();
    let (message, help) = match metric.it.family.value() {
        Some(Family::Nps) if (low, high) != (0, 10) => (
            say!(en: "an NPS is defined on 0..10, and this is asked on {low}..{high}", es: "un NPS se define en 0..10, y esto se pregunta en {low}..{high}"),
            say!(en: "use the built-in item (`use: nps`), or make it `family: csat`", es: "usa la pregunta incluida (`use: nps`), o hazla `family: csat`"),
        ),
        Some(Family::Ces) if is_reversed(question) => (
            say!(en: "on this scale the high end is hard, so every improvement reads as a loss", es: "en esta escala el extremo alto es lo difícil, así que cada mejora se lee como una pérdida"),
            say!(en: "ask so that {high} is easy, or use the built-in item (`use: ces`)", es: "pregunta de modo que {high} sea fácil, o usa la pregunta incluida (`use: ces`)"),
        ),
        Some(Family::Ces) if metrics::score(metric.it) == Score::Mean && (low, high) != (1, 7) => (
            say!(en: "an effort score is the mean on 1..7, and this is asked on {low}..{high}", es: "una calificación de esfuerzo es el promedio en 1..7, y esto se pregunta en {low}..{high}"),
            say!(en: "use the built-in item (`use: ces`), or count the best boxes with `score: top-box`", es: "usa la pregunta incluida (`use: ces`), o cuenta las mejores opciones con `score: top-box`"),
        ),
        _ => return,
    };
    out.push(
        RULE.finding(metric.place(at), message)
            .related(survey.place(question.id.span()), say!(en: "the question", es: "la pregunta"))
            .help(help),
    );
}

/// Whether the low end of an own scale is the easy one.
fn is_reversed(question: &SurveyQuestion) -> bool {
    let Some(scale) = question.scale.get() else { return false };
    let (Some(low), Some(high)) = (scale.low.get(), scale.high.get()) else { return false };
    let says = |text: &crate::model::text::Text, words: &[&str]| {
        text.readings().any(|reading| {
            let plain = Plain::of(reading.words);
            plain.first(words).is_some() && plain.first(NOT).is_none()
        })
    };
    says(low, EASY) && says(high, HARD)
}
