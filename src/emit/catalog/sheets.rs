//! The catalogue as tables: lines and cells, of which some are numbers.

use super::entry::{Entry, FACTS, Number, Step, TEXTS};
use crate::emit::table::{Cell, Table};
use serde_json::Value;

fn of(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn value(number: Option<&Number>) -> Cell {
    Cell::Number(number.and_then(|number| number.value))
}

fn written(number: Option<&Number>) -> Cell {
    of(number.map_or("", |number| &number.written))
}

/// KPIs, bands and targets.
pub fn all(entries: &[Entry], languages: &[&str]) -> [Table; 3] {
    [kpis(entries, languages), bands(entries), targets(entries)]
}

/// One line for each KPI.
fn kpis(entries: &[Entry], languages: &[&str]) -> Table {
    let named = |name: &&str| languages.iter().map(move |tag| format!("{name}_{tag}")).collect::<Vec<_>>();
    let mut head = vec!["metric".to_owned()];
    head.extend(TEXTS.iter().flat_map(named));
    head.extend(FACTS.map(str::to_owned));
    let rest = [
        "minimum_n",
        "cuts",
        "bands",
        "baseline",
        "baseline_written",
        "baseline_n",
        "baseline_period",
        "target",
        "target_written",
        "target_by",
        "other_targets",
        "series_breaks",
        "query",
        "definition",
    ];
    head.extend(rest.map(str::to_owned));
    Table {
        name: "KPI".to_owned(),
        head,
        lines: entries.iter().map(|entry| line(entry, languages)).collect(),
    }
}

fn line(entry: &Entry, languages: &[&str]) -> Vec<Cell> {
    let mut cells = vec![of(&entry.id)];
    for name in TEXTS {
        cells.extend(languages.iter().map(|tag| of(entry.text(name, tag))));
    }
    cells.extend(FACTS.iter().map(|name| of(entry.fact(name))));
    let count = |n: Option<i64>| Cell::Number(n.map(|n| n as f64));
    let baseline = entry.baseline.as_ref();
    let everybody = entry.goals.iter().find(|goal| goal.whom.is_empty());
    let others = entry.goals.iter().filter(|goal| !goal.whom.is_empty()).count();
    let bands: Vec<String> = entry.steps.iter().filter(|it| it.when.is_empty()).map(ends).collect();
    let breaks: Vec<String> = entry.breaks.iter().map(break_of).collect();
    cells.extend([
        count(entry.minimum_n),
        of(&entry.cuts.join(", ")),
        of(&bands.join("; ")),
        value(baseline.map(|it| &it.0)),
        written(baseline.map(|it| &it.0)),
        count(baseline.and_then(|it| it.1)),
        of(baseline.map_or("", |it| &it.2)),
        value(everybody.map(|it| &it.number)),
        written(everybody.map(|it| &it.number)),
        of(everybody.map_or("", |it| &it.by)),
        Cell::Number((others > 0).then_some(others as f64)),
        of(&breaks.join("; ")),
        of(entry.query.as_deref().unwrap_or_default()),
        of(entry.definition.as_deref().unwrap_or_default()),
    ]);
    cells
}

/// `2026-01-12: 1 → 2, parallel-run, n 640`.
fn break_of(it: &Value) -> String {
    let word = |key: &str| it[key].as_str().unwrap_or_default();
    let n = it["n"].as_i64().map(|n| format!(", n {n}")).unwrap_or_default();
    let of = it["metric"].as_str().map(|of| format!(" ({of})")).unwrap_or_default();
    format!("{}: {} → {}, {}{n}{of}", word("day"), word("from"), word("to"), word("method"))
}

/// `fair ≥ 55 %, < 70 %`.
fn ends(step: &Step) -> String {
    let low =
        step.low.as_ref().map(|it| format!("{} {}", if step.low_included { "≥" } else { ">" }, it.written));
    let high =
        step.high.as_ref().map(|it| format!("{} {}", if step.high_included { "≤" } else { "<" }, it.written));
    let ends: Vec<String> = [low, high].into_iter().flatten().collect();
    format!("{} {}", step.name, ends.join(", "))
}

/// One line for each band.
fn bands(entries: &[Entry]) -> Table {
    let head = [
        "metric",
        "when",
        "band",
        "low",
        "low_written",
        "low_included",
        "high",
        "high_written",
        "high_included",
    ];
    let lines = entries.iter().flat_map(|entry| {
        entry.steps.iter().map(|it| {
            let yes = |end: &Option<Number>, yes: bool| {
                of(if end.is_none() {
                    ""
                } else if yes {
                    "true"
                } else {
                    "false"
                })
            };
            vec![
                of(&entry.id),
                of(&it.when),
                of(&it.name),
                value(it.low.as_ref()),
                written(it.low.as_ref()),
                yes(&it.low, it.low_included),
                value(it.high.as_ref()),
                written(it.high.as_ref()),
                yes(&it.high, it.high_included),
            ]
        })
    });
    Table { name: "bands".to_owned(), head: head.map(str::to_owned).to_vec(), lines: lines.collect() }
}

/// One line for each target.
fn targets(entries: &[Entry]) -> Table {
    let head = ["metric", "for", "target", "target_written", "by"];
    let lines = entries.iter().flat_map(|entry| {
        entry.goals.iter().map(|it| {
            let whom: Vec<String> =
                it.whom.iter().map(|(column, value)| format!("{column} = {value}")).collect();
            vec![
                of(&entry.id),
                of(&whom.join(", ")),
                value(Some(&it.number)),
                written(Some(&it.number)),
                of(&it.by),
            ]
        })
    });
    Table { name: "targets".to_owned(), head: head.map(str::to_owned).to_vec(), lines: lines.collect() }
}
