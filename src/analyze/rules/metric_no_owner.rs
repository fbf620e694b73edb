//! A KPI that nobody answers for.
//!
//! A number without a person is looked at and discussed, and nothing happens. Somebody has to explain
//! it and to say what is done. Concept A28.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! owner: cx-lead
//! family: nps
//! ```
//!
//! How to fix it: name the role under `owner`. It answers for the number being right and for what
//! follows from it, not for its being high.
//!
//! # es
//! Un KPI por el que nadie responde.
//!
//! Un número sin persona se mira y se comenta, y no pasa nada. Alguien tiene que explicarlo y decir
//! qué se hace. Concepto A28.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! family: nps
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: relationship-nps
//! owner: cx-lead
//! family: nps
//! ```
//!
//! Cómo corregirlo: nombra el rol en `owner`. Responde por que el número sea correcto y por lo que
//! sigue de él, no por que sea alto.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::Metric;

rule! { metric_no_owner Suspicious Warning each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.common.owner.is_absent() {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "nobody answers for this KPI", es: "nadie responde por este KPI"))
                .help(say!(
                    en: "a number without a person is discussed and nothing happens: name the role under `owner`",
                    es: "un número sin persona se comenta y no pasa nada: nombra el rol en `owner`"
                ))
                .guess(context.with_usual_role(it.entity.head(), "owner"))
                .severity(context.weigh(Severity::Warning, Asks::Craft)),
        );
    }
}
