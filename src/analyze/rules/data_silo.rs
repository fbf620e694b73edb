//! A table that feeds metrics and that nobody else may use.
//!
//! What one area knows of the customer, the others ask again. A source that feeds a metric says at
//! least who may look at it. Concept A28.
//!
//! Bad:
//!
//! ```yaml
//! kind: dataset
//! id: responses
//! table: cx.survey_responses
//! ```
//!
//! Good:
//!
//! ```yaml
//! kind: dataset
//! id: responses
//! table: cx.survey_responses
//! shared_with: [cx-lead, advisor]
//! ```
//!
//! How to fix it: name the roles under `shared_with`; if nobody else may see it, name the role that
//! answers for it.
//!
//! # es
//! Una tabla que alimenta métricas y que nadie más puede usar.
//!
//! Lo que un área sabe del cliente, las demás lo vuelven a preguntar. Una fuente que alimenta una
//! métrica dice al menos quién puede verla. Concepto A28.
//!
//! Mal:
//!
//! ```yaml
//! kind: dataset
//! id: responses
//! table: cx.survey_responses
//! ```
//!
//! Bien:
//!
//! ```yaml
//! kind: dataset
//! id: responses
//! table: cx.survey_responses
//! shared_with: [cx-lead, advisor]
//! ```
//!
//! Cómo corregirlo: nombra los roles en `shared_with`; si nadie más puede verla, nombra el rol que
//! responde por ella.

use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::dataset::Dataset;
use crate::model::Kind;

rule! { data_silo CustomerCentricity Warning each Dataset }

fn check(dataset: Of<'_, Dataset>, context: &Context<'_>, out: &mut Findings) {
    if !dataset.it.shared_with.has_none() || !context.is_named_by(dataset.index, Kind::Metric, "dataset") {
        return;
    }
    let id = dataset.id();
    let role = context.usual_role();
    let edits = role.map(|role| context.added(dataset.entity.head(), &format!("shared_with: [{role}]")));
    out.push(
        RULE.finding(
            dataset.entity.head(),
            say!(en: "`{id}` feeds metrics, and nobody may use it", es: "`{id}` alimenta métricas, y nadie puede usarla"),
        )
        .guess(edits.unwrap_or_default())
        .severity(context.weigh(Severity::Warning, Asks::Strategy))
        .help(say!(en: "name the roles that may under `shared_with`", es: "nombra en `shared_with` los roles que pueden usarla")),
    );
}
