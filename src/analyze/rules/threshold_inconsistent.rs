//! A target that lies in the worst band.
//!
//! Bands say what is good and the target says what to reach. When the target lies in `alert`, a team
//! that reaches it is told to celebrate and to worry on the same page.
//!
//! Source: a case from the field: an indicator that turned red on another value than its band.
//!
//! Bad:
//!
//! ```yaml
//! direction: up
//! target: { value: 33 points, by: 2027-06-30 }
//! bands: [{ name: alert, below: 35 points }, { name: healthy, from: 35 points }]
//! ```
//!
//! Good:
//!
//! ```yaml
//! direction: up
//! target: { value: 38 points, by: 2027-06-30 }
//! bands: [{ name: alert, below: 35 points }, { name: healthy, from: 35 points }]
//! ```
//!
//! How to fix it: move the target into a better band, or the edge of the band to the target. A target
//! for an age (`at_age`) is a stage on the way and is left alone.
//!
//! # es
//! Una meta que está en la peor banda.
//!
//! Las bandas dicen qué es bueno y la meta dice qué alcanzar. Si la meta cae en `alert`, a un equipo
//! que la alcanza se le dice en la misma página que celebre y que se preocupe.
//!
//! Fuente: un caso real: un indicador que se ponía rojo en otro valor que su banda.
//!
//! Mal:
//!
//! ```yaml
//! direction: up
//! target: { value: 33 points, by: 2027-06-30 }
//! bands: [{ name: alert, below: 35 points }, { name: healthy, from: 35 points }]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! direction: up
//! target: { value: 38 points, by: 2027-06-30 }
//! bands: [{ name: alert, below: 35 points }, { name: healthy, from: 35 points }]
//! ```
//!
//! Cómo corregirlo: mueve la meta a una banda mejor, o el límite de la banda a la meta. Una meta para
//! cierta edad (`at_age`) es una etapa del camino y se deja en paz.

use crate::analyze::measure::bands::{Bands, number};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::metric::{Direction, Metric};
use crate::model::scalar::Scalar;
use crate::resolve::names::metrics;

rule! { threshold_inconsistent Suspicious Warning each Metric }

fn check(metric: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    let library = metrics::library_kpi(metric.it).map(|kpi| kpi.direction.as_str());
    let up = match (metric.it.direction.value(), library) {
        (Some(Direction::Up), _) | (None, Some("up")) => true,
        (Some(Direction::Down), _) | (None, Some("down")) => false,
        _ => return,
    };
    let Some(bands) = Bands::of(context.program, metric) else { return };
    // The best band is the one that is open on the good side, the worst the one on the bad side.
    let best = bands.bands.iter().find(|band| if up { band.high.is_none() } else { band.low.is_none() });
    let worst = bands.bands.iter().find(|band| if up { band.low.is_none() } else { band.high.is_none() });
    let (Some(best), Some(worst)) = (best, worst) else { return };
    let for_all = metric.it.target.items().filter(|target| target.r#for.is_absent() && target.at_age.is_absent());
    for target in for_all {
        let Some((at, level)) = target.value.spanned() else { continue };
        let Some(value) = number(context.program, metric, level) else { continue };
        let band = bands.band_of(value).filter(|band| band.name == worst.name && worst.name != best.name);
        let Some(band) = band else { continue };
        let (level, own, best) = (level.spell(), &band.name, &best.name);
        out.push(
            RULE.finding(
                metric.place(at),
                say!(en: "the target `{level}` lies in `{own}`: whoever reaches it is as far from `{best}` as can be", es: "la meta `{level}` está en `{own}`: quien la alcanza está lo más lejos posible de `{best}`"),
            )
            .related(metric.place(metric.it.bands.span()), say!(en: "the bands", es: "las bandas"))
            .help(say!(en: "move the target into `{best}`, or the edge of `{best}` to the target", es: "mueve la meta a `{best}`, o el límite de `{best}` a la meta")),
        );
    }
}
