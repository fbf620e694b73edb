//! Bands that leave out values the KPI can take.
//!
//! A value that falls in no band has no color, starts no playbook and is missed. Together the bands
//! cover every value once, and the ends say whether they belong: `from` and `up_to` do, `above` and
//! `below` do not.
//!
//! Source: a case from the field: thresholds that left values without a band.
//!
//! Bad:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 20 points }
//!   - { name: watch, from: 20 points, below: 35 points }
//!   - { name: healthy, above: 35 points }
//! ```
//!
//! Good:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 20 points }
//!   - { name: watch, from: 20 points, below: 35 points }
//!   - { name: healthy, from: 35 points }
//! ```
//!
//! How to fix it: move the end of one of the two bands, or write `from` instead of `above` (`up_to`
//! instead of `below`) in one of them. If the KPI cannot take these values, write its `range`.
//!
//! # es
//! Bandas que dejan fuera valores que el KPI puede tomar.
//!
//! Un valor que no cae en ninguna banda no tiene color, no inicia ningún playbook y pasa inadvertido.
//! Juntas, las bandas cubren cada valor una vez, y los extremos dicen si pertenecen: `from` y `up_to`
//! sí, `above` y `below` no.
//!
//! Fuente: un caso real: umbrales que dejaban valores sin banda.
//!
//! Mal:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 20 points }
//!   - { name: watch, from: 20 points, below: 35 points }
//!   - { name: healthy, above: 35 points }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 20 points }
//!   - { name: watch, from: 20 points, below: 35 points }
//!   - { name: healthy, from: 35 points }
//! ```
//!
//! Cómo corregirlo: mueve el extremo de una de las dos bandas, o escribe en una `from` en vez de
//! `above` (`up_to` en vez de `below`). Si el KPI no puede tomar esos valores, escribe su `range`.

use crate::analyze::bands::{Fault, faults_of};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { band_gap Statistics Error each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    for (bands, fault) in faults_of(metric, context) {
        let Fault::Gap { after, before, from, to } = fault else { continue };
        let Some(shown) = before.as_ref().or(after.as_ref()) else { continue };
        let values = if from == to {
            Say::same(format!("`{from}`"))
        } else {
            say!(en: "the values from `{from}` to `{to}`", es: "los valores de `{from}` a `{to}`")
        };
        let (en, es) = (values.en, values.es);
        let finding = RULE
            .finding(metric.place(shown.at), say!(en: "no band covers {en}"; es: "ninguna banda cubre {es}"))
            .help(say!(
                en: "such a value has no color and starts nothing: move an end, or write `from` and `up_to`, which include it",
                es: "un valor así no tiene color y no inicia nada: mueve un extremo, o escribe `from` y `up_to`, que lo incluyen"
            ));
        let opened = before.as_ref().filter(|_| from == to && after.is_some());
        let band = opened.and_then(|it| bands.iter().find(|band| band.name.span() == it.at));
        let above = band.and_then(|band| band.above.spanned());
        let edits = above.map(|(at, _)| context.rekeyed(metric.place(at), "from")).unwrap_or_default();
        let finding = finding.guess(edits);
        out.push(match (after, before) {
            (Some(after), Some(_)) => finding.related(metric.place(after.at), say!(en: "this band ends before", es: "esta banda termina antes")),
            _ => finding,
        });
    }
}
