//! The semantic layer: rows with what each metric adds up, semantic models above them, and metrics.
//!
//! MetricFlow adds up columns; which row counts and how it is weighted is said in the model below, so
//! that both compute over the same rows.

use super::carried::Carried;
use super::models::{description, meta};
use super::project::grain;
use super::{Files, jinja};
use crate::analyze::Checked;
use crate::diagnostic::Say;
use crate::emit::kpi::layer::columns_of_cut;
use crate::emit::kpi::names;
use crate::emit::kpi::plan::{Aggregate, Cut, Plan, Query, Rows};
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::text::{self, Taken, relation};
use crate::emit::kpi::{Kpis, words};
use crate::model::dataset::ColumnType;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Names for helper metrics and columns, none of which is that of a metric.
struct Names {
    taken: Taken,
}

/// A metric of the semantic layer over the rows of one table: the columns it adds up, and itself.
struct Added {
    columns: Vec<(String, String)>,
    metrics: Vec<Json>,
}

pub fn files(program: &Checked<'_>, kpis: &Kpis<'_>, carried: &Carried, files: &mut Files<'_>) {
    time_spine(files);
    let mut names = Names { taken: Taken::default() };
    for query in &kpis.queries {
        names.taken.unique(&query.finished.alone);
    }
    let mut models = vec![json!({
        "name": "time_spine_daily",
        "description": "one row for each day",
        "time_spine": {"standard_granularity_column": "date_day"},
        "columns": [{"name": "date_day", "granularity": "day"}],
    })];
    let mut tables = BTreeMap::new();
    for (index, stage) in kpis.stages.iter().enumerate() {
        let own: Vec<(&Query<'_>, &Rows)> = carried
            .queries
            .iter()
            .filter_map(|at| match &kpis.queries[*at].finished.plan {
                Plan::Rows(rows) if rows.stage == index => Some((&kpis.queries[*at], &**rows)),
                _ => None,
            })
            .collect();
        if !own.is_empty() {
            let (model, dimensions) = semantic_model(program, stage, &own, &mut names, files);
            models.push(model);
            tables.insert(index, dimensions);
        }
    }
    let formulas: Vec<Json> =
        carried.queries.iter().filter_map(|at| formula(program, kpis, &kpis.queries[*at])).collect();
    let mut document = Map::new();
    document.insert("version".to_owned(), 2.into());
    document.insert("models".to_owned(), models.into());
    if !formulas.is_empty() {
        document.insert("metrics".to_owned(), formulas.into());
    }
    let from: Vec<_> = files.datasets.iter().chain(&files.metrics).copied().collect();
    files.yaml(
        "models/semantic/_semantic.yml",
        "semantic models and metrics for MetricFlow",
        &document.into(),
        from,
    );
    let listed: Vec<Json> = carried.queries.iter().map(|at| listed(&kpis.queries[*at], &tables)).collect();
    let from = files.metrics.clone();
    files.json("senda_metrics.json", &Json::Array(listed), from);
    let left_out = |(at, why): &(usize, Say)| json!({"metric": kpis.queries[*at].metric.id().as_str(), "why": {"en": why.en, "es": why.es}});
    let from = files.metrics.clone();
    files.json("senda_left_out.json", &carried.left_out.iter().map(left_out).collect(), from);
}

/// Every day that data may be of.
fn time_spine(files: &mut Files<'_>) {
    let body = "\
{% if target.type == 'postgres' %}
SELECT CAST(day AS DATE) AS date_day
FROM GENERATE_SERIES(CAST('2000-01-01' AS DATE), CAST('2049-12-31' AS DATE), INTERVAL '1 day') AS days(day)
{% else %}
SELECT CAST(days.day AS DATE) AS date_day
FROM (SELECT UNNEST(GENERATE_SERIES(CAST('2000-01-01' AS DATE), CAST('2049-12-31' AS DATE), INTERVAL '1 day')) AS day) AS days
{% endif %}
";
    files.text("models/semantic/time_spine_daily.sql", body.to_owned(), []);
}

fn semantic_model(
    program: &Checked<'_>,
    stage: &Stage<'_>,
    own: &[(&Query<'_>, &Rows)],
    names: &mut Names,
    files: &mut Files<'_>,
) -> (Json, Table) {
    let dataset = names::plain(&text::name(stage.dataset.id().as_str()), "data");
    let added: Vec<Added> = own.iter().map(|(query, rows)| names.added(program, query, rows)).collect();
    let mut taken = Taken::default();
    for (name, _) in added.iter().flat_map(|added| &added.columns) {
        taken.unique(name);
    }
    let (row, day) = (taken.unique("senda_row"), taken.unique("senda_day"));
    let dimensions = dimensions(stage, own, &mut taken);
    let time = stage.time().map_or_else(String::new, |time| time.name.clone());
    let mut columns =
        vec![format!("ROW_NUMBER() OVER () AS {row}"), format!("CAST({time} AS DATE) AS {day}")];
    columns.extend(
        dimensions
            .iter()
            .map(|(name, sql)| if name == sql { name.clone() } else { format!("{sql} AS {name}") }),
    );
    columns
        .extend(added.iter().flat_map(|added| &added.columns).map(|(name, sql)| format!("{sql} AS {name}")));
    let model = format!("rows_{dataset}");
    let body = format!(
        "SELECT\n  {}\nFROM {}\nWHERE {time} IS NOT NULL\n",
        columns.join(",\n  "),
        relation(&stage.view)
    );
    let from = std::iter::once(stage.dataset.index).chain(own.iter().map(|(query, _)| query.metric.index));
    files.text(&format!("models/semantic/{model}.sql"), jinja::model(&body), from);
    let entity = format!("{dataset}_row");
    let mut listed = vec![
        json!({"name": row, "entity": {"type": "primary", "name": entity}}),
        json!({"name": day, "granularity": "day", "dimension": {"type": "time"}}),
    ];
    listed.extend(dimensions.iter().map(|(name, sql)| dimension(stage, name, sql)));
    let metrics: Vec<Json> = added.into_iter().flat_map(|added| added.metrics).collect();
    let model = json!({
        "name": model,
        "description": grain(program, stage),
        "semantic_model": {"enabled": true, "name": dataset},
        "agg_time_dimension": day,
        "columns": listed,
        "metrics": metrics,
    });
    (model, Table { entity, dimensions })
}

/// A table of the semantic layer: what its rows are called, and its dimensions with what they read.
struct Table {
    entity: String,
    dimensions: Vec<(String, String)>,
}

/// A dimension, which says so when it is not called as the column of the data.
fn dimension(stage: &Stage<'_>, name: &str, sql: &str) -> Json {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), name.into());
    let column = stage.columns.iter().find(|column| column.name == sql);
    if let Some(column) = column.filter(|column| column.raw != name) {
        entry.insert("description".to_owned(), format!("the column {}", column.raw).into());
    }
    entry.insert("dimension".to_owned(), json!({"type": "categorical"}));
    entry.into()
}

/// A metric with its cuts, as MetricFlow is asked for them.
fn listed(query: &Query<'_>, tables: &BTreeMap<usize, Table>) -> Json {
    let asked = |cut: &Cut| -> Option<Json> {
        let (stage, columns) = columns_of_cut(&query.finished, &cut.name)?;
        let Table { entity, dimensions } = tables.get(&stage)?;
        let by: Vec<String> = columns
            .iter()
            .filter_map(|sql| Some(format!("{entity}__{}", dimensions.iter().find(|(_, own)| own == sql)?.0)))
            .collect();
        Some(json!({"cut": cut.name, "by": by}))
    };
    json!({
        "name": query.finished.alone,
        "metric": query.metric.id().as_str(),
        "file": query.name,
        "grain": query.grain.in_metricflow(),
        "cuts": query.cuts.iter().filter_map(asked).collect::<Vec<_>>(),
    })
}

/// Columns that values can be told apart by: words and yes-or-no of the table, without personal data and
/// keys, and what cuts look up elsewhere.
fn dimensions(stage: &Stage<'_>, own: &[(&Query<'_>, &Rows)], taken: &mut Taken) -> Vec<(String, String)> {
    let wanted = stage.columns.iter().filter(|column| {
        let groups = matches!(column.ty, ColumnType::Text | ColumnType::Boolean);
        let identifies = [&column.column.key, &column.column.person, &column.column.account];
        groups && !column.is_personal() && identifies.iter().all(|field| field.value() != Some(true))
    });
    let mut found: Vec<(String, String)> = Vec::new();
    for column in wanted {
        found.push((taken.unique(&names::plain(column.raw, "column")), column.name.clone()));
    }
    for dimension in own.iter().flat_map(|(_, rows)| &rows.dimensions) {
        if found.iter().all(|(_, sql)| *sql != dimension.sql) {
            found.push((taken.unique(&names::plain(&dimension.alias, "column")), dimension.sql.clone()));
        }
    }
    found
}

impl Names {
    fn added(&mut self, program: &Checked<'_>, query: &Query<'_>, rows: &Rows) -> Added {
        let counts = rows
            .filters
            .iter()
            .map(|filter| filter.sql.inside(crate::emit::kpi::lower::Binding::And))
            .collect::<Vec<_>>();
        let counts = counts.join(" AND ");
        let column = |sql: &str| format!("CASE WHEN {counts} THEN ({sql}) * 1e0 END");
        let base = text::name(query.metric.id().as_str());
        match &rows.aggregate {
            Aggregate::Ratio { numerator, denominator, times } => {
                let over = self.taken.unique(&format!("{base}_numerator"));
                let under = self.taken.unique(&format!("{base}_denominator"));
                let mut metrics = vec![helper(query, &over), helper(query, &under)];
                metrics.push(if *times == 1 {
                    metric(program, query, json!({"type": "ratio", "numerator": over, "denominator": under}))
                } else {
                    metric(
                        program,
                        query,
                        json!({
                            "type": "derived",
                            "expr": format!("{times} * 1.0 * {over} / nullif({under}, 0)"),
                            "input_metrics": [{"name": over}, {"name": under}],
                        }),
                    )
                });
                Added { columns: vec![(over, column(numerator)), (under, column(denominator))], metrics }
            }
            Aggregate::Sum { amount } => {
                self.simple(program, query, &format!("{base}_amount"), column(amount))
            }
            Aggregate::Count | Aggregate::Quantile { .. } => {
                self.simple(program, query, &format!("{base}_rows"), column("1"))
            }
        }
    }

    fn simple(&mut self, program: &Checked<'_>, query: &Query<'_>, name: &str, sql: String) -> Added {
        let name = self.taken.unique(name);
        let metrics = vec![metric(program, query, json!({"type": "simple", "agg": "sum", "expr": name}))];
        Added { columns: vec![(name, sql)], metrics }
    }
}

/// A sum that a metric is made of.
fn helper(query: &Query<'_>, name: &str) -> Json {
    json!({
        "name": name,
        "type": "simple",
        "label": name,
        "description": format!("part of {}", query.finished.alone),
        "agg": "sum",
        "expr": name,
    })
}

fn metric(program: &Checked<'_>, query: &Query<'_>, how: Json) -> Json {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), query.finished.alone.clone().into());
    let title = words::title(program.program, query, program.program.first_language());
    entry.insert("label".to_owned(), jinja::text(&title).into());
    entry.insert("description".to_owned(), description(program, query).into());
    if let Json::Object(how) = how {
        entry.extend(how);
    }
    entry.insert("config".to_owned(), json!({"meta": meta(program, query)}));
    entry.into()
}

/// A metric over other metrics.
fn formula(program: &Checked<'_>, kpis: &Kpis<'_>, query: &Query<'_>) -> Option<Json> {
    let Plan::Formula(formula) = &query.finished.plan else { return None };
    let inputs: Vec<Json> = formula
        .inputs
        .iter()
        .filter_map(|input| {
            let named = kpis.queries.iter().find(|query| query.finished.name == input.name)?;
            let (name, alias) = (&named.finished.alone, &input.alone);
            Some(if name == alias { json!({"name": name}) } else { json!({"name": name, "alias": alias}) })
        })
        .collect();
    Some(metric(
        program,
        query,
        json!({"type": "derived", "expr": formula.sql.text, "input_metrics": inputs}),
    ))
}
