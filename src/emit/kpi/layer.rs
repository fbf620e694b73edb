//! Metrics for semantic layers that group rows by any column: each is an expression over the rows of one
//! view, and the periods of its rows are columns as well.

use super::Kpis;
use super::lower::Binding;
use super::names;
use super::plan::{Aggregate, Finished, Levels, Plan, Query, Rows};
use super::stage::{DerivedValue, Stage};
use super::text::{self, Taken};
use crate::analyze::outputs::TARGET_LOSS;
use crate::diagnostic::{Diagnostic, Say, Severity, say};
use crate::model::dataset::ColumnType;
use crate::source::At;

/// A view with the metrics whose values are made of its rows.
pub struct Table<'k, 'p> {
    pub stage: &'k Stage<'p>,
    /// Its name as a name: `answers`.
    pub name: String,
    /// What values can be told apart by, without keys and personal data.
    pub dimensions: Vec<Dimension>,
    pub measures: Vec<Measure<'k, 'p>>,
}

/// A column that values can be told apart by.
pub struct Dimension {
    pub name: String,
    /// Over the columns of the view.
    pub sql: String,
    pub ty: ColumnType,
}

/// A metric over the rows of one view.
pub struct Measure<'k, 'p> {
    pub query: &'k Query<'p>,
    pub value: Value,
    /// The column that names the periods of its rows; none when all rows are one.
    pub period: Option<String>,
    /// Its cuts, with the dimensions that they are made of.
    pub cuts: Vec<(String, Vec<String>)>,
}

/// What is computed over a group of rows. The texts are over the columns of the view.
pub enum Value {
    /// The sum of one over the sum of the other, times a whole number; no value when the second is 0.
    Ratio {
        over: String,
        under: String,
        times: u32,
    },
    Sum(String),
    /// Arithmetic over the names of values.
    Formula {
        inputs: Vec<(String, Value)>,
        sql: String,
    },
}

impl Value {
    /// The value as one expression.
    pub fn expression(&self) -> String {
        match self {
            Value::Ratio { over, under, times: 1 } => format!("SUM({over}) / NULLIF(SUM({under}), 0)"),
            Value::Ratio { over, under, times } => format!("{times} * SUM({over}) / NULLIF(SUM({under}), 0)"),
            Value::Sum(amount) => format!("SUM({amount})"),
            Value::Formula { inputs, sql } => with_words(sql, &|word| {
                let named = inputs.iter().find(|(name, _)| name == word);
                named.map(|(_, value)| format!("({})", value.expression()))
            }),
        }
    }
}

/// What a layer is, and what it lacks.
pub struct Layer<'k, 'p> {
    pub tables: Vec<Table<'k, 'p>>,
    pub findings: Vec<Diagnostic>,
}

impl<'k, 'p> Layer<'k, 'p> {
    /// The metrics that a layer of this name can compute.
    pub fn of(kpis: &'k Kpis<'p>, layer: &'static str) -> Self {
        let mut findings = Vec::new();
        let mut measures: Vec<Vec<Measure<'k, 'p>>> = kpis.stages.iter().map(|_| Vec::new()).collect();
        for query in &kpis.queries {
            match measure(query) {
                Ok((stage, measure)) => measures[stage].push(measure),
                Err((at, why)) => findings.push(lost(query, at, layer, &why)),
            }
        }
        let mut tables = Vec::new();
        for (stage, measures) in kpis.stages.iter().zip(measures).filter(|(_, measures)| !measures.is_empty())
        {
            let mut table = table(stage, measures);
            findings.extend(table.settle_cuts(layer));
            if stage.holds_answers() {
                findings.push(small_groups(stage, layer));
            }
            tables.push(table);
        }
        Self { tables, findings }
    }
}

type Lost = (At, Say);

fn measure<'k, 'p>(query: &'k Query<'p>) -> Result<(usize, Measure<'k, 'p>), Lost> {
    let mut stages = Vec::new();
    let value = value(query, &query.finished, &mut stages)?;
    stages.dedup();
    let [(stage, period)] = stages.as_slice() else {
        let why = say!(en: "its parts lie in different tables", es: "sus partes están en tablas distintas");
        return Err((formula_at(query), why));
    };
    Ok((*stage, Measure { query, value, period: period.clone(), cuts: Vec::new() }))
}

