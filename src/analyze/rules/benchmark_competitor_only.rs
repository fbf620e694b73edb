//! A metric that is compared with competitors and with nobody else.
//!
//! Customers do not compare you with your sector: they compare you with the best they have met
//! anywhere. Whoever only keeps up with competitors is late together with them. Concepts E01 and E04.
//!
//! Bad:
//!
//! ```yaml
//! benchmarks:
//!   - { reference: competitor, who: The big bank, value: 41 points }
//! ```
//!
//! Good:
//!
//! ```yaml
//! benchmarks:
//!   - { reference: competitor, who: The big bank, value: 41 points }
//!   - { reference: best-anywhere, who: The parcel app that says where the driver is }
//! ```
//!
//! How to fix it: add what customers themselves call good (`reference: customer`) or the best anywhere
//! (`reference: best-anywhere`); the competitor may stay beside it.
//!
//! # es
//! Una métrica que se compara con competidores y con nadie más.
//!
//! El cliente no te compara con tu sector: te compara con lo mejor que ha encontrado en cualquier
//! parte. Quien solo sigue el paso de la competencia llega tarde junto con ella. Conceptos E01 y E04.
//!
//! Mal:
//!
//! ```yaml
//! benchmarks:
//!   - { reference: competitor, who: The big bank, value: 41 points }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! benchmarks:
//!   - { reference: competitor, who: The big bank, value: 41 points }
//!   - { reference: best-anywhere, who: The parcel app that says where the driver is }
//! ```
//!
//! Cómo corregirlo: agrega lo que el propio cliente llama bueno (`reference: customer`) o lo mejor de
//! cualquier parte (`reference: best-anywhere`); el competidor puede quedarse al lado.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{BenchmarkReference, Metric};

rule! { benchmark_competitor_only CustomerCentricity Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let Some((at, benchmarks)) = metric.it.benchmarks.spanned() else { return };
    let of_rivals = benchmarks
        .fields()
        .iter()
        .all(|it| it.get().and_then(|it| it.reference.value()) == Some(BenchmarkReference::Competitor));
    if benchmarks.is_empty() || !of_rivals {
        return;
    }
    out.push(
        RULE.finding(
            metric.place(at),
            say!(en: "this metric is compared with competitors and with nobody else", es: "esta métrica se compara con competidores y con nadie más"),
        )
        .help(say!(
            en: "customers compare you with the best they met anywhere: add `reference: best-anywhere` or `reference: customer`",
            es: "el cliente te compara con lo mejor que encontró en cualquier parte: agrega `reference: best-anywhere` o `reference: customer`"
        ))
        .severity(context.weigh(Severity::Warning, Asks::Strategy)),
    );
}
