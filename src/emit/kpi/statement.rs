//! A query as one portable SELECT above the staging views: common table expressions, CASE, window sums
//! and nothing that belongs to one engine.
//!
//! Rows are first added up in cells of all cut columns at once; the total and the cuts are sums of
//! cells, so the table is read once.

mod health;
mod rows;
mod spread;

pub use rows::{kept_rows, measures};
pub use spread::{SPREAD, of_counted_spread, of_spread};

use super::plan::{Finished, Formula, Levels, Plan, Query};
use crate::model::metric::Each;
use std::collections::BTreeSet;

/// The SELECT with one row for each period, cut and value of the cut: `metric, period, cut, cut_value,
/// value, n`. Relations are marked ([`super::text::relation`]).
pub fn of_query(query: &Query<'_>) -> String {
    written(query, Parts::default())
}

/// The same over rows that stand for several: each says for how many in the column [`TIMES`].
pub fn of_counted_query(query: &Query<'_>) -> String {
    written(query, Parts { counted: true, ..Parts::default() })
}

/// The column that says how many equal rows a row stands for.
pub const TIMES: &str = "senda_times";

fn written(query: &Query<'_>, mut parts: Parts) -> String {
    let source = parts.finished(&query.finished);
    let value = match query.minimum_n {
        Some(least) if !query.cuts.is_empty() => {
            format!("CASE WHEN cut = 'total' OR n >= {least} THEN value END AS value")
        }
        _ => "value".to_owned(),
    };
    let id = super::text::literal(query.metric.id().as_str());
    format!(
        "{}SELECT\n  {id} AS metric,\n  period,\n  cut,\n  cut_value,\n  {value},\n  n\nFROM {source}\nORDER BY period, cut, cut_value\n",
        parts.with()
    )
}

/// The SELECT with one row for each period and customer or account: `metric, period, customer, value,
/// n, band`.
pub fn of_subjects(query: &Query<'_>) -> Option<String> {
    let (finished, each) = (query.subjects.as_ref()?, query.each?);
    let mut parts = Parts::default();
    let source = parts.finished(finished);
    let band = match (&finished.plan, &query.bands) {
        (Plan::Health(health), bands) => parts.band_of_case(health, bands.as_ref()),
        (_, Some(bands)) => super::bands::name_of(bands, "value"),
        (_, None) => "NULL".to_owned(),
    };
    let (id, subject) = (super::text::literal(query.metric.id().as_str()), subject_name(each));
    Some(format!(
        "{}SELECT\n  {id} AS metric,\n  period,\n  cut_value AS {subject},\n  value,\n  n,\n  {band} AS band\nFROM {source}\nORDER BY period, {subject}\n",
        parts.with()
    ))
}

/// The SELECT with the value of each customer or account in each period: `period, customer, value, n`.
pub fn of_each(finished: &Finished, each: Each) -> String {
    let mut parts = Parts::default();
    let source = parts.finished(finished);
    let subject = subject_name(each);
    format!(
        "{}SELECT period, cut_value AS {subject}, value, n\nFROM {source}\nORDER BY period, {subject}\n",
        parts.with()
    )
}

/// What a customer or account is called in a result.
pub fn subject_name(each: Each) -> &'static str {
    match each {
        Each::Customer => "customer",
        Each::Account => "account_id",
    }
}

/// The common table expressions of a statement, each once, in the order in which they are needed.
#[derive(Default)]
struct Parts {
    /// Rows stand for several.
    counted: bool,
    list: Vec<(String, String)>,
    known: BTreeSet<String>,
}

impl Parts {
    fn with(&self) -> String {
        let parts: Vec<String> =
            self.list.iter().map(|(name, body)| format!("{name} AS (\n{body}\n)")).collect();
        if parts.is_empty() { String::new() } else { format!("WITH {}\n", parts.join(",\n")) }
    }

