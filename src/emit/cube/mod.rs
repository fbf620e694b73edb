//! `cube`: the metrics as a data model of Cube, one cube above the staging view of each dataset.
//!
//! Sums are measures of their own, so that they can be aggregated beforehand; ratios and formulas refer to
//! them. The periods of rows are dimensions, named as everywhere: the value of a quarter is that of its group.

use super::kpi::layer::{Layer, Measure, Table, Value, with_words};
use super::kpi::text::Taken;
use super::kpi::{Kpis, words};
use super::{Artifact, Options, Out, Target, yaml};
use crate::analyze::Checked;
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Severity, Words, say};
use crate::model::Kind;
use crate::model::dataset::ColumnType;
use serde_json::{Map, Value as Json, json};

pub const TARGET: Target = Target {
    name: "cube",
    about: Words {
        en: "the metrics as a Cube data model, above the views of `sql`",
        es: "las métricas como modelo de datos de Cube, sobre las vistas de `sql`",
    },
    folder: "kpi/cube",
    by_default: false,
    selects: &[Kind::Metric],
    options: &[],
    emit,
    platform: None,
};

fn emit(program: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let kpis = Kpis::of(program, &|metric| options.wants(metric));
    let mut layer = Layer::of(&kpis, "Cube");
    for table in &mut layer.tables {
        let (kept, braced): (Vec<_>, Vec<_>) = std::mem::take(&mut table.measures)
            .into_iter()
            .partition(|it| !has_braces(&it.value.expression()));
        table.measures = kept;
        layer.findings.extend(braced.iter().map(braces));
        table.dimensions.retain(|dimension| !has_braces(&dimension.sql));
        if table.measures.is_empty() {
            continue;
        }
        let metrics = table.measures.iter().map(|measure| measure.query.metric.index);
        let from: Vec<_> = metrics.chain([table.stage.dataset.index]).collect();
        let body = yaml::document("a cube above a staging view", &json!({"cubes": [cube(program, table)]}));
        out.put(Artifact::text(format!("model/cubes/{}.yml", table.name), body, from));
    }
    let Layer { findings, .. } = layer;
    kpis.findings.into_iter().chain(findings).collect()
}

/// Cube reads what stands between braces as a name.
fn has_braces(sql: &str) -> bool {
    sql.contains(['{', '}'])
}

fn braces(measure: &Measure<'_, '_>) -> Diagnostic {
    let id = measure.query.metric.id();
    Diagnostic::new(
        &TARGET_LOSS,
        measure.query.metric.entity.head(),
        say!(en: "`{id}` is not in the model of Cube, which reads the braces in a text of its data as a name", es: "`{id}` no está en el modelo de Cube, que lee como nombre las llaves de un texto de sus datos"),
    )
    .help(say!(en: "give the value another spelling under `values`", es: "da otro nombre al valor en `values`"))
    .severity(Severity::Info)
    .entity(measure.query.metric.entity.name())
}

fn cube(program: &Checked<'_>, table: &Table<'_, '_>) -> Json {
    let stage = table.stage;
    let mut taken = Taken::default();
    for name in table
        .dimensions
        .iter()
        .map(|it| &it.name)
        .chain(table.measures.iter().map(|it| &it.query.finished.alone))
    {
        taken.unique(name);
    }
    let mut dimensions: Vec<Json> = Vec::new();
    for key in stage.keys() {
        let name = taken.unique(&key.name);
        let ty = if matches!(key.ty, ColumnType::Text | ColumnType::Date | ColumnType::Timestamp) {
            "string"
        } else {
            "number"
        };
        dimensions.push(json!({"name": name, "sql": own(table, &key.name), "type": ty, "primary_key": true, "public": false}));
    }
    for dimension in &table.dimensions {
        let ty = if dimension.ty == ColumnType::Boolean { "boolean" } else { "string" };
        dimensions.push(json!({"name": dimension.name, "sql": own(table, &dimension.sql), "type": ty}));
    }
    if let Some(time) = stage.time() {
        let name = taken.unique(&time.name);
        let sql = format!("CAST({} AS TIMESTAMP)", own(table, &time.name));
        dimensions.push(json!({"name": name, "sql": sql, "type": "time"}));
    }
    let mut writer = Writer { table, taken, measures: Vec::new() };
    for measure in &table.measures {
        writer.metric(program, measure);
    }
    let mut cube = Map::new();
    cube.insert("name".to_owned(), table.name.clone().into());
    cube.insert("sql_table".to_owned(), stage.view.clone().into());
    if let Some(grain) = stage.dataset.it.grain.get() {
        let first = program.program.first_language();
        let grain = grain.reading(first, first).into();
        cube.insert("description".to_owned(), without_braces(grain));
    }
    cube.insert("dimensions".to_owned(), dimensions.into());
    cube.insert("measures".to_owned(), writer.measures.into());
    cube.into()
}

