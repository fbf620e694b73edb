//! Two metrics that say the same KPI with bands of the same name that end elsewhere.
//!
//! The same value is then healthy on one page and on alert on the other, and a playbook starts or does
//! not, depending on which of the two it names.
//!
//! Source: a case from the field: two files of one program gave one KPI different bands.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: nps-of-the-board
//! restates: relationship-nps
//! bands: [{ name: alert, below: 10 points }, { name: healthy, from: 10 points }]   # 20 points in relationship-nps
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: nps-of-the-board
//! restates: relationship-nps
//! bands: [{ name: alert, below: 20 points }, { name: healthy, from: 20 points }]
//! ```
//!
//! How to fix it: let both have the same ends, or keep the bands in one place. If they are two KPIs,
//! their formulas have to show it.
//!
//! # es
//! Dos métricas que dicen el mismo KPI con bandas del mismo nombre y otros extremos.
//!
//! El mismo valor está entonces sano en una página y en alerta en la otra, y un playbook empieza o no
//! según a cuál de las dos nombre.
//!
//! Fuente: un caso real: dos archivos de un programa daban bandas distintas a un mismo indicador.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: nps-of-the-board
//! restates: relationship-nps
//! bands: [{ name: alert, below: 10 points }, { name: healthy, from: 10 points }]   # 20 points in relationship-nps
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: nps-of-the-board
//! restates: relationship-nps
//! bands: [{ name: alert, below: 20 points }, { name: healthy, from: 20 points }]
//! ```
//!
//! Cómo corregirlo: pon los mismos extremos en ambas, o deja las bandas en un solo lugar. Si son dos
//! KPI, sus fórmulas deben mostrarlo.

use crate::analyze::definitions::said_twice;
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::metric::Band;
use crate::model::scalar::Scalar;

rule! { band_conflict Suspicious Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for (first, second) in said_twice(context) {
        for band in second.it.bands.items() {
            let Some((at, name)) = band.name.spanned() else { continue };
            let other = first.it.bands.items().find(|other| other.name.get() == Some(name));
            let Some(other) = other.filter(|other| !is_unread(band) && !is_unread(other)) else { continue };
            if ends(band) == ends(other) {
                continue;
            }
            let (own, others, first_id) = (ends(band), ends(other), first.id());
            out.about(second.entity);
            out.push(
                RULE.finding(
                    second.place(at),
                    say!(en: "`{name}` is {own} here and {others} in `{first_id}`, which is the same KPI", es: "`{name}` es {own} aquí y {others} en `{first_id}`, que es el mismo KPI"),
                )
                .related(first.place(other.name.span()), say!(en: "the other band", es: "la otra banda"))
                .help(say!(en: "give both the same ends, or keep the bands in one place", es: "da a ambas los mismos extremos, o deja las bandas en un solo lugar")),
            );
        }
    }
}

fn is_unread(band: &Band) -> bool {
    [&band.from, &band.above, &band.up_to, &band.below].into_iter().any(|end| end.is_bad())
}

/// The ends as they are written: `from: 20 points, below: 35 points`.
fn ends(band: &Band) -> String {
    let ends = [("from", &band.from), ("above", &band.above), ("up_to", &band.up_to), ("below", &band.below)];
    let ends = ends.into_iter().filter_map(|(key, end)| Some(format!("{key}: {}", end.get()?.spell())));
    let ends = ends.collect::<Vec<_>>().join(", ");
    if ends.is_empty() { "…".to_owned() } else { format!("`{ends}`") }
}
