//! The contacts that were made, as one portable query over the logs that contact policies name: `customer,
//! contacted, survey, playbook`.

use super::source::customer;
use super::{at_most_days, up_to_today};
use crate::analyze::{Checked, in_use};
use crate::emit::kpi::stage::{DerivedValue, Moment, Stage};
use crate::emit::kpi::{Kpis, text};
use crate::model::Kind;
use crate::model::contact_policy::ContactPolicy;
use crate::model::dataset::Dataset;
use crate::model::expression::Function;
use crate::model::unions::ColumnRefersTo;
use std::collections::BTreeSet;

/// The query; none when no policy names a log with a customer and a moment.
pub fn statement(checked: &Checked<'_>, kpis: &mut Kpis<'_>) -> Option<String> {
    let program = checked.program;
    let policies: Vec<_> =
        program.all::<ContactPolicy>().filter(|it| in_use(it.entity, checked.as_of)).collect();
    let windows = policies.iter().flat_map(|it| it.it.rules.items()).filter_map(|rule| rule.window.value());
    let longest = windows.map(at_most_days).max()?;
    let logs: BTreeSet<_> = policies
        .iter()
        .filter_map(|it| program.follow::<Dataset>(it.index, it.it.log.span()))
        .map(|log| log.index)
        .collect();
    let stages = kpis.stages.iter_mut().filter(|stage| logs.contains(&stage.dataset.index));
    let selects: Vec<String> = stages.filter_map(|stage| select(stage, longest)).collect();
    if selects.is_empty() {
        return None;
    }
    Some(format!(
        "SELECT customer, contacted, survey, playbook\nFROM (\n{}\n) AS contacts\nORDER BY customer, contacted\n",
        selects.join("\n  UNION ALL\n")
    ))
}

fn select(stage: &mut Stage<'_>, longest: i64) -> Option<String> {
    let customer = customer(stage)?;
    let moment = stage.time()?.moment();
    let Moment::Column { name, timestamp } = moment.clone() else { return None };
    let names = |kind: Kind| {
        let is_it =
            |of: Option<&ColumnRefersTo>| matches!(of, Some(ColumnRefersTo::Kind(known)) if *known == kind);
        let column = stage.columns.iter().find(|column| is_it(column.column.refers_to.get()));
        column.map_or_else(|| "CAST(NULL AS VARCHAR(40))".to_owned(), |column| column.name.clone())
    };
    let (survey, playbook) = (names(Kind::Survey), names(Kind::Playbook));
    let day = if timestamp { stage.derive(DerivedValue::Day(moment.clone())) } else { name.clone() };
    let age = stage.derive(DerivedValue::Between(Function::Days, moment, Moment::AsOf));
    Some(format!(
        "  SELECT {customer} AS customer, CAST({name} AS VARCHAR(40)) AS contacted, {survey} AS survey, {playbook} AS playbook\n  FROM {}\n  WHERE {customer} IS NOT NULL\n    AND {}\n    AND {age} <= {longest}",
        text::relation(&stage.view),
        up_to_today(&day)
    ))
}