/// The value of one plan; `stages` gets the tables and the columns of periods that it reads.
fn value(
    query: &Query<'_>,
    finished: &Finished,
    stages: &mut Vec<(usize, Option<String>)>,
) -> Result<Value, Lost> {
    let metric = query.metric;
    match &finished.plan {
        Plan::Rows(rows) => {
            let period = rows.period.text.clone();
            stages.push((rows.stage, (!period.starts_with('\'')).then_some(period)));
            of_rows(rows).ok_or_else(|| {
                let at = metric.place(metric.it.quantile.span());
                (at, say!(en: "it has no quantile by cumulated weight", es: "no tiene cuantiles por peso acumulado"))
            })
        }
        Plan::Formula(formula) => {
            let mut inputs = Vec::new();
            for input in &formula.inputs {
                inputs.push((input.alone.clone(), value(query, input, stages)?));
            }
            Ok(Value::Formula { inputs, sql: formula.sql.text.clone() })
        }
        Plan::Health(_) => {
            let why = say!(en: "it has no scores of several metrics", es: "no tiene calificaciones de varias métricas");
            let at = if metric.it.family.is_absent() {
                metric.entity.head()
            } else {
                metric.place(metric.it.family.span())
            };
            Err((at, why))
        }
    }
}

fn formula_at(query: &Query<'_>) -> At {
    let metric = query.metric;
    let fields = [
        (metric.it.formula.is_absent(), metric.it.formula.span()),
        (metric.it.with.is_absent(), metric.it.with.span()),
    ];
    let written = fields.into_iter().find(|(absent, _)| !absent);
    written.map_or_else(|| metric.entity.head(), |(_, span)| metric.place(span))
}

fn of_rows(rows: &Rows) -> Option<Value> {
    let filters: Vec<String> = rows
        .filters
        .iter()
        .map(|filter| text::with_plain_relations(&filter.sql.inside(Binding::And)))
        .collect();
    let counted = |amount: &str| {
        let amount = text::with_plain_relations(amount);
        if filters.is_empty() {
            format!("({amount}) * 1e0")
        } else {
            format!("CASE WHEN {} THEN ({amount}) * 1e0 END", filters.join(" AND "))
        }
    };
    Some(match &rows.aggregate {
        Aggregate::Ratio { numerator, denominator, times } => {
            Value::Ratio { over: counted(numerator), under: counted(denominator), times: *times }
        }
        Aggregate::Sum { amount } => Value::Sum(counted(amount)),
        Aggregate::Count => Value::Sum(counted("1")),
        Aggregate::Quantile { .. } => return None,
    })
}

fn table<'k, 'p>(stage: &'k Stage<'p>, measures: Vec<Measure<'k, 'p>>) -> Table<'k, 'p> {
    let mut taken = Taken::default();
    for measure in &measures {
        taken.unique(&measure.query.finished.alone);
    }
    let mut dimensions = Vec::new();
    let groups = |ty: ColumnType| matches!(ty, ColumnType::Text | ColumnType::Boolean);
    let mut add = |column: &str, sql: &str, ty: ColumnType| {
        let name = taken.unique(&names::plain(column, "column"));
        dimensions.push(Dimension { name, sql: text::with_plain_relations(sql), ty });
    };
    for column in stage.columns.iter().filter(|column| groups(column.ty) && !column.is_personal()) {
        let identifies = [&column.column.key, &column.column.person, &column.column.account];
        if identifies.iter().all(|field| field.value() != Some(true)) {
            add(column.raw, &column.name, column.ty);
        }
    }
    let mut known: Vec<String> =
        stage.columns.iter().filter(|column| groups(column.ty)).map(|column| column.name.clone()).collect();
    for rows in measures.iter().flat_map(|measure| rows_of(&measure.query.finished)) {
        for dimension in &rows.dimensions {
            if !known.contains(&dimension.sql) {
                known.push(dimension.sql.clone());
                add(&dimension.alias, &dimension.sql, dimension.ty);
            }
        }
    }
    for derived in stage.derived.iter().filter(|derived| matches!(derived.value, DerivedValue::Period(_))) {
        add(&derived.name, &derived.name, ColumnType::Text);
    }
    Table {
        stage,
        name: names::plain(&text::name(stage.dataset.id().as_str()), "data"),
        dimensions,
        measures,
    }
}

fn rows_of(finished: &Finished) -> Vec<&Rows> {
    match &finished.plan {
        Plan::Rows(rows) => vec![rows],
        plan => plan.inputs().into_iter().flat_map(rows_of).collect(),
    }
}

impl Table<'_, '_> {
    /// Puts the dimensions of each cut in place; gives findings for cuts that the table does not have.
    fn settle_cuts(&mut self, layer: &'static str) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let dimensions = &self.dimensions;
        for measure in &mut self.measures {
            for cut in &measure.query.cuts {
                let named =
                    |sql: &String| Some(dimensions.iter().find(|known| known.sql == *sql)?.name.clone());
                let columns = columns_of_cut(&measure.query.finished, &cut.name);
                match columns.and_then(|(_, columns)| columns.iter().map(named).collect::<Option<Vec<_>>>()) {
                    Some(columns) => measure.cuts.push((cut.name.clone(), columns)),
                    None => findings.push(lost_cut(measure.query, &cut.name, layer)),
                }
            }
        }
        findings
    }

