//! Models in SQL: staging views, and the values of each metric.

use super::project::{grain, sources};
use super::{Files, jinja};
use crate::analyze::Checked;
use crate::emit::kpi::plan::Query;
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::staging::{self, CLOCK, DIALECTS, Dialect, Setting};
use crate::emit::kpi::text::{MARK, relation};
use crate::emit::kpi::{Kpis, series, statement, words};
use crate::emit::sql::checks;
use crate::model::scalar::Scalar;
use serde_json::{Map, Value as Json, json};

/// The staging models, one text for each engine that dbt may run on.
pub fn staging(program: &Checked<'_>, kpis: &Kpis<'_>, setting: &Setting, files: &mut Files) {
    let day = program.as_of;
    let clock = format!("SELECT CAST('{{{{ var(\"senda_as_of\", \"{day}\") }}}}' AS DATE) AS as_of\n");
    files.text(&format!("models/staging/{CLOCK}.sql"), clock, []);
    let mut listed = vec![json!({"name": CLOCK, "description": "the day on which the data is looked at"})];
    for (stage, source) in kpis.stages.iter().zip(sources(kpis)) {
        // The source is put in place afterwards, so that only what users wrote is escaped.
        let raw = format!("{MARK}{}{MARK}", stage.table);
        let text = |dialect: &dyn Dialect| {
            let select = staging::select(stage, dialect, setting, &raw, &relation(CLOCK));
            let from = format!("{{{{ ref('{}') }}}}", stage.table.replace(MARK, ""));
            let to = format!("{{{{ source('{}', '{}') }}}}", source.source, source.table);
            jinja::model(&select).replace(&from, &to)
        };
        let find = |name: &str| DIALECTS.into_iter().find(|dialect| dialect.name() == name);
        let (Some(duckdb), Some(postgres)) = (find("duckdb"), find("postgres")) else { continue };
        let body = format!(
            "{{% if target.type == 'postgres' %}}\n{}\n{{% else %}}\n{}\n{{% endif %}}\n",
            text(postgres),
            text(duckdb)
        );
        files.text(&format!("models/staging/{}.sql", stage.view), body, [stage.dataset.index]);
        listed.push(staging_yaml(program, stage));
    }
    let value = json!({"version": 2, "models": listed});
    let from = files.datasets.clone();
    files.yaml("models/staging/_staging.yml", "staging models: types, codes, periods", &value, from);
}

fn staging_yaml(program: &Checked<'_>, stage: &Stage<'_>) -> Json {
    let only_key = stage.keys().count() == 1;
    let columns: Vec<Json> = stage
        .columns
        .iter()
        .filter_map(|column| {
            let mut tests: Vec<Json> = Vec::new();
            if column.column.key.value() == Some(true) {
                tests.push("not_null".into());
                if only_key {
                    tests.push("unique".into());
                }
            }
            let known =
                checks::known_values(column).filter(|values| values.iter().all(|value| !value.contains('{')));
            if let Some(values) = known {
                tests.push(json!({"accepted_values": {"arguments": {"values": values}}}));
            }
            (!tests.is_empty()).then(|| json!({"name": column.name, "data_tests": tests}))
        })
        .collect();
    let mut model = Map::new();
    model.insert("name".to_owned(), stage.view.clone().into());
    model.insert("description".to_owned(), grain(program, stage).into());
    if !columns.is_empty() {
        model.insert("columns".to_owned(), columns.into());
    }
    model.into()
}

/// A model for the values of each metric, and one for those of each customer or account.
pub fn kpi(program: &Checked<'_>, kpis: &Kpis<'_>, files: &mut Files) {
    let mut listed = Vec::new();
    for query in &kpis.queries {
        let name = format!("kpi_{}", query.name);
        files.text(
            &format!("models/kpi/{name}.sql"),
            jinja::model(&statement::of_query(query)),
            [query.metric.index],
        );
        listed.push(kpi_yaml(program, query, &name));
        if let Some(body) = statement::of_subjects(query) {
            let name = format!("each_{}", query.name);
            files.text(&format!("models/kpi/{name}.sql"), jinja::model(&body), [query.metric.index]);
            listed.push(kpi_yaml(program, query, &name));
        }
    }
    if !listed.is_empty() {
        let from = files.metrics.clone();
        let value = json!({"version": 2, "models": listed});
        files.yaml(
            "models/kpi/_kpi.yml",
            "the values of every metric: metric, period, cut, cut_value, value, n",
            &value,
            from,
        );
    }
}

fn kpi_yaml(program: &Checked<'_>, query: &Query<'_>, name: &str) -> Json {
    json!({
        "name": name,
        "description": description(program, query),
        "config": {"meta": meta(program, query)},
        "columns": [{"name": "period", "data_tests": ["not_null"]}],
    })
}

/// The definition of a metric in every language of the program.
pub fn description(program: &Checked<'_>, query: &Query<'_>) -> String {
    let said = words::languages(program.program).into_iter().map(|(language, lang)| {
        format!("{language}: {}", words::definition(program.program, query, language, lang).join(". "))
    });
    jinja::text(&said.collect::<Vec<_>>().join("\n"))
}

/// What a catalogue shows beside the definition.
pub fn meta(program: &Checked<'_>, query: &Query<'_>) -> Json {
    let mut meta = Map::new();
    meta.insert("metric".to_owned(), query.metric.id().as_str().into());
    for (key, value) in words::facts(program.program, query) {
        meta.insert(key.to_owned(), jinja::text(&value).into());
    }
    let breaks = series::breaks(program.program, query);
    if !breaks.is_empty() {
        let one = |it: &series::Break| {
            json!({
                "day": it.day.spell(), "from": jinja::text(&it.from), "to": jinja::text(&it.to),
                "method": it.method.word(), "offset": it.offset, "n": it.n,
            })
        };
        meta.insert("series_breaks".to_owned(), breaks.iter().map(one).collect());
    }
    if query.proposed {
        meta.insert("status".to_owned(), "proposed".into());
    }
    meta.into()
}
