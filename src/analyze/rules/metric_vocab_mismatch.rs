//! A metric that speaks of itself in the words of another score.
//!
//! Promoters and detractors belong to the recommendation question; a satisfaction score has none. A
//! share of people who would recommend is no NPS, and an NPS has no per cent sign: it is a difference
//! of shares, in points. Readers compare what has the same name.
//!
//! Source: promoters and detractors are those of the Net Promoter Score (Reichheld, “The One Number
//! You Need to Grow”, 2003).
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: branch-satisfaction
//! family: csat
//! base: { text: Promoters among visitors }
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: branch-satisfaction
//! family: csat
//! base: { text: Everybody who visited a branch }
//! ```
//!
//! How to fix it: call it by its own name, or compute what the name says.
//!
//! # es
//! Una métrica que habla de sí misma con las palabras de otra calificación.
//!
//! Los promotores y detractores son de la pregunta de recomendación; una calificación de satisfacción
//! no los tiene. La parte de gente que recomendaría no es un NPS, y un NPS no lleva signo de
//! porcentaje: es una diferencia de porcentajes, en puntos. Quien lee compara lo que se llama igual.
//!
//! Fuente: promotores y detractores son los del Net Promoter Score (Reichheld, «The One Number You
//! Need to Grow», 2003).
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: branch-satisfaction
//! family: csat
//! base: { text: Promotores entre quienes visitaron }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: branch-satisfaction
//! family: csat
//! base: { text: Todos los que visitaron una sucursal }
//! ```
//!
//! Cómo corregirlo: llámala por su nombre, o calcula lo que el nombre dice.

use crate::analyze::words::{Plain, Theme, language, listen, place_of};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::Of;
use crate::model::metric::{Family, Metric};
use crate::model::text::{Reading, Text};
use crate::source::At;
use std::ops::Range;

rule! { metric_vocab_mismatch Suspicious Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some(family) = metric.it.family.value() else { return };
    let common = metric.entity.common();
    let base = metric.it.base.get().and_then(|base| base.text.get());
    for text in [common.title.get(), common.description.get(), base].into_iter().flatten() {
        if let Some((reading, words)) = foreign(text, family, context) {
            let at = place_of(context, metric.entity, reading, words.clone());
            let said = reading.words.get(words).unwrap_or(reading.words);
            tell(at, said, family, context, out);
            return;
        }
    }
    if matches!(family, Family::Csat | Family::Ces) {
        for band in metric.it.bands.items() {
            let Some((at, name)) = band.name.spanned() else { continue };
            let plain = Plain::of(name.as_str());
            let groups = ["en", "es"].into_iter().flat_map(|it| listen(it, &plain));
            if groups.into_iter().any(|found| found.means == Theme::NpsGroup) {
                tell(metric.place(at), name.as_str(), family, context, out);
            }
        }
    }
}

/// Words of another score, in the first language that has them.
fn foreign<'t>(text: &'t Text, family: Family, context: &Context<'_>) -> Option<(Reading<'t>, Range<usize>)> {
    let first = context.program.first_language();
    text.readings().find_map(|reading| {
        let plain = Plain::of(reading.words);
        let heard = listen(language(reading, first), &plain);
        let found = heard.iter().find(|found| is_foreign(found.means, found.tokens.start, family))?;
        Some((reading, plain.bytes(found.tokens.clone())))
    })
}

/// Whether a score may not speak so. Formulas and shares may speak of the scores they are made of;
/// only one that begins with the name claims it.
fn is_foreign(theme: Theme, start: usize, family: Family) -> bool {
    match (theme, family) {
        (Theme::NpsPercent, _) => true,
        (Theme::NpsName | Theme::NpsGroup, Family::Csat | Family::Ces) => true,
        (Theme::CsatName, Family::Nps | Family::Ces) => true,
        (Theme::CesName, Family::Nps | Family::Csat) => true,
        (Theme::NpsName, Family::Rate | Family::Mean) => start == 0,
        _ => false,
    }
}

fn tell(at: At, words: &str, family: Family, context: &Context<'_>, out: &mut Findings) {
    let help: Say = match family {
        Family::Nps => say!(en: "an NPS is a difference of shares, in points and without a per cent sign", es: "un NPS es una diferencia de porcentajes, en puntos y sin signo de porcentaje"),
        _ => say!(en: "call it by its own name, or compute what the name says: an NPS is the share of 9 and 10 minus the share of 0 to 6, from the recommendation question",
                  es: "llámala por su nombre, o calcula lo que el nombre dice: un NPS es la parte de 9 y 10 menos la de 0 a 6, de la pregunta de recomendación"),
    };
    let family = family.word();
    out.push(
        RULE.finding(
            at,
            say!(en: "\"{words}\" does not belong to a metric of family `{family}`", es: "\"{words}\" no corresponde a una métrica de familia `{family}`"),
        )
        .help(help)
        .severity(context.weigh(Severity::Warning, Asks::Craft)),
    );
}
