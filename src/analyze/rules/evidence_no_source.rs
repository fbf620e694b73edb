//! A study that does not say where or when it was published.
//!
//! A number without a source is told on and on until nobody can check it, and a number without a date
//! is always new. Concepts B11 and C17.
//!
//! Bad:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! population: Detractors of the relationship survey
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! population: Detractors of the relationship survey
//! source: Own measurement, retail bank
//! date: 2026-06-30
//! ```
//!
//! How to fix it: add `source` and `date`. When it is your own, say so: "own measurement, retail bank".
//!
//! # es
//! Un estudio que no dice dónde o cuándo se publicó.
//!
//! Una cifra sin fuente se repite hasta que nadie puede comprobarla, y una cifra sin fecha siempre
//! parece nueva. Conceptos B11 y C17.
//!
//! Mal:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! population: Detractors of the relationship survey
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: study
//! id: recovery-study
//! population: Detractors of the relationship survey
//! source: Own measurement, retail bank
//! date: 2026-06-30
//! ```
//!
//! Cómo corregirlo: agrega `source` y `date`. Si es tuyo, dilo: «medición propia, banca de personas».

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::study::Study;

rule! { evidence_no_source Statistics Warning each Study }

fn check(study: Of<'_, Study>, _: &Context<'_>, out: &mut Findings) {
    let lacks: Vec<&str> = [("source", study.it.source.is_absent()), ("date", study.it.date.is_absent())]
        .into_iter()
        .filter_map(|(key, absent)| absent.then_some(key))
        .collect();
    let message = match lacks[..] {
        [] => return,
        ["source"] => say!(en: "it does not say where it was published", es: "no dice dónde se publicó"),
        ["date"] => say!(en: "it does not say when it was published", es: "no dice cuándo se publicó"),
        _ => say!(en: "it says neither where nor when it was published", es: "no dice ni dónde ni cuándo se publicó"),
    };
    let keys = lacks.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
    let (en, es) = (keys.join(" and "), keys.join(" y "));
    out.push(
        RULE.finding(study.entity.head(), message)
            .help(say!(en: "add {en}, so that anybody can look it up", es: "agrega {es}, para que cualquiera pueda comprobarlo")),
    );
}