    fn add(&mut self, name: String, body: impl FnOnce(&mut Self) -> String) -> String {
        if self.known.insert(name.clone()) {
            let body = body(self);
            self.list.push((name.clone(), body));
        }
        name
    }

    /// The part with the values of a metric: `period, cut, cut_value, value, n`.
    fn finished(&mut self, finished: &Finished) -> String {
        let base = base(finished);
        self.add(format!("{base}_value"), |parts| match &finished.plan {
            Plan::Rows(rows) => parts.value_of_rows(&base, rows, &finished.levels),
            Plan::Formula(formula) => parts.value_of_formula(&base, formula),
            Plan::Health(health) => parts.value_of_health(&base, health, &finished.levels),
        })
    }

    fn value_of_formula(&mut self, base: &str, formula: &Formula) -> String {
        let sources: Vec<String> = formula.inputs.iter().map(|input| self.finished(input)).collect();
        let keys = self.keys(base, &sources);
        let inputs = self.add(format!("{base}_inputs"), |_| {
            let mut columns = String::new();
            let mut joins = String::new();
            for (input, source) in formula.inputs.iter().zip(&sources) {
                columns.push_str(&format!(",\n    {source}.value AS {}", input.alone));
                joins.push_str(&joined(source, &keys));
            }
            let n = least(&sources.iter().map(|source| format!("COALESCE({source}.n, 0)")).collect::<Vec<_>>());
            format!(
                "  SELECT\n    {keys}.period,\n    {keys}.cut,\n    {keys}.cut_value{columns},\n    {n} AS least_n\n  FROM {keys}{joins}"
            )
        });
        let sql = &formula.sql.text;
        format!(
            "  SELECT\n    period,\n    cut,\n    cut_value,\n    {sql} AS value,\n    least_n AS n\n  FROM {inputs}"
        )
    }

    /// Every period and cut that one of the sources has.
    fn keys(&mut self, base: &str, sources: &[String]) -> String {
        self.add(format!("{base}_keys"), |_| {
            if let [source] = sources {
                return format!("  SELECT period, cut, cut_value FROM {source}");
            }
            // A bare UNION is refused by some engines, and UNION DISTINCT by others.
            let selects: Vec<String> =
                sources.iter().map(|source| format!("    SELECT period, cut, cut_value FROM {source}")).collect();
            let all = selects.join("\n    UNION ALL\n");
            format!("  SELECT period, cut, cut_value\n  FROM (\n{all}\n  ) AS found\n  GROUP BY period, cut, cut_value")
        })
    }
}

/// In front of the names of the parts that give these values. A name like that of a staging view gets
/// something before it, so that no part hides a view.
fn base(finished: &Finished) -> String {
    let name = &finished.name;
    let name = if name.starts_with("stg_") || name.starts_with("senda_") {
        format!("kpi_{name}")
    } else {
        name.clone()
    };
    match finished.levels {
        Levels::Shown(_) => name,
        Levels::Each(_) => format!("{name}_each"),
    }
}

/// A join of the values of one part to keys.
fn joined(source: &str, keys: &str) -> String {
    format!(
        "\n  LEFT JOIN {source} ON {source}.period = {keys}.period AND {source}.cut = {keys}.cut AND {source}.cut_value = {keys}.cut_value"
    )
}

/// The least of several numbers that all have a value.
fn least(values: &[String]) -> String {
    let [first, rest @ ..] = values else { return "0".to_owned() };
    if rest.is_empty() {
        return first.clone();
    }
    let mut branches = String::new();
    for (index, one) in values.iter().enumerate().take(values.len() - 1) {
        let others = values.iter().skip(index + 1).map(|other| format!("{one} <= {other}"));
        branches.push_str(&format!(" WHEN {} THEN {one}", others.collect::<Vec<_>>().join(" AND ")));
    }
    let last = values.last().unwrap_or(first);
    format!("CASE{branches} ELSE {last} END")
}
