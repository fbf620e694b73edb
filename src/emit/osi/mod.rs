//! `osi`: the metrics as a document of Open Semantic Interchange 0.1.1, which tools of several vendors read.
//!
//! A dataset is the staging view of a dataset of the program (the target `sql` writes it), a metric one
//! expression over its rows. The periods of rows are fields: the value of a quarter is that of its group.

use super::kpi::layer::{Layer, Measure, Table, with_words};
use super::kpi::{Kpis, text, words};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::model::Kind;
use serde_json::{Map, Value as Json, json};

/// The version that dbt and others read.
const VERSION: &str = "0.1.1";

pub const TARGET: Target = Target {
    name: "osi",
    about: Words {
        en: "the metrics as an Open Semantic Interchange document, above the views of `sql`",
        es: "las métricas como documento de Open Semantic Interchange, sobre las vistas de `sql`",
    },
    folder: "kpi/osi",
    by_default: false,
    selects: &[Kind::Metric],
    options: &[],
    emit,
    platform: None,
};

fn emit(program: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let kpis = Kpis::of(program, &|metric| options.wants(metric));
    let layer = Layer::of(&kpis, "OSI");
    let root = program.program.program();
    let name = root.map_or_else(|| "program".to_owned(), |root| text::name(root.id().as_str()));
    let mut model = Map::new();
    model.insert("name".to_owned(), name.clone().into());
    let title = root.and_then(|root| root.entity.common().title.get());
    if let Some(title) = title {
        model.insert("description".to_owned(), title.reading(program.program.first_language(), "").into());
    }
    if !layer.tables.is_empty() {
        model.insert(
            "datasets".to_owned(),
            layer.tables.iter().map(|table| dataset(program, table)).collect(),
        );
        let metrics =
            layer.tables.iter().flat_map(|table| table.measures.iter().map(|it| metric(program, table, it)));
        model.insert("metrics".to_owned(), metrics.collect());
        let from = layer.tables.iter().flat_map(|table| {
            let metrics = table.measures.iter().map(|measure| measure.query.metric.index);
            metrics.chain([table.stage.dataset.index])
        });
        let document = json!({"version": VERSION, "semantic_model": [model]});
        out.put(Artifact::json(format!("{name}.osi.json"), &document, from.collect::<Vec<_>>()));
    }
    let Layer { findings, .. } = layer;
    kpis.findings.into_iter().chain(findings).collect()
}

fn expression(sql: &str) -> Json {
    json!({"dialects": [{"dialect": "ANSI_SQL", "expression": sql}]})
}

fn dataset(program: &Checked<'_>, table: &Table<'_, '_>) -> Json {
    let stage = table.stage;
    let mut entry = Map::new();
    entry.insert("name".to_owned(), table.name.clone().into());
    entry.insert("source".to_owned(), stage.view.clone().into());
    let keys: Vec<&str> = stage.keys().map(|key| key.name.as_str()).collect();
    if !keys.is_empty() {
        entry.insert("primary_key".to_owned(), keys.into());
    }
    if let Some(grain) = stage.dataset.it.grain.get() {
        let first = program.program.first_language();
        entry.insert("description".to_owned(), grain.reading(first, first).into());
    }
    entry.insert("fields".to_owned(), fields(table).into());
    entry.into()
}

/// Every column that a metric reads or a value can be told apart by, and the moment of the row.
fn fields(table: &Table<'_, '_>) -> Vec<Json> {
    let stage = table.stage;
    let mut fields: Vec<Json> = table
        .dimensions
        .iter()
        .map(|dimension| {
            json!({"name": dimension.name, "expression": expression(&of_lookup(table, &dimension.sql)), "dimension": {"is_time": false}})
        })
        .collect();
    let mut add = |name: &str, time: bool| {
        let known = fields.iter().any(|field| field["name"] == *name);
        if !known && time {
            fields
                .push(json!({"name": name, "expression": expression(name), "dimension": {"is_time": true}}));
        } else if !known {
            fields.push(json!({"name": name, "expression": expression(name)}));
        }
    };
    let time = stage.time().map(|time| time.name.as_str());
    if let Some(time) = time {
        add(time, true);
    }
    let read: Vec<String> = table.measures.iter().map(|measure| measure.value.expression()).collect();
    let named = |name: &str| {
        read.iter().any(|text| {
            let found = std::cell::Cell::new(false);
            with_words(text, &|word| {
                found.set(found.get() || word == name);
                None
            });
            found.get()
        })
    };
    for column in &stage.columns {
        if named(&column.name) || column.column.key.value() == Some(true) {
            add(&column.name, false);
        }
    }
    for derived in stage.derived.iter().filter(|derived| named(&derived.name)) {
        add(&derived.name, false);
    }
    fields
}

/// A column as it is; what is looked up in another table by the name of the dataset.
fn of_lookup(table: &Table<'_, '_>, sql: &str) -> String {
    if table.stage.has_name(sql) { sql.to_owned() } else { qualified(table, sql) }
}

/// A text with the columns of the view by the name of the dataset.
fn qualified(table: &Table<'_, '_>, sql: &str) -> String {
    with_words(sql, &|word| {
        if word == table.stage.view {
            return Some(table.name.clone());
        }
        table.stage.has_name(word).then(|| format!("{}.{word}", table.name))
    })
}

fn metric(program: &Checked<'_>, table: &Table<'_, '_>, measure: &Measure<'_, '_>) -> Json {
    let query = measure.query;
    let sql = qualified(table, &measure.value.expression());
    let said = words::languages(program.program).into_iter().map(|(language, lang)| {
        format!("{language}: {}", words::definition(program.program, query, language, lang).join(". "))
    });
    let mut facts: Map<String, Json> = Map::new();
    facts.insert("metric".to_owned(), query.metric.id().as_str().into());
    facts.extend(
        words::facts(program.program, query).into_iter().map(|(key, value)| (key.to_owned(), value.into())),
    );
    if let Some(period) = measure.period.as_deref().and_then(|sql| table.dimension_of(sql)) {
        facts.insert("group_by".to_owned(), period.into());
    }
    let cuts: Map<String, Json> =
        measure.cuts.iter().map(|(cut, by)| (cut.clone(), by.clone().into())).collect();
    facts.insert("cuts".to_owned(), cuts.into());
    json!({
        "name": query.finished.alone,
        "expression": expression(&sql),
        "description": said.collect::<Vec<_>>().join("\n"),
        "custom_extensions": [{"vendor_name": "COMMON", "data": Json::Object(facts).to_string()}],
    })
}
