//! Bands of which two cover the same value.
//!
//! The same customer is then in alert and healthy at once: the playbook starts for one reader of the
//! number and not for another. Each value belongs to one band.
//!
//! Source: a case from the field: thresholds that gave one value two bands.
//!
//! Bad:
//!
//! ```yaml
//! bands:
//!   - { name: alert, up_to: 20 points }
//!   - { name: healthy, from: 20 points }
//! ```
//!
//! Good:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 20 points }
//!   - { name: healthy, from: 20 points }
//! ```
//!
//! How to fix it: decide to which band the value belongs, and write `below` instead of `up_to`, or
//! `above` instead of `from`, in the other one.
//!
//! # es
//! Bandas de las que dos cubren el mismo valor.
//!
//! El mismo cliente está entonces en alerta y sano a la vez: el playbook empieza para quien lee el
//! número de un modo y no para quien lo lee de otro. Cada valor pertenece a una sola banda.
//!
//! Fuente: un caso real: umbrales que daban dos bandas a un mismo valor.
//!
//! Mal:
//!
//! ```yaml
//! bands:
//!   - { name: alert, up_to: 20 points }
//!   - { name: healthy, from: 20 points }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 20 points }
//!   - { name: healthy, from: 20 points }
//! ```
//!
//! Cómo corregirlo: decide a qué banda pertenece el valor, y escribe en la otra `below` en vez de
//! `up_to`, o `above` en vez de `from`.

use crate::analyze::bands::{Fault, faults_of};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { band_overlap Statistics Error each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    for (bands, fault) in faults_of(metric, context) {
        let Fault::Overlap { first, second, from, to } = fault else { continue };
        let (one, other) = (first.name, second.name);
        let values = match (from.as_str(), to.as_str()) {
            (from, to) if from == to && !from.is_empty() => Say::same(format!("`{from}`")),
            ("", _) | (_, "") => say!(en: "some values", es: "algunos valores"),
            (from, to) => say!(en: "the values from `{from}` to `{to}`", es: "los valores de `{from}` a `{to}`"),
        };
        let (en, es) = (values.en, values.es);
        let band = bands.iter().find(|band| band.name.span() == second.at && from == to);
        let low = band.and_then(|band| band.from.spanned());
        let edits = low.map(|(at, _)| context.rekeyed(metric.place(at), "above")).unwrap_or_default();
        out.push(
            RULE.finding(
                metric.place(second.at),
                say!(en: "`{one}` and `{other}` both cover {en}"; es: "`{one}` y `{other}` cubren {es}"),
            )
            .help(say!(
                en: "each value belongs to one band: write `below` instead of `up_to`, or `above` instead of `from`, in one of them",
                es: "cada valor pertenece a una sola banda: escribe en una `below` en vez de `up_to`, o `above` en vez de `from`"
            ))
            .guess(edits)
            .related(metric.place(first.at), say!(en: "the other one", es: "la otra")),
        );
    }
}
