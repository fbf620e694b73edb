//! Health scores: points of components, one score, and its average over customers or accounts.

use super::rows::{cut_value, kept_rows};
use super::{Parts, joined, least};
use crate::analyze::measure::bands::Bands;
use crate::emit::kpi::bands::conditions;
use crate::emit::kpi::plan::{Cases, Health, Levels, Scored};
use crate::emit::kpi::statement::subject_name;
use crate::emit::kpi::text;
use rust_decimal::Decimal;

impl Parts {
    pub(super) fn value_of_health(&mut self, base: &str, health: &Health, levels: &Levels) -> String {
        let sources: Vec<String> =
            health.components.iter().map(|component| self.finished(&component.input)).collect();
        let Some(cases) = &health.cases else {
            let keys = self.keys(base, &sources);
            let points = self.add(format!("{base}_points"), |_| points(health, &sources, &keys, &[]));
            return format!(
                "  SELECT\n    period,\n    cut,\n    cut_value,\n    {} AS value,\n    least_n AS n\n  FROM {points}",
                score(health)
            );
        };
        let kept = self.add(format!("{base}_rows"), |_| kept_rows(&cases.rows, facts(cases)));
        let each = subject_of(&health.components);
        let facts = self.add(format!("{base}_cases"), |_| known_cases(cases, &kept, each));
        let more = case_columns(cases);
        let points = self.add(format!("{base}_points"), |_| points(health, &sources, &facts, &more));
        let scores = self.add(format!("{base}_scores"), |_| {
            let carried: String = more.iter().map(|column| format!(",\n    {column}")).collect();
            format!(
                "  SELECT\n    period,\n    cut,\n    cut_value{carried},\n    {} AS value,\n    least_n AS n\n  FROM {points}",
                score(health)
            )
        });
        match levels {
            Levels::Each(_) => {
                let overrides: String =
                    (1..=cases.overrides.len()).map(|number| format!(", fact_{number}")).collect();
                format!("  SELECT period, cut, cut_value, value, n{overrides}\n  FROM {scores}")
            }
            Levels::Shown(cuts) => {
                let select = |cut: &str, value: &str| {
                    format!(
                        "  SELECT period, {cut} AS cut, {value} AS cut_value, value AS score\n  FROM {scores}\n  WHERE value IS NOT NULL"
                    )
                };
                let shown = self.add(format!("{base}_cuts"), |_| {
                    let cuts = cuts
                        .iter()
                        .map(|cut| select(&text::literal(&cut.name), &cut_value(&cases.rows, cut)));
                    std::iter::once(select("'total'", "'all'"))
                        .chain(cuts)
                        .collect::<Vec<_>>()
                        .join("\n  UNION ALL\n")
                });
                format!(
                    "  SELECT\n    period,\n    cut,\n    cut_value,\n    SUM(score * 1e0) / COUNT(*) AS value,\n    COUNT(*) AS n\n  FROM {shown}\n  GROUP BY period, cut, cut_value"
                )
            }
        }
    }

    /// The band of a case: what a fact decides, or the band of its score.
    pub(super) fn band_of_case(&mut self, health: &Health, bands: Option<&Bands>) -> String {
        let overrides = health.cases.iter().flat_map(|cases| cases.overrides.iter().enumerate());
        let mut branches: String = overrides
            .map(|(index, (_, band))| format!(" WHEN fact_{} = 1 THEN {}", index + 1, text::literal(band)))
            .collect();
        for (name, condition) in bands.iter().flat_map(|bands| conditions(bands, "value")) {
            branches.push_str(&format!(" WHEN {condition} THEN {}", text::literal(name)));
        }
        if branches.is_empty() { "NULL".to_owned() } else { format!("CASE{branches} END") }
    }
}

/// What each row says about its case.
fn facts(cases: &Cases) -> Vec<(String, &'static str)> {
    const FACTS: [&str; 9] =
        ["fact_1", "fact_2", "fact_3", "fact_4", "fact_5", "fact_6", "fact_7", "fact_8", "fact_9"];
    let holds = |condition: &str| format!("CASE WHEN {condition} THEN 1 ELSE 0 END");
    let mut columns = Vec::new();
    if let Some(no_value) = &cases.no_value {
        columns.push((holds(&no_value.text), "no_score"));
    }
    columns.extend(
        cases.overrides.iter().zip(FACTS).map(|((condition, _), name)| (holds(&condition.text), name)),
    );
    columns
}

