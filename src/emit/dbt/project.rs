//! The files of the project itself, its sources, and what other programs read about it.

use super::{Files, jinja};
use crate::analyze::Checked;
use crate::emit::kpi::stage::Stage;
use crate::emit::kpi::text::{self, Taken};
use crate::emit::kpi::{Kpis, words};
use serde_json::{Map, Value as Json, json};

/// A table as dbt names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The name of the source: the schema of the table.
    pub source: String,
    pub table: String,
    database: Option<String>,
    /// The schema as it is; none for the schema that dbt writes into.
    schema: Option<String>,
    identifier: String,
}

/// The tables of all datasets, in their order. Two datasets over one table have one source.
pub fn sources(kpis: &Kpis<'_>) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    let mut taken = Taken::default();
    let mut out = Vec::new();
    for stage in &kpis.stages {
        let mut parts: Vec<&str> = stage.table.split('.').collect();
        let identifier = parts.pop().unwrap_or_default().to_owned();
        let schema = parts.pop().map(str::to_owned);
        let database = (!parts.is_empty()).then(|| parts.join("."));
        let source = schema.as_deref().map_or_else(|| "raw".to_owned(), simple);
        let same = |known: &&Source| {
            (&known.database, &known.schema, &known.identifier) == (&database, &schema, &identifier)
        };
        let known = found.iter().find(same).cloned();
        let entry = known.unwrap_or_else(|| {
            let unique = taken.unique(&format!("{source}.{}", simple(&identifier)));
            let table = unique.split_once('.').map_or_else(|| unique.clone(), |(_, table)| table.to_owned());
            Source { source, table, database, schema, identifier }
        });
        found.push(entry.clone());
        out.push(entry);
    }
    out
}

/// A name that Jinja and YAML take as it is.
fn simple(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let plain = plain.trim_matches('_');
    if plain.is_empty() { "table_".to_owned() } else { plain.to_owned() }
}

pub fn files(program: &Checked<'_>, kpis: &Kpis<'_>, files: &mut Files) {
    let root = program.program.program();
    let id = root.map_or_else(|| "program".to_owned(), |root| root.id().to_string());
    let name = format!("senda_{}", text::name(&id));
    let from = || root.map(|root| root.index).into_iter().collect::<Vec<_>>();
    let project = json!({
        "name": name,
        "version": "1.0",
        "config-version": 2,
        "profile": name,
        "model-paths": ["models"],
        "test-paths": ["tests"],
        "flags": {"send_anonymous_usage_stats": false},
        "models": {(name.clone()): {
            "staging": {"+materialized": "view"},
            "semantic": {"+materialized": "view"},
            "kpi": {"+materialized": "table"},
        }},
        "vars": {"senda_as_of": program.as_of.to_string()},
    });
    files.yaml(
        "dbt_project.yml",
        "`dbt build --no-partial-parse`, with --vars 'senda_as_of: 2026-12-31' for another day",
        &project,
        from(),
    );
    let profile = json!({(name): {"target": "dev", "outputs": {"dev": {
        "type": "duckdb",
        "path": "{{ env_var('SENDA_DUCKDB', 'senda.duckdb') }}",
        "threads": 2,
    }}}});
    files.yaml(
        "profiles.yml",
        "PostgreSQL works with the same models: add an output of type postgres",
        &profile,
        from(),
    );
    let datasets = files.datasets.clone();
    files.yaml(
        "models/staging/_sources.yml",
        "the tables of the warehouse",
        &sources_yaml(program, kpis),
        datasets.clone(),
    );
    let tables: Vec<Json> = kpis.stages.iter().map(source_json).collect();
    files.json("senda_sources.json", &Json::Array(tables), datasets);
}

fn sources_yaml(program: &Checked<'_>, kpis: &Kpis<'_>) -> Json {
    let mut by_source: Vec<(Source, Vec<Json>)> = Vec::new();
    for (source, stage) in sources(kpis).into_iter().zip(&kpis.stages) {
        let mut table = Map::new();
        table.insert("name".to_owned(), source.table.clone().into());
        table.insert("description".to_owned(), grain(program, stage).into());
        if source.identifier != source.table {
            table.insert("identifier".to_owned(), jinja::text(&source.identifier).into());
            table.insert("quoting".to_owned(), json!({"identifier": true}));
        }
        match by_source.iter_mut().find(|(known, _)| known.source == source.source) {
            Some((known, tables))
                if (&known.database, &known.schema) == (&source.database, &source.schema) =>
            {
                if !tables.iter().any(|other| other["name"] == table["name"]) {
                    tables.push(table.into());
                }
            }
            _ => by_source.push((source, vec![table.into()])),
        }
    }
    let listed: Vec<Json> = by_source
        .into_iter()
        .map(|(source, tables)| {
            let mut entry = Map::new();
            entry.insert("name".to_owned(), source.source.into());
            entry.extend(
                source.database.map(|database| ("database".to_owned(), jinja::text(&database).into())),
            );
            let schema =
                source.schema.map_or_else(|| "{{ target.schema }}".to_owned(), |schema| jinja::text(&schema));
            entry.insert("schema".to_owned(), schema.into());
            entry.insert("tables".to_owned(), tables.into());
            entry.into()
        })
        .collect();
    json!({"version": 2, "sources": listed})
}

/// What one row of a dataset is, in every language of the program.
pub fn grain(program: &Checked<'_>, stage: &Stage<'_>) -> String {
    let first = program.program.first_language();
    let Some(grain) = stage.dataset.it.grain.get() else { return stage.dataset.id().to_string() };
    let said: Vec<&str> = words::languages(program.program)
        .iter()
        .map(|(language, _)| grain.reading(language, first))
        .collect();
    jinja::text(&said.join(" / "))
}

/// A table with the types of its columns, and the file that holds the same rows.
fn source_json(stage: &Stage<'_>) -> Json {
    let columns: Map<String, Json> =
        stage.columns.iter().map(|column| (column.raw.to_owned(), column.ty.word().into())).collect();
    let mut table = Map::new();
    table.insert("dataset".to_owned(), stage.dataset.id().as_str().into());
    table.insert("table".to_owned(), stage.table.clone().into());
    table.extend(stage.file.map(|file| ("file".to_owned(), file.into())));
    table.insert("columns".to_owned(), columns.into());
    table.into()
}
