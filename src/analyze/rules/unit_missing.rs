//! A computed KPI that does not say what it is counted in.
//!
//! Days, money or a share: a mean and a formula do not tell by themselves, and two numbers of
//! different units end in one chart. Concept D21.
//!
//! Bad:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! value: days(opened_on, solved_on)
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! value: days(opened_on, solved_on)
//! unit: number
//! ```
//!
//! How to fix it: write `unit`: `points`, `share`, `number`, `money`, `money-per-time` or `duration`.
//! The families nps, csat, ces, rate, count and health have theirs, and so have KPIs of the library.
//!
//! # es
//! Un KPI calculado que no dice en qué se cuenta.
//!
//! Días, dinero o porcentaje: un promedio y una fórmula no lo dicen solos, y dos números de unidades
//! distintas terminan en una misma gráfica. Concepto D21.
//!
//! Mal:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! value: days(opened_on, solved_on)
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: metric
//! id: days-to-answer
//! family: mean
//! value: days(opened_on, solved_on)
//! unit: number
//! ```
//!
//! Cómo corregirlo: escribe `unit`: `points`, `share`, `number`, `money`, `money-per-time` o
//! `duration`. Las familias nps, csat, ces, rate, count y health tienen la suya, y los KPI de la
//! biblioteca también.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::metric::{Family, Metric};

rule! { unit_missing Suspicious Error each Metric }

fn check(it: Of<'_, Metric>, context: &Context<'_>, out: &mut Findings) {
    if it.unit.is_absent() && it.r#use.is_absent() && it.family.value().is_some_and(needs_unit) {
        out.push(
            RULE.finding(it.entity.head(), say!(en: "this KPI does not say what it is counted in", es: "este KPI no dice en qué se cuenta"))
                .help(say!(
                    en: "its family does not tell: write `unit`: `points`, `share`, `number`, `money`, `money-per-time` or `duration`",
                    es: "su familia no lo dice: escribe `unit`: `points`, `share`, `number`, `money`, `money-per-time` o `duration`"
                ))
                .guess(context.added(it.entity.head(), "unit: number"))
                .severity(context.weigh(Severity::Error, Asks::Craft)),
        );
    }
}

fn needs_unit(family: Family) -> bool {
    matches!(family, Family::Mean | Family::Sum | Family::Ratio | Family::Expression | Family::Quantile)
}
