//! Two bands of one name side by side, or at both ends of a scale that runs one way.
//!
//! A playbook that starts in `alert` starts in both, and a report that says `alert` does not say
//! which. On a metric that is to stay near a value, `alert` may stand below and above; on one that is
//! better the higher, or the lower, it may not.
//!
//! Source: the definition of bands: triggers and charts call a band by its name alone.
//!
//! Bad:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 800 MXN }
//!   - { name: alert, from: 800 MXN, below: 1200 MXN }
//!   - { name: healthy, from: 1200 MXN }
//! ```
//!
//! Good:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 800 MXN }
//!   - { name: watch, from: 800 MXN, below: 1200 MXN }
//!   - { name: healthy, from: 1200 MXN }
//! ```
//!
//! How to fix it: give one of them the name that was meant, or make one band of the two.
//!
//! # es
//! Dos bandas con el mismo nombre, una junto a otra o en los dos extremos de una escala que va en un
//! solo sentido.
//!
//! Un playbook que empieza en `alert` empieza en las dos, y un reporte que dice `alert` no dice cuál.
//! En una métrica que debe quedarse cerca de un valor, `alert` puede estar abajo y arriba; en una que
//! es mejor cuanto más alta, o más baja, no.
//!
//! Fuente: la definición de las bandas: disparadores y gráficas llaman a una banda solo por su nombre.
//!
//! Mal:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 800 MXN }
//!   - { name: alert, from: 800 MXN, below: 1200 MXN }
//!   - { name: healthy, from: 1200 MXN }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! bands:
//!   - { name: alert, below: 800 MXN }
//!   - { name: watch, from: 800 MXN, below: 1200 MXN }
//!   - { name: healthy, from: 1200 MXN }
//! ```
//!
//! Cómo corregirlo: ponle a una el nombre que querías, o haz una sola banda de las dos.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::field::{Field, List};
use crate::model::id::Id;
use crate::model::metric::{Band, Direction, Metric};
use crate::source::Span;

rule! { band_named_twice Statistics Error each Metric }

fn check(metric: Of<'_, Metric>, _: &Context<'_>, out: &mut Findings) {
    let conditional = metric.bands_by.items().map(|entry| &entry.bands);
    for bands in std::iter::once(&metric.bands).chain(conditional) {
        of_list(bands, metric, out);
    }
}

fn of_list(bands: &Field<List<Band>>, metric: Of<'_, Metric>, out: &mut Findings) {
    let one_way = matches!(metric.direction.value(), Some(Direction::Up | Direction::Down));
    let named: Vec<(Span, Id)> =
        bands.items().filter_map(|band| band.name.spanned()).map(|(at, name)| (at, *name)).collect();
    for (place, (at, name)) in named.iter().enumerate() {
        let Some(before) = named[..place].iter().rposition(|(_, other)| other == name) else { continue };
        if !one_way && before + 1 != place {
            continue;
        }
        out.push(
            RULE.finding(
                metric.place(*at),
                say!(en: "two bands are called `{name}`", es: "dos bandas se llaman `{name}`"),
            )
            .help(say!(
                en: "whoever acts on `{name}` cannot tell them apart: give this one the name that was meant, or make one band of the two",
                es: "quien actúa según `{name}` no las distingue: ponle a esta el nombre que querías, o haz una sola banda de las dos"
            ))
            .related(metric.place(named[before].0), say!(en: "the other one", es: "la otra")),
        );
    }
}