/// Texts for people with round brackets for braces: Cube reads braces in any text as code.
fn without_braces(value: Json) -> Json {
    match value {
        Json::String(text) => text.replace('{', "(").replace('}', ")").into(),
        Json::Array(items) => items.into_iter().map(without_braces).collect(),
        Json::Object(map) => map.into_iter().map(|(key, value)| (key, without_braces(value))).collect(),
        other => other,
    }
}

/// A text with the columns of the view by their full names: without them, a measure of the same name would
/// be meant.
fn own(table: &Table<'_, '_>, sql: &str) -> String {
    with_words(sql, &|word| {
        if word == table.stage.view {
            return Some("{CUBE}".to_owned());
        }
        table.stage.has_name(word).then(|| format!("{{CUBE}}.{word}"))
    })
}

struct Writer<'w, 'k, 'p> {
    table: &'w Table<'k, 'p>,
    taken: Taken,
    measures: Vec<Json>,
}

impl Writer<'_, '_, '_> {
    fn metric(&mut self, program: &Checked<'_>, measure: &Measure<'_, '_>) {
        let query = measure.query;
        let first = program.program.first_language();
        let (ty, sql) = self.value(&query.finished.alone, &measure.value);
        let said = words::languages(program.program).into_iter().map(|(language, lang)| {
            format!("{language}: {}", words::definition(program.program, query, language, lang).join(". "))
        });
        let mut meta: Map<String, Json> = Map::new();
        meta.insert("metric".to_owned(), query.metric.id().as_str().into());
        meta.extend(
            words::facts(program.program, query)
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value.into())),
        );
        if let Some(period) = measure.period.as_deref().and_then(|sql| self.table.dimension_of(sql)) {
            meta.insert("group_by".to_owned(), period.into());
        }
        let cuts: Map<String, Json> =
            measure.cuts.iter().map(|(cut, by)| (cut.clone(), by.clone().into())).collect();
        meta.insert("cuts".to_owned(), cuts.into());
        self.measures.push(json!({
            "name": query.finished.alone,
            "title": without_braces(words::title(program.program, query, first).into()),
            "description": without_braces(said.collect::<Vec<_>>().join("\n").into()),
            "sql": sql,
            "type": ty,
            "meta": without_braces(meta.into()),
        }));
    }

    /// The type and the text of a value; the measures that it is made of are added.
    fn value(&mut self, name: &str, value: &Value) -> (&'static str, String) {
        match value {
            Value::Sum(amount) => ("sum", own(self.table, amount)),
            Value::Ratio { over, under, times } => {
                let over = self.part(&format!("{name}_numerator"), &Value::Sum(over.clone()));
                let under = self.part(&format!("{name}_denominator"), &Value::Sum(under.clone()));
                ("number", format!("{times} * {{{over}}} * 1e0 / NULLIF({{{under}}}, 0)"))
            }
            Value::Formula { inputs, sql } => {
                let parts: Vec<(&String, String)> = inputs
                    .iter()
                    .map(|(input, value)| (input, self.part(&format!("{name}_{input}"), value)))
                    .collect();
                let put = |word: &str| {
                    let part = parts.iter().find(|(input, _)| *input == word);
                    part.map(|(_, part)| format!("{{{part}}}"))
                };
                ("number", with_words(sql, &put))
            }
        }
    }

    /// A measure that others are made of; gives its name.
    fn part(&mut self, name: &str, value: &Value) -> String {
        let name = self.taken.unique(name);
        let (ty, sql) = self.value(&name, value);
        self.measures.push(json!({"name": name, "sql": sql, "type": ty, "public": false}));
        name
    }
}
