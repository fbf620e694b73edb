//! A metric that is called by the name of another one.
//!
//! Promoters and detractors are groups of an NPS; a share of people who would recommend is no NPS, and
//! a score of satisfaction has no promoters. Whoever reads the wrong word compares the number with
//! numbers of another kind.
//!
//! Bad:
//!
//! ```yaml
//! id: service-nps
//! title: { en: NPS of the service, es: NPS del servicio }
//! family: csat
//! ```
//!
//! Good:
//!
//! ```yaml
//! id: service-satisfaction
//! title: { en: Satisfaction with the service, es: Satisfacción con el servicio }
//! family: csat
//! ```
//!
//! How to fix it: call it what it is computed as, or compute what it is called.
//!
//! # es
//! Una métrica que lleva el nombre de otra.
//!
//! Promotores y detractores son grupos de un NPS; la parte de personas que recomendaría no es un NPS, y
//! una calificación de satisfacción no tiene promotores. Quien lee la palabra equivocada compara el
//! número con números de otra clase.
//!
//! Mal:
//!
//! ```yaml
//! id: service-nps
//! title: { en: NPS of the service, es: NPS del servicio }
//! family: csat
//! ```
//!
//! Bien:
//!
//! ```yaml
//! id: service-satisfaction
//! title: { en: Satisfaction with the service, es: Satisfacción con el servicio }
//! family: csat
//! ```
//!
//! Cómo corregirlo: llámala por lo que se calcula, o calcula lo que dice su nombre.

use crate::analyze::mentions;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::field::Field;
use crate::model::metric::{Family, Metric};
use crate::model::text::Text;
use crate::model::Of;
use crate::resolve::names::metrics;
use crate::source::Span;

rule! { metric_vocab_mismatch Suspicious Warning each Metric }

const NPS: &[&str] = &["nps", "net promoter"];
const GROUPS: &[&str] = &[
    "promoter", "promoters", "detractor", "detractors", "promotor", "promotores", "promotora", "promotoras",
    "detractora", "detractores", "detractoras",
];
const CSAT: &[&str] = &["csat", "top-box", "top box"];

fn check(metric: Of<'_, Metric>, _: &Context<'_>, out: &mut Findings) {
    let Some(family) = metrics::family(metric.it) else { return };
    let words: &[&str] = match family {
        Family::Csat | Family::Ces | Family::Mean | Family::Quantile => NPS,
        Family::Nps => CSAT,
        _ => return, // a rate may count promoters, and arithmetic may be over an NPS
    };
    let common = metric.entity.common();
    let id = metric.id().as_str().replace('-', " ");
    let named = mentions::first(&id, words).map(|word| (metric.entity.at, word));
    let found = named.or_else(|| in_text(&common.title, words)).or_else(|| {
        let groups = matches!(family, Family::Csat | Family::Ces).then_some(GROUPS)?;
        let base = metric.it.base.get().and_then(|base| in_text(&base.text, groups));
        in_text(&common.title, groups).or_else(|| in_text(&common.description, groups)).or(base)
    });
    let Some((at, word)) = found else { return };
    let family = family.word();
    out.push(
        RULE.finding(
            metric.place(at),
            say!(en: "it speaks of \"{word}\" and is computed as `{family}`", es: "habla de «{word}» y se calcula como `{family}`"),
        )
        .help(say!(en: "call it what it is, or compute it as what it is called: the two numbers cannot be compared", es: "llámala por lo que es, o calcúlala como dice su nombre: los dos números no se pueden comparar")),
    );
}

fn in_text(text: &Field<Text>, words: &[&'static str]) -> Option<(Span, &'static str)> {
    let readings = text.get()?.readings();
    readings.iter().find_map(|reading| Some((reading.span, mentions::first(&reading.words, words)?)))
}