/// The columns of a case besides its period and subject.
fn case_columns(cases: &Cases) -> Vec<String> {
    let facts = facts(cases).into_iter().map(|(_, name)| name.to_owned());
    facts.chain(cases.rows.dimensions.iter().map(|dimension| dimension.alias.clone())).collect()
}

/// One row for each case. Where its rows differ, a fact counts when one row has it.
fn known_cases(cases: &Cases, kept: &str, each: &str) -> String {
    let mut columns = vec![
        "period".to_owned(),
        format!("{} AS cut", text::literal(each)),
        "subject AS cut_value".to_owned(),
    ];
    columns.extend(facts(cases).iter().map(|(_, name)| format!("MAX({name}) AS {name}")));
    columns.extend(cases.rows.dimensions.iter().map(|dimension| format!("MIN({0}) AS {0}", dimension.alias)));
    format!("  SELECT\n    {}\n  FROM {kept}\n  GROUP BY period, subject", columns.join(",\n    "))
}

/// The points of every component for every key.
fn points(health: &Health, sources: &[String], keys: &str, more: &[String]) -> String {
    let mut columns = String::new();
    let mut joins = String::new();
    for column in more {
        columns.push_str(&format!(",\n    {keys}.{column}"));
    }
    for (component, source) in health.components.iter().zip(sources) {
        columns.push_str(&format!(",\n    {} AS {}", earned(component, source), points_name(component)));
        joins.push_str(&joined(source, keys));
    }
    let n = least(&sources.iter().map(|source| format!("COALESCE({source}.n, 0)")).collect::<Vec<_>>());
    format!(
        "  SELECT\n    {keys}.period,\n    {keys}.cut,\n    {keys}.cut_value{columns},\n    {n} AS least_n\n  FROM {keys}{joins}"
    )
}

fn points_name(component: &Scored) -> String {
    format!("points_{}", component.name)
}

/// The points that the value of a component earns.
fn earned(component: &Scored, source: &str) -> String {
    let branches: String = component
        .points
        .iter()
        .map(|(condition, points)| {
            format!(" WHEN {} THEN {points}", condition.replace("value", &format!("{source}.value")))
        })
        .collect();
    format!("CASE{branches} END")
}

/// The score over the points, on its scale.
fn score(health: &Health) -> String {
    let (low, high) = health.scale;
    let term =
        |component: &Scored| format!("{} * {}", text::number(component.weight), points_name(component));
    let (weighted, weights) = if health.redistributes {
        let given = |component: &Scored| {
            let (weight, name) = (text::number(component.weight), points_name(component));
            (
                format!("COALESCE({}, 0)", term(component)),
                format!("CASE WHEN {name} IS NULL THEN 0 ELSE {weight} END"),
            )
        };
        let (sums, weights): (Vec<String>, Vec<String>) = health.components.iter().map(given).unzip();
        (sums.join(" + "), weights.join(" + "))
    } else {
        let sums: Vec<String> = health.components.iter().map(term).collect();
        let all: Decimal = health.components.iter().map(|component| component.weight).sum();
        (sums.join(" + "), text::number(all))
    };
    let points = format!("({weighted}) * 1e0 / NULLIF({weights}, 0)");
    let on_scale = match (low, high) {
        (0, 100) => points,
        (0, high) => format!("{points} / 100 * {high}"),
        (low, high) => format!("{low} + {points} / 100 * {}", high - low),
    };
    match &health.cases {
        Some(Cases { no_value: Some(_), .. }) => {
            format!("CASE WHEN no_score = 1 THEN NULL ELSE {on_scale} END")
        }
        _ => on_scale,
    }
}

/// What the cases are called: the components have a value for each of them.
pub fn subject_of(components: &[Scored]) -> &'static str {
    match components.first().map(|component| &component.input.levels) {
        Some(Levels::Each(each)) => subject_name(*each),
        _ => "customer",
    }
}
