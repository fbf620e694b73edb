//! Names for metrics and columns where no quotes can help: as columns of one portable text, which Spark
//! reads with other quotes than the rest, and in a semantic layer, which takes plain names only.
//!
//! A name that is free stays as it is. `order` becomes `order_kpi` for a metric and `order_column` for a
//! column, whatever else the program has, so that it does not move when something is added.

use super::text::{self, Taken};
use crate::model::metric::Metric;
use crate::resolve::Resolved;
use std::collections::BTreeMap;

/// Names that statements and MetricFlow have for themselves.
const OWN: [&str; 20] = [
    "cut",
    "cut_value",
    "day",
    "half_year",
    "hour",
    "least_n",
    "metric",
    "metric_time",
    "microsecond",
    "millisecond",
    "minute",
    "month",
    "n",
    "nanosecond",
    "period",
    "quarter",
    "second",
    "value",
    "week",
    "year",
];

/// Each metric of a program by the name that it has as a column.
#[derive(Debug, Default)]
pub struct MetricNames(BTreeMap<&'static str, String>);

impl MetricNames {
    pub fn of(program: &Resolved) -> Self {
        let ids: Vec<&'static str> = program.all::<Metric>().map(|metric| metric.id().as_str()).collect();
        let mut taken = Taken::default();
        let (mut names, mut others) = (BTreeMap::new(), Vec::new());
        for id in ids {
            let name = text::name(id);
            if plain(&name, "kpi") == name {
                names.insert(id, taken.unique(&name));
            } else {
                others.push((id, plain(&name, "kpi")));
            }
        }
        names.extend(others.into_iter().map(|(id, name)| (id, taken.unique(&name))));
        Self(names)
    }

    pub fn get(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| plain(&text::name(id), "kpi"))
    }
}

/// A name with letters at both ends, without a double underscore, that no engine reserves; `suffix` tells
/// it apart from the word that is reserved.
pub fn plain(name: &str, suffix: &str) -> String {
    let parts: Vec<&str> = name.split('_').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("_");
    let reserved = text::is_reserved(&joined) || OWN.contains(&joined.as_str());
    if !joined.starts_with(|c: char| c.is_ascii_lowercase()) {
        format!("{suffix}_{joined}").trim_end_matches('_').to_owned()
    } else if joined.len() < 2 || reserved {
        format!("{joined}_{suffix}")
    } else {
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_only_when_it_must() {
        for (name, wanted) in [
            ("churn_rate", "churn_rate"),
            ("order", "order_column"),
            ("n", "n_column"),
            ("metric_time", "metric_time_column"),
            ("a__b", "a_b"),
            ("_own", "own"),
            ("__order_", "order_column"),
            ("_9", "column_9"),
            ("___", "column"),
        ] {
            assert_eq!(plain(name, "column"), wanted);
        }
    }
}