    /// The name of the dimension that reads a column.
    pub fn dimension_of(&self, sql: &str) -> Option<&str> {
        self.dimensions.iter().find(|known| known.sql == sql).map(|known| known.name.as_str())
    }
}

/// The table and the columns that tell a cut apart, when one table has them for every part of a metric.
pub fn columns_of_cut(finished: &Finished, cut: &str) -> Option<(usize, Vec<String>)> {
    match &finished.plan {
        Plan::Rows(rows) => {
            let Levels::Shown(cuts) = &finished.levels else { return None };
            let cut = cuts.iter().find(|known| known.name == cut)?;
            let column = |alias: &String| rows.dimensions.iter().find(|known| known.alias == *alias);
            let columns = cut.dimensions.iter().map(|alias| Some(column(alias)?.sql.clone()));
            Some((rows.stage, columns.collect::<Option<_>>()?))
        }
        Plan::Formula(formula) => {
            let mut parts = formula.inputs.iter().map(|input| columns_of_cut(input, cut));
            let first = parts.next()??;
            parts.all(|part| part.as_ref() == Some(&first)).then_some(first)
        }
        Plan::Health(_) => None,
    }
}

/// A text with words outside of quotes put another way; what stands after a dot is no word of its own.
pub fn with_words(sql: &str, put: &dyn Fn(&str) -> Option<String>) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut out, mut rest) = (String::new(), sql);
    while let Some(first) = rest.chars().next() {
        let length = if first == '\'' {
            rest[1..].find('\'').map_or(rest.len(), |end| end + 2)
        } else if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        let alone = is_word(first) && !out.ends_with('.');
        match put(piece).filter(|_| alone) {
            Some(other) => out.push_str(&other),
            None => out.push_str(piece),
        }
        rest = after;
    }
    out
}

fn lost(query: &Query<'_>, at: At, layer: &'static str, why: &Say) -> Diagnostic {
    let (id, name) = (query.metric.id(), &query.name);
    Diagnostic::new(
        &TARGET_LOSS,
        at,
        say!(en: "`{id}` is not in the model of {layer}: {}", why.en; es: "`{id}` no está en el modelo de {layer}: {}", why.es),
    )
    .help(say!(en: "its values come from the query `{name}.sql` of the target `sql`", es: "sus valores salen de la consulta `{name}.sql` del destino `sql`"))
    .severity(Severity::Info)
    .entity(query.metric.entity.name())
}

fn lost_cut(query: &Query<'_>, cut: &str, layer: &'static str) -> Diagnostic {
    let why = say!(en: "its parts lie in different tables", es: "sus partes están en tablas distintas");
    let (id, metric) = (query.metric.id(), query.metric);
    let mut found = lost(query, metric.place(metric.it.cuts.span()), layer, &why);
    found.message = say!(en: "`{id}` by `{cut}` is not in the model of {layer}: {}", why.en; es: "`{id}` por `{cut}` no está en el modelo de {layer}: {}", why.es);
    found
}

/// Layers show cuts of any size: told once for each dataset of answers.
fn small_groups(stage: &Stage<'_>, layer: &'static str) -> Diagnostic {
    let id = stage.dataset.id();
    Diagnostic::new(
        &TARGET_LOSS,
        stage.dataset.entity.head(),
        say!(en: "{layer} shows cuts of the answers in `{id}` however few they are", es: "{layer} muestra cortes de las respuestas de `{id}` por pocas que sean"),
    )
    .help(say!(en: "the queries of the target `sql` leave out the values of cuts below `minimum_n`", es: "las consultas del destino `sql` dejan sin valor los cortes por debajo de `minimum_n`"))
    .severity(Severity::Info)
    .entity(stage.dataset.entity.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_quotes_stay() {
        let put = |word: &str| (word == "n").then(|| "x.n".to_owned());
        assert_eq!(
            with_words("n + CASE WHEN a = 'n it''s n' THEN n_1 ELSE n END", &put),
            "x.n + CASE WHEN a = 'n it''s n' THEN n_1 ELSE x.n END"
        );
    }

    #[test]
    fn a_formula_is_one_expression() {
        let ratio = Value::Ratio { over: "a".to_owned(), under: "b".to_owned(), times: 100 };
        let inputs = vec![("nps".to_owned(), ratio), ("spent".to_owned(), Value::Sum("c".to_owned()))];
        let value = Value::Formula { inputs, sql: "nps * spent".to_owned() };
        assert_eq!(value.expression(), "(100 * SUM(a) / NULLIF(SUM(b), 0)) * (SUM(c))");
    }
}
